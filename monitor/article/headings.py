"""The headings that a page shows, the likeliest to be its headline first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from monitor.text import one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_HEADINGS = 24
_MAX_MARKED = 8
_MAX_TEXT = 2000
_MAX_ABOVE = 40
_BLOCKS = frozenset("div p br section header h1 h2 h3 h4 small hr ul li span a time svg".split())
"""Elements that a blank parts from their neighbours; a headline's other words stand in `em`."""
_BESIDE = re.compile(
    r"kicker|sub-?(?:head|title|line)|label|\btag|categor|section|rubri|deck|date|time|author"
    r"|byline|overline|topline|dachzeile|icon|badge|hidden|sr-only|screen-reader|eyebrow|flag"
    r"|permalink|headerlink|anchor|edit|share|comment",
    re.IGNORECASE,
)
"""Classes of what stands in a heading beside the headline."""
_ELSEWHERE = frozenset(("nav", "aside", "footer", "form", "noscript", "template", "dialog"))
_AWAY = re.compile(
    r"relat|sidebar|recommend|footer|comment|popular|trending|newsletter|cookie|consent|modal"
    r"|popup|\bmenu|\bnav|widget|promo|banner",
    re.IGNORECASE,
)
_LOGO = re.compile(r"logo|site-?(?:title|name|head)|brand|masthead", re.IGNORECASE)
_MARKED = (
    ".//*[contains(@itemprop, 'headline') or contains(@class, 'headline') "
    "or contains(@class, 'title') or contains(@class, 'Title') or contains(@id, 'title')]"
)
_INSIDE = frozenset(("article", "main"))


class Heading(NamedTuple):
    """A heading as it is read."""

    text: str
    """Without what stands beside the headline in it."""
    level: int
    """1: first level; 2: lower, or only marked as a title."""
    pieces: tuple[str, ...]
    """All readings of it: `text`, all of it, and each of its lines."""


def headings(root: HtmlElement) -> list[Heading]:
    """Return the page's headings without those in menus, boxes and the logo."""
    found = [(element, 0) for element in islice(root.iter("h1"), _MAX_HEADINGS)]
    found += [(element, 3) for element in islice(root.iter("h2", "h3"), _MAX_HEADINGS)]
    found += [(element, 4) for element in islice(_marked(root), _MAX_MARKED)]
    ranked = [_ranked(element, rank) for element, rank in found]
    ranked.sort(key=lambda pair: pair[0])
    return [heading for _, heading in ranked if heading.text]


def _marked(root: HtmlElement) -> Iterator[HtmlElement]:
    """Yield elements that a class or property marks as a title though they are no heading."""
    for element in islice(root.xpath(_MARKED), _MAX_MARKED * 8):
        if element.tag in ("div", "p", "span", "td", "strong", "b", "a", "header", "h4", "h5"):
            yield element


def _ranked(element: HtmlElement, rank: int) -> tuple[int, Heading]:
    marked = "headline" in (element.get("itemprop") or "") + (element.get("class") or "").lower()
    rank += 0 if marked and rank == 0 else 1
    place = _place(element)
    level = 1 if element.tag == "h1" else 2
    return 10 * max(place, 0) + rank + place, _heading(element, level)


def _place(element: HtmlElement) -> int:
    """Return -1 in the article, 0 anywhere, 1 in a box, a menu or the logo."""
    inside = 0
    own = f"{element.get('class') or ''} {element.get('id') or ''}"
    if _LOGO.search(own):
        return 1
    for above in islice(element.iterancestors(), _MAX_ABOVE):
        if above.tag in ("body", "html"):
            break
        names = f"{above.get('class') or ''} {above.get('id') or ''}"
        if above.tag in _ELSEWHERE or (len(names) < 200 and _AWAY.search(names)):
            return 1
        if above.tag in _INSIDE:
            inside = -1
        elif _LOGO.search(names):
            return 1
    return inside


def _heading(element: HtmlElement, level: int) -> Heading:
    whole = _text(element, leave_out=False)
    own = _text(element, leave_out=True) or whole
    lines = [_text(child, leave_out=False) for child in islice(element, 6)]
    bare = one_line(" ".join([element.text or "", *(child.tail or "" for child in element)]))
    pieces = dict.fromkeys(piece for piece in (own, whole, bare, *lines) if piece)
    return Heading(own, level, tuple(pieces))


def _text(element: HtmlElement, *, leave_out: bool) -> str:
    parts: list[str] = []
    _gather(element, parts, leave_out, 0)
    return one_line("".join(parts))[:_MAX_TEXT]


def _gather(element: HtmlElement, parts: list[str], leave_out: bool, depth: int) -> None:
    """Add the words of `element` to `parts`, a blank where a block begins or ends."""
    parts.append(element.text or "")
    for child in element:
        if not isinstance(child.tag, str) or depth > _MAX_ABOVE or len(parts) > _MAX_TEXT:
            continue
        blank = " " if child.tag in _BLOCKS else ""
        parts.append(blank)
        if child.tag not in ("script", "style", "svg") and not (
            leave_out and (child.tag == "small" or _BESIDE.search(child.get("class") or ""))
        ):
            _gather(child, parts, leave_out, depth + 1)
        parts.append(blank + (child.tail or ""))
