"""Lines that a column broke are one, and keep their places."""

from __future__ import annotations

from textwrap import fill

from hypothesis import given
from hypothesis import strategies as st

from monitor.article.lines import with_wrapping_undone

PROSE = (
    "The ministry said that exporters of gallium would have to show who uses it in the end, and"
    " that papers would be looked at within forty days, a term that traders thought too long."
)


def test_a_wrapped_paragraph_is_one_line() -> None:
    assert with_wrapping_undone(fill(PROSE, 60)) == PROSE
    assert with_wrapping_undone(f"{fill(PROSE, 60)}\n\n{fill(PROSE, 50)}") == f"{PROSE}\n\n{PROSE}"


def test_lists_short_lines_and_chinese_keep_their_breaks() -> None:
    for text in ("1. Gallium\n2. Germanium", "Gallium\nGermanium", "对镓锗\n实施出口管制"):
        assert with_wrapping_undone(text) == text


@given(st.text(alphabet="aB. \n1-稀，", max_size=200))
def test_nothing_but_breaks_changes(text: str) -> None:
    undone = with_wrapping_undone(text)

    assert len(undone) == len(text)
    assert all(
        new == old or (old, new) == ("\n", " ") for old, new in zip(text, undone, strict=True)
    )
