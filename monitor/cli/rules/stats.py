"""`monitor rules stats`: how often each rule applied, and which of its clauses were why."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

import click

from monitor.cli.day import SINCE
from monitor.cli.output import counted, print_json, table
from monitor.cli.session import Session, as_json, pass_session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.tallying import ClauseUse, RuleUse, Tally

_BARS = "▁▂▃▄▅▆▇█"
_MOST_BARS = 26
"""Weeks or months drawn, the latest; --json has all."""
_MOST_NAMED = 40
"""Rules and clauses listed that never did anything; --json has all."""
_MOST_TERMS = 6
"""Terms of a list that are named."""


@click.command(short_help="How often each rule applied, and why.")
@click.argument("names", metavar="[TOPIC|RULE]...", nargs=-1)
@click.option(
    "--since",
    type=SINCE,
    default="90d",
    show_default=True,
    help="Of what was received since: a day, or 30d, 12w.",
)
@click.option(
    "--by",
    type=click.Choice(["week", "month"]),
    default="week",
    show_default=True,
    help="What a column of the small charts is.",
)
@click.option(
    "--above",
    type=click.IntRange(min=1, max=100),
    default=25,
    show_default=True,
    metavar="PERCENT",
    help="Name rules that apply to more than this much of all, or of a source.",
)
@as_json
@pass_session
def stats(
    session: Session,
    names: tuple[str, ...],
    since: datetime,
    by: Literal["week", "month"],
    above: int,
    as_json: bool,
) -> None:
    """Count the items to which each rule applied, as recorded when they came.

    Of rules and topics that are named each clause is counted too: how often it was evidence.

    \b
    monitor rules stats
    monitor rules stats export-controls --since 2026-01-01 --by month
    """
    from monitor.clock import system_clock
    from monitor.tallying import Tallying

    rules = session.config().rules.rules
    with session.store() as store:
        tallying = Tallying(rules, since=since, until=system_clock(), step=by)
        for hits in store.history.hits(since=since):
            tallying.add(hits)
        tally = tallying.tally(store.history.items_of(since=since), above=above / 100)
    wanted = [one for one in tally.rules if not names or _is_named(one, names)]
    _check(names, tally)
    if as_json:
        print_json(_document(tally, wanted, since, by))
        return
    if not tally.items:
        session.say(f"no item was received since {since:%Y-%m-%d}: nothing was counted")
        return
    _print(session, tally, wanted, since, by)
    if names:
        for one in wanted:
            _print_clauses(session, one)
    else:
        _print_remarks(session, tally)


def _is_named(one: RuleUse, names: Sequence[str]) -> bool:
    return any(name in (one.topic, one.rule, f"{one.topic}/{one.rule}") for name in names)


def _check(names: Sequence[str], tally: Tally) -> None:
    from monitor.cli.rules.asked import no_such

    for name in names:
        if not any(_is_named(one, (name,)) for one in tally.rules):
            full = {f"{one.topic}/{one.rule}" for one in tally.rules}
            parts = {word for one in tally.rules for word in (one.topic, one.rule)}
            raise no_such("topic or rule", name, parts | full)


def _document(tally: Tally, wanted: Sequence[RuleUse], since: datetime, by: str) -> dict[str, Any]:
    return {
        "since": since,
        "by": by,
        "starts": tally.starts,
        "items": tally.items,
        "matched": tally.matched,
        "rules": wanted,
        "broad": [
            {
                "topic": one.topic,
                "rule": one.rule,
                "source": one.source,
                "items": one.items,
                "of": one.of,
                "share": one.share,
            }
            for one in tally.broad
        ],
        "never": [f"{one.topic}/{one.rule}" for one in _never(tally)],
        "never_evidence": [
            {"rule": f"{one.topic}/{one.rule}", "clause": clause.text}
            for one, clause in _idle(tally)
        ],
    }


def _print(
    session: Session, tally: Tally, wanted: Sequence[RuleUse], since: datetime, by: str
) -> None:
    share = f" ({tally.matched / tally.items:.1%})"
    matched = counted(tally.matched, "matches", "match")
    session.say(
        f"{counted(tally.items, 'item')} received since {since:%Y-%m-%d}, {matched} a rule{share}"
    )
    applied = [one for one in wanted if one.items]
    if applied:
        click.echo()
        table(
            ("rule", "items", "share", "told", "held", by, "first", "last"),
            [
                (
                    f"{one.topic}/{one.rule}" + ("" if one.is_configured else " (gone)"),
                    f"{one.items:,}",
                    f"{one.share:.1%}",
                    f"{one.told:,}",
                    f"{sum(one.held.values()):,}",
                    _bars(one.over_time),
                    _day(one.first),
                    _day(one.last),
                )
                for one in applied
            ],
            spare=("first", "last", by),
        )


def _print_clauses(session: Session, one: RuleUse) -> None:
    session.say(f"\n{one.topic}/{one.rule}: {counted(one.items, 'item')}")
    if one.items and one.clauses:
        table(
            ("clause", "items", "share", "over time", "most often"),
            [
                (
                    clause.text,
                    f"{clause.items:,}",
                    f"{clause.items / one.items:.0%}",
                    _bars(clause.over_time),
                    _terms(clause),
                )
                for clause in one.clauses
            ],
            indent=2,
            flowing=1,
            spare=("over time",),
            cut=0,
        )


def _terms(clause: ClauseUse) -> str:
    """Return the terms of a list that were evidence most often, and how many never were."""
    if clause.size == 1:
        return ""
    idle = clause.size - len(clause.terms)
    named = [f"{term} {number:,}" for term, number in clause.terms.items()][:_MOST_TERMS]
    never = [f"{idle:,} of {clause.size:,} never"] if idle else []
    return "; ".join([", ".join(named), *never] if named else never)


def _print_remarks(session: Session, tally: Tally) -> None:
    for one in tally.broad:
        of = f"the items of {one.source}" if one.source else "all items"
        session.say(
            f"\n{one.topic}/{one.rule} applies to {one.share:.0%} of {of}"
            f" ({one.items:,} of {one.of:,}): says little"
        )
    _print_some(
        session,
        "never applied",
        [f"{one.topic}/{one.rule}" for one in _never(tally)],
    )
    _print_some(
        session,
        "never evidence, though the rule applied often",
        [f"{one.topic}/{one.rule}: {clause.text}" for one, clause in _idle(tally)],
    )


def _print_some(session: Session, heading: str, lines: Sequence[str]) -> None:
    if lines:
        session.say(f"\n{heading}: {len(lines):,}")
        table(("",), [(line,) for line in lines[:_MOST_NAMED]], indent=2)
        if len(lines) > _MOST_NAMED:
            session.say(f"  and {len(lines) - _MOST_NAMED:,} others; --json has all")


def _never(tally: Tally) -> list[RuleUse]:
    return [one for one in tally.rules if one.is_configured and not one.items]


def _idle(tally: Tally) -> list[tuple[RuleUse, ClauseUse]]:
    """Return the clauses of rules that applied which never were evidence.

    Not those without which a rule cannot apply: their words were told as those of another clause.
    Nor those of rules that applied to so little that it says nothing.
    """
    from monitor.tallying import MIN_ITEMS

    return [
        (one, clause)
        for one in tally.rules
        if one.items >= MIN_ITEMS
        for clause in one.clauses
        if not clause.items and not clause.is_required
    ]


def _bars(numbers: Sequence[int]) -> str:
    """Return a small chart of numbers, the latest; a dot for none."""
    shown = numbers[-_MOST_BARS:]
    most = max(shown, default=0)
    return "".join(_BARS[(number * len(_BARS) - 1) // most] if number else "·" for number in shown)


def _day(at: datetime | None) -> str:
    return f"{at.astimezone():%Y-%m-%d}" if at else ""
