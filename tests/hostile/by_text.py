"""Encodings that lie, and XML that means harm."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat

from tests.hostile.behaviour import (
    ONE,
    Answer,
    Behaviour,
    Body,
    Expected,
    Failed,
    Stored,
    Wire,
    entry,
    head,
    rss,
    says,
)

_CHINESE = rss(entry("稀土出口管制公告"), prolog='<?xml version="1.0"?>')
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_VICTIM = '<rss version="2.0"><channel>' + entry("&l9;") + "</channel></rss>"
_REFUSED = Failed(cause="parse", words="declares entities; refused")
_FEED = "Content-Type: application/rss+xml"


def sends(name: str, expects: Expected, body: Body, *headers: str) -> Behaviour:
    return Behaviour(name=name, answer=says("200 OK", *headers, body=body), expects=expects)


def poured(pieces: Iterator[bytes] | list[bytes]) -> Answer:
    """Send a large body that is made while it is sent."""
    kept = list(pieces)

    async def answer(wire: Wire) -> None:
        await wire.send(head("200 OK", _FEED))
        await wire.pour(kept)

    return answer


def countless_attributes() -> list[bytes]:
    start = b'<rss version="2.0"><channel><item '
    many = [
        b" ".join(b'a%d="x"' % n for n in range(k, k + 1000)) for k in range(0, 1_000_000, 1000)
    ]
    return [start, *(one + b" " for one in many), b"><title>t</title></item></channel></rss>"]


_OPEN = b'<rss version="2.0"><channel>'
_CLOSE = b"</channel></rss>"
_SMALL = b"<item><title>t</title></item>" * 500

ENCODINGS = (
    sends(
        "declares a wrong charset",
        Stored(items=1, titles=("稀土出口管制公告",)),
        _CHINESE.encode(),
        "Content-Type: text/xml; charset=iso-8859-1",
    ),
    sends(
        "labels GB18030 as UTF-8",
        Stored(items=1, titles=("稀土出口管制公告",)),
        _CHINESE.encode("gb18030"),
        "Content-Type: text/xml; charset=utf-8",
    ),
    sends(
        "sends UTF-16 without saying so",
        Stored(items=1, titles=("稀土出口管制公告",)),
        _CHINESE.encode("utf-16-le"),
    ),
    sends(
        "makes up a charset",
        Stored(items=1, titles=("稀土出口管制公告",)),
        _CHINESE.encode(),
        "Content-Type: text/xml; charset=../../etc/passwd",
    ),
    sends(
        "hides mark-up in UTF-7",
        Failed(cause="parse", words="not a feed"),
        ONE.replace("<", "+ADw-").replace(">", "+AD4-"),
        "Content-Type: text/xml; charset=utf-7",
    ),
    sends(
        "puts NUL between the letters",
        Failed(cause="parse", words="is binary, not text"),
        rss(entry("Not\0ice o\0ne")),
    ),
    sends(
        "sends bytes that are no text",
        Failed(cause="parse", words="is binary, not text"),
        bytes(range(256)) * 40,
        _FEED,
    ),
)

XML = (
    sends(
        "sends the billion laughs",
        _REFUSED,
        f'<!DOCTYPE rss [<!ENTITY l0 "lol">{_LAUGHS}]>{_VICTIM}',
    ),
    sends(
        "asks for a file of this machine",
        _REFUSED,
        f'<!DOCTYPE rss [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>{_VICTIM}',
    ),
    sends(
        "asks for a place inside by an entity",
        _REFUSED,
        lambda asked: (
            f'<!DOCTYPE rss [<!ENTITY l9 SYSTEM "http://127.0.0.1:{asked.inside}/">]>{_VICTIM}'
        ),
    ),
    sends(
        "asks for a place inside by a parameter entity",
        _REFUSED,
        lambda asked: (
            f'<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:{asked.inside}/"> %p;]>{_VICTIM}'
        ),
    ),
    sends(
        "asks for a place inside as its document type",
        Stored(items=1),
        lambda asked: f'<!DOCTYPE rss SYSTEM "http://127.0.0.1:{asked.inside}/x.dtd">'
        + rss(entry("Notice one"), prolog=""),
    ),
    sends(
        "asks for a place inside as its style sheet",
        Stored(items=1),
        lambda asked: f'<?xml-stylesheet href="http://127.0.0.1:{asked.inside}/x.xsl"?>'
        + rss(entry("Notice one"), prolog=""),
    ),
    sends(
        "includes a place inside",
        Stored(items=1, lacks=("root:",)),
        lambda asked: rss(
            entry(
                "Notice one",
                more='<xi:include xmlns:xi="http://www.w3.org/2001/XInclude"'
                f' href="http://127.0.0.1:{asked.inside}/"/>'
                '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude"'
                ' href="file:///etc/passwd"/>',
            )
        ),
    ),
    sends(
        "nests 100,000 elements",
        Failed(cause="parse"),
        rss(f"<item>{'<a>' * 100_000}{'</a>' * 100_000}<title>t</title></item>"),
    ),
    Behaviour(
        name="gives an element a million attributes",
        answer=poured(countless_attributes()),
        expects=Failed(cause="parse", words="more than 50,000 attributes"),
    ),
    Behaviour(
        name="has 400,000 items",
        answer=poured([_OPEN, *repeat(_SMALL, 800), _CLOSE]),
        expects=Stored(items=1, warns="items were read"),
    ),
    Behaviour(
        name="has an item of 10 MB",
        answer=poured(
            [_OPEN, b"<item><title>Notice one</title><description>", *repeat(b"dull " * 2048, 1024),
             b"</description></item>", _CLOSE]
        ),
        expects=Stored(items=1, titles=("Notice one",)),
    ),
    Behaviour(
        name="has a title of 5 MB",
        answer=poured([_OPEN, b"<item><title>", *repeat(b"dull " * 2048, 512), b"</title></item>",
                       _CLOSE]),
        expects=Stored(items=1),
    ),
    sends(
        "does not close its CDATA",
        Stored(items=1, titles=("Notice one",)),
        '<rss version="2.0"><channel>' + entry("Notice one") + "<item><title><![CDATA[Notice two",
    ),
    sends(
        "breaks off in the middle of an item",
        Stored(items=2, titles=("Notice one", "Notice two")),
        '<rss version="2.0"><channel>' + entry("Notice one") + "<item><title>Notice two</title><li",
    ),
    sends(
        "breaks off before its first item",
        Failed(cause="parse"),
        '<rss version="2.0"><channel><title>Gaz',
    ),
    sends(
        "uses names from nowhere",
        Stored(items=1, titles=("Notice one",)),
        rss(entry("Notice one", more="<no:where>x</no:where><media:content url='http://a/'/>")),
    ),
    sends(
        "writes numbers of characters that are none",
        Stored(items=1, lacks=("\0", "\ud800")),
        rss(entry("Notice &#0;&#xD800;&#x110000;&#99999999999;one")),
    ),
)  # fmt: skip

BEHAVIOURS = (*ENCODINGS, *XML)
