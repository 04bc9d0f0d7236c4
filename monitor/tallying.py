"""How often each rule applied, to what, and which of its clauses were the evidence. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from monitor.model import Severity
from monitor.rules import Rule
from monitor.rules.engine.facts import has_places
from monitor.rules.language.printing import clause, printed
from monitor.rules.language.query import And, InField, Listed, Node, Not, Or, Within
from monitor.store import Hit

Step = Literal["week", "month"]
MIN_ITEMS = 20
"""Of fewer items a share says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseUse:
    """A clause of a rule's query: a list, or what is looked for itself."""

    text: str
    """As the query has it: `@name`, `licens*`, `material:*`."""
    is_required: bool
    """Whether the rule cannot apply without it."""
    items: int
    """In which it was among the evidence."""
    over_time: tuple[int, ...]
    """The same by week or month."""
    terms: Mapping[str, int]
    """Of a list: items by what stands in it, the most frequent first; only what was evidence."""
    size: int
    """How many terms a list has; 1 for what is looked for itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleUse:
    """What a rule did in some time; `items` and all parts of it count an item once."""

    topic: str
    rule: str
    is_configured: bool
    """False: it was there when the items came."""
    items: int
    share: float
    """Of all items, 0 to 1."""
    told: int
    """Of which anybody was told, or is to be."""
    held: Mapping[str, int]
    """Of which nobody was, by why; what is in neither, nobody asks for."""
    severities: Mapping[Severity, int]
    """The gravest of each item."""
    first: datetime | None
    """When the first of them came; None: there is none."""
    last: datetime | None
    over_time: tuple[int, ...]
    """Items by week or month."""
    clauses: tuple[ClauseUse, ...]
    """In the order of the query, what NOT is about left out; empty where it is not configured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broad:
    """That a rule applies to so much that it says little."""

    topic: str
    rule: str
    source: str | None
    """None: of all items."""
    items: int
    of: int

    @property
    def share(self) -> float:
        """The part to which it applies."""
        return self.items / self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What all rules did."""

    starts: tuple[datetime, ...]
    """When each week or month begins."""
    items: int
    matched: int
    """Items to which any rule applied."""
    rules: tuple[RuleUse, ...]
    """Those that applied to most items first."""
    broad: tuple[Broad, ...]


@dataclass(slots=True)
class _Counts:
    """What is counted of one rule."""

    items: int = 0
    told: int = 0
    held: Counter[str] = field(default_factory=Counter)
    severities: Counter[Severity] = field(default_factory=Counter)
    first: datetime | None = None
    last: datetime | None = None
    over_time: Counter[int] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    terms: Counter[str] = field(default_factory=Counter)
    clauses: list[Counter[int]] = field(default_factory=list)
    """Items by week or month, of each clause."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause and the terms whose evidence is its own."""

    text: str
    is_required: bool
    terms: frozenset[str]


