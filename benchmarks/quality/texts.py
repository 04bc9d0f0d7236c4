"""The articles: a line is a block, and its first sign says which kind of block."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Literal

_FOLDER = Path(__file__).with_name("articles")
Kind = Literal[
    "text", "heading", "bullet", "number", "quote", "row", "ask", "answer", "lead", "caption"
]
_SIGNS: dict[str, Kind] = {
    "## ": "heading",
    "- ": "bullet",
    "# ": "number",
    "> ": "quote",
    "| ": "row",
    "Q: ": "ask",
    "A: ": "answer",
    "+ ": "lead",
    "! ": "caption",
}
SHARED = {"zt": "zh"}
"""Pools that are a second script of a language."""


@dataclass(frozen=True, slots=True)
class Block:
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    language: str
    """Of the pool: `zt` is Chinese in traditional characters."""
    kind: str
    title: str
    author: str
    blocks: tuple[Block, ...]

    def longer(self, others: list[Article], random: Random) -> Article:
        """Return it with the text of some others below it, as long reads and reviews are."""
        picked = random.sample(others, min(len(others), random.choice((0, 1, 2, 3, 5))))
        added = [
            block
            for other in picked
            for block in (Block("heading", other.title), *other.blocks)
            if block.kind not in {"lead", "caption"}
        ]
        return replace(self, blocks=(*self.blocks, *added))


def _block(line: str) -> Block:
    for sign, kind in _SIGNS.items():
        if line.startswith(sign):
            return Block(kind, line.removeprefix(sign))
    return Block("text", line)


@cache
def articles(language: str) -> tuple[Article, ...]:
    """Return the articles of a pool, in the order of the file."""
    found = []
    for part in (_FOLDER / f"{language}.txt").read_text("utf-8").split("=== ")[1:]:
        head, *lines = part.strip().splitlines()
        kind, title, author = (field.strip() for field in head.split("|"))
        blocks = tuple(_block(line) for line in lines if line)
        found.append(
            Article(language=language, kind=kind, title=title, author=author, blocks=blocks)
        )
    return tuple(found)


def of_half(language: str, half: str) -> list[Article]:
    """Return every other article: pages of one half hardly ever share a text with the other's.

    Languages with few texts give all of them to both halves.
    """
    every = articles(language)
    return list(every) if len(every) < 4 else list(every["AB".index(half) :: 2])


def fitting(language: str, half: str, kinds: frozenset[str]) -> list[Article]:
    """Return the articles of some kinds: of the half, else of both, else those of any kind."""
    for among in (of_half(language, half), articles(language)):
        found = [one for one in among if one.kind in kinds]
        if found:
            return found
    return of_half(language, half)
