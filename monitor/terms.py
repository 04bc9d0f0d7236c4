"""Many terms looked for in one pass: one automaton over folded text.

A term of letters that are written with blanks between words matches whole words, with an
English plural or possessive; a term of Han, kana or Hangul matches wherever it stands.
Taxonomy and rules both find their words here. It knows nothing of what a term means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick

from monitor.text import fold, folded, is_cjk, one_line

_ENDINGS = {"'": "'s", "e": "es", "s": "s"}
"""Inflections that a Latin term may carry, by how they begin."""
_ALNUM = re.compile("[a-z0-9]")
_PLURALS = (b" ", b"s ", b"es ")
_BLANKED = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))
"""What is no letter or digit is a blank."""
_RECENT, _LONG, _MAX_KEPT = 24, 20, 20_000
"""How many texts' places are remembered, and of how many characters: an article is asked for
names and for rules, an answer's articles by turns."""

_ASKED_AGAIN = 1 << 14
"""Terms of which the folding is remembered while all are read: contexts repeat whole lists."""
MAX_HITS = 50_000
"""Hits looked at in one text; beyond them stand only more of the same words."""


Place = tuple[int, int, int]
"""Number of the term, and where it stands in the original text: start, end."""


class Hit(NamedTuple):
    """A term found: its index in the list given, and where it stands in the original text."""

    term: int
    start: int
    end: int


@lru_cache(maxsize=_ASKED_AGAIN)
def folded_term(term: str) -> str:
    """Return a term as it is compared: folded, single blanks."""
    return one_line(fold(term))


class _Joining(dict[str, bool]):
    """Says of each character whether it would make a longer word of a term beside it."""

    def __missing__(self, character: str) -> bool:
        joins = self[character] = character.isalnum() and not is_cjk(character)
        return joins


_JOINS = _Joining()


class _Form(NamedTuple):
    """A term, or its plural, as a pattern stands for it."""

    term: int
    key: str
    """The term itself, folded, where signs may stand in it: "" for one word."""
    lead: int
    """1: a blank stands before it in the pattern, as nothing may that makes a longer word."""
    trail: int
    """1: one stands behind."""


class _Words:
    """Finds terms in ASCII texts, where every word can be given a blank on both sides.

    So the automaton itself tells words from parts of words, of which a text holds as many.
    """

    def __init__(self, terms: Mapping[str, int]) -> None:
        patterns: dict[bytes, int] = {}
        self._alone: list[int] = []
        """The term that a pattern stands for where it is one word of one term; else -1."""
        self._forms: dict[int, tuple[_Form, ...]] = {}
        """What else it may stand for, by its number: between several words signs may stand."""
        self._signs: list[tuple[str, int]] = []
        """Terms such as `%`, which would be patterns of blanks alone."""
        self._lengths = [0] * len(terms)
        """Of those terms that may stand in the genitive."""
        for key, number in sorted(terms.items(), key=lambda term: len(term[0])):
            if key[-1].isalnum():
                self._lengths[number] = len(key)
            if not key.isascii():
                continue
            if _ALNUM.search(key):
                self._add(patterns, key, number)
            else:
                self._signs.append((key, number))
        self._automaton = BytesAhoCorasick(list(patterns)) if patterns else None

    def _add(self, patterns: dict[bytes, int], key: str, number: int) -> None:
        """Put down the patterns of a term: itself and its plurals, between blanks."""
        lead, trail = key[0].isalnum(), key[-1].isalnum()
        is_word = key.isalnum()
        written = key.encode() if is_word else key.encode().translate(_BLANKED)
        stem = b" " + written if lead else written
        form = (_Form(number, "" if is_word else key, int(lead), int(trail)),)
        for ending in _PLURALS if trail else (b"",):
            at = patterns.setdefault(stem + ending, len(self._alone))
            if at == len(self._alone):
                self._alone.append(number if is_word else -1)
                if not is_word:
                    self._forms[at] = form
                continue
            if (known := self._alone[at]) >= 0:
                self._alone[at] = -1
                self._forms[at] = (_Form(known, "", 1, 1),)
            self._forms[at] += form

    def places(self, text: str) -> list[Place]:
        """Return number, start and end of every term in a folded text, by end."""
        found: list[Place] = []
        if self._automaton is not None:
            blanked = f" {text} ".encode().translate(_BLANKED)
            found = self._automaton.find_matches_as_indexes(blanked, overlapping=True)
        alone = self._alone
        places: list[Place] = []
        for pattern, start, end in found[:MAX_HITS]:
            if (number := alone[pattern]) >= 0:
                places.append((number, start, end - 2))
                continue
            for term, key, lead, trail in self._forms[pattern]:
                begin = start - 1 + lead
                if begin >= 0 and text.startswith(key, begin):
                    places.append((term, begin, end - 1 - trail))
        if "'" in text:
            places = [self._whole(text, *place) for place in places]
        for sign, number in self._signs:
            if sign in text:
                places += islice(_places_of(sign, number, text), MAX_HITS)
                places.sort(key=itemgetter(2))
        return places

    def _whole(self, text: str, term: int, start: int, end: int) -> Place:
        """Return a place with its genitive."""
        if text.startswith("'s", end) and self._lengths[term] == end - start:
            after = text[end + 2 : end + 3]
            if not (after and _JOINS[after]):
                end += 2
        return term, start, end


