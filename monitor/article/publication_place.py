"""Where an element of a page stands: beside the headline, in the article, in a block about else.

Positions are counted in characters of text from the start of the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from monitor.article.publication_words import ASIDE_CLASS, ASIDE_ENDING, ASIDE_TAGS, DATE_CLASS
from monitor.text import fold, one_line

_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
_MAX_HEADINGS = 60
_MAX_NAMES = 200
"""Characters of a class that are read."""
_MAX_HEADING = 400
_MAX_HEADLINES = 3
"""A page shows its headline in a picture's place, or fixed above, once more."""
_NEAR_BEFORE, _NEAR_AFTER = 160, 700
"""Characters round a headline: kicker and date above; deck, byline and share bar below."""
_BLANK = re.compile(r"\s+")
NAME_PARTS = re.compile(r"[\s_-]+|(?<=[a-z])(?=[A-Z])")
"""What stands between the words of a class."""
_UNSHOWN = frozenset(("script", "style", "noscript", "template", "title", "head", "option"))
_MAX_CARD = 300
"""Characters of a block with a headline of its own, short as a teaser is."""
_MAX_CLIMB = 3
_MOST = 0.5
_NO_CARDS = frozenset(("p", "td", "body", "html", "article", "main"))
_LINK_WORDS = 28
"""Characters of a link that is another page's headline, not a category or a name."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The elements of a page in order, with the place of each; see `outline`."""

    elements: list[Any]
    position: dict[Any, int]
    """How many characters of text stand before each element."""
    headlines: tuple[tuple[int, int], ...]
    """Positions before and after the headline, at each place that shows it."""
    around: frozenset[Any]
    """The headline and the elements that hold it."""
    size: int
    """Characters of the page's text."""
    known: dict[Any, bool] = field(default_factory=dict, compare=False)
    """Which elements hold most of the page, as far as it was asked."""

    def distance(self, element: Any) -> int | None:
        """Return how far after the headline `element` stands, negative if before; None: far.

        Without a headline everything is far.
        """
        place: int = self.position.get(element, 0)
        found: list[int] = []
        for start, end in self.headlines:
            distance = place - end if place >= end else min(0, place - start)
            if -_NEAR_BEFORE <= distance <= _NEAR_AFTER:
                found.append(distance)
        return min(found, key=lambda each: (each < 0, abs(each)), default=None)

    def is_aside(self, element: Any) -> bool:
        """Say whether `element` stands in a block about other pages, readers or the site."""
        climbed = 0
        node = element
        while node is not None and node not in self.around:
            if _names_aside(node) and not self._is_article_foot(node) and not self._is_most(node):
                return True
            climbed += 1
            if 1 < climbed <= _MAX_CLIMB and _is_card(node, element):
                return True
            node = node.getparent()
        return False

    def is_above(self, element: Any) -> bool:
        """Say whether `element` stands before the headline, where sites show today's date."""
        first = min(self.headlines, default=(0, 0))[0]
        return self.position.get(element, 0) < first

    def _is_most(self, node: Any) -> bool:
        """Say whether `node` holds most of the page: themes name it after what it stands by."""
        if node in self.known:
            return self.known[node]
        size = sum(map(len, node.itertext())) - sum(
            len(each.text or "") for each in node.iter("script", "style")
        )
        self.known[node] = size > _MOST * max(self.size, 1)
        return self.known[node]

    def _is_article_foot(self, node: Any) -> bool:
        """Say whether `node` is the footer of the article itself."""
        if node.tag != "footer":
            return False
        parent = node.getparent()
        return parent is not None and parent in self.around and parent.tag not in ("body", "html")


def outline(root: Any, title: str) -> Outline:
    """Return the outline of the page under `root`, whose headline is the one that says `title`."""
    elements: list[Any] = []
    position: dict[Any, int] = {}
    place = 0
    headings: list[Any] = []
    for element in root.iter("*"):
        tag = element.tag
        elements.append(element)
        position[element] = place
        if tag not in _UNSHOWN and (text := element.text) and not text.isspace():
            place += len(text) if len(text) < 200 else len(_BLANK.sub(" ", text))
        if (tail := element.tail) and not tail.isspace():
            place += len(tail) if len(tail) < 200 else len(_BLANK.sub(" ", tail))
        if tag in _HEADINGS and len(headings) < _MAX_HEADINGS:
            headings.append(element)
    shown = _headlines(headings, title) or _titled(elements, title)
    around = frozenset(
        above for each in shown for above in (each, *each.iterancestors())
    ) or frozenset((root, *root.findall("body")))
    places = tuple((position[each], position[each] + _length(each)) for each in shown)
    return Outline(elements, position, places, around, place)


def _length(element: Any) -> int:
    return len(one_line("".join(element.itertext())[: 4 * _MAX_HEADING]))


def _headlines(headings: list[Any], title: str) -> list[Any]:
    """Return the headings that say `title`, else the page's first heading of the first rank."""
    key = fold(title)
    texts = [(each, fold(one_line(text_of(each, _MAX_HEADING)))) for each in headings]
    if key:
        same = [element for element, text in texts if text == key]
        if same:
            return same[:_MAX_HEADLINES]
        for element, text in sorted(texts, key=lambda pair: str(pair[0].tag)):
            if len(text) >= 8 and (text in key or key in text):
                return [element]
    first = next((each for each, text in texts if each.tag == "h1" and len(text) >= 12), None)
    return [] if first is None else [first]


def _titled(elements: list[Any], title: str) -> list[Any]:
    """Return the first element whose own words are the title; many sites use no headings."""
    wanted = one_line(title)
    if len(wanted) < 8:
        return []
    start = wanted[:8]
    for element in elements:
        text = element.text
        if text and start in text and element.tag not in _UNSHOWN and one_line(text) == wanted:
            return [element]
    return []


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


def _names_aside(node: Any) -> bool:
    if node.tag in ASIDE_TAGS:
        return True
    names = f"{node.get('class') or ''} {node.get('id') or ''}"
    return any(map(_is_aside_name, names[: 4 * _MAX_NAMES].split()))


@lru_cache(maxsize=4096)
def _is_aside_name(name: str) -> bool:
    parts = [part.lower() for part in NAME_PARTS.split(name[:_MAX_NAMES]) if part] or [""]
    return bool(ASIDE_CLASS.match(parts[0]) or ASIDE_ENDING.match(parts[-1]))


@lru_cache(maxsize=4096)
def is_byline(names: str) -> bool:
    """Say whether a class names a date, or the line of date and author."""
    return any(
        DATE_CLASS.match(part.lower()) for part in NAME_PARTS.split(names[:_MAX_NAMES]) if part
    )


def _is_card(node: Any, element: Any) -> bool:
    """Say whether `node` shows another page beside `element`.

    It is a short block with a headline or a long link, in which `element` does not stand.
    """
    if node.tag in _NO_CARDS or is_byline(node.get("class") or ""):
        return False
    if len(one_line(text_of(node, 4 * _MAX_CARD))) > _MAX_CARD:
        return False
    held = {element, *element.iterancestors()}
    for inner in node.iter("a", *_HEADINGS):
        if inner in held:
            continue
        shown = one_line(text_of(inner, 200))
        if len(shown) >= (12 if inner.tag != "a" else _LINK_WORDS) or _is_long_eastern(shown):
            return True
    return False


def _is_long_eastern(text: str) -> bool:
    return sum("\u3040" <= character <= "\ud7af" for character in text) >= _LINK_WORDS // 2
