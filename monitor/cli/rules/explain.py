"""`monitor rules explain`: why rules apply to an item, or do not."""

from __future__ import annotations

import sys
from typing import IO

import click

from monitor.cli.output import print_json
from monitor.cli.rules.asked import of_text, rule_named, stored
from monitor.cli.session import COUNT, Session, as_json, pass_session


@click.command(short_help="Say why rules match an item, or do not.")
@click.argument("names", metavar="[ITEM] [RULE]", nargs=-1)
@click.option(
    "--text", type=click.File(encoding="utf-8"), metavar="FILE",
    help="Explain this text instead of an item; - is standard input.",
)  # fmt: skip
@click.option("--title", metavar="TITLE", help="The title of that text, or all of it.")
@click.option("--source", metavar="SOURCE", help="The source that such a text would be from.")
@click.option("--revision", type=COUNT, metavar="N", help="The item's text N; default: its latest.")
@as_json
@pass_session
def explain(
    session: Session,
    names: tuple[str, ...],
    text: IO[str] | None,
    title: str | None,
    source: str | None,
    revision: int | None,
    as_json: bool,
) -> None:
    """Say why the rules in force match an item, or do not, and what would change that.

    ITEM is a number of `monitor items list`. RULE, such as `quota` or `mining-and-quotas/quota`,
    shows its query clause by clause; without it all that match are told, and the nearest misses.

    \b
    monitor rules explain 12
    monitor rules explain 12 export-controls/reprieve
    monitor rules explain --title "China widens its export controls on gallium"
    """
    config = session.config()
    given = text is not None or title is not None
    if len(names) > (1 if given else 2) or (not names and not given):
        raise click.UsageError("expected ITEM [RULE], or [RULE] with --text or --title")
    if source is not None and not given:
        raise click.UsageError("--source goes with --text or --title")
    if revision is not None and given:
        raise click.UsageError("--revision goes with ITEM")
    if given:
        asked = of_text(config, title or "", _read(text) if text else "", source)
        wanted = names[0] if names else None
    else:
        asked = stored(session, config, names[0], revision=revision)
        wanted = names[1] if len(names) > 1 else None
    from monitor.cli.rules.answer import Answer

    colour = sys.stdout.isatty() and not session.environment.no_color
    answer = Answer(config, asked, colour=colour)
    rule = rule_named(config, wanted) if wanted is not None else None
    if as_json:
        print_json(answer.rule_record(rule) if rule else answer.record())
    elif rule:
        answer.print_rule(rule)
    else:
        answer.print()


def _read(text: IO[str]) -> str:
    try:
        return text.read()
    except UnicodeDecodeError as error:
        raise click.UsageError(f"--text: {text.name} is not text in UTF-8; convert it") from error
