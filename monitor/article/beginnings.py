"""Which lines begin with one of many phrases: only those are tried that their first sign begins.

To try all 300 costs ten times as much, and it is asked of every line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

_TOKEN = re.compile(r"\\.|\[(?:\\.|[^\]\\])+\]|.", re.DOTALL)
"""What stands for itself in a pattern, whatever is in it: `\\(`, `[|(]`."""
_BEFORE = r"[\W_]{0,3}"
"""What may stand before a phrase."""
_ANY = ""


class LineBeginnings:
    """Phrases with which lines begin, behind three signs that are no letters at most."""

    def __init__(self, patterns: Iterable[str]) -> None:
        """`patterns` have no flags and no groups that are counted or named."""
        self._patterns = tuple(patterns)
        self._compiled: dict[str, re.Pattern[str]] = {}

    def begin(self, line: str) -> bool:
        """Say whether one of them begins `line`."""
        sign = line[:1]
        if not sign.isalnum():
            return self._whole.match(line) is not None
        if sign not in self._by_sign:
            sign = _ANY
        pattern = self._compiled.get(sign)
        if pattern is None:
            pattern = self._compiled[sign] = re.compile(self._by_sign[sign])
        return pattern.match(line) is not None

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return re.compile(f"{_BEFORE}(?:{'|'.join(self._patterns)})")

    @cached_property
    def _by_sign(self) -> Mapping[str, str]:
        """By first sign, or `_ANY`: what phrases that may begin with it are written like."""
        every = [one for pattern in self._patterns for one in alternatives(pattern)]
        firsts = [(first_signs(one), one) for one in every]
        signs = {sign for of, _ in firsts if of is not None for sign in of}
        return {
            sign: "|".join(one for of, one in firsts if of is None or sign in of) or r"(?!)"
            for sign in (*signs, _ANY)
        }


def alternatives(pattern: str) -> Iterator[str]:
    """Yield the patterns of which one has to match where `pattern` does."""
    depth, begin = 0, 0
    for token in _TOKEN.finditer(pattern):
        depth += (token[0] == "(") - (token[0] == ")")
        if token[0] == "|" and depth == 0:
            yield pattern[begin : token.start()]
            begin = token.end()
    yield pattern[begin:]


def first_signs(pattern: str) -> frozenset[str] | None:
    """Return with which characters what matches `pattern`, one alternative, begins; None: any."""
    atom, rest = _parted(pattern)
    signs = _signs_of(atom)
    if signs is None or rest.startswith("{"):
        return None
    if rest.startswith(("?", "*")):
        more = first_signs(rest[1:].lstrip("?+"))
        return None if more is None else signs | more
    return signs


def _signs_of(atom: str) -> frozenset[str] | None:
    if atom.startswith("(?:"):
        every = [first_signs(one) for one in alternatives(atom[3:-1])]
        known = [signs for signs in every if signs is not None]
        return frozenset().union(*known) if len(known) == len(every) else None
    if len(atom) == 1 and atom not in ".^$":
        return frozenset(atom)
    # An escaped sign is itself, an escaped letter a class or a place.
    return frozenset(atom[1]) if atom.startswith("\\") and not atom[1].isalnum() else None


def _parted(pattern: str) -> tuple[str, str]:
    """Return the first character, class or group of a pattern, and what stands behind it."""
    depth = 0
    for token in _TOKEN.finditer(pattern):
        depth += (token[0] == "(") - (token[0] == ")")
        if depth == 0:
            return pattern[: token.end()], pattern[token.end() :]
    return pattern, ""
