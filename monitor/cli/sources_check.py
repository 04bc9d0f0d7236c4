"""`monitor sources check`: is every source reached, read, and still kept up?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from monitor.cli.output import counted, print_json, progress, table
from monitor.cli.session import Session, as_json, pass_session
from monitor.errors import NotFound

if TYPE_CHECKING:
    from monitor.config.settings import Config
    from monitor.fetch.inspection import Inspection
    from monitor.model import Source


@click.command(short_help="Look at sources live and say what to fix; store nothing.")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Also those that are switched off.")
@click.option("--write", is_flag=True, help="Write today as verified_on of those that work.")
@as_json
@pass_session
def check(
    session: Session, names: tuple[str, ...], everything: bool, write: bool, as_json: bool
) -> None:
    """Fetch sources live, read them as a poll does, and say what to fix; nothing is stored.

    Without NAME, all that are switched on. "full text" is the share of items, or of two article
    pages where pages are read, that has the text of an article. Exit code 1 if any failed.

    \b
    monitor sources check
    monitor sources check mofcom-announcements ndrc-news --write
    """
    from monitor.clock import system_clock
    from monitor.config.source_edits import mark_verified

    config = session.config()
    chosen = _chosen(config, names, everything=everything)
    found = _inspected(session, config, chosen, quiet=session.quiet or as_json)
    unmarked: tuple[str, ...] = ()
    if write:
        working = frozenset(one.source for one in found if one.works)
        unmarked = mark_verified(session.config_folder, working, system_clock().date())
    if as_json:
        print_json(found)
    else:
        _show(found)
        working_count = sum(one.works for one in found)
        session.say(f"{working_count} of {counted(len(found), 'source')} in order")
        web = {one.name for one in chosen if one.url}
        if len(web) > 1 and all(one.cause == "unreachable" for one in found if one.source in web):
            session.say("no server was reached: is this machine connected to the internet?")
        if unmarked:
            session.say(f"without a table of its own, so not marked: {', '.join(unmarked)}")
    if not all(one.works for one in found):
        click.get_current_context().exit(1)


def _chosen(config: Config, names: Sequence[str], *, everything: bool) -> list[Source]:
    from monitor.config.reader import suggestion

    for name in names:
        if name not in config.sources:
            raise NotFound(f'no source "{name}".{suggestion(name, config.sources)}')
    if names:
        return [config.sources[name] for name in dict.fromkeys(names)]
    return list(config.sources.values()) if everything else list(config.enabled)


def _inspected(
    session: Session, config: Config, chosen: Sequence[Source], *, quiet: bool
) -> list[Inspection]:
    import asyncio

    from monitor.app import fetchers
    from monitor.clock import system_clock
    from monitor.fetch.inspection import inspect

    title = f"{counted(len(chosen), 'source')} to look at"

    async def main() -> list[Inspection]:
        fetcher = fetchers(config.settings.fetch, system_clock)
        limit = asyncio.Semaphore(config.settings.fetch.concurrent)

        async def look(source: Source) -> Inspection:
            async with limit:
                seen = await inspect(fetcher, source, system_clock())
                done(f"{seen.source}: {seen.fact or counted(seen.items, 'item')}")
                return seen

        try:
            return await asyncio.gather(*(look(one) for one in chosen))
        finally:
            await fetcher.aclose()

    with progress(len(chosen), title, quiet=quiet, no_color=session.environment.no_color) as done:
        return asyncio.run(main())


def _show(found: Sequence[Inspection]) -> None:
    table(
        ("name", "reachable", "items", "newest", "full text", "robots", "state", "what to fix"),
        [
            (
                one.source,
                "yes" if one.reachable else "no",
                one.items if one.works else "",
                (one.newest or "")[:10],
                "" if one.full_text is None else f"{one.full_text:.0%}",
                one.robots,
                one.fact or "works",
                one.fix or "",
            )
            for one in found
        ],
        flowing=2,
    )
