"""`monitor sources discover` and `add`: from a site's address to its feed."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import click

from monitor.cli.output import print_json, progress, table
from monitor.cli.session import Session, as_json, pass_session
from monitor.errors import ConfigError, MonitorError
from monitor.model import Tier

if TYPE_CHECKING:
    from monitor.fetch.discovery import Found


@click.command(short_help="Find the feeds and sitemaps of a site.")
@click.argument("url", metavar="URL")
@as_json
@pass_session
def discover(session: Session, url: str, as_json: bool) -> None:
    """Find the feeds of a site: what its page declares, its links, usual places, sitemaps.

    Everything that is shown was fetched and read. `monitor sources add` takes one of them.

    \b
    monitor sources discover https://www.mining.com/
    """
    found = _discovered(session, url, quiet=as_json or session.quiet)
    if as_json:
        print_json(found)
    elif found:
        _show(found)
    else:
        session.say("no feed and no sitemap found; a listing reads pages: see docs/sources.md")
    if not any(one.fact is None for one in found):
        click.get_current_context().exit(1)


def _discovered(session: Session, url: str, *, quiet: bool) -> list[Found]:
    import asyncio

    from monitor.app import fetchers
    from monitor.clock import system_clock
    from monitor.config.feed_list import address_mistake, shown_address
    from monitor.fetch.discovery import discover as discovered

    address = url if "://" in url else f"https://{url}"
    if fact := address_mistake(address):
        raise ConfigError(f"{shown_address(address)}: {fact}")
    settings = session.config().settings.fetch

    async def main() -> list[Found]:
        fetcher = fetchers(settings, system_clock)
        try:
            return await discovered(fetcher, address)
        finally:
            await fetcher.aclose()

    words = f"looking at {shown_address(address)}"
    with progress(1, words, quiet=quiet, no_color=session.environment.no_color) as done:
        found = asyncio.run(main())
        done()
    return found


def _show(found: list[Found]) -> None:
    table(
        ("kind", "items", "newest", "title", "address", "found by", "state"),
        [
            (
                one.kind,
                one.items if one.fact is None else "",
                (one.newest or "")[:10],
                one.title or "",
                one.url,
                one.clue,
                one.fact or "works",
            )
            for one in found
        ],
        flowing=3,
    )


@click.command(short_help="Add a source; a page's feed is found.")
@click.argument("url", metavar="URL")
@click.option("--name", metavar="NAME", help="Its name; default: made from its address.")
@click.option("--publisher", metavar="WORDS", help="Who publishes it; default: the feed's title.")
@click.option("--tier", type=click.Choice(get_args(Tier)), help="What kind of publisher it is.")
@click.option("--language", metavar="CODE", help="ISO 639-1 code; default: what the feed says.")
@click.option("--timezone", metavar="ZONE", help="Zone of dates that do not say theirs.")
@click.option("--tag", "tags", multiple=True, metavar="WORD", help="A tag; may be repeated.")
@click.option("--file", "stem", default="added", metavar="NAME", help="File in sources/ to add to.")
@click.option("--unseen", is_flag=True, help="Add it without looking at it.")
@pass_session
def add(
    session: Session,
    url: str,
    name: str | None,
    publisher: str | None,
    tier: str | None,
    language: str | None,
    timezone: str | None,
    tags: tuple[str, ...],
    stem: str,
    unseen: bool,
) -> None:
    """Add a feed to sources/added.toml; where URL is a page, the feed of its site.

    It is fetched and read first. What stands in the file stays as it is.

    \b
    monitor sources add https://www.mining.com/feed/ --tier trade
    monitor sources add example.org --name example --tag press
    """
    from monitor.config.source_edits import NewFeed, add_feed, refuse_known

    folder = session.config_folder
    refuse_known(folder, url)
    address, title, spoken = url, None, None
    if not unseen:
        found = _one(session, _discovered(session, url, quiet=session.quiet))
        address, title, spoken = found.url, found.title, (found.language or "")[:2].lower()
    feed = NewFeed(
        url=address,
        name=name,
        publisher=publisher or title,
        tier=tier,
        language=language or (spoken if spoken and spoken.isalpha() else None),
        timezone=timezone,
        tags=tags,
    )
    path, added = add_feed(folder, feed, stem=stem)
    session.say(f"{added}: added to {path}")
    session.say(f"next: {session.reload_first()}monitor poll {added}")


def _one(session: Session, found: list[Found]) -> Found:
    """Return the one feed that was found, or say what there is to choose from."""
    feeds = [one for one in found if one.fact is None and one.kind == "feed"]
    if len(feeds) == 1:
        if feeds[0].clue != "given":
            session.say(f"found by {feeds[0].clue}: {feeds[0].url}")
        return feeds[0]
    if feeds:
        _show(feeds)
        raise MonitorError(f"{len(feeds)} feeds found; add one of them by its address")
    if found:
        _show(found)
    raise MonitorError("no feed found, so nothing was added; --unseen adds it all the same")
