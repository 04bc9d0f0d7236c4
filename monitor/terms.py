"""Many terms looked for in one pass: one automaton over folded text.

A term of letters that are written with blanks between words matches whole words, with an
English plural or possessive; a term of Han, kana or Hangul matches wherever it stands.
Taxonomy and rules both find their words here. It knows nothing of what a term means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from monitor.text import fold, folded, is_cjk, one_line

_ENDINGS = ("'s", "es", "s")
"""Inflections that a Latin term may carry; longer ones first."""

MAX_HITS = 50_000
"""Hits looked at in one text; beyond them stand only more of the same words."""


class Hit(NamedTuple):
    """A term found: its index in the list given, and where it stands in the original text."""

    term: int
    start: int
    end: int


def folded_term(term: str) -> str:
    """Return a term as it is compared: folded, single blanks."""
    return one_line(fold(term))


class _Key(NamedTuple):
    """A folded term: who asked for it, and whether a letter at either end makes another word."""

    terms: list[int]
    joins_before: bool
    joins_after: bool


class Terms:
    """A compiled list of terms; safe to share between threads.

    Terms that fold to the same text are each reported. An empty term is refused.

    Raises:
        ValueError: a term is empty once folded.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        members: dict[str, list[int]] = {}
        for index, term in enumerate(terms):
            key = folded_term(term)
            if not key:
                raise ValueError(f"the term {term!r} is empty")
            members.setdefault(key, []).append(index)
        keys = list(members)
        self._keys = [_Key(members[key], _joins(key[0]), _joins(key[-1])) for key in keys]
        self._automaton = AhoCorasick(keys) if keys else None

    def hits(self, text: str) -> Iterator[Hit]:
        """Yield every place where a term stands in `text`, overlaps included, by end."""
        if self._automaton is None or not text:
            return
        whole = folded(text)
        found = self._automaton.find_matches_as_indexes(whole.text, overlapping=True)
        for pattern, start, end in found[:MAX_HITS]:
            key = self._keys[pattern]
            stop = _word_end(whole.text, key, start, end)
            if stop is None:
                continue
            origin, origin_end = whole.original(start, stop)
            for term in key.terms:
                yield Hit(term, origin, origin_end)


def _word_end(text: str, key: _Key, start: int, end: int) -> int | None:
    """Return where the word that begins with `key` ends; None if `key` is part of another."""
    if key.joins_before and start and _joins(text[start - 1]):
        return None
    if not key.joins_after:
        return end
    if not _joins_at(text, end):
        return end + 2 if text.startswith("'s", end) and not _joins_at(text, end + 2) else end
    for ending in _ENDINGS:
        if text.startswith(ending, end) and not _joins_at(text, end + len(ending)):
            return end + len(ending)
    return None


def _joins(character: str) -> bool:
    """Say whether `character` would make a longer word of a term beside it."""
    return character.isalnum() and not is_cjk(character)


def _joins_at(text: str, index: int) -> bool:
    return index < len(text) and _joins(text[index])
