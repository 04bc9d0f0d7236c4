"""What is read out of JSON Feed."""

from __future__ import annotations

import json

import pytest

from monitor.errors import ParseError
from monitor.model import FeedInfo, RawItem
from tests.unit.feed_samples import JSON_FEED_10, JSON_FEED_11, only, read

VERSION = "https://jsonfeed.org/version/1.1"


def test_version_10_with_a_number_as_id_and_one_author() -> None:
    parsed = read(JSON_FEED_10)

    assert parsed.feed == FeedInfo(title="Old JSON", link="https://site.example/")
    assert only(parsed) == RawItem(
        source="gazette",
        id="7",
        url="https://feeds.example/7",
        title="Seven",
        published="2025-05-05T10:00:00+08:00",
        authors=("Desk",),
        content="a < b",
        content_type="text/plain",
    )


def test_version_11_with_its_members_in_another_order() -> None:
    assert only(read(JSON_FEED_11)) == RawItem(
        source="gazette",
        id="https://site.example/8",
        url="https://x.example/8",
        title="Acht &amp; mehr",
        published="2025-05-05",
        updated="2025-05-06",
        authors=("A", "B"),
        language="de",
        summary="s",
        content="<p>8</p>",
        tags=("erz", "metall"),
        enclosures=("https://x.example/8.pdf",),
    )


@pytest.mark.parametrize("wrong", [None, 3, "x", [], {}, True, [[]]])
def test_a_value_of_the_wrong_type_is_absent(wrong: object) -> None:
    names = ("title", "url", "content_html", "date_published", "authors", "tags", "attachments")
    entry = dict.fromkeys(names, wrong)

    parsed = read(json.dumps({"version": VERSION, "items": [entry, wrong], "title": wrong}))

    assert parsed.items[0].enclosures == ()
    assert parsed.items[0].url in (
        None,
        "https://feeds.example/news/x",
        "https://feeds.example/news/3",
    )


def test_a_feed_without_items_is_empty_and_no_error() -> None:
    assert read(json.dumps({"version": VERSION, "items": []})).items == ()


@pytest.mark.parametrize(
    "body",
    [
        '{"version": "https://jsonfeed.org/version/1"',
        '{"version": "https://jsonfeed.org/version/1"}',
        '{"version": "1", "items": []}',
        '{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 100_000,
        '{"version": "https://jsonfeed.org/version/1", "items": ' + "9" * 10_000,
    ],
    ids=["cut", "no items", "other version", "deep", "long number"],
)
def test_json_that_is_no_feed_is_an_error(body: str) -> None:
    with pytest.raises(ParseError, match="not a feed: JSON that is"):
        read(body)
