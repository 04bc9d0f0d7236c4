"""What both readers of XML feeds hand on: the fast one and the tolerant one give the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

Values = Mapping[str, Any]
"""Values of one feed or entry by feedparser's names, as written, mark-up included."""


class FeedReading(NamedTuple):
    """What stands in a feed."""

    version: str
    """feedparser's name for the format, such as `rss20`; "" if the text is no feed."""
    feed: Values
    entries: Sequence[Values]
    broken: str | None = None
    """Where and how the XML is broken, or None."""
