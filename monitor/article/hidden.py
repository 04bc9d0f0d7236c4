"""What a page hides until a script shows it, where that is the article.

Pages hide menus, popups and copies for other screens as well: a hidden element counts only where
it holds more of an article than the whole page shows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from monitor.article.blocks import Block, Node
from monitor.article.consent import is_about_cookies
from monitor.article.elements import HIDDEN
from monitor.article.region import Region
from monitor.article.surroundings import judged_names, names_text_of
from monitor.article.unshown import unhide
from monitor.text import is_cjk

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MIN_PROSE = 150
_MIN_LINE = 40
"""Characters of a text between two tags, which labels have not."""
_MANY = 100
"""How much more a hidden text counts that declares itself, or stands at the headline."""
_PART = 3
"""Which part of the text in the region a hidden element has to hold once it is shown."""
_SAMPLE = 24
_MAX_ELEMENTS = 2000
_UNREAD = frozenset(("script", "style"))


def candidate(root: HtmlElement, blocks: Sequence[Block], region: Region) -> HtmlElement | None:
    """Return the hidden element that may hold the article, None where none may.

    `blocks` are those that the page shows, `region` is where its text stands as yet.
    """
    best: HtmlElement | None = None
    most = region.prose
    shown: str | None = None
    beside: set[HtmlElement] | None = None
    for element in root.xpath("//*[@hidden or @style or self::template]")[:_MAX_ELEMENTS]:
        if not _is_hidden(element):
            continue
        lines = _lines(element)
        size = sum(len(line) * (2 if is_cjk(line[0]) else 1) for line in lines)
        if size < _MIN_PROSE:
            continue
        if shown is None or beside is None:
            shown = "\n".join(block.text for block in blocks)
            beside = _beside_headline(root, blocks, region)
        if names_text_of(element) or element in beside:
            size *= _MANY
        if size > most and _is_new(lines, shown):
            best, most = element, size
    return best


def show(element: HtmlElement) -> Callable[[], None]:
    """Make `element` one that the page shows; return what hides it again."""
    tag, attributes = element.tag, dict(element.attrib)

    def hide() -> None:
        element.tag = tag
        element.attrib.update(attributes)

    unhide(element)
    if tag == "template":
        element.tag = "div"
    return hide


def holds_text(
    element: HtmlElement, nodes: Sequence[Node], region: Region, blocks: Sequence[Block]
) -> bool:
    """Say whether `element`, once shown, holds most of the text in the `region`."""
    node = next((node for node in nodes if node.element is element), None)
    if node is None:
        return False
    within = sum(
        blocks[index].prose for index in range(node.first, node.last) if region.holds(index)
    )
    return within * _PART >= region.prose > 0


def _beside_headline(
    root: HtmlElement, blocks: Sequence[Block], region: Region
) -> set[HtmlElement]:
    """Return the elements between the headline and the first paragraph shown after it."""
    place = region.headline
    if place < 0:
        return set()
    following = (
        blocks[index].node.element
        for index in range(place + 1, len(blocks))
        if blocks[index].prose and not region.surrounds[index]
    )
    end = next(following, None)
    elements = root.iter()
    for element in elements:
        if element is blocks[place].node.element:
            break
    return set(takewhile(lambda element: element is not end, elements))


def _is_hidden(element: HtmlElement) -> bool:
    if element.tag == "template" or "hidden" in element.attrib:
        return judged_names(element) == ""
    return HIDDEN.search(element.get("style", "")) is not None and judged_names(element) == ""


def _lines(element: HtmlElement) -> list[str]:
    """Return the long texts between tags."""
    texts = [
        (text or "").strip()
        for part in element.iter()
        if part.tag not in _UNREAD
        for text in (part.text, part.tail if part is not element else "")
    ]
    return [text for text in texts if len(text) * (1 + is_cjk(text[:1])) >= _MIN_LINE]


def _is_new(lines: list[str], shown: str) -> bool:
    """Say whether most of `lines` are not shown elsewhere, and are not about cookies."""
    known = sum(line[:_SAMPLE] in shown for line in lines)
    cookies = sum(map(is_about_cookies, lines))
    return known * 2 <= len(lines) and cookies * 3 < len(lines)
