"""`monitor items`: what is stored."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from monitor.cli.item_page import print_item
from monitor.cli.output import as_object, print_json, table
from monitor.cli.session import COUNT, Session, as_json, pass_session
from monitor.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable

    from monitor.store import Store, StoredItem

_PAGE = 500


@click.group()
def items() -> None:
    """List, search, show and export what is stored."""


@items.command("list")
@click.option("--limit", type=COUNT, default=20, show_default=True, help="How many, newest first.")
@click.option("--source", help="Only this source.")
@click.option("--matched", is_flag=True, help="Only items that matched a rule.")
@as_json
@pass_session
def list_(session: Session, limit: int, source: str | None, matched: bool, as_json: bool) -> None:
    """List items, newest first by reception.

    \b
    monitor items list --matched
    """
    with session.store() as store:
        ids = store.items.newest(limit=limit, source=source, matched=matched)
        _print_list(store, ids, as_json=as_json)


@items.command(short_help="Find items that hold all the words.")
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=COUNT, default=20, show_default=True, help="How many, best first.")
@as_json
@pass_session
def search(session: Session, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find items that hold all the words, in titles and bodies; quotes keep words together.

    Case, accents, hyphens, traditional and simplified Chinese make no difference.

    \b
    monitor items search rare earth 出口管制
    monitor items search '"export control"'
    """
    with session.store() as store:
        _print_list(store, store.items.search(" ".join(words), limit=limit), as_json=as_json)


@items.command(short_help="Print one item whole.")
@click.argument("item", type=COUNT, metavar="ID")
@as_json
@pass_session
def show(session: Session, item: int, as_json: bool) -> None:
    """Print one item whole: each fact with the words it was read from, what it matched, its text.

    On a terminal the names of the taxonomy are marked in the text.

    \b
    monitor items show 12
    """
    with session.store() as store:
        found = store.items.get(item)
        kept = found is not None and store.given.of(found.revision) is not None
    if found is None:
        raise NotFound(f"no item {item}; `monitor items list` shows what there is")
    if as_json:
        print_json(_record(found))
    else:
        print_item(found, kept=kept, colour=_has_colour(session))


@items.command(short_help="Print all items as JSON, one a line.")
@click.option("--source", help="Only this source.")
@click.option("--matched", is_flag=True, help="Only items that matched a rule.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line; the only format.")
@pass_session
def export(session: Session, source: str | None, matched: bool, as_json: bool) -> None:
    """Print all items as JSON, one a line, newest first; the schema is seeds/schema.json.

    \b
    monitor items export --json | gzip > items.jsonl.gz
    """
    with session.store() as store:
        for item in _every(store, source=source, matched=matched):
            found = store.items.get(item)
            if found is not None:
                print_json(_record(found))


def _every(store: Store, *, source: str | None, matched: bool) -> Iterable[int]:
    """Yield all ids, newest first, a page at a time so that memory stays small."""
    before = 0
    while ids := store.items.newest(limit=_PAGE, source=source, matched=matched, before=before):
        yield from ids
        before = ids[-1]


def _record(found: StoredItem) -> dict[str, object]:
    return {
        "item": found.id,
        "revision": found.number,
        "copies": found.copies,
        "held": found.held,
        "matches": found.matches,
        **as_object(found.article),
    }


def _print_list(store: Store, ids: list[int], *, as_json: bool) -> None:
    found = [one for item in ids if (one := store.items.get(item)) is not None]
    if as_json:
        for one in found:
            print_json(_record(one))
        return
    table(
        ("id", "published", "source", "severity", "title"),
        [
            (
                one.id,
                (one.article.published or "undated")[:10],
                one.article.source,
                one.matches[0].severity.value if one.matches else "",
                one.article.title or "(no title)",
            )
            for one in found
        ],
        spare=("source", "published"),
    )


def _has_colour(session: Session) -> bool:
    return sys.stdout.isatty() and not session.environment.no_color
