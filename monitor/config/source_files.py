"""config/sources/ → sources: TOML tables for what needs settings, lists for many feeds at once.

The files are the truth. A feed that stands in several lists is one source with all its tags;
one that has a table in a TOML file is what the table says, and lists add nothing to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from monitor.config.feed_list import (
    Entry,
    Refused,
    read_list,
    source_name,
    source_of,
    with_entry,
)
from monitor.config.opml import read_opml
from monitor.config.reader import Place, files_in, named_tables, shown_path, toml_file
from monitor.config.source import configured_source
from monitor.fingerprint import canonical_url
from monitor.model import Source

FOLDER = "sources"
ENDINGS = (".toml", ".opml", ".txt")
_MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class SourceFiles:
    """What config/sources/ names."""

    sources: dict[str, Source] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    """Names of tables in TOML files, those with mistakes included."""
    tabled: set[str] = field(default_factory=set)
    """What `source_name` makes of the addresses of those tables."""


def read_sources(folder: Path, problems: list[str]) -> SourceFiles:
    """Return the sources of the configuration in `folder`, by name in order."""
    found = SourceFiles()
    paths = files_in(folder, FOLDER, problems, endings=ENDINGS)
    for path in sorted(paths, key=lambda path: ENDINGS.index(path.suffix)):
        if path.suffix == ".toml":
            _read_tables(path, folder, found, problems)
        else:
            _read_feeds(path, folder, found, problems)
    ordered = {name: found.sources[name] for name in sorted(found.sources)}
    return SourceFiles(ordered, found.named, found.tabled)


def _read_tables(path: Path, folder: Path, found: SourceFiles, problems: list[str]) -> None:
    shown = shown_path(path, folder)
    table = toml_file(path, shown, problems)
    place = Place(shown, problems=problems)
    for key in table.keys() - {"sources"}:
        place.problem(key, "unknown key; sources are tables such as [sources.name]")
    if isinstance(tables := table.get("sources"), dict):
        found.named.update(tables)
    for name, one in named_tables(table, "sources", "source", place):
        here = place.within(f'source "{name}"')
        if name in found.sources:
            here.problem("", "this name is taken by another file; names are unique")
        elif source := configured_source(name, one, here, folder=folder):
            found.sources[name] = source
            if source.url:
                found.tabled.add(source_name(source.url))


def _read_feeds(path: Path, folder: Path, found: SourceFiles, problems: list[str]) -> None:
    mistakes: list[str] = []
    shown = shown_path(path, folder)
    for one in entries(path):
        if isinstance(one, Refused):
            mistakes.append(f"{shown}{_where(one)}: {one.fact}")
        elif clash := _take(one, found):
            mistakes.append(f"{shown}, line {one.line}: {clash}")
    problems.extend(mistakes[:_MOST_SHOWN])
    if len(mistakes) > _MOST_SHOWN:
        problems.append(f"{shown}: {len(mistakes) - _MOST_SHOWN:,} more mistakes like these")


def _where(refused: Refused) -> str:
    line = f", line {refused.line}" if refused.line else ""
    return f'{line}, "{refused.shown}"' if refused.shown else line


def _take(entry: Entry, found: SourceFiles) -> str | None:
    """Add an entry to what was found; returns why it cannot be."""
    name = source_name(entry.url)
    if name in found.tabled:
        return None
    known = found.sources.get(name)
    if known is None:
        found.sources[name] = source_of(entry, name)
    elif canonical_url(known.url) == canonical_url(entry.url):
        found.sources[name] = with_entry(known, entry)
    else:
        return f'its name "{name}" is taken by {known.url}; give one of them a table in a .toml'
    return None


def entries(path: Path) -> Iterator[Entry | Refused]:
    """Yield what a file of feeds names, OPML or a list by its ending."""
    try:
        body = path.read_bytes()
    except OSError as error:
        yield Refused(0, "", f"cannot be read: {error.strerror}")
        return
    yield from read_opml(body) if path.suffix == ".opml" else read_list(body)
