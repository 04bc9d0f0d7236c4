"""Why a rule applies to an article or does not: each clause, and the least that would change it.

For a rule that does not apply that is the nearest miss.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from monitor.model import Article, Field, Span
from monitor.rules.engine.facts import has_places
from monitor.rules.explaining.pruning import pruned
from monitor.rules.explaining.reading import Hit, Reading, Step, Stretch
from monitor.rules.explaining.turning import Turning
from monitor.rules.language.printing import clause, printed
from monitor.rules.language.query import (
    And,
    InField,
    Leaf,
    Listed,
    Node,
    Not,
    Or,
    Within,
    leaves_of,
    lists_of,
)
from monitor.rules.language.severity import Scale, Scored, scored
from monitor.rules.language.vocabulary import Vocabulary

_SHOWN = 3
"""Alternatives that stand nowhere which are named, of a long list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A sentence or paragraph of an article, or its title."""

    field: Field
    start: int
    end: int
    paragraph: int
    """Of the body, from 1; 0: the title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A part of a query, and whether it is true of the stretch that is told of."""

    text: str
    """As a query has it; of what only joins its parts, the word that joins them."""
    is_true: bool
    hits: tuple[Hit, ...] = ()
    """Where it stands there; only of what is looked for itself."""
    where: Where | None = None
    """The sentence or paragraph of which the parts are told; None: the same stretch."""
    parts: tuple[Clause, ...] = ()
    absent: tuple[str, ...] = ()
    """Alternatives that are not there, the first few."""
    absent_count: int = 0
    """How many there are of those."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that would have to be otherwise."""

    text: str
    """The clause."""
    becomes: bool
    """Whether it would have to be true."""
    where: Where | None
    """Where; None: anywhere in the article."""
    is_fact: bool = False
    """Whether it is of the article as a whole and stands nowhere, as its tier."""
    instead_of: tuple[Hit, ...] = ()
    """What would have to go."""
    paragraphs: tuple[int, ...] = ()
    """Those in which it stands, ascending; 0: the title."""
    listed: str | None = None
    """`@name` of the list that it is one of, where any other of it would do; None: of none."""
    choices: int = 1
    """How many there are in that list."""
    examples: tuple[str, ...] = ()
    """The first few of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a query is true of an article or not."""

    is_true: bool
    clause: Clause
    steps: tuple[Step, ...] | None
    """The least that would turn the answer round, nothing of which can be left out; None: nothing
    was found that would, as of `a AND NOT a`."""
    changes: tuple[Change, ...]
    """The same, to be told."""


def explain(
    query: Node, article: Article, vocabulary: Vocabulary, tier: str | None = None
) -> Explanation:
    """Return why a query is true of an article or not; `tier` is the one of its source."""
    return Explainer(article, vocabulary, tier).explained(query)


class Explainer:
    """Explains rules, all of one article."""

    def __init__(self, article: Article, vocabulary: Vocabulary, tier: str | None = None) -> None:
        """`tier` is the one that the article's source counts as; None: none."""
        self.reading = Reading(article, vocabulary, tier)
        self._tier = tier

    def look_for(self, queries: Iterable[Node]) -> None:
        """Find the words of many queries in one pass, so that each is explained in no time."""
        self.reading.look_for(leaves_of(queries))

    def explained(self, query: Node) -> Explanation:
        """Return why a query is true of the article or not."""
        self.look_for((query,))
        short = pruned(query, self.reading)
        turning = Turning(short.query, self.reading)
        steps = turning.steps()
        lists = lists_of(query)
        return Explanation(
            is_true=turning.is_true(short.query, None),
            clause=_Telling(self.reading, turning, short.whole).clause(short.query, None),
            steps=steps,
            changes=tuple(self._change(step, lists) for step in steps or ()),
        )

    def distance(self, query: Node) -> int | None:
        """Return how many steps would turn the answer of a query round; None: none were found."""
        steps = Turning(pruned(query, self.reading).query, self.reading).steps()
        return None if steps is None else len(steps)

    def scored(self, scale: Scale, spans: Sequence[Span]) -> Scored:
        """Return how grave a match with this evidence is, and what counted."""
        lists = [name for name, node in scale.lists.items() if self.reading.is_true(node)]
        return scored(scale, self.reading.article, self._tier, spans, lists)

    def _change(self, step: Step, lists: Sequence[Listed]) -> Change:
        hits: tuple[Hit, ...] = ()
        if has_places(step.leaf) and not step.becomes:
            hits = self.reading.hits_in(step.leaf, step.of)
        # A rule may define a name anew that its file's lists use otherwise.
        listed = (leaves_of((one.item,)) for one in lists if one.name == step.listed)
        choices = next((every for every in listed if step.leaf in every), ())
        return Change(
            text=clause(step.leaf),
            becomes=step.becomes,
            is_fact=not has_places(step.leaf),
            where=where(self.reading, step.of) if step.of else None,
            instead_of=hits,
            paragraphs=tuple(sorted({self.reading.units.paragraph(hit.unit) for hit in hits})),
            listed=f"@{step.listed}" if step.listed else None,
            choices=max(len(choices), 1),
            examples=tuple(clause(leaf) for leaf in choices[:_SHOWN]),
        )


