"""The answer of an interface as data: JSON, JSONP, or the literals of a script.

Nothing is executed. What is none of these says so in its own words: some interfaces report
errors as a line of text with status 200.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from monitor.errors import ParseError
from monitor.text import one_line, without_markup

_MAX_DEPTH = 64
"""Of literals in a script; those of news pages have three or four."""
_SHOWN = 160
_JSONP = re.compile(r"\s*(?:/\*\*/\s*)?(?:try\s*\{\s*)?[A-Za-z_$][\w$.]{0,100}\s*\(\s*(?=[\[{])")
_TOKEN = re.compile(
    r"""//[^\n]*+ | /\*.*?(?:\*/|\Z) | "(?:[^"\\]|\\.)*+(?:"|\\?\Z)"""
    r"""| '(?:[^'\\]|\\.)*+(?:'|\\?\Z) | `(?:[^`\\]|\\.)*+(?:`|\\?\Z)"""
    r"""| (?P<open>[\[{(]) | (?P<close>[\]})])""",
    re.DOTALL | re.VERBOSE,
)
_ASSIGNED = re.compile(r"([A-Za-z_$][\w$.]{0,100})\s*(\[[^\[\]]{0,100}\])?\s*=\s*\Z")
_ASSIGNED_WITHIN = 300
_BLANKS_WITHIN = 20
_MAX_LITERALS = 20_000
"""A year of news is some hundreds of assignments."""


def answered(text: str, form: Literal["json", "javascript"], *, subject: str) -> Any:
    """Return what `text` says, as JSON values; a script as an object of its variables.

    Raises:
        ParseError: it is empty, broken, nested too deeply, a page, or a line of plain text.
    """
    text = text.lstrip("\ufeff").strip()
    if not text:
        raise ParseError(subject, "is empty, not an answer in JSON")
    if form == "javascript":
        return _variables(text, subject)
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ParseError(subject, "not an answer: JSON nested too deeply") from error
    except ValueError as error:
        fact = _no_json(text, error)
    if wrapped := _JSONP.match(text):
        try:
            return json.JSONDecoder().raw_decode(text, wrapped.end())[0]
        except RecursionError as error:
            raise ParseError(subject, "not an answer: JSON nested too deeply") from error
        except ValueError as error:
            fact = f"JSONP that is broken: {error}"
    raise ParseError(subject, f"not an answer in JSON: {fact}")


def _no_json(text: str, error: ValueError) -> str:
    """Return what `text` is instead of JSON, with its words where it is a text."""
    if text[0] in "[{":
        return f"JSON that is broken: {error}"
    words = one_line(without_markup(text[:4000]))
    said = f'"{words[:_SHOWN]}{"…" if len(words) > _SHOWN else ""}"'
    return f"an HTML page: {said}" if text[0] == "<" else f"it says {said}"


class _Literal(NamedTuple):
    name: str
    is_one_of: bool
    """Whether it is assigned to an index of the variable (`news[12] = {…}`)."""
    text: str


def _variables(text: str, subject: str) -> dict[str, Any]:
    """Return the variables of a script that are assigned literals; those by index as a list."""
    import pyjson5

    found: dict[str, Any] = {}
    for number, literal in enumerate(_literals(text, subject)):
        if number >= _MAX_LITERALS:
            raise ParseError(subject, f"not an answer: over {_MAX_LITERALS:,} assignments")
        try:
            value = pyjson5.decode(literal.text, _MAX_DEPTH)
        except pyjson5.Json5DecoderException as error:
            fact = str(error.args[0])[:_SHOWN]
            raise ParseError(
                subject, f"not an answer: {literal.name} is no literal: {fact}"
            ) from error
        if literal.is_one_of:
            earlier = found.setdefault(literal.name, [])
            if isinstance(earlier, list):
                earlier.append(value)
        else:
            found[literal.name] = value
    if not found:
        raise ParseError(
            subject, f"not a script that assigns an array or object: {_no_json(text, ValueError())}"
        )
    return found


def _literals(text: str, subject: str) -> Iterator[_Literal]:
    """Yield the arrays and objects that are assigned outside all functions and blocks."""
    depth = 0
    begun: tuple[int, str, bool] | None = None
    for token in _TOKEN.finditer(text):
        if token["open"]:
            if depth == 0:
                begun = _assigned(text, token.start()) if token["open"] != "(" else None
            depth += 1
            if depth > _MAX_DEPTH:
                raise ParseError(subject, "not an answer: a script nested too deeply")
        elif token["close"]:
            depth = max(0, depth - 1)
            if depth == 0 and begun is not None:
                start, name, is_one_of = begun
                yield _Literal(name, is_one_of, text[start : token.end()])
                begun = None
    if begun is not None:
        raise ParseError(subject, f"not an answer: a script that breaks off in {begun[1]}")


def _assigned(text: str, start: int) -> tuple[int, str, bool] | None:
    """Return a literal's place and the variable that it is assigned to, or None if to none."""
    if not text[max(0, start - _BLANKS_WITHIN) : start].rstrip().endswith("="):
        return None
    before = _ASSIGNED.search(text, max(0, start - _ASSIGNED_WITHIN), start)
    return (start, before[1], before[2] is not None) if before else None
