"""One process per state directory: an advisory lock that dies with its holder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType

import msgspec

from monitor.errors import StateInUse, StoreUnusable

_NAME = "monitor.lock"
_SENDING = "sending.lock"
_TRIES = 100


class StateLock:
    """Holds a state directory while the block runs; kill -9 sets it free as well."""

    def __init__(self, state: Path, *, command: str, now: datetime) -> None:
        self._path = state / _NAME
        self._holder = {"pid": os.getpid(), "command": command, "since": now.isoformat()}
        self._handle: int | None = None

    def __enter__(self) -> StateLock:
        """Take the lock.

        Raises:
            StateInUse: another process has it; the message names it.
            StoreUnusable: the directory cannot be made or written.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise self._unusable(error) from error
        if not self._taken(handle):
            os.close(handle)
            raise StateInUse(
                f"{self._path.parent}/ is in use by {holder(self._path.parent) or 'a process'}."
                " Stop it or choose another --state."
            )
        try:
            os.ftruncate(handle, 0)
            os.pwrite(handle, msgspec.json.encode(self._holder), 0)
        except OSError as error:  # a full disk: an empty file can be made, nothing be written
            os.close(handle)
            raise self._unusable(error) from error
        self._handle = handle
        return self

    def _taken(self, handle: int) -> bool:
        """Take the lock; `holder` of another process may have it for a moment, to look."""
        for _ in range(_TRIES):
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if holder(self._path.parent) is not None:
                    return False
            else:
                return True
        return False

    def _unusable(self, error: OSError) -> StoreUnusable:
        return StoreUnusable(
            f"{self._path.parent}: cannot be used: {error.strerror};"
            " Monitor must be able to write there, or choose another --state"
        )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the lock back; the file stays, as removing it would race with the next holder."""
        if self._handle is not None:
            os.ftruncate(self._handle, 0)
            os.close(self._handle)
            self._handle = None


@contextmanager
def sending(state: Path) -> Iterator[None]:
    """Say, while the block runs, that this process may be sending from a state directory.

    Raises:
        StoreUnusable: the directory cannot be made or written.
    """
    try:
        state.mkdir(parents=True, exist_ok=True)
        file = (state / _SENDING).open("ab")
    except OSError as error:
        raise StoreUnusable(
            f"{state}: cannot be used: {error.strerror}; Monitor must be able to write there"
        ) from error
    with file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


def nobody_sends(state: Path) -> bool:
    """Say whether no other process may be sending, so that every lease is a dead one's.

    Neither a daemon nor a command counts that was killed: its locks died with it.
    """
    if holder(state) is not None:
        return False
    try:
        with (state / _SENDING).open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def holder(state: Path) -> str | None:
    """Return who holds a state directory, in words, or None if nobody does."""
    path = state / _NAME
    try:
        with path.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return _said(file.read())
    except OSError:
        return None
    return None


def _said(record: bytes) -> str:
    try:
        said = msgspec.json.decode(record, type=dict[str, int | str])
        since = datetime.fromisoformat(str(said["since"])).astimezone()
        return f"process {said['pid']} ({said['command']}, since {since:%-d %b %H:%M})"
    except (msgspec.DecodeError, KeyError, ValueError):
        return "a process that is just starting"
