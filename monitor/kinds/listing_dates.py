"""The date in an entry's words, cut out so that it can be read."""

from __future__ import annotations

import re
from datetime import datetime

from monitor.model import Source

_MAX_TEXT = 1000
_DAY_WITHIN = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s?(?:年|[-/.])\s?(\d{1,2})\s?(?:月|[-/.])\s?(\d{1,2})(?!\d)"
)


def readable_date(text: str, source: Source, now: datetime) -> str | None:
    """Return the part of `text` that states a date which Monitor can read, as written, or None.

    `关于…的公告 2026年5月6`, as in titles of MOFCOM's old tree, gives `2026年5月6日`.
    """
    from monitor import dates  # and its patterns, which nothing unchanged needs

    def is_read(part: str) -> bool:
        return (
            dates.read(part, timezone=source.timezone, now=now, language=source.language)
            is not None
        )

    if is_read(text):
        return text
    text = text[:_MAX_TEXT]
    found = dates.find(text, timezone=source.timezone, now=now, language=source.language)
    if found is not None:
        return found.text
    day = _DAY_WITHIN.search(text)
    if day is None:
        return None
    written = f"{day[0]}日" if "月" in day[0] else day[0]
    return written if is_read(written) else None
