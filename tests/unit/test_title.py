"""The headline is what the page shows and confirms; the site's name is no part of it."""

from __future__ import annotations

import pytest

from monitor.article.metadata import read
from monitor.article.site_name import Sites, segments
from monitor.article.title import Headline, headline
from monitor.article.tree import parse

TITLE = "Norlund will require licences for magnet exports"
ZH = "诺伦德将对磁体出口实施许可管理"


def page(title: str = "", head: str = "", body: str = "") -> str:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}<p>Text.</p></body></html>"


def og(name: str, content: str) -> str:
    return f'<meta property="og:{name}" content="{content}">'


def of(html: str, url: str | None = None) -> Headline:
    root = parse(html)
    return headline(root, read(root, url=url), url=url)


@pytest.mark.parametrize(
    "written",
    [
        f"{TITLE} | The Norlund Times",
        f"{TITLE} - The Norlund Times",
        f"{TITLE} – Trade – The Norlund Times",
        f"{TITLE} | Trade | The Norlund Times",
        f"{TITLE} » The Norlund Times",
        f"{TITLE} :: norlundtimes.com",
        f"The Norlund Times | {TITLE}",
        f"{TITLE} : The Norlund Times",
        f"{TITLE}: The Norlund Times",
        f"{TITLE} ~ Norlund Times",
        f"{TITLE} | Norlund Times Online",
        f"{TITLE} - {TITLE} | The Norlund Times",
        f"Print | {TITLE}",
        TITLE,
    ],
)
@pytest.mark.parametrize("told", ["heading", "name", "address"])
def test_the_site_in_the_title_element_is_no_part_of_the_headline(written: str, told: str) -> None:
    head = og("site_name", "The Norlund Times") if told == "name" else ""
    body = f"<h1>{TITLE}</h1>" if told == "heading" else ""
    url = "https://www.norlundtimes.com/trade/2025/magnets" if told != "name" else None
    if told != "heading" and (written.startswith("Print") or " – Trade" in written):
        return

    expected = TITLE if "| Trade" not in written or told == "heading" else f"{TITLE} | Trade"
    found = of(page(written, head, body), url).text

    assert found in (expected, TITLE)


@pytest.mark.parametrize(
    "written",
    [
        f"{ZH}_新闻中心_诺伦德网",
        f"{ZH}-诺伦德商务部",
        f"{ZH}_诺伦德政府网",
        f"{ZH}--经济·科技--诺伦德日报",
        f"{ZH}|磁体|出口_诺伦德财经_诺伦德网",
        f"{ZH} - 诺伦德日报",
    ],
)
def test_a_chinese_headline_stands_before_its_sites(written: str) -> None:
    assert of(page(written, body=f"<h1>{ZH}</h1>")).text == ZH
    assert of(page(written)).text == ZH


@pytest.mark.parametrize(
    "heading",
    [
        f"<h1>{TITLE}</h1>",
        f"<div class=logo><h1>Norlund Times</h1></div><h1>{TITLE}</h1>",
        f"<h1>Norlund Times</h1><h2>{TITLE}</h2>",
        f"<h1><a href='/'><img src=l.png></a></h1><h1>{TITLE}</h1>",
        f"<h1><span class=kicker>Trade</span><span>{TITLE}</span></h1>",
        f"<h1><small>Analysis</small> {TITLE}</h1>",
        f"<h1>{TITLE}<small class=subtitle>Exporters call the time too short</small></h1>",
        f"<h1>{TITLE.upper()}</h1>",
        f"<nav><h1>Menu</h1></nav><h1>{TITLE}</h1>",
        f"<article><h1>{TITLE}</h1></article><aside><h1>Lithium mine opens</h1></aside>",
        f"<h1>Related</h1><h1>{TITLE}</h1>",
        f"<h1>News</h1><div class='article-title'>{TITLE}</div>",
        f"<h1><script>x()</script>{TITLE} <a class=permalink>¶</a></h1>",
        f"<h1>{TITLE} · · ·</h1>",
    ],
)
def test_the_heading_that_the_page_confirms_is_the_headline(heading: str) -> None:
    assert of(page(f"{TITLE} - Norlund Times", body=heading)).text == TITLE


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (og("title", f"{TITLE} | Norlund Times") + og("site_name", "Norlund Times"), TITLE),
        (og("title", f"{TITLE} – norlund-times.com"), TITLE),
        (og("title", "Norway&amp;#39;s &amp;quot;magnet&amp;quot; act"), "Norway's \"magnet\" act"),
        ('<meta name="ArticleTitle" content="关于磁体的公告">', "关于磁体的公告"),
        ('<meta name="citation_title" content="Magnets without rare earths">',
         "Magnets without rare earths"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "'
         + TITLE + '"}</script>', TITLE),
        (og("title", TITLE) + og("site_name", TITLE), TITLE),
    ],
)  # fmt: skip
def test_a_declared_title_counts_where_no_heading_is_one(head: str, expected: str) -> None:
    assert of(page("Norlund Times", head), "https://norlund-times.com/a/1").text == expected


