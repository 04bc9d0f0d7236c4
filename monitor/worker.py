"""One thread for the blocking steps: parsing and the store never hold up the event loop.

One and not several, because SQLite has one writer; measured figures are in docs/design.md.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import timedelta
from typing import Any, TypeVar

_Result = TypeVar("_Result")
_SWITCH_SECONDS = 0.0005


class SingleThread:
    """Runs steps one after the other in a thread of its own."""

    def __init__(self) -> None:
        # By default the thread keeps the interpreter for 5 ms at each turn of the event loop.
        sys.setswitchinterval(_SWITCH_SECONDS)
        self._last: Future[Any] | None = None
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="line")

    async def __call__(self, step: Callable[[], _Result], /) -> _Result:
        """Return what `step` returns; a step that has begun is finished even if cancelled."""
        future = self._executor.submit(step)
        self._last = future
        return await asyncio.wrap_future(future)

    def close(self, *, within: timedelta | None = None) -> bool:
        """Refuse other steps and wait for the one under way, `within` at the longest if given.

        Returns whether it ended; one that did not may be left to die with the process, as what
        it writes is a transaction.
        """
        self._executor.shutdown(wait=False, cancel_futures=True)
        if self._last is None:
            return True
        seconds = None if within is None else within.total_seconds()
        return not wait([self._last], timeout=seconds).not_done
