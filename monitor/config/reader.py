"""One generic way from a TOML table to a frozen dataclass, collecting every mistake.

A key that the class does not know is a mistake with the nearest known key beside it; a value
of the wrong type says what was expected and shows an example. Knows no setting by name.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tomli  # compiled: reads what is shipped at two fifths of tomllib's cost

_Settings = TypeVar("_Settings")
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_DURATION = re.compile(r"(\d+)\s*(ms|s|m|h|d|w)")
_SECONDS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_SIZE = re.compile(r"(\d+)\s*(B|kB|KiB|MB|MiB|GB|GiB)")
_BYTES = {
    "B": 1,
    "kB": 10**3,
    "KiB": 2**10,
    "MB": 10**6,
    "MiB": 2**20,
    "GB": 10**9,
    "GiB": 2**30,
}


class _Wrong(Exception):
    """A value is not what its key takes; the message says what is."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in which file a table stands, in the operator's words, and where mistakes go."""

    file: str
    table: str = ""
    """Such as `source "mofcom"`; "" at the top of the file."""
    problems: list[str] = field(default_factory=list)

    def within(self, table: str) -> Place:
        """Return the place of a table inside this one; mistakes go to the same list."""
        return Place(self.file, f"{self.table}, {table}" if self.table else table, self.problems)

    def problem(self, key: str, fact: str) -> None:
        """Note a mistake at `key`, or of the whole table where `key` is ""."""
        where = ", ".join(part for part in (self.table, f'key "{key}"' if key else "") if part)
        self.problems.append(f"{self.file}{', ' if where else ''}{where}: {fact}")


def toml_file(path: Path, shown: str, problems: list[str]) -> dict[str, Any]:
    """Return the tables of a file, {} where it cannot be read: `problems` says why."""
    return toml_with_text(path, shown, problems)[0]


def toml_with_text(path: Path, shown: str, problems: list[str]) -> tuple[dict[str, Any], str]:
    """Return the tables of a file and its text, ({}, "") where it cannot be read."""
    try:
        text = path.read_text("utf-8-sig")
        return tomli.loads(text), text
    except tomli.TOMLDecodeError as error:
        problems.append(f"{shown}: not valid TOML: {error}")
    except UnicodeDecodeError as error:
        problems.append(f"{shown}: not UTF-8 at byte {error.start}; save the file as UTF-8")
    except OSError as error:
        problems.append(f"{shown}: cannot be read: {error.strerror}")
    return {}, ""


def shown_path(path: Path, folder: Path) -> str:
    """Return a path inside the configuration as messages name it: `config/sources/eu.toml`."""
    return str(Path(folder.name) / path.relative_to(folder))


def files_in(
    folder: Path, name: str, problems: list[str], *, endings: Sequence[str] = (".toml",)
) -> list[Path]:
    """Return the files of a sub-folder in order; a file of another ending is a mistake."""
    inside = folder / name
    try:
        found = sorted(path for path in inside.iterdir() if not path.name.startswith("."))
    except FileNotFoundError:
        problems.append(f"{shown_path(inside, folder)}/: is missing; it holds one or more .toml")
        return []
    except OSError as error:
        problems.append(f"{shown_path(inside, folder)}/: cannot be read: {error.strerror}")
        return []
    words = " and ".join(", ".join(endings).rsplit(", ", 1))
    problems.extend(
        f"{shown_path(path, folder)}: only {words} files are read here"
        for path in found
        if path.suffix not in endings
    )
    return [path for path in found if path.suffix in endings]


def named_tables(
    table: Mapping[str, Any], key: str, word: str, place: Place
) -> list[tuple[str, dict[str, Any]]]:
    """Return the named tables under `key` whose name and shape are right."""
    tables = table.get(key, {})
    if not isinstance(tables, dict):
        place.problem(key, f"expected tables such as [{key}.name]")
        return []
    good = []
    for name, one in tables.items():
        here = place.within(f'{word} "{name}"')
        if not _NAME.fullmatch(name):
            here.problem("", "a name is made of a-z, 0-9, dot, hyphen and underscore")
        elif not isinstance(one, dict):
            here.problem("", f"expected a table [{key}.{name}]")
        else:
            good.append((name, one))
    return good


_MOST_KNOWN = 30
"""Words that a message lists at most, where none is near."""


def suggestion(word: str, known: object) -> str:
    """Return ` Did you mean "x"?` for the nearest of the known words, or a list of them."""
    words = sorted(str(item) for item in cast("list[object]", list(known)))  # type: ignore[call-overload]
    near = get_close_matches(word, words, n=1, cutoff=0.6)
    if near:
        return f' Did you mean "{near[0]}"?'
    more = f" and {len(words) - _MOST_KNOWN:,} more" if len(words) > _MOST_KNOWN else ""
    return f" Known: {', '.join(words[:_MOST_KNOWN])}{more}." if words else ""


