"""One entry under feedparser's names, whichever reader gave it, to a RawItem.

feedparser's dictionaries answer some keys with others (`updated` with `published`, under a
warning), so they are read with `dict.get`, by the names under which they store.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any, Literal

from monitor.kinds.feed_dates import plain_date
from monitor.kinds.feed_reading import Values
from monitor.kinds.web_address import web_address
from monitor.model import FeedInfo, RawItem, Source

_MARKUP = re.compile(r"</[A-Za-z]|<(?:br|p|img|a)\b")
_NOT_PLAIN = re.compile(r"<[A-Za-z/!]|&(?:\w+|#\w+);")
_PERSON = (  # name in group 1
    re.compile(r"\S+@\S+\s*\((.+)\)"),  # as RSS wants it
    re.compile(r"(.+?)\s*[(<]\S+@\S+[)>]"),
)
_NAME_CHARACTERS = 200
"""Longer is no name; bounds the work of taking it apart."""
_NOTHING: Values = {}
_get: Callable[[Values, str], Any] = dict.get  # type: ignore[assignment]
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_PLAIN_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[^\s?#;\\]*)?(?:\?[^\s#;]+)?")
"""An address that stays as it is when it is made absolute: nearly all are of this form."""
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(days=7),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
"""Source: https://web.resource.org/rss/1.0/modules/syndication/"""
_MAX_TTL = timedelta(days=1)
"""Feeds that ask for more are more often mistaken than that slow."""


def base_for(version: str, feed: Values, address: str) -> str:
    """Return what relative links are resolved against.

    RSS does not say; by custom it is the site that the channel links to. Atom says the address
    that the feed came from. A feed out of a file has only the link that it names.
    """
    site = _address(_text(feed, "link"), address)
    fetched = web_address(address, "")
    preferred = (fetched, site) if version.startswith("atom") else (site, fetched)
    return preferred[0] or preferred[1] or ""


def feed_info(feed: Values, address: str) -> FeedInfo:
    """Return what the feed says of itself, its dates as written."""
    return FeedInfo(
        title=_text(feed, "title"),
        link=_address(_text(feed, "link"), address),
        language=_text(feed, "language"),
        updated=plain_date(_text(feed, "updated") or _text(feed, "published")),
        ttl=_ttl(feed),
    )


def _ttl(feed: Values) -> timedelta | None:
    """Return how long a feed asks to be left alone: `ttl` in minutes, or its period."""
    if asked := _count(_text(feed, "ttl")):
        return min(timedelta(minutes=asked), _MAX_TTL)
    period = _PERIODS.get((_text(feed, "sy_updateperiod") or "").lower())
    if period is None:
        return None
    times = _count(_text(feed, "sy_updatefrequency")) or 1
    return max(timedelta(minutes=1), min(period / times, _MAX_TTL))


