"""HTML of a feed entry or a mail → paragraphs of plain text.

For mark-up that is the article already; whole pages go through `monitor.article.page`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from monitor.article.bounds import refuse_unparsable
from monitor.article.lines import clean_lines
from monitor.text import one_line, printable


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BLOCKS = _words(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption "
    "figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol option p pre section "
    "summary"
    " table tbody td tfoot th thead tr ul"
)
_UNSHOWN = (
    "script", "style", "noscript", "template", "svg", "iframe", "button", "select", "head",
    "object", "math", "canvas", "audio", "video",
)  # fmt: skip
_HIDDEN = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE
)
_TAIL = re.compile(
    r"(?:The post|L’article|L'article|Der Beitrag|La entrada)\b.{1,300}\b(?:appeared first "
    r"on|est apparu en premier sur|erschien zuerst auf|se publicó primero en)\b.{1,200}$"
)
_MAX_CELL = 160


def paragraphs(html: str) -> str:
    """Return the text of `html`, paragraphs separated by blank lines.

    A row of a table is one paragraph, its cells separated by " | ". Text without mark-up comes
    back in paragraphs too.

    Raises:
        ParseError: elements nest too deeply, or have too many attributes, to be a document.
    """
    if "<" not in html:
        return "\n\n".join(line for line in clean_lines(html) if line)
    refuse_unparsable(html)
    return "\n\n".join(
        part for part in block_texts(BeautifulSoup(html, "lxml")) if not _TAIL.fullmatch(part)
    )


def block_texts(root: Tag) -> list[str]:
    """Return the text of each block under `root`, in order, and empty the unshown ones."""
    for tag in root.find_all(True):  # the one search that Beautiful Soup does fast
        if tag.name in _UNSHOWN or _HIDDEN.search(str(tag.get("style") or "")):
            tag.clear()
    rows = _rows(root)
    blocks = [one_line(printable(text)) for text in _texts(root, rows)]
    return [text for text in blocks if any(character.isalnum() for character in text)]


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
        if not _is_shown(node):
            continue
        here, new_cell = _place(node, rows)
        if here is not place:
            yield "".join(pieces)
            pieces = []
        elif new_cell is not cell:
            pieces.append(" | ")
        elif cell is not None:
            pieces.append(" ")
        place, cell = here, new_cell
        pieces.append(str(node))
    yield "".join(pieces)


def _is_shown(node: PageElement) -> bool:
    if isinstance(node, PreformattedString) or not isinstance(node, NavigableString):
        return False
    # Blanks between two blocks belong to neither; between two words of one block they count.
    return bool(node.strip()) or (node.parent is not None and node.parent.name not in _BLOCKS)


def _place(node: PageElement, rows: dict[int, Tag]) -> tuple[Tag | None, Tag | None]:
    """Return the block that `node` stands in, and its cell if that block is a row of data."""
    block: Tag | None = None
    for parent in node.parents:
        if id(parent) in rows:
            return rows[id(parent)], parent
        if block is None and parent.name in _BLOCKS:
            block = parent
        if parent.name == "table":
            break
    return block, None
