"""Many terms looked for in one pass: one automaton over folded text.

A term of letters that are written with blanks between words matches whole words, with an
English plural or possessive; a term of Han, kana or Hangul matches wherever it stands.
Taxonomy and rules both find their words here. It knows nothing of what a term means.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from monitor.piecewise import PIECE, Packed, in_pieces
from monitor.piecewise import Place as Place
from monitor.text import fold, folded, is_cjk, one_line

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick  # with what it loads, which nothing unchanged needs

_ENDINGS = {"'": "'s", "e": "es", "s": "s"}
"""Inflections that a Latin term may carry, by how they begin."""
_ALNUM = re.compile("[a-z0-9]")
_PLURALS = (b" ", b"s ", b"es ")
_PLURALS_OF = dict.fromkeys("aeiu", _PLURALS[:2]) | dict.fromkeys("sxz", _PLURALS[::2])
"""By a term's last sign which of these it may have, if not all: each more is memory."""
BLANKED = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))
"""What is no letter or digit is a blank."""
_RECENT, _LONG, _MAX_KEPT = 24, 20, 20_000
"""How many texts' places are remembered, and of how many characters: an article is asked for
names and for rules, an answer's articles by turns."""

_ASKED_AGAIN = 1 << 14
"""Terms of which the folding is remembered while all are read: contexts repeat whole lists."""
_BEHIND = len("'s") + 1
"""Characters behind a term that tell whether a word ends with it."""


class Hit(NamedTuple):
    """A term found: its index in the list given, and where it stands in the original text."""

    term: int
    start: int
    end: int


@lru_cache(maxsize=_ASKED_AGAIN)
def folded_term(term: str) -> str:
    """Return a term as it is compared: folded, single blanks."""
    return one_line(fold(term))


def folded_terms(terms: Sequence[str]) -> list[str]:
    """Return `folded_term` of each; those of ASCII are folded as one text, at a fifth the cost."""
    plain = [term for term in terms if term.isascii() and term.isprintable()]
    if len(plain) == len(terms) > 0:
        return list(map(one_line, fold("\n".join(plain)).split("\n")))
    keys = dict(zip(plain, map(one_line, fold("\n".join(plain)).split("\n")), strict=False))
    return [keys[term] if term in keys else folded_term(term) for term in terms]


class _Joining(dict[str, bool]):
    """Says of each character whether it would make a longer word of a term beside it."""

    def __missing__(self, character: str) -> bool:
        joins = self[character] = character.isalnum() and not is_cjk(character)
        return joins


_JOINS = _Joining()
_EDGES = {edge: edge for edge in ((False, False), (False, True), (True, False), (True, True))}
"""Each once, as there are 20,000 terms."""


class _Words:
    """Finds terms of ASCII, whose words can be given a blank on both sides.

    So the automaton itself tells words from parts of words, of which a text holds as many.
    """

    def __init__(self, terms: Mapping[str, int]) -> None:
        self._stands_for = array("i")
        """What a pattern stands for: a term of one word by its number; another one, in which
        signs may stand for blanks, by -1 minus its number."""
        self._keys = [""] * len(terms)
        self._lead, self._trail = bytearray(len(terms)), bytearray(len(terms))
        """1: in its pattern a blank stands before the term, or behind it."""
        self._signs: list[tuple[str, int]] = []
        """Terms such as `%`, which would be patterns of blanks alone."""
        from ahocorasick_rs import BytesAhoCorasick

        # One by one, as three patterns of 100,000 terms take more memory than what finds them.
        automaton = BytesAhoCorasick(self._patterns(terms))
        self._automaton = automaton if self._stands_for else None

    def _patterns(self, terms: Mapping[str, int]) -> Iterator[bytes]:
        """Yield the patterns of all terms: each and its plurals, between blanks."""
        for key in sorted(terms, key=len):
            if not key.isascii():
                continue
            number = terms[key]
            if not _ALNUM.search(key):
                self._signs.append((key, number))
                continue
            lead, trail = key[0].isalnum(), key[-1].isalnum()
            self._keys[number] = key
            self._lead[number], self._trail[number] = lead, trail
            written = key.encode().translate(BLANKED)
            stem = b" " + written if lead else written
            stands_for = number if key.isalnum() else -1 - number
            for ending in _PLURALS_OF.get(key[-1], _PLURALS) if trail else (b"",):
                self._stands_for.append(stands_for)
                yield stem + ending

    def places(self, text: str) -> list[Place]:
        """Return number, start and end of every term in a folded text, by end.

        Beside a term may stand a letter that is not of ASCII.
        """
        found: list[Place] = []
        if self._automaton is not None:
            blanked = f" {text} ".encode("ascii", "replace").translate(BLANKED)
            found = self._automaton.find_matches_as_indexes(blanked, overlapping=True)
        stands_for = self._stands_for
        places: list[Place] = []
        for pattern, start, end in found:
            if (number := stands_for[pattern]) >= 0:
                places.append((number, start, end - 2))
                continue
            number = -1 - number
            begin = start - 1 + self._lead[number]
            if begin >= 0 and text.startswith(self._keys[number], begin):
                places.append((number, begin, end - 1 - self._trail[number]))
        if "'" in text:
            places = [self._whole(text, *place) for place in places]
        for sign, number in self._signs:
            if sign in text:
                starts = [found.start() for found in re.finditer(f"(?={re.escape(sign)})", text)]
                places += [(number, at, at + len(sign)) for at in starts]
                places.sort(key=itemgetter(2))
        return places

    def _whole(self, text: str, term: int, start: int, end: int) -> Place:
        """Return a place with its genitive."""
        if text.startswith("'s", end) and self._trail[term] and text[start:end] == self._keys[term]:
            after = text[end + 2 : end + 3]
            if not (after and _JOINS[after]):
                end += 2
        return term, start, end


