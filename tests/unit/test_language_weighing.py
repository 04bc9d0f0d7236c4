"""Signs of a language are weighed in one sum; the model is asked only where words leave doubts."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.article.foreign_words import codes_by_word
from monitor.article.language import ALLOWED, detect, detect_title
from monitor.article.language_han import by_characters
from monitor.article.language_weighing import NONE, weighed
from monitor.article.language_words import NOTHING_TOLD, names_only, told
from monitor.article.word_forms import LANGUAGES, likeness


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("Alcoa idles San Ciprián smelter", "en"),
        ("Orano, Solvay sign La Rochelle pact", "en"),
        ("Aluminium premium jumps in Rotterdam", "en"),
        ("Samarium cobalt magnets exempt", "en"),
        ("Canada, Germany ink uranium accord", "en"),
        ("Stocks sink", "en"),
        ("Trump, Putin, Selenskyj: Wer will was?", "de"),
        ("Make or buy: Autobauer denken um", "de"),
        ("Congo : fin de l'embargo", "fr"),
        ("Rapport annuel 2024", "fr"),
        ("Volkswagen, BMW et Mercedes inquiets", "fr"),
        ("Aclara Resources avanza en Penco", "es"),
        ("Brasil: Serra Verde exporta", "es"),
        ("Orden ministerial", "es"),
    ],
)
def test_a_headline_full_of_foreign_names_keeps_its_language(headline: str, language: str) -> None:
    assert detect(headline) == language


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("米中合意", "ja"),
        ("中国、輸出許可制", "ja"),
        ("米中首脳会談", "ja"),
        ("米GM、決算", "ja"),
        ("独VW、減産", "ja"),
        ("信越化学工業、増産", "ja"),
        ("環境省", "ja"),
        ("衆院、予算案可決", "ja"),
        ("日本限制出口", "zh"),
        ("索尼、松下、日立未予置评。", "zh"),
        ("三菱商事、住友商事", "zh"),
        ("港鐵加價1.9% 早鳥優惠延一年", "zh"),
        ("颱風外圍環流影響 東北角浪高六米", "zh"),
        ("印度取消食糖出口限额", "zh"),
        ("日本北海道棕熊伤人事件频发", "zh"),
        ("國務院令", "zh"),
    ],
)
def test_forms_of_both_chinas_in_one_text_are_japanese(headline: str, language: str) -> None:
    assert detect(headline) == language


def test_a_declaration_answers_where_the_characters_are_in_both() -> None:
    assert by_characters("電池", "ja") == "ja"
    assert by_characters("電池", None) == "zh"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("他说：“No magnets, no cars.”", "zh"),
        ("「No magnets, no cars」と語った", "ja"),
        ("Он сказал: «No magnets, no cars».", "ru"),
        ("Lynas Rare Earths季报", "zh"),
        ("BHP, Rio Tinto и Vale", "ru"),
        ("Нефть Brent", "ru"),
        ('Xi says "we will not yield" (习近平)', "en"),
        ("The Ministry of Commerce 商务部 said so", "en"),
    ],
)
def test_a_quotation_in_latin_letters_is_not_the_language_of_who_quotes(
    text: str, language: str
) -> None:
    assert detect(text) == language


def test_russian_is_not_lost_to_one_word_of_a_neighbour() -> None:
    assert detect("Навещал дачу редко: боялся навести на след охотников за денежками.") == "ru"


@pytest.mark.parametrize(
    "headline",
    ["MP Materials", "Rio Tinto, BHP", "NdFeB", "Volkswagen AG", "TSMC Arizona", "Nvidia H20"],
)
@pytest.mark.parametrize("body", ["zh", "ja", "ru", "en", "de"])
def test_a_title_of_names_is_in_the_language_of_its_body(headline: str, body: str) -> None:
    assert detect_title(headline, body) is None


def test_what_speaks_for_no_language_is_more_likely_none() -> None:
    assert weighed(likeness("qxz"), NOTHING_TOLD, {}).language == NONE


def test_a_bias_decides_where_nothing_else_does() -> None:
    assert weighed(likeness("qxz"), NOTHING_TOLD, {}).language == NONE
    assert weighed(likeness("qxz"), NOTHING_TOLD, {"fr": 3.0}).language == "fr"


def test_a_words_own_language_counts_more_than_a_models_guess() -> None:
    text = "Bundesbank warns banks"
    best_first = [("de", -80.0), ("en", -88.0), ("nl", -90.0), ("fr", -99.0), ("es", -99.0)]

    found = weighed(likeness(text), told(text), {}, best_first, len(text))

    assert found.language == "en"


@given(st.text(max_size=200), st.sampled_from([None, "zh", "ja", "ru", "pl", "x"]))
def test_any_text_is_in_an_allowed_language_or_none(text: str, declared: str | None) -> None:
    assert detect(text, declared) in {None, *ALLOWED}


@given(st.text("abcdefghijklmnopqrstuvwxyzäéñ ", max_size=60), st.sampled_from(LANGUAGES))
def test_a_declaration_never_makes_its_language_less_likely(text: str, code: str) -> None:
    if detect(text) == code:
        assert detect(text, code) == code


def test_clear_text_and_other_scripts_do_not_load_the_model() -> None:
    script = (
        "import sys; from monitor.article.language import detect;"
        "detect('The ministry announced new controls on exports of rare earths.');"
        "detect('Das Ministerium hat neue Regeln für die Ausfuhr angekündigt.');"
        "detect('Lynas expands terbium plant in Western Australia', 'en');"
        "detect('商务部公告2025年第18号'); detect('Были введены новые правила');"
        "sys.exit('py3langid' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_a_quotation_is_left_out_of_names_beside_another_script() -> None:
    assert names_only("他说：“No magnets”") is not None
    assert names_only("He said 稀土") is None


def test_a_word_stands_under_every_language_that_has_it() -> None:
    assert codes_by_word({"pl": "na tak", "cs": "na"}) == {"na": ("pl", "cs"), "tak": ("pl",)}


def test_capitals_between_other_words_are_no_small_words() -> None:
    assert likeness("BIS reviews graphite export permits").small["de"] == 0
    assert likeness("BIS ZUM JAHRESENDE GESTOPPT").small["de"] > 0


def test_endings_alone_do_not_speak_against_the_language_of_the_body() -> None:
    assert detect_title("BIS reviews graphite export permits", "en") is None
    assert detect_title("Ministerium prüft Ausfuhr von Gallium nach Japan", "en") == "de"
