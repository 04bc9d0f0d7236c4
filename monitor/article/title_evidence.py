"""What a page says that it is called: its title element, its declarations, its address.

The headings that are read are compared with these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from monitor.article.lines import size
from monitor.article.metadata import Metadata
from monitor.article.section_names import is_section
from monitor.article.site_name import Sites, key, segments
from monitor.article.title_element import steps, without_service
from monitor.text import is_cjk, one_line, without_markup

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_TITLE = 1000
MIN_HEADLINE = 3
"""Words of a heading that can hardly be a section or a site."""
_DECLARED = (
    "articletitle", "og:title", "citation_title", "twitter:title", "dc.title", "dcterms.title",
    "sailthru.title", "parsely-title", "hdl", "headline",
)  # fmt: skip
_SITE_NAMES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "sitename",
               "twitter:site", "dc.publisher", "copyright", "al:android:app_name")  # fmt: skip
_SECTIONS = ("article:section", "section", "columnname", "og:section", "category",
             "parsely-section", "sailthru.section")  # fmt: skip
_ARTICLE = re.compile(r"article|report|posting|story", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[^\S\u3000]{2,}|[\n\t]")
"""Blanks as a template leaves them between what it fills in."""
_ENDS = " \t\r\n|｜·•_"
_MAX_PARTS = 8
_SHARED = 0.34


class Evidence(NamedTuple):
    """The titles of a page but its headings, without names of the site."""

    written: str
    """The title element."""
    declared: tuple[str, ...]
    """Those for search engines and networks, the strongest first."""
    parts: frozenset[str]
    """Keys of all of these, and of all runs of their parts but the last part alone."""
    ends: frozenset[str]
    """Keys of the last parts: mostly a site that was not known as such."""
    slug: frozenset[str]
    sections: frozenset[str]
    """Keys of the sections that the page says it is in."""

    @property
    def titles(self) -> tuple[str, ...]:
        """All titles, the declared ones first."""
        return (*self.declared, self.written) if self.written else self.declared


def sites_of(meta: dict[str, str], metadata: Metadata, url: str | None) -> Sites:
    """Return the names by which the site is known.

    `meta` holds the first value of each name in `metadata`; `url` is where the page was found.
    """
    # Some pages give their own title for the site's name.
    titles = {key(meta[name]) for name in _DECLARED if name in meta}
    names = [*(meta.get(name) or "" for name in _SITE_NAMES), metadata.publisher or ""]
    leaf = {
        word
        for address in (url, metadata.canonical_url)
        for word in _WORDS.findall((address or "").rstrip("/").rpartition("/")[2].lower())
    }
    names = [
        name
        for name in names
        if key(name) not in titles
        and not (len(tokens(name) & leaf) > 1 and len(tokens(name) - leaf) < 2)
    ]
    return Sites(names, [url, metadata.canonical_url, meta.get("og:url")])


def evidence_of(
    root: HtmlElement, meta: dict[str, str], metadata: Metadata, sites: Sites, url: str | None
) -> tuple[Evidence, str | None]:
    """Return what the page under `root` says it is called, and the site that its title names.

    The other arguments are as for `sites_of`.
    """
    raw = _title_element(root)
    written, site = sites.without(_clean(raw))
    declared = _declared(meta, metadata, sites)
    parts, ends = _parts([*declared, written])
    gapped = [piece for piece in map(one_line, _GAP.split(raw.strip())[:_MAX_PARTS]) if piece]
    if len(gapped) > 1:
        parts |= {key(piece) for piece in gapped if size(piece) >= MIN_HEADLINE}
        if sites.is_name(gapped[0]) and size(gapped[1]) >= MIN_HEADLINE:
            written, site = sites.without(_clean(" ".join(gapped[1:])))[0], site or gapped[0]
    ends |= {key(step) for step in steps(raw) if size(step) >= MIN_HEADLINE}
    sections = frozenset(key(meta[name]) for name in _SECTIONS if name in meta)
    slug = _slug(url, metadata.canonical_url)
    return Evidence(written, tuple(declared), parts, ends, slug, sections), site


def _title_element(root: HtmlElement) -> str:
    for element in root.iter("title"):
        if element.getparent() is None or element.getparent().tag not in ("svg", "symbol", "g"):
            return str(element.text_content())[: 2 * MAX_TITLE]
    return ""


def _clean(text: str) -> str:
    """Return one line of plain text; once where it stands twice."""
    text = without_service(one_line(without_markup(text[: 2 * MAX_TITLE])).strip(_ENDS))
    parts = segments(text)
    if len(parts) > 1 and key(parts[0].text) == key(parts[1].text):
        text = text[parts[1].start :]
    return text


def _declared(meta: dict[str, str], metadata: Metadata, sites: Sites) -> list[str]:
    found = [meta[name] for name in _DECLARED if name in meta]
    found += [
        node["headline"]
        for node in metadata.graph
        if _ARTICLE.search(str(node.get("@type", ""))) and isinstance(node.get("headline"), str)
    ]
    cleaned = [sites.without(_clean(each))[0] for each in found]
    return [
        each
        for each in dict.fromkeys(cleaned)
        if each and not sites.named(each) and not is_section(each)
    ]


def _parts(titles: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the keys of all runs of the titles' parts, and those of their last parts."""
    found: set[str] = set()
    ends: set[str] = set()
    for title in titles:
        parts = segments(title)[:_MAX_PARTS]
        for first in range(len(parts)):
            for last in range(first, len(parts)):
                alone = first == last == len(parts) - 1 > 0
                run = key(title[parts[first].start : parts[last].end])
                (ends if alone else found).add(run)
    return frozenset(found - {""}), frozenset(ends - {""})


def _slug(*addresses: str | None) -> frozenset[str]:
    """Return the words of the addresses' last part that says something."""
    for address in addresses:
        for part in reversed((address or "").partition("?")[0].rstrip("/").split("/")[3:]):
            words = [word for word in _WORDS.findall(part.lower()) if not word.isdigit()]
            if len(words) > MIN_HEADLINE:
                return frozenset(words)
    return frozenset()


def shares(heading: str, evidence: Evidence) -> bool:
    """Say whether a third of the heading's words stand in a title or the address of the page."""
    words = tokens(heading)
    others: Iterable[frozenset[str]] = (*map(tokens, evidence.titles), evidence.slug)
    for other in others:
        if words and len(words & other) >= max(2, _SHARED * min(len(words), len(other) or 1)):
            return True
    return not evidence.titles


def tokens(text: str) -> frozenset[str]:
    """Return the words of `text` that say something; of East Asian ones pairs of characters."""
    found: set[str] = set()
    for word in _WORDS.findall(text.lower()):
        if is_cjk(word[0]):
            found.update(word[place : place + 2] for place in range(len(word) - 1))
        elif len(word) > 2:
            found.add(word)
    return frozenset(found)
