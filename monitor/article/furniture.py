"""Which lines of a text are its own words, where it comes with what stood round it on its page."""

from __future__ import annotations

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
    own = "\n".join(found.paragraphs)
    return "\n".join(
        line if not words or words in own else " " * len(line)
        for line, words in zip(lines, written, strict=True)
    )
