"""One entry as feedparser read it, to a RawItem.

feedparser's dictionaries answer some keys with others (`updated` with `published`, under a
warning), so they are read with `dict.get`, by the names under which they store.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from monitor.kinds.web_address import web_address
from monitor.model import FeedInfo, RawItem, Source

_Values = Mapping[str, Any]
_MARKUP = re.compile(r"</[A-Za-z]|<(?:br|p|img|a)\b")
_PERSON = (  # name in group 1
    re.compile(r"\S+@\S+\s*\((.+)\)"),  # as RSS wants it
    re.compile(r"(.+?)\s*[(<]\S+@\S+[)>]"),
)
_NAME_CHARACTERS = 200
"""Longer is no name; bounds the work of taking it apart."""
_PAGE_TYPES = ("text/html", "application/xhtml+xml")


def base_for(version: str, feed: _Values, address: str) -> str:
    """Return what relative links are resolved against.

    RSS does not say; by custom it is the site that the channel links to. Atom says the address
    that the feed came from. A feed out of a file has only the link that it names.
    """
    site = web_address(_text(feed, "link"), address)
    fetched = web_address(address, "")
    preferred = (fetched, site) if version.startswith("atom") else (site, fetched)
    return preferred[0] or preferred[1] or ""


def feed_info(feed: _Values, address: str) -> FeedInfo:
    """Return what the feed says of itself, its dates as written."""
    return FeedInfo(
        title=_text(feed, "title"),
        link=web_address(_text(feed, "link"), address),
        language=_text(feed, "language"),
        updated=_text(feed, "updated") or _text(feed, "published"),
    )


def item(
    source: Source,
    entry: _Values,
    *,
    version: str,
    base: str,
    info: FeedInfo,
    warnings: tuple[str, ...],
) -> RawItem | None:
    """Return one entry, or None where it says nothing at all."""
    content, content_type = _content(entry)
    summary = _text(entry, "summary")
    if summary == content:
        summary = None  # feedparser fills an absent summary with the content
    published, updated = _dates(entry, version)
    url = _link(entry, version, base)
    title = _text(entry, "title")
    if not (title or url or content or summary):
        return None
    return RawItem(
        source=source.name,
        id=_text(entry, "id"),
        url=url,
        title=title,
        published=published,
        updated=updated,
        authors=tuple(dict.fromkeys(_names(entry))),
        publisher=_text(_values(entry, "source"), "title") or _text(entry, "publisher"),
        language=_language(entry) or info.language,
        summary=summary,
        content=content,
        content_type=content_type,
        tags=tuple(dict.fromkeys(_tags(entry))),
        enclosures=tuple(dict.fromkeys(_enclosures(entry, base))),
        warnings=warnings,
    )


def _text(values: _Values, key: str) -> str | None:
    value = dict.get(values, key) if isinstance(values, dict) else None
    return value.strip() or None if isinstance(value, str) else None


def _values(values: _Values, key: str) -> _Values:
    value = dict.get(values, key) if isinstance(values, dict) else None
    return value if isinstance(value, dict) else {}


def _each(values: _Values, key: str) -> list[_Values]:
    value = dict.get(values, key) if isinstance(values, dict) else None
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _content(entry: _Values) -> tuple[str | None, Literal["text/html", "text/plain"]]:
    """Return the fullest text, mark-up before plain; None where there is but a summary."""
    texts = [part for part in _each(entry, "content") if _text(part, "value")]
    marked_up = [part for part in texts if _text(part, "type") in _PAGE_TYPES]
    plain = [part for part in texts if _text(part, "type") == "text/plain"]
    if marked_up:
        return _text(max(marked_up, key=lambda part: len(part["value"])), "value"), "text/html"
    if not plain:
        return None, "text/html"
    value = _text(plain[0], "value") or ""
    # Atom's default type is text; feeds that forget to say html are many.
    return value, "text/html" if _MARKUP.search(value) else "text/plain"


def _dates(entry: _Values, version: str) -> tuple[str | None, str | None]:
    """Return the words of publication and of the last change.

    In RSS the only date that feedparser calls an update is `dc:date`: the publication, unless
    there is a `pubDate` as well.
    """
    published = _text(entry, "published")
    updated = _text(entry, "updated")
    if published is None and not version.startswith("atom"):
        return updated or _text(entry, "created"), None
    return published or _text(entry, "created"), updated


def _link(entry: _Values, version: str, base: str) -> str | None:
    """Return where the entry can be read, absolute, or None.

    feedparser takes a guid that is a permalink for the link where there is none.
    """
    alternates = [
        link for link in _each(entry, "links") if _text(link, "rel") in (None, "alternate")
    ]
    alternates.sort(key=lambda link: _text(link, "type") not in (None, *_PAGE_TYPES))
    guid = _text(entry, "id")
    written = [_text(entry, "feedburner_origlink")]
    written += [_text(link, "href") for link in alternates]
    if (link := _text(entry, "link")) != guid:
        written.append(link)
    addresses = (web_address(one, base) for one in written)
    if found := next((address for address in addresses if address), None):
        return found
    stored = dict(entry)
    empty_link = stored.get("link") == "" and version.startswith("rss")
    if stored.get("guidislink") or empty_link:
        return web_address(guid, "")  # never relative: a bare number is no address
    return None


def _names(entry: _Values) -> Iterator[str]:
    """Yield who wrote it; an address only where there is no name."""
    for author in _each(entry, "authors"):
        if words := _text(author, "name") or _text(author, "email"):
            matches = (form.fullmatch(words[:_NAME_CHARACTERS]) for form in _PERSON)
            found = next((match[1] for match in matches if match), words)
            yield found.strip().strip('"')


def _tags(entry: _Values) -> Iterator[str]:
    for tag in _each(entry, "tags"):
        if label := _text(tag, "label") or _text(tag, "term"):
            yield label


def _enclosures(entry: _Values, base: str) -> Iterator[str]:
    for link in _each(entry, "links"):
        if _text(link, "rel") == "enclosure" and (
            address := web_address(_text(link, "href"), base)
        ):
            yield address


def _language(entry: _Values) -> str | None:
    """Return the entry's own language, else that of its text or title."""
    parts = [*_each(entry, "content"), _values(entry, "summary_detail")]
    parts.append(_values(entry, "title_detail"))
    inner = (_text(part, "language") for part in parts)
    return _text(entry, "language") or next((language for language in inner if language), None)
