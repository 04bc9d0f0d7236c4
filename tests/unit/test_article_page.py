"""What a fetched page makes of an item."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.article import page as article
from monitor.kinds.article_page import Completed, attached, completed
from monitor.model import PageOptions, Payload, RawItem, Request
from tests.build import payload, raw_item, source
from tests.pdf import encrypted_pdf, lines, pdf

URL = "https://a.example/news/2026/1.html"
TEXT = "The Ministry requires a licence for the export of dysprosium from the first of June. "
MAIN = f"<p>{TEXT * 3}</p><p>Exporters shall apply before the goods leave. {TEXT}</p>"


def page(body: str, head: str = "<title>Licence for dysprosium</title>") -> str:
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'


def answer(body: str | bytes, **given: Any) -> Payload:
    asked = Request(url=URL, role="page", headers=(("Referer", "https://a.example/news/"),))
    return payload(body, **{"url": URL, "content_type": "text/html", "request": asked, **given})


def item(**given: Any) -> RawItem:
    return raw_item(**{"url": URL, "title": "Licence", "date_origin": "listing", **given})


def read(html: str | bytes, raw: RawItem | None = None, /, **options: Any) -> Completed:
    one = source(kind="listing", page=PageOptions(**options))
    return completed(one, raw or item(), answer(html))


def text_of(found: RawItem) -> str:
    assert found.content_type == "text/html"
    return article.extract(found.content or "", url=URL).body


def test_without_selectors_the_page_is_passed_on_as_it_is() -> None:
    found = read(page(MAIN))

    assert found == Completed(item=item(content=page(MAIN), is_page=True))


def test_the_body_selector_cuts_the_page_and_keeps_what_its_head_declares() -> None:
    head = '<title>T</title><meta name="PubDate" content="2026-05-06 09:30">'
    around = f"<div class=menu>{'<p>Another story of the day, about other things. </p>' * 30}</div>"

    found = read(page(f"{around}<div id=con>{MAIN}</div>{around}", head), body="#con").item

    extracted = article.extract(found.content or "", url=URL, timezone="Asia/Shanghai")
    assert "Another story" not in (found.content or "")
    assert extracted.body.startswith("The Ministry requires")
    assert "Exporters shall apply" in extracted.body
    assert extracted.published is not None
    assert extracted.published.iso() == "2026-05-06T09:30:00+08:00"
    assert extracted.language == "en"
    assert found.warnings == ()


def test_the_first_body_that_is_there_is_taken() -> None:
    found = read(page(f"<div class=live>{MAIN}</div>"), body=".art-con | .live | tbody")

    assert found.drift == ()
    assert text_of(found.item).startswith("The Ministry requires")


def test_bodies_within_each_other_are_taken_once() -> None:
    found = read(page(f"<div class=c>{MAIN}<div class=c>Inner words of it.</div></div>"), body=".c")

    assert (found.item.content or "").count("Inner words") == 1


def test_a_body_selector_that_finds_nothing_is_drift_and_a_warning() -> None:
    found = read(page(MAIN), body="#gone")

    assert found.drift == ('page.body "#gone" found nothing',)
    assert found.item.warnings == ("the text is not where page.body says; the whole page was read",)
    assert text_of(found.item).startswith("The Ministry requires")


def test_title_and_date_are_read_where_the_source_says() -> None:
    body = f"<h3 class=t>Licence for dysprosium oxide</h3><i>发布时间：2026-05-06 来源：x</i>{MAIN}"

    found = read(page(body), title=".t", date="i").item

    assert found.title == "Licence for dysprosium oxide"
    assert (found.published, found.date_origin) == ("发布时间：2026-05-06", "page_text")


def test_a_date_out_of_a_meta_element_is_said_to_be_from_there() -> None:
    head = '<meta name="firstpublishedtime" content="2026-05-06-12:00:00">'

    found = read(page(MAIN, head), date="meta[name=firstpublishedtime]@content").item

    assert (found.published, found.date_origin) == ("2026-05-06-12:00:00", "meta")


def test_title_and_date_that_are_not_there_are_drift_and_leave_the_item() -> None:
    found = read(page(MAIN), item(published="6 May 2026"), title="h5", date="h6")

    assert found.drift == ('page.title "h5" found nothing', 'page.date "h6" found no date')
    assert (found.item.title, found.item.published) == ("Licence", "6 May 2026")
    assert found.item.date_origin == "listing"


def test_a_title_that_the_list_cut_is_made_whole() -> None:
    found = read(
        page(f"<h1>Licence for dysprosium oxide</h1>{MAIN}"), item(title="Licence for dys…")
    )

    assert found.item.title in ("Licence for dysprosium oxide", "Licence for dysprosium")


def test_a_title_that_the_page_does_not_repeat_stays() -> None:
    assert read(page(MAIN), item(title="Something else…")).item.title == "Something else…"


def test_what_is_removed_is_not_read() -> None:
    found = read(page(f"{MAIN}<div class=ad>Buy this</div>"), remove=(".ad",)).item

    assert "Buy this" not in (found.content or "")
    assert "Exporters shall apply" in (found.content or "")


# what is no article


@pytest.mark.parametrize(
    "script",
    [
        "<script>window.location.href='/x/2.html';</script>",
        '<script>location.replace("/x/2.html")</script>',
        '<script>var _cofing1={href:"https://a.example/x/2.html",type:1}</script>',
        '<meta http-equiv="refresh" content="0; url=/x/2.html">',
    ],
)
def test_a_page_that_leads_on_by_script_is_asked_for_with_its_referer(script: str) -> None:
    found = read(page(script))

    assert found == Completed(
        item=item(),
        instead=Request(url="https://a.example/x/2.html", role="page", headers=(("Referer", URL),)),
    )


@pytest.mark.parametrize(
    "body",
    [
        f"<script>window.location.href='/x/2.html'</script>{MAIN}",
        f"<script>location.href='{URL}#top'</script>",
        "<script>location.href='https://ads.example/'</script>",
        "<script>location.href='https://a.example/news/'</script>",
        "<script>location.href='javascript:void(0)'</script>",
    ],
)
def test_other_redirects_lead_nowhere(body: str) -> None:
    assert read(page(body)).instead is None


def test_a_frame_that_holds_the_text_is_asked_for_and_keeps_what_the_page_declares() -> None:
    head = '<meta name="PubDate" content="2026-05-06 09:30">'
    outer = read(
        page("<div class=art><iframe src='/f/1.htm'></iframe></div>", head), body=".art | td"
    )
    assert outer.instead == Request(
        url="https://a.example/f/1.htm", role="page", headers=(("Referer", URL),)
    )

    inner = read(page(f"<table><tr><td>{MAIN}</td></tr></table>"), outer.item, body=".art | td")

    assert inner.instead is None
    assert "2026-05-06 09:30" in (inner.item.content or "")
    assert text_of(inner.item).startswith("The Ministry requires")


def test_frames_of_other_sites_and_beside_a_text_are_left() -> None:
    assert read(page("<iframe src='https://video.example/1'></iframe>")).instead is None
    assert read(page(f"<iframe src='/f/1.htm'></iframe>{MAIN}")).instead is None


@pytest.mark.parametrize(
    ("body", "warning"),
    [
        (page("<form><input type=password></form>"), "no text: a login page"),
        (page("", "<title>Just a moment...</title>"), "no text: a challenge page: the server"),
        (page("<div id=app></div><script src=app.js></script>"), "no text: the page is made by"),
        (b"\x89PNG\r\n\x1a\n....", "page not readable: is a PNG image, not text"),
        (page("<div>" * 5000), "page not readable: page that cannot be read: more than 400"),
        (b"", "page not readable: it is empty"),
    ],
)
def test_what_is_no_article_is_a_warning_and_the_item_stays(
    body: str | bytes, warning: str
) -> None:
    found = read(body, body="#con")

    assert found.item.content is None
    assert found.item.title == "Licence"
    assert [one[: len(warning)] for one in found.item.warnings] == [warning]


def test_plain_text_is_text() -> None:
    found = read(b"FEDERAL NOTICE\n\nA licence is needed.").item

    assert (found.content_type, found.is_page) == ("text/plain", True)


def test_a_wrong_character_set_is_mended() -> None:
    found = completed(
        source(),
        item(),
        answer(
            page(f"稀土出口管制{MAIN}").encode("gb18030"), content_type="text/html; charset=utf-8"
        ),
    ).item

    assert "稀土出口管制" in (found.content or "")


# documents


def test_a_link_to_a_pdf_gives_its_text() -> None:
    found = read(pdf(lines("Notice on magnets.", "", "A licence is needed."))).item

    assert found.content == "Notice on magnets.\n\nA licence is needed."
    assert (found.content_type, found.is_page) == ("text/plain", False)


def test_a_pdf_that_cannot_be_read_is_a_warning() -> None:
    assert read(encrypted_pdf()).item == item(warnings=("the PDF is encrypted; not read",))
    assert read(b"%PDF-1.7").item == item(
        warnings=("page not readable: is a damaged PDF document",)
    )


def test_at_most_three_attachments_are_asked_for_pdfs_first() -> None:
    links = "".join(
        f"<a href='{name}'>Annex</a>"
        for name in (
            "a.docx",
            "get?id=1",
            "1.pdf",
            "2.pdf#p2",
            "2.pdf",
            "3.pdf",
            "mailto:x@a.example",
        )
    )

    found = read(page(f"{MAIN}<div class=annex>{links}</div>"), attachments=".annex a")

    assert [ask.url.rpartition("/")[2] for ask in found.attachments] == [
        "1.pdf",
        "2.pdf#p2",
        "3.pdf",
    ]
    assert {ask.headers for ask in found.attachments} == {(("Referer", URL),)}


@pytest.mark.parametrize("options", [{"body": "#con"}, {}])
def test_the_text_of_attachments_stands_behind_that_of_the_page(options: dict[str, str]) -> None:
    raw = read(page(f"<div id=con>{MAIN}</div>"), **options).item
    annex = pdf(lines("Items under control: dysprosium oxide & terbium alloys of any purity."))

    found = attached(raw, [answer(annex, url="https://a.example/d/annex%201.pdf")])

    text = text_of(found)
    assert text.startswith("The Ministry requires")
    assert "Attachment: annex 1.pdf\n\nItems under control: dysprosium oxide & terbium" in text


def test_attachments_that_cannot_be_read_are_named() -> None:
    found = attached(
        item(content="Text.", content_type="text/plain"),
        [
            answer("<html>Not found", url="https://a.example/d/1.pdf"),
            answer(pdf([]), url="https://a.example/d/2.pdf"),
            answer(b"%PDF-1.4", url="https://a.example/d/3.pdf"),
            answer(pdf(lines("Fourth.")), url="https://a.example/d/4.pdf"),
        ],
    )

    assert found.content == "Text."
    assert found.warnings == (
        "attachment 1.pdf is no PDF; not read",
        "attachment 2.pdf: the PDF has no text in it: a scanned document",
        "attachment 3.pdf: is a damaged PDF document",
    )


def test_an_item_without_a_text_has_that_of_its_attachment() -> None:
    found = attached(item(), [answer(pdf(lines("Items.")), url="https://a.example/1.pdf")])

    assert (found.content, found.content_type) == ("Attachment: 1.pdf\n\nItems.", "text/plain")


@pytest.mark.parametrize(
    "body",
    [
        "<script>" + "</script " * 100_000,
        "<" * 1_000_000,
        "<!--" * 200_000,
        "<iframe src=/f " * 9000,
    ],
    ids=("end tags", "brackets", "comments", "frames"),
)
def test_hostile_pages_are_read_in_a_time_that_grows_with_them(body: str) -> None:
    assert read(page(body), body="#con").item.title == "Licence"
