"""What a query means, done word for word: slow, and obviously right.

The reference against which `monitor.rules.engine.evaluation` is tested, and what explanations ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from typing import NamedTuple

from monitor.model import Article, Field
from monitor.rules.engine.facts import has_places, holds, holds_of_all, spots
from monitor.rules.engine.finding import found_in, together, word_count, word_starts
from monitor.rules.engine.units import Units, ones
from monitor.rules.explaining.searching import words_in
from monitor.rules.language.printing import clause
from monitor.rules.language.query import (
    And,
    InField,
    Leaf,
    Listed,
    Near,
    Node,
    Not,
    Or,
    Unit,
    Within,
    Words,
)
from monitor.rules.language.vocabulary import Vocabulary

Stretch = frozenset[int] | None
"""Units of an article; None: all of it, of which more may be true than of its units together."""
_MANY, _LONG = 40, 4000
"""Words in one sentence, and its characters, from which trying each stretch takes too long for
whoever waits for an explanation, as it is cubic; tests stay below."""


class Hit(NamedTuple):
    """What a leaf of a query found; in the order of reading."""

    unit: int
    start: int
    end: int
    """In the field of the unit."""
    term: str
    """The leaf as text."""

    @property
    def field(self) -> Field:
        """Where it stands."""
        return "title" if self.unit == 0 else "body"


class Step(NamedTuple):
    """One clause that would be otherwise: words put into a unit, or taken out of a stretch."""

    leaf: Leaf
    becomes: bool
    """Whether it would be true."""
    of: Stretch
    """Where it is false and would be true, or the other way round; None: of the article."""
    unit: int = 0
    """Where the words would be put; only of a leaf with places that becomes true."""
    listed: str = ""
    """The list of which it is one, where any other would do as well; "": none."""


class _Stands(NamedTuple):
    """Of what a leaf with places is true."""

    units: frozenset[int]
    of_all: bool
    """Whether it is true of the article as a whole without standing anywhere."""


class Reading:
    """An article as a query sees it."""

    def __init__(
        self,
        article: Article,
        vocabulary: Vocabulary,
        tier: str | None = None,
    ) -> None:
        """`tier` is the one that the article's source counts as; None: none."""
        self.article = article
        self.units = Units(article.title, article.body)
        self.every: frozenset[int] = frozenset(ones(self.units.all))
        self._vocabulary = vocabulary
        self._tier = tier
        self._hits: dict[Leaf, tuple[Hit, ...]] = {}
        self._by_unit: dict[Leaf, Mapping[int, Sequence[Hit]]] = {}
        self._stands: dict[Leaf, _Stands] = {}
        self._groups: dict[Unit, Mapping[int, frozenset[int]]] = {}
        """Every sentence or paragraph by the first of its units."""
        self._parts: dict[tuple[Unit, Stretch], tuple[frozenset[int], ...]] = {}
        self._steps: dict[Leaf, list[Step]] = {}

    def look_for(self, leaves: Iterable[Leaf]) -> None:
        """Find the words of many leaves in one pass; else each is looked for when asked for."""
        for words, spots_of_words in words_in(leaves, self.article, self._hits).items():
            term = clause(words) if spots_of_words else ""
            self._hits[words] = tuple(
                sorted(
                    Hit(self.units.unit(field, start), start, end, term)
                    for field, start, end in spots_of_words
                )
            )

    def changed(self, steps: Iterable[Step]) -> Reading:
        """Return the article as if some clauses were otherwise."""
        other = copy(self)
        other._steps = {}
        for step in steps:
            other._steps.setdefault(step.leaf, []).append(step)
        other._stands = {}
        return other

    def is_true(self, node: Node, of: Stretch = None) -> bool:
        """Say whether a query is true of a stretch."""
        if isinstance(node, And):
            return all(self.is_true(item, of) for item in node.items)
        if isinstance(node, Or):
            return any(self.is_true(item, of) for item in node.items)
        if isinstance(node, Not):
            return not self.is_true(node.item, of)
        if isinstance(node, Listed):
            return self.is_true(node.item, of)
        if isinstance(node, InField):
            return self.is_true(node.item, self.in_field(node.field, of))
        if isinstance(node, Within):
            return any(self.is_true(node.item, part) for part in self.parts(node.unit, of))
        return self.leaf_is_true(node, of)

    def leaf_is_true(self, leaf: Leaf, of: Stretch) -> bool:
        """Say whether a leaf is true of a stretch."""
        if not has_places(leaf):
            if steps := self._steps.get(leaf):
                return steps[-1].becomes
            return holds(leaf, self.article, self._tier)
        stands = self._stands.get(leaf)
        if stands is None:
            stands = self._stands[leaf] = self._stands_in(leaf)
        if of is None:
            return bool(stands.units) or stands.of_all
        return not stands.units.isdisjoint(of)

    def _stands_in(self, leaf: Leaf) -> _Stands:
        """Return in which units a leaf stands, after the steps about it."""
        units = set(self._units(leaf))
        of_all = holds_of_all(leaf, self.article)
        steps = self._steps.get(leaf, ())
        for step in steps:
            if not step.becomes:
                units -= self.every if step.of is None else step.of
                of_all = of_all and step.of is not None
        units.update(step.unit for step in steps if step.becomes)
        return _Stands(frozenset(units), of_all)

    def _units(self, leaf: Leaf) -> Mapping[int, Sequence[Hit]]:
        """Return the hits of a leaf by their units."""
        if leaf not in self._by_unit:
            found: dict[int, list[Hit]] = {}
            for hit in self.hits(leaf):
                found.setdefault(hit.unit, []).append(hit)
            self._by_unit[leaf] = found
        return self._by_unit[leaf]

    def in_field(self, field: Field, of: Stretch) -> frozenset[int]:
        """Return that part of a stretch which is in a field."""
        units = self.every if of is None else of
        return frozenset(unit for unit in units if (unit == 0) == (field == "title"))

    def parts(self, unit: Unit, of: Stretch) -> tuple[frozenset[int], ...]:
        """Return the sentences or paragraphs that lie in a stretch, in reading order."""
        if (unit, of) not in self._parts:
            self._parts[unit, of] = tuple(self._parts_of(unit, of))
        return self._parts[unit, of]

    def _parts_of(self, unit: Unit, of: Stretch) -> Iterator[frozenset[int]]:
        if unit not in self._groups:
            groups: dict[int, list[int]] = {}
            for number in sorted(self.every):
                key = number if unit == "sentence" else self.units.paragraph(number)
                groups.setdefault(key, []).append(number)
            self._groups[unit] = {group[0]: frozenset(group) for group in groups.values()}
        of_article = self._groups[unit]
        for number in sorted(self.every if of is None else of):
            group = of_article.get(number)
            if group is not None and (of is None or group <= of):
                yield group

    def evidence(self, node: Node, of: Stretch = None) -> frozenset[Hit]:
        """Return what makes a query true of a stretch, where it is: that of its true parts.

        What is not there is no evidence.
        """
        return frozenset(self._evidence(node, of, True))

    def _evidence(self, node: Node, of: Stretch, wanted: bool) -> Iterator[Hit]:
        """Yield what makes a query true, or false, of a stretch; nothing where it is not so."""
        if self.is_true(node, of) is not wanted:
            return
        if isinstance(node, And | Or):
            for item in node.items:
                yield from self._evidence(item, of, wanted)
        elif isinstance(node, Listed | Not):
            yield from self._evidence(node.item, of, wanted is not isinstance(node, Not))
        elif isinstance(node, InField):
            yield from self._evidence(node.item, self.in_field(node.field, of), wanted)
        elif not wanted:
            return  # only what is there makes it false: where NOT stands before NOT
        elif isinstance(node, Within):
            for part in self.parts(node.unit, of):
                yield from self._evidence(node.item, part, True)
        elif has_places(node):
            yield from self.hits_in(node, of)

    def hits(self, leaf: Leaf) -> tuple[Hit, ...]:
        """Return where a leaf with places stands, in reading order."""
        if leaf not in self._hits:
            self._hits[leaf] = tuple(sorted(self._found(leaf)))
        return self._hits[leaf]

    def hits_in(self, leaf: Leaf, of: Stretch) -> tuple[Hit, ...]:
        """Return where a leaf with places stands in a stretch, in reading order."""
        if of is None:
            return self.hits(leaf)
        by_unit = self._units(leaf)
        return tuple(hit for unit in sorted(of & by_unit.keys()) for hit in by_unit[unit])

    def _found(self, leaf: Leaf) -> Iterator[Hit]:
        term = clause(leaf)
        if isinstance(leaf, Near):
            yield from (hit._replace(term=term) for hit in self._near(leaf))
        elif isinstance(leaf, Words):
            for start, end in found_in(leaf, self.article.title):
                yield Hit(0, start, end, term)
            for start, end in found_in(leaf, self.article.body):
                yield Hit(self.units.unit("body", start), start, end, term)
        else:
            for field, start, end in spots(leaf, self.article, self._vocabulary):
                yield Hit(self.units.unit(field, start), start, end, term)

    def _near(self, leaf: Near) -> Iterator[Hit]:
        """Yield the hits in every stretch of a unit that is short enough and holds all words."""
        of_word = [self._units(term) for term in leaf.terms()]
        for unit in set[int]().union(*of_word):
            words = [by_unit.get(unit, ()) for by_unit in of_word]
            text, start = self.units.text(unit)
            if sum(map(len, words)) > _MANY or len(text) > _LONG:
                hits = [(h.start, h.end, n) for n, of_one in enumerate(words) for h in of_one]
                near = together(leaf, hits, word_starts(text, start))
                yield from (Hit(unit, begin, end, "") for begin, end, _ in near)
            elif all(words):
                starts = word_starts(text, start)
                yield from _close(words, starts, leaf.distance + word_count(leaf.words))


def _close(words: Sequence[Sequence[Hit]], starts: Sequence[int], room: int) -> Iterator[Hit]:
    """Yield the hits of all words that stand in a stretch of at most so many words."""
    every = [hit for hits in words for hit in hits]
    for first in every:
        for last in every:
            inside = [hit for hit in every if first.start <= hit.start and hit.end <= last.end]
            length = sum(first.start <= at < last.end for at in starts)
            if length <= room and all(set(hits) & set(inside) for hits in words):
                yield from inside


def evaluated(
    node: Node,
    article: Article,
    vocabulary: Vocabulary,
    tier: str | None = None,
) -> tuple[bool, tuple[Hit, ...]]:
    """Return whether a query is true of an article, and what makes it true.

    Of one stretch of words that is several leaves' the first of their texts is told.
    """
    reading = Reading(article, vocabulary, tier)
    first: dict[tuple[int, int, int], Hit] = {}
    for hit in sorted(reading.evidence(node)):
        first.setdefault(hit[:3], hit)
    return reading.is_true(node), tuple(first.values())
