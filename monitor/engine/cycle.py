"""One whole cycle, as `monitor run --once`: poll what is due, compose, deliver, and stop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import partial

from monitor.engine.dispatch import Dispatcher
from monitor.engine.due import DueSources
from monitor.errors import StoreError
from monitor.model import Digest
from monitor.outcome import Intake, Polled, Settled
from monitor.pipeline import Pipeline
from monitor.watching import Claimed

log = logging.getLogger(__name__)

Seen = Callable[[Polled], None]

_CLAIMED_AT_ONCE = 1000
"""Sources claimed together by a cycle: one statement costs as much as several looks."""
_SETTLED_AT_ONCE = 1000
_FAILED_SHOWN = 1000
"""Failed looks that a cycle keeps to name them."""


@dataclass(slots=True)
class Looked:
    """What looks came to, summed: a cycle may be over 100,000 sources."""

    sources: int = 0
    unchanged: int = 0
    failed: int = 0
    intake: Intake = field(default_factory=Intake)
    failures: list[Polled] = field(default_factory=list)
    """The first thousand that failed."""
    partly: list[Polled] = field(default_factory=list)
    """The first thousand with parts that could not be taken in."""

    def add(self, polled: Polled) -> None:
        """Count one."""
        self.sources += 1
        if polled.look.items:
            self.intake += polled.intake
        if polled.look.outcome == "failed":
            self.failed += 1
            if len(self.failures) < _FAILED_SHOWN:
                self.failures.append(polled)
        else:
            self.unchanged += polled.look.outcome in {"unchanged", "not-modified"}
            if polled.problems and len(self.partly) < _FAILED_SHOWN:
                self.partly.append(polled)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """What a cycle did."""

    looked: Looked
    digests: tuple[Digest, ...]
    settled: tuple[Settled, ...]


async def poll_one(pipeline: Pipeline, claimed: Claimed) -> Polled:
    """Look at one source; a defect of ours is recorded as its failure and stops nothing else."""
    try:
        return await pipeline.poll(claimed)
    except StoreError:
        raise
    except Exception as error:
        # The one broad catch of a poll: whatever is wrong with one source, the others go on.
        log.exception("defect", extra={"source": claimed.source.name})
        return pipeline.watching.crashed(claimed, error)


async def poll_claimed(
    pipeline: Pipeline, claimed: Sequence[Claimed], dispatcher: Dispatcher, *, seen: Seen
) -> Looked:
    """Look at claimed sources; `seen` hears of each."""
    batches = [list(claimed)]
    return await _poll_all(
        pipeline, dispatcher, seen=seen, more=lambda _: batches.pop() if batches else []
    )


async def poll_due(pipeline: Pipeline, dispatcher: Dispatcher, *, seen: Seen) -> Looked:
    """Look at every source that is due now; `seen` hears of each."""
    due = await pipeline.work(lambda: DueSources.read(pipeline))
    return await _poll_all(
        pipeline,
        dispatcher,
        seen=seen,
        more=lambda busy: due.claim(pipeline, _CLAIMED_AT_ONCE, busy),
    )


async def _poll_all(
    pipeline: Pipeline,
    dispatcher: Dispatcher,
    *,
    seen: Seen,
    more: Callable[[Collection[str]], list[Claimed]],
) -> Looked:
    """Look at what `more` gives, hosts with sources in line left out, until it gives nothing."""
    looked, broken = Looked(), list[StoreError]()
    settling = asyncio.Lock()
    on_their_way: list[str] = []  # claimed, but not in line yet: a cycle may be cut off there

    def claimed_of(busy: Collection[str]) -> list[Claimed]:
        fresh = more(busy)
        on_their_way.extend(one.source.name for one in fresh)
        return fresh

    async def look(claimed: Claimed) -> None:
        try:
            polled = await poll_one(pipeline, claimed)
            if pipeline.watching.unsettled >= _SETTLED_AT_ONCE and not settling.locked():
                async with settling:
                    await pipeline.work(pipeline.watching.settle)
        except StoreError as error:
            broken.append(error)
            return
        looked.add(polled)
        seen(polled)

    try:
        while not broken:
            if dispatcher.held < _CLAIMED_AT_ONCE // 4:
                busy = dispatcher.busy_hosts
                if fresh := await pipeline.work(partial(claimed_of, busy)):
                    dispatcher.add(fresh, look)
                    on_their_way.clear()
                elif not dispatcher.held:
                    break
            await dispatcher.changed()
    finally:
        await _leave(pipeline, dispatcher, on_their_way)
    if broken:
        raise broken[0]
    return looked


async def _leave(pipeline: Pipeline, dispatcher: Dispatcher, on_their_way: Sequence[str]) -> None:
    """Settle what was looked at, and give back what was not: all of it, where all went well."""
    left, under_way = dispatcher.waiting(), dispatcher.looking
    for task in under_way:
        task.cancel()
        left.append(task.get_name())
    await asyncio.gather(*under_way, return_exceptions=True)
    await pipeline.work(pipeline.watching.settle)
    left += on_their_way  # known only now: a claim under way came before this settling
    if left:
        await pipeline.work(lambda: pipeline.watching.release(left))


def compose_all(pipeline: Pipeline) -> list[Digest]:
    """Compose the digests that are due; a defect with one subscription stops no other."""
    composed = []
    for name in pipeline.subscriptions:
        try:
            digest = pipeline.compose(name)
        except StoreError:
            raise
        except Exception:
            # The one broad catch of composing; what waits stays in the store.
            log.exception("defect", extra={"subscription": name})
            continue
        if digest is not None:
            composed.append(digest)
    return composed


async def deliver_all(pipeline: Pipeline) -> list[Settled]:
    """Try every delivery that is due, once; a channel that is slow holds up no other."""

    async def drained(channel: str) -> list[Settled]:
        settled = []
        while (one := await pipeline.deliver_next(channel)) is not None:
            settled.append(one)
        return settled

    channels = await pipeline.due_channels()
    by_channel = await asyncio.gather(*(drained(channel) for channel in channels))
    return [one for settled in by_channel for one in settled]


async def once(pipeline: Pipeline, dispatcher: Dispatcher, *, seen: Seen) -> Cycle:
    """Run a whole cycle over what is due."""
    looked = await poll_due(pipeline, dispatcher, seen=seen)
    digests = compose_all(pipeline)
    settled = await deliver_all(pipeline)
    await pipeline.work(pipeline.forget)
    return Cycle(looked=looked, digests=tuple(digests), settled=tuple(settled))
