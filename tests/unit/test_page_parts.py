"""Single signs by which a part of a page is text or is not, each with what it must not take."""

from __future__ import annotations

import pytest

from monitor.article import main_text, page
from monitor.article.boilerplate import heads_related
from monitor.article.consent import speaks_to_reader
from monitor.article.elements import HIDDEN
from monitor.article.panels import open_panels
from monitor.article.related import past_related
from monitor.article.tree import parse

TITLE = "Quarries of Norlund need a bond"
TEXT = (
    "The authority of Norlund said on Friday that quarries may open only with a bond.",
    "The rule takes effect in May, and operators called the time too short for them.",
    "Masons in the harbour of Vestby withdrew their offers within hours of the news.",
)
BODY = "".join(f"<p>{each}</p>" for each in TEXT)


def body_of(inside: str, head: str = "") -> str:
    html = f"<title>{TITLE}</title>{head}<article><h1>{TITLE}</h1>{inside}</article>"
    return page.extract(html).body


def is_folded(html: str) -> bool:
    """Say whether a panel is still hidden once panels are opened."""
    root = parse(html)
    open_panels(root)
    return any(
        "hidden" in each.attrib or HIDDEN.search(each.get("style", "")) for each in root.iter("div")
    )


def button(name: str, panel: str) -> str:
    return f"<button aria-controls={panel}>{name} of the register</button>"


def test_two_panels_built_alike_are_opened_and_one_is_not() -> None:
    panels = [f"{button('Part', f'p{n}')}<div id=p{n} hidden>{BODY}</div>" for n in range(2)]

    assert not is_folded("".join(panels))
    assert is_folded(panels[0])


def test_what_opens_and_what_closes_a_window_are_no_two_panels() -> None:
    assert is_folded(f"{button('Open', 'w')}<div id=w hidden>{BODY}</div>{button('Close', 'w')}")


@pytest.mark.parametrize(
    "attributes", ["class=modal", "class=drop-menu", "role=dialog", "id=cookie-box"]
)
def test_windows_and_menus_stay_folded(attributes: str) -> None:
    parts = [
        f"<div><button>Part {n} of the register</button><div {attributes} hidden>{BODY}</div></div>"
        for n in range(2)
    ]

    assert is_folded("".join(parts))


def test_panels_of_links_stay_folded() -> None:
    links = "".join(f"<a href=/{n}>{each}</a>" for n, each in enumerate(TEXT))
    parts = [f"{button('Part', f'p{n}')}<div id=p{n} hidden>{links}</div>" for n in range(2)]

    assert is_folded("".join(parts))


def test_a_discussion_is_read_without_what_it_repeats_of_itself() -> None:
    answer = f"Anna wrote: {TEXT[0]}"

    assert main_text._unquoted([TEXT[0], answer, TEXT[1]]) == [TEXT[0], TEXT[1]]
    assert main_text._unquoted([answer, TEXT[1], "Yes.", "Yes."]) == [
        answer,
        TEXT[1],
        "Yes.",
        "Yes.",
    ]


@pytest.mark.parametrize("heading", ["Comments (12)", "Comments 12", "Related news [3]"])
def test_a_heading_that_counts_heads_other_pages_too(heading: str) -> None:
    assert heads_related(heading)


def test_a_report_that_quotes_somebody_does_not_speak_to_its_reader() -> None:
    said = "we will open no quarry before the bond is paid in full and for ever"

    assert speaks_to_reader(f"In May {said}.")
    assert not speaks_to_reader(f"The owner said: “{said}.”")


@pytest.mark.parametrize("name", ["Annex 2", "bond.pdf", "Attachment"])
def test_a_button_that_leads_to_a_part_of_the_text_is_read(name: str) -> None:
    inside = BODY + f"<p>{TEXT[0]} <a class=btn href=/a>{name}</a></p>"

    assert name in body_of(inside)
    assert "Read on" not in body_of(inside.replace(name, "Read on"))


@pytest.mark.parametrize("attribute", ["placeholder", "fallback"])
def test_what_a_page_shows_until_something_is_loaded_is_no_text(attribute: str) -> None:
    assert "Wait for it" not in body_of(
        f"{BODY}<div {attribute}><p>Wait for it, dear all.</p></div>"
    )


def test_a_heading_with_text_right_under_it_is_the_articles_own() -> None:
    kept, furniture = [TEXT[0]], list[int]()
    words = [TEXT[0], "In other news", TEXT[1] * 2, TEXT[2] * 2]

    assert past_related(words, 1, kept, furniture) == 2
    assert (kept, furniture) == ([TEXT[0], "In other news"], [])


@pytest.mark.parametrize(
    ("types", "is_product"),
    [("Product", True), ("ItemList Product", False), ("ProductGroup", False), ("Article", False)],
)
def test_a_list_of_products_is_no_product(types: str, is_product: bool) -> None:
    assert main_text._is_product(types) is is_product


@pytest.mark.parametrize(
    "above",
    [
        "<div class=top9><h1>{title}</h1><p class=x9>{deck}</p></div>",
        "<div class=top9><h1>{title}</h1></div><p class=x9>{deck}</p><p>By Anna Hald</p>",
    ],
)
def test_a_paragraph_right_under_the_headline_is_its_standfirst(above: str) -> None:
    deck = f"In Vestby nobody was asked. {TEXT[1]}"
    shown = above.format(title=TITLE, deck=deck)
    head = "<meta property='og:type' content='article'>"
    text = f"<div class=article-body>{BODY * 2}</div>"
    html = f"<title>{TITLE}</title>{head}<body><div>{shown}{text}</div>"

    assert page.extract(html).body.startswith(deck)
