"""Manners towards hosts, over all sources: how many requests at a time, and how far apart.

Hosts that nobody asks are forgotten; one that is asked costs a few microseconds more.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta

LONGEST_SPACING = timedelta(seconds=60)
"""However much more a robots.txt asks for."""
_MANY = 512
_MANY_WISHES = 4096


class NotBefore(Exception):
    """The host is not to be asked for longer than anybody waits here; `wait` says how long."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        super().__init__(f"not to be asked for another {wait.total_seconds():.0f} s")


class TurnTooLate(Exception):
    """So many requests wait for the same host that this one's turn did not come in time."""


class _Host:
    __slots__ = ("freed", "not_before", "running", "turn", "waiting")

    def __init__(self) -> None:
        self.running = 0
        self.waiting = 0
        self.not_before = 0.0
        self.turn: asyncio.Lock | None = None
        self.freed: asyncio.Event | None = None
        """Both made where somebody has to wait, which is rare."""


class Hosts:
    """The gate in front of all hosts. `enter` and `leave` come in pairs."""

    def __init__(
        self,
        *,
        per_host: int = 2,
        spacing: timedelta = timedelta(0),
        longest_wait: timedelta = timedelta(minutes=2),
        now: Callable[[], float] = time.monotonic,
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """At most `per_host` at a time, starting `spacing` apart; nobody waits `longest_wait`."""
        self._per_host = per_host
        self._spacing = spacing.total_seconds()
        self._longest_wait = longest_wait.total_seconds()
        self._now = now
        self._pause = pause
        self._hosts: dict[str, _Host] = {}
        self._wider: dict[str, float] = {}
        """Seconds between starts, for hosts of which a source or robots.txt wishes more."""
        self._many = _MANY

    def __len__(self) -> int:
        """Return how many hosts are remembered."""
        return len(self._hosts)

    def enters_at_once(self, name: str, spacing: timedelta | None = None) -> bool:
        """Enter if that needs no waiting; returns whether it did."""
        host = self._hosts.get(name)
        if host is None:
            host = self._remember(name)
        elif host.waiting or host.running >= self._per_host or host.not_before > self._now():
            return False
        self._start(name, host, spacing)
        return True

    async def enter(self, name: str, spacing: timedelta | None = None) -> None:
        """Wait until a request to host `name` may start; first come, first served.

        `spacing` is how long the next one is to wait at the least, if more than usual.

        Raises:
            NotBefore: it asked to be left alone for longer than anybody waits.
            TurnTooLate: too many others wait for it.
        """
        if self.enters_at_once(name, spacing):
            return
        host = self._hosts[name]
        self._refuse_long_wait(host)
        if not host.waiting or host.turn is None or host.freed is None:
            host.turn, host.freed = asyncio.Lock(), asyncio.Event()
        host.waiting += 1
        try:
            async with asyncio.timeout(self._longest_wait), host.turn:
                while True:
                    if host.running >= self._per_host:
                        host.freed.clear()
                        await host.freed.wait()
                    elif (wait := host.not_before - self._now()) > 0:
                        self._refuse_long_wait(host)
                        await self._pause(wait)
                    else:
                        break
                self._start(name, host, spacing)
        except TimeoutError as error:
            raise TurnTooLate from error
        finally:
            host.waiting -= 1

    def leave(self, name: str) -> None:
        """Let the next one in: the request that entered is over."""
        host = self._hosts.get(name)
        if host is None:
            return
        host.running -= 1
        if host.freed is not None:
            host.freed.set()
        if not host.running and not host.waiting and host.not_before <= self._now():
            del self._hosts[name]

    def hold(self, name: str, wait: timedelta) -> None:
        """Ask nothing of host `name` for so long, as it wishes."""
        host = self._hosts.get(name) or self._remember(name)
        host.not_before = max(host.not_before, self._now() + wait.total_seconds())

    def _start(self, name: str, host: _Host, spacing: timedelta | None) -> None:
        seconds = self._wider.get(name, self._spacing)
        if spacing is not None:
            wished = min(spacing, LONGEST_SPACING).total_seconds()
            if wished > seconds:
                self._widen(name, wished)
                seconds = wished
        host.running += 1
        if seconds:
            host.not_before = max(host.not_before, self._now() + seconds)

    def _widen(self, name: str, seconds: float) -> None:
        if len(self._wider) >= _MANY_WISHES:
            self._wider.clear()
        self._wider[name] = seconds

    def _refuse_long_wait(self, host: _Host) -> None:
        wait = host.not_before - self._now()
        if wait > self._longest_wait:
            raise NotBefore(timedelta(seconds=wait))

    def _remember(self, name: str) -> _Host:
        if len(self._hosts) >= self._many:
            now = self._now()
            self._hosts = {
                name: host
                for name, host in self._hosts.items()
                if host.running or host.waiting or host.not_before > now
            }
            self._many = max(_MANY, 2 * len(self._hosts))
        host = self._hosts[name] = _Host()
        return host
