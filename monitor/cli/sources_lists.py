"""`monitor sources import` and `export`: lists of feeds in and out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.output import counted, print_json
from monitor.cli.session import Session, as_json, pass_session
from monitor.errors import MonitorError

if TYPE_CHECKING:
    from monitor.config.source_edits import Imported

_MOST_SHOWN = 50


@click.command("import", short_help="Take in an OPML file or a list of addresses.")
@click.argument("file", metavar="FILE|-")
@click.option("--name", metavar="NAME", help="Name of the new file; default: that of FILE.")
@click.option("--dry-run", is_flag=True, help="Say what would come, and write nothing.")
@as_json
@pass_session
def import_(session: Session, file: str, name: str | None, dry_run: bool, as_json: bool) -> None:
    """Take in feeds from OPML, or from a list of addresses, one a line; "-" reads standard input.

    They are written to sources/NAME.opml or .txt in the configuration, in the format that they
    came in. Folders of OPML become tags. What is configured already is left as it is, so that
    an import can be repeated; what is no feed is named line by line, the rest is taken in.

    \b
    monitor sources import subscriptions.opml
    monitor sources import --dry-run urls.txt
    curl -s https://example.org/feeds.opml | monitor sources import - --name partners
    """
    from monitor.config.source_edits import import_feeds

    stem = name or ("imported" if file == "-" else Path(file).stem)
    imported = import_feeds(session.config_folder, _read(file), name=stem, write=not dry_run)
    if as_json:
        print_json(
            {
                "path": str(imported.path),
                "imported": [one.name for one in imported.new],
                "merged": imported.merged,
                "known": imported.known,
                "refused": [one._asdict() for one in imported.refused],
            }
        )
    else:
        _say(session, imported, dry_run=dry_run)
    if imported.refused and not imported.new and not imported.known:
        click.get_current_context().exit(1)


def _read(file: str) -> bytes:
    try:
        if file == "-":
            return sys.stdin.buffer.read()
        return Path(file).read_bytes()
    except OSError as error:
        raise MonitorError(f"{file}: cannot be read: {error.strerror}") from error


def _say(session: Session, imported: Imported, *, dry_run: bool) -> None:
    for one in imported.refused[:_MOST_SHOWN]:
        where = f"line {one.line}" if one.line else "the file"
        click.echo(f"  {where}{f', {one.shown}' if one.shown else ''}: {one.fact}", err=True)
    if (more := len(imported.refused) - _MOST_SHOWN) > 0:
        click.echo(f"  and {more:,} more", err=True)
    counts = (
        (imported.merged, "merged"),
        (imported.known, "there already"),
        (len(imported.refused), "refused"),
    )
    rest = "".join(f", {number:,} {words}" for number, words in counts if number)
    verb = "would be imported" if dry_run else "imported"
    session.say(f"{counted(len(imported.new), 'source')} {verb}{rest}")
    if imported.new:
        session.say(f"{'to be written to' if dry_run else 'written to'} {imported.path}")
    if imported.new and not dry_run:
        then = f"{session.reload_first()}monitor sources check, then monitor poll --all"
        session.say(f"next: {then}")


@click.command("export", short_help="Print the feeds as OPML or as a list.")
@click.option("--opml", "form", flag_value="opml", default=True, help="As OPML; the default.")
@click.option("--list", "form", flag_value="list", help="As addresses with tags, one a line.")
@click.option("--all", "everything", is_flag=True, help="Also those that are switched off.")
@pass_session
def export(session: Session, form: str, everything: bool) -> None:
    """Print the feeds for other readers, or for another Monitor to import.

    Sources of other kinds have settings that no other program knows; they are left out, and
    counted on standard error.

    \b
    monitor sources export > feeds.opml
    monitor sources export --list --all > urls.txt
    """
    from monitor.config.feed_list import written_list
    from monitor.config.opml import written_opml
    from monitor.config.source_edits import configured_now

    wanted = [
        one
        for one in configured_now(session.config_folder).sources.values()
        if everything or one.enabled
    ]
    feeds = [one for one in wanted if one.kind == "feed"]
    text = written_opml(feeds, title="Monitor") if form == "opml" else written_list(feeds)
    click.echo(text, nl=False)
    if left_out := len(wanted) - len(feeds):
        click.echo(f"{counted(left_out, 'source')} of other kinds left out", err=True)
