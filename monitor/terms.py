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
_MAY_END = "'es"
"""How they begin."""

MAX_HITS = 50_000
"""Hits looked at in one text; beyond them stand only more of the same words."""


Place = tuple[int, int, int]


class Hit(NamedTuple):
    """A term found: its index in the list given, and where it stands in the original text."""

    term: int
    start: int
    end: int


def folded_term(term: str) -> str:
    """Return a term as it is compared: folded, single blanks."""
    return one_line(fold(term))


class _Joining(dict[str, bool]):
    """Says of each character whether it would make a longer word of a term beside it."""

    def __missing__(self, character: str) -> bool:
        joins = self[character] = character.isalnum() and not is_cjk(character)
        return joins


_JOINS = _Joining()


class _Key(NamedTuple):
    """A folded term: who asked for it, and whether a letter at either end makes another word."""

    terms: tuple[int, ...]
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
        self._keys = [_Key(tuple(members[k]), _JOINS[k[0]], _JOINS[k[-1]]) for k in keys]
        self._automaton = AhoCorasick(keys) if keys else None

    def hits(self, text: str) -> Iterator[Hit]:
        """Yield every place where a term stands in `text`, overlaps included, by end."""
        return map(Hit._make, self.places(text))

    def places(self, text: str) -> list[Place]:
        """Return the same as `hits` in plain tuples, which cost a tenth: term, start, end."""
        if self._automaton is None or not text:
            return []
        whole = folded(text)
        folding, origins = whole.text, whole.origins
        keys, joins, last = self._keys, _JOINS, len(folding)
        places: list[Place] = []
        for pattern, start, stop in self._automaton.find_matches_as_indexes(
            folding, overlapping=True
        )[:MAX_HITS]:
            terms, joins_before, joins_after = keys[pattern]
            if joins_before and start and joins[folding[start - 1]]:
                continue  # the end of another word
            if joins_after and stop < last:
                following = folding[stop]
                if following in _MAY_END:
                    stop = _word_end(folding, stop)
                    if stop < 0:
                        continue
                elif joins[following]:
                    continue  # the beginning of another word
            if origins is not None:
                start, stop = origins[start], origins[stop - 1] + 1
            places += [(term, start, stop) for term in terms]
        return places


def _word_end(text: str, end: int) -> int:
    """Return where the word ends of which a term stands before `end`; -1: it is another word."""
    if not _joins_at(text, end):
        return end + 2 if text.startswith("'s", end) and not _joins_at(text, end + 2) else end
    for ending in _ENDINGS:
        if text.startswith(ending, end) and not _joins_at(text, end + len(ending)):
            return end + len(ending)
    return -1


def _joins_at(text: str, index: int) -> bool:
    return index < len(text) and _JOINS[text[index]]
