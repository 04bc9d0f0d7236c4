"""The daemon on one machine: APScheduler says when, one event loop does it, systemd watches.

Due times live in the store, so a tick only asks what is due; no job is stored or pickled, and
a restart reads the table. Every tick returns soon: polls run as tasks of their own, so that a
slow source delays nothing.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from monitor.clock import Clock
from monitor.engine.cycle import compose_all, poll_one
from monitor.engine.due import DueSources
from monitor.engine.plan import Plan, Reload
from monitor.engine.systemd import Notifier
from monitor.errors import ConfigError, StoreError
from monitor.pipeline import Pipeline
from monitor.watching import Claimed

log = logging.getLogger(__name__)

TICK = timedelta(seconds=1)
STEERING = timedelta(minutes=10)
"""How often the looks a day are brought in step with the budget."""
HOUSEKEEPING = timedelta(hours=1)
GRACE = timedelta(seconds=6)
"""How long a message under way may take after the signal to stop; a stop takes under 10 s."""
LONGEST_STEP = timedelta(seconds=2)
"""How long the end waits for the step under way in the worker."""
_INDEXED_AT_ONCE = 200
"""Items made findable by a tick: some 30 ms, for which nobody else can write."""
_SAY_AGAIN = 60.0
"""Seconds before the same trouble with the store is logged again."""
_READ_AGAIN = timedelta(seconds=15)
"""What became due meanwhile waits no longer, however much was due before it."""
_RARE = frozenset({"steer", "housekeeping"})
_STALE_TICKS = 60
"""Ticks without any of a loop's own before the watchdog is no longer fed: a minute."""


