"""Links and entries in the HTML of a newsletter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from monitor.kinds.web_address import web_address
from monitor.text import one_line

if TYPE_CHECKING:
    from bs4 import Tag

_IN_BROWSER = re.compile(
    r"\b(?:view|read|open|see|display)\b.{0,40}\b(?:browser|online|web\s?page|on the web)\b"
    r"|\b(?:browser|online|web)[\s-]version\b|\bview (?:it )?online\b"
    r"|\b(?:im|in ihrem) browser\b|\bonline-?(?:ansicht|version)\b"
    r"|\bdans (?:votre|le|un) navigateur\b|\bversion en ligne\b|\ben (?:su|el) navegador\b"
    r"|в браузере|浏览器|瀏覽器|ブラウザ|브라우저|웹에서|网页版|網頁版|Web版",
    re.IGNORECASE,
)
_MAX_WORDS = 120
"""Characters of a link that opens the mail in a browser; longer ones are sentences."""
_MAX_ENTRIES = 200
_MAX_SIBLINGS = 50
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Entry(NamedTuple):
    """One entry of a newsletter."""

    url: str | None
    title: str
    content: str
    """Its HTML."""


def in_browser(page: Tag) -> str | None:
    """Return the address at which the mail can be seen on the web, or None.

    One that is but the front page of a site is none: it would be that of every mail.
    """
    for link in page.find_all("a", href=True):
        words = one_line(link.get_text(" "))
        around = link.parent.get_text(" ") if link.parent and len(words) < 20 else words
        if not (_opens_mail(words) or _opens_mail(one_line(around))):
            continue
        if (url := _address(link)) and _is_own(url):
            return url
    return None


def _opens_mail(words: str) -> bool:
    return len(words) <= _MAX_WORDS and _IN_BROWSER.search(words) is not None


def _is_own(url: str) -> bool:
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query)


def first_link(part: Tag, selector: str) -> str | None:
    """Return the first address that `selector` (or any link) gives in a part, or None."""
    found = part.select(selector) if selector else [part, *part.find_all("a", href=True)]
    for one in found:
        link = one if one.name == "a" else one.find("a", href=True)
        if link is not None and (url := _address(link)):
            return url
    return None


def _address(link: Tag) -> str | None:
    return web_address(str(link.get("href") or ""), "")


def parts_of(page: Tag, split: str, link: str) -> Iterator[Entry]:
    """Yield the entries that `split` selects, those without words left out.

    Where a heading or a link alone is selected, what follows it up to the next is its text.
    """
    selected = page.select(split, limit=_MAX_ENTRIES)
    known = set(map(id, selected))
    for one in selected:
        title = _title(one)
        url = first_link(one, link)
        rest = "" if _has_text(one, title) else _following(one, known)
        if title:
            yield Entry(url, title, f"{one}{rest}" if _has_text(one, title) else rest)


def _title(part: Tag) -> str:
    """Return the words of its heading, of its first link that has some, or all its words."""
    if part.name not in (*_HEADINGS, "a"):
        for one in (*part.find_all(_HEADINGS), *part.find_all("a", href=True)):
            if words := one_line(one.get_text(" ")):
                return words
    return one_line(part.get_text(" "))


def _has_text(part: Tag, title: str) -> bool:
    return len(one_line(part.get_text(" "))) > len(title)


def _following(part: Tag, known: set[int]) -> str:
    """Return the HTML between a heading and the next one."""
    pieces: list[str] = []
    start: Tag | None = part
    while start is not None and not start.find_next_siblings() and start.parent is not None:
        if len(one_line(start.parent.get_text(" "))) > len(one_line(part.get_text(" "))):
            break
        start = start.parent  # a link alone in its paragraph: what follows the paragraph
    if start is None:
        return ""
    for sibling in start.find_next_siblings(limit=_MAX_SIBLINGS):
        if id(sibling) in known or any(id(one) in known for one in sibling.find_all()):
            break
        pieces.append(str(sibling))
    return "".join(pieces)
