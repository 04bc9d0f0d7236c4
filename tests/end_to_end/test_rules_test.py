"""Cases beside the rules as an operator meets them: the command, the check, the running daemon."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from tests.end_to_end.world import World
from tests.line import RULES

HOLDS = """
[[rules.licence.cases]]
title = "A licence for dysprosium"
severity = "action-required"

[[rules.licence.cases]]
title = "A licence for milk"
match = false
"""
FAILS = """
[[rules.mention.cases]]
title = "Terbium is not told"
note = "As the desk asked."
"""
TOLD = (
    'config/rules/export-controls.toml: rules.mention.cases[1] "Terbium is not told":'
    " expected mention to apply; it does not; it would match if"
)


def write(world: World, *more: str) -> Path:
    path = world.config / "rules" / "export-controls.toml"
    path.write_text("\n".join((RULES, *more)), "utf-8")
    return path


def test_cases_that_hold_are_counted(world: World) -> None:
    write(world, HOLDS)

    assert world.run("rules", "test") == "2 passed\n"
    assert "2 rules, 2 cases\n" in world.run("check")
    assert json.loads(world.run("rules", "test", "--json")) == {"cases": 2, "failed": []}


def test_a_case_that_does_not_hold_is_told_and_ends_with_1(world: World) -> None:
    write(world, HOLDS, FAILS)

    first, expected, near, note, summary = world.run("rules", "test", code=1).splitlines()

    assert first == (
        'FAILED config/rules/export-controls.toml: rules.mention.cases[1] "Terbium is not told"'
    )
    assert expected == "    expected mention to apply; it does not"
    assert near.startswith("    it would match if") and "dysprosium" in near
    assert note == "    note: As the desk asked."
    assert summary == "1 failed, 2 passed"
    assert TOLD in world.run("check", code=1)
    (failed,) = json.loads(world.run("rules", "test", "--json", code=1))["failed"]
    assert (failed["rule"], failed["matches"]) == ("mention", [])


DOUBTFUL = """
[rules.loud]
query = 'NOT milk'
"""


def listed(printed: str) -> list[str]:
    """The doubts of an answer in JSON, which stands before what was told of them."""
    return list(json.loads(printed.splitlines()[0])["doubts"])


LOUD = "config/rules/export-controls.toml: rules.loud: asks for nothing that has to be there"


def test_what_is_valid_but_seldom_meant_is_told_and_refused_where_asked_for(world: World) -> None:
    write(world, DOUBTFUL)
    (world.config / "cases").mkdir()
    (world.config / "cases" / "desk.toml").write_text(
        '[[cases]]\ntitle = "Milk"\nlanguage = "xx"\n'
    )
    unknown = "config/cases/desk.toml: cases[1]: no item is in language 'xx'"
    wish = 'config/cases/desk.toml: cases[1] "Milk": expected a rule to apply'

    told = world.run("rules", "check")
    doubts = listed(world.run("rules", "check", "--json"))
    of_all = listed(world.run("check", "--json"))

    assert "rules are valid" in told
    assert [one.partition(LOUD)[1] or one.partition(unknown)[1] for one in doubts] == [
        LOUD,
        unknown,
    ]
    assert of_all[: len(doubts)] == doubts
    assert [one.partition(wish)[1] for one in of_all[len(doubts) :]] == [wish]
    assert LOUD in world.run("rules", "check", "--strict", code=2)
    strict = world.run("check", "--strict", code=2)
    assert LOUD in strict and unknown in strict and wish in strict


def test_a_list_whose_term_is_a_query_is_refused_with_its_place(world: World) -> None:
    file = write(world, "[lists]\nbans = ['ban']\nmore = ['antimony AND ban']")
    line = file.read_text().splitlines().index("more = ['antimony AND ban']") + 1

    said = world.run("rules", "check", code=2)

    assert f"config/rules/export-controls.toml:{line}:8: lists: more: 'antimony AND ban': " in said
    assert "write NAME = 'antimony AND ban' beside the list and \"@NAME\" in it" in said


def test_a_rule_topic_or_file_of_cases_is_tested_alone(world: World) -> None:
    write(world, HOLDS, FAILS)
    (world.config / "cases").mkdir()
    (world.config / "cases" / "desk.toml").write_text('[[cases]]\ntitle = "Dysprosium"\n')

    assert world.run("rules", "test", "licence") == "2 passed\n"
    assert world.run("rules", "test", "export-controls/licence", "desk") == "3 passed\n"
    assert world.run("rules", "test", "export-controls", code=1).endswith("1 failed, 2 passed\n")
    assert world.run("rules", "test", "desk") == "1 passed\n"
    with (world.config / "cases" / "desk.toml").open("a") as desk:
        desk.write('[[cases]]\ntitle = "Milk"\nrule = "licence"\nmatch = false\n')
    assert world.run("rules", "test", "desk") == "2 passed\n"
    assert "no topic or rule \"licens\"; did you mean 'licence'?" in world.run(
        "rules", "test", "licens", code=1
    )
    assert len(world.run("rules", "test", "nosuch", code=1).splitlines()) == 1


def test_rules_without_cases_and_clauses_that_no_case_needs_are_told(world: World) -> None:
    write(world, HOLDS)

    told = world.run("rules", "test", "--coverage", "--mutate")
    report = json.loads(world.run("rules", "test", "--coverage", "--mutate", "--json"))

    assert [line.split() for line in told.splitlines() if "export-controls/mention" in line] == [
        ["export-controls/mention", "0", "0", "1"]
    ]
    assert "cases of both sorts: 1 of 2 rules\n" in told
    assert "export-controls/licence: no case needs 5 clauses\n" in told
    assert "\n    license\n" in told
    assert "dysprosium OR" not in told
    assert {"rule": "export-controls/licence", "clause": "镝"} in report["unneeded"]
    assert report["coverage"][0] == {
        "rule": "export-controls/licence",
        "must_match": 1,
        "must_not": 1,
        "applies": 1,
    }


def test_clauses_of_several_rules_are_counted_and_told_where_they_are_asked_for(
    world: World,
) -> None:
    write(world, HOLDS, '[[rules.mention.cases]]\ntitle = "Dysprosium or not"\n')
    file = world.config / "rules" / "export-controls.toml"
    file.write_text(file.read_text().replace("query = 'dysprosium'", "query = 'dysprosium OR 镝'"))

    counted = world.run("rules", "test", "--mutate")
    told = world.run("rules", "test", "--mutate", "--verbose")

    assert "export-controls/mention: no case needs 1 clause\n" in counted
    assert "    镝" not in counted and "--verbose" in counted
    assert "export-controls/mention: no case needs 1 clause\n    镝\n" in told


def test_of_rules_that_may_not_apply_each_has_a_line(world: World) -> None:
    write(world, HOLDS, '[[cases]]\ntitle = "Licence for dysprosium"\nmatch = false\n')

    told = world.run("rules", "test", code=1).splitlines()

    assert told[1:4] == [
        "    expected a rule not to apply; 2 do",
        '    export-controls/licence, for "Licence", "dysprosium"',
        '    export-controls/mention, for "dysprosium"',
    ]


def test_a_query_that_cannot_be_read_is_told_with_its_line(world: World) -> None:
    path = write(world, '[rules.broken]\nquery = """\nsentence(\n  dysprosium ban\n)"""\n')
    line = path.read_text().split("\n").index("  dysprosium ban") + 1

    told = world.run("check", code=2)

    assert f"config/rules/export-controls.toml:{line}:14: rules.broken: query: expected" in told


@pytest.mark.parametrize("more", [FAILS, '[rules.broken]\nquery = "a b"\n'])
def test_a_reload_with_failing_cases_or_a_broken_rule_is_refused_with_the_reason(
    world: World, more: str
) -> None:
    with world.daemon() as daemon:
        daemon.event("polled source=gazette")
        write(world, HOLDS, more)

        daemon.signal(signal.SIGHUP)

        told = daemon.event("configuration refused")
        assert "kept=old" in told
        assert "rules.mention.cases[1]" in told or "rules.broken: query" in told
        daemon.told("the old configuration stays")
        write(world, HOLDS)
        daemon.signal(signal.SIGHUP)
        daemon.event("reloaded")


def test_a_start_with_failing_cases_warns_and_works(world: World) -> None:
    write(world, FAILS)

    with world.daemon() as daemon:
        daemon.told("READY=1")
        assert "rules.mention.cases[1]" in daemon.event("case fails")
        daemon.event("polled source=gazette")
