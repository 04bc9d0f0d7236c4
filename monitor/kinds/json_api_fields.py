"""One item of an answer, its values turned into the texts of a RawItem; what found nothing.

Values come in every type: numbers as ids, Unix times as dates, lists of one, nested objects.
A value that is no text where one is wanted is absent, and if it is so in all items, is reported.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from monitor.errors import LayoutError
from monitor.kinds.feed_bounds import MAX_ITEMS
from monitor.kinds.json_api_options import FIELDS, JsonApiOptions, options_of
from monitor.kinds.json_api_paths import found_in_item
from monitor.kinds.web_address import web_address
from monitor.model import RawItem, Source

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a character; JSON can write it (`\\ud800`), UTF-8 and so the store cannot."""
_EPOCH_TEXT = re.compile(r"\d{10}(?:\d{3}){0,3}(?:\.0+)?")
_MARKUP = re.compile(r"<[A-Za-z/!][^<>]*>|&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,30});")
_MAX_TEXTS = 200
"""Names, subjects or paragraphs of one item."""
_MAX_DEPTH = 4
"""Of lists in lists in which texts are looked for."""
_ALWAYS_REPORTED = ("id", "title", "url", "published")
_SURELY_DRIFT = 5
"""Items in which an optional field is absent before that is reported; few may well have none."""


def items_in(
    source: Source, rows: Sequence[Any], *, base: str, warnings: tuple[str, ...]
) -> tuple[tuple[RawItem, ...], tuple[str, ...]]:
    """Return the items that rows of an answer are, in their order, and which fields found nothing.

    `base` is where relative links start. Rows without title, text, address and id are left out.

    Raises:
        LayoutError: there are rows, but nothing is found in any.
    """
    options = options_of(source)
    zone = ZoneInfo(source.timezone)
    if len(rows) > MAX_ITEMS:
        warnings = (*warnings, f"only the first {MAX_ITEMS:,} of {len(rows):,} items were read")
    wanted = {name: path for name in FIELDS if (path := getattr(options, name))}
    counts = dict.fromkeys(wanted, 0)
    items = []
    for row in rows[:MAX_ITEMS]:
        values = {name: texts(found_in_item(path, row)) for name, path in wanted.items()}
        for name, value in values.items():
            counts[name] += bool(value)
        if item := _item(source, values, options.link_base or base, zone, warnings):
            items.append(item)
    if rows and not items:
        raise LayoutError(source.name, _nothing_found(options, len(rows)))
    return tuple(items), tuple(_drift(wanted, counts, min(len(rows), MAX_ITEMS)))


def _nothing_found(options: JsonApiOptions, rows: int) -> str:
    paths = ", ".join(
        f'{name} "{path}"' for name in ("title", "url", "id") if (path := getattr(options, name))
    )
    return f"none of {rows} items has {paths}; compare the options with the answer"


def _drift(wanted: dict[str, str], counts: dict[str, int], rows: int) -> Iterator[str]:
    for name, path in wanted.items():
        if rows and not counts[name] and (name in _ALWAYS_REPORTED or rows >= _SURELY_DRIFT):
            yield f'{name} "{path}" in 0 of {rows} items'


def _item(
    source: Source,
    values: dict[str, list[str]],
    base: str,
    zone: ZoneInfo,
    warnings: tuple[str, ...],
) -> RawItem | None:
    """Return the item of these texts, or None where there is nothing to know it by."""

    def first(name: str) -> str | None:
        return next(iter(values.get(name, ())), None)

    def paragraphs(name: str) -> str | None:
        return "\n\n".join(values.get(name, ())) or None

    url = web_address(first("url"), base)
    summary, content = paragraphs("summary"), paragraphs("content")
    if not (first("title") or content) or not (url or first("id") or first("title")):
        return None
    addresses = (web_address(one, base) for one in values.get("enclosures", ()))
    marked_up = _MARKUP.search(content or summary or "")
    return RawItem(
        source=source.name,
        id=first("id"),
        url=url,
        title=first("title"),
        published=date_text(first("published"), zone),
        updated=date_text(first("updated"), zone),
        date_origin="api",
        authors=tuple(dict.fromkeys(values.get("authors", ()))),
        publisher=first("publisher"),
        language=first("language"),
        summary=summary,
        content=content,
        content_type="text/html" if marked_up else "text/plain",
        tags=tuple(dict.fromkeys(values.get("tags", ()))),
        enclosures=tuple(dict.fromkeys(one for one in addresses if one)),
        warnings=warnings,
    )


def texts(value: Any, depth: int = 0) -> list[str]:
    """Return the texts that a value is or holds: of a list all, of an object none."""
    if isinstance(value, list):
        if depth >= _MAX_DEPTH:
            return []
        return [text for one in value[:_MAX_TEXTS] for text in texts(one, depth + 1)][:_MAX_TEXTS]
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return []
    if isinstance(value, float):
        if not math.isfinite(value):
            return []
        value = int(value) if value.is_integer() else value
    text = _LONE_SURROGATE.sub("\ufffd", str(value)).strip()
    return [text] if text else []


def date_text(written: str | None, zone: ZoneInfo) -> str | None:
    """Return a date as written, Unix time as ISO 8601 in the source's zone.

    Midnight there to the second is a day: interfaces that keep days only write them so.
    """
    if written is None or not _EPOCH_TEXT.fullmatch(written):
        return written
    digits = written.partition(".")[0]
    try:
        at = datetime.fromtimestamp(int(digits) / 10 ** (len(digits) - 10), tz=UTC)
    except (ValueError, OverflowError, OSError):
        return written
    here = at.astimezone(zone).replace(microsecond=0)
    if (here.hour, here.minute, here.second) == (0, 0, 0):
        return here.date().isoformat()
    return here.isoformat()
