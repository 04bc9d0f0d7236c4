"""Which blocks are said of a picture, on pages that have no element for captions.

Old layouts float a table or box with a picture and a line to it, or centre the line below a
centred picture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from monitor.article.blocks import Block, Node
from monitor.article.elements import HEADINGS
from monitor.article.unshown import text_within
from monitor.text import is_cjk

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_CAPTION = 240
"""Characters of a caption; half as many of Chinese."""
_MAX_BLOCKS = 3
_MAX_PICTURES = 100
_MAX_PARAGRAPHS = 200
_MANY_CENTRED = 3
"""One paragraph in so many of a page is centred, where that is how it sets its text."""
_MAX_HEIGHT = 5
"""How many elements up from a picture its box is looked for."""
_FLOAT = re.compile(r"float\s*:\s*(?:left|right)", re.IGNORECASE)
_CENTRE = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_CREDIT = re.compile(
    r"(?:摄|攝|供图|制图|图片来源.{0,20}|(?:photo|picture|image|foto|фото|写真|사진)\s?[:：/=].{1,50}|"
    r"\((?:photo|picture|image|foto|фото|写真)\b[^)]{0,60}\))\W{0,3}$",
    re.IGNORECASE,
)


def in_captions(root: HtmlElement, blocks: Sequence[Block], nodes: Sequence[Node]) -> list[bool]:
    """Return for each block whether it is a caption by its place at a picture."""
    found = [False] * len(blocks)
    images = list(islice(root.iter("img"), _MAX_PICTURES))
    centred = bool(images) and not _sets_centred(root)
    boxes = {box for image in images for box in _boxes(image, centred=centred)}
    if not boxes:
        return found
    for node in nodes:
        if node.element in boxes and _is_short(blocks[node.first : node.last]):
            found[node.first : node.last] = [True] * (node.last - node.first)
    return found


def _sets_centred(root: HtmlElement) -> bool:
    """Say whether a page centres its text as well, so that this tells no caption."""
    texts = [each for each in islice(root.iter("p"), _MAX_PARAGRAPHS) if text_within(each)]
    return sum(map(_is_centred, texts)) * _MANY_CENTRED > len(texts) + _MANY_CENTRED


def _boxes(image: HtmlElement, *, centred: bool) -> list[HtmlElement]:
    """Return the elements that would hold the caption of a picture: floated, centred, or after.

    `centred`: what is centred at a picture is its caption.
    """
    element, found = image, []
    for _ in range(_MAX_HEIGHT):
        element = element.getparent()
        if element is None or element.tag in ("body", "article", "main"):
            break
        text = text_within(element)
        if text and (_floats(element) or (centred and element.tag == "p" and _is_centred(element))):
            found.append(element)
            break
        if len(text) > _MAX_CAPTION:
            break
        if text:
            continue
        following = element.getnext()
        if following is not None and _says_of_picture(following, centred=centred):
            found.append(following)
            break
    return found


def _says_of_picture(element: HtmlElement, *, centred: bool) -> bool:
    if element.tag not in ("p", "div", "center", "small"):
        return False
    text = text_within(element)
    return bool(text) and (
        (centred and _is_centred(element)) or _CREDIT.search(text[-80:]) is not None
    )


def _floats(element: HtmlElement) -> bool:
    if element.tag == "table" and element.get("align", "").lower() in ("left", "right"):
        return True
    return element.tag != "p" and _FLOAT.search(element.get("style", "")) is not None


def _is_centred(element: HtmlElement) -> bool:
    if element.tag == "center" or element.get("align", "").lower() == "center":
        return True
    return _CENTRE.search(element.get("style", "")) is not None


def _is_short(blocks: Sequence[Block]) -> bool:
    size = sum(len(block.text) * (1 + is_cjk(block.text[0])) for block in blocks)
    headed = any(block.node.tag in HEADINGS for block in blocks)
    return 0 < len(blocks) <= _MAX_BLOCKS and size <= _MAX_CAPTION and not headed
