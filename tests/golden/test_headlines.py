"""A thousand headlines, one a line: the shipped rules tell measures from what only sounds alike.

All are invented in the shapes of real ones. They are kept apart from seeds/cases, whose figures
must not be those of the texts that rules were written with.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden.samples import matched

HEADLINES = Path(__file__).parent / "headlines"


def _told(name: str) -> dict[str, list[str]]:
    """Return the headlines of a file with the rules that apply to each."""
    lines = (HEADLINES / name).read_text("utf-8").splitlines()
    return {line: [m.rule for m in matched(line)] for line in lines}


def test_headlines_of_measures_are_told() -> None:
    assert [line for line, rules in _told("alerts.txt").items() if not rules] == []


def test_headlines_of_firms_markets_and_other_goods_are_not() -> None:
    assert {line: rules for line, rules in _told("others.txt").items() if rules} == {}


@pytest.mark.parametrize("name", ["alerts.txt", "others.txt"])
def test_no_headline_stands_twice(name: str) -> None:
    lines = (HEADLINES / name).read_text("utf-8").splitlines()

    assert len(lines) == len(set(lines))
