"""Whole pages and fragments: what the mark-up declares, and the text without what surrounds it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.article import fragment, page
from monitor.article.blocks import block_texts
from monitor.article.tree import parse
from monitor.errors import ParseError

TITLE = "Norlund will require licences for magnet exports"
FIRST = "The government of Norlund said on Friday that magnets may leave only with a licence."
SECOND = "The rule takes effect in May, and exporters called the time too short for them."


def saved(head: str = "", body: str = "", lang: str = "en") -> str:
    return (
        f"<!DOCTYPE html><html lang='{lang}'><head>{head}</head><body><nav><a href='/'>Home</a>"
        f"</nav><article><h1>{TITLE}</h1>{body}<p>{FIRST}</p><p>{SECOND}</p></article>"
        "<aside class='related'><h2>Related news</h2><a href='/x'>Gallium export ban</a>"
        "<time datetime='2026-02-06'>6 Feb 2026</time></aside>"
        "<footer>© 2026 NMD. All rights reserved.</footer></body></html>"
    )


def test_the_body_is_the_article_without_its_surroundings() -> None:
    extracted = page.extract(saved())

    assert extracted.title == TITLE
    assert extracted.body == f"{FIRST}\n\n{SECOND}"
    assert extracted.language == "en"


def test_a_date_in_a_related_block_is_not_the_pages() -> None:
    assert page.extract(saved()).published is None


@pytest.mark.parametrize(
    ("head", "body", "origin"),
    [
        ('<meta property="article:published_time" content="2025-04-04">', "", "meta"),
        ('<meta name="PubDate" content="2025-04-04">', "", "meta"),
        (
            '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": ['
            '{"@type": "NewsArticle", "datePublished": "2025-04-04"}]}</script>',
            "",
            "json_ld",
        ),
        ("", '<p><time datetime="2025-04-04">4 April</time></p>', "time_element"),
        ("", "<p>Published: April 4, 2025</p>", "page_text"),
    ],
)
def test_a_declared_date_says_where_it_was_read(head: str, body: str, origin: str) -> None:
    extracted = page.extract(saved(head, body))

    assert extracted.published and extracted.published.iso() == "2025-04-04"
    assert extracted.published_origin == origin


def test_the_path_of_the_address_is_the_last_place_for_a_date() -> None:
    extracted = page.extract(saved(), url="https://x.example/2025/04/04/magnets")

    assert extracted.published and extracted.published.iso() == "2025-04-04"
    assert extracted.published_origin == "url"


def test_a_modification_alone_is_doubtful() -> None:
    head = '<meta property="article:modified_time" content="2025-04-05">'

    assert page.extract(saved(head)).warnings == ("only an update date",)


@pytest.mark.parametrize(
    "written",
    [f"{TITLE} | Norlund Metals", f"{TITLE} - Norlund Metals", f"{TITLE}_Norlund Metals"],
)
def test_the_title_element_adds_the_sites_name(written: str) -> None:
    extracted = page.extract(saved(f"<title>{written}</title>"))

    assert (extracted.title, extracted.publisher) == (TITLE, "Norlund Metals")


def test_json_ld_names_authors_and_publisher() -> None:
    graph = (
        '<script type="application/ld+json">[{"@type": "NewsArticle", "author": '
        '[{"name": "Ina Rusk"}, {"name": "Jo Brae"}], "publisher": {"name": "NMD"}}]</script>'
    )

    extracted = page.extract(
        saved(graph + '<link rel="canonical" href="/a">'), url="https://x.example/b"
    )

    assert extracted.authors == ("Ina Rusk", "Jo Brae")
    assert extracted.publisher == "NMD"
    assert extracted.canonical_url == "https://x.example/a"


@pytest.mark.parametrize("graph", ["{broken", "[" * 100_000, '{"@graph": 7}', '{"author": 3}'])
def test_broken_json_ld_loses_nothing(graph: str) -> None:
    extracted = page.extract(saved(f'<script type="application/ld+json">{graph}</script>'))

    assert extracted.body == f"{FIRST}\n\n{SECOND}"


def test_a_page_without_an_article_element_is_not_lost() -> None:
    assert page.extract("<p>Quota up.</p>").body == "Quota up."


@pytest.mark.parametrize("markup", ["<div>", "<b>", "<blockquote><div>"])
def test_a_depth_bomb_is_refused(markup: str) -> None:
    with pytest.raises(ParseError, match="nested"):
        page.extract(f"<html><body>{markup * 100_000}x")
    with pytest.raises(ParseError, match="nested"):
        fragment.paragraphs(markup * 100_000 + "x")


def test_a_fragment_becomes_paragraphs() -> None:
    html = (
        "<p>Norlund <b>raises</b>\nits quota &amp; fees.</p><script>x()</script>"
        "<ul><li>one<li>two</ul>tail<br>after"
        "<p>The post <a href='/'>Norlund raises quota</a> appeared first on <a>NMD</a>.</p>"
    )

    assert fragment.paragraphs(html).split("\n\n") == [
        "Norlund raises its quota & fees.", "one", "two", "tail", "after",
    ]  # fmt: skip


def test_a_table_of_data_becomes_rows_and_one_for_layout_does_not() -> None:
    data = "<table><tr><th>Metal<th>Price<tr><td><p>Nd</p><td>120</table>"
    layout = f"<table><tr><td><p>{FIRST}</p></td><td><p>{SECOND * 3}</p></td></tr></table>"

    assert fragment.paragraphs(data) == "Metal | Price\n\nNd | 120"
    assert fragment.paragraphs(layout) == f"{FIRST}\n\n{SECOND * 3}"


def test_text_without_markup_is_a_fragment_too() -> None:
    assert fragment.paragraphs("Nd & Pr\n\nup 5%") == "Nd & Pr\n\nup 5%"
    assert fragment.paragraphs("") == ""


PIECES = st.sampled_from(
    "<p>|</p>|<br>|<div>|</div>|<b>|</b>|<ul>|<li>|</li>|</ul>|<!-- c -->|<b style='display:none'>"
    "|<p STYLE='visibility : hidden'>|</span>|<a href='x'>|</a>|text|more words|  |\n|&nbsp;|&amp;"
    "|中文。|<script>x</script>|<head>|<title>t</title>|</head>|<body>|</html>|<html>|<svg>|</svg>"
    "|<o:p>|</o:p>|<h2>|</h2>|<select>|<option>|</select>|<|>|<td>|<pre>|</pre>|<?pi x?>"
    "|<p hidden>|<sup><a href='#n'>[1]</a></sup>|<a class='btn x'>More</a>|<div placeholder>"
    "|<span class='mw-editsection'>|<button>|</button>|<sup>|</sup>|<a CLASS='x_CTA'>".split("|")
)


@example("<pre>text\n&amp;")
@example("<p>text<sup><a href='#n'>[1]</a></sup></p>")
@given(st.lists(PIECES, min_size=1, max_size=25).map("".join))
def test_a_fragment_read_as_it_comes_says_what_its_tree_says(html: str) -> None:
    tree = parse(f"<p></p>{html}")

    assert fragment.paragraphs(f"<p></p>{html}") == "\n\n".join(block_texts(tree))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<a>Ministry</a> <b>Gazette</b>", "Ministry Gazette"),
        ("<p>One <b>two</b> <i>three</i></p>", "One two three"),
        ("<table><tr><td><b>a</b> <i>b</i><td>c</table>", "a b | c"),
    ],
)
def test_a_blank_between_two_words_of_a_block_counts(html: str, text: str) -> None:
    assert fragment.paragraphs(html) == text
