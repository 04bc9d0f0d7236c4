"""The values that travel the line, one type a stage: Payload, RawItem, Article, Match, Digest.

All are frozen; none touches the world. Instants are aware and in UTC. Offsets count Unicode
code points, start inclusive, end exclusive. `Article` is the seed schema: `seeds/schema.json`
is generated from its annotations (`monitor.schema`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from msgspec import Meta

SCHEMA_VERSION = 1

Precision = Literal["year", "month", "day", "hour", "minute", "second"]
DateOrigin = Literal["feed", "meta", "json_ld", "time_element", "page_text", "url", "mail"]
Field = Literal["title", "body"]
Category = Literal["material", "body", "instrument", "company", "place", "publisher"]
ArticleKind = Literal["news", "notice", "interview", "market_report", "opinion"]
Tier = Literal["official", "ministry", "agency", "wire", "trade", "company", "aggregator", "other"]


class Severity(StrEnum):
    """How much a match asks of its reader; ordered by `rank`."""

    FYI = "fyi"
    REVIEW = "review"
    ACTION = "action-required"

    @property
    def rank(self) -> int:
        """0 for information, 1 for review, 2 for action required."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One configured place to look at; files name it, the store keeps only its state."""

    name: str
    kind: str = field(metadata={"doc": "How it is read: see docs/sources.md."})
    url: str = field(default="", metadata={"doc": "Address that is fetched, for kinds of the web."})
    paths: tuple[str, ...] = field(
        default=(),
        metadata={"doc": "Files and folders that a document source reads, relative to config/."},
    )
    publisher: str | None = field(
        default=None, metadata={"doc": "Who publishes it; shown where an item does not say."}
    )
    language: str | None = field(
        default=None, metadata={"doc": "ISO 639-1 code where the source has one language."}
    )
    timezone: str = field(
        default="UTC", metadata={"doc": "IANA zone in which its dates without a zone are read."}
    )
    tier: Tier = field(
        default="other",
        metadata={"doc": "official, ministry, agency, wire, trade, company, aggregator or other."},
    )
    tags: tuple[str, ...] = field(default=(), metadata={"doc": "Words to group sources by."})
    interval: timedelta = field(
        default=timedelta(hours=1), metadata={"doc": "Time between two looks."}
    )
    enabled: bool = field(default=True, metadata={"doc": "false: kept, but not looked at."})


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """Who is told what, when and where."""

    name: str
    title: str = field(default="", metadata={"doc": "Heading of its digests; empty: its name."})
    topics: tuple[str, ...] = field(
        metadata={"doc": 'Rule files without ".toml" whose matches it tells; ["*"] for all.'}
    )
    sources: tuple[str, ...] = field(
        default=(), metadata={"doc": "Only matches from these sources; empty: from all."}
    )
    at_least: Severity = field(
        default=Severity.FYI,
        metadata={"doc": "Lowest severity told: fyi, review, action-required."},
    )
    schedule: str = field(
        default="immediate",
        metadata={"doc": '"immediate" or a cron expression of five fields, such as "0 8 * * *".'},
    )
    timezone: ZoneInfo = field(
        default=ZoneInfo("UTC"),
        metadata={"doc": "Zone of the schedule and of times in the digest."},
    )
    channels: tuple[str, ...] = field(metadata={"doc": "Channels of monitor.toml that it goes to."})
    first_sight: Literal["hold", "tell"] = field(
        default="hold",
        metadata={"doc": 'Whether what a source holds when first seen is told: "hold" or "tell".'},
    )
    max_entries: int = field(
        default=50, metadata={"doc": "Entries shown in full; the others in a line each."}
    )

    @property
    def heading(self) -> str:
        """Its title, or its name in words."""
        return self.title or self.name.replace("-", " ").capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave for asking whether it changed, byte for byte; None: nothing."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """Bytes as they arrived, with where and when."""

    body: bytes
    url: str
    """The final address after redirects, or a file: address."""
    content_type: str | None
    """The declared media type with parameters, or None where nothing was declared."""
    fetched_at: datetime
    validators: Validators = Validators()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The source was looked at and says that nothing changed."""

    validators: Validators = Validators()


@dataclass(frozen=True, slots=True, kw_only=True)
class RawItem:
    """One entry as its kind read it: strings as written, nothing guessed, None where absent."""

    source: str
    id: str | None = None
    """The feed's own guid or id."""
    url: str | None = None
    title: str | None = None
    """May hold mark-up and entities."""
    published: str | None = None
    updated: str | None = None
    date_origin: DateOrigin = "feed"
    """Where `published` was read."""
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    summary: str | None = None
    content: str | None = None
    content_type: Literal["text/html", "text/plain"] = "text/html"
    is_page: bool = False
    """`content` is a whole page or scraped text with its surroundings, not the bare article."""
    tags: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedInfo:
    """What a feed says of itself; dates as written."""

    title: str | None = None
    link: str | None = None
    language: str | None = None
    updated: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReading:
    """A date as it was read: `at` is aware, in the zone it was read in, cut to `precision`."""

    at: datetime
    precision: Precision
    text: str
    """The words it was read from."""

    def iso(self) -> str:
        """Return ISO 8601 as exact as `precision`: `2020-09`, `2020-09-19`, or with time."""
        match self.precision:
            case "year":
                return f"{self.at:%Y}"
            case "month":
                return f"{self.at:%Y-%m}"
            case "day":
                return f"{self.at:%Y-%m-%d}"
            case _:
                return self.at.isoformat(timespec="seconds")


