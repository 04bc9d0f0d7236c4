"""The parts of a compiled query. Equal parts of all queries are one object, see `compiling`.

Each says of which stretches it is true, as bits, and which words make it so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from monitor.rules.evaluation import (
    ANYWHERE,
    ARTICLE,
    PARAGRAPH,
    Chosen,
    Found,
    Level,
)


class Compiled(Protocol):
    """A part of a compiled query."""

    number: int
    """Tells it from all others."""
    cost: int
    """Asked first where low."""

    def at(self, found: Found, level: Level) -> int:
        """Return of which stretches of a level it is true."""
        ...

    def choose(self, found: Found, level: Level, units: int, chosen: Chosen) -> None:
        """Put down what makes it true of stretches of a level, where it stands in some units.

        Only asked where it is true of a stretch that these units are.
        """
        ...


class Group:
    """One of some atoms stands in an area: a word, or all words of a list."""

    __slots__ = ("_area", "_atoms", "cost", "number")

    def __init__(self, number: int, atoms: frozenset[int], area: int) -> None:
        self.number = number
        self.cost = 0 if area == ANYWHERE else 2
        self._atoms = atoms
        self._area = area

    def at(self, found: Found, level: Level) -> int:
        """See `Compiled`."""
        if level == ARTICLE and self._area == ANYWHERE:
            return not self._atoms.isdisjoint(found.present)
        key = self.number, level
        bits = found.memo.get(key)
        if bits is None:
            units = 0
            for atom in self._atoms & found.present:
                units |= found.units_of(atom)
            bits = found.memo[key] = found.at(units & self._area, level)
        return bits

    def choose(self, found: Found, level: Level, units: int, chosen: Chosen) -> None:
        """See `Compiled`."""
        for atom in self._atoms & found.present:
            found.choose(atom, found.hits(atom), units & self._area, chosen)


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

    def choose(self, found: Found, level: Level, units: int, chosen: Chosen) -> None:
        """See `Compiled`."""
        hits = found.derived(self._atom, self._words)
        found.choose(self._atom, hits, units & self._area, chosen)


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

    def choose(self, found: Found, level: Level, units: int, chosen: Chosen) -> None:
        """Put down nothing: it stands nowhere."""


class All:
    """Every part is true."""

    __slots__ = ("_parts", "cost", "number")

    def __init__(self, number: int, parts: Sequence[Compiled]) -> None:
        self.number = number
        self._parts = sorted(parts, key=lambda part: part.cost)
        self.cost = 3 + self._parts[-1].cost

    def at(self, found: Found, level: Level) -> int:
        """See `Compiled`."""
        bits = ANYWHERE
        for part in self._parts:
            bits &= part.at(found, level)
            if not bits:
                return 0
        return bits

    def choose(self, found: Found, level: Level, units: int, chosen: Chosen) -> None:
        """See `Compiled`."""
        for part in self._parts:
            part.choose(found, level, units, chosen)


class Some:
    """One part is true."""

    __slots__ = ("_parts", "cost", "number")

    def __init__(self, number: int, parts: Sequence[Compiled]) -> None:
        self.number = number
        self._parts = sorted(parts, key=lambda part: part.cost)
        self.cost = 3 + self._parts[-1].cost

    def at(self, found: Found, level: Level) -> int:
        """See `Compiled`."""
        bits = 0
        for part in self._parts:
            bits |= part.at(found, level)
            if bits and level == ARTICLE:
                return bits
        return bits

    def choose(self, found: Found, level: Level, units: int, chosen: Chosen) -> None:
        """See `Compiled`."""
        for part in self._parts:
            if bits := part.at(found, level):
                part.choose(found, level, units & found.spread(bits, level), chosen)


class Inverse:
    """A part is not true; what is not there is no evidence."""

    __slots__ = ("_part", "cost", "number")

    def __init__(self, number: int, part: Compiled) -> None:
        self.number = number
        self.cost = part.cost + 1
        self._part = part

    def at(self, found: Found, level: Level) -> int:
        """See `Compiled`."""
        return found.full(level) & ~self._part.at(found, level)

    def choose(self, found: Found, level: Level, units: int, chosen: Chosen) -> None:
        """Put down nothing."""


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

    def at(self, found: Found, level: Level) -> int:
        """See `Compiled`."""
        key = self.number, level
        bits = found.memo.get(key)
        if bits is None:
            bits = found.memo[key] = self._worked_out(found, level)
        return bits

    def _worked_out(self, found: Found, level: Level) -> int:
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

    def choose(self, found: Found, level: Level, units: int, chosen: Chosen) -> None:
        """See `Compiled`."""
        inside = self._part.at(found, self._inside) & self._area
        where = found.spread(inside, self._inside) & units
        if where:
            self._part.choose(found, self._inside, where, chosen)
