"""The facts of a record: documents, quantities, issuers, stage, and the dates of the measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.model import (
    DocumentNumber,
    Field,
    MeasureDate,
    Mention,
    Quantity,
    Stage,
    StageWords,
)
from monitor.taxonomy.cues import Marked, marked_alone
from monitor.taxonomy.documents import numbers_in
from monitor.taxonomy.issuers import issuers
from monitor.taxonomy.measure_dates import measure_dates
from monitor.taxonomy.quantities import quantities
from monitor.taxonomy.stages import stage_of, stage_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What an article states of its measure; each tuple in reading order, title before body."""

    mentions: tuple[Mention, ...]
    """Those given, without the words of stages."""
    documents: tuple[DocumentNumber, ...]
    quantities: tuple[Quantity, ...]
    issuers: tuple[Mention, ...]
    stage: Stage | None
    stages: tuple[StageWords, ...]
    measure_dates: tuple[MeasureDate, ...]


def facts(
    title: str,
    body: str,
    mentions: Sequence[Mention],
    *,
    marked: tuple[Marked, Marked] | None = None,
    published: datetime | None = None,
    language: str | None = None,
    timezone: str = "UTC",
) -> Facts:
    """Return the facts of an article whose names are `mentions`, words of stages among them.

    `marked` are title and body with their cues, where a pass over them was made already
    (`monitor.taxonomy.cues`). Dates of the measure without a year are read against `published`.
    """
    both = marked or (marked_alone("title", title), marked_alone("body", body))
    texts: Mapping[Field, str] = {"title": title, "body": body}
    documents = numbers_in(*both)
    named, staged, instruments, bodies = _told_apart(mentions)
    words = stage_words(texts, [*staged, *instruments], documents) if staged else ()
    stage = stage_of(texts, words, documents)
    dated = [
        found
        for one in both
        for found in measure_dates(
            one,
            _contexts(one.field, instruments, documents, words),
            published=published,
            language=language,
            timezone=timezone,
        )
    ]
    if stage == "in_force" and _lies_ahead(dated, published):
        stage = "adopted"
    return Facts(
        mentions=tuple(named),
        documents=documents,
        quantities=(*quantities("title", title), *quantities("body", body)),
        issuers=issuers(texts, bodies),
        stage=stage,
        stages=tuple(one for one, _ in words),
        measure_dates=tuple(dated),
    )


def _told_apart(
    mentions: Iterable[Mention],
) -> tuple[list[Mention], list[Mention], list[Mention], list[Mention]]:
    """Return the names, the words of stages, and of the names the instruments and the bodies."""
    named: list[Mention] = []
    staged: list[Mention] = []
    instruments: list[Mention] = []
    bodies: list[Mention] = []
    for mention in mentions:
        category = mention.category
        if category == "stage":
            staged.append(mention)
            continue
        named.append(mention)
        if category == "instrument":
            instruments.append(mention)
        elif category == "body":
            bodies.append(mention)
    return named, staged, instruments, bodies


def _contexts(
    field: Field,
    instruments: Sequence[Mention],
    documents: Sequence[DocumentNumber],
    words: Sequence[tuple[StageWords, str]],
) -> list[int]:
    """Return the places in a text of what a date may be a date of, ascending."""
    places = [mention.start for mention in instruments if mention.field == field]
    places += [one.start for one, _ in words if one.field == field]
    places += [number.start for number in documents if number.field == field]
    return sorted(places)


def _lies_ahead(found: Sequence[MeasureDate], published: datetime | None) -> bool:
    """Say whether every stated date of effect is later than the article."""
    days = [one.date[:10] for one in found if one.role == "effective"]
    return bool(days) and published is not None and min(days) > f"{published:%Y-%m-%d}"
