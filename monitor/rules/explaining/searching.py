"""The words of many clauses found in one pass over an article, as each is found alone."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from monitor.model import Article, Field
from monitor.rules.engine.facts import Spot
from monitor.rules.engine.finding import Prefixes
from monitor.rules.language.query import Leaf, Words, words_of
from monitor.terms import Terms


def words_in(
    leaves: Iterable[Leaf], article: Article, known: Container[Leaf] = ()
) -> dict[Words, list[Spot]]:
    """Return where all words of some leaves stand, but for `known` ones.

    Words that stand nowhere have an empty list.
    """
    found: dict[Words, list[Spot]] = {words: [] for words in words_of(leaves) if words not in known}
    for words, spot in _found(tuple(found), article):
        found[words].append(spot)
    return found


def _found(every: tuple[Words, ...], article: Article) -> Iterator[tuple[Words, Spot]]:
    whole = [words for words in every if not words.is_prefix]
    terms = Terms()
    spelled: dict[int, list[Words]] = {}
    for number, words in zip(terms.add([one.text for one in whole]), whole, strict=True):
        spelled.setdefault(number, []).append(words)
    begun = [words for words in every if words.is_prefix]
    prefixes = Prefixes([words.text for words in begun])
    texts: tuple[tuple[Field, str], ...] = (("title", article.title), ("body", article.body))
    for field, text in texts:
        for number, start, end in terms.places(text):
            for words in spelled[number]:
                yield words, (field, start, end)
        for number, start, end in prefixes.found(text).places():
            yield begun[number], (field, start, end)
