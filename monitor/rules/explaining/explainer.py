"""Why a rule applies to an article or does not: each clause, and the least that would change it.

For a rule that does not apply that is the nearest miss.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.model import Article, Span
from monitor.rules.engine.facts import has_places
from monitor.rules.explaining.clauses import SHOWN, Clause, Telling, Where, where
from monitor.rules.explaining.pruning import pruned
from monitor.rules.explaining.reading import Hit, Reading, Step
from monitor.rules.explaining.turning import Turning
from monitor.rules.language.printing import clause
from monitor.rules.language.query import Listed, Node, leaves_of, lists_of
from monitor.rules.language.severity import Scale, Scored, scored
from monitor.rules.language.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that would have to be otherwise."""

    text: str
    """The clause."""
    becomes: bool
    """Whether it would have to be true."""
    where: Where | None
    """Where; None: anywhere in the article."""
    is_fact: bool = False
    """Whether it is of the article as a whole and stands nowhere, as its tier."""
    instead_of: tuple[Hit, ...] = ()
    """What would have to go."""
    paragraphs: tuple[int, ...] = ()
    """Those in which it stands, ascending; 0: the title."""
    listed: str | None = None
    """`@name` of the list that it is one of, where any other of it would do; None: of none."""
    choices: int = 1
    """How many there are in that list."""
    examples: tuple[str, ...] = ()
    """The first few of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a query is true of an article or not."""

    is_true: bool
    clause: Clause
    steps: tuple[Step, ...] | None
    """The least that would turn the answer round, nothing of which can be left out; None: nothing
    was found that would, as of `a AND NOT a`."""
    changes: tuple[Change, ...]
    """The same, to be told."""


def explain(
    query: Node, article: Article, vocabulary: Vocabulary, tier: str | None = None
) -> Explanation:
    """Return why a query is true of an article or not; `tier` is the one of its source."""
    return Explainer(article, vocabulary, tier).explained(query)


class Explainer:
    """Explains rules, all of one article."""

    def __init__(self, article: Article, vocabulary: Vocabulary, tier: str | None = None) -> None:
        """`tier` is the one that the article's source counts as; None: none."""
        self.reading = Reading(article, vocabulary, tier)
        self._tier = tier

    def look_for(self, queries: Iterable[Node]) -> None:
        """Find the words of many queries in one pass, so that each is explained in no time."""
        self.reading.look_for(leaves_of(queries))

    def explained(self, query: Node) -> Explanation:
        """Return why a query is true of the article or not."""
        self.look_for((query,))
        short = pruned(query, self.reading)
        turning = Turning(short.query, self.reading)
        steps = turning.steps()
        lists = lists_of(query)
        return Explanation(
            is_true=turning.is_true(short.query, None),
            clause=Telling(self.reading, turning, short.whole).clause(short.query, None),
            steps=steps,
            changes=tuple(self._change(step, lists) for step in steps or ()),
        )

    def distance(self, query: Node) -> int | None:
        """Return how many steps would turn the answer of a query round; None: none were found."""
        steps = Turning(pruned(query, self.reading).query, self.reading).steps()
        return None if steps is None else len(steps)

    def scored(self, scale: Scale, spans: Sequence[Span]) -> Scored:
        """Return how grave a match with this evidence is, and what counted."""
        lists = [name for name, node in scale.lists.items() if self.reading.is_true(node)]
        return scored(scale, self.reading.article, self._tier, spans, lists)

    def _change(self, step: Step, lists: Sequence[Listed]) -> Change:
        hits: tuple[Hit, ...] = ()
        if has_places(step.leaf) and not step.becomes:
            hits = self.reading.hits_in(step.leaf, step.of)
        # A rule may define a name anew that its file's lists use otherwise.
        listed = (leaves_of((one.item,)) for one in lists if one.name == step.listed)
        choices = next((every for every in listed if step.leaf in every), ())
        return Change(
            text=clause(step.leaf),
            becomes=step.becomes,
            is_fact=not has_places(step.leaf),
            where=where(self.reading, step.of) if step.of else None,
            instead_of=hits,
            paragraphs=tuple(sorted({self.reading.units.paragraph(hit.unit) for hit in hits})),
            listed=f"@{step.listed}" if step.listed else None,
            choices=max(len(choices), 1),
            examples=tuple(clause(leaf) for leaf in choices[:SHOWN]),
        )
