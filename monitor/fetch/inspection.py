"""Looking at a source as the operator would: does it answer, is it read, is it still kept up?

Nothing is stored. A source is asked as a poll asks it, without validators, and a few of its
article pages are read where it is configured so.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from monitor import dates
from monitor.errors import (
    FetchError,
    LayoutError,
    ParseError,
    SourceError,
    without_address,
    without_query,
)
from monitor.fetch import Fetcher
from monitor.fetch.discovery import newest
from monitor.kinds import Parsed, kind_of, parse
from monitor.kinds.article_page import completed
from monitor.model import Payload, RawItem, Request, Source, Validators
from monitor.text import without_markup

Robots = Literal["exempt", "allowed", "refused", "unknown"]

_MAX_FOLLOWED = 3
_MAX_FILES = 200
_PAGES = 2
_HOPS = 2
_MIN_TEXT = 400
"""Characters from which on a text is taken for an article rather than a summary of it."""
_STALE = timedelta(days=120)
_UNANSWERED = frozenset({"unreachable", "timeout", "tls", "protocol", "forbidden", "unreadable"})
_ADVICE_MAILBOX: Mapping[str, str] = {
    "blocked": "check access.username and the password; some servers want a password for programs",
    "gone": "check options.folder, or the folder in the address",
    "protocol": "check the port, options.tls, and imaps:// or imap://",
    "tls": "check the port and imaps:// or imap://; access.ca_file trusts an authority of your own",
    "unreadable": "put its password where the configuration says that it is",
}
_ADVICE: Mapping[str, str] = {
    "unreachable": "is the address right, and can this machine reach it? access.proxy may help",
    "timeout": "set access.timeout higher, or access.proxy to a way that is nearer",
    "tls": "its certificate is not trusted; access.ca_file names one that is",
    "protocol": "its server is broken; try again later, or http:// instead of https://",
    "http": "try again later; if it stays, `monitor sources discover` looks for its new address",
    "blocked": "it refuses programs; set access.headers or cookies as its page needs, or a proxy",
    "rate-limited": "asked too often; set spacing or interval higher",
    "robots": "robots.txt asks not to; robots = false overrules it if its owner agrees",
    "forbidden": "a private address; fetch.allow lets it through",
    "gone": "the address is gone; find the new one with `monitor sources discover`",
    "too-large": "larger than fetch.max_bytes",
    "redirects": "set url to where it leads to",
    "decode": "its server is broken; tell its operator",
    "unreadable": "see that the file or secret named there is present, and its permissions",
    "empty": "it answers with nothing; try again later",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What a look at a source showed."""

    source: str
    reachable: bool
    """Whether its server answered, be it with an error."""
    fact: str | None = None
    """What is wrong; None: it works."""
    cause: str | None = None
    items: int = 0
    newest: str | None = None
    """Date of its newest item in ISO 8601; None where no item has one."""
    full_text: float | None = None
    """Share of what was tried that has the text of an article; None where nothing was."""
    robots: Robots = "exempt"
    fix: str | None = None
    """What to do about it, or what to look at though it works; None: nothing."""

    @property
    def works(self) -> bool:
        """Whether it was reached and read."""
        return self.fact is None


async def inspect(fetcher: Fetcher, source: Source, now: datetime) -> Inspection:
    """Return what a look at `source` shows; what fails is in it, not raised."""
    kind = kind_of(source)
    ask = kind.request(source, now) if kind.address == "url" else None
    robots: Robots = "exempt" if ask is None or ask.role in ("feed", "api") else "allowed"
    reached = False
    try:
        items: list[RawItem] = []
        drift: tuple[str, ...] = ()
        moved_to: str | None = None
        waiting: list[Request | None] = [ask]
        for _ in range(_MAX_FOLLOWED):
            if not waiting:
                break
            for payload in await _payloads(fetcher, source, waiting.pop(0)):
                moved_to = payload.moved_to if not reached else moved_to
                reached = True
                parsed: Parsed = parse(source, payload)
                items += parsed.items
                drift += parsed.drift
                waiting += (one.after(payload) for one in parsed.follow)
        share = await _full_text(fetcher, source, items, is_links=kind.is_links)
    except SourceError as error:
        return _failed(source, error, reached=reached, robots=robots)
    newest_at = newest(items, timezone=source.timezone)
    return Inspection(
        source=source.name,
        reachable=True,
        items=len(items),
        newest=newest_at,
        full_text=share,
        robots=robots,
        fix=f"moved for good; set url to {without_query(moved_to)}"
        if moved_to
        else _remark(source, items, newest_at, drift, now),
    )


