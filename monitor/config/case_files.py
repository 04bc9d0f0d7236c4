"""Cases written down for the operator: appended to a file of config/cases, all else left as it is.

A file is replaced as a whole or not at all, and only by one that reads back as what was meant.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from monitor.config.reader import shown_path
from monitor.config.source_edits import replace_file
from monitor.errors import ConfigError

FEEDBACK = Path("cases/feedback.toml")
"""Where the cases of feedback are kept, in the configuration."""
_HEAD = "# Cases from `monitor rules feedback`. Edit them like any other.\n"
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
"""Control characters that a TOML text has to escape; tab and newline need not be."""
_ENDING = re.compile(r'"(?="|\Z)')
"""Quotes that could end a text of several lines: of several in a row, and at its end."""
Value = str | bool | datetime | date


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A file as it is and as it would be."""

    path: Path
    shown: str
    """Its path as messages name it."""
    before: str | None
    """None: there is no such file yet."""
    after: str

    def diff(self) -> Iterator[str]:
        """Yield the lines of a unified diff, without their ends."""
        return difflib.unified_diff(
            (self.before or "").splitlines(),
            self.after.splitlines(),
            "/dev/null" if self.before is None else f"a/{self.shown}",
            f"b/{self.shown}",
            lineterm="",
        )

    def write(self) -> None:
        """Put the file in place, whole or not at all.

        Raises:
            ConfigError: it cannot be written.
        """
        try:
            self.path.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise ConfigError(f"{self.path}: cannot be written: {error.strerror}") from error
        replace_file(self.path, self.after.encode())


def with_row(folder: Path, key: str, values: Mapping[str, Value]) -> Edit:
    """Return the file of feedback with one more `[[key]]` table at its end.

    Raises:
        ConfigError: the file cannot be read, or a table cannot be appended to it.
    """
    path = folder / FEEDBACK
    shown = shown_path(path, folder)
    before = _read(path)
    lines = [f"[[{key}]]", *(f"{name} = {_written(value)}" for name, value in values.items()), ""]
    text = _HEAD if before is None else before
    gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    ends = "\r\n" if "\r\n" in text else "\n"
    after = text + (gap + "\n".join(lines)).replace("\n", ends)
    try:
        wanted = tomllib.loads(text.removeprefix("\ufeff"))
        wanted[key] = [*wanted.get(key, []), dict(values)]
        is_right = tomllib.loads(after.removeprefix("\ufeff")) == wanted
    except (tomllib.TOMLDecodeError, TypeError):
        is_right = False
    if not is_right:
        raise ConfigError(
            f"{shown}: a table cannot be appended; what stands there under {key!r} has to be"
            f" written as [[{key}]]"
        )
    return Edit(path=path, shown=shown, before=before, after=after)


def _read(path: Path) -> str | None:
    try:
        # As it is, line ends included, so that nothing but the new table changes.
        return path.read_bytes().decode() if path.exists() else None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    if isinstance(value, date):
        return value.isoformat()
    escaped = _UNWRITABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", value.replace("\\", "\\\\"))
    if "\n" not in escaped:
        return '"{}"'.format(escaped.replace('"', '\\"'))
    return '"""\n{}"""'.format(_ENDING.sub('\\\\"', escaped))
