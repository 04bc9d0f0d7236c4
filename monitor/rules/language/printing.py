"""Query to text, in one form: capital operators, quotes only where needed, single blanks.

What is written is read again as the same query, given the same definitions.
"""

from __future__ import annotations

from monitor.rules.language.bounds import written
from monitor.rules.language.lexing import TOKEN
from monitor.rules.language.query import (
    Amounts,
    And,
    Days,
    InField,
    Leaf,
    Listed,
    Near,
    Node,
    Not,
    Or,
    Value,
    Within,
    Words,
)

_OPERATORS = frozenset({"AND", "OR", "NOT"})


def printed(node: Node) -> str:
    """Return the text of a query."""
    if isinstance(node, Or):
        return " OR ".join(map(printed, node.items))
    if isinstance(node, And):
        return " AND ".join(
            f"({printed(item)})" if isinstance(item, Or) else printed(item) for item in node.items
        )
    if isinstance(node, Not):
        return f"NOT {_one(node.item)}"
    if isinstance(node, Listed):
        return f"@{node.name}"
    if isinstance(node, Within):
        return f"{node.unit}({printed(node.item)})"
    if isinstance(node, InField):
        item = node.item
        bare = isinstance(item, Words | Near | Listed | Within)
        return f"{node.field}:{printed(item) if bare else f'({printed(item)})'}"
    return clause(node)


def _one(node: Node) -> str:
    return f"({printed(node)})" if isinstance(node, And | Or) else printed(node)


def clause(leaf: Leaf) -> str:
    """Return the text of what is looked for itself, as spans and explanations name it."""
    if isinstance(leaf, Amounts | Days):
        return written(leaf)
    if isinstance(leaf, Near):
        return f"{_quoted(' '.join(leaf.words))}~{leaf.distance}"
    if isinstance(leaf, Value):
        value = _term(leaf.value, leaf.is_prefix) if leaf.value else "*"
        return f"{leaf.facet}:{value}"
    return _term(leaf.text, leaf.is_prefix)


def _term(text: str, is_prefix: bool) -> str:
    star = "*" if is_prefix else ""
    found = TOKEN.fullmatch(text + star)
    is_bare = found is not None and found.lastgroup == ("prefix" if is_prefix else "word")
    if is_bare and text not in _OPERATORS and not text[0].isspace():
        return text + star
    return _quoted(text) + star


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
