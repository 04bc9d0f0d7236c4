"""Thousands of rules asked of an item in one pass, beside a loop of regular expressions.

Words of texts and of rules are drawn from one made-up language whose words are as unequally
frequent as those of English (Zipf), so that rules ask for what stands in texts.
"""

from __future__ import annotations

import gc
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate, count
from pathlib import Path

from benchmarks._material import NOON
from benchmarks._measure import heading, row, seconds
from monitor.model import Article, Mention
from monitor.rules import Rule, Rules
from monitor.rules.language.lists import definitions
from monitor.rules.language.parsing import parse
from monitor.rules.language.query import Node
from monitor.rules.language.vocabulary import Vocabulary
from monitor.taxonomy import parse_entries

RULES = 10_000
ITEM = 3_700
"""Characters of a feed item with its content."""
ITEMS = 60
LANGUAGE = 20_000
"""Words of the made-up language."""
EVERYDAY = 200
"""Its most frequent words, of which no rule asks alone."""
TERMS = 100_000
MEGABYTE = 1_000_000
MATERIALS = [f"material_{n}" for n in range(60)]
VOCABULARY = Vocabulary(parse_entries("material", {one: {"name": one} for one in MATERIALS}, "m"))
Lists = Mapping[str, Node]


class Language:
    """Made-up words, and texts and rules of them; the same at every run."""

    def __init__(self) -> None:
        self._random = random.Random(5)
        ends = ("a", "e", "i", "o", "u", "ar", "en")
        syllables = [start + end for start in "bcdfghklmnprstvz" for end in ends]
        made: dict[str, None] = {}
        while len(made) < LANGUAGE:
            made.setdefault("".join(self._random.choices(syllables, k=self._random.randint(2, 4))))
        self.words = list(made)
        self._weights = list(accumulate(1 / rank for rank in range(1, LANGUAGE + 1)))

    def text(self, size: int) -> str:
        words = self._random.choices(self.words, cum_weights=self._weights, k=size // 5)
        for at in range(17, len(words), 18):
            words[at] += ".\n\n" if at % 5 == 0 else "."
        large = (word.capitalize() if at % 18 == 0 else word for at, word in enumerate(words))
        return " ".join(large)[:size]

    def article(self, size: int = ITEM) -> Article:
        body = self.text(size)
        starts = sorted(self._random.sample(range(size - 10), k=min(20, size // 200)))
        return Article(
            source="gazette",
            identity="1",
            title=self.text(70),
            url=None,
            publisher=None,
            language="en",
            first_seen=NOON,
            body=body,
            mentions=tuple(
                Mention(
                    category="material",
                    id=self._random.choice(MATERIALS),
                    field="body",
                    start=start,
                    end=start + 5,
                    text=body[start : start + 5],
                )
                for start in starts
            ),
            content_hash="",
        )

    def term(self) -> str:
        word = self._random.choice(self.words[EVERYDAY:])
        kind = self._random.random()
        if kind < 0.25:
            return f'"{word} {self._random.choice(self.words)}"'
        return f"{word}*" if kind < 0.3 else word

    def query(self) -> str:
        """Return a query of 5 to 10 clauses: words, one of two, names, lists, a NOT."""
        clauses: list[str] = []
        wanted = self._random.randint(4, 9)
        while len(clauses) < wanted:
            kind = self._random.random()
            if kind < 0.5:
                clauses.append(self.term())
            elif kind < 0.8:
                clauses.append(f"({self.term()} OR {self.term()})")
            elif kind < 0.9:
                clauses.append(f"material:{self._random.choice(MATERIALS)}")
            else:
                clauses.append(f"@list_{self._random.randrange(20)}")
        if self._random.random() < 0.5:
            clauses = [f"sentence({' AND '.join(clauses[:2])})", *clauses[2:]]
        return " AND ".join([*clauses, f"NOT @list_{self._random.randrange(20)}"])

    def shared(self) -> str:
        """Return a query of lists, as packs have them, in which rules differ by one word."""
        lists = " AND ".join(f"@list_{n}" for n in self._random.sample(range(20), k=4))
        return f"sentence(material:* AND {lists} AND {self.term()}) AND NOT @list_0"

    def lists(self) -> Lists:
        terms = {f"list_{n}": [self.term().replace('"', "") for _ in range(60)] for n in range(20)}
        return definitions(terms, VOCABULARY)


def main() -> None:
    language = Language()
    _memory(language)
    lists = language.lists()
    texts = [language.query() for _ in range(RULES)]
    articles = [language.article() for _ in range(ITEMS)]
    _compiling(texts, lists)
    _matching(texts, lists, articles)
    _growing(language, texts, lists)
    _shared(language, lists, articles)


def engine(texts: Sequence[str], lists: Lists) -> Rules:
    """Return rules from their text."""
    rules = (
        Rule(name=f"r{n}", topic="t", query=parse(text, VOCABULARY, lists))
        for n, text in enumerate(texts)
    )
    return Rules(rules, VOCABULARY)


def _compiling(texts: Sequence[str], lists: Lists) -> None:
    heading("compiling rules (CPU seconds)")
    for what, work in (("read", engine), ("read, compiled and a first text matched", _ready)):
        tenth = seconds(partial(work, texts[: RULES // 10], lists), runs=3)
        taken = seconds(partial(work, texts, lists), runs=3)
        row(f"{RULES:,} rules {what}", f"{taken:.2f} s", taken / tenth, "a tenth of them")


def _bare(title: str, body: str) -> Article:
    return Article(
        source="",
        identity="",
        title=title,
        url=None,
        publisher=None,
        language=None,
        first_seen=NOON,
        body=body,
        content_hash="",
    )


def _ready(texts: Sequence[str], lists: Lists) -> None:
    """Read rules and match a text, for which they are compiled and automata made."""
    engine(texts, lists).match(_bare("a", "b"))


def _matching(texts: Sequence[str], lists: Lists, articles: Sequence[Article]) -> None:
    heading(f"rules asked of an item of {ITEM / 1000} kB (CPU time an item)")
    words = sorted({word for text in texts for word in re.findall(r"(?<![@:\w])[a-z]{3,}", text)})
    loop = [re.compile(rf"\b{word}s?\b", re.IGNORECASE).search for word in words]
    bare = seconds(partial(_searched, loop, articles[0]), runs=3)
    row(
        f"re, a loop of {len(loop):,} searches for single words",
        f"{bare * 1e3:.0f} ms",
        1,
        "itself",
    )
    first = 0.0
    for number in (RULES // 100, RULES // 10, RULES):
        taken = _an_item(engine(texts[:number], lists), articles)
        first = first or taken
        of = f"{RULES // 100} rules"
        row(f"{number:,} rules of 5 to 10 clauses", f"{taken * 1e3:.3f} ms", taken / first, of)
        if number == RULES:
            row("the loop beside them", f"{bare * 1e3:.0f} ms", bare / taken, "the rules")


def _searched(loop: Sequence[Callable[[str], object]], article: Article) -> int:
    return sum(1 for search in loop if search(article.body))


def _an_item(rules: Rules, articles: Sequence[Article]) -> float:
    """Return the median time of an item that was never seen before."""
    rules.match(articles[0])
    fresh = count()
    gc.collect()

    def work() -> None:
        for article in articles:
            # Another body, so that nothing is remembered of it.
            rules.match(replace(article, body=f"{article.body} {next(fresh)}"))

    return seconds(work, runs=7) / len(articles)


def _growing(language: Language, texts: Sequence[str], lists: Lists) -> None:
    heading(f"growth with the text ({RULES:,} rules, CPU time an item)")
    rules = engine(texts, lists)
    first = 0.0
    for size in (1_000, 10_000, 100_000, MEGABYTE):
        articles = [language.article(size) for _ in range(max(1, 200_000 // size))]
        taken = _an_item(rules, articles)
        first = first or taken / size
        each = taken / size / first
        row(f"{size:,} characters", f"{taken * 1e3:.2f} ms", each, "a character of the first")


def _shared(language: Language, lists: Lists, articles: Sequence[Article]) -> None:
    heading("rules of the same lists, as in packs (CPU time an item)")
    taken = _an_item(engine([language.shared() for _ in range(RULES)], lists), articles)
    row(f"{RULES:,} rules of lists and one word", f"{taken * 1e3:.3f} ms", 1, "itself")


def _memory(language: Language) -> None:
    heading("memory")
    some = language.words
    terms = [f"{first} {second}" for first in some[:400] for second in some[:250]][:TERMS]
    gc.collect()
    before = _resident()
    rules = engine(["@terms"], definitions({"terms": terms}, VOCABULARY))
    rules.match(_bare("", "gallium export"))
    english = _resident() - before
    row(f"{TERMS:,} terms, for texts in ASCII", f"{english:.0f} MB", 1, "itself")
    rules.match(_bare("", "稀土 gallium export"))
    every = _resident() - before
    row(f"{TERMS:,} terms, for all texts", f"{every:.0f} MB", every / english, "those in ASCII")


def _resident() -> float:
    """Return the memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / MEGABYTE


if __name__ == "__main__":
    main()
