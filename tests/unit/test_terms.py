"""Terms found in text, at the words that say them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.piecewise import in_pieces
from monitor.terms import Terms, folded_term, folded_terms
from monitor.text import is_cjk, one_line, sentence_starts


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


@given(
    st.lists(st.sampled_from([*_WORD_TERMS, *"taxbs'., 稀土яé\n", "taxes", "tax's"])).map("".join),
    st.integers(1, 12),
)
def test_a_text_read_piece_by_piece_has_the_terms_of_the_whole(text: str, size: int) -> None:
    text = folded_term(text)
    terms = Terms(_WORD_TERMS)

    pieces = in_pieces(text, max(map(len, _WORD_TERMS)) + 3, terms.places, size=size)

    assert sorted(pieces) == sorted(terms.places(text))
    assert [end for *_, end in pieces] == sorted(end for *_, end in pieces)


@given(
    st.lists(st.sampled_from(["a b ", "a. ", "b! ", "稀土。", "\n\n"])).map("".join),
    st.integers(1, 9),
)
def test_of_too_many_places_each_sentence_keeps_its_words(text: str, size: int) -> None:
    terms = Terms(["a", "a b", "b", "稀土"])

    kept = in_pieces(text, 6, terms.places, size=size, max_kept=0)

    def words(places: Iterable[tuple[int, int, int]]) -> set[tuple[int, int]]:
        starts = sentence_starts(text)
        return {(number, bisect_right(starts, start)) for number, start, _ in places}

    assert words(kept) == words(terms.places(text))


@pytest.mark.parametrize("piece", ["tax ", "Tax. ", "稀土。", "налог "])
def test_no_repetition_hides_a_word_of_a_long_text(piece: str) -> None:
    text = piece * 60_000 + "C#"
    terms = Terms(_WORD_TERMS)

    places = terms.places(text)

    assert "c#" in {_WORD_TERMS[number] for number, *_ in places[-3:]}
    assert len(places) > 60_000
    assert all(text[start:end].lower() in _WORD_TERMS for _, start, end in places[::1000])
