"""Which sources are handed out to be looked at, and what is recorded of the looks."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import httpx

from monitor.pipeline import Pipeline
from monitor.store import Store
from monitor.watching import Claimed
from tests.build import FakeClock, source, subscription
from tests.contract.test_looking import HOME, HOUR, items, line, told
from tests.line import KeepingChannel, pipeline, poll


def look_at(made: Pipeline, claimed: Claimed) -> None:
    asyncio.run(made.poll(claimed))
    made.watching.settle()


def test_a_source_that_waited_long_for_its_turn_is_nobody_elses_while_it_is_looked_at(
    store: Store,
) -> None:
    clock, leases = FakeClock(), list[timedelta]()

    def answer(request: httpx.Request) -> httpx.Response:
        state = store.sources.state("gazette")
        assert state is not None
        leases.append(state.due_at - clock())
        return httpx.Response(200, content=items(1))

    made = pipeline(store, answer, clock=clock)
    (at_once,) = made.watching.claim(["gazette"])
    look_at(made, at_once)
    (late,) = made.watching.claim(["gazette"])
    clock.advance(timedelta(minutes=2))  # of the two and a half that it was claimed for

    look_at(made, late)

    assert leases[0] == leases[1] == timedelta(minutes=2, seconds=30)


def test_what_was_seen_at_an_address_that_is_no_longer_the_sources_is_not_told(
    store: Store,
) -> None:
    def gone(request: httpx.Request) -> httpx.Response:
        return httpx.Response(410)

    desk = KeepingChannel("desk")
    made = line(store, gone, source(), desk=desk)
    line(store, gone, source(url=f"{HOME}/elsewhere"))  # by which the source is there from now on

    poll(made)
    unsaid = told(made, desk)
    made.align()
    poll(made)

    assert unsaid == []
    assert len(told(made, desk)) == 1


def test_word_of_a_sources_condition_is_no_item_that_matched(store: Store) -> None:
    clock = FakeClock()
    made = pipeline(
        store,
        lambda request: httpx.Response(410),
        clock=clock,
        subscriptions=[subscription(topics=("source-health",))],
    )
    for _ in range(5):
        poll(made)
        clock.advance(HOUR * 24)

    assert made.compose("desk") is not None
    assert (store.totals().items, store.totals().matched) == (0, 0)
