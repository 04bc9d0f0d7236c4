"""What a page's mark-up declares: title, dates, authors, publisher, language, address.

Reads meta elements, JSON-LD, <time>, <link rel=canonical>. Only values that declare a
publication are dates here; nothing is read from running text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from monitor import dates
from monitor.model import DateOrigin, DateReading
from monitor.text import one_line, without_markup

_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "published_time",
    "article.published", "article:create_at", "weibo:article:create_at", "bytedance:published_time",
    "dcterms.issued", "dcterms.created", "dc.date.issued", "dc.date", "dc.date.created",
    "dcterms.date", "citation_publication_date", "citation_online_date", "sailthru.date",
    "parsely-pub-date", "cxenseparse:recs:publishtime", "originalpublicationdate", "pub_date",
    "releasedate", "article_date_original", "firstpublishtime", "date",
)  # fmt: skip
_UPDATE_NAMES = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")
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
_ASIDE = re.compile(
    r"relat|sidebar|recommend|teaser|card|comment|latest|popular|trending|footer", re.IGNORECASE
)
_MAX_JSON = 400_000
_PUBLISHED = ("datePublished", "datepublished")
_MAX_TIMES = 100
"""Elements that are asked for the publication; it stands above the other dates of a page."""
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_ARTICLE_TYPES = re.compile(r"article|report|posting|webpage|press", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the mark-up says; None or empty where it says nothing."""

    title: str | None = None
    published: DateReading | None = None
    origin: DateOrigin | None = None
    updated: DateReading | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    canonical_url: str | None = None


def read(soup: BeautifulSoup, *, url: str | None, timezone: str) -> Metadata:
    """Return what the page declares; dates without a zone are read in `timezone`."""
    meta = _meta(soup)
    graph = list(_json_ld(soup))
    published, origin = _published(soup, meta, graph, timezone)
    return Metadata(
        title=_first(meta, _TITLE_NAMES) or _string(graph, "headline"),
        published=published,
        origin=origin,
        updated=_date(meta, _UPDATE_NAMES, timezone),
        authors=_authors(meta, graph),
        publisher=_first(meta, _PUBLISHER_NAMES[:2])
        or _named(graph, "publisher")
        or _not_address(_first(meta, _PUBLISHER_NAMES[2:])),
        language=_language(soup, meta, graph),
        canonical_url=_canonical(soup, meta, url),
    )


def _meta(soup: BeautifulSoup) -> dict[str, str]:
    """Return the first non-empty content of each meta name, in lower case."""
    found: dict[str, str] = {}
    for tag in soup.find_all("meta"):
        name = (
            tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv")
        )
        content = one_line(str(tag.get("content") or ""))
        if name and content:
            found.setdefault(one_line(str(name)).lower(), content)
    return found


def _json_ld(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD objects that describe an article, articles before plain pages."""
    nodes: list[dict[str, Any]] = []
    for script in soup.find_all("script"):
        text = script.string or ""
        if "ld+json" not in str(script.get("type")).lower() or len(text) > _MAX_JSON:
            continue
        try:
            nodes.extend(_objects(json.loads(text, strict=False)))
        except (ValueError, RecursionError):
            continue  # a page's broken JSON-LD is common; the other places still speak
    articles = [node for node in nodes if _ARTICLE_TYPES.search(str(node.get("@type", "")))]
    yield from sorted(articles, key=lambda node: "webpage" in str(node.get("@type")).lower())


def _objects(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for each in value:
            yield from _objects(each)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph", []))
        yield from _objects(value.get("mainEntity", []))


def _published(
    soup: BeautifulSoup, meta: dict[str, str], graph: list[dict[str, Any]], timezone: str
) -> tuple[DateReading | None, DateOrigin | None]:
    if reading := _date(meta, _DATE_NAMES, timezone):
        return reading, "meta"
    for node in graph:
        for key in ("datePublished", "dateCreated", "uploadDate"):
            if isinstance(node.get(key), str) and (
                reading := dates.read(node[key], timezone=timezone)
            ):
                return reading, "json_ld"
    if reading := _time_element(soup, timezone):
        return reading, "time_element"
    return None, None


def _date(meta: dict[str, str], names: tuple[str, ...], timezone: str) -> DateReading | None:
    for name in names:
        if (written := meta.get(name)) and (reading := dates.read(written, timezone=timezone)):
            return reading
    return None


def _time_element(soup: BeautifulSoup, timezone: str) -> DateReading | None:
    """Return the date of the element that is marked as the publication, or of the first <time>."""
    marked = [tag for tag in soup.find_all(True) if tag.get("itemprop") in _PUBLISHED]
    times = sorted(soup.find_all("time"), key=lambda tag: not tag.has_attr("pubdate"))
    marked, times = marked[:_MAX_TIMES], times[:_MAX_TIMES]
    for is_marked, tag in [*((True, tag) for tag in marked), *((False, tag) for tag in times)]:
        if _is_aside(tag):
            continue
        label = tag.parent.get_text(" ", strip=True)[:40] if tag.parent else ""
        if not is_marked and dates.is_update(label):
            continue
        for written in (tag.get("datetime"), tag.get("content"), tag.get_text(" ", strip=True)):
            if written and (reading := dates.read(str(written), timezone=timezone)):
                return reading
        if not is_marked:
            return None
    return None


def _is_aside(tag: Tag) -> bool:
    """Say whether `tag` stands in a block about other pages."""
    for parent in tag.parents:
        names = " ".join(parent.get_attribute_list("class")) + str(parent.get("id") or "")
        if parent.name in ("aside", "nav", "footer", "li") or (
            parent.name not in ("body", "html") and _ASIDE.search(names)
        ):
            return True
    return False


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


def _language(soup: BeautifulSoup, meta: dict[str, str], graph: list[dict[str, Any]]) -> str | None:
    html = soup.find("html")
    written = (html.get("lang") or html.get("xml:lang")) if isinstance(html, Tag) else None
    declared = written or meta.get("content-language") or meta.get("og:locale")
    declared = declared or _string(graph, "inLanguage")
    return one_line(str(declared)) if declared else None


def _canonical(soup: BeautifulSoup, meta: dict[str, str], url: str | None) -> str | None:
    links = (tag for tag in soup.find_all("link") if "canonical" in tag.get_attribute_list("rel"))
    link = next(links, None)
    written = (link.get("href") if link is not None else None) or meta.get("og:url")
    if not written:
        return None
    try:
        address = urljoin(url or "", str(written).strip())
        return address if urlsplit(address).scheme in ("http", "https") else None
    except ValueError:
        return None
