"""A look at a source, over the whole line: pages, parts, gaps, redirects, and what is told."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import httpx

from monitor.kinds.listing_options import ListingData, ListingOptions
from monitor.model import HEALTH_TOPIC, Digest, Source
from monitor.outcome import Window
from monitor.pipeline import Pipeline
from monitor.store import Store
from tests.build import FakeClock, rss, source, subscription
from tests.line import KeepingChannel, deliver, pipeline, poll

HOUR = timedelta(hours=1)
HOME = "https://example.org"


Page = bytes | str | httpx.Response


class Site:
    """Pages by path and query; counts what was asked for."""

    def __init__(self, pages: Mapping[str, Page]) -> None:
        self.pages: dict[str, Page] = dict(pages)
        self.asked: Counter[str] = Counter()
        self.heard: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.decode()
        self.asked[path] += 1
        self.heard.append(request)
        page = self.pages.get(path)
        if page is None:
            return httpx.Response(404)
        if isinstance(page, httpx.Response):
            return httpx.Response(page.status_code, headers=page.headers, content=page.content)
        return httpx.Response(200, content=page)


def line(
    store: Store,
    site: Callable[[httpx.Request], httpx.Response],
    *watched: Source,
    clock: FakeClock | None = None,
    desk: KeepingChannel | None = None,
) -> Pipeline:
    return pipeline(
        store,
        site,
        clock=clock or FakeClock(),
        sources=watched,
        channels=[desk] if desk else [],
        subscriptions=[
            subscription(channels=("desk",)),
            subscription(name="operators", topics=(HEALTH_TOPIC,), channels=("desk",)),
        ],
    )


def told(made: Pipeline, desk: KeepingChannel) -> list[Digest]:
    """Return the digests that go out now."""
    before = len(desk.received)
    for name in made.subscriptions:
        made.compose(name)
    deliver(made)
    return desk.received[before:]


def items(*numbers: int) -> bytes:
    return rss(
        *(
            (f"{HOME}/{one}", f"Notice {one}", f"A licence for dysprosium, number {one}.")
            for one in numbers
        )
    )


def page(text: str) -> str:
    return (
        "<!DOCTYPE html><html><head><title>A notice of the gazette</title></head><body><article>"
        f"<h1>A notice of the gazette</h1><p>{text}</p><p>Exporters apply to the ministry, which"
        " decides within sixty days of the application.</p></article></body></html>"
    )


def listing(*numbers: int) -> str:
    entries = "".join(
        f'<li><a href="/n/{one}">Notice {one} of the gazette</a> <span>2026-05-0{one}</span></li>'
        for one in numbers
    )
    return f"<html><body><ul class=news>{entries}</ul></body></html>"


LIST = source(
    kind="listing",
    url=f"{HOME}/list",
    robots=False,
    options=ListingOptions(items="ul.news li", date="span"),
)


def bodies(store: Store) -> dict[str, str]:
    stored = (store.items.get(item) for item in store.items.newest(limit=99))
    return {one.article.url or "": one.article.body for one in stored if one is not None}


def test_the_pages_of_a_list_are_fetched_once_and_hold_the_texts(store: Store) -> None:
    site = Site({"/list": listing(1, 2), "/n/1": page("First text."), "/n/2": page("Second text.")})
    made = line(store, site, LIST)

    poll(made)
    poll(made)

    assert site.asked == {"/list": 2, "/n/1": 1, "/n/2": 1}
    assert bodies(store)[f"{HOME}/n/1"].startswith("First text.")


def test_an_item_whose_page_cannot_be_had_is_told_and_completed_later(store: Store) -> None:
    site = Site({"/list": listing(1)})
    desk = KeepingChannel("desk")
    made = line(store, site, LIST, desk=desk)
    site.pages["/n/1"] = page("Old text.")
    poll(made)
    site.pages["/list"] = listing(1, 2).replace("Notice 2", "Licence for dysprosium: notice 2")
    site.pages["/n/2"] = httpx.Response(503)

    poll(made)
    first = told(made, desk)
    site.pages["/n/2"] = page("Licences for dysprosium are required from 1 June.")
    poll(made)

    assert [entry.title for one in first for entry in one.entries] == [
        "Licence for dysprosium: notice 2 of the gazette"
    ]
    assert bodies(store)[f"{HOME}/n/2"].startswith("Licences for dysprosium are required")
    assert store.owed.count() == 0


def test_a_page_that_never_comes_is_asked_for_five_times(store: Store) -> None:
    site = Site({"/list": listing(1), "/n/1": httpx.Response(503)})
    made = line(store, site, LIST)

    for _ in range(8):
        poll(made)

    assert site.asked["/n/1"] == 5
    assert store.totals().items == 1


def test_a_feed_is_read_with_its_pages_where_the_full_text_is_asked_for(store: Store) -> None:
    site = Site({"/feed": items(1), "/1": page("The whole text of the notice.")})

    poll(line(store, site, source(full_text=True, robots=False)))

    assert bodies(store)[f"{HOME}/1"].startswith("The whole text of the notice.")


def test_the_parts_of_an_index_belong_to_its_look(store: Store) -> None:
    def sitemap(tag: str, *links: str) -> str:
        inner = "".join(f"<{tag}><loc>{HOME}{link}</loc></{tag}>" for link in links)
        root = "sitemapindex" if tag == "sitemap" else "urlset"
        return f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</{root}>'

    site = Site(
        {
            "/sitemap.xml": sitemap("sitemap", "/a.xml", "/gone.xml"),
            "/a.xml": sitemap("url", "/n/1"),
            "/n/1": page("From the sitemap."),
        }
    )
    watched = source(kind="sitemap", url=f"{HOME}/sitemap.xml", robots=False)

    poll(line(store, site, watched))

    assert bodies(store)[f"{HOME}/n/1"].startswith("From the sitemap.")
    state = store.sources.state("gazette")
    assert state and state.failures == 0  # a part that is missing is not the whole


def test_the_data_behind_a_page_is_asked_for_with_the_cookie_that_the_page_set(
    store: Store,
) -> None:
    index = "<html><body><div id=list><script url='/data'></script></div></body></html>"
    html = listing(1).replace('"', "'")
    site = Site(
        {
            "/list": httpx.Response(
                200, headers={"Set-Cookie": "pass=abc; Path=/; HttpOnly"}, content=index
            ),
            "/data": json.dumps({"data": {"html": html}}),
            "/n/1": page("Behind the page."),
        }
    )
    data = ListingData(url="#list > script@url", html="data.html")
    watched = replace(LIST, options=ListingOptions(items="ul.news li", data=data))

    poll(line(store, site, watched))

    assert bodies(store)[f"{HOME}/n/1"].startswith("Behind the page.")
    heard = {one.url.path: one.headers.get("Cookie") for one in site.heard}
    assert heard == {"/list": None, "/data": "pass=abc", "/n/1": None}


def wordpress(*numbers: int) -> bytes:
    generator = b"<generator>https://wordpress.org/?v=6.5</generator><link>"
    return items(*numbers).replace(b"<link>", generator, 1)


def test_a_gap_is_mended_by_paging_back_and_nothing_is_lost(store: Store) -> None:
    site, desk = Site({"/feed": wordpress(1, 2, 3)}), KeepingChannel("desk")
    made = line(store, site, source(), desk=desk)
    poll(made)
    told(made, desk)
    site.pages |= {
        "/feed": wordpress(8, 9, 10),
        "/feed?paged=2": wordpress(5, 6, 7),
        "/feed?paged=3": wordpress(2, 3, 4),
        "/feed?paged=4": wordpress(0),
    }

    poll(made)

    titles = {entry.title for one in told(made, desk) for entry in one.entries}
    assert titles == {f"Notice {number}" for number in range(4, 11)}
    assert "/feed?paged=4" not in site.asked


def test_a_gap_that_cannot_be_mended_is_told(store: Store) -> None:
    site, desk = Site({"/feed": items(1, 2, 3)}), KeepingChannel("desk")
    made = line(store, site, source(), desk=desk)
    poll(made)
    site.pages["/feed"] = items(7, 8, 9)

    poll(made)

    titles = [entry.title for one in told(made, desk) for entry in one.entries]
    assert [title for title in titles if "has a gap" in title]
    assert {"Notice 7", "Notice 8", "Notice 9"} <= set(titles)


def test_that_a_source_is_blind_is_told_once_and_that_it_sees_again(store: Store) -> None:
    clock, desk = FakeClock(), KeepingChannel("desk")
    site = Site({"/feed": items(1)})
    made = line(store, site, source(), clock=clock, desk=desk)
    poll(made)
    del site.pages["/feed"]
    said: list[str] = []
    for looks in range(8):
        if looks == 6:
            site.pages["/feed"] = items(1)
        clock.advance(HOUR)
        poll(made)
        said += [entry.title for one in told(made, desk) for entry in one.entries]

    assert len(said) == 2
    assert said[0].startswith("gazette is blind since 6 May 2026, 13:00 UTC: gone:")
    assert said[1].startswith("gazette sees again")
    assert {one.subscription for one in desk.received} == {"operators"}


def test_a_permanent_redirect_is_followed_home_after_a_day(store: Store) -> None:
    clock = FakeClock()
    site = Site(
        {
            "/feed": httpx.Response(301, headers={"Location": f"{HOME}/new-feed"}),
            "/new-feed": items(1),
        }
    )
    made = line(store, site, source(), clock=clock)

    for _ in range(5):
        poll(made)
        clock.advance(10 * HOUR)

    assert site.asked["/feed"] == 4
    assert site.asked["/new-feed"] == 5


def test_a_server_that_denies_its_news_is_found_out_within_a_day(store: Store) -> None:
    clock, feed = FakeClock(), [items(1)]

    def lying(request: httpx.Request) -> httpx.Response:
        if request.headers.get("If-None-Match"):
            return httpx.Response(304, headers={"ETag": '"same"'})
        return httpx.Response(200, headers={"ETag": '"same"'}, content=feed[0])

    made = line(store, lying, source(), clock=clock)
    poll(made)
    feed[0] = items(1, 2)
    poll(made)
    before = store.totals().items
    clock.advance(25 * HOUR)
    poll(made)

    state = store.sources.state("gazette")
    assert before == 1
    assert state and "validators" in state.conditions
    assert {f"{HOME}/1", f"{HOME}/2"} <= bodies(store).keys()


def test_history_is_paged_back_to_the_day_that_is_wanted_and_told_to_nobody(store: Store) -> None:
    def month(number: int) -> bytes:
        return wordpress(number).replace(
            b"</item>",
            f"<pubDate>Wed, 01 Apr {2026 - number} 08:00:00 GMT</pubDate></item>".encode(),
        )

    site = Site({"/feed": month(1)} | {f"/feed?paged={one}": month(one) for one in range(2, 9)})
    desk = KeepingChannel("desk")
    made = line(store, site, source(), desk=desk)

    async def work() -> int:
        window = Window(since=date(2022, 1, 1))
        return len([one async for one in made.backfill(made.sources["gazette"], window)])

    pages = asyncio.run(work())

    assert pages == 5  # 2025 to 2022, and 2021, which is too old
    assert len(bodies(store)) == 4
    assert told(made, desk) == []
