"""Kinds of source: how bytes become items, one file per kind.

A kind is pure: it is given bytes and returns strings as written. A new kind is a file here and
a line in `KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from monitor.errors import ConfigError
from monitor.kinds.document import parse_document
from monitor.kinds.feed import parse_feed
from monitor.kinds.parsed import Parsed
from monitor.model import Payload, Source

__all__ = ["KINDS", "Kind", "Parsed", "kind_of", "parse"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What can be done with the sources of one kind."""

    parse: Callable[[Source, Payload], Parsed]
    """Returns the items of one payload, or raises ParseError."""
    address: Literal["url", "paths"]
    """Which field of the source says where to look."""
    doc: str
    """One line for people who choose a kind."""
    older: Callable[[Source, Payload], str | None] | None = None
    """Returns the address of the page before this one in time, or None if this is the oldest;
    None itself where the kind cannot page back. Backfill follows it."""


KINDS: Mapping[str, Kind] = {
    "feed": Kind(
        parse=parse_feed,
        address="url",
        doc="A feed on the web: RSS 0.9x to 2.0, RSS 1.0 (RDF), Atom or JSON Feed.",
    ),
    "document": Kind(
        parse=parse_document,
        address="paths",
        doc="Files and folders: saved pages, texts, saved feeds and mails (.eml).",
    ),
}


def kind_of(source: Source) -> Kind:
    """Return the kind of `source`.

    Raises:
        ConfigError: there is no such kind.
    """
    if found := KINDS.get(source.kind):
        return found
    known = ", ".join(sorted(KINDS))
    raise ConfigError(f"source {source.name}: kind {source.kind!r} is not one of {known}")


def parse(source: Source, payload: Payload) -> Parsed:
    """Return the items of `payload` as the source's kind reads them.

    Raises:
        ParseError: the payload is not what the kind expects.
        ConfigError: there is no such kind.
    """
    return kind_of(source).parse(source, payload)
