"""PDF documents become paragraphs."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import ParseError
from monitor.kinds.pdf import file_name, is_pdf, pdf_text
from tests.pdf import encrypted_pdf, lines, pdf


def read(body: bytes) -> list[str]:
    text, warnings = pdf_text(body, subject="annex")
    assert warnings == ()
    return text.split("\n\n")


def test_lines_are_joined_into_paragraphs() -> None:
    body = pdf(
        lines(
            "Notice on the export of dysprosium oxide",
            "",
            "The Ministry announces that from the first of June the export of",
            "dysprosium oxide and of its alloys needs a licence of the Ministry.",
            "",
            "Exporters shall apply with the form in the annex before goods leave.",
        )
    )

    assert read(body) == [
        "Notice on the export of dysprosium oxide",
        "The Ministry announces that from the first of June the export of dysprosium oxide and of"
        " its alloys needs a licence of the Ministry.",
        "Exporters shall apply with the form in the annex before goods leave.",
    ]


def test_chinese_lines_are_joined_without_a_blank_and_articles_stand_alone() -> None:
    body = pdf(
        lines(
            "第一条 为了维护国家安全和利益，履行防扩散等国际义务，",
            "加强和规范出口管制，制定本办法。本办法自公布之日起施行。",
            "第二条 本办法所称稀土，是指镧、铈等元素的总称，以及含有",
            "这些元素的物项。",
        )
    )

    assert read(body) == [
        "第一条 为了维护国家安全和利益，履行防扩散等国际义务，加强和规范出口管制，制定本办法。"
        "本办法自公布之日起施行。",
        "第二条 本办法所称稀土，是指镧、铈等元素的总称，以及含有这些元素的物项。",
    ]


def test_words_divided_at_the_end_of_a_line_are_joined() -> None:
    (text,) = read(
        pdf(lines("Licences for the export of dys-", "prosium oxide are required here."))
    )

    assert text == "Licences for the export of dysprosium oxide are required here."


def test_a_compound_written_so_elsewhere_keeps_its_hyphen() -> None:
    (text,) = read(
        pdf(lines("A rare-earth licence is needed for each rare-", "earth magnet sold."))
    )

    assert text == "A rare-earth licence is needed for each rare-earth magnet sold."


def test_what_stands_on_all_pages_is_no_text() -> None:
    pages = [
        [
            (800.0, "Gazette of Norlund 2026, No. 5"),
            *lines(f"Text {word} of the measure."),
            (30.0, f"- {number} -"),
        ]
        for number, word in enumerate(("one", "two", "three"), start=1)
    ]

    assert read(pdf(*pages)) == [f"Text {word} of the measure." for word in ("one", "two", "three")]


def test_a_sentence_goes_on_over_a_page_break() -> None:
    body = pdf(lines("The quota of dysprosium for the"), lines("second half is announced."))

    assert read(body) == ["The quota of dysprosium for the second half is announced."]


@pytest.mark.parametrize(
    ("body", "warning"),
    [
        (pdf([], []), "the PDF has no text in it: a scanned document"),
        (encrypted_pdf(), "the PDF is encrypted; not read"),
    ],
)
def test_a_document_without_readable_text_says_why(body: bytes, warning: str) -> None:
    assert pdf_text(body, subject="annex") == ("", (warning,))


@pytest.mark.parametrize("body", [b"%PDF-1.7", b"%PDF-1.7\nrubbish" * 99, pdf(lines("x"))[:900]])
def test_a_damaged_document_is_an_error_that_names_it(body: bytes) -> None:
    with pytest.raises(ParseError, match="annex: is a damaged PDF document"):
        pdf_text(body, subject="annex")


def test_only_so_many_pages_are_read() -> None:
    text, warnings = pdf_text(pdf(*[lines("Words of a page.")] * 205), subject="annex")

    assert text
    assert warnings == ("only the first 200 of 205 pages of the PDF were read",)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    packed = zlib.compress(b"\0" * 1_000_000, 9)
    stream = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream\n" % (
        len(packed),
        packed,
    )

    with pytest.raises(ParseError, match="annex: a PDF that unpacks to more than 200 MB"):
        pdf_text(b"%PDF-1.7\n" + stream * 210, subject="annex")


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_changed_bytes_never_crash(data: st.DataObject) -> None:
    body = bytearray(pdf(lines("The Ministry announces", "", "a quota.")))
    for _ in range(data.draw(st.integers(1, 8))):
        body[data.draw(st.integers(8, len(body) - 1))] = data.draw(st.integers(0, 255))
    try:
        text, warnings = pdf_text(bytes(body), subject="annex")
        assert text or warnings
    except ParseError as error:
        assert error.subject == "annex"


@pytest.mark.parametrize(
    ("body", "declared", "found"),
    [
        (b"%PDF-1.4", None, True),
        (b"\r\n%PDF-1.4", "text/html", True),
        (b"junk", "application/pdf", True),
        (b"<html>", "application/pdf; x=y", False),
        (b"<html>", "text/html", False),
    ],
)
def test_a_pdf_is_told_by_its_first_bytes(body: bytes, declared: str | None, found: bool) -> None:
    assert is_pdf(body, declared) is found


def test_files_are_named_as_their_address_ends() -> None:
    assert file_name("https://a.example/x/%E9%99%84%E4%BB%B6.pdf?v=1") == "附件.pdf"
    assert file_name("https://a.example/") == ""
