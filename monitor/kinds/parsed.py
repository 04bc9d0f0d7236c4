"""What every kind returns."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.model import FeedInfo, RawItem, Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """The items of one payload in the order in which they stand there."""

    items: tuple[RawItem, ...]
    feed: FeedInfo | None = None
    """What the feed says of itself; None where the payload is no feed."""
    follow: tuple[Request, ...] = ()
    """Further answers that belong to this look: the parts of an index, the data behind a page."""
    older: Request | None = None
    """What to ask for the items before these in time; None: the kind or the source has no more."""
    is_window: bool = True
    """Whether these are the newest of more: if none is known, items in between may be lost."""
    drift: tuple[str, ...] = ()
    """Selectors and fields that found nothing or hardly anything though they should, each as a
    phrase: `date "span.time" in 0 of 20 entries`."""
