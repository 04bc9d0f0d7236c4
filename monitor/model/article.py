"""The seed schema: one item, normalised. seeds/schema.json is generated from these annotations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from monitor.model.item import DateOrigin, Precision

SCHEMA_VERSION = 2

Field = Literal["title", "body"]
Category = Literal["material", "body", "instrument", "company", "place", "publisher", "stage"]
ArticleKind = Literal["news", "notice", "interview", "market_report", "opinion"]
Confidence = Literal["high", "medium", "low"]
Stage = Literal[
    "signal",
    "proposed",
    "consultation",
    "adopted",
    "in_force",
    "amended",
    "suspended",
    "reinstated",
    "repealed",
    "expired",
    "denied",
    "enforced",
    "clarified",
    "challenged",
]
"""Where a measure stands in its life; a suspension is never a repeal."""
DateRole = Literal["announced", "effective", "until", "comments_close"]


def _described(description: str, unit: str | None = None) -> Meta:
    """Return schema text for a field; `unit` is what the value counts or how it is written."""
    return Meta(description=description, extra_json_schema={"unit": unit or "none"})


class Mention(Struct, frozen=True, kw_only=True, gc=False):
    """A name of the taxonomy found in the text."""

    category: Annotated[Category, _described("The part of the taxonomy that the name is from.")]
    id: Annotated[str, _described("The entry's id in seeds/taxonomy, such as cn.mofcom.")]
    field: Annotated[Field, _described("The text that holds the name.")]
    start: Annotated[int, _described("First character of the name.", "code points")]
    end: Annotated[int, _described("Just after its last character.", "code points")]
    text: Annotated[str, _described("The name as written.")]


class DocumentNumber(Struct, frozen=True, kw_only=True, gc=False):
    """The number of an official document, in whatever form it was written."""

    id: Annotated[
        str, _described("One canonical id for all written forms, such as cn.mofcom.2025-18.")
    ]
    field: Annotated[Field, _described("The text that holds the number.")]
    start: Annotated[int, _described("First character of the number.", "code points")]
    end: Annotated[int, _described("Just after its last character.", "code points")]
    text: Annotated[str, _described("The number as written.")]


class StageWords(Struct, frozen=True, kw_only=True, gc=False):
    """Words that show where a measure stands in its life."""

    stage: Annotated[Stage, _described("What they show.")]
    field: Annotated[Field, _described("The text that holds them.")]
    start: Annotated[int, _described("First character.", "code points")]
    end: Annotated[int, _described("Just after the last character.", "code points")]
    text: Annotated[str, _described("The words as written.")]


class MeasureDate(Struct, frozen=True, kw_only=True, gc=False):
    """A date of a measure that the text states: never the date of publication."""

    role: Annotated[DateRole, _described("What happens on it.")]
    date: Annotated[str, _described("The date as exact as the text states it.", "ISO 8601")]
    precision: Annotated[Precision, _described("How exact it is.")]
    field: Annotated[Field, _described("The text that holds it.")]
    start: Annotated[int, _described("First character of the words, cue included.", "code points")]
    end: Annotated[int, _described("Just after their last character.", "code points")]
    text: Annotated[str, _described("The words as written, cue included.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit, as the text states it."""

    value: Annotated[
        float, _described("The number, with multipliers such as million applied.", "see unit")
    ]
    unit: Annotated[
        str, _described("t, %, a currency (ISO 4217), a price such as USD/kg, or empty if bare.")
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
    normaliser: Annotated[
        int,
        _described("Version of the rules that read it; 0: from before they had one.", "version"),
    ] = 0
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
    language: Annotated[
        str | None, _described("Language of the body, else of the title, or null.", "ISO 639-1")
    ]
    title_language: Annotated[
        str | None,
        _described("Language of the title where it is another than the body's.", "ISO 639-1"),
    ] = None
    machine_translated: Annotated[
        bool, _described("True if the document says or shows that a machine translated it.")
    ] = False
    translation_notice: Annotated[str | None, _described("The words that say so, or null.")] = None
    translation_signs: Annotated[
        tuple[str, ...], _described("Words as written that betray a machine, where none says so.")
    ] = ()
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
    published_confidence: Annotated[
        Confidence | None,
        _described("How sure it is that this is the day of publication; null if undated."),
    ] = None
    published_at: Annotated[
        datetime | None,
        _described("The same as an instant, start of the period; null if undated.", "UTC"),
    ] = None
    first_seen: Annotated[datetime, _described("When Monitor first had this text.", "UTC")]
    body: Annotated[
        str,
        _described(
            "The article's own words; paragraphs are separated by a blank line.", "plain text"
        ),
    ]
    left_out: Annotated[
        tuple[str, ...],
        _described("Lines round the text that its source repeats on many items.", "plain text"),
    ] = ()
    mentions: Annotated[
        tuple[Mention, ...], _described("Names of the taxonomy, in reading order.")
    ] = ()
    issuers: Annotated[
        tuple[Mention, ...],
        _described("Bodies that issue or officially speak here; never who only carries it."),
    ] = ()
    stage: Annotated[
        Stage | None, _described("Where the measure stands in its life, or null if unclear.")
    ] = None
    stages: Annotated[
        tuple[StageWords, ...], _described("Words that show a stage, in reading order.")
    ] = ()
    measure_dates: Annotated[
        tuple[MeasureDate, ...], _described("Dates of the measure, in reading order.")
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