def test_the_heading_is_whole_where_the_declared_title_is_cut() -> None:
    html = page(
        f"{TITLE[:34]}… | Norlund Times", og("title", f"{TITLE[:40]}..."), f"<h1>{TITLE}</h1>"
    )

    assert of(html).text == TITLE


def test_the_heading_that_readers_see_comes_before_one_for_networks() -> None:
    html = page(
        "Magnets: Norlund wants licences | Norlund Times",
        og("title", "You won’t believe what Norlund does with magnets"),
        f"<article><h1>{TITLE}</h1></article>",
    )

    assert of(html).text == TITLE


def test_a_heading_of_something_else_does_not_displace_the_title() -> None:
    html = page(f"{TITLE} - Norlund Times", og("title", TITLE), "<h1>Join the drive for $5!</h1>")

    assert of(html).text == TITLE


def test_brackets_and_dashes_of_the_headline_stay() -> None:
    zh = "【公告】关于对中重稀土——镝、铽实施管制的决定"
    en = "Spider-fine powders - a study of well-known magnets in low-cost e-motors"

    assert of(page(zh, body=f"<h1>{zh}</h1>")).text == zh
    assert of(page(en)).text == en


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h1>NdFeB magnet N52, 10 mm</h1>", "NdFeB magnet N52, 10 mm"),
        ("<h1>Trade forum</h1><h2 class=topic-title>Which licence for SmCo?</h2>", None),
    ],
)
def test_other_pages_are_called_by_their_heading(body: str, expected: str | None) -> None:
    wanted = expected or "Which licence for SmCo?"

    assert of(page(f"{wanted} - Norlund Magnets", body=body)).text == wanted


def test_a_page_without_titles_has_none() -> None:
    assert of(page()) == Headline("", None)
    assert of("<p>Quota up.</p>") == Headline("", None)


def test_the_site_is_reported() -> None:
    url = "https://www.norlundtimes.com/a"

    assert of(page(f"{TITLE} | The Norlund Times"), url).site == "The Norlund Times"
    assert of(page(f"{TITLE} | Dagsposten", body=f"<h1>{TITLE}</h1>")).site == "Dagsposten"


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("The New York Times", "https://www.nytimes.com/2025/x"),
        ("BBC News", "https://www.bbc.co.uk/news/1"),
        ("Reuters.com", "https://www.reuters.com/a"),
        ("新华网", None),
        ("Washington Post", "https://www.washingtonpost.com/"),
    ],
)
def test_a_site_is_known_by_its_domain(name: str, url: str | None) -> None:
    assert Sites(["新华网"], [url]).named(name)


def test_a_headline_is_no_site() -> None:
    assert not Sites(["Reuters"], ["https://www.reuters.com/"]).named(TITLE)
    assert not Sites([], ["https://www.bbc.co.uk/"]).named("Bigger Batteries Arrive")


def test_a_hyphen_in_a_word_parts_nothing() -> None:
    assert len(segments("Well-known e-mail from 2020-2025, part 1-2")) == 1
    assert [part.text for part in segments("A story - Trade | Times")] == [
        "A story", "Trade", "Times",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "quoted",
    [
        "«Une licence, c’est un tiroir»",
        "« Une licence, c’est un tiroir », dit Olsson",
        "Olsson : « Une licence, c’est un tiroir »",
        "„Eine Lizenz ist eine Schublade“",
        "»Eine Lizenz ist eine Schublade«",
        "«Лицензия» — это ящик: Ольссон о «магнитах»",
        "“A licence is a drawer”",
        "《磁体管理办法》",
        "What happens next to the magnets…",
    ],
)
@pytest.mark.parametrize("shown", ["heading", "title"])
def test_quotation_marks_and_the_last_sign_stay(quoted: str, shown: str) -> None:
    body = f"<h1>{quoted}</h1>" if shown == "heading" else ""

    assert of(page(f"{quoted} | Norlund Times", body=body)).text == quoted


