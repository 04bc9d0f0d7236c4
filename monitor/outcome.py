"""What a step of the line came to: values for the terminal, the log and the tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, timedelta
from typing import Literal

from monitor.errors import FetchError, LayoutError, SourceError
from monitor.kinds import Parsed
from monitor.model import (
    Article,
    Delivery,
    Look,
    Notice,
    Outcome,
    RawItem,
    SourceState,
    Validators,
)

_LASTING = frozenset({"too-large", "gone", "robots", "forbidden", "empty"})
"""Causes that the next look will meet again, so that nothing is gained by it."""


_MANY_PAGES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What came of some bytes, counted in items."""

    items: int = 0
    """Items in the bytes, known ones included."""
    new: int = 0
    edited: int = 0
    copies: int = 0
    """New here, but with the words of another item."""
    matched: int = 0
    queued: int = 0
    """Items that some subscription will be told."""
    held: int = 0
    """Items that matched but are not told; see `Held`."""

    def __add__(self, other: Intake) -> Intake:
        """Return the sums."""
        return Intake(
            **{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)}
        )

    def __sub__(self, other: Intake) -> Intake:
        """Return the differences."""
        return Intake(
            **{one.name: getattr(self, one.name) - getattr(other, one.name) for one in fields(self)}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of taking in one answer."""

    intake: Intake
    arrived: tuple[datetime | None, ...] = ()
    """When its new items were published; None for those that say no time of day."""
    is_before_window: bool = False
    """Whether it had dated items, and all were from before the window of the backfill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """One look at a source, with all that came of it."""

    look: Look
    intake: Intake = field(default_factory=Intake)
    problems: tuple[SourceError, ...] = ()
    """Files and pages that could not be taken in while others were."""
    after: SourceState
    """What the source is now."""
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """One attempt at a delivery: its receipt, or what went wrong."""

    delivery: Delivery
    outcome: Literal["sent", "retry", "dead"]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Publication dates that a backfill wants, both ends included; None is open."""

    since: date | None = None
    until: date | None = None

    def holds(self, article: Article) -> bool:
        """Say whether an article is wanted; an undated one is, as it may be from the time."""
        published = article.published
        if published is None:
            return True
        width = min(len(published), 10)
        day = published[:width]
        return (self.since is None or day >= self.since.isoformat()[:width]) and (
            self.until is None or day <= self.until.isoformat()[:width]
        )

    def is_before(self, article: Article) -> bool:
        """Say whether a dated article is older than all that is wanted."""
        published = article.published
        if published is None or self.since is None:
            return False
        width = min(len(published), 10)
        return published[:width] < self.since.isoformat()[:width]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The items of one answer, and which of them are new to the store or given otherwise."""

    parsed: Parsed
    identities: tuple[str, ...]
    """By item, in order."""
    raw_hashes: Mapping[str, str]
    changed: frozenset[str]
    """Identities of the items that are to be taken in."""
    owes_pages: bool = False
    """Whether they are to be taken in with their pages, one by one."""

    @property
    def fresh(self) -> tuple[tuple[str, RawItem], ...]:
        """The items that are to be taken in, with their identities."""
        return tuple(
            (key, raw)
            for key, raw in zip(self.identities, self.parsed.items, strict=True)
            if key in self.changed
        )


@dataclass(slots=True)
class Gathered:
    """What a look has so far, answer by answer."""

    intake: Intake = field(default_factory=Intake)
    problems: list[SourceError] = field(default_factory=list)
    payloads: int = 0
    """Answers that could be read; one that only says where the content is does not count."""
    bytes: int = 0
    unchanged: bool = False
    """The source said that nothing changed."""
    validators: Validators | None = None
    moved_to: str | None = None
    ttl: timedelta | None = None
    """How long the feed asks to be left alone."""
    fresh_for: timedelta | None = None
    """How long the server says that the answer stays as it is."""
    arrived: list[datetime | None] = field(default_factory=list)
    """When the new items were published; None for those that say no time."""
    drift: list[str] = field(default_factory=list)
    pages: int = 0
    """Article pages that were asked for."""
    pages_failed: int = 0
    page_drift: Counter[str] = field(default_factory=Counter)
    """What selectors did not find on them, with on how many."""
    is_before_window: bool = False
    """Whether all that was taken in last is from before the window of the backfill."""
    is_gap: bool = False
    """Nothing that the source held was known: what came in between may be lost."""
    owes_pages: bool = False
    """Whether there were more new items than pages that one look may fetch."""

    @property
    def failure(self) -> SourceError | None:
        """The first problem, if nothing at all could be read."""
        nothing = not self.payloads and not self.unchanged
        return self.problems[0] if self.problems and nothing else None

    @property
    def drifts(self) -> tuple[str, ...]:
        """What selectors do not find any more; on pages: on most of them, since some differ."""
        on_pages = (one for one, count in self.page_drift.items() if 2 * count > self.pages)
        return (*self.drift, *on_pages)

    @property
    def missing(self) -> str | None:
        """What could not be had though the look succeeded, in a phrase; None: nothing to speak of.

        Any part or file; of article pages most, since single ones fail everywhere.
        """
        parts = len(self.problems) - self.pages_failed
        counts = [f"{parts} of its parts"] if parts else []
        if self.pages_failed >= _MANY_PAGES and 2 * self.pages_failed > self.pages:
            counts.append(f"{self.pages_failed} of {self.pages} article pages")
        return f"{' and '.join(counts)}: {self.problems[0]}" if counts else None

    @property
    def is_whole(self) -> bool:
        """Whether all could be read that a later look might; if not, it must not skip anything."""
        return not self.owes_pages and not any(
            isinstance(one, FetchError) and one.cause not in _LASTING for one in self.problems
        )

    @property
    def outcome(self) -> Outcome:
        """How the look is logged."""
        if self.unchanged:
            return "not-modified"
        return "new" if self.intake.new or self.intake.edited or self.intake.copies else "unchanged"

    def look(
        self,
        source: str,
        at: datetime,
        *,
        took: timedelta,
        failure: SourceError | None,
        due_at: datetime | None = None,
    ) -> Look:
        """Return the line that goes into the log of looks; `failure` None: it did not fail."""
        look = Look(
            source=source,
            looked_at=at,
            outcome=self.outcome,
            bytes=self.bytes,
            items=self.intake.items,
            new=self.intake.new,
            edited=self.intake.edited,
            copies=self.intake.copies,
            took=took,
            due_at=due_at,
        )
        if failure is None:
            return look
        return replace(look, outcome="failed", cause=cause_of(failure), fact=failure.fact)


def cause_of(error: SourceError) -> str:
    """Return what a failed look is logged under: a `FetchCause`, `layout` or `parse`."""
    if isinstance(error, FetchError):
        return error.cause
    return "layout" if isinstance(error, LayoutError) else "parse"
