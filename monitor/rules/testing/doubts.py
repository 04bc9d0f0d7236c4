"""What rules and cases say that is seldom meant: it is told, and refused only where asked for.

What a name stands for is looked through once, however many rules use it: lists are long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from monitor.article.language import ALLOWED
from monitor.rules.language.printing import clause
from monitor.rules.language.query import And, Leaf, Listed, Node, Not, Or, Value, Words, walked
from monitor.rules.language.rule import Case, Rule
from monitor.rules.language.severity import Scale
from monitor.taxonomy.entries import suggestion
from monitor.text import is_cjk

_LANGUAGES = f"Monitor tells {', '.join(ALLOWED)} apart"
_EXCLUSIVE = ("adopted", "drafted")
"""Parts of a scale of which one alone can be true: a measure has one stage."""


class Doubt(NamedTuple):
    """What is doubtful about a rule, or about several."""

    topic: str
    """That of the first: its file's name without the ending."""
    words: str
    """One line that begins with the rule."""


def doubts_of_rules(rules: Sequence[Rule]) -> tuple[Doubt, ...]:
    """Return what is doubtful about rules: one line each, in their order, by what is doubtful."""
    return (*_always_true(rules), *_out_of_reach(rules), *_never_true(rules), *_lone(rules))


def doubts_of_cases(cases: Iterable[Case]) -> tuple[str, ...]:
    """Return what is doubtful about cases, a line each that begins with file and table."""
    return tuple(
        f"{case.origin}: no item is in language {case.language!r}"
        f"{suggestion(case.language.casefold()[:2], ALLOWED)}; {_LANGUAGES}"
        for case in cases
        if case.language is not None and case.language not in ALLOWED
    )


def _always_true(rules: Iterable[Rule]) -> Iterator[Doubt]:
    empty = _Empty()
    for rule in rules:
        if empty.meets(rule.query):
            yield Doubt(
                rule.topic,
                f"rules.{rule.name}: asks for nothing that has to be there, so it is true of nearly"
                " every item; say what it looks for: … AND NOT …",
            )


class _Empty:
    """A text in which nothing is there that queries look for."""

    def __init__(self) -> None:
        self._meets_list: dict[int, bool] = {}
        """By the identity of what a name stands for, which the rules keep alive."""

    def meets(self, node: Node) -> bool:
        """Say whether a query is true of it."""
        if isinstance(node, Leaf):
            return False
        if isinstance(node, And):
            return all(map(self.meets, node.items))
        if isinstance(node, Or):
            return any(map(self.meets, node.items))
        if isinstance(node, Listed):
            known = self._meets_list.get(id(node.item))
            if known is None:
                known = self._meets_list[id(node.item)] = self.meets(node.item)
            return known
        return self.meets(node.item) is not isinstance(node, Not)


def _out_of_reach(rules: Iterable[Rule]) -> Iterator[Doubt]:
    """Yield each scale with a threshold that its parts cannot add up to; a file's own one once."""
    with_scale: dict[tuple[str, int], list[Rule]] = {}
    for rule in rules:
        if isinstance(rule.severity, Scale):
            with_scale.setdefault((rule.topic, id(rule.severity)), []).append(rule)
    for (topic, _), ones in with_scale.items():
        scale = ones[0].severity
        if not isinstance(scale, Scale) or scale.action <= (most := _most(scale)):
            continue
        never = f"action = {scale.action}"
        if scale.review > most:
            never = f"review = {scale.review} and {never}"
        yield Doubt(
            topic,
            f"{_named(ones)}: severity: {never} cannot be reached, as all parts together give"
            f" {most}; lower it, or give them more points",
        )


def _most(scale: Scale) -> int:
    """Return the most points that a match can have."""
    one_of = [scale.points.get(part, 0) for part in _EXCLUSIVE]
    others = (points for part, points in scale.points.items() if part not in _EXCLUSIVE)
    return sum(points for points in others if points > 0) + max(*one_of, 0)


def _never_true(rules: Iterable[Rule]) -> Iterator[Doubt]:
    """Yield languages that rules ask for and no item is ever in."""
    of_list: dict[int, tuple[Value, ...]] = {}
    for rule in rules:
        for leaf in _unknown_languages(rule.query, of_list):
            fact = f"{clause(leaf)} is true of no item; {_LANGUAGES}"
            yield Doubt(rule.topic, f"rules.{rule.name}: {fact}")


def _unknown_languages(query: Node, of_list: dict[int, tuple[Value, ...]]) -> tuple[Value, ...]:
    """Return the languages that no item is in, each once; `of_list` remembers those of lists."""
    known = ("", *ALLOWED)  # "" is `language:*`
    found: dict[Value, None] = {}
    for one in walked((query,), into_lists=False):
        if isinstance(one, Listed):
            if id(one.item) not in of_list:
                of_list[id(one.item)] = _unknown_languages(one.item, of_list)
            found |= dict.fromkeys(of_list[id(one.item)])
        elif isinstance(one, Value) and one.facet == "language" and one.value not in known:
            found[one] = None
    return tuple(found)


def _lone(rules: Iterable[Rule]) -> Iterator[Doubt]:
    """Yield single characters, parts of other words, that decide alone whether rules apply."""
    found: dict[tuple[str, bool, Words], list[Rule]] = {}
    deciding = _Deciding()
    for rule in rules:
        for wanted in (True, False):
            for words, name in dict.fromkeys(deciding.of(rule.query, wanted, "")):
                found.setdefault((name, wanted, words), []).append(rule)
    for (name, wanted, words), ones in found.items():
        what = f"{words.text} of @{name}" if name else words.text
        deed = "makes it apply" if wanted else "keeps it from applying"
        yield Doubt(
            ones[0].topic,
            f"{_named(ones)}: {what} alone {deed}, also as a part of other words;"
            f" write longer words, or {words.text}* where that is meant",
        )


class _Deciding:
    """Finds the single characters that make a query true or false whatever else is there."""

    def __init__(self) -> None:
        self._empty = _Empty()
        self._of_list: dict[tuple[int, bool], tuple[tuple[Words, str], ...]] = {}
        """By what a name stands for, which many rules use, and what it becomes."""

    def of(self, node: Node, wanted: bool, listed: str) -> Iterator[tuple[Words, str]]:
        """Yield those that make a query true, or false, with the list that each stands in."""
        if isinstance(node, And | Or):
            # Of several parts that all have to turn, none turns the whole.
            is_choice = isinstance(node, Or) is wanted
            parts = [one for one in node.items if self._empty.meets(one) is not wanted]
            if is_choice or len(parts) == 1:
                for one in node.items if is_choice else parts:
                    yield from self.of(one, wanted, listed)
        elif isinstance(node, Listed):
            key = id(node.item), wanted
            if key not in self._of_list:
                self._of_list[key] = tuple(self.of(node.item, wanted, node.name))
            yield from self._of_list[key]
        elif isinstance(node, Words):
            if wanted and len(node.text) == 1 and not node.is_prefix and is_cjk(node.text):
                yield node, listed
        elif not isinstance(node, Leaf):
            yield from self.of(node.item, wanted is not isinstance(node, Not), listed)


def _named(rules: Sequence[Rule]) -> str:
    """Return what messages name some rules by: the first, in whose file they look."""
    more = f" and {len(rules) - 1:,} more" if len(rules) > 1 else ""
    return f"rules.{rules[0].name}{more}"
