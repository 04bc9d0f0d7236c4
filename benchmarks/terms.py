"""Finding terms: one pass over a text for 10,000 of them, beside a regular expression."""

from __future__ import annotations

import re
from functools import partial

from benchmarks._material import Writer
from benchmarks._measure import heading, row, seconds
from monitor.terms import Terms

TERMS = 10_000
SUBSET = 200
MEGABYTE = 1_000_000


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
    for count, chosen in ((SUBSET, subset), (TERMS, terms)):
        compiled = Terms(chosen)
        taken = seconds(partial(_count, compiled, words), runs=3)
        row(f"{count:,} terms in a megabyte", f"{taken:.2f} s", taken / bare, to)


def _count(terms: Terms, text: str) -> int:
    return sum(1 for _ in terms.hits(text))


def _some(count: int) -> list[str]:
    """Return made-up words that begin like those of the text."""
    beginnings = ("ex", "mag", "li", "quo", "pri", "sup", "dem", "mar", "pro", "min")
    return [f"{beginnings[n % 10]}{'abcdefghij'[n // 10 % 10]}ort" for n in range(count)]


if __name__ == "__main__":
    main()
