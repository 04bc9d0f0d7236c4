"""The blocks of a page that Beautiful Soup has read → their texts, in order.

The same walk over a fragment's own tree, which is far lighter, is in `monitor.article.fragment`.
"""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from monitor.article.elements import BLOCKS, HIDDEN, UNSHOWN
from monitor.text import holds_word, one_line, printable

_MAX_CELL = 160
"""Characters of a cell; what holds more is there for the layout."""


def block_texts(root: Tag) -> list[str]:
    """Return the text of each block under `root`, in order, and empty the unshown ones."""
    for tag in root.find_all(True):  # the one search that Beautiful Soup does fast
        if tag.name in UNSHOWN or HIDDEN.search(str(tag.get("style") or "")):
            tag.clear()
    rows = _rows(root)
    blocks = [one_line(printable(text)) for text in _texts(root, rows)]
    return [text for text in blocks if holds_word(text)]


def _rows(root: Tag) -> dict[int, Tag]:
    """Return the rows of tables that hold data, by the identity of each of their cells."""
    rows: dict[int, Tag] = {}
    for table in root.find_all("table"):
        if table.find("table"):
            continue  # one round another is there for the layout
        lines = table.find_all("tr")
        cells = [line.find_all(["td", "th"], recursive=False) for line in lines]
        if max(map(len, cells), default=0) < 2:
            continue  # so is one of a single column
        if any(len(cell.get_text()) > _MAX_CELL for row in cells for cell in row):
            continue
        for line, row in zip(lines, cells, strict=True):
            rows.update((id(cell), line) for cell in row)
    return rows


def _texts(root: Tag, rows: dict[int, Tag]) -> Iterator[str]:
    """Yield the text between one block's edge and the next."""
    pieces: list[str] = []
    place: object = None
    cell: Tag | None = None
    for node in root.descendants:
        if isinstance(node, Tag):
            if node.name == "br" and cell is None:
                yield "".join(pieces)
                pieces = []
            elif node.name == "br":
                pieces.append(" ")
            continue
        if isinstance(node, PreformattedString) or not isinstance(node, NavigableString):
            continue
        here, new_cell = _place(node, rows)
        if node.isspace():
            # Blanks between two blocks belong to neither; between two words of one they count.
            if here is place and new_cell is cell:
                pieces.append(" ")
            continue
        if here is not place:
            yield "".join(pieces)
            pieces = []
        else:
            pieces.append(_joint(cell, new_cell))
        place, cell = here, new_cell
        pieces.append(str(node))
    yield "".join(pieces)


def _joint(cell: Tag | None, following: Tag | None) -> str:
    """Return what stands between two texts of one block: cells of a row are told apart."""
    if following is not cell:
        return " | "
    return "" if cell is None else " "


def _place(node: PageElement, rows: dict[int, Tag]) -> tuple[Tag | None, Tag | None]:
    """Return the block that `node` stands in, and its cell if that block is a row of data."""
    block: Tag | None = None
    for parent in node.parents:
        if id(parent) in rows:
            return rows[id(parent)], parent
        if block is None and parent.name in BLOCKS:
            block = parent
        if parent.name == "table":
            break
    return block, None
