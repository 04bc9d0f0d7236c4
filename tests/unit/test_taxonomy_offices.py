"""Offices of states: names made of an office's words and a state's, and of which state one is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.taxonomy import Taxonomy
from tests.unit.invented_states import KNOWN, OFFICES, STATES, ids, taxonomy, told


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


def test_of_several_states_before_an_office_in_a_sentence_the_first_has_it() -> None:
    assert told("Norland frets, Sutria waits; the government is calm") == [
        ("na.mines", "government")
    ]
    assert told("Sutria frets, Norland waits; the government is calm") == [("su.gov", "government")]


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


NO_BODIES: dict[str, Any] = {"names": ["Velmark"], "bodies": {"rest": ""}}


def test_the_offices_of_a_state_of_which_no_body_is_known_are_nobodys() -> None:
    known = taxonomy(states={**STATES, "ve": NO_BODIES})
    assert ids("Norland waits. Velmark's mines ministry speaks", known) == []
    text = "Norland waits. Velmark frets; the mines ministry is calm"
    assert (ids(text, known), ids(text, KNOWN)) == ([], ["na.mines"])


def test_the_office_beside_a_state_that_has_none_is_nobodys() -> None:
    known = taxonomy(states={**STATES, "ve": {"names": ["Velmark"], "bodies": {}}})
    assert ids("Norland waits. Velmark's mines ministry speaks", known) == []
    assert ids("Velmark and its mines ministry; Norland", known) == ["na.mines"]


def of_two(**changes: dict[str, Any]) -> Taxonomy:
    """Return a taxonomy in which words of two languages, or of two offices, are compared alike."""
    states: dict[str, Any] = {
        **STATES,
        "na": {
            **STATES["na"],
            "home": ["fr"],
            "bodies": {"rest": "na.mines", "senate": "su.house"},
        },
    }
    return taxonomy(offices={**OFFICES, **changes}, states=states)


def test_a_word_of_two_languages_is_no_state_s_alone_but_where_it_is_in_both() -> None:
    french = {"words_fr": ["Sénat"]}
    assert ids("Le Sénat vote", of_two(senate=french)) == ["su.house"]
    assert ids("Der Senat stimmt ab", of_two(senate={**french, "words_de": ["Senat"]})) == []
    assert ids("Norland: Senat stimmt ab", of_two(senate={**french, "words_de": ["Senat"]})) == [
        "su.house"
    ]


def test_a_word_of_two_languages_is_that_of_the_state_of_the_texts_language() -> None:
    known = of_two(senate={"words_fr": ["Sénat"], "words_de": ["Senat"]})
    assert ids("Le Sénat vote", known, "fr") == ["su.house"]
    assert ids("Der Senat stimmt ab", known, "de") == []


@pytest.mark.parametrize("language", [None, "", "es", "zh"])
def test_a_language_that_lacks_the_word_tells_no_more_than_none(language: str | None) -> None:
    shared = of_two(senate={"words_fr": ["Sénat"], "words_de": ["Senat"]})
    assert ids("Sénat vote", shared, language) == []
    assert ids("Sénat vote", of_two(senate={"words_fr": ["Sénat"]}), language) == ["su.house"]


def test_a_state_that_is_named_goes_before_that_of_the_language() -> None:
    text = "Sutria is calm. правительство решило. Norland frets. правительство решило"
    for language in (None, "ru"):
        assert ids(text, KNOWN, language) == ["su.gov", "na.mines"]


def test_of_two_offices_with_one_name_the_languages_state_has_the_one_that_it_has() -> None:
    first, second = {"words_fr": ["diète"], "rare": True}, {"words_fr": ["diète"]}
    for known in (of_two(other=first, senate=second), of_two(senate=second, other=first)):
        assert ids("La diète vote", known, "fr") == ["su.house"]


def test_a_word_that_is_bound_in_one_language_is_so_in_all() -> None:
    for senate in (
        {"words_de": ["Senat"], "bound_fr": ["Sénat"]},
        {"bound_de": ["Senat"], "words_fr": ["Sénat"]},
    ):
        assert ids("Norland frets; Senat votes", of_two(senate=senate)) == []
        assert ids("Norland's Senat votes", of_two(senate=senate)) == ["su.house"]


def test_a_state_may_stand_behind_a_word_of_which_one_language_lets_it() -> None:
    for senate in (
        {"bound_fr": ["Sénat"], "bound_de": ["Senat"]},
        {"bound_de": ["Senat"], "bound_fr": ["Sénat"]},
    ):
        assert ids("le Sénat norlandais vote", of_two(senate=senate)) == ["su.house"]
    assert ids("le Sénat norlandais vote", of_two(senate={"bound_de": ["Senat"]})) == []


def test_of_two_offices_with_one_name_a_state_has_the_first() -> None:
    first, second = {"words": ["diet"]}, {"words": ["diet"], "rare": True}
    assert ids("Norland's diet votes", of_two(other=first, senate=second)) == ["na.mines"]
    assert ids("Norland's diet votes", of_two(senate=second, other=first)) == ["su.house"]


def test_a_state_that_has_the_second_of_two_offices_with_one_name_alone_has_that() -> None:
    first, second = {"words": ["diet"], "rare": True}, {"words": ["diet"]}
    assert ids("Norland's diet votes", of_two(other=first, senate=second)) == ["su.house"]


def test_an_office_s_word_that_a_body_is_called_is_that_body_s_but_beside_another_state() -> None:
    known = taxonomy(
        **{"su.trade": {"name": "Trade of Sutria", "names": ["Trade Board"]}},
        offices={**OFFICES, "trade": {"words": ["trade board"]}},
    )
    assert ids("the trade board speaks", known) == ["su.trade"]
    assert ids("the trade board of Norland speaks", known) == ["na.mines"]


def test_an_office_s_word_that_a_body_is_called_tells_of_no_state() -> None:
    assert told("诺兰商务部表示，the government agrees") == [
        ("na.mines", "诺兰商务部"),
        ("na.mines", "government"),
    ]


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
