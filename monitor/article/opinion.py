"""The lines that an extractor returns → what they say of the page's own blocks.

Extractors run blocks together, split them and mark up lists and tables, so the two are compared
without blanks and such marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from monitor.article.blocks import Block
from monitor.article.region import Region

_MIN_FOUND = 0.6
"""Share of the extractor's characters that must stand in the page's blocks to compare the two."""
_MARK = re.compile(r"\[[\w,]{1,9}\]")
_SHORT = 24
"""Characters of a line which might stand anywhere on a page."""
_MAX_LEAP = 3000
"""Characters of the page that lie at most between a short line and the one before it."""
AGREED = 0.6
"""Share of the structure's paragraphs an extractor must have found, if not how the text begins."""
_BEGINNING = 2
"""Paragraphs that are the beginning."""
_TRUSTED = 0.5
"""Share of the extractor's paragraphs that surround nothing by the structure, for it to be believed
about the rest."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What an extractor holds for text, in terms of the page's blocks."""

    taken: Sequence[bool]
    size: int
    """Characters of all lines, found in blocks or not."""
    prose: int
    """Characters of the paragraphs taken."""
    shared: int
    """Those that the structure holds for text as well."""


def opinion(blocks: Sequence[Block], region: Region, lines: Sequence[str]) -> Opinion | None:
    """Return what `lines` say of the `blocks`; None where most of them are not of these."""
    taken = _taken(blocks, lines)
    if taken is None:
        return None
    within = [t and not s for t, s in zip(taken, region.surrounds, strict=True)]
    if prose_of(blocks, within) >= _TRUSTED * prose_of(blocks, taken):
        taken = within
    shared = [t and region.holds(index) for index, t in enumerate(taken)]
    return Opinion(taken, sum(map(len, lines)), prose_of(blocks, taken), prose_of(blocks, shared))


def misses_beginning(blocks: Sequence[Block], region: Region, found: Opinion) -> bool:
    """Say whether an extractor found half of a text at most, and not how it begins."""
    if region.headline < 0 or found.shared >= AGREED * region.prose:
        return False
    taken = (index for index, take in enumerate(found.taken) if take and blocks[index].prose)
    if next(taken, region.headline) < region.headline:
        return False  # the headline stands in no place where a text would begin
    first = (
        index
        for index in range(region.headline + 1, len(blocks))
        if blocks[index].prose and region.holds(index)
    )
    return not any(found.taken[index] for index in islice(first, _BEGINNING))


def prose_of(blocks: Sequence[Block], wanted: Sequence[bool]) -> int:
    """Return how many characters of paragraphs the wanted blocks hold."""
    return sum(block.prose for block, want in zip(blocks, wanted, strict=True) if want)


def _taken(blocks: Sequence[Block], lines: Sequence[str]) -> list[bool] | None:
    """Return for each block whether most of it stands in `lines`, which are in page order."""
    squeezed = [_squeezed(block.text) for block in blocks]
    marks = _marks("".join(squeezed), [_squeezed(line) for line in lines])
    if marks is None:
        return None
    covered = _covered([len(text) for text in squeezed], marks)
    return [part * 2 >= len(text) > 0 for part, text in zip(covered, squeezed, strict=True)]


def _squeezed(text: str) -> str:
    """Return `text` without blanks, the bars of tables, marks of notes and the dash of an item."""
    joined = "".join(text.split())
    if "[" in joined:
        joined = _MARK.sub("", joined)
    if "|" in joined:
        joined = joined.replace("|", "").replace("---", "")
    return joined.lstrip("-•*")


def _marks(whole: str, keys: Sequence[str]) -> list[tuple[int, int]] | None:
    """Return where in `whole` the `keys` stand; None where most of them do not."""
    marks: list[tuple[int, int]] = []
    found = missed = at = 0
    for key in keys:
        if len(key) < _SHORT:
            here = whole.find(key, at, at + _MAX_LEAP) if key else -1
        else:
            here = whole.find(key, at)
            if here < 0:
                here = whole.find(key)
        if here < 0:
            missed += len(key)
            continue
        found += len(key)
        at = here + len(key)
        marks.append((here, at))
    return sorted(marks) if found >= _MIN_FOUND * (found + missed) else None


def _covered(lengths: Sequence[int], marks: Sequence[tuple[int, int]]) -> list[int]:
    """Return how many characters of each block the `marks` cover."""
    covered = [0] * len(lengths)
    block = start = 0
    for begin, end in marks:
        while block < len(lengths) and start + lengths[block] <= begin:
            start += lengths[block]
            block += 1
        at, place = block, start
        while at < len(lengths) and place < end:
            covered[at] += min(end, place + lengths[at]) - max(begin, place)
            place += lengths[at]
            at += 1
    return covered
