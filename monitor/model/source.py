"""What is configured: sources to look at, and subscriptions that are told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Literal
from zoneinfo import ZoneInfo

Tier = Literal["official", "ministry", "agency", "wire", "trade", "company", "aggregator", "other"]


class Severity(StrEnum):
    """How much a match asks of its reader; ordered by `rank`."""

    FYI = "fyi"
    REVIEW = "review"
    ACTION = "action-required"

    @property
    def rank(self) -> int:
        """0 for information, 1 for review, 2 for action required."""
        return list(Severity).index(self)


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
    interval: timedelta = field(
        default=timedelta(hours=1), metadata={"doc": "Time between two looks."}
    )
    enabled: bool = field(default=True, metadata={"doc": "false: kept, but not looked at."})


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
            (topic in self.topics or "*" in self.topics)
            and (not self.sources or source in self.sources)
            and severity.rank >= self.at_least.rank
        )

    @property
    def heading(self) -> str:
        """Its title, or its name in words."""
        return self.title or self.name.replace("-", " ").capitalize()
