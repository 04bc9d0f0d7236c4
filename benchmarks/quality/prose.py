"""Articles of any length, made of sentence patterns; no two pages share a paragraph."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

from benchmarks.quality.printing import FORMS
from benchmarks.quality.texts import SHARED, Article, Block

_FOLDER = Path(__file__).with_name("phrases")
_SLOT = re.compile(r"\{(\w+)\}")
_DENSE = frozenset({"zh", "zt", "ja"})
"""Pools written without blanks."""
SHORT = 0.12
"""The share of articles of a few sentences only."""


@cache
def phrases(pool: str) -> dict[str, list[str]]:
    """Return the patterns of a pool by name; `{…}` stands for a name of the file or a number."""
    return tomllib.loads((_FOLDER / f"{pool}.toml").read_text("utf-8"))


class Writer:
    """Writes text of a pool; all chance comes from the generator that is given."""

    def __init__(self, pool: str, random: Random, at: datetime) -> None:
        self._pool = pool
        self._random = random
        self._at = at
        self._unused: dict[str, list[str]] = {}

    def _filled(self, name: str) -> str:
        """Return a pattern of a name with its slots filled; patterns come round in turn."""
        waiting = self._unused.get(name)
        if not waiting:
            every = phrases(self._pool)[name]
            waiting = self._random.sample(every, len(every))
            self._unused[name] = waiting
        return _SLOT.sub(lambda slot: self._slot(slot[1]), waiting.pop())

    def _slot(self, name: str) -> str:
        random = self._random
        match name:
            case "n":
                return str(random.randrange(18, 980))
            case "m":
                return str(random.randrange(3, 17))
            case "p":
                return f"{random.randrange(1, 31)}.{random.randrange(1, 10)}"
            case "y":
                return str(random.randrange(1971, 2013))
            case "d":
                at = self._at + timedelta(days=random.randrange(-400, 200))
                return FORMS["long"](at, SHARED.get(self._pool, self._pool))
        value = random.choice(phrases(self._pool)[name.lower()])
        return value[0].upper() + value[1:] if name[0].isupper() else value

    def say(self, sentences: int) -> str:
        """Return so many sentences."""
        gap = "" if self._pool in _DENSE else " "
        return gap.join(self._filled("lines") for _ in range(sentences))

    def headline(self) -> str:
        return self._filled("titles")

    def paragraph(self) -> Block:
        return Block("text", self.say(self._random.choice((1, 2, 2, 3, 3, 4, 5))))

    def article(self, kind: str, author: str) -> Article:
        """Return an article of a kind: news and opinions, interviews, notices, handbooks."""
        blocks = [self.paragraph()]
        if self._random.random() < SHORT:
            blocks = [Block("text", self.say(self._random.choice((1, 2)))) for _ in range(2)]
        else:
            write = {"interview": self._interview, "notice": self._notice, "docs": self._notice}
            fill: Callable[[list[Block]], None] = write.get(kind, self._report)
            fill(blocks)
        return Article(
            language=self._pool,
            kind=kind,
            title=self.headline(),
            author=author,
            blocks=tuple(blocks),
        )

    def _report(self, blocks: list[Block]) -> None:
        for number in range(self._random.choice((5, 8, 10, 12, 15, 20, 26))):
            chance = self._random.random()
            if number % 5 == 4 and chance < 0.5:
                blocks.append(Block("heading", self._filled("heads")))
            blocks.append(self.paragraph())
            if chance < 0.05:
                blocks.append(Block("caption", self.say(1)))
            elif chance < 0.10:
                blocks.extend(self._list("bullet"))

    def _interview(self, blocks: list[Block]) -> None:
        for _ in range(self._random.choice((4, 6, 9))):
            blocks.append(Block("ask", self._filled("said")))
            blocks.extend(self.paragraph() for _ in range(self._random.choice((1, 2, 3))))

    def _notice(self, blocks: list[Block]) -> None:
        for _ in range(self._random.choice((2, 3, 5))):
            blocks.append(Block("heading", self._filled("heads")))
            blocks.extend(self.paragraph() for _ in range(self._random.choice((1, 2, 3))))
            if self._random.random() < 0.5:
                blocks.extend(self._list("number"))
        if self._random.random() < 0.4:
            blocks.extend(self._rows())

    def _list(self, kind: str) -> list[Block]:
        count = self._random.choice((3, 4, 6))
        return [
            Block("bullet" if kind == "bullet" else "number", self._filled("items"))
            for _ in range(count)
        ]

    def _rows(self) -> list[Block]:
        random = self._random
        return [
            Block(
                "row",
                f"{random.choice(phrases(self._pool)['thing'])} | {random.randrange(10, 999)} | "
                f"{random.randrange(1, 99)}.{random.randrange(10)}",
            )
            for _ in range(random.choice((4, 8, 14)))
        ]
