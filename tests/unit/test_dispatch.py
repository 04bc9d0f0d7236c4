"""Who is looked at now: hosts take turns, and a slow one holds up nobody else."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from monitor.engine.dispatch import Dispatcher
from monitor.pipeline import Claimed
from tests.build import source, state


def claimed(name: str, host: str) -> Claimed:
    return Claimed(source(name=name, url=f"https://{host}/{name}"), state(name=name))


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
