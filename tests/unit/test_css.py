"""Selectors select what libxml2 selects, and in a time that grows with the page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.cssselect import CSSSelector

from monitor.errors import ConfigError
from monitor.kinds.css import compiled
from monitor.kinds.selectors import page_tree

SIMPLE = (
    *("div", "p", ".a", "li.b", "*", "span:first-child", ":not(.a)", "div:has(p)", "[class=c]"),
    *("li:nth-child(2)", "div, span", "p:last-child", '[class^="b"]'),
)
elements = st.recursive(
    st.just("x<!--c-->"),
    lambda inner: st.builds(
        lambda tag, name, parts: f"<{tag} class={name}>{''.join(parts)}</{tag}>",
        st.sampled_from(("div", "span", "ul", "li")),
        st.sampled_from("abc"),
        st.lists(inner, max_size=4),
    ),
    max_leaves=30,
)


@settings(deadline=None)
@given(
    elements,
    st.sampled_from(SIMPLE),
    st.lists(st.tuples(st.sampled_from((" ", " > ", " ~ ", " + ")), st.sampled_from(SIMPLE))),
)
def test_it_selects_what_libxml2_selects(
    page: str, first: str, rest: list[tuple[str, str]]
) -> None:
    root, _ = page_tree(f"<body>{page}</body>", subject="page")
    selector = first + "".join(map("".join, rest[:4]))

    assert compiled(selector)(root) == CSSSelector(selector, translator="html")(root)


@pytest.mark.parametrize("selector", ["div div div p.x", "div ~ div ~ div p.x", "div + div > p.x"])
@pytest.mark.parametrize("page", ["<div>" * 390 + "</div>" * 390, "<div></div>" * 390])
def test_pages_of_many_elements_do_not_take_long(selector: str, page: str) -> None:
    """libxml2 takes over a minute for some of these."""
    root, _ = page_tree(f"<body>{page * 50}</body>", subject="page")

    assert compiled(selector)(root) == []


@pytest.mark.parametrize(
    "selector", ["", "p::before", "p:hover(x)", "[", "a" * 501, ":nth-child(x)"]
)
def test_what_is_no_selector_is_a_mistake(selector: str) -> None:
    with pytest.raises(ConfigError):
        compiled(selector)
