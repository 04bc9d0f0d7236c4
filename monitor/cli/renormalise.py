"""`monitor renormalise`: read what is stored again by the rules of today."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from monitor.cli.day import SINCE
from monitor.cli.output import counted, print_json, progress, table
from monitor.cli.session import Session, as_json, pass_session

if TYPE_CHECKING:
    from monitor.config.settings import Config
    from monitor.pipeline import Pipeline
    from monitor.renormalising import Reread

_MOST_SHOWN = 20
"""Items listed with what changed; `--json` has all."""


@dataclass(slots=True)
class _Report:
    """What came of it, summed up as it goes."""

    outcomes: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    matches: list[Reread] = field(default_factory=list)
    not_kept: int = 0

    def take(self, one: Reread) -> None:
        self.outcomes[one.outcome] += 1
        self.fields.update(one.fields)
        if one.gained or one.lost:
            self.matches.append(one)


@click.command(short_help="Read what is stored again by the rules of today.")
@click.option("--source", metavar="SOURCE", help="Only what this source gave.")
@click.option("--since", type=SINCE, help="Only what was received since: a day, or 30d, 12w.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@as_json
@pass_session
def renormalise(
    session: Session, source: str | None, since: datetime | None, dry_run: bool, as_json: bool
) -> None:
    """Read what is kept as it came again, after an upgrade or a change of the taxonomy.

    Records and what they match are brought in step; nobody is told. What is kept, and for how
    long, is `given` in table [keep] of monitor.toml.

    \b
    monitor renormalise --dry-run
    monitor renormalise --source mofcom --since 2026-01-01
    """
    report = _Report()

    async def work(pipeline: Pipeline, config: Config) -> None:
        _check(source, config)
        stored, kept = pipeline.store.totals().revisions, pipeline.store.given.count()
        report.not_kept = max(stored - kept, 0)
        quiet = session.quiet or as_json
        no_color = session.environment.no_color
        with progress(
            None if source or since else kept, "reading again", quiet=quiet, no_color=no_color
        ) as done:
            for one in pipeline.renormalise(source=source, since=since, dry_run=dry_run):
                report.take(one)
                if as_json and one.outcome != "same":
                    print_json(_row(one))
                done()

    session.with_pipeline(work, writes=False)
    if not as_json:
        _print(session, report, dry_run=dry_run)


def _check(source: str | None, config: Config) -> None:
    from monitor.config.reader import suggestion
    from monitor.errors import NotFound
    from monitor.model import HANDED_IN

    if source is not None and source != HANDED_IN and source not in config.sources:
        raise NotFound(f'no source "{source}".{suggestion(source, config.sources)}')


def _row(one: Reread) -> dict[str, Any]:
    """Return what is printed of a text as JSON: each changed field before and after."""
    return {
        "item": one.item,
        "revision": one.revision,
        "outcome": one.outcome,
        "title": one.after.title,
        "fields": {
            name: {"before": getattr(one.before, name), "after": getattr(one.after, name)}
            for name in one.fields
        },
        "matches_gained": one.gained,
        "matches_lost": one.lost,
    }


def _print(session: Session, report: _Report, *, dry_run: bool) -> None:
    would = "would change" if dry_run else "changed"
    read = report.outcomes.total()
    session.say(f"{counted(read, 'text')} read again: {report.outcomes['changed']:,} {would}")
    for outcome, words in (
        ("waiting", "left as they are: they wait for a digest that must say what matched"),
        ("unconfigured", "left as they are: their source is no longer configured"),
    ):
        if number := report.outcomes[outcome]:
            session.say(f"  {number:,} {words}")
    if report.not_kept:
        session.say(
            f"  {report.not_kept:,} not read: not kept as they came (`given` in table [keep])"
        )
    if report.fields:
        table(("field", "texts"), report.fields.most_common())
    if report.matches:
        table(
            ("item", "matches now", "no longer", "title"),
            [
                (one.item, ", ".join(one.gained), ", ".join(one.lost), one.after.title)
                for one in report.matches[:_MOST_SHOWN]
            ],
        )
        if len(report.matches) > _MOST_SHOWN:
            session.say(f"  and {len(report.matches) - _MOST_SHOWN:,} others; --json has all")
