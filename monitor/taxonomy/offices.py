"""Offices by states: what the ministry of mines, customs or parliament of each state is called.

Two tables of a file of bodies say the words of each office, the names of each state, and which
body each office of a state is; docs/taxonomy.md tells their keys. It knows no office and no state
by name, and does not look at texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, count
from typing import NamedTuple, TypeGuard

from monitor.taxonomy.spellings import spellings

OFFICES, STATES = "offices", "states"
"""The two tables; no id of a body is one of them."""
REST = "rest"
"""In `bodies` of a state: what every office is that is not named there."""
_BEHIND = ("fr", "es", "pt", "it", "ru", "id", "ms", "vi")
"""Languages in which a state's name stands behind an office with nothing between."""
_INSIDE = "*"
"""In an office's words: where a state's adjective may stand, `ministère * des Mines`."""


class Word(NamedTuple):
    """What an office is called."""

    written: str
    is_bound: bool
    """It counts only directly beside a state's name: `the president` may be of a firm."""
    language: str
    """A code, or "": several have it, or it is one whose states are never left unsaid."""

    @property
    def is_followed(self) -> bool:
        """Whether a state's name may stand behind it with a blank alone: `gobierno chileno`."""
        return self.language in _BEHIND


class Office(NamedTuple):
    """A kind of authority that states have."""

    key: str
    rank: int
    """Of two with one name a state has the one of the lower rank, which is written first."""
    words: tuple[Word, ...]
    is_rare: bool = False
    """Only states that name it among their bodies have it: not all have a senate."""
    others: tuple[str, ...] = ()
    """Phrases in which a word is something else: `customs duty`."""
    split: tuple[tuple[str, str], ...] = ()
    """Those in which an adjective may stand: language, and the words with a mark for it."""


class State(NamedTuple):
    """A state, or a union of states."""

    key: str
    names: tuple[str, ...]
    """Names, adjectives and capitals in all languages."""
    short: tuple[str, ...] = ()
    """One sign that counts directly before an office: `美`."""
    others: tuple[str, ...] = ()
    """Phrases in which a name is something else, and parts of it that have offices of their own."""
    unknown: tuple[str, ...] = ()
    """Offices that it has and of which no body is known."""
    home: tuple[str, ...] = ()
    """Languages in which an office without any state's name is one of its own."""


class Post(NamedTuple):
    """An office of a state; some body is it."""

    office: Office
    state: State


class _Tables:
    """The two tables as they are read; what is wrong with them is noted."""

    def __init__(self, problems: list[str]) -> None:
        self._problems = problems

    def office(self, key: str, rank: int, table: Mapping[str, object]) -> Office:
        words: list[Word] = []
        others: list[str] = []
        split: list[tuple[str, str]] = []
        for name, value in table.items():
            stem, _, language = name.partition("_")
            if name == "rare":
                if not isinstance(value, bool):
                    self._problem(f"{OFFICES}.{key}: rare takes true or false")
                continue
            if name == "not_words":
                others = self._spelled(f"{OFFICES}.{key}: {name}", value)
                continue
            if stem not in ("words", "bound"):
                self._problem(f"{OFFICES}.{key}: unknown key {name!r}")
                continue
            for written in self._spelled(f"{OFFICES}.{key}: {name}", value):
                if _INSIDE in written:
                    split.append((language, written))
                plain = " ".join(written.replace(_INSIDE, "").split())
                words.append(Word(plain, stem == "bound", language))
        return Office(
            key,
            rank,
            tuple(dict.fromkeys(words)),
            table.get("rare") is True,
            tuple(others),
            tuple(split),
        )

    def state(self, key: str, table: Mapping[str, object]) -> State:
        names: list[str] = []
        for name, value in table.items():
            stem = name.partition("_")[0]
            if stem in ("names", "adjectives"):
                names += self._spelled(f"{STATES}.{key}: {name}", value)
            elif name not in ("short", "not_names", "parts", "home", "bodies"):
                self._problem(f"{STATES}.{key}: unknown key {name!r}")
        others = chain.from_iterable(
            self._spelled(f"{STATES}.{key}: {name}", table.get(name, []))
            for name in ("not_names", "parts")
        )
        short = self._spelled(f"{STATES}.{key}: short", table.get("short", []))
        home = self._spelled(f"{STATES}.{key}: home", table.get("home", []))
        bodies = table.get("bodies")
        unknown = (
            [key for key, body in bodies.items() if not body] if isinstance(bodies, Mapping) else []
        )
        return State(
            key,
            tuple(dict.fromkeys(names)),
            short=tuple(short),
            others=tuple(others),
            unknown=tuple(unknown),
            home=tuple(home),
        )

    def adjectives(self, table: Mapping[str, object], language: str) -> list[str]:
        """Return the adjective of a state that stands inside an office's name, as written first."""
        value = table.get(f"adjectives_{language}", [])
        return [value[0]] if _is_texts(value) and value else []

    def tables(self, name: str, value: object) -> Iterator[tuple[str, Mapping[str, object]]]:
        """Yield the tables of a table."""
        for key, one in value.items() if isinstance(value, Mapping) else ():
            if isinstance(one, Mapping):
                yield str(key), one
            else:
                self._problem(f"{name}.{key}: expected a table, [{name}.{key}]")

    def _problem(self, fact: str) -> None:
        self._problems.append(fact)

    def _spelled(self, where: str, value: object) -> list[str]:
        if not _is_texts(value):
            self._problem(f"{where} is not a list of texts")
            return []
        found: list[str] = []
        for item in value:
            try:
                found += spellings(item)
            except ValueError as error:
                self._problem(f"{where}: {item!r} {error}")
        return found


def _is_texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(item, str) and item for item in value)


def posts(
    offices: object, states: object, known: Iterable[Post], problems: list[str]
) -> Mapping[str, tuple[list[Post], list[str]]]:
    """Return which offices each body is, and whole names of it, from the two tables of a file.

    `known` are those of the entries over which it is laid: their offices count, too. Mistakes are
    added to `problems`, one line each.
    """
    tables = _Tables(problems)
    every = {post.office.key: post.office for post in known}
    ranks = count(len(every))
    for key, one in tables.tables(OFFICES, offices):
        every[key] = tables.office(key, next(ranks), one)
    found: dict[str, tuple[list[Post], list[str]]] = {}
    for key, table in tables.tables(STATES, states):
        state = tables.state(key, table)
        for office, body in _bodies(key, table.get("bodies"), every, problems):
            held, names = found.setdefault(body, ([], []))
            held.append(Post(office, state))
            names += [
                " ".join(written.replace(_INSIDE, adjective).split())
                for language, written in office.split
                for adjective in tables.adjectives(table, language)
            ]
    return found


def _bodies(
    key: str, value: object, offices: Mapping[str, Office], problems: list[str]
) -> Sequence[tuple[Office, str]]:
    """Return each office of a state that some body is, and the id of that."""
    if not isinstance(value, Mapping) or not all(isinstance(one, str) for one in value.values()):
        problems.append(f'{STATES}.{key}: bodies takes ids by office, {{customs = "…"}}')
        return ()
    known = f"known are {', '.join(sorted(offices))} and {REST}"
    problems += [
        f"{STATES}.{key}: bodies: no office is called {unknown!r}; {known}"
        for unknown in sorted(value.keys() - {*offices, REST})
    ]
    rest = value.get(REST, "")
    return [
        (office, body)
        for name, office in offices.items()
        if (body := value.get(name, "" if office.is_rare else rest))
    ]
