"""`monitor status`: is it alive, can it see, is anything stuck?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from monitor.cli.blind import NAMED, reason, together
from monitor.cli.output import age, as_object, clock_time, counted, print_json, size, table
from monitor.cli.session import Session, as_json, pass_session
from monitor.text import printable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from monitor.model import SourceState
    from monitor.store import DeliveryRecord, Totals

_MANY = 100_000


@click.command(short_help="Is it alive, can it see, is anything stuck?")
@as_json
@pass_session
def status(session: Session, as_json: bool) -> None:
    """Say whether Monitor runs, which sources it cannot see, and what is stuck.

    \b
    monitor status
    monitor status --json | jq .deliveries
    """
    from monitor.app import DATABASE
    from monitor.clock import system_clock
    from monitor.engine.lock import holder

    now = system_clock()
    running = holder(session.state_folder)
    with session.store() as store:
        totals = store.totals()
        sight = store.sources.sight(now)
        doubtful = store.sources.in_doubt()
        waiting = store.outbox.deliveries(state="waiting", limit=_MANY)
    if as_json:
        conditions = {one.name: one.conditions for one in doubtful}
        report = {"running": running, "failing": sight.blind, "conditions": conditions}
        print_json({**as_object(totals), **report})
        return
    database = size((session.state_folder / DATABASE).stat().st_size)
    click.echo(
        f"{f'running: {running}' if running else 'not running'},"
        f" last look {age(sight.last_look_at, now)}"
        f"          database {database}, {counted(totals.items, 'item')}"
    )
    parts = [f"{sight.sources} on", f"{sight.looked} fine", f"{len(sight.blind)} blind"]
    if sight.overdue:
        parts.append(f"{sight.overdue} overdue: nobody looks")
    if sight.new:
        parts.append(f"{sight.new} not looked at yet")
    click.echo(f"sources   {', '.join(parts)}          {_next_due(totals, now)}")
    troubles = [*together(_blind(sight.blind, now)), *_doubts(doubtful)]
    table(("", ""), troubles, indent=10, flowing=1)
    if troubles:
        click.echo("          `monitor sources check NAME` says what to fix")
    told, matched = counted(totals.digests, "digest"), counted(totals.matched, "item")
    click.echo(f"told      {told}          matched {matched}")
    _print_deliveries(totals.deliveries, waiting, now)


def _next_due(totals: Totals, now: datetime) -> str:
    """Return which source is waiting longest, or is to be looked at next."""
    if totals.oldest_due is None or totals.oldest_due_at is None:
        return "next: none"
    said = "longest due" if totals.oldest_due_at <= now else "next"
    return f"{said}: {totals.oldest_due} {age(totals.oldest_due_at, now)}"


def _blind(blind: Sequence[SourceState], now: datetime) -> list[tuple[str, str]]:
    """Return blind sources with the reason, since when and until when: times to the hour."""
    many = len(blind) > NAMED
    rows = []
    for one in blind:
        since = clock_time(one.failing_since) if one.failing_since else "unknown"
        why = f"{reason(one.cause, one.fact)}, since {since}"
        rows.append((one.name, why if many else f"{why}, next look {age(one.due_at, now)}"))
    return rows


def _doubts(states: Sequence[SourceState]) -> list[tuple[str, str]]:
    """Return what else is the matter with sources than that they fail."""
    return [
        (one.name, f"{kind}: {condition.fact}, since {clock_time(condition.since)}")
        for one in states
        for kind, condition in one.conditions.items()
        if condition.told and not _is_said(one, kind)
    ]


def _is_said(state: SourceState, kind: str) -> bool:
    """Say whether a condition is only that the last look failed, which stands there already."""
    return kind in ("failing", "gone") or (kind == "drift" and state.cause == "layout")


def _print_deliveries(counts: Any, waiting: Sequence[DeliveryRecord], now: datetime) -> None:
    retrying = [one for one in waiting if one.attempts]
    click.echo(
        f"delivery  {len(waiting) - len(retrying)} waiting, {len(retrying)} retrying,"
        f" {counts['dead']} dead, {counts['sent']} sent"
    )
    for one in retrying[:5]:
        note = printable(one.note or "under way")
        click.echo(f"          {one.channel}: {note}, next {age(one.due_at, now)}")
