"""Which dates of a page are those of other pages: rows of a list, cards, lone teasers.

A row is one of several blocks of one shape, each with a day and with a headline that is not the
page's own. Nothing here knows names of classes: the shape tells.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from monitor.article.publication_spans import may_hold_day
from monitor.article.publication_words import DATE_CLASS, folded
from monitor.text import fold, one_line

HEADINGS = ("h1", "h2", "h3", "h4", "h5")
NAME_PARTS = re.compile(r"[\s_-]+|(?<=[a-z])(?=[A-Z])")
"""What stands between the words of a class."""
MAX_NAMES = 200
"""Characters of a class that are read."""
_MAX_CARD = 300
"""Characters of a block with a headline of its own, short as a teaser is."""
_NO_CARDS = frozenset(("p", "td", "body", "html", "article", "main"))
_LINK_WORDS = 28
"""Characters of a link that is another page's headline, not a category or a name."""
_MAX_ROW = 1500
_HEADLINE_FIRST = 60
"""Characters of a row before its headline: its day and its section."""
_ROW_SHARE = 8
"""A row is at most so many times as long as the link in it; a reader's post is longer."""
_MAX_LINKS = 30
_NO_HEADLINE = re.compile(
    r"^#|^mailto:|^javascript:|author|autor|/users?/|profile|member|/people/|/staff/|/categor|/tags?/"
    r"|/topics?/|/section|/rubri|/thema/|/by/|\bdocument\.",
    re.IGNORECASE,
)
"""Addresses of links that lead to a place on the page, to people, to subjects."""
_NOTE = re.compile(r"(?:\[\d{1,2}\]|\*{1,3}|[†‡¹²³])\s{0,2}\S|\(\d{1,2}\)\s|\^\s")
"""How notes to a text begin."""
_PLACE = re.compile(
    r"(?:venue|location|where|place|ort|veranstaltungsort|lieu|lugar|место(?: проведения)?|地点"
    r"|場所|会場|장소)\s{0,2}[:：]"
)
"""What the lines of an event name beside its day."""
_EASTERN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def is_card(node: Any, element: Any, headline: str) -> bool:
    """Say whether `node` shows another page beside `element`.

    It is a short block with a headline or a long link, in which `element` does not stand.
    `headline` is the page's own, folded.
    """
    if node.tag in _NO_CARDS or is_byline(node.get("class") or ""):
        return False
    length = 0
    for piece in node.itertext():
        length += len(piece.strip())
        if length > _MAX_CARD:
            return False
    held = {element, *element.iterancestors()}
    for inner in node.iter("a", *HEADINGS):
        if inner in held:
            continue
        shown = one_line(text_of(inner, 200))
        is_heading = inner.tag != "a"
        if not is_heading and _NO_HEADLINE.search(inner.get("href") or ""):
            continue
        if len(shown) >= (12 if is_heading else _LINK_WORDS) or _east(shown) >= _LINK_WORDS // 2:
            return not _is_own(shown, headline)
    return False


def is_row(node: Any, headline: str, known: dict[Any, bool]) -> bool:
    """Say whether `node` and one beside it have a day and another page's headline each.

    `known` keeps what was found of each block.
    """
    if not _is_dated_headline(node, headline, known):
        return False
    for step in (node.itersiblings(), node.itersiblings(preceding=True)):
        for count, beside in enumerate(step):
            if count == 3:
                break
            if (
                beside.tag == node.tag
                and _shape(beside) == _shape(node)
                and _is_dated_headline(beside, headline, known)
            ):
                return True
    return False


def is_teaser(block: Any, line: str, day: str, headline: str) -> bool:
    """Say whether a line is nothing but the headline of another page and its day.

    `block` holds the folded line, `day` is the part of it that is the day.
    """
    for count, link in enumerate(block.iter("a")):
        if count == _MAX_LINKS:
            break
        shown = folded(one_line(text_of(link, 200)))
        if len(shown) < 8 or shown not in line or _NO_HEADLINE.search(link.get("href") or ""):
            continue
        words, eastern = len(shown.split()), _east(shown)
        bracketed = f"({day}" in line or f"[{day}" in line
        if words < 4 - bracketed and eastern < 10 - 2 * bracketed:
            continue
        rest = line.replace(shown, " ", 1).replace(day, " ", 1)
        if len(re.findall(r"[^\W\d_]{2,}", rest)) <= 1 and not _is_own(shown, headline):
            return True
    return False


def is_footnote(block: Any, line: str) -> bool:
    """Say whether the line of a block is a note to the text: it begins with a mark of one."""
    if _NOTE.match(line):
        return True
    first = next(iter(block), None)
    return (
        first is not None
        and first.tag == "sup"
        and not (block.text or "").strip()
        and len(one_line(text_of(first, 10))) <= 4
    )


def is_event(block: Any) -> bool:
    """Say whether one of the blocks after `block` names the place or the hours of an event."""
    for count, beside in enumerate(block.itersiblings()):
        if count == 3:
            break
        if _PLACE.match(folded(text_of(beside, 60).strip())):
            return True
    return False


def text_of(element: Any, limit: int) -> str:
    """Return the first `limit` characters of an element's text."""
    pieces: list[str] = []
    left = limit
    for piece in element.itertext():
        pieces.append(piece[:left])
        left -= len(piece)
        if left <= 0:
            break
    return "".join(pieces)


@lru_cache(maxsize=4096)
def is_byline(names: str) -> bool:
    """Say whether a class names a date, or the line of date and author."""
    return any(
        DATE_CLASS.match(part.lower()) for part in NAME_PARTS.split(names[:MAX_NAMES]) if part
    )


def _is_dated_headline(node: Any, headline: str, known: dict[Any, bool]) -> bool:
    if node not in known:
        known[node] = _has_day_and_headline(node, headline)
    return known[node]


def _has_day_and_headline(node: Any, headline: str) -> bool:
    text = text_of(node, _MAX_ROW)
    beside = node.getnext() if node.tag == "dt" else None
    if not may_hold_day(text):
        return False
    for count, inner in enumerate((node if beside is None else beside).iter("a", *HEADINGS)):
        if count == _MAX_LINKS:
            return False
        shown = one_line(text_of(inner, 200))
        if inner.tag != "a":
            if len(shown) >= 8:
                return not _is_own(shown, headline)
        elif (
            not may_hold_day(shown)
            and (len(shown.split()) >= 3 or _east(shown) >= 6)
            and not _NO_HEADLINE.search(inner.get("href") or "")
            and len(text) <= _ROW_SHARE * len(shown)
            and (beside is not None or -1 < one_line(text).find(shown) <= _HEADLINE_FIRST)
        ):
            return not _is_own(shown, headline)
    return False


def _shape(node: Any) -> str:
    return (node.get("class") or "").strip().partition(" ")[0]


def _is_own(shown: str, headline: str) -> bool:
    """Say whether a heading or link is the page's own headline: of a thread's answers too."""
    key = fold(shown)
    return bool(headline) and (headline in key or (len(key) >= 8 and key in headline))


def _east(text: str) -> int:
    """Return how many letters of Chinese, Japanese or Korean stand in `text`."""
    return 0 if text.isascii() else len(_EASTERN.findall(text))
