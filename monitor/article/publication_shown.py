"""Dates that a page shows to its readers, or marks beside what it shows.

Elements with a machine's date (<time>, microdata, hAtom, data attributes), and lines with a
printed one. How much each counts follows from its label, its class and its place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from monitor.article.dateline import dateline
from monitor.article.elements import BLOCKS
from monitor.article.publication_candidate import Candidate, Habits
from monitor.article.publication_marked import LABEL, Mark, mark_of, of_mark, said, stated_by
from monitor.article.publication_place import Outline, text_of
from monitor.article.publication_spans import Span, may_hold_day, shows_order, spans
from monitor.article.publication_words import (
    Kind,
    folded,
)
from monitor.text import one_line

_MAX_LINE = 220
_MAX_PIECE = 300
"""Characters of a text that may be a date line; prose is longer."""
_MAX_PLACES = 250
"""Texts and marks with a date that are looked at; the one of publication stands above them."""
_MAX_DATELINE = 110
_OPENING = frozenset(("p", "div", "td", "br", "span", "article", "section"))
_MAX_WORDS = 14
"""Of a line that holds a date and its company; Han characters count half."""
_SENTENCE = re.compile(
    r"[.!?。！？;；]\s*$|[,，]\s[^,，]*[,，]\s[^,，]*[,，]\s|[.!?]\s+[a-z]{2,}\s+[a-z]{2,}\s"
)
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,2}|[^\W\d_]+")
_HEADING = frozenset(("h1", "h2", "h3"))
_SKIPPED = frozenset(("script", "style", "noscript", "template", "head", "title", "select",
                      "option", "textarea", "button"))  # fmt: skip


class _Line(NamedTuple):
    """A line that may hold a day."""

    shown: str
    folded: str
    before: str
    """The folded label that stands in the block before it."""


def of_elements(page: Outline, habits: Habits) -> tuple[list[Candidate], Habits]:
    """Return what the page shows and marks, and its habits with the order of numbers it shows."""
    places = list(_places(page))
    if habits.day_first is None:
        order = shows_order([line.folded for _, line in places])
        habits = replace(habits, day_first=order) if order is not None else habits
    kept: dict[tuple[str, bool], list[tuple[Candidate, bool]]] = defaultdict(list)
    for element, line in places:
        mark = mark_of(element)
        for candidate, near in _of_line(page, element, line, mark, habits):
            kept[mark.signature, near].append((candidate, near))
    kept["dateline", True] += [(each, True) for each in _datelines(page, habits)]
    marks = 0
    for element in page.elements:
        if marks == _MAX_PLACES:
            break
        if element.attrib and (stated := stated_by(element)):
            marks += 1
            if found := of_mark(page, element, stated, habits):
                candidate, near, signature = found
                kept[signature, near].append((candidate, near))
    return [candidate for group in kept.values() for candidate in _unlisted(group)], habits


def _unlisted(group: list[tuple[Candidate, bool]]) -> Iterator[Candidate]:
    """Yield what stands in elements of one shape, unless they are the rows of a list."""
    days = {candidate.day for candidate, _ in group}
    if len(group) >= 3 and len(days) >= 2:
        if group[0][1]:
            yield group[0][0]
        return
    for candidate, _ in group:
        yield candidate


def _places(page: Outline) -> Iterator[tuple[Any, _Line]]:
    """Yield elements whose text may hold a day, and the lines that these stand in."""
    seen: set[tuple[Any, str]] = set()
    tried = 0
    for element in page.elements:
        if element.tag in _SKIPPED:
            pieces: tuple[tuple[Any, str | None], ...] = ((element.getparent(), element.tail),)
        else:
            pieces = ((element, element.text), (element.getparent(), element.tail))
        for owner, text in pieces:
            if not text or owner is None or len(text) > _MAX_PIECE or owner.tag in _SKIPPED:
                continue
            if not may_hold_day(text) and not _is_split_day(text):
                continue
            tried += 1
            if tried > _MAX_PLACES:
                return
            block = _block(owner)
            written = one_line(_line(block, text))
            line = folded(written)
            if len(line) <= _MAX_LINE and may_hold_day(line) and (block, line) not in seen:
                seen.add((block, line))
                yield owner, _Line(written, line, _label_before(block))


def _datelines(page: Outline, habits: Habits) -> Iterator[Candidate]:
    """Yield the day with which an agency or a company begins its text below the headline."""
    for element in page.elements:
        text = (element.text or element.tail) if element.tag in _OPENING else None
        if text and len(text) > 12 and may_hold_day(text[:_MAX_DATELINE]):
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


def _is_split_day(text: str) -> bool:
    """Say whether `text` may be a day whose year stands in the next element."""
    return len(text) <= 16 and any(map(str.isdigit, text)) and not text.strip().isdigit()


def _block(element: Any) -> Any:
    """Return the block that `element` stands in."""
    node = element
    while node.tag not in BLOCKS and node.getparent() is not None:
        node = node.getparent()
    return node


def _line(block: Any, text: str) -> str:
    """Return the line of a block that holds `text`: between its breaks and inner blocks."""
    lines, size = [""], 0
    for node in block.iter():
        if isinstance(node.tag, str):
            if node is not block and (node.tag == "br" or node.tag in BLOCKS):
                lines.append("")
            if node.text and node.tag not in _SKIPPED:
                lines[-1] += f" {node.text}" if node.get("class") else node.text
                size += len(node.text)
        if node is not block and node.tail:
            lines[-1] += node.tail if node.tag not in BLOCKS else f"\n{node.tail}"
            size += len(node.tail)
        if size > 20 * _MAX_LINE:
            break
    for line in lines:
        if text in line:
            return next((part for part in line.split("\n\n") if text in part), line)
    return text


def _label_before(block: Any) -> str:
    """Return the short text that stands before a block, as `Published` in the cell before it."""
    node = block
    for _ in range(2):
        before = node.getprevious()
        if before is not None:
            if not isinstance(before.tag, str):
                return ""
            text = one_line("".join(before.itertext())[:200])
            return folded(text) if 0 < len(text) <= 30 else ""
        node = node.getparent()
        if node is None:
            return ""
    return ""


def _of_line(
    page: Outline, element: Any, written: _Line, mark: Mark, habits: Habits
) -> Iterator[tuple[Candidate, bool]]:
    line = written.folded
    found = spans(line, day_first=habits.day_first, language=habits.language)
    if not found or page.is_aside(element):
        return
    distance = page.distance(element)
    start = 0
    for index, span in enumerate(found):
        label = line[max(start, span.start - LABEL) : span.start]
        following = found[index + 1].start if index + 1 < len(found) else len(line)
        called = said(
            label if label.strip(" :|-([") else written.before, line[span.end : following]
        )
        start = span.end
        if called == "other":
            continue  # an event, a limit, a comment
        kind: Kind = called or ("updated" if mark.updated else "created")
        weight = _weight(line, span, kind, mark, distance, labelled=called is not None)
        if called is None and distance is None and page.is_above(element):
            continue  # the day on which the page was asked for
        if weight and (
            each := habits.printed(line, span, written.shown, "page_text", kind, weight)
        ):
            yield each, distance is not None


def _weight(
    line: str, span: Span, kind: Kind, mark: Mark, distance: int | None, *, labelled: bool
) -> float:
    """Return how much a printed day counts; 0: not at all, as it stands in a sentence."""
    words = len(_WORD.findall(line))
    rest = line[: span.start] + line[span.end :]
    alone = len(_WORD.findall(rest)) <= 3
    running = words > _MAX_WORDS or (_SENTENCE.search(rest) is not None and not alone)
    if running and not (labelled and words <= 2 * _MAX_WORDS) and not mark.exactly:
        return 0
    if kind == "updated":
        return 5 if distance is not None else 3
    if labelled and kind == "created":
        return 5 if distance is not None else 4
    if labelled and kind == "published":
        base = 9.0 if distance is not None else 7
    elif mark.exactly:
        base = 8.5 if distance is not None else 4.5
    elif distance is not None:
        base = 8.0 if mark.dated else 7.5 if alone else 6.5
    else:
        base = 3.5 if mark.dated else 2.5 if alone else 0
    return base - 1.5 if distance is not None and distance < 0 else base
