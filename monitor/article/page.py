"""A whole HTML page → ExtractedPage.

Title, dates and names come from the mark-up and from the lines beside the title; the text from
`monitor.article.main_text`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from monitor.article import ExtractedPage, main_text, publication
from monitor.article.body import DateLines, Gathered, gather
from monitor.article.lines import is_prose
from monitor.article.metadata import read
from monitor.article.title import headline
from monitor.article.tree import parse, parse_again
from monitor.text import fold

_WINDOW_BEFORE, _WINDOW_AFTER = 4, 14
_MAX_PADDING = 20
"""Characters that folding may take off a line, beside half of it."""
_MAX_PLACES = 20
"""How often a title may stand on its page."""


def extract(
    html: str, *, url: str | None = None, timezone: str = "UTC", now: datetime | None = None
) -> ExtractedPage:
    """Return the article of an HTML page; the body is "" only where the page shows no text.

    Raises:
        ParseError: elements nest too deeply, or have too many attributes, to be a page.
    """
    root = parse(html)
    metadata = read(root, url=url)
    title, site = headline(root, metadata, url=url)
    text = main_text.read(root, metadata, title)
    if not text.shown and (again := parse_again(html)) is not None:
        text = main_text.read(again, metadata, title)
    reader = DateLines(timezone, now)
    found = gather(text.lines, title=title, reader=reader, mixed=not text.article)
    beside = _beside_title(text.shown, title, reader)
    stated = publication.of_page(
        root,
        metadata,
        title=title,
        found=found,
        beside=beside,
        url=url,
        timezone=timezone,
        now=now,
    )
    notice = beside.notice or found.notice
    return ExtractedPage(
        title=title,
        body="\n\n".join(found.paragraphs),
        published=stated.reading,
        published_origin=stated.origin,
        published_confidence=stated.confidence,
        authors=metadata.authors or tuple(dict.fromkeys([*beside.authors, *found.authors])),
        publisher=metadata.publisher or site or next(iter(beside.sources), None),
        language=metadata.language,
        canonical_url=metadata.canonical_url,
        machine_translated=notice is not None,
        translation_notice=notice,
        warnings=stated.warnings,
    )


def _beside_title(lines: Sequence[str], title: str, reader: DateLines) -> Gathered:
    """Return what the lines round the headline say: date, byline, source, notice."""
    gathered = Gathered()
    key = fold(title)
    longest = 2 * len(title) + _MAX_PADDING
    places = [
        index
        for index, line in enumerate(lines)
        if key and len(line) <= longest and fold(line) == key
    ]
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
