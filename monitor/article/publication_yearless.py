"""The day of publication where a page prints it without its year and says what it is.

`Date published: 2 June`. A bare `2 June` may be of anything and is not read here.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from monitor import dates
from monitor.article.publication_candidate import Candidate, Habits
from monitor.article.publication_lines import label_before
from monitor.article.publication_place import Outline
from monitor.article.publication_spans import may_hold_day
from monitor.article.publication_words import (
    LIMIT_LABEL,
    OTHER_LABEL,
    PUBLISHED_LABEL,
    UPDATED_LABEL,
    folded,
)
from monitor.text import one_line

_MAX_LINE = 48
_MAX_TRIED = 40
_MAX_TEXTS = 500
_NEAR, _FAR = 8.0, 5.0
_DAY = re.compile(r"(?<![\d.:/-])\d{1,2}(?!\d|[:%])")
_MONTH = re.compile(
    r"jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez|ene|abr|ago|dic|fév|avr|aoû|déc|mär"
    r"|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|月|월",
    re.IGNORECASE,
)
"""How the months begin in the eight languages: most short texts with a number hold none."""


def of_labelled(page: Outline, habits: Habits) -> list[Candidate]:
    """Return the days without a year that the page calls those of publication, at most one."""
    if habits.now is None:
        return []
    short = (
        (element, text)
        for element, _, text in islice(page.dated, _MAX_TEXTS)
        if len(text) <= _MAX_LINE and _DAY.search(text) and _MONTH.search(text)
    )
    for element, text in islice(short, _MAX_TRIED):
        if not may_hold_day(text) and (found := _of_text(page, element, text, habits)):
            return [found]
    return []


def _of_text(page: Outline, element: Any, text: str, habits: Habits) -> Candidate | None:
    line = folded(one_line(text))
    label = PUBLISHED_LABEL.search(line)
    start = _DAY.search(line)
    if label is None or start is None or label.start() > start.start():
        before = label_before(element)
        if not PUBLISHED_LABEL.search(before) or _is_of_else(before):
            return None
    if _is_of_else(line) or page.is_aside(element, labelled=True):
        return None
    written = one_line(text)
    zone, language = habits.timezone, habits.language
    reading = dates.read(written, timezone=zone, now=habits.now, language=language)
    reading = reading or dates.find(written, timezone=zone, now=habits.now)
    if reading is None or not dates.exact_to_day(reading):
        return None
    weight = _NEAR if page.distance(element) is not None else _FAR
    return habits.candidate(reading, "page_text", "published", weight)


def _is_of_else(line: str) -> bool:
    return any(form.search(line) for form in (LIMIT_LABEL, OTHER_LABEL, UPDATED_LABEL))
