"""Which places of a page tell its day of publication: not the head of the site, not a limit."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.article import ExtractedPage
from monitor.article.page import extract

TITLE = "Ferry owners say the bridge came three years late"
PROSE = (
    "<p>The committee met on Tuesday and heard from farmers, teachers and the owners of two "
    "ferries, who all said that the bridge had come too late.</p>"
) * 4
H1 = f"<h1>{TITLE}</h1>"
LINKS = "<ul><li><a href=/n>News</a><li><a href=/s>Sport</a><li><a>Sea</a><li><a>TV</a></ul>"
NOW = datetime(2025, 6, 20, 8, tzinfo=UTC)


def page(body: str, *, lang: str = "en", head: str = "") -> ExtractedPage:
    html = (
        f'<html lang="{lang}"><head><title>{TITLE} | East Coast Post</title>{head}</head>'
        f"<body>{body}</body></html>"
    )
    return extract(html, url="https://www.ecp.example/a/ferry", now=NOW)


def day(body: str, *, lang: str = "en", head: str = "") -> str | None:
    found = page(body, lang=lang, head=head).published
    return found.iso()[:10] if found else None


HEADS = [
    f"<header><div class=date>Friday, 20 June 2025</div><nav>{LINKS}</nav></header>",
    f"<div><span>Friday, 20 June 2025</span></div><div class=m>{LINKS}</div>",
    "<div id=header><p>Friday, 20 June 2025</p></div>",
    "<header><span>Thursday, 5 June 2025</span></header>",
]


@pytest.mark.parametrize("head", HEADS)
def test_the_day_in_the_head_of_the_site_dates_nothing(head: str) -> None:
    assert day(f"{head}<article>{H1}{PROSE}</article>") is None


@pytest.mark.parametrize("head", [*HEADS, "<div>Friday, 20 June 2025</div>"])
@pytest.mark.parametrize(
    "below",
    [
        "<p>Jane Doe, 12 June 2025</p>",
        "<div class=meta><span>By <a>Jane</a></span> <span>12.06.2025, 05:00</span>"
        " <span>Updated: 19.06.2025, 08:31</span> <span>Reading time: 2 min.</span></div>",
        f"{PROSE * 3}</div><div class=col><span class=news-date-time>12 Jun 2025, 10:20</span>",
    ],
)
def test_the_line_of_date_and_author_beats_the_day_of_the_visit(head: str, below: str) -> None:
    assert day(f"{head}<div class=main>{H1}{below}{PROSE}</div>") == "2025-06-12"


def test_the_day_above_the_headline_of_a_fresh_article_is_its_own() -> None:
    body = f"<div>{LINKS}</div><article><div class=date>20 June 2025</div>{H1}{PROSE}</article>"

    assert day(body) == "2025-06-20"


@pytest.mark.parametrize("other", ["14 June 2025", '<time datetime="2025-06-14">14 June</time>'])
def test_a_heading_of_the_day_straight_above_the_title_beats_a_later_one(other: str) -> None:
    body = (
        f"<div><h2 class=date-header>Tuesday, June 10, 2025</h2><h3>{TITLE}</h3>{PROSE}</div>"
        f"<div class=side><p>Old bridge for sale {other}</p></div>"
    )

    assert day(body) == "2025-06-10"


@pytest.mark.parametrize(
    "limit",
    [
        '<dt>Closing date</dt><dd><time datetime="2025-07-30">30 July</time></dd>',
        '<dt>Closing date</dt><dd><time datetime="2025-06-18">18 June 2025</time></dd>',
        '<dt>Deadline</dt><dd><time datetime="2025-06-12">12 June</time></dd>',
        '<dd>Closes <time datetime="2025-06-18">18 June 2025</time></dd>',
        '<dd>Event starts: <time datetime="2025-06-12">12 June 2025</time></dd>',
    ],
)
@pytest.mark.parametrize(
    "published", ["<dt>Date published</dt><dd>2 June</dd>", "<dd>Date published 2 June 2025</dd>"]
)
def test_a_limit_is_no_day_of_publication(limit: str, published: str) -> None:
    assert day(f"{H1}<dl>{limit}{published}</dl>{PROSE}") == "2025-06-02"
    assert day(f"{H1}<dl>{published}{limit}</dl>{PROSE}") == "2025-06-02"


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("<b>Published:</b> 2 June", "en"),
        ("Published: <b>2 June</b>", "en"),
        ("Date published:<br>2 June", "en"),
        ("<strong>Date published</strong> 2 June", "en"),
        ("<b>Data pubblicazione:</b> 2 giugno", "it"),
        ("Published 2 June", "en"),
        ("Veröffentlicht am 2. Juni", "de"),
        ("Publié le 2 juin", "fr"),
        ("Опубликовано: 2 июня, 10:20", "ru"),
    ],
)
def test_a_labelled_day_without_its_year_is_the_last_such_day(line: str, lang: str) -> None:
    found = page(f"{H1}<p>{line}</p>{PROSE}", lang=lang)

    assert found.published is not None
    assert found.published.iso()[:10] == "2025-06-02"
    assert found.published_confidence == "medium"


@pytest.mark.parametrize(
    "line",
    [
        "<p>Published by the East Coast Post</p><p><b>Deadline</b> 2 June</p>",
        "<h2>Publications</h2><p><span>2 June</span></p>",
        "<h2>Published</h2> 2 June",
    ],
)
def test_what_stands_above_a_line_is_no_label_of_its_day(line: str) -> None:
    assert page(f"{H1}{line}{PROSE}").published_confidence != "medium"


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ('{"page.createTime": "2025-06-12 08:00:00"}', "2025-06-12"),
        ('{"app.page.pubdate": "2025-06-12"}', "2025-06-12"),
        ('{"inputtime": "2025-06-12 08:00:00"}', "2025-06-12"),
        ('{"nextEvent.publishDate": "2025-06-12"}', None),
        ('{"publisher.createdAt": "2025-06-12"}', None),
        ('{"last.publishedAt": "2025-06-12"}', None),
        ('{"timestamp": "2025-06-12 08:00:00", "datetime": "2025-06-12"}', None),
    ],
)
def test_the_last_part_of_a_name_in_data_says_what_it_dates(state: str, found: str | None) -> None:
    script = f"<script>window.state = {state};</script>"

    assert day(f"{H1}{PROSE}", head=script) == found


def test_no_more_values_are_read_of_many_scripts_than_of_one() -> None:
    times = ", ".join(f'"t{n}": "2025-06-0{n % 9 + 1}"' for n in range(1000))
    script = '<script>var page = {"createTime": "2025-06-12"};</script>'
    many = "".join(f"<script>var times{part} = {{{times}}};</script>" for part in range(2))

    assert day(f"{H1}{PROSE}", head=script + many) == "2025-06-12"
    assert day(f"{H1}{PROSE}", head=many + script) is None


@pytest.mark.parametrize("label", ["날짜 :", "작성일 :", "日付："])
def test_the_labelled_stamp_beats_those_of_comments(label: str) -> None:
    body = f"{H1}<p>{label} 10-05-17 12:11</p>{PROSE}<p>Kim 10-05-18 09:12</p><p>Good.</p>"

    assert day(body, lang="ja" if label == "日付：" else "ko") == "2010-05-17"


@pytest.mark.parametrize(
    "element",
    [
        '<local-time datetime="2024-05-14T16:44:02Z">14 May 16:44</local-time>',
        '<relative-time datetime="2024-05-14T16:44:02Z">last year</relative-time>',
        '<time-ago datetime="2024-05-14T16:44:02Z"></time-ago>',
        '<site-timeago ts="2024-05-14T16:44:02.000000+0000">1y ago</site-timeago>',
        '<formatted-date date="2024-05-14T16:44:02Z"></formatted-date>',
    ],
)
def test_the_moment_in_an_element_of_a_script_is_read(element: str) -> None:
    assert day(f"{H1}<div><a>Jane</a> released this {element}</div>{PROSE}") == "2024-05-14"


def test_a_count_of_comments_before_the_day_is_no_label() -> None:
    line = '<a>Jane</a> <a href=#c>3 comments</a> <time datetime="2025-06-01">1 June 2025</time>'

    assert day(f"{H1}<div class=meta>{line}</div>{PROSE}") == "2025-06-01"
