"""The text of pages of many kinds: all of it, and nothing that stands round it.

In each page `⟦…⟧` marks what counts; the marks are taken off before it is read.
"""

from __future__ import annotations

import re

import pytest

from monitor.article import page
from monitor.article.blocks import block_texts
from monitor.article.tree import parse

FIRST = "The government of Norlund said on Friday that magnets may leave only with a licence."
SECOND = "The rule takes effect in May, and exporters called the time too short for them."
THIRD = "Traders in the harbour of Vestby withdrew their offers within hours of the news."
FOURTH = "Last year four thousand tonnes of magnets left the country, a tenth more than before."
NAV = "<ul>" + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(8)) + "</ul>"
CARDS = "".join(
    f"<div class='tile'><h4><a href='/{n}'>Gallium at record {n}</a></h4><p>{text}</p></div>"
    for n, text in enumerate((FIRST, SECOND, THIRD, FOURTH))
)
CHINESE = (
    "根据有关法律规定，为维护国家安全和利益，经批准，决定对下列物项实施出口管制。",
    "一、下列物项未经许可，不得出口：",
    "（一）金属镝及镝合金",
    "二、出口经营者应当依照规定办理出口许可手续，并如实申报最终用途。",
    "三、本公告自公布之日起正式实施，由主管部门负责解释和执行，请遵照办理。",
)
ARTICLE = "<meta property='og:type' content='article'>"

PAGES = {
    "a text split by an advertisement": f"{ARTICLE}<div class=grid><div class='chunk body'>"
    f"<p>⟦{FIRST}⟧</p><p>⟦{SECOND}⟧</p></div><div class=ad>Advertisement</div>"
    f"<div class='chunk body'><p>⟦{THIRD}⟧</p><p>⟦{FOURTH}⟧</p></div></div>",
    "more comments than article": f"<div class=post><div class=post-body><p>⟦{FIRST} {SECOND}⟧</p>"
    f"<p>⟦{THIRD} {FOURTH}⟧</p><p>⟦{SECOND} {FIRST}⟧</p></div><div id=comments>"
    + f"<div class=comment><p>{FIRST}{SECOND}{THIRD}</p></div>" * 20
    + "</div></div>",
    "lines of an old layout table": "<table width=900><tr><td>"
    f"{NAV}</td><td><table><tr><td align=center><b>⟦Magnets under licence⟧</b></td></tr><tr><td>"
    f"⟦{FIRST}⟧<br><br>⟦{SECOND}⟧<br><br>⟦{THIRD}⟧<br><br>⟦{FOURTH}⟧</td></tr></table></td>"
    f"<td>{NAV}</td></tr></table>",
    "a page made of widgets": "".join(
        f"<section><div class='builder-element element-{n}a9 builder-widget'><h2>⟦Part {n}⟧</h2>"
        f"</div><div class='builder-element element-{n}f7 builder-widget'><p>⟦{text}⟧</p></div>"
        "</section>"
        for n, text in enumerate((FIRST, SECOND, THIRD, FOURTH) * 2)
    ),
    "services with prices and questions": f"<header><nav>{NAV}</nav></header>"
    + "".join(
        f"<section class=s{n}><h3>⟦Assay {n}⟧</h3><p>⟦{text}⟧</p></section>"
        for n, text in enumerate((FIRST, SECOND, THIRD, FOURTH))
    )
    + "<section class=pricing><h2>⟦Prices⟧</h2><p>⟦90 euros a sample⟧</p></section>"
    f"<details><summary>⟦How long does it take?⟧</summary><p>⟦{SECOND}⟧</p></details>",
    "vacancies that are links": f"<header><nav>{NAV}</nav></header><main><ul>"
    + "".join(
        f"<li class=job><a href='/{n}'>⟦Senior metallurgist number {n}⟧</a>"
        f"<div>⟦Vestby, Norlund {n}⟧</div><div>⟦Full time {n}⟧</div></li>"
        for n in range(12)
    )
    + "</ul></main><footer>© NMD</footer>",
    "posts of a forum": "<meta name=generator content='phpBB'><div class=topic>"
    + "".join(
        f"<div class=post><dl class=postprofile><dt>user{n}</dt><dd>Posts: {n}</dd></dl>"
        f"<div class=content>⟦{text}⟧<br>⟦Thanks for asking {n}.⟧</div>"
        f"<div class=signature>Mine and yours {n}</div></div>"
        for n, text in enumerate((FIRST, SECOND, THIRD, FOURTH))
    )
    + "</div>",
    "a manual that sees also": f"<div role=main><section><p>⟦{FIRST}⟧</p><pre>⟦monitor check⟧</pre>"
    f"<h2>⟦See also⟧</h2><p>⟦{SECOND}⟧</p><ul><li>⟦The tutorial, step by step⟧</li></ul></section>"
    f"<section><h2>⟦Options⟧</h2><p>⟦{THIRD}⟧</p></section></div><footer>{NAV}</footer>",
    "recommendations of a report": f"<main><div id=summary><h2>⟦Summary⟧</h2><p>⟦{FIRST}⟧</p></div>"
    f"<div id=recommendations><h2>⟦Advice⟧</h2><p>⟦{SECOND} {THIRD} {FOURTH} {FIRST}⟧</p>"
    f"<p>⟦{THIRD} {FOURTH} {SECOND}⟧</p></div></main>",
    "cards of other pages": f"{ARTICLE}<div class=text><p>⟦{FIRST} {SECOND}⟧</p>"
    f"<p>⟦{THIRD} {FOURTH}⟧</p><p>⟦{SECOND} {FIRST}⟧</p><p>⟦{FOURTH} {FIRST}⟧</p></div>"
    f"<div class=hub>{CARDS}</div>",
    "an element that was never closed": f"<div class=story><button class=x>⟦{FIRST}⟧<p>⟦{SECOND}⟧"
    f"</p><p>⟦{THIRD}⟧</p><p>⟦{FOURTH}⟧</p></div>",
    "text behind the end of the document": f"<div><p>⟦{FIRST}⟧</p></div></body></html>"
    f"<div><p>⟦{SECOND}⟧</p><p>⟦{THIRD}⟧</p></div>",
    "an annex with long cells": f"<div class=nav>{NAV}</div><div id=zoom>"
    f"<p>⟦{FIRST}⟧</p><p>⟦{THIRD}⟧</p>"
    "<table><tr><th>⟦No.⟧</th><th>⟦Item⟧</th></tr>"
    + "".join(f"<tr><td>⟦1C{n}⟧</td><td>⟦{SECOND} {FOURTH}⟧</td></tr>" for n in range(5))
    + f"</table><p>⟦{FOURTH}⟧</p></div>",
    "a chinese notice": f"<div class=nav>{NAV}</div><div class=TRS_Editor>"
    + "".join(f"<p>　　⟦{line}⟧</p>" for line in CHINESE)
    + "</div><div class=fx>分享到：</div><div class=print>【打印】【关闭】</div>",
}  # fmt: skip


