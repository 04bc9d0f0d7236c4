"""All rules over one article in one pass, with the words that satisfied them.

One automaton holds the terms of every rule, so cost grows with the text and the words found,
not with the number of rules. Rules are told apart by their names across all files.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from monitor.errors import ConfigError
from monitor.model import Article, Field, Match, Span
from monitor.rules.pack import Rule, Within
from monitor.terms import Terms
from monitor.text import sentences

_DIGEST_LENGTH = 12
_MAX_SPANS = 500
"""Spans kept of one match, the first ones: evidence, not a concordance."""
_ORDER: dict[Field, int] = {"title": 0, "body": 1}
_Unit = tuple[Field, int]
_WHOLE: _Unit = ("title", -1)
"""The one unit of rules that look at the article as a whole."""


class _Found(NamedTuple):
    """A term of some group, found."""

    field: Field
    start: int
    end: int
    term: int


class _Compiled(NamedTuple):
    """A rule with its groups as numbers; `unless` is a group too, or None."""

    rule: Rule
    groups: tuple[int, ...]
    unless: int | None


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
        texts: dict[Field, str] = {"title": title, "body": body}
        found = self._found(texts)
        places = _Places(texts)
        candidates = [rule for group in found for rule in self._by_group.get(group, ())]
        matches = (self._match(compiled, found, places) for compiled in candidates)
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

    def _found(self, texts: dict[Field, str]) -> dict[int, list[_Found]]:
        found: dict[int, list[_Found]] = {}
        for field, text in texts.items():
            for hit in self._terms.hits(text):
                for group in self._groups_of[hit.term]:
                    found.setdefault(group, []).append(_Found(field, hit.start, hit.end, hit.term))
        return found

    def _match(
        self, compiled: _Compiled, found: dict[int, list[_Found]], places: _Places
    ) -> Match | None:
        """Return the match if some unit meets every group and holds no word that vetoes."""
        rule = compiled.rule
        if any(group not in found for group in compiled.groups):
            return None
        met = [_by_unit(found[group], rule, places) for group in compiled.groups]
        units = set(met[0]).intersection(*met[1:])
        if compiled.unless is not None:
            units -= set(_by_unit(found.get(compiled.unless, []), rule, places))
        if not units:
            return None
        hits = [hit for group in met for unit in units for hit in group[unit]]
        return Match(
            rule=rule.name,
            topic=rule.topic,
            severity=rule.severity,
            spans=tuple(self._spans(hits, places)),
        )

    def _spans(self, hits: list[_Found], places: _Places) -> Iterator[Span]:
        """Yield each stretch of words once, in reading order."""
        once: dict[tuple[Field, int, int], int] = {}
        for hit in hits:
            once.setdefault((hit.field, hit.start, hit.end), hit.term)
        ordered = sorted(once.items(), key=lambda item: (_ORDER[item[0][0]], *item[0][1:]))
        for (field, start, end), term in ordered[:_MAX_SPANS]:
            yield Span(
                field=field,
                start=start,
                end=end,
                text=places.texts[field][start:end],
                term=self._vocabulary[term],
            )


class _Places:
    """Which sentence or paragraph of its text a place is in, worked out when first asked."""

    def __init__(self, texts: dict[Field, str]) -> None:
        self.texts = texts
        self._starts: dict[tuple[Field, Within], list[int]] = {}

    def unit(self, field: Field, start: int, within: Within) -> _Unit:
        """Return the unit that holds the character at `start`."""
        if within == "article":
            return _WHOLE
        if field == "title":
            return (field, 0)
        starts = self._starts.get((field, within))
        if starts is None:
            starts = self._starts[field, within] = _starts(self.texts[field], within)
        return (field, bisect_right(starts, start))


def _starts(text: str, within: Within) -> list[int]:
    if within == "sentence":
        return [start for start, _ in sentences(text)]
    starts = [0]
    at = text.find("\n\n")
    while at != -1:
        starts.append(at + 2)
        at = text.find("\n\n", at + 2)
    return starts


def _by_unit(hits: list[_Found], rule: Rule, places: _Places) -> dict[_Unit, list[_Found]]:
    units: dict[_Unit, list[_Found]] = {}
    for hit in hits:
        if hit.field in rule.fields:
            units.setdefault(places.unit(hit.field, hit.start, rule.within), []).append(hit)
    return units


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
