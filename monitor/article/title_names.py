"""The names of its site that a page shows: by its logo, its first link, its copyright."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from monitor.article.headings import HOME, text_in
from monitor.article.lines import size
from monitor.article.section_names import is_section
from monitor.text import one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LOGO = re.compile(r"logo|masthead|mast\b|brand", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright|版权所有|版權所有)[\s:：©]{0,4}(?:\(c\)\s?)?(?:copyright\s)?"
    r"(?:by\s)?(?:(?:19|20)\d\d(?:\s?[-–—/]\s?(?:19|20)?\d\d)?,?\s{0,2}(?:by\s)?)?"
    r"(?P<name>[^\d©|,.;:，。；\n]{2,60})",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"\s?(?:all rights|alle rechte|tous droits|todos los|все права|版权|版權).*", re.I
)
_MAX_WORDS = 6
_MAX_LINKS, _MAX_LOGOS, _MAX_IMAGES, _MAX_ELEMENTS = 40, 4, 20, 1600
_MAX_LINE = 300


def names_shown(root: HtmlElement) -> list[str]:
    """Return the names that the page shows as its site's, at most of six words each."""
    return [
        name
        for name in dict.fromkeys(one_line(each) for each in _all(root))
        if name and size(name) <= _MAX_WORDS and not is_section(name)
    ]


def _all(root: HtmlElement) -> Iterator[str]:
    for link in islice(root.iter("a"), _MAX_LINKS):
        if (href := link.get("href")) and HOME.fullmatch(href):
            yield text_in(link, leave_out=False)
            yield from (image.get("alt") or "" for image in islice(link.iter("img"), _MAX_LOGOS))
    for image in islice(root.iter("img"), _MAX_IMAGES):
        if _LOGO.search(f"{image.get('src') or ''} {image.get('class') or ''}"[:200]):
            yield image.get("alt") or ""
    for element in islice(root.iterdescendants("p", "div", "td", "font", "span", "small", "center",
                                               "footer", "li"), _MAX_ELEMENTS):  # fmt: skip
        text = element.text or ""
        if 4 < len(text) <= _MAX_LINE and (found := _COPYRIGHT.search(text)):
            yield _RIGHTS.sub("", found["name"])
