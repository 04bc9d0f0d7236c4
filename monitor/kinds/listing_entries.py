"""The entries of a list, one by one, into items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from monitor.kinds.address_patterns import is_wanted
from monitor.kinds.css import compiled
from monitor.kinds.listing_dates import readable_date
from monitor.kinds.listing_options import ListingOptions
from monitor.kinds.selectors import all_values, link, places, shown_text, values
from monitor.model import Payload, RawItem, Source

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_TITLE = 1000
_MAX_TAGS = 20
_CUT = ("…", "...", "。。。")
_OWN_LINK = places("a[href]@href")
_WHOLE_TITLE = places("@title | img[alt]@alt")


@dataclass(slots=True)
class Reading:
    """Entries into items, with a count of what was missing."""

    source: Source
    options: ListingOptions
    payload: Payload
    base: str
    entries: int = 0
    without_link: int = 0
    without_title: int = 0
    missing: dict[str, int] = field(default_factory=dict)
    unread_dates: int = 0

    def items(self, entries: Sequence[HtmlElement]) -> Iterator[RawItem]:
        """Yield the items of entries; of two with one address, the one that has a title."""
        found: dict[str, RawItem] = {}
        for entry in entries:
            self.entries += 1
            item = self._item(entry)
            if item is None or item.url is None:
                continue
            before = found.get(item.url)
            if before is None or (item.title and not before.title):
                found[item.url] = item
        self.without_title = sum(not item.title for item in found.values())
        yield from found.values()

    def _item(self, entry: HtmlElement) -> RawItem | None:
        options = self.options
        wanted = places(options.link, "href") or _OWN_LINK
        url = link(entry, wanted, self.base)
        if url is None or url.partition("#")[0] == self.base.partition("#")[0]:
            self.without_link += 1
            return None
        if not is_wanted(url, options.include, options.exclude):
            self.entries -= 1
            return None
        return RawItem(
            source=self.source.name,
            url=url,
            title=self._title(entry)[:_MAX_TITLE] or None,
            published=self._date(entry),
            date_origin="listing",
            summary=self._text(entry, "summary", options.summary),
            tags=all_values(entry, places(options.tags), limit=_MAX_TAGS),
        )

    def _title(self, entry: HtmlElement) -> str:
        """Return the title: of its place, else the link's text, else its title attribute."""
        if self.options.title:
            return self._text(entry, "title", self.options.title) or ""
        selector = places(self.options.link)[0].selector if self.options.link else "a[href]"
        linked = compiled(selector)(entry) if selector else [entry]
        anchor = linked[0] if linked else entry
        text = shown_text(anchor, _MAX_TITLE)
        whole = next(values(anchor, _WHOLE_TITLE), "")
        return whole if whole and (not text or text.endswith(_CUT)) else text

    def _date(self, entry: HtmlElement) -> str | None:
        if not self.options.date:
            return None
        written = list(values(entry, places(self.options.date)))
        if not written:
            self.missing["date"] = self.missing.get("date", 0) + 1
            return None
        for text in written:
            if found := readable_date(text, self.source, self.payload.fetched_at):
                return found
        self.unread_dates += 1
        return written[0][:_MAX_TITLE]

    def _text(self, entry: HtmlElement, name: str, written: str) -> str | None:
        if not written:
            return None
        text = next(values(entry, places(written)), None)
        if text is None:
            self.missing[name] = self.missing.get(name, 0) + 1
        return text

    def drift(self) -> Iterator[str]:
        """Yield a phrase for each thing that entries should have and do not."""
        of = f"of {self.entries} entries"
        for name, missing in self.missing.items():
            if missing >= self.entries - self.without_link > 0:
                yield f'{name} "{getattr(self.options, name)}" in 0 {of}'
        if self.unread_dates >= self.entries - self.without_link > 0:
            yield f'date "{self.options.date}" unreadable in {self.unread_dates} {of}'
        if self.without_link:
            yield f"no link in {self.without_link} {of}"
        if self.without_title:
            yield f"no title in {self.without_title} {of}"
