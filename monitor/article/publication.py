"""All that a page or text says of its date → the one of publication, how sure, and what disagrees.

Agreement of independent places (declared to machines, shown to readers, in the address) beats any
one of them; the first publication beats a change. A date of a related page, of an event or of a
comment never becomes a candidate. Where nothing says a date there is none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from monitor.article import ExtractedPage
from monitor.article.body import Gathered
from monitor.article.json_ld import other_days
from monitor.article.language import detect
from monitor.article.metadata import Metadata
from monitor.article.publication_candidate import Candidate, Habits
from monitor.article.publication_choice import ONLY_UPDATE, STRONG, Publication, choose
from monitor.article.publication_declared import of_json_ld, of_meta, of_url
from monitor.article.publication_place import outline
from monitor.article.publication_shown import of_elements
from monitor.article.publication_state import of_state
from monitor.article.publication_words import Kind
from monitor.model import DateOrigin

__all__ = ["ONLY_UPDATE", "Publication", "doubts_of", "of_lines", "of_page"]

_DOUBT = re.compile("dates disagree|absurd date")
_DIGITS_ALONE = re.compile(r"(?<!\d)\d{1,2}[/-]\d{1,2}[/-](?:\d\d){1,2}(?!\d)")
"""A day whose order depends on the language; ISO years come first, dots mean the day first."""
_YEAR = re.compile(r"\d{4}|\d\D+\d+\D+\d\d")
_HOURS = re.compile(r"\d[:.]\d\d\s?(?:[-–—~]|to|bis)\s?\d{1,2}[:.]\d\d")
"""From when to when, as an event is; what is published has one moment."""
_MAX_PARAGRAPHS = 12
"""Paragraphs by which a page's language is told."""
_DAY_FIRST_REGIONS = frozenset("gb uk au nz ie in za sg hk my ng ke".split())
"""Where English is written with the day first. Source: CLDR, short date formats."""
_NO_DAY_FIRST_ADDRESSES = frozenset("us ph ca cn jp kr tw ir hu lt mn io co tv me ai ly fm".split())
"""Countries that put month or year first, and domains that say nothing of a country."""


def of_page(
    root: Any,
    metadata: Metadata,
    *,
    title: str,
    found: Gathered,
    beside: Gathered,
    url: str | None,
    timezone: str = "UTC",
    now: datetime | None = None,
) -> Publication:
    """Return when the page under `root` (an lxml element) was published.

    `found` and `beside` are what the article's lines and those round its headline said.
    """
    habits = _habits(metadata, url, timezone, now)
    candidates = _of_page(root, metadata, title, found, beside, url, habits)
    if any(_DIGITS_ALONE.search(each.reading.text) for each in candidates):
        spoken = _as_spoken(habits, "\n".join((title, *found.paragraphs[:_MAX_PARAGRAPHS])))
        if spoken != habits:
            candidates = _of_page(root, metadata, title, found, beside, url, spoken)
    return choose(candidates, habits)


def of_lines(
    head: Gathered, found: Gathered, *, timezone: str = "UTC", now: datetime | None = None
) -> Publication:
    """Return the date of publication that the lines of a text state.

    A labelled date comes before a bare one, one near the title before one after the text.
    """
    habits = Habits(timezone, now=now)
    return choose(_of_lines(head, found, habits, on_page=False), habits)


def doubts_of(extracted: ExtractedPage, origin: DateOrigin | None) -> tuple[str, ...]:
    """Return the warnings of a page, without those about its date where another was taken.

    `origin` is where the record's date was read.
    """
    if origin == extracted.published_origin:
        return extracted.warnings
    return tuple(
        each for each in extracted.warnings if each != ONLY_UPDATE and not _DOUBT.match(each)
    )


def _of_page(
    root: Any,
    metadata: Metadata,
    title: str,
    found: Gathered,
    beside: Gathered,
    url: str | None,
    habits: Habits,
) -> list[Candidate]:
    """Return every date that a page declares, shows or has in its address."""
    page = outline(root, title)
    shown, habits = of_elements(page, habits)
    others = other_days(
        each.text or "" for each in root.iter("script") if "ld+json" in (each.get("type") or "")
    )
    page.refused.update(others)
    candidates = [
        *of_meta(metadata.pairs, habits),
        *of_json_ld(metadata.graph, title, habits),
        *(each for each in shown if each.kind == "published" or each.day not in others),
        *of_url(url or metadata.canonical_url, habits),
    ]
    if not any(each.weight >= STRONG and each.origin != "page_text" for each in candidates):
        candidates += of_state(metadata.scripts, title, habits)
    of_else = page.refused - {each.day for each in candidates}
    bounds = {(each.month, each.day) for each in of_else}
    bounds |= {(each.day.month, each.day.day) for each in candidates if habits.is_future(each.day)}
    lines = _of_lines(beside, found, habits, on_page=True)
    return candidates + [
        each
        for each in lines
        if each.day not in of_else
        and not _HOURS.search(each.reading.text)
        and ((each.day.month, each.day.day) not in bounds or _YEAR.search(each.reading.text))
    ]  # a bound without its year reads as the last such day


def _habits(metadata: Metadata, url: str | None, timezone: str, now: datetime | None) -> Habits:
    """Return how the page writes dates, by its language, and by the country in its address."""
    declared = (metadata.language or "").replace("_", "-").lower()
    language, _, region = declared.partition("-")
    host = (url or metadata.canonical_url or "").partition("//")[2].partition("/")[0]
    country = host.rpartition(".")[2].lower()
    day_first: bool | None = None
    if language not in ("", "en"):
        day_first = language not in ("zh", "ja", "ko")
    elif region[-2:] in _DAY_FIRST_REGIONS or (
        len(country) == 2 and country not in _NO_DAY_FIRST_ADDRESSES
    ):
        day_first = True
    return Habits(timezone, language or None, day_first, now)


def _as_spoken(habits: Habits, text: str) -> Habits:
    """Return `habits` with the order of day and month of the language of `text`.

    A page in English may say nothing of it, and many templates declare English for all languages.
    """
    if habits.language not in (None, "en"):
        return habits
    language = detect(text, habits.language)
    if language in (None, "en"):
        return habits
    return replace(habits, language=language, day_first=language not in ("zh", "ja", "ko"))


def _of_lines(head: Gathered, found: Gathered, habits: Habits, *, on_page: bool) -> list[Candidate]:
    """Return the candidates of date lines; on a page, what its elements tell goes before."""
    candidates: list[Candidate | None] = []
    lines = [(line, True) for line in head.date_lines]
    lines += [(line, False) for line in found.date_lines if line.labelled or line.update]
    share = 0.4 if on_page else 1.0
    for order, (line, near) in enumerate(lines):
        weight = 3.0 if line.update else 9.0 if line.labelled else 8.0
        weight -= 0.0 if near else 0.5
        weight -= min(order, 20) / 100
        kind: Kind = "updated" if line.update else "published" if line.labelled else "created"
        candidates.append(habits.candidate(line.reading, "page_text", kind, weight * share))
    if found.dateline is not None:
        candidates.append(habits.candidate(found.dateline, "page_text", "published", 7))
    if found.signature is not None:
        candidates.append(habits.candidate(found.signature, "page_text", "created", 6))
    return [each for each in candidates if each is not None]
