"""Which blocks hold what visitors say below an article, whatever their elements are called.

They are likes in a row, each with a name and a time or a button to reply, or they stand under a
heading that says so; and an article stands between them and the headline.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from monitor.article.aside_words import ELAPSED, LIVE, REPLIES, TALK
from monitor.article.blocks import Block, Node
from monitor.article.cards import kind
from monitor.article.elements import HEADINGS
from monitor.article.surroundings import names_of
from monitor.dates import read

_MIN_ENTRIES = 4
_MIN_UNDER_HEADING = 2
_SHARE = 0.6
"""Share of the likes in a row that must bear the marks of a visitor's words."""
_MAX_LABEL = 60
_MAX_LOOKED_AT = 6
"""Blocks of an entry, at either end, that may be its name, its time or its buttons."""
_MAX_NAME = 16
_MIN_ARTICLE, _MIN_LONG = 120, 250
"""Characters of an article above what visitors say; the second where nothing but a name and a time
shows that they do, which accounts of events have as well."""
_WHOLLY = 0.9
_HEADING = re.compile(
    rf"[\W\d_]{{0,12}}(?:{'|'.join(TALK.values())})[\W\d_]{{0,12}}", re.IGNORECASE
)
_REPLY = re.compile(rf"\W{{0,4}}(?:{'|'.join(REPLIES.values())})\W{{0,4}}\d{{0,5}}", re.IGNORECASE)
_ELAPSED = re.compile(ELAPSED, re.IGNORECASE)
_LIVE = re.compile(rf"(?:^|[\s_-])(?:{LIVE})", re.IGNORECASE)


def in_talk(
    blocks: Sequence[Block], nodes: Sequence[Node], surrounds: Sequence[bool], place: int
) -> list[bool]:
    """Return for each block after the headline at `place` whether visitors say it."""
    found = [False] * len(blocks)
    sums = [0]
    for index, block in enumerate(blocks):
        counts = index > place and not surrounds[index]
        sums.append(sums[-1] + (block.prose if counts else 0))
    end = -1
    for node in nodes:
        if node.first <= place or node.last <= max(end, node.first):
            continue
        if sums[node.first] < _MIN_ARTICLE or node.last - node.first < _MIN_ENTRIES:
            continue
        if _is_talk(blocks, node, sums[node.first]):
            widest = _widest(node, place, sums)
            found[widest.first : widest.last] = [True] * (widest.last - widest.first)
            end = widest.last
    return found


def _is_talk(blocks: Sequence[Block], node: Node, article: int) -> bool:
    """Say whether an element holds what visitors say: entries with their marks, mostly.

    `article` is how much prose stands between it and the headline.
    """
    likes: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for child in node.children:
        if child.last > child.first and child.tag not in HEADINGS:
            likes[kind(child)].append(child)
    headed = any(
        len(block.text) <= _MAX_LABEL and _HEADING.fullmatch(block.text)
        for block in blocks[max(node.first - 1, 0) : node.first + 1]
    )
    least = _MIN_UNDER_HEADING if headed else _MIN_ENTRIES
    for entries in likes.values():
        if len(entries) < least or _LIVE.search(names_of(entries[0])) is not None:
            continue
        held = sum(entry.size for entry in entries)
        if held * 2 < node.size or _LIVE.search(names_of(node)) is not None:
            continue
        if len(_replies(blocks, entries)) >= _SHARE * len(entries):
            return True
        spoken = [entry for entry in entries if _is_spoken(blocks, entry, timed=not headed)]
        names = {blocks[entry.first].text[:_MAX_NAME] for entry in spoken}
        if len(spoken) >= _SHARE * len(entries) and len(names) * 2 >= len(spoken):
            return headed or article >= _MIN_LONG
    return False


def _is_spoken(blocks: Sequence[Block], entry: Node, *, timed: bool) -> bool:
    """Say whether an entry begins with a name, and with a time if it has to be `timed`."""
    first = blocks[entry.first]
    if entry.last - entry.first < 2 or len(first.text) > _MAX_LABEL or first.node.tag in HEADINGS:
        return False
    if not first.text[0].isalpha() or not entry.prose or read(first.text) is not None:
        return False
    if not timed:
        return True
    end = min(entry.last, entry.first + 3)
    labels = [block.text for block in blocks[entry.first : end] if len(block.text) <= _MAX_LABEL]
    return any(_ELAPSED.search(label) is not None for label in labels)


def _replies(blocks: Sequence[Block], entries: Sequence[Node]) -> list[Node]:
    """Return the entries that end with a button to reply."""
    found = []
    for entry in entries:
        start = max(entry.first + 1, entry.last - _MAX_LOOKED_AT)
        last = blocks[start : entry.last] if entry.last - entry.first > 1 else []
        if any(
            len(block.text) <= _MAX_LABEL
            and any(_REPLY.fullmatch(word) for word in (block.text, *block.text.split()[:6]))
            for block in last
        ):
            found.append(entry)
    return found


def _widest(node: Node, place: int, sums: Sequence[int]) -> Node:
    """Return the outermost element that holds hardly more than `node`, and not the article."""
    while (
        node.parent is not None
        and node.parent.first > place
        and node.parent.tag not in ("body", "html", "main")
        and node.prose >= _WHOLLY * node.parent.prose
        and sums[node.parent.first] >= _MIN_ARTICLE
    ):
        node = node.parent
    return node
