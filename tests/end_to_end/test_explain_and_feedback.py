"""`monitor rules explain` and `monitor rules feedback` as a person and a script meet them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.world import World

ITEMS = [
    (
        "https://example.org/1",
        "Dysprosium shipments slow",
        "Traders wait. The ministry wants a permit for dysprosium \x1b[31mred\x1b[0m oxide.",
    ),
    ("https://example.org/2", "Licence for terbium", "Exports of terbium need a licence."),
    ("https://example.org/3", "Licence for terbium!", "Exports of terbium need a license."),
]

WRONG = [
    (("explain", "99"), 1, "no item 99"),
    (("explain", "x"), 1, '"x" is no number of an item'),
    (("explain", "1", "licenc"), 1, "did you mean 'licence'?"),
    (("explain",), 2, "expected ITEM [RULE]"),
    (("explain", "1", "--source", "gazette"), 2, "--source goes with"),
    (("explain", "--title", "a", "--revision", "1"), 2, "--revision goes with ITEM"),
    (("explain", "1", "--revision", "9"), 1, "item 1 has no revision 9; its latest is 1"),
    (("explain", "--title", "a", "--source", "gazete"), 1, 'Did you mean "gazette"?'),
    (("feedback", "99", "not"), 1, "no item 99"),
    (("feedback", "1", "not", "--revision", "9"), 1, "item 1 has no revision 9"),
    (("feedback", "1", "relevant", "--of", "2"), 2, "--of ITEM goes with duplicate"),
    (("feedback", "1", "duplicate"), 2, "--of ITEM goes with duplicate"),
    (("feedback", "1", "duplicate", "--of", "1"), 2, "no duplicate of itself"),
    (("feedback", "1", "duplicate", "--of", "2", "--rule", "licence"), 2, "--rule goes with"),
    (("feedback", "1", "not", "--rule", "mentio"), 1, "did you mean 'mention'?"),
]


@pytest.fixture
def filled(world: World) -> Iterator[World]:
    world.web.items = ITEMS
    world.run("run", "--once")
    yield world


def number(world: World, title: str) -> str:
    """Return the item of a title."""
    every = [json.loads(line) for line in world.run("items", "export", "--json").splitlines()]
    return str(next(one["item"] for one in every if one["title"] == title))


def test_an_item_is_explained_by_what_matches_and_what_nearly_does(filled: World) -> None:
    item = number(filled, "Dysprosium shipments slow")

    told = filled.run("rules", "explain", item)

    assert "matched by 1 of 2 rules" in told
    assert "export-controls/mention  fyi" in told
    assert "export-controls/licence" in told and "would match if" in told
    assert "\x1b" not in told
    assert max(map(len, told.splitlines())) <= 80


def test_a_rule_is_explained_clause_by_clause(filled: World) -> None:
    item = number(filled, "Dysprosium shipments slow")

    told = filled.run("rules", "explain", item, "export-controls/licence")
    asked = json.loads(filled.run("rules", "explain", item, "licence", "--json"))
    matched = filled.run("rules", "explain", number(filled, "Licence for terbium"), "licence")

    assert "does not match" in told
    assert "no     one of  none of licence, license, 许可" in told
    assert "yes    one of  Dysprosium, dysprosium in the title and paragraph 1" in told
    assert asked["matched"] is False and asked["severity"] is None
    assert [one["becomes"] for one in asked["changes"]] == [True]
    assert asked["clause"]["parts"][0] == {
        "clause": "OR", "true": False, "where": None, "hits": [], "absent": 3, "parts": [],
    }  # fmt: skip
    assert "matches: action-required" in matched
    assert "would no longer match without" in matched


def test_another_answer_than_the_recorded_one_is_told(filled: World) -> None:
    item = number(filled, "Dysprosium shipments slow")
    before = json.loads(filled.run("rules", "explain", item, "--json"))
    rules = filled.config / "rules" / "export-controls.toml"
    rules.write_text(rules.read_text().replace("licence OR", "permit OR licence OR"))

    told = filled.run("rules", "explain", item)
    after = json.loads(filled.run("rules", "explain", item, "--json"))

    assert before["differences"] == []
    assert f"recorded otherwise, by rules version {before['version']}" in told
    assert "export-controls/licence  did not match; now action-required" in told
    assert after["differences"] == [
        {"rule": "export-controls/licence", "recorded": None, "now": "action-required"}
    ]


def test_an_earlier_text_of_an_item_is_explained(filled: World) -> None:
    item = number(filled, "Licence for terbium")
    url, title, _ = ITEMS[1]
    filled.web.items = [(url, title, "Exports of milk need a permit from 2027.")]
    filled.run("poll", "gazette")

    first = filled.run("rules", "explain", item, "--revision", "1")
    latest = filled.run("rules", "explain", item)
    record = json.loads(filled.run("rules", "explain", item, "--revision", "1", "--json"))

    assert "revision 1, not the latest" in first and "not the latest" not in latest
    assert (record["revision"], record["differences"]) == (1, [])


def test_a_text_that_is_not_stored_is_explained_too(filled: World, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("A licence for dysprosium.")

    told = filled.run("rules", "explain", "licence", "--title", "News", "--text", str(text))

    assert "matches: action-required" in told
    assert "the text is empty" in filled.run("rules", "explain", "--title", " ", code=1)


def test_what_is_asked_wrongly_is_said(filled: World) -> None:
    for arguments, code, said in WRONG:
        assert said in filled.run("rules", *arguments, code=code)


def test_feedback_becomes_a_case_once(filled: World) -> None:
    item = number(filled, "Dysprosium shipments slow")
    file = filled.config / "cases" / "feedback.toml"

    tried = filled.run("rules", "feedback", item, "relevant", "--rule", "licence", "--dry-run")
    assert not file.exists()
    written = filled.run("rules", "feedback", item, "relevant", "--note", "a  permit")
    again = filled.run("rules", "feedback", item, "relevant", code=2)
    opposite = filled.run("rules", "feedback", item, "not", code=2)

    assert "+match = true" in tried and "nothing was written" in tried
    assert "do not pass it: expected licence to apply; it does not" in tried
    assert "would match if" in tried
    assert "pass it already" in written
    (case,) = tomllib.loads(file.read_text())["cases"]
    assert case["note"] == f"a permit (item {item})"
    assert (case["title"], case["match"], case["tier"]) == (ITEMS[0][1], True, "other")
    assert "says that of this text already" in again
    assert "says the opposite of this text" in opposite
    assert "1 passed" in filled.run("rules", "test")


def test_an_earlier_text_of_an_item_becomes_a_case(filled: World) -> None:
    item = number(filled, "Licence for terbium")
    url, title, text = ITEMS[1]
    filled.web.items = [(url, title, "Exports of milk need a permit from 2027.")]
    filled.run("poll", "gazette")

    filled.run("rules", "feedback", item, "relevant", "--revision", "1")
    told = filled.run("rules", "feedback", item, "relevant", "--rule", "mention")

    first, latest = tomllib.loads((filled.config / "cases/feedback.toml").read_text())["cases"]
    assert (first["body"], first["note"]) == (text, f"item {item}, text 1")
    assert (latest["body"], latest["note"]) == (
        "Exports of milk need a permit from 2027.",
        f"item {item}",
    )
    assert f"`monitor rules explain {item}` shows more" in told


def test_a_duplicate_becomes_a_pair_that_fails_nothing(filled: World) -> None:
    first, second = (number(filled, title) for title in (ITEMS[1][1], ITEMS[2][1]))

    written = filled.run("rules", "feedback", second, "duplicate", "--of", first)
    again = filled.run("rules", "feedback", second, "duplicate", "--of", first, code=2)
    turned = filled.run("rules", "feedback", first, "duplicate", "--of", second, code=2)

    assert "takes them for two texts today" in written
    assert "has this pair already" in again
    assert "has this pair already" in turned
    assert "rules are valid" in filled.run("rules", "check")
    filled.run("rules", "test")
