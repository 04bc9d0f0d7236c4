"""What the parts of a feed have in common: texts, links, ids and people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from monitor.kinds.feed_tree import (
    Names,
    OddFeed,
    attributes,
    based,
    joined,
    language,
    markup,
    mended,
    said,
    words,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_TYPES = {
    "text": "text/plain",
    "plain": "text/plain",
    "text/plain": "text/plain",
    "html": "text/html",
    "text/html": "text/html",
    "xhtml": "application/xhtml+xml",
    "application/xhtml+xml": "application/xhtml+xml",
}
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_REFERENCE = re.compile(r"&[A-Za-z0-9_]+;")
_EMPTY: dict[str, str] = {}


class Context(NamedTuple):
    """What holds for an element from those around it."""

    names: Names
    version: str
    language: str | None
    base: str

    def within(self, found: dict[str, str]) -> Context:
        """Return what holds within an element that has the attributes `found`."""
        return self._replace(language=language(found, self.language), base=based(found, self.base))

    def text(self, element: _Element, default_type: str) -> tuple[str, dict[str, Any]]:
        """Return a text and what is said of it: `type`, `language`.

        Raises:
            OddFeed: it is of another type than text and HTML, or has unescaped mark-up.
        """
        if not element.keys():
            spoken = self.language
            return said(element), {
                "type": default_type,
                "language": spoken and spoken.replace("_", "-"),
            }
        found = attributes(element)
        kind = _TYPES.get(found.get("type", default_type))
        if kind is None or found.get("mode") == "base64":
            raise OddFeed("text of another type")
        based(found, self.base)
        if kind != "application/xhtml+xml":
            value = said(element)
        else:
            if self.names.has_xlink:
                raise OddFeed("XHTML beside XLink")  # feedparser writes its declaration into it
            value = mended(markup(element, unwrap=self.version == "atom10"))
        spoken = language(found, self.language)
        return value, {"type": kind, "language": spoken and spoken.replace("_", "-")}


class Slot:
    """Values being gathered: those of an entry, a feed or the source of an entry."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values

    def link(self, element: _Element, context: Context) -> None:
        """Read a link, of RSS or of Atom."""
        links: list[dict[str, str]] = self.values.setdefault("links", [])
        base = context.base
        if not element.keys():
            found = {"rel": "alternate", "type": "text/html"}
        else:
            found = attributes(element)
            found.setdefault("rel", "alternate")
            is_feed = found["rel"] == "self"
            found.setdefault("type", "application/atom+xml" if is_feed else "text/html")
            base = based(found, base)
            if address := found.get("url", found.get("uri", found.get("href"))):
                found["href"] = address
        links.append(found)
        if "href" in found:
            words(element)
            found["href"] = joined(base, found["href"])
            if found["rel"] == "alternate" and _TYPES.get(found["type"]) in _HTML_TYPES:
                self.values["link"] = found["href"]
            return
        address = words(element)
        if _REFERENCE.search(address):
            raise OddFeed("a link that is escaped twice")
        self.values["link"] = address = mended(joined(base, address) if address else "")
        if address:
            found["href"] = address

    def identity(self, element: _Element, context: Context) -> str:
        """Return a guid or id; where it is an address and there is no link, it is that too."""
        found = attributes(element) if element.keys() else _EMPTY
        is_link = found.get("ispermalink", "true") == "true"
        value = words(element)
        if value and is_link:
            value = joined(based(found, context.base), value)
        value = mended(value)
        self.values.setdefault("guidislink", is_link and "link" not in self.values)
        if is_link:
            self.values.setdefault("link", value)
        return value

    def author(self, element: _Element, context: Context) -> None:
        """Read a person, of RSS or of Atom."""
        person: dict[str, str] = {}
        self.values.setdefault("authors", []).append(person)
        if not len(element):
            if name := said(element):
                person["name"] = name
            return
        text = element.text or ""
        for child in element:
            name = context.names.of(child)
            if name in ("name", "itunes_name"):
                person["name"] = words(child)
            elif name in ("email", "itunes_email"):
                person["email"] = words(child)
            elif name in ("uri", "url", "homepage"):
                person["href"] = words(child)
            else:
                context.names.refuse_meaning(child, name)
                text += child.text or ""
            text += child.tail or ""
        if text.strip():
            raise OddFeed("a person in words and in parts")
