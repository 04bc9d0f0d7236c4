"""One event a line: a fixed phrase, then its facts as key=value, for people, grep and journald."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from datetime import UTC, datetime

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_PRIORITIES = {
    logging.DEBUG: 7,
    logging.INFO: 6,
    logging.WARNING: 4,
    logging.ERROR: 3,
    logging.CRITICAL: 2,
}
"""Source: sd-daemon(3), the prefixes that journald turns into priorities."""


class EventFormatter(logging.Formatter):
    """Formats `polled source=mofcom new=1`, with the time or, in the journal, its priority."""

    def __init__(self, *, journal: bool) -> None:
        super().__init__()
        self._journal = journal

    def format(self, record: logging.LogRecord) -> str:
        """Return one line; a traceback follows on lines of its own."""
        facts = {key: value for key, value in vars(record).items() if key not in _STANDARD}
        line = event_line(record.getMessage(), facts)
        if record.exc_info:
            line = f"{line}\n{self.formatException(record.exc_info)}"
        if self._journal:
            priority = f"<{_PRIORITIES.get(record.levelno, 6)}>"
            return "\n".join(f"{priority}{part}" for part in line.split("\n"))
        at = datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        level = "" if record.levelno == logging.INFO else f"{record.levelname.lower()} "
        return f"{at} {level}{line}"


def event_line(event: str, facts: Mapping[str, object]) -> str:
    """Return an event and its facts as one line; None is left out, blanks are quoted."""
    parts = [event]
    for key, value in facts.items():
        if value is None:
            continue
        text = str(value)
        plain = text.isprintable() and not any(c in text for c in ' "=') and text
        parts.append(f"{key}={text if plain else _quoted(text)}")
    return " ".join(parts)


def _quoted(text: str) -> str:
    shown = "".join(c if c.isprintable() else " " for c in text)
    escaped = shown.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def set_up(*, level: int, journal: bool) -> None:
    """Send Monitor's events to standard error; other libraries only where they warn."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(EventFormatter(journal=journal))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("monitor").setLevel(level)
    # A run that is skipped because the last one still works is said by our own engine.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
