"""Where an element of a page stands: beside the headline, in the article, in a block about else.

Positions are counted in characters of text from the start of the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any

from monitor.article.publication_rows import (
    HEADINGS,
    MAX_NAMES,
    NAME_PARTS,
    is_card,
    is_row,
    text_of,
)
from monitor.article.publication_words import ASIDE_CLASS, ASIDE_ENDING, ASIDE_PART, ASIDE_TAGS
from monitor.text import fold, holds_digit, one_line

_MAX_HEADINGS = 60
_MAX_HEADING = 400
_MAX_HEADLINES = 3
"""A page shows its headline in a picture's place, or fixed above, once more."""
_NEAR_BEFORE, _NEAR_AFTER = 160, 700
"""Characters round a headline: kicker and date above; deck, byline and share bar below."""
_MAX_PADDED = 200
"""Characters of a text whose blanks are not worth being looked at."""
_BLANK = re.compile(r"\s+")
_UNSHOWN = frozenset(("script", "style", "noscript", "template", "title", "head", "option"))
_NO_TEXT = frozenset(("select", "textarea", "button"))
_DIGIT = re.compile(r"[\d〇○零]")
_UNMARKED = frozenset("img script style link input option svg path br source iframe".split())
_YEAR = re.compile(r"(?:19|20)\d\d|\b1\d{9}|\d[./]\d\d\b")
_FOOT = re.compile(r"(?:page|site|doc)?[-_]?foot", re.IGNORECASE)
_HEAD = re.compile(
    r"(?:site|page|main|top|global|wrap)?[-_]?(?:header|head|masthead|top|kopf)[-_]?\d?",
    re.IGNORECASE,
)
_MAX_CLIMB = 3
_MOST = 0.5
_MAX_BETWEEN = 12
_STRAIGHT = 8
"""Characters that may stand between a heading of the day and the headline under it."""
_MENUS = frozenset(("nav", "div", "ul", "table", "header", "tr", "td", "section"))
_MENU_LINKS = 4
_MAX_INSIDE = 8
_MAX_ROW_CLIMB = 6
"""Elements between a day and the row that it stands in."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The elements of a page in order, with the place of each; see `outline`."""

    elements: list[Any]
    marked: list[Any]
    """Elements with an attribute that may be a date."""
    dated: list[tuple[Any, Any, str]]
    """Texts with a digit: the element they stand in or after, their parent, the text."""
    position: dict[Any, int]
    """How many characters of text stand before each element."""
    headlines: tuple[tuple[int, int], ...]
    """Positions before and after the headline, at each place that shows it."""
    around: frozenset[Any]
    """The headline and the elements that hold it."""
    size: int
    """Characters of the page's text."""
    headline: str
    """The page's own, folded; "" where it is not known."""
    known: dict[Any, bool] = field(default_factory=dict, compare=False)
    """Which elements hold most of the page, as far as it was asked."""
    named: dict[Any, bool] = field(default_factory=dict, compare=False)
    """Which have a tag or a name of what stands beside a text, as far as it was asked."""
    rows: dict[Any, bool] = field(default_factory=dict, compare=False)
    """Which have a day and another page's headline, as far as it was asked."""
    refused: set[date] = field(default_factory=set, compare=False)
    """Days of other pages, of events and of notes; added to while reading."""

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

    def is_aside(self, element: Any, *, labelled: bool = False, near: bool = False) -> bool:
        """Say whether `element` stands in a block about other pages, readers or the site.

        What is `labelled` as the day of publication or of a change may stand in the page's footer,
        and `near` the headline in a block with long links.
        """
        climbed = 0
        node = element
        while node is not None and node not in self.around:
            if (
                self._names_aside(node)
                and not self._is_article_foot(node)
                and not self._is_most(node)
            ):
                return not (labelled and _is_foot(node))
            climbed += 1
            if (
                1 < climbed <= _MAX_CLIMB
                and not (labelled and near)
                and is_card(node, element, self.headline)
            ):
                return True
            if climbed <= _MAX_ROW_CLIMB and is_row(node, self.headline, self.rows):
                return True
            node = node.getparent()
        return False

    def is_above(self, element: Any) -> bool:
        """Say whether `element` stands before the headline, where sites show today's date."""
        first = min(self.headlines, default=(0, 0))[0]
        return self.position.get(element, 0) < first

    def heads_site(self, element: Any) -> bool:
        """Say whether `element` stands in the site's head, as today's date does.

        That is a <header> without the headline, or what a menu parts from the headline.
        """
        branch = element
        while (parent := branch.getparent()) is not None and parent not in self.around:
            branch = parent
        if branch in self.around or not self.headlines:
            return False
        names = f"{branch.get('class') or ''} {branch.get('id') or ''}"[: 2 * MAX_NAMES]
        if branch.tag == "header" or _is_menu(branch) or any(map(_HEAD.fullmatch, names.split())):
            return True
        for beside in islice(branch.itersiblings(), _MAX_BETWEEN):
            if beside in self.around:
                return False
            if _is_menu(beside):
                return True
        return False

    def is_inside(self, element: Any) -> bool:
        """Say whether `element` stands in the <article> that holds the headline."""
        above = islice(element.iterancestors(), _MAX_INSIDE)
        return any(each.tag == "article" and each in self.around for each in above)

    def leads(self, element: Any) -> bool:
        """Say whether the headline follows straight on the text of `element`."""
        end = self.position.get(element, 0) + len(one_line(text_of(element, _NEAR_BEFORE)))
        return any(0 <= start - end <= _STRAIGHT for start, _ in self.headlines)

    def _names_aside(self, node: Any) -> bool:
        """Say whether tag, class or id name such a block; each line asks about all above it."""
        found = self.named.get(node)
        if found is None:
            names = f"{node.get('class') or ''} {node.get('id') or ''}"[: 4 * MAX_NAMES]
            found = node.tag in ASIDE_TAGS or any(map(_is_aside_name, names.split()))
            self.named[node] = found
        return found

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
    marked: list[Any] = []
    dated: list[tuple[Any, Any, str]] = []
    position: dict[Any, int] = {}
    place = 0
    headings: list[Any] = []
    for element in root.iter("*"):
        tag = element.tag
        elements.append(element)
        position[element] = place
        if tag not in _UNSHOWN and (text := element.text) and not text.isspace():
            place += _width(text)
            if tag not in _NO_TEXT and _has_digit(text):
                dated.append((element, element, text))
        if (tail := element.tail) and not tail.isspace():
            place += _width(tail)
            if _has_digit(tail) and (parent := element.getparent()) is not None:
                dated.append((element, parent, tail))
        if tag not in _UNMARKED and (values := element.values()) and _YEAR.search(" ".join(values)):
            marked.append(element)
        if tag in HEADINGS and len(headings) < _MAX_HEADINGS:
            headings.append(element)
    shown = _headlines(headings, title) or _titled(elements, title)
    around = frozenset(
        above for each in shown for above in (each, *each.iterancestors())
    ) or frozenset((root, *root.findall("body")))
    places = tuple((position[each], position[each] + _length(each)) for each in shown)
    return Outline(elements, marked, dated, position, places, around, place, fold(title))


def _width(text: str) -> int:
    """Return how many characters a text takes on the page, where blanks are one."""
    if len(text) < _MAX_PADDED or ("  " not in text and text.isprintable()):
        return len(text)
    return len(_BLANK.sub(" ", text))


def _has_digit(text: str) -> bool:
    return holds_digit(text) if text.isascii() else _DIGIT.search(text) is not None


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


def _is_menu(node: Any) -> bool:
    """Say whether a block is a menu of the site, not the path to the page or its subjects."""
    if node.tag not in _MENUS:
        return False
    links = sum(1 for _ in islice(node.iter("a"), _MENU_LINKS))
    return links == _MENU_LINKS or (links > 1 and next(node.iter("nav"), None) is not None)


def _is_foot(node: Any) -> bool:
    return node.tag == "footer" or any(
        _FOOT.match(node.get(name) or "") is not None for name in ("id", "class")
    )


@lru_cache(maxsize=4096)
def _is_aside_name(name: str) -> bool:
    parts = [part.lower() for part in NAME_PARTS.split(name[:MAX_NAMES]) if part] or [""]
    return bool(
        ASIDE_CLASS.match(parts[0])
        or ASIDE_ENDING.match(parts[-1])
        or any(map(ASIDE_PART.match, parts))
    )
