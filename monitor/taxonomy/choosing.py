"""What a term stands for where it may be a name of several things.

A name that needs no other word counts; of those that need one, the one whose word stands nearest:
`halt` is a halt of what is named beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from monitor.model import Category
from monitor.taxonomy.nearest import Use
from monitor.taxonomy.sentence_words import Sentences
from monitor.text import is_cjk

Choices = tuple[tuple[Use, ...], ...]
"""What a term may stand for, by category, in the order in which it is asked."""
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
    return tuple(tuple(of) for _, of in groupby(every, key=lambda use: use.category))


def chosen(text: str, start: int, end: int, choices: Choices, context: Sentences) -> list[Name]:
    """Return what a term that touches no other stands for: one thing of each category at most."""
    uses = of_each(text, start, end, choices, context.beside(start), context)
    return [(start, end, use) for use in uses if use.id]


def of_each(
    text: str, start: int, end: int, choices: Choices, beside: int, context: Sentences
) -> Iterator[Use]:
    """Yield what a term stands for of each category, if anything counts there.

    `beside` are the bits of what stands in its sentence.
    """
    for of in choices:
        first = of[0]
        if len(of) == 1:
            if first.exact and not text.startswith(first.exact, start):
                continue
            if not first.near or (
                first.near & beside and _nearest(text, start, end, of, context) is not None
            ):
                yield first
            continue
        some = [
            use
            for use in of
            if (not use.near or use.near & beside)
            and (not use.exact or text.startswith(use.exact, start))
        ]
        use = _nearest(text, start, end, some, context) if some else None
        if use is not None:
            yield use


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
    number = context.nearest(start, end, [use.near for use in uses], reach)
    return None if number is None else uses[number]


def _order(use: Use) -> tuple[str, bool, str]:
    return use.category, use.near != 0, use.id
