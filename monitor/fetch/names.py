"""Names of hosts looked up, in threads that nobody has to wait for.

curl's and asyncio's own threads are joined when a process ends: with dead name servers that
takes 20 s and more. These are daemons; a look-up that hangs is left behind.
"""

from __future__ import annotations

import asyncio
import queue
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass

Lookup = Callable[[str], tuple[str, ...]]
"""Returns the addresses of a name, best first, or raises OSError; may block."""

MAX_THREADS = 24
MAX_NAMES = 1024
KEPT_SECONDS = 60.0


def system_lookup(host: str) -> tuple[str, ...]:
    """Return the addresses that the system has for `host`, in its order.

    Raises:
        OSError: it has none.
    """
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


class Names:
    """Addresses of names, remembered for a minute; equal questions at one time are asked once."""

    def __init__(self, lookup: Lookup = system_lookup) -> None:
        self._lookup = lookup
        self._known: dict[str, tuple[float, tuple[str, ...]]] = {}
        self._asked: dict[str, _Question] = {}
        self._work: queue.SimpleQueue[_Question | None] = queue.SimpleQueue()
        self._threads = 0

    async def addresses(self, host: str) -> tuple[str, ...]:
        """Return the addresses of `host`.

        Raises:
            OSError: there are none, or they cannot be had now.
        """
        loop = asyncio.get_running_loop()
        known = self._known.get(host)
        if known is not None and known[0] > loop.time():
            return known[1]
        question = self._asked.get(host)
        if question is None or question.found.get_loop() is not loop:
            question = self._ask(_Question(host, loop.create_future()))
        question.waiting += 1
        try:
            return await asyncio.shield(question.found)  # others may wait for it too
        finally:
            question.waiting -= 1
            if not question.waiting:
                question.found.cancel()  # nobody wants to know any more; no matter if it is done

    def close(self) -> None:
        """Let the threads end as soon as they are free; names can still be asked for."""
        for _ in range(self._threads):
            self._work.put(None)
        self._threads = 0
        self._asked.clear()

    def _ask(self, question: _Question) -> _Question:
        self._asked[question.host] = question
        question.found.add_done_callback(lambda _: self._keep(question))
        if len(self._asked) > self._threads and self._threads < MAX_THREADS:
            self._threads += 1
            threading.Thread(
                target=_answer, args=(self._work, self._lookup), name="names", daemon=True
            ).start()
        self._work.put(question)
        return question

    def _keep(self, question: _Question) -> None:
        if self._asked.get(question.host) is question:
            del self._asked[question.host]
        found = question.found
        if found.cancelled() or found.exception() is not None:
            return
        if len(self._known) >= MAX_NAMES:
            self._known.clear()
        self._known[question.host] = (found.get_loop().time() + KEPT_SECONDS, found.result())


@dataclass(slots=True, eq=False)
class _Question:
    host: str
    found: asyncio.Future[tuple[str, ...]]
    waiting: int = 0


def _answer(work: queue.SimpleQueue[_Question | None], lookup: Lookup) -> None:
    """Answer questions until told to end; those that nobody waits for any more are passed over."""
    while (question := work.get()) is not None:
        if question.found.cancelled():
            continue
        found: tuple[str, ...] = ()
        error: Exception | None = None
        try:
            found = lookup(question.host)
        except (OSError, ValueError) as failed:  # ValueError: a name that cannot be one
            error = failed
        try:
            question.found.get_loop().call_soon_threadsafe(_settle, question.found, found, error)
        except RuntimeError:
            continue  # the loop has ended, and with it the wish to know


def _settle(
    asked: asyncio.Future[tuple[str, ...]], found: tuple[str, ...], error: Exception | None
) -> None:
    if asked.done():
        return
    if error is not None:
        asked.set_exception(error)
    else:
        asked.set_result(found)
