"""Thousands of rules asked of an article in one pass.

A rule is found by a set of words of which one must stand in the text: the one that the fewest
other rules ask for. So a rule of which no such word is there costs nothing, and the cost of an
article grows with its text and with what it holds, hardly with the number of rules.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from monitor.errors import ConfigError
from monitor.model import Article, Match, Tier
from monitor.rules.atoms import Atoms, words_of
from monitor.rules.compiling import Compiler
from monitor.rules.evaluation import ARTICLE, Found
from monitor.rules.needs import Need, Needing, Needs
from monitor.rules.nodes import Compiled
from monitor.rules.printing import printed
from monitor.rules.query import And, Listed, Node, Or, Scoped, Value
from monitor.rules.rule import Rule
from monitor.rules.severity import OFFICIAL, Scale, scored
from monitor.rules.vocabulary import CATEGORY_OF, Vocabulary
from monitor.terms import Terms

if TYPE_CHECKING:
    from monitor.taxonomy.facts import Facts  # with its patterns, which no rule needs

MAX_SPANS = 500
"""Spans kept of one match, the first ones: evidence, not a concordance."""
_DIGEST_LENGTH = 12
_NO_TIERS: Mapping[str, str] = {}
_NO_VOCABULARY = Vocabulary()
_NEVER = datetime.min.replace(tzinfo=UTC)


class _Ready(NamedTuple):
    """A rule as it is found."""

    at: int
    """Its place in the order of all."""
    atoms: tuple[int, ...]
    """What must be present beside that by which it is found, the rarest first."""
    groups: tuple[frozenset[int], ...]
    """Atoms of each of which one must be, the rarest first."""


_NO_RULES: list[_Ready] = []


class Rules:
    """Compiled rules; safe to share between threads.

    Raises:
        ConfigError: two files give rules of the same name.
    """

    def __init__(
        self,
        rules: Iterable[Rule],
        vocabulary: Vocabulary = _NO_VOCABULARY,
        *,
        terms: Terms | None = None,
        tiers: Mapping[str, str] = _NO_TIERS,
    ) -> None:
        """Compile `rules`, which look for words with those of `terms`, if there are any.

        `tiers` are those of the sources by their names.
        """
        self.rules: tuple[Rule, ...] = tuple(sorted(rules, key=lambda r: (r.topic, r.name)))
        _refuse_namesakes(self.rules)
        self._terms = Terms() if terms is None else terms
        self._tiers = dict(tiers)
        queries = [rule.query for rule in self.rules]
        counting = [node for rule in self.rules for node in _lists(rule).values()]
        texts = words_of((*queries, *counting))
        numbers = dict(zip(texts, self._terms.add(texts), strict=True))
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
        """Of rules that once applied the lists that give points, by name."""

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

    def tier(self, source: str) -> str | None:
        """Return the tier that a source is taken for; None: it is none of the configured ones."""
        return self._tiers.get(source)

    def match(self, article: Article, tier: Tier | None = None) -> tuple[Match, ...]:
        """Return one match per rule that applies, by topic and name, spans in reading order.

        `tier` is that of the source where it is none of the configured ones.
        """
        found = self._found(article, tier or self._tiers.get(article.source))
        candidates = sorted(ready.at for ready in self._candidates(found.present))
        matching = [at for at in candidates if self._part(at).at(found, ARTICLE)]
        return tuple(self._match(at, found) for at in matching)

    def match_text(
        self, title: str, body: str, facts: Facts | None = None, url: str | None = None
    ) -> tuple[Match, ...]:
        """Do as `match`, for a title and a body without the rest of an article.

        `facts` are what `Taxonomy.annotate` says of them.
        """
        article = Article(
            source="",
            identity="",
            title=title,
            url=url,
            publisher=None,
            language=None,
            first_seen=_NEVER,
            body=body,
            content_hash="",
        )
        if facts is not None:
            article = replace(
                article,
                mentions=facts.mentions,
                issuers=facts.issuers,
                stage=facts.stage,
                stages=facts.stages,
                measure_dates=facts.measure_dates,
                documents=facts.documents,
                quantities=facts.quantities,
            )
        return self.match(article)

    def _part(self, at: int) -> Compiled:
        part = self._parts.get(at)
        if part is None:
            part = self._parts[at] = self._compiler.compiled(self.rules[at].query)
        return part

    def _counting(self, at: int) -> tuple[tuple[str, Compiled], ...]:
        parts = self._counted.get(at)
        if parts is None:
            lists = _lists(self.rules[at]).items()
            parts = tuple((name, self._compiler.compiled(node)) for name, node in lists)
            self._counted[at] = parts
        return parts

    def _found(self, article: Article, tier: str | None) -> Found:
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
        present.update(atoms.stated(article))
        present.update(atoms.facts(article, tier))
        return Found(article, atoms, frozenset(present), terms, prefixes, tier)

    def _candidates(self, present: frozenset[int]) -> Iterator[_Ready]:
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

    def _match(self, at: int, found: Found) -> Match:
        chosen: dict[tuple[int, int, int], str] = {}
        self._part(at).choose(found, ARTICLE, found.units.all, chosen)
        spans = found.spans(chosen, MAX_SPANS)
        rule = self.rules[at]
        severity = rule.severity
        if isinstance(severity, Scale):
            lists = [name for name, part in self._counting(at) if part.at(found, ARTICLE)]
            severity = scored(severity, found.article, found.tier, spans, lists).severity
        return Match(rule=rule.name, topic=rule.topic, severity=severity, spans=spans)

    def digest(self) -> str:
        """Return a short hash of all rules as they apply: their version.

        Lists, what values of the taxonomy cover and the sources of a tier that is asked for are
        part of it.
        """
        every = hashlib.sha256()
        lists: dict[int, str] = {}
        for rule in self.rules:
            said = [rule.topic, rule.name, rule.title, *_said(rule.query, lists)]
            if isinstance(rule.severity, Scale):
                scale = rule.severity
                said.append(repr((sorted(scale.points.items()), scale.review, scale.action)))
                for name in sorted(scale.lists):
                    said += [name, *_said(scale.lists[name], lists)]
            else:
                said.append(rule.severity)
            every.update(repr(said).encode())
        scales = [rule.severity for rule in self.rules if isinstance(rule.severity, Scale)]
        asked = set[str](OFFICIAL) if any("official" in one.points for one in scales) else set()
        for leaf in sorted(
            {leaf for leaf in self._atoms.leaves.values() if isinstance(leaf, Value)}, key=repr
        ):
            if leaf.facet in CATEGORY_OF:
                every.update(repr((leaf.facet, leaf.value, self._atoms.covered(leaf))).encode())
            elif leaf.facet == "tier":
                asked.add(leaf.value)
        for tier in sorted(asked):  # "" is `tier:*`
            of_tier = sorted(name for name, one in self._tiers.items() if tier in ("", one))
            every.update(repr((tier, of_tier)).encode())
        return every.hexdigest()[:_DIGEST_LENGTH]


def _said(node: Node, lists: dict[int, str]) -> list[str]:
    """Return a query as text, and what its names stand for; `lists` remembers the latter."""
    said = [printed(node)]
    for one in _named(node):
        if id(one.item) not in lists:
            lists[id(one.item)] = repr(_said(one.item, lists))
        said.append(lists[id(one.item)])
    return said


def _named(node: Node) -> Iterator[Listed]:
    """Yield the names that stand in a query itself."""
    if isinstance(node, And | Or):
        for item in node.items:
            yield from _named(item)
    elif isinstance(node, Listed):
        yield node
    elif isinstance(node, Scoped):
        yield from _named(node.item)


def _lists(rule: Rule) -> Mapping[str, Node]:
    return rule.severity.lists if isinstance(rule.severity, Scale) else {}


def _refuse_namesakes(rules: Sequence[Rule]) -> None:
    topics: dict[str, str] = {}
    problems: list[str] = []
    for rule in rules:
        if rule.name in topics:
            problems.append(
                f"rules.{rule.name} stands in {topics[rule.name]}.toml and in "
                f"{rule.topic}.toml; rename one"
            )
        topics[rule.name] = rule.topic
    if problems:
        raise ConfigError(problems)
