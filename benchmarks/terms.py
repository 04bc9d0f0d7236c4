"""Finding terms and names: one pass over a text for 10,000, beside a regular expression."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import partial
from itertools import count

from benchmarks._material import Writer
from benchmarks._measure import heading, row, seconds
from monitor.app import shipped
from monitor.taxonomy import (
    CATEGORIES,
    Taxonomy,
    TaxonomyEntry,
    parse_entries,
    parse_offices,
    parse_words,
)
from monitor.terms import Terms

TERMS = 10_000
SUBSET = 200
MEGABYTE = 1_000_000
ITEM = 3_700
"""Characters of a feed item with its content."""
ITEMS = 40


def main() -> None:
    heading("finding terms (CPU seconds per MB of text)")
    writer = Writer()
    words = writer.paragraph(MEGABYTE // 110)[:MEGABYTE]
    terms = [f"{first} {second}" for first in _some(100) for second in _some(100)]
    subset = [*terms[: SUBSET - 2], "dysprosium", "export control"]
    terms = [*terms[: TERMS - 2], "dysprosium", "export control"]
    alternation = re.compile(rf"\b(?:{'|'.join(map(re.escape, subset))})s?\b", re.IGNORECASE)
    bare = seconds(lambda: sum(1 for _ in alternation.finditer(words)), runs=3)
    to = f"re, {SUBSET} terms"
    row(f"{TERMS:,} terms compiled", f"{seconds(lambda: Terms(terms), runs=3):.2f} s", 1, "itself")
    for number, chosen in ((SUBSET, subset), (TERMS, terms)):
        compiled = Terms(chosen)
        taken = seconds(partial(_count, compiled, words), runs=3)
        row(f"{number:,} terms in a megabyte", f"{taken:.2f} s", taken / bare, to)
    _names(writer)


def _names(writer: Writer) -> None:
    """Measure what finding names costs an item, and what 10,000 more names add."""
    heading("names of the taxonomy (CPU time an item of 3.7 kB)")
    entries = _shipped_entries()
    bodies = tomllib.loads((shipped() / "seeds/taxonomy/bodies.toml").read_text("utf-8"))
    offices = parse_offices(bodies, "bodies.toml")
    more = parse_entries(
        "company",
        {f"made_up_{n}": {"name": f"{name} Minerals"} for n, name in enumerate(_companies())},
        "made up",
    )
    items = [writer.paragraph(ITEM // 110)[:ITEM] for _ in range(ITEMS)]
    figures = []
    fresh = count(1_000_000)
    for chosen in (entries, (*entries, *more)):
        taxonomy = Taxonomy(chosen, offices)
        taken = seconds(partial(_read, taxonomy, items, fresh)) / ITEMS
        figures.append(taken)
        names = sum(len(entry.names) + len(entry.near_names) for entry in chosen)
        row(f"{names:,} names", f"{taken * 1e3:.3f} ms", taken / figures[0], "those shipped")
    row("10,000 names more", f"{(figures[1] - figures[0]) * 1e3:.3f} ms", 1, "itself")


def _shipped_entries() -> tuple[TaxonomyEntry, ...]:
    entries: list[TaxonomyEntry] = []
    for stem, category in CATEGORIES.items():
        path = shipped() / "seeds/taxonomy" / f"{stem}.toml"
        table = tomllib.loads(path.read_text("utf-8"))
        words = parse_words(table, path.name, {})
        entries += parse_entries(category, table, path.name, words=words)
    return tuple(entries)


def _companies() -> list[str]:
    return [f"{first.title()} {second}" for first in _some(100) for second in _some(100)]


def _read(taxonomy: Taxonomy, items: list[str], fresh: Iterator[int]) -> None:
    """Find the names of each item; `fresh` makes it one that was never seen before."""
    for item in items:
        taxonomy.annotate("", f"{next(fresh)} {item}")


def _count(terms: Terms, text: str) -> int:
    return sum(1 for _ in terms.hits(text))


def _some(count: int) -> list[str]:
    """Return made-up words that begin like those of the text."""
    beginnings = ("ex", "mag", "li", "quo", "pri", "sup", "dem", "mar", "pro", "min")
    return [f"{beginnings[n % 10]}{'abcdefghij'[n // 10 % 10]}ort" for n in range(count)]


if __name__ == "__main__":
    main()
