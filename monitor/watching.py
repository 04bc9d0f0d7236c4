"""The sources that are watched: which are due, who has them, and what each look made of them.

It asks nothing and takes nothing in: that is the line's, which says here what came of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from monitor.clock import Clock
from monitor.errors import ParseError, SourceError
from monitor.events import log_notice, log_poll
from monitor.model import Notice, Source, SourceState
from monitor.outcome import Gathered, Polled
from monitor.polling import Limits, Steering
from monitor.settlement import Policy, settled
from monitor.steering import spread_overdue, steer
from monitor.store import Store

_LEASE_MARGIN = timedelta(minutes=2)
"""How much longer than its deadline a source is leased: time to take in what it gave."""


class Claimed(NamedTuple):
    """A source that is to be looked at now, and what is known of it."""

    source: Source
    state: SourceState


class Watching:
    """Hands out sources to look at, and records the looks."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        sources: Mapping[str, Source],
        tell: Callable[[Notice, Source], None],
        deadline: timedelta,
        limits: Limits,
        budget: int,
    ) -> None:
        """`tell` stores word of a source's condition, within a transaction; `deadline` is that of
        one answer; `budget` is in looks a day, 0 for some of each source.
        """
        self._store = store
        self._clock = clock
        self._sources = sources
        self._tell = tell
        self._lease = deadline + _LEASE_MARGIN
        self._limits = limits
        self._budget = budget
        self._steering = Steering()
        self._unsettled: list[Polled] = []

    def steer(self, elapsed: timedelta) -> None:
        """Set how often sources are looked at so that their looks a day meet the budget.

        To be called now and then, with the time since the last call.
        """
        self._steering = steer(
            self._store,
            self._sources,
            now=self._clock(),
            limits=self._limits,
            budget=self._budget,
            elapsed=elapsed,
        )

    def spread_overdue(self) -> None:
        """Spread sources that were due while nobody looked, if they are many: no stampede."""
        spread_overdue(self._store, self._sources, self._clock())

    def due(self, at: datetime) -> dict[str, list[str]]:
        """Return the names of the sources that are due at an instant, by host."""
        by_host: dict[str, list[str]] = {}
        for name, host in self._store.sources.due(at):
            if source := self._sources.get(name):
                by_host.setdefault(host, []).append(source.name)  # its own, no second copy
        return by_host

    def claim(self, names: Sequence[str], *, due: datetime | None = None) -> list[Claimed]:
        """Take these sources now, due or not; with `due` those only that were due then."""
        states = self._store.sources.claim(names, until=self._clock() + self._lease, due=due)
        return [
            Claimed(self._sources[one.name], one) for one in states if one.name in self._sources
        ]

    def has_waited(self, claimed: Claimed) -> bool:
        """Say whether so much of a lease is over that it is to be renewed before the look."""
        return claimed.state.due_at - self._clock() < self._lease / 2

    def renew(self, source: Source) -> None:
        """Keep a claimed source for as long again."""
        self._store.sources.claim([source.name], until=self._clock() + self._lease)

    def release(self, names: Sequence[str]) -> None:
        """Give claimed sources back unlooked-at: they are due at once."""
        self._store.sources.claim(names, until=self._clock())

    def looked(
        self,
        claimed: Claimed,
        gathered: Gathered,
        failure: SourceError | None,
        *,
        began_at: datetime,
        audited: bool,
    ) -> Polled:
        """Return what a look made of a source; it is recorded by the next `settle`."""
        source, state = claimed
        look, after, notices = settled(
            source,
            state,
            gathered,
            at=began_at,
            took=self._clock() - began_at,
            failure=failure,
            audited=audited,
            policy=Policy(limits=self._limits, pressure=self._steering.pressure),
        )
        polled = Polled(
            look=look,
            intake=gathered.intake,
            problems=tuple(gathered.problems),
            after=after,
            notices=notices,
        )
        self._unsettled.append(polled)
        return polled

    def crashed(self, claimed: Claimed, error: Exception) -> Polled:
        """Do as `looked` for a look that a defect of ours ended, so that it is seen and waits."""
        fact = f"defect in Monitor: {type(error).__name__}: {error}"
        failure = ParseError(claimed.source.name, fact)
        return self.looked(claimed, Gathered(), failure, began_at=self._clock(), audited=False)

    @property
    def unsettled(self) -> int:
        """How many looks wait to be settled."""
        return len(self._unsettled)

    def settle(self) -> None:
        """Record the looks since the last call: when each source is next due, and what to tell.

        Together, since a transaction for each costs more than most looks. What is lost in a
        crash is looked at again when its lease runs out.
        """
        if not self._unsettled:
            return
        waiting = self._unsettled[:]
        with self._store.transaction():
            self._store.sources.settle([(polled.look, polled.after) for polled in waiting])
            for polled in waiting:
                source = self._sources.get(polled.after.name)
                if source is not None and source.place == polled.after.address:
                    for notice in polled.notices:
                        self._tell(notice, source)
        del self._unsettled[: len(waiting)]
        for polled in waiting:
            log_poll(polled)
            for notice in polled.notices:
                log_notice(notice)
