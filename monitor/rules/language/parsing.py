"""Text to query. Errors say line, column, what was expected and the nearest name that is known.

    query   = both {OR both}
    both    = one {AND one}
    one     = NOT one | "(" query ")" | UNIT "(" query ")" | FIELD ":" value | @NAME | term
    term    = word | word* | "phrase" | "phrase"* | "some words"~5
    value   = term | * | "(" query of values ")" | [LOW TO HIGH] | {LOW TO HIGH} | >= LOW and so on

AND binds closer than OR, NOT closer than both; `&&`, `||` and `!` are the same.
"""

from __future__ import annotations

from collections.abc import Mapping

from monitor.errors import ConfigError
from monitor.rules.language.bounds import compared, ranged
from monitor.rules.language.lexing import Token, refusal, remedy, shown, tokens
from monitor.rules.language.query import (
    NOTHING,
    And,
    Facet,
    InField,
    Listed,
    Near,
    Node,
    Not,
    Or,
    Value,
    Within,
    Words,
    joined,
)
from monitor.rules.language.vocabulary import (
    DATE_FACETS,
    FACETS,
    FIELDS,
    QUANTITY,
    TEXT_FIELDS,
    UNITS,
    Vocabulary,
    unfit,
)
from monitor.taxonomy.entries import suggestion
from monitor.terms import folded_term
from monitor.text import one_line

MAX_NESTING = 12
"""Parentheses, NOTs and fields inside one another: more is no query that a person reads.
With names that use one another six times as many levels have to be explained."""
MAX_DISTANCE = 1000
_NO_VOCABULARY = Vocabulary()


def parse(
    text: str,
    vocabulary: Vocabulary = _NO_VOCABULARY,
    definitions: Mapping[str, Node] = NOTHING,
) -> Node:
    """Return the query that `text` says; `definitions` are what @names stand for.

    Raises:
        ConfigError: it says none, in one line with line and column.
    """
    return _Parser(text, vocabulary, definitions).whole()


