"""The labelled cases are well formed; what the rules make of them is measured elsewhere."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.alerts import UNRELATED, Case, cases
from monitor.app import load_config, shipped
from monitor.model import Category

TUNING, HELD = cases()
KNOWN = {"action-required", "review", "fyi"}


def test_every_case_has_an_id_of_its_own() -> None:
    assert [name for name, times in Counter(c.id for c in TUNING + HELD).items() if times > 1] == []


def test_no_text_stands_twice() -> None:
    texts = Counter((c.title, c.text) for c in TUNING + HELD)
    assert [pair for pair, times in texts.items() if times > 1] == []


def test_both_parts_have_every_shape_of_ours_and_the_held_back_one_is_a_third() -> None:
    tuning, held = ([c for c in part if not _is_anothers(c)] for part in (TUNING, HELD))

    assert {c.shape for c in tuning} == {c.shape for c in held}
    assert len(held) / len(tuning + held) == pytest.approx(1 / 3, abs=0.02)


def test_six_of_the_other_authors_are_held_back_whole() -> None:
    tuning, held = ({_author(c) for c in part if _is_anothers(c)} for part in (TUNING, HELD))

    assert tuning == {
        f"x{number}" for number in (1, 3, 5, 6, 7, 8, 10, 11, 13, 15, 16, 17, 18, 19, 20)
    }
    assert held == {"x2", "x4", "x9", "x12", "x14", "x21"}


def _author(case: Case) -> str:
    return case.id.partition("-")[0]


def _is_anothers(case: Case) -> bool:
    """Say whether somebody wrote it who knew no rules; such cases have shapes of their own."""
    return _author(case) in {f"x{number}" for number in range(1, 22)}


@pytest.mark.parametrize(
    ("kind", "category"),
    [("instruments", "instrument"), ("materials", "material"), ("issuers", "body")],
)
def test_labels_are_ids_of_the_taxonomy(kind: str, category: Category) -> None:
    taxonomy = load_config(shipped() / "config").taxonomy
    given = {(c.id, one) for c in TUNING + HELD for one in getattr(c, kind)}
    assert {pair for pair in given if taxonomy.entry(category, pair[1]) is None} == set()


def test_alerts_have_a_severity_and_nothing_else_is_labelled() -> None:
    assert [c.id for c in TUNING + HELD if not _consistent(c)] == []


def _consistent(case: Case) -> bool:
    if case.alert:
        return case.severity in KNOWN and case.shape != UNRELATED and bool(case.title)
    return (case.severity, case.instruments, case.materials, case.issuers) == (None, (), (), ())
