"""feedparser, told what to do and kept from what it should not: XML of feeds to dictionaries.

Its two parsers are used, not its `parse()`: that opens files and addresses, guesses encodings,
and divides authors and collects categories in time that grows with the square of their length,
so that an author's name of 1 MB holds a processor for an hour (seen with 6.0.14).
Imported only when a feed is read: it takes 0.1 s.
"""

from __future__ import annotations

import io
import xml.sax
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, NamedTuple
from xml.sax.handler import feature_external_ges, feature_external_pes, feature_namespaces
from xml.sax.xmlreader import InputSource

from feedparser.api import LooseFeedParser, StrictFeedParser
from feedparser.util import FeedParserDict


class FeedReading(NamedTuple):
    """What feedparser made of a text; values are as written, mark-up included."""

    version: str
    """Its name for the format, such as `rss20`; "" if the text is no feed."""
    feed: Mapping[str, Any]
    entries: list[Mapping[str, Any]]
    broken: str | None
    """Where and how the XML is broken, or None."""


class UnreadableFeed(Exception):
    """Neither parser could make anything of it; the message is the exception's name."""


_SLIPS = (ValueError, LookupError, TypeError, AttributeError, AssertionError)
"""What feedparser raises on elements in places or with values that it did not expect."""


class _Guarded:
    """An element that feedparser stumbles over (a place, a map, a rating) costs only itself."""

    def unknown_starttag(self, tag: str, attrs: list[tuple[str, str]]) -> None:
        """Read the start of an element."""
        with suppress(*_SLIPS):
            super().unknown_starttag(tag, attrs)  # type: ignore[misc]

    def unknown_endtag(self, tag: str) -> None:
        """Read the end of an element."""
        with suppress(*_SLIPS):
            super().unknown_endtag(tag)  # type: ignore[misc]


class _AsWritten(_Guarded):
    """The parts of feedparser's handlers that are replaced, for both of its parsers."""

    def _sync_author_detail(self, key: str = "author") -> None:
        """Leave authors undivided."""

    def _end_author(self: Any) -> None:
        """Keep the words of an author element that has no parts."""
        words = self.pop("author")
        self.inauthor = 0
        people = self._get_context().get("authors")
        if words and people and not people[-1]:
            people[-1]["name"] = words

    _end_managingeditor = _end_author

    def _add_tag(self: Any, term: str | None, scheme: str | None, label: str | None) -> None:
        """Keep a category without looking for it among the others."""
        tags = self._get_context().setdefault("tags", [])
        if term or scheme or label:
            tags.append(FeedParserDict(term=term, scheme=scheme, label=label))


class _Strict(_AsWritten, StrictFeedParser):  # type: ignore[misc]
    """For well-formed XML."""

    resolve_relative_uris = False
    sanitize_html = False


class _Loose(_AsWritten, LooseFeedParser):  # type: ignore[misc]
    """For all that looks like XML."""

    resolve_relative_uris = False
    sanitize_html = False


def read_feed(text: str) -> FeedReading:
    """Return what stands in `text`, which begins with the root element or blanks before it.

    Broken XML is read again by the forgiving parser, and `broken` says so.

    Raises:
        UnreadableFeed: the forgiving parser failed on it.
    """
    strict = _Strict("", None, "utf-8")
    # No document type reaches it (see monitor.kinds.prolog), so no entity either.
    parser = xml.sax.make_parser()  # noqa: S317
    parser.setFeature(feature_namespaces, True)
    parser.setFeature(feature_external_ges, False)
    parser.setFeature(feature_external_pes, False)
    parser.setContentHandler(strict)
    parser.setErrorHandler(strict)
    stream = InputSource()
    stream.setEncoding("utf-8")
    stream.setByteStream(io.BytesIO(text.encode()))
    try:
        parser.parse(stream)
    except xml.sax.SAXException as error:
        return _read_loosely(text, _breakage(error))
    except _SLIPS:  # the standard library's own: it divides names at blanks in a namespace
        return _read_loosely(text, "a namespace that cannot be read")
    return FeedReading(strict.version, strict.feeddata, strict.entries, None)


def _read_loosely(text: str, broken: str) -> FeedReading:
    loose = _Loose("", None, "utf-8", {})
    try:
        loose.feed(text)
    except _SLIPS as error:  # its tokeniser, on what is no mark-up at all
        raise UnreadableFeed(type(error).__name__) from error
    return FeedReading(loose.version, loose.feeddata, loose.entries, broken)


def _breakage(error: xml.sax.SAXException) -> str:
    """Return what is wrong and where."""
    if isinstance(error, xml.sax.SAXParseException):
        return f"{error.getMessage()} in line {error.getLineNumber()}"
    return str(error.getMessage())