class _Parser:
    """Reads one query, token by token."""

    def __init__(self, text: str, vocabulary: Vocabulary, definitions: Mapping[str, Node]) -> None:
        self._text = text
        self._vocabulary = vocabulary
        self._definitions = definitions
        self._tokens = tokens(text)
        self._at = 0
        self._depth = 0
        self._facet: Facet | None = None
        """The field of whose values a group is being read."""
        self._in_sentence = False

    def whole(self) -> Node:
        node = self._query("at the beginning")
        token = self._tokens[self._at]
        if token.kind == "end":
            return node
        if token.kind == "close":
            raise self._error(token, "found ) without ( before it")
        fact = f"expected AND, OR or the end, found {shown(token)}{self._remedy(token)}"
        raise self._error(token, fact)

    def _query(self, where: str) -> Node:
        items = [self._both(where)]
        while self._tokens[self._at].kind == "or":
            self._at += 1
            items.append(self._both("after OR"))
        return joined(Or, items)

    def _both(self, where: str) -> Node:
        items = [self._one(where)]
        while self._tokens[self._at].kind == "and":
            self._at += 1
            items.append(self._one("after AND"))
        return joined(And, items)

    def _one(self, where: str) -> Node:
        token = self._tokens[self._at]
        self._at += 1
        match token.kind:
            case "word" if token.text in UNITS and self._tokens[self._at].kind == "open":
                return self._within(token)
            case "word" | "prefix" | "phrase":
                return self._words(token)
            case "list":
                return self._named(token)
            case "field":
                return self._field(token)
            case "open":
                return self._group(token)
            case "not":
                self._deeper(token)
                item = self._one("after NOT")
                self._depth -= 1
                return Not(item)
            case "any" if self._facet:
                return Value(self._facet, "", is_prefix=True)
            case "any":
                fact = "* alone stands only for any value of a field, such as material:*"
                raise self._error(token, fact)
        raise self._error(token, f"expected a term {where}, found {shown(token)}")

    def _group(self, opening: Token) -> Node:
        """Return what stands up to the closing parenthesis; the opening one is read."""
        self._deeper(opening)
        node = self._query("after (")
        token = self._tokens[self._at]
        if token.kind == "end":
            raise self._error(opening, "found ( that is not closed")
        if token.kind != "close":
            fact = f"expected AND, OR or ), found {shown(token)}{self._remedy(token)}"
            raise self._error(token, fact)
        self._at += 1
        self._depth -= 1
        return node

    def _remedy(self, token: Token) -> str:
        """Return what to do about a token where an operator was expected."""
        before = self._tokens[self._at - 1]
        if token.kind == "open" and before.kind == "word":
            return suggestion(before.text.lower(), UNITS) or remedy(token)
        return remedy(token)

    def _deeper(self, token: Token) -> None:
        self._depth += 1
        if self._depth > MAX_NESTING:
            fact = f"more than {MAX_NESTING} levels inside one another; define parts as @names"
            raise self._error(token, fact)

    def _within(self, token: Token) -> Node:
        self._no_value(token)
        if self._in_sentence:
            raise self._error(token, f"{token.text}( cannot stand inside sentence(")
        opening = self._tokens[self._at]
        self._at += 1
        self._in_sentence = token.text == "sentence"
        item = self._group(opening)
        self._in_sentence = False
        return Within(UNITS[token.text], item)

    def _named(self, token: Token) -> Node:
        self._no_value(token)
        item = self._definitions.get(token.text)
        if item is None:
            hint = suggestion(token.text, self._definitions)
            raise self._error(token, f"no list or definition is called @{token.text}{hint}")
        return Listed(token.text, item)

    def _words(self, token: Token) -> Node:
        words, is_prefix = token.text, token.kind == "prefix"
        if token.kind == "phrase":
            words = one_line(words)
            following = self._tokens[self._at]
            if following.kind == "near":
                return self._near(token, following)
            if following.kind == "any":
                self._at += 1
                is_prefix = True
        if self._facet:
            return self._value(token, self._facet, words, is_prefix)
        if fact := unfit(words, is_prefix):
            raise self._error(token, fact)
        if token.kind == "word" and words[-1] in ",!'":
            fact = f'{words[-1]} at the end of a word; write AND or OR, or "{words}" if it is meant'
            raise self._error(token, fact)
        return Words(words, is_prefix)

    def _near(self, token: Token, following: Token) -> Node:
        self._at += 1
        self._no_value(following)
        spelled: dict[str, str] = {}
        for word in token.text.split():
            spelled.setdefault(folded_term(word), word)
        words = tuple(spelled.values())
        if len(words) < 2:
            raise self._error(token, "~ needs two or more different words before it")
        for word in words:
            if fact := unfit(word.removesuffix("*"), word.endswith("*")):
                raise self._error(token, f"{word}: {fact}")
        if len(following.text) > len(str(MAX_DISTANCE)) or int(following.text) > MAX_DISTANCE:
            raise self._error(following, f"~ takes a number up to {MAX_DISTANCE}")
        return Near(words, int(following.text))

    def _value(self, token: Token, facet: Facet, value: str, is_prefix: bool) -> Node:
        if not value:
            raise self._error(token, f"expected a value for {facet}:, found an empty one")
        if fact := self._vocabulary.complaint(facet, value, is_prefix):
            raise self._error(token, f"{value!r} {fact}")
        return Value(facet, value, is_prefix)

    def _field(self, token: Token) -> Node:
        self._no_value(token)
        name, dot, _ = token.text.partition(".")
        if name == QUANTITY or name in DATE_FACETS:
            return self._bounds(token)
        if dot or name not in FIELDS:
            hint = suggestion(token.text, FIELDS) or "; put words that hold a colon in quotes"
            raise self._error(token, f"there is no field {token.text}:{hint}")
        following = self._tokens[self._at]
        if following.kind in ("range", "compare"):
            raise self._error(following, f"{name}: has no order, so it takes no range")
        kind, allowed = ("term", _TERMS) if name in TEXT_FIELDS else ("value", _VALUES)
        if following.kind not in allowed:
            fact = f"expected a {kind} or ( after {name}:, found {shown(following)}"
            raise self._error(following, fact)
        self._deeper(token)
        node = self._of_field(name)
        self._depth -= 1
        return node

    def _of_field(self, name: str) -> Node:
        if name in TEXT_FIELDS:
            return InField(TEXT_FIELDS[name], self._one(f"after {name}:"))
        self._facet = FACETS[name]
        node = self._one(f"after {name}:")
        self._facet = None
        return node

    def _bounds(self, token: Token) -> Node:
        """Return the range that stands after the name of a quantity or a date."""
        name, _, unit = token.text.partition(".")
        following = self._tokens[self._at]
        self._at += 1
        if following.kind == "compare":
            bound = self._tokens[self._at]
            self._at += 1
            if bound.kind not in ("word", "phrase"):
                fact = f"expected a bound after {following.text}, found {shown(bound)}"
                raise self._error(bound, fact)
            made = compared(name, unit, following.text, bound.text)
        elif following.kind in ("range", "word", "phrase", "any"):
            made = ranged(name, unit, following.text)
        else:
            fact = f"expected a range after {token.text}:, found {shown(following)}"
            raise self._error(following, fact)
        if isinstance(made, str):
            raise self._error(following, made)
        return made

    def _no_value(self, token: Token) -> None:
        """Refuse what cannot be a value where values of a field are read."""
        if self._facet:
            fact = f"{shown(token)} cannot stand among the values of {self._facet}:"
            raise self._error(token, fact)

    def _error(self, token: Token, fact: str) -> ConfigError:
        return refusal(self._text, token.start, fact)


_VALUES = frozenset({"word", "prefix", "phrase", "open", "any"})
_TERMS = frozenset({"word", "prefix", "phrase", "open", "list"})
"""Tokens that may follow the name of a field."""
