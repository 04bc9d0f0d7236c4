"""Headlines of pages that mark none, and that call themselves by the site's name or a section's."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitor.article.metadata import read
from monitor.article.title import headline
from monitor.article.title_element import pieces, without_medium, without_service
from monitor.article.tree import parse

TITLE = "Ferry owners say the bridge came three years late"
SITE = "East Coast Post"
JA = "橋の開通を祝う式典に二千人が参加、渡し船は引退へ"
KO = "다리 개통에 주민들 환영, 나룻배는 은퇴"
ZH = "渡船停运三十年后大桥终于通车 居民称晚了三年"
PROSE = (
    "<p>The committee met on Tuesday and heard from farmers, teachers and the owners of two "
    "ferries, who all said that the bridge had come too late.</p>"
) * 3


def of(written: str, body: str, url: str = "https://www.eastcoastpost.example/a/1.html") -> str:
    root = parse(f"<html><head><title>{written}</title></head><body>{body}</body></html>")
    return headline(root, read(root, url=url), url=url).text


@pytest.mark.parametrize("written", [SITE, "News", f"{SITE} - News", f"Welcome to the {SITE}", ""])
@pytest.mark.parametrize(
    "line",
    [
        f"<font size=5><b>{TITLE}</b></font><br><font size=1>By JANE DOE</font>",
        f"<font size=+2 color=red>{TITLE}</font>",
        f"<center><big><b>{TITLE}</b></big></center>",
        f"<p align=center><b>{TITLE}</b></p>",
        f'<span style="font-size:22px">{TITLE}</span>',
        f'<p class=MsoNormal><b><span style="font-size: 18.0pt">{TITLE}</span></b></p>',
        f"<div class=newstitle>{TITLE}</div>",
        f"<h3>{TITLE}</h3>",
        f"<h4>{TITLE}</h4>",
        f"<font size=6>{SITE}</font><br>News of the coast<br><font size=4>{TITLE}</font>",
        f"<font size=5>{TITLE.replace(' the', '<br>the', 1)}</font>",
    ],
)
def test_the_line_set_large_above_the_text_is_the_headline(written: str, line: str) -> None:
    assert of(written, f"<div>{line}</div>{PROSE}") == TITLE


@pytest.mark.parametrize(
    "line",
    [
        "<p><b>What the owners really want</b></p>",
        "<font size=5><a href=/b>Rail strike called off after talks</a></font>",
        "<nav><font size=5>Ferries, bridges and all else</font></nav>",
        "<div><b>Please note:</b> the bridge is closed.</div>",
    ],
)
def test_a_page_that_calls_itself_something_is_not_called_by_a_large_line(line: str) -> None:
    assert of("Bridge comes three years late", f"{line}{PROSE}") == "Bridge comes three years late"


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>{SITE}</h1><div class=news_title>{TITLE}</div>",
        f'<h1><a href="/">{SITE}</a></h1><h3>{TITLE}</h3>',
        f"<h1>{SITE}</h1><h2 class=entry-title><a href=/a/1.html>{TITLE}</a></h2>",
        f"<h1>News</h1><p>3 June 2025</p><h2>{TITLE}</h2>",
    ],
)
def test_the_heading_of_the_site_is_no_headline(body: str) -> None:
    assert of(f"{SITE} - News", body + PROSE + "<h2>What the owners want</h2>") == TITLE


@pytest.mark.parametrize("name", ["About us", "Contact us"])
def test_a_page_with_text_under_the_name_of_a_section_is_called_so(name: str) -> None:
    body = f"<header><h1>{name}</h1></header>{PROSE}<h2>Our story of the old mill</h2>{PROSE}"

    assert of(f"{name} :: Asplund Media", body) == name


@pytest.mark.parametrize(
    ("written", "line"),
    [
        (f"Print: {TITLE}", f"<b>{TITLE}</b>"),
        (f"Printer-friendly version - {TITLE}", ""),
        (f"Druckversion: {TITLE}", ""),
        (f"{TITLE} (print version)", ""),
        (f"{TITLE} - Print", ""),
        (f"Версия для печати: {TITLE}", ""),
        (f"Sailing Club &gt; Boards &gt; Repairs &gt; {TITLE}", f"<div>{TITLE}</div>"),
        (f"{TITLE} &gt; News &gt; {SITE}", ""),
        (f"{SITE} » Blog Archive » {TITLE}", f"<h1>{SITE}</h1><h3>{TITLE}</h3>"),
        (f"Kestrel Bay - {TITLE}", f"<div>{TITLE}</div>"),
        (f"등산동호회 &gt; 게시판 &gt; 자유게시판 &gt; {KO}", f"<td>{KO}</td>"),
        (f"{KO} &gt; 자유게시판 | 등산동호회", f"<div>{KO}</div>"),
        (f"東海日報：{JA}", ""),
        (f"{JA}：東海日報", ""),
        (f"工芸の里：{JA}：催し", f"<h2>{JA}</h2>"),
        (f"東海日報：{JA}：社会", f"<h1>東海日報</h1><p>{JA}</p>"),
        (f"{JA}：社会：東海日報デジタル", ""),
        (f"{JA}／東海県公式ウェブサイト", ""),
        ("东海新闻网 - 地方新闻", f"<div class=newstitle>{ZH}</div>"),
    ],
)
def test_the_path_the_medium_and_the_service_are_no_part_of_it(written: str, line: str) -> None:
    wanted = next(each for each in (TITLE, KO, JA, ZH) if each in written + line)

    assert of(written, line + PROSE, "https://x.example/a") == wanted


@pytest.mark.parametrize(
    "written",
    [
        "省长：大桥通车后渡船将全部退役",
        "知事：橋の開通後に渡し船は引退へ",
        "Ferry fares &gt; bridge tolls, owners say at committee",
        "Print-on-demand books: what owners say",
        "Bridge: owners say it came three years late",
    ],
)
def test_who_speaks_and_what_is_compared_stay_in_the_headline(written: str) -> None:
    assert of(written, PROSE) == written.replace("&gt;", ">")


@pytest.mark.parametrize(
    "shown",
    [
        '<a href="/"><img src="/i/l.gif" alt="Kestrel Valley Observer"></a>',
        '<img src="/i/logo.gif" alt="Kestrel Valley Observer">',
        '<div><a href="/">Kestrel Valley Observer</a></div>',
        "<p>© 1998-2025 Kestrel Valley Observer. All rights reserved.</p>",
        "<p>Copyright (c) 2025 by Kestrel Valley Observer, Inc.</p>",
    ],
)
def test_the_page_shows_what_its_site_is_called(shown: str) -> None:
    url = "https://x.example/i"

    assert of("Kestrel Valley Observer", f"<b>{TITLE}</b>{PROSE}{shown}", url) == TITLE
    assert of("Kestrel Valley Observer | Bridge opens", PROSE + shown, url) == "Bridge opens"


def test_the_microdata_of_the_site_is_no_headline() -> None:
    site = '<p class="site-title" itemprop="headline"><a href="/">Kestrel Ferry Company</a></p>'

    assert of("Ferries | Kestrel", f"{site}<h1>Ferries</h1>{PROSE}") == "Ferries"


def test_a_heading_that_is_all_but_the_section_in_the_title_is_the_site() -> None:
    body = f"<h1>Kestrel Gazette</h1><hr><h3>{TITLE}</h3>{PROSE}"

    assert of("Print | Kestrel Gazette", body, "https://x.example/i") == TITLE


@pytest.mark.parametrize("name", ["Terramap 4.2.0", "Terramap", "4.2.0 Terramap"])
def test_a_heading_behind_a_word_of_the_title_is_the_headline(name: str) -> None:
    body = f"<h1>{name}</h1>{PROSE}<h2>Added</h2>"

    assert of(f"Release {name} · terramap/terramap", body) == name


def test_the_headline_of_microdata_comes_before_a_short_title() -> None:
    body = f"<div itemprop=headline>{TITLE}</div>{PROSE}"

    assert of("Bridge late", body) == TITLE
    assert of("Bridge late", f"<h1>Bridge late</h1>{body}") == TITLE
    assert of("The old bridge of the east coast is late", body) == TITLE


@settings(max_examples=200, deadline=None)
@example("P新聞／")
@given(st.text(alphabet=" >›»：／-|:ab新聞社会Print", max_size=60))
def test_what_is_cut_off_a_title_element_leaves_something(written: str) -> None:
    if written.strip(" ：／"):
        assert without_service(written)
        assert without_medium(written)[0].strip()
    assert all(piece in written for piece in pieces(written))
