"""A long article cut down to the sentences that matter, so that it can be a case beside others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monitor.model import Article
from monitor.rules.engine.units import Units

MOST = 2_000
"""Characters of title and body up to which a text stays whole, and is cut to."""
_TELLING = frozenset({"material", "instrument"})


def excerpt(article: Article, places: Iterable[int], most: int = MOST) -> str:
    """Return the body of an article, or of a long one the sentences that matter, as they stand.

    Those are the ones around `places` of the body, then the first, then those of the same
    paragraphs, then those that name a material or an instrument, then the others from the first
    on, until title and body have `most` characters. Paragraphs stay apart.
    """
    if len(article.title) + len(article.body) <= most:
        return article.body
    units = Units(article.title, article.body)
    room = most - len(article.title)
    chosen: set[int] = set()
    for unit in _in_order(article, units, places):
        length = len(units.text(unit)[0])
        if unit not in chosen and length <= room:
            chosen.add(unit)
            room -= length
    paragraphs: dict[int, str] = {}
    for unit in sorted(chosen):
        number = units.paragraph(unit)
        before = paragraphs.get(number, "")
        text = units.text(unit)[0]
        # Blanks between sentences stay: Chinese has none. What breaks a line is none of them.
        gap = " " if before and before[-1].isascii() and not before[-1].isspace() else ""
        paragraphs[number] = before + gap + text
    return "\n\n".join(text.strip() for text in paragraphs.values())


def _in_order(article: Article, units: Units, places: Iterable[int]) -> Iterator[int]:
    """Yield sentences, those that matter most first; some more than once."""
    matter = sorted({units.unit("body", place) for place in places})
    yield from matter
    every = range(1, units.count)
    yield from every[:1]
    paragraphs = {units.paragraph(unit) for unit in matter}
    yield from (unit for unit in every if units.paragraph(unit) in paragraphs)
    named = (one for one in article.mentions if one.field == "body" and one.category in _TELLING)
    yield from sorted({units.unit("body", one.start) for one in named})
    yield from every
