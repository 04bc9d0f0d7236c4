"""What rules did is counted by item, and told by clause of their queries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import Severity
from monitor.rules import Rule, Vocabulary
from monitor.rules.language.lists import definitions
from monitor.rules.language.parsing import parse
from monitor.store import Hit
from monitor.tallying import ClauseUse, RuleUse, Step, Tally, Tallying

MONDAY = datetime(2026, 5, 4, tzinfo=UTC)
WEEK = timedelta(days=7)
WORDS = Vocabulary()
LISTS = definitions(
    {"minerals": ("gallium", "tin", "NOT-a-word"), "traps": ("tin whistle",)}, WORDS, {}
)


def rule(query: str, name: str = "licence") -> Rule:
    return Rule(name=name, topic="export", query=parse(query, WORDS, LISTS))


def hit(item: int = 1, *terms: str, **given: Any) -> Hit:
    values: dict[str, Any] = {
        "item": item,
        "source": "gazette",
        "received": MONDAY,
        "topic": "export",
        "rule": "licence",
        "severity": Severity.REVIEW,
        "held": None,
        "is_told": True,
        "terms": frozenset(terms),
        **given,
    }
    return Hit(**values)


def tallied(
    rules: Sequence[Rule],
    *pages: Sequence[Hit],
    step: Step = "week",
    items: int = 100,
    until: datetime = MONDAY + 3 * WEEK,
) -> Tally:
    tallying = Tallying(rules, since=MONDAY, until=until, step=step)
    for page in pages:
        tallying.add(page)
    return tallying.tally({"gazette": items}, above=0.25)


def only(tally: Tally) -> RuleUse:
    (found,) = tally.rules
    return found


def clauses(use: RuleUse) -> dict[str, ClauseUse]:
    return {one.text: one for one in use.clauses}


def test_an_item_counts_once_whatever_the_number_of_its_texts() -> None:
    texts = [
        hit(1, "licence", held="baseline", is_told=False),
        hit(1, "gallium", received=MONDAY + WEEK, severity=Severity.ACTION),
        hit(2, "licence", held="copy", is_told=False, received=MONDAY + 2 * WEEK),
    ]

    use = only(tally := tallied([rule("licence OR gallium")], texts))

    assert (use.items, use.told, use.held, use.share) == (2, 1, {"copy": 1}, 0.02)
    assert use.over_time == (1, 0, 1)
    assert use.severities == {Severity.ACTION: 1, Severity.REVIEW: 1}
    assert (use.first, use.last) == (MONDAY, MONDAY + 2 * WEEK)
    assert (tally.items, tally.matched) == (100, 2)


def test_clauses_are_lists_and_what_is_looked_for_itself_without_what_is_excluded() -> None:
    query = 'sentence(@minerals AND (licens* OR "export ban")) AND NOT @traps AND tier:wire'

    found = clauses(only(tallied([rule(query)], [hit(1, "gallium", "licens*"), hit(2, "tin")])))

    assert list(found) == ["@minerals", "licens*", '"export ban"']
    assert [one.is_required for one in found.values()] == [True, False, False]
    assert [one.items for one in found.values()] == [2, 1, 0]
    assert found["@minerals"].terms == {"gallium": 1, "tin": 1}
    assert (found["@minerals"].size, found["licens*"].size) == (3, 1)


@pytest.mark.parametrize("query", ["gallium AND (gallium OR tin)", "(gallium OR tin) AND gallium"])
def test_a_clause_that_is_needed_once_is_needed(query: str) -> None:
    found = clauses(only(tallied([rule(query)], [hit(1, "gallium")])))

    assert {text: one.is_required for text, one in found.items()} == {
        "gallium": True,
        "tin": False,
    }


def test_a_rule_that_never_applied_and_one_that_is_gone_are_told_as_such() -> None:
    tally = tallied([rule("licence")], [hit(1, "x", rule="gone")])

    assert [(one.rule, one.items, one.is_configured) for one in tally.rules] == [
        ("gone", 1, False),
        ("licence", 0, True),
    ]
    assert [one.clauses != () for one in tally.rules] == [False, True]


def test_a_rule_that_applies_to_much_of_all_or_of_a_source_is_broad() -> None:
    tallying = Tallying([rule("licence")], since=MONDAY, until=MONDAY + WEEK, step="week")
    tallying.add([hit(item, "licence", source="wire") for item in range(15)])
    tallying.add([hit(item, "licence", source="few") for item in range(15, 20)])

    tally = tallying.tally({"wire": 20, "few": 6, "gazette": 174}, above=0.25)

    assert [(one.source, one.items, one.of) for one in tally.broad] == [("wire", 15, 20)]
    assert tally.broad[0].share == 0.75


def test_months_are_those_of_the_calendar() -> None:
    later = datetime(2026, 7, 1, tzinfo=UTC)

    tally = tallied(
        [rule("licence")], [hit(1, received=later)], step="month", until=later + timedelta(days=2)
    )

    assert [f"{one:%Y-%m-%d}" for one in tally.starts] == ["2026-05-01", "2026-06-01", "2026-07-01"]
    assert only(tally).over_time == (0, 0, 1)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 30),
            st.sampled_from(["licence", "other"]),
            st.sampled_from(["gallium", "tin", "licence"]),
            st.integers(0, 20),
            st.booleans(),
        )
    )
)
def test_what_is_counted_adds_up(events: list[tuple[int, str, str, int, bool]]) -> None:
    hits = [
        hit(
            item,
            term,
            rule=name,
            received=MONDAY + timedelta(days=day),
            held="baseline" if held else None,
            is_told=not held,
        )
        for item, name, term, day, held in sorted(events)
    ]
    pages = [[one for one in hits if one.item % 3 == part] for part in range(3)]

    tally = tallied([rule("@minerals AND licence"), rule("tin", "other")], *pages)

    assert tally.matched == len({one.item for one in hits})
    for use in tally.rules:
        assert use.items == len({one.item for one in hits if one.rule == use.rule})
        assert use.items == sum(use.over_time) == sum(use.severities.values())
        assert use.items == use.told + sum(use.held.values())
        for one in use.clauses:
            assert one.items == sum(one.over_time) <= use.items
            assert all(number <= one.items for number in one.terms.values())
