"""Thousands of rules asked of an article in one pass.

`monitor.rules.engine.candidates` says how they are found. They are compiled for the first article.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from monitor.errors import ConfigError
from monitor.model import Article, Match, Severity, Span, Tier
from monitor.rules.engine.candidates import Index, lists_of_scale
from monitor.rules.engine.evaluation import ARTICLE, Found
from monitor.rules.engine.evidence import Clause
from monitor.rules.language.printing import printed
from monitor.rules.language.query import NOTHING, Listed, Node, Value, leaves_of, walked
from monitor.rules.language.rule import Rule
from monitor.rules.language.severity import OFFICIAL, Scale, scored
from monitor.rules.language.vocabulary import CATEGORY_OF, Vocabulary
from monitor.terms import Terms

_ANSWERS = 2
"""Number of the form of answers: another one where the same rules come to say other words of the
same text, as the kept ones became fewer. So what was recorded before has another version."""
_DIGEST_LENGTH = 12
_NO_VOCABULARY = Vocabulary()


class Rules:
    """Rules in force; safe to share between threads.

    Raises:
        ConfigError: two files give rules of the same name.
    """

    def __init__(
        self,
        rules: Iterable[Rule],
        vocabulary: Vocabulary = _NO_VOCABULARY,
        *,
        terms: Terms | None = None,
        tiers: Mapping[str, str] = NOTHING,
    ) -> None:
        """Take `rules`, which look for words with those of `terms`, if there are any.

        `tiers` are those of the sources by their names.
        """
        self.rules: tuple[Rule, ...] = tuple(sorted(rules, key=lambda r: (r.topic, r.name)))
        _refuse_namesakes(self.rules)
        self._terms = Terms() if terms is None else terms
        self._tiers = dict(tiers)
        self.vocabulary = vocabulary
        """What the values of fields may be in their queries."""
        self._terms.expect(lambda: self._index)

    @cached_property
    def _index(self) -> Index:
        """The rules compiled, when the first text is asked for: most looks bring none."""
        return Index(self.rules, self.vocabulary, self._terms)

    def tier(self, source: str) -> str | None:
        """Return the tier that a source is taken for; None: it is none of the configured ones."""
        return self._tiers.get(source)

    def match(self, article: Article, tier: Tier | None = None) -> tuple[Match, ...]:
        """Return one match per rule that applies, by topic and name, spans in reading order.

        `tier` is the one that the source counts as; None: that of the configuration, or none.
        """
        index = self._index
        found = index.found(article, tier or self._tiers.get(article.source))
        matches: list[Match] = []
        for at in sorted([ready.at for ready in index.candidates(found.present)]):
            if index.part(at).at(found, ARTICLE):
                matches.append(self._match(index, at, found))
            found.tidy()
        return tuple(matches)

    def _match(self, index: Index, at: int, found: Found) -> Match:
        clauses: list[Clause] = []
        index.part(at).choose(found, ARTICLE, found.units.all, clauses)
        spans = found.spans(clauses)
        rule = self.rules[at]
        severity = rule.severity
        if isinstance(severity, Scale):
            severity = _scored(index, severity, found, spans)
        return Match(rule=rule.name, topic=rule.topic, severity=severity, spans=spans)

    def digest(self) -> str:
        """Return a short hash of all rules as they apply, and of how they do: their version.

        Lists, what values of the taxonomy cover and the sources of a tier that is asked for are
        part of it.
        """
        return self._digest

    @cached_property
    def _digest(self) -> str:
        """Worked out once: it takes as long as a hundred texts."""
        every = hashlib.sha256(bytes((_ANSWERS,)))
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
        queries = [
            node for rule in self.rules for node in (rule.query, *lists_of_scale(rule).values())
        ]
        scales = [rule.severity for rule in self.rules if isinstance(rule.severity, Scale)]
        asked = set[str](OFFICIAL) if any("official" in one.points for one in scales) else set()
        for leaf in sorted(
            {leaf for leaf in leaves_of(queries) if isinstance(leaf, Value)}, key=repr
        ):
            if leaf.facet in CATEGORY_OF:
                covered = sorted(self.vocabulary.covered(leaf.facet, leaf.value))
                every.update(repr((leaf.facet, leaf.value, covered)).encode())
            elif leaf.facet == "tier":
                asked.add(leaf.value)
        for tier in sorted(asked):  # "" is `tier:*`
            of_tier = sorted(name for name, one in self._tiers.items() if tier in ("", one))
            every.update(repr((tier, of_tier)).encode())
        return every.hexdigest()[:_DIGEST_LENGTH]


def _said(node: Node, lists: dict[int, str]) -> list[str]:
    """Return a query as text, and what its names stand for; `lists` remembers the latter."""
    said = [printed(node)]
    for one in walked((node,), into_lists=False):
        if not isinstance(one, Listed):
            continue
        if id(one.item) not in lists:
            lists[id(one.item)] = repr(_said(one.item, lists))
        said.append(lists[id(one.item)])
    return said


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


def _scored(index: Index, scale: Scale, found: Found, spans: Sequence[Span]) -> Severity:
    """Return how grave a match is: the same for all with one scale that the title meets."""
    key = id(scale), bool(spans) and spans[0].field == "title"
    known = found.scores.get(key)
    if known is None:
        lists = [name for name, part in index.counting(scale) if part.at(found, ARTICLE)]
        known = scored(scale, found.article, found.tier, spans, lists).severity
        found.scores[key] = known
    return known
