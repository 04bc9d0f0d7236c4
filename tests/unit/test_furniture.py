"""What stood round a text on its page is blanked, and nothing moves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monitor.article.furniture import without_furniture

TEXT = """The city library will stay open until nine on weekdays from Monday.

Related news

China tightens export controls on rare earths

Share this: Facebook Twitter"""


def test_related_headlines_and_share_lines_are_blanked() -> None:
    shown = without_furniture("City library extends opening hours", TEXT)

    assert shown.split() == TEXT.partition("\n")[0].split()
    assert len(shown) == len(TEXT)


def test_a_text_of_one_line_stays() -> None:
    assert without_furniture("", "Related news: a ban on gallium") == (
        "Related news: a ban on gallium"
    )


@given(st.text(alphabet="ab. \nRelated新闻", max_size=80))
def test_nothing_moves(text: str) -> None:
    shown = without_furniture("A title", text)

    assert len(shown) == len(text)
    assert all(one in (before, " ") for one, before in zip(shown, text, strict=True))


def test_furniture_is_blanked_though_its_letters_stand_in_the_text() -> None:
    text = "Home\nShare\nHomeowners and Shareholders of the mine met on Friday in Vestby.\nPrint"

    assert without_furniture("", text).split("\n") == [
        "    ",
        "     ",
        "Homeowners and Shareholders of the mine met on Friday in Vestby.",
        "     ",
    ]


def test_a_paragraph_with_a_call_at_its_end_stays() -> None:
    line = "The mine in Vestby will close in May, its owner said on Friday. Read more"

    assert without_furniture("", f"{line}\nPrint").split("\n") == [line, "     "]
