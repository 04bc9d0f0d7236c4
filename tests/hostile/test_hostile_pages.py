"""Pages and feeds that mean harm: what is stored of each, or which error, and at what cost.

The limits are in `monitor.article.bounds`, `monitor.article.body` and
`monitor.kinds.feed_bounds`; what is cut is named in the item's warnings.
"""

from __future__ import annotations

import json
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import httpx
import pytest

from monitor.digest import as_json, html, text
from monitor.errors import ParseError
from monitor.kinds import parse
from monitor.model import Article
from monitor.normalise import normalise
from monitor.store import Store
from tests.build import NOON, FakeClock, payload, source, subscription
from tests.golden.samples import taxonomy
from tests.line import pipeline

MIB = 1 << 20
CPU_SECONDS = 5.0
MEMORY_KB = 300 << 10
TITLE = "Ministry announces controls on magnets"
PROSE = (
    "<p>The ministry announced export controls on dysprosium, a measure that takes effect soon "
    "and concerns all who ship magnets abroad.</p>"
)
WORDS = "The ministry announced export controls on dysprosium"
LD = '<script type="application/ld+json">'


def page(body: str, head: str = "") -> str:
    return f"<html><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>"


def rss(items: str) -> str:
    head = "<title>Gazette</title><link>https://example.org/</link>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'


def json_feed(items: str) -> str:
    return f'{{"version": "https://jsonfeed.org/version/1.1", "items": {items}}}'


@contextmanager
def bounded() -> Iterator[None]:
    """Fail if what is done inside takes over 5 s of processor time or 300 MB more than before."""
    before = resource.getrusage(resource.RUSAGE_SELF)
    yield
    after = resource.getrusage(resource.RUSAGE_SELF)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < CPU_SECONDS
    assert after.ru_maxrss - before.ru_maxrss < MEMORY_KB


def read(document: str, kind: str = "document") -> list[Article]:
    """Return the records of a document or feed, made within the bounds."""
    body = document.encode()
    _records(page(PROSE * 3).encode(), "document")  # whoever is first loads the libraries
    with bounded():
        return _records(body, kind)


def _records(body: bytes, kind: str) -> list[Article]:
    of = source(kind=kind)
    return [
        normalise(raw, source=of, identity="i", fetched_at=NOON, taxonomy=taxonomy())
        for raw in parse(of, payload(body)).items
    ]


def only(document: str, kind: str = "document") -> Article:
    (found,) = read(document, kind)
    return found


@pytest.mark.parametrize("piece", ["<div>", "<b>", "<ul><li>", "<dd><table><tr><td>"])
def test_a_page_that_nests_without_end_is_not_read(piece: str) -> None:
    found = only(page(PROSE + piece * 100_000))

    assert found.body == ""
    assert found.warnings[0] == "no text: more than 400 elements are nested; not read"


def test_an_element_of_countless_attributes_is_not_read() -> None:
    """libxml2 compares each with all before it: 200,000 took it minutes."""
    many = " ".join(f'a{number}="x"' for number in range(200_000))

    found = only(page(f"<div {many}>{PROSE}</div>"))

    assert found.warnings[0] == "no text: one element has 200,000 attributes; not read"


