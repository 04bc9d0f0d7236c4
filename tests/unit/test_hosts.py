"""The gate in front of hosts: how many at a time, how far apart, and nothing kept for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

import pytest

from monitor.fetch.hosts import Hosts, NotBefore, TurnTooLate


class Ticking:
    """A clock that goes on only while somebody pauses, by exactly as long."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def now(self) -> float:
        return self.seconds

    async def pause(self, seconds: float) -> None:
        await asyncio.sleep(0)
        self.seconds += seconds


def gate(clock: Ticking, *, per_host: int = 2, spacing: float = 0, longest: float = 120) -> Hosts:
    return Hosts(
        per_host=per_host,
        spacing=timedelta(seconds=spacing),
        longest_wait=timedelta(seconds=longest),
        now=clock.now,
        pause=clock.pause,
    )


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(work)


async def settled() -> None:
    """Let every task go on until it waits."""
    for _ in range(20):
        await asyncio.sleep(0)


def test_no_more_than_allowed_are_under_way_and_the_next_comes_when_one_ends() -> None:
    async def work() -> None:
        hosts = gate(Ticking())
        entered: list[int] = []

        async def one(number: int) -> None:
            await hosts.enter("a.example")
            entered.append(number)

        tasks = [asyncio.create_task(one(number)) for number in range(4)]
        await settled()
        assert entered == [0, 1]
        hosts.leave("a.example")
        await settled()
        assert entered == [0, 1, 2]
        hosts.leave("a.example")
        hosts.leave("a.example")
        await asyncio.gather(*tasks)
        assert entered == [0, 1, 2, 3]
        hosts.leave("a.example")
        hosts.leave("a.example")
        assert len(hosts) == 0

    run(work())


def test_a_slow_host_delays_no_other() -> None:
    async def work() -> None:
        hosts = gate(Ticking())
        for _ in range(2):
            await hosts.enter("slow.example")
        stuck = [asyncio.create_task(hosts.enter("slow.example")) for _ in range(50)]
        await settled()

        assert not hosts.enters_at_once("slow.example")
        assert all(hosts.enters_at_once(f"{number}.example") for number in range(100))
        for task in stuck:
            task.cancel()
        await asyncio.gather(*stuck, return_exceptions=True)

    run(work())


def test_starts_are_spaced_and_the_larger_wish_wins() -> None:
    async def work() -> None:
        clock = Ticking()
        hosts = gate(clock, spacing=1)
        started: list[float] = []
        for spacing in (None, timedelta(seconds=0.1), timedelta(seconds=5), None):
            await hosts.enter("a.example", spacing)
            started.append(clock.seconds)
            hosts.leave("a.example")

        assert started == [100, 101, 102, 107]
        await hosts.enter("a.example")
        assert clock.seconds == 112  # what one source wishes holds for all of the host

    run(work())


def test_a_wish_for_more_than_a_minute_is_a_minute() -> None:
    async def work() -> None:
        clock = Ticking()
        hosts = gate(clock)
        await hosts.enter("a.example", timedelta(hours=1))
        await hosts.enter("a.example")
        assert clock.seconds == 160

    run(work())


def test_a_host_that_asks_for_patience_is_left_alone() -> None:
    async def work() -> None:
        clock = Ticking()
        hosts = gate(clock)
        hosts.hold("a.example", timedelta(seconds=30))
        await hosts.enter("a.example")
        assert clock.seconds == 130
        hosts.leave("a.example")

        hosts.hold("a.example", timedelta(hours=2))
        hosts.hold("a.example", timedelta(seconds=1))  # the longer holds
        with pytest.raises(NotBefore) as caught:
            await hosts.enter("a.example")
        assert caught.value.wait == timedelta(hours=2)
        assert hosts.enters_at_once("b.example")

    run(work())


def test_who_waits_when_a_hold_comes_is_told_as_well() -> None:
    async def work() -> None:
        hosts = gate(Ticking(), per_host=1)
        await hosts.enter("a.example")
        waiting = asyncio.create_task(hosts.enter("a.example"))
        await settled()
        hosts.hold("a.example", timedelta(hours=1))
        hosts.leave("a.example")
        with pytest.raises(NotBefore):
            await waiting

    run(work())


def test_nobody_waits_for_ever() -> None:
    async def work() -> None:
        hosts = gate(Ticking(), longest=0.01)
        for _ in range(2):
            await hosts.enter("a.example")
        with pytest.raises(TurnTooLate):
            await hosts.enter("a.example")

    run(work())


def test_one_that_gives_up_waiting_takes_no_place() -> None:
    async def work() -> None:
        hosts = gate(Ticking(), per_host=1)
        await hosts.enter("a.example")
        impatient, patient = (asyncio.create_task(hosts.enter("a.example")) for _ in range(2))
        await settled()
        impatient.cancel()
        await settled()
        hosts.leave("a.example")
        await patient
        hosts.leave("a.example")
        assert len(hosts) == 0

    run(work())


def test_hosts_that_nobody_asks_are_forgotten() -> None:
    async def work() -> None:
        clock = Ticking()
        hosts = gate(clock, spacing=0.5)
        for number in range(5000):
            await hosts.enter(f"{number}.example")
            hosts.leave(f"{number}.example")
            clock.seconds += 0.01
        assert len(hosts) <= 513

    run(work())