@pytest.mark.parametrize(
    "section",
    [
        "Newsroom", "News &amp; Events", "Press Releases 2025", "Print version", "Druckansicht",
        "Artikel drucken", "Version imprimable", "Nota de prensa", "Версия для печати",
        "Пресс-центр", "新闻发布", "報道発表資料", "보도자료",
    ],
)  # fmt: skip
@pytest.mark.parametrize("written", ["{}", "{} | Ministry of Trade", "Ministry of Trade"])
def test_the_heading_of_a_section_or_a_print_view_is_no_headline(
    section: str, written: str
) -> None:
    html = page(written.format(section), body=f"<h1>{section}</h1><h2>{TITLE}</h2>")

    assert of(html).text == TITLE


def test_a_section_that_the_menu_leads_to_is_no_headline() -> None:
    menu = "<nav><a href=/trade>Trade policy</a></nav>"
    html = page("Trade policy | Norlund", body=f"{menu}<h1>Trade policy</h1><h2>{TITLE}</h2>")

    assert of(html).text == TITLE


def test_a_list_is_called_by_its_section() -> None:
    links = (
        f"<h2><a href=/1>{TITLE}</a></h2><h2><a href=/2>Lithium mine opens in the north</a></h2>"
    )

    html = page("Press releases | Norlund", body=f"<h1>Press releases</h1>{links}")

    assert of(html).text == "Press releases"


@pytest.mark.parametrize(
    ("written", "heading"),
    [
        (f"Norlund Times {TITLE}", f"<h2>{TITLE}</h2>"),
        (f"Norlund Times   {TITLE}", f"<div class=title>{TITLE}</div>"),
        (f"Norlund Times: {TITLE}", f"<h2>{TITLE}</h2>"),
        (TITLE, f"<h1><a href=/>Norlund Times</a> {TITLE}</h1>"),
        (f"Trade  {TITLE}", f"<h1><span>Trade</span> <span>{TITLE}</span></h1>"),
        (f"Row: {TITLE}", f"<h1><span>Row</span><b>:</b> <span>{TITLE}</span></h1>"),
        (f"Row: {TITLE} | N", f"<h1><i class=kicker>Row</i>: <span>{TITLE}</span></h1>"),
        ("Norlund Board", f"<h1>{TITLE}</h1>"),
        (f"{TITLE}: too short a time", f"<h1>{TITLE}<br><small>too short a time</small></h1>"),
        (f"N Forum • View topic - {TITLE}", f"<h1>N Forum</h1><h2><a href=t>{TITLE}</a></h2>"),
    ],
)
def test_what_stands_before_or_under_the_headline_is_no_part_of_it(
    written: str, heading: str
) -> None:
    assert of(page(written, body=heading)).text == TITLE


def test_a_name_before_a_blank_is_left_out_where_a_language_writes_none() -> None:
    head = og("site_name", "诺伦德商务部")

    assert of(page(f"诺伦德商务部 {ZH}", head)).text == ZH
    assert of(page(ZH, body=f"<h1>{ZH[:6]}<br>{ZH[6:]}</h1>")).text == ZH


def test_a_company_keeps_its_name_in_its_headlines() -> None:
    title = "Norlund Rare Earths posts record profit"
    html = page(title, og("site_name", "Norlund Rare Earths"), f"<h1>{title}</h1>")

    assert of(html).text == title


def test_a_number_of_a_version_is_not_cut() -> None:
    title = "All classes of my_library (magnets 2.5.0-RELEASE)"

    assert of(page(title)).text == title


def test_the_publisher_is_not_the_pages_own_title() -> None:
    head = og("title", TITLE) + og("site_name", TITLE) + '<meta name=dc.publisher content="Times">'

    assert read(parse(page(TITLE, head)), url=None).publisher == "Times"


def test_data_about_another_article_is_not_the_pages_own() -> None:
    def node(headline: str, leaf: str) -> str:
        return f'{{"@type": "NewsArticle", "headline": "{headline}", "url": "https://n.example/{leaf}"}}'

    nodes = f"[{node('Lithium mine opens in the north', 'mine')}, {node(TITLE, 'magnets')}]"
    head = f'<script type="application/ld+json">{nodes}</script>'
    metadata = read(parse(page(TITLE, head)), url="https://n.example/magnets")

    assert [each["headline"] for each in metadata.graph] == [TITLE]
