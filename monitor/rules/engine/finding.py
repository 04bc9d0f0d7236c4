"""Words of a query in a text, besides those that `monitor.terms` finds: beginnings and distances.

Times are linear in the text: an automaton finds beginnings, one scan to each side distances.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from monitor.piecewise import PIECE, Place, in_pieces
from monitor.rules.language.query import Near, Words
from monitor.terms import BLANKED, Terms, folded_term
from monitor.text import Folded, folded, is_cjk

_MAX_REST = 100
"""Letters that may follow a beginning; more are no word."""
_REST = re.compile(rf"[^\W_]{{0,{_MAX_REST}}}")
_RUN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_KEPT = 2000
"""Words of which the automaton for one alone is remembered."""


class Beginnings(NamedTuple):
    """Words of a text that begin as was asked."""

    text: Folded
    hits: Sequence[Place]
    """Number of the beginning, its start and end in the folded text."""

    def places(self) -> Iterator[Place]:
        """Yield number, start and end in the original text, up to the end of the word."""
        for number, start, end in self.hits:
            yield number, *self.text.original(start, _word_end(self.text.text, end))


_NONE = Beginnings(Folded("", None, 0), ())


class Prefixes:
    """Beginnings of words, all looked for in one pass; safe to share between threads.

    They begin where a word does, unless they begin with Han, kana or Hangul; what is found
    reaches to the end of the word.
    """

    def __init__(self, prefixes: Sequence[str]) -> None:
        from ahocorasick_rs import AhoCorasick, BytesAhoCorasick

        self._keys = [folded_term(prefix) for prefix in prefixes]
        self._longest = max(map(len, self._keys), default=0)
        self._in_any = AhoCorasick(self._keys) if self._keys else None
        ascii_only = {n: key for n, key in enumerate(self._keys) if key.isascii()}
        self._ascii_numbers = list(ascii_only)
        patterns = [_led(key) for key in ascii_only.values()]
        self._in_ascii = BytesAhoCorasick(patterns) if patterns else None
        self._before = [0 if key[0].isalnum() else 1 for key in ascii_only.values()]
        """How much sooner each begins in the text than its pattern does in the padded one."""
        self._has_signs = not all(key.isalnum() for key in ascii_only.values())

    def found(self, text: str) -> Beginnings:
        """Return every word of a text that begins so."""
        if self._in_any is None or not text:
            return _NONE
        whole = folded(text)
        read = whole.text
        if len(read) <= PIECE:
            return Beginnings(whole, self._found_in(read))
        return Beginnings(whole, in_pieces(read, self._longest, self._found_in))

    def _found_in(self, text: str) -> list[Place]:
        """Return the beginnings in a folded text, by end."""
        if text.isascii():
            return self._found_in_ascii(text)
        if self._in_any is None:
            return []
        found = self._in_any.find_matches_as_indexes(text, overlapping=True)
        return [hit for hit in found if _begins(text, hit[1])]

    def _found_in_ascii(self, text: str) -> list[Place]:
        """Return beginnings in a text whose words can be given a blank before them.

        So the automaton itself tells beginnings from the insides of words.
        """
        if self._in_ascii is None:
            return []
        padded = f" {text}".encode().translate(BLANKED)
        found = self._in_ascii.find_matches_as_indexes(padded, overlapping=True)
        numbers, before = self._ascii_numbers, self._before
        if not self._has_signs:
            # The blank before a text and that before a word make up for one another.
            return [(numbers[pattern], start, end - 1) for pattern, start, end in found]
        hits: list[Place] = []
        for pattern, start, end in found:
            number = numbers[pattern]
            key = self._keys[number]
            begin = start - before[pattern]
            if key.isalnum() or text.startswith(key, begin):
                hits.append((number, begin, end - 1))
        return hits


def _begins(text: str, start: int) -> bool:
    return not (start and _joins(text[start - 1]) and _joins(text[start]))


def _led(key: str) -> bytes:
    """Return the pattern of a beginning: with the blank before it, if a letter would hide it."""
    return (f" {key}" if key[0].isalnum() else key).encode().translate(BLANKED)


def _joins(character: str) -> bool:
    return character.isalnum() and not is_cjk(character)


def _word_end(text: str, end: int) -> int:
    if not _joins(text[end - 1]):
        return end
    found = _REST.match(text, end)
    rest = found[0] if found else ""
    if rest.isascii():
        return end + len(rest)
    return end + next((at for at, letter in enumerate(rest) if is_cjk(letter)), len(rest))


def found_in(words: Words, text: str) -> list[tuple[int, int]]:
    """Return where words stand in a text, looked for alone; in reading order."""
    found = _alone(words)
    places = found.found(text).places() if isinstance(found, Prefixes) else found.places(text)
    return sorted((start, end) for _, start, end in places)


@lru_cache(maxsize=_KEPT)
def _alone(words: Words) -> Terms | Prefixes:
    return Prefixes((words.text,)) if words.is_prefix else Terms((words.text,))


def word_starts(text: str, offset: int = 0) -> list[int]:
    """Return where each word of a text starts, as distances count them; the text at `offset`."""
    starts: list[int] = []
    for run in _RUN.finditer(text):
        start, word = run.start() + offset, run[0]
        if word.isascii():
            starts.append(start)
            continue
        was_cjk = True
        for at, letter in enumerate(word, start):
            now_cjk = is_cjk(letter)
            if now_cjk or was_cjk:
                starts.append(at)
            was_cjk = now_cjk
    return starts


def word_count(words: Iterable[str]) -> int:
    """Return how many words some terms have together."""
    return sum(len(word_starts(folded_term(word))) for word in words)


def together(
    near: Near, hits: Sequence[tuple[int, int, int]], starts: Sequence[int]
) -> list[tuple[int, int, int]]:
    """Return those hits in one unit that stand close enough to hits of all other words.

    A hit is its start and end in the field, and which of the words it is. `starts` are those of
    the words of the unit in the field. The answer is in order of starts.
    """
    if len({word for _, _, word in hits}) < len(near.words):
        return []
    room = near.distance + word_count(near.words)
    ordered = sorted(hits)
    first = [bisect_left(starts, begin) for begin, _, _ in ordered]
    last = [bisect_left(starts, end) for _, end, _ in ordered]
    limits = _limits(ordered, first, last, room, len(near.words))
    chosen: list[tuple[int, int, int]] = []
    limit = -1
    for at, hit in enumerate(ordered):
        # The latest stretch that begins no later than a hit reaches furthest.
        limit = max(limit, limits[at])
        if last[at] <= limit:
            chosen.append(hit)
    return chosen


def _limits(
    ordered: Sequence[tuple[int, int, int]],
    first: Sequence[int],
    last: Sequence[int],
    room: int,
    count: int,
) -> list[int]:
    """Return up to which word the stretch reaches that begins with each hit; -1: one is missing.

    `first` and `last` are the numbers of the word at which each hit begins, and after it.
    """
    nearest_end: dict[int, int] = {}
    limits = [-1] * len(ordered)
    at = len(ordered)
    while at:
        begin = at
        while begin and ordered[begin - 1][0] == ordered[at - 1][0]:
            begin -= 1
            word = ordered[begin][2]
            nearest_end[word] = min(last[begin], nearest_end.get(word, last[begin]))
        reach = first[begin] + room
        if len(nearest_end) == count and max(nearest_end.values()) <= reach:
            limits[begin:at] = [reach] * (at - begin)
        at = begin
    return limits
