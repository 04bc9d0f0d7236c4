"""The cases of a configuration, asked: before it is put in force, and where it is checked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from monitor.config.reader import shown_path
from monitor.config.settings import Config
from monitor.rules import Case

if TYPE_CHECKING:
    from monitor.rules.testing.cases import Outcome

MAX_TOLD = 20
"""Failing cases that are told one by one where a configuration is refused: to explain one takes
some 150 ms, and who sees so many asks `monitor rules test`."""


def outcomes(config: Config, cases: Collection[Case] | None = None) -> Iterator[Outcome]:
    """Yield what each case comes to; None: all of the configuration."""
    # With it comes what makes texts articles, which no start needs.
    from monitor.rules.testing.cases import asked

    yield from asked(config.rules, config.cases if cases is None else cases, config.taxonomy)


def hints(config: Config, failed: Sequence[Outcome]) -> Iterator[str]:
    """Yield what would make each failed case hold, "" where nothing near would."""
    from monitor.rules.testing.hints import hint

    for outcome in failed:
        yield hint(outcome, config.rules)


def doubts(config: Config) -> tuple[str, ...]:
    """Return what rules and cases say that is seldom meant, a line each; empty: nothing is."""
    from monitor.rules.testing.doubts import doubts_of_cases, doubts_of_rules

    folder = config.folder
    of_rules = (
        f"{shown_path(folder / 'rules' / f'{one.topic}.toml', folder)}: {one.words}"
        for one in doubts_of_rules(config.rules.rules)
    )
    none = ("rules: there is none, so nothing is ever told; see docs/rules.md",)
    return (*(() if config.rules.rules else none), *of_rules, *doubts_of_cases(config.cases))


def failures(config: Config, *, wishes: bool = False) -> tuple[str, ...]:
    """Return the cases that do not hold, a line each, the first ones of many; empty: all hold.

    `wishes` asks those of config/cases, which refuse nothing; otherwise the others are asked.
    """
    from monitor.rules.testing.cases import line

    cases = [case for case in config.cases if case.is_wish is wishes]
    failed = [one for one in outcomes(config, cases) if one.mistakes]
    first = list(islice(failed, MAX_TOLD))
    told = [line(one, near) for one, near in zip(first, hints(config, first), strict=True)]
    if more := len(failed) - len(first):
        told.append(f"and {more} more cases that do not hold: `monitor rules test` tells them")
    return tuple(told)