def _described(description: str, unit: str | None = None) -> Meta:
    """Return schema text for a field; `unit` is what the value counts or how it is written."""
    return Meta(description=description, extra_json_schema={"unit": unit or "none"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name of the taxonomy found in the text."""

    category: Annotated[Category, _described("The part of the taxonomy that the name is from.")]
    id: Annotated[str, _described("The entry's id in seeds/taxonomy, such as cn.mofcom.")]
    field: Annotated[Field, _described("The text that holds the name.")]
    start: Annotated[int, _described("First character of the name.", "code points")]
    end: Annotated[int, _described("Just after its last character.", "code points")]
    text: Annotated[str, _described("The name as written.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentNumber:
    """The number of an official document, in whatever form it was written."""

    id: Annotated[
        str, _described("One canonical id for all written forms, such as cn.mofcom.2025-18.")
    ]
    field: Annotated[Field, _described("The text that holds the number.")]
    start: Annotated[int, _described("First character of the number.", "code points")]
    end: Annotated[int, _described("Just after its last character.", "code points")]
    text: Annotated[str, _described("The number as written.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit, as the text states it."""

    value: Annotated[
        float, _described("The number, with multipliers such as million applied.", "see unit")
    ]
    unit: Annotated[
        str, _described('t, %, an ISO 4217 currency code, or "" for a bare large number.')
    ]
    basis: Annotated[str | None, _described("What a mass is counted as (REO), or null.")] = None
    field: Annotated[Field, _described("The text that holds it.")]
    start: Annotated[int, _described("First character.", "code points")]
    end: Annotated[int, _described("Just after its last character.", "code points")]
    text: Annotated[str, _described("The words as written.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One item, normalised: the seed schema. Unknown is null, never a guess."""

    schema_version: Annotated[int, _described("Version of this schema.", "version")] = (
        SCHEMA_VERSION
    )
    source: Annotated[str, _described("Name of the source in config/sources.")]
    identity: Annotated[
        str,
        _described(
            "What makes it the same item at the next look: its canonical link or stable id."
        ),
    ]
    title: Annotated[
        str,
        _described("Headline without site name; empty if the document has none.", "plain text"),
    ]
    url: Annotated[str | None, _described("Address to open; null if it has none.", "URL")]
    publisher: Annotated[
        str | None, _described("Who carries it, or null if the document does not say.")
    ]
    authors: Annotated[tuple[str, ...], _described("Names as written.")] = ()
    language: Annotated[str | None, _described("Language of title and body, or null.", "ISO 639-1")]
    machine_translated: Annotated[
        bool, _described("True if the document says or shows that a machine translated it.")
    ] = False
    translation_notice: Annotated[str | None, _described("The words that say so, or null.")] = None
    kind: Annotated[
        ArticleKind | None, _described("What sort of text it is, or null if unclear.")
    ] = None
    published: Annotated[
        str | None,
        _described(
            "Publication date as exact as known, in its own zone; null if none is stated.",
            "ISO 8601",
        ),
    ] = None
    published_precision: Annotated[
        Precision | None, _described("How exact it is; null if undated.")
    ] = None
    published_source: Annotated[
        DateOrigin | None, _described("Where it was read; null if undated.")
    ] = None
    published_text: Annotated[
        str | None, _described("The words it was read from; null if undated.")
    ] = None
    published_at: Annotated[
        datetime | None,
        _described("The same as an instant, start of the period; null if undated.", "UTC"),
    ] = None
    first_seen: Annotated[datetime, _described("When Monitor first had it.", "UTC")]
    body: Annotated[
        str,
        _described(
            "The article's own words; paragraphs are separated by a blank line.", "plain text"
        ),
    ]
    mentions: Annotated[
        tuple[Mention, ...], _described("Names of the taxonomy, in reading order.")
    ] = ()
    documents: Annotated[
        tuple[DocumentNumber, ...], _described("Document numbers, in reading order.")
    ] = ()
    quantities: Annotated[tuple[Quantity, ...], _described("Quantities, in reading order.")] = ()
    tags: Annotated[tuple[str, ...], _described("Tags and categories that the source gave.")] = ()
    warnings: Annotated[
        tuple[str, ...], _described("What is doubtful about this record, one phrase each.")
    ] = ()
    content_hash: Annotated[
        str,
        _described(
            "Equal for equal title and body, whatever the mark-up, ids and dates.",
            "version:SHA-256",
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
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
Held = Literal["baseline", "backfill", "copy", "minor-edit"]
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


JsonObject = dict[str, Any]