class LocalEngine:
    """Runs a pipeline until it is told to stop.

    `is_alone` says that nobody else sends from the store: what is leased is a dead process's.
    """

    def __init__(
        self,
        plan: Plan,
        *,
        reload: Reload,
        notifier: Notifier,
        clock: Clock,
        is_alone: bool,
        watchdog: timedelta | None,
    ) -> None:
        self._plan = plan
        self._reload = reload
        self._notifier = notifier
        self._clock = clock
        self._is_alone = is_alone
        self._watchdog = watchdog
        self._sending: set[asyncio.Task[None]] = set()
        self._reloading: asyncio.Task[None] | None = None
        self._retiring: set[asyncio.Task[None]] = set()
        self._beats: dict[str, float] = {}
        self._said: dict[str, float] = {}
        self._due: tuple[Pipeline, DueSources] | None = None
        self._stop = asyncio.Event()

    @property
    def _pipeline(self) -> Pipeline:
        return self._plan.pipeline

    async def run(self) -> None:
        """Work until SIGTERM, SIGINT or `stop`; what is under way then ends or is rolled back."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        loop.add_signal_handler(signal.SIGHUP, self.reload)
        scheduler = AsyncIOScheduler(
            timezone="UTC",
            # By default a run that is a second late is dropped: a busy loop would go silent.
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        for name, step, every in (
            ("poll", self._start_polls, TICK),
            ("settle", self._settle, TICK),
            ("index", self._index, TICK),
            ("compose", self._compose, TICK),
            ("deliver", self._deliver, TICK),
            ("steer", self._steer, STEERING),
            ("housekeeping", self._tidy, HOUSEKEEPING),
        ):
            self._beats[name] = loop.time()
            scheduler.add_job(
                self._tick,
                "interval",
                seconds=every.total_seconds(),
                next_run_time=self._clock(),
                args=(name, step),
                id=name,
            )
        self._pipeline.align()
        self._pipeline.watching.spread_overdue()
        if self._is_alone:
            self._pipeline.store.outbox.end_leases(self._clock())
        scheduler.start()
        self._notifier.ready(self._status())
        log.info("started", extra={"sources": self._plan.watched})
        await self._stop.wait()
        self._notifier.stopping()
        log.info("stopping", extra={"polls": len(self._plan.dispatcher.looking)})
        scheduler.shutdown(wait=False)
        if self._reloading is not None:
            self._reloading.cancel()
        await self._drain()
        await self._pipeline.close()
        # A name lookup cannot be cancelled and may hang for half a minute; the loop would wait
        # for its thread at the end. A new executor has no threads to wait for.
        loop.set_default_executor(ThreadPoolExecutor(max_workers=1))
        log.info("stopped")

    def stop(self) -> None:
        """Ask the engine to end; safe from a signal handler."""
        self._stop.set()

    def reload(self) -> None:
        """Begin to read the configuration again; safe from a signal handler."""
        if self._reloading is None or self._reloading.done():
            self._reloading = asyncio.get_running_loop().create_task(self._take_over())

    async def _take_over(self) -> None:
        """Put a new configuration in force, or say why the old one stays.

        The store is brought in step first: a configuration is in force whole or not at all.
        """
        self._notifier.reloading()
        try:
            fresh = await self._reload()
            aligned = await fresh.pipeline.work(fresh.pipeline.align)
        except ConfigError as error:
            for problem in error.problems:
                log.error("configuration refused", extra={"problem": problem, "kept": "old"})
            self._notifier.ready("the old configuration stays: the new one has mistakes")
            return
        except StoreError as error:
            self._say_unusable("reload", error)
            self._notifier.ready("the old configuration stays: the store cannot be used")
            return
        old, self._plan = self._plan, fresh
        retire = asyncio.create_task(old.retire())
        self._retiring.add(retire)
        retire.add_done_callback(self._retiring.discard)
        log.info(
            "reloaded",
            extra={
                "sources": self._plan.watched,
                "came": ",".join(aligned.came) or None,
                "went": ",".join(aligned.went) or None,
                "moved": ",".join(aligned.moved) or None,
            },
        )
        self._notifier.ready(self._status())

    async def _tick(self, name: str, step: Callable[[], Awaitable[None]]) -> None:
        """Run one step; whatever goes wrong is logged and the next tick tries again."""
        try:
            await step()
        except StoreError as error:
            self._say_unusable(name, error)
        except asyncio.CancelledError:
            if not self._stop.is_set():
                raise
        except Exception:
            # The one broad catch of a tick: the daemon outlives its defects and says them.
            log.exception("defect", extra={"step": name})
        self._beats[name] = asyncio.get_running_loop().time()
        self._feed_watchdog()

    def _say_unusable(self, step: str, error: StoreError) -> None:
        """Log that the store refused, the same words once a minute: a full disk may last."""
        fact, now = str(error), asyncio.get_running_loop().time()
        if now - self._said.get(fact, -_SAY_AGAIN) >= _SAY_AGAIN:
            self._said[fact] = now
            log.error("store unusable", extra={"step": step, "fact": fact})

    def _feed_watchdog(self) -> None:
        """Tell systemd that we live, unless one of the loops has stood still.

        Fed from here and not from a timer: a timer beats on while the work hangs.
        """
        if self._watchdog is None:
            return
        now = asyncio.get_running_loop().time()
        limit = TICK.total_seconds() * _STALE_TICKS
        if all(now - beat < limit for name, beat in self._beats.items() if name not in _RARE):
            self._notifier.alive()

    async def _start_polls(self) -> None:
        pipeline, dispatcher = self._pipeline, self._plan.dispatcher
        free = self._plan.ahead - dispatcher.held
        if free <= 0:
            return
        busy = dispatcher.busy_hosts
        claimed = await pipeline.work(lambda: self._claim(pipeline, free, busy))
        if self._stop.is_set() or self._plan.dispatcher is not dispatcher:
            names = [one.source.name for one in claimed]
            await pipeline.work(lambda: pipeline.watching.release(names))
            return
        dispatcher.add(claimed, lambda one: self._poll(pipeline, one))

    def _claim(self, pipeline: Pipeline, number: int, busy: Collection[str]) -> list[Claimed]:
        """Claim what is due; a backlog is not read again at every tick."""
        line, due = self._due or (None, None)
        if due is None or line is not pipeline or not due or due.at + _READ_AGAIN <= self._clock():
            due = DueSources.read(pipeline)
            self._due = (pipeline, due)
        return due.claim(pipeline, number, busy)

    async def _poll(self, pipeline: Pipeline, claimed: Claimed) -> None:
        try:
            await poll_one(pipeline, claimed)
        except StoreError as error:
            # Not settled, so the lease runs out and the source is looked at again.
            self._say_unusable(claimed.source.name, error)

    async def _settle(self) -> None:
        pipeline = self._pipeline
        if pipeline.watching.unsettled:
            await pipeline.work(pipeline.watching.settle)

    async def _index(self) -> None:
        index = self._pipeline.store.search_index
        await self._pipeline.work(lambda: index.catch_up(_INDEXED_AT_ONCE))

    async def _compose(self) -> None:
        pipeline = self._pipeline
        await pipeline.work(lambda: compose_all(pipeline))

    async def _deliver(self) -> None:
        busy = {task.get_name() for task in self._sending}
        for channel in await self._pipeline.due_channels():
            if channel not in busy:
                task = asyncio.create_task(self._send(channel), name=channel)
                self._sending.add(task)
                task.add_done_callback(self._sending.discard)

    async def _send(self, channel: str) -> None:
        """Send what is due on a channel, one by one; a slow channel holds up no other."""
        try:
            while not self._stop.is_set() and await self._pipeline.deliver_next(channel):
                pass
        except StoreError as error:
            self._say_unusable("deliver", error)

    async def _steer(self) -> None:
        pipeline = self._pipeline
        await pipeline.work(lambda: pipeline.watching.steer(STEERING))

    async def _tidy(self) -> None:
        await self._pipeline.work(self._pipeline.forget)

    async def _drain(self) -> None:
        """Cut polls off, let messages under way arrive within the grace, then cut those off too.

        A poll that is cut off has stored all or nothing and is due again at the next start; a
        message that is cut off may have arrived, and is repeated with the same id.
        """
        dispatcher, pipeline = self._plan.dispatcher, self._pipeline
        polls = dispatcher.looking
        cut_off = [*dispatcher.waiting(), *(task.get_name() for task in polls)]
        for task in polls:
            task.cancel()
        if self._sending:
            await asyncio.wait(self._sending, timeout=GRACE.total_seconds())
        under_way = [*polls, *self._retiring, *self._sending]
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        with suppress(TimeoutError, StoreError):
            async with asyncio.timeout(1):
                await pipeline.work(pipeline.watching.settle)
                if cut_off:
                    await pipeline.work(lambda: pipeline.watching.release(cut_off))

    def _status(self) -> str:
        return f"watching {self._plan.watched} sources"
