"""How things look on a terminal: tables by cells, a live line while work goes on, ages in words.

Colour and progress only where a terminal is; text from outside never carries escape codes.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Protocol

import click

from monitor.text import printable


class Step(Protocol):
    """Tells a progress display that something was done."""

    def __call__(self, words: str = "") -> None:
        """Count one done; `words` names it."""


def print_json(value: object) -> None:
    """Print a value as one line of JSON; instants are ISO 8601."""
    import msgspec

    click.echo(msgspec.json.encode(value).decode())


def table(
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    indent: int = 0,
    flowing: int = 0,
    spare: Sequence[str] = (),
    cut: int | None = None,
) -> None:
    """Print rows under headings, aligned by terminal cells so that Chinese lines up.

    Headings that are all empty are left out. On a terminal that is too narrow the last `flowing`
    columns stand whole below their line, or else the column `cut` (None: the last) is cut; then
    those named in `spare` are left out, which is said; see `fitted`. A pipe gets all of it.
    """
    from rich.cells import cell_len

    from monitor.cli.fitting import fitted

    shown = [[printable(" ".join(str(cell).split())) for cell in row] for row in rows]
    lines = [list(columns), *shown] if any(columns) else shown
    widths = [max((cell_len(line[i]) for line in lines), default=0) for i in range(len(columns))]
    room = shutil.get_terminal_size().columns - indent if sys.stdout.isatty() else None
    layout = fitted(columns, widths, room, flowing=flowing, spare=spare, cut=cut)
    for line in lines:
        for part in layout.lines(line):
            click.echo(" " * indent + part)
    if layout.left_out:
        click.echo(f"{' ' * indent}no room for: {', '.join(layout.left_out)}")


@contextmanager
def progress(total: int | None, words: str, *, quiet: bool, no_color: bool) -> Iterator[Step]:
    """Show a bar while the block runs; plain lines where there is no terminal, none if quiet.

    `total` is None where nobody knows how many there will be.
    """
    if quiet:
        yield lambda words="": None
        return
    if not sys.stderr.isatty():
        done = 0

        def line(words: str = "") -> None:
            nonlocal done
            done += 1
            if words:
                of = "" if total is None else f"/{total}"
                click.echo(f"  {done}{of} {printable(words)}", err=True)

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
