"""Dates that a page marks for machines beside what it shows: <time>, microdata, hAtom, data-*.

And what class and label say of a date, in a mark or in a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from monitor.article.publication_candidate import Candidate, Habits
from monitor.article.publication_place import Outline
from monitor.article.publication_rows import HEADINGS, MAX_NAMES, NAME_PARTS, text_of
from monitor.article.publication_words import (
    DATE_CLASS,
    LIMIT_LABEL,
    NAMED_DATE,
    OTHER_LABEL,
    PUBLISHED_LABEL,
    UPDATED_CLASS,
    UPDATED_LABEL,
    WRITTEN_LABEL,
    Kind,
    folded,
    kind_of_name,
)
from monitor.text import one_line

LABEL = 50
"""Characters before a date in which its label stands."""
_MACHINE = re.compile(r"(?:19|20)\d\d|^1\d{9}|^\d{1,2}[./]\d{1,2}[./]\d\d")
_DATA = re.compile(r"data-.*(?:date|time|publi|stamp)|^datetime$|^content$|^title$|^pubdate$")
_SCRIPTED = re.compile(
    r"(?:[a-z]+-)+(?:time|date|datetime|timeago|ago|moment)|(?:time|date)-[a-z]+"
)
"""Elements of a site's own scripts that show a moment, such as `relative-time`."""
_MOMENTS = ("datetime", "ts", "timestamp", "date", "time", "value")
"""Their attributes that hold it."""
_MAX_VALUE = 48
_MAX_CALLED = 30
"""Characters of a label before a mark."""
_ENTRY = re.compile(r"publish|entry-?date|dt-published|pubdate|post-?date|date-?published", re.I)
_EVENT = re.compile(
    r"(?:start|end|birth|death|founding|valid\w*|expir\w*)(?:Date|Time)|\bdt(?:start|end)\b|validThrough"
)
"""Properties and classes of the days of events, offers and lives."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the classes of an element and its parents say."""

    dated: bool
    """They name a date, or a line of date and author."""
    exactly: bool
    """They name a date and nothing else."""
    updated: bool
    published: bool
    of_event: bool
    """They name the day of an event, an offer or a life."""
    signature: str


def mark_of(element: Any) -> Mark:
    """Return what the classes of an element and of the two above it say."""
    dated = exactly = updated = published = of_event = False
    node = element
    shape: list[str] = []
    for level in range(3):
        if node is None or node.tag in ("body", "html", "main", "article"):
            break
        names = f"{node.get('class') or ''} {node.get('id') or ''} {node.get('itemprop') or ''}"
        shape.append(f"{node.tag} {node.get('class') or ''}")
        told = _told_by(names[: 3 * MAX_NAMES])
        if level < 2:
            of_event |= told.of_event
            exactly |= told.exactly
            published |= told.published
            updated |= told.updated
        dated |= told.dated or node.tag == "time"
        node = node.getparent()
    return Mark(
        dated or exactly, exactly, updated and not published, published, of_event, "|".join(shape)
    )


@lru_cache(maxsize=2048)
def _told_by(names: str) -> Mark:
    """Return what the classes and properties of one element say; a page repeats most of them."""
    parts = [part.lower() for part in NAME_PARTS.split(names[:MAX_NAMES]) if part]
    return Mark(
        dated=any(map(DATE_CLASS.match, parts)),
        exactly=any(map(NAMED_DATE.match, parts)),
        updated=any(map(UPDATED_CLASS.search, parts)),
        published=_ENTRY.search(names) is not None,
        of_event=_EVENT.search(names) is not None,
        signature="",
    )


def said(label: str, after: str) -> Kind | Literal["other"] | None:
    """Return what the words before a day call it, the nearest of them; None: nothing."""
    best = -1
    kind: Kind | Literal["other"] | None = None
    forms: tuple[tuple[re.Pattern[str], Kind | Literal["other"]], ...] = (
        (PUBLISHED_LABEL, "published"),
        (UPDATED_LABEL, "updated"),
        (WRITTEN_LABEL, "created"),
        (OTHER_LABEL, "other"),
    )
    for form, name in forms:
        for match in form.finditer(label):
            if match.end() >= best:
                best, kind = match.end(), name
    if kind is None:
        ahead = after.strip(" ()（）:")[:8]
        if UPDATED_LABEL.match(ahead):
            return "updated"
        if ahead and not ahead.isascii() and PUBLISHED_LABEL.match(ahead):
            return "published"
    return kind


