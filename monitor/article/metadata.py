"""What a page's mark-up declares: title, authors, publisher, language, address, and its data.

Reads meta elements, JSON-LD, <link rel=canonical>. Which of the dates in them is the one of
publication is judged in `monitor.article.publication`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from monitor.article.json_ld import described
from monitor.text import one_line, without_markup

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLE_NAMES = ("articletitle", "og:title", "citation_title", "twitter:title", "dc.title")
_AUTHOR_NAMES = (
    "author",
    "article:author",
    "dc.creator",
    "citation_author",
    "parsely-author",
    "byl",
)
_PUBLISHER_NAMES = (
    "og:site_name",
    "contentsource",
    "article:publisher",
    "dc.publisher",
    "application-name",
)
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MAX_PAIRS = 400
"""Meta elements that are read; pages that mean it have fewer."""
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the mark-up says; None or empty where it says nothing."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    canonical_url: str | None = None
    pairs: tuple[tuple[str, str], ...] = ()
    """Names, in lower case, and contents of all meta elements."""
    graph: tuple[dict[str, Any], ...] = ()
    """The objects of JSON-LD that describe an article or a page."""
    scripts: tuple[str, ...] = ()
    """The other scripts that stand in the page."""


def read(root: HtmlElement, *, url: str | None) -> Metadata:
    """Return what the page under `root` declares; `url` is where it was found."""
    pairs = tuple(_pairs(root))
    meta: dict[str, str] = {}
    for name, content in pairs:
        meta.setdefault(name, content)
    scripts = [(str(each.get("type")).lower(), each.text or "") for each in root.iter("script")]
    graph = described([text for kind, text in scripts if "ld+json" in kind])
    return Metadata(
        title=_first(meta, _TITLE_NAMES) or _string(graph, "headline"),
        authors=_authors(meta, graph),
        publisher=_first(meta, _PUBLISHER_NAMES[:2])
        or _named(graph, "publisher")
        or _not_address(_first(meta, _PUBLISHER_NAMES[2:])),
        language=_language(root, meta, graph),
        canonical_url=_canonical(root, meta, url),
        pairs=pairs,
        graph=tuple(graph),
        scripts=tuple(text for kind, text in scripts if "ld+json" not in kind and text),
    )


def _pairs(root: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield name and content of the meta elements that have both."""
    for count, tag in enumerate(root.iter("meta")):
        if count == _MAX_PAIRS:
            return
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        content = one_line(tag.get("content") or "")
        if (name := name or tag.get("http-equiv")) and content:
            yield one_line(name).lower(), content


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    for name in names:
        if value := without_markup(meta.get(name, "")):
            return value
    return None


def _not_address(value: str | None) -> str | None:
    return None if value and value.startswith("http") else value


def _string(graph: list[dict[str, Any]], key: str) -> str | None:
    for node in graph:
        if isinstance(node.get(key), str) and (text := _words(node[key])):
            return text
    return None


def _words(text: str) -> str:
    """Return a string of JSON as one line of text that can be written in UTF-8."""
    return without_markup(_LONE_SURROGATE.sub("\ufffd", text))


def _named(graph: list[dict[str, Any]], key: str) -> str | None:
    for node in graph:
        for name in _names(node.get(key)):
            return name
    return None


def _names(value: object) -> Iterator[str]:
    if isinstance(value, str) and not value.startswith("http"):
        yield _words(value)
    elif isinstance(value, list):
        for each in value:
            yield from _names(each)
    elif isinstance(value, dict):
        yield from _names(value.get("name"))


def _authors(meta: dict[str, str], graph: list[dict[str, Any]]) -> tuple[str, ...]:
    names = [name for node in graph for name in _names(node.get("author"))]
    if not names and (written := _not_address(_first(meta, _AUTHOR_NAMES))):
        names = re.split(
            r"\s*[,;、]\s*|\s+and\s+", re.sub(r"^by\s+", "", written, flags=re.IGNORECASE)
        )
    return tuple(dict.fromkeys(name for name in names if name and len(name) < 80))


def _language(root: HtmlElement, meta: dict[str, str], graph: list[dict[str, Any]]) -> str | None:
    written = root.get("lang") or root.get("xml:lang") or root.get(_XML_LANG)
    declared = written or meta.get("content-language") or meta.get("og:locale")
    declared = declared or _string(graph, "inLanguage")
    return one_line(declared) if declared else None


def _canonical(root: HtmlElement, meta: dict[str, str], url: str | None) -> str | None:
    links = (tag for tag in root.iter("link") if "canonical" in (tag.get("rel") or "").split())
    link = next(links, None)
    written = (link.get("href") if link is not None else None) or meta.get("og:url")
    if not written:
        return None
    try:
        address = urljoin(url or "", written.strip())
        return address if urlsplit(address).scheme in ("http", "https") else None
    except ValueError:
        return None
