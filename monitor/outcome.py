"""What a step of the line came to: values for the terminal, the log and the tests."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, timedelta
from typing import Literal

from monitor.errors import FetchError, SourceError
from monitor.model import Article, Delivery, Validators
from monitor.store import Look


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """One look at a source, with all that came of it."""

    look: Look
    intake: Intake = field(default_factory=Intake)
    problems: tuple[SourceError, ...] = ()
    """Files that could not be taken in while others were."""


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


@dataclass(slots=True)
class Gathered:
    """What a poll has so far, answer by answer."""

    intake: Intake = field(default_factory=Intake)
    problems: list[SourceError] = field(default_factory=list)
    payloads: int = 0
    bytes: int = 0
    unchanged: bool = False
    """The source said that nothing changed."""
    validators: Validators | None = None

    @property
    def failure(self) -> SourceError | None:
        """The first problem, if nothing at all could be read."""
        nothing = not self.payloads and not self.unchanged
        return self.problems[0] if self.problems and nothing else None

    @property
    def is_whole(self) -> bool:
        """Whether every file could be read; if not, the next look must not skip the folder."""
        return not any(
            isinstance(one, FetchError) and one.cause == "unreadable" for one in self.problems
        )

    @property
    def outcome(self) -> Literal["new", "unchanged", "not-modified"]:
        """How the look is logged."""
        if self.unchanged:
            return "not-modified"
        return "new" if self.intake.new or self.intake.edited or self.intake.copies else "unchanged"

    def look(
        self, source: str, at: datetime, *, took: timedelta, failure: SourceError | None
    ) -> Look:
        """Return the line that goes into the log of looks; None: it did not fail."""
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
        )
        if failure is None:
            return look
        cause = failure.cause if isinstance(failure, FetchError) else "parse"
        return replace(look, outcome="failed", cause=cause, fact=failure.fact)
