"""Lines and columns of values in TOML files, which the parser does not tell."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.rules.files.toml_places import Place, key_place, place_in


def test_the_place_of_a_value_is_found_whatever_stands_round_it() -> None:
    text = (
        "# query = 1\n"
        '[rules."my rule".define] # ]\n'
        'a = ["b = c", # ]\n'
        "  '''[rules.x]''']\n"
        "q.r = '''one\n"
        "two'' x'''\n"
        '[[rules."my rule".cases]]\n'
        'query = "k"\n'
        " [ rules . x ]\n"
        'query = """\n'
        'a" b"""\n'
    )

    assert key_place(text, ("rules", "my rule", "define", "a")) == Place(3, 5)
    assert place_in(text, ("rules", "my rule", "define", "q", "r"), 2, 6) == Place(6, 6)
    assert key_place(text, ("rules", "my rule", "query")) is None
    assert place_in(text, ("rules", "x", "query"), 1, 4) == Place(11, 4)
    assert place_in(text, ("rules", "my rule", "define", "a"), 1, 1) is None


@pytest.mark.parametrize("quotes", ['"', "'", '"""', "'''"])
def test_a_value_with_escapes_is_placed_only_where_they_are_none(quotes: str) -> None:
    place = place_in(f"a = {quotes}b\\tc{quotes}", ("a",), 1, 3)

    assert (place is None) is quotes.startswith('"')


@given(st.lists(st.text("ab \n'#=[]{}", max_size=12), min_size=1, max_size=6))
def test_every_character_of_a_text_is_found_where_it_stands(values: list[str]) -> None:
    text = "".join(f'k{n} = """\n{value}"""\n' for n, value in enumerate(values))
    assert list(tomllib.loads(text).values()) == values

    for number, value in enumerate(values):
        for row, line in enumerate(value.split("\n"), 1):
            for column, character in enumerate(line, 1):
                place = place_in(text, (f"k{number}",), row, column)
                assert place is not None
                assert text.split("\n")[place.line - 1][place.column - 1] == character
