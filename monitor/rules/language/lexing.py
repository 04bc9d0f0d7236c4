"""The text of a query cut into tokens, each with its place.

Quotes and parentheses may be those of a Chinese keyboard or a word processor.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from monitor.errors import ConfigError

MAX_LENGTH = 100_000
"""Characters of a query: more is a list, which belongs in a file's [lists]."""

_IN_WORD = r"[^\s()（）\"“”「」『』«»:：，、；。\[\]{}~*<>=&|]"
TOKEN = re.compile(
    r"\s*(?:"
    rf"(?P<word>(?![@!+-]){_IN_WORD}++(?:&{_IN_WORD}++)*+)(?:(?P<field>[:：])|(?P<prefix>\*))?"
    r'|(?P<open>[(（])|(?P<close>[)）])|"(?P<phrase>(?:[^"\\]|\\.)*+)"|“(?P<quoted>[^“”]*+)”'
    r"|@(?P<list>\w[\w.-]*+)|(?P<and>&&)|(?P<or>\|\|)|(?P<not>!)|(?P<any>\*)"
    r"|~(?P<near>\d++)|(?P<range>[\[{][^\[\]{}]*+[\]}])|(?P<compare>[<>]=?)|(?P<bad>\S)|(?P<end>\Z))",
    re.DOTALL,
)
_OPERATORS = {"AND": "and", "OR": "or", "NOT": "not"}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_BAD = {
    **dict.fromkeys("「」『』«»", 'a quote that is none here; write "…"'),
    **dict.fromkeys("，、；。", "a stop between words; write AND or OR, or put them in quotes"),
    '"': 'a quote that is not closed; end it with "',
    "“": "a quote that is not closed; end it with ”",
    "[": "a range that is not closed; write [LOW TO HIGH]",
    "{": "a range that is not closed; write {LOW TO HIGH}",
    "~": "~ without a number; write how many words may stand between, ~5",
    "@": "@ without a name; write @name of a list",
    "-": "- before a term; write NOT",
    "+": "+ before a term; write AND",
    "&": "& alone; write AND, or put the words in quotes",
    "|": "| alone; write OR, or put the words in quotes",
    ":": ": without a field before it; put words that hold one in quotes",
    "：": "： without a field before it; put words that hold one in quotes",
}


class Token(NamedTuple):
    """A piece of a query."""

    kind: str
    """A group of `TOKEN`; `word` only for what is no operator."""
    text: str
    """Without quotes, marks and escapes."""
    start: int
    """Where it begins, its quotes and marks included."""


def tokens(text: str) -> list[Token]:
    """Return the tokens of a query, the last of kind `end`.

    Raises:
        ConfigError: something is no part of a query; with line and column.
    """
    if len(text) > MAX_LENGTH:
        raise refusal(text, MAX_LENGTH, f"more than {MAX_LENGTH} characters; use lists")
    found: list[Token] = []
    for match in TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "word":
            word = match["word"]
            found.append(Token(_OPERATORS.get(word, "word"), word, match.start("word")))
        elif kind == "field" or kind == "prefix":
            found.append(Token(kind, match["word"], match.start("word")))
        else:
            found.append(_token(text, match))
            if kind == "end":
                break
    return found


def _token(text: str, match: re.Match[str]) -> Token:
    kind = str(match.lastgroup)
    piece, start = match[kind], match.start(kind)
    if kind == "bad":
        raise refusal(text, start, f"found {_BAD.get(piece, repr(piece))}")
    if kind in _MARKED:
        start -= 1
    if kind == "quoted":
        return Token("phrase", piece, start)
    if kind == "phrase" and "\\" in piece:
        piece = _ESCAPED.sub(r"\1", piece)
    return Token(kind, piece, start)


_MARKED = frozenset({"phrase", "quoted", "list", "near"})
"""Tokens whose text begins one character after them."""


def refusal(text: str, at: int, fact: str) -> ConfigError:
    """Return the error that says what is wrong at a place of a query: line and column from 1."""
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    return ConfigError(f"line {line}, column {column}: {fact}")


_AS_WRITTEN = {"open": "(", "close": ")", "and": "AND", "or": "OR", "not": "NOT", "end": "the end"}


def shown(token: Token) -> str:
    """Return a token as messages name it."""
    if token.kind == "list":
        return f"@{token.text}"
    if token.kind in ("field", "prefix", "near"):
        return {"field": "{}:", "prefix": "{}*", "near": "~{}"}[token.kind].format(token.text)
    if token.kind == "phrase":
        return f'"{token.text}"'
    return _AS_WRITTEN.get(token.kind, token.text)


def remedy(token: Token) -> str:
    """Return what to do about a token where an operator was expected."""
    if token.kind == "word" and token.text.upper() in ("AND", "OR", "NOT"):
        return f"; write operators in capitals, {token.text.upper()}"
    if token.kind == "not":
        return "; say AND NOT"
    if token.kind == "near":
        return '; put the words before it in quotes, "gallium ban"~5'
    if token.kind in ("word", "prefix", "phrase", "field", "list", "open"):
        return "; say AND or OR, or put a phrase in quotes"
    if token.kind == "any":
        return "; * stands only at the end of a word"
    return ""
