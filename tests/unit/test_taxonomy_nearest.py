"""Of which state an office is, and when it is nobody's: what beside, before and behind it says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.taxonomy.holders import Phrases
from tests.unit.invented_states import BODIES, KNOWN, OFFICES, STATES, ids, taxonomy, told


def issuers(title: str, body: str = "") -> list[str]:
    return [one.id for one in KNOWN.annotate(title, body).issuers]


def test_the_state_that_acts_first_in_a_sentence_has_the_office() -> None:
    assert ids("Norland frets, Sutria waits; the government is calm", KNOWN) == ["na.mines"]
    assert ids("Sutria frets, Norland waits; the government is calm", KNOWN) == ["su.gov"]


def test_a_state_behind_counts_only_where_none_stands_before() -> None:
    assert ids("Norland acts, the government tells Sutria", KNOWN) == ["na.mines"]
    assert ids("The government acts, says Norland", KNOWN) == ["na.mines"]


def test_a_state_far_behind_an_office_is_not_its_own() -> None:
    for often, expected in ((2, ["government"]), (12, [])):
        body = f"The government acts {'and acts ' * often}, says Norland"
        assert [words for _, words in told("Ore", body)] == expected


def test_of_states_far_before_an_office_none_acts_in_its_sentence() -> None:
    text = f"Norland waits {'and waits ' * 25}as Sutria waits, and the government is calm"
    assert ids(text, KNOWN) == ["su.gov"]


def test_a_state_behind_to_which_something_is_done_does_not_act() -> None:
    assert told("Ore", "The government sells ore to Norland.") == []


def test_a_state_named_long_ago_is_spoken_of_no_more() -> None:
    assert ids("Norland caps ore. The government spoke.", KNOWN) == ["na.mines"]
    assert told("Ore", f"Norland caps ore. {'It rained. ' * 60}The government spoke.") == []


def test_the_headlines_state_is_the_one_that_acts_in_it() -> None:
    assert told("Norland cuts shipments to Sutria", "The government spoke.") == [
        ("na.mines", "government")
    ]


def test_the_partner_of_an_official_is_not_who_acts() -> None:
    text = "His Sutrian counterpart waits; Norland waits, and the government is calm"
    assert ids(text, KNOWN) == ["na.mines"]


def test_the_name_of_a_body_tells_of_its_state_but_has_no_offices() -> None:
    assert ids("SUTRADE president speaks", KNOWN) == ["su.trade"]
    assert ids("the president of SUTRADE speaks", KNOWN) == ["su.trade"]


def test_a_body_that_is_called_after_its_state_leaves_that_its_offices() -> None:
    known = taxonomy(**{"su.ore": {"name": "Sutrian Trade"}})
    assert told("Sutrian trade ministry speaks", known=known) == [
        ("su.trade", "Sutrian trade ministry")
    ]


def test_an_office_does_not_reach_into_a_body_that_was_told() -> None:
    known = taxonomy(**{"na.port": {"name": "Nordhaven"}})
    assert told("Nordhaven mines ministry speaks", known=known) == [
        ("na.port", "Nordhaven"),
        ("na.mines", "mines ministry"),
    ]


def test_a_near_name_of_a_body_is_told_before_the_state_of_the_headline() -> None:
    pit = {"name": "The Pit", "near_names": ["mines ministry"], "near": ["quarry"]}
    known = taxonomy(**{"na.pit": pit})
    for body, expected in (("The mines ministry saw a quarry.", "na.pit"), ("", "na.mines")):
        assert told("Norland", body or "The mines ministry sat.", known) == [
            (expected, "mines ministry")
        ]


def test_a_near_name_of_one_word_with_a_capital_needs_it() -> None:
    pit = {"name": "The Pit", "near_names": ["Quarry"], "near": ["ore"]}
    known = taxonomy(**{"na.pit": pit})
    assert ids("Quarry's ore", known) == ["na.pit"]
    assert ids("a quarry of ore", known) == []


def test_names_of_states_need_their_capital() -> None:
    assert ids("A norland mines ministry speaks", KNOWN) == []
    assert ids("Norland mines ministry speaks", KNOWN) == ["na.mines"]
    assert ids("NORLAND mines ministry speaks", KNOWN) == ["na.mines"]


def test_an_adjective_that_is_also_a_states_name_counts_small_behind_an_office_only() -> None:
    sutria = {**STATES["su"], "adjectives_es": ["sutria"]}
    known = taxonomy(states={**STATES, "su": sutria})
    assert ids("el gobierno sutria habla", known) == ["su.gov"]
    assert ids("sutria clay is sold, the government said", known) == []


@pytest.mark.parametrize(
    "text",
    ["Norland local government bonds", "Norland's local governments", "Norland Bank president"],
)
def test_a_phrase_in_which_an_office_is_something_else_wins_over_its_states_name(text: str) -> None:
    assert ids(text, KNOWN) == []


def test_phrases_hold_what_lies_within_one_of_them() -> None:
    held = Phrases([(10, 30), (0, 5), (12, 14)])
    assert [held.hold(*place) for place in ((0, 5), (13, 29), (4, 8), (28, 31), (7, 9))] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert not Phrases([]).hold(0, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Norland's former mines minister speaks",
        "Former Norlandic mines minister speaks",
        "Norland waits; former deputy mines minister speaks",
        "诺兰前矿业部长表示",
        "Norland: ex-mines minister speaks",
    ],
)
def test_an_office_that_is_held_no_longer_is_nobodys(text: str) -> None:
    assert ids(text, KNOWN) == []


@pytest.mark.parametrize("text", ["Norland's outgoing mines minister", "诺兰新任矿业部长表示"])
def test_who_is_outgoing_or_new_holds_the_office(text: str) -> None:
    assert ids(text, KNOWN) == ["na.mines"]


def test_a_states_own_president_needs_no_more_than_its_name() -> None:
    assert ids("Velm's Norland president speaks", KNOWN) == []
    assert ids("The Norland president speaks", KNOWN) == ["na.mines"]


def test_the_office_of_an_unknown_state_is_no_other_states() -> None:
    assert ids("Norland waits; Velmark's mines ministry speaks", KNOWN) == []
    assert ids("维尔马克商务部表示", KNOWN) == []


def test_what_is_known_beside_an_office_is_no_unknown_state() -> None:
    known = taxonomy(**{"na.port": {"name": "Velm Ostria"}})
    assert ids("Norland: Velm Ostria's mines ministry ally", known) == ["na.port", "na.mines"]
    assert ids("Norland: Brell Ostria's mines ministry ally", known) == []


def test_a_part_of_a_state_where_a_body_of_one_name_alone_acts_does_not_take_it() -> None:
    assert ids("The 商务部 in East Norland", KNOWN) == ["su.trade"]
    assert ids("The 商务部 in Norland", KNOWN) == ["na.mines"]
    pit = {"name": "The Pit", "near_names": ["mines ministry"], "near": ["quarry"]}
    known = taxonomy(**{"na.pit": pit})
    assert ids("The mines ministry in East Norland has a quarry", known) == []


def test_who_is_joined_to_an_issuer_issues_too() -> None:
    assert issuers("Ore", "It was issued by SUTRADE and Norland's mines ministry on ore.") == [
        "su.trade",
        "na.mines",
    ]


def test_a_body_that_begins_a_sentence_issues_where_a_verb_of_acts_follows() -> None:
    assert issuers("Ore", "It rained. SUTRADE with its many halls sent a letter.") == ["su.trade"]
    assert issuers("Ore", "It rained. SUTRADE with its many halls is old.") == []


def test_a_body_at_which_a_headline_aims_does_not_issue() -> None:
    assert issuers("Licences trickle out of SUTRADE for ore") == ["su.trade"]
    assert issuers("Miners lobby SUTRADE on ore") == []


WORDS = st.sampled_from(
    "Norland|Norland's |Karsovia's |former |mines ministry|government|president|商务部|卡尔索维亚"
    "|诺兰|前| of Karsovia| of | and | to |. |gobierno |local |Sutrian Trade|Nordhaven|\n".split(
        "|"
    )
)
CROWDED: dict[str, Any] = {
    **BODIES,
    "offices": OFFICES,
    "su.ore": {"name": "Sutrian Trade"},
    "na.port": {"name": "Nordhaven"},
}
ALL = taxonomy(**CROWDED)


@given(st.lists(WORDS, max_size=14).map("".join))
def test_bodies_never_overlap_whatever_stands_beside_them(text: str) -> None:
    last = 0
    for one in ALL.annotate("", text).mentions:
        assert text[one.start : one.end] == one.text
        assert one.start >= last
        last = one.end
