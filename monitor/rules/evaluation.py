"""Compiled queries asked of one article: sets of units as bits, each worked out once.

A leaf of a query is an *atom* with a number. An atom is present in an article or not, which is
looked up before anything is evaluated; where it stands is worked out only for a rule that may be
true. `monitor.rules.naive` says what the answers have to be.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Literal, Protocol, get_args

from monitor.model import Article, Field, Span
from monitor.rules.facts import Spot, holds, spots
from monitor.rules.finding import Beginnings, together
from monitor.rules.query import Leaf, Near, Words
from monitor.rules.units import Units, members, ones
from monitor.rules.vocabulary import Vocabulary
from monitor.terms import Place

Level = Literal[0, 1, 2]
"""Of what a query is asked: the article as a whole, each paragraph, or each unit."""
ARTICLE: Level = 0
PARAGRAPH: Level = 1
SENTENCE: Level = 2
ANYWHERE = -1
"""An area: all units; `TITLE` is that of the title, `~TITLE` of the body, 0 none."""
_Hit = tuple[int, int, int]
"""Unit, start, end."""
FIELDS: tuple[Field, ...] = get_args(Field)
Chosen = dict[_Hit, str]
"""Of each stretch of words that is evidence, what it satisfies."""


class Lexicon(Protocol):
    """What atoms are, as far as an article is asked for them.

    The number of a term is that of its atom, too.
    """

    vocabulary: Vocabulary

    @property
    def leaves(self) -> Mapping[int, Leaf]:
        """The leaf that each atom is."""
        ...

    def text(self, atom: int) -> str:
        """Return the leaf as text."""
        ...

    def stated(self, article: Article) -> Mapping[int, Sequence[Spot]]:
        """Return the atoms of names, numbers and stages, with field, start and end of each."""
        ...

    @property
    def spellings(self) -> Mapping[int, Sequence[int]]:
        """Of atoms that are terms those that are the same term, written in another way."""
        ...

    @property
    def of_prefix(self) -> Sequence[int]:
        """The atom that each beginning stands for."""
        ...


class Found:
    """What stands in one article, and what compiled queries made of it so far."""

    def __init__(
        self,
        article: Article,
        lexicon: Lexicon,
        present: frozenset[int],
        terms: Sequence[Sequence[Place]],
        prefixes: Sequence[Beginnings],
        tier: str | None,
    ) -> None:
        """`terms` and `prefixes` are those of the title and of the body."""
        self.article = article
        self.present = present
        self._lexicon = lexicon
        self._terms = terms
        self._prefixes = prefixes
        self.tier = tier
        self._units: Units | None = None
        self._paragraphs: int | None = None
        self._hits: dict[int, list[_Hit]] | None = None
        self._derived: dict[int, list[_Hit]] = {}
        self._masks: dict[int, int] = {}
        self._facts: dict[int, bool] = {}
        self.memo: dict[tuple[int, Level], int] = {}
        """What nodes that several queries share came to."""

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
        """Return the set of units in which an atom stands."""
        units = self._masks.get(atom)
        if units is None:
            units = self._masks[atom] = members({hit[0] for hit in self.hits(atom)})
        return units

    def hits(self, atom: int) -> Collection[_Hit]:
        """Return where an atom that is looked up stands."""
        if self._hits is None:
            self._hits = self._placed()
        return self._hits.get(atom, ())

    def derived(self, atom: int, words: Sequence[int]) -> Collection[_Hit]:
        """Return where an atom stands that is worked out; `words` are those of a distance."""
        found = self._derived.get(atom)
        if found is None:
            leaf = self._lexicon.leaves[atom]
            found = self._near(words, leaf) if isinstance(leaf, Near) else self._spots(leaf)
            self._derived[atom] = found
        return found

    def derived_units(self, atom: int, words: Sequence[int]) -> int:
        """Return the set of units of an atom that is worked out."""
        units = self._masks.get(atom)
        if units is None:
            hits = self.derived(atom, words)
            units = self._masks[atom] = members({hit[0] for hit in hits})
        return units

    def holds(self, atom: int) -> bool:
        """Say whether a fact is true of the article."""
        if atom not in self._facts:
            leaf = self._lexicon.leaves[atom]
            self._facts[atom] = holds(leaf, self.article, self.tier)
        return self._facts[atom]

    def spans(self, chosen: Chosen, limit: int) -> tuple[Span, ...]:
        """Return evidence in reading order, the first `limit` stretches."""
        texts = self.article.title, self.article.body
        return tuple(
            Span(
                field="body" if unit else "title",
                start=start,
                end=end,
                text=texts[unit > 0][start:end],
                term=chosen[unit, start, end],
            )
            for unit, start, end in sorted(chosen)[:limit]
        )

    def choose(self, atom: int, hits: Collection[_Hit], units: int, chosen: Chosen) -> None:
        """Put down those places of an atom that stand in some units.

        Of several atoms in one stretch the first by their texts is told.
        """
        text = self._lexicon.text(atom)
        inside = None if units == self.units.all else set(ones(units & self.units.all))
        for hit in hits:
            if (inside is None or hit[0] in inside) and chosen.get(hit, text) >= text:
                chosen[hit] = text

    def _placed(self) -> dict[int, list[_Hit]]:
        """Return where each atom stands that is looked up."""
        found: dict[int, list[_Hit]] = {}
        unit = self.units.unit
        leaves, spellings = self._lexicon.leaves, self._lexicon.spellings
        of_prefix = self._lexicon.of_prefix
        for places, field in zip(self._terms, FIELDS, strict=True):
            for number, start, end in places:
                if number in leaves:
                    found.setdefault(number, []).append((unit(field, start), start, end))
        for beginnings, field in zip(self._prefixes, FIELDS, strict=True):
            for number, start, end in beginnings.places():
                hit = unit(field, start), start, end
                found.setdefault(of_prefix[number], []).append(hit)
        for number, others in spellings.items():
            if number in found:
                found.update(dict.fromkeys(others, found[number]))
        for atom, stated in self._lexicon.stated(self.article).items():
            found[atom] = [(unit(field, start), start, end) for field, start, end in stated]
        return found

    def _spots(self, leaf: Leaf) -> list[_Hit]:
        if isinstance(leaf, Words | Near):
            return []  # words are looked up
        unit = self.units.unit
        return [
            (unit(field, start), start, end)
            for field, start, end in spots(leaf, self.article, self._lexicon.vocabulary)
        ]

    def _near(self, words: Sequence[int], leaf: Near) -> list[_Hit]:
        by_unit: dict[int, list[tuple[int, int, int]]] = {}
        for number, atom in enumerate(words):
            for unit, start, end in self.hits(atom):
                by_unit.setdefault(unit, []).append((start, end, number))
        return [
            (unit, begin, end)
            for unit, hits in by_unit.items()
            for begin, end, _ in together(leaf, hits, *self.units.text(unit))
        ]
