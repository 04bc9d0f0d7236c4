"""`monitor status`: is it alive, can it see, is anything stuck?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from monitor.cli.output import age, as_object, clock_time, counted, print_json, size
from monitor.cli.session import Session, as_json, pass_session
from monitor.errors import without_address
from monitor.text import printable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from monitor.model import SourceState
    from monitor.store import DeliveryRecord

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
        states = store.sources.states()
        waiting = store.outbox.deliveries(state="waiting", limit=_MANY)
    if as_json:
        failing = [one for one in states if one.failures]
        print_json({**as_object(totals), "running": running, "failing": failing})
        return
    database = size((session.state_folder / DATABASE).stat().st_size)
    last = max((one.looked_at for one in states if one.looked_at), default=None)
    click.echo(
        f"{f'running: {running}' if running else 'not running'}, last look {age(last, now)}"
        f"          database {database}, {counted(totals.items, 'item')}"
    )
    due = f"{totals.oldest_due} {age(totals.oldest_due_at, now)}" if totals.oldest_due else "none"
    fine = sum(one.looked_at is not None and not one.failures for one in states)
    new = sum(one.looked_at is None for one in states)
    blind = [one for one in states if one.failures]
    parts = [f"{len(states)} on", f"{fine} fine", f"{len(blind)} blind"]
    if new:
        parts.append(f"{new} not looked at yet")
    click.echo(f"sources   {', '.join(parts)}          longest due: {due}")
    for one in blind:
        click.echo(f"          {_blind(one, now)}")
    click.echo(f"told      {counted(totals.digests, 'digest')}          matches {totals.matches:,}")
    _print_deliveries(totals.deliveries, waiting, now)


def _blind(one: SourceState, now: datetime) -> str:
    since = clock_time(one.failing_since) if one.failing_since else "unknown"
    fact = printable(without_address(one.fact or ""))
    return f"{one.name}  {one.cause}: {fact}, since {since}, next look {age(one.due_at, now)}"


def _print_deliveries(counts: Any, waiting: Sequence[DeliveryRecord], now: datetime) -> None:
    retrying = [one for one in waiting if one.attempts]
    click.echo(
        f"delivery  {len(waiting) - len(retrying)} waiting, {len(retrying)} retrying,"
        f" {counts['dead']} dead, {counts['sent']} sent"
    )
    for one in retrying[:5]:
        note = printable(one.note or "under way")
        click.echo(f"          {one.channel}: {note}, next {age(one.due_at, now)}")
