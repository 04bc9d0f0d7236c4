"""An explanation in words: what would have to be otherwise, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from monitor.model import Article
from monitor.rules.explaining.clauses import Where
from monitor.rules.explaining.explainer import Change, Explanation

_QUOTED = 48
"""Characters of a sentence that are quoted to tell which one is meant."""


def summed_up(explanation: Explanation, article: Article) -> str:
    """Return in one line what would turn the answer round: `would match if …`."""
    head, lines = turning_words(explanation, article)
    return f"{head} {' and '.join(lines)}" if lines else head


def turning_words(explanation: Explanation, article: Article) -> tuple[str, tuple[str, ...]]:
    """Return what the answer depends on: its first words, and each thing that would have to change.

    Without such things the first words say all.
    """
    changes = explanation.changes
    if explanation.steps is None:
        answer = "no longer match" if explanation.is_true else "match"
        return f"no change of single clauses was found that would make it {answer}", ()
    if not explanation.is_true:
        return "would match if", tuple(_as_conditions(changes, article))
    if any(change.becomes for change in changes):
        return "would no longer match if", tuple(_as_conditions(changes, article))
    return "would no longer match without", tuple(_as_parts(changes, article))


def place(where: Where, article: Article) -> str:
    """Return which stretch of an article is meant: `the title`, `paragraph 2, "The ministry…"`."""
    if where.field == "title":
        return "the title"
    words = " ".join(article.body[where.start : where.end].split())
    return f'paragraph {where.paragraph}, "{cut(words, _QUOTED)}"'


def cut(text: str, most: int) -> str:
    """Return the first characters of a text, with … where it goes on."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def several(words: Sequence[str], count: int) -> str:
    """Return the first of some alternatives: `a, b, c and 243 more`; `count` is that of all."""
    more = count - len(words)
    return f"{', '.join(words)} and {more:,} more" if more > 0 else ", ".join(words)


def _as_conditions(changes: Iterable[Change], article: Article) -> Iterator[str]:
    for change in changes:
        what = _wanted(change) if change.becomes else _unwanted(change)
        if change.is_fact:
            yield f"{what} were {'' if change.becomes else 'not '}true of it"
        else:
            where = "its text" if change.where is None else place(change.where, article)
            yield f"{where} {'had' if change.becomes else 'did not have'} {what}"


def _wanted(change: Change) -> str:
    if change.listed is None:
        return change.text
    if change.choices == 1:
        return f"{change.text} ({change.listed})"
    return f"one of {change.listed} ({several(change.examples, change.choices)})"


def _unwanted(change: Change) -> str:
    return f"{change.text} ({change.listed})" if change.listed else change.text


def _as_parts(changes: Iterable[Change], article: Article) -> Iterator[str]:
    """Yield what keeps a match, each clause or list once with the words that stand for it."""
    kept: dict[str, list[Change]] = {}
    for change in changes:
        kept.setdefault(change.listed or change.text, []).append(change)
    for name, ones in kept.items():
        hits = sorted({hit[:3] for one in ones for hit in one.instead_of})
        texts = [(article.body if unit else article.title)[a:b] for unit, a, b in hits]
        words = list(dict.fromkeys(" ".join(text.split()) for text in texts))
        said = f" ({several(words[:3], len(words))})" if words else ""
        at = places(sorted({number for one in ones for number in one.paragraphs}))
        yield f"{name}{said}{at}"


def places(paragraphs: Sequence[int]) -> str:
    """Return ` in the title and paragraphs 1, 2`; "" for none, which is anywhere."""
    numbers = [number for number in paragraphs if number]
    names = ["the title"] if 0 in paragraphs else []
    if numbers:
        names.append(
            f"paragraph{'s' if len(numbers) > 1 else ''} "
            + several([str(number) for number in numbers[:5]], len(numbers))
        )
    return f" in {' and '.join(names)}" if names else ""