def _places_of(sign: str, number: int, text: str) -> Iterator[Place]:
    at = text.find(sign)
    while at != -1:
        yield number, at, at + len(sign)
        at = text.find(sign, at + 1)


class Terms:
    """A compiled list of terms, which may grow; safe to share between threads.

    Terms that fold to the same text have one number. An empty term is refused.

    Raises:
        ValueError: a term is empty once folded.
    """

    def __init__(self, terms: Iterable[str] = (), *, are_folded: bool = False) -> None:
        """`are_folded`: each of `terms` comes from `folded_term`."""
        self._numbers: dict[str, int] = {}
        self._edges: list[tuple[bool, bool]] = []
        """Of each term: whether a letter before it, and one behind it, makes another word."""
        self._automaton: AhoCorasick | None = None
        self._words: _Words | None = None
        """Both are made when first asked for: terms come from several sides before."""
        self._recently = self._places
        self._given = tuple(map(self._key, terms)) if are_folded else self.add(terms)

    def add(self, terms: Iterable[str]) -> tuple[int, ...]:
        """Look for these terms too, in the same pass; return the number of each.

        So whoever looks for other words of the same texts need not read them again.
        """
        given = tuple(self._number(term) for term in terms)
        self._automaton = self._words = None
        self._recently = lru_cache(maxsize=_RECENT)(self._places)
        return given

    def _number(self, term: str) -> int:
        key = folded_term(term)
        if not key:
            raise ValueError(f"the term {term!r} is empty")
        return self._key(key)

    def _key(self, key: str) -> int:
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
        if not text or not self._numbers:
            return ()
        whole = folded(text)
        origins = whole.origins
        places = self._in_words(whole.text) if whole.text.isascii() else self._in_any(whole.text)
        if origins is not None:
            return [(term, origins[start], origins[end - 1] + 1) for term, start, end in places]
        return places

    def _in_words(self, text: str) -> list[Place]:
        words = self._words
        if words is None:
            words = self._words = _Words(self._numbers)
            folded_term.cache_clear()  # all terms are known: texts are asked for from now on
        return words.places(text)

    def _in_any(self, text: str) -> list[Place]:
        """Return the terms in a folded text in which words may stand without blanks."""
        automaton = self._automaton
        if automaton is None:
            automaton = self._automaton = AhoCorasick(list(self._numbers))
        # A blank behind the text is one before it, too: index -1.
        padded = text + " "
        edges, joins = self._edges, _JOINS
        places: list[Place] = []
        found = automaton.find_matches_as_indexes(text, overlapping=True)
        for number, start, stop in found[:MAX_HITS]:
            joins_before, joins_after = edges[number]
            if joins_before and joins[padded[start - 1]]:
                continue  # the end of another word
            if joins_after and (following := padded[stop]) != " ":
                if following in _ENDINGS:
                    stop = _word_end(padded, stop, following)
                    if stop < 0:
                        continue
                elif joins[following]:
                    continue  # the beginning of another word
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
