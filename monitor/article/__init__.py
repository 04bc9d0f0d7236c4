"""An article's page, scraped text or feed fragment → title, body, date, authors, publisher.

Takes off what surrounds an article and keeps every word of it. Dates come only from places
that state a publication date; where none does, the date is None. It does not judge subject
matter and does not know the taxonomy.
"""

from __future__ import annotations

from dataclasses import dataclass

from monitor.model import Confidence, DateOrigin, DateReading

__all__ = ["ExtractedPage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedPage:
    """What a page or a scraped text says of its article."""

    title: str
    """"" where there is none."""
    body: str
    """Paragraphs separated by blank lines."""
    published: DateReading | None = None
    published_origin: DateOrigin | None = None
    """None exactly where `published` is."""
    published_confidence: Confidence | None = None
    """None exactly where `published` is."""
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    """As written."""
    language: str | None = None
    """As declared; plain text declares none."""
    canonical_url: str | None = None
    machine_translated: bool = False
    translation_notice: str | None = None
    warnings: tuple[str, ...] = ()
