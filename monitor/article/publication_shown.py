"""Dates that a page shows to its readers, or marks beside what it shows.

Elements with a machine's date (<time>, microdata, hAtom, data attributes), and lines with a
printed one. How much each counts follows from its label, its class and its place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Literal

from monitor.article.dateline import dateline
from monitor.article.elements import BLOCKS
from monitor.article.publication_candidate import Candidate, Habits
from monitor.article.publication_lines import MAX_PLACES, Line, places
from monitor.article.publication_marked import (
    LABEL,
    Mark,
    mark_of,
    of_mark,
    said,
    stated_by,
)
from monitor.article.publication_place import Outline
from monitor.article.publication_rows import is_event, is_footnote, is_teaser, text_of
from monitor.article.publication_spans import Span, is_period, may_hold_day, shows_order, spans
from monitor.article.publication_words import OF_ITSELF, READING_TIME, Kind
from monitor.article.publication_yearless import of_labelled
from monitor.text import one_line

_BARE = 3.5
"""Weight of a day without a label far from the headline."""
_OF_VISIT = 3.0
"""Of the day of the visit, bare above the headline."""
_STRAIGHT, _LATER = 1.5, 1.0
"""What a bare day gains straight above the headline, and loses well below it."""
_BYLINE = 350
"""Characters after a headline within which the line of date and author stands."""
_MANY = 3
_CELL = re.compile(r"@?(?:td|th|li|dt|dd) ")
_MAX_DATELINE = 110
_OPENING = frozenset(("p", "div", "td", "br", "span", "article", "section"))
_MAX_WORDS = 14
"""Of a line that holds a date and its company; Han characters count half."""
_SENTENCE = re.compile(
    r"[.!?。！？;；]\s*$|[,，]\s[^,，]*[,，]\s[^,，]*[,，]\s|[.!?]\s+[a-z]{2,}\s+[a-z]{2,}\s"
)
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,2}|[^\W\d_]+")


def of_elements(page: Outline, habits: Habits) -> tuple[list[Candidate], Habits]:
    """Return what the page shows and marks, and its habits with the order of numbers it shows."""
    lines = list(places(page))
    if habits.day_first is None:
        order = shows_order([line.folded for _, line in lines])
        habits = replace(habits, day_first=order) if order is not None else habits
    kept: dict[tuple[str, bool], list[tuple[Candidate, bool]]] = defaultdict(list)
    for element, line in lines:
        for candidate, near, signature in _of_line(page, element, line, habits):
            kept[signature, near].append((candidate, near))
    kept["dateline", True] += [(each, True) for each in _datelines(page, habits)]
    kept["yearless", True] += [(each, True) for each in of_labelled(page, habits)]
    marks = 0
    for element in page.marked:
        if marks == MAX_PLACES:
            break
        if stated := stated_by(element):
            marks += 1
            if found := of_mark(page, element, stated, habits):
                candidate, near, signature = found
                kept[signature, near].append((candidate, near))
    return _told(
        each
        for (signature, _), group in kept.items()
        for each in _unlisted(group, is_cell=_CELL.match(signature) is not None)
    ), habits


def _told(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return `candidates` without the bare days of a page that has many of them everywhere."""
    every = list(candidates)
    bare = {each.day for each in every if each.weight <= _BARE and each.kind == "created"}
    if len(bare) < _MANY:
        return every
    return [each for each in every if each.weight > _BARE or each.kind != "created"]


def _unlisted(group: list[tuple[Candidate, bool]], *, is_cell: bool) -> Iterator[Candidate]:
    """Yield what stands in elements of one shape, unless they are the rows of a list.

    The first by the headline is kept, unless it stands bare in a cell as those of all rows do.
    """
    days = {candidate.day for candidate, _ in group}
    if len(group) >= _MANY and len(days) >= 2:
        if group[0][1] and not (is_cell and group[0][0].kind == "created"):
            yield group[0][0]
        return
    for candidate, _ in group:
        yield candidate


def _datelines(page: Outline, habits: Habits) -> Iterator[Candidate]:
    """Yield the day with which an agency or a company begins its text below the headline."""
    for element, _, text in page.dated:
        if element.tag not in _OPENING or len(text) <= 12:
            continue
        if may_hold_day(text[:_MAX_DATELINE]):
            opening = text_of(element, _MAX_DATELINE) if element.tag in BLOCKS else text
            reading = dateline(one_line(opening[:_MAX_DATELINE]), habits.timezone)
            near = page.distance(element) is not None and not page.is_aside(element)
            if (
                reading
                and near
                and (found := habits.candidate(reading, "page_text", "published", 7.5))
            ):
                yield found
                return