def squeezed(text: str) -> str:
    return re.sub(r"[\s|]+", "", text)


@pytest.mark.parametrize("name", PAGES)
def test_the_text_is_all_that_is_marked(name: str) -> None:
    html = f"<html><head><title>Of something else</title></head><body>{PAGES[name]}</body></html>"

    found = page.extract(re.sub("[⟦⟧]", "", html)).body

    assert squeezed(found) == squeezed("".join(re.findall("⟦(.*?)⟧", html)))


def test_what_scripts_alone_show_is_read_where_it_is_declared() -> None:
    declared = (
        f'{{"@type": "NewsArticle", "articleBody": "{" ".join([FIRST, SECOND, THIRD] * 2)}"}}'
    )
    head = f'<script type="application/ld+json">{declared}</script>'

    found = page.extract(f"<html><head>{head}</head><body><div id=root></div></body></html>")

    assert found.body.startswith(FIRST)


def test_a_declared_text_that_the_page_shows_is_taken_from_the_page() -> None:
    declared = f'{{"@type": "NewsArticle", "articleBody": "{"".join(CHINESE) * 4}"}}'
    head = f'<script type="application/ld+json">{declared}</script>'
    body = "".join(f"<p>{line}</p>" for line in CHINESE * 4)

    found = page.extract(
        f"<html><head>{head}</head><body><div class=con>{body}</div></body></html>"
    )

    assert found.body.split("\n\n")[: len(CHINESE)] == list(CHINESE)


def test_a_page_that_the_fast_parser_sees_nothing_in_is_read_again() -> None:
    assert page.extract(f"<frameset><noframes>{FIRST}</noframes></frameset>").body == FIRST


@pytest.mark.parametrize("hidden", ["hidden", "style='display: none'", "style='visibility:hidden'"])
def test_what_no_reader_sees_is_no_text(hidden: str) -> None:
    assert block_texts(parse(f"<div {hidden}><p>a</p></div><p>b</p>")) == ["b"]


def test_a_comment_period_is_no_comment() -> None:
    html = (
        f"<main><p>{FIRST} {SECOND} {THIRD} {FOURTH}</p><p class=comment-period>{SECOND}</p></main>"
    )

    assert page.extract(html).body.endswith(f"\n\n{SECOND}")


def test_a_table_in_a_figure_is_text() -> None:
    table = "<table><tr><th>Metal<th>Price<tr><td>Nd<td>120</table>"
    html = f"<article><p>{FIRST}</p><figure class=wp-block-table>{table}</figure><p>{SECOND}</p>"

    assert "Nd | 120" in page.extract(html).body


def test_names_that_would_leave_nothing_are_not_believed() -> None:
    html = "".join(f"<div class='c{n}-sidebar'><p>{FIRST}</p></div>" for n in range(9))

    assert FIRST in page.extract(html).body
