"""`monitor rules replay` and `monitor rules stats` as a person and a script meet them."""

from __future__ import annotations

import json
from typing import Any

from tests.end_to_end.world import World

ITEMS = [
    ("https://example.org/1", "镝出口许可公告", "自公告之日起，出口镝须经许可。"),
    ("https://example.org/2", "Dysprosium prices", "Dysprosium is dear; a permit is needed."),
    ("https://example.org/3", "Weather", "Rain is expected in the port."),
]
CHANGED = """
[rules.licence]
severity = "review"
query = '(licence OR 许可) AND (dysprosium OR 镝)'

[rules.permit]
query = "permit"
"""


def lines(printed: str) -> list[Any]:
    return [json.loads(line) for line in printed.splitlines()]


def test_the_rules_in_force_differ_in_nothing(world: World) -> None:
    world.web.items = ITEMS
    world.run("run", "--once")

    said = world.run("rules", "replay", "--exit-code")
    version = json.loads(world.run("rules", "check", "--json"))["version"]

    assert f"3 texts asked of rules {version}: nothing differs" in said
    assert lines(world.run("rules", "replay", "--json"))[-1]["summary"]["recorded_with"] == [
        {"rules_version": version, "texts": 3}
    ]


def test_a_change_is_tried_on_history_and_nothing_is_written(world: World) -> None:
    world.web.items = ITEMS
    world.run("run", "--once")
    stored = world.run("items", "export", "--json")
    folder = world.folder / "tried"
    folder.mkdir()
    (folder / "export-controls.toml").write_text(CHANGED)

    said = world.run("rules", "replay", "--rules", str(folder))
    world.run("rules", "replay", "--rules", str(folder), "--exit-code", code=1)
    *rows, end = lines(world.run("rules", "replay", "--rules", str(folder), "--json"))
    narrow = world.run("rules", "replay", "--rules", str(folder), "--limit", "1")

    assert "action-required → review" in said
    assert "+1 −1 ~1 in 2 texts" in said
    assert {
        (row["title"], one["what"], one["rule"], one["before"], one["after"])
        for row in rows
        for one in row["differences"]
    } == {
        ("镝出口许可公告", "severity", "licence", "action-required", "review"),
        ("Dysprosium prices", "lost", "mention", "fyi", None),
        ("Dysprosium prices", "added", "permit", None, "review"),
    }
    assert end["summary"]["rules"]["export-controls/licence"] == {
        "added": 0,
        "lost": 0,
        "severity": 1,
        "words": 0,
    }
    assert "others; --limit shows more" in narrow
    assert world.run("items", "export", "--json") == stored


def test_what_was_recorded_with_other_rules_is_said(world: World) -> None:
    world.web.items = ITEMS
    world.run("run", "--once")
    (world.config / "rules" / "export-controls.toml").write_text(CHANGED)

    said = world.run("rules", "replay")
    against = world.run("rules", "replay", "--against", "in-force")

    assert "3 texts recorded with rules" in said
    assert "nothing differs" in against


def test_texts_of_a_source_that_is_gone_are_asked(world: World) -> None:
    world.web.items = ITEMS
    world.run("run", "--once")
    for path in (world.config / "sources").iterdir():
        path.unlink()

    assert "3 texts asked" in world.run("rules", "replay", "--source", "gazette")


def test_mistakes_of_the_command_line_are_told(world: World) -> None:
    world.web.items = ITEMS
    world.run("run", "--once")
    empty = world.folder / "empty"
    empty.mkdir()

    assert 'no source "nope"' in world.run("rules", "replay", "--source", "nope", code=1)
    assert 'no topic "nope"' in world.run("rules", "replay", "--topic", "nope", code=1)
    assert "nothing was counted" in world.run("rules", "stats", "--since", "2999-01-01")
    assert "no topic or rule \"licens\"; did you mean 'licence'?" in world.run(
        "rules", "stats", "licens", code=1
    )
    assert "no rule files here" in world.run("rules", "replay", "--rules", str(empty), code=2)
    assert "neither a day" in world.run("rules", "stats", "--since", "yesterday", code=2)
    said = world.run("rules", "replay", "--since", "2026-02-02", "--until", "2026-02-01", code=2)
    assert "nothing lies between" in said
    assert "nothing was asked" in world.run("rules", "replay", "--until", "2001-01-01")


def test_statistics_count_items_by_rule_and_clause(world: World) -> None:
    world.web.items = ITEMS
    world.run("run", "--once")

    said = world.run("rules", "stats")
    of_rule = world.run("rules", "stats", "licence", "--by", "month")
    document = json.loads(world.run("rules", "stats", "--json"))

    assert "3 items received since" in said and "export-controls/mention" in said
    assert "许可" in of_rule and "dysprosium" in of_rule
    by_rule = {one["rule"]: one for one in document["rules"]}
    assert by_rule["licence"]["items"] == 1
    clauses = {one["text"]: one["items"] for one in by_rule["licence"]["clauses"]}
    assert clauses == {
        "licence": 0,
        "license": 0,
        "许可": 1,
        "dysprosium": 0,
        "terbium": 0,
        "镝": 1,
    }
    assert sum(by_rule["mention"]["over_time"]) == by_rule["mention"]["items"]
