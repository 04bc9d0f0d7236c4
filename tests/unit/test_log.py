"""One event a line."""

from __future__ import annotations

import logging
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.log import EventFormatter, event_line


def record(level: int = logging.INFO, **facts: object) -> logging.LogRecord:
    values = {"name": "monitor", "msg": "polled", "levelno": level, "created": 0.0, **facts}
    made = logging.makeLogRecord(values)
    made.levelname = logging.getLevelName(level)
    return made


def test_facts_follow_the_event_and_none_is_left_out() -> None:
    line = event_line("polled", {"source": "mofcom", "new": 3, "cause": None})

    assert line == "polled source=mofcom new=3"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("", '""'),
        ("a b", '"a b"'),
        ('say "x"', '"say \\"x\\""'),
        ("a=b", '"a=b"'),
        ("a\nb", '"a b"'),
        ("\x1b[31m", '" [31m"'),
        ("稀土", "稀土"),
        (0, "0"),
        (False, "False"),
    ],
)
def test_what_could_be_misread_is_quoted(value: object, shown: str) -> None:
    assert event_line("e", {"k": value}) == f"e k={shown}"


@given(st.text())
def test_whatever_the_value_the_line_is_one_and_printable(value: str) -> None:
    line = event_line("e", {"k": value})

    assert line.isprintable()
    assert len(line.splitlines()) == 1


def test_a_terminal_gets_time_and_level_and_the_journal_its_priority() -> None:
    plain, journal = EventFormatter(journal=False), EventFormatter(journal=True)

    assert plain.format(record(source="x")) == "1970-01-01T00:00:00Z polled source=x"
    assert plain.format(record(logging.ERROR)) == "1970-01-01T00:00:00Z error polled"
    assert journal.format(record(logging.WARNING)) == "<4>polled"


def test_every_line_of_a_traceback_has_its_priority_in_the_journal() -> None:
    try:
        raise KeyError("x")
    except KeyError:
        failed = record(logging.ERROR, exc_info=sys.exc_info())

    lines = EventFormatter(journal=True).format(failed).split("\n")

    assert len(lines) > 3
    assert all(line.startswith("<3>") for line in lines)
