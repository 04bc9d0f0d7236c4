from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.taxonomy.quantities import quantities


def read(text: str) -> list[tuple[float, str, str | None]]:
    return [(q.value, q.unit, q.basis) for q in quantities("body", text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("55 million tons of rare earth reserves", 55e6, "t"),
        ("a 55-million-ton deposit", 55e6, "t"),
        ("18,125 t this year", 18125, "t"),
        ("96,600 t/yr", 96600, "t"),
        ("2 kt", 2000, "t"),
        ("3 Mt", 3e6, "t"),
        ("3 mt", 3, "t"),
        ("500 kg", 0.5, "t"),
        ("10.5万吨", 105000, "t"),
        ("25.8萬噸", 258000, "t"),
        ("40 percent of it", 40, "%"),
        ("108%", 108, "%"),
        ("27 per cent", 27, "%"),
        ("39.5 billion.", 39.5e9, ""),
        ("26 billion yuan", 26e9, "CNY"),
        ("300 billion US dollars", 300e9, "USD"),
        ("39.5亿元", 3.95e9, "CNY"),
        ("US$10bn", 10e9, "USD"),
        ("$5m", 5e6, "USD"),
        ("€3 billion", 3e9, "EUR"),
        ("Rs 7,280 crore", 72.8e9, "INR"),
        ("5.5億ドル", 550e6, "USD"),
        ("US$110/kg", 110, "USD/kg"),
        ("1.5万元/吨", 15000, "CNY/t"),
    ],
)
def test_a_quantity_is_read_with_its_multiplier(text: str, value: float, unit: str) -> None:
    (quantity,) = read(text)

    assert quantity[0] == pytest.approx(value)
    assert quantity[1:] == (unit, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18.125 Tonnen Kobalt", [(18125, "t", None)]),
        ("12,5 Prozent", [(12.5, "%", None)]),
        ("1,5 Millionen Tonnen", [(1500000.0, "t", None)]),
        ("270.000 toneladas de REO", [(270000, "t", "REO")]),
        ("3,5 milliards d'euros", [(3500000000.0, "EUR", None)]),
        ("120 тыс. тонн", [(120000, "t", None)]),
        ("2,5 млрд долларов", [(2500000000.0, "USD", None)]),
        ("17 000 тонн", [(17000, "t", None)]),
        ("약 3만톤", [(30000, "t", None)]),
        ("550억 원", [(55000000000.0, "KRW", None)]),
        ("120,850吨（以REO计）", [(120850, "t", "REO")]),
        ("15 kt TREO", [(15000, "t", "REO")]),
        ("1,020-1,060 yuan/kg", [(1020, "CNY/kg", None), (1060, "CNY/kg", None)]),
        ("25.8-262000 yuan / ton", [(258000, "CNY/t", None), (262000, "CNY/t", None)]),
        ("25.8-26.2万元/吨", [(258000, "CNY/t", None), (262000, "CNY/t", None)]),
        ("RMB 560,000/mt", [(560000, "CNY/t", None)]),
        ("每吨56万元", [(560000, "CNY/t", None)]),
        ("€5 billion", [(5000000000.0, "EUR", None)]),
        ("5 € je kg", [(5, "EUR/kg", None)]),
        (
            "mining 135,000 tonnes and smelting 127,000 tonnes REO",
            [(135000, "t", None), (127000, "t", "REO")],
        ),
        ("7.5-11.5%", [(7.5, "%", None), (11.5, "%", None)]),
        ("in 2025 $5m was paid", [(5000000.0, "USD", None)]),
        ("US$110/kg NdPr floor", [(110, "USD/kg", None)]),
        ("96 600 tonnes par an", [(96600, "t", None)]),
        ("40,000 t LCE", [(40000, "t", "LCE")]),
        ("on 5 May 2025 at 17:45, room 12", []),
        ("Announcement No. 61 of 2025, 1C902", []),
    ],
)
def test_quantities_of_eight_languages_and_both_ends_of_ranges(
    text: str, expected: list[tuple[float, str, str | None]]
) -> None:
    assert read(text) == expected


def test_the_ends_of_a_range_share_its_place() -> None:
    assert [q.text for q in quantities("body", "at 1,020-1,060 yuan/kg")] == [
        "1,020-1,060 yuan/kg"
    ] * 2


@pytest.mark.parametrize(
    "text",
    ["120,000 tonnes REO", "120000吨(稀土氧化物,下同)", "REO: 120,000 t", "12万吨稀土氧化物"],
)
def test_a_basis_beside_a_mass_is_read(text: str) -> None:
    assert read(text) == [(120000, "t", "REO")]


def test_a_tungsten_quota_keeps_its_grade() -> None:
    assert read("105,000 tonnes (65% WO3)")[0] == (105000, "t", "WO3 65%")


@pytest.mark.parametrize(
    "text", ["SMM5, 22 March", "1C902", "2019年5月20日", "17 elements", "5 tonsils", "12 tonight"]
)
def test_codes_dates_and_counts_are_no_quantities(text: str) -> None:
    assert read(text) == []


PIECES = st.sampled_from(
    ["1,000", "9" * 20, ".5", "万", "吨", "%", " ", "$", "¥", "½", " REO", "/"]
)


@pytest.mark.parametrize("text", ["¼吨", "3¼ tonnes", "1/4 tonnes", "about 1⁄2 t"])
def test_a_fraction_is_not_read_as_its_lower_half(text: str) -> None:
    assert read(text) == []


@given(st.lists(PIECES | st.text(max_size=4), max_size=20).map("".join))
def test_quantities_are_finite_and_point_at_their_words(text: str) -> None:
    for quantity in quantities("body", text):
        assert math.isfinite(quantity.value)
        assert quantity.text == text[quantity.start : quantity.end]
        assert any(character.isdigit() for character in quantity.text) or "½" in text
