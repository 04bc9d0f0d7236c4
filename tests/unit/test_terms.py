"""Terms found in text, at the words that say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.terms import Terms, folded_term, folded_terms
from monitor.text import is_cjk, one_line


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


_WORD_TERMS = ("tax", "taxe", "a b", "c#", "%", "no.", "b's", "稀土", "hs编", "налог", "x稀", "#")


def is_beside_a_longer_word(text: str, key: str, start: int, end: int) -> bool:
    """Say whether a letter that is written with blanks between words joins `key` at `start`."""

    def joins(character: str) -> bool:
        return character.isalnum() and not is_cjk(character)

    before = start > 0 and joins(key[0]) and joins(text[start - 1])
    return before or (joins(key[-1]) and end < len(text) and joins(text[end]))


def plainly(text: str, term: str) -> set[tuple[int, int]]:
    """Return where a term stands in a folded text, by looking at every place."""
    key = folded_term(term)
    found = set()
    for start in range(len(text)):
        if not text.startswith(key, start):
            continue
        end = start + len(key)
        forms = [ending for ending in ("'s", "es", "s", "") if text.startswith(ending, end)]
        for ending in forms if key[-1].isalnum() and not is_cjk(key[-1]) else [""]:
            if not is_beside_a_longer_word(text, f"{key}{ending}", start, end + len(ending)):
                found.add((start, end + len(ending)))
                break
    return found


@given(
    st.lists(
        st.sampled_from([*_WORD_TERMS, *"taxbcseno'.,%# 稀土яé\n", "taxes", "tax's", "编hs"]),
        max_size=14,
    ).map("".join)
)
def test_terms_stand_where_a_look_at_every_place_finds_them_in_any_script(text: str) -> None:
    text = folded_term(text)
    terms = Terms(_WORD_TERMS)

    found = terms.places(text)

    for number, term in enumerate(_WORD_TERMS):
        assert {place[1:] for place in found if place[0] == number} == plainly(text, term)
    assert [end for *_, end in found] == sorted(end for *_, end in found)


@given(st.lists(st.text(alphabet="aB -é稀\u200b\n\x07½", min_size=1, max_size=6), max_size=8))
def test_terms_fold_together_as_each_alone(terms: list[str]) -> None:
    assert folded_terms(terms) == [folded_term(term) for term in terms]
