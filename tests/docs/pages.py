"""Reading the documentation as its checks need it: code blocks, command lines and links."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from monitor.cli import cli
from tests.docs.generate import ROOT

_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"(?<!`)`(monitor [a-z-][^`\n]*)`(?!`)")
_LINK = re.compile(r"\]\(([^()\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_BREAK = {"|", "&&", ";", "||", "&"}
_WRAPPERS = {"sudo", "time", "exec"}


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, "" for none, and its lines."""

    page: Path
    language: str
    text: str


def pages() -> list[Path]:
    """Return every page that is documentation."""
    tops = [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")]
    return [*(path for path in tops if path.exists()), *sorted((ROOT / "docs").glob("*.md"))]


def code_blocks(page: Path) -> list[Block]:
    """Return the fenced blocks of a page, top to bottom."""
    found = _FENCE.findall(page.read_text("utf-8"))
    return [Block(page, language, text) for _, language, text in found]


def prose(page: Path) -> str:
    """Return a page without its fenced blocks."""
    return _FENCE.sub("", page.read_text("utf-8"))


def links(page: Path) -> Iterator[str]:
    """Yield the targets of a page's links that lead to this repository."""
    for target in _LINK.findall(prose(page)):
        if not re.match(r"[a-z]+:", target):
            yield target


def anchors(page: Path) -> set[str]:
    """Return the names of a page's headings, as GitHub makes them."""
    made = set()
    for heading in _HEADING.findall(prose(page)):
        words = re.sub(r"[^\w\- ]", "", heading.lower())
        made.add(words.replace(" ", "-"))
    return made


def command_lines(page: Path) -> Iterator[str]:
    """Yield every `monitor …` in a page's blocks marked `sh` or, behind `$ `, `console`."""
    for block in code_blocks(page):
        lines = block.text.replace("\\\n", " ").splitlines()
        if block.language == "console":
            lines = [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
        elif block.language != "sh":
            continue
        for line in lines:
            yield from _monitor_commands(line)


def mentions(page: Path) -> list[str]:
    """Return every `monitor …` in a page's text; arguments may be left out there."""
    return _SPAN.findall(prose(page))


def _monitor_commands(line: str) -> Iterator[str]:
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|&;<>")
    lexer.whitespace_split = True
    words: list[str] = []
    for word in [*lexer, ";"]:
        if word not in _BREAK:
            words.append(word)
            continue
        while words and (words[0] in _WRAPPERS or re.match(r"[A-Z_]+=", words[0])):
            words.pop(0)
        if words and words[0].rpartition("/")[2] == "monitor":
            yield shlex.join(["monitor", *_until_redirection(words[1:])])
        words = []


def _until_redirection(words: list[str]) -> list[str]:
    ends = [index for index, word in enumerate(words) if word[0:1] in {"<", ">"}]
    return words[: ends[0]] if ends else words


def mistake(line: str, *, complete: bool = True) -> str | None:
    """Return what the command line would say of `monitor …`, or None if it takes it.

    Arguments may be missing where the line is not `complete`.
    """
    words = shlex.split(line)[1:]
    context = click.Context(cli, info_name="monitor", **cli.context_settings)
    try:
        while isinstance(context.command, click.Group):
            _, rest, _ = context.command.make_parser(context).parse_args(list(words))
            if not rest:
                return None  # the group's own options, such as --help
            command = context.command.get_command(context, rest[0])
            if command is None:
                return f"no command {rest[0]}"
            words = rest[1:]
            context = click.Context(command, info_name=rest[0], parent=context)
        context.command.make_context(context.info_name, list(words), parent=context.parent)
    except click.exceptions.Exit:
        return None  # --help
    except click.ClickException as error:
        missing = isinstance(error, click.MissingParameter)
        return error.format_message() if complete or not missing else None
    return None
