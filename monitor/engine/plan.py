"""A line, and how the engine is to run it: what a reload replaces, and how the old one ends."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from monitor.engine.dispatch import Dispatcher
from monitor.pipeline import Pipeline

_SETTLED_EVERY = timedelta(seconds=1)
"""How often the looks of a line that is replaced are settled while the last of them end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A line, and how the engine is to run it."""

    pipeline: Pipeline
    dispatcher: Dispatcher
    """Says which of the claimed sources are looked at now."""
    ahead: int
    """Most sources claimed at a time, those waiting for their turn included."""

    @property
    def watched(self) -> int:
        """How many sources are switched on."""
        return sum(source.enabled for source in self.pipeline.sources.values())

    async def retire(self) -> None:
        """Close the line once the polls that began on it, or are about to, are through."""
        pipeline = self.pipeline
        await pipeline.work(lambda: None)
        if left := self.dispatcher.waiting():
            await pipeline.work(lambda: pipeline.watching.release(left))
        while looking := self.dispatcher.looking:
            # Settled as they end: one whose lease runs out is looked at by the new line too, and
            # what the old one saw before must not stand in place of that.
            await asyncio.wait(looking, timeout=_SETTLED_EVERY.total_seconds())
            await pipeline.work(pipeline.watching.settle)
        await pipeline.work(pipeline.watching.settle)
        await pipeline.close()


Reload = Callable[[], Awaitable[Plan]]
"""Reads the configuration again and returns what it asks for; ConfigError keeps the old one."""
