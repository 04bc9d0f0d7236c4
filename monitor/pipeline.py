"""THE LINE: fetch → parse → normalise → fingerprint → store → match → digest → deliver.

Every step in order and nothing else. All bytes enter through `ingest`: a poll is fetch +
ingest, a backfill is files + ingest. Deciding is in the pure stages, remembering in the store,
when and where in the engine.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol, TypeVar

from monitor.channels import Channel
from monitor.clock import Clock
from monitor.coverage import coverage
from monitor.digest.compose import Candidate, compose, said, wanted
from monitor.digest.schedule import Schedule
from monitor.errors import (
    DeliveryError,
    FetchError,
    ParseError,
    SourceError,
    StoreError,
)
from monitor.events import log_composed, log_delivery, log_poll
from monitor.fetch import Fetcher
from monitor.fingerprint import edit_matters, identities, raw_hashes, tells_copies
from monitor.kinds import parse
from monitor.model import (
    Article,
    Delivery,
    Digest,
    Held,
    Match,
    NotModified,
    Payload,
    Source,
    Subscription,
    Validators,
)
from monitor.normalise import normalise
from monitor.outcome import Gathered, Intake, Polled, Settled, Window
from monitor.patience import look_again_in, send_again_in
from monitor.rules import Rules
from monitor.store import Added, Aligned, SourceState, Store
from monitor.taxonomy import Taxonomy

log = logging.getLogger(__name__)

_Result = TypeVar("_Result")
_DELIVERY_LEASE = timedelta(minutes=2)
"""How long after a kill -9 a message under way waits for its repetition."""
_LEASE_MARGIN = timedelta(minutes=2)
"""How much longer than its deadline a source is leased: time to take in what it gave."""
_RENEW_EVERY = 500
"""Files of one folder after which its lease is renewed: a large folder outlasts one lease."""


class Worker(Protocol):
    """Runs a blocking step off the event loop, one at a time: the store has one writer."""

    async def __call__(self, step: Callable[[], _Result], /) -> _Result:
        """Return what `step` returns."""


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
        worker: Worker,
        poll_deadline: timedelta,
    ) -> None:
        self.store = store
        self.clock = clock
        self.sources = sources
        self.subscriptions = subscriptions
        self.channels = channels
        self._fetcher = fetcher
        self._rules = rules
        self._taxonomy = taxonomy
        self._worker = worker
        self._poll_lease = poll_deadline + _LEASE_MARGIN

    async def work(self, step: Callable[[], _Result]) -> _Result:
        """Return what a blocking step returns, run where the store is used."""
        return await self._worker(step)

    async def close(self) -> None:
        """Let go of connections; the store is not the pipeline's and stays open."""
        await self._fetcher.aclose()

    def align(self) -> Aligned:
        """Bring the store in step with the configured sources and subscriptions."""
        now = self.clock()
        aligned = self.store.sources.align(
            {one.name: _address(one) for one in self.sources.values() if one.enabled}, now
        )
        self.store.alerts.align(
            tuple(self.subscriptions.values()),
            {name: _schedule(one).next_after(now) for name, one in self.subscriptions.items()},
        )
        return aligned

    # poll

    def claim_due(self, limit: int) -> list[Source]:
        """Take sources that are due; each is looked at by one caller."""
        names = self.store.sources.claim_due(self.clock(), limit=limit, lease=self._poll_lease)
        return [self.sources[name] for name in names if name in self.sources]

    def claim(self, names: Sequence[str]) -> list[Source]:
        """Take these sources now, due or not."""
        taken = self.store.sources.claim(names, self.clock(), lease=self._poll_lease)
        return [self.sources[name] for name in taken]

    def release(self, names: Sequence[str]) -> None:
        """Give claimed sources back unlooked-at: they are due at once."""
        self.store.sources.claim(names, self.clock(), lease=timedelta(0))

    async def poll(self, source: Source) -> Polled:
        """Look at a claimed source once, take in what it holds, and say when it is next due."""
        started_at = self.clock()
        state = await self.work(lambda: self.store.sources.state(source.name))
        gathered = Gathered()
        try:
            validators = state.validators if state else Validators()
            async for answer in self._fetcher.fetch(source, validators):
                await self._take(source, answer, gathered)
            failure = gathered.failure
        except SourceError as error:
            failure = error
        took = self.clock() - started_at
        look = gathered.look(source.name, started_at, took=took, failure=failure)
        await self.work(
            lambda: self.store.sources.settle(
                look,
                address=_address(source),
                due_at=started_at + _next_look_in(source, state, failure),
                validators=gathered.validators if gathered.is_whole and not failure else None,
            )
        )
        polled = Polled(look=look, intake=gathered.intake, problems=tuple(gathered.problems))
        log_poll(polled)
        return polled

    async def _take(
        self, source: Source, answer: Payload | NotModified | SourceError, gathered: Gathered
    ) -> None:
        if isinstance(answer, SourceError):
            gathered.problems.append(answer)
            return
        gathered.validators = answer.validators
        if isinstance(answer, NotModified):
            gathered.unchanged = True
            return
        gathered.bytes += len(answer.body)
        try:
            gathered.intake += await self.work(lambda: self.ingest(source, answer))
        except ParseError as error:
            gathered.problems.append(error)
        else:
            gathered.payloads += 1
        if gathered.payloads % _RENEW_EVERY == 0:
            await self.work(lambda: self.claim([source.name]))

    async def crashed(self, source: Source, error: Exception) -> Polled:
        """Record that a poll ended in a defect of Monitor's own, so that it is seen and waits."""
        failure = ParseError(source.name, f"defect in Monitor: {type(error).__name__}: {error}")
        state = await self.work(lambda: self.store.sources.state(source.name))
        look = Gathered().look(source.name, self.clock(), took=timedelta(0), failure=failure)
        due_at = look.looked_at + _next_look_in(source, state, failure)
        await self.work(
            lambda: self.store.sources.settle(
                look, address=_address(source), due_at=due_at, validators=None
            )
        )
        return Polled(look=look)

    # ingest

    def ingest(self, source: Source, payload: Payload, *, backfill: Window | None = None) -> Intake:
        """Take in bytes from anywhere and return what was new; the same bytes twice are once.

        Articles, matches and alerts are written in one transaction. `backfill` says that this
        is history read in by hand: of its dates, stored and matched, never told.

        Raises:
            ParseError: the bytes are not what the kind of source expects; nothing is stored.
            StoreError: nothing was written.
        """
        raw_items = parse(source, payload).items
        keys = identities(raw_items)
        given = raw_hashes(keys, raw_items)
        changed = self.store.items.changed(source.name, given)
        articles = [
            normalise(
                raw,
                source=source,
                fetched_at=payload.fetched_at,
                identity=key,
                taxonomy=self._taxonomy,
            )
            for raw, key in zip(raw_items, keys, strict=True)
            if key in changed
        ]
        if backfill is not None:
            articles = [article for article in articles if backfill.holds(article)]
        looked_at = {article.identity: given[article.identity] for article in articles}
        unknown = self.store.items.unknown(articles)
        matched = [(article, self._rules.match(article)) for article in unknown]
        with self.store.transaction():
            intake = Intake(items=len(raw_items))
            hold = "backfill" if backfill else self._first_sight(source)
            for article, matches in matched:
                added = self.store.items.add(article)
                if added is not None:
                    intake += self._alert(article, added, matches, hold)
            self.store.items.remember_raw(source.name, looked_at)
        return intake

    def _first_sight(self, source: Source) -> Held | None:
        state = self.store.sources.state(source.name)
        known = state is not None and state.address == _address(source)
        return None if known and state and state.baseline_at else "baseline"

    def _alert(
        self, article: Article, added: Added, matches: tuple[Match, ...], hold: Held | None
    ) -> Intake:
        """Record matches, and queue the article for whoever asks for it."""
        now = self.clock()
        if hold is None and self._is_minor(article, added, matches):
            hold = "minor-edit"
        told = False
        for subscription in self.subscriptions.values():
            if not wanted(subscription, article.source, matches):
                continue
            if hold is None or (hold == "baseline" and subscription.first_sight == "tell"):
                told |= self.store.alerts.queue(
                    subscription.name,
                    added.revision,
                    is_copy=added.outcome == "copy" and tells_copies(article),
                    now=now,
                )
        held: Held | None = None if told or not matches else hold
        if matches and not told and hold is None and added.outcome == "copy":
            held = "copy"
        self.store.items.put_matches(added.revision, matches, held=held, now=now)
        return Intake(
            new=int(added.outcome == "new"),
            edited=int(added.outcome == "edited"),
            copies=int(added.outcome == "copy"),
            matched=int(bool(matches)),
            queued=int(told),
            held=int(held is not None),
        )

    def _is_minor(self, article: Article, added: Added, matches: tuple[Match, ...]) -> bool:
        """Say whether an edit tells nothing: no fact changed, and what matched says the same."""
        if added.before is None:
            return False
        before = added.before
        if edit_matters((before.title, before.body), (article.title, article.body)):
            return False
        return said(before, self._rules.match(before)) == said(article, matches)

    # digest

    def compose(self, name: str, *, even_if_not_due: bool = False) -> Digest | None:
        """Put what waits for a subscription into a digest and its outbox, in one transaction.

        Returns None where it is not due or nothing waits; a due one with nothing to tell is
        next due at its next time.
        """
        subscription = self.subscriptions[name]
        now = self.clock()
        with self.store.transaction():
            state = self.store.alerts.state(name)
            waits = not _schedule(subscription).is_immediate and not even_if_not_due
            if state is None or (state.due_at > now and waits):
                return None
            pending = self.store.alerts.pending(name)
            digest = self._digest(subscription, pending, state.composed_at, now)
            due_at = _schedule(subscription).next_after(now)
            if digest is None:
                if not _schedule(subscription).is_immediate:
                    self.store.alerts.composed(name, due_at=due_at, at=None)
                return None
            self.store.outbox.put(digest, subscription.channels, due_at=now)
            self.store.alerts.told(name, pending, digest.id)
            self.store.alerts.composed(name, due_at=due_at, at=now)
        log_composed(digest)
        return digest

    def preview(self, name: str) -> Digest | None:
        """Return the digest that would be sent now, writing nothing; None for an empty one."""
        state = self.store.alerts.state(name)
        return self._digest(
            self.subscriptions[name],
            self.store.alerts.pending(name),
            state.composed_at if state else None,
            self.clock(),
        )

    def _digest(
        self,
        subscription: Subscription,
        pending: Sequence[int],
        since: datetime | None,
        now: datetime,
    ) -> Digest | None:
        if not pending:
            return None
        candidates = [self._candidate(revision) for revision in pending]
        return compose(
            subscription,
            candidates,
            name_of=self._taxonomy.name_of,
            coverage=coverage(self.store, subscription, since),
            since=since,
            now=now,
        )

    def _candidate(self, revision: int) -> Candidate:
        stored = self.store.items.revision(revision)
        return Candidate(
            item=stored.id,
            number=stored.number,
            article=stored.article,
            matches=stored.matches,
            copies=stored.copies,
        )

    # deliver

    async def due_channels(self) -> list[str]:
        """Return the channels that something is to be sent on now."""
        return await self.work(lambda: self.store.outbox.due_channels(self.clock()))

    async def deliver_next(self, channel: str | None = None) -> Settled | None:
        """Try the delivery longest due on a channel, or on any, and settle it; None if none is."""
        delivery = await self.work(
            # The lease begins when it is taken, not when this step was put in line.
            lambda: self.store.outbox.claim(
                now=self.clock(), lease=_DELIVERY_LEASE, channel=channel
            )
        )
        if delivery is None:
            return None
        try:
            receipt = await self._send(delivery)
        except DeliveryError as error:
            settled = await self.work(partial(self._failed, delivery, error))
        else:
            await self.work(lambda: self.store.outbox.sent(delivery, receipt, now=self.clock()))
            settled = Settled(delivery=delivery, outcome="sent", note=receipt)
        log_delivery(settled)
        return settled

    async def _send(self, delivery: Delivery) -> str:
        channel = self.channels.get(delivery.channel)
        if channel is None:
            raise DeliveryError(
                f'no channel "{delivery.channel}" is configured any more;'
                " add it again, or the message is given up after five days"
            )
        try:
            # Well inside the lease: nobody else may send it while this one still tries.
            async with asyncio.timeout(_DELIVERY_LEASE.total_seconds() / 2):
                return await channel.deliver(
                    delivery.digest, attempt=delivery.attempts, now=self.clock()
                )
        except TimeoutError as error:
            raise DeliveryError("timed out") from error
        except DeliveryError:
            raise
        except Exception as error:
            # The one broad catch of a delivery: a defect with one message stops no other.
            log.exception("defect", extra={"channel": delivery.channel})
            raise DeliveryError(f"defect in Monitor: {type(error).__name__}") from error

    def _failed(self, delivery: Delivery, error: DeliveryError) -> Settled:
        now = self.clock()
        wait = send_again_in(
            delivery.id,
            attempts=delivery.attempts,
            age=now - self.store.outbox.created_at(delivery),
            retry_after=error.retry_after,
        )
        if error.permanent or wait is None:
            self.store.outbox.dead(delivery, str(error), now=now)
            return Settled(delivery=delivery, outcome="dead", note=str(error))
        self.store.outbox.retry(delivery, str(error), due_at=now + wait)
        return Settled(delivery=delivery, outcome="retry", note=str(error))

    # backfill

    async def backfill(
        self, source: Source, window: Window
    ) -> AsyncIterator[tuple[str, Intake | SourceError]]:
        """Take in all that a source holds as history; yields each file or page and its count."""
        async for answer in self._fetcher.fetch(source, Validators()):
            if isinstance(answer, SourceError):
                yield answer.subject, answer
            elif isinstance(answer, Payload):
                yield answer.url, await self._backfilled(source, answer, window)

    async def _backfilled(
        self, source: Source, payload: Payload, window: Window
    ) -> Intake | SourceError:
        try:
            return await self.work(lambda: self.ingest(source, payload, backfill=window))
        except ParseError as error:
            return error
        except StoreError:
            raise
        except Exception as error:
            # The one broad catch of a backfill: a defect with one file stops no other.
            log.exception("defect", extra={"source": source.name, "subject": payload.url})
            fact = f"defect in Monitor: {type(error).__name__}: {error}"
            return ParseError(payload.url, fact)


def _address(source: Source) -> str:
    """Return what tells whether a source is still the same place."""
    return " ".join((source.kind, source.url, *source.paths))


def _schedule(subscription: Subscription) -> Schedule:
    return Schedule(subscription.schedule, subscription.timezone)


def _next_look_in(
    source: Source, state: SourceState | None, failure: SourceError | None
) -> timedelta:
    interval = source.interval or timedelta(hours=1)
    if failure is None:
        return interval
    return look_again_in(
        interval,
        failures=(state.failures if state else 0) + 1,
        retry_after=failure.retry_after if isinstance(failure, FetchError) else None,
    )
