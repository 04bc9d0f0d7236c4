"""A whole HTML page → ExtractedPage.

Title, dates and names come from the mark-up and from the lines beside the title; the body from
trafilatura, or from the page's own <article>, <main> or <body> where that gives too little.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from datetime import datetime

from bs4 import BeautifulSoup, Tag

from monitor import dates
from monitor.article import ExtractedPage
from monitor.article.blocks import block_texts
from monitor.article.body import DateLines, Gathered, gather
from monitor.article.bounds import refuse_unparsable
from monitor.article.lines import clean_lines, is_prose, size
from monitor.article.metadata import Metadata, read
from monitor.article.plain import publication, trimmed_title
from monitor.article.structure import as_on_page
from monitor.model import DateOrigin, DateReading
from monitor.text import fold, one_line, without_markup

_DIVIDER = re.compile(r"\s+[-–—|·»:_]+\s+|\s*[|｜]\s*|(?<=[\u3000-\u9fff])[_-]+(?=[^\d])|_+")
_MAX_SITE_SIZE = 6
_WINDOW_BEFORE, _WINDOW_AFTER = 4, 14
_MAX_TAGS_COMPARED = 10_000
_MAX_PLACES = 20
"""How often a title may stand on its page."""
_MIN_SHARE = 0.4
"""Share of the page's own <article> that an extraction must reach to be believed."""
_AROUND = ("nav", "aside", "footer", "form")


def extract(
    html: str, *, url: str | None = None, timezone: str = "UTC", now: datetime | None = None
) -> ExtractedPage:
    """Return the article of an HTML page; the body is "" only where the page shows no text.

    Raises:
        ParseError: elements nest too deeply, or have too many attributes, to be a page.
    """
    refuse_unparsable(html)
    soup = BeautifulSoup(html, "lxml")
    metadata = read(soup, url=url, timezone=timezone)
    title, site = _title(soup, metadata)
    body_lines = _body_lines(html, soup)
    reader = DateLines(timezone, now)
    found = gather(body_lines, title=title, reader=reader)
    beside = _beside_title(soup, title, reader)
    published, origin, warnings = _published(metadata, beside, found, url, timezone)
    notice = beside.notice or found.notice
    return ExtractedPage(
        title=title,
        body="\n\n".join(found.paragraphs),
        published=published,
        published_origin=origin,
        authors=metadata.authors or tuple(dict.fromkeys([*beside.authors, *found.authors])),
        publisher=metadata.publisher or site or next(iter(beside.sources), None),
        language=metadata.language,
        canonical_url=metadata.canonical_url,
        machine_translated=notice is not None,
        translation_notice=notice,
        warnings=warnings,
    )


def _title(soup: BeautifulSoup, metadata: Metadata) -> tuple[str, str | None]:
    """Return the headline and the site's name where the title element adds it."""
    element = soup.find("title")
    written = without_markup(element.get_text()) if isinstance(element, Tag) else ""
    headings = [one_line(tag.get_text(" ")) for tag in soup.find_all(["h1", "h2"], limit=12)]
    declared = metadata.title or ""
    for heading in headings:
        key = fold(heading)
        if size(heading) >= 2 and any(
            fold(whole).startswith(key) or key.startswith(fold(whole))
            for whole in (declared, written)
            if size(whole) >= 2
        ):
            return trimmed_title(heading), _site_after(written, heading)
    if declared:
        title = _without_known_site(declared, metadata.publisher)
        return trimmed_title(title), _site_after(written, title)
    if not written:
        return trimmed_title(headings[0]) if headings else "", None
    return _split_site(written, metadata.publisher)


def _without_known_site(title: str, site: str | None) -> str:
    parts = [*_DIVIDER.finditer(title)]
    if parts and site and fold(title[parts[-1].end() :]) == fold(site):
        return title[: parts[-1].start()]
    return title


def _site_after(written: str, title: str) -> str | None:
    """Return what the title element adds after `title`, if that may be a site's name."""
    if not fold(written).startswith(fold(title)):
        return None
    divider = _DIVIDER.match(written, len(title))
    name = written[divider.end() :].strip() if divider else ""
    return name if name and size(name) <= _MAX_SITE_SIZE and not _DIVIDER.search(name) else None


def _split_site(written: str, known: str | None) -> tuple[str, str | None]:
    """Return a title element's headline and site: the site is its short last part."""
    parts = [*_DIVIDER.finditer(written)]
    if not parts:
        return trimmed_title(written), None
    head, site = written[: parts[-1].start()], written[parts[-1].end() :].strip()
    if size(site) > _MAX_SITE_SIZE or (size(head) < 3 and fold(site) != fold(known or "")):
        return trimmed_title(written), None
    return trimmed_title(head), site


def _body_lines(html: str, soup: BeautifulSoup) -> list[str]:
    """Return the lines of the page's text, by the extractor or by the page's own structure."""
    import trafilatura

    extracted = trafilatura.extract(
        html,
        output_format="txt",
        include_comments=False,
        include_tables=True,
        # Its second opinion takes time that grows with the square of the paragraphs.
        fast=html.count("<") > _MAX_TAGS_COMPARED,
    )
    lines = [_row(line) for line in clean_lines(extracted or "")]
    own = _own_lines(soup)
    lines = as_on_page(lines, own)
    if _length(lines) < _MIN_SHARE * _length(own):
        return own
    return lines


def _row(line: str) -> str:
    """Return a table row of the extractor without the bars at its ends."""
    return " | ".join(part.strip() for part in line.strip("| ").split("|")) if "|" in line else line


def _own_lines(soup: BeautifulSoup) -> list[str]:
    for name in ("article", "main", "body"):
        tags = soup.find_all(name)
        if tags:
            largest = max(tags, key=lambda tag: len(tag.get_text()))
            copied = copy(largest)
            for tag in copied.find_all(True):
                if tag.name in _AROUND:
                    tag.clear()
            return block_texts(copied)
    return block_texts(copy(soup))


def _length(lines: Sequence[str]) -> int:
    return sum(len(line) for line in lines)


def _beside_title(soup: BeautifulSoup, title: str, reader: DateLines) -> Gathered:
    """Return what the lines round the headline say: date, byline, source, notice."""
    gathered = Gathered()
    lines = block_texts(soup)
    key = fold(title)
    places = [index for index, line in enumerate(lines) if key and fold(line) == key]
    for place in places[:_MAX_PLACES]:
        for line in lines[place + 1 : place + 1 + _WINDOW_AFTER]:
            if is_prose(line) and not reader.read(line):
                break
            gathered.take(line, reader)
        before = lines[max(0, place - _WINDOW_BEFORE) : place]
        if not gathered.date_lines:
            for line in reversed(before):
                if reader.read(line):
                    gathered.take(line, reader)
                    break
    return gathered


def _published(
    metadata: Metadata, beside: Gathered, found: Gathered, url: str | None, timezone: str
) -> tuple[DateReading | None, DateOrigin | None, tuple[str, ...]]:
    """Return the date, where it was read, and what is doubtful about it."""
    if metadata.published is not None and metadata.origin is not None:
        return metadata.published, metadata.origin, ()
    reading, warnings = publication(beside, found)
    if reading is not None and not warnings:
        return reading, "page_text", ()
    from_url = dates.from_url(url, timezone=timezone) if url else None
    if from_url is not None:
        return from_url, "url", ()
    if reading is not None:
        return reading, "page_text", warnings
    if metadata.updated is not None:
        return metadata.updated, "meta", ("only an update date",)
    return None, None, ()
