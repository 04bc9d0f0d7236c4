"""Headlines that no heading marks: a line that the title element has, or that is set large.

Only asked where no heading of the page is confirmed: pages of the nineties, boards, and templates
that give the heading of the first rank to the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from monitor import dates
from monitor.article.headings import text_in
from monitor.article.lines import is_prose, size
from monitor.article.section_names import is_section
from monitor.article.site_name import Sites, key
from monitor.article.title_evidence import MIN_HEADLINE
from monitor.article.unshown import text_within
from monitor.text import one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LINES = ("div", "p", "span", "td", "th", "b", "strong", "font", "big", "center", "h4", "h5", "h6",
          "dt", "i", "em", "u")  # fmt: skip
_AWAY = frozenset(
    "nav aside footer form noscript template dialog script style select button".split()
)
_AWAY_NAME = re.compile(
    r"relat|sidebar|recommend|foot|comment|popular|newsletter|cookie|consent|modal|popup|\bmenu|\bnav"
    r"|logo|copyright",
    re.IGNORECASE,
)
_MAX_ELEMENTS = 1500
_MAX_ABOVE = 40
_MAX_LINE, _MAX_WRITTEN = 240, 1000
"""Characters of a line, and of it as it is written, with all blanks between its elements."""
_MAX_WORDS = 30
_MIN_PROSE = 80
"""Characters of a text that may be the first of an article."""
_STYLE_SIZE = re.compile(
    r"font-size\s*:\s*(?:(?P<n>\d{1,3}(?:\.\d{1,3})?)\s*(?P<unit>px|pt|r?em|%)|(?P<word>x?x-large|large))",
    re.IGNORECASE,
)
_PIXELS = {"px": 1.0, "pt": 4 / 3, "em": 16.0, "rem": 16.0, "%": 0.16}
_FONT_PIXELS = (10, 10, 13, 16, 18, 24, 32, 48)
"""Of <font size=0..7>. Source: HTML, rendering, 15.3.4."""
_LARGE = 17.5
_BOLD = 17.0
"""What a bold line alone counts for: less than any large one."""
_WORD_PIXELS = {"large": 18.0, "x-large": 24.0, "xx-large": 32.0}


def shown_piece(root: HtmlElement, pieces: Sequence[str], sites: Sites) -> str | None:
    """Return the longest of `pieces` that is a whole line of the page; None: none is."""
    wanted = {
        key(each): each
        for each in reversed(pieces)
        if size(each) >= MIN_HEADLINE and not sites.named(each) and not is_section(each)
    }
    found: dict[str, str] = {}
    for element in islice(root.iter("h1", "h2", "h3", *_LINES), _MAX_ELEMENTS) if wanted else ():
        line = _line(element)
        if line and (same := key(line)) in wanted and same not in found and not _is_away(element):
            found[same] = line
    return max(found.values(), key=size, default=None)


def large_line(root: HtmlElement, sites: Sites, *, bold: bool) -> str | None:
    """Return the largest line above the first prose, of equals the first; None: there is none.

    `bold`: a bold line counts as well.
    """
    best: tuple[float, str] | None = None
    for element in islice(root.iter("*"), _MAX_ELEMENTS):
        if best is not None and _is_start(element):
            break
        height = _height(element, bold=bold)
        if height < (best[0] + 1 if best else _BOLD):
            continue
        line = _line(element)
        if _may_be_headline(line, sites) and not _is_away(element) and _is_line(element, line):
            best = height, line
    return best[1] if best else None


def first_above(root: HtmlElement, lines: Sequence[str]) -> str | None:
    """Return the one of `lines` that the page shows first, above its prose; None: it shows none."""
    wanted = {key(each): each for each in lines}
    for element in islice(root.iter("h2", "h3", *_LINES), _MAX_ELEMENTS) if wanted else ():
        if (found := wanted.get(key(_line(element)))) and not _is_away(element):
            return found
        if _is_start(element):
            return None
    return None


def opens_text(root: HtmlElement, heading: str) -> bool:
    """Say whether prose stands under the `heading` of the first rank before the next heading."""
    wanted, under = key(heading), False
    for element in islice(root.iter("h1", "h2", "h3", "p", "div", "td", "li"), _MAX_ELEMENTS):
        if element.tag in ("h1", "h2", "h3"):
            if under:
                return False
            under = element.tag == "h1" and key(_line(element)) == wanted
        elif under and _is_start(element):
            return True
    return False


def _height(element: HtmlElement, *, bold: bool) -> float:
    """Return how high, in pixels, the element's letters are; 0: as all others."""
    tag = element.tag
    if tag == "font":
        written = (element.get("size") or "").strip()
        if not written.lstrip("+").isdigit() or not written.isascii():
            return 0
        number = int(written.lstrip("+")[:2]) + (3 if written[0] == "+" else 0)
        return _FONT_PIXELS[min(number, 7)] if number > 3 else 0
    if tag in ("h4", "h5", "h6"):
        return _LARGE
    if (style := element.get("style")) and (found := _STYLE_SIZE.search(style)):
        pixels = (
            _WORD_PIXELS.get(found["word"].lower(), 0)
            if found["word"]
            else float(found["n"]) * _PIXELS[found["unit"].lower()]
        )
        return pixels if pixels >= _LARGE else 0
    if tag == "big":
        return _LARGE
    return _BOLD if bold and tag in ("b", "strong") else 0


def _may_be_headline(line: str, sites: Sites) -> bool:
    if not MIN_HEADLINE <= size(line) <= _MAX_WORDS or line[-1] in ":：":
        return False
    return not sites.named(line) and not is_section(line) and dates.read(line) is None


def _is_line(element: HtmlElement, line: str) -> bool:
    """Say whether the element is a line of its own, and no link to another page."""
    link = next(element.iter("a"), None)
    if link is not None and link.get("href") and len(_line(link)) * 2 > len(line):
        return False
    for above in islice(element.iterancestors(), 3):
        if above.tag == "a":
            return False
    before, after = element.getprevious(), (element.tail or "").strip()
    parent = element.getparent()
    lead = (parent.text if before is None else before.tail) if parent is not None else ""
    return not (lead or "").strip() and not after


def _is_start(element: HtmlElement) -> bool:
    """Say whether prose begins in `element`."""
    texts = (element.text, *(child.tail for child in islice(element, 12)))
    return any(
        text and len(text) >= _MIN_PROSE and is_prose(one_line(text)) for text in texts
    ) and not _is_away(element)


def _is_away(element: HtmlElement) -> bool:
    """Say whether `element` stands in a menu, a box or the foot of the page."""
    for above in _with_above(element):
        if above.tag in _AWAY or _AWAY_NAME.search(
            f"{above.get('class') or ''} {above.get('id') or ''}"[:200]
        ):
            return True
    return False


def _with_above(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    for above in islice(element.iterancestors(), _MAX_ABOVE):
        if above.tag in ("body", "html"):
            return
        yield above


def _line(element: HtmlElement) -> str:
    """Return the element's text where it is short, else ""."""
    text = text_in(element, leave_out=False) if len(text_within(element)) <= _MAX_WRITTEN else ""
    return text if len(text) <= _MAX_LINE else ""