@pytest.mark.parametrize(
    "piece",
    [
        "<p>",
        "<br>word",
        "<span>word </span>",
        "<p>line</p>",
        f"<p>{TITLE}</p><p>4 April 2025</p>",
        f"<h1>{TITLE}</h1>",
        "<time>2025-04</time>",
        "<li><time>word</time></li>",
        "<article>word</article>",
        "<table><tr><td>a</td><td>b</td></tr></table>",
        "<table><tr><td>" * 90 + "word" + "</td></tr></table>" * 90,
        "<tr><td>a</td><td>b</td></tr>",
        '<meta name="a" content="b">',
    ],
)
def test_of_a_page_with_too_many_tags_the_beginning_is_read_and_that_is_said(piece: str) -> None:
    html = page(PROSE * 3 + piece * (100_000 // piece.count("<")))

    found = only(html)

    assert WORDS in found.body
    assert f"only the first 40,000 of {html.count('<'):,} tags were read" in found.warnings


@pytest.mark.parametrize(
    "unshown",
    [
        "<!-- -->" * MIB,
        f"<script>{'var a = 1;' * MIB}</script>",
        f"<style>{'p { }' * 3 * MIB}</style>",
        f'<div class="{"a " * 7 * MIB}"></div>',
        f'<img src="data:image/png;base64,{"A" * 14 * MIB}">',
    ],
    ids=["comments", "script", "style", "attribute", "image"],
)
def test_what_a_page_does_not_show_costs_it_no_text(unshown: str) -> None:
    found = only(page(unshown + PROSE * 3))

    assert WORDS in found.body
    assert found.warnings == ()


@pytest.mark.parametrize(
    "piece", ["x", "word ", "A short one. ", "出口", "1", "x\n", "- ", "A: ", "2025-04-04 ", "& "]
)
def test_of_a_text_of_15_mib_the_first_million_characters_are_stored(piece: str) -> None:
    text = "Heading\n\n" + piece * (15 * MIB // len(piece.encode()))

    found = only(text)

    assert len(found.body) <= 1_000_000
    assert f"only the first 1,000,000 of {len(text):,} characters were read" in found.warnings


def test_of_one_paragraph_of_15_mib_the_first_million_characters_are_stored() -> None:
    found = only(page(f"<p>{'word ' * 3 * MIB}</p>"))

    assert len(found.body) == 1_000_000
    whole, text = found.warnings
    assert whole.startswith("only the first 6,000,000 of 15,7")
    assert text.startswith("only the first 1,000,000 of 5,99")


def test_15_mib_of_newlines_are_empty() -> None:
    with bounded(), pytest.raises(ParseError, match="is empty"):
        parse(source(kind="document"), payload("\n" * 15 * MIB))


@pytest.mark.parametrize("piece", ["1", "1 ", "-", "- ", "2025-04-04 ", "april ", "> ", " | ", "("])
def test_a_megabyte_like_a_date_is_no_date(piece: str) -> None:
    found = only(page(PROSE * 3 + f"<p>{piece * (900_000 // len(piece))}</p>"))

    assert WORDS in found.body
    assert found.published is None


@pytest.mark.parametrize(
    "line", ["line {}", "2025-04-{}", "4 April 2025 by X | {} April", "Same words here {}"]
)
def test_of_30_000_short_lines_all_behind_the_first_10_000_are_kept(line: str) -> None:
    lines = [line.format(number % 28 + 1) for number in range(30_000)]

    found = only("\n".join(["A heading over it all", "", *lines]))

    assert found.body.split("\n\n")[-19_000:] == lines[-19_000:]


def test_a_title_of_megabytes_is_cut() -> None:
    found = only(f"<html><head><title>{'a - ' * MIB}</title></head><body>{PROSE * 3}</body></html>")

    assert len(found.title) == 1001
    assert "only the first 1,000 characters of the title" in found.warnings


def test_thousands_of_declarations_cost_no_text() -> None:
    one = f'{LD}{{"@type": "NewsArticle", "datePublished": "2025-04-04"}}</script>'

    found = only(page(PROSE * 3, one * 10_000))

    assert WORDS in found.body
    assert found.published == "2025-04-04"


@pytest.mark.parametrize(
    "value",
    [
        "[" * 100_000 + "]" * 100_000,
        '{"@graph":' * 900 + "{}" + "}" * 900,
        '{"@type":"NewsArticle","author":' + "[" * 900 + "]" * 900 + "}",
        '{"@type":"NewsArticle","a":' + "1" * 5000 + "}",
    ],
    ids=["arrays", "graphs", "authors", "number"],
)
def test_a_declaration_that_cannot_be_read_costs_itself(value: str) -> None:
    assert WORDS in only(page(PROSE * 3, f"{LD}{value}</script>")).body


@pytest.mark.parametrize("kind", ["feed", "document"])
@pytest.mark.parametrize("value", ["[" * 200_000 + "]" * 200_000, '[{"id":' * 99_999, "1" * 9999])
def test_a_json_feed_that_nests_without_end_is_an_error(kind: str, value: str) -> None:
    with bounded(), pytest.raises(ParseError):
        parse(source(kind=kind), payload(json_feed(value)))


def entry(number: int) -> str:
    return f"<item><title>Item {number}</title><link>https://example.org/{number}</link></item>"


def atom_entry(number: int) -> str:
    return f"<entry><title>Item {number}</title><id>urn:{number}</id></entry>"


@pytest.mark.parametrize(
    "feed",
    [
        lambda: rss("".join(map(entry, range(100_000)))),
        lambda: (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title>'
            + "".join(map(atom_entry, range(100_000)))
            + "</feed>"
        ),
        lambda: json_feed(json.dumps([{"id": n, "title": f"Item {n}"} for n in range(100_000)])),
    ],
    ids=["rss", "atom", "json"],
)
def test_of_100_000_items_the_first_5_000_are_read_and_each_says_so(
    feed: Callable[[], str],
) -> None:
    found = read(feed(), "feed")

    assert [one.title for one in found[-2:]] == ["Item 4998", "Item 4999"]
    assert all("only the first 5,000 of 100,000 items were read" in one.warnings for one in found)


def test_of_a_feed_of_15_mib_the_first_items_are_read_and_each_says_so() -> None:
    words = PROSE.replace("<", "&lt;")
    one = f"<item><title>Item</title><description>{words * 150}</description></item>"
    with bounded():
        items = parse(source(), payload(rss(one * 600))).items

    assert 200 < len(items) < 600
    assert items[0].warnings == (f"only the first {len(items)} of 600 items were read",)
    assert (items[-1].summary or "").count(WORDS) == 150


@pytest.mark.parametrize("piece", ["<a/>", "<category>c</category>", "<a>", "&lt;p>", "<!-- -->"])
def test_one_item_of_countless_pieces_is_an_error(piece: str) -> None:
    with bounded(), pytest.raises(ParseError, match="more than 150,000 tags and entities"):
        parse(source(), payload(rss(f"<item><title>t</title>{piece * 400_000}</item>")))


def test_items_that_say_nothing_are_none() -> None:
    assert read(rss("<item/>" * 2 * MIB), "feed") == []


SURROGATES = {
    "json": json_feed(
        '[{"id": "\\ud800", "url": "https://example.org/\\udfff", "tags": ["\\ud800"], '
        '"title": "Dysprosium \\ud800 title", "authors": [{"name": "A \\udc00"}], '
        '"content_text": "Dysprosium \\udfff here.", "date_published": "\\ud800"}]'
    ),
    "rss": rss(
        "<item><title>Dysprosium &#xD800; title</title><link>https://example.org/&#55296;</link>"
        "<description>&lt;p&gt;Dysprosium &amp;#xDFFF; here.&lt;/p&gt;</description></item>"
    ),
    "controls": rss(
        "<item><title>Dyspro\u200bsium \u202etitle\u202c</title><link>https://example.org/1</link>"
        "<description>Dyspro\u00adsium &#27;[31m here.\u2066</description></item>"
    ),
}


@pytest.mark.parametrize("name", SURROGATES)
def test_characters_that_no_text_should_hold_are_stored_matched_and_told(name: str) -> None:
    line = pipeline(
        Store.open(None),
        lambda request: httpx.Response(404),
        clock=FakeClock(NOON + timedelta(hours=1)),
        subscriptions=[subscription(first_sight="tell")],
    )

    intake = line.ingest(source(), payload(SURROGATES[name])).intake
    digest = line.compose("desk", even_if_not_due=True)

    assert (intake.new, intake.matched) == (1, 1)
    assert digest is not None
    told = "".join([text.render(digest), html.render(digest), as_json.render(digest).decode()])
    assert told.encode().decode() == told
    assert not {"\x1b", "\u202e", "\u2066"} & set(text.render(digest) + html.render(digest))


def test_half_characters_in_a_page_are_replaced() -> None:
    declared = f'{LD}{{"@type": "NewsArticle", "headline": "Half \\ud800 a title"}}</script>'

    found = only(page(f"<p>&#xD800; {WORDS} &#57343;</p>" * 3, declared))

    assert WORDS in found.body
    assert (found.title + found.body).encode()


def test_a_stray_null_is_taken_out_and_many_are_no_text() -> None:
    assert only(page(PROSE * 20) + "\0").warnings == ("NUL bytes taken out: 1",)
    with pytest.raises(ParseError, match="is binary"):
        parse(source(kind="document"), payload(page("\0" * 99)))
