"""The JSON-LD of a page → the objects that describe the page's own article.

Read tolerantly: pages write it with comments, trailing commas, escaped entities, or cut off.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

_MAX_JSON = 400_000
_MAX_OBJECTS = 500
_ARTICLE = re.compile(r"article|report|posting|press|legislation|dataset|document", re.IGNORECASE)
_PAGE = re.compile(r"webpage|itempage|aboutpage|creativework|qapage|question|video|recipe|thesis"
                   r"|podcast|episode|book|review$|medical", re.IGNORECASE)  # fmt: skip
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage", "article", "blogPost", "liveBlogUpdate")
"""Keys under which the page's own article stands; the objects of all others are about else."""
_WRAPPING = re.compile(r"^\s*(?:<!--|/\*<!\[CDATA\[\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|"
                       r"(?:-->|/\*\]\]>\*/|//\s*\]\]>|\]\]>|;)\s*$")  # fmt: skip
_HALF_CHARACTER = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])"
    r"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
"""Half of a character outside the basic plane: it cannot be written in UTF-8."""
_TRAILING_COMMA = re.compile(r",(\s{0,200}[}\]])")
_OTHER_DAY = re.compile(
    r"\"(?:startDate|endDate|doorTime|validFrom|validThrough|birthDate|deathDate|foundingDate)"
    r"\"\s{0,9}:\s{0,9}\"(\d{4}-\d\d-\d\d)"
)
_PAIR = re.compile(
    r"\"(datePublished|dateCreated|dateModified|uploadDate|headline|inLanguage)\""
    r"\s{0,9}:\s{0,9}\"([^\"\n]{4,300})\""
)


def described(scripts: Sequence[str]) -> list[dict[str, Any]]:
    """Return the objects that describe an article, then those that describe a plain page."""
    nodes: list[dict[str, Any]] = []
    for text in scripts:
        if len(text) <= _MAX_JSON:
            nodes.extend(_read(text))
    articles = [node for node in nodes if _ARTICLE.search(type_of(node))]
    pages = [node for node in nodes if node not in articles and _describes_page(node)]
    return [*articles, *pages]


def other_days(scripts: Iterable[str]) -> frozenset[date]:
    """Return the days that JSON-LD gives to events, offers and lives."""
    found: set[date] = set()
    for text in scripts:
        for match in islice(_OTHER_DAY.finditer(text[:_MAX_JSON]), _MAX_OBJECTS):
            try:
                found.add(date.fromisoformat(match[1]))
            except ValueError:
                continue  # no day of any calendar
    return frozenset(found)


def is_article(node: dict[str, Any]) -> bool:
    """Say whether the object's type is that of an article, not of a page or a video."""
    return _ARTICLE.search(type_of(node)) is not None


def type_of(node: dict[str, Any]) -> str:
    """Return the object's types in one string, "" where it has none."""
    return str(node.get("@type") or node.get("type") or "")


def _describes_page(node: dict[str, Any]) -> bool:
    written = type_of(node)
    return _PAGE.search(written) is not None or (not written and "datePublished" in node)


def _read(text: str) -> list[dict[str, Any]]:
    """Return the objects of one script; of broken JSON, one with the pairs that can be read."""
    for mend in (str, _mended):
        try:
            value = json.loads(_HALF_CHARACTER.sub(r"\\ufffd", mend(text)), strict=False)
            return list(islice(_objects(value, 0), _MAX_OBJECTS))
        except (ValueError, RecursionError):
            continue  # broken JSON-LD is common: mended, then read by pieces
    pairs: dict[str, Any] = {}
    for match in _PAIR.finditer(text):
        pairs.setdefault(match[1], match[2])
    return [{"@type": "Article", **pairs}] if pairs and _ARTICLE.search(text) else []


def _mended(text: str) -> str:
    text = _WRAPPING.sub("", _WRAPPING.sub("", text))
    if "&quot;" in text:
        text = html.unescape(text)
    return _TRAILING_COMMA.sub(r"\1", text)


def _objects(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 8:
        return
    if isinstance(value, list):
        for each in value[:_MAX_OBJECTS]:
            yield from _objects(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in _INSIDE:
            if isinstance(inner := value.get(key), list | dict):
                yield from _objects(inner, depth + 1)
