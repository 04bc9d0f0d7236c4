"""Feeds that are broken, empty or none at all."""

from __future__ import annotations

import pytest

from monitor.errors import ParseError
from monitor.model import FeedInfo
from tests.unit.feed_samples import (
    only,
    read,
    rss,
)


def test_an_entry_without_anything_is_none() -> None:
    assert read(rss("<item/><item><title/></item>")).items == ()


def test_a_feed_without_items_is_empty_and_no_error() -> None:
    parsed = read(rss("", channel="<title>Quiet</title>"))

    assert parsed.items == ()
    assert parsed.feed == FeedInfo(title="Quiet")


def test_broken_xml_gives_what_can_be_read_with_a_warning_that_names_the_line() -> None:
    body = rss("\n<item><title>R & D</title></item>\n<item><title>Next</title></item>")

    parsed = read(body)

    assert [item.title for item in parsed.items] == ["R & D", "Next"]
    assert parsed.items[1].warnings == (
        "broken XML, read as far as possible: not well-formed (invalid token) in line 2",
    )


def test_a_feed_that_breaks_off_gives_its_whole_items() -> None:
    parsed = read(rss("<item><title>Whole</title></item><item><title>Ha")[:-20])

    assert [item.title for item in parsed.items] == ["Whole"]
    assert parsed.items[0].warnings


def test_a_feed_that_breaks_before_its_first_item_is_an_error() -> None:
    with pytest.raises(ParseError, match="broken XML without a readable item"):
        read('<rss version="2.0"><channel><title>Half')


@pytest.mark.parametrize(
    "noise", ["\n\n  ", "<br />\n<b>Warning</b>: cannot connect\n", "<!-- cached -->", "\ufeff"]
)
def test_what_stands_in_front_of_a_feed_costs_nothing(noise: str) -> None:
    assert only(read(noise + rss("<item><title>t</title></item>"))).title == "t"


@pytest.mark.parametrize("bad", ["\x0b", "&#11;", "&#x1F;", "&#0;", "&#99999999999;", "\x00"])
def test_a_character_that_xml_forbids_costs_only_itself(bad: str) -> None:
    item = only(read(rss(f"<item><title>rare {bad}earth</title></item>") + " " * 1000))

    assert item.title == "rare earth"
    assert not any("XML" in warning for warning in item.warnings)


def test_an_element_that_the_parser_stumbles_over_costs_only_itself() -> None:
    body = rss("<item><title>t</title><textinput>x</textinput><where>y</where></item>")

    assert only(read(body)).title == "t"


@pytest.mark.parametrize(
    ("body", "fact"),
    [
        ("", "it is empty"),
        (" \n", "it is empty"),
        ("<html><head><title>Sign  in &amp; go</title>", 'an HTML page titled "Sign in & go"'),
        ("<!DOCTYPE html><p>Gone", "an HTML page"),
        ("<urlset><url/></urlset>", "an XML document whose root is <urlset>"),
        ("<feed><x/></feed>", "an XML document whose root is <feed>"),
        ("Too many requests", 'text that begins "Too many requests"'),
        ('{"error": "quota"}', "JSON that is no JSON Feed"),
        ("[]", "JSON that is no JSON Feed"),
    ],
)
def test_what_is_no_feed_is_an_error_that_says_what_it_is(body: str, fact: str) -> None:
    with pytest.raises(ParseError) as caught:
        read(body)

    assert str(caught.value) == f"gazette: not a feed: {fact}"


def test_a_namespace_with_blanks_does_not_lose_the_feed() -> None:
    body = rss('<item><title>t</title><x xmlns="not an address"/></item>')

    assert only(read(body)).title == "t"
