"""Of which state an office is: the one whose name stands directly beside it, else the nearest.

«India's mines ministry», «the mines minister in Harare», «ministère des Mines malgache». It does
not know what an entry is, nor which states there are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from monitor.model import Category
from monitor.terms import Place

_REACH = 200
"""Characters on either side of an office in which a state's name is looked for."""
_AGO = 600
"""Characters before it, where its own sentence names none."""
_BEHIND_COSTS = 2
"""A name behind an office counts as so many times as far: what is spoken of stands first."""
_MAX_GAP = 40
"""Characters between an office and a name that stands directly beside it."""
_BEFORE = re.compile(
    r"['’]?s?(?:[\s-]+(?:the|new|newly|former|federal|union|top|central|state|national|own|deputy|vice"
    r"|acting|interim|caretaker|incoming|outgoing|powerful|first|senior|then|military|transitional))*"
    r"[\s-]*"
    r"|\s?(?:的|の|의\s|联邦|聯邦|国家|國家|中央|新任|现任|現任|前)?\s?(?:副)?"
    r"|[（(][A-Z]{2,4}[）)]"
)
"""What may stand between a state's name and its office."""
_LINK = re.compile(
    r"['’]?s?\s(?:of|in|von|in|de|du|des|d['’]|di|do|da|dos|del|della|dello)\s?"
    r"(?:(?:the|la|el|l['’]|der|den|den)\s?)?(?:\w+\s)?"
)
"""What may stand between an office and the name of its state."""
_CLAUSE = frozenset(
    " 　\n\t，,。.、；;：:！!？?「『“\"‘'《(（【】）)—-…·|据據由和与與向对對被获獲经經及為为"
)
"""What may stand before a state's one sign; behind other signs it is part of a word."""
_AND = re.compile(r" (?:and|und|et|y|e|и|dan) |[与和、及·-]|と|와 |과 ")
_AIM = re.compile(
    r"(?:\b(?:to|against|from|with|into|for|over|towards?|vs|nach|gegen|aus|mit|vers|contre|avec"
    r"|hacia|contra|desde|con|из|против|с|к)(?: the)? |[对對向从從赴])\Z"
)
"""Before a state's name: what is done is done to it, `shipments to Japan`."""
_FEW = 8
"""Names of other things that are passed over at most, in search of a state."""


class Use(NamedTuple):
    """What a term of the automaton stands for."""

    category: Category
    id: str
    """Empty where the words are something else, of which nothing is told."""
    near: int = 0
    """A bit for the words of which one must stand in the same sentence; 0: none need."""
    exact: str = ""
    """The only spelling that counts; "": any."""


NOBODY = Use("body", "")
"""An office of a state of which no body is known: it is not another state's."""


class Office(NamedTuple):
    """What the words of an office stand for."""

    of: Mapping[str, Use]
    """By state: what it is there."""
    is_bound: bool
    """They count only directly beside a state's name."""
    is_followed: bool
    """A name may stand behind them with a blank alone."""
    exact: str
    """The only spelling that counts; "": any."""
    alone: tuple[Use, ...]
    """What they mean without any state."""
    home: Use | None
    """What they are where no state is named at all: that of their language's own state."""


Named = tuple[int, int, str, bool]
"""A state's name in a text: start, end, the state; "": something else, that may have offices.

Last, whether it is the state's own: the name of a body tells of its state, but has no offices.
"""


