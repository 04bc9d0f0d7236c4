"""The lines that an extractor found, given back the rows and breaks that the page has.

Extractors flatten tables into cells and run the lines of old layout tables together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

_CELLS = " | "
_KEY = 6
"""Characters by which the lines that may begin an extracted line are found."""
_MAX_STARTS = 20


def as_on_page(lines: Sequence[str], own: Sequence[str]) -> list[str]:
    """Return `lines` with rows and line breaks as in `own`, the page's blocks in order.

    Not a word is added or lost: a line is only split, or joined with those after it.
    """
    return _with_breaks(_with_rows(lines, own), own)


def _with_rows(lines: Sequence[str], own: Sequence[str]) -> list[str]:
    """Return `lines` with each row whole where its cells stand below each other."""
    rows: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in sorted({row for row in own if _CELLS in row}, key=len, reverse=True):
        cells = tuple(row.split(_CELLS))
        if len(rows[cells[0]]) < _MAX_STARTS:
            rows[cells[0]].append(cells)
    whole: list[str] = []
    index = 0
    while index < len(lines):
        alone = (lines[index],)
        cells = next(
            (
                row
                for row in rows.get(lines[index], ())
                if tuple(lines[index : index + len(row)]) == row
            ),
            alone,
        )
        whole.append(_CELLS.join(cells))
        index += len(cells)
    return whole


def _with_breaks(lines: Sequence[str], own: Sequence[str]) -> list[str]:
    """Return `lines`, those that several blocks of the page make up split at their edges."""
    starts: dict[str, list[int]] = defaultdict(list)
    for index, block in enumerate(own):
        if len(starts[block[:_KEY]]) < _MAX_STARTS:
            starts[block[:_KEY]].append(index)
    return [part for line in lines for part in _parts(line, own, starts)]


def _parts(line: str, own: Sequence[str], starts: Mapping[str, Sequence[int]]) -> Sequence[str]:
    for key in dict.fromkeys((line[:_KEY], line[:_KEY].partition(" ")[0])):
        for start in starts.get(key, ()):
            index, place = start, 0
            while index < len(own) and line.startswith(own[index], place):
                place += len(own[index])
                place += line[place : place + 1] == " "
                index += 1
            if place >= len(line) and index > start + 1:
                return own[start:index]
    return (line,)
