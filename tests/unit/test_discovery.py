"""Where a site may keep its feeds."""

from __future__ import annotations

from monitor.kinds.discovery import Lead, distinct, leads_on_page, sitemap_places, usual_places
from tests.build import payload


def found(html: str) -> list[tuple[str, str]]:
    page = payload(html, url="https://example.org/news/")
    return [(lead.url, lead.clue) for lead in leads_on_page(page)]


def test_what_a_page_declares_comes_before_links_that_look_like_feeds() -> None:
    html = """<html><head><base href="https://cdn.example.org/x/">
<link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" href="atom">
<link rel="alternate" type="text/html" hreflang="de" href="/de">
<link rel="stylesheet" href="/feed.css"></head><body>
<a href="/rss/trade.xml">RSS</a> <a href="/feedback">Write to us</a>
<a href="https://other.example/?feed=rss2">WordPress</a> <a href="mailto:rss@example.org">x</a>
</body></html>"""

    assert found(html) == [
        ("https://cdn.example.org/x/atom", "link tag"),
        ("https://cdn.example.org/rss/trade.xml", "link"),
        ("https://other.example/?feed=rss2", "link"),
    ]


def test_feeds_of_comments_are_left_out() -> None:
    html = """<link rel="alternate" type="application/rss+xml" title="X » Comments Feed" href="/c">
<link rel="alternate" type="application/rss+xml" href="/post/comments/feed/">
<a href="/comments/feed/">Comments</a><p>words</p>"""

    assert found(html) == []


def test_a_page_full_of_links_gives_a_dozen() -> None:
    assert len(found("<p>" + "".join(f'<a href="/{i}.rss">x</a>' for i in range(500)))) == 12


def test_sitemaps_are_those_of_robots_or_else_at_the_usual_place() -> None:
    robots = "User-agent: *\nSITEMAP: https://example.org/a.xml\nSitemap: /b.xml # relative\n"

    assert list(sitemap_places("https://example.org/x/y", robots)) == [
        Lead("https://example.org/a.xml", "robots.txt", "sitemap"),
        Lead("https://example.org/b.xml", "robots.txt", "sitemap"),
    ]
    assert list(sitemap_places("https://example.org/x/y", "")) == [
        Lead("https://example.org/sitemap.xml", "usual place", "sitemap")
    ]


def test_an_address_is_asked_for_once_with_its_first_clue() -> None:
    leads = [Lead("https://example.org/feed", "link tag"), *usual_places("https://example.org/a/")]

    once = list(distinct(leads))

    assert [lead.clue for lead in once[:2]] == ["link tag", "usual place"]
    assert len(once) == len(leads) - 1
