"""One table of a rule file, read key by key; what is wrong with it is collected, not raised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple, TypeVar

from monitor.rules.files.toml_places import Place
from monitor.taxonomy.entries import suggestion

_Choice = TypeVar("_Choice", bound=str)


class Problem(NamedTuple):
    """A mistake in a file."""

    words: str
    """One line that begins with the table and the key."""
    place: Place | None = None
    """Where it stands, where that is known."""


class Table:
    """A table and where it stands; each mistake is one of `problems`."""

    def __init__(self, path: tuple[str, ...], value: object, problems: list[Problem]) -> None:
        """`path` is `("rules", "name")` or the like, () for the file itself."""
        self.path = path
        self.where = ".".join(path)
        """The same as messages name it."""
        self.problems = problems
        self._values: Mapping[str, object] = {}
        if isinstance(value, Mapping):
            self._values = value
        else:
            self.problem("", "expected a table")

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def value(self, key: str) -> object:
        """Return what stands under a key, whatever it is; None: nothing."""
        return self._values.get(key)

    def problem(self, key: str, fact: str, place: Place | None = None) -> None:
        """Note a mistake at a key; "": of the table as a whole."""
        words = ": ".join(filter(None, (self.where, key, fact)))
        self.problems.append(Problem(words, place))

    def only(self, known: Sequence[str]) -> None:
        """Note every key that is none of `known`."""
        for key in self._values:
            if key not in known:
                self.problem("", f"unknown key {key!r}{suggestion(key, known)}")

    def text(self, key: str, default: str = "") -> str:
        """Return a text; `default` where there is none, or something else."""
        value = self._values.get(key, default)
        if isinstance(value, str):
            return value
        self.problem(key, f'expected text such as {key} = "…"')
        return default

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false."""
        value = self._values.get(key, default)
        if isinstance(value, bool):
            return value
        self.problem(key, "expected true or false")
        return default

    def number(self, key: str) -> int | None:
        """Return a whole number, None where there is none."""
        value = self._values.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self.problem(key, "expected a whole number")
        return None

    def choice(self, key: str, choices: Sequence[_Choice]) -> _Choice | None:
        """Return one of `choices`, None where none is given or it is none of them."""
        value = self._values.get(key)
        if value is None:
            return None
        for choice in choices:
            if value == choice:
                return choice
        hint = suggestion(str(value), choices)
        self.problem(key, f"{value!r} is none of {', '.join(choices)}{hint}")
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; empty where there is none."""
        value = self._values.get(key, [])
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        self.problem(key, 'expected a list of texts such as ["…", "…"]')
        return ()

    def instant(self, key: str) -> datetime | None:
        """Return a TOML date or time, in UTC where it has no offset."""
        value = self._values.get(key)
        if value is None:
            return None
        if isinstance(value, datetime):
            return value if value.tzinfo else value.replace(tzinfo=UTC)
        if isinstance(value, date):
            return datetime(value.year, value.month, value.day, tzinfo=UTC)
        self.problem(key, "expected a date such as 2025-04-04, without quotes")
        return None

    def table(self, key: str) -> Table:
        """Return the table under a key; an empty one where there is none."""
        return Table((*self.path, key), self._values.get(key, {}), self.problems)

    def tables(self, key: str) -> Iterator[tuple[str, Table]]:
        """Yield the tables of a table of tables, with their names."""
        inner = self.table(key)
        for name, value in inner._values.items():
            yield name, Table((*inner.path, name), value, self.problems)

    def rows(self, key: str) -> Iterator[Table]:
        """Yield the tables of a list, `[[key]]`, numbered from 1 in messages."""
        value = self._values.get(key, [])
        if not isinstance(value, list):
            self.problem(key, f"expected tables such as [[{'.'.join((*self.path, key))}]]")
            return
        for number, one in enumerate(value, 1):
            yield Table((*self.path, f"{key}[{number}]"), one, self.problems)

    def numbers(self, key: str) -> Mapping[str, int]:
        """Return a table of whole numbers."""
        inner = self.table(key)
        found = {name: inner.number(name) for name in inner._values}
        return {name: number for name, number in found.items() if number is not None}

    def definitions(self, key: str) -> Mapping[str, str | tuple[str, ...]]:
        """Return a table whose values are each a text or a list of texts."""
        inner = self.table(key)
        return {
            name: inner.text(name) if isinstance(value, str) else inner.texts(name)
            for name, value in inner._values.items()
        }
