"""CSS selectors on HTML pages: where on a page a value stands, and what stands there.

A place is written `SELECTOR`, `SELECTOR@ATTRIBUTE` or `@ATTRIBUTE` (of the entry itself), and
several of them with ` | ` between, of which the first that gives something counts:
`span.date | a@title`. Selectors are CSS as the cssselect package reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from monitor.article.bounds import readable_markup, refuse_unparsable
from monitor.errors import ConfigError, ParseError
from monitor.kinds.css import compiled
from monitor.kinds.web_address import web_address
from monitor.text import one_line, printable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_VALUE = 5000
"""Characters of a value that is read on a page; entries may stand within each other."""
_OR = re.compile(r"\s+\|\s+")
_ATTRIBUTE = re.compile(r"@([A-Za-z_][\w:.-]*)$")
_BLOCKS = frozenset(
    "address article br dd div dl dt figcaption h1 h2 h3 h4 h5 h6 hr li ol p section table tbody"
    " td th tr ul".split()
)
_UNSHOWN = frozenset({"script", "style", "noscript", "template"})
_BAD_CHARACTERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""libxml2 ends a text at NUL, and takes no lone surrogates."""


class Place(NamedTuple):
    """One way to a value: an element, and the attribute of it or else its text."""

    selector: str
    """CSS; "" for the entry itself."""
    attribute: str
    """"" for the text."""


@lru_cache(maxsize=512)
def places(written: str, attribute: str = "") -> tuple[Place, ...]:
    """Return the places that an option names, in order; `attribute` where one says none.

    An empty option names no place.
    """
    found: list[Place] = []
    for part in _OR.split(written.strip()) if written.strip() else ():
        named = _ATTRIBUTE.search(part)
        selector = (part[: named.start()] if named else part).strip()
        found.append(Place(selector, named[1] if named else attribute))
    return tuple(found)


def selector_mistake(options: Iterable[tuple[str, str]]) -> str | None:
    """Return what is wrong with the first bad selector of (name, places) pairs, or None."""
    for name, written in options:
        for place in places(written):
            if not place.selector:
                continue
            try:
                compiled(place.selector)
            except ConfigError as error:
                return f"{name}: {error}"
    return None


def page_tree(html: str, *, subject: str, remove: Iterable[str] = ()) -> tuple[HtmlElement, str]:
    """Return the root of a page without what `remove` selects, and a phrase where it was cut.

    The phrase is "" for a page that was read whole.

    Raises:
        ParseError: elements nest too deeply, have too many attributes, or there are none.
    """
    from lxml import etree
    from lxml import html as lxml_html

    readable, cuts = readable_markup(_BAD_CHARACTERS.sub(" ", html))
    try:
        refuse_unparsable(readable)
    except ParseError as error:
        raise ParseError(subject, f"page that cannot be read: {error.fact}") from error
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = lxml_html.document_fromstring(readable.encode(), parser=parser)
    except etree.LxmlError as error:
        raise ParseError(subject, f"page that cannot be read: {one_line(str(error))}") from error
    for selector in remove:
        for element in compiled(selector)(root):
            if element.getparent() is not None:
                element.drop_tree()
    return root, "; ".join(cuts)


def base_of(root: HtmlElement, url: str) -> str:
    """Return the address against which the links of a page are resolved: <base> or its own."""
    for element in root.iter("base"):
        if href := (element.get("href") or "").strip():
            try:
                return str(urljoin(url, href))
            except ValueError:
                return url
    return url


def values(element: HtmlElement, wanted: Iterable[Place]) -> Iterator[str]:
    """Yield what stands at each of the places within `element`; blank ones are left out."""
    for place in wanted:
        found = compiled(place.selector)(element) if place.selector else [element]
        for one in found:
            text = value_of(one, place.attribute)
            if text:
                yield text
                break


def all_values(element: HtmlElement, wanted: Iterable[Place], *, limit: int) -> tuple[str, ...]:
    """Return what stands in all elements of the first place that gives something."""
    for place in wanted:
        found = compiled(place.selector)(element) if place.selector else [element]
        texts = [text for one in found[:limit] if (text := value_of(one, place.attribute))]
        if texts:
            return tuple(dict.fromkeys(texts))
    return ()


def link(element: HtmlElement, wanted: Iterable[Place], base: str) -> str | None:
    """Return the first http(s) address at the places within `element`, absolute, or None."""
    for written in values(element, wanted):
        if address := web_address(written, base):
            return address
    return None


def value_of(element: HtmlElement, attribute: str) -> str:
    """Return the attribute of an element, or its text where none is named, on one line."""
    if attribute:
        return one_line(printable((element.get(attribute) or "")[:MAX_VALUE]))
    return shown_text(element)


def shown_text(element: HtmlElement, limit: int = MAX_VALUE) -> str:
    """Return the text of an element on one line, at most `limit` characters of it.

    Blocks are set apart by a blank, inline elements are not: `稀<em>土</em>` is one word.
    """
    from lxml import etree

    parts: list[str] = []
    size, unshown = 0, None
    for event, one in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if unshown is None and event == "start" and one.tag not in _UNSHOWN:
            text = one.text
        elif unshown is None and event == "start":
            unshown = one
            continue
        elif one is unshown or (unshown is None and one is not element):
            unshown, text = None, one.tail
        else:
            continue
        blank = " " if one.tag in _BLOCKS else ""
        parts.append(f"{blank}{text or ''}")
        size += len(parts[-1])
        if size > 2 * limit:
            break
    return one_line(printable("".join(parts)))[:limit]


def written_options(options: Mapping[str, str | tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Yield (name, places) for each option that names places, and each of a list's."""
    for name, written in options.items():
        for one in (written,) if isinstance(written, str) else written:
            yield name, one
