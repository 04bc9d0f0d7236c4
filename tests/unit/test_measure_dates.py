"""The dates of a measure: what a text states, by role."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.taxonomy.facts import Facts
from tests.golden.samples import taxonomy

PUBLISHED = datetime(2025, 10, 9, 4, tzinfo=UTC)


def facts(text: str, published: datetime | None = PUBLISHED) -> Facts:
    return taxonomy().annotate("", text, published=published)


def read(text: str, published: datetime | None = PUBLISHED) -> list[tuple[str, str]]:
    return [(date.role, date.date) for date in facts(text, published).measure_dates]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The controls on exports take effect on December 1, 2025.", [("effective", "2025-12-01")]),
        (
            "The export controls shall enter into force on 8 November 2025.",
            [("effective", "2025-11-08")],
        ),
        ("Export licences will be required from 1 May 2026.", [("effective", "2026-05-01")]),
        ("From November 8 an export licence is required.", [("effective", "2025-11-08")]),
        ("The price of cobalt rose from 5 to 7 yuan from May 1.", []),
        ("本公告自2025年12月1日起施行。", [("effective", "2025-12-01")]),
        ("本公告自公布之日起正式實施。", []),
        ("出口管制措施自11月8日起实施。", [("effective", "2025-11-08")]),
        (
            "The suspension of the export controls runs until 10 November 2026.",
            [("until", "2026-11-10")],
        ),
        (
            "自2025年11月10日起至2026年11月10日，暂停实施出口管制公告。",
            [("effective", "2025-11-10"), ("until", "2026-11-10")],
        ),
        ("暂停实施出口管制至2026年11月10日。", [("until", "2026-11-10")]),
        ("Comments must be received by 29 October 2025.", [("comments_close", "2025-10-29")]),
        ("公开征求意见，意见反馈截止时间为2025年11月7日。", [("comments_close", "2025-11-07")]),
        ("請於2025年11月7日前將意見反饋，現公開徵求意見。", [("comments_close", "2025-11-07")]),
        ("The export ban applies with immediate effect.", []),
        (
            "Die Exportkontrollen treten am 1. Dezember 2025 in Kraft.",
            [("effective", "2025-12-01")],
        ),
        (
            "Les contrôles à l'exportation entreront en vigueur le 1er décembre 2025.",
            [("effective", "2025-12-01")],
        ),
        (
            "El control de exportaciones entrará en vigor el 1 de diciembre de 2025.",
            [("effective", "2025-12-01")],
        ),
        (
            "Экспортный контроль вступает в силу с 1 декабря 2025 года.",
            [("effective", "2025-12-01")],
        ),
        ("輸出規制は2025年12月1日から施行される。", [("effective", "2025-12-01")]),
        ("수출통제는 2025년 12월 1일부터 시행된다.", [("effective", "2025-12-01")]),
        ("施行日：2026年4月1日", [("effective", "2026-04-01")]),
        ("수출통제는 2026년 11월 10일까지 유예된다.", [("until", "2026-11-10")]),
        ("輸出規制を2026年11月10日まで停止する。", [("until", "2026-11-10")]),
        (
            "Die Aussetzung der Exportkontrollen gilt bis zum 10. November 2026.",
            [("until", "2026-11-10")],
        ),
        (
            "suspendus jusqu'au 10 novembre 2026, les contrôles à l'exportation",
            [("until", "2026-11-10")],
        ),
        ("China postpones export controls to Nov 10, 2026.", [("until", "2026-11-10")]),
        ("Effective November 8, export licences are required.", [("effective", "2025-11-08")]),
        (
            "MOFCOM announced on 9 October 2025 export controls on holmium.",
            [("announced", "2025-10-09")],
        ),
        (
            "On October 9, MOFCOM issued an export control announcement effective December 1.",
            [("announced", "2025-10-09"), ("effective", "2025-12-01")],
        ),
        (
            "商务部10月9日宣布对稀土实施出口管制，自12月1日起施行。",
            [("announced", "2025-10-09"), ("effective", "2025-12-01")],
        ),
        ("The mine shipped ore from 3 May to 9 June.", []),
        ("Prices were stable until October 3.", []),
        ("Stocks as of 30 September 2025 were 300 tonnes.", []),
        ("Экспортный контроль приостановлен до 10 ноября 2026 года.", [("until", "2026-11-10")]),
        (
            "Los controles de exportación quedan suspendidos hasta el 10 de noviembre de 2026.",
            [("until", "2026-11-10")],
        ),
        (
            "Stellungnahmen sind bis zum 15. Januar 2026 möglich.",
            [("comments_close", "2026-01-15")],
        ),
        ("この告示は、令和7年10月1日から施行する。", [("effective", "2025-10-01")]),
    ],
)
def test_a_date_is_read_with_its_role(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


def test_a_date_without_a_year_is_left_out_where_publication_is_unknown() -> None:
    assert read("Effective November 8, export licences are required.", None) == []


def test_a_deadline_without_a_year_lies_ahead() -> None:
    assert read("Comments on the rule are due by January 5.") == [("comments_close", "2026-01-05")]


def test_what_takes_effect_when_announced_has_that_day_where_it_is_stated() -> None:
    text = "商务部2025年10月9日发布出口管制公告。本公告自公布之日起实施。"

    assert read(text) == [("announced", "2025-10-09"), ("effective", "2025-10-09")]


def test_several_dates_of_one_text_are_kept_apart() -> None:
    text = (
        "MOFCOM Announcement No. 61 of 2025 takes effect on December 1, 2025. The export controls "
        "are suspended until November 10, 2026. Comments must be received by October 29, 2025."
    )

    assert read(text) == [
        ("effective", "2025-12-01"),
        ("until", "2026-11-10"),
        ("comments_close", "2025-10-29"),
    ]


PIECES = st.sampled_from(
    [
        "until ",
        "自",
        "2025年",
        "12月1日",
        "起施行",
        "December 1",
        ", 2025",
        "comments by ",
        "½",
        "\n",
        "出口管制",
    ]
)


@given(st.lists(PIECES | st.text(max_size=4), max_size=20).map("".join))
def test_dates_point_at_their_words_whatever_the_text(text: str) -> None:
    for date in facts(text).measure_dates:
        assert date.text == text[date.start : date.end]
