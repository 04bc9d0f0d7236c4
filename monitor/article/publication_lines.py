"""The lines of a page that may hold a day, each with its block and the label before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from monitor.article.elements import BLOCKS, HEADINGS
from monitor.article.publication_place import Outline
from monitor.article.publication_spans import may_hold_day
from monitor.article.publication_words import folded
from monitor.text import one_line

MAX_PLACES = 250
"""Texts and marks with a date that are looked at; the one of publication stands above them."""
_MAX_LINE = 220
_MAX_PIECE = 300
"""Characters of a text that may be a date line; prose is longer."""
_MAX_NODES = 4000
"""Elements of one block that are walked."""
_MAX_PART, _MAX_PARTS = 8, 24
"""Characters of a part of a day on lines of its own, as on a leaf of a calendar, and of all."""
_MAX_LABEL = 30
_SKIPPED = frozenset(("script", "style", "noscript", "template", "head", "title", "select",
                      "option", "textarea", "button"))  # fmt: skip


class Line(NamedTuple):
    """A line that may hold a day."""

    shown: str
    folded: str
    before: str
    """The folded label that stands in the block before it."""
    block: Any
    """The element that holds it."""
    is_cut: bool
    """It is only the part of a long line in which the day stands."""


def places(page: Outline) -> Iterator[tuple[Any, Line]]:
    """Yield elements whose text may hold a day, and the lines that these stand in."""
    seen: set[tuple[Any, str]] = set()
    tried = 0
    for _, owner, text in page.dated:
        if len(text) > _MAX_PIECE or owner.tag in _SKIPPED:
            continue
        if not may_hold_day(text) and not _is_split_day(text):
            continue
        tried += 1
        if tried > MAX_PLACES:
            return
        block = _block(owner)
        written = one_line(_line(block, text))
        if is_cut := len(written) > _MAX_LINE:
            written = one_line(text)
        if len(written) <= _MAX_PART and block.getparent() is not None:
            parts = one_line(" ".join(_within(block, _MAX_PARTS)))
            written = parts if len(parts) <= _MAX_PARTS else written
        line = folded(written)
        if len(line) <= _MAX_LINE and may_hold_day(line) and (block, line) not in seen:
            seen.add((block, line))
            yield owner, Line(written, line, label_before(block), block, is_cut)


def _is_split_day(text: str) -> bool:
    """Say whether `text` may be a day whose year stands in the next element."""
    return len(text) <= 16 and any(map(str.isdigit, text)) and not text.strip().isdigit()


def _block(element: Any) -> Any:
    """Return the block that `element` stands in."""
    node = element
    while node.tag not in BLOCKS and node.getparent() is not None:
        node = node.getparent()
    return node


def _line(block: Any, text: str) -> str:
    """Return the line of a block that holds `text`: between its breaks and inner blocks."""
    if not len(block):
        return text
    lines, size, last = [""], 0, block
    for piece, owner, is_break in _pieces(block):
        if is_break or owner is not last:
            lines.append("")
            last = owner
        lines[-1] += piece
        size += len(piece)
        if size > 20 * _MAX_LINE:
            break
    return next((line for line in lines if text in line), text)


def _pieces(block: Any) -> Iterator[tuple[str, Any, bool]]:
    """Yield the texts of a block in reading order, the inner block of each, and what breaks."""
    yield block.text or "", block, False
    above = [(block, block, iter(block))]
    for _ in range(_MAX_NODES):
        parent, owner, children = above[-1]
        node = next(children, None)
        if node is not None:
            inner = node if node.tag in BLOCKS else owner
            shown = isinstance(node.tag, str) and node.tag not in _SKIPPED
            text = (node.text or "") if shown else ""
            yield f" {text}" if text and node.get("class") else text, inner, node.tag == "br"
            above.append((node, inner, iter(node if shown else ())))
            continue
        above.pop()
        if not above:
            return
        yield parent.tail or "", above[-1][1], False


def _within(block: Any, limit: int) -> Iterator[str]:
    """Yield the pieces of text of a block, and of one more if it holds more than `limit`."""
    size = 0
    for piece in block.itertext():
        yield piece
        size += len(piece.strip())
        if size > limit:
            return


def label_before(block: Any) -> str:
    """Return the short text before a block, folded, as `Published` in the cell before it."""
    node = block
    for _ in range(2):
        before = node.getprevious()
        if before is not None:
            if not isinstance(before.tag, str) or next(before.iter(*HEADINGS), None) is not None:
                return ""  # a short headline is no label, whatever its words
            text = one_line("".join(before.itertext())[:200])
            is_label = 0 < len(text) <= _MAX_LABEL and not may_hold_day(text)
            return folded(text) if is_label else ""
        node = node.getparent()
        if node is None:
            return ""
    return ""
