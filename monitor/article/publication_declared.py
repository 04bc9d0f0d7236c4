"""Dates that a page declares to machines: meta elements, JSON-LD, state in scripts, address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from monitor.article.json_ld import is_article, type_of
from monitor.article.publication_candidate import Candidate, Habits
from monitor.article.publication_state import of_state
from monitor.article.publication_words import Kind, kind_of_name
from monitor.model import DateOrigin
from monitor.text import fold

_META_WEIGHT: dict[Kind, float] = {"published": 10, "created": 6.5, "updated": 3.5}
_JSON_KEYS: tuple[tuple[str, Kind, float], ...] = (
    ("datePublished", "published", 10),
    ("datepublished", "published", 10),
    ("dateCreated", "created", 6),
    ("uploadDate", "created", 5),
    ("datePosted", "published", 7),
    ("dateModified", "updated", 3.5),
)
_PAGE_SHARE = 0.7
"""Of a weight, where a WebPage or a video says it and no article does."""
_OTHER_SHARE = 0.4
"""Where the object is headed by other words than the page is."""
_MAX_NODES = 40
_YEAR = r"((?:19[89]|20[0-4])\d)"
_MONTH, _DAY = r"(0[1-9]|1[0-2])", r"(0[1-9]|[12]\d|3[01])"
_URL_DAYS: tuple[tuple[re.Pattern[str], float], ...] = (
    (re.compile(rf"/{_YEAR}[/_.-]?(0?[1-9]|1[0-2])[/_.-]{_DAY}(?=[/_.-]|$)"), 8.5),
    (re.compile(rf"/{_YEAR}[/_.-](0?[1-9]|1[0-2])[/_.-]([1-9]|[12]\d|3[01])(?=[/_.-]|$)"), 8.5),
    (re.compile(rf"/{_YEAR}/?{_MONTH}{_DAY}(?=[/_.-]|$)"), 8.5),
    (re.compile(rf"[/_-][tcap]?{_YEAR}{_MONTH}{_DAY}(?=[/_.-]|$)"), 8),
    (re.compile(rf"[_-]{_YEAR}[_-]{_MONTH}[_-]{_DAY}(?=[/_.-]|$)"), 7),
    (re.compile(rf"/[a-z]{{0,4}}[_-]?{_YEAR}{_MONTH}{_DAY}(?=\d{{2,10}}(?:\D|$))"), 5),
)
_URL_SLUG = re.compile(
    r"(?:[/_-](?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}-(?P<d>[0-3]?\d)-"
    r"(?P<y>(?:19|20)\d\d)|/(?P<d2>[0-3]?\d)[-_/.](?P<m2>0?[1-9]|1[0-2])[-_/.](?P<y2>20[0-4]\d))(?=[/_.-]|$)"
)
"""A day inside a slug, which may be that of an event, or written the other way round."""
_URL_NAMED = re.compile(
    rf"/{_YEAR}[/-](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[/-](\d{{1,2}})(?=[/-]|$)"
)
_URL_MONTH = re.compile(rf"/{_YEAR}[-/]?{_MONTH}(?=/)")


def of_meta(pairs: Iterable[tuple[str, str]], habits: Habits) -> Iterator[Candidate]:
    """Yield the dates of meta elements, given as names and contents."""
    for name, content in pairs:
        if content.startswith("{"):
            yield from of_state((content,), "", habits)
            continue
        kind = kind_of_name(name)
        if kind is None or name == "http-equiv":
            continue
        found = habits.machine(content, "meta", kind, _META_WEIGHT[kind])
        if found is not None:
            yield found


def of_json_ld(nodes: Sequence[dict[str, Any]], title: str, habits: Habits) -> Iterator[Candidate]:
    """Yield the dates of the page's own objects; those of a list of articles count for little."""
    has_article = any(is_article(node) for node in nodes)
    key = fold(title)
    articles = 0
    for node in nodes[:_MAX_NODES]:
        share = 1.0 if is_article(node) else _PAGE_SHARE
        if has_article and "video" in type_of(node).lower():
            continue
        if is_article(node):
            articles += 1
            if _is_other(node, key) or articles > 2:
                share = _OTHER_SHARE
        for name, kind, weight in _JSON_KEYS:
            written = node.get(name)
            if isinstance(written, list) and written:
                written = written[0]
            if isinstance(written, str | int) and (
                found := habits.machine(str(written), "json_ld", kind, weight * share)
            ):
                yield found


def _is_other(node: dict[str, Any], key: str) -> bool:
    """Say whether the object's headline shares no beginning with the page's."""
    headline = node.get("headline") or node.get("name")
    if not isinstance(headline, str) or not key:
        return False
    name = fold(headline)
    return bool(name) and name[:12] not in key and key[:12] not in name


def of_url(url: str | None, habits: Habits) -> Iterator[Candidate]:
    """Yield the day, or else the month, in the path of an address."""
    path = _path(url)
    for form, weight in _URL_DAYS:
        for match in form.finditer(path):
            found = _stated(f"{match[1]}-{match[2]}-{match[3]}", path, weight, habits)
            if found is not None:
                yield found
                return
    if named := _URL_NAMED.search(path):
        found = _stated(f"{named[3]} {named[2]} {named[1]}", path, 8.5, habits)
    elif slug := _URL_SLUG.search(path):
        day, month_name, year = (slug[f"{part}2"] or slug[part] for part in "dmy")
        found = _stated(
            f"{year}-{month_name}-{day}" if slug["d2"] else f"{day} {month_name} {year}",
            path,
            4,
            habits,
        )
    elif month := _URL_MONTH.search(path):
        found = _stated(f"{month[1]}-{month[2]}", path, 2, habits)
    else:
        return
    if found is not None:
        yield found


def _path(url: str | None) -> str:
    try:
        return urlsplit(url or "").path.lower()
    except ValueError:
        return ""


def _stated(written: str, path: str, weight: float, habits: Habits) -> Candidate | None:
    origin: DateOrigin = "url"
    return habits.machine(written, origin, "created", weight, shown=path[:120])
