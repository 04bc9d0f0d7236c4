"""feedparser, told what to do and kept from what it should not: XML of feeds to dictionaries.

Its two parsers are used, not its `parse()`: that opens files and addresses, guesses encodings,
and divides authors and collects categories in time that grows with the square of their length,
so that an author's name of 1 MB holds a processor for an hour (seen with 6.0.14).
Imported only for a feed that the fast reader leaves to it: it takes 0.1 s.
"""

from __future__ import annotations

import io
import xml.sax
from contextlib import suppress
from typing import Any, ClassVar
from xml.sax.handler import feature_external_ges, feature_external_pes, feature_namespaces
from xml.sax.xmlreader import AttributesNSImpl, InputSource

from feedparser.api import LooseFeedParser, StrictFeedParser
from feedparser.util import FeedParserDict

from monitor.kinds.feed_reading import FeedReading
from monitor.kinds.feed_vocabulary import HISTORY


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

    def unknown_endtag(self: Any, tag: str) -> None:
        """Read the end of an element, and leave its language and base behind."""
        depth, nested = self.depth, len(self.basestack)
        with suppress(*_SLIPS):
            super().unknown_endtag(tag)  # type: ignore[misc]
        if self.depth == depth:
            self.depth -= 1  # where it stumbled, or returned early
        if nested and len(self.basestack) == nested:
            self.basestack.pop()
            self.langstack.pop()
        self.baseuri = self.basestack[-1] if self.basestack else ""
        self.lang = self.langstack[-1] if self.langstack else None


class _AsWritten(_Guarded):
    """The parts of feedparser's handlers that are replaced, for both of its parsers."""

    _matchnamespaces: ClassVar[dict[str, str]] = {
        **{address.lower(): prefix for address, prefix in StrictFeedParser.namespaces.items()},
        HISTORY: "fh",
    }

    def _start_item(self: Any, attrs_d: dict[str, str]) -> None:
        """Begin an item with nothing of what stood before it; feedparser keeps a content."""
        self.hasContent = 0
        super()._start_item(attrs_d)  # type: ignore[misc]

    _start_entry = _start_item

    def _start_media_description(self: Any, attrs_d: dict[str, str]) -> None:
        """Keep the words under a picture apart; feedparser takes them for the content."""
        self.push_content("media_description", attrs_d, "text/html", 1)

    def _end_media_description(self: Any) -> None:
        """Keep the words under a picture."""
        self.pop_content("media_description")

    def _sync_author_detail(self, key: str = "author") -> None:
        """Leave authors undivided."""

    def _save_author(self: Any, key: str, value: str, prefix: str = "author") -> None:
        """Keep a part of an author; the owner of a podcast is none."""
        if prefix == "author":
            super()._save_author(key, value)  # type: ignore[misc]

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


class _Attributes(AttributesNSImpl):
    """Attributes by name at once; the standard library looks through all of them for each."""

    def __init__(self, attributes: AttributesNSImpl) -> None:
        super().__init__(dict(attributes.items()), {})
        names = ((name, attributes.getQNameByName(name)) for name in self.getNames())
        self._by_name = {written: attributes.getValue(name) for name, written in names}

    def getQNames(self) -> list[str]:
        """Return the names as written."""
        return list(self._by_name)

    def getValueByQName(self, name: str) -> str:
        """Return the value of an attribute by its name as written."""
        return self._by_name[name]


class _Strict(_AsWritten, StrictFeedParser):  # type: ignore[misc]
    """For well-formed XML."""

    resolve_relative_uris = False
    sanitize_html = False

    def startElementNS(
        self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl
    ) -> None:
        """Read the start of an element."""
        super().startElementNS(name, qname, _Attributes(attrs))


class _Loose(_AsWritten, LooseFeedParser):  # type: ignore[misc]
    """For all that looks like XML."""

    resolve_relative_uris = False
    sanitize_html = False


def read_feed(text: str, *, lines_before: int = 0) -> FeedReading:
    """Return what stands in `text`, which begins with the root element.

    Broken XML is read again by the forgiving parser, and `broken` says so; `lines_before` is
    how many lines stood before the root, for that message.

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
        return _read_loosely(text, _breakage(error, lines_before))
    except _SLIPS:  # the standard library's own: it divides names at blanks in a namespace
        return _read_loosely(text, "a namespace that cannot be read")
    return FeedReading(strict.version, strict.feeddata, strict.entries)


def _read_loosely(text: str, broken: str) -> FeedReading:
    loose = _Loose("", None, "utf-8", {})
    try:
        loose.feed(text)
    except _SLIPS as error:  # its tokeniser, on what is no mark-up at all
        raise UnreadableFeed(type(error).__name__) from error
    return FeedReading(loose.version, loose.feeddata, loose.entries, broken)


def _breakage(error: xml.sax.SAXException, lines_before: int) -> str:
    """Return what is wrong and where."""
    if isinstance(error, xml.sax.SAXParseException):
        return f"{error.getMessage()} in line {(error.getLineNumber() or 0) + lines_before}"
    return str(error.getMessage())
