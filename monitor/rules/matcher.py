"""All rules over one article in one pass, with the words that satisfied them.

One automaton holds the terms of every rule, so cost grows with the text and the words found,
not with the number of rules. Rules are told apart by their names across all files.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from monitor.errors import ConfigError
from monitor.model import Article, Field, Match, Span
from monitor.rules.pack import Rule, Within
from monitor.terms import Terms
from monitor.text import sentence_starts

_DIGEST_LENGTH = 12
_MAX_SPANS = 500
"""Spans kept of one match, the first ones: evidence, not a concordance."""
_FIELDS: tuple[Field, Field] = ("title", "body")
_BODY = 1
_Unit = int
"""Number of a sentence or paragraph of the body, from 1 on."""
_WHOLE = -1
"""The unit that is the title; of rules that look at the article as a whole, the only one."""
_Hit = tuple[_Unit, tuple[int, int, int], int]
"""A term of some group, found: its unit; number of its field, start, end; the term."""


class _Compiled(NamedTuple):
    """A rule with its groups as numbers; `unless` is a group too, or None."""

    rule: Rule
    groups: tuple[int, ...]
    unless: int | None
    only: int | None
    """The one field at which the rule looks; None: at both."""


class Rules:
    """Compiled rules; safe to share between threads.

    Raises:
        ConfigError: two files give rules of the same name.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules: tuple[Rule, ...] = tuple(sorted(rules, key=lambda r: (r.topic, r.name)))
        _refuse_namesakes(self.rules)
        vocabulary: dict[str, int] = {}
        groups: dict[tuple[str, ...], int] = {}
        self._groups_of: list[list[int]] = []
        self._by_group: dict[int, list[_Compiled]] = {}
        for rule in self.rules:
            for group in (*rule.all_of, rule.unless):
                self._add(group, groups, vocabulary)
            compiled = _Compiled(
                rule,
                tuple(dict.fromkeys(groups[group] for group in rule.all_of)),
                groups.get(rule.unless),
                _FIELDS.index(rule.fields[0]) if len(rule.fields) == 1 else None,
            )
            self._by_group.setdefault(compiled.groups[0], []).append(compiled)
        self._vocabulary = tuple(vocabulary)
        self._terms = Terms(vocabulary)

    def digest(self) -> str:
        """Return a short hash of all rules as they apply: their version."""
        said = "\n".join(repr(rule) for rule in self.rules)
        return hashlib.sha256(said.encode()).hexdigest()[:_DIGEST_LENGTH]

    def match(self, article: Article) -> tuple[Match, ...]:
        """Return one match per rule that applies, by topic and name, spans in reading order."""
        return self.match_text(article.title, article.body)

    def match_text(self, title: str, body: str) -> tuple[Match, ...]:
        """Do as `match`, for a title and a body without the rest of an article."""
        places = [
            (field, *place)
            for field, words in enumerate((title, body))
            for place in self._terms.places(words)
        ]
        groups_of = self._groups_of
        groups = {group for term in {place[1] for place in places} for group in groups_of[term]}
        candidates = [
            compiled
            for group in groups
            for compiled in self._by_group.get(group, ())
            if groups.issuperset(compiled.groups)
        ]
        if not candidates:
            return ()
        found = _Found((title, body), places, groups_of)
        matches = (self._match(compiled, found) for compiled in candidates)
        return tuple(sorted((m for m in matches if m), key=lambda m: (m.topic, m.rule)))

    def _add(
        self,
        group: tuple[str, ...],
        groups: dict[tuple[str, ...], int],
        vocabulary: dict[str, int],
    ) -> None:
        if not group or group in groups:
            return
        groups[group] = len(groups)
        for term in group:
            index = vocabulary.setdefault(term, len(vocabulary))
            if index == len(self._groups_of):
                self._groups_of.append([])
            self._groups_of[index].append(groups[group])

    def _match(self, compiled: _Compiled, found: _Found) -> Match | None:
        """Return the match if some unit meets every group and holds no word that vetoes."""
        rule = compiled.rule
        hits = found.hits(rule.within, compiled.only)
        units = hits.units(compiled.groups[0])
        for group in compiled.groups[1:]:
            units = units & hits.units(group)
        if compiled.unless is not None:
            units = units - hits.units(compiled.unless)
        if not units:
            return None
        once: dict[tuple[int, int, int], int] = {}
        for group in compiled.groups:
            for unit, place, term in hits.by_group[group]:
                if unit in units:
                    once.setdefault(place, term)
        return Match(
            rule=rule.name,
            topic=rule.topic,
            severity=rule.severity,
            spans=self._spans(once, found.texts),
        )

    def _spans(
        self, once: Mapping[tuple[int, int, int], int], texts: tuple[str, str]
    ) -> tuple[Span, ...]:
        """Return each stretch of words, in reading order."""
        return tuple(
            Span(
                field=_FIELDS[field],
                start=start,
                end=end,
                text=texts[field][start:end],
                term=self._vocabulary[term],
            )
            for (field, start, end), term in sorted(once.items())[:_MAX_SPANS]
        )


class _Hits:
    """The words found, by group, and in which units of one sort."""

    def __init__(self, by_group: defaultdict[int, list[_Hit]]) -> None:
        self.by_group = by_group
        self._units: dict[int, frozenset[_Unit]] = {}

    def units(self, group: int) -> frozenset[_Unit]:
        """Return the units in which a term of `group` stands."""
        units = self._units.get(group)
        if units is None:
            units = frozenset(hit[0] for hit in self.by_group[group])
            self._units[group] = units
        return units


class _Found:
    """The words found in one article, sorted for the questions that rules ask."""

    def __init__(
        self,
        texts: tuple[str, str],
        places: Sequence[tuple[int, int, int, int]],
        groups_of: Sequence[Sequence[int]],
    ) -> None:
        self.texts = texts
        self._places = places
        self._groups_of = groups_of
        self._hits: dict[tuple[Within, int | None], _Hits] = {}

    def hits(self, within: Within, only: int | None) -> _Hits:
        """Return the hits by units of one sort, in both fields or in one."""
        key = (within, only)
        if key not in self._hits:
            self._hits[key] = _Hits(self._by_group(within, only))
        return self._hits[key]

    def _by_group(self, within: Within, only: int | None) -> defaultdict[int, list[_Hit]]:
        starts = () if within == "article" else _starts(self.texts[_BODY], within)
        by_group: defaultdict[int, list[_Hit]] = defaultdict(list)
        for field, term, start, end in self._places:
            if only is not None and field != only:
                continue
            unit = bisect_right(starts, start) if field == _BODY and starts else _WHOLE
            hit = (unit, (field, start, end), term)
            for group in self._groups_of[term]:
                by_group[group].append(hit)
        return by_group


def _starts(text: str, within: Within) -> Sequence[int]:
    if within == "sentence":
        return sentence_starts(text)
    starts = [0]
    at = text.find("\n\n")
    while at != -1:
        starts.append(at + 2)
        at = text.find("\n\n", at + 2)
    return starts


def _refuse_namesakes(rules: tuple[Rule, ...]) -> None:
    topics: dict[str, str] = {}
    problems: list[str] = []
    for rule in rules:
        if rule.name in topics:
            problems.append(
                f"rules.{rule.name} stands in {topics[rule.name]}.toml and in "
                f"{rule.topic}.toml; rename one"
            )
        if not rule.all_of:
            problems.append(f"rules.{rule.name}: all_of is empty")
        topics[rule.name] = rule.topic
    if problems:
        raise ConfigError(problems)
