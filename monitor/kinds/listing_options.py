"""What a listing asks of its configuration: table [sources.NAME.options] of kind `listing`."""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.kinds.address_patterns import pattern_mistake
from monitor.kinds.paging import paging_mistake
from monitor.kinds.selectors import selector_mistake, written_options
from monitor.model import PageOptions, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingData:
    """Where the list is, if the page fetches it with a second request."""

    url: str = field(
        metadata={"doc": "Where on the page its address stands: `div.list > script@url`."}
    )
    query: str = field(
        default="",
        metadata={
            "doc": "Where on the page a JSON object of query parameters stands; its quotes may be"
            " single ones."
        },
    )
    html: str = field(
        default="",
        metadata={
            "doc": "Path to the HTML in the JSON answer, such as `data.html`; empty: the answer is"
            " HTML itself."
        },
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingOptions:
    """How entries are found on a page. A place is SELECTOR, SELECTOR@ATTRIBUTE or @ATTRIBUTE."""

    items: str = field(metadata={"doc": "CSS selector of an entry, such as `ul.list li`."})
    link: str = field(
        default="", metadata={"doc": "Place of an entry's address; empty: its first link."}
    )
    title: str = field(
        default="",
        metadata={
            "doc": "Place of its title; empty: the text of the link, or the link's title attribute"
            " where the text is cut."
        },
    )
    date: str = field(
        default="",
        metadata={
            "doc": "Place of its date, such as `span | a@title`; words round it are no harm."
        },
    )
    summary: str = field(default="", metadata={"doc": "Place of a summary."})
    tags: str = field(default="", metadata={"doc": "Place of tags; all that match are taken."})
    remove: tuple[str, ...] = field(
        default=(),
        metadata={"doc": "Selectors of what is taken out of the page before anything is read."},
    )
    include: tuple[str, ...] = field(
        default=(),
        metadata={
            "doc": "Only links whose path matches one of these, as in robots.txt: * stands for any"
            " characters, $ for the end."
        },
    )
    exclude: tuple[str, ...] = field(
        default=(), metadata={"doc": "No links whose path matches one of these; wins over include."}
    )
    empty: str = field(
        default="",
        metadata={
            "doc": "Selector of what proves that a list without entries is truly empty, such as"
            ' `p:contains("No results")`.'
        },
    )
    next: str = field(default="", metadata={"doc": "Place of the link to the older page."})
    page: str = field(
        default="",
        metadata={
            "doc": "Address of older pages with {page}, or of archives with {year} and {month} (04)"
            ", {month_number} (4) or {month_name} (april); relative to url."
        },
    )
    page_from: int = field(
        default=2, metadata={"doc": "{page} of the first older page, the one after url."}
    )
    data: ListingData | None = field(
        default=None,
        metadata={"doc": "Table: where the list is, if the page fetches it with a second request."},
    )


def listing_options(source: Source) -> ListingOptions:
    """Return the options of a listing.

    Raises:
        TypeError: the source was made without them; a defect.
    """
    if not isinstance(source.options, ListingOptions):
        raise TypeError(f"source {source.name} has no listing options")
    return source.options


def listing_mistake(source: Source) -> str | None:
    """Return what is wrong with a listing's options, by the name of the option, or None."""
    options = listing_options(source)
    named: dict[str, str | tuple[str, ...]] = {
        name: getattr(options, name)
        for name in ("items", "link", "title", "date", "summary", "tags", "remove", "empty", "next")
    }
    if options.data is not None:
        named |= {"data.url": options.data.url, "data.query": options.data.query}
    for name in ("items", "remove", "empty"):
        if any("@" in one.rpartition("]")[2] for _, one in written_options({name: named[name]})):
            return f"{name}: a selector without @attribute is wanted"
    return (
        selector_mistake(written_options(named))
        or pattern_mistake("include", options.include)
        or pattern_mistake("exclude", options.exclude)
        or paging_mistake(source.url, options.page, has_next=bool(options.next))
        or page_mistake(source.page)
    )


def page_mistake(page: PageOptions) -> str | None:
    """Return what is wrong with the selectors of table [sources.NAME.page], or None."""
    named: dict[str, str | tuple[str, ...]] = {
        f"page.{name}": getattr(page, name)
        for name in ("body", "title", "date", "remove", "attachments")
    }
    return selector_mistake(written_options(named))
