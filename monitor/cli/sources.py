"""`monitor sources`: what is watched, and how well."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import click

from monitor.cli.output import age, print_json, span, table
from monitor.cli.session import Session, as_json, pass_session
from monitor.cli.sources_check import check
from monitor.cli.sources_discover import add, discover
from monitor.cli.sources_lists import export, import_
from monitor.errors import without_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from monitor.model import Source, SourceState


@click.group(short_help="See, add, check, import and export the sources.")
def sources() -> None:
    """See the configured sources, add to them, and check that they can be read."""


for command in (check, discover, add, import_, export):
    sources.add_command(command)


@sources.command("list")
@click.option("--all", "everything", is_flag=True, help="Also those that are switched off.")
@as_json
@pass_session
def list_(session: Session, everything: bool, as_json: bool) -> None:
    """List sources with their last look and when the next is due."""
    from monitor.app import DATABASE
    from monitor.clock import system_clock

    config = session.config()
    states: Mapping[str, SourceState] = {}
    if (session.state_folder / DATABASE).is_file():
        with session.store() as store:
            states = {one.name: one for one in store.sources.states()}
    shown = [one for one in config.sources.values() if everything or one.enabled]
    if as_json:
        print_json([{"source": _public(one), "state": states.get(one.name)} for one in shown])
        return
    now = system_clock()
    table(
        ("name", "kind", "every", "last look", "next", "state"),
        [
            (
                one.name,
                one.kind,
                span(one.interval) if one.interval else "learned",
                age(state.looked_at, now) if (state := states.get(one.name)) else "never",
                (age(state.due_at, now) if state.due_at > now else "now") if state else "",
                _said(one, state),
            )
            for one in shown
        ],
        flowing=1,
    )


def _said(source: Source, state: SourceState | None) -> str:
    if not source.enabled:
        return "off"
    if state is None or state.looked_at is None:
        return "new"
    if state.failures:
        return f"{state.cause}: {without_address(state.fact or '')} ({state.failures}×)"
    doubts = [f"{kind}: {one.fact}" for kind, one in state.conditions.items() if one.told]
    return "; ".join(doubts) or "fine"


def _public(source: Source) -> dict[str, object]:
    """Return the fields of a source; not how it is let in, which may be nobody else's business."""
    return {
        one.name: getattr(source, one.name)
        for one in dataclasses.fields(source)
        if one.name != "access"
    }