def _count(text: str | None) -> int:
    """Return a whole number, 0 where the text is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else 0


def authors(values: Values) -> tuple[str, ...]:
    """Return the names of who wrote an entry or, in Atom, all entries of a feed."""
    return tuple(dict.fromkeys(_names(values))) if _get(values, "authors") else ()


def item(
    source: Source,
    entry: Values,
    *,
    version: str,
    base: str,
    info: FeedInfo,
    by: tuple[str, ...],
    warnings: tuple[str, ...],
) -> RawItem | None:
    """Return one entry, or None where it says nothing at all.

    `by` are the authors of entries that name none. Source: RFC 4287, section 4.1.2.
    """
    content, content_type = _content(entry)
    summary = _text(entry, "summary")
    if summary is None and content is None:
        summary = _text(entry, "media_description")
    if summary == content:
        summary = None  # feedparser fills an absent summary with the content
    elif summary and content and content_type == "text/plain" and _NOT_PLAIN.search(summary):
        content, content_type = _as_html(content), "text/html"  # one type holds for both
    elif summary and content_type == "text/html" and _is_plain(entry, summary, version):
        summary = summary.replace("<", "&lt;")
    published, updated = _dates(entry, version)
    url = _link(entry, version, base)
    title = _text(entry, "title")
    origin = _values(entry, "source")
    if not (title or url or content or summary):
        return None
    return RawItem(
        source=source.name,
        id=_text(entry, "id"),
        url=url,
        title=title,
        published=plain_date(published),
        updated=plain_date(updated),
        authors=authors(entry) or (authors(origin) if origin else ()) or by,
        publisher=(_text(origin, "title") if origin else None) or _text(entry, "publisher"),
        language=_language(entry) or info.language,
        summary=summary,
        content=content,
        content_type=content_type,
        tags=tuple(dict.fromkeys(_tags(entry))) if _get(entry, "tags") else (),
        enclosures=tuple(dict.fromkeys(_enclosures(entry, base))),
        warnings=warnings,
    )


def _address(written: str | None, base: str) -> str | None:
    """Return what `web_address` does, at once where nothing is to be done."""
    if written and _PLAIN_ADDRESS.fullmatch(written):
        return written
    return web_address(written, base)


def _as_html(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>\n")


def _is_plain(entry: Values, summary: str, version: str) -> bool:
    """Say whether a summary with a `<` is text all the same: only Atom can say so."""
    return (
        "<" in summary
        and version.startswith("atom")
        and _text(_values(entry, "summary_detail"), "type") == "text/plain"
        and not _MARKUP.search(summary)
    )


def _text(values: Values, key: str) -> str | None:
    value = _get(values, key)
    return value.strip() or None if value.__class__ is str else None


def _values(values: Values, key: str) -> Values:
    value = _get(values, key)
    return value if isinstance(value, dict) else _NOTHING


def _each(values: Values, key: str) -> Sequence[Values]:
    value = _get(values, key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else ()


def _content(entry: Values) -> tuple[str | None, Literal["text/html", "text/plain"]]:
    """Return the fullest text, mark-up before plain; None where there is but a summary."""
    fullest = plain = None
    for part in _each(entry, "content"):
        value, kind = _text(part, "value"), _text(part, "type")
        if value and kind in _PAGE_TYPES and len(value) > len(fullest or ""):
            fullest = value
        elif value and kind == "text/plain":
            plain = plain or value
    if fullest or not plain:
        return fullest, "text/html"
    # Atom's default type is text; feeds that forget to say html are many.
    return plain, "text/html" if _MARKUP.search(plain) else "text/plain"


def _dates(entry: Values, version: str) -> tuple[str | None, str | None]:
    """Return the words of publication and of the last change.

    In RSS the only date that feedparser calls an update is `dc:date`: the publication, unless
    there is a `pubDate` as well.
    """
    published = _text(entry, "published")
    updated = _text(entry, "updated")
    if published is None and not version.startswith("atom"):
        return updated or _text(entry, "created"), None
    return published or _text(entry, "created"), updated


def _link(entry: Values, version: str, base: str) -> str | None:
    """Return where the entry can be read, absolute, or None.

    feedparser takes a guid that is a permalink for the link where there is none.
    """
    guid = _text(entry, "id")
    link = _text(entry, "link")
    for written in (
        _text(entry, "feedburner_origlink"),
        *_alternates(_each(entry, "links")),
        link if link != guid else None,
    ):
        if address := _address(written, base):
            return address
    empty_link = _get(entry, "link") == "" and version.startswith("rss")
    if _get(entry, "guidislink") or empty_link:
        return web_address(guid, "")  # never relative: a bare number is no address
    return None


def _alternates(links: Sequence[Values]) -> list[str | None]:
    """Return the addresses of an entry itself, those of pages first."""
    found = [link for link in links if _text(link, "rel") in (None, "alternate")]
    if len(found) > 1:
        found.sort(key=lambda link: _text(link, "type") not in (None, *_PAGE_TYPES))
    return [_text(link, "href") for link in found]


def _names(entry: Values) -> Iterator[str]:
    """Yield who wrote it; an address only where there is no name."""
    for author in _each(entry, "authors"):
        if words := _text(author, "name") or _text(author, "email"):
            yield (_name(words) if "@" in words else words).strip().strip('"')


def _name(words: str) -> str:
    """Return the name in words that hold an address too, or else the words."""
    matches = (form.fullmatch(words[:_NAME_CHARACTERS]) for form in _PERSON)
    return next((match[1] for match in matches if match), words)


def _tags(entry: Values) -> Iterator[str]:
    for tag in _each(entry, "tags"):
        term, label = _text(tag, "term"), _text(tag, "label")
        is_address = term is not None and term.startswith(("http://", "https://"))
        if name := (label if is_address and label else term or label):
            yield name


def _enclosures(entry: Values, base: str) -> Iterator[str]:
    for link in _each(entry, "links"):
        if _text(link, "rel") == "enclosure" and (address := _address(_text(link, "href"), base)):
            yield address


def _language(entry: Values) -> str | None:
    """Return the entry's own language, else that of its text or title."""
    if own := _text(entry, "language"):
        return own
    details = (_values(entry, "summary_detail"), _values(entry, "title_detail"))
    for part in (*_each(entry, "content"), *details):
        if inner := _text(part, "language"):
            return inner
    return None
