"""What every kind returns."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.model import FeedInfo, RawItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """The items of one payload in the order in which they stand there."""

    items: tuple[RawItem, ...]
    feed: FeedInfo | None = None
    """What the feed says of itself; None where the payload is no feed."""
