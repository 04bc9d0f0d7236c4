"""The parts of the documentation that are written from the code, by the name of their block."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

import click

from monitor import errors
from monitor.app import CHANNELS
from monitor.cli import cli
from monitor.config.secret import HOWS
from monitor.config.settings import (
    FetchSettings,
    KeepSettings,
    PollingSettings,
    Settings,
    documented,
)
from monitor.kinds import KINDS
from monitor.kinds.listing_options import ListingData
from monitor.model import Access, PageOptions, Source, Subscription

WIDTH = 100
"""Columns of the help pages in docs/commands.md."""

TABLES: Mapping[str, type[Any]] = {
    "settings": Settings,
    "settings fetch": FetchSettings,
    "settings polling": PollingSettings,
    "settings keep": KeepSettings,
    "settings source": Source,
    "settings source access": Access,
    "settings source page": PageOptions,
    "settings kind listing data": ListingData,
    **{f"settings kind {name}": kind.options for name, kind in KINDS.items() if kind.options},
    "settings subscription": Subscription,
    **{f"settings channel {name}": kind.settings for name, kind in CHANNELS.items()},
}
"""Block name to the class whose fields are its keys."""

_CAUSE = re.compile(r'^ +"([a-z-]+)",  # (.+)$', re.MULTILINE)
_SECRET_WORDS = {
    "file": "A file that holds it, relative to the configuration.",
    "env": "An environment variable that holds it.",
    "credential": "A systemd credential (`LoadCredential=`) that holds it.",
}
_WHERE = {"file": "In this file.", "env": "In this variable.", "credential": "systemd's."}
_UNREAD = (
    ("`parse`", "not what the kind expects"),
    ("`layout`", "the page is there, but the configured selectors find nothing on it"),
)
_TYPES: Mapping[Any, str] = {
    str: "text",
    bool: "true or false",
    int: "whole number",
    float: "number",
    date: "day",
    object: "table",
    timedelta: "duration",
    ZoneInfo: "time zone",
    Path: "path",
}


def blocks() -> Mapping[str, Callable[[], str]]:
    """Return what writes each block; the text stands between two blank lines."""
    tables = {name: _table_of(name, settings) for name, settings in TABLES.items()}
    return {**tables, "kinds": kinds, "causes": causes, "errors": error_tree, "commands": commands}


def _table_of(name: str, settings: type[Any]) -> Callable[[], str]:
    return lambda: settings_table(settings, secret_key=_secret_key(name))


def _secret_key(block: str) -> str:
    channel = block.removeprefix("settings channel ")
    return CHANNELS[channel].secret_key if channel in CHANNELS else ""


def settings_table(settings: type[Any], *, secret_key: str = "") -> str:
    """Return a table of every key with its type, default and words."""
    hints = get_type_hints(settings)
    fields = {one.name: one for one in dataclasses.fields(settings)}
    rows = []
    for key, default, words in documented(settings):
        if fields[key].metadata.get("secret") == "yes":
            rows += [
                (f"`{key}_{how}`", "text", "not set", f"{words} {_WHERE[how]}") for how in HOWS
            ]
        else:
            rows.append((f"`{key}`", _type(hints[key], fields[key]), _default(default), words))
    if secret_key:
        rows += [(f"`{secret_key}_{how}`", "text", "", _SECRET_WORDS[how]) for how in HOWS]
    return _table(("key", "value", "default", "what it does"), rows)


def _default(written: str) -> str:
    if written == "required":
        return "**required**"
    return f"`{written}`" if written not in {"", '""'} else "not set"


def _type(hint: Any, field: dataclasses.Field[Any]) -> str:
    if get_origin(hint) in (Union, UnionType):
        hint = next(one for one in get_args(hint) if one is not type(None))
    if get_origin(hint) is tuple:
        return "list"
    if get_origin(hint) is Mapping:
        return "table of texts"
    if get_origin(hint) is Literal or (isinstance(hint, type) and issubclass(hint, StrEnum)):
        return "one word"
    if dataclasses.is_dataclass(hint):
        return "table"
    return "size" if field.metadata.get("unit") == "bytes" else _TYPES[hint]


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", r"\|") for cell in line) + " |" for line in lines
    )


def kinds() -> str:
    """Return the list of kinds of source."""
    rows = [(f"`{name}`", f"`{kind.address}`", kind.doc) for name, kind in KINDS.items()]
    return _table(("kind", "looks at", "what it reads"), rows)


def causes() -> str:
    """Return why a look can fail, from the comments beside `FetchCause`, and parse errors."""
    found = [(f"`{cause}`", words) for cause, words in _CAUSE.findall(inspect.getsource(errors))]
    return _table(("cause", "what it means"), [*found, *_UNREAD])


def error_tree() -> str:
    """Return the tree of errors, as it stands in the code."""
    return f"```text\n{inspect.getdoc(errors)}\n```"


def commands() -> str:
    """Return the help of every command, each under a heading of its own."""
    return "\n\n".join(
        f"## {path}\n\n```text\n{_help(context)}\n```" for path, context in every_command()
    )


def _help(context: click.Context) -> str:
    lines = context.command.get_help(context).splitlines()
    return "\n".join(line.rstrip() for line in lines)


def every_command(context: click.Context | None = None) -> Iterator[tuple[str, click.Context]]:
    """Yield every command's words, such as `monitor items show`, and its context."""
    here = context or click.Context(
        cli, info_name="monitor", terminal_width=WIDTH, **cli.context_settings
    )
    yield here.command_path, here
    if isinstance(here.command, click.Group):
        for name, command in sorted(here.command.commands.items()):
            below = click.Context(command, info_name=name, parent=here, terminal_width=WIDTH)
            yield from every_command(below)
