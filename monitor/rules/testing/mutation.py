"""Clauses of rules that no case needs: each is left out in turn, and the cases are asked again.

Where no case beside the rule comes out otherwise, the clause may go, or a case is missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from msgspec.structs import replace

from monitor.rules.engine.matcher import Rules
from monitor.rules.explaining.wording import cut
from monitor.rules.language.printing import printed
from monitor.rules.language.query import (
    And,
    InField,
    Leaf,
    Listed,
    Near,
    Node,
    Not,
    Or,
    Scoped,
    Within,
    joined,
    lists_of,
)
from monitor.rules.language.rule import Rule
from monitor.rules.language.vocabulary import Vocabulary
from monitor.rules.testing.cases import Outcome, verdict

_MAX_WORDS = 8
"""Words of one OR from which on they are one clause: nobody writes a case for each of a list."""
_MAX_MUTANTS = 500
"""Clauses of one query that are tried, the first ones: each costs as much as the query is long."""
_MAX_SHOWN = 100
"""Characters of a clause that are shown."""


class Mutant(NamedTuple):
    """A query without one of its clauses."""

    clause: str
    """What was left out, as text."""
    query: Node


class Unneeded(NamedTuple):
    """A clause that no case needs."""

    rule: Rule
    clause: str


class Tried(NamedTuple):
    """What came of leaving clauses out."""

    clauses: int
    """How many were left out, each alone: of one query no more than its first 500."""
    unneeded: tuple[Unneeded, ...]
    """In the order of the rules and their queries."""


def tried(
    rules: Sequence[Rule],
    outcomes: Iterable[Outcome],
    vocabulary: Vocabulary,
    shared: Collection[int],
) -> Tried:
    """Leave out each clause of those rules that have cases of their own, and ask those again.

    `shared` are names that stay whole: see `shared_names`. The mutants of a rule are asked at once,
    as rules in their own right.
    """
    by_rule: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.case.rule is not None:
            by_rule.setdefault(outcome.case.rule, []).append(outcome)
    clauses = 0
    unneeded: list[Unneeded] = []
    for rule in rules:
        if rule.name not in by_rule:
            continue
        made = list(islice(mutants(rule.query, shared), _MAX_MUTANTS))
        clauses += len(made)
        needed: set[int] = set()
        engine = Rules((_as_rule(rule, at, one) for at, one in enumerate(made)), vocabulary)
        for outcome in by_rule[rule.name]:
            needed.update(_otherwise(outcome, engine, len(made)))
        unneeded += (Unneeded(rule, one.clause) for at, one in enumerate(made) if at not in needed)
    return Tried(clauses, tuple(unneeded))


def _as_rule(rule: Rule, at: int, mutant: Mutant) -> Rule:
    return Rule(name=str(at), topic="", query=mutant.query, severity=rule.severity)


def _otherwise(outcome: Outcome, engine: Rules, count: int) -> Iterator[int]:
    """Yield those of so many mutants, by their place, of which a case comes out otherwise."""
    case = outcome.case
    found = {match.rule: match for match in engine.match(outcome.article, outcome.tier)}
    was = verdict(case, next(iter(outcome.relevant), None))
    for at in range(count):
        if verdict(case, found.get(str(at))) != was:
            yield at


def shared_names(rules: Iterable[Rule]) -> Collection[int]:
    """Return what several rules have by a name, by identity: it is not taken apart for each."""
    uses: Counter[int] = Counter()
    for rule in rules:
        uses.update({id(node.item) for node in lists_of(rule.query)})
    return {item for item, count in uses.items() if count > 1}


def mutants(
    query: Node, shared: Collection[int] = (), *, is_negated: bool = False
) -> Iterator[Mutant]:
    """Yield a query without each of its clauses, in the order of its text.

    A clause is what stands beside AND or OR, the words of a list together, NOT, and the bounds
    sentence(…), paragraph(…), title:, body: and ~5. `shared`: see `shared_names`.
    """
    if isinstance(query, And | Or):
        yield from _of_several(query, shared, is_negated)
    elif isinstance(query, Listed):
        if id(query.item) not in shared:
            for one in _of_list(query, shared, is_negated):
                yield Mutant(f"{one.clause} in @{query.name}", Listed(query.name, one.query))
    elif isinstance(query, Near):
        yield Mutant(f"~{query.distance} of {printed(query)}", And(query.terms()))
    elif isinstance(query, Scoped):
        yield Mutant(_mark(query), query.item)
        for one in mutants(query.item, shared, is_negated=is_negated is not isinstance(query, Not)):
            yield Mutant(one.clause, replace(query, item=one.query))


def _mark(node: Not | Within | InField) -> str:
    if isinstance(node, Not):
        return "NOT"
    return f"{node.field}:" if isinstance(node, InField) else f"{node.unit}(…)"


def _of_several(node: And | Or, shared: Collection[int], is_negated: bool) -> Iterator[Mutant]:
    """Yield a node without each of its parts, then with each of them without a clause."""
    kind = type(node)
    items = node.items
    words = [item for item in items if isinstance(item, Leaf)]
    together = isinstance(node, Or) and len(words) > _MAX_WORDS
    if together and len(words) < len(items):
        rest: list[Node] = [item for item in items if not isinstance(item, Leaf)]
        yield Mutant(_shown(Or(tuple(words)), is_negated), joined(kind, rest))
    for at, item in enumerate(items):
        if not (together and isinstance(item, Leaf)):
            rest = [*items[:at], *items[at + 1 :]]
            yield Mutant(_shown(item, is_negated), joined(kind, rest))
        # To turn a NOT round that is left out anyway would say nothing more.
        is_not = isinstance(item, Not)
        inner = item.item if isinstance(item, Not) else item
        for one in mutants(inner, shared, is_negated=is_negated is not is_not):
            query = Not(one.query) if is_not else one.query
            changed = [*items[:at], query, *items[at + 1 :]]
            yield Mutant(one.clause, joined(kind, changed))


def _of_list(listed: Listed, shared: Collection[int], is_negated: bool) -> Iterator[Mutant]:
    """Yield what a name stands for without each of its clauses; its words are one of them."""
    node = listed.item
    if not isinstance(node, Or):
        yield from mutants(node, shared, is_negated=is_negated)
        return
    others: list[Node] = [item for item in node.items if not isinstance(item, Leaf)]
    if not others:
        return  # of words alone: the name itself is the clause
    if len(others) < len(node.items):
        yield Mutant("NOT its words" if is_negated else "its words", joined(Or, others))
    for item in others:
        rest = [one for one in node.items if one is not item]
        yield Mutant(_shown(item, is_negated), joined(Or, rest))


def _shown(node: Node, is_negated: bool) -> str:
    """Return a clause as text; one that stands under a NOT with it."""
    text = printed(Not(node) if is_negated else node)
    return cut(text, _MAX_SHOWN)
