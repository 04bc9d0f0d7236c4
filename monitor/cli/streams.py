"""Standard streams that were closed before the start, as of `monitor … >&-`."""

from __future__ import annotations

import io
import os
import sys

from monitor.errors import MonitorError


class InputClosed(MonitorError):
    """Standard input was to be read and is closed."""


class _ClosedInput(io.RawIOBase):
    """What is read where nothing can be read."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        raise InputClosed("standard input is closed; give it a pipe, a file or /dev/null")


def replace_closed() -> None:
    """Put something in place of each stream that is closed, which fails where it is used.

    Python has None there, and the next file that is opened, the database say, would get the
    stream's number. Their numbers are taken by /dev/null, opened the wrong way round, so that
    writing fails as it does in coreutils; only what goes to a closed standard error is lost.
    """
    if sys.stdin is None:
        os.open(os.devnull, os.O_WRONLY)
        sys.stdin = io.TextIOWrapper(io.BufferedReader(_ClosedInput()), encoding="utf-8")
    if sys.stdout is None:
        number = os.open(os.devnull, os.O_RDONLY)
        sys.stdout = open(number, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        number = os.open(os.devnull, os.O_WRONLY)
        sys.stderr = open(number, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
