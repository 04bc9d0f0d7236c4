"""What the environment says: where things are by default, and who supervises the process."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

SYSTEM_CONFIG = Path("/etc/monitor/config")
SYSTEM_STATE = Path("/var/lib/monitor")
_STDERR = 2
_MAX_DIGITS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """The variables that Monitor reads; "" and None where they are not set."""

    state_directory: str = ""
    """Set by systemd for StateDirectory=."""
    notify_socket: str = ""
    watchdog: timedelta | None = None
    """How often systemd wants a sign of life from this process."""
    journal: bool = False
    """Whether standard error goes to the journal, which adds times itself."""
    no_color: bool = False
    has_credentials: bool = False
    """Whether systemd handed over a folder of credentials."""

    @classmethod
    def read(cls, variables: Mapping[str, str] | None = None) -> Environment:
        """Return what is set. Source: systemd.exec(5), sd_notify(3), no-color.org."""
        values = os.environ if variables is None else variables  # noqa: TID251
        usec, pid = _number(values.get("WATCHDOG_USEC", "")), values.get("WATCHDOG_PID", "")
        mine = not pid or pid == str(os.getpid())
        return cls(
            state_directory=values.get("STATE_DIRECTORY", "").partition(":")[0],
            notify_socket=values.get("NOTIFY_SOCKET", ""),
            watchdog=timedelta(microseconds=usec) if usec and mine else None,
            journal=_is_journal(values.get("JOURNAL_STREAM", "")),
            no_color=bool(values.get("NO_COLOR")),
            has_credentials=bool(values.get("CREDENTIALS_DIRECTORY")),
        )


def _number(text: str) -> int | None:
    """Return a number of at most 64 bits, or None for any other text."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MAX_DIGITS else None


def _is_journal(stream: str) -> bool:
    """Say whether JOURNAL_STREAM names our standard error. Source: systemd.exec(5)."""
    device, _, inode = stream.partition(":")
    try:
        status = os.fstat(_STDERR)
    except OSError:
        return False
    return (status.st_dev, status.st_ino) == (_number(device), _number(inode))


def config_folder(given: Path | None) -> Path:
    """Return the folder given, else config/ here, else the system's."""
    if given is not None:
        return given
    here = Path("config")
    return SYSTEM_CONFIG if not here.is_dir() and SYSTEM_CONFIG.is_dir() else here


def state_folder(given: Path | None, config: Path, environment: Environment) -> Path:
    """Return the folder given, else systemd's, else state/ beside the configuration."""
    if given is not None:
        return given
    if environment.state_directory:
        return Path(environment.state_directory)
    return SYSTEM_STATE if config == SYSTEM_CONFIG else config.parent / "state"
