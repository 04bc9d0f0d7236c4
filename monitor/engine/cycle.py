"""One whole cycle, as `monitor run --once`: poll what is due, compose, deliver, and stop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from monitor.errors import StoreError
from monitor.model import Digest, Source
from monitor.outcome import Intake, Polled, Settled
from monitor.pipeline import Pipeline

log = logging.getLogger(__name__)

Seen = Callable[[Polled], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """What a cycle did."""

    polled: tuple[Polled, ...]
    digests: tuple[Digest, ...]
    settled: tuple[Settled, ...]

    @property
    def intake(self) -> Intake:
        """All that came in, summed."""
        total = Intake()
        for one in self.polled:
            total += one.intake
        return total


async def poll_one(pipeline: Pipeline, source: Source) -> Polled:
    """Look at one source; a defect of ours is recorded as its failure and stops nothing else."""
    try:
        return await pipeline.poll(source)
    except StoreError:
        raise
    except Exception as error:
        # The one broad catch of a poll: whatever is wrong with one source, the others go on.
        log.exception("defect", extra={"source": source.name})
        return await pipeline.crashed(source, error)


async def poll_all(
    pipeline: Pipeline, sources: Sequence[Source], *, concurrent: int, seen: Seen
) -> list[Polled]:
    """Look at claimed sources, at most `concurrent` at a time; `seen` hears of each."""
    places = asyncio.Semaphore(concurrent)

    async def one(source: Source) -> Polled:
        async with places:
            polled = await poll_one(pipeline, source)
        seen(polled)
        return polled

    return list(await asyncio.gather(*(one(source) for source in sources)))


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


async def once(
    pipeline: Pipeline, sources: Sequence[Source], *, concurrent: int, seen: Seen
) -> Cycle:
    """Run a whole cycle over claimed sources."""
    polled = await poll_all(pipeline, sources, concurrent=concurrent, seen=seen)
    digests = compose_all(pipeline)
    settled = await deliver_all(pipeline)
    return Cycle(polled=tuple(polled), digests=tuple(digests), settled=tuple(settled))
