"""Where a measure stands in its life, and the words that show it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.taxonomy.facts import Facts
from tests.golden.samples import taxonomy

PUBLISHED = datetime(2025, 10, 9, 4, tzinfo=UTC)


def facts(title: str, body: str = "") -> Facts:
    return taxonomy().annotate(title, body, published=PUBLISHED)


@pytest.mark.parametrize(
    ("title", "body", "stage"),
    [
        ("China suspends export controls on rare earths until November 2026", "", "suspended"),
        ("商务部：暂停实施公告2025年第61号等措施", "", "suspended"),
        ("商务部公告2025年第61号 公布对境外相关稀土物项实施出口管制的决定", "", "adopted"),
        ("China issues export controls on holmium and erbium", "", "adopted"),
        ("New graphite export permit rules take effect", "", "in_force"),
        ("稀土管理条例（征求意见稿）公开征求意见", "", "consultation"),
        ("BIS seeks public comment on export controls", "", "consultation"),
        ("EU mulls export restrictions on magnet scrap", "", "proposed"),
        ("White House rules out tariffs on critical minerals", "", "denied"),
        ("China denies that it plans an export ban", "", "denied"),
        ("China lifts export ban on gallium", "", "repealed"),
        ("国务院废止稀土出口配额规定", "", "repealed"),
        ("EU challenges China's export quotas at WTO", "", "challenged"),
        ("China grants first export licences for rare earth magnets", "", "enforced"),
        ("商务部新闻发言人就公告2025年第61号答记者问", "", "clarified"),
        (
            "Xi visits Ganzhou",
            "He made important instructions on rare earths during an inspection tour.",
            "signal",
        ),
        ("China hat die Exportkontrollen ausgesetzt", "", "suspended"),
        ("La Chine suspend ses contrôles à l'exportation", "", "suspended"),
        ("China suspende los controles de exportación", "", "suspended"),
        ("Китай приостановил экспортный контроль", "", "suspended"),
        ("中国、レアアース輸出規制を一時停止", "", "suspended"),
        ("중국, 희토류 수출통제 1년 유예", "", "suspended"),
        ("Company suspended production at its mine", "Output fell.", None),
        ("Lynas announces quarterly results", "Sales rose.", None),
        ("China has not issued export quotas yet", "", None),
        ("輸出規制が施行される", "", "in_force"),
        ("Congress introduces a bill on critical minerals stockpile", "", "proposed"),
        ("EU amends the dual-use list", "", "amended"),
        ("China reinstates export controls on rare earths", "", "reinstated"),
        ("海关总署开展打击战略矿产走私专项行动", "", "enforced"),
    ],
)
def test_the_stage_of_an_article(title: str, body: str, stage: str | None) -> None:
    assert facts(title, body).stage == stage


@pytest.mark.parametrize(
    "title",
    [
        "No suspension of export controls",
        "Without suspension of export controls",
        "Never suspended: export controls on gallium",
        "Keine Aussetzung der Exportkontrollen",
        "Nicht ausgesetzt: Exportkontrollen",
        "Ninguna suspensión de los controles de exportación",
        "Sin suspensión de los controles de exportación",
        "Pas de suspension des contrôles à l'exportation",
        "Не приостановлен экспортный контроль",
        "Aucune suspension des contrôles à l'exportation",
        "Kein Exportverbot aufgehoben",
        "Ningún permiso suspendido: controles de exportación",
    ],
)
def test_a_stage_that_is_denied_by_the_word_before_it_is_none(title: str) -> None:
    within = f"China: {title[0].lower()}{title[1:]}"

    assert (facts(title).stage, facts(within).stage) == (None, None)


def test_words_of_a_stage_are_no_names() -> None:
    found = facts("China suspends export controls")

    assert [words.text for words in found.stages] == ["suspends export"]
    assert "stage" not in {mention.category for mention in found.mentions}


def test_what_takes_effect_later_is_adopted() -> None:
    found = facts("Export controls on graphite take effect on December 1, 2025")

    assert found.stage == "adopted"


def test_a_suspension_is_never_a_repeal() -> None:
    for title in ("China postpones export controls to Nov 10 2026", "暂停实施出口管制措施"):
        assert {words.stage for words in facts(title).stages} == {"suspended"}


def test_the_title_beats_the_body() -> None:
    found = facts("China suspends export controls", "The export controls were announced in May.")

    assert found.stage == "suspended"
