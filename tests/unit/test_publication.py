"""What of all that a page says of dates becomes its date of publication."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.article import metadata, page, publication
from monitor.article.body import Gathered
from monitor.article.publication import Publication
from monitor.article.publication_spans import spans
from monitor.article.publication_words import folded, kind_of_name
from monitor.article.tree import parse

TITLE = "Ministry requires licence for dysprosium exports"
PROSE = (
    "<p>The ministry said that exporters of the oxide need a licence, and that it decides on "
    "applications within forty-five days of their receipt by the department.</p>"
)
RELATED = (
    '<div class="related"><h3>More</h3><ul><li><a href="/a">Quota of the second half is out</a> '
    '<span class="date">3 May 2021</span></li></ul></div>'
)
COMMENTS = (
    '<div id="comments"><div class="comment"><span class="comment-date">9 June 2021 at 10:00</span>'
    "<p>Good.</p></div></div>"
)


def stated(
    *, head: str = "", above: str = "", below: str = "", end: str = "", lang: str = "en",
    url: str | None = None, now: datetime | None = None,
) -> Publication:  # fmt: skip
    html = (
        f'<html lang="{lang}"><head><title>{TITLE}</title>{head}</head><body>{above}'
        f"<h1>{TITLE}</h1>{below}<div>{PROSE * 4}</div>{end}</body></html>"
    )
    root = parse(html)
    return publication.of_page(
        root,
        metadata.read(root, url=url),
        title=TITLE,
        found=Gathered(),
        beside=Gathered(),
        url=url,
        now=now,
    )


def day(found: Publication) -> str | None:
    return found.reading.iso()[:10] if found.reading else None


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2019-03-05T08:00:00+01:00">',
        '<meta name="PubDate" content="2019-03-05 16:05">',
        '<meta name="publishdate" content="20190305">',
        '<meta name="ptime" content="20190305103000">',
        '<meta name="DC.date.issued" content="2019-03-05">',
        '<meta name="sailthru.date" content="Tue, 05 Mar 2019 11:00:00 -0500">',
        "<meta name='parsely-page' content='{\"pub_date\": \"2019-03-05T10:00:00Z\"}'>",
        '<meta name="date" content="05.03.2019">',
        '<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":"Article",'
        '"datePublished":"2019-03-05T10:00:00+00:00","dateModified":"2020-01-01"}]}</script>',
        '<script type="application/ld+json">//<![CDATA[\n{"@type":["NewsArticle"],'
        '"datePublished":"2019-03-05",}\n//]]></script>',
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Says "no"",'
        '"datePublished":"2019-03-05"}</script>',
        '<script>window.__DATA__={"article":{"publishedAt":"2019-03-05T04:05:06Z"}}</script>',
    ],
)
def test_a_page_declares_its_date_in_many_vocabularies(head: str) -> None:
    assert day(stated(head=head, end=RELATED)) == "2019-03-05"


@pytest.mark.parametrize(
    ("lang", "below"),
    [
        ("en", "<p>By Tove Lindqvarn | March 5, 2019 | Metals</p>"),
        ("en", "<p>First published 5 March 2019. Last updated 9 September 2020.</p>"),
        ("en-GB", "<p>Posted: 05/03/2019</p>"),
        ("en-US", "<p>Posted: 03/05/2019</p>"),
        ("de", "<p>Von Tove Lindqvarn, 5. März 2019, 15:16 Uhr</p>"),
        ("fr", "<p>Publié le 5 mars 2019 à 10h30 - Mis à jour le 6 mars 2019</p>"),
        ("es", "<div class='fecha'>Madrid, 5 de marzo de 2019</div>"),
        ("ru", "<div>5 марта 2019, 12:40</div>"),
        ("pl", "<div>Opublikowano: 5 marca 2019</div>"),
        ("el", "<div>Δημοσιεύθηκε: 5 Μαρτίου 2019</div>"),
        ("it", "<p><em>di Tove Lindqvarn - 5 marzo 2019</em></p>"),
        ("pt", "<p>Publicado em 05/03/2019 às 10h20</p>"),
        ("nl", "<time>5 maart 2019</time>"),
        ("tr", "<span>Yayınlanma: 5 Mart 2019 - 10:00</span>"),
        ("cs", "<div>5. března 2019</div>"),
        ("hu", "<p>2019. március 5. 10:20</p>"),
        ("uk", "<p>5 березня 2019, 10:20</p>"),
        ("vi", "<p>Ngày 5 tháng 3 năm 2019</p>"),
        ("id", "<div>Selasa, 5 Maret 2019 10:00 WIB</div>"),
        ("zh", "<p>来源：某某网　发布时间：2019-03-05 16:05</p>"),
        ("zh", "<p>成文日期：2019年3月1日 发布日期：二〇一九年三月五日</p>"),
        ("ja", "<p>公開日：2019/03/05　更新日：2019/03/11</p>"),
        ("ja", "<p>平成31年3月5日</p>"),
        ("ko", "<ul><li>입력 2019.03.05 10:11</li><li>수정 2019.03.06 11:00</li></ul>"),
        ("en", "<table><tr><td>Published</td><td>5 Mar 2019</td></tr></table>"),
        ("en", "<p>VESTBY, Norlund, Mar. 5, 2019 -- The company said that its plant works.</p>"),
    ],
)
def test_a_line_by_the_headline_states_the_date_in_many_languages(lang: str, below: str) -> None:
    assert day(stated(lang=lang, below=below, end=RELATED + COMMENTS)) == "2019-03-05"


@pytest.mark.parametrize(
    "below",
    [
        "<abbr class='published' title='2019-03-05T07:00:00-07:00'>Tuesday</abbr>",
        "<span itemprop='datePublished' content='2019-03-05T07:00:00+02:00'>5.3.</span>",
        "<time class='entry-date published' datetime='2019-03-05'>5 March</time>"
        "<time class='updated' datetime='2020-06-09'>9 June</time>",
        "<span data-publish-date='2019-03-05 10:00'>yesterday</span>",
        "<span property='dc:date' content='2019-03-05T10:00:00+01:00'>Tue</span>",
    ],
)
def test_marks_beside_the_headline_state_the_date(below: str) -> None:
    assert day(stated(below=below)) == "2019-03-05"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/2019/03/05/slug/",
        "https://example.org/world/2019/mar/05/slug",
        "https://example.org/news/2019-03-05-slug",
        "http://www.example.gov.cn/art/201903/t20190305_1234567.html",
        "http://www.example.com/world/2019-03/05/c_1122961000.htm",
        "http://world.example.cn/n1/2019/0305/c1002-31957000.html",
    ],
)
def test_the_path_of_an_address_dates_a_page_that_says_nothing(url: str) -> None:
    found = stated(url=url)

    assert (day(found), found.origin) == ("2019-03-05", "url")


@pytest.mark.parametrize(
    "part",
    [
        RELATED,
        COMMENTS,
        "<p>Event date: 12 June 2019</p>",
        "<p>Deadline for applications: 30 June 2019</p>",
        "<div class='footer'>© 2015-2022 Norlund Metals</div>",
        "<p>The office said on 12 March 2010 that the rule would be kept, which it was until the "
        "law of 1 April 2011 replaced it.</p>",
    ],
)
def test_dates_of_something_else_leave_a_page_undated(part: str) -> None:
    assert stated(end=part).reading is None
    assert stated(below=part).reading is None


def row(day: str, headline: str) -> str:
    return f'<li><span>{day}</span> <a href="/{len(headline)}">{headline}</a></li>'


ROWS = (
    f"<ul>{row('2 May 2024', 'Port orders its first electric ferry')}"
    f"{row('1 May 2024', 'Second bridge over the river is ready')}</ul>"
)
EVENT_DATA = (
    '<script type="application/ld+json">{"@type":"Event","startDate":"2019-06-12T10:00:00Z"}'
    "</script>"
)


@pytest.mark.parametrize(
    "part",
    [
        ROWS,
        "<p><a href='/b'>First electric ferry ordered by the port</a> (24.06.2018)</p>",
        "<div><a href='/b'>多部门联合开展专项整治行动</a> (2020.05.19)</div>",
        "<dl><dt>3 May 2019</dt><dd><a href='/a'>Plant begins to work again</a></dd>"
        "<dt>1 May 2019</dt><dd><a href='/b'>Another plant stops its work</a></dd></dl>",
        "<table><tr><td>12 May 2019</td><td>First rule made</td></tr><tr><td>13 May 2020</td>"
        "<td>Second rule made</td></tr><tr><td>14 May 2021</td><td>Third</td></tr></table>",
        "<abbr class='published dtstart' title='2023-04-20T18:30:00+00:00'>April 20, 2023</abbr>",
        "<time itemprop='startDate' datetime='2019-06-12'>12 June 2019</time>",
        "<ul><li>Date: 12 June 2019</li><li>Venue: Town hall</li></ul>",
        "<p>12 June 2019, 10:00 - 12:00</p>",
        "<p>12 - 14 June 2019</p>",
        f"{EVENT_DATA}<p>12 June 2019, Norlund</p>",
        "<p>Apply by 12 May 2019</p>",
        "<p>[1] Notice No. 4, published 3 May 2011.</p>",
    ],
)
def test_days_of_rows_events_and_notes_are_never_the_pages(part: str) -> None:
    assert stated(below=part).reading is None
    assert day(stated(above=ROWS, below="<p>5 March 2019</p>", end=part)) == "2019-03-05"


def test_a_listing_of_whole_entries_has_no_day_of_its_own() -> None:
    entries = "".join(
        f'<article class="post"><h2><a href="/{number}">Plant number {number} works again</a></h2>'
        f'<time datetime="2019-05-0{number}">May {number}, 2019</time>{PROSE * 3}</article>'
        for number in range(3, 8)
    )
    assert stated(below=entries).reading is None


@pytest.mark.parametrize(
    "script",
    [
        "var pubtime = '2025-04-04 10:00';",
        'window.S={"detail":{"createTime":1743732000000,"title":"x"}}',
        "dataLayer.push({'event':'page','publicationDate':'2025-04-04'});",
        'utag_data={"article_date":"April 4, 2025","page_type":"article"}',
        'S={"list":[{"title":"Other thing","publishTime":"2025-05-01"},{"title":"Next thing",'
        f'"publishTime":"2025-04-29"}}],"article":{{"title":"{TITLE}","publishTime":"2025-04-04"}}}}',
        f'push([1,"{{\\"title\\":\\"{TITLE}\\",\\"createdAt\\":\\"2025-04-04T02:00:00Z\\"}}"])',
    ],
)
def test_the_data_of_scripts_dates_a_page_that_shows_no_day(script: str) -> None:
    found = stated(head=f"<script>{script}</script>")

    assert (day(found), found.confidence) in {("2025-04-04", "medium"), ("2025-04-04", "low")}
    assert found.origin == "script"


@pytest.mark.parametrize(
    "script",
    [
        'var timestamp="2025-04-04 10:00"; var now=1743732000000; session={"time":1743732000}',
        'S={"items":[{"title":"Other","publishTime":"2025-05-01"},{"publishTime":"2025-04-29"}]}',
    ],
)
def test_times_of_the_visit_and_of_other_pages_in_scripts_date_nothing(script: str) -> None:
    assert stated(head=f"<script>{script}</script>").reading is None


def test_a_thread_has_the_day_of_its_first_post() -> None:
    posts = "".join(
        f'<div class="post"><h3><a href="#p{number}">{"Re: " if number else ""}{TITLE}</a></h3>'
        f'<p class="author">by <a href="/u">user{number}</a> » Fri May 0{number + 3}, 2019 10:00 am'
        "</p><div>I would like to buy magnets of this kind, please write.</div></div>"
        for number in range(3)
    )
    found = stated(below=posts)

    assert (day(found), found.confidence) == ("2019-05-03", "medium")


def test_the_language_of_the_text_orders_digits_where_english_is_declared_wrongly() -> None:
    german = (
        "<p>Das Ministerium teilte mit, dass Ausführer des Oxids eine Genehmigung brauchen und "
        "dass es über Anträge binnen fünfundvierzig Tagen nach deren Eingang entscheidet.</p>"
    )
    page_of_german = (
        f'<html lang="en-US"><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>'
        f"<p>03/05/2019</p>{german * 4}</body></html>"
    )
    found = page.extract(page_of_german)

    assert found.published is not None
    assert found.published.iso() == "2019-05-03"
    assert day(stated(lang="en-US", below="<p>03/05/2019</p>")) == "2019-03-05"


def test_the_day_shown_beats_the_machines_utc_and_its_address() -> None:
    found = stated(
        head='<meta property="article:published_time" content="2020-03-05T02:30:00+00:00">',
        below="<p>By Tove Lind, March 4, 2020 9:30 PM</p>",
        url="https://example.com/2020/03/05/slug",
    )

    assert day(found) == "2020-03-04"


@pytest.mark.parametrize(
    "end",
    [
        "<p><small>This entry was posted on March 5, 2019, 2:12 pm and is filed under <a href='/c'>"
        "Metals</a>. You can follow any responses to this entry through <a href='/f'>RSS</a>. You "
        "can leave a response, or trackback from your own site, as many readers did before you and "
        "will do again when this is read.</small></p>",
        "<p>This entry was posted on March 5, 2019, 2:12 pm and is filed under Metals. You can "
        "follow any responses to this entry through RSS. Both comments and pings are closed.</p>",
        "<div class='post-footer'>Posted by Tove at 10:02 AM on March 5, 2019</div>",
        "<p align='right'>05.03.2019</p>",
    ],
)
def test_the_foot_of_an_entry_dates_it(end: str) -> None:
    assert day(stated(end=end, lang="de" if "right" in end else "en")) == "2019-03-05"


@pytest.mark.parametrize(
    "below",
    [
        "<div class='date'><em>5</em><br>March<br>2019</div>",
        "<div>Posted on <a href='/x' title='10:02 am'><span>March 5, 2019</span></a> by Tove</div>",
        "<dl><dt>From:</dt><dd><a href='/o'>Department for Norlund Trade and Industry</a></dd>"
        "<dt>Published</dt><dd>5 March 2019</dd></dl>",
    ],
)
def test_a_day_is_read_in_pieces_in_links_and_beside_long_links(below: str) -> None:
    assert day(stated(below=below)) == "2019-03-05"


@pytest.mark.parametrize("title", ["News from the port", "稀土新规今日生效", "Update on exports"])
def test_a_short_headline_is_no_label_of_the_day_below_it(title: str) -> None:
    found = page.extract(
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>2019-03-05</p>"
        f"{PROSE * 4}</body></html>"
    )
    assert found.published is not None
    assert (found.published.iso(), found.published_confidence) == ("2019-03-05", "medium")


def test_years_of_the_republic_are_read_on_pages_in_chinese() -> None:
    assert day(stated(lang="zh-TW", below="<p>發布日期：108-03-05</p>")) == "2019-03-05"


def test_two_independent_places_that_agree_beat_the_declaration() -> None:
    found = stated(
        head='<meta property="article:published_time" content="2021-03-04T10:00:00+00:00">',
        below="<p class='date'>Published 5 June 2014</p>",
        url="https://example.org/2014/06/05/slug",
    )

    assert day(found) == "2014-06-05"
    assert found.warnings == ("dates disagree: page_text 2014-06-05, meta 2021-03-04",)
    assert found.confidence == "medium"


def test_agreement_is_sure_and_a_lone_line_less_so() -> None:
    declared = '<meta property="article:published_time" content="2019-03-05T10:00:00+01:00">'

    both = stated(head=declared, below="<p>March 5, 2019</p>")

    assert (both.confidence, both.warnings) == ("high", ())
    assert stated(below="<p>March 5, 2019</p>").confidence == "medium"


def test_the_day_is_the_one_that_the_page_shows() -> None:
    found = stated(
        head='<meta property="article:published_time" content="2020-03-04T23:30:00Z">',
        below="<p class='date'>5 March 2020</p>",
    )

    assert (day(found), found.warnings) == ("2020-03-05", ())


def test_digits_that_mean_two_days_mean_the_one_that_another_place_names() -> None:
    found = stated(below="<p>Posted: 04/03/2016</p>", url="https://example.org/2016/03/04/slug")

    assert day(found) == "2016-03-04"


def test_a_change_dates_a_page_only_where_nothing_else_does() -> None:
    changed = '<meta property="article:modified_time" content="2020-02-03T10:00:00Z">'

    alone = stated(head=changed)

    assert (day(alone), alone.confidence) == ("2020-02-03", "low")
    assert alone.warnings == ("only an update date",)
    assert day(stated(head=changed, below="<p>March 5, 2019</p>")) == "2019-03-05"


def test_the_date_of_today_above_a_headline_is_not_the_pages() -> None:
    today = "<div id='today'>Friday, November 20, 2020</div><p>" + "Sections of it. " * 20 + "</p>"

    assert day(stated(above=today, below="<p>By Tove | March 5, 2019</p>")) == "2019-03-05"
    assert stated(above=today).reading is None


def test_a_day_to_come_is_kept_only_where_no_other_is_stated() -> None:
    now = datetime(2019, 3, 6, tzinfo=UTC)
    later = '<meta name="date" content="2019-06-01">'

    assert day(stated(head=later, below="<p>March 5, 2019</p>", now=now)) == "2019-03-05"
    assert stated(head=later, now=now).confidence == "low"


def test_a_default_value_of_a_database_is_absurd() -> None:
    found = stated(head='<meta name="pubdate" content="1970-01-01T00:00:00Z">')

    assert (found.reading, found.warnings) == (None, ("absurd date",))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("article:published_time", "published"),
        ("cXenseParse:recs:publishtime", "published"),
        ("originalPublicationDate", "published"),
        ("og:updated_time", "updated"),
        ("lastPublishedDate", None),
        ("publisher", None),
        ("expires", None),
        ("eventStartDate", None),
    ],
)
def test_a_name_says_what_it_dates(name: str, kind: str | None) -> None:
    assert kind_of_name(name) == kind


def test_a_row_of_days_is_read_in_order() -> None:
    line = folded("5 mai 2019 – 3.4.2020 – 2021年6月7日")

    found = [span.day for span in spans(line, day_first=None, language="fr")]

    assert found == [date(2019, 5, 5), date(2020, 4, 3), date(2021, 6, 7)]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.text(max_size=120))
def test_whatever_stands_there_a_page_is_dated_in_this_age_or_not_at_all(
    content: str, line: str
) -> None:
    escaped = content.replace('"', "").replace("<", "").replace(">", "")
    shown = line.replace("<", "").replace("&", "")

    found = stated(head=f'<meta name="date" content="{escaped}">', below=f"<p>{shown}</p>")

    assert (found.reading is None) == (found.origin is None) == (found.confidence is None)
    assert found.reading is None or 1990 <= found.reading.at.year <= 2200
