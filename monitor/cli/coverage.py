"""`monitor coverage`: did we look, hour by hour, and how every look went."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import click

from monitor.cli.output import age, counted, print_json, table
from monitor.cli.session import COUNT, Session, as_json, pass_session
from monitor.errors import without_address
from monitor.text import printable

if TYPE_CHECKING:
    from monitor.ledger import Coverage
    from monitor.model import Look

_EARLIER = timedelta(days=8)
"""How much more of the log is read, so that the first hour shown is known."""


@click.command(short_help="Did we look? Per source and hour.")
@click.argument("names", metavar="[SOURCE]...", nargs=-1)
@click.option("--hours", type=COUNT, default=24, show_default=True, help="How far back.")
@click.option("--looks", is_flag=True, help="Every single look instead, newest first.")
@as_json
@pass_session
def coverage(
    session: Session, names: tuple[str, ...], hours: int, looks: bool, as_json: bool
) -> None:
    """Show for each source and hour whether it was looked at, and what came of it.

    \b
    monitor coverage                            the last day of all sources
    monitor coverage mofcom --hours 168         a week of one
    monitor coverage mofcom --looks             each look: outcome, items, bytes, time
    """
    from monitor.clock import system_clock
    from monitor.ledger import first_hour, ledger

    now = system_clock()
    since = now - timedelta(hours=hours)
    with session.store() as store:
        known = [one.name for one in store.sources.states()]
        _check(names, known)
        wanted = list(names) or known
        source = wanted[0] if len(wanted) == 1 else None
        log = store.looks.since(since - (timedelta(0) if looks else _EARLIER), source=source)
    log = [one for one in log if one.source in set(wanted)]
    if looks:
        _print_looks(log, now, as_json=as_json)
        return
    found = ledger(log, wanted, since=since, until=now)
    if as_json:
        start = first_hour(since)
        print_json([{"source": one.source, "from": start, "hours": one.hours} for one in found])
        return
    _print_ledger(found, first_hour(since))


def _check(names: tuple[str, ...], known: list[str]) -> None:
    from monitor.config.reader import suggestion
    from monitor.errors import NotFound

    for name in names:
        if name not in known:
            raise NotFound(f'no source "{name}" was ever looked at.{suggestion(name, known)}')


def _print_ledger(found: list[Coverage], start: datetime) -> None:
    from monitor.ledger import SIGNS

    if not found:
        click.echo("no source is watched yet; `monitor run --once` begins")
        return
    rows = [
        (
            one.source,
            "".join(SIGNS[hour] for hour in one.hours),
            "" if one.seen is None else f"{one.seen:.0%}",
        )
        for one in found
    ]
    local = start.astimezone()
    table(("source", f"from {local:%a %d %b %H:%M %Z}", "seen"), rows)
    click.echo(
        "\n+ new   = unchanged   . not due   ! failed   x blocked   ? missed: was not running"
    )


def _print_looks(log: list[Look], now: datetime, *, as_json: bool) -> None:
    if as_json:
        print_json(log)
        return
    table(
        ("source", "looked", "outcome", "items", "new", "kB", "ms", "fact"),
        [
            (
                one.source,
                age(one.looked_at, now),
                one.outcome if one.cause is None else one.cause,
                str(one.items),
                str(one.new),
                f"{one.bytes / 1000:.0f}",
                f"{one.took / timedelta(milliseconds=1):.0f}",
                printable(without_address(one.fact or "")),
            )
            for one in log
        ],
        flowing=1,
    )
    click.echo(f"\n{counted(len(log), 'look')}")
