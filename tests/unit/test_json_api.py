"""Reading answers of interfaces: JSON, JSONP and scripts, into items and typed errors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import LayoutError, ParseError
from monitor.kinds import Parsed
from monitor.kinds.json_api import parse_json_api
from monitor.model import Payload
from tests import build
from tests.unit.json_api_samples import NOON, api, read


def test_fields_are_found_by_their_expressions() -> None:
    source = api(
        """
        items = "results"
        id = "document_number"
        title = "title"
        url = "html_url"
        published = "publication_date"
        updated = "changed"
        summary = "abstract"
        authors = "agencies[].name"
        publisher = "agencies[0].parent"
        language = "lang"
        tags = "topics"
        enclosures = "[pdf_url, xml_url]"
        """
    )
    row = {
        "document_number": "2026-00123",
        "title": "Additions to the control list",
        "html_url": "/documents/2026-00123",
        "publication_date": "2026-05-05",
        "changed": "2026-05-06",
        "abstract": "Dysprosium &amp; terbium.",
        "agencies": [{"name": "Bureau A", "parent": "Department B"}, {"name": "Bureau C"}],
        "lang": "en",
        "topics": ["exports", "exports", None, "metals"],
        "pdf_url": "https://files.example.org/123.pdf",
        "xml_url": None,
    }

    (item,) = read(source, {"count": 1, "results": [row]}).items

    assert item == build.raw_item(
        source="gazette",
        id="2026-00123",
        title="Additions to the control list",
        url="https://api.example.org/documents/2026-00123",
        published="2026-05-05",
        updated="2026-05-06",
        date_origin="api",
        summary="Dysprosium &amp; terbium.",
        authors=("Bureau A", "Bureau C"),
        publisher="Department B",
        language="en",
        tags=("exports", "metals"),
        enclosures=("https://files.example.org/123.pdf",),
    )


def test_values_of_other_types_become_texts_or_are_absent() -> None:
    source = api("title = 't'\nid = 'i'\nurl = 'u'\nsummary = 's'")

    items = read(
        source,
        [
            {"t": ["First", "second"], "i": 12, "u": {"href": "x"}, "s": ["a", "b"]},
            {"t": 7.0, "i": True, "u": "javascript:x", "s": {"a": 1}},
            {"t": "half \ud800 a character", "i": 1.5},
            "no object",
            None,
        ],
    ).items

    assert [(i.title, i.id, i.url, i.summary) for i in items] == [
        ("First", "12", None, "a\n\nb"),
        ("7", None, None, None),
        ("half \ufffd a character", "1.5", None, None),
    ]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (1786723200000, "2026-08-15"),  # midnight in Shanghai: the interface keeps days
        (1786723261, "2026-08-15T00:01:01+08:00"),
        ("1786723261000", "2026-08-15T00:01:01+08:00"),
        (1786723261000000, "2026-08-15T00:01:01+08:00"),
        ("20260815", "20260815"),
        ("2026.08.15_10:00:00", "2026.08.15_10:00:00"),
        (0, "0"),
    ],
)
def test_unix_times_are_told_by_their_size(written: object, read_as: str) -> None:
    source = api("title = 't'\nid = 't'\npublished = 'd'", timezone="Asia/Shanghai")

    assert read(source, [{"t": "a", "d": written}]).items[0].published == read_as


def test_text_with_mark_up_is_known_from_plain_text() -> None:
    source = api("title = 't'\nid = 't'\ncontent = 'c'")

    plain, marked_up = read(source, [{"t": 1, "c": "a < b"}, {"t": 2, "c": "a<br>b"}]).items

    assert (plain.content_type, marked_up.content_type) == ("text/plain", "text/html")


def test_jsonp_is_read_without_its_call() -> None:
    source = api(
        "items = 'pageHelp.data'\ntitle = 'TITLE'\nurl = 'URL'\npublished = 'SSEDATE'\n"
        "link_base = 'https://www.example.org/'"
    )
    row = '{"TITLE":"稀土公告","URL":"/disclosure/1.pdf","SSEDATE":"2026-05-05"}'

    for call in ("jsonpCallback46857(%s)", "/**/ cb.x(%s);", "try{ cb(%s) }catch(e){}"):
        (item,) = read(source, call % f'{{"pageHelp":{{"data":[{row}]}}}}').items
        assert item.url == "https://www.example.org/disclosure/1.pdf"


SCRIPT = r"""
//* LAST UPDATE : today; "unclosed
var news_item = new Array(); var config = {lang: 'en', n: [1, 2,], };
/* news_item[0] = {ni_head: "not this"}; */
news_item[2118] = {
 ni_date:"2026.05.05_14:00:00#2026.05.07_12:00:00",
 ni_head:"Members' review of \"export restrictions\" {sic}",
 ni_intro:'It\'s the second review.',
 ni_links:[ { nl_text:"Minutes", nl_url:"", }, { nl_text:"Report", nl_url:"/news_e/a_e.htm" } ]
};
function show(i) { news_item[9] = {ni_head: "nor this"}; }
news_item[2117] = { ni_date:"2026.05.04_10:00:00", ni_head:"Other", ni_links:[] };
"""
IN_SCRIPT = """
answer = "javascript"
items = "news_item"
title = "ni_head"
url = "ni_links[?nl_url != ''] | [0].nl_url"
published = "split(ni_date, '#')[0]"
summary = "ni_intro"
"""


def test_the_arrays_of_a_script_are_read_without_running_it() -> None:
    items = read(api(IN_SCRIPT, url="https://www.example.org/news/news_{year}_e.js"), SCRIPT).items

    assert [(i.title, i.url, i.published, i.summary) for i in items] == [
        (
            'Members\' review of "export restrictions" {sic}',
            "https://www.example.org/news_e/a_e.htm",
            "2026.05.05_14:00:00",
            "It's the second review.",
        ),
        ("Other", None, "2026.05.04_10:00:00", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "var a = [1, 2",
        "var a = {b: c()};",
        "var a = " + "[" * 500,
        "alert('no data here')",
        "a = [];" * 20_001,
        "a[0]=" * 200_000,
        'x = {a: "' + '\\"' * 200_000,
        "<html><body>Not found</body></html>",
    ],
)
def test_a_script_that_is_no_data_is_a_parse_error(text: str) -> None:
    with pytest.raises(ParseError, match="gazette: not a"):
        read(api(IN_SCRIPT), text)


@pytest.mark.parametrize(
    ("answer", "fact"),
    [
        ("", "is empty"),
        (
            "Your query was too short or too long.",
            'it says "Your query was too short or too long."',
        ),
        ("<html><title>Sign in</title></html>", 'an HTML page: "Sign in"'),
        ('{"results": [', "JSON that is broken"),
        ("[" * 200_000, "nested too deeply|broken"),
        ("cb({]", "broken"),
        ("9" * 5000, "not an answer"),
        (b"%PDF-1.4", "is a PDF document"),
    ],
)
def test_what_is_no_answer_is_named(answer: str | bytes, fact: str) -> None:
    with pytest.raises(ParseError, match=fact):
        read(api(), answer)


def test_an_error_told_with_status_200_is_a_failure_with_its_words() -> None:
    source = api("items = 'results'\ntitle = 't'\nid = 't'\nerrors = 'error.message || errors'")

    with pytest.raises(ParseError, match="gazette: the interface reports: API key is unknown"):
        read(source, {"error": {"message": "API key is <b>unknown</b>"}, "results": []})
    with pytest.raises(ParseError, match="reports: code: 12, text: slow down"):
        read(source, {"errors": {"code": 12, "text": "slow down"}})
    assert read(source, {"errors": [], "results": []}).items == ()


@pytest.mark.parametrize("answer", [{}, {"data": []}, {"results": None}, {"results": {"a": 1}}, []])
def test_a_missing_list_is_a_changed_layout_that_names_the_expression(answer: object) -> None:
    with pytest.raises(LayoutError, match='items "results" finds'):
        read(api(), answer)


def test_an_empty_list_is_an_answer() -> None:
    assert read(api(), {"results": []}) == Parsed(items=(), is_window=False)


def test_a_null_list_is_empty_only_if_the_total_says_so() -> None:
    source = api("items = 'announcements'\ntotal = 'totalAnnouncement'\ntitle = 't'\nid = 't'")

    assert read(source, {"announcements": None, "totalAnnouncement": 0}).items == ()
    with pytest.raises(LayoutError):
        read(source, {"announcements": None, "totalAnnouncement": 3})


def test_items_in_which_nothing_is_found_are_a_changed_layout() -> None:
    with pytest.raises(LayoutError, match=r'none of 2 items has title "title", url "url"'):
        read(api(), {"results": [{"headline": "a"}, {"headline": "b"}]})


def test_a_field_absent_from_all_items_is_drift() -> None:
    options = "title = 't'\nurl = 'u'\npublished = 'd.x'\nsummary = 'length(s)'"

    few = read(api(options), [{"t": "a"}] * 2)
    many = read(api(options), [{"t": "a", "u": "/x"}] * 5)

    assert few.drift == ('url "u" in 0 of 2 items', 'published "d.x" in 0 of 2 items')
    assert many.drift == (
        'published "d.x" in 0 of 5 items',
        'summary "length(s)" in 0 of 5 items',
    )


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text() | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["t", "u", "d", "next", "results"]), inner, max_size=4
            )
        ),
        max_leaves=20,
    )
)
def test_any_answer_ends_in_items_or_a_parse_error(answer: object) -> None:
    source = api(
        "items = 'results || @'\ntitle = 't'\nurl = 'u'\npublished = 'd'\npage_size = 2\n"
        "paging = 'next-url'\nnext = 'next'\ntotal = 'next'"
    )
    try:
        parsed = read(source, answer)
    except ParseError:
        return
    for item in parsed.items:
        assert item.title and (item.url is None or item.url.startswith(("http://", "https://")))


def test_a_payload_without_a_request_is_read_as_an_ordinary_look() -> None:
    body = b'{"results": [{"title": "a", "url": "/a"}]}'
    payload = Payload(body=body, url="file:///a.json", content_type=None, fetched_at=NOON)

    assert [item.title for item in parse_json_api(api(), payload).items] == ["a"]
