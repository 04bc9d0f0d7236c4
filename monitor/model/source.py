"""What is configured: sources to look at, and subscriptions that are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Literal, Protocol
from urllib.parse import urlsplit
from zlib import crc32
from zoneinfo import ZoneInfo

Tier = Literal["official", "ministry", "agency", "wire", "trade", "company", "aggregator", "other"]


HANDED_IN = "backfill"
"""Source under which files stand that belong to no configured one."""

HEALTH_TOPIC = "source-health"
"""The topic of what is the matter with sources; to be named by who asks for it, not in `*`."""


class Severity(StrEnum):
    """How much a match asks of its reader; ordered by `rank`."""

    FYI = "fyi"
    REVIEW = "review"
    ACTION = "action-required"

    @property
    def rank(self) -> int:
        """0 for information, 1 for review, 2 for action required."""
        return list(Severity).index(self)


class Secret(Protocol):
    """A reference to a secret; the secret itself is in no value, log or message."""

    def read(self) -> str:
        """Return the secret.

        Raises:
            ConfigError: it is not where it was said to be.
        """
        ...


_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How a source is let in, where it does not let everybody: table [sources.NAME.access]."""

    headers: Mapping[str, str] = field(
        default_factory=lambda: _NOTHING,
        metadata={"doc": "Headers sent to the source's own origin."},
    )
    cookies: Mapping[str, str] = field(
        default_factory=lambda: _NOTHING,
        metadata={"doc": "Cookies sent to the source's own origin."},
    )
    username: str = field(default="", metadata={"doc": "User of basic authentication or IMAP."})
    password: Secret | None = field(
        default=None, metadata={"doc": "Password of that user.", "secret": "yes"}
    )
    bearer: Secret | None = field(
        default=None, metadata={"doc": "Token sent as `Authorization: Bearer`.", "secret": "yes"}
    )
    api_key: Secret | None = field(
        default=None, metadata={"doc": "Key sent in the header `api_key_header`.", "secret": "yes"}
    )
    api_key_header: str = field(
        default="X-Api-Key", metadata={"doc": "Header in which `api_key` is sent."}
    )
    proxy: str = field(
        default="", metadata={"doc": "Proxy such as http://host:3128 or socks5h://host:1080."}
    )
    timeout: timedelta | None = field(
        default=None, metadata={"doc": "Deadline of this source; empty: fetch.deadline."}
    )
    ca_file: str = field(
        default="",
        metadata={"doc": "PEM file of certificates to trust, relative to the configuration."},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """Where on an article page things stand, as CSS selectors: table [sources.NAME.page]."""

    body: str = field(default="", metadata={"doc": "Element that holds the text; empty: found."})
    title: str = field(default="", metadata={"doc": "Element that holds the title."})
    date: str = field(default="", metadata={"doc": "Element that holds the date of publication."})
    remove: tuple[str, ...] = field(
        default=(), metadata={"doc": "Elements taken out before anything is read."}
    )
    attachments: str = field(
        default="", metadata={"doc": "Links to attached documents; PDFs are read as text."}
    )


_WEIGHTS: Mapping[str, float] = {"official": 10.0, "ministry": 10.0, "agency": 4.0, "wire": 2.0}
"""How much sooner than others a tier is looked at. Source: docs/polling.md, figures."""

_OPEN = Access()
_FOUND = PageOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One configured place to look at; files name it, the store keeps only its state."""

    name: str
    kind: str = field(metadata={"doc": "How it is read: see docs/sources.md."})
    url: str = field(default="", metadata={"doc": "Address that is fetched, for kinds of the web."})
    paths: tuple[str, ...] = field(
        default=(),
        metadata={"doc": "Files and folders that a document source reads, relative to config/."},
    )
    publisher: str | None = field(
        default=None, metadata={"doc": "Who publishes it; shown where an item does not say."}
    )
    language: str | None = field(
        default=None, metadata={"doc": "ISO 639-1 code where the source has one language."}
    )
    timezone: str = field(
        default="UTC", metadata={"doc": "IANA zone in which its dates without a zone are read."}
    )
    tier: Tier = field(
        default="other",
        metadata={"doc": "official, ministry, agency, wire, trade, company, aggregator or other."},
    )
    tags: tuple[str, ...] = field(default=(), metadata={"doc": "Words to group sources by."})
    interval: timedelta | None = field(
        default=None,
        metadata={"doc": "Fixed time between two looks; empty: learned, see [polling]."},
    )
    weight: float | None = field(
        default=None,
        metadata={"doc": "How much its news matters when looks are shared out; empty: by tier."},
    )
    full_text: bool | None = field(
        default=None,
        metadata={
            "doc": "Whether the page of each new item is fetched as well;"
            " empty: for listings and sitemaps."
        },
    )
    robots: bool | None = field(
        default=None,
        metadata={"doc": "Whether robots.txt is obeyed; empty: yes for pages and listings."},
    )
    spacing: timedelta | None = field(
        default=None,
        metadata={"doc": "Least time between requests to its host; empty: fetch.spacing."},
    )
    licence: str = field(default="", metadata={"doc": "Terms under which it may be read."})
    verified_on: date | None = field(
        default=None, metadata={"doc": "Day on which `sources check` last saw it work."}
    )
    access: Access = field(default=_OPEN, metadata={"doc": "Table: how it is let in."})
    page: PageOptions = field(default=_FOUND, metadata={"doc": "Table: its article pages."})
    options: object = field(default=None, metadata={"doc": "Table: what its kind asks for."})
    enabled: bool = field(default=True, metadata={"doc": "false: kept, but not looked at."})

    @property
    def host(self) -> str:
        """The host of its address, or its name where it has none: whose sources take turns."""
        return urlsplit(self.url).hostname or self.name

    @property
    def place(self) -> str:
        """What tells whether it is still the same source: where it looks, and what it reads.

        Options count where they are not the default: a new version's new option is no new place.
        """
        chosen = _chosen(self.options)
        asked = f"{crc32(repr(chosen).encode()):08x}" if chosen else ""
        return " ".join(part for part in (self.kind, self.url, *self.paths, asked) if part)

    @property
    def importance(self) -> float:
        """Its weight, or that of its tier."""
        return _WEIGHTS.get(self.tier, 1.0) if self.weight is None else self.weight


def _chosen(options: object) -> list[tuple[str, object]]:
    """Return the options that are not the default, by name."""
    if not is_dataclass(options):
        return []
    return sorted(
        (one.name, value)
        for one in fields(options)
        if (value := getattr(options, one.name)) != one.default
        and (one.default_factory is MISSING or value != one.default_factory())
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """Who is told what, when and where."""

    name: str
    title: str = field(default="", metadata={"doc": "Heading of its digests; empty: its name."})
    topics: tuple[str, ...] = field(
        metadata={"doc": 'Rule files without ".toml" whose matches it tells; ["*"] for all.'}
    )
    sources: tuple[str, ...] = field(
        default=(), metadata={"doc": "Only matches from these sources; empty: from all."}
    )
    at_least: Severity = field(
        default=Severity.FYI,
        metadata={"doc": "Lowest severity told: fyi, review, action-required."},
    )
    schedule: str = field(
        default="immediate",
        metadata={"doc": '"immediate" or a cron expression of five fields, such as "0 8 * * *".'},
    )
    timezone: ZoneInfo = field(
        default=ZoneInfo("UTC"),
        metadata={"doc": "Zone of the schedule and of times in the digest."},
    )
    channels: tuple[str, ...] = field(metadata={"doc": "Channels of monitor.toml that it goes to."})
    first_sight: Literal["hold", "tell"] = field(
        default="hold",
        metadata={"doc": 'Whether what a source holds when first seen is told: "hold" or "tell".'},
    )
    max_entries: int = field(
        default=50, metadata={"doc": "Entries shown in full; the others in a line each."}
    )

    def asks_for(self, topic: str, source: str, severity: Severity) -> bool:
        """Say whether it is to be told a match of a topic in an item of a source."""
        return (
            (topic in self.topics or ("*" in self.topics and topic != HEALTH_TOPIC))
            and (not self.sources or source in self.sources)
            and severity.rank >= self.at_least.rank
        )

    @property
    def heading(self) -> str:
        """Its title, or its name in words."""
        return self.title or self.name.replace("-", " ").capitalize()
