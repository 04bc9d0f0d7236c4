"""Shapes that pages of many sites share: parts of one text, cards, panels, captions, services.

In each page `⟦…⟧` marks what counts; the marks are taken off before it is read.
"""

from __future__ import annotations

import re

import pytest

from monitor.article import page

FIRST = "The authority of Norlund said on Friday that quarries may open only with a bond."
SECOND = "The rule takes effect in May, and operators called the time too short for them."
THIRD = "Masons in the harbour of Vestby withdrew their offers within hours of the news."
FOURTH = "Last year four thousand tonnes of slate left the country, a tenth more than before."
TEXTS = (FIRST, SECOND, THIRD, FOURTH)
TITLE = "Quarries of Norlund need a bond"
HEAD = f"<title>{TITLE}</title></head><body>"
ARTICLE = f"<meta property='og:type' content='article'>{HEAD}"
BODY = "".join(f"<p>⟦{text}⟧</p>" for text in TEXTS)
QUESTIONS = (
    "How long does an assay take?",
    "What does a second assay cost?",
    "Who pays for the carriage?",
    "May I come and watch it?",
)

PAGES = {
    "a beginning and a rest that are named alike": f"{ARTICLE}<h1>{TITLE}</h1>"
    f"<div class=itemBody><div class=itemIntroText><p>⟦{FIRST}⟧</p></div>"
    f"<div class=itemImage><img src=a.jpg></div><div class=itemFullText><p>⟦{SECOND}⟧</p>"
    f"<p>⟦{THIRD}⟧</p><p>⟦{FOURTH}⟧</p></div></div><div class=itemAuthorBlock>A. Writer</div>",
    "two widgets of one text and one of others": f"{ARTICLE}<div class=w-wrap><h1>{TITLE}</h1>"
    f"<div class='w-element w-widget w-widget-post-content'><div>{BODY}</div></div>"
    "<div class='w-element w-widget w-widget-image'><img src=a.jpg></div>"
    f"<div class='w-element w-widget w-widget-text-editor'><div><p>⟦{SECOND} {THIRD}⟧</p></div>"
    f"</div><div class='w-element w-widget w-widget-posts'><a href=/2>{FIRST}</a></div></div>",
    "a column of an old layout with headlines and a line to each": f"{HEAD}<table><tr>"
    f"<td colspan=2>Friday, 3 May 2024 | Vestby: 9°C</td></tr><tr><td>{TITLE}<br>{BODY}"
    "<table align=right><tr><td><img src=a.jpg><br>The quarry in May</td></tr></table>"
    f"</td><td><b>OTHERS</b><br>"
    + "".join(
        f"<a href='/{n}.htm'><b>Slate at a record, part {n}</b></a><br>{text}<br>03/05/24<p>"
        for n, text in enumerate(TEXTS[:3])
    )
    + "</td></tr></table>",
    "objects of a collection, all of each a link": f"{HEAD}<main><h1>{TITLE}</h1><ul>"
    + "".join(
        f"<li class=hit><a href='/o/{n}'><h3>⟦Lamp of a shift boss {n}⟧</h3>"
        f"<p>⟦Vestby, Norlund⟧</p><p>⟦{text}⟧</p></a></li>"
        for n, text in enumerate(TEXTS * 2)
    )
    + "</ul></main>",
    "objects under a paragraph about them": f"{HEAD}<main><h1>{TITLE}</h1><p>⟦{FIRST} {SECOND}⟧</p>"
    "<div class=grid>"
    + "".join(
        f"<div class=hit><h3><a href='/o/{n}'>⟦Lamp of a shift boss {n}⟧</a></h3>"
        f"<p>⟦{text}⟧</p></div>"
        for n, text in enumerate(TEXTS * 2)
    )
    + "</div></main>",
    "news of a ministry as a list": f"{HEAD}<nav><a href=/>Home</a></nav><main><h1>⟦News⟧</h1>"
    "<div class=list>"
    + "".join(
        f"<article class=hit><h2><a href='/n/{n}'>⟦Slate at a record for week {n}⟧</a></h2>"
        f"<p>⟦{text}⟧</p></article>"
        for n, text in enumerate(TEXTS * 2)
    )
    + "</div></main>",
    "questions that are buttons and answers that are hidden": f"{HEAD}<main><h1>{TITLE}</h1>"
    f"<p>⟦{FIRST} {SECOND}⟧</p><h2>⟦Questions⟧</h2>"
    + "".join(
        f"<h3><button aria-expanded=false aria-controls=f{n}>⟦{question}⟧</button></h3>"
        f"<div id=f{n} hidden><p>⟦{text}⟧</p></div>"
        for n, (question, text) in enumerate(zip(QUESTIONS, TEXTS, strict=True))
    )
    + "</main>",
    "questions that are links to panels": f"{HEAD}<main><h1>{TITLE}</h1><p>⟦{FIRST}⟧</p>"
    + "".join(
        f"<div class=card><div class=card-header><a data-toggle=collapse href='#c{n}'>⟦{question}⟧"
        f"</a></div><div id=c{n} class=collapse style='display:none'><p>⟦{text}⟧</p></div></div>"
        for n, (question, text) in enumerate(zip(QUESTIONS, TEXTS, strict=True))
    )
    + "</main>",
    "buttons with a panel after each": f"{HEAD}<main><h1>{TITLE}</h1><p>⟦{FIRST}⟧</p>"
    + "".join(
        f"<button class=accordion>⟦{question}⟧</button><div class=panel style='display: none'>"
        f"<p>⟦{text}⟧</p></div>"
        for question, text in zip(QUESTIONS, TEXTS, strict=True)
    )
    + "</main>",
    "a wiki": f"<meta name=generator content='MediaWiki 1.39'>{HEAD}<h1>{TITLE}</h1>"
    f"<div class=mw-parser-output><p>⟦{FIRST}⟧<sup class=reference><a href=#n1>[1]</a></sup></p>"
    f"<h2>⟦History⟧<span class=mw-editsection>[<a href=/e>edit</a>]</span></h2><p>⟦{SECOND}⟧</p>"
    f"<p>⟦{THIRD}⟧</p><p>⟦{FOURTH}⟧</p><h2>References</h2><ol class=references><li>Hald, A. A "
    "history of slate in the north of Norlund. Vestby, 1998.</li></ol></div>",
    "a thread with buttons": f"<meta name=generator content=phpBB>{HEAD}<h2>{TITLE}</h2>"
    + "".join(
        f"<div class=post><h3><a href='#p{n}'>{'Re: ' if n else ''}{TITLE}</a></h3>"
        f"<ul class=post-buttons><li><a class=button><span>Quote</span></a></li></ul>"
        f"<div class=content>⟦{text}⟧</div></div>"
        for n, text in enumerate(TEXTS)
    )
    + "<div class=action-bar><a class=button>Post Reply</a></div><div class=jumpbox>Jump to</div>",
    "a centred caption": f"{ARTICLE}<h1>{TITLE}</h1><div class=con><p>⟦{FIRST} {SECOND}⟧</p>"
    "<p align=center><img src=a.jpg></p><p style='text-align: center'>Masons at work in May.</p>"
    f"{BODY}</div>",
    "services between paragraphs": f"{ARTICLE}<h1>{TITLE}</h1><div class=story-body>"
    f"<p>⟦{FIRST}⟧</p><p>Your browser does not support iframes.</p><p>⟦{SECOND}⟧</p>"
    "<p>Become a member</p>"
    f"<p>⟦{THIRD}⟧</p><p>An dieser Stelle finden Sie einen externen Inhalt.</p><p>⟦{FOURTH}⟧</p>"
    "<blockquote placeholder><p>A word of a visitor that is not loaded yet.</p></blockquote>"
    "<p>Our Standards: The Principles of the Courier.</p></div>",
    "a product": f"<meta property='og:type' content='product'>{HEAD}<main><h1>{TITLE}</h1>"
    f"<div class=price>169.00 euros</div><div class=description>{BODY}</div>"
    f"<section class=reviews><h2>Customer reviews</h2><div class=review><p>{SECOND}</p></div>"
    "</section><section class=recs><h2>Pairs well with</h2><ul>"
    + "".join(
        f"<li class=product-card><a href='/p/{n}'><h3>Lamp number {n} of all</h3><p>{text}</p></a>"
        for n, text in enumerate(TEXTS)
    )
    + "</ul></section></main>",
    "a standfirst in the header": f"{ARTICLE}<article><header><h1>{TITLE}</h1>"
    f"<p class=x9>⟦{SECOND} {FIRST}⟧</p><p>By Anna Hald</p></header>"
    f"<div class=article-body>{BODY}</div></article>",
}


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", PAGES)
def test_the_text_is_all_that_is_marked(name: str) -> None:
    html = f"<html><head><meta charset=utf-8>{PAGES[name]}</body></html>"

    found = page.extract(re.sub("[⟦⟧]", "", html)).body

    assert squeezed(found) == squeezed("".join(re.findall("⟦(.*?)⟧", html)))


def test_code_keeps_its_lines_and_indents() -> None:
    code = "for row in rows:\n    if row:\n        print(row)"
    html = f"<article><h1>{TITLE}</h1><p>{FIRST}</p><pre><code>{code}</code></pre><p>{SECOND}</p>"

    assert page.extract(html).body.split("\n\n")[1] == code


def test_a_notice_set_in_one_typewriter_block_has_its_paragraphs() -> None:
    wrapped = [f"  {number}. {text[:50]}\n{text[50:]}" for number, text in enumerate(TEXTS, 1)]
    html = f"<h1>{TITLE}</h1><pre>" + "\n\n".join(wrapped) + "</pre>"

    assert len(page.extract(html).body.split("\n\n")) == len(TEXTS)


def test_a_head_that_is_never_closed_hides_no_text() -> None:
    html = f"<html><head><title>{TITLE}</title><main><h1>{TITLE}</h1>{BODY}</main>"

    assert page.extract(re.sub("[⟦⟧]", "", html)).body == "\n\n".join(TEXTS)
