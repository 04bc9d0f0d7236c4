"""All rules over one article in one pass, with the words that satisfied them.

One automaton holds the terms of every rule, so cost grows with the text and the words found,
not with the number of rules. Rules are told apart by their names across all files.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
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
_Place = tuple[int, int, int]
"""Where a term stands: number of its field, start, end."""
_Unit = int
"""Number of a sentence or paragraph of the body, from 1 on."""
_WHOLE = -1
"""The unit that is the title; of rules that look at the article as a whole, the only one."""


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

    def __init__(self, rules: Iterable[Rule], terms: Terms | None = None) -> None:
        """Compile `rules`, which look for their words with those of `terms`, if there are any."""
        self.rules: tuple[Rule, ...] = tuple(sorted(rules, key=lambda r: (r.topic, r.name)))
        _refuse_namesakes(self.rules)
        self._terms = Terms() if terms is None else terms
        groups: dict[tuple[str, ...], int] = {}
        for rule in self.rules:
            for group in (*rule.all_of, rule.unless):
                if group:
                    groups.setdefault(group, len(groups))
        self._words: list[dict[int, str]] = []
        """Of each group: its terms by their numbers, as they are written."""
        self._groups_of: dict[int, frozenset[int]] = {}
        self._add(groups)
        self._by_group: dict[int, list[_Compiled]] = {}
        for rule in self.rules:
            compiled = _Compiled(
                rule,
                tuple(dict.fromkeys(groups[group] for group in rule.all_of)),
                groups.get(rule.unless),
                _FIELDS.index(rule.fields[0]) if len(rule.fields) == 1 else None,
            )
            self._by_group.setdefault(compiled.groups[0], []).append(compiled)

    def digest(self) -> str:
        """Return a short hash of all rules as they apply: their version."""
        said = "\n".join(repr(rule) for rule in self.rules)
        return hashlib.sha256(said.encode()).hexdigest()[:_DIGEST_LENGTH]

    def match(self, article: Article) -> tuple[Match, ...]:
        """Return one match per rule that applies, by topic and name, spans in reading order."""
        return self.match_text(article.title, article.body)

    def match_text(self, title: str, body: str) -> tuple[Match, ...]:
        """Do as `match`, for a title and a body without the rest of an article."""
        found = _Found((title, body), self._terms, self._groups_of)
        candidates = [
            compiled
            for group in found.groups
            for compiled in self._by_group.get(group, ())
            if found.groups.issuperset(compiled.groups)
        ]
        if not candidates:
            return ()
        found.look_at({group for one in candidates for group in (*one.groups, one.unless)})
        matches = (self._match(compiled, found) for compiled in candidates)
        return tuple(sorted((m for m in matches if m), key=lambda m: (m.topic, m.rule)))

    def _add(self, groups: Iterable[tuple[str, ...]]) -> None:
        """Number the terms of all groups: those met first give the written form."""
        vocabulary = dict.fromkeys(term for group in groups for term in group)
        rank = {term: at for at, term in enumerate(vocabulary)}
        numbers = dict(zip(vocabulary, self._terms.add(vocabulary), strict=True))
        for index, group in enumerate(groups):
            words: dict[int, str] = {}
            for term in sorted(group, key=rank.__getitem__):
                words.setdefault(numbers[term], term)
            self._words.append(words)
            for number in words:
                self._groups_of[number] = self._groups_of.get(number, frozenset()) | {index}

    def _match(self, compiled: _Compiled, found: _Found) -> Match | None:
        """Return the match if some unit meets every group and holds no word that vetoes."""
        rule, only = compiled.rule, compiled.only
        units = found.units(compiled.groups[0], rule.within, only)
        for group in compiled.groups[1:]:
            if not units:
                return None
            units = units & found.units(group, rule.within, only)
        if compiled.unless is not None:
            units = units - found.units(compiled.unless, rule.within, only)
        if not units:
            return None
        return Match(
            rule=rule.name,
            topic=rule.topic,
            severity=rule.severity,
            spans=self._spans(compiled, units, found),
        )

    def _spans(
        self, compiled: _Compiled, units: frozenset[_Unit], found: _Found
    ) -> tuple[Span, ...]:
        """Return each stretch of words in `units`, in reading order."""
        unit_of = found.unit_of(compiled.rule.within)
        once: dict[_Place, tuple[int, int]] = {}
        words, term_at, places = self._words, found.term_at, found.places
        for group in compiled.groups:
            for at in found.indexes(group, compiled.only):
                if unit_of[at] in units:
                    once.setdefault(places[at], (at, group))
        return tuple(
            found.span(at, words[group][term_at[at]])
            for _, (at, group) in sorted(once.items())[:_MAX_SPANS]
        )


class _Found:
    """The words found in one article, sorted for the questions that rules ask."""

    def __init__(
        self, texts: tuple[str, str], terms: Terms, groups_of: Mapping[int, frozenset[int]]
    ) -> None:
        self._texts = texts
        self._groups_of = groups_of
        self.places: list[_Place] = []
        self.term_at: list[int] = []
        """Of each place, the number of the term that stands there."""
        self._of_term: dict[int, list[int]] = {}
        for field, text in enumerate(texts):
            for term, start, end in terms.places(text):
                if term in groups_of:
                    self._of_term.setdefault(term, []).append(len(self.places))
                    self.places.append((field, start, end))
                    self.term_at.append(term)
        self.groups: frozenset[int] = frozenset().union(*map(groups_of.__getitem__, self._of_term))
        """Those of which a term was found."""
        self._of_group: dict[int, list[int]] = {}
        self._indexes: dict[tuple[int, int | None], list[int]] = {}
        self._unit_of: dict[Within, list[_Unit]] = {}
        self._units: dict[tuple[int, Within, int | None], frozenset[_Unit]] = {}
        self._spans: dict[tuple[int, str], Span] = {}

    def look_at(self, groups: Set[int | None]) -> None:
        """Sort the places of these groups, which are all that will be asked for."""
        for term, indexes in self._of_term.items():
            for group in self._groups_of[term] & groups:
                self._of_group.setdefault(group, []).extend(indexes)

    def indexes(self, group: int, only: int | None) -> list[int]:
        """Return the indexes of the places of `group`, in one field or both."""
        key = (group, only)
        indexes = self._indexes.get(key)
        if indexes is None:
            indexes = sorted(self._of_group.get(group, ()))
            if only is not None:
                indexes = [at for at in indexes if self.places[at][0] == only]
            self._indexes[key] = indexes
        return indexes

    def units(self, group: int, within: Within, only: int | None) -> frozenset[_Unit]:
        """Return the units in which a term of `group` stands."""
        key = (group, within, only)
        units = self._units.get(key)
        if units is None:
            unit_of = self.unit_of(within)
            units = frozenset([unit_of[at] for at in self.indexes(group, only)])
            self._units[key] = units
        return units

    def unit_of(self, within: Within) -> list[_Unit]:
        """Return the unit of each place."""
        units = self._unit_of.get(within)
        if units is None:
            units = self._unit_of[within] = self._numbered(within)
        return units

    def _numbered(self, within: Within) -> list[_Unit]:
        starts = () if within == "article" else _starts(self._texts[_BODY], within)
        if not starts:
            return [_WHOLE] * len(self.places)
        return [
            bisect_right(starts, start) if field == _BODY else _WHOLE
            for field, start, _ in self.places
        ]

    def span(self, at: int, word: str) -> Span:
        """Return a span, one and the same for all matches that it is evidence of."""
        span = self._spans.get((at, word))
        if span is None:
            field, start, end = self.places[at]
            span = self._spans[at, word] = Span(
                field=_FIELDS[field],
                start=start,
                end=end,
                text=self._texts[field][start:end],
                term=word,
            )
        return span


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
