"""One item on the terminal: facts with their words, names marked, nothing dangerous."""

from __future__ import annotations

import pytest

from monitor.cli.item_page import print_item
from monitor.model import DocumentNumber, MeasureDate, Mention, Quantity, StageWords
from monitor.store import StoredItem
from tests.build import article


def shown(capsys: pytest.CaptureFixture[str], *, colour: bool = False, **given: object) -> str:
    item = StoredItem(id=1, article=article(**given), revision=1, number=1, copies=0)
    print_item(item, kept=True, colour=colour)
    return capsys.readouterr().out


def test_each_fact_stands_with_the_words_it_was_read_from(
    capsys: pytest.CaptureFixture[str],
) -> None:
    printed = shown(
        capsys,
        published="2026-05-05",
        published_source="page_text",
        published_text="5 May 2026",
        published_confidence="low",
        stage="adopted",
        stages=(StageWords(stage="adopted", field="body", start=0, end=9, text="announced"),),
        measure_dates=(
            MeasureDate(
                role="effective",
                date="2026-06-01",
                precision="day",
                field="body",
                start=0,
                end=4,
                text="from 1 June",
            ),
        ),
        documents=(
            DocumentNumber(id="cn.mofcom.2026-1", field="body", start=0, end=4, text="No. 1"),
        ),
        quantities=(
            Quantity(
                value=39_500_000_000.0, unit="CNY", field="body", start=0, end=4, text="39.5 bn"
            ),
        ),
    )

    assert '2026-05-05 (page text: "5 May 2026", doubtful)' in printed
    assert 'adopted  "announced"' in printed
    assert 'effective 2026-06-01  "from 1 June"' in printed
    assert 'cn.mofcom.2026-1  "No. 1"' in printed
    assert '39,500,000,000 CNY  "39.5 bn"' in printed


def test_names_are_marked_in_the_text_and_only_on_a_terminal_with_colour(
    capsys: pytest.CaptureFixture[str],
) -> None:
    mention = Mention(
        category="material", id="dysprosium", field="body", start=13, end=23, text="dysprosium"
    )

    assert "\x1b[33m\x1b[4mdysprosium\x1b[0m" in shown(capsys, colour=True, mentions=(mention,))
    assert "\x1b" not in shown(capsys, mentions=(mention,))


def test_text_from_outside_moves_no_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    printed = shown(capsys, colour=True, title="A \x1b[2Jnotice\u202e", body="One\x07.\n\nTwo.")

    assert "\x1b[2J" not in printed
    assert "\u202e" not in printed
    assert "\n\nOne.\n\nTwo.\n" in printed
