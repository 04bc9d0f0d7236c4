"""Running text of an article is kept whatever heading, class or alignment it stands under."""

from __future__ import annotations

import pytest

from monitor.article import page
from monitor.article.body import DateLines, gather
from monitor.article.boilerplate import is_translation_notice

TITLE = "Norlund puts magnets under licence"
TEXT = (
    "The ministry of Norlund said on Friday that magnets may leave only with a licence.",
    "The rule takes effect in May, and exporters called the time too short for them.",
    "Traders in the harbour of Vestby withdrew their offers within hours of the news.",
    "Last year four thousand tonnes left the country, a tenth more than the year before.",
    "A refinery in the north will halve its output until the first papers are issued.",
    "Buyers in the south said that their stocks would last until the end of the summer.",
)
MORE = (
    "Officials in the capital said that further metals could follow before the summer.",
    "A spokesman for the port of Oster said that no ship had been held back so far.",
)
ON_DATA = (
    "The law gives people a say on their personal data for the first time in Norlund.",
    "Firms that track visitors need consent before they store cookies, the court held.",
    "The judges found that a legitimate interest was not enough for advertising partners.",
    "A privacy policy that nobody reads is no consent, the presiding judge told the court.",
    "Two banks and a chain of shops must delete the personal data within thirty days.",
)
ARTICLE = '<script type="application/ld+json">{"@type": "NewsArticle"}</script>'


def paragraphs(texts: tuple[str, ...], style: str = "") -> str:
    return "".join(f"<p{style}>{text}</p>" for text in texts)


def body_of(inner: str) -> str:
    head = f"<title>{TITLE}</title>{ARTICLE}"
    return page.extract(f"{head}<body><article><h1>{TITLE}</h1>{inner}</article></body>").body


@pytest.mark.parametrize("tag", ["section", "span"])
@pytest.mark.parametrize(
    "heading",
    ["In other news", "Topics", "Themes", "Feedback", "Files", "Archives", "Themen", "Архив",
     "Related information", "Trending", "По теме", "Aktuelle Nachrichten", "目录"],
)  # fmt: skip
def test_text_under_a_heading_that_others_use_for_lists_stays(heading: str, tag: str) -> None:
    part = f"<{tag}><h2>{heading}</h2>{paragraphs(MORE)}</{tag}>"
    body = body_of(paragraphs(TEXT) + part)

    assert all(text in body for text in (*TEXT, *MORE))


@pytest.mark.parametrize(
    "part",
    [
        "<h2>Topics</h2><p><a href=/a>Magnets and other goods of the trade</a></p><p>Ports</p>",
        "<h2>Contact</h2><p>Write to the press office of the ministry at press@norlund.example"
        " with all questions on this notice.</p>",
        "<h2>Feedback</h2><p>We would like to hear from you what we can do better on this page"
        " and on all others.</p>",
        "<h2>About the author</h2><p>Ann Berg has reported on the harbours of the north for the"
        " Coast Post since the year 2009.</p>",
    ],
)
def test_what_such_a_heading_promises_is_left_out(part: str) -> None:
    assert body_of(f"{paragraphs(TEXT)}<section>{part}</section>").split("\n\n") == list(TEXT)


@pytest.mark.parametrize(
    "name",
    ["paywall", "subscriber-only", "subscriber-content", "premium-box", "content-wall", "callout",
     "trade-barrier", "join-us", "poll", "rail", "update-history", "trust"],
)  # fmt: skip
def test_text_in_an_element_named_after_an_offer_stays(name: str) -> None:
    body = body_of(f"{paragraphs(TEXT)}<div class='{name}'>{paragraphs(MORE)}</div>")

    assert all(text in body for text in (*TEXT, *MORE))


@pytest.mark.parametrize("name", ["paywall", "subscribe-box", "premium-box", "callout"])
def test_an_offer_in_an_element_named_after_it_is_left_out(name: str) -> None:
    offer = "<h3>Read on</h3><p>Get unlimited access to all articles for two crowns a month.</p>"

    assert body_of(f"{paragraphs(TEXT)}<div class='{name}'>{offer}</div>").split("\n\n") == [*TEXT]


@pytest.mark.parametrize("tag", ["div", "section"])
def test_a_report_on_the_law_of_data_is_no_request_for_consent(tag: str) -> None:
    body = body_of(f"{paragraphs(TEXT)}<{tag}>{paragraphs(ON_DATA)}</{tag}>")

    assert all(text in body for text in ON_DATA)


def test_a_page_that_centres_its_text_loses_none_below_its_pictures() -> None:
    style = " style='text-align: center'"
    halves = [paragraphs(TEXT[:3], style), paragraphs(TEXT[3:], style), paragraphs(MORE, style)]
    body = body_of("<div><img src=a.jpg></div>".join(halves))

    assert all(text in body for text in (*TEXT, *MORE))


def test_a_centred_line_below_a_picture_is_its_caption() -> None:
    caption = "<p align=center>The harbour of Vestby on the evening before the notice.</p>"
    picture = f"<div><img src=a.jpg></div>{caption}"
    body = body_of(paragraphs(TEXT[:3]) + picture + paragraphs(TEXT[3:]))

    assert body.split("\n\n") == list(TEXT)


def test_a_short_sentence_said_twice_stays() -> None:
    lines = [TEXT[0], "No licence, no magnets.", "No licence, no magnets.", TEXT[1]]

    assert gather(lines, title=TITLE, reader=DateLines("UTC")).paragraphs == lines


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Machine translation", True),
        ("Translated by Google.", True),
        ("机器翻译，仅供参考", True),
        ("Google Translate adds Cantonese on Monday.", False),
        ("Ministry bans machine translation.", False),
    ],
)
def test_a_short_line_is_a_notice_of_translation_only_if_it_says_nothing_else(
    line: str, told: bool
) -> None:
    assert is_translation_notice(line) == told


SECTIONS = (
    f"<h2>Background</h2>{paragraphs(TEXT)}<h2>{{heading}}</h2>{paragraphs(MORE)}"
    f"<h2>Effective date</h2>{paragraphs(ON_DATA)}"
)


@pytest.mark.parametrize("heading", ["Comments", "Responses", "评论", "Kommentare"])
def test_a_section_of_a_notice_on_the_comments_that_came_in_stays(heading: str) -> None:
    body = body_of(SECTIONS.format(heading=heading))

    assert all(text in body for text in (*TEXT, *MORE, *ON_DATA))


def test_what_readers_write_behind_the_last_section_goes() -> None:
    sections = f"<h2>Background</h2>{paragraphs(TEXT)}<h2>Effect</h2>{paragraphs(ON_DATA)}"

    body = body_of(f"{sections}<h2>Comments</h2>{paragraphs(MORE)}")

    assert all(text in body for text in (*TEXT, *ON_DATA))
    assert not any(text in body for text in MORE)
