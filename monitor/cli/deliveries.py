"""`monitor deliveries`: what went out, what waits, what was given up."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import click

from monitor.cli.output import age, print_json, table
from monitor.cli.session import COUNT, Session, as_json, pass_session
from monitor.errors import NotFound
from monitor.model import DeliveryState

if TYPE_CHECKING:
    from monitor.config.settings import Config
    from monitor.outcome import Settled
    from monitor.pipeline import Pipeline

_OPEN: tuple[DeliveryState, ...] = ("waiting", "dead")
_MANY = 100_000


@click.group()
def deliveries() -> None:
    """List deliveries, or try again those that failed."""


@deliveries.command("list")
@click.option("--only", "state", type=click.Choice(["waiting", "sent", "dead"]), help="Only these.")
@click.option("--limit", type=COUNT, default=20, show_default=True, help="How many, newest first.")
@as_json
@pass_session
def list_(session: Session, state: DeliveryState | None, limit: int, as_json: bool) -> None:
    """List deliveries with attempts and what happened last."""
    from monitor.clock import system_clock

    now = system_clock()
    with session.store() as store:
        found = store.outbox.deliveries(state=state, limit=limit)
    if as_json:
        print_json(found)
        return
    table(
        ("id", "subscription", "state", "attempts", "when", "note"),
        [
            (
                f"{one.digest[:8]}.{one.channel}",
                one.subscription,
                one.state,
                one.attempts,
                age(one.settled_at or one.due_at, now),
                one.note or "",
            )
            for one in found
        ],
        flowing=1,
    )


@deliveries.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@pass_session
def retry(session: Session, ids: tuple[str, ...]) -> None:
    """Try deliveries again now: those named, or all that are waiting or dead.

    \b
    monitor deliveries retry
    monitor deliveries retry 3f2a9c11.desk-mail
    """
    from monitor.engine.cycle import deliver_all
    from monitor.engine.lock import nobody_sends, sending

    session.set_up_log(logging.ERROR)
    alone = nobody_sends(session.state_folder)

    async def work(pipeline: Pipeline, config: Config) -> list[Settled]:
        outbox = pipeline.store.outbox
        if alone:
            outbox.end_leases(pipeline.clock())
        open_ones = [
            one.id for state in _OPEN for one in outbox.deliveries(state=state, limit=_MANY)
        ]
        chosen = [one for one in open_ones if not ids or _is_named(one, ids)]
        if ids and not chosen:
            raise NotFound(f"no open delivery {', '.join(ids)}; see `monitor deliveries list`")
        outbox.revive(chosen, now=pipeline.clock())
        return await deliver_all(pipeline)

    with sending(session.state_folder):
        settled = session.with_pipeline(work, sends=True)
    for one in settled:
        session.say(f"{one.delivery.channel}: {one.outcome}: {one.note}")
    if not settled:
        session.say("nothing to retry")
    if any(one.outcome != "sent" for one in settled):
        raise click.exceptions.Exit(1)


def _is_named(delivery: str, ids: tuple[str, ...]) -> bool:
    digest, _, channel = delivery.partition(".")
    for name in ids:
        wanted_digest, _, wanted_channel = name.partition(".")
        if digest.startswith(wanted_digest) and wanted_channel in {"", channel}:
            return True
    return False
