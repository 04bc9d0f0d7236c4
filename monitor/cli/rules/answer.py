"""What the rules in force make of one text: each that matches, the nearest that do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from monitor.cli.rules.explained import Page, Tree
from monitor.rules import Scale
from monitor.rules.explaining.clauses import Clause
from monitor.rules.explaining.explainer import Explainer, Explanation
from monitor.rules.explaining.nearest import nearest_misses
from monitor.rules.explaining.wording import several, summed_up, turning_words
from monitor.rules.language.vocabulary import tier_of
from monitor.text import printable

if TYPE_CHECKING:
    from monitor.cli.rules.asked import Asked
    from monitor.config.settings import Config
    from monitor.model import Match
    from monitor.rules import Rule
    from monitor.rules.explaining.reading import Hit

_NEAREST = 3
_MOST_WORDS = 6


class Answer:
    """What the rules in force make of one text."""

    def __init__(self, config: Config, asked: Asked, *, colour: bool) -> None:
        self._config = config
        self._asked = asked
        self._article = asked.article
        self._page = Page(colour)
        tier = tier_of(asked.tier)
        self._matches = {
            (match.topic, match.rule): match for match in config.rules.match(self._article, tier)
        }
        self._explainer = Explainer(self._article, config.rules.vocabulary, tier)

    def print(self) -> None:
        """Print each rule that matches, and the nearest misses in one line each."""
        self._print_head()
        matches = list(self._matches.values())
        click.echo(f"matched by {len(matches)} of {len(self._config.rules.rules)} rules")
        for match in matches:
            self._page.put(f"  {match.topic}/{match.rule}  {match.severity}")
            self._page.put(f"      {_words(match)}", hang=6)
        misses = self._misses()
        if misses:
            click.echo("nearest misses")
        for rule, explanation in misses:
            self._page.put(f"  {rule.topic}/{rule.name}")
            self._page.put(f"      {printable(summed_up(explanation, self._article))}", hang=6)
        self._print_differences(None)

    def print_rule(self, rule: Rule) -> None:
        """Print one rule: its clauses, what would turn the answer round, its severity."""
        self._print_head()
        explanation = self._explainer.explained(rule.query)
        match = self._matches.get((rule.topic, rule.name))
        verdict = f"matches: {match.severity}" if match else "does not match"
        self._page.put(f"{rule.topic}/{rule.name} {verdict}", hang=2)
        self._page.put(f"  {printable(rule.title)}", hang=2)
        Tree(self._page, self._article, self._explainer.reading).print(explanation.clause)
        head, lines = turning_words(explanation, self._article)
        self._page.put(head)
        for line in lines:
            self._page.put(f"  {printable(line)}", hang=4)
        if match:
            for line in self._severity_lines(rule, match):
                self._page.put(line, hang=2)
        self._print_differences(rule)

    def record(self) -> Mapping[str, Any]:
        """Return what `print` tells, for scripts."""
        return {
            **self._head_record(None),
            "matched": [
                {"rule": f"{one.topic}/{one.rule}", "severity": one.severity, "spans": one.spans}
                for one in self._matches.values()
            ],
            "nearest": [
                {
                    "rule": f"{rule.topic}/{rule.name}",
                    "changes": _changes(explanation),
                    "told": summed_up(explanation, self._article),
                }
                for rule, explanation in self._misses()
            ],
        }

    def rule_record(self, rule: Rule) -> Mapping[str, Any]:
        """Return what `print_rule` tells, for scripts."""
        explanation = self._explainer.explained(rule.query)
        match = self._matches.get((rule.topic, rule.name))
        return {
            **self._head_record(rule),
            "rule": f"{rule.topic}/{rule.name}",
            "matched": match is not None,
            "severity": self._severity_record(rule, match) if match else None,
            "clause": _clause(explanation.clause),
            "changes": _changes(explanation),
            "told": summed_up(explanation, self._article),
        }

    def _misses(self) -> Sequence[tuple[Rule, Explanation]]:
        rules = self._config.rules.rules
        self._explainer.look_for(rule.query for rule in rules)
        others = [rule for rule in rules if (rule.topic, rule.name) not in self._matches]
        return nearest_misses(others, self._explainer, _NEAREST)

    def _print_head(self) -> None:
        asked, article = self._asked, self._article
        number = f"{asked.item}  " if asked.item else ""
        earlier = "" if asked.is_latest else f"revision {asked.revision}, not the latest"
        self._page.put(f"{number}{printable(article.title) or '(no title)'}", hang=len(number))
        facts = [article.source, asked.tier, (article.published or "undated")[:10], earlier]
        click.echo(f"{' ' * len(number)}{', '.join(one for one in facts if one)}")
        click.echo("")

    def _head_record(self, rule: Rule | None) -> Mapping[str, Any]:
        return {
            "item": self._asked.item,
            "revision": self._asked.revision,
            "title": self._article.title,
            "version": self._config.rules.digest(),
            "recorded_version": self._asked.version or None,
            "differences": [
                {"rule": name, "recorded": before, "now": now}
                for name, before, now in self._differences(rule)
            ],
        }

    def _differences(self, rule: Rule | None) -> Iterator[tuple[str, str | None, str | None]]:
        """Yield rules of which another answer is recorded: name, severity then and now."""
        if self._asked.recorded is None:
            return
        recorded = {(one.topic, one.rule): one.severity for one in self._asked.recorded}
        now = {key: match.severity for key, match in self._matches.items()}
        for key in sorted(recorded.keys() | now.keys()):
            if rule is not None and key != (rule.topic, rule.name):
                continue
            if recorded.get(key) != now.get(key):
                yield "/".join(key), recorded.get(key), now.get(key)

    def _print_differences(self, rule: Rule | None) -> None:
        found = list(self._differences(rule))
        if not found:
            return
        version = self._asked.version
        by = f"rules version {version}" if version else "an earlier version of the rules"
        self._page.put(f"recorded otherwise, by {by}; in force is {self._config.rules.digest()}")
        for name, before, now in found:
            then = f"matched, {before}" if before else "did not match"
            today = now or "no match"
            self._page.put(f"  {name}  {then}; now {today}", hang=4)

    def _severity_lines(self, rule: Rule, match: Match) -> Iterator[str]:
        if not isinstance(rule.severity, Scale):
            yield f"severity {match.severity}, as the rule says"
            return
        found = self._explainer.scored(rule.severity, match.spans)
        yield (
            f"severity {match.severity}: {_points(found.score)}"
            f" (review from {rule.severity.review}, action-required from {rule.severity.action})"
        )
        counted = dict(found.parts)
        for part, points in rule.severity.points.items():
            yield f"  {'yes' if part in counted else 'no '}  {points:+d}  {part}"

    def _severity_record(self, rule: Rule, match: Match) -> Mapping[str, Any]:
        if not isinstance(rule.severity, Scale):
            return {"severity": match.severity}
        found = self._explainer.scored(rule.severity, match.spans)
        counted = dict(found.parts)
        return {
            "severity": match.severity,
            "score": found.score,
            "review": rule.severity.review,
            "action": rule.severity.action,
            "parts": [
                {"part": part, "points": points, "counted": part in counted}
                for part, points in rule.severity.points.items()
            ],
        }


def _points(score: int) -> str:
    return f"{score} point" if abs(score) == 1 else f"{score} points"


def _words(match: Match) -> str:
    words = list(dict.fromkeys(" ".join(span.text.split()) for span in match.spans))
    return printable(several(words[:_MOST_WORDS], len(words))) or "by what it lacks"


def _clause(clause: Clause) -> Mapping[str, Any]:
    return {
        "clause": clause.text,
        "true": clause.is_true,
        "where": clause.where,
        "hits": [_hit(hit) for hit in clause.hits],
        "absent": clause.absent_count,
        "parts": [_clause(part) for part in clause.parts],
    }


def _hit(hit: Hit) -> Mapping[str, Any]:
    return {"field": hit.field, "start": hit.start, "end": hit.end, "term": hit.term}


def _changes(explanation: Explanation) -> Sequence[Mapping[str, Any]] | None:
    """Return the changes; None: none were found that would turn the answer round."""
    if explanation.steps is None:
        return None
    return [
        {
            "clause": one.text,
            "becomes": one.becomes,
            "where": one.where,
            "list": one.listed,
            "choices": one.choices,
            "instead_of": [_hit(hit) for hit in one.instead_of],
        }
        for one in explanation.changes
    ]
