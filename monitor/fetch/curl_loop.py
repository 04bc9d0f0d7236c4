"""curl's many transfers driven by asyncio's loop: one wake-up serves all sockets that are ready.

curl's sockets are watched by an epoll of their own, whose descriptor is the only one that
asyncio knows: to add and remove two readers a request in asyncio costs more than the request.
"""

from __future__ import annotations

import asyncio
import select
from collections.abc import Callable

import pycurl

Ended = Callable[[int, str], None]
"""Told when a transfer ends: curl's code, 0 for success, and its words."""

_EVENTS = {
    pycurl.POLL_IN: select.EPOLLIN,
    pycurl.POLL_OUT: select.EPOLLOUT,
    pycurl.POLL_INOUT: select.EPOLLIN | select.EPOLLOUT,
}
_MOST_EVENTS = 256


class CurlLoop:
    """One multi handle in one event loop. Nothing of it may be called from within callbacks."""

    def __init__(self, loop: asyncio.AbstractEventLoop, *, max_idle: int) -> None:
        """Watch for `loop`; at most `max_idle` connections are kept open."""
        self.loop = loop
        self._ended: dict[pycurl.Curl, Ended] = {}
        self._watched: set[int] = set()
        self._timer: asyncio.TimerHandle | asyncio.Handle | None = None
        self._due: float | None = None
        self._epoll = select.epoll()
        self._multi = pycurl.CurlMulti()
        self._multi.setopt(pycurl.M_SOCKETFUNCTION, self._watch)
        self._multi.setopt(pycurl.M_TIMERFUNCTION, self._schedule)
        self._multi.setopt(pycurl.M_MAXCONNECTS, max_idle)
        loop.add_reader(self._epoll.fileno(), self._ready)

    def __len__(self) -> int:
        """Return how many transfers are under way."""
        return len(self._ended)

    def start(self, easy: pycurl.Curl, ended: Ended) -> None:
        """Begin a transfer; it goes on in the next turn of the loop."""
        self._multi.add_handle(easy)
        self._ended[easy] = ended

    def stop(self, easy: pycurl.Curl) -> None:
        """Break a transfer off; what is no longer under way is left."""
        if self._ended.pop(easy, None) is not None:
            self._multi.remove_handle(easy)
            self._collect()

    def resume(self, easy: pycurl.Curl) -> None:
        """Let a transfer go on that paused itself."""
        if easy in self._ended:
            easy.pause(pycurl.PAUSE_CONT)
            self._collect()

    def close(self) -> None:
        """Break off all transfers and close all connections; who waits is told so."""
        for easy in list(self._ended):
            self._end(easy, pycurl.E_ABORTED_BY_CALLBACK, "closed")
        self.loop.remove_reader(self._epoll.fileno())
        self._multi.close()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._epoll.close()

    def _watch(self, what: int, socket: int, multi: object, data: object) -> None:
        """Do as curl says: watch for other events, or no longer."""
        events = _EVENTS.get(what)
        if events is None:
            if socket in self._watched:
                self._watched.discard(socket)
                self._epoll.unregister(socket)
        elif socket in self._watched:
            self._epoll.modify(socket, events)
        else:
            self._watched.add(socket)
            self._epoll.register(socket, events)

    def _schedule(self, milliseconds: int) -> None:
        """Call curl in so many milliseconds; -1: not any more."""
        if milliseconds < 0:
            self._due = None
            return
        due = self.loop.time() + milliseconds / 1000 if milliseconds else 0.0
        if self._timer is not None and self._due is not None and self._due <= due:
            self._due = due  # the timer rings before that, and is then set anew
            return
        if self._timer is not None:
            self._timer.cancel()
        self._due = due
        self._timer = self._set(due)

    def _set(self, due: float) -> asyncio.Handle:
        if due == 0.0:
            return self.loop.call_soon(self._ring)
        return self.loop.call_at(due, self._ring)

    def _ring(self) -> None:
        self._timer = None
        due = self._due
        if due is None:
            return
        if due > self.loop.time():
            self._timer = self._set(due)
            return
        self._due = None
        self._multi.socket_action(pycurl.SOCKET_TIMEOUT, 0)
        self._collect()

    def _ready(self) -> None:
        act = self._multi.socket_action
        for socket, events in self._epoll.poll(0, _MOST_EVENTS):
            if socket not in self._watched:
                continue  # closed on account of another event of this turn
            flags = 0
            if events & select.EPOLLIN:
                flags |= pycurl.CSELECT_IN
            if events & select.EPOLLOUT:
                flags |= pycurl.CSELECT_OUT
            if events & (select.EPOLLERR | select.EPOLLHUP):
                flags |= pycurl.CSELECT_ERR
            act(socket, flags)
        self._collect()

    def _collect(self) -> None:
        """Take the transfers that ended off the multi handle and tell those who wait."""
        left = 1
        while left:
            left, well, badly = self._multi.info_read()
            for easy in well:
                self._end(easy, 0, "")
            for easy, code, words in badly:
                self._end(easy, code, words)

    def _end(self, easy: pycurl.Curl, code: int, words: str) -> None:
        ended = self._ended.pop(easy, None)
        if ended is not None:
            self._multi.remove_handle(easy)
            ended(code, words)
