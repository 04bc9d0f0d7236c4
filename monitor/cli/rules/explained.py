"""An explanation on the terminal: the tree of its clauses, sentences with their words marked."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from monitor.text import printable

if TYPE_CHECKING:
    from monitor.model import Article, Field
    from monitor.rules.explaining.clauses import Clause, Where
    from monitor.rules.explaining.reading import Hit, Reading

_WIDTH = 80
"""Cells of a line where there is no terminal, and the least that are asked of one."""
_MOST_WORDS = 6
"""Different words told of one clause."""
_QUOTED = 400
"""Characters of a sentence or paragraph that are shown whole."""
_BESIDE = 90
"""Characters shown before the first and behind the last word of a longer one."""
_DEEPEST = 12
"""Steps in which parts are indented; those below stay there."""
_NARROWEST = 24
_MARK = "bold underline"
_JOINED = {"AND": "all of", "OR": "one of"}
_Piece = tuple[str, bool]
"""Words, and whether they are marked."""


@dataclass(frozen=True, slots=True)
class Page:
    """Prints lines that fit the terminal; marks words where it has colour."""

    colour: bool

    def put(self, head: str, pieces: Iterable[_Piece] = (), *, hang: int = 0) -> None:
        """Print words behind a head, wrapped; further lines begin `hang` cells in."""
        from rich.console import Console
        from rich.text import Text

        room = shutil.get_terminal_size((_WIDTH, 24)).columns if sys.stdout.isatty() else _WIDTH
        console = Console(width=max(room, _NARROWEST), color_system=None)
        text = Text(head[hang:])
        for words, is_marked in pieces:
            text.append(words, _MARK if is_marked else None)
        for number, line in enumerate(text.wrap(console, max(room - hang, _NARROWEST))):
            shown = "".join(
                click.style(part.text, bold=True, underline=True)
                if self.colour and part.style and part.style.bold
                else part.text
                for part in line.render(console)
            )
            before = " " * hang if number else head[:hang]
            click.echo(f"{before}{shown.rstrip()}", color=self.colour)


class Tree:
    """Prints the clauses of an explanation, one a line, what they are of below them."""

    def __init__(self, page: Page, article: Article, reading: Reading) -> None:
        self._page = page
        self._article = article
        self._reading = reading

    def print(self, clause: Clause, depth: int = 0, *, is_of_all: bool = True) -> None:
        """Print a clause and its parts; `is_of_all`: they are of the whole article."""
        label, told = _label(clause)
        words = self._words(told, is_of_all=is_of_all)
        start = 7 + 2 * min(depth, _DEEPEST)
        head = f"{'  yes' if clause.is_true else '  no':<{start}}{label}"
        if clause.where is not None:
            head = f"{head} – {_place(clause.where)}"
        self._page.put(f"{head}  {words}" if words else head, hang=start)
        if clause.where is not None:
            self._quote(clause.where, list(_hits(clause)), start)
        is_of_all = is_of_all and clause.where is None and clause.text not in {"title:", "body:"}
        for part in told.parts:
            if not _is_told_with_list(part, told):
                self.print(part, depth + 1, is_of_all=is_of_all)

    def _quote(self, where: Where, hits: Sequence[Hit], start: int) -> None:
        there = [
            (hit.start, hit.end)
            for hit in hits
            if hit.field == where.field and where.start <= hit.start and hit.end <= where.end
        ]
        text = self._article.title if where.field == "title" else self._article.body
        pieces = marked(text, where.start, where.end, there)
        self._page.put(" " * start, [("“", False), *pieces, ("”", False)], hang=start)

    def _words(self, clause: Clause, *, is_of_all: bool) -> str:
        """Return what stands there of a clause, or that none of its alternatives does."""
        leaves = [part for part in clause.parts if part.hits] if _is_list(clause) else []
        hits = clause.hits or tuple(hit for part in leaves for hit in part.hits)
        if hits:
            texts = dict.fromkeys(self._text(hit.field, hit.start, hit.end) for hit in hits)
            shown = ", ".join(list(texts)[:_MOST_WORDS])
            more = f" and {len(texts) - _MOST_WORDS:,} more" if len(texts) > _MOST_WORDS else ""
            return shown + more + (self._paragraphs(hits) if is_of_all else "")
        if clause.is_true or not _is_list(clause):
            return ""
        from monitor.rules.explaining.wording import several

        lists = [part.text for part in clause.parts if _is_told_with_list(part, clause)]
        count = clause.absent_count + len(lists)
        shown_first = [*lists, *clause.absent][:_MOST_WORDS]
        return f"none of {several(shown_first, count)}" if shown_first else ""

    def _paragraphs(self, hits: Iterable[Hit]) -> str:
        from monitor.rules.explaining.wording import places

        return places(sorted({self._reading.units.paragraph(hit.unit) for hit in hits}))

    def _text(self, field: Field, start: int, end: int) -> str:
        text = self._article.title if field == "title" else self._article.body
        return printable(" ".join(text[start:end].split()))


def marked(text: str, start: int, end: int, spans: Iterable[tuple[int, int]]) -> Iterator[_Piece]:
    """Yield a stretch of a text in pieces, those of `spans` marked; of a long one the middle."""
    merged = _merged(spans)
    first, last = start, end
    if end - start > _QUOTED:
        first = max(start, (merged[0][0] if merged else start) - _BESIDE)
        last = min(end, max(merged[-1][1] + _BESIDE if merged else 0, first + 2 * _BESIDE))
        last = min(last, first + 3 * _QUOTED)
    if first > start:
        yield "…", False
    at = first
    for begin, stop in merged:
        if stop > last:
            break
        yield _one_line(text[at:begin]), False
        yield _one_line(text[begin:stop]), True
        at = stop
    yield _one_line(text[at:last]), False
    if last < end:
        yield "…", False


def _one_line(text: str) -> str:
    """Return a piece of a text for one line; blanks at its ends stay, as it has neighbours."""
    return printable(text.replace("\n", " ").replace("\t", " "))


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _place(where: Where) -> str:
    return f"paragraph {where.paragraph}" if where.paragraph else "the title"


def _label(clause: Clause) -> tuple[str, Clause]:
    """Return how a clause is called, and the one of whose parts is told below it.

    What only joins the parts of the one clause above it has no line of its own.
    """
    if len(clause.parts) == 1 and clause.parts[0].text in _JOINED and not _is_list(clause):
        joined = clause.parts[0]
        return f"{clause.text}, {_JOINED[joined.text]}", joined
    return _JOINED.get(clause.text, clause.text), clause


def _is_list(clause: Clause) -> bool:
    return clause.text.startswith("@") or clause.text == "OR"


def _is_told_with_list(part: Clause, of: Clause) -> bool:
    """Say whether an alternative needs no line of its own: words, or a list of which none is."""
    if not _is_list(of):
        return False
    is_plain = not part.parts and part.text not in _JOINED
    if part.is_true:
        return is_plain and bool(part.hits) and not part.text.startswith("@")
    return is_plain or (part.text.startswith("@") and not any(_hits(part)))


def _hits(clause: Clause) -> Iterator[Hit]:
    yield from clause.hits
    for part in clause.parts:
        yield from _hits(part)
