"""Offices of states: names made of an office's words and a state's, and of which state one is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import ConfigError
from monitor.taxonomy import Taxonomy, parse_entries

OFFICES: dict[str, Any] = {
    "government": {
        "words": ["government"],
        "bound": ["president", "PM"],
        "words_es": ["gobierno"],
        "words_ru": ["правительств{о,а}"],
        "not_words": ["local government"],
    },
    "mines": {
        "words": ["{mines,mining} {ministry,minister}", "矿业部", "鉱業省", "광업부"],
        "words_de": ["Bergbauministerium"],
        "words_fr": ["ministère * des Mines"],
    },
    "trade": {"words": ["trade ministry", "商务部"]},
    "houses": {"rare": True, "words_en": ["senate"]},
}
STATES: dict[str, Any] = {
    "na": {
        "names": ["Norland", "Norlandic", "Nordhaven"],
        "names_zh": ["诺兰", "ノルランド", "노를란드"],
        "names_de": ["norländische{,n,s}"],
        "names_ru": ["Норланд{,а}"],
        "adjectives_fr": ["norlandais"],
        "adjectives_es": ["norlandés"],
        "short": ["诺"],
        "not_names": ["Norland Bank"],
        "parts": ["East Norland"],
        "bodies": {"rest": "na.mines", "houses": ""},
    },
    "su": {
        "names": ["Sutria", "Sutrian", "SU"],
        "names_zh": ["苏特"],
        "home": ["en", "ru"],
        "bodies": {"trade": "su.trade", "government": "su.gov", "houses": "su.house"},
    },
}
BODIES: dict[str, Any] = {
    "na.mines": {"name": "Mines of Norland"},
    "su.trade": {"name": "Trade of Sutria", "names": ["商务部", "SUTRADE"]},
    "su.gov": {"name": "Government of Sutria"},
    "su.house": {"name": "Senate of Sutria"},
}


def taxonomy(**changes: Any) -> Taxonomy:
    return Taxonomy(
        parse_entries("body", {**BODIES, "offices": OFFICES, "states": STATES, **changes}, "b.toml")
    )


KNOWN = taxonomy()


def told(title: str, body: str = "") -> list[tuple[str, str]]:
    mentions = KNOWN.annotate(title, body).mentions
    return [(one.id, one.text) for one in mentions if one.category == "body"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norland's mines ministry caps output", "Norland's mines ministry"),
        ("Norlandic mining minister speaks", "Norlandic mining minister"),
        ("Norland's new mines minister speaks", "Norland's new mines minister"),
        ("the mines minister of Norland speaks", "mines minister"),
        ("the mines minister in Nordhaven speaks", "mines minister"),
        ("诺兰矿业部表示", "诺兰矿业部"),
        ("诺矿业部表示", "诺矿业部"),
        ("ノルランドの鉱業省は", "ノルランドの鉱業省"),
        ("노를란드 광업부는", "노를란드 광업부"),
        ("das norländische Bergbauministerium", "norländische Bergbauministerium"),
        ("le ministère norlandais des Mines", "ministère norlandais des Mines"),
        ("le ministère des Mines norlandais", "ministère des Mines"),
        ("el gobierno norlandés", "gobierno"),
        ("правительство Норланда", "правительство"),
    ],
)
def test_an_office_beside_a_states_name_is_that_states(text: str, expected: str) -> None:
    assert told(text) == [("na.mines", expected)]


def test_of_several_states_in_a_sentence_the_nearest_has_the_office() -> None:
    assert told("Sutria frets, Norland waits; the government is calm") == [
        ("na.mines", "government")
    ]
    assert told("Norland frets, Sutria waits; the government is calm") == [("su.gov", "government")]


def test_a_state_that_something_is_done_to_is_passed_over() -> None:
    assert told("Sutria cut shipments to Norland, the government said") == [
        ("su.gov", "government")
    ]


def test_of_two_states_joined_the_first_speaks() -> None:
    assert told("Norland and Sutria met, the government said") == [("na.mines", "government")]


def test_a_state_without_the_office_is_passed_over_unless_it_stands_beside_it() -> None:
    assert told("Norland told Sutria that the mines ministry agrees") == [
        ("na.mines", "mines ministry")
    ]
    assert told("Sutrian mines ministry agrees") == []


def test_an_office_of_which_no_body_is_known_is_not_another_states() -> None:
    assert told("Norland's senate votes") == []
    assert told("The senate votes in autumn") == [("su.house", "senate")]


def test_a_word_that_a_body_is_called_alone_is_its_own_but_beside_another_state() -> None:
    assert told("商务部表示") == [("su.trade", "商务部")]
    assert told("诺兰商务部表示") == [("na.mines", "诺兰商务部")]


def test_a_bound_word_counts_beside_a_states_name_only() -> None:
    assert told("Norland's president speaks") == [("na.mines", "Norland's president")]
    assert told("Norland waits for the president") == []
    assert told("Norland PM speaks at 5 pm, Norland pm") == [("na.mines", "Norland PM")]


def test_a_sentence_without_a_state_is_on_that_of_the_headline_or_the_one_named_last() -> None:
    assert told("Norland caps output", "The government spoke. It was late.") == [
        ("na.mines", "government")
    ]
    assert told("Output is capped", "Norland is calm. The government spoke.") == [
        ("na.mines", "government")
    ]


def test_the_name_of_a_body_tells_of_its_state_too() -> None:
    assert told("SUTRADE and the government agree") == [
        ("su.trade", "SUTRADE"),
        ("su.gov", "government"),
    ]


def test_where_no_state_is_named_the_languages_own_has_the_office() -> None:
    assert told("правительство решило") == [("su.gov", "правительство")]
    assert told("The government spoke") == []


@pytest.mark.parametrize(
    "text",
    [
        "Norland's local government spoke",
        "East Norland government spoke",
        "Norland Bank president speaks",
        "call us, su government",
    ],
)
def test_what_only_looks_like_an_office_or_a_state_is_neither(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"states": {"na": {"names": ["Norland"]}}}, "states.na: bodies takes ids by office"),
        (
            {"states": {"na": {"names": ["Norland"], "bodies": {"mine": "na.mines"}}}},
            "states.na: bodies: no office is called 'mine'; known are ",
        ),
        (
            {"states": {"na": {"names": ["Norland"], "bodies": {"rest": "na.gov"}}}},
            "states: no body is called 'na.gov'",
        ),
        ({"states": {"na": {"name": ["Norland"], "bodies": {}}}}, "states.na: unknown key 'name'"),
        ({"states": {"na": ["Norland"]}}, "states.na: expected a table"),
        ({"states": {"na": {"names": "Norland", "bodies": {}}}}, "states.na: names is not a list"),
        ({"states": {"na": {"names": ["{N"], "bodies": {}}}}, "has a brace without its other half"),
        ({"offices": {"mines": {"word": []}}}, "offices.mines: unknown key 'word'"),
        ({"offices": {"mines": {"rare": "no"}}}, "offices.mines: rare takes true or false"),
    ],
)
def test_a_mistake_in_the_tables_is_told(changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(ConfigError, match=r"b\.toml: ") as caught:
        taxonomy(**{"states": {}, **changes})
    assert any(problem in one for one in caught.value.problems)


def test_a_state_laid_over_the_shipped_ones_has_their_offices() -> None:
    own = {
        "ve.gov": {"name": "Government of Velmark"},
        "states": {"ve": {"names": ["Velmark"], "bodies": {"rest": "ve.gov"}}},
    }
    known = Taxonomy(parse_entries("body", own, "own.toml", KNOWN.entries))
    issuers = known.annotate("Velmark's mines ministry caps output", "").issuers
    assert [one.id for one in issuers] == ["ve.gov"]


WORDS = st.sampled_from(
    "Norland|Norland's |Sutrian |SU |mines ministry|government|senate|PM|商务部|诺兰|诺| of | and "
    "| to |. |gobierno |local |\n".split("|")
)


@given(st.lists(WORDS, max_size=14).map("".join))
def test_bodies_never_overlap_and_point_at_their_words(text: str) -> None:
    last = 0
    for one in KNOWN.annotate("", text).mentions:
        assert text[one.start : one.end] == one.text
        assert one.start >= last
        last = one.end
