"""Addresses that strangers, or mistakes, give for where to look and whom to tell."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from monitor.channels.webhook import WebhookChannel, WebhookSettings
from monitor.errors import DeliveryError, FetchError
from monitor.fetch import Fetchers
from monitor.fetch.curl import CurlTransport
from monitor.fetch.discovery import discover
from monitor.fetch.files import FileFetcher
from monitor.fetch.guard import Guard
from monitor.fetch.guarded import guarded_transport
from monitor.fetch.http import HttpFetcher
from monitor.fetch.mailbox import MailboxFetcher
from monitor.fetch.names import Names
from monitor.kinds.mailbox import MailboxOptions
from monitor.model import Access, Validators
from tests.build import NOON, digest, source
from tests.hostile.behaviour import Asked, Behaviour, Stored, by_path, says
from tests.hostile.by_kind import page, places_inside
from tests.hostile.by_redirect import INSIDE
from tests.hostile.street import Street, inhabited
from tests.mailboxes import Word

_SECRET = "whsec_" + "c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0"
_SPELLINGS = (
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f.0.0.1",
    "017700000001",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "localhost",
)


def lookup(host: str) -> tuple[str, ...]:
    if host not in ("localhost", INSIDE):
        raise OSError("no such name")
    return ("127.0.0.1", "::1")


def within(street: Street) -> Fetchers:
    guard = Guard(tuple(street.allowed))
    clock = lambda: NOON  # noqa: E731
    return Fetchers(
        url=HttpFetcher(
            user_agent="Monitor/test",
            clock=clock,
            guard=guard,
            transport=CurlTransport(guard=guard, names=Names(lookup)),
        ),
        paths=FileFetcher(clock=clock),
        mailbox=MailboxFetcher(guard=guard, clock=clock),
    )


def in_street(
    work: Callable[[Street, Fetchers], Awaitable[None]], *behaviours: Behaviour
) -> list[str]:
    """Do some work and return who came to the place inside."""

    async def run() -> list[str]:
        async with inhabited(behaviours) as street:
            fetchers = within(street)
            try:
                await work(street, fetchers)
            finally:
                await fetchers.aclose()
            return street.trespasses

    return asyncio.run(run())


@pytest.mark.parametrize("host", _SPELLINGS)
def test_a_configured_address_inside_is_not_asked(host: str) -> None:
    async def work(street: Street, fetchers: Fetchers) -> None:
        one = source(url=f"http://{host}:{street.inside}/feed")
        with pytest.raises(FetchError) as caught:
            await anext(fetchers.fetch(one, None, Validators()))
        assert caught.value.cause == "forbidden"

    assert in_street(work) == []


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "localhost"])
def test_a_mailbox_inside_is_not_opened(host: str) -> None:
    async def work(street: Street, fetchers: Fetchers) -> None:
        one = source(
            kind="mailbox",
            url=f"imap://{host}:{street.inside}/INBOX",
            access=Access(username="desk", password=Word("unimportant")),
            options=MailboxOptions(starttls=False),
        )
        with pytest.raises(FetchError) as caught:
            await anext(fetchers.fetch(one, None, Validators()))
        assert caught.value.cause == "forbidden"

    assert in_street(work) == []


@pytest.mark.parametrize("host", _SPELLINGS)
def test_a_web_hook_inside_is_told_nothing(host: str) -> None:
    async def work(street: Street, fetchers: Fetchers) -> None:
        channel = WebhookChannel(
            "hook",
            WebhookSettings(url=f"http://{host}:{street.inside}/"),
            secret=_SECRET,
            transport=guarded_transport(Guard()),
        )
        with pytest.raises(DeliveryError):
            await channel.deliver(digest(), attempt=1, now=NOON)

    assert in_street(work) == []


def test_a_web_hook_that_redirects_inside_leads_nobody_there() -> None:
    async def work(street: Street, fetchers: Fetchers) -> None:
        channel = WebhookChannel(
            "hook",
            WebhookSettings(url=street.places["hook"]),
            secret=_SECRET,
            transport=guarded_transport(Guard(tuple(street.allowed))),
        )
        with pytest.raises(DeliveryError):
            await channel.deliver(digest(), attempt=1, now=NOON)
        assert len(street.visits["hook"]) == 1

    hook = Behaviour(
        name="hook",
        answer=says("307 Temporary Redirect", "Location: http://127.0.0.1:{inside}/"),
        expects=Stored(items=0),
    )
    assert in_street(work, hook) == []


def leads(asked: Asked) -> str:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="{one}">'
        for one in (*places_inside(asked), "file:///etc/passwd", "javascript:alert(1)")
    )
    return page(f"{links}<a href='http://127.0.0.1:{asked.inside}/feed.xml'>RSS</a>")


def test_a_site_that_names_feeds_and_sitemaps_inside_leads_nobody_there() -> None:
    async def work(street: Street, fetchers: Fetchers) -> None:
        found = await discover(fetchers, street.places["site"])
        assert all(one.fact for one in found)
        assert sum("fetch.allow" in (one.fact or "") for one in found) >= 5

    html = "Content-Type: text/html"
    site = Behaviour(
        name="site",
        path="/",
        answer=by_path({"/": says("200 OK", html, body=leads)}),
        robots=lambda asked: "".join(f"Sitemap: {one}\n" for one in places_inside(asked)),
        expects=Stored(items=0),
    )
    assert in_street(work, site) == []
