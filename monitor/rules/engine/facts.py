"""What of an article a leaf of a query asks for that is no word of its text.

Where a fact stands (a name, a number of a document, a quantity, a date), and whether one holds of
the article as a whole. Both evaluators ask here, so that they cannot differ in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitor.model import Article, Field
from monitor.rules.engine.finding import found_in
from monitor.rules.language.bounds import holds_amount, holds_day
from monitor.rules.language.query import Amounts, Days, Leaf, Value, Words
from monitor.rules.language.vocabulary import CATEGORY_OF, Vocabulary

Spot = tuple[Field, int, int]
"""Field, start and end of what was found."""
_WITH_PLACES = frozenset({*CATEGORY_OF, "stage", "document"})


def has_places(leaf: Leaf) -> bool:
    """Say whether a leaf is found at places; else it holds of an article or does not."""
    if isinstance(leaf, Value):
        return leaf.facet in _WITH_PLACES
    return not (isinstance(leaf, Days) and leaf.facet == "published")


def spots(leaf: Value | Amounts | Days, article: Article, vocabulary: Vocabulary) -> Iterator[Spot]:
    """Yield where an article states what a leaf with places asks for, in reading order."""
    if isinstance(leaf, Amounts):
        holds = holds_amount(leaf)
        for quantity in article.quantities:
            if holds(quantity.value, quantity.unit):
                yield quantity.field, quantity.start, quantity.end
    elif isinstance(leaf, Days):
        for dated in article.measure_dates:
            if dated.role == leaf.facet and holds_day(leaf, dated.date):
                yield dated.field, dated.start, dated.end
    elif leaf.facet in CATEGORY_OF:
        yield from _names(leaf, article, vocabulary)
    else:
        yield from _others(leaf, article)


def _others(leaf: Value, article: Article) -> Iterator[Spot]:
    if leaf.facet == "document":
        for number in article.documents:
            if _is_or_begins(leaf, number.id):
                yield number.field, number.start, number.end
    elif leaf.facet == "stage":
        for words in article.stages:
            if leaf.is_prefix or words.stage == leaf.value:
                yield words.field, words.start, words.end


def _names(leaf: Value, article: Article, vocabulary: Vocabulary) -> Iterator[Spot]:
    category = CATEGORY_OF[leaf.facet]
    mentions = article.issuers if leaf.facet == "issuer" else article.mentions
    covered = frozenset() if leaf.is_prefix else vocabulary.covered(leaf.facet, leaf.value)
    for mention in mentions:
        if mention.category == category and (leaf.is_prefix or mention.id in covered):
            yield mention.field, mention.start, mention.end


def holds_of_all(leaf: Leaf, article: Article) -> bool:
    """Say whether a leaf with places is true of the article as a whole without standing anywhere.

    Only a stage is: it may follow from what the text is, with no words that say it.
    """
    if not isinstance(leaf, Value) or leaf.facet != "stage" or article.stage is None:
        return False
    return leaf.is_prefix or article.stage == leaf.value


def holds(leaf: Leaf, article: Article, tier: str | None) -> bool:
    """Say whether a leaf without places is true of an article from a source of that tier."""
    if isinstance(leaf, Days):
        return article.published is not None and holds_day(leaf, article.published)
    if not isinstance(leaf, Value):
        return False
    stated = fact(leaf, article, tier)
    if not stated or not leaf.value:
        return bool(stated)
    if leaf.facet == "publisher":
        return bool(found_in(Words(leaf.value, leaf.is_prefix), stated))
    if leaf.facet == "url" and not leaf.is_prefix:
        return leaf.value.casefold() in stated.casefold()
    return _is_or_begins(leaf, stated)


def fact(leaf: Value, article: Article, tier: str | None) -> str | None:
    """Return what an article has in a field without places, or None."""
    match leaf.facet:
        case "source":
            return article.source
        case "publisher":
            return article.publisher
        case "tier":
            return tier
        case "language":
            return article.language
        case "kind":
            return article.kind
        case "url":
            return article.url
        case "status":
            return article.stage
    return None


def _is_or_begins(leaf: Value, stated: str) -> bool:
    asked, stated = leaf.value.casefold(), stated.casefold()
    return stated.startswith(asked) if leaf.is_prefix else stated == asked
