"""What the fetched page of an item makes of it: its text, and what the selectors say.

A page is passed on whole, or cut down to the element that holds the text with what its head
declares; reading it is normalise's work. What is no article, a login or a page made by scripts,
leaves the item as it was, with a warning that says so. Nothing is fetched here: what else is
needed is returned as requests.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from monitor.errors import ParseError
from monitor.kinds.attachment import MAX_ATTACHMENTS, attached, warned, with_pdf
from monitor.kinds.barrier import barrier, redirect, same_site
from monitor.kinds.css import compiled
from monitor.kinds.decoding import decoded
from monitor.kinds.listing_dates import readable_date
from monitor.kinds.pdf import file_name, is_pdf
from monitor.kinds.prolog import is_html, opening
from monitor.kinds.selectors import (
    base_of,
    page_tree,
    places,
    shown_text,
    value_of,
    values,
)
from monitor.kinds.web_address import web_address
from monitor.model import DateOrigin, Payload, RawItem, Request, Source
from monitor.text import fold, one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Completed", "attached", "completed"]

_LITTLE_TEXT = 200
"""Characters of a page below which it may be a redirect, a frame round the text or a script."""
_MUCH_TEXT = 3000
"""Characters of a page that is no login and no challenge."""
_LOOKED_THROUGH = 100
"""Links and frames looked at on one page."""
_CUT = ("…", "...", "。。。")
_UNREAD_ENDINGS = (
    ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".zip", ".rar", ".7z", ".jpg", ".jpeg",
    ".png", ".gif", ".mp3", ".mp4", ".wps", ".ofd", ".csv", ".xml", ".htm", ".html", ".shtml",
)  # fmt: skip
_UNSHOWN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|noscript|title|template)\b.*?(?:</\1\b[^<>]*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[^<>]*>")
_TITLES = "meta[property='og:title']@content | meta[name='ArticleTitle']@content | h1 | title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    """An item with its page, and what else has to be fetched for it."""

    item: RawItem
    drift: tuple[str, ...] = ()
    """Selectors of table [sources.NAME.page] that found nothing on this page."""
    instead: Request | None = None
    """The page that has the text: where a script leads, or a frame. Its answer goes with `item`
    to `completed` again; the caller bounds how often."""
    attachments: tuple[Request, ...] = ()
    """At most three documents; their answers go to `attached`."""


def completed(source: Source, raw: RawItem, payload: Payload) -> Completed:
    """Return an item with the text of its page; a page that cannot be read is a warning."""
    if is_pdf(payload.body, payload.content_type):
        return Completed(item=with_pdf(raw, payload))
    try:
        text, doubts = decoded(payload.body, payload.content_type, subject=source.name)
        begins = opening(text, subject=source.name)
    except ParseError as error:
        return Completed(item=warned(raw, f"page not readable: {error.fact}"))
    if not is_html(text, begins):
        if not text.strip():
            return Completed(item=warned(raw, "page not readable: it is empty"))
        plain = replace(raw, content=text, content_type="text/plain", is_page=True)
        return Completed(item=warned(plain, *doubts))
    if stand_in := _stand_in(raw, payload, text):
        return stand_in
    try:
        return _read(source, raw, payload, text, doubts)
    except ParseError as error:
        return Completed(item=warned(raw, f"page not readable: {error.fact}"))


def _stand_in(raw: RawItem, payload: Payload, text: str) -> Completed | None:
    """Return what a page without an article comes to; None for one that may have one."""
    shown = _shown_size(text)
    if shown > _MUCH_TEXT:
        return None
    if shown < _LITTLE_TEXT:
        target = redirect(text, payload.url)
        if target is not None and target not in _visited(raw, payload):
            return Completed(item=raw, instead=_ask(target, payload))
    if blocked := barrier(text):
        return Completed(item=warned(raw, f"no text: {blocked}"))
    if shown < _LITTLE_TEXT // 5 and "<script" in text.lower() and "<iframe" not in text.lower():
        return Completed(item=warned(raw, "no text: the page is made by scripts"))
    return None


def _read(
    source: Source, raw: RawItem, payload: Payload, text: str, doubts: tuple[str, ...]
) -> Completed:
    """Return the item with its page, read by the selectors of the source."""
    wanted = source.page
    page = replace(raw, content=text, content_type="text/html", is_page=True)
    is_little = _shown_size(text) < _LITTLE_TEXT
    is_cut = bool(raw.title) and (raw.title or "").endswith(_CUT)
    is_asked = any((wanted.body, wanted.title, wanted.date, wanted.remove, wanted.attachments))
    if not is_asked and not is_little and not is_cut:
        return Completed(item=warned(page, *doubts))
    root, cut = page_tree(text, subject=source.name, remove=wanted.remove)
    warnings = [*doubts, *([cut] if cut else [])]
    drift: list[str] = []
    attachments = _attachments(wanted.attachments, root, payload)
    page = _declared(source, page, payload, root, drift)
    if is_cut:
        page = replace(page, title=_whole_title(page.title or "", root))
    bodies = _bodies(wanted.body, root)
    if wanted.body and not bodies:
        drift.append(f'page.body "{wanted.body}" found nothing')
        warnings.append("the text is not where page.body says; the whole page was read")
    if frame := _frame(raw, payload, root, bodies):
        return Completed(item=page, instead=_ask(frame, payload), drift=tuple(drift))
    if bodies:
        page = replace(page, content=_cut_page(root, bodies, raw))
    elif wanted.remove:
        page = replace(page, content=_source_of(root))
    return Completed(item=warned(page, *warnings), drift=tuple(drift), attachments=attachments)


def _declared(
    source: Source, page: RawItem, payload: Payload, root: HtmlElement, drift: list[str]
) -> RawItem:
    """Return the item with title and date from where the source says that they stand."""
    wanted = source.page
    if wanted.title:
        if title := next(values(root, places(wanted.title)), ""):
            page = replace(page, title=title)
        else:
            drift.append(f'page.title "{wanted.title}" found nothing')
    if wanted.date:
        for place in places(wanted.date):
            for written in values(root, (place,)):
                if found := readable_date(written, source, payload.fetched_at):
                    is_meta = place.selector.startswith("meta")
                    origin: DateOrigin = "meta" if is_meta else "page_text"
                    return replace(page, published=found, date_origin=origin)
        drift.append(f'page.date "{wanted.date}" found no date')
    return page


def _whole_title(cut: str, root: HtmlElement) -> str:
    """Return the title of the page if it begins as the list gave it, or else that one."""
    begins = cut
    for end in _CUT:
        begins = begins.removesuffix(end)
    key = fold(begins)
    for place in places(_TITLES):
        for title in values(root, (place,)):
            if key and fold(title).startswith(key):
                return title
    return cut


def _bodies(selector: str, root: HtmlElement) -> list[HtmlElement]:
    """Return the elements that hold the text: of the first alternative that is there."""
    for place in places(selector):
        found = compiled(place.selector)(root) if place.selector else []
        inside = {id(one) for one in found}
        outer = [one for one in found if not any(id(up) in inside for up in one.iterancestors())]
        if outer:
            return outer[:_LOOKED_THROUGH]
    return []


def _frame(
    raw: RawItem, payload: Payload, root: HtmlElement, bodies: Sequence[HtmlElement]
) -> str | None:
    """Return the frame that holds the text where the page has none, or None."""
    within = bodies or [root]
    if sum(len(shown_text(one, _LITTLE_TEXT)) for one in within) >= _LITTLE_TEXT:
        return None
    base = base_of(root, payload.url)
    frames = [one for each in within for one in each.iter("iframe", "frame")]
    for frame in frames[:_LOOKED_THROUGH]:
        url = web_address(frame.get("src"), base)
        if url and same_site(url, payload.url) and url not in _visited(raw, payload):
            return url
    return None


def _attachments(selector: str, root: HtmlElement, payload: Payload) -> tuple[Request, ...]:
    """Return requests for the first attached documents that may be PDFs."""
    base = base_of(root, payload.url)
    found: dict[str, Request] = {}
    for place in places(selector, "href"):
        elements = compiled(place.selector)(root) if place.selector else []
        for element in elements[:_LOOKED_THROUGH]:
            url = web_address(value_of(element, place.attribute), base)
            name = file_name(url).lower() if url else ""
            if url and not name.endswith(_UNREAD_ENDINGS):
                found.setdefault(url.partition("#")[0], _ask(url, payload))
    pdfs_first = sorted(found.values(), key=lambda one: not file_name(one.url).endswith(".pdf"))
    return tuple(pdfs_first[:MAX_ATTACHMENTS])


def _cut_page(root: HtmlElement, bodies: Sequence[HtmlElement], raw: RawItem) -> str:
    """Return a page of the head of this one, or of the page round the frame, and `bodies`."""
    around = raw.content if raw.is_page and raw.content_type == "text/html" else None
    if around:
        root, _ = page_tree(around, subject=raw.source)
    head = next(root.iter("head"), None)
    language = html.escape(root.get("lang") or "", quote=True)
    declared = _source_of(head) if head is not None else "<head></head>"
    texts = "\n".join(f"<div>{_source_of(one)}</div>" for one in bodies)
    opened = f'<html lang="{language}">' if language else "<html>"
    return f"<!DOCTYPE html>{opened}{declared}<body><article>{texts}</article></body></html>"


def _source_of(element: HtmlElement) -> str:
    from lxml import html as lxml_html

    return str(lxml_html.tostring(element, encoding="unicode", with_tail=False))


def _ask(url: str, payload: Payload) -> Request:
    """Return the request for what belongs to a page; MOFCOM's pages want to be named."""
    return Request(url=url, role="page", headers=(("Referer", payload.url),))


def _visited(raw: RawItem, payload: Payload) -> set[str]:
    """Return the addresses that lead nowhere further."""
    asked = payload.request
    before = [asked.url, *dict(asked.headers).values()] if asked else []
    return {payload.url, raw.url or "", *before}


def _shown_size(text: str) -> int:
    """Return how many characters a page shows, roughly; 3,001 for many."""
    if len(text) > 2_000_000:
        return _MUCH_TEXT + 1
    return min(_MUCH_TEXT + 1, len(one_line(_TAG.sub(" ", _UNSHOWN.sub(" ", text)))))
