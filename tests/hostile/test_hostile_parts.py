"""Parts of a page that each are judged by what they hold, as many as a page may have of them.

What costs as much as a part holds costs the square of the page where parts stand in each other,
or ask for the same blocks; the limits are those of `test_hostile_pages`.
"""

from __future__ import annotations

import pytest

from tests.hostile.test_hostile_pages import PROSE, TITLE, WORDS, only, page

TAGS = 36_000
"""Of a page; of those that have more only the first 40,000 are read."""
NESTED = 200
EMPTY = 15_000
LINE = "<p>The ministry announced controls on dysprosium, and ends them soon for all.</p>"


def many(piece: str, *, beside: int = 0) -> str:
    """Return `piece` so often that a page has `TAGS` with those `beside` it."""
    return piece * ((TAGS - beside) // piece.count("<"))


@pytest.mark.parametrize(
    "parts",
    [
        many(f"<h2>Comments</h2>{LINE}"),
        many("<h2>Contact</h2><p>Telephone 0123 456 789, or write to a@b.example at once.</p>"),
        many(f"<div><h3>References</h3>{LINE}</div>"),
        many(f"<h2>Why</h2>{LINE}<h2>Topics</h2>{LINE}"),
    ],
    ids=["comments", "contact", "references", "sections"],
)
def test_a_page_of_headings_that_head_no_text_is_read(parts: str) -> None:
    assert WORDS in only(page(f"<h1>{TITLE}</h1>{PROSE * 3}{parts}")).body


@pytest.mark.parametrize("name", ["cta", "subscribe", "legal", "box-share", "related"])
def test_elements_in_each_other_that_are_named_as_beside_the_text_are_read(name: str) -> None:
    around = f"<div class={name}>" * NESTED
    found = only(page(f"<h1>{TITLE}</h1>{PROSE * 3}{around}{many(LINE, beside=NESTED)}"))

    assert found.title == TITLE


@pytest.mark.parametrize(
    "around",
    [
        "".join(f"<button aria-controls=p>What is number {n}?</button>" for n in range(400))
        + f"<div id=p>{LINE * 3}",
        "<div>" * 5 + "<img src=a.jpg>" * 100,
        "<a class=button href=/x>" * NESTED,
    ],
    ids=["panel", "pictures", "buttons"],
)
def test_an_element_of_nothing_that_is_asked_for_its_text_again_and_again_is_read(
    around: str,
) -> None:
    assert WORDS in only(page(PROSE * 3 + around + "<br>" * EMPTY)).body
