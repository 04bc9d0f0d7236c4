"""The wordings of seeds/wordings are well formed, and what is known of them is not lost again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.wordings import judged, wordings
from monitor.app import load_config, shipped

FOLDER = shipped() / "seeds" / "wordings"
KNOWN = load_config(shipped() / "config").taxonomy


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_every_line_is_of_an_instrument_and_stands_once(path: Path) -> None:
    lines = wordings(path)

    assert {
        one.instrument for one in lines if not KNOWN.entry("instrument", one.instrument)
    } == set()
    assert len({one.line for one in lines}) == len(lines)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_nearly_all_are_named(path: Path) -> None:
    told = judged(wordings(path), KNOWN)

    assert sum(one.is_named for one in told) >= 0.97 * len(told)


def test_issuers_are_bodies_of_the_taxonomy() -> None:
    cases = [json.loads(line) for line in (FOLDER / "issuers.jsonl").read_text().splitlines()]

    given = {issuer for case in cases for issuer in case["issuers"]}
    assert {issuer for issuer in given if KNOWN.entry("body", issuer) is None} == set()
    assert len({case["id"] for case in cases}) == len(cases)
