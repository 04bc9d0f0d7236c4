"""What stands beside a text is left out by what it says and where, whatever its name.

In each page `⟦…⟧` marks what counts; the marks are taken off before it is read.
"""

from __future__ import annotations

import re

import pytest

from monitor.article import page
from monitor.article.blocks import block_texts
from monitor.article.tree import parse

TEXT = (
    "The ministry of Norlund said on Friday that magnets may leave only with a licence.",
    "The rule takes effect in May, and exporters called the time too short for them.",
    "Traders in the harbour of Vestby withdrew their offers within hours of the news.",
    "Last year four thousand tonnes left the country, a tenth more than the year before.",
)
OTHERS = (
    "Copper stocks in the harbour fell for a sixth week as smelters bought ahead.",
    "A new railway to the northern mines will be built by 2029, a minister promised.",
    "Heavy rain closed four roads in the south, and schools stayed shut on Monday.",
    "Farmers protest against the price of fertiliser in front of the ministry.",
)
CONSENT = (
    "We and our 812 partners store information on a device, such as cookies, for you.",
    "You may change your choices at any time, and object to a legitimate interest.",
    "Necessary cookies are required for this site and cannot be switched off by you.",
)
TITLE = "Norlund puts magnets under licence"
MARKED = "".join(f"<p>⟦{text}⟧</p>" for text in TEXT)
COOKIES = "<div class=q7>" + "".join(f"<p>{text}</p>" for text in CONSENT * 3) + "</div>"
TILES = "".join(
    f"<div class=tz><h3><a href='/{n}'>{text[:40]}</a></h3><p>{text}</p></div>"
    for n, text in enumerate(OTHERS * 3)
)
SPEECH = "I work in this trade and nobody was told before Friday, believe me, {n} times."
TALK = "".join(
    f"<div class=u4><div>Ola{n}</div><div>{SPEECH.format(n=n)}</div><a href='#'>{{reply}}</a></div>"
    for n in range(30)
)
ARTICLE = f"<h1>{TITLE}</h1><div class=k2>{MARKED}</div>"

PAGES = {
    "hidden by a style until a script shows it": f"<h1>{TITLE}</h1>"
    f"<div style='display:none'>{MARKED}</div><p>Loading</p>",
    "hidden by an attribute beside cards": f"<h1>{TITLE}</h1><article hidden>{MARKED}</article>"
    + TILES,
    "in a template": f"<h1>{TITLE}</h1><div>Loading</div><template>{MARKED}</template>",
    "a hidden request beside the text": f"{ARTICLE}<div style='display:none'>{COOKIES}</div>",
    "a request before the headline": COOKIES + ARTICLE,
    "a request after the text": ARTICLE + COOKIES,
    "cards before the headline": f"<div class=g1>{TILES}</div>{ARTICLE}",
    "cards after the text": f"{ARTICLE}<div class=g1>{TILES}</div>",
    "visitors who can be answered": f"{ARTICLE}<div class=b3>{TALK.format(reply='Reply')}</div>",
    "visitors under a heading": f"{ARTICLE}<div class=b3><h2>Meinungen (30)</h2>"
    f"<div>{TALK.format(reply='')}</div></div>",
    "contacts, files and a poll": f"<main>{ARTICLE}<div><h2>Contacts</h2><p>Ann Berg, press officer"
    "</p></div><div><h2>Files</h2><p>Notice 12, 320 KB</p></div>"
    "<div><h2>Was this page helpful?</h2><p>Tell us how we can do better.</p></div></main>",
    "the references of a paper": "<meta name=citation_title content=x><main>"
    f"{ARTICLE}<section><h2>References</h2><ol>"
    + "".join(f"<li><p>Berg, A. {text} J. Met. 4, 20.</p></li>" for text in OTHERS)
    + "</ol></section></main>",
    "entries of a live account": f"<h1>{TITLE}</h1><div class=live-feed>"
    + "".join(
        f"<div class=entry><div>Ann Berg 10:2{n}</div><p>⟦{text}⟧</p></div>"
        for n, text in enumerate((*TEXT, *OTHERS))
    )
    + "</div>",
}


@pytest.mark.parametrize("name", PAGES)
def test_the_text_of_a_page_is_found_beside(name: str) -> None:
    marked = f"<html><head><title>{TITLE}</title></head><body>{PAGES[name]}</body></html>"
    wanted = [text for text in re.findall(r"⟦([^⟧]*)⟧", marked) if text]
    body = page.extract(marked.replace("⟦", "").replace("⟧", "")).body.split("\n\n")
    assert [line for line in body if "10:2" not in line] == wanted


def test_paragraphs_before_a_heading_that_stands_among_them_stay() -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in TEXT)
    others = "".join(f"<p>{text}</p>" for text in OTHERS)
    body = page.extract(f"<body><main>{paragraphs}<h1>A part of it</h1>{others}</main></body>").body
    assert all(text in body for text in (*TEXT, *OTHERS))


def test_a_list_of_cards_under_its_own_name_stays() -> None:
    body = page.extract(f"<title>Archive</title><body><h1>Archive</h1>{TILES}</body>").body
    assert all(text in body for text in OTHERS)


@pytest.mark.parametrize(
    ("markup", "texts"),
    [
        ("<div><a href=/a>Vestby</a><a href=/b>Oster</a></div>", ["Vestby Oster"]),
        ("<div><span>It ended.</span><span>It began.</span></div>", ["It ended. It began."]),
        ("<div><span>N</span><span>orlund</span></div>", ["Norlund"]),
        ("<p><b>magnet</b>s</p>", ["magnets"]),
        ("<div><span class='d-block'>One</span><span class='d-block'>two</span></div>",
         ["One", "two"]),
    ],
)  # fmt: skip
def test_blanks_stand_where_a_reader_sees_them(markup: str, texts: list[str]) -> None:
    assert block_texts(parse(markup)) == texts
