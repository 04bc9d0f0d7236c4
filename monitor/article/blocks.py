"""A page's tree → its blocks of text in order, and the elements that they stand in.

What a page hides is left out. A row of a table of data is one block; the rows of a table that
is there for the layout are not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from monitor.article.elements import BLOCKS, INLINE, UNSHOWN
from monitor.article.lines import preformatted
from monitor.article.unshown import is_hidden, swallowed
from monitor.text import holds_word, is_cjk, one_line, printable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_CELL, _MAX_WIDE_CELL = 160, 2000
"""Characters of a cell; what holds more is there for the layout. The second counts where a table
has header cells, or rows enough to be one."""
_MIN_ROWS = 4
_MIN_PROSE = 250
"""Characters of paragraphs below which a page is one of lists and labels."""
_MAX_COUNTED = 400
"""Cells of a table that are looked at to see what it is for."""
_APART = frozenset(("a", "span", "time", "label"))
"""Elements that pages often display apart, though nothing stands between them."""
_MAX_CLASS = 200
_IS_BLOCK = re.compile(r"(?:^|\s)(?:d-)?block(?=\s)|display\s?:\s?block", re.IGNORECASE)
"""How class or style says that a link or span is a line of its own (Bootstrap, Tailwind)."""
_FULL = 60
"""Characters, or half as many of Chinese, from which a block is a paragraph rather than a label."""


@dataclass(slots=True, eq=False)
class Node:
    """An element of the page that may stand round blocks."""

    tag: str
    element: HtmlElement
    parent: Node | None
    first: int = 0
    last: int = 0
    """Its blocks are those from `first` to before `last`."""
    size: int = 0
    """Characters of its text."""
    linked: int = 0
    """Those among them that are links."""
    prose: int = 0
    """Those that stand in paragraphs, outside links."""
    children: list[Node] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Block:
    """The text between one block's edge and the next."""

    text: str
    node: Node
    linked: int
    """Characters of it that are links."""
    prose: int
    """Characters outside links if it is a paragraph, else 0.

    Where a page has no paragraphs to speak of: all outside links, or where that is nothing all.
    """


@dataclass(slots=True, eq=False)
class _Place:
    """Where text stands: two texts of one block have the same `block` and `cell`."""

    block: object
    cell: object
    node: Node
    linked: bool
    apart: bool = False
    """It begins an element that pages display apart: a link, a label, a time."""

    def is_preformatted(self) -> bool:
        """Say whether line breaks count here."""
        return isinstance(self.block, Node) and self.block.tag == "pre" and self.cell is None


@dataclass(slots=True)
class _Reading:
    rows: dict[HtmlElement, HtmlElement]
    blocks: list[Block] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    place: _Place | None = None

    def take(self, text: str, place: _Place) -> None:
        """Add `text`, which stands at `place`."""
        before = self.place
        same = before is not None and before.block is place.block
        if text.isspace():
            # Blanks between two blocks belong to neither; between two words of one they count.
            if same and before is not None and before.cell is place.cell:
                self.pieces.append(text if place.is_preformatted() else " ")
            return
        if not same or before is None:
            self.end()
        elif before.cell is not place.cell:
            self.pieces.append(" | ")
        elif place.cell is not None or (place.apart and _stand_apart(self.pieces, text)):
            self.pieces.append(" ")
        self.place = place
        self.pieces.append(text)
        if place.linked:
            self.linked += len(text)

    def is_in(self, place: _Place) -> bool:
        """Say whether the block that is being read is the one at `place`."""
        return self.place is not None and self.place.block is place.block

    def end(self) -> None:
        """Close the block that is being read."""
        if not self.pieces or self.place is None:
            return
        whole = "".join(self.pieces)
        if self.place.is_preformatted() and "\n" in whole:
            texts = preformatted(whole)
        else:
            texts = [one_line(printable(whole))]
        for text in filter(holds_word, texts):
            linked = min(self.linked, len(text))
            self.blocks.append(Block(text, self.place.node, linked, _prose(text, linked)))
        self.pieces = []
        self.linked = 0


def block_texts(root: HtmlElement) -> list[str]:
    """Return the text of each block under `root`, in order."""
    return [block.text for block in read_blocks(root)[0]]


