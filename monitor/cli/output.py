"""How things look on a terminal: tables by cells, a live line while work goes on, ages in words.

Colour and progress only where a terminal is; text from outside never carries escape codes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

import click

from monitor.text import printable

if TYPE_CHECKING:
    from rich.console import Console


class Step(Protocol):
    """Tells a progress display that something was done."""

    def __call__(self, words: str = "") -> None:
        """Count one done; `words` names it."""


def print_json(value: object) -> None:
    """Print a value as one line of JSON; instants are ISO 8601."""
    import msgspec

    click.echo(msgspec.json.encode(value).decode())


def console(*, no_color: bool = False) -> Console:
    """Return the terminal, as wide as it is; not a terminal: no colour, no wrapping surprises."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else 120
    return Console(width=width, no_color=no_color or None, highlight=False, soft_wrap=False)


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under headings, columns aligned by terminal cells; the last may wrap."""
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for index, name in enumerate(columns):
        shown.add_column(name, overflow="fold", no_wrap=index < len(columns) - 1)
    for row in rows:
        shown.add_row(*(Text(printable(str(cell))) for cell in row))
    console().print(shown)


@contextmanager
def progress(total: int, words: str, *, quiet: bool, no_color: bool) -> Iterator[Step]:
    """Show a bar while the block runs; plain lines where there is no terminal, none if quiet."""
    if quiet:
        yield lambda words="": None
        return
    if not sys.stderr.isatty():
        done = 0

        def line(words: str = "") -> None:
            nonlocal done
            done += 1
            if words:
                click.echo(f"  {done}/{total} {printable(words)}", err=True)

        click.echo(f"  {words}", err=True)
        yield line
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(
        TextColumn("  {task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True, no_color=no_color or None),
    )
    with bar:
        task = bar.add_task(words, total=total)
        yield lambda words="": bar.advance(task)


def age(then: datetime | None, now: datetime) -> str:
    """Return how long ago, or in how long, in one unit: `12 s ago`, `in 48 min`, `never`."""
    if then is None:
        return "never"
    gap = now - then
    words = span(abs(gap))
    return f"{words} ago" if gap >= timedelta(0) else f"in {words}"


def span(gap: timedelta) -> str:
    """Return a duration in one unit, rounded down."""
    seconds = int(gap.total_seconds())
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"


def clock_time(instant: datetime) -> str:
    """Return an instant in the reader's zone: the time, with the day if it is not today's."""
    local = instant.astimezone()
    today = datetime.now(local.tzinfo).date()  # noqa: TID251 - for display only
    return f"{local:%H:%M}" if local.date() == today else f"{local:%-d %b %H:%M}"


def counted(number: int, word: str, plural: str = "") -> str:
    """Return `1 source`, `2 sources`, `3,000 sources`."""
    return f"{number:,} {word if number == 1 else plural or word + 's'}"


def size(count: int) -> str:
    """Return a number of bytes in words: `412 MB`."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= factor:
            return f"{count / factor:.0f} {unit}"
    return f"{count} B"


def as_object(value: object) -> Mapping[str, Any]:
    """Return a value as the JSON object that it is written as."""
    import msgspec

    built: Mapping[str, Any] = msgspec.to_builtins(value)
    return built
