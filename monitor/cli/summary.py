"""What a cycle came to, in the lines that people read first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from monitor.cli.blind import reason, together
from monitor.cli.output import counted, table
from monitor.text import printable

if TYPE_CHECKING:
    from monitor.engine.cycle import Cycle, Looked

_SEVERITIES = {"action-required": "action required", "review": "review", "fyi": "for information"}

_ALSO = ("copies", "edited")
_PARTS_SHOWN = 5


def print_cycle(cycle: Cycle, state: Path) -> None:
    """Print looked, blind, matched, digests and what could not be delivered."""
    if cycle.looked.sources:
        print_looks(cycle.looked)
        _print_matched(cycle)
    for digest in cycle.digests:
        files = sorted(
            path for path in (state / "digests").glob(f"*{digest.id[:8]}.*") if path.is_file()
        )
        shown = next((path for path in files if path.suffix == ".html"), None)
        if shown:
            others = " ".join(path.suffix for path in files if path != shown)
            click.echo(f"  digest    {shown}" + (f"  (also {others})" if others else ""))
        else:
            click.echo(f"  digest    {digest.id[:8]} for {digest.subscription}")
    if not cycle.digests:
        click.echo("  digest    none due, nothing new to tell")
    for one in cycle.settled:
        if one.outcome != "sent":
            channel = one.delivery.channel
            click.echo(f"  delivery  {channel}: {printable(one.note)} ({one.outcome})")


def print_looks(looked: Looked) -> None:
    """Print how many sources were looked at, what came, and which are blind and why."""
    intake = looked.intake
    line = [f"  looked    {looked.sources - looked.failed}", f"new items {intake.new}"]
    if looked.unchanged:
        line.insert(1, f"unchanged {looked.unchanged}")
    sums = ((word, getattr(intake, word)) for word in _ALSO)
    line.extend(f"{word} {number}" for word, number in sums if number)
    click.echo("   ".join(line))
    if looked.failed:
        click.echo(f"  blind     {looked.failed}")
        table(("", ""), _reasons(looked), indent=12, flowing=1)
    for one in looked.partly:
        for problem in one.problems[:_PARTS_SHOWN]:
            click.echo(f"  skipped   {printable(str(problem))}")
        if len(one.problems) > _PARTS_SHOWN:
            more = len(one.problems) - _PARTS_SHOWN
            click.echo(f"            and {more:,} more of {one.look.source}")


def _reasons(looked: Looked) -> list[tuple[str, str]]:
    failures = [(one.look.source, reason(one.look.cause, one.look.fact)) for one in looked.failures]
    rows = together(failures)
    if looked.failed > len(failures):
        rows.append((f"and {looked.failed - len(failures):,} more", ""))
    return rows


def _print_matched(cycle: Cycle) -> None:
    intake = cycle.looked.intake
    counts: Counter[str] = Counter(
        entry.severity.value for digest in cycle.digests for entry in digest.entries
    )
    parts = [f"{counts[value]} {words}" for value, words in _SEVERITIES.items() if counts[value]]
    line = f"  matched   {intake.matched}"
    if parts:
        line += f"   told: {', '.join(parts)}"
    if intake.held:
        line += (
            f"   held back: {counted(intake.held, 'item')} seen at first sight, copied or trivial"
        )
    click.echo(line)


def as_report(cycle: Cycle) -> dict[str, Any]:
    """Return a cycle for scripts."""
    return {
        "sources": cycle.looked.sources,
        "failed": [one.look for one in cycle.looked.failures],
        "intake": cycle.looked.intake,
        "digests": [
            {"id": one.id, "subscription": one.subscription, "entries": len(one.entries)}
            for one in cycle.digests
        ],
        "deliveries": _deliveries(cycle),
    }


def _deliveries(cycle: Cycle) -> Iterable[dict[str, Any]]:
    return [
        {
            "id": one.delivery.id,
            "channel": one.delivery.channel,
            "outcome": one.outcome,
            "note": one.note,
        }
        for one in cycle.settled
    ]
