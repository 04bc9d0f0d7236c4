"""HTML of a feed entry or a mail → paragraphs of plain text.

For mark-up that is the article already; whole pages go through `monitor.article.page`.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping

from monitor.article.bounds import refuse_unparsable
from monitor.article.elements import BLOCKS, HIDDEN, UNSHOWN
from monitor.article.lines import clean_lines
from monitor.article.tree import parse, whole
from monitor.article.unshown import may_be_service
from monitor.text import holds_word, one_line, printable

_TAIL_STARTS = ("The post", "L’article", "L'article", "Der Beitrag", "La entrada")
_TAIL = re.compile(
    r"(?:The post|L’article|L'article|Der Beitrag|La entrada)\b.{1,300}\b(?:appeared first "
    r"on|est apparu en premier sur|erschien zuerst auf|se publicó primero en)\b.{1,200}$"
)
_FOR_TREE = re.compile(r"<(?:table|pre)\b", re.IGNORECASE)
"""Signs of rows and lines of code, which are judged by what they hold."""


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
    return "\n\n".join(part for part in _block_texts(html) if not _is_tail(part))


def _is_tail(part: str) -> bool:
    return part.startswith(_TAIL_STARTS) and _TAIL.fullmatch(part) is not None


def _block_texts(html: str) -> list[str]:
    """Return the text of each block of `html`, in order."""
    read = None if _FOR_TREE.search(html) is not None else _READER.read(whole(html))
    if read is None:
        from monitor.article.blocks import block_texts

        return block_texts(parse(html))
    texts = [one_line(printable(text)) for text in read]
    return [text for text in texts if holds_word(text)]


class _Blocks:
    """Takes down the text between one block's edge and the next, as the parser meets it.

    Says what `monitor.article.blocks` says of mark-up without `_FOR_TREE`, at a tenth of the cost;
    None where that has to judge marks of notes, buttons and what is hidden.
    """

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._texts: list[str] = []
        self._pieces: list[str] = []
        self._data: list[str] = []
        self._open: list[_Element] = [_Element("", None, is_block=False, is_shown=True)]
        self._place: object = None
        self._is_for_tree = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._end_text()
        above = self._open[-1]
        if may_be_service(tag, attributes, above.tag):
            self._is_for_tree = True
        if tag == "br" and above.is_shown:
            self._break()
        style = attributes.get("style")
        is_shown = above.is_shown and tag not in UNSHOWN and not (style and HIDDEN.search(style))
        is_block = tag in BLOCKS
        element = _Element(tag, above.block, is_block=is_block, is_shown=is_shown)
        if is_block:
            element.block = element
        self._open.append(element)

    def end(self, tag: str) -> None:
        self._end_text()
        while len(self._open) > 1 and self._open.pop().tag != tag:
            pass

    def data(self, text: str) -> None:
        self._data.append(text)

    def comment(self, text: str) -> None:
        self._end_text()

    def pi(self, target: str, text: str | None) -> None:
        self._end_text()

    def close(self) -> list[str] | None:
        self._end_text()
        self._break()
        texts = None if self._is_for_tree else self._texts
        self._begin()
        return texts

    def _end_text(self) -> None:
        """Put what was read since the last tag where it belongs."""
        if not self._data:
            return
        text = "".join(self._data)
        self._data = []
        parent = self._open[-1]
        if not parent.is_shown:
            return
        if text.isspace():
            # Blanks between two blocks belong to neither; between two words of one they count.
            if parent.block is self._place:
                self._pieces.append(" ")
            return
        if parent.block is not self._place:
            self._break()
            self._place = parent.block
        self._pieces.append(text)

    def _break(self) -> None:
        self._texts.append("".join(self._pieces))
        self._pieces = []


class _Element:
    """An open element, and the block that its text belongs to."""

    __slots__ = ("block", "is_block", "is_shown", "tag")

    def __init__(self, tag: str, block: object, *, is_block: bool, is_shown: bool) -> None:
        self.tag = tag
        self.block = block
        self.is_block = is_block
        self.is_shown = is_shown


class _Reader(threading.local):
    """A parser for each thread that reads; making one costs as much as reading an entry."""

    def read(self, html: str) -> list[str] | None:
        """Return the text of each block of `html`, blanks and all; None: it takes a tree."""
        from lxml import etree

        if "parser" not in self.__dict__:
            self.parser = etree.HTMLParser(target=_Blocks(), recover=True)
        self.parser.feed(html)
        texts: list[str] | None = self.parser.close()
        return texts


_READER = _Reader()
