"""Which addresses of a sitemap become items."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import ParseError
from monitor.kinds import Parsed, kind_of, parse
from monitor.kinds.address_patterns import is_wanted
from monitor.kinds.sitemap import SitemapOptions, sitemap_mistake
from monitor.model import RawItem, Request, Source
from tests.build import NOON, payload, source

URL = "https://a.example/sitemap.xml"
XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(**options: Any) -> Source:
    return source(kind="sitemap", url=URL, options=SitemapOptions(**options))


def read(body: str | bytes, asked: str = URL, **options: Any) -> Parsed:
    request = Request(url=asked, role="sitemap")
    return parse(sitemap(**options), payload(body, url=asked, request=request))


def urlset(*entries: tuple[str, str | None], inside: str = "") -> str:
    rows = "".join(
        f"<url><loc>{url}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}{inside}</url>"
        for url, day in entries
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{XMLNS}">{rows}</urlset>'


def index(*parts: tuple[str, str | None]) -> str:
    rows = "".join(
        f"<sitemap><loc>{url}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</sitemap>"
        for url, day in parts
    )
    return f'<sitemapindex xmlns="{XMLNS}">{rows}</sitemapindex>'


def urls(parsed: Parsed) -> list[str | None]:
    return [item.url for item in parsed.items]


def test_an_address_is_an_item_whose_date_is_that_of_a_change() -> None:
    parsed = read(urlset(("https://a.example/1?a=1&amp;b=2", "2026-05-06T09:30:00+08:00")))

    assert parsed == Parsed(
        items=(
            RawItem(
                source="gazette",
                url="https://a.example/1?a=1&b=2",
                updated="2026-05-06T09:30:00+08:00",
                date_origin="sitemap",
            ),
        ),
        is_window=False,
    )


def test_a_news_sitemap_gives_title_date_and_publisher() -> None:
    news = """<n:news xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><n:publication>
    <n:name>Trade Wire</n:name><n:language>en</n:language></n:publication>
    <n:publication_date>2026-05-06</n:publication_date><n:title>Magnets &amp; ores</n:title>
    <n:keywords>magnets, trade</n:keywords></n:news>"""

    (item,) = read(urlset(("https://a.example/1", None), inside=news)).items

    assert item == RawItem(
        source="gazette",
        url="https://a.example/1",
        title="Magnets & ores",
        published="2026-05-06",
        date_origin="sitemap",
        publisher="Trade Wire",
        language="en",
        tags=("magnets", "trade"),
    )


def test_images_videos_and_translations_are_no_items_and_no_titles() -> None:
    extras = """<image:image xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
    <image:loc>https://a.example/i.png</image:loc><image:title>Picture</image:title></image:image>
    <video:video xmlns:video="http://www.google.com/schemas/sitemap-video/1.1">
    <video:title>Film</video:title><video:publication_date>2020-01-01</video:publication_date>
    </video:video><xhtml:link xmlns:xhtml="http://www.w3.org/1999/xhtml" rel="alternate"
    hreflang="de" href="https://a.example/de"/>"""

    assert read(urlset(("https://a.example/1", None), inside=extras)) == read(
        urlset(("https://a.example/1", None))
    )


def test_the_newest_come_first_and_no_more_than_asked_for() -> None:
    days = [(f"https://a.example/{n}", f"2026-04-{n:02}") for n in range(1, 29)]

    parsed = read(urlset(*days), newest=2)

    assert urls(parsed) == ["https://a.example/28", "https://a.example/27"]
    assert parsed.is_window


def test_undated_addresses_stay_undated_and_are_taken_from_both_ends() -> None:
    parsed = read(urlset(*((f"https://a.example/{n}", None) for n in range(10))), newest=4)

    assert urls(parsed) == [f"https://a.example/{n}" for n in (0, 1, 8, 9)]
    assert {item.updated for item in parsed.items} == {None}


def test_a_first_look_at_a_large_site_is_bounded() -> None:
    body = urlset(*((f"https://a.example/{n}", "2026-05-01") for n in range(60_000)))

    parsed = read(body)

    assert len(parsed.items) == 200
    assert parsed.drift == ("only the first 50,000 addresses were read",)


def test_addresses_that_changed_long_ago_are_left_out() -> None:
    body = urlset(
        ("https://a.example/new", "2026-05-05"),
        ("https://a.example/old", "2026-03-05"),
        ("https://a.example/undated", None),
        ("https://a.example/odd", "some day"),
    )

    parsed = read(body, max_age=timedelta(days=7))

    assert urls(parsed) == [f"https://a.example/{name}" for name in ("new", "undated", "odd")]


def test_patterns_choose_addresses_and_say_when_they_choose_none() -> None:
    body = urlset(("https://a.example/news/1.html", None), ("https://a.example/jobs/2", None))

    assert urls(read(body, include=("/news/",))) == ["https://a.example/news/1.html"]
    assert urls(read(body, exclude=("*.html$",))) == ["https://a.example/jobs/2"]
    assert read(body, include=("/press/",)).drift == ("include and exclude leave 0 of 2 addresses",)


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("/news", "/newsletter", True),
        ("/news$", "/newsletter", False),
        ("/news$", "/news", True),
        ("/*.html$", "/a/b.html", True),
        ("/*.html$", "/a/b.html?x=1", False),
        ("/a*b*c", "/axbxc/d", True),
        ("/a*b*c", "/acb", False),
        ("/*?page=", "/list?page=2", True),
        ("/政策/", "/%E6%94%BF%E7%AD%96/1", True),
        ("https://a.example/x", "/x/1", True),
        ("https://b.example/", "/x/1", False),
        ("*a$", "/a", True),
        ("/a*a$", "/a", False),
    ],
)
def test_patterns_are_those_of_robots_txt(pattern: str, path: str, matches: bool) -> None:
    assert is_wanted(f"https://a.example{path}", (pattern,), ()) is matches


@given(st.text("/a*$b", max_size=40), st.text("/ab", max_size=2000))
def test_matching_ends_whatever_the_pattern(pattern: str, path: str) -> None:
    assert is_wanted(f"https://a.example/{path}", (pattern,), ()) in (True, False)


def test_an_index_leads_to_its_newest_parts() -> None:
    body = index(
        ("https://a.example/s1.xml", "2026-01-01"),
        ("https://a.example/s2.xml.gz", "2026-05-01"),
        ("https://a.example/s3.xml", None),
        ("https://a.example/s4.xml", "2026-04-01"),
    )

    parsed = read(body, max_parts=2)

    assert parsed.items == ()
    assert parsed.follow == (
        Request(url="https://a.example/s2.xml.gz", role="sitemap"),
        Request(url="https://a.example/s4.xml", role="sitemap"),
    )


def test_only_wanted_parts_of_an_index_are_asked_for() -> None:
    body = index(("https://a.example/post-1.xml", None), ("https://a.example/tag.xml", None))

    assert [ask.url for ask in read(body, parts=("/post",)).follow] == [
        "https://a.example/post-1.xml"
    ]
    assert read(body, parts=("/news",)).drift == ("parts match 0 of 2 sitemaps",)


def test_an_index_within_an_index_is_not_followed() -> None:
    with pytest.raises(ParseError, match="an index of sitemaps within an index"):
        read(index((URL, None)), asked="https://a.example/s1.xml")


def test_an_index_that_names_itself_is_not_asked_again() -> None:
    assert read(index((URL, None))).follow == ()


def test_gzip_is_told_by_its_first_bytes() -> None:
    body = urlset(("https://a.example/1", None))

    assert read(gzip.compress(body.encode())) == read(body)


def test_a_gzip_bomb_is_cut() -> None:
    body = urlset(("https://a.example/1", None)) + " " * 60_000_000

    parsed = read(gzip.compress(body.encode(), 9))

    assert urls(parsed) == ["https://a.example/1"]
    assert parsed.drift[0] == "the gzip file is larger than 50 MiB: only its beginning was read"


def test_a_gzip_file_that_ends_early_is_read_so_far() -> None:
    packed = gzip.compress(urlset(*((f"https://a.example/{n}", None) for n in range(999))).encode())

    parsed = read(packed[: len(packed) // 2], newest=1000)

    assert 0 < len(parsed.items) < 999
    assert parsed.drift[0] == "the gzip file ends early: only its beginning was read"
    with pytest.raises(ParseError, match="gazette: broken gzip"):
        read(b"\x1f\x8b\x08 no")


def test_a_text_sitemap_has_an_address_a_line() -> None:
    assert urls(read("https://a.example/1\r\n\r\nhttps://a.example/2\n# no\n")) == [
        "https://a.example/1",
        "https://a.example/2",
    ]


@pytest.mark.parametrize(
    ("body", "fact"),
    [
        (b"", "not a sitemap: it is empty"),
        ("<html><title>404</title></html>", 'an HTML page titled "404"'),
        ("<html><input type=password></html>", "a login page, in place of the sitemap"),
        ("<rss><channel/></rss>", 'read it with kind = "feed"'),
        ("Not found", 'text that begins "Not found"'),
        (index(), "an index without a sitemap"),
        ('<!DOCTYPE u [<!ENTITY a "b">]><urlset/>', "declares entities"),
    ],
)
def test_what_is_no_sitemap_is_an_error(body: str | bytes, fact: str) -> None:
    with pytest.raises(ParseError, match=f"gazette: .*{fact}|gazette: {fact}"):
        read(body)


def test_a_sitemap_without_addresses_is_empty() -> None:
    assert read(urlset()) == Parsed(items=(), is_window=False)


def test_a_broken_sitemap_is_read_as_far_as_it_goes() -> None:
    parsed = read(urlset(("https://a.example/1", None)).replace("</urlset>", "<url><loc>x"))

    assert urls(parsed)[0] == "https://a.example/1"
    assert parsed.drift[0].startswith("broken XML: ")


def test_addresses_of_other_schemes_are_counted() -> None:
    parsed = read(urlset(("ftp://a.example/1", None), ("https://a.example/2", None)))

    assert urls(parsed) == ["https://a.example/2"]
    assert parsed.drift == ("no address in 1 of 2 entries",)


def test_another_character_set_is_read() -> None:
    body = urlset(("https://a.example/稀土", None)).replace("UTF-8", "GB18030")

    assert urls(read(body.encode("gb18030"))) == ["https://a.example/稀土"]


@pytest.mark.parametrize(
    "body", ["<urlset>" + "<url>" * 100_000, "<urlset><url " + "a='1' " * 1000]
)
def test_hostile_xml_neither_hangs_nor_crashes(body: str) -> None:
    with suppress(ParseError):
        assert read(body).items == ()


@pytest.mark.parametrize(
    ("options", "mistake"),
    [
        ({"newest": 0}, "newest: at least 1"),
        ({"max_parts": 0}, "max_parts: at least 1"),
        ({"include": ("news",)}, 'include: "news" matches nothing'),
        ({}, None),
    ],
)
def test_mistakes_in_options_are_named(options: dict[str, Any], mistake: str | None) -> None:
    found = sitemap_mistake(sitemap(**options))

    assert found == mistake or (found or "").startswith(mistake or "?")


def test_the_kind_asks_robots_as_a_sitemap() -> None:
    one: Sequence[Request] = [kind_of(sitemap()).request(sitemap(), NOON)]

    assert one == [Request(url=URL, role="sitemap")]
