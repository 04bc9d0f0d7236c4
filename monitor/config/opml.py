"""OPML: the lists of feeds that readers exchange, in and out.

Folders become tags; what is not understood is reported outline by outline, the rest is read.
Nothing is loaded from elsewhere, no entity is expanded, and a tree of any size is read without
being built. Source: http://opml.org/spec2.opml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from sys import intern
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from monitor.config.feed_list import (
    Entry,
    Refused,
    address_mistake,
    shown_address,
    source_name,
    web_address,
)
from monitor.errors import ParseError
from monitor.kinds.decoding import decoded
from monitor.text import one_line, printable

if TYPE_CHECKING:
    from monitor.model import Source

_BARE_AMPERSAND = re.compile(rb"&(?!(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);)")
_ENTITIES = re.compile(rb"<!(?:ENTITY|ATTLIST|ELEMENT)", re.IGNORECASE)
_DECLARATION = re.compile(rb"\A\s*<\?xml[^>]*\?>")
_UTF8_DECLARED = re.compile(
    rb"\A\s*(?:<\?xml(?![^>]*encoding)[^>]*>|<\?xml[^>]*utf-?8|(?!<\?xml))", re.I
)
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_].*)?", re.IGNORECASE)
_PARTS = re.compile(r"[,/]")
_LONGEST_TITLE = 200


def read_opml(body: bytes) -> Iterator[Entry | Refused]:
    """Yield the feeds of an OPML file, top to bottom, and what of it is refused.

    The words of the folders that an outline stands in, and of its `category`, are its tags.
    Broken XML is read as far as it goes and reported with its line; ampersands that stand
    alone in addresses are taken as meant.
    """
    try:
        text = _utf8(body)
    except ParseError as error:
        yield Refused(0, "", error.fact)
        return
    if _ENTITIES.search(text):
        yield Refused(0, "", "declares entities, which no list of feeds needs; take them out")
        return
    yield from _outlines(_BARE_AMPERSAND.sub(b"&amp;", text))


def _utf8(body: bytes) -> bytes:
    """Return the document as UTF-8 without XML declaration, lines kept.

    Raises:
        ParseError: it is no text.
    """
    text = body.removeprefix(b"\xef\xbb\xbf")
    if not _is_utf8(text):
        text = decoded(body, None, subject="OPML")[0].encode("utf-8", "replace")
    return _DECLARATION.sub(lambda found: b"\n" * found[0].count(b"\n"), text).lstrip(b" \t\r")


def _is_utf8(body: bytes) -> bool:
    if b"\0" in body[:1024] or not _UTF8_DECLARED.match(body):
        return False
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _outlines(text: bytes) -> Iterator[Entry | Refused]:
    from lxml import etree

    walk = etree.iterparse(
        BytesIO(text),
        events=("start", "end"),
        tag="{*}outline",
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    folders: list[str] = []
    try:
        for event, element in walk:
            if event == "start":
                label = _label(element)
                yield from _entry(element, label, folders)
                folders.append(label)
            else:
                del folders[-1:]
                if (parent := element.getparent()) is not None:
                    parent.remove(element)
    except etree.XMLSyntaxError as error:
        if not walk.error_log:
            yield Refused(0, "", f"is no OPML: {error.msg}")
            return
    if walk.root is None or etree.QName(walk.root).localname.lower() != "opml":
        yield Refused(0, "", "is no OPML: there is no <opml> in it")
        return
    yield from _breakages(walk.error_log)


def _label(element: Any) -> str:
    """Return the title of an outline, "" where it has none."""
    written = element.get("title") or element.get("text") or ""
    return intern(one_line(printable(written))[:_LONGEST_TITLE])


def _entry(element: Any, label: str, folders: Sequence[str]) -> Iterator[Entry | Refused]:
    """Yield what one outline names; nothing for a folder."""
    given = element.attrib
    if "xmlUrl" not in given:
        given = {key.lower().replace("xmlurl", "xmlUrl"): one for key, one in given.items()}
    line = element.sourceline or 0
    address = web_address(given.get("xmlUrl", ""))
    if not address:
        # An outline of no type is a folder, of which empty ones are left by readers.
        if (kind := given.get("type", "")) not in ("", "folder", "category"):
            yield Refused(line, label, f'an outline of type "{kind}" without xmlUrl')
    elif fact := address_mistake(address):
        yield Refused(line, label or shown_address(address), f"its xmlUrl {fact}")
    else:
        # A source without publisher is written under its name, which is no title.
        title = "" if label in (address, source_name(address)) else label
        tags = _tags(folders, given.get("category", ""))
        yield Entry(line, address, title or None, tags, _language(given.get("language", "")))


def _language(written: str) -> str | None:
    """Return the code of a language such as `en-us`, or None for anything else."""
    found = _LANGUAGE.fullmatch(written.strip()) if written else None
    return intern(found[1].lower()) if found else None


def _tags(folders: Sequence[str], category: str) -> tuple[str, ...]:
    """Return the words of the folders, outermost first, and of `/a/b,c`."""
    words = [one_line(word) for word in _PARTS.split(category)] if category else []
    return tuple(dict.fromkeys(intern(word) for word in (*folders, *words) if word))


def _breakages(log: Any) -> Iterator[Refused]:
    """Yield one report for each line at which the XML is broken."""
    lines: dict[int, str] = {}
    for one in log:
        lines.setdefault(one.line, one.message)
    for line, message in sorted(lines.items()):
        yield Refused(line, "", f"broken XML: {message.strip()}")


def written_opml(sources: Iterable[Source], *, title: str) -> str:
    """Return sources as OPML 2.0 with one level of folders, as every reader takes it.

    The first tag is the folder, further ones are in `category`; only tags that could not be
    read back from there become folders in folders.
    """
    folders: dict[tuple[str, ...], list[Source]] = {}
    for one in sources:
        deep = any(mark in tag for tag in one.tags[1:] for mark in ",/")
        folders.setdefault(one.tags if deep else one.tags[:1], []).append(one)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"  <head><title>{escape(_shown(title))}</title></head>",
        "  <body>",
    ]
    for path, members in folders.items():
        for depth, folder in enumerate(path, 2):
            lines.append(f"{'  ' * depth}<outline text={quoteattr(_shown(folder))}>")
        depth = len(path) + 2
        lines += [f"{'  ' * depth}{_outline(one, one.tags[len(path) :])}" for one in members]
        lines += [f"{'  ' * depth}</outline>" for depth in range(len(path) + 1, 1, -1)]
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _outline(source: Source, category: Sequence[str]) -> str:
    label = _shown(source.publisher or source.name)
    attributes = {
        "type": "rss",
        "text": label,
        "title": label,
        "xmlUrl": source.url,
        "category": ",".join(_shown(tag) for tag in category),
        "language": source.language or "",
    }
    words = (f"{key}={quoteattr(value)}" for key, value in attributes.items() if value)
    return f"<outline {' '.join(words)}/>"


def _shown(text: str) -> str:
    """Return a text without what XML does not take."""
    return one_line(printable(text))
