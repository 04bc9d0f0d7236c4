"""Did we look? What a digest's foot says of the sources and of what was held back."""

from __future__ import annotations

from datetime import datetime

from monitor.errors import without_address
from monitor.model import BlindSource, Coverage, Subscription
from monitor.store import Store


def coverage(
    store: Store, subscription: Subscription, since: datetime | None, *, now: datetime
) -> Coverage:
    """Return how many enabled sources could be looked at, which not, and what was held.

    `since` is the subscription's last digest, None before its first.
    """
    sight = store.sources.sight(now, subscription.sources)
    blind = tuple(
        BlindSource(
            name=one.name,
            cause=without_address(one.fact or one.cause or "unknown"),
            since=one.failing_since,
        )
        for one in sight.blind
        if one.failing_since is not None
    )
    return Coverage(
        sources=sight.sources,
        looked=sight.looked,
        blind=blind,
        items=store.items.read_since(since, sources=subscription.sources),
        held=store.alerts.held(subscription, since),
    )
