"""Terms found in text, at the words that say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.terms import Terms, folded_term
from monitor.text import one_line


def found(text: str, *terms: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in Terms(terms).hits(text)]


@pytest.mark.parametrize(
    ("term", "text", "words"),
    [
        ("rare earth", "Rare-Earth and rare earths", ["Rare-Earth", "rare earths"]),
        ("licence", "licences, licence's, LICENCE", ["licences", "licence's", "LICENCE"]),
        ("tax", "taxes, taxi, tax", ["taxes", "tax"]),
        ("ree", "ＲＥＥ agree reed REEs", ["ＲＥＥ", "REEs"]),
        ("钕", "出口釹铁硼", ["釹"]),
        ("稀土", "REE稀土oxide", ["稀土"]),
        ("ree", "REE稀土", ["REE"]),
        ("C#", "C# and C#x", ["C#", "C#"]),
        ("Straße", "STRASSE Strassen", ["STRASSE"]),
        ("x", "", []),
    ],
)
def test_a_term_is_found_as_a_word_in_all_its_spellings(
    term: str, text: str, words: list[str]
) -> None:
    assert found(text, term) == words


def test_terms_that_fold_to_one_text_are_each_reported() -> None:
    hits = list(Terms(["REE", "ree", "other"]).hits("A REE."))

    assert [hit.term for hit in hits] == [0, 1]


def test_terms_within_terms_are_each_reported() -> None:
    words = found("rare earth magnet", "earth", "rare earth", "earth magnet")

    assert sorted(words) == ["earth", "earth magnet", "rare earth"]


@pytest.mark.parametrize("empty", ["", " ", "\u200b", "-", "\u00ad\n"])
def test_an_empty_term_is_refused(empty: str) -> None:
    with pytest.raises(ValueError, match="is empty"):
        Terms([empty])


def test_no_terms_find_nothing() -> None:
    assert found("anything") == []


@given(
    st.text(alphabet="abAB éß釹钕-\u200b１", max_size=40),
    st.lists(st.text(alphabet="abéß釹1", min_size=1, max_size=4), min_size=1, max_size=5),
)
def test_offsets_point_at_the_words(text: str, terms: list[str]) -> None:
    for hit in Terms(terms).hits(text):
        words = folded_term(text[hit.start : hit.end])
        key = folded_term(terms[hit.term])

        assert words in {key, key + "s", key + "es", key + "'s"}


@given(st.text(alphabet="abc 稀土", min_size=1).map(one_line).filter(bool))
def test_a_text_that_is_the_term_is_found(term: str) -> None:
    assert (0, len(term)) in [(hit.start, hit.end) for hit in Terms([term]).hits(term)]


def test_terms_added_later_are_found_in_the_same_pass_under_their_own_numbers() -> None:
    terms = Terms(["neodymium"])
    text = "Neodymium quotas " * 20
    assert {number for number, _, _ in terms.places(text)} == {0}
    assert terms.add(["quota", "NEODYMIUM"]) == (1, 0)
    assert {number for number, _, _ in terms.places(text)} == {0, 1}
    assert {hit.term for hit in terms.hits(text)} == {0}
