"""The tables of offices and states: their mistakes, and what one file makes of another's."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.errors import ConfigError
from tests.unit.invented_states import ids, laid_over, taxonomy, told


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
            "states.na: bodies: rest: no body is called 'na.gov'",
        ),
        (
            {"states": {"na": {"names": ["Norland"], "bodies": {"rest": "states"}}}},
            "states.na: bodies: rest: no body is called 'states'",
        ),
        ({"states": {"na": {"name": ["Norland"], "bodies": {}}}}, "states.na: unknown key 'name'"),
        ({"states": {"na": {"bodies": {}}}}, "states.na: a state that is not there yet needs"),
        ({"states": {"na": ["Norland"]}}, "states.na: expected a table, [states.na]"),
        ({"states": ["na"]}, "states: expected tables, such as [states.key]"),
        ({"offices": 3}, "offices: expected tables, such as [offices.key]"),
        ({"states": {"na": {"names": "Norland", "bodies": {}}}}, "states.na: names is not a list"),
        ({"states": {"na": {"names": ["{N"], "bodies": {}}}}, "has a brace without its other half"),
        ({"states": {"na": {"names": [" "], "bodies": {}}}}, "states.na: names: ' ' is empty"),
        (
            {"states": {"na": {"names": ["no"], "bodies": {}}}},
            "states.na: names: 'no' is too short",
        ),
        (
            {"states": {"na": {"names_cn": ["诺兰"], "bodies": {}}}},
            "states.na: names_cn: 'cn' is no language; write a code of ISO 639-1, as names_zh",
        ),
        (
            {"states": {"na": {"adjectives": ["norlandais"], "bodies": {}}}},
            "states.na: unknown key 'adjectives'; did you mean 'adjectives_zh'?",
        ),
        ({"states": {"na": {"short": ["诺兰"]}}}, "states.na: short: '诺兰' is not one Han"),
        ({"states": {"na": {"short": ["N"]}}}, "states.na: short: 'N' is not one Han"),
        ({"states": {"na": {"home": ["xx"]}}}, "states.na: home: 'xx' is no language"),
        (
            {"states": {"na": {"short": ["诺"]}, "su": {"short": ["诺"]}}},
            "states.su: short: '诺' is states.na's, too; take it from one",
        ),
        (
            {"states": {"na": {"home": ["fr"]}, "su": {"home": ["fr"]}}},
            "states.su: home: 'fr' is states.na's, too; take it from one",
        ),
        ({"offices": {"mines": {"word": []}}}, "offices.mines: unknown key 'word'"),
        ({"offices": {"mines": {"rare": "no"}}}, "offices.mines: rare takes true or false"),
        ({"offices": {"mines": {"words": ["@stopping"]}}}, "mines: words: '@stopping': no class"),
        ({"offices": {"mines": {"words": ["*"]}}}, "offices.mines: words: '*': * stands once"),
        ({"offices": {"mines": {"words_fr": ["*"]}}}, "words_fr: '*': * stands once"),
        ({"offices": {"mines": {"words_fr": ["min*re des Mines"]}}}, "Mines': * stands once"),
        ({"offices": {"mines": {"words_fr": ["mines * et *"]}}}, "mines * et *': * stands once"),
        ({"offices": {"mines": {"words": ["office * of mines"]}}}, "of mines': * stands once"),
        ({"offices": {"mines": {"words_": ["mines"]}}}, "offices.mines: words_: '' is no language"),
    ],
)
def test_a_mistake_in_the_tables_is_told(changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(ConfigError, match=r"b\.toml: ") as caught:
        taxonomy(**{"states": {}, **changes})
    assert any(problem in one for one in caught.value.problems)


def test_a_state_laid_over_others_has_their_offices_and_they_keep_theirs() -> None:
    own = {"names": ["Velmark"], "bodies": {"rest": "ve.gov"}}
    known = laid_over(**{"ve.gov": {"name": "Government of Velmark"}, "states": {"ve": own}})
    assert ids("Velmark's mines ministry caps output", known) == ["ve.gov"]
    assert ids("Norland's mines ministry caps output", known) == ["na.mines"]


def test_an_office_laid_over_others_is_one_of_every_state_with_a_rest() -> None:
    known = laid_over(offices={"lagoons": {"words": ["lagoon ministry"]}})
    assert ids("Norland's lagoon ministry speaks", known) == ["na.mines"]
    assert ids("Sutria's lagoon ministry speaks", known) == []


def test_names_laid_over_a_state_are_added_to_it() -> None:
    known = laid_over(states={"na": {"names": ["Karsland"]}})
    for name in ("Karsland", "Norland"):
        assert ids(f"{name}'s mines ministry caps output", known) == ["na.mines"]


def test_bodies_laid_over_a_state_replace_those_of_the_offices_they_name() -> None:
    known = laid_over(
        **{"na.gov": {"name": "Cabinet of Norland"}, "states": {"na": {"bodies": {}}}}
    )
    assert ids("Norland's government speaks", known) == ["na.mines"]
    known = laid_over(
        **{
            "na.gov": {"name": "Cabinet of Norland"},
            "states": {"na": {"bodies": {"government": "na.gov", "trade": ""}}},
        }
    )
    assert ids("Norland's government speaks", known) == ["na.gov"]
    assert ids("Norland's trade ministry speaks", known) == []
    assert ids("Norland's mines ministry speaks", known) == ["na.mines"]


def test_words_laid_over_an_office_are_added_to_it() -> None:
    known = laid_over(
        offices={"mines": {"words": ["pit ministry"], "not_words": ["mines ministry ball"]}}
    )
    assert ids("Norland's pit ministry speaks", known) == ["na.mines"]
    assert ids("Norland's mines ministry speaks", known) == ["na.mines"]
    assert ids("Norland gives the mines ministry ball", known) == []


def test_words_with_a_place_for_an_adjective_are_added_to_those_that_are_there() -> None:
    known = laid_over(offices={"mines": {"words_fr": ["régie * des Mines"]}})
    for name in ("ministère norlandais des Mines", "régie norlandais des Mines"):
        assert told(f"le {name}", known=known) == [("na.mines", name)]


def test_phrases_and_parts_laid_over_a_state_are_added_to_it() -> None:
    known = laid_over(states={"na": {"parts": ["West Norland"]}})
    for part in ("East", "West"):
        assert ids(f"{part} Norland government spoke", known) == []
    assert ids("Norland government spoke", known) == ["na.mines"]


def test_a_word_laid_over_an_office_is_bound_or_not_as_the_last_file_says() -> None:
    known = laid_over(offices={"government": {"bound": ["government"], "words": ["PM"]}})
    assert ids("Norland frets; the government is calm", known) == []
    assert ids("Norland frets; the PM is calm", known) == ["na.mines"]


def test_a_word_that_one_file_says_both_ways_counts_anywhere() -> None:
    known = laid_over(offices={"lagoons": {"bound": ["lagooner"], "words": ["lagooner"]}})
    assert ids("Norland frets; the lagooner is calm", known) == ["na.mines"]
    known = laid_over(offices={"lagoons": {"words": ["lagooner"], "bound": ["lagooner"]}})
    assert ids("Norland frets; the lagooner is calm", known) == ["na.mines"]


def test_whether_an_office_is_rare_is_what_the_last_file_says_if_it_does() -> None:
    assert ids("Norland's mines ministry", laid_over(offices={"mines": {"rare": True}})) == []
    assert ids(
        "Norland's senate", laid_over(states={"na": {"bodies": {"houses": "na.mines"}}})
    ) == ["na.mines"]
    own = {"ve": {"names": ["Velmark"], "bodies": {"rest": "su.gov"}}}
    known = laid_over(offices={"houses": {"words": ["diet"]}}, states=own)
    assert ids("Velmark's diet votes", known) == []
    known = laid_over(offices={"houses": {"rare": False}}, states=own)
    assert ids("Velmark's senate votes", known) == ["su.gov"]


def test_a_sign_and_a_language_go_over_to_the_state_that_is_said_to_have_them_last() -> None:
    known = laid_over(states={"su": {"short": ["诺"]}, "na": {"home": ["ru"]}})
    assert ids("诺商务部表示", known) == ids("苏商务部表示", known) == ["su.trade"]
    assert ids("правительство решило", known) == ["na.mines"]
    assert ids("The senate votes in autumn", known) == ["su.house"]


def test_a_sign_laid_over_the_first_state_is_no_longer_the_second_s() -> None:
    known = laid_over(states={"na": {"short": ["苏"]}})
    assert ids("苏矿业部表示", known) == ids("诺矿业部表示", known) == ["na.mines"]


def test_the_adjective_inside_an_office_is_the_first_one_of_the_first_file() -> None:
    known = laid_over(states={"na": {"adjectives_fr": ["nordhavenais"]}})
    assert told("le ministère norlandais des Mines", known=known) == [
        ("na.mines", "ministère norlandais des Mines")
    ]


def test_a_mistake_in_a_file_laid_over_others_is_told_with_its_name() -> None:
    with pytest.raises(ConfigError) as caught:
        laid_over(states={"na": {"names": ["\u200b"]}})
    assert caught.value.problems == ("own.toml: states.na: names: '\\u200b' is empty; take it out",)
