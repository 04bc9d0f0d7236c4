"""`monitor backfill`: take in history by hand, through the same line, telling nobody."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.day import DAY
from monitor.cli.output import counted, print_json, progress
from monitor.cli.session import Session, as_json, pass_session
from monitor.text import printable

if TYPE_CHECKING:
    from monitor.config.settings import Config
    from monitor.errors import SourceError
    from monitor.model import Source
    from monitor.outcome import Intake
    from monitor.pipeline import Pipeline


@click.command(short_help="Take in saved files or folders as history; tell nobody.")
@click.argument("what", metavar="SOURCE|PATH...", nargs=-1, required=True)
@click.option("--since", type=DAY, help="Leave out what was published before this day.")
@click.option("--until", type=DAY, help="Leave out what was published after this day.")
@click.option(
    "--as",
    "as_source",
    metavar="SOURCE",
    help="Configured source the files are from: gives them its publisher, zone and language.",
)
@as_json
@pass_session
def backfill(
    session: Session,
    what: tuple[str, ...],
    since: date | None,
    until: date | None,
    as_source: str | None,
    as_json: bool,
) -> None:
    """Take in saved files or folders, or all that a source holds, as history.

    Text, HTML, saved feeds and .eml are read. Matches are stored and marked; nothing is sent.
    What is there already is left alone, so a backfill can be repeated.

    \b
    monitor backfill ~/archive/2019 notice.html
    monitor backfill --as mofcom ~/archive/mofcom --since 2019-01-01
    """
    from monitor.outcome import Intake, Window

    if since is not None and until is not None and since > until:
        raise click.UsageError(f"--since {since} is after --until {until}; nothing lies between")
    session.set_up_log(logging.ERROR)
    failures: list[SourceError] = []

    async def work(pipeline: Pipeline, config: Config) -> Intake:
        total = Intake()
        for source in _sources(config, what, as_source):
            quiet = session.quiet or as_json
            with progress(
                _files(source), source.name, quiet=quiet, no_color=session.environment.no_color
            ) as done:
                window = Window(since=since, until=until)
                async for subject, result in pipeline.backfill(source, window):
                    if isinstance(result, Intake):
                        total += result
                        done(f"{subject}: {_came(result)}")
                    else:
                        failures.append(result)
                        done()
        return total

    total = session.with_pipeline(work)
    for failure in failures:
        click.echo(printable(str(failure)), err=True)
    if as_json:
        print_json({"intake": total, "failed": [str(one) for one in failures]})
    else:
        noun = "file" if any(Path(word).exists() for word in what) else "page"
        session.say(
            f"{counted(total.items, 'item')} read: {total.new} new, {total.copies} copies, "
            f"{total.edited} edited, {total.matched} matched (stored, not sent)"
            + (f"; {counted(len(failures), noun)} could not be read" if failures else "")
        )
    if failures and not total.items:
        raise click.exceptions.Exit(1)


def _came(intake: Intake) -> str:
    """Return what a file or page brought: `2 new, 1 edited`."""
    counts = ((intake.new, "new"), (intake.edited, "edited"), (intake.copies, "copied"))
    return ", ".join(f"{number} {word}" for number, word in counts if number) or "nothing new"


def _sources(config: Config, what: tuple[str, ...], as_source: str | None) -> list[Source]:
    """Return what to read: configured sources by name, and one for all the paths."""
    from dataclasses import replace

    from monitor.config.reader import suggestion
    from monitor.errors import NotFound
    from monitor.model import HANDED_IN, Source

    if as_source is not None and as_source not in config.sources:
        raise NotFound(f'no source "{as_source}".{suggestion(as_source, config.sources)}')
    paths: list[str] = []
    named: list[Source] = []
    for word in what:
        if Path(word).exists():
            paths.append(str(Path(word).resolve()))
        elif word in config.sources:
            named.append(config.sources[word])
        else:
            near = suggestion(word, config.sources)
            raise NotFound(f'"{word}" is neither a file, a folder nor a source.{near}')
    if paths:
        base = config.sources[as_source] if as_source else Source(name=HANDED_IN, kind="document")
        named.append(replace(base, kind="document", url="", paths=tuple(paths)))
    return named


def _files(source: Source) -> int | None:
    """Return how many files there are to read, for the bar; None for what is fetched."""
    if not source.paths:
        return None
    return sum(
        sum(1 for one in Path(path).rglob("*") if one.is_file()) if Path(path).is_dir() else 1
        for path in source.paths
    )