def _of_line(
    page: Outline, element: Any, written: Line, habits: Habits
) -> Iterator[tuple[Candidate, bool, str]]:
    line = written.folded
    found = spans(line, day_first=habits.day_first, language=habits.language)
    if not found:
        return
    mark = mark_of(element)
    distance = page.distance(element)
    callings = list(_callings(line, found, written.before))
    trusted = any(called in ("published", "updated") for _, called, _ in callings)
    if mark.of_event or is_footnote(written.block, line):
        page.refused.update(span.day for span in found)
        return
    if page.is_aside(element, labelled=trusted, near=distance is not None):
        page.refused.update(span.day for span in found)
        return
    others = {span.day for span, called, _ in callings if called == "other"}
    for span, called, label in callings:
        if called == "other" or span.day in others:
            page.refused.add(span.day)
            continue  # an event, a limit, a comment
        if called is None and _heads_site(page, element, distance):
            page.refused.add(span.day)
            continue  # the day on which the page was asked for
        if written.is_cut and not (called == "published" and OF_ITSELF.search(line)):
            continue  # prose, unless it says when this entry was posted
        if called != "published" and (
            is_period(line, span, found)
            or is_teaser(written.block, line, line[span.start : span.end], page.headline)
            or is_event(written.block)
        ):
            page.refused.add(span.day)
            continue
        kind: Kind = called or ("updated" if mark.updated else "created")
        weight = _weight(
            line, span, kind, mark, distance, label=(label.strip() or called) if called else ""
        )
        weight = _by_place(page, element, span, weight, habits) if called is None else weight
        if weight and (
            each := habits.printed(line, span, written.shown, "page_text", kind, weight)
        ):
            yield each, distance is not None, mark.signature


def _heads_site(page: Outline, element: Any, distance: int | None) -> bool:
    """Say whether `element` stands above the headline, far off or in the site's own head."""
    if distance is None:
        return page.is_above(element)
    return distance < 0 and page.heads_site(element)


def _by_place(page: Outline, element: Any, span: Span, weight: float, habits: Habits) -> float:
    """Return the weight of a bare day after what its place tells.

    A heading of the day straight above the headline is a weblog's; the day of the visit above the
    headline is mostly the site's; what stands after the first paragraphs may be of anything.
    """
    distance = page.distance(element)
    if distance is None or not weight:
        return weight
    if distance < 0:
        if habits.is_today(span.day) and not page.is_inside(element):
            return min(weight, _OF_VISIT)
        return weight + _STRAIGHT if page.leads(element) else weight
    return weight - _LATER if distance > _BYLINE else weight


def _callings(
    line: str, found: list[Span], before: str
) -> Iterator[tuple[Span, Kind | Literal["other"] | None, str]]:
    """Yield the days of a line, what each is called, and the words before it."""
    start = 0
    for index, span in enumerate(found):
        label = line[max(start, span.start - LABEL) : span.start]
        following = found[index + 1].start if index + 1 < len(found) else len(line)
        after = line[span.end : following]
        yield span, said(label if label.strip(" :|-([") else before, after), label
        start = span.end


def _weight(
    line: str, span: Span, kind: Kind, mark: Mark, distance: int | None, *, label: str
) -> float:
    """Return how much a printed day counts; 0: not at all, as it stands in a sentence.

    `label` are the words before it that say what it is, "" where none do.
    """
    labelled = bool(label)
    words = len(_WORD.findall(line))
    rest = READING_TIME.sub(" ", line[: span.start] + line[span.end :])
    alone = len(_WORD.findall(rest)) <= 3
    running = words > _MAX_WORDS or (_SENTENCE.search(rest) is not None and not alone)
    of_itself = labelled and OF_ITSELF.search(line[: span.start]) is not None
    is_short = labelled and words <= 2 * _MAX_WORDS
    if running and not (is_short or of_itself or mark.exactly):
        return 0
    if kind == "updated":
        return 5 if distance is not None else 3
    if labelled and kind == "created":
        return 5 if distance is not None else 4
    if labelled and kind == "published":
        of_else = running and len(_WORD.findall(line[: span.start])) > 3
        if of_else and not OF_ITSELF.search(line):
            return 5 if distance is not None else 2.5  # a sentence tells of something published
        base = 9.0 if distance is not None else 7
    elif mark.exactly:
        base = 8.5 if distance is not None else 4.5
    elif distance is not None:
        base = 8.0 if mark.dated else 7.5 if alone else 6.5
    else:
        base = 3.5 if mark.dated else 2.5 if alone else 0
    return base - 1.5 if distance is not None and distance < 0 else base
