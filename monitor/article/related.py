"""Where an article goes on after links to other pages that stand in its middle."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.article.boilerplate import heads_related, is_boilerplate
from monitor.article.lines import ends_sentence, is_list_item, is_prose, size
from monitor.dates import read
from monitor.text import fold

_MAX_LINKS = 6
_FULL_SIZE = 10
_LAST = re.compile(
    r"comment|reply|kommentar|comentario|коммент|评论|コメント|댓글|previous|next|上一篇|下一篇|"
    r"前の記事|次の記事|sponsored"
)
"""What a heading says after which no article goes on: visitors speak, or another page."""


def after_teasers(words: Sequence[str], start: int) -> int:
    """Return the index of the first line after a teaser heading that is not its headline."""
    index = start
    while index < len(words) and index < start + 3 and not is_prose(words[index]):
        if is_list_item(words[index]) and index > start:
            break
        index += 1
    return index


def past_related(
    words: Sequence[str], index: int, kept: list[str], furniture_after: list[int]
) -> int | None:
    """Return where the text goes on after the heading at `index`; None: it ends there.

    The heading is kept if it is the article's own: the text goes on right under it.
    """
    resumed = resumption(words, index)
    if resumed == index + 1:
        kept.append(words[index])
    else:
        furniture_after.append(len(kept))
    return resumed


def resumption(words: Sequence[str], heading: int) -> int | None:
    """Return the index of the line at which the article goes on after a related block.

    None: it does not. A block in the middle of an article is a few headlines, undated, and two
    paragraphs or more follow it; a block at the end gives dates, or a summary to a headline. Where
    paragraphs follow at once the heading is one of the article itself: `In other news`.
    """
    if _LAST.search(fold(words[heading])):
        return None
    for index in range(heading + 1, min(heading + 2 + _MAX_LINKS, len(words) - 1)):
        line = words[index]
        if is_paragraph(line):
            more = is_paragraph(words[index + 1])
            return index if more and _is_text(words[index:]) else None
        if is_prose(line) or heads_related(line) or read(line) is not None:
            return None
    return None


def _is_text(rest: Sequence[str]) -> bool:
    """Say whether the lines up to the next related block are mostly paragraphs."""
    end = next((at for at, line in enumerate(rest) if heads_related(line)), len(rest))
    kept = [line for line in rest[:end] if not is_boilerplate(line)]
    return sum(map(is_prose, kept)) * 2 >= len(kept)


def is_paragraph(line: str) -> bool:
    """Say whether `line` is a full paragraph of running text, and no question or furniture."""
    return (
        is_prose(line)
        and size(line) >= _FULL_SIZE
        and ends_sentence(line)
        and line[-1] not in "?？"
        and not is_boilerplate(line)
    )
