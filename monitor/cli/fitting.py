"""Fitting the columns of a table to a terminal: what gives way, in which order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

BELOW = 4
"""How far what does not fit into its line is indented below it."""
_GAP = 2
_SHORTEST = 16
"""Cells to which a text is cut before columns are left out; what is shorter is never cut."""
_NARROWEST = 20
"""Cells that words below a line are given at least, on however narrow a terminal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the columns of a table stand."""

    groups: tuple[tuple[int, ...], ...]
    """The columns by number, those of one line together."""
    flowing: tuple[int, ...]
    """Columns that stand in the last line if there they fit, else whole below it."""
    widths: tuple[int, ...]
    """Cells of each column, those that are left out included."""
    room: int | None
    """Cells of a line; None: no terminal, nothing gives way."""
    left_out: tuple[str, ...] = ()

    def lines(self, row: Sequence[str]) -> Iterator[str]:
        """Yield a row in lines no longer than the room, none of them empty."""
        from rich.cells import cell_len

        before = ""
        *first, last = self.groups
        whole = self._joined(row, (*last, *self.flowing))
        does_fit = self.room is None or cell_len(whole) <= self.room - (BELOW if first else 0)
        for group in first if does_fit else self.groups:
            for line in folded([self._joined(row, group)], self.room, len(before)):
                yield before + line
            before = " " * BELOW
        rest = [whole] if does_fit else [row[i] for i in self.flowing]
        before = " " * BELOW if first or not does_fit else ""
        for line in folded(rest, self.room, len(before)):
            yield before + line

    def _joined(self, row: Sequence[str], columns: Sequence[int]) -> str:
        from rich.cells import cell_len, set_cell_size

        cells = []
        for i in columns:
            width = self.widths[i]
            is_long = cell_len(row[i]) > width
            cells.append(f"{set_cell_size(row[i], width - 1)}…" if is_long else row[i])
        sized = [
            set_cell_size(cell, self.widths[i]) for cell, i in zip(cells, columns, strict=True)
        ]
        return (" " * _GAP).join(sized).rstrip()


def fitted(
    columns: Sequence[str],
    widths: Sequence[int],
    room: int | None,
    *,
    flowing: int = 0,
    spare: Sequence[str] = (),
    cut: int | None = None,
) -> Layout:
    """Return how a table fits `room` cells.

    In this order: the last `flowing` columns go below the line, or else the column `cut` (None:
    the last) is cut down to 16 cells; the columns named in `spare` are left out, the first first;
    the others stand in two lines or more. So a number is whole or its column is not there.
    """
    head = list(range(len(columns) - flowing))
    flows = tuple(range(len(head), len(columns)))
    sizes = list(widths)
    if room is None:
        return Layout(groups=(tuple(head),), flowing=flows, widths=tuple(sizes), room=None)
    yielding = cut if cut is not None else None if flowing else len(columns) - 1
    left_out = []
    for name in spare:
        if _needed(head, sizes, yielding) > room and (i := columns.index(name)) in head:
            head.remove(i)
            left_out.append(name)
    if yielding in head:
        others = sum(sizes[i] + _GAP for i in head if i != yielding)
        sizes[yielding] = min(sizes[yielding], max(room - others, _SHORTEST))
    return Layout(
        groups=tuple(_packed(head, sizes, room)),
        flowing=flows,
        widths=tuple(sizes),
        room=room,
        left_out=tuple(left_out),
    )


def _needed(head: Sequence[int], sizes: Sequence[int], yielding: int | None) -> int:
    return _wide([min(sizes[i], _SHORTEST) if i == yielding else sizes[i] for i in head])


def _wide(sizes: Sequence[int]) -> int:
    return sum(sizes) + _GAP * (len(sizes) - 1)


def _packed(head: Sequence[int], sizes: Sequence[int], room: int) -> Iterator[tuple[int, ...]]:
    """Yield the columns of each line: all, or the first alone and then as many as fit."""
    if _wide([sizes[i] for i in head]) <= room:
        yield tuple(head)
        return
    yield (head[0],)
    group: list[int] = []
    for i in head[1:]:
        if group and _wide([sizes[one] for one in (*group, i)]) > room - BELOW:
            yield tuple(group)
            group = []
        group.append(i)
    if group:
        yield tuple(group)


def folded(cells: Sequence[str], room: int | None, indent: int = 0) -> list[str]:
    """Return texts in lines of at most `room` cells, `indent` of them kept free.

    Together in one line if they fit, else each in lines of its own; none for empty ones.
    """
    from rich.cells import cell_len

    given = [cell for cell in cells if cell]
    joined = (" " * _GAP).join(given)
    if room is None or cell_len(joined) <= room - indent:
        return [joined] if joined else []
    from rich.console import Console
    from rich.text import Text

    width = max(room - indent, _NARROWEST)
    console = Console(width=width)
    wrapped = [line.plain.rstrip() for cell in given for line in Text(cell).wrap(console, width)]
    return [line for line in wrapped if line]
