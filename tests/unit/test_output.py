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


WIDE = ("export-controls/licences", "1,234", "33.3%", "▁▂▃", "2026-11-22")


def counts(out: StringIO, columns: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(columns))
    with redirect_stdout(out):
        table(("rule", "items", "share", "week", "last"), [WIDE], spare=("last", "week"))
    return out.getvalue().splitlines()


def test_columns_that_are_spared_go_first_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert counts(Terminal(), 44, monkeypatch) == [
        "rule                      items  share  week",
        "export-controls/licences  1,234  33.3%  ▁▂▃",
        "no room for: last",
    ]


def test_where_nothing_can_be_spared_a_row_takes_two_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    assert counts(Terminal(), 30, monkeypatch) == [
        "rule",
        "    items  share",
        "export-controls/licences",
        "    1,234  33.3%",
        "no room for: last, week",
    ]


def test_a_pipe_gets_every_column(monkeypatch: pytest.MonkeyPatch) -> None:
    assert counts(StringIO(), 30, monkeypatch)[1].split() == list(WIDE)


@given(st.integers(12, 120), st.lists(st.integers(0, 10**9), min_size=2, max_size=6))
def test_a_number_is_whole_on_however_narrow_a_terminal(columns: int, numbers: list[int]) -> None:
    out = Terminal()
    with redirect_stdout(out), pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(columns + 4))
        table(["name", *(f"n{i}" for i in range(len(numbers)))], [("x" * 30, *numbers)])

    words = out.getvalue().split()
    assert [word for word in words if word.isdigit()] == [str(number) for number in numbers]


def test_a_pipe_gets_one_line_each_uncut() -> None:
    assert shown(StringIO(), ("b", "now", FACT), flowing=1)[1] == f"b     now   {FACT}"


@given(st.text(st.sampled_from("ab 稀土")), st.integers(0, 2))
def test_no_line_is_wider_than_the_terminal_nor_empty(fact: str, flowing: int) -> None:
    lines = shown(Terminal(), ("b", fact, fact), flowing=flowing)

    assert all(line.strip() and cell_len(line) <= COLUMNS for line in lines)