def read_blocks(root: HtmlElement) -> tuple[list[Block], list[Node]]:
    """Return the blocks under `root` in order, and the elements round them, outer before inner."""
    from lxml import etree

    reading = _Reading(_rows(root))
    top = Node(str(root.tag), root, None)
    reading.nodes.append(top)
    places = [_Place(top, None, top, False)]
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            places.pop()
            if places and element.tail and element is not root:
                reading.take(element.tail, places[-1])
            continue
        above = places[-1]
        tag, bare = element.tag, not element.attrib
        if (tag in UNSHOWN and not swallowed(element)) or (not bare and is_hidden(element)):
            places.append(above)
            walk.skip_subtree()
            continue
        if tag == "br":
            _break(reading, above)
        is_plain = bare and tag in INLINE and tag not in _APART
        place = above if is_plain else _entered(element, above, reading)
        places.append(place)
        if element.text:
            reading.take(element.text, place)
    reading.end()
    _sum_up(reading)
    return reading.blocks, reading.nodes


def _stand_apart(before: Sequence[str], text: str) -> bool:
    """Say whether a reader sees a blank between two texts of elements that touch.

    A word does not change to a capital in its middle, and no sentence follows at once on another.
    """
    last, first = before[-1][-1:] if before else "", text[:1]
    if not last or last.isspace() or first.isspace() or is_cjk(last) or is_cjk(first):
        return False
    return (last.islower() or last in ".!?:;,)" or last.isdigit()) and first.isupper()


def _break(reading: _Reading, place: _Place) -> None:
    if place.cell is not None:
        reading.pieces.append(" ")
    elif place.is_preformatted() and reading.is_in(place):
        reading.pieces.append("\n")
    else:
        reading.end()


def _entered(element: HtmlElement, above: _Place, reading: _Reading) -> _Place:
    """Return where the text of `element` stands."""
    tag = element.tag
    if tag in INLINE:
        names, style = element.get("class", ""), element.get("style", "")
        if (names or style) and _IS_BLOCK.search(f"{names[:_MAX_CLASS]} {style}"):
            return _Place(element, above.cell, above.node, above.linked or tag == "a")
        return _Place(
            above.block, above.cell, above.node, above.linked or tag == "a", tag in _APART
        )
    node = Node(tag, element, above.node)
    above.node.children.append(node)
    reading.nodes.append(node)
    if element in reading.rows:
        return _Place(reading.rows[element], element, node, above.linked)
    if above.cell is not None and tag != "table":
        return _Place(above.block, above.cell, node, above.linked)
    block = node if tag in BLOCKS else above.block
    return _Place(block, None, node, above.linked)


def _sum_up(reading: _Reading) -> None:
    """Give each node the range of its blocks and the sums of their sizes."""
    if sum(block.prose for block in reading.blocks) < _MIN_PROSE:
        for block in reading.blocks:
            block.prose = len(block.text) - block.linked
    if sum(block.prose for block in reading.blocks) < _MIN_PROSE:
        for block in reading.blocks:
            block.prose = len(block.text)
    total = len(reading.blocks)
    for node in reading.nodes:
        node.first = total
    for index, block in enumerate(reading.blocks):
        node = block.node
        node.first, node.last = min(node.first, index), index + 1
        node.size += len(block.text)
        node.linked += block.linked
        node.prose += block.prose
    for node in reversed(reading.nodes):
        parent = node.parent
        if parent is not None:
            parent.first, parent.last = min(parent.first, node.first), max(parent.last, node.last)
            parent.size += node.size
            parent.linked += node.linked
            parent.prose += node.prose


def _prose(text: str, linked: int) -> int:
    own = len(text) - linked
    if own * 2 < len(text):
        return 0
    wide = not text.isascii() and any(map(is_cjk, text[:80:8]))
    full = _FULL // 2 if wide else _FULL
    if own < full and not (own * 2 >= full and text[-1] in '.!?。！？…”"」'):
        return 0
    return own * 2 if wide else own


def _rows(root: HtmlElement) -> dict[HtmlElement, HtmlElement]:
    """Return the rows of tables that hold data, by each of their cells."""
    rows: dict[HtmlElement, HtmlElement] = {}
    for table in root.iter("table"):
        if table.find(".//table") is not None:
            continue  # one round another is there for the layout
        lines = [(line, _cells(line)) for line in table.iter("tr")]
        if _holds_data(table, [cells for _, cells in lines]):
            rows.update((cell, line) for line, cells in lines for cell in cells)
    return rows


def _cells(line: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in line if cell.tag in ("td", "th")]


def _holds_data(table: HtmlElement, lines: list[list[HtmlElement]]) -> bool:
    """Say whether a table's rows belong together; one of a single column is there for layout."""
    several = sum(len(cells) > 1 for cells in lines)
    if not several:
        return False
    cells = islice((cell for cells in lines for cell in cells), _MAX_COUNTED)
    longest = max(len(cell.text_content()) for cell in cells)
    if longest <= _MAX_CELL:
        return True
    headed = table.find(".//th") is not None or several >= _MIN_ROWS
    return headed and several > 1 and longest <= _MAX_WIDE_CELL
