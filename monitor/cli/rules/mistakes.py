"""What rules made of a case that was not expected, in lines that a person reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.rules.testing.cases import Outcome

_MOST_WORDS = 4
"""Different words named of each rule; `monitor rules explain` shows all."""


def mistakes_told(outcome: Outcome) -> Iterator[str]:
    """Yield what was expected and what came; where rules apply that may not, a line for each."""
    if outcome.case.match or len(outcome.relevant) < 2:
        yield from outcome.mistakes
        return
    from monitor.rules.testing.cases import words_of

    which = outcome.case.rule or "a rule"
    yield f"expected {which} not to apply; {len(outcome.relevant)} do"
    for match in outcome.relevant:
        yield f"{match.topic}/{match.rule}, for {words_of(match, _MOST_WORDS)}"