class States:
    """The names of states, as numbers of terms, and their signs."""

    def __init__(
        self,
        names: Mapping[int, str],
        bodies: Mapping[int, str],
        exact: Mapping[int, str],
        short: Mapping[str, str],
    ) -> None:
        """`bodies` are names of bodies by their state.

        `exact` are the only spellings that count, of those that are words elsewhere: `us`.
        """
        told = {number: (state, False, "") for number, state in bodies.items()}
        own = {number: (state, True, exact.get(number, "")) for number, state in names.items()}
        self._telling = {**told, **own}
        """By number: the state, whether it is its own name, the only spelling that counts."""
        self._short = short

    def named(self, text: str, places: Iterable[Place]) -> Names:
        """Return the names that stand in a text, in reading order, none of them part of another.

        `places` are those of all terms in `text`, by end.
        """
        telling = self._telling
        found: list[Named] = []
        last = -1
        for term, start, end in places:
            if term not in telling:
                continue
            state, is_own, exact = telling[term]
            if exact and not text.startswith(exact, start):
                continue
            if start < last:
                while found and found[-1][0] >= start:
                    found.pop()
                if found and found[-1][1] > start:
                    continue
            found.append((start, end, state, is_own))
            last = end
        return Names(text, found)

    def sign(self, text: str, start: int) -> Named | None:
        """Return the one sign of a state that stands directly before an office, or None."""
        if (before := text[max(0, start - 2) : start]).isascii():
            return None
        at = start - 2 if before[-1] == " " else start - 1
        state = self._short.get(text[at])
        if state is None or (at and text[at - 1] not in _CLAUSE):
            return None
        return at, start, state, True


class Names:
    """The names of states in one text."""

    def __init__(self, text: str, named: Sequence[Named]) -> None:
        self._text = text
        self._named = named
        self._starts = [one[0] for one in named]

    def beside(self, start: int, end: int, *, is_followed: bool) -> Named | None:
        """Return the name that stands directly beside an office, or None.

        One that begins before the office is to be told with it: `India's`.
        """
        named, text = self._named, self._text
        at = bisect_left(self._starts, start)
        if at:
            before = named[at - 1]
            is_close = before[3] and start - before[1] <= _MAX_GAP
            if is_close and _BEFORE.fullmatch(text, before[1], start):
                return before
        if at < len(named):
            behind = named[at]
            is_close = behind[3] and 0 < behind[0] - end <= _MAX_GAP
            if is_close and (
                (is_followed and text[end : behind[0]] == " ")
                or _LINK.fullmatch(text, end, behind[0])
            ):
                return behind
        return None

    def nearest(
        self, start: int, end: int, sentence: tuple[int, int], of: Container[str]
    ) -> str | None:
        """Return which state of some stands nearest in the sentence; None: none stands there.

        A state that something is done to is passed over. Of two joined by `and` it is the first,
        from whose side they are told of.
        """
        named, (begin, stop) = self._named, sentence
        at = bisect_left(self._starts, start)
        far, found = _REACH + 1, None
        if (one := self._before(at, max(begin, start - _REACH), of)) is not None:
            far, found = start - one[1], one[2]
        for one in named[at : at + _FEW]:
            if one[0] >= stop or (one[0] - end) * _BEHIND_COSTS >= far:
                break
            if one[2] in of and one[0] >= end and not self._is_aim(one):
                return one[2]
        return found

    def _before(self, at: int, begin: int, of: Container[str]) -> Named | None:
        """Return the state that is named last before name number `at`, from place `begin` on."""
        named, last = self._named, None
        for number in range(at - 1, max(-1, at - 1 - _FEW), -1):
            one = named[number]
            if one[0] < begin:
                break
            if one[2] in of and last is not None:
                return one if _AND.fullmatch(self._text, one[1], last[0]) else last
            if one[2] in of and not self._is_aim(one):
                last = one
        return last

    def last(self, start: int, of: Container[str]) -> str | None:
        """Return which state of some was named last before a place, not long ago, or None."""
        at = bisect_left(self._starts, start)
        for one in reversed(self._named[max(0, at - _FEW) : at]):
            if one[2] in of:
                return one[2] if start - one[1] <= _AGO else None
        return None

    def only(self) -> str | None:
        """Return the one state that is named as acting; None: none is, or several."""
        states = {one[2] for one in self._named if one[2] and not self._is_aim(one)}
        return states.pop() if len(states) == 1 else None

    def _is_aim(self, one: Named) -> bool:
        return _AIM.search(self._text, max(0, one[0] - 12), one[0]) is not None
