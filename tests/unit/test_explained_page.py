"""An explanation on the terminal: it fits the line, its words are marked, nothing dangerous."""

from __future__ import annotations

import click
import pytest
from rich.cells import cell_len

from monitor.cli.rules.explained import Page, Tree, marked
from monitor.rules.explaining.explainer import Explainer
from monitor.rules.language.lists import definitions
from monitor.rules.language.parsing import parse
from tests import build
from tests.unit.queries import VOCABULARY

LISTS = definitions(
    {"traps": [f"trap{n}" for n in range(40)], "more": ["@traps", "chess"]}, VOCABULARY
)


def shown(
    capsys: pytest.CaptureFixture[str], query: str, body: str, *, colour: bool = False
) -> str:
    article = build.article(title="", body=body)
    explainer = Explainer(article, VOCABULARY)
    explanation = explainer.explained(parse(query, VOCABULARY, LISTS))
    Tree(Page(colour), article, explainer.reading).print(explanation.clause)
    return capsys.readouterr().out


def test_each_clause_is_a_line_with_what_stands_there(capsys: pytest.CaptureFixture[str]) -> None:
    told = shown(
        capsys, "sentence(ban AND ex* AND (milk OR rare) AND NOT @more)", "Ban on exports."
    )

    assert told.splitlines() == [
        "  no   sentence, all of – paragraph 1",
        "       “Ban on exports.”",
        "  yes    ban  Ban",
        "  yes    ex*  exports",
        "  no     one of  none of milk, rare",
        "  yes    NOT",
        "  no       @more  none of @traps, chess",
    ]


def test_words_of_the_whole_article_are_told_with_their_paragraphs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = shown(capsys, "ban AND body:exports", "Ban.\n\nMilk exports.\n\nA ban.")

    assert told.splitlines() == [
        "  yes  all of",
        "  yes    ban  Ban, ban in paragraphs 1, 3",
        "  yes    body:",
        "  yes      exports  exports",
    ]


def test_words_are_marked_on_a_terminal_only(capsys: pytest.CaptureFixture[str]) -> None:
    plain = shown(capsys, "sentence(ban)", "A ban\x1b[31m today.")
    coloured = shown(capsys, "sentence(ban)", "A ban\x1b[31m today.", colour=True)

    assert "\x1b" not in plain
    assert click.style("ban", bold=True, underline=True) in coloured
    assert "\x1b[31m" not in coloured


def test_lines_fit_eighty_cells_in_any_script(capsys: pytest.CaptureFixture[str]) -> None:
    body = "商务部对镓实施出口管制，" * 12 + "exports " * 30 + "稀土。"

    told = shown(capsys, "sentence(稀土 AND NOT (NOT (exports OR NOT (title:(@more)))))", body)

    assert max(map(cell_len, told.splitlines())) <= 80
    assert told.count("镓") > 2


def test_of_a_long_sentence_the_words_with_what_is_beside_them_are_quoted() -> None:
    text = "aa " * 500 + "ban" + " bb" * 500

    pieces = list(marked(text, 0, len(text), [(1500, 1503)]))

    assert [words for words, is_marked in pieces if is_marked] == ["ban"]
    assert (pieces[0], pieces[-1]) == (("…", False), ("…", False))
    assert sum(len(words) for words, _ in pieces) < 300