async def _payloads(fetcher: Fetcher, source: Source, ask: Request | None) -> list[Payload]:
    """Return what a request brings; of a folder the first files."""
    found: list[Payload] = []
    first: SourceError | None = None
    async with aclosing(fetcher.fetch(source, ask, Validators())) as answers:
        async for answer in answers:
            if isinstance(answer, Payload):
                found.append(answer)
            elif isinstance(answer, SourceError):
                first = first or answer
            if len(found) >= _MAX_FILES:
                break
    if not found:
        raise first or FetchError(source.name, "there is nothing", cause="empty")
    return found


async def _full_text(
    fetcher: Fetcher, source: Source, items: list[RawItem], *, is_links: bool
) -> float | None:
    """Return the share of items that have, or of pages tried that give, the text of an article.

    Raises:
        FetchError: robots.txt refuses the pages that the source is configured to read.
    """
    wanted = is_links if source.full_text is None else source.full_text
    if not wanted:
        return sum(map(_has_text, items)) / len(items) if items else None
    tried = [item for item in items if item.url][:_PAGES]
    good = 0
    for item in tried:
        try:
            good += _has_text(await _completed(fetcher, source, item))
        except FetchError as error:
            if error.cause == "robots":
                raise
        except ParseError:
            pass  # counted as a page without text
    return good / len(tried) if tried else None


async def _completed(fetcher: Fetcher, source: Source, item: RawItem) -> RawItem:
    ask: Request | None = Request(
        url=item.url or "", role="page", headers=(("Referer", source.url),)
    )
    done = item
    for _ in range(_HOPS):
        if ask is None:
            break
        page = (await _payloads(fetcher, source, ask))[0]
        result = completed(source, item, page)
        done, ask = result.item, result.instead
    return done


def _has_text(item: RawItem) -> bool:
    return len(without_markup((item.content or item.summary or "")[:20_000])) >= _MIN_TEXT


def _failed(source: Source, error: SourceError, *, reached: bool, robots: Robots) -> Inspection:
    cause: str = error.cause if isinstance(error, FetchError) else "parse"
    address = kind_of(source).address
    if isinstance(error, LayoutError):
        cause, fix = "layout", "the page was rebuilt; compare options with it"
    elif isinstance(error, FetchError):
        fix = (_ADVICE_MAILBOX if address == "mailbox" else _ADVICE).get(cause, _ADVICE[cause])
    elif source.kind == "json_api":
        fix = "compare options with what the interface answers; is a key needed, and right?"
    else:
        fix = "is it still what its kind says? `monitor sources discover` shows what is there"
    return Inspection(
        source=source.name,
        reachable=reached or cause not in _UNANSWERED,
        fact=without_address(error.fact),
        cause=cause,
        robots="refused" if cause == "robots" else robots if reached else _unknown(robots),
        fix=fix,
    )


def _unknown(robots: Robots) -> Robots:
    return "exempt" if robots == "exempt" else "unknown"


def _remark(
    source: Source,
    items: list[RawItem],
    newest_at: str | None,
    drift: tuple[str, ...],
    now: datetime,
) -> str | None:
    """Return what to look at in a source that works."""
    if not items:
        return "nothing is in it: is it the right address?"
    if drift:
        return f"found nothing: {drift[0]}"
    if source.paths:
        return None  # files may be as old as they like
    reading = dates.read(newest_at) if newest_at else None
    if reading is None:
        return None if kind_of(source).is_links else "its items have no dates"
    if now - reading.at > _STALE:
        return f"nothing new since {newest_at[:10] if newest_at else ''}: is it still kept up?"
    return None
