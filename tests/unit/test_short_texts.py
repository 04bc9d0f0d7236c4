"""Headlines and single sentences tell their language, or that it is none that Monitor knows."""

from __future__ import annotations

import pytest

from monitor.article.boilerplate import is_navigation
from monitor.article.language import detect
from monitor.article.language_words import names_only, russian_ahead, told
from monitor.article.telling_foreign import TELLING_FOREIGN
from monitor.article.telling_words import TELLING


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Samsung Electronics и SK Hynix повышают цены на DRAM", "ru"),
        ("Morgan Stanley и Bank of America ждут роста", "ru"),
        ("Apple представила iPhone 17 Pro Max", "ru"),
        ("Tesla отзывает Model Y и Cybertruck", "ru"),
        ("DJI Air 3S、Osmo Pocket 4正式发布", "zh"),
        ("Microsoft Azure OpenAI Service中断", "zh"),
        ("Nvidia H20芯片", "zh"),
        ("Samsung Electronics、SK Hynixが値上げ", "ja"),
        ("Samsung SDI·LG Energy Solution 합작", "ko"),
        ("Η Hyundai Motor και η LG Energy Solution επενδύουν στη Savannah", None),
    ],
)
def test_latin_names_do_not_outvote_the_script_of_the_sentence(
    text: str, language: str | None
) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Ministry of Commerce (商务部)",
        "China's MOFCOM issues new rules (商务部公告)",
        "The word 稀土 means rare earth",
    ],
)
def test_a_name_quoted_in_another_script_does_not_make_its_language(text: str) -> None:
    assert detect(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "Новости",
        "Погода на завтра",
        "Запрет на вывоз лома",
        "Экспорт зерна упал",
        "Рынок труда",
        "Германия и Франция против",
        "Росстат: инфляция замедлилась",
        "ПОСТАНОВЛЕНИЕ ПРАВИТЕЛЬСТВА",
        "Редкие металлы в дефиците",
    ],
)
def test_cyrillic_without_signs_of_another_language_is_russian(text: str) -> None:
    assert detect(text) == "ru"


@pytest.mark.parametrize(
    "text",
    [
        "Ціни на нафту зростають",
        "Зеленський прибув до Варшави",
        "Уряд ухвалив закон про бюджет",
        "Правителството прие закона",
        "Цените на петрола се повишиха",
        "Влада је усвојила закон",
        "Влада усвоила буџет",
        "Өкмет мыйзам кабыл алды",
        "Үкімет заң қабылдады",
        "Урад зацвердзіў бюджэт",
    ],
)
def test_cyrillic_with_letters_or_words_of_another_language_is_none(text: str) -> None:
    assert detect(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Rheinmetall wins Bundeswehr order", "en"),
        ("SENATE PASSES BUDGET BILL", "en"),
        ("Volkswagen sues supplier", "en"),
        ("Bundesbank warns banks", "en"),
        ("Telefónica sells Peru unit", "en"),
        ("Brazil niobium producer CBMM plans expansion", "en"),
        ("Mali revokes lithium permits", "en"),
        ("VW streicht Stellen", "de"),
        ("Ruckruf wegen Brandgefahr", "de"),
        ("Zolle auf Stahl steigen", "de"),
        ("STREIK BEI DER BAHN", "de"),
        ("Greve a la SNCF : trafic perturbe", "fr"),
        ("LE SENAT ADOPTE LE BUDGET", "fr"),
        ("Terres rares : penurie", "fr"),
        ("SUBEN LOS ARANCELES", "es"),
        ("Codelco y SQM cierran alianza", "es"),
        ("Aranceles al acero", "es"),
    ],
)
def test_a_headline_of_names_or_without_accents_tells_its_language(
    text: str, language: str
) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Petrobras anuncia novo plano",
        "Governo sobe impostos",
        "Inflação desacelera",
        "Chuva forte em Lisboa",
        "Borsa Milano in rosso",
        "Governo approva la manovra",
        "Prezzi in aumento",
        "Dazi sull'acciaio",
        "Philips schrapt banen",
        "Prijs van koper stijgt",
        "Zeldzame metalen schaars",
        "Orlen kupuje rafinerię",
        "Strajk na kolei",
        "Vláda schválila zákon",
        "Hallitus leikkaa tukia",
        "Guvernul a aprobat bugetul",
    ],
)
def test_a_headline_in_a_neighbours_language_is_none(text: str) -> None:
    assert detect(text) is None


def test_a_declaration_still_answers_for_names_alone() -> None:
    assert detect("Eni, Enel, Leonardo", "en") == "en"
    assert detect("Rio Tinto, Codelco", "es") == "es"


def test_telling_words_are_told_without_accents_and_capitals() -> None:
    assert told("ARRÊTÉ").own == told("arrete").own == {"en": 0, "de": 0, "fr": 1, "es": 0}
    assert told("staking schrapt").foreign == 2


def test_no_telling_word_tells_two_languages() -> None:
    own = [word for words in TELLING.values() for word in words.split()]
    foreign = {word for words in TELLING_FOREIGN.values() for word in words.split()}

    assert len(own) == len(set(own))
    assert not foreign & set(own)
    assert all(word.isascii() and word.islower() for word in own)


def test_names_beside_another_script_are_left_out() -> None:
    assert names_only("Apple и Google снизили") == "  и   снизили"
    assert names_only("Gazprom (Газпром) and others") is None


def test_a_title_with_names_in_angle_quotes_is_no_path_of_menus() -> None:
    assert not is_navigation("«Зенит» обыграл «Спартак» со счётом 3:1")
    assert is_navigation("Главная » Новости » Рынки")


def test_russian_is_weighed_against_its_neighbours() -> None:
    assert russian_ahead("были") > 0
    assert russian_ahead("їжак") < 0
    assert russian_ahead("план") == 0
