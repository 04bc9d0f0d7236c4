"""`monitor rules test`: the cases beside the rules, asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from monitor.cli.output import counted, print_json, table
from monitor.cli.rules.mistakes import mistakes_told
from monitor.cli.session import Session, as_json, pass_session
from monitor.text import printable

if TYPE_CHECKING:
    from monitor.config.settings import Config
    from monitor.rules import Case
    from monitor.rules.testing.cases import Covered, Outcome
    from monitor.rules.testing.mutation import Tried

_MAX_EXPLAINED = 50
"""Failures of which the nearest miss is told, some 150 ms each: more is another kind of trouble."""


@click.command(short_help="Ask the rules their cases.")
@click.argument("names", metavar="[TOPIC|RULE]...", nargs=-1)
@click.option("--coverage", is_flag=True, help="Tell rules without cases that must, or must not.")
@click.option("--mutate", is_flag=True, help="Tell clauses that no case needs.")
@as_json
@pass_session
def test(
    session: Session, names: tuple[str, ...], coverage: bool, mutate: bool, as_json: bool
) -> None:
    """Ask the rules in force the cases beside them, and those of config/cases.

    A case beside a rule is about that rule; any other about whether some rule applies. Exit code:
    0 all cases hold, 1 some do not.

    \b
    monitor rules test
    monitor rules test export-controls
    monitor rules test export-controls/suspended --mutate
    monitor rules test --mutate --verbose
    """
    from monitor.config.tested import hints, outcomes

    config = session.config()
    chosen = _chosen(config, names)
    wanted, others = _parted(config.cases, chosen if names else None)
    asked = list(outcomes(config, wanted))
    failed = [one for one in asked if one.mistakes]
    first, rest = failed[:_MAX_EXPLAINED], failed[_MAX_EXPLAINED:]
    near = [*hints(config, first), *("" for _ in rest)]
    gaps: tuple[Covered, ...] | None = None
    if coverage:
        from monitor.rules.testing.cases import covered

        # To tell where a rule applies at all, all cases are asked.
        every = covered(config.rules, [*asked, *outcomes(config, others)])
        gaps = tuple(one for one in every if one.rule.name in chosen)
    tried: Tried | None = None
    if mutate:
        from monitor.rules.testing.mutation import shared_names
        from monitor.rules.testing.mutation import tried as leave_out

        rules = [rule for rule in config.rules.rules if rule.name in chosen]
        shared = shared_names(config.rules.rules)
        tried = leave_out(rules, asked, config.rules.vocabulary, shared)
    if as_json:
        print_json(_report(asked, list(zip(failed, near, strict=True)), gaps, tried))
    else:
        for line in _failures(failed, near):
            click.echo(line)
        if gaps is not None:
            _print_coverage(session, gaps)
        if tried is not None:
            _print_unneeded(session, tried)
        session.say(_summary(len(failed), len(asked)))
    if failed:
        raise click.exceptions.Exit(1)


def _chosen(config: Config, names: Sequence[str]) -> Collection[str]:
    """Return the rules that are named, alone, with their topic or by it; all where none is.

    A file of cases, which has no rules, may be named too.

    Raises:
        NotFound: a name is that of no rule, topic or file of cases.
    """
    rules = config.rules.rules
    if not names:
        return {rule.name for rule in rules}
    topics = {rule.topic for rule in rules} | {case.topic for case in config.cases}
    full = {f"{rule.topic}/{rule.name}": rule.name for rule in rules}
    found: set[str] = set()
    for name in names:
        if name in topics:
            found.update(rule.name for rule in rules if rule.topic == name)
            found.add(f"{name}/")
        elif name in full or name in full.values():
            found.add(full.get(name, name))
        else:
            from monitor.cli.rules.asked import no_such

            raise no_such("topic or rule", name, {*topics, *full, *full.values()})
    return found


def _parted(
    cases: Sequence[Case], chosen: Collection[str] | None
) -> tuple[Sequence[Case], Sequence[Case]]:
    """Return the cases that are about what was chosen, and the others; None: all are."""
    wanted: list[Case] = []
    others: list[Case] = []
    for case in cases:
        is_about = chosen is None or case.rule in chosen or f"{case.topic}/" in chosen
        (wanted if is_about else others).append(case)
    return wanted, others


def _failures(failed: Sequence[Outcome], hints: Sequence[str]) -> Iterator[str]:
    """Yield the lines that tell what did not hold."""
    from monitor.rules.testing.cases import title_of

    for outcome, hint in zip(failed, hints, strict=True):
        yield f"FAILED {outcome.case.origin} {printable(title_of(outcome.case))}"
        note = outcome.case.note and f"note: {outcome.case.note}"
        for line in (*mistakes_told(outcome), hint, note):
            if line:
                yield f"    {printable(line)}"


def _print_coverage(session: Session, gaps: Sequence[Covered]) -> None:
    """Print the rules that lack cases, with how many they have; and where they apply at all."""
    lacking = [one for one in gaps if not (one.must and one.must_not)]
    if lacking:
        table(
            ("rule", "must match", "must not", "applies"),
            [
                (f"{one.rule.topic}/{one.rule.name}", one.must, one.must_not, one.applies)
                for one in lacking
            ],
        )
    session.say(f"cases of both sorts: {len(gaps) - len(lacking)} of {counted(len(gaps), 'rule')}")


def _print_unneeded(session: Session, tried: Tried) -> None:
    """Print the rules with clauses that no case needs; the clauses of one rule, or if --verbose."""
    clauses: dict[str, list[str]] = {}
    for one in tried.unneeded:
        clauses.setdefault(f"{one.rule.topic}/{one.rule.name}", []).append(printable(one.clause))
    is_told = session.verbose or len(clauses) == 1
    for name, lines in sorted(clauses.items(), key=lambda one: (-len(one[1]), one[0])):
        click.echo(f"{name}: no case needs {counted(len(lines), 'clause')}")
        for line in lines if is_told else ():
            click.echo(f"    {line}")
    if clauses and not is_told:
        session.say("name a rule, or say --verbose, to see which")
    session.say(
        f"{counted(tried.clauses, 'clause')} left out, each alone:"
        f" {len(tried.unneeded)} that no case needs"
    )


def _summary(failed: int, asked: int) -> str:
    if not asked:
        return "no cases"
    return f"{failed} failed, {asked - failed} passed" if failed else f"{asked} passed"


def _report(
    asked: Sequence[Outcome],
    failed: Sequence[tuple[Outcome, str]],
    gaps: Sequence[Covered] | None,
    tried: Tried | None,
) -> Mapping[str, Any]:
    """Return what `--json` prints."""
    report: dict[str, Any] = {
        "cases": len(asked),
        "failed": [
            {
                "case": one.case.origin,
                "title": one.case.title,
                "rule": one.case.rule,
                "mistakes": one.mistakes,
                "hint": hint or None,
                "matches": [f"{match.topic}/{match.rule}" for match in one.matches],
            }
            for one, hint in failed
        ],
    }
    if gaps is not None:
        report["coverage"] = [
            {
                "rule": f"{one.rule.topic}/{one.rule.name}",
                "must_match": one.must,
                "must_not": one.must_not,
                "applies": one.applies,
            }
            for one in gaps
        ]
    if tried is not None:
        report["clauses"] = tried.clauses
        report["unneeded"] = [
            {"rule": f"{one.rule.topic}/{one.rule.name}", "clause": one.clause}
            for one in tried.unneeded
        ]
    return report
