"""THE LINE: fetch → parse → normalise → fingerprint → store → match → digest → deliver.

Every step in order and nothing else. All bytes enter through `ingest`: a poll looks at what a
source holds now and ingests it, a backfill at its history or at files. Deciding is in the pure
stages, remembering in the store, when and where in the engine.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from monitor.channels import Channel
from monitor.clock import Clock
from monitor.composing import Composing, schedule_of
from monitor.delivering import Delivering, Work
from monitor.errors import FetchError, SourceError
from monitor.fetch import Fetcher
from monitor.ingestion import Ingestion
from monitor.kinds import kind_of
from monitor.looking import Looking
from monitor.model import (
    Digest,
    Payload,
    RawItem,
    Request,
    Source,
    SourceState,
    Subscription,
    Validators,
)
from monitor.outcome import Intake, Polled, Reading, Settled, Taken, Window
from monitor.polling import Limits
from monitor.renormalising import Renormalising, Reread
from monitor.rules import Rules
from monitor.settlement import adopted, is_audit
from monitor.store import Aligned, Store
from monitor.taxonomy import Taxonomy
from monitor.watching import Claimed, Watching

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """How long the store keeps what it does not need for ever."""

    looks: timedelta = timedelta(days=90)
    most_looks: int = 1_000_000
    given: timedelta = timedelta(days=90)
    """Items as they came; zero: not at all."""


class Pipeline:
    """The line over one configuration; the store and the clock outlive a reload."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        fetcher: Fetcher,
        channels: Mapping[str, Channel],
        sources: Mapping[str, Source],
        subscriptions: Mapping[str, Subscription],
        rules: Rules,
        taxonomy: Taxonomy,
        worker: Work,
        poll_deadline: timedelta,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        budget: int = 0,
        keep: Keep = Keep(),
    ) -> None:
        self.store = store
        self.clock = clock
        self.fetcher = fetcher
        self.sources = sources
        self.subscriptions = subscriptions
        self.channels = channels
        self._worker = worker
        self._ingestion = Ingestion(
            store=store,
            clock=clock,
            subscriptions=subscriptions,
            rules=rules,
            taxonomy=taxonomy,
            keeps_given=bool(keep.given),
        )
        self._renormalising = Renormalising(
            store=store, clock=clock, sources=sources, rules=rules, taxonomy=taxonomy
        )
        self._composing = Composing(
            store=store, clock=clock, subscriptions=subscriptions, taxonomy=taxonomy
        )
        self._delivering = Delivering(
            store=store, clock=clock, channels=channels, work=self._worker
        )
        self.watching = Watching(
            store=store,
            clock=clock,
            sources=sources,
            tell=self._ingestion.put_notice,
            deadline=poll_deadline,
            limits=limits,
            budget=budget,
        )
        self._keep = keep

    async def work(self, step: Callable[[], _Result]) -> _Result:
        """Return what a blocking step returns, run where the store is used."""
        return await self._worker(step)

    async def close(self) -> None:
        """Let go of connections; the store is not the pipeline's and stays open."""
        await self.fetcher.aclose()

    def align(self) -> Aligned:
        """Bring the store in step with the configured sources and subscriptions."""
        now = self.clock()
        enabled = [one for one in self.sources.values() if one.enabled]
        aligned = self.store.sources.align(
            {one.name: one.place for one in enabled},
            now,
            host_of=lambda name: self.sources[name].host,
        )
        self.store.alerts.align(
            tuple(self.subscriptions.values()),
            {name: schedule_of(one).next_after(now) for name, one in self.subscriptions.items()},
        )
        self.watching.steer(timedelta(0))
        return aligned

    def forget(self) -> None:
        """Drop what the store need not keep any longer; to be called now and then."""
        now = self.clock()
        self.store.looks.forget(before=now - self._keep.looks, keep=self._keep.most_looks)
        self.store.given.forget(before=now - self._keep.given)

    # poll

    def renew(self, source: Source) -> None:
        """Keep a claimed source for as long again: a look asks for it that takes long."""
        self.watching.renew(source)

    async def poll(self, claimed: Claimed) -> Polled:
        """Look at a claimed source once, take in what it holds, and say when it is next due.

        What was taken in is stored; when the source is next due is with the next
        `watching.settle`.
        """
        source, state = claimed
        started_at = self.clock()
        looking = Looking(self, source)
        ask = _request(source, started_at, state=state)
        keeps = ask is None or ask.is_stable
        # Files and mailboxes know what they gave; servers may be wrong about it.
        is_web = kind_of(source).address == "url"
        audits = keeps and is_web and is_audit(source, state, started_at)
        given = state.validators if keeps and not audits else Validators()
        if self.watching.has_waited(claimed):
            await self.work(lambda: self.renew(source))
        try:
            await looking.at_present(ask, given, mends_gaps=state.baseline_at is not None)
            failure = looking.gathered.failure
        except SourceError as error:
            failure = error
        return self.watching.looked(
            claimed, looking.gathered, failure, began_at=started_at, audited=audits
        )

    # ingest

    def ingest(
        self,
        source: Source,
        payload: Payload,
        *,
        reading: Reading | None = None,
        items: Mapping[str, RawItem | FetchError] | None = None,
        backfill: Window | None = None,
    ) -> Taken:
        """Take in bytes from anywhere and return what was new; the same bytes twice are once.

        Articles, matches and alerts are written in one transaction. `reading` is what `read` said
        of the payload, None to read it here. `items` are some of its items, completed with their
        pages, or with why those could not be had; None: all that are new. `backfill` says that
        this is history read in by hand: of its dates, stored and matched, never told.

        Raises:
            ParseError: the bytes are not what the kind of source expects; nothing is stored.
            StoreError: nothing was written.
        """
        if reading is None:
            reading = self.read(source, payload)
        return self._ingestion.take(source, payload, reading, items=items, backfill=backfill)

    def read(self, source: Source, payload: Payload) -> Reading:
        """Return the items of an answer, and which of them are new or given otherwise.

        It writes nothing: a look asks so which pages to fetch before it ingests.

        Raises:
            ParseError: the bytes are not what the kind of source expects.
        """
        return self._ingestion.read(source, payload)

    # renormalise

    def renormalise(
        self, *, source: str | None = None, since: datetime | None = None, dry_run: bool = False
    ) -> Iterator[Reread]:
        """Read again what is kept as it came; yields what became of each text."""
        return self._renormalising.run(source=source, since=since, dry_run=dry_run)

    # digest

    def compose(self, name: str, *, even_if_not_due: bool = False) -> Digest | None:
        """Put what waits for a subscription into a digest and its outbox; see `Composing`."""
        return self._composing.compose(name, even_if_not_due=even_if_not_due)

    def preview(self, name: str) -> Digest | None:
        """Return the digest that would be sent now, writing nothing; None for an empty one."""
        return self._composing.preview(name)

    # deliver

    async def due_channels(self) -> list[str]:
        """Return the channels that something is to be sent on now."""
        return await self._delivering.due_channels()

    async def deliver_next(self, channel: str | None = None) -> Settled | None:
        """Try the delivery longest due on a channel, or on any, and settle it; None if none is."""
        return await self._delivering.deliver_next(channel)

    # backfill

    async def backfill(
        self, source: Source, window: Window
    ) -> AsyncIterator[tuple[str, Intake | SourceError]]:
        """Take in all that a source holds as history; yields each file or page and its count."""
        await self._look_first(source)
        looking = Looking(self, source, window=window)
        ask = _request(source, self.clock(), window=window)
        async for subject, result in looking.in_history(ask):
            yield subject, result

    async def _look_first(self, source: Source) -> None:
        """Look at a source that is watched before its history is read: what came since the last
        look is news, and nobody would hear of what is taken in as history.
        """
        state = await self.work(lambda: self.store.sources.state(source.name))
        is_watched = self.sources.get(source.name) == source and state is not None
        if is_watched and state and state.enabled and state.baseline_at:
            for claimed in await self.work(lambda: self.watching.claim([source.name])):
                await self.poll(claimed)
            await self.work(self.watching.settle)


def _request(
    source: Source, now: datetime, *, state: SourceState | None = None, window: Window | None = None
) -> Request | None:
    """Return what to ask for at present, or of a window of time; None for files.

    `state` says whether a permanent redirect is followed from the start.
    """
    kind = kind_of(source)
    if kind.address == "paths":
        return None
    if window is not None:
        return kind.request(source, now, window.since, window.until)
    ask = kind.request(source, now)
    moved = adopted(state) if state else None
    return replace(ask, url=moved) if moved and ask.url == source.url else ask
