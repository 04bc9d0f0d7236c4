"""Which lines of a text are its own words, where it comes with what stood round it on its page."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.article.body import DateLines, gather
from monitor.text import one_line


def without_furniture(title: str, text: str, *, timezone: str = "UTC") -> str:
    """Return `text` with blanks in the place of navigation, related headlines and share lines.

    It has its length, so that places in it are places in `text`. A text of one line stays.
    """
    lines = text.split("\n")
    written = [one_line(line) for line in lines]
    if sum(map(bool, written)) < 2:
        return text
    found = gather([line for line in written if line], title=title, reader=DateLines(timezone))
    return "\n".join(
        line if kept else " " * len(line)
        for line, kept in zip(lines, _kept(written, found.paragraphs), strict=True)
    )


def _kept(lines: Sequence[str], paragraphs: Sequence[str]) -> list[bool]:
    """Return which of `lines` are among `paragraphs`, whole or without a call at their end.

    An empty line is kept, and both lines of the same words where one of them is.
    """
    own = set(paragraphs)
    cut = tuple(own.difference(lines))
    return [not line or line in own or line.startswith(cut) for line in lines]
