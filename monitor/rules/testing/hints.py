"""What would have to be otherwise for a case to hold, in one line."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.rules.engine.matcher import Rules
from monitor.rules.explaining.explainer import Explainer
from monitor.rules.explaining.nearest import nearest_misses
from monitor.rules.explaining.wording import summed_up
from monitor.rules.language.severity import Scale
from monitor.rules.testing.cases import Outcome


def hint(outcome: Outcome, rules: Rules) -> str:
    """Return what would make a case hold, or how its severity came about; "" where nothing near is.

    A case that must not match has its words told already.
    """
    case = outcome.case
    if not outcome.mistakes or not case.match:
        return ""
    explainer = Explainer(outcome.article, rules.vocabulary, outcome.tier)
    if outcome.relevant:
        return "; ".join(_points(outcome, rules, explainer))
    if case.rule is None:
        explainer.look_for(rule.query for rule in rules.rules)
        misses = nearest_misses(rules.rules, explainer, 1)
        return "".join(
            f"nearest is {one.rule.topic}/{one.rule.name}, which"
            f" {summed_up(one.explanation, outcome.article)}"
            for one in misses
        )
    for rule in rules.rules:
        if rule.name == case.rule:
            return f"it {summed_up(explainer.explained(rule.query), outcome.article)}"
    return ""


def _points(outcome: Outcome, rules: Rules, explainer: Explainer) -> Iterator[str]:
    """Yield how the severity of each match is added up, where it is not as it should be."""
    scales = {rule.name: rule.severity for rule in rules.rules}
    for match in outcome.relevant:
        scale = scales[match.rule]
        if outcome.case.severity not in (None, match.severity) and isinstance(scale, Scale):
            found = explainer.scored(scale, match.spans)
            parts = ", ".join(f"{part} {points:+d}" for part, points in found.parts)
            yield (
                f"{match.rule} has {found.score} ({parts or 'no part counts'}),"
                f" review from {scale.review}, action-required from {scale.action}"
            )
