"""Clauses left out of rules, and whether a case comes out otherwise."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings

from monitor.model import Article
from monitor.rules import Case, Rules, Vocabulary, parse_pack
from monitor.rules.explaining.reading import evaluated
from monitor.rules.language.lists import definitions
from monitor.rules.language.parsing import parse
from monitor.rules.language.printing import printed
from monitor.rules.language.query import And, Node, Or, Scoped
from monitor.rules.language.rule import Pack, Rule
from monitor.rules.testing.cases import Outcome, asked
from monitor.rules.testing.mutation import Tried, mutants, shared_names, tried
from monitor.taxonomy import Taxonomy
from tests.unit import queries

VOCABULARY = Vocabulary()
LICENCE = """
[rules.licence]
query = "sentence(gallium AND licence AND NOT @traps)"
define = { traps = ["song", "album"] }
"""


def _pack(text: str) -> Pack:
    return parse_pack("t", tomllib.loads(text), origin="t.toml", vocabulary=VOCABULARY)


def unneeded(text: str) -> Tried:
    """What comes of leaving out the clauses of a file's rules."""
    found = _pack(text)
    outcomes = list(asked(Rules(found.rules), found.cases, Taxonomy(())))
    return tried(found.rules, outcomes, VOCABULARY, shared_names(found.rules))


def left_out(query: str, **names: Sequence[str] | str) -> list[tuple[str, str]]:
    """Each clause that is left out of a query, and what is left."""
    node = parse(query, VOCABULARY, definitions(names, VOCABULARY))
    return [(one.clause, printed(one.query)) for one in mutants(node)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("a", []),
        ("a AND b", [("a", "b"), ("b", "a")]),
        ("a OR b", [("a", "b"), ("b", "a")]),
        ("NOT a", [("NOT", "a")]),
        ("a AND NOT b", [("a", "NOT b"), ("NOT b", "a")]),
        (
            "a AND NOT (b OR c)",
            [
                ("a", "NOT (b OR c)"),
                ("NOT (b OR c)", "a"),
                ("NOT b", "a AND NOT c"),
                ("NOT c", "a AND NOT b"),
            ],
        ),
        ("sentence(a)", [("sentence(…)", "a")]),
        ("title:a", [("title:", "a")]),
        ('"a b"~5', [('~5 of "a b"~5', "a AND b")]),
        (
            "a AND (b OR c AND d)",
            [
                ("a", "b OR c AND d"),
                ("b OR c AND d", "a"),
                ("b", "a AND c AND d"),
                ("c AND d", "a AND b"),
                ("c", "a AND (b OR d)"),
                ("d", "a AND (b OR c)"),
            ],
        ),
        (
            "x OR " + " OR ".join("abcdefgh") + " OR (y AND z)",
            [
                ("x OR a OR b OR c OR d OR e OR f OR g OR h", "y AND z"),
                ("y AND z", "x OR a OR b OR c OR d OR e OR f OR g OR h"),
                ("y", "x OR a OR b OR c OR d OR e OR f OR g OR h OR z"),
                ("z", "x OR a OR b OR c OR d OR e OR f OR g OR h OR y"),
            ],
        ),
    ],
)
def test_each_clause_is_left_out_alone(query: str, expected: list[tuple[str, str]]) -> None:
    assert left_out(query) == expected


def test_the_words_of_a_list_are_one_clause_and_lists_in_it_are_others() -> None:
    found = left_out("a AND NOT @all", all=["b", "c", "@inner"], inner=["d", "e"])

    assert [clause for clause, _ in found] == [
        "a",
        "NOT @all",
        "NOT its words in @all",
        "NOT @inner in @all",
    ]


def test_what_several_rules_share_is_not_taken_apart() -> None:
    text = """
        [lists]
        shared = ["a", "@other"]
        other = ["b"]
        [rules.one]
        query = "x AND @shared"
        [rules.two]
        query = "y OR @shared"
        """
    first, second = _pack(text).rules
    shared = shared_names([first, second])

    assert [one.clause for one in mutants(first.query, shared)] == ["x", "@shared"]
    assert "@other in @shared" in [one.clause for one in mutants(first.query)]


@settings(deadline=None)
@given(queries.queries())
def test_a_query_without_a_clause_is_as_the_parser_makes_them(query: Node) -> None:
    for mutant in mutants(query):
        for node in _nodes(mutant.query):
            if isinstance(node, And | Or):
                assert len(node.items) > 1
                assert type(node) not in map(type, node.items)


@settings(deadline=None)
@given(queries.queries(), queries.articles())
def test_mutants_are_judged_as_the_reference_judges_them(query: Node, article: Article) -> None:
    case = Case(origin="", topic="t", rule="r", title=article.title, match=True)
    rule = Rule(name="r", topic="t", query=query)
    tier = queries.tier_of(article)
    matches = Rules([rule], queries.VOCABULARY).match(article, tier)
    outcome = Outcome(case=case, article=article, tier=tier, matches=matches, mistakes=())

    found = tried([rule], [outcome], queries.VOCABULARY, ())

    every = list(mutants(query))
    assert found.clauses == len(every)
    assert [one.clause for one in found.unneeded] == [
        one.clause
        for one in every
        if evaluated(one.query, article, queries.VOCABULARY, queries.tier_of(article))[0]
        == bool(matches)
    ]


def test_a_clause_is_needed_if_a_case_comes_out_otherwise_without_it() -> None:
    one = LICENCE + '[[rules.licence.cases]]\ntitle = "Gallium licence"\n'
    apart = '[[rules.licence.cases]]\ntitle = "Gallium"\nbody = "A licence"\nmatch = false\n'
    trap = '[[rules.licence.cases]]\ntitle = "Gallium licence album"\nmatch = false\n'

    assert [one.clause for one in unneeded(one).unneeded] == [
        "sentence(…)",
        "gallium",
        "licence",
        "NOT @traps",
    ]
    assert [one.clause for one in unneeded(one + apart).unneeded] == ["NOT @traps"]
    assert unneeded(one + apart + trap) == Tried(4, ())


def test_severity_and_spans_of_a_case_need_clauses_too() -> None:
    text = """
        [rules.a]
        query = "ban OR quota"
        [[rules.a.cases]]
        title = "Ban and quota"
        """

    assert len(unneeded(text).unneeded) == 2
    assert unneeded(text + 'spans = ["Ban", "quota"]').unneeded == ()


def test_a_rule_without_cases_is_not_taken_apart() -> None:
    assert unneeded(LICENCE) == Tried(0, ())


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    inner = node.items if isinstance(node, And | Or) else ()
    for one in (node.item,) if isinstance(node, Scoped) else inner:
        yield from _nodes(one)
