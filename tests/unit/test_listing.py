"""What is read on pages with a list of links, and when that is an error."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from monitor import dates
from monitor.errors import LayoutError, ParseError
from monitor.kinds import Parsed, kind_of, parse
from monitor.kinds.listing import ListingOptions, listing_mistake, listing_request
from monitor.kinds.listing_options import ListingData
from monitor.model import PageOptions, RawItem, Request, Source
from tests.build import NOON, payload, source
from tests.unit.listing_shapes import (
    CISTEC,
    MIIT_ANSWER,
    MIIT_OPTIONS,
    MIIT_PAGE,
    MIIT_URL,
    MOFCOM_OLD,
    NDRC,
    OFAC,
    SHAPES,
    USTR,
    Shape,
    page,
)

URL = "https://a.example/news/"


def listing(options: ListingOptions, **given: Any) -> Source:
    return source(**{"kind": "listing", "url": URL, "options": options, **given})


def shaped(shape: Shape) -> Source:
    return listing(shape.options, url=shape.url, language=shape.language, timezone=shape.timezone)


def look(one: Source, body: str | bytes, asked: Request | None = None) -> Parsed:
    url = asked.url if asked else one.url
    request = asked or Request(url=one.url, role="listing")
    return parse(one, payload(body, url=url, content_type="text/html", request=request))


def read(body: str, **options: Any) -> Parsed:
    return look(listing(ListingOptions(**{"items": "li", **options})), page(body))


def only(parsed: Parsed) -> RawItem:
    (item,) = parsed.items
    return item


@pytest.mark.parametrize("name", SHAPES)
def test_lists_of_agencies_are_read(name: str) -> None:
    shape = SHAPES[name]
    url, title, published = shape.first

    parsed = look(shaped(shape), shape.page)

    assert parsed.items[0] == RawItem(
        source="gazette", url=url, title=title, published=published, date_origin="listing"
    )
    assert len(parsed.items) == shape.entries
    assert parsed.drift == ()
    assert parsed.is_window


@pytest.mark.parametrize("name", SHAPES)
def test_every_date_of_a_list_is_one_that_is_understood(name: str) -> None:
    shape = SHAPES[name]
    for item in look(shaped(shape), shape.page).items:
        if item.published:
            reading = dates.read(
                item.published, timezone=shape.timezone, now=NOON, language=shape.language
            )
            assert reading is not None
            assert (reading.at.year, reading.at.month) == (2026, 5)


def test_shipped_shapes_have_options_without_mistake() -> None:
    assert [listing_mistake(shaped(shape)) for shape in SHAPES.values()] == [None] * len(SHAPES)


def test_a_date_within_a_title_is_cut_out() -> None:
    second = look(shaped(MOFCOM_OLD), MOFCOM_OLD.page).items[1]

    assert second.published == "2026年5月4日"


# the list behind a second request


def test_the_data_behind_a_page_are_asked_for() -> None:
    miit = listing(MIIT_OPTIONS, url=MIIT_URL)

    parsed = look(miit, MIIT_PAGE)

    assert parsed.items == ()
    assert parsed.follow == (
        Request(
            url="https://www.miit.example/api-gateway/jpaas/build/unit"
            "?webId=8d&pageId=1b&parseType=buildstatic&no=1",
            role="api",
            headers=(("X-Requested-With", "XMLHttpRequest"), ("Referer", MIIT_URL)),
        ),
    )
    assert not listing_request(miit, NOON).is_stable


def test_the_data_behind_a_page_are_read_as_if_they_stood_on_it() -> None:
    miit = listing(MIIT_OPTIONS, url=MIIT_URL)
    (follow,) = look(miit, MIIT_PAGE).follow

    assert only(look(miit, MIIT_ANSWER, follow)) == RawItem(
        source="gazette",
        url="https://www.miit.example/jgsj/ycls/wjfb/art/2026/art_1.html",
        title="稀土指标通知",
        published="2026-05-06",
        date_origin="listing",
    )


@pytest.mark.parametrize("answer", ['{"data":{}}', '{"data":null}', "[]", '{"data":{"html":1}}'])
def test_data_without_the_list_are_a_changed_layout(answer: str) -> None:
    miit = listing(MIIT_OPTIONS, url=MIIT_URL)

    with pytest.raises(LayoutError, match=r'no HTML at "data.html"'):
        look(miit, answer, Request(url=MIIT_URL, role="api"))


def test_an_answer_that_is_no_json_is_an_error() -> None:
    with pytest.raises(ParseError, match="is no JSON"):
        look(listing(MIIT_OPTIONS), "<html><body>busy", Request(url=MIIT_URL, role="api"))


@pytest.mark.parametrize(
    ("body", "fact"),
    [
        ("<p>other</p>", 'no element matches data.url "div.lmy_main_rb'),
        (MIIT_PAGE.replace("'no':1", "'no':"), "no JSON object"),
        (MIIT_PAGE.replace("querydata", "query-data"), 'no element matches data.query "div'),
    ],
)
def test_a_page_without_the_way_to_its_data_is_a_changed_layout(body: str, fact: str) -> None:
    with pytest.raises(LayoutError, match=fact):
        look(listing(MIIT_OPTIONS), body)


# empty and broken are not the same


def test_a_page_on_which_nothing_matches_is_a_changed_layout() -> None:
    with pytest.raises(LayoutError, match='no element matches items "li"; compare with the page'):
        read("<p>Nothing here</p>")


def test_a_list_that_is_proved_empty_is_empty() -> None:
    parsed = read("<p>No results were found</p>", empty='p:contains("No results")')

    assert parsed == Parsed(items=(), is_window=False)


def test_entries_without_any_link_are_a_changed_layout() -> None:
    with pytest.raises(LayoutError, match='none of 2 entries of items "li" has a link'):
        read("<li>One</li><li><a href='javascript:void(0)'>Two</a></li>")


def test_entries_without_link_or_title_are_counted() -> None:
    parsed = read("<li>Heading</li><li><a href='1'>One</a></li><li><a href='2'></a></li>")

    assert [(item.url, item.title) for item in parsed.items] == [
        (f"{URL}1", "One"),
        (f"{URL}2", None),
    ]
    assert parsed.drift == ("no link in 1 of 3 entries", "no title in 1 of 3 entries")


@pytest.mark.parametrize("field", ["date", "summary", "title"])
def test_a_field_that_is_found_in_no_entry_is_drift(field: str) -> None:
    parsed = read("<li><a href='1'>One</a></li><li><a href='2'>Two</a></li>", **{field: "b.gone"})

    assert f'{field} "b.gone" in 0 of 2 entries' in parsed.drift


def test_a_field_that_some_entries_have_is_no_drift() -> None:
    parsed = read(
        "<li><a href='1'>One</a><b>2026-05-06</b></li><li><a href='2'>Two</a></li>", date="b"
    )

    assert [item.published for item in parsed.items] == ["2026-05-06", None]
    assert parsed.drift == ()


def test_dates_that_nobody_can_read_are_drift_and_kept_as_written() -> None:
    parsed = read("<li><a href='1'>One</a><b>soon</b></li>", date="b")

    assert only(parsed).published == "soon"
    assert parsed.drift == ('date "b" unreadable in 1 of 1 entries',)


@pytest.mark.parametrize(
    ("body", "fact"),
    [
        ("<form><input name=u><input type='password'></form>", "a login page"),
        ("<script src='/cdn-cgi/challenge-platform/h/b'></script>", "a challenge page"),
        ("<title>安全验证</title>", "a challenge page"),
    ],
)
def test_what_stands_in_place_of_the_list_is_named(body: str, fact: str) -> None:
    with pytest.raises(ParseError, match=f"gazette: {fact}.* in place of the list"):
        read(body)


def test_a_login_form_beside_the_list_is_no_harm() -> None:
    assert read("<input type='password'><li><a href='1'>One</a></li>").items


def test_a_list_that_a_script_leads_to_is_followed_once() -> None:
    one = listing(ListingOptions(items="li"))
    body = page("<script>window.location.href='/news/list.html'</script>")

    parsed = look(one, body)

    assert parsed.follow == (
        Request(
            url="https://a.example/news/list.html", role="listing", headers=(("Referer", URL),)
        ),
    )
    with pytest.raises(LayoutError):
        look(one, body, parsed.follow[0])


# links and titles


@pytest.mark.parametrize(
    ("head", "href", "url"),
    [
        ("", "1.html", "https://a.example/news/1.html"),
        ("", "./1.html", "https://a.example/news/1.html"),
        ("", "../../../1.html", "https://a.example/1.html"),
        ("", "//b.example/1", "https://b.example/1"),
        ("<base href='/zh/'>", "1.html", "https://a.example/zh/1.html"),
        ("<base href='https://c.example/x/'>", "1.html", "https://c.example/x/1.html"),
        ("<base href='http://[x'>", "1.html", "https://a.example/news/1.html"),
        ("", " a b.html\n", "https://a.example/news/a%20b.html"),
    ],
)
def test_relative_links_are_resolved_as_browsers_do(head: str, href: str, url: str) -> None:
    one = listing(ListingOptions(items="li"))

    parsed = look(one, page(f"<li><a href='{href}'>One</a></li>", head))

    assert only(parsed).url == url


@pytest.mark.parametrize(
    ("entry", "title"),
    [
        ("<a href='1'>Whole title</a>", "Whole title"),
        (
            "<a href='1' title='Whole title of the notice'>Whole title of…</a>",
            "Whole title of the notice",
        ),
        (
            "<a href='1' title='Whole title of the notice'>Whole title...</a>",
            "Whole title of the notice",
        ),
        ("<a href='1' title='Opens in a new tab'>Whole title</a>", "Whole title"),
        ("<a href='1' title='Whole'><img src='x'></a>", "Whole"),
        ("<a href='1'><img src='x' alt='Shown'></a>", "Shown"),
        ("<a href='1'>稀<em>土</em>出口<br>管制</a>", "稀土出口 管制"),
        ("<a href='1'>A<script>b()</script><!-- c --> d</a>", "A d"),
    ],
)
def test_titles_are_whole(entry: str, title: str) -> None:
    assert only(read(f"<li>{entry}</li>")).title == title


def test_the_entry_itself_may_be_the_link() -> None:
    parsed = read(
        "<a class=x href='1' data-day='2026-05-06'>One</a>", items="a.x", date="@data-day"
    )

    assert only(parsed).published == "2026-05-06"
    assert only(parsed).url == f"{URL}1"


def test_summary_and_tags_are_taken() -> None:
    item = only(
        read(
            "<li><a href='1'>One</a><p>Short.</p><i>Metals</i><i>Trade</i><i>Metals</i></li>",
            summary="p",
            tags="i",
        )
    )

    assert (item.summary, item.tags) == ("Short.", ("Metals", "Trade"))


def test_one_address_is_one_item_with_the_title_that_is_there() -> None:
    parsed = read("<li><a href='1'><img src=x></a></li><li><a href='1'>One</a></li>")

    assert only(parsed).title == "One"


def test_entries_that_are_not_wanted_are_no_drift() -> None:
    parsed = read(
        "<li><a href='/news/1.html'>One</a></li><li><a href='/jobs/2.html'>Two</a></li>",
        include=("/news/",),
        exclude=("*.pdf$",),
    )

    assert [item.title for item in parsed.items] == ["One"]
    assert parsed.drift == ()


# older pages


def older(one: Source, body: str, asked: str | None = None) -> str | None:
    request = Request(url=asked, role="listing") if asked else None
    found = look(one, body, request).older
    assert found is None or found.role == "listing"
    return found.url if found else None


def test_numbered_pages_are_counted_on() -> None:
    one = shaped(NDRC)

    second = older(one, NDRC.page)

    assert second == "https://www.ndrc.example/xwdt/xwfb/index_1.html"
    assert older(one, NDRC.page, second) == "https://www.ndrc.example/xwdt/xwfb/index_2.html"
    assert older(one, NDRC.page, second.replace("_1.", "_10000.")) is None


def test_the_link_to_the_older_page_is_followed() -> None:
    assert older(shaped(OFAC), OFAC.page) == "https://ofac.example/recent-actions?page=1"


def test_a_last_page_that_links_to_itself_has_no_older_one() -> None:
    one = listing(ListingOptions(items="li", next="a.next"))

    assert older(one, page(f"<li><a href=1>x</a></li><a class=next href='{URL}'>›</a>")) is None


def test_archives_are_paged_back_by_month() -> None:
    one = shaped(USTR)
    may = "https://ustr.example/press-releases/2026/may"

    assert older(one, USTR.page) == may
    assert older(one, USTR.page, may) == "https://ustr.example/press-releases/2026/april"
    assert (
        older(one, USTR.page, may.replace("may", "january"))
        == "https://ustr.example/press-releases/2025/december"
    )


def test_a_backfill_begins_at_the_archive_of_its_last_day() -> None:
    request = listing_request(shaped(USTR), NOON, date(2024, 1, 1), date(2024, 11, 30))

    assert request.url == "https://ustr.example/press-releases/2024/november"


def test_the_address_itself_may_be_an_archive() -> None:
    one = listing(ListingOptions(items="li"), url="https://a.example/{year}/{month}/")

    assert listing_request(one, NOON) == Request(
        url="https://a.example/2026/05/", role="listing", is_stable=False
    )


def test_a_young_month_leads_to_the_one_before_and_an_old_one_back() -> None:
    one = listing(ListingOptions(items="li"), url="https://a.example/{year}/{month}/")

    def month(number: str) -> Parsed:
        return look(one, page("<p>–"), Request(url=f"https://a.example/2026/{number}/"))

    assert [ask.url for ask in month("05").follow] == ["https://a.example/2026/04/"]
    with pytest.raises(LayoutError):
        month("04")
    march = month("03")
    assert march.older is not None
    assert march.older.url == "https://a.example/2026/02/"
    assert march.drift == ('items "li" in 0 entries of https://a.example/2026/03/',)


# mistakes in options


@pytest.mark.parametrize(
    ("given", "mistake"),
    [
        ({"items": "li["}, 'items: "li[" is no CSS selector: '),
        ({"items": "li@x"}, "items: a selector without @attribute is wanted"),
        ({"items": "li", "date": "b | a:hover(x)@title"}, 'date: "a:hover(x)" is no CSS selector'),
        ({"items": "li", "remove": ("p", "div >")}, 'remove: "div >" is no CSS selector'),
        ({"items": "a" * 501}, "items: the selector has more than 500 characters"),
        ({"items": "li", "data": ListingData(url="script[@url")}, 'data.url: "script[" is no CSS'),
        ({"items": "li", "page": "index.html"}, "page: has no {page}"),
        ({"items": "li", "page": "{pge}"}, "page: no {pge}; known are {page}, {year}"),
        ({"items": "li", "page": "{page}/{year}"}, "page: {page} or {year}, not both"),
        ({"items": "li", "page": "{month}"}, "page: a month without {year}"),
        ({"items": "li", "page": "{page}", "next": "a"}, "page: next says already"),
        ({"items": "li", "include": ("news/",)}, 'include: "news/" matches nothing'),
    ],
)
def test_mistakes_in_options_are_named_with_their_place(
    given: dict[str, Any], mistake: str
) -> None:
    found = listing_mistake(listing(ListingOptions(**given)))

    assert found is not None
    assert found.startswith(mistake)


def test_selectors_of_article_pages_are_checked_too() -> None:
    one = listing(ListingOptions(items="li"), page=PageOptions(body="#con_con | ["))

    assert str(listing_mistake(one)).startswith('page.body: "[" is no CSS selector')


def test_the_kind_asks_robots_as_a_listing() -> None:
    one = shaped(CISTEC)

    assert kind_of(one).request(one, NOON) == Request(url=CISTEC.url, role="listing")


# hostile input


def test_a_list_in_another_character_set_than_declared_is_read() -> None:
    body = page("<li><a href='1'>稀土出口管制公告</a></li>").encode("gb18030")
    one = listing(ListingOptions(items="li"))

    parsed = parse(one, payload(body, url=URL, content_type="text/html; charset=utf-8"))

    assert only(parsed).title == "稀土出口管制公告"


def test_null_bytes_do_not_end_a_page() -> None:
    padding = f"<!-- {'x' * 5000} -->"

    assert only(read(f"\0<li>\0<a href='1'>One</a></li>\0{padding}")).title == "One"


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000,
        "<li>" + "<a href='1'><b>" * 50_000,
        f"<li {' '.join(f'a{n}=1' for n in range(50_000))}><a href=1>x</a></li>",
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><li/>',
        "\ud7ff\ufffe" * 1000,
    ],
)
def test_hostile_pages_are_refused_or_empty(body: str) -> None:
    with pytest.raises(ParseError, match="gazette"):
        read(body)


def test_a_million_links_are_cut_and_that_is_said() -> None:
    parsed = read("<li><a href='x'>One</a></li>" * 1_000_000)

    assert len(parsed.items) == 1
    assert parsed.drift == ("only the first 2,000 of 9,999 entries were read",)


def test_entries_within_each_other_cost_no_more_than_their_own_text() -> None:
    nested = "<div><a href='1'></a>" * 190 + "x" * 1_000_000 + "</div>" * 190

    assert len(read(nested, items="div", summary=":scope").items) == 1


def test_a_huge_value_is_cut() -> None:
    parsed = read(f"<li><a href='1' title='{'y' * 100_000}'>x…</a></li>")

    assert len(only(parsed).title or "") == 1000


def test_options_of_another_kind_are_a_defect() -> None:
    with pytest.raises(TypeError, match="has no listing options"):
        parse(replace(shaped(NDRC), options=None), payload("x"))
