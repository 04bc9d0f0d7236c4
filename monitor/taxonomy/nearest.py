"""Of which state an office is: the one whose name stands directly beside it, else who acts.

«India's mines ministry», «the mines minister in Harare», «ministère des Mines malgache»; «Chile
lifts royalties, the mining ministry tells Peru». It does not know what an entry is, nor which
states there are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from monitor.model import Category
from monitor.terms import Place

_REACH, _REACH_BEHIND = 200, 100
"""Characters before an office, and behind it, in which a state's name is looked for."""
_AGO = 600
"""Characters before it, where its own sentence names none."""
_MAX_GAP = 40
"""Characters between an office and a name that stands directly beside it."""
_BEFORE = re.compile(
    r"['’]?s?(?:[\s-]+(?:the|new|newly|federal|union|top|central|national|own|deputy|vice|acting"
    r"|interim|caretaker|incoming|outgoing|powerful|first|senior|then|military|transitional"
    r"|(?P<former>former|ex|one-?time)))*[\s-]*"
    r"|\s?(?:的|の|의\s|联邦|聯邦|国家|國家|中央|新任|现任|現任|(?P<qian>前任?|原|元|전\s))?\s?副?"
    r"|[（(][A-Z]{2,4}[）)]"
)
"""What may stand between a state's name and its office; who is outgoing is in office still."""
_LINK = re.compile(
    r"['’]?s?(?:\s?[(（][A-Z]{2,6}[)）])?"
    r"\s(?:of|in|von|de|du|des|d['’]|di|do|da|dos|del|della|dello)\s?"
    r"(?:(?:the|la|el|l['’]|der|den)\s?)?(?:\w+\s)?(?:of\s(?:the\s)?)?"
)
"""What may stand between an office and the name of its state: ` of the Republic of `."""
_CLAUSE = frozenset(
    " 　\n\t，,。.、；;：:！!？?「『“\"‘'《(（【】）)—-…·|据據由和与與向对對被获獲经經及為为"
)
"""What may stand before a state's one sign; behind other signs it is part of a word."""
_AIM = re.compile(
    r"(?:\b(?:to|against|from|with|into|for|over|towards?|vs|nach|gegen|aus|mit|vers|contre|avec"
    r"|hacia|contra|desde|con|из|против|с|к)(?: the)? |[对對向从從赴])\Z"
)
"""Before a state's name: what is done is done to it, `shipments to Japan`."""
_PARTNER = re.compile(r"['’]?s?(?: [a-z]+){0,2} counterparts?\b")
"""Behind a state's name: somebody else speaks with its official."""
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
    """What begins the only spelling that counts, in its case; "": any does."""


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
    """What they are where no state is named at all: that of their language's own state; None also
    where several languages have them that do not agree."""
    homes: Mapping[str, Use | None]
    """The same by language, of each that has them: for a text of which that is known."""


class Named(NamedTuple):
    """A state's name in a text."""

    start: int
    end: int
    state: str
    """"": something else, that may have offices."""
    is_own: bool = True
    """False: the name of a body, which tells of its state, but has no offices."""


_ANY, _CAPITAL, _BOTH = 0, 1, 2
"""In which case a name counts: any; with a capital alone; with a small letter directly behind an
office only, as `china` is an adjective of Spanish and a ware of English."""


class States:
    """The names of states, as numbers of terms, and their signs."""

    def __init__(
        self,
        names: Mapping[int, str],
        bodies: Mapping[int, str],
        written: Mapping[int, Collection[str]],
        short: Mapping[str, str],
    ) -> None:
        """`bodies` are names of bodies by their state; `written` is how names are spelled."""
        told = {number: (state, False, "", _ANY) for number, state in bodies.items()}
        own = {number: (of, True, *_case(written[number])) for number, of in names.items()}
        self._telling = {**told, **own}
        """By number: the state, whether it is its own name, the only spelling and the case that
        count."""
        self._short = short

    def named(self, text: str, places: Iterable[Place]) -> Names:
        """Return the names that stand in a text, in reading order, none of them part of another.

        `places` are those of all terms in `text`, by end.
        """
        telling = self._telling
        found: list[Named] = []
        small: dict[int, Named] = {}
        last = -1
        for term, start, end in places:
            if term not in telling:
                continue
            state, is_own, exact, case = telling[term]
            if exact and not text.startswith(exact, start):
                continue
            if case and not text[start].isupper():
                if case == _BOTH:
                    small[start] = Named(start, end, state)
                continue
            if start < last:
                if not is_own and found and _begins_alike(found[-1], start, state):
                    continue
                while found and found[-1].start >= start:
                    found.pop()
                if found and found[-1].end > start:
                    continue
            found.append(Named(start, end, state, is_own))
            last = end
        return Names(text, found, small)

    def sign(self, text: str, start: int) -> Named | None:
        """Return the one sign of a state that stands directly before an office, or None."""
        if (before := text[max(0, start - 2) : start]).isascii():
            return None
        at = start - 2 if before[-1] == " " else start - 1
        state = self._short.get(text[at])
        if state is None or (at and text[at - 1] not in _CLAUSE):
            return None
        return Named(at, start, state)