class Terms:
    """A compiled list of terms, which may grow; safe to share between threads.

    Terms that fold to the same text have one number. An empty term is refused.

    Raises:
        ValueError: a term is empty once folded.
    """

    def __init__(self, terms: Iterable[str] = ()) -> None:
        self._numbers: dict[str, int] = {}
        self._edges: list[tuple[bool, bool]] = []
        """Of each: whether a letter before it, and one behind it, makes another word."""
        self._longest = 0
        """Characters of the longest term."""
        self._wide: tuple[Sequence[int], AhoCorasick | None] | None = None
        self._words: _Words | None = None
        """Both are made when first asked for: terms come from several sides before."""
        self._recently = self._places
        self._expected: list[Callable[[], object]] = []
        self._adding = Lock()
        self._given = self.add(terms)

    def add(self, terms: Iterable[str]) -> tuple[int, ...]:
        """Look for these terms too, in the same pass; return the number of each.

        So whoever looks for other words of the same texts need not read them again.
        """
        terms = list(terms)
        keys = folded_terms(terms)
        if "" in keys:
            raise ValueError(f"the term {terms[keys.index('')]!r} is empty")
        with self._adding:
            numbers = self._numbers
            for key in keys:
                if key not in numbers:
                    numbers[key] = len(numbers)
                    self._edges.append(_EDGES[_JOINS[key[0]], _JOINS[key[-1]]])
            self._longest = max(self._longest, *map(len, keys), 0)
            self._wide = self._words = None
            self._recently = lru_cache(maxsize=_RECENT)(self._places)
        return tuple([numbers[key] for key in keys])

    def expect(self, adding: Callable[[], object]) -> None:
        """Have others add their terms, in any thread, when the first text is asked for."""
        self._expected.append(adding)

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
        while self._expected:
            self._expected.pop()()
        return self._recently(text) if _LONG <= len(text) <= _MAX_KEPT else self._places(text)

    def _places(self, text: str) -> Sequence[Place]:
        if not text or not self._numbers:
            return ()
        read, origins, _ = folded(text)
        if len(read) <= PIECE:
            places: Sequence[Place] = self._places_in(read)
        else:
            places = in_pieces(read, self._longest + _BEHIND, self._places_in)
        if origins is None:
            return places
        if isinstance(places, Packed):
            return places.moved(origins)
        return [(term, origins[start], origins[end - 1] + 1) for term, start, end in places]

    def _places_in(self, text: str) -> list[Place]:
        """Return the places in a folded text, by end."""
        places = self._in_words(text)
        return places if text.isascii() else self._in_any(text, places)

    def _in_words(self, text: str) -> list[Place]:
        words = self._words
        if words is None:
            with self._adding:
                words = self._words = _Words(self._numbers)
            folded_term.cache_clear()  # all terms are known: texts are asked for from now on
        return words.places(text)

    def _in_any(self, text: str, words: Iterable[Place]) -> list[Place]:
        """Return the terms in a folded text in which words may stand without blanks.

        `words` are its terms of ASCII.
        """
        # A blank behind the text is one before it, too: index -1.
        padded = text + " "
        edges, joins = self._edges, _JOINS
        places: list[Place] = []
        for place in words:
            number, start, stop = place
            joins_before, joins_after = edges[number]
            if joins_before and joins[padded[start - 1]]:
                continue  # the end of another word
            if joins_after and joins[padded[stop]]:
                continue  # the beginning of another word
            places.append(place)
        numbers, automaton = self._compiled_wide()
        found = automaton.find_matches_as_indexes(text, overlapping=True) if automaton else []
        for index, start, stop in found:
            number = numbers[index]
            joins_before, joins_after = edges[number]
            if joins_before and joins[padded[start - 1]]:
                continue
            if joins_after and (following := padded[stop]) != " ":
                if following in _ENDINGS:
                    stop = _word_end(padded, stop, following)
                    if stop < 0:
                        continue
                elif joins[following]:
                    continue
            places.append((number, start, stop))
        places.sort(key=itemgetter(2))
        return places

    def _compiled_wide(self) -> tuple[Sequence[int], AhoCorasick | None]:
        """Return the numbers of the terms that are not of ASCII, and what finds them, if any."""
        wide = self._wide
        if wide is None:
            with self._adding:
                from ahocorasick_rs import AhoCorasick

                keys = {key: number for key, number in self._numbers.items() if not key.isascii()}
                automaton = AhoCorasick(list(keys)) if keys else None
                wide = self._wide = tuple(keys.values()), automaton
        return wide


def _word_end(text: str, end: int, following: str) -> int:
    """Return where the word ends of which a term stands before `end`; -1: it is another word.

    `text` ends in a blank.
    """
    ending = _ENDINGS[following]
    if text.startswith(ending, end) and not _JOINS[text[end + len(ending)]]:
        return end + len(ending)
    return end if following == "'" else -1
