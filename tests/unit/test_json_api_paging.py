"""What is asked of interfaces: first requests and next pages; mistakes in saying so."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urldefrag

import pytest

from monitor.kinds import kind_of
from tests import build
from tests.unit.json_api_samples import (
    NOON,
    REGISTER,
    answer,
    api,
    asked,
    configured,
    query,
    rows,
)

EXCHANGE = """
method = "POST"
items = "announcements"
total = "totalAnnouncement"
title = "announcementTitle"
id = "announcementId"
url = "adjunctUrl"
published = "announcementTime"
link_base = "https://static.example.org/"
paging = "page"
page_size = 30
lookback = "3d"
form = [
  "stock=600111,gssh0600111", "tabName=fulltext", "pageSize={page_size}", "pageNum={page}",
  "seDate={since}~{until}", "searchkey=",
]
"""
TRADE = """
method = "POST"
title = "state_act_title"
url = "intervention_url"
published = "date_published"
paging = "offset"
page_size = 100
body = '{"limit": {page_size}, "offset": {offset}, "request_data": {"period": ["{since}", null]}}'
"""


def test_parameters_repeat_and_hold_the_dates_of_the_look() -> None:
    request = asked(api(REGISTER))

    assert query(request) == {
        "conditions[agencies][]": ["bureau-a", "bureau-b"],
        "conditions[publication_date][gte]": ["2026-04-29"],
        "conditions[publication_date][lte]": ["2026-05-06"],
        "fields[]": ["title"],
        "order": ["newest"],
        "per_page": ["20"],
    }
    assert (request.role, request.method, request.is_stable) == ("api", "GET", False)


def test_dates_are_those_of_the_source_s_zone() -> None:
    late = datetime(2026, 5, 6, 23, 0, tzinfo=UTC)

    request = asked(api(REGISTER, timezone="Asia/Shanghai"), now=late)

    assert query(request)["conditions[publication_date][lte]"] == ["2026-05-07"]


def test_a_request_without_dates_is_the_same_at_every_look() -> None:
    source = api("title = 't'\nurl = 'u'", url="https://api.example.org/x?order=-date")

    request = asked(source)

    assert (request.url, request.is_stable) == ("https://api.example.org/x?order=-date", True)
    assert asked(source, now=NOON + timedelta(days=400)) == request


def test_a_form_is_posted_with_blank_fields_and_a_span_of_dates() -> None:
    request = asked(api(EXCHANGE, timezone="Asia/Shanghai"))

    assert request.body and dict(parse_qsl(request.body.decode(), keep_blank_values=True)) == {
        "stock": "600111,gssh0600111",
        "tabName": "fulltext",
        "pageSize": "30",
        "pageNum": "1",
        "seDate": "2026-05-03~2026-05-06",
        "searchkey": "",
    }
    assert (request.method, request.content_type) == ("POST", "application/x-www-form-urlencoded")


def test_a_body_of_json_keeps_its_own_braces() -> None:
    request = asked(api(TRADE))

    assert request.body and json.loads(request.body) == {
        "limit": 100,
        "offset": 0,
        "request_data": {"period": ["2026-04-29", None]},
    }
    assert request.content_type == "application/json"


def test_unix_times_can_be_asked_for() -> None:
    source = api("title = 't'\nid = 'i'\nparams = ['a={since:s}', 'b={until:ms}']")

    assert query(asked(source)) == {
        "a": [str(int((NOON - timedelta(days=7)).timestamp()))],
        "b": [str(int(NOON.timestamp()) * 1000)],
    }


def test_a_full_page_within_the_time_asked_for_is_followed_by_the_next() -> None:
    source = api(
        "title = 'title'\nurl = 'url'\npublished = 'publication_date'\npaging = 'offset'\n"
        "page_size = 3\nparams = ['start={offset}', 'count={page_size}']"
    )
    first = asked(source)

    whole = answer(source, first, rows(3, "2026-05-05"))
    part = answer(source, first, rows(2, "2026-05-05"))
    past = answer(source, first, [*rows(2, "2026-05-05"), *rows(1, "2026-04-01")])
    undated = answer(source, first, rows(3, ""))

    assert [query(one)["start"] for one in whole.follow] == [["3"]]
    assert (part.follow, part.older, part.is_window) == ((), None, False)
    for parsed in (past, undated):
        assert (parsed.follow, parsed.is_window) == ((), True)
        assert parsed.older and query(parsed.older)["start"] == ["3"]
    second = answer(source, whole.follow[0], rows(3, "2026-05-05"))
    assert [query(one)["start"] for one in second.follow] == [["6"]]


def test_the_last_page_that_an_interface_gives_is_not_exceeded() -> None:
    source = api(
        "title = 'title'\nurl = 'url'\npublished = 'publication_date'\npaging = 'page'\n"
        "page_size = 1\nmax_pages = 2\nfirst_page = 0\nparams = ['p={page}']"
    )
    first = asked(source)
    assert query(first)["p"] == ["0"]

    (second,) = answer(source, first, rows(1, "2026-05-05")).follow

    assert query(second)["p"] == ["1"]
    last = answer(source, second, rows(1, "2026-05-05"))
    assert (last.follow, last.older, last.is_window) == ((), None, True)


def test_a_cursor_is_sent_once_there_is_one() -> None:
    source = api(
        "items = 'data'\ntitle = 'title'\nurl = 'url'\npublished = 'publication_date'\n"
        "paging = 'cursor'\nnext = 'meta.next'\nparams = ['after={cursor}', 'n=2']"
    )
    first = asked(source)
    assert query(first) == {"n": ["2"]}

    said = {"data": rows(2, "2026-05-05"), "meta": {"next": "a/b=="}}
    (second,) = answer(source, first, said).follow

    assert query(second)["after"] == ["a/b=="]
    again = answer(source, second, said)
    assert again.follow == ()
    assert again.drift == ('next "meta.next" gives the same cursor again',)


def test_the_next_address_is_taken_from_the_answer_of_the_same_host_only() -> None:
    source = api(REGISTER)
    first = asked(source)

    def said(address: str) -> dict[str, object]:
        return {"count": 40, "next_page_url": address, "results": rows(20, "2026-05-05")}

    good = answer(source, first, said("https://api.example.org/v1/notices.json?page=2&x=1"))
    foreign = answer(source, first, said("https://elsewhere.example.net/?page=2"))
    same = answer(source, first, said(urldefrag(first.url).url))

    assert [urldefrag(one.url).url for one in good.follow] == [
        "https://api.example.org/v1/notices.json?page=2&x=1"
    ]
    assert (foreign.follow, same.follow) == ((), ())
    assert foreign.drift == ('next "next_page_url" is no address of the same host',)
    assert same.drift == ('next "next_page_url" gives the same page again',)


@pytest.mark.parametrize(
    ("options", "mistake"),
    [
        ("title = 'a['", 'title: "a[" is no JMESPath'),
        ("title = 'titel(a)'\nid = 'i'", "no function titel()"),
        ("items = 'x'", "title: is required"),
        ("title = 'a'", "url: is required"),
        ("params = ['q={sice}']", '"{sice}" stands for nothing; known: {cursor}, {offset}'),
        ("params = ['p={page:02}']\npaging = 'page'", "only dates take a format"),
        ("params = ['q']", '"q": expected "name=value"'),
        ("form = ['a=b']", 'form, body: need method = "POST"'),
        ("method = 'POST'\nform = ['a=b']\nbody = '{}'", "one or the other"),
        ("method = 'POST'\nbody = '{\"a\": {page_size}'", "body: is no JSON"),
        ("paging = 'page'\npage_size = 5", '"page" needs {page}'),
        ("params = ['p={page}']", 'it should be "page"'),
        ("params = ['p={page}']\npaging = 'page'", "when a page is full"),
        ("paging = 'window'", '"window" needs {since}'),
        ("paging = 'next-url'", "next: belongs to paging"),
        ("next = 'a'", "next: belongs to paging"),
        ("params = ['n={page_size}']", "page_size: is required"),
        ("max_pages = 0", "max_pages: cannot be zero"),
    ],
)
def test_contradictory_options_are_mistakes_with_a_remedy(options: str, mistake: str) -> None:
    if not options.startswith(("title", "items = 'x'")):
        options = f"title = 't'\nurl = 'u'\n{options}"

    source, problems = configured(options)

    assert source is None
    assert mistake in problems[0]


def test_a_source_without_options_is_told_what_it_needs() -> None:
    kind = kind_of(build.source(kind="json_api"))

    assert "title: is required" in (kind.mistake(build.source(kind="json_api")) or "")
