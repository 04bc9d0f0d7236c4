"""Where in the text of a TOML file the value of a key stands, as the parser does not say.

The file is known to be valid. Where something cannot be told for sure, nothing is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*+'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'[^'\n]*+'"
    r"|#[^\n]*+"
    r"|[\[\]{}=\n]"
    r"|[^\S\n]++"
    r"|[^\s\[\]{}=#\"']++",
    re.DOTALL,
)
_QUOTES = ('"""', "'''", '"', "'")
_Key = tuple[str, ...]


class Place(NamedTuple):
    """A line and a column of a file, from 1."""

    line: int
    column: int


def key_place(text: str, key: _Key) -> Place | None:
    """Return where the value of a key begins, tables by their names; None: it is not found."""
    at = _value(text, key)
    return None if at is None else _place(text, at)


def place_in(text: str, key: _Key, line: int, column: int) -> Place | None:
    """Return where in a file that place is which a text, the value of a key, has at a line and
    column of its own; None: the file writes it in another way, with escapes."""
    at = _value(text, key)
    if at is None:
        return None
    token = _TOKEN.match(text, at)
    quote = next((one for one in _QUOTES if token and token[0].startswith(one)), None)
    if token is None or quote is None:
        return None
    inside = token[0][len(quote) : -len(quote)]
    if "\\" in inside and quote.startswith('"'):
        return None
    at += len(quote)
    if len(quote) > 1 and inside.startswith("\n"):
        at += 1  # which is no part of the value
    for _ in range(line - 1):
        at = text.index("\n", at) + 1
    return _place(text, at + column - 1)


def _place(text: str, at: int) -> Place:
    return Place(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _value(text: str, key: _Key) -> int | None:
    """Return where the value of a key begins in a text."""
    return _read(text).get(key)


@lru_cache(maxsize=1)  # a file has as many mistakes as it likes
def _read(text: str) -> Mapping[_Key, int]:
    places: dict[_Key, int] = {}
    for key, at in _values(text):
        places.setdefault(key, at)
    return places


def _values(text: str) -> Iterator[tuple[_Key, int]]:
    """Yield each key outside of values, its tables before it, with where its value begins."""
    table: _Key = ()
    written = ""
    depth = 0
    is_value = False
    for token in _TOKEN.finditer(text):
        piece = token[0]
        if piece == "\n":
            if depth == 0:
                if written.strip().startswith("["):
                    table = _header(written)
                written, is_value = "", False
        elif piece.startswith("#"):
            continue
        elif is_value:
            depth += _deeper(piece)
        elif piece == "=":
            yield (*table, *_names(written)), _after_blanks(text, token.end())
            is_value = True
        else:
            written += piece


def _deeper(piece: str) -> int:
    if piece in ("[", "{"):
        return 1
    return -1 if piece in ("]", "}") else 0


def _after_blanks(text: str, at: int) -> int:
    while text[at : at + 1] in (" ", "\t"):
        at += 1
    return at


def _header(written: str) -> _Key:
    """Return the names of a table; one of a list is told from a table of the same name."""
    names = written.strip().removeprefix("[").removesuffix("]")
    is_listed = names.startswith("[")
    found = _names(names.strip("[]"))
    return (*found, "[]") if is_listed else found


def _names(written: str) -> _Key:
    """Return the names of a key such as `rules."my rule".query`."""
    found: list[str] = []
    node: object = tomllib.loads(f"{written} = 0")
    while isinstance(node, dict):
        name, node = next(iter(node.items()))
        found.append(name)
    return tuple(found)
