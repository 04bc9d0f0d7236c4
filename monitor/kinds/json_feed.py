"""JSON Feed 1.0 and 1.1, read leniently: a wrong type is an absent value, never a lost feed.

Source: https://www.jsonfeed.org/version/1.1/
"""

from __future__ import annotations

import json
import re
from typing import Any

from monitor.errors import ParseError
from monitor.kinds.feed_bounds import MAX_ITEMS
from monitor.kinds.feed_paging import page_at
from monitor.kinds.parsed import Parsed
from monitor.kinds.web_address import web_address
from monitor.model import FeedInfo, Payload, RawItem, Source

_VERSION = "jsonfeed.org/version/"
_VERSION_WITHIN = 2000
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a character; JSON can write it (`\\ud800`), UTF-8 and so the store cannot."""

JsonObject = dict[str, Any]


def is_json_feed(text: str) -> bool:
    """Say whether `text` begins an object that names JSON Feed as its version."""
    start = text[:_VERSION_WITHIN].lstrip("\ufeff \t\r\n")
    # The members of an object may come in any order, so the version may be the last.
    return start.startswith("{") and (
        _VERSION in start.replace("\\/", "/")
        or _VERSION in text[-_VERSION_WITHIN:].replace("\\/", "/")
    )


def parse_json_feed(
    source: Source, payload: Payload, text: str, warnings: tuple[str, ...]
) -> Parsed:
    """Return the items of a JSON Feed in its order; `warnings` are put on each of them.

    Raises:
        ParseError: no JSON, or JSON that is no feed.
    """
    try:
        document: Any = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise ParseError(source.name, f"not a feed: JSON that is broken: {error}") from error
    version = document.get("version") if isinstance(document, dict) else None
    items = document.get("items") if isinstance(document, dict) else None
    if not (isinstance(version, str) and _VERSION in version and isinstance(items, list)):
        raise ParseError(source.name, "not a feed: JSON that is no JSON Feed")
    if len(items) > MAX_ITEMS:
        warnings = (*warnings, f"only the first {MAX_ITEMS:,} of {len(items):,} items were read")
    base = web_address(_text(document, "feed_url"), payload.url) or payload.url
    info = FeedInfo(
        title=_text(document, "title"),
        link=web_address(_text(document, "home_page_url"), base),
        language=_text(document, "language"),
    )
    if not web_address(base, "") and info.link:
        base = info.link
    authors = _authors(document)
    read = (
        _item(source, entry, base, info, authors, warnings)
        for entry in items[:MAX_ITEMS]
        if isinstance(entry, dict)
    )
    return Parsed(items=tuple(read), feed=info, older=page_at(_text(document, "next_url"), payload))


def _item(
    source: Source,
    entry: JsonObject,
    base: str,
    info: FeedInfo,
    authors: tuple[str, ...],
    warnings: tuple[str, ...],
) -> RawItem:
    marked_up = _text(entry, "content_html")
    attached = [one for one in _list(entry, "attachments") if isinstance(one, dict)]
    addresses = (web_address(_text(one, "url"), base) for one in attached)
    return RawItem(
        source=source.name,
        id=_text(entry, "id"),
        url=web_address(_text(entry, "url"), base)
        or web_address(_text(entry, "external_url"), base)
        or web_address(_text(entry, "id"), ""),
        title=_text(entry, "title"),
        published=_text(entry, "date_published"),
        updated=_text(entry, "date_modified"),
        authors=_authors(entry) or authors,
        language=_text(entry, "language") or info.language,
        summary=_text(entry, "summary"),
        content=marked_up or _text(entry, "content_text"),
        content_type="text/html" if marked_up else "text/plain",
        tags=tuple(
            dict.fromkeys(
                _LONE_SURROGATE.sub("\ufffd", tag.strip())
                for tag in _list(entry, "tags")
                if isinstance(tag, str) and tag.strip()
            )
        ),
        enclosures=tuple(address for address in addresses if address),
        warnings=warnings,
    )


def _text(of: JsonObject, key: str) -> str | None:
    """Return a string, or a number as it is written (version 1.0 allowed them as ids)."""
    value = of.get(key)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return _LONE_SURROGATE.sub("\ufffd", str(value)).strip() or None


def _list(of: JsonObject, key: str) -> list[Any]:
    value = of.get(key)
    return value if isinstance(value, list) else []


def _authors(of: JsonObject) -> tuple[str, ...]:
    """Return names from `authors`, or from the `author` of version 1.0."""
    people = [*_list(of, "authors"), of.get("author")]
    names = (_text(person, "name") for person in people if isinstance(person, dict))
    return tuple(dict.fromkeys(name for name in names if name))
