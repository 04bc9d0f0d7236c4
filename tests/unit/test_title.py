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
