"""How grave a match is: points for named parts, added up and held against two thresholds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal, NamedTuple, get_args

from monitor.errors import ConfigError
from monitor.model import Article, Severity, Span, Stage
from monitor.rules.language.query import NOTHING, Node
from monitor.taxonomy.entries import suggestion

Part = Literal["official", "adopted", "drafted", "title", "recent"]
PARTS: Mapping[Part, str] = {
    "official": "The source is of tier official or ministry.",
    "adopted": "The measure is adopted, in force, amended or reinstated.",
    "drafted": "The measure is proposed or open for comment.",
    "title": "Words of the title are among those that made the rule apply.",
    "recent": "It was published within seven days before Monitor first saw it.",
}
"""What points can be given for, besides `@name` for a list that is true of the article."""
OFFICIAL: frozenset[str] = frozenset({"official", "ministry"})
"""Tiers that give the points of `official`."""
_ADOPTED: frozenset[Stage] = frozenset({"adopted", "in_force", "amended", "reinstated"})
_DRAFTED: frozenset[Stage] = frozenset({"proposed", "consultation"})
_RECENT = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What each part counts, and from how many points on a match asks for more."""

    points: Mapping[str, int]
    """By part, or `@name` of a list; may be less than none."""
    review: int
    action: int
    lists: Mapping[str, Node] = field(default_factory=lambda: NOTHING)
    """What those names stand for, without their @."""


class Scored(NamedTuple):
    """A severity and how it came about."""

    severity: Severity
    score: int
    parts: tuple[tuple[str, int], ...]
    """Those that counted, in the order of the scale, with their points."""


def scale(
    points: Mapping[str, int], review: int, action: int, definitions: Mapping[str, Node]
) -> Scale:
    """Return a scale; `definitions` are what @names stand for.

    Raises:
        ConfigError: a part is unknown, or the thresholds are the wrong way round.
    """
    problems: list[str] = []
    lists: dict[str, Node] = {}
    for part in points:
        name = part.removeprefix("@")
        if part in PARTS:
            continue
        if name != part and name in definitions:
            lists[name] = definitions[name]
            continue
        known = (*get_args(Part), *(f"@{name}" for name in definitions))
        problems.append(f"there is no part {part!r}{suggestion(part, known)}")
    if review > action:
        problems.append(f"review = {review} is more than action = {action}")
    if problems:
        raise ConfigError(problems)
    return Scale(points=dict(points), review=review, action=action, lists=lists)


def scored(
    scale: Scale,
    article: Article,
    tier: str | None,
    spans: Sequence[Span],
    lists: Collection[str],
) -> Scored:
    """Return how grave a match is; `spans` made it apply, `lists` are true of the article."""
    true = {*_parts(article, tier, spans), *(f"@{name}" for name in lists)}
    parts = tuple((part, points) for part, points in scale.points.items() if part in true)
    score = sum(points for _, points in parts)
    if score >= scale.action:
        return Scored(Severity.ACTION, score, parts)
    return Scored(Severity.REVIEW if score >= scale.review else Severity.FYI, score, parts)


def _parts(article: Article, tier: str | None, spans: Sequence[Span]) -> Iterator[Part]:
    if tier in OFFICIAL:
        yield "official"
    if article.stage in _ADOPTED:
        yield "adopted"
    if article.stage in _DRAFTED:
        yield "drafted"
    if any(span.field == "title" for span in spans):
        yield "title"
    # What is undated is not recent: it may be a page of ten years ago.
    published = article.published_at
    if published is not None and published + _RECENT >= article.first_seen:
        yield "recent"
