"""What matched, why, and what is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from msgspec import Struct

from monitor.model.article import Confidence, Field, MeasureDate, Stage
from monitor.model.item import DateOrigin, Precision
from monitor.model.source import Severity


class Span(Struct, frozen=True, kw_only=True, gc=False):
    """Words that made a rule match."""

    field: Field
    start: int
    end: int
    text: str
    """The words as written in that field."""
    term: str
    """The term of the rule that they satisfy, as written in the rule's file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A rule that applies to an article, and why."""

    rule: str
    topic: str
    """The rule file's name without its ending: what subscriptions ask for."""
    severity: Severity
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A highlighted stretch of an `Evidence` text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Sentences quoted to show why; `marks` point into `text`."""

    text: str
    marks: tuple[Mark, ...]
    field: Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One rule that put an entry into the digest."""

    rule: str
    topic: str
    severity: Severity
    terms: tuple[str, ...]
    """The words as written that satisfied it, each once, in reading order."""


Change = Literal["new", "edited"]
Held = Literal["baseline", "backfill", "copy", "minor-edit", "renormalised"]
"""Why a match was stored but not told: first sight of a source, history read in by hand, the
text of another item, an edit that changed no fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article in a digest: what happened, how sure, and why it is here."""

    item: int
    revision: int
    """1 for the first text of the item."""
    change: Change
    severity: Severity
    title: str
    url: str | None
    source: str
    publisher: str | None
    language: str | None
    machine_translated: bool
    published: str | None
    published_precision: Precision | None
    published_source: DateOrigin | None
    first_seen: datetime
    evidence: tuple[Evidence, ...]
    reasons: tuple[Reason, ...]
    documents: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    """What they are called in the taxonomy."""
    issuers: tuple[str, ...] = ()
    """The same of the bodies that issue or officially speak."""
    stage: Stage | None = None
    stage_words: str | None = None
    """The first words that show it; None where none do: there is no stage, or it follows from the
    number of a document or a date that lies ahead."""
    measure_dates: tuple[MeasureDate, ...] = ()
    published_confidence: Confidence | None = None
    """None where undated, or read before confidence was stated."""
    warnings: tuple[str, ...] = ()
    copies: int = 0
    """How many other items carry the same text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindSource:
    """A source that could not be looked at when the digest was composed."""

    name: str
    cause: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Did we look? Counts over the enabled sources at the time of composing."""

    sources: int
    looked: int
    """Sources whose last look succeeded."""
    blind: tuple[BlindSource, ...] = ()
    items: int = 0
    """Items stored in the digest's window."""
    held: Mapping[str, int] = field(default_factory=dict)
    """Matches of the subscription that were not told, by reason (see `Held`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What one subscription is told at one time; its id is a hash of what it says."""

    id: str
    subscription: str
    heading: str = ""
    """What the subscription is called; "" for its name."""
    schedule: str
    """As configured, for people to read."""
    timezone: str
    composed_at: datetime
    since: datetime | None
    """The previous digest of the subscription, or None for its first."""
    entries: tuple[Entry, ...]
    """Gravest first, then newest."""
    coverage: Coverage
    max_entries: int = 50
    """How many entries a message shows in full; the others are named in one line each."""


DeliveryState = Literal["waiting", "sent", "dead"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One digest on its way to one channel, as leased to whoever claimed it."""

    id: str
    digest: Digest
    channel: str
    attempts: int
    """Times it was claimed, this one included."""
