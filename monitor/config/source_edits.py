"""Changing config/sources/ for the operator: lists taken in, tables added, a day written down.

Only what is asked for changes: comments, order and layout of the files stay, and a file is
replaced as a whole or not at all.
"""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from monitor.config.feed_list import (
    Entry,
    Refused,
    read_list,
    source_name,
    source_of,
    with_entry,
    written_list,
)
from monitor.config.opml import read_opml, written_opml
from monitor.config.reader import Place, named_tables, shown_path
from monitor.config.source import configured_source
from monitor.config.source_files import ENDINGS, FOLDER, SourceFiles, entries, read_sources
from monitor.errors import ConfigError
from monitor.model import Source

_NOT_STEM = re.compile(r"[^A-Za-z0-9._-]+")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_DAY = re.compile(r"^([ \t]*verified_on[ \t]*=[ \t]*)[^\s#]+", re.MULTILINE)
_PLAIN_KEY = re.compile(
    r"^(?:kind|url)[ \t]*=[ \t]*([\"'])(?:(?!\1).)*\1[ \t]*(?:#.*)?$", re.MULTILINE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of taking in a list."""

    path: Path
    """Where the new sources are now, or would be."""
    new: tuple[Source, ...]
    merged: int
    """How many entries repeated one before them in the same list."""
    known: int
    """How many were configured already."""
    refused: tuple[Refused, ...]


def configured_now(folder: Path) -> SourceFiles:
    """Return what config/sources/ names; its folder is made where it is missing.

    Raises:
        ConfigError: there is no configuration in `folder`, or its sources have mistakes.
    """
    if not (folder / "monitor.toml").is_file():
        raise ConfigError(
            f"{folder}: no monitor.toml here; `monitor init {folder.parent}` writes one,"
            " --config DIR names another"
        )
    problems: list[str] = []
    (folder / FOLDER).mkdir(exist_ok=True)
    found = read_sources(folder, problems)
    if problems:
        raise ConfigError(problems)
    return found


def import_feeds(folder: Path, body: bytes, *, name: str, write: bool = True) -> Imported:
    """Take in an OPML file or a list of addresses; a second time there is nothing new.

    It becomes config/sources/`name`.opml or .txt, as it is where nothing in it is refused. If
    that file is there already, what is new is added to it.

    Raises:
        ConfigError: the configuration has mistakes, or cannot be written.
    """
    current = configured_now(folder)
    is_opml = looks_like_opml(body)
    new: dict[str, Source] = {}
    refused: list[Refused] = []
    merged = known = 0
    for one in read_opml(body) if is_opml else read_list(body):
        if isinstance(one, Refused):
            refused.append(one)
            continue
        key = source_name(one.url)
        if key in current.tabled or key in current.sources:
            known += 1
        elif key in new:
            merged += 1
            new[key] = with_entry(new[key], one)
        else:
            new[key] = source_of(one, key)
    path = folder / FOLDER / f"{_stem(name)}{'.opml' if is_opml else '.txt'}"
    imported = Imported(
        path=path, new=tuple(new.values()), merged=merged, known=known, refused=tuple(refused)
    )
    if write and new:
        replace_file(path, _with_new(imported, body, is_opml=is_opml))
    return imported


def looks_like_opml(body: bytes) -> bool:
    """Say whether a file is OPML rather than a list of addresses."""
    return body.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def _with_new(imported: Imported, body: bytes, *, is_opml: bool) -> bytes:
    """Return the imported file's place as it should be."""
    is_there = imported.path.exists()
    if not is_there and not imported.refused:
        return body
    if is_opml:
        before = [source_of(one) for one in entries(imported.path) if isinstance(one, Entry)]
        every = [*(before if is_there else ()), *imported.new]
        return written_opml(every, title=imported.path.stem).encode()
    if is_there:
        text = imported.path.read_text("utf-8-sig")
        text += "" if text.endswith("\n") or not text else "\n"
        return (text + written_list(imported.new)).encode()
    bad = {one.line for one in imported.refused}
    lines = body.decode("utf-8-sig", "replace").splitlines()
    return "".join(f"{line}\n" for n, line in enumerate(lines, 1) if n not in bad).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFeed:
    """A feed to be given a table; None where nothing is to be written."""

    url: str
    name: str | None = None
    publisher: str | None = None
    tier: str | None = None
    language: str | None = None
    timezone: str | None = None
    tags: tuple[str, ...] = ()


def refuse_known(folder: Path, url: str) -> None:
    """Raise ConfigError if a source has this address already, or the configuration mistakes."""
    current = configured_now(folder)
    key = source_name(url)
    for one in current.sources.values():
        if one.name == key or (one.url and source_name(one.url) == key):
            raise ConfigError(f"{one.name} has this address already; nothing was added")


def add_feed(folder: Path, feed: NewFeed, *, stem: str) -> tuple[Path, str]:
    """Append a table for a feed to sources/`stem`.toml; returns that file and the name.

    Raises:
        ConfigError: the address or the name is taken, or what was given is not valid.
    """
    refuse_known(folder, feed.url)
    name = feed.name or source_name(feed.url)
    current = configured_now(folder)
    if name in current.named or name in current.sources:
        raise ConfigError(f'the name "{name}" is taken; --name gives it another')
    given: dict[str, str | tuple[str, ...] | None] = {
        "kind": "feed",
        "url": feed.url,
        "publisher": feed.publisher,
        "tier": feed.tier,
        "language": feed.language,
        "timezone": feed.timezone,
        "tags": feed.tags,
    }
    lines = [f"{key} = {_toml(value)}" for key, value in given.items() if value]
    path = folder / FOLDER / f"{_stem(stem)}.toml"
    text = path.read_text("utf-8-sig") if path.exists() else ""
    gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    added = "\n".join([f"[sources.{_key(name)}]", *lines, ""])
    _refuse_mistakes(added, path, folder)
    replace_file(path, f"{text}{gap}{added}".encode())
    return path, name


def _refuse_mistakes(added: str, path: Path, folder: Path) -> None:
    """Raise ConfigError if the new table is not one that would be read back."""
    problems: list[str] = []
    place = Place(shown_path(path, folder), problems=problems)
    for name, one in named_tables(tomllib.loads(added), "sources", "source", place):
        configured_source(name, one, place.within(f'source "{name}"'), folder=folder)
    if problems:
        raise ConfigError(problems)


def _stem(name: str) -> str:
    """Return what a file is called that the operator names, with or without its ending."""
    path = Path(name)
    stem = path.stem if path.suffix in ENDINGS else path.name
    return _NOT_STEM.sub("-", stem).strip(".-") or "added"


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else json.dumps(name)


def _toml(value: str | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(one) for one in value)}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def mark_verified(folder: Path, names: frozenset[str], day: date) -> tuple[str, ...]:
    """Write `verified_on` into the tables of these sources; returns those that have none.

    Sources out of lists have no table. Nothing else in a file changes.

    Raises:
        ConfigError: a file cannot be written.
    """
    written: set[str] = set()
    for path in sorted((folder / FOLDER).glob("*.toml")):
        text = path.read_text("utf-8-sig")
        here = sorted(names & tomllib.loads(text).get("sources", {}).keys())
        changed = text
        for name in here:
            if (marked := _marked(changed, name, day)) is not None:
                changed = marked
                written.add(name)
        if changed != text:
            replace_file(path, changed.encode())
    return tuple(sorted(names - written))


