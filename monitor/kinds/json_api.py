"""An interface that answers in JSON, JSONP or a script of literals: items, and what comes next.

Pages are asked for newest first: an ordinary look goes on while every item of a full page lies in
the time that it asks for, a backfill page by page and window by window to its first day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any
from urllib.parse import urldefrag, urlsplit

from monitor.errors import LayoutError, ParseError
from monitor.kinds.decoding import decoded
from monitor.kinds.json_api_answer import answered
from monitor.kinds.json_api_fields import items_in, texts
from monitor.kinds.json_api_options import JsonApiOptions, json_api_mistake, options_of
from monitor.kinds.json_api_paths import found
from monitor.kinds.json_api_request import (
    Position,
    earlier,
    first_request,
    has_dates,
    narrowed,
    next_page,
    position_of,
    request_at,
)
from monitor.kinds.parsed import Parsed
from monitor.kinds.web_address import web_address
from monitor.model import Payload, RawItem, Request, Source
from monitor.text import one_line, without_markup

__all__ = ["JsonApiOptions", "first_request", "json_api_mistake", "parse_json_api"]

_SHOWN = 160


def parse_json_api(source: Source, payload: Payload) -> Parsed:
    """Return the items of one answer, the next page if it belongs to this look, and the older one.

    Raises:
        LayoutError: `items` finds no list, or nothing is found in any item.
        ParseError: the answer is broken, empty, a page, or reports an error.
    """
    options = options_of(source)
    text, warnings = decoded(payload.body, payload.content_type, subject=source.name)
    answer = answered(text, options.answer, subject=source.name)
    if options.errors and (reported := found(options.errors, answer, subject=source.name)):
        raise ParseError(source.name, f"the interface reports: {_shown(reported)}")
    rows = _rows(source, options, answer)
    items, drift = items_in(source, rows, base=payload.url, warnings=warnings)
    at = position_of(source, payload.request, payload.fetched_at)
    instants = _instants(source, payload, items)
    more = _has_more(source, answer, at, len(rows))
    page, doubts = _next_page(source, payload, answer, at, len(rows)) if more else (None, ())
    older = page
    if page is None and has_dates(source):
        older = _earlier_dates(source, at, instants, rows=len(rows), is_cut=more)
    in_window = bool(items) and len(instants) == len(items) and min(instants) >= at.since
    return Parsed(
        items=items,
        follow=(page.request(source),) if page and in_window and not at.is_backfill else (),
        older=older.request(source, is_backfill=True) if older else None,
        is_window=more,
        drift=(*drift, *doubts),
    )


@dataclass(frozen=True, slots=True)
class _Step:
    """What to ask for next: a position, and its address where the answer gave one."""

    at: Position
    url: str | None = None

    def request(self, source: Source, *, is_backfill: bool = False) -> Request:
        at = replace(self.at, is_backfill=True) if is_backfill else self.at
        return request_at(source, at, self.url)


def _rows(source: Source, options: JsonApiOptions, answer: Any) -> list[Any]:
    """Return the list of items; one that is null is empty only where the total says so."""
    rows = found(options.items, answer, subject=source.name)
    if isinstance(rows, list):
        return rows
    if rows is None and _total(source, answer) == 0:
        return []
    what = "nothing" if rows is None else f"{_shown(rows)}, which is no list"
    keys = f"; it has {', '.join(map(str, list(answer)[:12]))}" if isinstance(answer, dict) else ""
    fact = f'items "{options.items}" finds {what} in the answer{keys[:_SHOWN]}'
    raise LayoutError(source.name, f"{fact}; compare options.items with the answer")


def _shown(value: Any) -> str:
    """Return the words of a value in one line, for a message."""
    words = " ".join(texts(value)) or (
        ", ".join(f"{key}: {' '.join(texts(one))}" for key, one in list(value.items())[:6])
        if isinstance(value, dict)
        else type(value).__name__
    )
    return one_line(without_markup(words[:4000]))[:_SHOWN]


def _total(source: Source, answer: Any) -> int | None:
    """Return how many items the answer says that there are, or None where it does not."""
    path = options_of(source).total
    written = next(iter(texts(found(path, answer, subject=source.name))), "") if path else ""
    return int(written) if written.isdecimal() and len(written) < 18 else None


def _has_more(source: Source, answer: Any, at: Position, rows: int) -> bool:
    """Say whether the interface has more for this query than what came up to here."""
    options = options_of(source)
    if not rows:
        return False
    if _named(source, answer):
        return True
    # The total also shows that an interface names no next page though it holds more.
    total = _total(source, answer)
    if total is not None:
        return at.seen + rows < total
    return not options.next and 0 < options.page_size <= rows


def _named(source: Source, answer: Any) -> str:
    """Return the next cursor or address that the answer names, or "" ."""
    path = options_of(source).next
    return next(iter(texts(found(path, answer, subject=source.name))), "") if path else ""


def _next_page(
    source: Source, payload: Payload, answer: Any, at: Position, rows: int
) -> tuple[_Step | None, tuple[str, ...]]:
    """Return the next page of the same query, and what is wrong with the one that it names."""
    options = options_of(source)
    if options.paging in ("none", "window") or at.page + 1 >= options.max_pages:
        return None, ()
    if not options.next:
        return _Step(next_page(at, items=rows)), ()
    named = _named(source, answer)
    if not named:
        return None, ()
    if options.paging == "cursor":
        if named == at.cursor:
            return None, (f'next "{options.next}" gives the same cursor again',)
        return _Step(next_page(at, items=rows, cursor=named)), ()
    url = web_address(named, payload.url)
    if url is None or urlsplit(url).netloc != urlsplit(payload.url).netloc:
        return None, (f'next "{options.next}" is no address of the same host',)
    if payload.request and urldefrag(payload.request.url).url == urldefrag(url).url:
        return None, (f'next "{options.next}" gives the same page again',)
    return _Step(next_page(at, items=rows), url), ()


def _earlier_dates(
    source: Source, at: Position, instants: list[datetime], *, rows: int, is_cut: bool
) -> _Step | None:
    """Return the rest of a window that came cut off, or else the window before it."""
    if is_cut:
        position = narrowed(source, at, min(instants)) if instants else None
    else:
        position = earlier(source, at, is_empty=not rows and not at.page)
    return _Step(position) if position else None


def _instants(source: Source, payload: Payload, items: tuple[RawItem, ...]) -> list[datetime]:
    """Return when the items were published, of days their end; those without a date are left out.

    `updated` stands in for a date of publication: interfaces are sorted by what they have.
    """
    from monitor import dates  # and its patterns, which nothing unchanged needs

    found_dates: list[datetime] = []
    for item in items:
        reading = dates.read(
            item.published or item.updated or "",
            timezone=source.timezone,
            now=payload.fetched_at,
            language=source.language,
        )
        if reading is None:
            continue
        is_day = reading.precision in ("year", "month", "day")
        found_dates.append(
            datetime.combine(reading.at.date(), time(23, 59, 59), reading.at.tzinfo)
            if is_day
            else reading.at
        )
    return found_dates
