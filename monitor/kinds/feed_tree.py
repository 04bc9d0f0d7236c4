"""Well-formed XML of a feed as a tree, with its elements under feedparser's names.

What feedparser would read by rules that are not repeated here is odd and is left to it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from html.entities import entitydefs
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from xml.sax.saxutils import escape

from monitor.kinds.feed_vocabulary import (
    HTML_ELEMENTS,
    NAMESPACES,
    PREFIXES_WITH_MEANING,
    RDF,
    STORED,
    TEXTS_WITHOUT_EFFECT,
    USERLAND,
    WINDOWS_1252,
    WITH_MEANING,
    WITHOUT_EFFECT,
    XHTML,
    XLINK,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_XML = "{http://www.w3.org/XML/1998/namespace}"
_RDF_ABOUT = f"{{{RDF}}}about"
_DECLARATION = re.compile(r"xmlns:?([^\s=]{0,99})\s*=\s*[\"']([^\"'<>]*)")
_ATTRIBUTES_WITH_MEANING = frozenset(
    "about base domain href ispermalink label lang lastmod mode rel scheme src term text type uri"
    " url version".split()
)
_MAX_ATTRIBUTES = 200
_ADDRESS_SLASHES = re.compile(r"^([A-Za-z][A-Za-z0-9+-.]*://)(/*)")
_C1_CONTROL = re.compile("[\x80-\x9f]")
_CLOSING_TAG = re.compile(r"</(\w+)>")
_REFERENCE = re.compile(r"&#?\w+;")
_ANY_TAG = re.compile(r"</?(\w+)")
_ANY_NAME = re.compile(r"&(\w+);")


class OddFeed(Exception):
    """The feed holds what only the tolerant reader knows how to read; the message says what."""


def tree(text: str) -> _Element | None:
    """Return the root of well-formed XML that begins with its root element, else None.

    Nothing but `text` is read: no document type can stand in it, and no address is opened.
    """
    from lxml import etree

    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        return None


class Names:
    """feedparser's names for the elements of one feed."""

    def __init__(self, text: str) -> None:
        """Look at the namespaces that `text` declares.

        Raises:
            OddFeed: a prefix that means something stands for something else.
        """
        self.known: dict[str, str] = {}
        """Names by tag, of those met so far."""
        self.namespaces = frozenset(_DECLARATION.findall(text))
        """Prefix and address of all declarations; some may stand within texts."""
        self.has_xlink = any(address == XLINK for _, address in self.namespaces)
        for prefix, address in self.namespaces:
            lower = prefix.lower()
            if lower in PREFIXES_WITH_MEANING and NAMESPACES.get(address.lower()) != lower:
                raise OddFeed(f"prefix {prefix}")

    def of(self, element: _Element) -> str:
        """Return the name of an element, such as `title` or `dc_creator`."""
        tag: str = element.tag
        known = self.known.get(tag)
        if known is None:
            known = self.known[tag] = _name(tag, element.prefix)
        return known

    def refuse_meaning(self, element: _Element, name: str) -> None:
        """Make sure that an element which is not read says nothing about its surroundings.

        Raises:
            OddFeed: feedparser would take something from it.
        """
        if name in STORED or (name in WITH_MEANING and name not in WITHOUT_EFFECT):
            raise OddFeed(f"{name} where it is not expected")
        if not len(element):
            return
        if name in TEXTS_WITHOUT_EFFECT:
            markup(element, unwrap=False)
            return
        for child in element:
            self.refuse_meaning(child, self.of(child))


def _name(tag: str, prefix: str | None) -> str:
    namespace, _, local = tag[1:].rpartition("}") if tag[0] == "{" else ("", "", tag)
    namespace, local = namespace.lower(), local.lower()
    known = "" if USERLAND in namespace else NAMESPACES.get(namespace)
    if known is None:
        if not prefix:
            raise OddFeed(f"default namespace {namespace}")
        known = prefix.lower()
    return f"{known}_{local}" if known else local


def attributes(element: _Element) -> dict[str, str]:
    """Return the attributes that mean something, by their names in small letters.

    Raises:
        OddFeed: an attribute of another namespace could be taken for one of them.
    """
    found: dict[str, str] = {}
    for written, value in _items(element):
        name = str(written)
        if name[0] != "{":
            name = name.lower()
            found[name] = value.lower() if name in ("rel", "type") else value
        elif name.startswith(_XML):
            found[f"xml:{name[len(_XML) :]}"] = value
        elif name == _RDF_ABOUT:
            found["rdf:about"] = value
        elif name.rpartition("}")[2].lower() in _ATTRIBUTES_WITH_MEANING:
            raise OddFeed(f"attribute {name}")
    if "base" in found:
        raise OddFeed("attribute base")
    return found


