"""The leaves of all queries, numbered, and which of them an article shows at once.

A leaf with its number is an *atom*. Words, names and numbers of documents are present in an
article or not; that is looked up for all rules together, before any is evaluated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from threading import Lock
from typing import TypeGuard

from monitor.model import Article, Category, Mention, StageWords
from monitor.rules.engine.facts import Spot
from monitor.rules.engine.finding import Prefixes
from monitor.rules.language.printing import clause
from monitor.rules.language.query import Facet, Leaf, Node, Value, Words
from monitor.rules.language.vocabulary import CATEGORY_OF, Vocabulary

_FACTS_OF_TEXT = frozenset({*CATEGORY_OF, "stage"})
_LOOKED_UP = frozenset({"source", "tier", "language", "kind", "status"})
"""Facts of which one value is looked up; those that are beginnings or words are asked one by one.
"""


class Atoms:
    """What the leaves of all queries look for, each once; closed before the first article.

    The number of a term is that of its atom, too.
    """

    def __init__(self, vocabulary: Vocabulary, terms: Mapping[str, int]) -> None:
        """`terms` are the numbers of all words that the leaves will have."""
        self.vocabulary = vocabulary
        self.leaves: dict[int, Leaf] = {}
        """The leaf that each atom is."""
        self.spellings: dict[int, list[int]] = {}
        """Of atoms that are terms those that are the same term, written in another way."""
        self._terms = terms
        self._numbers: dict[Leaf, int] = {}
        self._others = count(-1, -1)
        """Numbers of what is no term, or one that has its atom already."""
        self._texts: dict[int, str] = {}
        self.of_prefix: Sequence[int] = ()
        """The atom that each beginning stands for."""
        self.prefixes = Prefixes(())
        self._of_value: dict[tuple[str, str], tuple[int, ...]] = {}
        """By field and id, or value, the atoms that it makes present."""
        self._of_mention: dict[tuple[Category, str], tuple[int, ...]] = {}
        """The same by category and id, of entries of the taxonomy that were met."""
        self._of_any: dict[str, int] = {}
        """By field the atom of its `*`."""
        self._documents: dict[int, dict[str, int]] = {}
        """By length and folded beginning the atoms of `document:cn.mofcom.*`."""
        self.lists: dict[int, tuple[int, ...]] = {}
        """The numbers of the lists of which each atom is one."""
        self.list_count = 0
        """How many lists are numbered: those of which the number is less."""
        self._list_numbers: dict[frozenset[int], int] = {}
        self._listing = Lock()

    def listed(self, atoms: frozenset[int]) -> int:
        """Return the number of a list, so that an article shows at once what of it is there."""
        with self._listing:
            number = self._list_numbers.get(atoms)
            if number is None:
                number = self._list_numbers[atoms] = self.list_count
                for atom in atoms:
                    self.lists[atom] = (*self.lists.get(atom, ()), number)
                self.list_count += 1  # now that each of its atoms says so
        return number

    def number(self, leaf: Leaf) -> int:
        """Return the number of a leaf, a new one if it was not met yet."""
        number = self._numbers.get(leaf)
        if number is None:
            number = self._numbers[leaf] = self._new(leaf)
            self.leaves[number] = leaf
        return number

    def _new(self, leaf: Leaf) -> int:
        if isinstance(leaf, Words) and not leaf.is_prefix:
            term = self._terms[leaf.text]
            if term not in self.leaves:
                return term
            number = next(self._others)
            self.spellings.setdefault(term, []).append(number)
            return number
        return next(self._others)

    def text(self, atom: int) -> str:
        """Return the leaf as text; written when first asked for."""
        text = self._texts.get(atom)
        if text is None:
            text = self._texts[atom] = clause(self.leaves[atom])
        return text

    def close(self) -> None:
        """Make ready to look for what was numbered."""
        self._terms = {}
        prefixes: dict[int, str] = {}
        for number, leaf in self.leaves.items():
            if isinstance(leaf, Words) and leaf.is_prefix:
                prefixes[number] = leaf.text
            elif isinstance(leaf, Value):
                self._enter(number, leaf)
        self.of_prefix = tuple(prefixes)
        self.prefixes = Prefixes(tuple(prefixes.values()))

    def _enter(self, number: int, leaf: Value) -> None:
        if not leaf.value:
            self._of_any[leaf.facet] = number
        elif leaf.facet == "document" and leaf.is_prefix:
            value = leaf.value.casefold()
            self._documents.setdefault(len(value), {})[value] = number
        elif leaf.facet in CATEGORY_OF:
            for identifier in self.covered(leaf):
                self._add(leaf.facet, identifier, number)
        else:
            self._add(leaf.facet, leaf.value.casefold(), number)

    def _add(self, facet: str, value: str, number: int) -> None:
        key = facet, value
        self._of_value[key] = (*self._of_value.get(key, ()), number)

    def covered(self, leaf: Value) -> Sequence[str]:
        """Return the ids that a value of the taxonomy stands for, sorted."""
        return sorted(self.vocabulary.covered(leaf.facet, leaf.value))

    def facts(self, article: Article, tier: str | None) -> set[int]:
        """Return the atoms of the article as a whole that are looked up and present."""
        present: set[int] = set()
        stated = (
            ("source", article.source),
            ("tier", tier),
            ("language", article.language),
            ("kind", article.kind),
            ("status", article.stage),
            ("stage", article.stage),
        )
        for facet, value in stated:
            if value:
                present.update(self._of_value.get((facet, value.casefold()), ()))
                if facet in self._of_any:
                    present.add(self._of_any[facet])
        return present

    def stated(self, article: Article) -> dict[int, list[Spot]]:
        """Return the atoms of names, numbers and stages, with field, start and end of each."""
        found: dict[int, list[Spot]] = {}
        if not self._of_value and not self._of_any and not self._documents:
            return found
        for mention in article.mentions:
            key = mention.category, mention.id
            atoms = self._of_mention.get(key)
            if atoms is None:
                asked = _FACET_OF.get(mention.category)
                atoms = self._of_mention[key] = self._named(asked, mention.id) if asked else ()
            for atom in atoms:
                found.setdefault(atom, []).append((mention.field, mention.start, mention.end))
        named: list[tuple[str, str, Mention | StageWords]] = [
            ("issuer", body.id, body) for body in article.issuers
        ]
        named += (("stage", words.stage, words) for words in article.stages)
        for facet, value, one in named:
            for atom in self._named(facet, value):
                found.setdefault(atom, []).append((one.field, one.start, one.end))
        for number in article.documents:
            for atom in self._numbered(number.id.casefold()):
                found.setdefault(atom, []).append((number.field, number.start, number.end))
        return found

    def _named(self, facet: str, value: str) -> tuple[int, ...]:
        atoms = self._of_value.get((facet, value), ())
        every = self._of_any.get(facet)
        return atoms if every is None else (*atoms, every)

    def _numbered(self, identifier: str) -> Iterable[int]:
        yield from self._named("document", identifier)
        for length, beginnings in self._documents.items():
            atom = beginnings.get(identifier[:length])
            if atom is not None:
                yield atom


_FACET_OF: Mapping[Category, Facet] = {
    category: facet for facet, category in CATEGORY_OF.items() if facet != "issuer"
}
"""The field that a mention of each category is found by."""


def is_looked_up(node: Node) -> TypeGuard[Leaf]:
    """Say whether a node is a leaf of which an article shows at once if it is present."""
    if isinstance(node, Words):
        return True
    return isinstance(node, Value) and (node.facet in _FACTS_OF_TEXT or node.facet == "document")


def is_fact_looked_up(leaf: Leaf) -> bool:
    """Say whether a leaf without places is one of which an article shows at once if it holds."""
    return isinstance(leaf, Value) and (
        leaf.facet in _LOOKED_UP and (not leaf.is_prefix or not leaf.value)
    )
