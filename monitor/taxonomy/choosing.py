"""What a term stands for where it may be a name of several things.

A name that needs no other word counts; of those that need one, the one whose word stands nearest:
`halt` is a halt of what is named beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from monitor.model import Category
from monitor.taxonomy.nearest import Use
from monitor.taxonomy.sentence_words import Sentences
from monitor.text import is_cjk


class Choices(NamedTuple):
    """What a term may stand for."""

    of: tuple[tuple[Use, ...], ...]
    """By category, in the order in which it is asked."""
    near: int
    """The bits of all words of which one must stand beside it for anything; 0: none need."""


Name = tuple[int, int, Use]
"""Start, end, and what stands there."""

_REACH: Mapping[Category, int] = {"instrument": 72}
"""Characters, a dozen words, within which the word of a name stands; a whole sentence for others.

Everyday words are a measure beside what it is on; a symbol is a metal beside any other.
"""
_HAN = 3
"""Latin characters that say as much as one of Han, kana or Hangul."""


def by_category(uses: Iterable[Use]) -> Choices:
    """Return what a term may stand for, by category."""
    every = sorted(uses, key=_order)
    near = 0
    for use in every:
        near |= use.near
    of = tuple(tuple(of) for _, of in groupby(every, key=lambda use: use.category))
    return Choices(of, near if all(use.near for use in every) else 0)


def chosen(text: str, start: int, end: int, choices: Choices, context: Sentences) -> list[Name]:
    """Return what a term that touches no other stands for: one thing of each category at most."""
    beside = context.beside(start)
    if choices.near and not choices.near & beside:
        return []
    uses = meant(text, start, end, choices, beside, context)
    return [(start, end, use) for use in uses if use.id]


def meant(
    text: str, start: int, end: int, choices: Choices, beside: int, context: Sentences
) -> list[Use]:
    """Return what a term stands for of each category, if anything counts there.

    `beside` are the bits of what stands in its sentence.
    """
    found: list[Use] = []
    for of in choices.of:
        first = of[0]
        if len(of) == 1:
            near, exact = first.near, first.exact
            if (near and not near & beside) or (exact and not text.startswith(exact, start)):
                continue
            some: Sequence[Use] = of
        else:
            some = [
                use
                for use in of
                if (not use.near or use.near & beside)
                and (not use.exact or text.startswith(use.exact, start))
            ]
            if not some:
                continue
        use = _nearest(text, start, end, some, context)
        if use is not None:
            found.append(use)
    return found


def counts(text: str, start: int, end: int, use: Use, context: Sentences) -> bool:
    """Say whether a name that can mean one thing alone means it there."""
    if not use.near:
        return True
    if not use.near & context.beside(start):
        return False
    return _nearest(text, start, end, (use,), context) is not None


def _nearest(
    text: str, start: int, end: int, uses: Sequence[Use], context: Sentences
) -> Use | None:
    """Return which of a term's uses of one category counts, or None."""
    first = uses[0]
    if not first.near:
        return first
    reach = _REACH.get(first.category)
    if reach is None:
        if len(uses) == 1:
            return first
        reach = len(text)
    elif is_cjk(text[start]):
        reach //= _HAN
    return context.nearest(start, end, uses, reach)


def _order(use: Use) -> tuple[str, bool, str]:
    return use.category, use.near != 0, use.id
