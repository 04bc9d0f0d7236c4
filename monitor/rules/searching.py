"""The words of many clauses found in one pass over an article, as each is found alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monitor.model import Article, Field
from monitor.rules.facts import Spot
from monitor.rules.finding import Prefixes
from monitor.rules.query import And, Leaf, Listed, Near, Node, Or, Scoped, Words
from monitor.terms import Terms


def leaves_of(queries: Iterable[Node]) -> tuple[Leaf, ...]:
    """Return every leaf of some queries once, as they stand there; a shared list is read once."""
    return tuple(dict.fromkeys(node for node in _walked(queries) if not isinstance(node, Listed)))


def lists_of(query: Node) -> tuple[Listed, ...]:
    """Return the names that a query uses, also within one another, each use once."""
    return tuple(node for node in _walked((query,)) if isinstance(node, Listed))


def _walked(queries: Iterable[Node]) -> Iterator[Leaf | Listed]:
    """Yield leaves and names in reading order."""
    lists: set[int] = set()
    left: list[Node] = list(queries)[::-1]
    while left:
        node = left.pop()
        if isinstance(node, And | Or):
            left += node.items[::-1]
        elif isinstance(node, Listed):
            if id(node.item) not in lists:
                lists.add(id(node.item))
                yield node
                left.append(node.item)
        elif isinstance(node, Scoped):
            left.append(node.item)
        else:
            yield node


def words_in(leaves: Iterable[Leaf], article: Article) -> dict[Words, list[Spot]]:
    """Return where all words of some leaves stand; words that stand nowhere have an empty list."""
    found: dict[Words, list[Spot]] = {}
    for leaf in leaves:
        for words in leaf.terms() if isinstance(leaf, Near) else (leaf,):
            if isinstance(words, Words):
                found[words] = []
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
