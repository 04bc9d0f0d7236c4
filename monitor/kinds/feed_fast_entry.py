"""One item of a well-formed feed to the values that feedparser would give it.

The order of elements counts, as it does there: a second description is the content, the first
title stays, the last date stays.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from monitor.kinds.feed_slot import Context, Slot
from monitor.kinds.feed_tree import OddFeed, attributes, looks_like_html, said, words
from monitor.kinds.feed_vocabulary import DATES

if TYPE_CHECKING:
    from lxml.etree import _Element

_PARTS_OF_IMAGE = frozenset("url link width height".split())
_UNREAD_OF_SOURCE = frozenset(
    "id guid updated published subtitle rights icon logo generator category".split()
)
_EMPTY: dict[str, str] = {}


class _Entry(Slot):
    """One entry while it is read."""

    def __init__(self, values: dict[str, Any], context: Context) -> None:
        self.values = values
        self._context = context
        self._names = context.names
        self._has_content = False
        self._title_stays = False
        self._depths: dict[str, int] = {}
        """How deep the title and the summary stood; deeper ones do not replace them."""

    def read(self, parent: _Element, depth: int) -> None:
        """Read what stands in an entry, or in a group of media within it."""
        known, handlers = self._names.known, _HANDLERS
        for child in parent:
            name = known.get(child.tag) or self._names.of(child)
            handler = handlers.get(name)
            if handler is None:
                if name == "feedburner_origlink" and not child.keys():
                    self.values[name] = said(child)
                else:
                    self._unread(child, name, depth)
            elif depth and not name.startswith("media_"):
                raise OddFeed(f"{name} within media")
            else:
                handler(self, child, name, depth)

    def _unread(self, child: _Element, name: str, depth: int) -> None:
        if name in ("media_group", "media_content"):
            self.read(child, depth + 1)
        elif name == "image":
            for part in child:
                if self._names.of(part) not in _PARTS_OF_IMAGE or part.keys():
                    raise OddFeed("an image with more than its parts")
                words(part)
            self._title_stays = False  # feedparser forgets that there was a title
        elif name == "contributor":
            Slot({}).author(child, self._context)
        else:
            self._names.refuse_meaning(child, name)

    def _stays(self, key: str, depth: int) -> bool:
        """Say whether a value read earlier stays because it stood less deep; note the depth."""
        if depth > self._depths.get(key, depth):
            return True
        self._depths[key] = depth
        return False

    def title(self, element: _Element, name: str, depth: int) -> None:
        """Read a title: the first with words in it stays."""
        value, detail = self._context.text(element, "text/plain")
        if self._title_stays:
            return
        if not self._stays("title", depth):
            self.values["title"] = value
        if detail["language"] or "title_detail" in self.values:  # all else of it is unused
            self.values["title_detail"] = detail
        self._title_stays = bool(value) and name != "media_title"

    def linked(self, element: _Element, name: str, depth: int) -> None:
        """Read a link."""
        self.link(element, self._context)

    def identified(self, element: _Element, name: str, depth: int) -> None:
        """Read a guid or id."""
        self.values["id"] = self.identity(element, self._context)

    def dated(self, element: _Element, name: str, depth: int) -> None:
        """Read a date, as written."""
        self.values[_DATES[name]] = said(element)

    def written(self, element: _Element, name: str, depth: int) -> None:
        """Read an author."""
        self.author(element, self._context)

    def published_by(self, element: _Element, name: str, depth: int) -> None:
        """Read a publisher."""
        self.values["publisher"] = said(element)

    def spoken(self, element: _Element, name: str, depth: int) -> None:
        """Read a language."""
        self.values["language"] = said(element)

    def summarised(self, element: _Element, name: str, depth: int) -> None:
        """Read a description or summary; the second of them is the content."""
        if "summary" in self.values and not self._has_content and name != "abstract":
            self.full(element, "content", depth)
            return
        plain = name in ("summary", "itunes_summary", "abstract")
        value, detail = self._context.text(element, "text/plain" if plain else "text/html")
        if detail["type"] == "text/plain" and self._is_html(value):
            detail["type"] = "text/html"
        if not self._stays("summary", depth):
            self.values["summary"] = value
        self.values["summary_detail"] = detail

    def captioned(self, element: _Element, name: str, depth: int) -> None:
        """Read the words under a picture or film."""
        value, _ = self._context.text(element, "text/html")
        if not self._stays(name, depth):
            self.values[name] = value

    def full(self, element: _Element, name: str, depth: int) -> None:
        """Read a content; without a summary it is that as well."""
        self._has_content = True
        plain = name == "content"
        value, detail = self._context.text(element, "text/plain" if plain else "text/html")
        if detail["type"] == "text/plain" and self._is_html(value):
            detail["type"] = "text/html"
        detail["value"] = value
        self.values.setdefault("content", []).append(detail)
        self.values.setdefault("summary", value)

    def _is_html(self, value: str) -> bool:
        return not self._context.version.startswith("atom") and looks_like_html(value)

    def enclosed(self, element: _Element, name: str, depth: int) -> None:
        """Read an enclosure."""
        found = attributes(element)
        address = found.get("url", found.get("uri", found.get("href")))
        link = {"rel": "enclosure"} | ({"href": address} if address else {})
        self.values.setdefault("links", []).append(link)
        self._names.refuse_meaning(element, "url")

    def categorised(self, element: _Element, name: str, depth: int) -> None:
        """Read a category: what it says in attributes, and its words."""
        found = attributes(element) if element.keys() else _EMPTY
        is_said = bool(found.get("scheme", found.get("domain"))) or name == "media_category"
        self._tag(found.get("term"), found.get("label"), is_said=is_said)
        self._named(said(element))

    def categorised_podcast(self, element: _Element, name: str, depth: int) -> None:
        """Read a category of iTunes, which may hold others."""
        self._tag(attributes(element).get("text"), None, is_said=True)
        for child in element:
            if self._names.of(child) != name:
                raise OddFeed("a category with more than categories in it")
            self.categorised_podcast(child, name, depth)
        if not len(element):
            self._named(said(element))

    def _named(self, words: str) -> None:
        """Add a category by its words, or add them to the last one if that lacks them."""
        tags = self.values["tags"]
        if words and tags and not tags[-1]["term"]:
            tags[-1]["term"] = words
        elif words:
            tags.append({"term": words, "label": None})

    def _tag(self, term: str | None, label: str | None, *, is_said: bool = False) -> None:
        tags = self.values.setdefault("tags", [])
        if term or label or is_said:
            tags.append({"term": term, "label": label})

    def listed(self, element: _Element, name: str, depth: int) -> None:
        """Read keywords between commas."""
        if element.keys() and name != "tags":
            return  # so does feedparser
        for term in said(element).split(","):
            if term.strip():
                self._tag(term.strip(), None)

    def sourced(self, element: _Element, name: str, depth: int) -> None:
        """Read where an entry was taken from: the words of RSS, or the feed of Atom."""
        if not len(element):
            title = said(element)
            self.values["source"] = {"title": title} if title else {}
        else:
            self.values["source"] = self._feed_of_source(element)
        self._title_stays = False  # feedparser forgets that there was a title

    def _feed_of_source(self, element: _Element) -> dict[str, Any]:
        found: dict[str, Any] = {}
        text = element.text or ""
        for child in element:
            name = self._names.of(child)
            if name == "title" and "title" not in found:
                found["title"] = self._context.text(child, "text/plain")[0]
            elif name == "author":
                Slot(found).author(child, self._context)
            elif name == "link":
                Slot({}).link(child, self._context)
            elif name not in _UNREAD_OF_SOURCE:
                self._names.refuse_meaning(child, name)
            elif len(child):
                raise OddFeed(f"{name} of a source with elements in it")
            text += child.tail or ""
        if text.strip():
            raise OddFeed("a source in words and in parts")
        return found


def read_into(values: dict[str, Any], element: _Element, context: Context) -> None:
    """Put what an item or entry says into `values`.

    Raises:
        OddFeed: it takes feedparser to read it.
    """
    _Entry(values, context).read(element, 0)


_DATES = {
    **DATES,
    "created": "created",
    "dcterms_created": "created",
}

_Handler = Callable[[_Entry, "_Element", str, int], None]

_HANDLERS: dict[str, _Handler] = {
    **dict.fromkeys(("title", "dc_title", "media_title"), _Entry.title),
    "link": _Entry.linked,
    **dict.fromkeys(("guid", "id"), _Entry.identified),
    **dict.fromkeys(_DATES, _Entry.dated),
    **dict.fromkeys(
        ("author", "managingeditor", "dc_author", "dc_creator", "itunes_author"), _Entry.written
    ),
    **dict.fromkeys(("webmaster", "dc_publisher"), _Entry.published_by),
    **dict.fromkeys(("language", "dc_language"), _Entry.spoken),
    **dict.fromkeys(
        ("description", "dc_description", "summary", "itunes_summary", "abstract"),
        _Entry.summarised,
    ),
    "media_description": _Entry.captioned,
    **dict.fromkeys(("content", "content_encoded", "fullitem"), _Entry.full),
    "enclosure": _Entry.enclosed,
    **dict.fromkeys(("category", "keywords", "dc_subject", "media_category"), _Entry.categorised),
    "itunes_category": _Entry.categorised_podcast,
    **dict.fromkeys(("tags", "itunes_keywords", "media_keywords"), _Entry.listed),
    "source": _Entry.sourced,
}
