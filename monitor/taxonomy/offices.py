"""Offices by states: what the ministry of mines, customs or parliament of each state is called.

A name is made of the words of an office and the name of a state; which body that is, the state
says. It knows no office and no state by name, and does not look at texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from monitor.taxonomy.entry import TaxonomyEntry
from monitor.text import one_line

OFFICES, STATES = "offices", "states"
"""The two tables of a file of bodies; no id of a body is one of them."""
REST = "rest"
"""In `bodies` of a state: what every office is that is not named there."""
INSIDE = "*"
"""In an office's words: where a state's adjective may stand, `ministère * des Mines`."""
_BEHIND = frozenset({"fr", "es", "pt", "it", "ru", "id", "ms", "vi"})
"""Languages in which a state's name stands behind an office with nothing between."""


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


@dataclass(frozen=True, slots=True)
class OfficeKind:
    """A kind of authority that states have."""

    key: str
    words: tuple[Word, ...]
    is_rare: bool = False
    """Only states that name it among their bodies have it: not all have a senate."""
    others: tuple[str, ...] = ()
    """Phrases in which a word is something else: `customs duty`."""
    split: tuple[tuple[str, str], ...] = ()
    """Those in which an adjective may stand: language, and the words with a mark for it."""


@dataclass(frozen=True, slots=True)
class State:
    """A state, or a union of states."""

    key: str
    names: tuple[str, ...]
    """Names, adjectives and capitals in all languages."""
    bodies: Mapping[str, str]
    """Ids by office, and by `REST`; "": it has the office, but no body is known."""
    adjectives: Mapping[str, str] = field(default_factory=dict)
    """By language the one that stands inside an office's name."""
    short: tuple[str, ...] = ()
    """One sign that counts directly before an office: `美`."""
    others: tuple[str, ...] = ()
    """Phrases in which a name is something else, and parts of it that have offices of their own."""
    home: tuple[str, ...] = ()
    """Languages in which an office without any state's name is one of its own."""

    def body(self, kind: OfficeKind) -> str | None:
        """Return which body an office of it is; "": none that is known; None: it has no such."""
        return self.bodies.get(kind.key, None if kind.is_rare else self.bodies.get(REST))


@dataclass(frozen=True, slots=True)
class Offices:
    """All kinds of offices and all states, of every file."""

    kinds: Mapping[str, OfficeKind] = field(default_factory=dict)
    """Of two with one name a state has the first."""
    states: Mapping[str, State] = field(default_factory=dict)


def with_full_names(
    entries: Iterable[TaxonomyEntry], offices: Offices
) -> tuple[TaxonomyEntry, ...]:
    """Return entries of which bodies have the names that states' adjectives make of offices."""
    names: dict[str, list[str]] = {}
    split = [kind for kind in offices.kinds.values() if kind.split]
    for state in offices.states.values():
        for kind in split:
            if body := state.body(kind):
                names.setdefault(body, []).extend(_full_names(kind.split, state))
    return tuple(
        replace(entry, names=tuple(dict.fromkeys((*entry.names, *names[entry.id]))))
        if entry.category == "body" and entry.id in names
        else entry
        for entry in entries
    )


def _full_names(split: Sequence[tuple[str, str]], state: State) -> Iterator[str]:
    for language, written in split:
        if adjective := state.adjectives.get(language):
            yield one_line(written.replace(INSIDE, adjective))
