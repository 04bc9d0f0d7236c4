"""The language is told by script or by model; a declaration helps only a short text."""

from __future__ import annotations

import pytest

from monitor.article.language import detect


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
