"""The cases of a configuration asked of its rules: which hold, and what came where one does not.

A case beside a rule is about that rule alone; any other about whether some rule applies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from monitor.model import Article, Match, Severity, Tier
from monitor.rules.engine.matcher import Rules
from monitor.rules.explaining.wording import cut, several
from monitor.rules.language.rule import Case, Rule
from monitor.rules.language.vocabulary import tier_of
from monitor.rules.testing.texts import article_of_text
from monitor.taxonomy.entries import suggestion
from monitor.text import one_line

if TYPE_CHECKING:
    from monitor.taxonomy import Taxonomy

_UNDATED = datetime(2026, 1, 1, tzinfo=UTC)
"""When Monitor saw a case without a date first: any day, as only dated ones can be recent."""
_MAX_WORDS = 8
"""Words of the evidence that a failure tells."""
_MAX_TITLE = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A case that was asked."""

    case: Case
    article: Article
    """What it was made for the rules."""
    tier: Tier | None
    """What its source counted as: the case's own, else that of the configuration; None: none."""
    matches: tuple[Match, ...]
    """Every rule that applies to it, those included that it is not about."""
    mistakes: tuple[str, ...]
    """What was expected and what came, a line each; empty: the case holds."""

    @property
    def relevant(self) -> tuple[Match, ...]:
        """Return the matches that the case is about."""
        return _relevant(self.case, self.matches)


class Covered(NamedTuple):
    """How well the cases cover a rule."""

    rule: Rule
    must: int
    """Cases beside it that it must match."""
    must_not: int
    """Cases beside it that it must not."""
    applies: int
    """Cases of all to which it applies, those that are about no rule included."""


def asked(rules: Rules, cases: Iterable[Case], taxonomy: Taxonomy) -> Iterator[Outcome]:
    """Yield what each case comes to, in their order; each text is read as a look would read it."""
    known = {rule.name for rule in rules.rules}
    for case in cases:
        article = article_of_text(
            case.title,
            case.body,
            taxonomy,
            # What a source dates is seen on that day; so the part `recent` counts for it.
            first_seen=case.published.astimezone(UTC) if case.published else _UNDATED,
            source=case.source,
            language=case.language,
            url=case.url,
            publisher=case.publisher,
            kind=case.kind,
            published=case.published,
        )
        tier = case.tier or tier_of(rules.tier(case.source))
        matches = rules.match(article, tier)
        if case.rule is not None and case.rule not in known:
            mistakes = [f"no rule is called {case.rule!r}{suggestion(case.rule, known)}"]
        else:
            mistakes = list(_mistakes(case, _relevant(case, matches)))
        yield Outcome(
            case=case, article=article, tier=tier, matches=matches, mistakes=tuple(mistakes)
        )


def _relevant(case: Case, matches: Sequence[Match]) -> tuple[Match, ...]:
    return tuple(match for match in matches if case.rule in (None, match.rule))


def _mistakes(case: Case, matches: Sequence[Match]) -> Iterator[str]:
    if case.match and not matches:
        yield f"expected {_name(case)} to apply; " + ("it does not" if case.rule else "none does")
    elif not case.match and matches:
        which = "; ".join(
            f"{match.topic}/{match.rule} does, for {words_of(match)}" for match in matches
        )
        yield f"expected {_name(case)} not to apply; {which}"
    elif matches:
        found = gravest(matches)
        if case.severity not in (None, found):
            yield f"expected severity {case.severity}; it is {found}"
        words = _evidence(matches)
        for span in case.spans:
            if span not in words:
                yield f"expected {span!r} among the evidence; it is {_quoted(words)}"


def _name(case: Case) -> str:
    """Return what a case is about: its rule, or `a rule`."""
    return case.rule or "a rule"


def gravest(matches: Iterable[Match]) -> Severity | None:
    """Return the gravest severity of some matches, None of none."""
    return max((match.severity for match in matches), key=lambda one: one.rank, default=None)


def _evidence(matches: Iterable[Match]) -> tuple[str, ...]:
    """Return the words that made rules apply as the text has them, each once."""
    return tuple(dict.fromkeys(span.text for match in matches for span in match.spans))


def words_of(match: Match, most: int = _MAX_WORDS) -> str:
    """Return the words that made a rule apply, to be told: the first `most` different ones."""
    return _quoted(_evidence([match]), most)


def _quoted(words: Sequence[str], most: int = _MAX_WORDS) -> str:
    if not words:
        return "what is not there"
    return several([f'"{one_line(word)}"' for word in words[:most]], len(words))


def verdict(case: Case, match: Match | None) -> tuple[bool, Severity | None, tuple[bool, ...]]:
    """Return what a case sees of the answer of its rule: only what it says something of."""
    if match is None:
        return False, None, ()
    words = _evidence([match])
    spans = tuple(span in words for span in case.spans)
    return True, match.severity if case.severity else None, spans


def line(outcome: Outcome, hint: str = "") -> str:
    """Return a failure in one line; `hint` says what is near."""
    said = "; ".join(filter(None, (*outcome.mistakes, hint)))
    return f"{outcome.case.origin} {title_of(outcome.case)}: {said}"


def title_of(case: Case) -> str:
    """Return the title of a case in quotes, else its first words."""
    return f'"{cut(one_line(case.title or case.body), _MAX_TITLE)}"'


def covered(rules: Rules, outcomes: Iterable[Outcome]) -> tuple[Covered, ...]:
    """Return how well some cases cover each rule, in the order of the rules."""
    must: Counter[str] = Counter()
    must_not: Counter[str] = Counter()
    applies: Counter[str] = Counter()
    for outcome in outcomes:
        applies.update(match.rule for match in outcome.matches)
        if outcome.case.rule is not None:
            (must if outcome.case.match else must_not)[outcome.case.rule] += 1
    return tuple(
        Covered(rule, must[rule.name], must_not[rule.name], applies[rule.name])
        for rule in rules.rules
    )
