"""What a sitemap asks of its configuration: table [sources.NAME.options] of kind `sitemap`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from monitor.kinds.address_patterns import pattern_mistake
from monitor.kinds.listing_options import page_mistake
from monitor.model import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapOptions:
    """Which addresses of a sitemap are items."""

    include: tuple[str, ...] = field(
        default=(),
        metadata={
            "doc": "Only addresses whose path matches one of these, as in robots.txt: * stands for"
            " any characters, $ for the end."
        },
    )
    exclude: tuple[str, ...] = field(
        default=(),
        metadata={"doc": "No addresses whose path matches one of these; wins over include."},
    )
    parts: tuple[str, ...] = field(
        default=(),
        metadata={"doc": "Only parts of an index whose path matches one of these."},
    )
    max_parts: int = field(
        default=3, metadata={"doc": "Parts of an index read at a look, the newest first."}
    )
    newest: int = field(
        default=200, metadata={"doc": "Addresses taken from one file, the newest first."}
    )
    max_age: timedelta | None = field(
        default=None,
        metadata={"doc": "Addresses that changed longer ago are left out; empty: none is."},
    )


def sitemap_options(source: Source) -> SitemapOptions:
    """Return the options of a sitemap, the defaults where it has none."""
    return source.options if isinstance(source.options, SitemapOptions) else SitemapOptions()


def sitemap_mistake(source: Source) -> str | None:
    """Return what is wrong with a sitemap's options, by the name of the option, or None."""
    options = sitemap_options(source)
    for name in ("max_parts", "newest"):
        if getattr(options, name) < 1:
            return f"{name}: at least 1"
    return (
        pattern_mistake("include", options.include)
        or pattern_mistake("exclude", options.exclude)
        or pattern_mistake("parts", options.parts)
        or page_mistake(source.page)
    )