class Tallying:
    """Counts hits as they come, an item at a time; what is kept grows with the rules only."""

    def __init__(
        self, rules: Iterable[Rule], *, since: datetime, until: datetime, step: Step
    ) -> None:
        self._rules = {(rule.topic, rule.name): rule for rule in rules}
        self._starts = tuple(_starts(since, until, step))
        self._counts: dict[tuple[str, str], _Counts] = {}
        self._clauses: dict[tuple[str, str], tuple[_Clause, ...]] = {}
        self._terms: dict[int, frozenset[str]] = {}
        self._matched = 0

    def add(self, hits: Sequence[Hit]) -> None:
        """Count some hits; all of one item in one call."""
        by_rule: dict[tuple[int, str, str], list[Hit]] = {}
        for hit in hits:
            by_rule.setdefault((hit.item, hit.topic, hit.rule), []).append(hit)
        self._matched += len({item for item, _, _ in by_rule})
        for (_, topic, rule), of_item in by_rule.items():
            self._count((topic, rule), of_item)

    def _count(self, key: tuple[str, str], hits: Sequence[Hit]) -> None:
        counts = self._counts.setdefault(key, _Counts())
        first, last = hits[0].received, hits[-1].received
        at = bisect_right(self._starts, first) - 1
        counts.items += 1
        counts.over_time[at] += 1
        counts.sources[hits[0].source] += 1
        counts.severities[max((hit.severity for hit in hits), key=lambda one: one.rank)] += 1
        counts.first = min(filter(None, (counts.first, first)))
        counts.last = max(filter(None, (counts.last, last)))
        held = next((hit.held for hit in hits if hit.held), None)
        if any(hit.is_told for hit in hits):
            counts.told += 1
        elif held:
            counts.held[held] += 1
        terms = frozenset().union(*(hit.terms for hit in hits))
        counts.terms.update(terms)
        clauses = self._clauses_of(key)
        if not counts.clauses:
            counts.clauses = [Counter() for _ in clauses]
        for of_clause, one in zip(counts.clauses, clauses, strict=True):
            if not one.terms.isdisjoint(terms):
                of_clause[at] += 1

    def _clauses_of(self, key: tuple[str, str]) -> tuple[_Clause, ...]:
        """Return the clauses of a rule; none where it is not configured."""
        found = self._clauses.get(key)
        if found is None:
            rule = self._rules.get(key)
            every = self._clauses_in(rule.query, is_required=True) if rule else ()
            by_text: dict[str, _Clause] = {}
            for one in every:
                if one.text not in by_text or one.is_required:
                    by_text[one.text] = one
            found = self._clauses[key] = tuple(by_text.values())
        return found

    def _clauses_in(self, node: Node, *, is_required: bool) -> Iterator[_Clause]:
        if isinstance(node, And | Or):
            needed = is_required and isinstance(node, And)
            for item in node.items:
                yield from self._clauses_in(item, is_required=needed)
        elif isinstance(node, InField | Within):
            yield from self._clauses_in(node.item, is_required=is_required)
        elif not isinstance(node, Not):
            terms = self._terms_of(node)
            if terms:
                yield _Clause(printed(node), is_required, terms)

    def _terms_of(self, node: Node) -> frozenset[str]:
        """Return what spans name as their term where a node is the evidence; lists are shared."""
        if isinstance(node, Listed):
            node = node.item
        found = self._terms.get(id(node))
        if found is None:
            found = self._terms[id(node)] = frozenset(_evidence(node))
        return found

    def tally(self, items: Mapping[str, int], *, above: float) -> Tally:
        """Return what was counted, of so many `items` by source.

        Rules that apply to more than the part `above` of all items, or of those of a source, are
        told as broad.
        """
        every = sum(items.values())
        uses = [
            self._use(key, self._counts.get(key, _Counts()), every)
            for key in sorted(self._rules.keys() | self._counts.keys())
        ]
        return Tally(
            starts=self._starts,
            items=every,
            matched=self._matched,
            rules=tuple(sorted(uses, key=lambda one: -one.items)),
            broad=tuple(self._broad(items, every, above)),
        )

    def _use(self, key: tuple[str, str], counts: _Counts, every: int) -> RuleUse:
        clauses = self._clauses_of(key)
        return RuleUse(
            topic=key[0],
            rule=key[1],
            is_configured=key in self._rules,
            items=counts.items,
            share=counts.items / every if every else 0.0,
            told=counts.told,
            held=dict(counts.held.most_common()),
            severities=dict(sorted(counts.severities.items(), key=lambda one: -one[0].rank)),
            first=counts.first,
            last=counts.last,
            over_time=self._series(counts.over_time),
            clauses=tuple(
                ClauseUse(
                    text=one.text,
                    is_required=one.is_required,
                    items=over_time.total(),
                    over_time=self._series(over_time),
                    terms=_most(counts.terms, one.terms) if len(one.terms) > 1 else {},
                    size=len(one.terms),
                )
                for one, over_time in zip(
                    clauses, counts.clauses or [Counter[int]() for _ in clauses], strict=True
                )
            ),
        )

    def _series(self, over_time: Counter[int]) -> tuple[int, ...]:
        return tuple(over_time[at] for at in range(len(self._starts)))

    def _broad(self, items: Mapping[str, int], every: int, above: float) -> Iterator[Broad]:
        for (topic, rule), counts in sorted(self._counts.items()):
            shares: list[tuple[str | None, int, int]] = [(None, counts.items, every)]
            shares += (
                (source, number, items.get(source, number))
                for source, number in counts.sources.most_common()
            )
            for source, number, of in shares:
                if of >= MIN_ITEMS and number / of > above:
                    yield Broad(topic=topic, rule=rule, source=source, items=number, of=of)


def _evidence(node: Node) -> Iterator[str]:
    """Yield the text of each leaf that can be evidence: found at places, and under no NOT."""
    if isinstance(node, And | Or):
        for item in node.items:
            yield from _evidence(item)
    elif isinstance(node, Listed | InField | Within):
        yield from _evidence(node.item)
    elif not isinstance(node, Not) and has_places(node):
        yield clause(node)


def _most(counts: Counter[str], terms: frozenset[str]) -> Mapping[str, int]:
    found = [(term, number) for term, number in counts.items() if term in terms]
    return dict(sorted(found, key=lambda one: (-one[1], one[0])))


def _starts(since: datetime, until: datetime, step: Step) -> Iterator[datetime]:
    """Yield when the weeks or months begin in which a time lies; weeks begin on Monday."""
    at = since.replace(hour=0, minute=0, second=0, microsecond=0)
    at = at - timedelta(days=at.weekday()) if step == "week" else at.replace(day=1)
    while at < until:
        yield at
        at = at + timedelta(days=7) if step == "week" else (at + timedelta(days=32)).replace(day=1)
