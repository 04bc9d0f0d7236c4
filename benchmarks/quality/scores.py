"""What was read against what the page states."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from statistics import fmean

from benchmarks.quality.encodings import BROKEN
from benchmarks.quality.pages import Page, words

CATASTROPHE = 0.5
"""A text F1 below it: the page was not read at all, or something else was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader made of a page; empty and None where it found nothing."""

    text: str = ""
    title: str = ""
    date: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    page: Page
    reading: Reading
    precision: float
    recall: float
    f1: float
    is_title_right: bool
    date: str
    """right, wrong, missing, invented or none (none stated, none read)."""
    is_decoded: bool
    is_language_right: bool


def score(page: Page, reading: Reading) -> Score:
    """Return how right a reading is; optional words count neither for nor against it."""
    found = words(unicodedata.normalize("NFC", reading.text))
    common = (found & page.wanted).total()
    extra = (found - page.wanted - page.either).total()
    precision = common / (common + extra) if common else 0.0
    recall = common / page.wanted.total()
    f1 = 2 * precision * recall / (precision + recall) if common else 0.0
    return Score(
        page=page,
        reading=reading,
        precision=precision,
        recall=recall,
        f1=f1,
        is_title_right=_same(reading.title, page.title),
        date=_date(page.date, reading.date) if page.is_date_scored else "none",
        is_decoded=_is_decoded(page, reading),
        is_language_right=page.kind == "table"  # codes and names in two languages: either is right
        or reading.language == page.language
        or (page.language in {"pl", "el"} and reading.language is None),
    )


def _same(read: str, stated: str) -> bool:
    return _squeezed(read) == _squeezed(stated)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()


def _date(stated: str | None, read: str | None) -> str:
    if stated == read:
        return "right" if stated else "none"
    if stated is None:
        return "invented"
    return "wrong" if read else "missing"


def _is_decoded(page: Page, reading: Reading) -> bool:
    """Say whether every sign outside ASCII that was read stands in the page."""
    broken = BROKEN.decode(page.encoding.codec, "replace") if page.encoding.bad_byte else ""
    stated = set(unicodedata.normalize("NFKC", unescape(page.text) + broken))
    read = set(unicodedata.normalize("NFKC", reading.title + reading.text))
    return bool(reading.text) and all(ord(sign) < 128 or sign in stated for sign in read)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    pages: int
    f1: float
    precision: float
    recall: float
    catastrophes: float
    titles: float
    dates: Counter[str]
    decoded: float
    languages: float

    @property
    def date_accuracy(self) -> float:
        return (self.dates["right"] + self.dates["none"]) / self.pages


def totals(scores: Iterable[Score]) -> Totals:
    every = list(scores)
    return Totals(
        pages=len(every),
        f1=fmean(one.f1 for one in every),
        precision=fmean(one.precision for one in every),
        recall=fmean(one.recall for one in every),
        catastrophes=fmean(one.f1 < CATASTROPHE for one in every),
        titles=fmean(one.is_title_right for one in every),
        dates=Counter(one.date for one in every),
        decoded=fmean(one.is_decoded for one in every),
        languages=fmean(one.is_language_right for one in every),
    )