def settings(
    into: type[_Settings],
    table: Mapping[str, Any],
    place: Place,
    *,
    given: Mapping[str, Any] | None = None,
    also: frozenset[str] = frozenset(),
) -> _Settings | None:
    """Return `into` filled from `table`, or None where a mistake was noted.

    `given` are fields set by the caller, which the file may not; `also` are keys of the table
    that the caller reads itself.
    """
    hints = _hints(cast(Hashable, into))
    preset = dict(given or {})
    fields = {f.name: f for f in dataclasses.fields(cast(Any, into)) if f.name not in preset}
    before = len(place.problems)
    for key in table.keys() - fields.keys() - also:
        place.problem(key, f"unknown key.{suggestion(key, fields.keys() | also)}")
    values: dict[str, Any] = {}
    for name, one in fields.items():
        if name in table:
            try:
                values[name] = _value(hints[name], table[name], place.within(name), one)
            except _Wrong as wrong:
                place.problem(name, f"{wrong}, got {_shown(table[name])}.")
        elif one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING:
            place.problem(name, f"is required: {one.metadata.get('doc', 'see the documentation')}")
    if len(place.problems) > before:
        return None
    return into(**values, **preset)


@cache
def _hints(into: Hashable) -> Mapping[str, Any]:
    """Return the types of the fields: worked out once for all tables of a kind."""
    return get_type_hints(into)


def _value(hint: Any, value: Any, place: Place, one: dataclasses.Field[Any]) -> Any:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _value(next(a for a in get_args(hint) if a is not type(None)), value, place, one)
    if origin is Literal:
        return _choice(value, get_args(hint))
    if origin is tuple:
        return _list(get_args(hint)[0], value, place, one)
    if origin is Mapping:
        return _words(value)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(_choice(value, tuple(hint)))
    if dataclasses.is_dataclass(hint):
        if not isinstance(value, dict):
            raise _Wrong("expected a table")
        return settings(cast(type[Any], hint), value, place)
    read = _READERS.get(hint)
    if read is None:
        raise TypeError(f"no reader for {hint}")
    if one.metadata.get("unit") == "bytes":
        read = _size
    return read(value)


def _choice(value: Any, allowed: tuple[Any, ...]) -> Any:
    if value not in allowed:
        raise _Wrong(f"expected one of {', '.join(map(str, allowed))}")
    return value


def _list(hint: Any, value: Any, place: Place, one: dataclasses.Field[Any]) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise _Wrong('expected a list such as ["one", "two"]')
    return tuple(_value(hint, item, place, one) for item in value)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Wrong("expected text in quotes")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("expected true or false")
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _Wrong("expected a whole number, 0 or more")
    return value


def _real(value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < 1e9:
        raise _Wrong("expected a number, 0 or more")
    return float(value)


def _day(value: Any) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise _Wrong("expected a day such as 2026-05-06, without quotes")
    return value


def _words(value: Any) -> Mapping[str, str]:
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise _Wrong('expected a table of texts such as { "Referer" = "https://example.org/" }')
    return dict(value)


def _size(value: Any) -> int:
    if isinstance(value, str) and (found := _SIZE.fullmatch(value.strip())):
        return int(found[1]) * _BYTES[found[2]]
    raise _Wrong('expected a size such as "15 MiB"')


def duration(value: Any) -> timedelta:
    """Return a duration from `"90s"`, `"15m"`, `"1h"`, `"7d"` or a sum such as `"1h 30m"`."""
    if isinstance(value, str):
        parts = _DURATION.findall(value)
        if parts and not _DURATION.sub("", value).strip():
            return timedelta(seconds=sum(int(n) * _SECONDS[unit] for n, unit in parts))
    raise _Wrong('expected a duration such as "30s", "15m", "1h" or "7d"')


def _zone(value: Any) -> ZoneInfo:
    try:
        return ZoneInfo(_text(value))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise _Wrong('expected a time zone such as "Europe/Berlin" or "UTC"') from error


def _path(value: Any) -> Path:
    return Path(_text(value))


def _shown(value: Any) -> str:
    text = repr(value) if not isinstance(value, str) else f'"{value}"'
    return text if len(text) <= 60 else f"{text[:57]}…"


_READERS: Mapping[Any, Callable[[Any], Any]] = {
    str: _text,
    bool: _flag,
    int: _number,
    float: _real,
    date: _day,
    timedelta: duration,
    ZoneInfo: _zone,
    Path: _path,
}