def _marked(text: str, name: str, day: date) -> str | None:
    """Return a TOML file with the day in the table of a source, or None where that cannot be.

    It is a careful edit of one line, believed only if reading the result gives that and
    nothing else.
    """
    header = re.compile(
        rf"^[ \t]*\[[ \t]*sources[ \t]*\.[ \t]*([\"']?){re.escape(name)}\1[ \t]*\].*$", re.MULTILINE
    )
    if (begins := header.search(text)) is None:
        return None
    ends = _TABLE.search(text, begins.end())
    table = text[begins.end() : ends.start() if ends else len(text)]
    rest = text[ends.start() :] if ends else ""
    if _DAY.search(table):
        edited = _DAY.sub(lambda found: f"{found[1]}{day}", table, count=1)
    elif keys := list(_PLAIN_KEY.finditer(table)):
        place = keys[-1].end()
        edited = f"{table[:place]}\nverified_on = {day}{table[place:]}"
    else:
        return None
    result = text[: begins.end()] + edited + rest
    wanted = tomllib.loads(text)
    wanted["sources"][name]["verified_on"] = day
    try:
        return result if tomllib.loads(result) == wanted else None
    except tomllib.TOMLDecodeError:
        return None


def replace_file(path: Path, content: bytes) -> None:
    """Write a file as a whole or not at all; what it may be read by stays.

    Raises:
        ConfigError: it cannot be written.
    """
    draft = path.with_name(f".{path.name}.new")
    try:
        draft.write_bytes(content)
        if path.exists():
            shutil.copymode(path, draft)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise ConfigError(f"{path}: cannot be written: {error.strerror}") from error
