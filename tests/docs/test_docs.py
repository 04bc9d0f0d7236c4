"""What is written is true: the documentation against the code."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import json
import re
from pathlib import Path
from typing import get_args

import click
import pytest

from monitor import cli, errors
from monitor.app import CHANNELS
from monitor.kinds import KINDS
from monitor.model import ConditionKind, DeliveryState, Held, Outcome, Severity
from monitor.rules import Case, Rule
from monitor.rules.language.severity import PARTS
from monitor.rules.language.vocabulary import FIELDS, UNITS
from tests.docs.blocks import TABLES, blocks, every_command
from tests.docs.generate import ROOT, block_names, stale
from tests.docs.pages import anchors, command_lines, links, mentions, mistake, pages

DOCS = ROOT / "docs"
_LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
_PHRASE = re.compile(r"[a-z][a-z ]*")


def _page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def _missing(words: list[str], page: str) -> list[str]:
    """Return those words that no code span on the page holds."""
    return [word for word in words if f"`{word}`" not in _page(page)]


def test_generated_files_are_current() -> None:
    assert [str(path.relative_to(ROOT)) for path, _ in stale()] == [], "run `make generated`"


def test_every_generated_block_stands_in_some_page() -> None:
    shown = {name for page in pages() for name in block_names(page.read_text("utf-8"))}

    assert shown == set(blocks())


@pytest.mark.parametrize("name", TABLES)
def test_every_setting_has_words(name: str) -> None:
    wordless = [
        one.name
        for one in dataclasses.fields(TABLES[name])
        if not one.metadata.get("doc") and one.name != "name"  # the name is the table's own
    ]

    assert wordless == []


@pytest.mark.parametrize("path", [path for path, _ in every_command()])
def test_every_command_says_what_it_does(path: str) -> None:
    context = next(context for one, context in every_command() if one == path)

    assert context.command.help
    assert f"## {path}\n" in _page("commands.md")


@pytest.mark.parametrize("path", [path for path, _ in every_command()])
def test_every_option_says_what_it_is_for_or_lists_its_choices(path: str) -> None:
    context = next(context for one, context in every_command() if one == path)

    silent = [
        one.opts
        for one in context.command.params
        if isinstance(one, click.Option) and not (one.help or one.hidden)
        if not isinstance(one.type, click.Choice)
    ]

    assert silent == []


def test_every_kind_of_source_has_a_heading() -> None:
    assert [kind for kind in KINDS if f"\n### `{kind}`\n" not in _page("sources.md")] == []


def test_every_kind_of_channel_has_a_heading() -> None:
    assert [kind for kind in CHANNELS if f"\n### `{kind}`\n" not in _page("digests.md")] == []
    wanted = [f'\n### kind = "{kind}"\n' for kind in CHANNELS]
    assert [heading for heading in wanted if heading not in _page("configuration.md")] == []


def test_every_cause_of_a_failed_look_has_a_remedy() -> None:
    causes = [*get_args(errors.FetchCause), "parse", "layout"]

    assert _missing(causes, "sources.md") == []
    rows = _page("operations.md")
    assert [cause for cause in causes if f"| Source: `{cause}` |" not in rows] == []


def test_every_type_of_error_stands_in_the_tree() -> None:
    types = [
        name
        for name, value in inspect.getmembers(errors, inspect.isclass)
        if issubclass(value, errors.MonitorError)
    ]

    assert "FetchError" in types
    assert [name for name in types if name not in _page("operations.md")] == []


def test_every_event_of_the_log_is_explained() -> None:
    events = {
        phrase
        for path in (ROOT / "monitor").rglob("*.py")
        for phrase in _events(ast.parse(path.read_text("utf-8")))
    }

    assert "polled" in events
    assert _missing(sorted(events), "operations.md") == []


def _events(tree: ast.Module) -> set[str]:
    """Return the phrases that a module logs, those of a conditional expression included."""
    calls = (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _LEVELS
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"log", "logger", "logging"}
    )
    return {
        leaf.value
        for call in calls
        for argument in call.args
        for leaf in ast.walk(argument)
        if isinstance(leaf, ast.Constant)
        and isinstance(leaf.value, str)
        and not _is_compared(argument, leaf)
    }


def _is_compared(argument: ast.expr, leaf: ast.Constant) -> bool:
    """Say whether a string only decides which phrase is logged."""
    tests = [node for node in ast.walk(argument) if isinstance(node, ast.Compare)]
    return any(leaf in list(ast.walk(test)) for test in tests)


def test_every_event_is_a_fixed_phrase_in_small_letters() -> None:
    phrases = {
        phrase
        for path in (ROOT / "monitor").rglob("*.py")
        for phrase in _events(ast.parse(path.read_text("utf-8")))
    }

    assert [phrase for phrase in phrases if not _PHRASE.fullmatch(phrase)] == []


def test_every_word_that_people_meet_is_explained() -> None:
    not_written = {"name", "topic", "origin", "rule", "is_wish"}
    keys = [
        one.name
        for written in (Rule, Case)
        for one in dataclasses.fields(written)
        if one.name not in not_written
    ]

    assert _missing([*get_args(Held), *get_args(DeliveryState)], "digests.md") == []
    assert _missing([*get_args(Outcome)], "operations.md") == []
    assert _missing([*get_args(ConditionKind)], "operations.md") == []
    assert _missing([one.value for one in Severity], "rules.md") == []
    assert _missing([*keys, *UNITS, *FIELDS, *PARTS], "rules.md") == []


def test_every_exit_code_is_explained() -> None:
    codes = re.findall(r"(\d+) [a-z]", str(inspect.getdoc(cli)).partition("Exit codes: ")[2])

    assert codes == ["0", "1", "2", "130"]
    assert [code for code in codes if f"\n| {code} | " not in _page("operations.md")] == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    lost = []
    for target in links(page):
        path, _, anchor = target.partition("#")
        place = (page.parent / path).resolve() if path else page
        if not place.exists() or (anchor and anchor not in anchors(place)):
            lost.append(target)

    assert lost == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_command_line_shown_can_be_typed(page: Path) -> None:
    wrong = [(line, fact) for line in command_lines(page) if (fact := mistake(line))]

    assert wrong == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_command_that_the_text_speaks_of_exists(page: Path) -> None:
    wrong = [(line, fact) for line in mentions(page) if (fact := mistake(line, complete=False))]

    assert wrong == []


def test_a_command_line_that_is_wrong_is_found() -> None:
    assert mistake("monitor items shwo 1")
    assert mistake("monitor run --twice")
    assert mistake("monitor items show twelve")
    assert mistake("monitor --state /tmp/try items list --limit 3") is None


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_line_of_json_output_is_json(page: Path) -> None:
    for line in page.read_text("utf-8").splitlines():
        if line.startswith('{"id":') and not line.endswith("…"):
            json.loads(line)
