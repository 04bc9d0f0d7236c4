"""Tables on a terminal: what a person has to act on is never cut off."""

from __future__ import annotations

from contextlib import redirect_stdout
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from monitor.cli.output import table

COLUMNS = 40
FACT = "items 稀土 finds nothing in the answer; compare options.items with it"


class Terminal(StringIO):
    """Standard output as a person sees it."""

    def isatty(self) -> bool:
        return True


def shown(out: StringIO, *rows: tuple[str, ...], flowing: int) -> list[str]:
    with redirect_stdout(out):
        table(("name", "next", "state"), rows, flowing=flowing)
    return out.getvalue().splitlines()


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(COLUMNS))


def test_what_does_not_fit_stands_whole_below_its_line() -> None:
    lines = shown(Terminal(), ("a", "now", "fine"), ("b", "now", FACT), flowing=1)

    assert lines[1] == "a     now   fine"
    assert lines[2] == "b     now"
    assert " ".join(line.strip() for line in lines[3:]) == FACT
    assert all(cell_len(line) <= COLUMNS for line in lines)


def test_titles_are_cut_to_the_width() -> None:
    lines = shown(Terminal(), ("b", "now", FACT), flowing=0)

    assert len(lines) == 2
    assert lines[1].endswith("…")


def test_a_pipe_gets_one_line_each_uncut() -> None:
    assert shown(StringIO(), ("b", "now", FACT), flowing=1)[1] == f"b     now   {FACT}"


@given(st.text(st.sampled_from("ab 稀土")), st.integers(0, 2))
def test_no_line_is_wider_than_the_terminal_nor_empty(fact: str, flowing: int) -> None:
    lines = shown(Terminal(), ("b", fact, fact), flowing=flowing)

    assert all(line.strip() and cell_len(line) <= COLUMNS for line in lines)
