"""The language is told by script or by model; a declaration helps only a short text."""

from __future__ import annotations

import pytest

from monitor.article.language import detect, detect_title, languages


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministry announced export controls on rare earths.", "en"),
        ("省工业厅对稀土产品实施出口管制", "zh"),
        ("レアアースの輸出規制を強化する", "ja"),
        ("희토류 수출통제를 강화한다", "ko"),
        ("Das Ministerium hat neue Ausfuhrbeschränkungen angekündigt.", "de"),
        ("Le ministère annonce un contrôle des exportations.", "fr"),
        ("El ministerio anunció controles a la exportación de tierras raras.", "es"),
        ("Министерство объявило об экспортном контроле", "ru"),
        ("NdFeB 磁体与 SmCo 磁体出口须申请许可证件", "zh"),
    ],
)
def test_a_text_tells_its_language(text: str, language: str) -> None:
    assert detect(text, None) == language


@pytest.mark.parametrize(
    ("headline", "declared", "language"),
    [
        ("Lynas expands terbium plant in Western Australia", "en-US", "en"),
        ("Seltene Erden: Brüssel legt Liste für Rohstoffe vor", "de", "de"),
        ("El ministerio anunció controles a la exportación", "en", "es"),
        ("Le ministère annonce un contrôle des exportations", "en", "fr"),
        ("Das Ministerium hat neue Beschränkungen angekündigt.", "en", "de"),
    ],
)
def test_a_headline_in_another_language_than_declared_is_told(
    headline: str, declared: str, language: str
) -> None:
    assert detect(headline, declared) == language


def test_too_little_text_tells_nothing() -> None:
    assert detect("ok", None) is None
    assert detect("", None) is None
    assert detect("12 345", None) is None


def test_a_declaration_answers_for_a_short_text_only() -> None:
    assert detect("ok", "de-AT") == "de"
    assert detect("Notice 18", "xx") is None
    assert detect("省工业厅对稀土产品实施出口管制", "en") == "zh"


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("経産省、希土類輸出規制強化", "ja"),
        ("重要鉱物供給網強化法案、国会提出", "ja"),
        ("中国商務省、中重希土類七種輸出規制", "ja"),
        ("磁石大手、価格転嫁発表", "ja"),
        ("半導体関連材料、対日輸出停止", "ja"),
        ("商务部公告2025年第18号", "zh"),
        ("經濟部公告稀土出口管制措施", "zh"),
        ("中国商务部将对七种中重稀土实施出口管制", "zh"),
        ("日本经济产业省发表声明", "zh"),
        ("行政院核定關鍵礦物計畫", "zh"),
        ("稀土", "zh"),
        ("美·中 무역전쟁, 稀土 수출통제", "ko"),
        ("Лантан", "ru"),
    ],
)
def test_a_headline_in_han_characters_alone_tells_chinese_from_japanese(
    headline: str, language: str
) -> None:
    assert detect(headline) == language


@pytest.mark.parametrize(
    ("headline", "declared", "language"),
    [
        ("Restricciones chinas a la exportación de tierras raras", "en", "es"),
        ("Nuevas restricciones chinas, precios récord", "en", "es"),
        ("Aranceles: Bruselas prepara respuesta conjunta", "en", "es"),
        ("Terres rares : Pékin suspend ses exportations", "en", "fr"),
        ("Pénurie d’aimants, constructeurs inquiets", "en", "fr"),
        ("Seltene Erden: Hersteller fürchten Engpässe", "en", "de"),
        ("Magnethersteller warnen, Preise steigen", "en", "de"),
        ("China tightens rare earth export licensing", "es", "en"),
        ("Lynas shares jump, traders eye supply", "de", "en"),
        ("Magnet makers warn: prices rising", "fr", "en"),
        ("Wolfram, Antimon, Gallium: Ausfuhren gestoppt", "en", "de"),
        ("China Northern Rare Earth Group", "en", "en"),
    ],
)
def test_a_declaration_does_not_win_over_what_a_headline_says(
    headline: str, declared: str, language: str
) -> None:
    assert detect(headline, declared) == language


def test_a_title_in_another_language_than_its_body_is_told() -> None:
    assert detect_title("Ministerio anuncia nuevas restricciones a la exportación", "en") == "es"
    assert detect_title("商务部公告2025年第18号", "en") == "zh"
    assert detect_title("China tightens rare earth export licensing", "en") is None
    assert detect_title("MP Materials", "de") is None
    assert detect_title("", "de") is None
    assert detect_title("希土類輸出", None) is None


@pytest.mark.parametrize("text", ["12 345,6 %", "2025-04-04", "…", "№ 18 (2025)", "100 · 200"])
def test_numbers_have_no_language(text: str) -> None:
    assert detect(text) is None


def test_body_and_title_are_read_apart_where_the_body_is_long() -> None:
    body = "The ministry announced export controls on rare earths. " * 4

    assert languages("商务部公告2025年第18号", body, None) == ("en", "zh")
    assert languages("Export controls announced", body, "de") == ("en", None)
    assert languages("商务部公布稀土出口管制措施", "See here.", "en") == ("zh", None)
    assert languages("", "", "fr") == ("fr", None)


@pytest.mark.parametrize(
    "text",
    [
        "Ministerstwo zapowiedziało, że nowe przepisy nie obejmą eksportu magnesów do Europy.",
        "Il ministero ha annunciato che le licenze per le esportazioni sono più severe.",
        "Het ministerie zegt dat de uitvoer van magneten niet zonder vergunning kan.",
        "Ministeriet har meddelt at eksporten av magneter ikke lenger er fri for alle.",
        "O ministério informou que a exportação de ímãs não será livre e já tem novas regras.",
        "Bakanlık, mıknatıs ihracatı için bir izin sistemi kurdu ve denetim daha sıkı olacak.",
        "Bộ Công Thương cho biết việc xuất khẩu đất hiếm sẽ được quản lý.",
        "Міністерство повідомило, що експорт магнітів потребує ліцензії.",
        "Το υπουργείο ανακοίνωσε νέα μέτρα για τις εξαγωγές (NdFeB, SmCo, Dy, Tb).",
        "المعادن الأرضية النادرة تخضع لقيود التصدير الجديدة",
    ],
)
@pytest.mark.parametrize("declared", [None, "en", "pl"])
def test_a_text_in_none_of_the_languages_is_in_none(text: str, declared: str | None) -> None:
    assert detect(text, declared) is None


def test_a_language_that_is_not_configured_is_none() -> None:
    text = "Das Ministerium hat neue Beschränkungen für die Ausfuhr von Magneten angekündigt."

    assert detect(text, None, ("en", "zh", "ru")) is None
    assert detect(text, None, ("zh",)) is None


def test_foreign_names_do_not_make_a_text_foreign() -> None:
    assert detect("Škoda and Čez of Plzeň say the price of magnets will rise for Łódź.") == "en"
    assert detect("Der Sprecher von Orlen in Płock sagte, die Preise für Łódź seien höher.") == "de"
