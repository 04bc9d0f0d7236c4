"""Where the structure alone says what a page's text is, and which of its blocks that are."""

from __future__ import annotations

import pytest

from monitor.article import page, region
from monitor.article.blocks import read_blocks
from monitor.article.tree import parse

TEXT = tuple(
    f"The ministry of Norlund said on day {number} that magnets may leave only with a licence, "
    "and that traders in the harbour of Vestby have until the end of the month to ask for one."
    for number in range(6)
)
BODY = "".join(f"<p>{text}</p>" for text in TEXT)
OTHERS = "".join(
    f"<p>Copper stocks fell for week {number} as smelters in the north bought ahead of May.</p>"
    for number in range(9)
)


def is_certain(html: str) -> bool:
    blocks, nodes = read_blocks(parse(html))
    return region.is_certain(region.find(blocks, nodes, title="", kind_of_page=""), blocks)


@pytest.mark.parametrize("names", ["<article>", "<div class=story-body>", "<div>"])
def test_an_element_of_paragraphs_that_holds_nearly_all_leaves_no_doubt(names: str) -> None:
    assert is_certain(f"<ul><li><a href=/>Home</a></ul>{names}<h1>A title</h1>{BODY}")


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(f"<main>{BODY}</main>", id="the page's main part"),
        pytest.param(f"<div role=main>{BODY}</div>", id="the same, by its role"),
        pytest.param(f"<div>{BODY[:600]}</div>", id="a short text in an unnamed element"),
        pytest.param(f"<article>{BODY}</article><section>{OTHERS}</section>", id="much elsewhere"),
        pytest.param(
            f"<article>{BODY}" + "<p>Metal: 120 a tonne.</p>" * 30 + "</article>", id="short lines"
        ),
        pytest.param(
            "<article>" + BODY.replace("magnets may", "<a href=/m>magnets may leave only</a>")
            + "</article>",
            id="many links",
        ),
    ],
)  # fmt: skip
def test_another_page_is_shown_to_an_extractor_too(html: str) -> None:
    assert not is_certain(f"<h1>A title</h1>{html}")


def test_short_lines_between_paragraphs_set_in_breaks_are_text() -> None:
    lines = [*TEXT[:3], "So it is.", *TEXT[3:]]

    body = page.extract("<h1>A title</h1><article>" + "<br><br>".join(lines) + "</article>").body

    assert body.split("\n\n") == lines


def test_a_page_of_more_than_an_article_may_have_is_read_by_its_structure() -> None:
    many = "".join(f"<p>{number} {TEXT[0]}</p>" for number in range(6_000))

    body = page.extract(f"<ul><li><a href=/>Home</a></ul><main>{many}</main>").body

    assert body.count("\n\n") == 5_999
