"""Where the items before those of a feed stand, and how long a feed asks to be left alone."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from monitor.kinds import Parsed, parse
from monitor.model import Request, Source
from tests.unit.feed_publishers import BLOGGER, VIDEOS, WORDPRESS
from tests.unit.feed_samples import FEED_URL, atom, payload, read, rss

ITEM = "<item><title>t</title></item>"
ENTRY = "<entry><title>t</title></entry>"
HISTORY = 'xmlns:fh="http://purl.org/syndication/history/1.0"'


def older(parsed: Parsed) -> str | None:
    return parsed.older.url if parsed.older else None


def channel(inside: str) -> Parsed:
    return read(rss(f"{inside}{ITEM}"))


@pytest.mark.parametrize(
    ("links", "url"),
    [
        ('<link rel="next" href="?page=2"/>', f"{FEED_URL}?page=2"),
        (
            '<link rel="next" href="/n"/><link rel="prev-archive" href="https://x.example/5"/>',
            "https://x.example/5",
        ),
        ('<link rel="previous" href="/newer"/>', None),
        ('<link rel="next" href="file:///etc/passwd"/>', None),
        ('<link rel="next" href=""/>', None),
        (f'<link rel="next" href="{FEED_URL}"/>', None),
        (f'<link rel="prev-archive" href="{FEED_URL}"/><link rel="next" href="b"/>', None),
    ],
)
def test_a_feed_links_to_what_is_older(links: str, url: str | None) -> None:
    if "prev-archive" in links and url is None:
        url = "https://feeds.example/news/b"

    assert older(read(atom(links + ENTRY))) == url


def test_a_page_that_breaks_off_pages_all_the_same() -> None:
    body = atom(f'<link rel="next" href="?page=2"/>{ENTRY}{ENTRY}')[:-9]

    assert older(read(body)) == f"{FEED_URL}?page=2"


def test_an_older_page_is_asked_for_as_a_feed_without_validators() -> None:
    found = read(atom(f'<link rel="next" href="/2"/>{ENTRY}')).older

    assert found == Request(url="https://feeds.example/2", role="feed", is_stable=False)


def test_a_feed_without_items_is_the_last_page() -> None:
    assert read(atom('<link rel="next" href="/3"/>')).older is None


@pytest.mark.parametrize("prefix", ["fh", "history"])
@pytest.mark.parametrize("more", ["", "<item><title>broken & so on</title></item>"])
def test_a_complete_feed_is_no_window_and_has_nothing_older(prefix: str, more: str) -> None:
    space = HISTORY.replace("fh", prefix)
    link = "<atom:link xmlns:atom='http://www.w3.org/2005/Atom' rel='next' href='/2'/>"

    parsed = channel(f"<{prefix}:complete {space}/>{link}{more}")

    assert (parsed.is_window, parsed.older) == (False, None)


def test_other_feeds_are_windows() -> None:
    assert channel("").is_window


@pytest.mark.parametrize(
    ("url", "next_url"),
    [
        ("https://m.example/feed/", "https://m.example/feed/?paged=2"),
        ("https://m.example/feed/?paged=2", "https://m.example/feed/?paged=3"),
        ("https://m.example/?feed=rss2&paged=x", "https://m.example/?feed=rss2&paged=2"),
        ("https://m.example/feed/?paged=99999999999", "https://m.example/feed/?paged=2"),
        ("file:///tmp/feed/", None),
    ],
)
def test_wordpress_has_pages(url: str, next_url: str | None) -> None:
    assert older(read(WORDPRESS, url=url)) == next_url


def test_pages_are_counted_from_what_was_asked_for() -> None:
    """A server that answers every page with the feed itself by a redirect is not asked again."""
    asked = payload(WORDPRESS, url="https://m.example/feed/")
    request = Request(url="https://m.example/feed/?paged=2")
    answer = type(asked)(
        body=asked.body,
        url=asked.url,
        content_type=None,
        fetched_at=asked.fetched_at,
        request=request,
    )

    parsed = parse(Source(name="gazette", kind="feed"), answer)

    assert older(parsed) == "https://m.example/feed/?paged=3"


def test_a_path_of_wordpress_tells_it_too() -> None:
    parsed = read(rss(ITEM), url="https://m.example/topic/ore/feed")

    assert older(parsed) == "https://m.example/topic/ore/feed?paged=2"


def test_blogger_links_to_its_next_page() -> None:
    assert older(read(BLOGGER)) == (
        "https://www.blogger.com/feeds/1/posts/default?start-index=26&max-results=25"
    )


@pytest.mark.parametrize(("total", "page"), [("100", "start-index=26&max-results=25"), ("25", "")])
def test_blogger_as_rss_is_counted(total: str, page: str) -> None:
    counts = (
        "<generator>Blogger</generator>"
        '<s:totalResults xmlns:s="http://a9.com/-/spec/opensearchrss/1.0/">1</s:totalResults>'
        f"<openSearch:totalResults>{total}</openSearch:totalResults>"
        "<openSearch:startIndex>1</openSearch:startIndex>"
        "<openSearch:itemsPerPage>25</openSearch:itemsPerPage>"
    )
    body = rss(counts + ITEM).replace(
        "<rss ", '<rss xmlns:openSearch="http://a9.com/-/spec/opensearch/1.1/" '
    )

    parsed = read(body, url="https://b.example/feeds/posts/default?alt=rss")

    expected = f"https://b.example/feeds/posts/default?alt=rss&{page}" if page else None
    assert older(parsed) == expected


def test_videos_have_no_pages() -> None:
    url = "https://www.youtube.com/feeds/videos.xml?channel_id=UCx"

    assert read(VIDEOS, url=url).older is None


@pytest.mark.parametrize(
    ("next_url", "url"),
    [
        ("https://feeds.example/2.json", "https://feeds.example/2.json"),
        ("?page=2", f"{FEED_URL}?page=2"),
        (FEED_URL, None),
        ("ftp://feeds.example/2", None),
        (7, f"{FEED_URL.rsplit('/', 1)[0]}/7"),
        (None, None),
    ],
)
def test_json_feed_says_what_is_next(next_url: object, url: str | None) -> None:
    version = "https://jsonfeed.org/version/1.1"
    body = {"version": version, "items": [{"id": "1"}], "next_url": next_url}

    assert older(read(json.dumps(body))) == url


@pytest.mark.parametrize(
    ("asked", "minutes"),
    [
        ("<ttl>30</ttl>", 30),
        ("<ttl> 30 </ttl>", 30),
        ("<ttl>99999</ttl>", 24 * 60),
        ("<ttl>0</ttl>", None),
        ("<ttl>-5</ttl>", None),
        ("<ttl>1.5</ttl>", None),
        ("<ttl>99999999999999999999</ttl>", None),
        ("<ttl>often</ttl>", None),
        ("<sy:updatePeriod>\n hourly\n</sy:updatePeriod>", 60),
        ("<sy:updatePeriod>Daily</sy:updatePeriod>", 24 * 60),
        ("<sy:updatePeriod>weekly</sy:updatePeriod>", 24 * 60),
        (
            "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
            6 * 60,
        ),
        (
            "<sy:updatePeriod>hourly</sy:updatePeriod>"
            "<sy:updateFrequency>9000</sy:updateFrequency>",
            1,
        ),
        ("<sy:updateFrequency>4</sy:updateFrequency>", None),
        ("<ttl>30</ttl><sy:updatePeriod>daily</sy:updatePeriod>", 30),
        ("<skipHours><hour>1</hour></skipHours>", None),
    ],
)
def test_a_feed_asks_to_be_left_alone(asked: str, minutes: int | None) -> None:
    body = rss(asked + ITEM).replace(
        "<rss ", '<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" '
    )
    feed = read(body).feed

    assert feed is not None
    assert feed.ttl == (None if minutes is None else timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("items", "phrases"),
    [
        ("<item><description>d</description></item>" * 3, ("title and link in 0 of 3 items",)),
        (
            "<item><link>mailto:a</link><pubDate>x</pubDate></item>" * 3,
            ("no item says anything, of 3",),
        ),
        ("<item><description>d</description></item>" * 2, ()),
        (ITEM + "<item><description>d</description></item>" * 3, ()),
    ],
)
def test_fields_that_no_item_has_are_told(items: str, phrases: tuple[str, ...]) -> None:
    assert read(rss(items)).drift == phrases
