from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import ConfigError
from monitor.model import Severity
from monitor.rules import Rule, Rules, parse_pack
from monitor.taxonomy import Taxonomy, parse_entries
from monitor.terms import folded_term

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
GROUPS = [["@materials.rare_earth"], ["export ban", "quota", "出口管制"]]


def pack(topic: str = "trade", **rules: dict[str, object]) -> tuple[Rule, ...]:
    return parse_pack(topic, {"rules": rules}, origin=f"{topic}.toml", taxonomy=TAXONOMY)


def rules(**keys: object) -> Rules:
    return Rules(pack(only={"all_of": GROUPS, **keys}))


def words(found: Rules, title: str, body: str = "") -> list[tuple[str, str, str]]:
    return [
        (span.field, span.text, span.term)
        for match in found.match_text(title, body)
        for span in match.spans
    ]


def test_a_rule_needs_a_term_of_every_group() -> None:
    assert words(rules(), "Rare-Earth quotas", "a quota for 釹") == [
        ("title", "Rare-Earth", "rare earth"),
        ("title", "quotas", "quota"),
        ("body", "quota", "quota"),
        ("body", "釹", "钕"),
    ]
    assert words(rules(), "A quota for milk") == []


def test_a_match_says_rule_topic_and_severity() -> None:
    (match,) = rules(severity="action-required").match_text("稀土出口管制", "")

    assert (match.rule, match.topic, match.severity) == ("only", "trade", Severity.ACTION)


def test_words_far_apart_do_not_meet_within_a_sentence() -> None:
    sentence, paragraph = rules(within="sentence"), rules(within="paragraph")
    body = "Rare earths rose. An export ban was set.\n\nMilk."

    assert words(sentence, "", body) == []
    assert [text for _, text, _ in words(paragraph, "", body)] == ["Rare earths", "export ban"]


def test_paragraphs_are_units_and_so_is_the_title() -> None:
    paragraph = rules(within="paragraph")

    assert words(paragraph, "Rare earths", "A quota") == []
    assert words(paragraph, "", "Rare earths\n\nA quota") == []
    assert words(rules(), "Rare earths", "A quota") != []


def test_only_the_units_that_satisfy_are_evidence() -> None:
    body = "稀土上涨。钕出口管制。"

    assert [text for _, text, _ in words(rules(within="sentence"), "", body)] == [
        "钕",
        "出口管制",
    ]


def test_an_unless_term_vetoes_the_article_or_its_own_unit() -> None:
    text = "Rare earth quota set. A job advert."

    assert words(rules(unless=["job advert"]), "", text) == []
    assert words(rules(unless=["job advert"], within="sentence"), "", text) != []


def test_a_rule_may_look_at_titles_only() -> None:
    assert words(rules(fields=["title"]), "Rare earths", "export ban") == []
    assert words(rules(fields=["title"]), "稀土出口管制", "") != []


def test_lists_of_the_file_may_name_lists_and_the_taxonomy() -> None:
    table = {
        "lists": {"all": ["@materials", "@more"], "more": ["gallium"]},
        "rules": {"only": {"all_of": [["@all"]]}},
    }
    (rule,) = parse_pack("t", table, origin="t.toml", taxonomy=TAXONOMY)

    assert {"gallium", "钕", "rare earth"} <= set(rule.all_of[0])


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ({"all_of": GROUPS, "unles": []}, "rules.x: unknown key 'unles'; did you mean 'unless'?"),
        ({"all_of": [["@materals"]]}, "no list is called @materals; did you mean 'materials'?"),
        ({"all_of": [["@materials.neodymum"]]}, "did you mean 'neodymium'?"),
        ({"all_of": GROUPS, "severity": "reveiw"}, "none of fyi, review, action-required; did"),
        ({"all_of": [[]]}, "rules.x.all_of[1]: has no terms"),
        ({"all_of": []}, "rules.x.all_of: expected a list of groups"),
        ({}, "rules.x.all_of: expected a list of groups"),
        ({"all_of": [[" "]]}, "the term ' ' is empty"),
        ({"all_of": GROUPS, "within": "page"}, "within: 'page' is none of"),
        ({"all_of": GROUPS, "fields": ["titel"]}, "did you mean 'title'?"),
        ({"all_of": GROUPS, "title": 3}, "rules.x: title: expected text"),
    ],
)
def test_a_mistake_names_file_rule_and_key(rule: dict[str, object], problem: str) -> None:
    with pytest.raises(ConfigError) as caught:
        pack(x=rule)

    assert all(line.startswith("trade.toml: ") for line in caught.value.problems)
    assert problem in str(caught.value)


def test_all_mistakes_of_a_file_are_told_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        pack(x={"all_of": [["@nothing"]], "severity": "loud"}, y={"unles": []})

    assert len(caught.value.problems) == 4


def test_a_list_that_contains_itself_is_refused() -> None:
    table = {"lists": {"a": ["@b"], "b": ["@a"]}, "rules": {"x": {"all_of": [["@a"]]}}}

    with pytest.raises(ConfigError, match="contains itself"):
        parse_pack("t", table, origin="t.toml", taxonomy=TAXONOMY)


def test_two_files_cannot_share_a_rule_name() -> None:
    with pytest.raises(ConfigError, match=r"stands in a.toml and in b.toml"):
        Rules([*pack("a", x={"all_of": GROUPS}), *pack("b", x={"all_of": GROUPS})])


def test_the_digest_follows_the_rules_and_not_their_order() -> None:
    first, second = pack("a", x={"all_of": GROUPS}), pack("b", y={"all_of": GROUPS})

    assert Rules([*first, *second]).digest() == Rules([*second, *first]).digest()
    assert Rules(first).digest() != Rules(pack("a", x={"all_of": [["quota"]]})).digest()


PIECES = st.sampled_from(
    [
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
    ]
)


def _within(within: str) -> tuple[Rule, ...]:
    rule: dict[str, object] = {"all_of": GROUPS, "within": within}
    return pack(within, **{within: rule})


EVERY = Rules([rule for within in ("article", "paragraph", "sentence") for rule in _within(within)])


@given(st.text(max_size=20), st.lists(PIECES | st.text(max_size=5), max_size=15).map("".join))
def test_spans_point_at_the_words_of_their_term(title: str, body: str) -> None:
    for match in EVERY.match_text(title, body):
        places = [(s.field == "body", s.start, s.end) for s in match.spans]
        assert places == sorted(places)
        for span in match.spans:
            written = {"title": title, "body": body}[span.field][span.start : span.end]
            assert span.text == written
            ending = folded_term(written).removeprefix(folded_term(span.term))
            assert ending in {"", "s", "es", "'s"}


def test_rules_find_the_same_whether_or_not_they_share_the_pass_over_the_text() -> None:
    title, body = (
        "Rare earth quota",
        "Rare earths.\n\nNo export ban on rare-earth magnets. 稀土出口管制",
    )
    given_rules = pack(only={"all_of": GROUPS, "within": "sentence"})
    shared = Taxonomy(())
    assert words(Rules(given_rules, shared.terms), title, body) == words(
        Rules(given_rules), title, body
    )
    assert words(Rules(given_rules), title, body)
