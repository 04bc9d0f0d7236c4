"""What robots.txt allows, as RFC 9309 reads it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from monitor.errors import FetchCause, FetchError
from monitor.fetch.robots import KEPT, MAX_SITES, RETRIED, Robots, site_of

RULES = b"""
User-agent: *
Disallow: /

User-agent: Monitor
Disallow: /private/
Allow: /private/news
Crawl-delay: 7
Disallow: /*.pdf$

Sitemap: https://a.example/map.xml
Sitemap: https://a.example/news.xml
"""


class Site:
    """A robots.txt that is as a test says."""

    def __init__(self, answer: bytes | FetchError) -> None:
        self.answer = answer
        self.asked: list[str] = []
        self.seconds = 0.0
        self.robots = Robots(now=lambda: self.seconds)

    async def ask(self, url: str) -> bytes:
        self.asked.append(url)
        if isinstance(self.answer, FetchError):
            raise self.answer
        return self.answer

    def permit(self, url: str) -> timedelta | None:
        return asyncio.run(self.robots.permit("gazette", url, self.ask))

    def refused(self, url: str) -> FetchError:
        with pytest.raises(FetchError) as caught:
            self.permit(url)
        return caught.value


def error(cause: FetchCause, status: int | None = None) -> FetchError:
    return FetchError("gazette", "went wrong", cause=cause, status=status)


@pytest.mark.parametrize("path", ["/", "/private", "/private/news/1", "/a.pdf?x"])
def test_what_our_own_group_allows_is_fetched(path: str) -> None:
    assert Site(RULES).permit(f"https://a.example{path}") == timedelta(seconds=7)


@pytest.mark.parametrize("path", ["/private/?key=secret", "/private/x?key=secret", "/a.pdf"])
def test_what_our_own_group_disallows_is_refused_with_the_remedy(path: str) -> None:
    refused = Site(RULES).refused(f"https://a.example{path}")

    assert refused.cause == "robots"
    assert "robots = false" in str(refused)
    assert "secret" not in str(refused)


def test_the_group_for_all_holds_where_none_is_ours() -> None:
    assert Site(b"User-agent: *\nDisallow: /x").refused("https://a.example/x/1").cause == "robots"
    assert Site(b"User-agent: Other\nDisallow: /").permit("https://a.example/x") is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xef\xbb\xbfUser-agent: *\nDisallow:",
        b"<html>404</html>",
        b"\xff\xfe\x00",
        b"\n" * 99,
    ],
)
def test_what_rules_nothing_allows_all(body: bytes) -> None:
    assert Site(body).permit("https://a.example/x") is None


@pytest.mark.parametrize(
    ("cause", "status"),
    [
        ("gone", 404),
        ("gone", 410),
        ("blocked", 403),
        ("blocked", 401),
        ("http", 418),
        ("empty", 204),
        ("redirects", None),
    ],
)
def test_where_there_is_none_all_is_allowed(cause: FetchCause, status: int | None) -> None:
    assert Site(error(cause, status)).permit("https://a.example/x") is None


@pytest.mark.parametrize(
    ("cause", "status"),
    [("http", 500), ("http", 503), ("unreachable", None), ("timeout", None), ("rate-limited", 429)],
)
def test_one_that_cannot_be_had_forbids_for_now_and_is_asked_again(
    cause: FetchCause, status: int | None
) -> None:
    site = Site(error(cause, status))

    refused = site.refused("https://a.example/x")
    assert (refused.cause, refused.status) == (cause, status)
    assert ("without robots.txt nothing" in str(refused)) == (status is not None)

    site.answer = b""
    site.refused("https://a.example/y")
    assert len(site.asked) == 1
    site.seconds += RETRIED.total_seconds()
    site.permit("https://a.example/y")


def test_old_rules_hold_where_new_ones_cannot_be_had() -> None:
    site = Site(b"User-agent: *\nDisallow: /x")
    site.permit("https://a.example/")
    site.seconds += KEPT.total_seconds()
    site.answer = error("unreachable")

    site.permit("https://a.example/")
    assert site.refused("https://a.example/x").cause == "robots"


def test_a_site_is_asked_once_a_day() -> None:
    site = Site(b"")
    for path in "abc":
        site.permit(f"https://a.example/{path}")
    assert site.asked == ["https://a.example/robots.txt"]

    site.seconds += KEPT.total_seconds()
    site.permit("https://a.example/")
    assert len(site.asked) == 2


def test_many_at_a_time_ask_once() -> None:
    site = Site(b"")

    async def slow(url: str) -> bytes:
        await asyncio.sleep(0)
        return await site.ask(url)

    async def work() -> None:
        permits = (site.robots.permit("x", f"https://a.example/{n}", slow) for n in range(9))
        await asyncio.gather(*permits)

    asyncio.run(work())

    assert len(site.asked) == 1


def test_only_so_many_sites_are_remembered() -> None:
    site = Site(b"")
    for number in range(MAX_SITES + 1):
        site.permit(f"https://{number}.example/")
    site.permit("https://1.example/")
    assert len(site.asked) == MAX_SITES + 1
    site.permit("https://0.example/")
    assert len(site.asked) == MAX_SITES + 2


@pytest.mark.parametrize(
    ("written", "wished"),
    [("0.5", 0.5), ("3600", 60), ("0", None), ("-1", None), ("nan", None), ("1e400", None)],
)
def test_a_crawl_delay_is_bounded(written: str, wished: float | None) -> None:
    delay = Site(f"User-agent: *\nCrawl-delay: {written}".encode()).permit("https://a.example/")

    assert delay == (None if wished is None else timedelta(seconds=wished))


def test_the_sitemaps_that_it_lists() -> None:
    site = Site(RULES)
    found = asyncio.run(site.robots.sitemaps("gazette", "https://a.example/feed", site.ask))

    assert found == ("https://a.example/map.xml", "https://a.example/news.xml")


def test_a_site_is_scheme_host_and_port() -> None:
    assert site_of("https://me:word@A.example:8443/x?y") == "https://a.example:8443"
