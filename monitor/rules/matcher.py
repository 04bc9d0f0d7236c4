"""All rules over one article in one pass, with the words that satisfied them.

One automaton holds the terms of every rule, so cost grows with the text and the words found,
not with the number of rules. Rules are told apart by their names across all files.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from itertools import pairwise
from operator import itemgetter, or_
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
_TITLE, _BODY = 0, 1
_Unit = tuple[int, int, int]
"""The title, a sentence, a paragraph or all of an article: a bit for each group of which it holds
a word, and which of the places stand in it."""
_Look = tuple[Within, int | None]
"""How a rule divides an article: by what, and the one field at which it looks; None: at both."""


class _Compiled(NamedTuple):
    """A rule with its groups as bits."""

    rule: Rule
    needs: int
    """A bit for each group of which a word must stand in one unit."""
    unless: int
    """The bit of the group of which none may; 0 where there is none."""
    look: _Look
    groups: tuple[tuple[int, Mapping[int, str]], ...]
    """Of each group: its bit, and its terms by their numbers, as they are written."""


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
        self._bits: dict[int, int] = {}
        """Of each term by its number: a bit for each group that holds it."""
        words = self._added(groups)
        self._by_first: dict[int, list[tuple[int, _Compiled]]] = {}
        """By the bit of their first group: rules with their places in the order of all."""
        for at, rule in enumerate(self.rules):
            first = 1 << groups[rule.all_of[0]]
            compiled = _compiled(rule, groups, words)
            self._by_first.setdefault(first, []).append((at, compiled))
        self._firsts = reduce(or_, self._by_first, 0)

    def digest(self) -> str:
        """Return a short hash of all rules as they apply: their version."""
        said = "\n".join(repr(rule) for rule in self.rules)
        return hashlib.sha256(said.encode()).hexdigest()[:_DIGEST_LENGTH]

    def match(self, article: Article) -> tuple[Match, ...]:
        """Return one match per rule that applies, by topic and name, spans in reading order."""
        return self.match_text(article.title, article.body)

    def match_text(self, title: str, body: str) -> tuple[Match, ...]:
        """Do as `match`, for a title and a body without the rest of an article."""
        found = _Found((title, body), self._terms, self._bits)
        return tuple(
            Match(rule=rule.name, topic=rule.topic, severity=rule.severity, spans=spans)
            for rule, spans in (
                (compiled.rule, found.spans(compiled)) for compiled in self._candidates(found.bits)
            )
            if spans
        )

    def _candidates(self, holds: int) -> list[_Compiled]:
        """Return the rules of which every group has a word, in order; `holds` has those groups."""
        candidates: list[tuple[int, _Compiled]] = []
        left = holds & self._firsts
        while left:
            first = left & -left
            left ^= first
            candidates += [
                one for one in self._by_first[first] if holds & one[1].needs == one[1].needs
            ]
        return [compiled for _, compiled in sorted(candidates, key=itemgetter(0))]

    def _added(self, groups: Iterable[tuple[str, ...]]) -> list[dict[int, str]]:
        """Number the terms of all groups; return those of each, as they are written.

        Of several spellings of one term, that met first in all groups is told.
        """
        vocabulary = dict.fromkeys(term for group in groups for term in group)
        rank = {term: at for at, term in enumerate(vocabulary)}
        numbers = dict(zip(vocabulary, self._terms.add(vocabulary), strict=True))
        every: list[dict[int, str]] = []
        for index, group in enumerate(groups):
            words: dict[int, str] = {}
            for term in sorted(group, key=rank.__getitem__):
                words.setdefault(numbers[term], term)
            for number in words:
                self._bits[number] = self._bits.get(number, 0) | 1 << index
            every.append(words)
        return every


def _compiled(
    rule: Rule, groups: Mapping[tuple[str, ...], int], words: Sequence[Mapping[int, str]]
) -> _Compiled:
    numbers = dict.fromkeys(groups[group] for group in rule.all_of)
    needs = reduce(or_, (1 << number for number in numbers))
    of_rule = tuple((1 << number, words[number]) for number in numbers)
    only = _FIELDS.index(rule.fields[0]) if len(rule.fields) == 1 else None
    unless = 1 << groups[rule.unless] if rule.unless else 0
    return _Compiled(rule, needs, unless, (rule.within, only), of_rule)


class _Found:
    """The words of rules in one article, in reading order, and the units in which they stand."""

    def __init__(self, texts: tuple[str, str], terms: Terms, bits_of: Mapping[int, int]) -> None:
        self._texts = texts
        title, body = (
            [
                (start, end, number, term)
                for number, (term, start, end) in enumerate(terms.places(text))
                if term in bits_of
            ]
            for text in texts
        )
        title.sort()
        body.sort()
        self._in_title = len(title)
        self._places = title + body
        """Start, end, number in its text and term; all of the title before those of the body."""
        self._bits = [bits_of[place[3]] for place in self._places]
        self.bits = reduce(or_, self._bits, 0)
        """A bit for each group of which a word was found."""
        self._units: dict[_Look, list[_Unit]] = {}
        self._spans: list[Span | None] = [None] * len(self._places)
        """Of each place, the last that was made of it."""

    def spans(self, compiled: _Compiled) -> tuple[Span, ...]:
        """Return the evidence for a rule, in reading order; none: it does not apply.

        It applies if a unit holds a word of every group and none that vetoes; each stretch of
        words in such units is a span.
        """
        needs, unless = compiled.needs, compiled.unless
        units = self._units.get(compiled.look)
        if units is None:
            units = self._units[compiled.look] = self._divided(*compiled.look)
        spans: list[Span] = []
        for bits, begin, end in units:
            if bits & needs == needs and not bits & unless:
                spans += self._evidence(begin, end, compiled)
        return tuple(spans[:_MAX_SPANS])

    def _evidence(self, begin: int, end: int, compiled: _Compiled) -> list[Span]:
        """Return the words of a rule among some places; where several are one stretch, the first.

        The first is that of the first group, and of one group that found first.
        """
        needs, groups = compiled.needs, compiled.groups
        places, bits, in_title = self._places, self._bits, self._in_title
        chosen: list[Span] = []
        last_start = last_stop = first_group = -1
        for at in range(begin, end):
            if at == in_title:
                last_start = -1
            held = bits[at] & needs
            if not held:
                continue
            start, stop, _, term = places[at]
            group = 0
            while not held & groups[group][0]:
                group += 1
            if start == last_start and stop == last_stop:
                if group >= first_group:
                    continue
                chosen.pop()
            last_start, last_stop, first_group = start, stop, group
            span, word = self._spans[at], groups[group][1][term]
            chosen.append(span if span and span.term == word else self._span(at, word))
        return chosen

    def _divided(self, within: Within, only: int | None) -> list[_Unit]:
        """Return the units of the article, or of one of its fields, in reading order."""
        first, last = self._in_title, len(self._places)
        if within == "article":
            edges = [0 if only != _BODY else first, first if only == _TITLE else last]
        else:
            starts = () if only == _TITLE else _starts(self._texts[_BODY], within)
            edges = [0] if only != _BODY else []
            edges.append(first)
            edges += (bisect_left(self._places, (start,), lo=first) for start in starts)
            if only != _TITLE:
                edges.append(last)
        bits = self._bits
        return [
            (reduce(or_, bits[begin:end]), begin, end)
            for begin, end in pairwise(edges)
            if begin < end
        ]

    def _span(self, at: int, word: str) -> Span:
        """Return a span, which other matches that it is evidence of take up."""
        start, end, _, _ = self._places[at]
        field = _TITLE if at < self._in_title else _BODY
        span = self._spans[at] = Span(
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
