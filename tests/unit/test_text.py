"""Text as data: folding with the way back, entities, sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text import (
    fold,
    folded,
    holds_word,
    mended_entities,
    one_line,
    paragraphs,
    printable,
    search_words,
    sentence_starts,
    sentences,
    without_markup,
)


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Rare-Earth", "rare earth"),
        ("ＲＥＥ", "ree"),
        ("Straße", "strasse"),
        ("Élévé", "eleve"),
        ("釹鐵硼", "钕铁硼"),
        ("rare\u00adearth", "rareearth"),
        ("China’s", "china's"),
        ("ガ", "ガ"),
        ("й", "й"),
        ("ﬁnal", "final"),
        ("a\u2013b\u00a0c", "a b c"),
        ("İ", "i"),
        ("\uf900", "岂"),
    ],
)
def test_spellings_of_one_word_fold_to_one(written: str, compared: str) -> None:
    assert fold(written) == compared


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_every_folded_character_comes_from_the_character_that_stands_at_its_origin(
    text: str,
) -> None:
    result = folded(text)

    assert (result.text, result.length) == (fold(text), len(text))
    for index, character in enumerate(result.text):
        start, end = result.original(index, index + 1)
        assert character in fold(text[start:end])


@given(st.text(), st.text(alphabet="abcÉßﬁ钕釹 -１", min_size=1), st.text())
def test_what_is_found_folded_is_shown_in_the_original(before: str, word: str, after: str) -> None:
    result = folded(f"{before}{word}{after}")
    at = len(fold(before))

    start, end = result.original(at, at + len(fold(word)))

    assert f"{before}{word}{after}"[start:end] == word


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Commerce Department acted.",
        "Announcement No. 18 of 2025 is in force.",
        "Announcements Nos. 18 to 22 apply.",
        "Lynas Co. Ltd. said so.",
        "Mr. Smith and Dr. Jones of St. Petersburg spoke.",
        "See Art. 5 and Sec. 2 of it.",
        "On Sept. 18 it came; on Jan. 1 it went.",
        "Some metals, e.g. Dysprosium and i.e. Terbium, count.",
        "J. Smith of the P.R.C. Ministry spoke.",
        "USA vs. China in court.",
        "MP Materials Corp. Chairman A. B. Litinsky said so.",
    ],
)
def test_the_stop_of_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("He said no. The end.", ["He said no.", "The end."]),
        ("It is in the U.S. The ministry knows.", ["It is in the U.S.", "The ministry knows."]),
        ("It was Lynas Co. In May it grew.", ["It was Lynas Co.", "In May it grew."]),
        ("He said “no.” She left.", ["He said “no.”", "She left."]),
        ("第一句。第二句！", ["第一句。", "第二句！"]),
        ("A heading\nA line", ["A heading", "A line"]),
        ("the U.S.\nCommerce", ["the U.S.", "Commerce"]),
        ("Up 3.5 per cent. And more.", ["Up 3.5 per cent.", "And more."]),
        ("In 2025. In 2026.", ["In 2025.", "In 2026."]),
        ("", []),
        (" \n ", []),
        (". A. B", [".", "A. B"]),
    ],
)
def test_sentences_end_where_they_end(text: str, parts: list[str]) -> None:
    assert split(text) == parts


@given(st.text(alphabet="Aa. No\n!。 18US”", max_size=80))
def test_sentences_follow_each_other_and_hold_every_letter(text: str) -> None:
    ends = 0
    for start, end in sentences(text):
        assert ends <= start < end
        assert text[start:end] == text[start:end].strip()
        assert not text[ends:start].strip()
        ends = end
    assert not text[ends:].strip()


@pytest.mark.parametrize("unit", ["U.S. A", ". ", "No. 1 ", "A.", '."', " ", "\n", "a", ".\u3000"])
def test_a_long_text_of_one_kind_takes_no_longer_than_its_length(unit: str) -> None:
    text = unit * 50_000

    assert sum(end - start for start, end in sentences(text)) <= len(text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("&ldquo;x&rdquo;", "“x”"),
        ("& ldquo;x", "“x"),
        ("R&D", "R&D"),
        ("A & B; C", "A & B; C"),
        ("&amp;", "&"),
        ("& #8220;", "“"),
        ("no ampersand", "no ampersand"),
    ],
)
def test_broken_entities_are_mended_and_ampersands_stay(written: str, meant: str) -> None:
    assert mended_entities(written) == meant


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("<b>Rare</b> earths", "Rare earths"),
        ("&lt;b&gt;Rare&lt;/b&gt; earths", "Rare earths"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("a\x00b\n c", "ab c"),
    ],
)
def test_a_title_loses_its_markup(title: str, plain: str) -> None:
    assert without_markup(title) == plain


@given(st.text())
def test_what_is_shown_holds_no_escape_and_no_override(text: str) -> None:
    assert not set(printable(f"{text}\x1b\u202e\u200b")) & {"\x1b", "\u202e", "\u200b"}


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)

    assert line == line.strip()
    assert len(line.splitlines()) <= 1


def test_paragraphs_are_separated_by_blank_lines() -> None:
    assert paragraphs("a\nb\n\nc\n\n\n\nd") == ["a\nb", "c", "d"]


def test_chinese_characters_are_words_of_their_own_in_the_index() -> None:
    assert search_words("出口REE管制") == "出 口 ree 管 制"


@given(st.text(alphabet="aé–\u200bﬁ稀體. \n", min_size=1, max_size=30), st.integers(1, 40))
def test_a_long_text_folds_as_its_parts_do(part: str, times: int) -> None:
    whole = folded(part * times)

    assert whole.text == fold(part * times) == fold(part) * times
    assert whole.origins is None or len(whole.origins) == len(whole.text)


@given(st.text(alphabet="ab. !?。；\n”’A1", max_size=60))
def test_sentence_starts_are_where_sentences_start(text: str) -> None:
    assert list(sentence_starts(text)) == [start for start, _ in sentences(text)]


@given(st.text(max_size=20))
def test_a_word_is_held_where_a_letter_or_digit_stands(text: str) -> None:
    assert holds_word(text) is any(character.isalnum() for character in text)


@given(st.text(alphabet="aB1.!? \n\"')U", max_size=60))
def test_sentences_of_ascii_start_where_those_of_other_text_do(words: str) -> None:
    assert sentence_starts(f"{words}\nEnd") == sentence_starts(f"{words}\nEnd é")


def test_letters_that_are_written_without_what_tells_them_are_the_same() -> None:
    assert fold("тяжёлые") == fold("тяжелые")
    assert fold("Đất hiếm") == fold("dat hiem")
    assert fold("й") != fold("и")
