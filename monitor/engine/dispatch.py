"""Who is looked at now: many hosts at once, a few sources of each, none too soon after another.

A source waits for its turn here, outside of the places that looks take, so that a host which
answers slowly fills no place that another could use.
"""

from __future__ import annotations

import asyncio
import heapq
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Iterable
from datetime import timedelta

from monitor.config.settings import FetchSettings
from monitor.model import Source
from monitor.watching import Claimed

Look = Callable[[Claimed], Awaitable[None]]


class Dispatcher:
    """Runs looks at claimed sources, at most `concurrent` at a time and `per_host` of one host.

    `spacing` says how long after one source of a host the next may begin.
    """

    def __init__(
        self, *, concurrent: int, per_host: int, spacing: Callable[[Source], timedelta]
    ) -> None:
        self._concurrent = concurrent
        self._per_host = per_host
        self._spacing = spacing
        self._waiting: dict[str, deque[tuple[Claimed, Look]]] = {}
        self._running: dict[str, int] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._ready: list[tuple[float, int, str]] = []
        self._listed: set[str] = set()
        """The hosts in `_ready`, each once: twice, two of its sources would begin together."""
        self._held: set[str] = set()
        """The sources that wait or are looked at."""
        self._order = 0
        self._not_before: dict[str, float] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._changed = asyncio.Event()

    @property
    def held(self) -> int:
        """How many sources wait or are looked at."""
        return len(self._held)

    @property
    def looking(self) -> Collection[asyncio.Task[None]]:
        """The looks under way, named by their sources."""
        return list(self._tasks.values())

    @property
    def busy_hosts(self) -> list[str]:
        """Hosts of which there are sources waiting already."""
        return list(self._waiting)

    def add(self, claimed: Iterable[Claimed], look: Look) -> None:
        """Put claimed sources in line; each is looked at by `look` when its turn comes.

        One that is held already, its lease having run out, is left out: its look goes on.
        """
        for one in claimed:
            if one.source.name in self._held:
                continue
            self._held.add(one.source.name)
            host = one.source.host
            line = self._waiting.get(host)
            if line is None:
                line = self._waiting[host] = deque()
                self._make_ready(host)
            line.append((one, look))
        self._start()

    def waiting(self) -> list[str]:
        """Take all that wait out of line and return their names."""
        names = [one.source.name for line in self._waiting.values() for one, _ in line]
        self._waiting.clear()
        self._ready.clear()
        self._listed.clear()
        self._held.difference_update(names)
        return names

    async def changed(self) -> None:
        """Return when a look has ended since the last call."""
        await self._changed.wait()
        self._changed.clear()

    def _make_ready(self, host: str) -> None:
        if host in self._listed:
            return
        self._listed.add(host)
        self._order += 1
        heapq.heappush(self._ready, (self._not_before.get(host, 0.0), self._order, host))

    def _start(self) -> None:
        """Begin whatever may begin now, and set the clock for what may begin next."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        while self._ready and self._ready[0][0] <= now and len(self._tasks) < self._concurrent:
            _, _, host = heapq.heappop(self._ready)
            self._listed.discard(host)
            line = self._waiting.get(host)
            if line is None or self._running.get(host, 0) >= self._per_host:
                continue  # comes back when one of its looks ends
            claimed, look = line.popleft()
            if not line:
                del self._waiting[host]
            self._begin(claimed, look, host, now)
            if line:
                self._make_ready(host)
        self._wake_for_next(loop, now)

    def _begin(self, claimed: Claimed, look: Look, host: str, now: float) -> None:
        name = claimed.source.name
        self._running[host] = self._running.get(host, 0) + 1
        self._not_before[host] = now + self._spacing(claimed.source).total_seconds()
        task = asyncio.get_running_loop().create_task(self._looked(look, claimed), name=name)
        self._tasks[name] = task
        task.add_done_callback(lambda _: self._ended(name, host))

    async def _looked(self, look: Look, claimed: Claimed) -> None:
        await look(claimed)

    def _ended(self, name: str, host: str) -> None:
        del self._tasks[name]
        self._held.discard(name)
        self._running[host] -= 1
        if host in self._waiting:
            self._make_ready(host)
        elif not self._running[host]:
            del self._running[host]
        self._changed.set()
        self._start()

    def _ring(self) -> None:
        self._timer = None
        self._start()

    def _wake_for_next(self, loop: asyncio.AbstractEventLoop, now: float) -> None:
        if self._ready and self._ready[0][0] > now and len(self._tasks) < self._concurrent:
            at = self._ready[0][0]
            if self._timer is not None and self._timer.when() > at:
                self._timer.cancel()
                self._timer = None
            if self._timer is None:  # one that rings sooner does no harm, and setting costs more
                self._timer = loop.call_at(at, self._ring)
        if len(self._not_before) > 1000 + len(self._running):
            self._not_before = {h: at for h, at in self._not_before.items() if at > now}


def dispatcher(settings: FetchSettings) -> Dispatcher:
    """Return a dispatcher as configured."""
    return Dispatcher(
        concurrent=settings.concurrent,
        per_host=settings.per_host,
        spacing=lambda source: max(source.spacing or settings.spacing, settings.spacing),
    )
