"""The taxonomy is compiled when the first text is asked for; its names are checked before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import ConfigError
from monitor.taxonomy import Taxonomy, parse_entries
from monitor.taxonomy.name_checks import begins_well, is_empty, is_too_short
from monitor.terms import folded_term
from monitor.text import is_cjk

MATERIALS: dict[str, object] = {
    "gallium": {"name": "Gallium", "names": ["GALLIUM", "镓"]},
    "tin": {"name": "Tin", "near_names": ["Sn"], "near": ["solder", "@places"]},
}
PLACES: dict[str, object] = {"yunnan": {"name": "Yunnan", "names": ["云南"]}}
TEXT = "Gallium and Sn from Yunnan, 镓 too."


def taxonomy() -> Taxonomy:
    return Taxonomy(
        (
            *parse_entries("material", MATERIALS, "materials.toml"),
            *parse_entries("place", PLACES, "places.toml"),
        )
    )


def told(of: Taxonomy) -> list[tuple[str, str]]:
    return [(mention.id, mention.text) for mention in of.annotate("", TEXT).mentions]


EXPECTED = [("gallium", "Gallium"), ("tin", "Sn"), ("yunnan", "Yunnan"), ("gallium", "镓")]


def test_terms_that_rules_add_before_keep_their_numbers_and_change_no_name() -> None:
    late = taxonomy()
    numbers = late.terms.add(["from", "gallium"])

    assert told(late) == EXPECTED

    found = {number: TEXT[start:end] for number, start, end in late.terms.places(TEXT)}
    assert [found[number] for number in numbers] == ["from", "Gallium"]


def test_terms_that_rules_add_between_two_texts_change_no_name() -> None:
    asked = taxonomy()
    before = told(asked)
    asked.terms.add(["from", "too"])

    assert before == told(asked) == EXPECTED


def test_words_near_that_do_not_exist_are_a_mistake_before_any_text_is_asked_for() -> None:
    table = {"tin": {"name": "Tin", "near_names": ["Sn"], "near": ["solder", "@planets"]}}

    with pytest.raises(ConfigError, match=r"materials\.toml: tin: near: '@planets'"):
        Taxonomy(parse_entries("material", table, "materials.toml"))


def plainly_too_short(name: str) -> bool:
    key = folded_term(name)
    return len(key) < 3 and key.isalpha() and not is_cjk(key[0])


@given(
    st.one_of(
        st.text(max_size=5), st.text(alphabet="aB1é\u0301я\u04cf\u0483稀\u1160- ñ", max_size=5)
    )
)
def test_names_are_checked_as_if_each_were_folded(name: str) -> None:
    assert is_empty(name) == (not folded_term(name))
    assert is_too_short(name) == plainly_too_short(name)


def test_no_character_that_begins_a_name_well_is_folded_away() -> None:
    good = [chr(code) for code in range(0x10000) if begins_well(chr(code), 1)]

    assert len(good) > 20_000
    assert all(folded_term(character) for character in good)
