"""Feeds: RSS 0.9x to 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0, and JSON Feed.

Everything is passed on as written: dates as strings, titles and texts with their mark-up.
Well-formed XML goes a fast way (`feed_fast`), everything else through feedparser (`feed_xml`),
whose cleaning and rewriting of texts is switched off. Both give the same.
"""

from __future__ import annotations

import re
from html.entities import name2codepoint

from monitor.errors import ParseError
from monitor.kinds.decoding import decoded
from monitor.kinds.feed_bounds import readable_feed
from monitor.kinds.feed_entry import authors, base_for, feed_info, item
from monitor.kinds.feed_fast import read_well_formed
from monitor.kinds.feed_paging import is_complete, older_page
from monitor.kinds.feed_reading import FeedReading
from monitor.kinds.feed_tree import OddFeed, tree
from monitor.kinds.json_feed import parse_json_feed
from monitor.kinds.parsed import Parsed
from monitor.kinds.prolog import Opening, appearance, opening
from monitor.model import Payload, RawItem, Source

FEED_ROOTS = frozenset({"rss", "rdf", "feed"})

_FEED_START = re.compile(r"<\?xml\b|<rss\b|<feed\b|<rdf:RDF\b")
_START_WITHIN = 4000
_MIN_JUDGED = 3
"""Items of which none has a title or link before that is strange."""
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9A-Fa-f]+)|([0-9]+));?")
_NAMED = re.compile(r"&(?!(?:lt|gt|amp|quot|apos);)([A-Za-z]{2,8}[0-9]{0,2});")


def parse_feed(source: Source, payload: Payload) -> Parsed:
    """Return the items of a feed in its order; a well-formed feed may have none.

    Items out of broken XML carry a warning that says where it breaks.

    Raises:
        ParseError: no feed at all, a feed that breaks before its first item, or one that
            declares entities.
    """
    text, warnings = decoded(payload.body, payload.content_type, subject=source.name)
    if not text.strip("\ufeff \t\r\n\0"):
        raise ParseError(source.name, "not a feed: it is empty")
    begins = opening(text, subject=source.name)
    if text[begins.start : begins.start + 1] == "{":
        return parse_json_feed(source, payload, text[begins.start :], warnings)
    if begins.root not in {*FEED_ROOTS, "html"} and begins.doctype != "html":
        text, begins, warnings = _behind_noise(text, begins, warnings, source.name)
    if begins.root not in FEED_ROOTS:
        raise ParseError(source.name, f"not a feed: {appearance(text, begins)}")
    return _parse_xml(source, payload, text, begins, warnings)


def _behind_noise(
    text: str, begins: Opening, warnings: tuple[str, ...], subject: str
) -> tuple[str, Opening, tuple[str, ...]]:
    """Return the feed that follows an error message of the server's, if one does."""
    found = _FEED_START.search(text, begins.start, begins.start + _START_WITHIN)
    if found is None:
        return text, begins, warnings
    if "<!entity" in text[: found.start()].lower():
        raise ParseError(subject, "declares entities; refused")
    rest = text[found.start() :]
    behind = opening(rest, subject=subject)
    if behind.root not in FEED_ROOTS:
        return text, begins, warnings
    return rest, behind, (*warnings, "text in front of the feed was skipped")


def _parse_xml(
    source: Source, payload: Payload, text: str, begins: Opening, warnings: tuple[str, ...]
) -> Parsed:
    """Return the items of XML that begins like a feed."""
    cut, warned = readable_feed(text[begins.start :], subject=source.name)
    warnings = (*warnings, *warned)
    reading = read_quickly(cut)
    if reading is None:
        lines = text.count("\n", 0, begins.start)  # so that errors name the right line
        reading = read_patiently(cut, lines_before=lines, subject=source.name)
    if reading.version in ("", "atom") and not reading.entries:  # "atom": only by the root's name
        raise ParseError(source.name, f"not a feed: {appearance(text, begins)}")
    if reading.broken:
        warnings = (*warnings, f"broken XML, read as far as possible: {reading.broken}")
    return parsed_from(source, payload, reading, warnings)


def read_quickly(text: str) -> FeedReading | None:
    """Return what stands in well-formed XML, or None where it takes the patient reader."""
    root = tree(text)
    if root is None:
        text = _without_bad_characters(text)
        root = tree(text)
    if root is None:
        return None
    try:
        return read_well_formed(root, text)
    except OddFeed:
        return None


def read_patiently(text: str, *, lines_before: int = 0, subject: str = "feed") -> FeedReading:
    """Return what stands in any XML.

    Raises:
        ParseError: nothing can be made of it.
    """
    from monitor.kinds.feed_xml import UnreadableFeed, read_feed  # 0.1 s for feedparser

    if tree(text) is None:
        text = _without_bad_characters(text)
    try:
        return read_feed(text, lines_before=lines_before)
    except UnreadableFeed as error:
        raise ParseError(subject, f"broken XML that cannot be read: {error}") from error


def parsed_from(
    source: Source, payload: Payload, reading: FeedReading, warnings: tuple[str, ...]
) -> Parsed:
    """Return the items of what either reader read.

    Raises:
        ParseError: it broke before its first item.
    """
    base = base_for(reading.version, reading.feed, payload.url)
    info = feed_info(reading.feed, payload.url)
    by = authors(reading.feed) if reading.version.startswith("atom") else ()
    read = (
        item(source, entry, version=reading.version, base=base, info=info, by=by, warnings=warnings)
        for entry in reading.entries
    )
    items = tuple(one for one in read if one is not None)
    if reading.broken and not items:
        raise ParseError(source.name, f"broken XML without a readable item: {reading.broken}")
    return Parsed(
        items=items,
        feed=info,
        older=older_page(reading.feed, payload) if items else None,
        is_window=not is_complete(reading.feed),
        drift=_drift(items, len(reading.entries)),
    )


def _drift(items: tuple[RawItem, ...], entries: int) -> tuple[str, ...]:
    """Return what is strange about all items together: fields that none of them has."""
    if entries >= _MIN_JUDGED and not items:
        return (f"no item says anything, of {entries}",)
    if len(items) < _MIN_JUDGED or any(one.title or one.url for one in items):
        return ()
    return (f"title and link in 0 of {len(items)} items",)


def _without_bad_characters(text: str) -> str:
    """Return `text` without what would break off the whole feed but means nothing.

    That is characters that XML forbids, also where they are referred to, and HTML's names for
    characters, which the document type of RSS 0.91 declared and everybody uses.
    """

    def allowed(reference: re.Match[str]) -> str:
        digits = reference[1] or reference[2]
        code = int(digits[:9], 16 if reference[1] else 10)
        return reference[0] if code < 0x110000 and not _forbidden(code) else ""

    def named(reference: re.Match[str]) -> str:
        code = name2codepoint.get(reference[1])
        return reference[0] if code is None else chr(code)

    return _NAMED.sub(named, _REFERENCE.sub(allowed, _NOT_XML.sub("", text)))


def _forbidden(code: int) -> bool:
    return _NOT_XML.match(chr(code)) is not None
