"""Items that change their keys, dates and order, and texts that mean harm to whoever reads them."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime

from tests.build import NOON
from tests.hostile.behaviour import (
    TWO,
    Asked,
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

_THREE = tuple(f"Notice {number}" for number in ("one", "two", "three"))


def sends(name: str, expects: Expected, body: Body, *headers: str) -> Behaviour:
    return Behaviour(name=name, answer=says("200 OK", *headers, body=body), expects=expects)


def dated(title: str, date: str) -> str:
    return entry(title, more=f"<pubDate>{date}</pubDate>")


def reordered(asked: Asked) -> str:
    turned = _THREE if asked.number % 2 else tuple(reversed(_THREE))
    return rss(*(entry(title, guid=title) for title in turned))


def redated(asked: Asked) -> str:
    at = format_datetime(datetime(2026, 5, 6, asked.number, tzinfo=UTC))
    return rss(*(dated(title, at) for title in _THREE))


async def same_etag(wire: Wire) -> None:
    """Answer 304 to the tag, though there is another item since."""
    if '"one"' in wire.asked.headers.get("if-none-match", ""):
        await wire.send(head("304 Not Modified"))
        return
    titles = _THREE[: 1 + wire.asked.number]
    await wire.send(head("200 OK", 'ETag: "one"'), rss(*map(entry, titles)))


async def odd_validators(wire: Wire) -> None:
    """Give a tag that is not quoted as it should be, and be content with exactly that."""
    if wire.asked.headers.get("if-none-match") == '"a"b"; \xe9':
        await wire.send(head("304 Not Modified"))
    elif "if-none-match" in wire.asked.headers:
        await wire.send(head("400 Bad Request"))
    else:
        await wire.send(head("200 OK", 'ETag: "a"b"; \xe9'), TWO)


IDENTITY = (
    sends(
        "gives all items the same guid",
        Stored(items=3, titles=_THREE),
        rss(*(entry(title, guid="1") for title in _THREE)),
    ),
    sends(
        "gives all items the same link",
        Stored(items=3, titles=_THREE),
        rss(*(entry(title, link="https://example.org/") for title in _THREE)),
    ),
    sends(
        "gives all items the same guid and link",
        Stored(items=3, titles=_THREE),
        rss(*(entry(title, link="https://example.org/", guid="1") for title in _THREE)),
    ),
    sends(
        "gives its items neither guid nor link nor title",
        Stored(items=2),
        rss("<item><description>Notice one</description></item>", "<item><link/><title/></item>"
            "<item><description>Notice two</description></item>"),
    ),
    sends(
        "changes all guids at every look",
        Stored(items=3, titles=_THREE),
        lambda asked: rss(*(entry(one, guid=f"{one}{asked.number}") for one in _THREE)),
    ),
    sends(
        "counts clicks in its links",
        Stored(items=3, titles=_THREE),
        lambda asked: rss(
            *(
                entry(one, link=f"https://example.org/{n}?utm_id={asked.number}{n}")
                for n, one in enumerate(_THREE)
            )
        ),
    ),
    sends("turns its items round at every look", Stored(items=3), reordered),
    sends("dates all items anew at every look", Stored(items=3), redated),
    sends(
        "repeats every item 50 times",
        Stored(items=3, titles=_THREE),
        rss(*(entry(title) for title in _THREE * 50)),
    ),
    Behaviour(
        name="never changes its ETag",
        answer=same_etag,
        expects=Stored(items=2, titles=_THREE[:2]),
    ),
    Behaviour(name="gives an ETag with quotes inside", answer=odd_validators,
              expects=Stored(items=2)),
    Behaviour(
        name="was last modified in the future",
        answer=says("200 OK", "Last-Modified: Sat, 01 Jan 2095 00:00:00 GMT", body=TWO),
        expects=Stored(items=2),
    ),
    Behaviour(
        name="smuggles a header in its ETag",
        answer=says("200 OK", 'ETag: "a\rX-Smuggled: yes"', body=TWO),
        expects=Failed(cause="protocol"),
    ),
)  # fmt: skip

DATES = (
    sends(
        "dates an item in 1970 and one in 2099",
        Stored(
            items=2,
            dates=(None, "2099-01-01T00:00:00+00:00"),
            warns="published in the future",
        ),
        rss(
            dated("Notice one", "Thu, 01 Jan 1970 00:00:00 GMT"),
            dated("Notice two", "Thu, 01 Jan 2099 00:00:00 GMT"),
        ),
    ),
    sends(
        "dates items by words",
        Stored(items=3, dates=(None, None, None)),
        rss(
            dated("Notice one", "now"),
            dated("Notice two", "99/99/9999"),
            dated("Notice three", "9" * 5000),
        ),
    ),
    sends("gives no dates", Stored(items=2, dates=(None, None)), TWO),
    sends(
        "dates all items at this moment",
        Stored(items=3),
        lambda asked: rss(*(dated(one, format_datetime(NOON)) for one in _THREE)),
    ),
)

TEXT = (
    sends(
        "writes titles that turn the line round",
        Stored(items=1, says="Notice"),
        rss(entry("\u202eNotice\u2066 \u200bone\ufeff")),
    ),
    sends(
        "writes to the terminal",
        Stored(items=1, says="Notice", lacks=("\x1b", "\x07", "\x9b")),
        rss(entry("\x1b[31mNotice\x1b]0;pwned\x07 \x9b2Jone")),
    ),
    sends(
        "puts scripts into texts",
        Stored(items=1, titles=("alert(1) Notice one",), lacks=("<script", "onerror", "alert(2)")),
        rss(
            entry(
                "&lt;script&gt;alert(1)&lt;/script&gt;Notice one",
                link="https://example.org/1",
                more="<description><![CDATA[<p>Text.</p><script>alert(2)</script>"
                "<img src=x onerror=alert(3)>]]></description>",
            )
        ),
    ),
    sends(
        "links to scripts and files",
        Stored(items=3, urls=(None, None, None)),
        rss(
            entry("Notice one", link="javascript:alert(1)"),
            entry("Notice two", link="file:///etc/passwd"),
            entry("Notice three", link="data:text/html,x"),
        ),
    ),
    sends(
        "hides a user and a password in a link",
        Stored(items=1),
        rss(entry("Notice one", link="https://user:hunter2@example.org/1")),
    ),
)

BEHAVIOURS = (*IDENTITY, *DATES, *TEXT)