class Names:
    """The names of states in one text."""

    def __init__(self, text: str, named: Sequence[Named], small: Mapping[int, Named]) -> None:
        """`small` are those that count directly behind an office only, by start."""
        self._text = text
        self._named = named
        self._small = small
        self._starts = [one.start for one in named]

    def beside(self, start: int, end: int, *, is_followed: bool) -> Named | None:
        """Return the name that stands directly beside an office, or None.

        One that begins before the office is to be told with it: `India's`. Who held the office
        once has none: `India's former`.
        """
        named, text = self._named, self._text
        at = bisect_left(self._starts, start)
        if at:
            before = named[at - 1]
            is_close = before.is_own and start - before.end <= _MAX_GAP
            if is_close and (between := _BEFORE.fullmatch(text, before.end, start)):
                return before._replace(state="") if between.lastgroup else before
        if is_followed and text.startswith(" ", end) and (behind := self._small.get(end + 1)):
            return behind
        if at < len(named):
            behind = named[at]
            is_close = behind.is_own and 0 < behind.start - end <= _MAX_GAP
            if is_close and (
                (is_followed and text[end : behind.start] == " ")
                or _LINK.fullmatch(text, end, behind.start)
            ):
                return behind
        return None

    def nearest(
        self, start: int, end: int, sentence: tuple[int, int], of: Container[str]
    ) -> str | None:
        """Return which state of some the sentence tells of; None: none stands there.

        It is the first that stands before the office, as who acts stands first; else the first
        behind it. A state that something is done to is passed over.
        """
        named, (begin, stop) = self._named, sentence
        at = bisect_left(self._starts, start)
        first = bisect_left(self._starts, max(begin, start - _REACH))
        for one in named[max(first, at - _FEW) : at]:
            if one.state in of and not self._is_aim(one):
                return one.state
        for one in named[at : at + _FEW]:
            if one.start >= min(stop, end + _REACH_BEHIND):
                break
            if one.state in of and not self._is_aim(one):
                return one.state
        return None

    def last(self, start: int, of: Container[str]) -> str | None:
        """Return which state of some was named last before a place, not long ago, or None."""
        at = bisect_left(self._starts, start)
        for one in reversed(self._named[max(0, at - _FEW) : at]):
            if one.state in of:
                return one.state if start - one.end <= _AGO else None
        return None

    def only(self) -> str | None:
        """Return the one state that is named as acting; None: none is, or several."""
        states = {one.state for one in self._named if one.state and not self._is_aim(one)}
        return states.pop() if len(states) == 1 else None

    def _is_aim(self, one: Named) -> bool:
        text = self._text
        return (
            _AIM.search(text, max(0, one.start - 12), one.start) is not None
            or _PARTNER.match(text, one.end) is not None
        )


def _case(written: Collection[str]) -> tuple[str, int]:
    """Return the only spelling that counts of a name that is so written, or "", and its case."""
    if len(written) == 1 and (name := next(iter(written))).isupper():
        return name, _ANY
    large = [name[0].isupper() for name in written]
    return "", (_CAPITAL if all(large) else _BOTH if any(large) else _ANY)


def _begins_alike(name: Named, start: int, state: str) -> bool:
    """Say whether a state's own name begins the name of a body of it: `US` in `US Commerce`."""
    return name.is_own and (name.start, name.state) == (start, state)
