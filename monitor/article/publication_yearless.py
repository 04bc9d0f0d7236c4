"""The day of publication where a page prints it without its year and says what it is.

`Date published: 2 June`. A bare `2 June` may be of anything and is not read here.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from monitor import dates
from monitor.article.elements import BLOCKS
from monitor.article.publication_candidate import Candidate, Habits
from monitor.article.publication_lines import label_before
from monitor.article.publication_marked import label_beside
from monitor.article.publication_place import Outline
from monitor.article.publication_spans import may_hold_day
from monitor.article.publication_words import (
    LIMIT_LABEL,
    MONTHS,
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
_WORDS = re.compile(r"[^\W\d_]+")
_EASTERN = re.compile(r"\d\s?[月월]")


def of_labelled(page: Outline, habits: Habits) -> list[Candidate]:
    """Return the days without a year that the page calls those of publication, at most one."""
    if habits.now is None:
        return []
    short = (
        (element, owner, text)
        for element, owner, text in islice(page.dated, _MAX_TEXTS)
        if len(text) <= _MAX_LINE and _DAY.search(text) and _names_month(text)
    )
    for element, owner, text in islice(short, _MAX_TRIED):
        if may_hold_day(text):
            continue
        if found := _of_text(page, element, text, habits, behind=owner is not element):
            return [found]
    return []


def _names_month(text: str) -> bool:
    """Say whether a word of `text` is a month: most short texts with a number hold none."""
    if _EASTERN.search(text) is not None:
        return True
    return any(word in MONTHS for word in _WORDS.findall(folded(text)))


def _of_text(
    page: Outline, element: Any, text: str, habits: Habits, *, behind: bool
) -> Candidate | None:
    """Return the day in `text` if a label says that it is of publication.

    `behind`: the text stands behind `element`, else in it.
    """
    line = folded(one_line(text))
    label = PUBLISHED_LABEL.search(line)
    start = _DAY.search(line)
    if label is None or start is None or label.start() > start.start():
        before = _label(element, behind=behind)
        if not PUBLISHED_LABEL.search(before) or _is_of_else(before):
            return None
    if _is_of_else(line) or page.is_aside(element, labelled=True):
        return None
    written = one_line(text)
    zone, language = habits.timezone, habits.language
    reading = dates.read(written, timezone=zone, now=habits.now, language=language)
    if reading is None or not dates.exact_to_day(reading):
        return None
    weight = _NEAR if page.distance(element) is not None else _FAR
    return habits.candidate(reading, "page_text", "published", weight)


def _label(element: Any, *, behind: bool) -> str:
    """Return the label before the text of an element or behind it: in its line, else beside."""
    if not behind and element.tag in BLOCKS:
        return label_before(element)
    return label_beside(element, behind=behind, headings=False)


def _is_of_else(line: str) -> bool:
    return any(form.search(line) for form in (LIMIT_LABEL, OTHER_LABEL, UPDATED_LABEL))
