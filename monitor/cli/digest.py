"""`monitor digest`: what would be told, what was told, and telling it now."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import click

from monitor.cli.output import clock_time, print_json, table
from monitor.cli.session import COUNT, Session, as_json, pass_session
from monitor.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable

    from monitor.config.settings import Config
    from monitor.model import Digest
    from monitor.outcome import Settled
    from monitor.pipeline import Pipeline

_FORMATS = click.Choice(["text", "html", "json"])


@click.group()
def digest() -> None:
    """See digests that were, that would be, or send one now."""


@digest.command()
@click.argument("subscriptions", metavar="[SUBSCRIPTION]...", nargs=-1)
@click.option(
    "--format", "form", type=_FORMATS, default="text", show_default=True, help="How it is printed."
)
@pass_session
def preview(session: Session, subscriptions: tuple[str, ...], form: str) -> None:
    """Print what would be sent now; nothing is written or sent.

    \b
    monitor digest preview
    monitor digest preview export-controls --format html > digest.html
    """
    session.set_up_log(logging.ERROR)

    async def work(pipeline: Pipeline, config: Config) -> list[Digest]:
        found = (pipeline.preview(name) for name in _names(config, subscriptions))
        return [digest for digest in found if digest is not None]

    digests = session.with_pipeline(work, writes=False)
    for one in digests:
        _print(one, form)
    if not digests:
        click.echo("nothing waits to be told", err=True)


@digest.command(short_help="Compose and send now.")
@click.argument("subscriptions", metavar="[SUBSCRIPTION]...", nargs=-1)
@as_json
@pass_session
def send(session: Session, subscriptions: tuple[str, ...], as_json: bool) -> None:
    """Compose what waits and send it now, without waiting for the schedule.

    \b
    monitor digest send export-controls
    """
    from monitor.engine.cycle import deliver_all
    from monitor.engine.lock import sending

    session.set_up_log(logging.ERROR)

    async def work(pipeline: Pipeline, config: Config) -> list[Settled]:
        for name in _names(config, subscriptions):
            pipeline.compose(name, even_if_not_due=True)
        return await deliver_all(pipeline)

    with sending(session.state_folder):
        settled = session.with_pipeline(work, sends=True)
    if as_json:
        print_json(
            [
                {"delivery": one.delivery.id, "outcome": one.outcome, "note": one.note}
                for one in settled
            ]
        )
    for one in [] if as_json else settled:
        session.say(f"{one.delivery.channel}: {one.outcome}: {one.note}")
    if not settled and not as_json:
        session.say("nothing waits to be told")
    if any(one.outcome != "sent" for one in settled):
        raise click.exceptions.Exit(1)


@digest.command("list", short_help="List digests, newest first.")
@click.option("--limit", type=COUNT, default=20, show_default=True, help="How many, newest first.")
@as_json
@pass_session
def list_(session: Session, limit: int, as_json: bool) -> None:
    """List digests, newest first, with the state of their deliveries."""
    with session.store() as store:
        found = store.outbox.digests(limit=limit)
    if as_json:
        print_json(found)
        return
    table(
        ("id", "subscription", "composed", "entries", "deliveries"),
        [
            (
                one.id[:8],
                one.subscription,
                clock_time(one.composed_at),
                one.entries,
                ", ".join(one.states) or "none",
            )
            for one in found
        ],
    )


@digest.command(short_help="Print a digest, by default the newest.")
@click.argument("which", metavar="[ID|SUBSCRIPTION]", required=False)
@click.option(
    "--format", "form", type=_FORMATS, default="text", show_default=True, help="How it is printed."
)
@pass_session
def show(session: Session, which: str | None, form: str) -> None:
    """Print a digest by its id or the beginning of it; without one, the newest.

    \b
    monitor digest show
    monitor digest show 3f2a --format json
    """
    with session.store() as store:
        found = store.outbox.latest(which)
        if found is None and which is not None:
            found = store.outbox.digest(which)
    if found is None:
        raise NotFound(
            f'no digest "{which}"; `monitor digest list` shows what there is'
            if which
            else "no digest yet: nothing has matched so far"
        )
    _print(found, form)


def _names(config: Config, subscriptions: tuple[str, ...]) -> Iterable[str]:
    from monitor.config.reader import suggestion

    for name in subscriptions:
        if name not in config.subscriptions:
            raise NotFound(f'no subscription "{name}".{suggestion(name, config.subscriptions)}')
    return subscriptions or tuple(config.subscriptions)


def _print(one: Digest, form: str) -> None:
    from monitor.digest import as_json, html, text

    match form:
        case "html":
            click.echo(html.render(one))
        case "json":
            click.echo(as_json.render(one).decode())
        case _:
            click.echo(text.render(one))
