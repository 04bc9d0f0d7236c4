"""An item with the text of its own page: redirects by script, frames and attachments followed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol, TypeVar

from monitor.errors import FetchError, ParseError, without_query
from monitor.fetch import Fetcher
from monitor.model import Payload, RawItem, Request, Source, Validators
from monitor.outcome import Gathered

_HOPS = 3
"""Further requests for one article page: redirects by script, frames; and attachments."""

_Result = TypeVar("_Result")


class AskingLine(Protocol):
    """What asking needs of the line."""

    @property
    def fetcher(self) -> Fetcher:
        """Where bytes come from."""
        ...

    async def work(self, step: Callable[[], _Result]) -> _Result:
        """Return what a blocking step returns."""
        ...


async def with_page(
    line: AskingLine, source: Source, raw: RawItem, gathered: Gathered
) -> RawItem | FetchError:
    """Return an item with the text of its page, or why that could not be had.

    What was asked for, what it came to and what selectors did not find goes into `gathered`.
    """
    from monitor.kinds.article_page import attached, completed  # most sources need no pages

    gathered.pages += 1
    ask: Request | None = Request(
        url=raw.url or "", role="page", headers=(("Referer", source.url),)
    )
    item, papers = raw, list[Payload]()
    try:
        for _ in range(_HOPS + 1):
            if ask is None:
                break
            page = await _page(line, source, ask, gathered)
            done = await line.work(partial(completed, source, item, page))
            item = done.item
            gathered.page_drift.update(done.drift)
            ask = done.instead.after(page) if done.instead else None
            if ask is None:
                papers = await _papers(line, source, done.attachments, gathered)
    except FetchError as error:
        gathered.pages_failed += 1
        gathered.problems.append(error)
        return error
    except ParseError as error:
        return replace(raw, warnings=(*raw.warnings, f"page not read: {error.fact}"))
    return await line.work(partial(attached, item, papers)) if papers else item


async def _papers(
    line: AskingLine, source: Source, asks: Sequence[Request], gathered: Gathered
) -> list[Payload]:
    """Return the attachments that can be had; one that cannot leaves the page as it is."""
    papers = []
    for ask in asks[:_HOPS]:
        try:
            papers.append(await _page(line, source, ask, gathered))
        except FetchError as error:
            gathered.problems.append(error)
    return papers


async def _page(line: AskingLine, source: Source, ask: Request, gathered: Gathered) -> Payload:
    async for answer in line.fetcher.fetch(source, ask, Validators()):
        if isinstance(answer, Payload):
            gathered.bytes += len(answer.body)
            return answer
    raise FetchError(source.name, f"{without_query(ask.url)}: no answer", cause="empty")
