"""What an operator can set in monitor.toml: one frozen class a table, each key with its words.

The words (`doc`) are the documentation: docs/configuration.md is generated from them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from monitor.config.secret import SecretReference
from monitor.model import Source, Subscription
from monitor.rules import Case, Rules
from monitor.rules.testing.duplicates import Duplicate
from monitor.taxonomy import Taxonomy

_Value = TypeVar("_Value")


def _key(default: _Value, doc: str, **more: str) -> _Value:
    """Return a dataclass field with its documentation."""
    value: _Value = field(default=default, metadata={"doc": doc, **more})
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """How Monitor behaves towards servers: table [fetch]."""

    contact: str = _key(
        "", "Address or page put into the User-Agent, so that a site's operator can reach you."
    )
    deadline: timedelta = _key(
        timedelta(seconds=30),
        "Longest that one source may take in all, redirects and body included.",
    )
    max_bytes: int = _key(
        15 * 2**20, "Largest answer or file, counted after decompression.", unit="bytes"
    )
    max_redirects: int = _key(5, "Most redirects followed for one answer.")
    concurrent: int = _key(64, "Most sources looked at at the same time.")
    per_host: int = _key(2, "Most requests under way to one host, over all sources.")
    spacing: timedelta = _key(
        timedelta(milliseconds=500), "Least time between two requests to one host."
    )
    max_header_bytes: int = _key(
        64 * 2**10, "Largest head of an answer, all its headers together.", unit="bytes"
    )
    allow: tuple[str, ...] = _key(
        (),
        "Private addresses that may be reached all the same: networks such as 10.1.0.0/16 or"
        " host:port such as intranet.example:8080.",
    )
    robots: bool = _key(True, "Whether robots.txt is obeyed for pages, listings and sitemaps.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PollingSettings:
    """When sources without an interval of their own are looked at: table [polling]."""

    budget: int = _key(
        0, "Looks a day over all sources; 0: 24 for each source that has no interval."
    )
    shortest: timedelta = _key(timedelta(minutes=5), "Least time between two looks at a source.")
    longest: timedelta = _key(timedelta(hours=24), "Most time between two looks at a source.")
    longest_weighty: timedelta = _key(
        timedelta(hours=2),
        "The same for sources of weight 4 and more, however rarely they publish.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepSettings:
    """How long the store keeps what it does not need for ever: table [keep]."""

    polls: timedelta = _key(timedelta(days=90), "How long each look at a source stays in the log.")
    most_polls: int = _key(1_000_000, "How many looks stay there at most, the newest.")
    given: timedelta = _key(
        timedelta(days=90),
        "How long an item is kept as its source gave it, so that `monitor renormalise` can read"
        ' it again; "0s": not at all.',
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The top of monitor.toml."""

    taxonomy: str = _key(
        "", "Folder with the taxonomy, relative to the configuration; empty: the one shipped."
    )
    fetch: FetchSettings = field(
        default_factory=FetchSettings, metadata={"doc": "Table: behaviour towards servers."}
    )
    polling: PollingSettings = field(
        default_factory=PollingSettings, metadata={"doc": "Table: when sources are looked at."}
    )
    keep: KeepSettings = field(
        default_factory=KeepSettings, metadata={"doc": "Table: how long things are kept."}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelKind:
    """A way out as the configuration sees it: what can be set, and whether it has a secret."""

    settings: type[Any]
    secret_key: str = ""
    """Key of its secret such as `password`; "" for none."""
    secret_required: bool = False
    doc: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelConfig:
    """One configured channel; the secret is read when the channel is built."""

    name: str
    kind: str
    settings: Any
    secret: SecretReference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All that was configured, checked as a whole."""

    folder: Path
    settings: Settings
    taxonomy: Taxonomy
    rules: Rules
    cases: tuple[Case, ...]
    """Texts that test the rules: those beside each rule, then those of config/cases."""
    duplicates: tuple[Duplicate, ...]
    """Pairs of config/cases that somebody says are the same news."""
    sources: Mapping[str, Source]
    subscriptions: Mapping[str, Subscription]
    channels: Mapping[str, ChannelConfig]

    @property
    def enabled(self) -> tuple[Source, ...]:
        """Sources that are switched on, by name."""
        return tuple(source for source in self.sources.values() if source.enabled)


def documented(settings: type[Any]) -> list[tuple[str, str, str]]:
    """Return (key, default as written in TOML, words) for each field of a settings class."""
    return [
        (one.name, _as_toml(one), str(one.metadata["doc"]))
        for one in dataclasses.fields(settings)
        if "doc" in one.metadata
    ]


def _as_toml(one: dataclasses.Field[Any]) -> str:
    if one.default is dataclasses.MISSING:
        return "" if one.default_factory is not dataclasses.MISSING else "required"
    value = one.default
    if one.metadata.get("unit") == "bytes":
        return f'"{value // 2**20} MiB"' if value >= 2**20 else f'"{value // 2**10} KiB"'
    if isinstance(value, timedelta):
        return f'"{_duration(value)}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return "{}"
    if isinstance(value, tuple):
        return "[" + ", ".join(f'"{item}"' for item in value) + "]"
    return str(value) if isinstance(value, int) else f'"{value or ""}"'


def _duration(value: timedelta) -> str:
    seconds = int(value.total_seconds())
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60)):
        if seconds and seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s" if seconds or not value else f"{value // timedelta(milliseconds=1)}ms"