def _items(element: _Element) -> list[tuple[str, str]]:
    """Return names and values of attributes; lxml takes time with the square of their number."""
    if len(element.keys()) > _MAX_ATTRIBUTES:
        raise OddFeed("too many attributes")
    found: list[tuple[str, str]] = element.items()
    return found


def language(found: dict[str, str], inherited: str | None) -> str | None:
    """Return the language that attributes give, else the inherited one; None for none."""
    own = found.get("xml:lang", found.get("lang"))
    return inherited if own is None else own or None


def based(found: dict[str, str], inherited: str) -> str:
    """Return the base that attributes give (`xml:base`), else the inherited one.

    Raises:
        OddFeed: it is no address of the web.
    """
    own = found.get("xml:base")
    if not own:
        return inherited
    base = joined(inherited, own)
    if not base.startswith(("http://", "https://")):
        raise OddFeed("relative base")
    return base


def joined(base: str, address: str) -> str:
    """Return `address` resolved against `base` as feedparser does it: "" if it is none."""
    if ":///" in address:
        address = _ADDRESS_SLASHES.sub(r"\1", address)
    if not base:
        return address
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def words(element: _Element) -> str:
    """Return the text of an element without white space at its ends.

    Raises:
        OddFeed: it has elements within.
    """
    if len(element):
        raise OddFeed("elements within a text")
    return (element.text or "").strip()


def mended(text: str) -> str:
    """Return `text` with what was UTF-8 taken for Latin-1, or Windows-1252 for it, set right."""
    if text.isascii():
        return text
    with suppress(UnicodeEncodeError, UnicodeDecodeError):  # most often it is as it should be
        text = text.encode("iso-8859-1").decode("utf-8")
    return text.translate(WINDOWS_1252) if _C1_CONTROL.search(text) else text


def said(element: _Element) -> str:
    """Return the text of an element, stripped and mended.

    Raises:
        OddFeed: it has elements within.
    """
    if len(element):
        raise OddFeed("elements within a text")
    text: str = (element.text or "").strip()
    return text if text.isascii() else mended(text)


def looks_like_html(text: str) -> bool:
    """Say whether text that is said to be plain is HTML after all."""
    if not (_CLOSING_TAG.search(text) or _REFERENCE.search(text)):
        return False
    if any(tag.lower() not in HTML_ELEMENTS for tag in _ANY_TAG.findall(text)):
        return False
    return all(name in entitydefs for name in _ANY_NAME.findall(text))


def markup(element: _Element, *, unwrap: bool) -> str:
    """Return XHTML within `element` as text; `unwrap`: without a div that holds all of it.

    Raises:
        OddFeed: there are other elements in it.
    """
    inside = element
    if unwrap and len(element) == 1 and element[0].tag == f"{{{XHTML}}}div":
        around = (element.text or "") + (element[0].tail or "")
        if not around.strip():
            inside = element[0]
            _opened(inside)
    pieces: list[str] = []
    _write(inside, pieces)
    return "".join(pieces).strip()


def _write(element: _Element, pieces: list[str]) -> None:
    """Append what stands within an element."""
    if element.text:
        pieces.append(escape(element.text))
    for child in element:
        name, opening = _opened(child)
        pieces.append(opening)
        _write(child, pieces)
        pieces.append(f"</{name}>")
        if child.tail:
            pieces.append(escape(child.tail))


def _opened(element: _Element) -> tuple[str, str]:
    """Return the name of an element of XHTML and its start tag."""
    namespace, _, local = element.tag[1:].rpartition("}")
    name = local.lower()
    if namespace != XHTML or name in ("body", "svg", "math"):
        raise OddFeed(f"{name} within XHTML")
    found: dict[str, str] = {}
    for written, value in _items(element):
        key = str(written)
        if key.startswith(_XML):
            key = f"xml:{key[len(_XML) :]}"
        elif key[0] == "{":
            raise OddFeed(f"attribute {key}")
        key = key.lower()
        found[key] = value.lower() if key in ("rel", "type") else value
    written_out = "".join(
        f' {key}="{escape(value, {chr(34): "&quot;"})}"' for key, value in found.items()
    )
    return name, f"<{name}{written_out}>"
