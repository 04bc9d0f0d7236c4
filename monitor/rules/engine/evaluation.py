"""Compiled queries asked of one article: sets of units as bits, each worked out once.

A leaf of a query is an *atom* with a number. An atom is present in an article or not, which is
looked up before anything is evaluated; where it stands is worked out only for a rule that may be
true. `monitor.rules.explaining.reading` says what the answers have to be.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Literal, get_args

from monitor.model import Article, Field, Severity, Span
from monitor.rules.engine.atoms import Atoms
from monitor.rules.engine.evidence import Clause, Evidence, Place
from monitor.rules.engine.facts import Spot, holds, spots
from monitor.rules.engine.finding import Beginnings, together, word_starts
from monitor.rules.engine.units import Units, members
from monitor.rules.language.query import Leaf, Near, Words
from monitor.terms import Place as TermPlace

Level = Literal[0, 1, 2]
"""Of what a query is asked: the article as a whole, each paragraph, or each unit."""
ARTICLE: Level = 0
PARAGRAPH: Level = 1
SENTENCE: Level = 2
ANYWHERE = -1
"""An area: all units; `TITLE` is that of the title, `~TITLE` of the body, 0 none."""
FIELDS: tuple[Field, ...] = get_args(Field)
_FEW_UNITS = 500
"""Up to which a set of units is put together bit by bit as places are met."""
_MANY_WORDS = 500
"""Words of a unit from which on it is remembered where they start."""
_TOLD = 400
"""Places of words near one another that are kept of one unit: more than are told of a match."""
_MAX_BITS = 100_000_000
"""What sets of units that are remembered may take together."""
Hit = tuple[int, int, int]
"""Unit, start, end."""


class Found:
    """What stands in one article, and what compiled queries made of it so far."""

    def __init__(
        self,
        article: Article,
        atoms: Atoms,
        present: frozenset[int],
        terms: Sequence[Sequence[TermPlace]],
        prefixes: Sequence[Beginnings],
        stated: Mapping[int, Sequence[Spot]],
        tier: str | None,
    ) -> None:
        """`terms` and `prefixes` are those of the title and of the body.

        `stated` are the atoms of names, numbers and stages, with field, start and end of each.
        """
        self.article = article
        self.present = present
        self._atoms = atoms
        self._terms = terms
        self._prefixes = prefixes
        self._stated = stated
        self.tier = tier
        self._units: Units | None = None
        self._paragraphs: int | None = None
        self._in_unit: defaultdict[int, list[Place]] | None = None
        self._hits: dict[int, list[Hit]] | None = None
        self._derived: dict[int, int] = {}
        """The units of atoms that were worked out."""
        self._masks: dict[int, int] = {}
        """Of atoms that are looked up the units in which they stand, if the units are few."""
        self._units_in: Mapping[int, Collection[int]] | None = None
        """The units in which atoms stand that are looked up; None: they have masks."""
        self._starts_in: dict[int, Sequence[int]] = {}
        self._facts: dict[int, bool] = {}
        self._evidence: Evidence | None = None
        self._lists: dict[int, list[int]] | None = None
        self._list_count = 0
        self.memo: tuple[dict[int, int], dict[int, int], dict[int, int]] = {}, {}, {}
        """What nodes that several queries share came to, by level and their numbers."""
        self.scores: dict[tuple[int, bool], Severity] = {}
        """By scale, and whether the title is evidence."""

    @property
    def units(self) -> Units:
        """The article cut into units, when first asked for."""
        if self._units is None:
            self._units = Units(self.article.title, self.article.body)
        return self._units

    def full(self, level: Level) -> int:
        """Return the set of everything of which a query is asked."""
        if level == ARTICLE:
            return 1
        if level == SENTENCE:
            return self.units.all
        if self._paragraphs is None:
            self._paragraphs = self.units.lifted(self.units.all)
        return self._paragraphs

    def at(self, units: int, level: Level) -> int:
        """Return a set of units as one of paragraphs, or 1 if there are any."""
        if level == SENTENCE:
            return units
        return int(units != 0) if level == ARTICLE else self.units.lifted(units)

    def spread(self, bits: int, level: Level) -> int:
        """Return the set of units that a set of another level holds."""
        if level == SENTENCE:
            return bits
        if level == ARTICLE:
            return self.units.all if bits else 0
        return self.units.spread(bits)

    def units_of(self, atom: int) -> int:
        """Return the set of units in which an atom that is looked up stands."""
        return self.units_of_any((atom,))

    def units_of_any(self, atoms: Collection[int]) -> int:
        """Return the set of units in which one of some atoms stands that are looked up."""
        if self._in_unit is None:
            self._in_unit = self._placed()
        if self._units_in is None:
            units, masks = 0, self._masks
            for atom in atoms:
                if atom in masks:
                    units |= masks[atom]
            return units
        units_in = self._units_in.get
        return members({unit for atom in atoms for unit in units_in(atom, ())})

    def tidy(self) -> None:
        """Forget what can be worked out again where it takes much memory: sets of many units."""
        if self._units_in is not None:
            count = sum(map(len, self.memo))
            if count * self.units.count > _MAX_BITS:
                for memo in self.memo:
                    memo.clear()

    def hits(self, atom: int) -> Collection[Hit]:
        """Return where an atom that is looked up stands."""
        if self._hits is None:
            in_unit = self._looked_up()
            self._hits = {}
            for places in in_unit.values():
                for unit, start, end, other in places:
                    self._hits.setdefault(other, []).append((unit, start, end))
        return self._hits.get(atom, ())

    def _looked_up(self) -> defaultdict[int, list[Place]]:
        if self._in_unit is None:
            self._in_unit = self._placed()
        return self._in_unit

    def derived_units(self, atom: int, words: Sequence[int]) -> int:
        """Return the set of units of an atom that is worked out; `words` are a distance's."""
        mask = self._derived.get(atom)
        if mask is None:
            leaf = self._atoms.leaves[atom]
            found = self._near(words, leaf) if isinstance(leaf, Near) else self._spots(leaf)
            in_unit = self._looked_up()
            for hit in found:
                in_unit[hit[0]].append((*hit, atom))
            units = {hit[0] for hit in found}
            mask = self._derived[atom] = members(units)
            if self._evidence is not None:
                self._evidence.added(units)
        return mask

    def holds(self, atom: int) -> bool:
        """Say whether a fact is true of the article."""
        if atom not in self._facts:
            leaf = self._atoms.leaves[atom]
            self._facts[atom] = holds(leaf, self.article, self.tier)
        return self._facts[atom]

    def inside(self, number: int) -> Collection[int] | None:
        """Return what is present of a list; None: it has become one just now."""
        lists = self._lists
        if lists is None:
            self._list_count = self._atoms.list_count
            lists, of_atom = {}, self._atoms.lists
            for atom in self.present:
                for one in of_atom.get(atom, ()):
                    lists.setdefault(one, []).append(atom)
            self._lists = lists
        return lists.get(number, ()) if number < self._list_count else None

    def spans(self, clauses: Sequence[Clause]) -> tuple[Span, ...]:
        """Return what of the evidence of a match is kept, in reading order."""
        if not clauses:
            return ()
        if self._evidence is None:
            self._evidence = Evidence(self.article, self._looked_up(), self._atoms.text)
        return self._evidence.spans(clauses)

    def _placed(self) -> defaultdict[int, list[Place]]:
        """Return where atoms stand that are looked up, by unit."""
        leaves, of_prefix, unit = self._atoms.leaves, self._atoms.of_prefix, self.units.unit
        starts = self.units.starts
        title, body = self._terms
        every = [(0, start, end, number) for number, start, end in title if number in leaves]
        every += [
            (bisect_right(starts, start) or 1, start, end, number)
            for number, start, end in body
            if number in leaves
        ]
        for beginnings, field in zip(self._prefixes, FIELDS, strict=True):
            every += [
                (unit(field, start), start, end, of_prefix[number])
                for number, start, end in beginnings.places()
            ]
        for number, others in self._atoms.spellings.items():
            if number in self.present:
                again = [place[:3] for place in every if place[3] == number]
                every += [(*hit, other) for hit in again for other in others]
        every += [
            (unit(field, start), start, end, atom)
            for atom, stated in self._stated.items()
            for field, start, end in stated
        ]
        found: defaultdict[int, list[Place]] = defaultdict(list)
        if self.units.count <= _FEW_UNITS:
            masks = self._masks
            for place in every:
                number = place[3]
                found[place[0]].append(place)
                masks[number] = masks.get(number, 0) | 1 << place[0]
        else:
            units_in = defaultdict[int, list[int]](list)
            for place in every:
                found[place[0]].append(place)
                units_in[place[3]].append(place[0])
            self._units_in = units_in
        return found

    def _spots(self, leaf: Leaf) -> list[Hit]:
        if isinstance(leaf, Words | Near):
            return []  # words are looked up
        unit = self.units.unit
        return [
            (unit(field, start), start, end)
            for field, start, end in spots(leaf, self.article, self._atoms.vocabulary)
        ]

    def _near(self, words: Sequence[int], leaf: Near) -> list[Hit]:
        in_each = [{hit[0] for hit in self.hits(atom)} for atom in words]
        units = in_each[0].intersection(*in_each[1:])
        by_unit: dict[int, list[tuple[int, int, int]]] = {unit: [] for unit in units}
        for number, atom in enumerate(words):
            for unit, start, end in self.hits(atom):
                if unit in units:
                    by_unit[unit].append((start, end, number))
        return [
            (unit, begin, end)
            for unit, hits in by_unit.items()
            for begin, end, _ in together(leaf, hits, self._word_starts(unit))[:_TOLD]
        ]

    def _word_starts(self, unit: int) -> Sequence[int]:
        """Return where the words of a unit start in its field; worked out once for a long one."""
        starts = self._starts_in.get(unit)
        if starts is None:
            text, start = self.units.text(unit)
            starts = word_starts(text, start)
            if len(starts) > _MANY_WORDS:
                self._starts_in[unit] = starts
        return starts
