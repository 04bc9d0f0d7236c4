"""The named parts of queries: lists of terms, and queries in their own right.

They may use one another; what a name stands for is read once, however many queries use it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from monitor.errors import ConfigError
from monitor.rules.language.parsing import parse
from monitor.rules.language.query import NOTHING, Node, Or, Words, joined
from monitor.rules.language.vocabulary import FIELDS, Vocabulary, unfit
from monitor.taxonomy.entries import suggestion
from monitor.taxonomy.spellings import spellings
from monitor.text import one_line

MAX_CHAIN = 5
"""Names that use one another in a row, those of all files together: with the nesting of each, what
can be evaluated and explained."""


_OPERATOR = re.compile(
    r"(?<![^\s{,])(?:AND|OR|NOT|&&|\|\|)(?![^\s},])|\A!|\A(?:sentence|paragraph)\(|~\d+\Z"
)
"""What makes a text a query, and would be words of a term."""
_FIELD = re.compile(r"([a-z_]+):\S")
_QUOTED = re.compile(r"\A(?:\"[^\"]*\"|“[^“”]*”)\*?\Z")


def listed(
    terms: Iterable[str], vocabulary: Vocabulary, definitions: Mapping[str, Node] = NOTHING
) -> Node:
    """Return the query for any of the terms of a list.

    A term is words as they are, with a * behind them their beginning; or `@name` or `field:value`.
    `{ban,bans} exports` stands for both, as in the taxonomy.

    Raises:
        ConfigError: a term is empty, or names what is not known; all such, one line each.
    """
    found: dict[Node, None] = {}
    problems: list[str] = []
    for term in terms:
        try:
            if not _is_query(term) and (fact := _meant_as_query(term)):
                raise ConfigError(fact)
            for spelling in spellings(term):
                found.setdefault(_term(spelling, vocabulary, definitions))
        except (ConfigError, ValueError) as error:
            problems.append(f"{term!r}: {error}")
    if not found and not problems:
        problems.append("has no terms, so nothing can meet it")
    if problems:
        raise ConfigError(problems)
    return joined(Or, tuple(found))


def _is_query(term: str) -> bool:
    """Say whether a term is a name or the value of a field, which are read as in queries."""
    field, colon, _ = term.partition(":")
    return term.startswith("@") or (bool(colon) and field.partition(".")[0] in FIELDS)


def _meant_as_query(term: str) -> str | None:
    """Return what to write for a term that is meant as a query; None: it is words."""
    if found := _OPERATOR.search(term):
        sign = found[0]
        word = f"; {sign.lower()} where the word is meant" if sign.isalpha() else ""
        return (
            f"a list holds words, of which {sign} would be one; write NAME = {term!r} beside the"
            f' list and "@NAME" in it{word}'
        )
    if found := _FIELD.match(term):
        hint = suggestion(found[1], FIELDS) or "; put a blank behind the colon of words"
        return f"there is no field {found[1]}: for a list{hint}"
    if _QUOTED.match(term):
        return "a term stands without quotes of its own; leave them out"
    return None


def _term(term: str, vocabulary: Vocabulary, definitions: Mapping[str, Node]) -> Node:
    if _is_query(term):
        return parse(term, vocabulary, definitions)
    words = one_line(term.removesuffix("*"))
    if fact := unfit(words, term.endswith("*")):
        raise ConfigError(fact)
    return Words(words, term.endswith("*"))


def definitions(
    given: Mapping[str, str | Sequence[str]],
    vocabulary: Vocabulary,
    known: Mapping[str, Node] = NOTHING,
) -> Mapping[str, Node]:
    """Return what each name stands for, those `known` before included: a list or a query as text.

    `known` is best what this returned: so names are counted that use one another.

    Raises:
        ConfigError: every mistake, one line each, beginning with the name.
    """
    if not given:
        return known
    reader = _Reader(given, vocabulary, known)
    for name in given:
        reader[name]
    if reader.problems:
        raise ConfigError(reader.problems)
    return reader


class _Reader(Mapping[str, Node]):
    """Reads what a name stands for when it is first asked for, so that order does not matter.

    Where it cannot be read, a word stands in for it and the mistake is told at the end, once.
    """

    def __init__(
        self,
        given: Mapping[str, str | Sequence[str]],
        vocabulary: Vocabulary,
        known: Mapping[str, Node],
    ) -> None:
        self.problems: list[str] = []
        self._names = tuple(dict.fromkeys((*known, *given)))
        self._read: dict[str, Node] = {k: v for k, v in known.items() if k not in given}
        self._chains: dict[str, int] = dict(known._chains) if isinstance(known, _Reader) else {}
        """By name how many use one another in a row, itself included."""
        self._given = given
        self._vocabulary = vocabulary
        self._open: list[str] = []
        """Names that are being read, each for the one before it."""

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __getitem__(self, name: str) -> Node:
        if name in self._open:
            circle = " uses ".join(f"@{one}" for one in (*self._open, name))
            self.problems.append(f"{name}: stands for itself: {circle}")
            return Words(name)
        node = self._read.get(name)
        if node is None:
            node = self._new(name, self._given[name])
        if self._open:
            chain = 1 + self._chains.get(name, 1)
            self._chains[self._open[-1]] = max(chain, self._chains[self._open[-1]])
        return node

    def _new(self, name: str, given: str | Sequence[str]) -> Node:
        """Read what a name stands for, and count the names that it uses."""
        if len(self._open) > MAX_CHAIN:
            return Words(name)  # the first of them is refused, however many there are
        self._open.append(name)
        self._chains[name] = 1
        node: Node = Words(name)
        try:
            if isinstance(given, str):
                node = parse(given, self._vocabulary, self)
            else:
                node = listed(given, self._vocabulary, self)
        except ConfigError as error:
            self.problems += (f"{name}: {problem}" for problem in error.problems)
        self._open.pop()
        if self._chains[name] > MAX_CHAIN:
            self.problems.append(f"{name}: more than {MAX_CHAIN} names that use one another")
            self._chains[name] = 0
        self._read[name] = node
        return node