class _Telling:
    """Tells of each clause of a query whether it is true, and where."""

    def __init__(self, reading: Reading, turning: Turning, whole: Mapping[int, Or]) -> None:
        self._reading = reading
        self._turning = turning
        self._whole = whole

    def clause(self, node: Node, of: Stretch) -> Clause:
        """Return a part as it is of a stretch."""
        is_true = self._turning.is_true(node, of)
        if isinstance(node, And):
            parts = tuple(self.clause(item, of) for item in node.items)
            return Clause(text="AND", is_true=is_true, parts=parts)
        if isinstance(node, Or):
            return self._any("OR", node, of)
        if isinstance(node, Not):
            return Clause(text="NOT", is_true=is_true, parts=(self.clause(node.item, of),))
        if isinstance(node, Listed):
            if isinstance(node.item, Or):
                return self._any(printed(node), node.item, of)
            return Clause(text=printed(node), is_true=is_true, parts=(self.clause(node.item, of),))
        if isinstance(node, InField):
            inside = self._reading.in_field(node.field, of)
            part = self.clause(node.item, inside)
            return Clause(text=f"{node.field}:", is_true=is_true, parts=(part,))
        if isinstance(node, Within):
            return self._within(node, of)
        hits = self._reading.hits_in(node, of) if has_places(node) else ()
        return Clause(text=clause(node), is_true=is_true, hits=hits)

    def _any(self, text: str, node: Or, of: Stretch) -> Clause:
        """Return alternatives: of single clauses those that are true, as the rest may be long."""
        is_true = self._turning.is_true
        told = [item for item in node.items if not isinstance(item, Leaf) or is_true(item, of)]
        there = {item for item in told if isinstance(item, Leaf)}
        every = [item for item in self._whole[id(node)].items if isinstance(item, Leaf)]
        absent = [item for item in every if item not in there]
        return Clause(
            text=text,
            is_true=is_true(node, of),
            parts=tuple(self.clause(item, of) for item in told),
            absent=tuple(map(clause, absent[:_SHOWN])),
            absent_count=len(absent),
        )

    def _within(self, node: Within, of: Stretch) -> Clause:
        """Return the first sentence or paragraph of which it is true, or the nearest to that."""
        is_true = self._turning.is_true(node, of)
        nearest = self._turning.nearest(node, of)
        if nearest is None:
            return Clause(text=node.unit, is_true=is_true)
        return Clause(
            text=node.unit,
            is_true=is_true,
            where=where(self._reading, nearest),
            parts=(self.clause(node.item, nearest),),
        )


def where(reading: Reading, of: frozenset[int]) -> Where:
    """Return the stretch from the first of some units to the last."""
    units = reading.units
    _, start = units.text(min(of))
    last, last_start = units.text(max(of))
    # No stretch but the whole article, which has no place, is of both fields.
    return Where(
        field="body" if min(of) else "title",
        start=start,
        end=last_start + len(last.rstrip()),
        paragraph=units.paragraph(min(of)),
    )
