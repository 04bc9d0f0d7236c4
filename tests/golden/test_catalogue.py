"""The shipped sources ask as documented and read answers in the shapes that are known."""

from __future__ import annotations

import json
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from monitor.kinds.article_page import completed
from monitor.model import RawItem, Request, Source
from tests.golden.catalogue import ANSWERS, answer, asked, catalogue, parameters, read

SHAPES = json.loads((ANSWERS / "expected.json").read_text("utf-8"))
"""By source: the files that answer it one after the other, and title, address and date as they
are written of each item that is read in them."""


@pytest.mark.parametrize("name", SHAPES)
def test_the_shipped_options_read_the_shape(name: str) -> None:
    parsed = read(name, *SHAPES[name]["answers"])

    items = [[item.title, item.url, item.published] for item in parsed.items]
    assert items == SHAPES[name]["items"]
    assert parsed.drift == ()


def test_every_distinct_structure_that_is_switched_on_has_an_answer_in_its_shape() -> None:
    like = {  # sources that differ from a tested one in an address or a parameter only
        "federal-register-minerals": "federal-register-bis",
        "federal-register-president": "federal-register-bis",
        "federal-register-ustr": "federal-register-bis",
        "google-news-rare-earth-ko": "google-news-rare-earth-en",
        "google-news-rare-earth-zh": "google-news-rare-earth-en",
        "scmp-china-economy": "mining-com",
    }
    on = {one.name for one in catalogue().values() if one.enabled and one.kind != "document"}

    assert on - SHAPES.keys() - like.keys() == set()
    assert set(like.values()) <= SHAPES.keys()


def test_some_25_sources_are_on_and_none_of_them_needs_a_key() -> None:
    on = [one for one in catalogue().values() if one.enabled]

    assert 25 <= len(on) <= 32
    assert not any(one.access.api_key or one.access.password or one.access.bearer for one in on)


@pytest.mark.parametrize("source", catalogue().values(), ids=catalogue().keys())
def test_every_source_says_who_publishes_it_and_where_its_dates_are_from(source: Source) -> None:
    if source.kind == "document":
        return

    assert source.publisher or source.tier == "aggregator"
    assert source.language or source.tier == "aggregator"
    assert source.tags
    assert source.verified_on is None
    assert source.timezone != "UTC" or source.tier == "aggregator" or not source.enabled


def test_hosts_of_the_chinese_government_are_asked_slowly_and_given_time() -> None:
    for one in catalogue().values():
        host = urlsplit(one.url).hostname or ""
        if host.endswith((".gov.cn", "www.gov.cn")):
            assert one.spacing and timedelta(seconds=5) <= one.spacing <= timedelta(seconds=10)
            assert one.access.timeout and one.access.timeout > timedelta(seconds=30)


def test_the_federal_register_is_asked_for_two_weeks_of_an_agency_with_the_fields_documented() -> (
    None
):
    request = asked("federal-register-bis")

    assert request.url.startswith("https://www.federalregister.gov/api/v1/documents.json?")
    assert parameters(request)[:5] == [
        ("conditions[agencies][]", "industry-and-security-bureau"),
        ("conditions[publication_date][gte]", "2026-04-22"),
        ("conditions[publication_date][lte]", "2026-05-06"),
        ("order", "newest"),
        ("per_page", "100"),
    ]
    fields = {value for name, value in parameters(request) if name == "fields[]"}
    assert {"document_number", "effective_on", "comments_close_on", "docket_ids"} <= fields


def test_regulations_gov_is_asked_with_the_key_that_is_everybodys() -> None:
    assert parameters(asked("regulations-gov-minerals")) == [
        ("filter[searchTerm]", '"critical minerals"'),
        ("filter[postedDate][ge]", "2026-04-22"),
        ("filter[postedDate][le]", "2026-05-06"),
        ("sort", "-postedDate"),
        ("page[size]", "100"),
        ("page[number]", "1"),
    ]
    headers = catalogue()["regulations-gov-minerals"].access.headers
    assert headers == {"X-Api-Key": "DEMO_KEY"}


