"""What a page's mark-up declares: title, authors, publisher, language, address, and its data.

Reads meta elements, JSON-LD, <link rel=canonical>. Which of the dates in them is the one of
publication is judged in `monitor.article.publication`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from monitor.article.json_ld import described
from monitor.article.lines import size
from monitor.text import fold, one_line, without_markup

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
_WORDS = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]|[^\W_\u3040-\u9fff\uac00-\ud7af]+")
_MAX_TITLES = 4000
_MAX_NAME = 4
"""Words of a name that may be the page's title as well."""
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
    canonical = _canonical(root, meta, url)
    graph = described([text for kind, text in scripts if "ld+json" in kind])
    graph = _own(graph, [url, canonical], [meta.get(name, "") for name in _TITLE_NAMES], root)
    return Metadata(
        title=_first(meta, _TITLE_NAMES) or _string(graph, "headline"),
        authors=_authors(meta, graph),
        publisher=_publisher(meta, graph),
        language=_language(root, meta, graph),
        canonical_url=canonical,
        pairs=pairs,
        graph=tuple(graph),
        scripts=tuple(text for kind, text in scripts if "ld+json" not in kind and text),
    )


def _own(
    graph: list[dict[str, Any]],
    addresses: list[str | None],
    titles: list[str],
    root: HtmlElement,
) -> list[dict[str, Any]]:
    """Return `graph` without articles that are surely others: by their address and their title.

    Addresses alone prove nothing: pages are moved, and have several for readers and machines.
    """
    here = {leaf for each in addresses if (leaf := _leaf(each))}
    if not here or not any("headline" in node for node in graph):
        return graph
    titles = [*titles, *("".join(each.itertext()) for each in islice(root.iter("title", "h1"), 8))]
    words = frozenset(_WORDS.findall(fold(" ".join(titles)[:_MAX_TITLES])))
    return [node for node in graph if not _is_other(node, here, words)]


def _is_other(node: dict[str, Any], here: set[str], words: frozenset[str]) -> bool:
    written = node.get("headline")
    main = node.get("mainEntityOfPage")
    main = main.get("@id") or main.get("url") if isinstance(main, dict) else main
    there = _leaf(node.get("url")) or _leaf(main)
    if not isinstance(written, str) or not there or not words:
        return False
    if any(there in leaf or leaf in there for leaf in here):
        return False
    own = _WORDS.findall(fold(written))
    return sum(word in words for word in own) * 2 < len(own)


def _leaf(address: object) -> str:
    """Return the last part of an address's path, without its ending; "" where it has none."""
    if not isinstance(address, str) or not address.startswith(("http", "/")):
        return ""
    path = address.partition("#")[0].partition("?")[0]
    path = path.partition("://")[2].partition("/")[2] if "://" in path else path
    return path.rstrip("/").rpartition("/")[2].partition(".")[0].lower()


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


def _publisher(meta: dict[str, str], graph: list[dict[str, Any]]) -> str | None:
    """Return the first name of a publisher that is neither an address nor the page's own title."""
    names = [
        *(without_markup(meta.get(name, "")) for name in _PUBLISHER_NAMES[:2]),
        *(name for node in graph for name in islice(_names(node.get("publisher")), 1)),
        *(without_markup(meta.get(name, "")) for name in _PUBLISHER_NAMES[2:]),
    ]
    titles = [meta.get(name, "") for name in _TITLE_NAMES]
    titles += [node["headline"] for node in graph if isinstance(node.get("headline"), str)]
    own = [fold(title) for title in titles if title]
    return next((name for name in names if _is_name(name, own)), None)


def _is_name(written: str, titles: list[str]) -> bool:
    """Say whether `written` is no address and does not begin with a whole title of the page."""
    if not written or _not_address(written) is None or written.startswith("@"):
        return False
    folded = fold(written)
    if not any(folded.startswith(title) for title in titles):
        return True
    # A page of the publisher's own may be called by its name alone.
    return size(written) <= _MAX_NAME


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
