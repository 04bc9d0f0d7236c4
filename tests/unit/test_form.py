"""What sort of text an article is, by its form."""

from __future__ import annotations

import pytest

from monitor.article.form import kind_of


@pytest.mark.parametrize(
    ("title", "body", "kind"),
    [
        ("商务部公告2025年第61号 公布对境外相关稀土物项实施出口管制的决定", "", "notice"),
        ("关于印发稀土管理办法的通知", "", "notice"),
        ("商务部发布关于稀土出口管制的公告", "记者从商务部获悉，公告自今日起施行。", "news"),
        ("Opinion: Europe must stockpile magnets", "I think.", "opinion"),
        ("社论：稀土不是筹码", "", "opinion"),
        ("Rare earth daily market review", "", "market_report"),
        ("稀土日评：价格平稳", "", "market_report"),
        ("Interview: head of the agency on quotas", "Text", "interview"),
        ("China tightens exports", "BEIJING, Oct 9 (Reuters) - China said.", "news"),
        ("Quotas", "Q: When?\n\nA: Soon.", "interview"),
        ("Commission Implementing Regulation (EU) 2025/123 of 3 May 2025", "", "notice"),
        ("レアアース輸出規制", "経済産業省は9日、新制度を発表した。", "news"),
        ("Kommentar: Europas Abhängigkeit", "", "opinion"),
        ("Постановление Правительства Российской Федерации от 5 мая 2025 г. № 12", "", "notice"),
        ("Rare earth magnets explained", "Magnets are useful.", None),
        ("[사설] 희토류 무기화", "", "opinion"),
        ("Обзор рынка редкоземельных металлов", "", "market_report"),
        ("산업통상자원부 고시 제2025-18호", "", "notice"),
    ],
)
def test_the_form_shows_the_kind(title: str, body: str, kind: str | None) -> None:
    assert kind_of(title, body, agency=False) == kind


def test_a_dateline_of_an_agency_makes_news() -> None:
    assert kind_of("Quotas", "The ministry issued quotas.", agency=True) == "news"


def test_rows_of_prices_make_a_market_report() -> None:
    rows = "\n\n".join(f"Oxide {n} | {n},000 | unchanged" for n in range(1, 6))

    assert kind_of("Rare earths", rows, agency=False) == "market_report"