def test_gdelt_is_asked_for_one_day_in_its_own_form_of_dates() -> None:
    asked_for = dict(parameters(asked("gdelt-rare-earth-policy")))

    assert (asked_for["mode"], asked_for["format"]) == ("artlist", "json")
    assert (asked_for["maxrecords"], asked_for["sort"]) == ("250", "datedesc")
    assert asked_for["startdatetime"] == "20260505120000"
    assert asked_for["enddatetime"] == "20260506120000"


def test_miit_is_asked_for_the_newest_policy_documents() -> None:
    asked_for = dict(parameters(asked("miit-policy-documents")))

    assert asked_for["cateid"] == "196"
    assert asked_for["sortFields"] == '[{"name":"deploytime","type":"desc"}]'
    assert (asked_for["p"], asked_for["pg"]) == ("1", "20")
    assert catalogue()["miit-policy-documents"].access.headers == {
        "Referer": "https://www.miit.gov.cn/search/zcwjk.html"
    }


def test_cninfo_is_posted_a_form_with_a_window_of_days() -> None:
    request = asked("cninfo-rare-earth")
    form = dict(parameters(request))

    assert request.method == "POST"
    assert request.content_type == "application/x-www-form-urlencoded"
    assert (form["searchkey"], form["seDate"]) == ("稀土", "2026-04-29~2026-05-06")
    assert (form["pageNum"], form["pageSize"]) == ("1", "30")


def test_the_publications_office_is_asked_in_sparql_for_a_window_of_days() -> None:
    asked_for = dict(parameters(asked("eu-acts-critical-raw-materials")))

    assert asked_for["format"] == "application/sparql-results+json"
    assert (
        '?date >= "2026-04-06"^^xsd:date && ?date <= "2026-05-06"^^xsd:date' in asked_for["query"]
    )
    assert "{" in asked_for["query"]


def test_archives_by_year_and_month_are_asked_for_as_the_calendar_says() -> None:
    assert asked("wto-news").url.partition("#")[0].endswith("/news/news_2026_e.js")
    assert asked("ustr-press-releases").url.endswith("/press-releases/2026/may")


def test_the_data_behind_a_page_are_asked_for_with_the_parameters_that_it_names() -> None:
    (behind,) = read("miit-raw-materials", "jpaas_index.html").follow

    assert behind.url.startswith(
        "https://www.miit.gov.cn/api-gateway/jpaas-publish-server/front/page/build/unit?"
    )
    assert dict(parameters(behind))["tagId"] == "当前栏目_list"
    assert ("Referer", "https://www.miit.gov.cn/jgsj/ycls/wjfb/index.html") in behind.headers


@pytest.mark.parametrize(
    ("name", "file", "said", "left_out"),
    [
        ("mofcom-announcements", "page_mofcom.html", "对铥相关物项实施出口管制", "版权所有"),
        ("miit-raw-materials", "page_miit.html", "总量控制指标", "相关链接"),
        ("gacc-announcements", "page_gacc.html", "调整有关商品编号", "打印"),
    ],
)
def test_the_shipped_selectors_find_the_text_of_a_page(
    name: str, file: str, said: str, left_out: str
) -> None:
    source = catalogue()[name]
    item = RawItem(source=name, url="https://www.example.gov.cn/art/1.html", title="公告")
    page = answer(Request(url="https://www.example.gov.cn/art/1.html", role="page"), file)

    done = completed(source, item, page)

    assert done.drift == ()
    assert done.item.content and said in done.item.content
    assert left_out not in done.item.content


def test_what_a_notice_has_attached_is_asked_for() -> None:
    item = RawItem(source="x", url="https://www.miit.gov.cn/art/1.html", title="通知")
    page = answer(Request(url="https://www.miit.gov.cn/art/1.html", role="page"), "page_miit.html")

    done = completed(catalogue()["miit-raw-materials"], item, page)

    assert [one.url for one in done.attachments] == [
        "https://www.miit.gov.cn/cms_files/2026/zb.pdf"
    ]
    assert done.item.published == "发布时间：2026-04-28 15:30"
