"""From what waits for a subscription to a digest and its outbox, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from monitor.clock import Clock
from monitor.coverage import coverage
from monitor.digest.compose import Candidate, compose
from monitor.digest.schedule import Schedule
from monitor.events import log_composed
from monitor.model import Digest, Subscription
from monitor.store import Store
from monitor.taxonomy import Taxonomy


class Composing:
    """Makes digests of what waits; nothing is sent here."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        subscriptions: Mapping[str, Subscription],
        taxonomy: Taxonomy,
    ) -> None:
        self.store = store
        self.clock = clock
        self.subscriptions = subscriptions
        self._taxonomy = taxonomy

    def compose(self, name: str, *, even_if_not_due: bool = False) -> Digest | None:
        """Put what waits for a subscription into a digest and its outbox, in one transaction.

        Returns None where it is not due or nothing waits; a due one with nothing to tell is
        next due at its next time.
        """
        subscription = self.subscriptions[name]
        now = self.clock()
        with self.store.transaction():
            state = self.store.alerts.state(name)
            waits = not schedule_of(subscription).is_immediate and not even_if_not_due
            if state is None or (state.due_at > now and waits):
                return None
            pending = self.store.alerts.pending(name)
            digest = self._digest(subscription, pending, state.composed_at, now)
            due_at = schedule_of(subscription).next_after(now)
            if digest is None:
                if not schedule_of(subscription).is_immediate:
                    self.store.alerts.composed(name, due_at=due_at, at=None)
                return None
            self.store.outbox.put(digest, subscription.channels, due_at=now)
            self.store.alerts.told(name, pending, digest.id)
            self.store.alerts.composed(name, due_at=due_at, at=now)
        log_composed(digest)
        return digest

    def preview(self, name: str) -> Digest | None:
        """Return the digest that would be sent now, writing nothing; None for an empty one."""
        state = self.store.alerts.state(name)
        return self._digest(
            self.subscriptions[name],
            self.store.alerts.pending(name),
            state.composed_at if state else None,
            self.clock(),
        )

    def _digest(
        self,
        subscription: Subscription,
        pending: Sequence[int],
        since: datetime | None,
        now: datetime,
    ) -> Digest | None:
        if not pending:
            return None
        candidates = [self._candidate(revision) for revision in pending]
        return compose(
            subscription,
            candidates,
            name_of=self._taxonomy.name_of,
            coverage=coverage(self.store, subscription, since, now=now),
            since=since,
            now=now,
        )

    def _candidate(self, revision: int) -> Candidate:
        stored = self.store.items.revision(revision)
        return Candidate(
            item=stored.id,
            number=stored.number,
            article=stored.article,
            matches=stored.matches,
            copies=stored.copies,
        )


def schedule_of(subscription: Subscription) -> Schedule:
    """Return when a subscription's digests are due."""
    return Schedule(subscription.schedule, subscription.timezone)