def of_mark(
    page: Outline, element: Any, stated: tuple[str, Kind | None], habits: Habits
) -> tuple[Candidate, bool, str] | None:
    """Return what is `stated` by an element, whether it stands beside the headline, its shape."""
    if page.is_aside(element):
        return None
    written, called = stated
    mark = mark_of(element)
    distance = page.distance(element)
    if called is None:
        label = said(folded(text_of(element, LABEL)), "")
        if label == "other":
            return None
        before = label_beside(element)
        if LIMIT_LABEL.search(before) and not PUBLISHED_LABEL.search(before):
            if found := habits.machine(written, "time_element", "created", 1):
                page.refused.add(found.day)
            return None
        called = label
    kind: Kind = called or ("updated" if mark.updated else "created")
    if called is None and element.tag == "time" and element.get("pubdate") is not None:
        called = kind = "published"
    if kind == "updated":
        weight = 5.0 if distance is not None else 3.0
    elif called == "published" or mark.published:
        weight = 9.5 if distance is not None else 7.5
    else:
        weight = 8.5 if distance is not None else 5.0
    candidate = habits.machine(written, "time_element", kind, weight)
    return (candidate, distance is not None, f"@{mark.signature}") if candidate else None


def label_beside(element: Any, *, behind: bool = False, headings: bool = True) -> str:
    """Return the short text before a mark, folded: in its block, else in the term or cell beside.

    `behind`: before the text behind the element, which is the element's own, if it has one.
    `headings`: they are labels too. "" where none is short: a sentence is no label.
    """
    node = element
    if behind and (own := one_line(text_of(element, 2 * _MAX_CALLED))):
        is_label = len(own) <= _MAX_CALLED and (headings or element.tag not in HEADINGS)
        return folded(own) if is_label else ""
    for _ in range(3):
        parent, before = node.getparent(), node.getprevious()
        if not headings and before is not None and before.tag in HEADINGS:
            return ""
        written = (parent.text if before is None else before.tail) if parent is not None else None
        if not (written or "").strip() and before is not None and isinstance(before.tag, str):
            written = text_of(before, 2 * _MAX_CALLED)
        if written and (label := one_line(written).strip(" :：|·-")):
            return folded(label) if len(label) <= _MAX_CALLED else ""
        if parent is None or before is not None:
            return ""
        node = parent
    return ""


def stated_by(element: Any) -> tuple[str, Kind | None] | None:
    """Return the machine's date of an element, and what its property calls it."""
    tag = element.tag
    if "-" in tag and _SCRIPTED.fullmatch(tag):
        for name in _MOMENTS:
            if _MACHINE.search(value := (element.get(name) or "")[:_MAX_VALUE]):
                return value, None
    if tag in ("meta", "link"):
        name = element.get("itemprop") or ""
        content = element.get("content") or element.get("datetime") or ""
        kind = kind_of_name(name) if name else None
        return (content, kind) if kind and content else None
    for name, value in element.attrib.items():
        if 6 <= len(value) <= _MAX_VALUE and _DATA.match(name) and _MACHINE.search(value):
            if _EVENT.search(f"{element.get('itemprop') or ''} {element.get('class') or ''}"):
                return None
            prop = element.get("itemprop") or element.get("property") or ""
            said = kind_of_name(prop.rpartition(":")[2]) if prop else None
            by_name = kind_of_name(name[5:]) if name.startswith("data-") else None
            if said or by_name or tag == "time" or _is_dated(element.get("class") or ""):
                return value, said or by_name
    return None


@lru_cache(maxsize=2048)
def _is_dated(names: str) -> bool:
    return any(NAMED_DATE.match(part) for part in NAME_PARTS.split(names[:MAX_NAMES].lower()))
