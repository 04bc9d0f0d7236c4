"""A machine's translation shows; an ordinary text is never called one."""

from __future__ import annotations

import pytest

from monitor.article.translation import machine_signs


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("SMM4, 17 March: the price of oxide was firm today.", "SMM4, 17 March"),
        ("The minister spoke of and ldquo;new quality and rdquo; forces.", "and ldquo;"),
        ("2024 năm 06 nguyệt 29 ngày the notice was issued.", "2024 năm 06 nguyệt 29 ngày"),
        (
            "The rare earth plate rose sharply today, and my country's output grew.",
            "rare earth plate rose",
        ),
        (
            "Praseodymium was quoted at 25.8-262000 yuan / ton; rare Earth makers wait.",
            "25.8-262000 yuan",
        ),
        (
            "The relevant person in charge of the bureau said that my country's magnets lead.",
            "my country's",
        ),
        (
            "It is known that rare Earths are scarce. The relevant person in charge of the "
            "ministry answered.",
            "rare Earths",
        ),
    ],
)
def test_a_slip_of_a_machine_is_a_sign(text: str, sign: str) -> None:
    assert sign in machine_signs("", text)


@pytest.mark.parametrize(
    "text",
    [
        "I love my country's landscapes, the minister wrote in an op-ed.",
        "The Ministry of Natural Resources and the Department of Energy signed it.",
        "Rare Earth Elements: Lynas Rare Earths Ltd and MP Materials Corp. rose on Friday.",
        "The company, Energy Fuels, makes rare Earth Day donations every year.",
        "Workers cut steel plate in the yard while the plate index of the museum is on show.",
        "Heavy plate prices were stable; the steel plate market was quiet.",
        "Reporters learned that the talks had failed, industry insiders said.",
        "SMM, 17 March 2025 - Prices of neodymium oxide were stable.",
        "LONDON, 17 March - The LME said on Monday that stocks fell.",
        "The trial lasted 4 months 17 days and cost $3 million.",
        "The Act on Critical Raw Materials (CRMA) names 17 Strategic Raw Materials for the EU.",
        "He bought R&D; the A&P; chain sold yuan bonds at 3.5-4.2 per cent.",
        "Prices rose to 258,000-262,000 yuan per tonne, the association said.",
        "Responsible people in the trade said goods were held at the port.",
        "The plate was in the kitchen. This plate is made of nickel, he said, on 9 April.",
        "Exports fell, imports of magnets grew, and the market for heavy rare earths tightened.",
    ],
)
def test_an_ordinary_text_has_none(text: str) -> None:
    assert machine_signs("China tightens rare earth export licensing", text) == ()


def test_signs_are_few_and_short() -> None:
    signs = machine_signs("", "SMM4, 17 March " * 50 + "and ldquo " * 50)

    assert signs == ("SMM4, 17 March", "and ldquo ")


def test_a_long_text_is_read_in_time_that_grows_with_it() -> None:
    assert machine_signs("", "rare a " * 20_000 + "the " * 20_000) == ()
