"""A query as a value: one frozen class a node, equal when they ask for the same in the same words.

`monitor.rules.parsing` makes them from text, `monitor.rules.printing` writes them as text again.
What each asks for is said here once, and `monitor.rules.naive` does just that. A query is asked of
a *stretch*: all of an article, its title, its body, a paragraph or a sentence of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

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


def leaves(node: Node) -> Iterator[Leaf]:
    """Yield every leaf of a query in the order of its text, those of its lists included."""
    if isinstance(node, And | Or):
        for item in node.items:
            yield from leaves(item)
    elif isinstance(node, Scoped):
        yield from leaves(node.item)
    else:
        yield node
