"""Words are read as people read them, whatever letters they are made of."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.lookalikes import as_read, disguises, mixed_words


def read(text: str) -> str:
    found = as_read(text)
    return text if found is None else "".join(character for character, _ in found)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ехport licеnce", "export licence"),
        ("dуsprosium", "dysprosium"),
        ("Gαllium", "Gallium"),
        ("cafe\u0301", "café"),
        ("и\u0306од", "йод"),
        ("か\u3099", "が"),
    ],
)
def test_a_word_is_read_as_it_looks(written: str, meant: str) -> None:
    assert read(written) == meant


@pytest.mark.parametrize(
    "written",
    ["экспорт", "εξαγωγή", "5 μm", "Минпромторг и NdFeB", "рост", "稀土 NdFeB", "naïve", "λx"],
)
def test_a_word_of_one_script_stays(written: str) -> None:
    assert as_read(written) is None


def test_the_words_that_mix_scripts_are_named() -> None:
    assert [word[0] for word in mixed_words("The licеnce of Москва")] == ["licеnce"]


def test_a_disguise_is_named_once() -> None:
    assert disguises("A licеnce, and a licеnce for ex\u200bports") == (
        "letters of two scripts in one word: licеnce",
        "invisible characters inside words",
    )
    assert disguises("Ein Zoll\u00adsatz für Magnete, 稀土") == ()


@given(st.text(alphabet="abеоσx \u0301\u0306и稀", max_size=40))
def test_each_character_says_where_it_stood(text: str) -> None:
    found = as_read(text)
    if found is not None:
        places = [place for _, place in found]
        assert places == sorted(places)
        assert all(0 <= place < len(text) for place in places)


@given(st.text(alphabet="aeouéüñАий", max_size=30))
def test_pieces_are_read_as_the_whole_letter(text: str) -> None:
    whole = unicodedata.normalize("NFC", text)
    assert read(unicodedata.normalize("NFD", whole)) == read(whole)
