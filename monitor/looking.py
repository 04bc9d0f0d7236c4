"""One look at one source: ask, read, follow, complete with article pages, mend a gap.

Asks and counts; what is new and what it means is decided where the bytes are taken in.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from monitor.clock import Clock
from monitor.completing import AskingLine, with_page
from monitor.errors import FetchError, ParseError, SourceError, StoreError
from monitor.fetch import Fetched
from monitor.kinds import kind_of
from monitor.model import NotModified, Payload, RawItem, Request, Source, Validators
from monitor.outcome import Gathered, Intake, Reading, Taken, Window
from monitor.overlap import Overlap

log = logging.getLogger(__name__)

MAX_FOLLOWED = 40
"""Requests that one look may add to its first: parts of an index, further pages."""
MAX_PAGES = 30
"""Article pages of one look; the others come with the next, minutes later. At the spacing of
official hosts, 10 s, that is five minutes."""
MAX_BACK = 20
"""Pages back over a gap."""
MAX_HISTORY = 10_000
"""Pages back in a backfill."""
LONGEST_LOOK = timedelta(minutes=10)
_TAKEN_TOGETHER = 10
"""Completed items that are stored together; what is cut off is lost to the next look only."""
_RENEW_EVERY = timedelta(seconds=45)


class Line(AskingLine, Protocol):
    """What a look needs of the line."""

    @property
    def clock(self) -> Clock:
        """Tells the time."""
        ...

    def read(self, source: Source, payload: Payload) -> Reading:
        """Return the items of an answer, and which are new; may raise ParseError."""
        ...

    def ingest(
        self,
        source: Source,
        payload: Payload,
        *,
        reading: Reading | None = None,
        items: Mapping[str, RawItem | FetchError] | None = None,
        backfill: Window | None = None,
    ) -> Taken:
        """Take in an answer, or those `items` of it, completed or with why they could not be."""
        ...

    def renew(self, source: Source) -> None:
        """Keep the lease of a source whose look takes long."""
        ...


class Looking:
    """A look under way; `window` makes it a backfill's."""

    def __init__(self, line: Line, source: Source, *, window: Window | None = None) -> None:
        self.gathered = Gathered()
        self._line = line
        self._source = source
        self._window = window
        self._kind = kind_of(source)
        self._begun = self._renewed = line.clock()
        self._waiting: deque[Request] = deque()
        self._older: Request | None = None
        self._asked: set[tuple[str, bytes | None]] = set()
        self._overlap = Overlap(self.gathered)

    async def at_present(
        self, ask: Request | None, validators: Validators, *, mends_gaps: bool
    ) -> None:
        """Take in what the source holds now; `mends_gaps` where it was seen before.

        Raises:
            SourceError: nothing of it could be had.
        """
        async for answer in self._answers(ask, validators):
            await self._take(answer)
        if self._waiting:
            await self._follow()
        if mends_gaps and self._overlap.may_have_lost:
            await self._page_back()

    async def in_history(
        self, ask: Request | None
    ) -> AsyncIterator[tuple[str, Intake | SourceError]]:
        """Take in page after page back in time; yields each one's address and what it held.

        Ends where the source has no older page, or one whose items are all older than wanted.
        """
        for _ in range(MAX_HISTORY):
            self._older, before = None, self._overlap.progress
            try:
                async for answer in self._answers(ask, Validators()):
                    yield await self._taken_as_history(answer)
                await self._follow()
            except SourceError as error:
                yield error.subject, error
                return
            ask = self._older
            if ask is None or not self._is_unasked(ask) or self.gathered.is_before_window:
                return
            if self._overlap.repeats(before):
                return
            self._begun = self._line.clock()  # each page has the time of a look

    async def _taken_as_history(self, answer: Fetched) -> tuple[str, Intake | SourceError]:
        if isinstance(answer, SourceError):
            return answer.subject, answer
        before = self.gathered.intake
        problems = len(self.gathered.problems)
        subject = answer.url if isinstance(answer, Payload) else self._source.name
        try:
            await self._take(answer)
        except StoreError:
            raise
        except Exception as error:
            # The one broad catch of a backfill: a defect with one file stops no other.
            log.exception("defect", extra={"source": self._source.name, "subject": subject})
            return subject, ParseError(
                subject, f"defect in Monitor: {type(error).__name__}: {error}"
            )
        for problem in self.gathered.problems[problems:]:
            if isinstance(problem, ParseError):
                return subject, problem
        return subject, self.gathered.intake - before

    def _answers(self, ask: Request | None, validators: Validators) -> AsyncIterator[Fetched]:
        if ask is not None:
            self._asked.add((ask.url, ask.body))
        return self._line.fetcher.fetch(self._source, ask, validators)

    def _is_unasked(self, ask: Request) -> bool:
        return (ask.url, ask.body) not in self._asked

    async def _take(self, answer: Fetched, *, is_first: bool = True) -> None:
        gathered = self.gathered
        if isinstance(answer, SourceError):
            gathered.problems.append(answer)
            return
        if is_first:
            gathered.validators = answer.validators
            gathered.moved_to = answer.moved_to
            gathered.fresh_for = answer.fresh_for
        if isinstance(answer, NotModified):
            gathered.unchanged = True
            return
        gathered.bytes += len(answer.body)
        try:
            reading = await self._line.work(lambda: self._read(answer))
        except ParseError as error:
            gathered.problems.append(error)
            if not is_first:
                gathered.validators = Validators()  # else a 304 to the first hides this one
            return
        # An index whose parts all fail was not looked at, though it came.
        gathered.payloads += bool(reading.parsed.items) or not reading.parsed.follow
        gathered.drift += reading.parsed.drift
        if is_first:
            gathered.ttl = reading.parsed.feed.ttl if reading.parsed.feed else None
            self._overlap.begin(reading)
            if reading.parsed.follow and not reading.parsed.items:
                # It only says where the content is: that it stays the same says nothing of that.
                gathered.validators = Validators()
        self._older = reading.parsed.older or self._older
        self._waiting.extend(one.after(answer) for one in reading.parsed.follow)
        if reading.owes_pages:
            await self._complete(answer, reading)
        await self._keep_lease()

    def _read(self, payload: Payload) -> Reading:
        """Read an answer, and take it in at once if no pages belong to it; in one step."""
        reading = self._line.read(self._source, payload)
        self._overlap.add(reading)
        if self._wants_pages() and any(_is_page(raw) for _, raw in reading.fresh):
            self.gathered.intake += Intake(items=len(reading.parsed.items))
            return replace(reading, owes_pages=True)
        self._count(
            self._line.ingest(self._source, payload, reading=reading, backfill=self._window)
        )
        return reading

    def _wants_pages(self) -> bool:
        wanted = self._source.full_text
        return self._kind.is_links if wanted is None else wanted

    def _count(self, taken: Taken) -> None:
        self.gathered.intake += taken.intake
        self.gathered.arrived += taken.arrived
        self.gathered.is_before_window = taken.is_before_window

    async def _follow(self) -> None:
        """Ask for what belongs to the look: the failure of a part is not that of the whole."""
        for _ in range(MAX_FOLLOWED):
            if not self._waiting or self._is_late():
                break
            ask = self._waiting.popleft()
            if not self._is_unasked(ask):
                continue
            try:
                async for answer in self._answers(ask, Validators()):
                    await self._take(answer, is_first=False)
            except FetchError as error:
                self.gathered.problems.append(error)
        if self._waiting and self._is_late():
            self.gathered.owes_pages = True
        elif left := sum(map(self._is_unasked, self._waiting)):
            fact = f"{left} further answers belong to this look; only {MAX_FOLLOWED} are asked for"
            self.gathered.problems.append(FetchError(self._source.name, fact, cause="too-large"))
        self._waiting.clear()

    # a gap

    async def _page_back(self) -> None:
        """Take in older pages until one holds something known."""
        for _ in range(MAX_BACK):
            ask = self._older
            if ask is None or not self._is_unasked(ask) or self._is_late():
                break
            self._older, before = None, self._overlap.progress
            known = self._overlap.known
            try:
                async for answer in self._answers(ask, Validators()):
                    await self._take(answer, is_first=False)
            except FetchError as error:
                self.gathered.problems.append(error)
                break
            if self.gathered.owes_pages or self._overlap.repeats(before):
                break
            if self._overlap.known > known:
                return
        self.gathered.is_gap = True

    # article pages

    async def _complete(self, payload: Payload, reading: Reading) -> None:
        """Fetch the pages of new items and take the items in, a few at a time."""
        ready: dict[str, RawItem | FetchError] = {}
        for key, raw in reading.fresh:
            if self.gathered.pages >= MAX_PAGES or self._is_late():
                self.gathered.owes_pages = True
                break
            if _is_page(raw):
                ready[key] = await with_page(self._line, self._source, raw, self.gathered)
            else:
                ready[key] = raw
            if len(ready) >= _TAKEN_TOGETHER:
                await self._take_items(payload, reading, ready)
                ready = {}
            await self._keep_lease()
        await self._take_items(payload, reading, ready)

    async def _take_items(
        self, payload: Payload, reading: Reading, items: Mapping[str, RawItem | FetchError]
    ) -> None:
        if not items:
            return
        step = partial(
            self._line.ingest,
            self._source,
            payload,
            reading=reading,
            items=items,
            backfill=self._window,
        )
        self._count(await self._line.work(step))

    # time

    def _is_late(self) -> bool:
        return self._line.clock() - self._begun > LONGEST_LOOK

    async def _keep_lease(self) -> None:
        now: datetime = self._line.clock()
        if self._window is None and now - self._renewed > _RENEW_EVERY:
            self._renewed = now
            await self._line.work(lambda: self._line.renew(self._source))


def _is_page(raw: RawItem) -> bool:
    """Say whether an item has a page of its own that can be asked for."""
    return bool(raw.url) and (raw.url or "").startswith(("http://", "https://"))
