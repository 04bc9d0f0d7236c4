"""The headings that a page shows, the likeliest to be its headline first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
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
HOME = re.compile(r"(?:https?:)?(?://[^/?#]{1,200})?(?:/|\./)?(?:index\.\w{3,5})?", re.IGNORECASE)
"""Where a logo leads."""
_MARKED = (
    ".//*[contains(@itemprop, 'headline') or contains(@class, 'headline') "
    "or contains(@class, 'title') or contains(@class, 'Title') or contains(@id, 'title') "
    "or contains(@class, 'contentheading') or contains(@class, 'subject') "
    "or contains(@class, 'titre') or contains(@class, 'titulo') or contains(@class, 'titel') "
    "or contains(@class, 'midashi') or contains(@class, 'biaoti')]"
)
_PROPERTY = ".//body//*[contains(@itemprop, 'headline') and not(@content)]"
"""The headline of microdata. Source: schema.org, CreativeWork.headline."""
_LEFT_OVER = " :：|·•–—"
"""What parts a headline from the words beside it, once these are gone."""
_INSIDE = frozenset(("article", "main"))


class Heading(NamedTuple):
    """A heading as it is read."""

    text: str
    """Without what stands beside the headline in it."""
    level: int
    """1: first level; 2: lower, or only marked as a title."""
    pieces: tuple[str, ...]
    """All readings of it: `text`, all of it, and each of its lines."""
    is_link: bool = False
    """Whether all of it leads elsewhere, as in a list of articles."""


def headings(root: HtmlElement) -> list[tuple[int, Heading]]:
    """Return the page's headings with their ranks, the likeliest first."""
    found = [(element, 0) for element in islice(root.iter("h1"), _MAX_HEADINGS)]
    found += [(element, 3) for element in islice(root.iter("h2", "h3"), _MAX_HEADINGS)]
    return _sorted([_ranked(element, rank) for element, rank in found])


def with_marked(root: HtmlElement, found: list[tuple[int, Heading]]) -> list[tuple[int, Heading]]:
    """Return `found` with what is only marked as a title, which costs as much as all the rest."""
    marked = [_ranked(element, 4) for element in islice(_marked(root), _MAX_MARKED)]
    return _sorted([*found, *marked])


def of_property(root: HtmlElement) -> str | None:
    """Return the one headline that microdata names in the text; None: it names none, or several."""
    found = [each for each in islice(root.xpath(_PROPERTY), _MAX_MARKED) if _place(each) <= 0]
    texts = {text for each in found if (text := _heading(each, 2)[0].text)}
    return texts.pop() if len(texts) == 1 else None


def _sorted(ranked: list[tuple[int, Heading]]) -> list[tuple[int, Heading]]:
    return sorted((pair for pair in ranked if pair[1].text), key=lambda pair: pair[0])


def _marked(root: HtmlElement) -> Iterator[HtmlElement]:
    """Yield elements that a class or property marks as a title though they are no heading."""
    for element in islice(root.xpath(_MARKED), _MAX_MARKED * 8):
        if element.tag in ("div", "p", "span", "td", "strong", "b", "a", "header", "h4", "h5"):
            yield element


def _ranked(element: HtmlElement, rank: int) -> tuple[int, Heading]:
    marked = "headline" in (element.get("itemprop") or "") + (element.get("class") or "").lower()
    rank += 0 if marked and rank == 0 else 1
    level = 1 if element.tag == "h1" else 2
    heading, is_logo = _heading(element, level)
    place = 1 if is_logo else _place(element)
    return 10 * max(place, 0) + rank + place, heading


@lru_cache(maxsize=1024)
def _named(names: str) -> tuple[bool, bool]:
    """Return whether classes are those of a box beside the text, and of the site's logo."""
    is_away = len(names) < 200 and _AWAY.search(names) is not None
    return is_away, _LOGO.search(names) is not None


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
        is_away, is_logo = _named(names[:200])
        if above.tag in _ELSEWHERE or is_away:
            return 1
        if above.tag in _INSIDE:
            inside = -1
        elif is_logo:
            return 1
    return inside


def _heading(element: HtmlElement, level: int) -> tuple[Heading, bool]:
    """Return the heading, and whether it is nothing but a link to the site's first page."""
    whole = text_in(element, leave_out=False)
    own = text_in(element, leave_out=True)
    is_logo = not own
    own = own.strip(_LEFT_OVER) if own and own != whole else own or whole
    lines = [text_in(child, leave_out=False) for child in islice(element, 6)]
    bare = one_line(" ".join([element.text or "", *(child.tail or "" for child in element)]))
    pieces = dict.fromkeys(piece for piece in (own, whole, bare, *lines) if piece)
    return Heading(own, level, tuple(pieces), _is_link(element, whole)), is_logo


def _is_link(element: HtmlElement, whole: str) -> bool:
    link = next(element.iter("a"), None)
    if link is None:
        link = next(
            (above for above in islice(element.iterancestors(), 2) if above.tag == "a"), None
        )
        return link is not None and bool(link.get("href"))
    return bool(link.get("href")) and text_in(link, leave_out=False) == whole


def text_in(element: HtmlElement, *, leave_out: bool) -> str:
    """Return the element's text in one line, without what stands beside a headline if left out."""
    parts: list[str] = []
    _gather(element, parts, leave_out, 0)
    return one_line("".join(parts))[:_MAX_TEXT]


def _is_beside(element: HtmlElement) -> bool:
    """Say whether `element` stands in a heading and is no part of the headline."""
    if element.tag == "a" and HOME.fullmatch(element.get("href") or "#"):
        return True
    return element.tag == "small" or _BESIDE.search(element.get("class") or "") is not None


def _gather(element: HtmlElement, parts: list[str], leave_out: bool, depth: int) -> None:
    """Add the words of `element` to `parts`, a blank where a block begins or ends."""
    parts.append(element.text or "")
    for child in element:
        if depth > _MAX_ABOVE or len(parts) > _MAX_TEXT:
            break
        if not isinstance(child.tag, str):
            continue
        blank = " " if child.tag in _BLOCKS else ""
        parts.append(blank)
        if child.tag not in ("script", "style", "svg") and not (leave_out and _is_beside(child)):
            _gather(child, parts, leave_out, depth + 1)
        parts.append(blank + (child.tail or ""))
