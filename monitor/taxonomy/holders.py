"""What the words of an office stand for where they stand: one body at most."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from monitor.taxonomy.nearest import NOBODY, Office, Use
from monitor.taxonomy.sentence_words import Sentences
from monitor.taxonomy.strangers import is_of_firm, is_over, stranger

_OWNERS = frozenset({"body", "company", "place", "publisher"})
"""What may stand beside an office and be no state: `Trump's`."""


class Holder(NamedTuple):
    """What the words of an office stand for, with the name of its state before them."""

    start: int
    uses: Sequence[Use]


class Phrases:
    """Longer phrases of a text, in which words of offices are something else: `customs duty`."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        """`places` are their starts and ends."""
        every = sorted(places)
        self._starts = [start for start, _ in every]
        self._ends = list(accumulate((end for _, end in every), max))
        """Of those that begin so early, the end of the one that reaches farthest."""

    def hold(self, start: int, end: int) -> bool:
        """Say whether one of them holds what stands there."""
        at = bisect_right(self._starts, start)
        return at > 0 and self._ends[at - 1] >= end


def holder(
    text: str,
    start: int,
    end: int,
    office: Office,
    context: Sentences,
    uses: Mapping[int, Sequence[Use]],
) -> Holder:
    """Return what the words of an office stand for; `uses` are what all terms may stand for.

    It is of the state that stands directly beside it; else nobody's where the name of a state
    stands there that is not known; else what its words mean alone; else of the state that acts in
    its sentence; else what they mean beside other words; else of the one state in the headline, or
    the one that was named last, or the one of their language.
    """
    if office.exact and not text.startswith(office.exact, start):
        return Holder(start, ())
    alone = (
        [use for use in office.alone if not use.exact or text.startswith(use.exact, start)]
        if office.alone
        else []
    )
    one = context.state_beside(start, end, is_followed=office.is_followed)
    if one is not None and not (
        # «The Interior Department in Wyoming» has a name of its own, and leases land there.
        one.state == "" and text.startswith(" in ", end) and any(not use.near for use in alone)
    ):
        first = min(one.start, start)
        is_nobodys = is_over(text, first) or (
            office.is_bound and is_of_firm(text, (one.start, one.end), (start, end))
        )
        return Holder(first, (NOBODY if is_nobodys else office.of.get(one.state, NOBODY),))
    if office.is_bound and not alone:
        return Holder(start, ())
    if is_over(text, start) or _is_strange(text, start, end, office, context, uses):
        return Holder(start, (NOBODY,))
    found = [use for use in alone if not use.near]
    if not found and not office.is_bound:
        found = _of_sentence(office, start, end, context)
    if not found and alone:
        near = context.beside(start)
        found = [use for use in alone if use.near & near]
    if not found and not office.is_bound:
        found = _of_text(office, start, context)
    return Holder(start, found)


def _is_strange(
    text: str,
    start: int,
    end: int,
    office: Office,
    context: Sentences,
    uses: Mapping[int, Sequence[Use]],
) -> bool:
    """Say whether beside an office stands what must be a state that nobody knows."""
    span = stranger(text, start, end, is_followed=office.is_followed)
    if span is None:
        return False
    known = (use for term in context.terms(*span) for use in uses.get(term, ()))
    return not any(use.category in _OWNERS for use in known)


def _of_sentence(office: Office, start: int, end: int, context: Sentences) -> list[Use]:
    """Return what an office is of the state that acts in its sentence, if any."""
    state = context.named.nearest(start, end, context.sentence(start), office.of)
    return [] if state is None else [office.of[state]]


def _of_text(office: Office, start: int, context: Sentences) -> list[Use]:
    """Return what an office is of the state that the text is on, or of its language's state."""
    state = context.title_state
    if state not in office.of:
        state = context.named.last(start, office.of)
    if state is not None:
        return [office.of[state]]
    use = office.homes.get(context.language or "", office.home)
    return [] if use is None else [use]
