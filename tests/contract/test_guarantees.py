"""What must not be missed, told twice, or said without having been seen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import TypeVar

import httpx

from monitor.engine.cycle import poll_due
from monitor.engine.dispatch import Dispatcher
from monitor.outcome import Window
from monitor.pipeline import Pipeline
from monitor.store import Store
from tests.build import FakeClock, source
from tests.contract.test_looking import (
    HOME,
    HOUR,
    LIST,
    Site,
    items,
    line,
    page,
    told,
    wordpress,
)
from tests.line import KeepingChannel, pipeline, poll


def titles(made: Pipeline, desk: KeepingChannel) -> list[str]:
    return [entry.title for one in told(made, desk) for entry in one.entries]


def long_list(*numbers: int) -> str:
    entries = "".join(
        f'<li><a href="/n/{one}">Licence for dysprosium: notice {one}</a><span>2026-05-01</span>'
        for one in numbers
    )
    return f"<html><body><ul class=news>{entries}</ul></body></html>"


T = TypeVar("T")
Pages = dict[str, str]


def pages(*numbers: int) -> Pages:
    return {f"/n/{one}": page(f"A licence for dysprosium, number {one}.") for one in numbers}


def test_a_first_sight_that_takes_several_looks_is_no_news(store: Store) -> None:
    site = Site({"/list": long_list(*range(60)), **pages(*range(61))})
    desk = KeepingChannel("desk")
    made = line(store, site, LIST, desk=desk)

    poll(made)
    poll(made)
    backlog = titles(made, desk)
    site.pages["/list"] = long_list(*range(1, 61))
    poll(made)

    assert store.totals().items == 61
    assert backlog == []
    assert titles(made, desk) == ["Licence for dysprosium: notice 60"]


def test_the_late_page_of_a_first_sight_is_no_news(store: Store) -> None:
    site = Site({"/list": long_list(1), "/n/1": httpx.Response(503)})
    desk = KeepingChannel("desk")
    made = line(store, site, LIST, desk=desk)
    poll(made)
    poll(made)
    site.pages |= pages(1)

    poll(made)

    assert titles(made, desk) == []


def test_a_part_that_failed_at_first_sight_is_no_news_when_it_comes(store: Store) -> None:
    site = Site(
        {
            "/sitemap.xml": sitemap("sitemap", "/a.xml", "/b.xml"),
            "/a.xml": sitemap("url", "/n/1"),
            "/b.xml": httpx.Response(503),
            **pages(1, 2),
        }
    )
    desk = KeepingChannel("desk")
    made = line(store, site, SITEMAP, desk=desk)
    poll(made)
    site.pages["/b.xml"] = sitemap("url", "/n/2")

    poll(made)

    assert store.totals().items == 2
    assert titles(made, desk) == []


def sitemap(tag: str, *links: str) -> str:
    inner = "".join(f"<{tag}><loc>{HOME}{link}</loc></{tag}>" for link in links)
    root = "sitemapindex" if tag == "sitemap" else "urlset"
    return f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</{root}>'


SITEMAP = source(kind="sitemap", url=f"{HOME}/sitemap.xml", robots=False)


def test_an_index_that_stays_the_same_hides_no_news_of_its_parts(store: Store) -> None:
    parts: Pages = {"/a.xml": sitemap("url", "/n/1"), **pages(1, 2)}

    def site(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/sitemap.xml":
            if request.headers.get("If-None-Match"):
                return httpx.Response(304)
            whole = sitemap("sitemap", "/a.xml")
            return httpx.Response(200, headers={"ETag": '"same"'}, content=whole)
        return httpx.Response(200, content=parts[request.url.path])

    made = line(store, site, SITEMAP)
    poll(made)
    parts["/a.xml"] = sitemap("url", "/n/1", "/n/2")

    poll(made)

    assert store.totals().items == 2


def test_a_part_that_cannot_be_read_is_asked_for_again(store: Store) -> None:
    dated = sitemap("sitemap", "/a.xml").replace(
        "</loc>", "</loc><lastmod>2026-05-06T08:00:00Z</lastmod>"
    )
    parts: Pages = {"/a.xml": "<html><body>Maintenance</body></html>", **pages(1)}
    parts["/b.xml"] = sitemap("url", "/n/1")
    dated = dated.replace(
        "</sitemapindex>", f"<sitemap><loc>{HOME}/b.xml</loc></sitemap></sitemapindex>"
    )

    def site(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/sitemap.xml":
            if request.headers.get("If-None-Match"):
                return httpx.Response(304)
            return httpx.Response(200, headers={"ETag": '"same"'}, content=dated)
        return httpx.Response(200, content=parts[request.url.path])

    made = line(store, site, SITEMAP)
    poll(made)
    parts |= {"/a.xml": sitemap("url", "/n/2"), **pages(2)}

    poll(made)

    assert store.totals().items == 2


def test_a_gap_is_seen_though_some_of_what_came_is_a_copy(store: Store) -> None:
    other = source(name="other", url=f"{HOME}/other")
    copied = items(8).replace(b"/8<", b"/copy<")
    site, desk = Site({"/feed": items(1, 2, 3), "/other": copied}), KeepingChannel("desk")
    made = line(store, site, source(), other, desk=desk)
    poll(made)
    poll(made, "other")
    site.pages["/feed"] = items(7, 8, 9)

    poll(made)

    assert any("has a gap" in one for one in titles(made, desk))


def test_what_is_pinned_on_top_hides_no_gap(store: Store) -> None:
    site, desk = Site({"/feed": items(1, *range(9, 3, -1))}), KeepingChannel("desk")
    made = line(store, site, source(), desk=desk)
    poll(made)
    site.pages["/feed"] = items(1, *range(14, 8, -1))

    poll(made)

    assert not any("has a gap" in one for one in titles(made, desk))  # 9 was there before

    site.pages["/feed"] = items(1, *range(24, 18, -1))

    poll(made)

    assert any("has a gap" in one for one in titles(made, desk))


def test_more_old_items_on_top_than_anybody_pins_are_an_overlap(store: Store) -> None:
    site, desk = Site({"/feed": items(*range(1, 8))}), KeepingChannel("desk")
    made = line(store, site, source(), desk=desk)
    poll(made)
    site.pages["/feed"] = items(1, 2, 3, 4, *range(24, 18, -1))

    poll(made)

    assert not any("has a gap" in one for one in titles(made, desk))


def test_new_items_below_a_few_old_ones_are_no_gap(store: Store) -> None:
    site, desk = Site({"/feed": items(1, 2, 3)}), KeepingChannel("desk")
    made = line(store, site, source(), desk=desk)
    poll(made)
    site.pages["/feed"] = items(1, 2, 3, 4, 5)

    poll(made)

    assert not any("has a gap" in one for one in titles(made, desk))


def test_a_server_that_knows_no_pages_mends_no_gap(store: Store) -> None:
    feed = [wordpress(1, 2, 3)]
    asked: list[str] = []

    def site(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, content=feed[0])

    desk = KeepingChannel("desk")
    made = line(store, site, source(), desk=desk)
    poll(made)
    told(made, desk)
    asked.clear()
    feed[0] = wordpress(7, 8, 9)

    poll(made)

    assert any("has a gap" in one for one in titles(made, desk))
    assert len(asked) == 2


def test_history_of_a_server_that_knows_no_pages_ends(store: Store) -> None:
    asked: list[str] = []

    def site(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        assert len(asked) < 50
        return httpx.Response(200, content=wordpress(1, 2, 3))

    made = line(store, site, source())

    async def work() -> None:
        async for _ in made.backfill(made.sources["gazette"], Window()):
            pass

    asyncio.run(work())

    assert len(asked) == 2


def test_a_feed_that_always_replaces_everything_has_one_gap(store: Store) -> None:
    clock, site, desk = FakeClock(), Site({"/feed": items(1, 2)}), KeepingChannel("desk")
    made = line(store, site, source(), clock=clock, desk=desk)
    poll(made)
    said: list[str] = []
    for number in range(1, 6):
        site.pages["/feed"] = items(10 * number, 10 * number + 1)
        for _ in range(2):
            clock.advance(HOUR)
            poll(made)
            said += [one for one in titles(made, desk) if "has a gap" in one]

    assert len(said) == 1


def failing(store: Store, *answers: int | httpx.Response) -> list[str]:
    """Return what is told of a source that is well, then answers so hour by hour."""
    clock, desk = FakeClock(), KeepingChannel("desk")
    site = Site({"/feed": items(1)})
    made = line(store, site, source(), clock=clock, desk=desk)
    poll(made)
    said: list[str] = []
    for answer in answers:
        site.pages["/feed"] = httpx.Response(answer) if isinstance(answer, int) else answer
        clock.advance(HOUR)
        poll(made)
        said += titles(made, desk)
    return said


def test_what_is_gone_is_not_back_while_it_cannot_be_reached(store: Store) -> None:
    said = failing(store, 410, 500, 500, 500, 410)

    assert len(said) == 1
    assert said[0].startswith("gazette is gone")


def test_what_is_blind_does_not_see_again_because_it_is_gone(store: Store) -> None:
    said = failing(store, 500, 500, 500, 410, 500)

    assert [one.split(" since")[0] for one in said] == ["gazette is blind", "gazette is gone"]


def test_a_look_that_saw_nothing_ends_no_drift(store: Store) -> None:
    broken = long_list(1).replace("<span>2026-05-01</span>", "")
    tag = ['"1"']
    clock, desk = FakeClock(), KeepingChannel("desk")

    def site(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/list":
            if request.headers.get("If-None-Match") == tag[0]:
                return httpx.Response(304)
            return httpx.Response(200, headers={"ETag": tag[0]}, content=broken)
        return httpx.Response(200, content=page("Text."))

    made = line(store, site, LIST, clock=clock, desk=desk)
    said: list[str] = []
    for number in (1, 2, 2, 2, 3, 3, 4):
        tag[0] = f'"{number}"'
        clock.advance(timedelta(minutes=10))
        poll(made)
        said += titles(made, desk)

    assert [one.split(" since")[0] for one in said] == ["gazette has changed its layout"]


def test_a_key_in_the_address_of_a_source_is_told_to_no_other_site(store: Store) -> None:
    heard: list[httpx.Request] = []
    feed = items(1).replace(HOME.encode(), b"https://elsewhere.example")

    def site(request: httpx.Request) -> httpx.Response:
        heard.append(request)
        return httpx.Response(200, content=feed if request.url.path == "/feed" else page("Text."))

    url = "https://me:secret@example.org/feed?key=secret"
    poll(line(store, site, source(url=url, full_text=True, robots=False)))

    assert heard[-1].url.host == "elsewhere.example"
    assert "secret" not in str(heard[-1].headers)


def test_a_notice_that_a_source_moved_names_no_key(store: Store) -> None:
    clock, desk = FakeClock(), KeepingChannel("desk")
    there = httpx.Response(301, headers={"Location": f"{HOME}/new?key=secret"})
    site = Site({"/feed?key=secret": there, "/new?key=secret": items(1)})
    made = line(store, site, source(url=f"{HOME}/feed?key=secret"), clock=clock, desk=desk)
    said: list[str] = []
    for _ in range(5):
        poll(made)
        clock.advance(10 * HOUR)
        said += titles(made, desk)

    assert said
    assert "secret" not in str(said)


def test_a_clock_that_was_wrong_leaves_no_source_alone_for_years(store: Store) -> None:
    clock = FakeClock()
    made = line(store, Site({"/feed": items(1)}), source(), clock=clock)
    clock.advance(timedelta(days=3000))
    poll(made)
    clock.advance(-timedelta(days=3000))

    made.watching.steer(timedelta(minutes=10))

    assert made.watching.due(clock())


def test_what_came_just_before_a_backfill_is_told(store: Store) -> None:
    site, desk = Site({"/feed": items(1)}), KeepingChannel("desk")
    made = line(store, site, source(), desk=desk)
    poll(made)
    site.pages["/feed"] = items(1, 2)

    async def work() -> None:
        async for _ in made.backfill(made.sources["gazette"], Window()):
            pass

    asyncio.run(work())
    poll(made)

    assert titles(made, desk) == ["Notice 2"]


def test_a_cycle_cut_off_while_it_claims_gives_all_sources_back(store: Store) -> None:
    clock = FakeClock()

    async def cut_off(step: Callable[[], T], /) -> T:
        done = step()
        if store.sources.count_due(clock()) == 0 and not cut:
            cut.append(True)
            raise asyncio.CancelledError
        return done

    cut: list[bool] = []
    made = pipeline(store, Site({"/feed": items(1)}), clock=clock, worker=cut_off)
    turns = Dispatcher(concurrent=4, per_host=2, spacing=lambda _: timedelta(0))

    async def work() -> None:
        with suppress(asyncio.CancelledError):
            await poll_due(made, turns, seen=lambda _: None)

    asyncio.run(work())

    assert cut
    assert store.sources.count_due(clock()) == 1
