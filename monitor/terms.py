"""Many terms looked for in one pass: one automaton over folded text.

A term of letters that are written with blanks between words matches whole words, with an
English plural or possessive; a term of Han, kana or Hangul matches wherever it stands.
Taxonomy and rules both find their words here. It knows nothing of what a term means.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from monitor.text import fold, folded, is_cjk, one_line

_ENDINGS = {"'": "'s", "e": "es", "s": "s"}
"""Inflections that a Latin term may carry, by how they begin."""
_RECENT, _LONG, _MAX_KEPT = 64, 200, 20_000
"""How many texts' places are remembered, and of how many characters: an article is asked for
names and for rules, an answer's articles by turns."""

MAX_HITS = 50_000
"""Hits looked at in one text; beyond them stand only more of the same words."""


Place = tuple[int, int, int]
"""Number of the term, and where it stands in the original text: start, end."""


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


class Terms:
    """A compiled list of terms, which may grow; safe to share between threads.

    Terms that fold to the same text have one number. An empty term is refused.

    Raises:
        ValueError: a term is empty once folded.
    """

    def __init__(self, terms: Iterable[str] = ()) -> None:
        self._numbers: dict[str, int] = {}
        self._edges: list[tuple[bool, bool]] = []
        """Of each term: whether a letter before it, and one behind it, makes another word."""
        self._automaton: AhoCorasick | None = None
        self._recently = self._places
        self._given = self.add(terms)

    def add(self, terms: Iterable[str]) -> tuple[int, ...]:
        """Look for these terms too, in the same pass; return the number of each.

        So whoever looks for other words of the same texts need not read them again.
        """
        given = tuple(self._number(term) for term in terms)
        if self._numbers:
            self._automaton = AhoCorasick(list(self._numbers))
        self._recently = lru_cache(maxsize=_RECENT)(self._places)
        return given

    def _number(self, term: str) -> int:
        key = folded_term(term)
        if not key:
            raise ValueError(f"the term {term!r} is empty")
        if key not in self._numbers:
            self._edges.append((_JOINS[key[0]], _JOINS[key[-1]]))
        return self._numbers.setdefault(key, len(self._numbers))

    def hits(self, text: str) -> Iterator[Hit]:
        """Yield every place where a term given at first stands, overlaps included, by end."""
        indexes: dict[int, list[int]] = {}
        for index, number in enumerate(self._given):
            indexes.setdefault(number, []).append(index)
        for number, start, end in self.places(text):
            for index in indexes.get(number, ()):
                yield Hit(index, start, end)

    def places(self, text: str) -> Sequence[Place]:
        """Return number, start and end of every term in `text`, overlaps included, by end."""
        return self._recently(text) if _LONG <= len(text) <= _MAX_KEPT else self._places(text)

    def _places(self, text: str) -> Sequence[Place]:
        if self._automaton is None or not text:
            return ()
        whole = folded(text)
        # A blank behind the text is one before it, too: index -1.
        folding, origins = whole.text + " ", whole.origins
        edges, joins = self._edges, _JOINS
        places: list[Place] = []
        for number, start, stop in self._automaton.find_matches_as_indexes(
            whole.text, overlapping=True
        )[:MAX_HITS]:
            joins_before, joins_after = edges[number]
            if joins_before and joins[folding[start - 1]]:
                continue  # the end of another word
            if joins_after and (following := folding[stop]) != " ":
                if following in _ENDINGS:
                    stop = _word_end(folding, stop, following)
                    if stop < 0:
                        continue
                elif joins[following]:
                    continue  # the beginning of another word
            if origins is not None:
                start, stop = origins[start], origins[stop - 1] + 1
            places.append((number, start, stop))
        return places


def _word_end(text: str, end: int, following: str) -> int:
    """Return where the word ends of which a term stands before `end`; -1: it is another word.

    `text` ends in a blank.
    """
    ending = _ENDINGS[following]
    if text.startswith(ending, end) and not _JOINS[text[end + len(ending)]]:
        return end + len(ending)
    return end if following == "'" else -1
