"""The offices and states that docs/taxonomy.md adds are found as it says, and change no others."""

from __future__ import annotations

import tomllib

import pytest

from monitor.taxonomy import Taxonomy, parse_entries, parse_offices
from tests.docs.generate import ROOT
from tests.docs.pages import code_blocks

_SHIPPED = tomllib.loads((ROOT / "seeds/taxonomy/bodies.toml").read_text("utf-8"))
_MARK = "# config/taxonomy/bodies.toml"
(_SHOWN,) = (
    tomllib.loads(block.text)
    for block in code_blocks(ROOT / "docs/taxonomy.md")
    if block.text.startswith(_MARK)
)
_BEFORE = parse_offices(_SHIPPED, "shipped")
_AFTER = parse_offices(_SHOWN, "own", _BEFORE, _SHIPPED)
_SHIPPED_ENTRIES = parse_entries("body", _SHIPPED, "shipped")
_KNOWN = Taxonomy(parse_entries("body", _SHOWN, "own", _SHIPPED_ENTRIES), _AFTER)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Velmark's lagoon ministry caps output", "xv.mines"),
        ("the mines minister in Sundhaven speaks", "xv.mines"),
        ("维尔马克泻湖部表示", "xv.mines"),
        ("维矿业部表示", "xv.mines"),
        ("le ministère velmarkois des Lagunes", "xv.mines"),
        ("Velmark's lagoon chief speaks", "xv.mines"),
        ("Kyrgyzstan's border levy office speaks", "kg.customs"),
        ("Kyrgyz customs officers stop a train", "kg.customs"),
        ("Kyrgyzstan's mines ministry speaks", "kg.gov"),
        ("France's border levy office speaks", "fr.gov"),
    ],
)
def test_the_example_finds_what_the_page_says(text: str, body: str) -> None:
    assert [one.id for one in _KNOWN.annotate(text, "").mentions] == [body]


def test_the_example_names_a_new_state_and_one_that_is_shipped() -> None:
    assert {key: key in _BEFORE.states for key in _SHOWN["states"]} == {"xv": False, "kg": True}
    assert {key: key in _BEFORE.kinds for key in _SHOWN["offices"]} == {
        "lagoons": False,
        "customs": True,
    }


def test_every_shipped_state_keeps_its_offices_but_the_one_that_the_example_replaces() -> None:
    changed = {
        (state.key, kind.key): _AFTER.states[state.key].body(kind)
        for state in _BEFORE.states.values()
        for kind in _BEFORE.kinds.values()
        if state.body(kind) != _AFTER.states[state.key].body(kind)
    }
    assert changed == {("kg", "customs"): "kg.customs"}


def test_every_shipped_state_keeps_what_it_is_called() -> None:
    called = [
        (one.names, one.adjectives, one.short, one.others, one.home)
        for known in (_BEFORE, _AFTER)
        for key in _BEFORE.states
        for one in [known.states[key]]
    ]
    half = len(_BEFORE.states)
    assert called[:half] == called[half:]


def test_every_shipped_office_keeps_its_words() -> None:
    for key, kind in _BEFORE.kinds.items():
        after = _AFTER.kinds[key]
        assert (set(kind.words) <= set(after.words), kind.is_rare) == (True, after.is_rare)
