"""A rule file read: its rules and cases, its mistakes with their places, and what they match."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import ConfigError
from monitor.model import Severity
from monitor.rules import Case, Pack, Rule, Rules, Vocabulary, parse_cases, parse_lists, parse_pack
from monitor.rules.explaining.explainer import Explainer
from monitor.rules.language.query import Node
from monitor.rules.language.severity import Scale
from monitor.taxonomy import Taxonomy, parse_entries
from monitor.terms import folded_term
from tests import build

TAXONOMY = Taxonomy(
    parse_entries(
        "material",
        {
            "rare_earth": {"name": "Rare earths", "names": ["rare earth", "稀土"]},
            "neodymium": {"name": "Neodymium", "names": ["钕"], "parent": "rare_earth"},
        },
        "materials.toml",
    )
)
VOCABULARY = Vocabulary(TAXONOMY.entries)
QUERY = '("rare earth" OR 稀土 OR 钕) AND (quota OR "export ban" OR 出口管制)'


def read(text: str, lists: Mapping[str, Node] | None = None) -> Pack:
    """The pack of a file, as it is read with its text."""
    table = tomllib.loads(text)
    return parse_pack(
        "trade", table, origin="trade.toml", vocabulary=VOCABULARY, lists=lists or {}, text=text
    )


def mistakes(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        read(text)
    return list(caught.value.problems)


def pack(topic: str = "trade", **rules: Mapping[str, object]) -> tuple[Rule, ...]:
    table = {"rules": rules}
    return parse_pack(topic, table, origin=f"{topic}.toml", vocabulary=VOCABULARY).rules


def rules(**keys: object) -> Rules:
    return Rules(pack(only={"query": QUERY, **keys}), VOCABULARY)


def words(found: Rules, title: str, body: str = "") -> list[tuple[str, str, str]]:
    return [
        (span.field, span.text, span.term)
        for match in found.match(build.bare(title, body))
        for span in match.spans
    ]


def test_a_match_has_every_word_that_makes_the_query_true_as_it_is_written() -> None:
    assert words(rules(), "Rare-Earth quotas", "a quota for 釹") == [
        ("title", "Rare-Earth", '"rare earth"'),
        ("title", "quotas", "quota"),
        ("body", "quota", "quota"),
        ("body", "釹", "钕"),
    ]
    assert words(rules(), "A quota for milk") == []


def test_a_match_says_rule_topic_and_severity() -> None:
    (match,) = rules(severity="action-required").match(build.bare("稀土出口管制"))

    assert (match.rule, match.topic, match.severity) == ("only", "trade", Severity.ACTION)


def test_a_rule_uses_its_own_names_before_those_of_the_file_and_those_before_the_shared() -> None:
    shared = parse_lists(
        {"lists": {"one": ["milk"], "two": ["milk"], "three": ["milk"]}},
        origin="lists.toml",
        vocabulary=VOCABULARY,
    )
    (rule,) = read(
        """
        [lists]
        one = ["cheese"]
        two = ["cheese"]
        [rules.only]
        query = "@one AND @two AND @three"
        define = { one = ["bread"] }
        """,
        shared,
    ).rules

    assert words(Rules([rule]), "Bread, cheese, milk") == [
        ("title", "Bread", "bread"),
        ("title", "cheese", "cheese"),
        ("title", "milk", "milk"),
    ]


def test_the_severity_of_a_file_is_that_of_its_rules_but_for_those_with_their_own() -> None:
    plain, own = read(
        """
        [severity]
        parts = { title = 1 }
        review = 1
        action = 2
        [rules.plain]
        query = "a"
        [rules.own]
        query = "a"
        severity = "fyi"
        """
    ).rules

    assert isinstance(plain.severity, Scale)
    assert own.severity is Severity.FYI


def test_a_case_beside_a_rule_is_about_it_and_one_of_the_top_about_any() -> None:
    text = """
        [[cases]]
        body = "Milk."
        match = false
        [[cases]]
        title = "Named"
        rule = "only"
        [rules.only]
        query = "quota"
        [[rules.only.cases]]
        title = "A quota"
        language = "en"
        tier = "ministry"
        published = 2025-04-04
        severity = "review"
        spans = ["quota"]
        note = "As in the gazette."
        """
    beside, top, named = read(text).cases

    assert beside == Case(
        origin="trade.toml: rules.only.cases[1]",
        topic="trade",
        rule="only",
        title="A quota",
        language="en",
        tier="ministry",
        published=datetime(2025, 4, 4, tzinfo=UTC),
        match=True,
        severity=Severity.REVIEW,
        spans=("quota",),
        note="As in the gazette.",
    )
    assert (top.origin, top.rule, top.body, top.match) == (
        "trade.toml: cases[1]",
        None,
        "Milk.",
        False,
    )
    assert (named.origin, named.rule) == ("trade.toml: cases[2]", "only")
    assert parse_cases("more", {"cases": [{"title": "A"}]}, origin="m")[0].topic == "more"


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ('query = "a"\nunles = []', "trade.toml: rules.x: unknown key 'unles'"),
        ('query = "a"\nseverity = "reveiw"', "none of fyi, review, action-required; did you mean"),
        ("", "trade.toml: rules.x: query: is missing; it says what to look for"),
        ('query = " "', "trade.toml: rules.x: query: is missing"),
        ('query = "a b"', "trade.toml:2:12: rules.x: query: expected AND, OR or the end, found b"),
        ("query = '''\n a\nAND\n  @nil'''", "trade.toml:5:3: rules.x: query: no list or defin"),
        ('query = """material:neodymum"""', "trade.toml:2:21: rules.x: query: 'neodymum' is no id"),
        (
            'query = "\\"a b\\" OR c d"',
            "trade.toml:2:9: rules.x: query: line 1, column 12: expected AND",
        ),
        (
            'query = "a"\n[rules.x.define]\ny = ["b", "stage:don"]',
            "trade.toml:4:5: rules.x: define: y: 'stage:don': line 1, column 7: 'don' is none",
        ),
        (
            'query = "a"\n[rules.x.define]\ny = "b )"',
            "trade.toml:4:8: rules.x: define: y: found ) without (",
        ),
        (
            'query = "a"\ndefine = { y = "b )" }',
            "trade.toml: rules.x: define: y: line 1, column 3: found )",
        ),
        ('query = "a"\ntitle = 3', "trade.toml: rules.x: title: expected text"),
        ('query = "a"\ncases = [{}]', "rules.x.cases[1]: has neither title nor body"),
        (
            'query = "a"\ncases = [{ title = "b", match = false, severity = "fyi" }]',
            "rules.x.cases[1]: severity and spans are for a case that has to match",
        ),
        ('query = "a"\ncases = [{ title = "b", rule = "y" }]', "unknown key 'rule'"),
        ('query = "a"\nseverity = { review = 1 }', "rules.x.severity: needs parts, review and"),
    ],
)
def test_a_mistake_names_file_rule_and_key_and_its_place_in_a_query(
    rule: str, problem: str
) -> None:
    (told,) = mistakes(f"[rules.x]\n{rule}")

    assert told.startswith("trade.toml:")
    assert problem in told


def test_all_mistakes_of_a_file_are_told_at_once() -> None:
    told = mistakes(
        """
        [lists]
        bad = ["material:nil"]
        [rules.x]
        query = "@nothing"
        severity = "loud"
        [rules.y]
        query = "@bad"
        unles = []
        """
    )

    assert len(told) == 4


def test_a_list_that_contains_itself_is_refused() -> None:
    (told,) = mistakes('[lists]\na = ["@b"]\nb = ["@a"]\n[rules.x]\nquery = "@a"')

    assert told == "trade.toml:2:5: lists: a: stands for itself: @a uses @b uses @a"


def test_two_files_cannot_share_a_rule_name() -> None:
    with pytest.raises(ConfigError, match=r"stands in a.toml and in b.toml"):
        Rules([*pack("a", x={"query": "a"}), *pack("b", x={"query": "a"})])


def test_the_digest_follows_the_rules_and_not_their_order() -> None:
    first, second = pack("a", x={"query": "a"}), pack("b", y={"query": "a"})

    assert Rules([*first, *second]).digest() == Rules([*second, *first]).digest()
    assert Rules(first).digest() != Rules(pack("a", x={"query": "quota"})).digest()


PIECES = st.sampled_from(
    (
        "rare earth",
        "Rare-Earths",
        "稀土",
        "釹",
        "quota",
        "quotas'",
        "出口管制",
        " ",
        ". ",
        "\n\n",
        "½",
    )
)
EVERY = Rules(
    pack(
        article={"query": QUERY},
        paragraph={"query": f"paragraph({QUERY})"},
        sentence={"query": f"sentence({QUERY})"},
    )
)


@given(st.text(max_size=20), st.lists(PIECES | st.text(max_size=5), max_size=15).map("".join))
def test_spans_point_at_the_words_of_their_term(title: str, body: str) -> None:
    for match in EVERY.match(build.bare(title, body)):
        places = [(s.field == "body", s.start, s.end) for s in match.spans]
        assert places == sorted(places)
        for span in match.spans:
            written = {"title": title, "body": body}[span.field][span.start : span.end]
            assert span.text == written
            ending = folded_term(written).removeprefix(folded_term(span.term.strip('"')))
            assert ending in {"", "s", "es", "'s"}


def test_a_list_that_holds_no_text_is_told_once() -> None:
    told = mistakes('[lists]\nbad = 3\n[rules.one]\nquery = "@bad"\n')

    assert len(told) == len(set(told))


def test_a_miss_names_the_words_that_a_rule_gives_to_a_name_of_its_file() -> None:
    (rule,) = read(
        """
[lists]
one = ["cheese", "bread", "butter", "ham"]
three = ["@one", "tea"]
[rules.only]
query = "@one AND milk AND @three"
define = { one = ["zinc", "tin"] }
"""
    ).rules
    article = build.article(title="Milk cheese", body="")

    (change,) = Explainer(article, VOCABULARY).explained(rule.query).changes

    assert (change.listed, change.text, change.choices) == ("@one", "zinc", 2)
