"""A whole line on real parts made small: SQLite, HTTP as a function, channels that keep."""

from __future__ import annotations

import asyncio
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import httpx

from monitor.channels import Channel
from monitor.delivering import Work
from monitor.errors import DeliveryError
from monitor.fetch import Fetchers
from monitor.fetch.files import FileFetcher
from monitor.fetch.http import HttpFetcher
from monitor.model import Digest, Source, Subscription
from monitor.pipeline import Pipeline
from monitor.rules import Rules, Vocabulary, parse_pack
from monitor.store import Store
from monitor.taxonomy import Taxonomy
from tests.build import FakeClock, source, subscription

_Result = TypeVar("_Result")
Answer = Callable[[httpx.Request], httpx.Response]

RULES = """
[rules.licence]
title = "A licence is required"
severity = "action-required"
query = '(licence OR license OR 许可) AND (dysprosium OR terbium OR 镝)'

[rules.mention]
title = "Dysprosium is mentioned"
severity = "fyi"
query = 'dysprosium'
"""


async def at_once(step: Callable[[], _Result], /) -> _Result:
    """Run a blocking step where it is called."""
    return step()


class Outage(BaseException):
    """The process ends here: what kill -9 does, as far as the store can tell."""


class KeepingChannel:
    """A receiver that keeps what it is given; can be down, or die before or after receiving."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.received: list[Digest] = []
        self.down = False
        self.dies: str = ""

    async def deliver(self, digest: Digest, *, attempt: int, now: datetime) -> str:
        if self.dies == "before":
            raise Outage
        if self.down:
            raise DeliveryError("connection refused")
        self.received.append(digest)
        if self.dies == "after":
            raise Outage
        return f"received {digest.id}"


def rules(text: str = RULES, topic: str = "export-controls") -> Rules:
    vocabulary = Vocabulary()
    pack = parse_pack(topic, tomllib.loads(text), origin=f"{topic}.toml", vocabulary=vocabulary)
    return Rules(pack.rules, vocabulary)


def pipeline(
    store: Store,
    answer: Answer,
    *,
    clock: FakeClock,
    channels: Iterable[Channel] = (),
    sources: Iterable[Source] | None = None,
    subscriptions: Iterable[Subscription] | None = None,
    worker: Work = at_once,
    asking: Rules | None = None,
    taxonomy: Taxonomy | None = None,
) -> Pipeline:
    made = Pipeline(
        store=store,
        clock=clock,
        fetcher=Fetchers(
            url=HttpFetcher(
                user_agent="Monitor/test", transport=httpx.MockTransport(answer), clock=clock
            ),
            paths=FileFetcher(clock=clock),
        ),
        channels=_named(channels),
        sources=_named([source()] if sources is None else sources),
        subscriptions=_named([subscription()] if subscriptions is None else subscriptions),
        rules=rules() if asking is None else asking,
        taxonomy=Taxonomy(()) if taxonomy is None else taxonomy,
        worker=worker,
        poll_deadline=timedelta(seconds=30),
    )
    made.align()
    return made


_Named = TypeVar("_Named", Channel, Source, Subscription)


def _named(values: Iterable[_Named]) -> Mapping[str, _Named]:
    return {one.name: one for one in values}


def poll(line: Pipeline, name: str = "gazette") -> None:
    """Look at a source now, due or not."""

    async def work() -> None:
        for one in line.watching.claim([name]):
            await line.poll(one)
        line.watching.settle()

    asyncio.run(work())


def deliver(line: Pipeline) -> list[str]:
    """Try all that is due; returns what came of each."""

    async def work() -> list[str]:
        outcomes: list[str] = []
        while (settled := await line.deliver_next()) is not None:
            outcomes.append(settled.outcome)
        return outcomes

    return asyncio.run(work())


def folder_of(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files into a folder and return it."""
    path.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return path
