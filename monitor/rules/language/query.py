"""A query as a value: one frozen class a node, equal when they ask for the same in the same words.

`monitor.rules.language.parsing` makes them from text, `printing` writes them as text again. What
each asks for is said here once, and `monitor.rules.explaining.reading` does just that. A query is
asked of a *stretch*: all of an article, its title, its body, a paragraph or a sentence of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Literal, Never

from msgspec import Struct

from monitor.model import Field

Unit = Literal["sentence", "paragraph"]
Facet = Literal[
    "material",
    "instrument",
    "place",
    "company",
    "issuer",
    "names",
    "stage",
    "document",
    "status",
    "source",
    "publisher",
    "tier",
    "language",
    "kind",
    "url",
]
"""A field whose values are words. Those up to `document` are found at places of the text; the
others are of the article, and true of every stretch of it."""
DateFacet = Literal["published", "announced", "effective", "until", "comments_close"]
"""A field whose values are days. `published` is of the article, the others stand in its text."""


class Words(Struct, frozen=True, gc=False):
    """A word or phrase stands in the stretch, found as `monitor.terms` finds terms."""

    text: str
    """As written, single blanks."""
    is_prefix: bool = False
    """Whether its last word may go on: `announce*`."""


class Near(Struct, frozen=True, gc=False):
    """All words stand in one sentence, in any order, with at most so many others among them."""

    words: tuple[str, ...]
    """As written; with a * at its end the beginning of one."""
    distance: int
    """Counted in words; each Han, kana and Hangul character is one."""

    def terms(self) -> tuple[Words, ...]:
        """Return what is looked for, word by word."""
        return tuple(Words(word.removesuffix("*"), word.endswith("*")) for word in self.words)


class Value(Struct, frozen=True, gc=False):
    """A field has a value: `material:rare_earth`, `source:smm`."""

    facet: Facet
    value: str
    """As written; "" with `is_prefix`: any."""
    is_prefix: bool = False


class Amounts(Struct, frozen=True, gc=False):
    """A quantity within bounds stands in the stretch: `quantity.t:[1000 TO *]`."""

    unit: str | None
    """As `Quantity.unit` has it, or None for any."""
    low: float | None = None
    high: float | None = None
    is_above: bool = False
    """Whether `low` itself is too low."""
    is_below: bool = False
    """Whether `high` itself is too high."""


class Days(Struct, frozen=True, gc=False):
    """A date within bounds, each a day, month or year as in ISO 8601; a bound counts whole.

    A date known by its month or year counts as its first day.
    """

    facet: DateFacet
    low: str | None = None
    high: str | None = None
    is_above: bool = False
    """Whether the days of `low` itself are too early."""
    is_below: bool = False
    """Whether the days of `high` itself are too late."""


class Listed(Struct, frozen=True, gc=False):
    """What a name stands for: `@name`, of the file's lists or the rule's own definitions."""

    name: str
    item: Node


class InField(Struct, frozen=True, gc=False):
    """The query is true of that part of the stretch which is in one field: `title:(…)`."""

    field: Field
    item: Node


class Within(Struct, frozen=True, gc=False):
    """The query is true of a sentence or paragraph of the stretch; the title is one of each."""

    unit: Unit
    item: Node


class And(Struct, frozen=True, gc=False):
    """All are true of the stretch; at least two, none of them an And."""

    items: tuple[Node, ...]


class Or(Struct, frozen=True, gc=False):
    """One is true of the stretch; at least two, none of them an Or."""

    items: tuple[Node, ...]


class Not(Struct, frozen=True, gc=False):
    """It is not true of the stretch."""

    item: Node


Leaf = Words | Near | Value | Amounts | Days
"""What is looked for itself: it stands at places of a text, or is a fact of the article."""
Node = Leaf | Listed | InField | Within | And | Or | Not
Scoped = Listed | InField | Within | Not
"""A node about one other."""


def joined(kind: type[And] | type[Or], items: Sequence[Node]) -> Node:
    """Return parts joined, none of the same kind among them, as of (a AND b) AND c; one alone is
    itself."""
    if len(items) == 1:
        return items[0]
    if kind not in map(type, items):
        return kind(tuple(items))
    parts = (
        one.items if isinstance(one, And | Or) and type(one) is kind else (one,) for one in items
    )
    return kind(tuple(chain.from_iterable(parts)))


NOTHING: Mapping[str, Never] = {}
"""No names, no tiers: what is left out."""


def walked(queries: Iterable[Node], *, into_lists: bool = True) -> Iterator[Leaf | Listed]:
    """Yield leaves and names in reading order; what a name stands for once, however often used.

    `into_lists` False: each use of a name, and nothing of what it stands for.
    """
    lists: set[int] = set()
    left: list[Node] = list(queries)[::-1]
    while left:
        node = left.pop()
        if isinstance(node, And | Or):
            left += node.items[::-1]
        elif isinstance(node, Listed):
            if not into_lists:
                yield node
            elif id(node.item) not in lists:
                lists.add(id(node.item))
                yield node
                left.append(node.item)
        elif isinstance(node, Scoped):
            left.append(node.item)
        else:
            yield node


def leaves_of(queries: Iterable[Node]) -> tuple[Leaf, ...]:
    """Return every leaf of some queries once, in reading order, those of their lists included."""
    return tuple(dict.fromkeys(node for node in walked(queries) if not isinstance(node, Listed)))


def lists_of(query: Node) -> tuple[Listed, ...]:
    """Return the names that a query uses, also within one another, each of what it is once."""
    return tuple(node for node in walked((query,)) if isinstance(node, Listed))


def words_of(leaves: Iterable[Leaf]) -> Iterator[Words]:
    """Yield the words that some leaves look for, those of distances one by one."""
    for leaf in leaves:
        if isinstance(leaf, Words):
            yield leaf
        elif isinstance(leaf, Near):
            yield from leaf.terms()
