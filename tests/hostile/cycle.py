"""One cycle over the whole street, and another after a restart, on the real line."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from monitor.clock import Clock
from monitor.config.settings import FetchSettings
from monitor.engine.cycle import once
from monitor.engine.dispatch import Dispatcher
from monitor.fetch import Fetchers
from monitor.fetch.curl import CurlTransport
from monitor.fetch.files import FileFetcher
from monitor.fetch.guard import Guard
from monitor.fetch.http import HttpFetcher
from monitor.fetch.mailbox import MailboxFetcher
from monitor.fetch.names import Names
from monitor.model import Article, Digest, Source
from monitor.outcome import Polled
from monitor.pipeline import Pipeline
from monitor.store import Store
from monitor.taxonomy import Taxonomy
from monitor.worker import SingleThread
from tests.build import NOON, subscription
from tests.hostile.behaviour import Behaviour
from tests.hostile.by_redirect import BOTH, INSIDE, REBINDING
from tests.hostile.street import Street, inhabited
from tests.line import KeepingChannel, rules

DEADLINE = FetchSettings().deadline
"""Of one request; sources whose servers stall have a second."""
CONCURRENT = FetchSettings().concurrent
NOTICES = '[rules.notice]\ntitle = "A notice"\nseverity = "review"\nquery = "notice"\n'
_ALL = 100_000


@dataclass(slots=True, kw_only=True)
class Walk:
    """What came of a cycle."""

    polled: dict[str, Polled] = field(default_factory=dict)
    seconds: float = 0.0
    stored: dict[str, list[Article]] = field(default_factory=dict)
    """All that is stored after it, by source, oldest first."""
    revisions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outing:
    """Two cycles, and what the street saw of them."""

    first: Walk
    second: Walk
    street: Street
    asked_at_first: Mapping[str, int]
    """Requests of the first cycle alone, by behaviour."""
    memory_bytes: int
    """How much more memory the process had at the height than before."""
    received: Sequence[Digest]


def outing(behaviours: Sequence[Behaviour], folder: Path) -> Outing:
    """Walk through the street twice."""
    return asyncio.run(_walk_twice(behaviours, folder / "monitor.db"))


async def _walk_twice(behaviours: Sequence[Behaviour], database: Path) -> Outing:
    channel = KeepingChannel("files")
    async with inhabited(behaviours) as street:
        sources = [_source(one, street) for one in behaviours]
        _forget_height()
        before = _memory("VmRSS")
        first = await _walk(street, sources, database, channel, hours=0)
        asked = {one.name: len(street.visits[one.name]) for one in behaviours}
        second = await _walk(street, sources, database, channel, hours=1)
        return Outing(
            first=first,
            second=second,
            street=street,
            asked_at_first=asked,
            memory_bytes=_memory("VmHWM") - before,
            received=channel.received,
        )


def _source(one: Behaviour, street: Street) -> Source:
    return Source(name=one.name, kind=one.kind, url=street.places[one.name], **one.source)


async def _walk(
    street: Street,
    sources: Iterable[Source],
    database: Path,
    channel: KeepingChannel,
    *,
    hours: int,
) -> Walk:
    """One cycle of a process of its own, `hours` after noon."""
    started = time.monotonic()

    def clock() -> datetime:
        return NOON + timedelta(hours=hours, seconds=time.monotonic() - started)

    def note(one: Polled) -> None:
        walk.polled[one.look.source] = one

    worker, store, walk = SingleThread(), Store.open(database), Walk()
    line = Pipeline(
        store=store,
        clock=clock,
        fetcher=_fetchers(street, clock, is_later=hours > 0),
        channels={channel.name: channel},
        sources={one.name: one for one in sources},
        subscriptions={"desk": subscription(first_sight="tell", max_entries=_ALL)},
        rules=rules(NOTICES),
        taxonomy=Taxonomy(()),
        worker=worker,
        poll_deadline=DEADLINE,
    )
    try:
        line.align()
        store.sources.make_due(clock())
        turns = Dispatcher(concurrent=CONCURRENT, per_host=2, spacing=lambda source: timedelta(0))
        await once(line, turns, seen=note)
        walk.seconds = time.monotonic() - started
        walk.revisions = store.totals().revisions
        walk.stored = {name: _stored(store, name) for name in line.sources}
    finally:
        await line.close()
        worker.close()
        store.close()
    return walk


def _fetchers(street: Street, clock: Clock, *, is_later: bool) -> Fetchers:
    """The fetchers of `monitor.app`, but for a name server of our own."""
    guard = Guard(tuple(street.allowed))

    def lookup(host: str) -> tuple[str, ...]:
        if host in ("localhost", INSIDE) or (host == REBINDING and is_later):
            return ("127.0.0.1",)
        if host not in street.names:
            raise OSError("no such name")
        return ("127.0.0.1", street.names[host]) if host == BOTH else (street.names[host],)

    return Fetchers(
        url=HttpFetcher(
            user_agent="Monitor/test",
            clock=clock,
            deadline=DEADLINE,
            concurrent=CONCURRENT,
            guard=guard,
            transport=CurlTransport(guard=guard, names=Names(lookup)),
        ),
        paths=FileFetcher(clock=clock),
        mailbox=MailboxFetcher(step=DEADLINE, guard=guard, clock=clock),
    )


def _stored(store: Store, source: str) -> list[Article]:
    found = (store.items.get(item) for item in store.items.newest(limit=_ALL, source=source))
    return [one.article for one in found if one is not None][::-1]


def _forget_height() -> None:
    """Begin anew with the most memory that this process had. Source: proc(5), clear_refs."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _memory(what: str) -> int:
    found = re.search(rf"{what}:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    assert found is not None
    return int(found[1]) << 10
