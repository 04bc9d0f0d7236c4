"""Which rules an article may meet: found by its words, before any rule is evaluated.

A rule is found by a set of words of which one must stand in the text: the one that the fewest
other rules ask for. So a rule of which no such word is there costs nothing, and the cost of an
article grows with its text and with what it holds, hardly with the number of rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from monitor.model import Article
from monitor.rules.engine.atoms import Atoms
from monitor.rules.engine.compiling import Compiler
from monitor.rules.engine.evaluation import Found
from monitor.rules.engine.needs import Need, Needing, Needs
from monitor.rules.engine.nodes import Compiled
from monitor.rules.language.query import Node, leaves_of, words_of
from monitor.rules.language.rule import Rule
from monitor.rules.language.severity import Scale
from monitor.rules.language.vocabulary import Vocabulary
from monitor.terms import Terms


class _Ready(NamedTuple):
    """A rule as it is found."""

    at: int
    """Its place in the order of all."""
    atoms: tuple[int, ...]
    """What must be present beside that by which it is found, the rarest first."""
    groups: tuple[frozenset[int], ...]
    """Atoms of each of which one must be, the rarest first."""


_NO_RULES: list[_Ready] = []


class Index:
    """Rules as they are found and evaluated; safe to share between threads."""

    def __init__(self, rules: Sequence[Rule], vocabulary: Vocabulary, terms: Terms) -> None:
        self._rules = rules
        self._terms = terms
        queries = [rule.query for rule in rules]
        counting = [node for rule in rules for node in lists_of_scale(rule).values()]
        words = words_of(leaves_of((*queries, *counting)))
        texts = tuple(dict.fromkeys(one.text for one in words if not one.is_prefix))
        numbers = dict(zip(texts, terms.add(texts), strict=True))
        self._atoms = Atoms(vocabulary, numbers)
        needing = Needing(self._atoms)
        needs = [needing.of(query) for query in queries]
        for node in counting:
            needing.of(node)  # so that its leaves have numbers
        self._atoms.close()
        self._compiler = Compiler(self._atoms)
        self._always: list[_Ready] = []
        """Rules that ask for nothing that must be there."""
        self._found_by: dict[Need, list[_Ready]] = {}
        """Rules by what finds them."""
        self._groups: dict[int, tuple[frozenset[int], ...]] = {}
        """By atom what it meets of that, besides itself."""
        self._index(needs)
        self._parts: dict[int, Compiled] = {}
        """Rules that were once worth evaluating, by their place: most never are."""
        self._counted: dict[int, tuple[tuple[str, Compiled], ...]] = {}
        """The lists that give points, by name, by the identity of the scale that the rules keep."""

    def _index(self, needs: Sequence[Needs]) -> None:
        """Find each rule by that need which the fewest rules share."""
        wanted = Counter(chain.from_iterable(needs))
        uses: Counter[int] = Counter()
        for need, count in wanted.items():
            for atom in (need,) if isinstance(need, int) else need:
                uses[atom] += count
        costs = {
            need: uses[need] if isinstance(need, int) else sum([uses[atom] for atom in need])
            for need in wanted
        }
        for at, of_rule in enumerate(needs):
            if not of_rule:
                self._always.append(_Ready(at, (), ()))
                continue
            first, *others = sorted(of_rule, key=costs.__getitem__)
            atoms = tuple([need for need in others if isinstance(need, int)])
            groups = tuple([need for need in others if not isinstance(need, int)])
            self._found_by.setdefault(first, []).append(_Ready(at, atoms, groups))
        for need in self._found_by:
            if not isinstance(need, int):
                alone = (need,)  # one value for all its atoms: there may be 100,000
                for atom in need:
                    known = self._groups.get(atom)
                    self._groups[atom] = alone if known is None else (*known, need)

    def part(self, at: int) -> Compiled:
        """Return a rule's query, compiled when it is first worth evaluating."""
        part = self._parts.get(at)
        if part is None:
            part = self._parts[at] = self._compiler.compiled(self._rules[at].query)
        return part

    def counting(self, scale: Scale) -> tuple[tuple[str, Compiled], ...]:
        """Return the lists that give points, by name."""
        parts = self._counted.get(id(scale))
        if parts is None:
            lists = scale.lists.items()
            parts = tuple((name, self._compiler.compiled(node)) for name, node in lists)
            self._counted[id(scale)] = parts
        return parts

    def found(self, article: Article, tier: str | None) -> Found:
        """Return the atoms that are present in an article."""
        atoms = self._atoms
        texts = article.title, article.body
        terms = [self._terms.places(text) for text in texts]
        prefixes = [atoms.prefixes.found(text) for text in texts]
        present = {place[0] for places in terms for place in places}
        for number in atoms.spellings.keys() & present:
            present.update(atoms.spellings[number])
        of_prefix = atoms.of_prefix
        present.update(of_prefix[hit[0]] for beginnings in prefixes for hit in beginnings.hits)
        stated = atoms.stated(article)
        present.update(stated)
        present.update(atoms.facts(article, tier))
        return Found(article, atoms, frozenset(present), terms, prefixes, stated, tier)

    def candidates(self, present: frozenset[int]) -> Iterator[_Ready]:
        """Yield the rules that what is present may make true, in no order."""
        yield from self._always
        found_by, groups = self._found_by, self._groups
        met = {group for atom in groups.keys() & present for group in groups[atom]}
        has_all = present.issuperset
        every: tuple[Need, ...] = (*present, *met)
        for need in every:
            for ready in found_by.get(need, _NO_RULES):
                if has_all(ready.atoms):
                    for group in ready.groups:
                        if group.isdisjoint(present):
                            break
                    else:
                        yield ready


def lists_of_scale(rule: Rule) -> Mapping[str, Node]:
    """Return the lists of which a rule's severity asks, by name."""
    return rule.severity.lists if isinstance(rule.severity, Scale) else {}
