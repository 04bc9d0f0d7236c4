"""The sample documents and the records that they become."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import msgspec

from monitor.app import load_config
from monitor.fingerprint import identities
from monitor.kinds import parse
from monitor.model import Article, Match, Payload, Source
from monitor.normalise import normalise
from monitor.rules import Rules
from monitor.taxonomy import CATEGORIES, Taxonomy, parse_entries, parse_offices, parse_words
from tests import build

SEEDS = Path(__file__).parents[2] / "seeds"
FETCHED_AT = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
SOURCE = Source(name="samples", kind="document", timezone="Asia/Shanghai")


def documents() -> list[Path]:
    """Return the sample documents, by name."""
    return sorted(path for path in (SEEDS / "documents").iterdir() if path.is_file())


def golden(document: Path) -> Path:
    """Return where the record of `document` is kept."""
    return SEEDS / "golden" / f"{document.name}.json"


@lru_cache(maxsize=1)
def taxonomy() -> Taxonomy:
    """Return the taxonomy as shipped."""
    tables = {
        stem: tomllib.loads((SEEDS / "taxonomy" / f"{stem}.toml").read_text("utf-8"))
        for stem in CATEGORIES
    }
    entries = [
        entry
        for stem, category in CATEGORIES.items()
        for entry in parse_entries(
            category, tables[stem], stem, words=parse_words(tables[stem], stem, {})
        )
    ]
    return Taxonomy(entries, parse_offices(tables["bodies"], "bodies.toml"))


def record(path: Path, source: Source = SOURCE) -> Article:
    """Return the article that a file becomes when it is read as a document."""
    payload = Payload(
        body=path.read_bytes(),
        url=f"file:///samples/{path.name}",
        content_type=None,
        fetched_at=FETCHED_AT,
    )
    (raw,) = parse(source, payload).items
    return normalise(
        raw,
        source=source,
        identity=identities([raw])[0],
        fetched_at=FETCHED_AT,
        taxonomy=taxonomy(),
    )


def written(article: Article) -> str:
    """Return a record as its golden file holds it."""
    return msgspec.json.format(msgspec.json.encode(article), indent=2).decode() + "\n"


@lru_cache(maxsize=1)
def shipped_rules() -> Rules:
    """Return the rules of config/rules/."""
    return load_config(SEEDS.parent / "config").rules


def matched(title: str, body: str = "") -> tuple[Match, ...]:
    """Return what the shipped rules make of a text."""
    return shipped_rules().match(build.bare(title, body, taxonomy().annotate(title, body)))
