"""The parts of a compiled query. Equal parts of all queries are one object, see `compiling`.

Each says of which stretches it is true, as bits, and which words make it so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import wraps
from typing import Protocol, TypeVar

from monitor.rules.engine.evaluation import (
    ANYWHERE,
    ARTICLE,
    PARAGRAPH,
    SENTENCE,
    Found,
    Level,
)
from monitor.rules.engine.evidence import Clause

_SPELLED_OUT = 200
"""Words of one query up to which each that is there is evidence by itself."""


class Compiled(Protocol):
    """A part of a compiled query."""

    number: int
    """Tells it from all others."""
    cost: int
    """Asked first where low."""

    def at(self, found: Found, level: Level) -> int:
        """Return of which stretches of a level it is true."""
        ...

    def choose(self, found: Found, level: Level, units: int, chosen: list[Clause]) -> None:
        """Put down what makes it true of stretches of a level, where it stands in some units.

        Only asked where it is true of a stretch that these units are.
        """
        ...


class Group:
    """One of some atoms stands in an area: a word, or all words of a list."""

    __slots__ = ("_area", "_atoms", "_listed", "cost", "number")

    def __init__(self, number: int, atoms: frozenset[int], area: int, listed: int | None) -> None:
        """`listed` is the number of the list that the atoms are, if they have one."""
        self.number = number
        self.cost = 0 if area == ANYWHERE else 2
        self._atoms = atoms
        self._area = area
        self._listed = listed

    def at(self, found: Found, level: Level) -> int:
        """See `Compiled`."""
        if level == ARTICLE and self._area == ANYWHERE:
            return not self._atoms.isdisjoint(found.present)  # where it stands is not asked
        memo = found.memo[level]
        bits = memo.get(self.number)
        if bits is None:
            bits = 0
            if atoms := self._present(found):
                bits = found.units_of_any(atoms) & self._area
                if bits and level != SENTENCE:
                    bits = found.at(bits, level)
            memo[self.number] = bits
        return bits

    def _present(self, found: Found) -> Collection[int]:
        """Return the atoms that are present."""
        present = None if self._listed is None else found.inside(self._listed)
        return self._atoms & found.present if present is None else present

    def choose(self, found: Found, level: Level, units: int, chosen: list[Clause]) -> None:
        """See `Compiled`."""
        bits = found.memo[SENTENCE].get(self.number)
        stands_in = (self.at(found, SENTENCE) if bits is None else bits) & units
        if not stands_in:
            return
        within = units & self._area
        atoms = self._present(found)
        if self._listed is None and 1 < len(atoms) <= _SPELLED_OUT:
            # Words that a query spells out are clauses by themselves, and each is shown.
            every = [((atom,), within, within & found.units_of(atom)) for atom in atoms]
            chosen += [clause for clause in every if clause[2]]
        else:
            chosen.append((atoms, within, stands_in))


class Derived:
    """An atom that is worked out stands in an area: words near another, a quantity, a date."""

    __slots__ = ("_area", "_atom", "_words", "cost", "number")

    def __init__(self, number: int, atom: int, words: Sequence[int], area: int) -> None:
        """`words` are the atoms of words that stand near one another."""
        self.number = number
        self.cost = 4
        self._atom = atom
        self._words = tuple(words)
        self._area = area

    def at(self, found: Found, level: Level) -> int:
        """See `Compiled`."""
        return found.at(found.derived_units(self._atom, self._words) & self._area, level)

    def choose(self, found: Found, level: Level, units: int, chosen: list[Clause]) -> None:
        """See `Compiled`."""
        if stands_in := self.at(found, SENTENCE) & units:
            chosen.append(((self._atom,), units & self._area, stands_in))


class Fact:
    """Something is true of the article as a whole, and so of every stretch of it."""

    __slots__ = ("_atom", "_is_looked_up", "cost", "number")

    def __init__(self, number: int, atom: int, is_looked_up: bool) -> None:
        """`is_looked_up`: whether the atom is among the present ones where it holds."""
        self.number = number
        self._is_looked_up = is_looked_up
        self.cost = 1
        self._atom = atom

    def at(self, found: Found, level: Level) -> int:
        """See `Compiled`."""
        is_true = self._atom in found.present if self._is_looked_up else found.holds(self._atom)
        return found.full(level) if is_true else 0

    def choose(self, found: Found, level: Level, units: int, chosen: list[Clause]) -> None:
        """Put down nothing: it stands nowhere."""


class _Numbered(Protocol):
    number: int


_Part = TypeVar("_Part", bound=_Numbered)
_At = Callable[[_Part, Found, Level], int]


def _remembered(worked_out: _At[_Part]) -> _At[_Part]:
    """Return an `at` that asks each article once a level: several queries may share the part."""

    @wraps(worked_out)
    def at(part: _Part, found: Found, level: Level) -> int:
        memo = found.memo[level]
        bits = memo.get(part.number)
        if bits is None:
            bits = memo[part.number] = worked_out(part, found, level)
        return bits

    return at


class All:
    """Every part is true."""

    __slots__ = ("_barred", "_groups", "_others", "cost", "number", "parts")

    def __init__(self, number: int, parts: Sequence[Compiled]) -> None:
        self.number = number
        self.parts = sorted(parts, key=lambda part: part.cost)
        self.cost = 3 + self.parts[-1].cost
        self._groups = _groups(self.parts)
        barred = [part.part for part in self.parts if isinstance(part, Inverse)]
        self._barred = _groups(barred)
        told_apart = {*self._groups.values(), *self._barred.values()}
        self._others = [
            part
            for part in self.parts
            if part not in told_apart
            and not (isinstance(part, Inverse) and part.part in told_apart)
        ]

    @_remembered
    def at(self, found: Found, level: Level) -> int:
        """See `Compiled`."""
        memo = found.memo[level]
        bits = ANYWHERE if self._groups or self._others else found.full(level)
        for number, group in self._groups.items():
            here = memo.get(number)
            bits &= group.at(found, level) if here is None else here
            if not bits:
                return 0
        for number, group in self._barred.items():
            here = memo.get(number)
            bits &= ~(group.at(found, level) if here is None else here)
            if not bits:
                return 0
        for part in self._others:
            bits &= part.at(found, level)
            if not bits:
                return 0
        return bits

    def choose(self, found: Found, level: Level, units: int, chosen: list[Clause]) -> None:
        """See `Compiled`."""
        for group in self._groups.values():
            group.choose(found, level, units, chosen)
        for part in self._others:
            part.choose(found, level, units, chosen)


class Some:
    """One part is true."""

    __slots__ = ("_groups", "_others", "cost", "number", "parts")

    def __init__(self, number: int, parts: Sequence[Compiled]) -> None:
        self.number = number
        self.parts = sorted(parts, key=lambda part: part.cost)
        self.cost = 3 + self.parts[-1].cost
        self._groups = _groups(self.parts)
        self._others = [part for part in self.parts if not isinstance(part, Group)]

    @_remembered
    def at(self, found: Found, level: Level) -> int:
        """See `Compiled`."""
        memo = found.memo[level]
        bits = 0
        for number, group in self._groups.items():
            here = memo.get(number)
            bits |= group.at(found, level) if here is None else here
        for part in self._others:
            if bits and level == ARTICLE:
                return bits
            bits |= part.at(found, level)
        return bits

    def choose(self, found: Found, level: Level, units: int, chosen: list[Clause]) -> None:
        """See `Compiled`."""
        for group in self._groups.values():
            group.choose(found, level, units, chosen)  # it stands where it is true
        for part in self._others:
            if bits := part.at(found, level):
                part.choose(found, level, units & found.spread(bits, level), chosen)


class Inverse:
    """A part is not true; what is not there is no evidence."""

    __slots__ = ("cost", "number", "part")

    def __init__(self, number: int, part: Compiled) -> None:
        self.number = number
        self.cost = part.cost + 1
        self.part = part

    def at(self, found: Found, level: Level) -> int:
        """See `Compiled`."""
        return found.full(level) & ~self.part.at(found, level)

    def choose(self, found: Found, level: Level, units: int, chosen: list[Clause]) -> None:
        """Put down nothing."""


def _groups(parts: Iterable[Compiled]) -> dict[int, Group]:
    """Return those of some parts that are looked up, by their numbers."""
    return {part.number: part for part in parts if isinstance(part, Group)}


class InUnit:
    """A sentence or paragraph in an area is one of which the part is true."""

    __slots__ = ("_area", "_inside", "_part", "cost", "number")

    def __init__(self, number: int, part: Compiled, inside: Level, area: int) -> None:
        """`inside`: `PARAGRAPH` or `SENTENCE`, of which the part is asked."""
        self.number = number
        self.cost = 10 + part.cost
        self._part = part
        self._inside = inside
        self._area = area

    @_remembered
    def at(self, found: Found, level: Level) -> int:
        """See `Compiled`."""
        inside = self._part.at(found, self._inside)
        # The area of the title or the body has the same bits at both levels.
        bits = inside & self._area
        if level == ARTICLE:
            return int(bits != 0)
        if level == self._inside:
            return bits
        if level == PARAGRAPH:
            return found.units.lifted(bits)
        return found.units.alone(bits)

    def choose(self, found: Found, level: Level, units: int, chosen: list[Clause]) -> None:
        """See `Compiled`."""
        inside = self._part.at(found, self._inside) & self._area
        where = found.spread(inside, self._inside) & units
        if where:
            self._part.choose(found, self._inside, where, chosen)
