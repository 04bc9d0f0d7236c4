"""A digest as plain text of 78 cells: the second half of a mail, and what a terminal shows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from monitor.digest.page import Card, Line, Pieces, page
from monitor.model import Digest

WIDTH = 78
"""Columns of a line; RFC 5322, 2.1.1 wants no more in mail."""
_LABEL = 12
_CHUNK = re.compile(r"\S+|\s+")
# Line breaking as in UAX #14, cut down: these do not begin a line, and those do not end one.
_CLOSING = frozenset("，。、；：？！）】》〉」』”’％·…*,.;:?!)")
_OPENING = frozenset("（【《〈「『“‘*(")


def render(digest: Digest) -> str:
    """Return the message as text: no line over 78 cells but an address, no control characters."""
    said = page(digest)
    lines = wrapped(said.kicker)
    lines += wrapped(said.heading)
    lines += wrapped(said.tally) + wrapped(said.looked)
    for card in said.cards:
        lines += ["", *_card(card)]
    if said.more:
        lines += ["", *wrapped(said.more)]
    for line in said.lines:
        lines += _named(line)
    lines += ["", "-" * 8]
    for label, sentence in said.foot:
        lines += wrapped(f"{label} {sentence}", rest="  ")
    return "\n".join(lines) + "\n"


def cells(text: str) -> int:
    """Return how many columns of a terminal `text` takes; East Asian wide characters take two."""
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, *, first: str = "", rest: str | None = None) -> list[str]:
    """Return `text` in lines of at most `WIDTH` cells; none for "".

    `first` opens the first line and `rest` the others (None: as many blanks as `first` is
    wide). Text without blanks, such as Chinese, is broken between its characters.
    """
    indent = " " * cells(first) if rest is None else rest
    lines: list[str] = []
    line, used, empty = first, cells(first), True
    for chunk in _chunks(text, WIDTH - cells(indent)):
        wide = cells(chunk)
        if used + cells(chunk.rstrip()) > WIDTH and not empty:
            lines.append(line.rstrip())
            line, used, empty = indent, cells(indent), True
        if empty and chunk.isspace():
            continue
        line, used, empty = line + chunk, used + wide, False
    return lines if empty else [*lines, line.rstrip()]


def _chunks(text: str, limit: int) -> Iterator[str]:
    """Yield the parts between which a line may end, none wider than `limit` cells."""
    for found in _CHUNK.finditer(text):
        part, used = "", 0
        for character in found[0]:
            wide = _cells(character)
            if part and (_may_break(part[-1], character) or used + wide > limit):
                yield part
                part, used = "", 0
            part, used = part + character, used + wide
        yield part


def _may_break(before: str, after: str) -> bool:
    wide = _cells(before) == 2 or _cells(after) == 2
    return wide and before not in _OPENING and after not in _CLOSING


def _marked(parts: Pieces) -> str:
    said = ""
    for text, marked in parts:
        words = text.strip()
        said += text.replace(words, f"*{words}*", 1) if marked and words else text
    return said.strip()


def _kicker(kicker: str) -> str:
    severity, *status = kicker.split(" · ", 1)
    return "  ".join((severity.upper(), *status))


def _card(card: Card) -> Iterator[str]:
    yield from wrapped(_kicker(card.kicker))
    yield from wrapped(_marked(card.headline), first="  ")
    yield from wrapped(card.byline, first="  ")
    for quote in card.quotes:
        yield from wrapped(f"“{_marked(quote)}”", first="  ")
    for label, value in card.facts:
        yield from wrapped(value, first=f"  {label:<{_LABEL}}")
    if card.link:
        yield f"  {card.link}"


def _named(line: Line) -> Iterator[str]:
    yield from wrapped(f"{_kicker(line.kicker)}  {line.headline} · {line.note}", rest="  ")
    if line.link:
        yield f"  {line.link}"
