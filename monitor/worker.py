"""One thread for the blocking steps: parsing and the store never hold up the event loop.

One and not several, because SQLite has one writer; measured figures are in docs/design.md.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_Result = TypeVar("_Result")


class SingleThread:
    """Runs steps one after the other in a thread of its own."""

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="line")

    async def __call__(self, step: Callable[[], _Result], /) -> _Result:
        """Return what `step` returns; a step that has begun is finished even if cancelled."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, step)

    def close(self) -> None:
        """Finish the step under way and refuse others."""
        self._executor.shutdown(wait=True, cancel_futures=True)
