"""Who is looked at now: hosts take turns, and a slow one holds up nobody else."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.engine.dispatch import Dispatcher
from monitor.engine.due import DueSources
from monitor.watching import Claimed
from tests.build import NOON, source, state


def claimed(name: str, host: str) -> Claimed:
    return Claimed(source(name=name, url=f"https://{host}/{name}"), state(name=name))


def test_one_host_gets_a_few_places_and_a_busy_one_none() -> None:
    slow = [f"slow-{number}" for number in range(10)]
    due = DueSources({"slow.example": slow, "busy.example": ["b"], "other.example": ["o"]}, NOON)

    assert due.take(100, ["busy.example"]) == [*slow[:8], "o"]
    assert due.take(100, ["busy.example"]) == slow[8:]
    assert due.take(100, ["busy.example"]) == []
    assert due.take(100, []) == ["b"]
    assert not due


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 20)), st.integers(1, 9))
def test_everything_due_is_handed_out_once(sizes: dict[str, int], number: int) -> None:
    by_host = {host: [f"{host}{n}" for n in range(size)] for host, size in sizes.items()}
    due, taken = DueSources(by_host, NOON), list[str]()
    while names := due.take(number, ()):
        taken += names

    assert sorted(taken) == sorted(name for names in by_host.values() for name in names)


class Looks:
    """Looks that last until they are let go."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self._held: dict[str, asyncio.Event] = {}

    async def __call__(self, one: Claimed) -> None:
        self.begun.append(one.source.name)
        await self._held.setdefault(one.source.name, asyncio.Event()).wait()

    def end(self, name: str) -> None:
        self._held[name].set()


def dispatcher(*, concurrent: int = 10, per_host: int = 2, spacing: float = 0.0) -> Dispatcher:
    return Dispatcher(
        concurrent=concurrent,
        per_host=per_host,
        spacing=lambda _: timedelta(seconds=spacing),
    )


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def test_a_host_gets_so_many_places_and_the_next_when_one_ends() -> None:
    async def work() -> None:
        looks, turns = Looks(), dispatcher()
        turns.add([claimed(name, "slow.example") for name in ("a", "b", "c")], looks)
        await settle()
        assert looks.begun == ["a", "b"]
        assert (turns.held, turns.busy_hosts) == (3, ["slow.example"])

        looks.end("a")
        await turns.changed()
        await settle()

        assert looks.begun == ["a", "b", "c"]
        assert (turns.held, turns.busy_hosts) == (2, [])
        for name in ("b", "c"):
            looks.end(name)
        await settle()
        assert turns.held == 0

    asyncio.run(work())


def test_a_host_that_never_answers_delays_no_other() -> None:
    async def work() -> None:
        looks, turns = Looks(), dispatcher(concurrent=3)
        turns.add([claimed(f"slow-{number}", "slow.example") for number in range(50)], looks)
        turns.add([claimed(f"fast-{number}", f"{number}.example") for number in range(5)], looks)
        for number in range(5):
            await settle()
            assert f"fast-{number}" in looks.begun
            looks.end(f"fast-{number}")
        await settle()

        assert [name for name in looks.begun if name.startswith("slow")] == ["slow-0", "slow-1"]
        assert len(turns.waiting()) == 48
        for name in ("slow-0", "slow-1"):
            looks.end(name)
        await settle()

    asyncio.run(work())


def test_no_more_looks_than_places_and_all_come_in_the_end() -> None:
    async def work() -> None:
        looks, turns = Looks(), dispatcher(concurrent=4)
        turns.add([claimed(f"s{number}", f"{number}.example") for number in range(20)], looks)
        done: set[str] = set()
        while len(done) < 20:
            await settle()
            assert len(turns.looking) <= 4
            for name in set(looks.begun) - done:
                looks.end(name)
                done.add(name)
        await settle()
        assert turns.held == 0

    asyncio.run(work())


def test_the_next_of_a_host_begins_after_its_spacing() -> None:
    async def work() -> None:
        looks, turns = Looks(), dispatcher(spacing=0.05)
        begun = asyncio.get_running_loop().time()
        turns.add([claimed("a", "one.example"), claimed("b", "one.example")], looks)
        await settle()
        assert looks.begun == ["a"]
        looks.end("a")
        while looks.begun != ["a", "b"]:
            await turns.changed() if turns.held > 1 else await asyncio.sleep(0.01)
        assert asyncio.get_running_loop().time() - begun >= 0.05
        looks.end("b")
        await settle()

    asyncio.run(work())


def test_a_source_whose_lease_ran_out_under_way_is_not_looked_at_twice() -> None:
    async def work() -> None:
        looks, turns = Looks(), dispatcher()
        turns.add([claimed("a", "slow.example")], looks)
        await settle()
        turns.add([claimed("a", "slow.example")], looks)
        await settle()
        looks.end("a")
        await turns.changed()
        await settle()
        turns.add([claimed(name, "slow.example") for name in ("b", "c")], looks)
        await settle()

        assert looks.begun == ["a", "b", "c"]
        for name in ("b", "c"):
            looks.end(name)
        await settle()
        assert turns.held == 0

    asyncio.run(work())


def test_two_sources_of_a_host_never_begin_together_where_spacing_is_asked_for() -> None:
    async def work() -> list[float]:
        begun: list[float] = []
        turns = dispatcher(spacing=0.02)

        async def look(_: Claimed) -> None:
            begun.append(asyncio.get_running_loop().time())

        turns.add([claimed(name, "slow.example") for name in "abcde"], look)
        while turns.held:
            await turns.changed()
        return begun

    begun = asyncio.run(work())

    assert all(after - before > 0.015 for before, after in pairwise(begun))


@settings(max_examples=60, deadline=None)
@given(
    plan=st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 3), st.integers(0, 3), st.booleans()),
        max_size=40,
    ),
    concurrent=st.integers(1, 4),
    per_host=st.integers(1, 3),
    spacing=st.sampled_from([0.0, 0.001]),
)
def test_whatever_comes_in_whatever_order_all_are_looked_at_and_bounds_hold(
    plan: list[tuple[int, int, int, bool]], concurrent: int, per_host: int, spacing: float
) -> None:
    async def work() -> None:
        turns = dispatcher(concurrent=concurrent, per_host=per_host, spacing=spacing)
        running: Counter[str] = Counter()
        looked, added = set[str](), set[str]()

        async def look(one: Claimed, rounds: int) -> None:
            running[one.source.host] += 1
            assert running[one.source.host] <= per_host
            assert running.total() <= concurrent
            for _ in range(rounds):
                await asyncio.sleep(0)
            running[one.source.host] -= 1
            looked.add(one.source.name)

        for number, host, rounds, pauses in plan:
            one = claimed(f"s{number}-{host}", f"h{host}.example")
            added.add(one.source.name)
            turns.add([one], lambda it, rounds=rounds: look(it, rounds))  # type: ignore[misc]
            if pauses:
                await settle()
        async with asyncio.timeout(5):
            while turns.held:
                await turns.changed()
        assert looked == added

    asyncio.run(work())
