"""A raw item becomes an article that says only what its source said."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from monitor.model import Article, RawItem, Source
from monitor.normalise import normalise
from monitor.taxonomy import Taxonomy, parse_entries

NOON = datetime(2025, 4, 10, 12, 0, tzinfo=UTC)
TAXONOMY = Taxonomy(
    [
        *parse_entries(
            "publisher", {"nmd": {"name": "Norlund Metals Daily (NMD)", "names": ["NMD"]}}, "p"
        ),
        *parse_entries("material", {"gallium": {"name": "Gallium", "names": ["gallium"]}}, "m"),
    ]
)
BODY = "<p>The government of Norlund said on Friday that gallium may leave with a licence.</p>"


def article(source: Source | None = None, **item: Any) -> Article:
    values: dict[str, Any] = {
        "source": "feed", "title": "Gallium licence", "content": BODY,
        "url": "https://x.example/a", "published": "Fri, 04 Apr 2025 16:30:00 +0800",
    }  # fmt: skip
    return normalise(
        RawItem(**values | item),
        source=source or Source(name="feed", kind="feed", timezone="Asia/Shanghai"),
        identity="//x.example/a",
        fetched_at=NOON,
        taxonomy=TAXONOMY,
    )


def test_a_feed_entry_becomes_an_article() -> None:
    found = article(title="Gallium <b>licence</b> &amp; more", tags=("trade",))

    assert found.title == "Gallium licence & more"
    assert found.body.startswith("The government of Norlund")
    assert found.published == "2025-04-04T16:30:00+08:00"
    assert found.published_at == datetime(2025, 4, 4, 8, 30, tzinfo=UTC)
    assert (found.published_source, found.published_precision) == ("feed", "second")
    assert found.first_seen == NOON
    assert found.language == "en"
    assert found.tags == ("trade",)
    assert [mention.id for mention in found.mentions] == ["gallium", "gallium"]
    assert found.warnings == ()


def test_a_date_without_a_zone_is_in_the_sources_own() -> None:
    assert article(published="2025-04-04 16:30").published == "2025-04-04T16:30:00+08:00"


def test_an_undated_item_stays_undated() -> None:
    found = article(published=None)

    assert found.published is None
    assert found.published_source is None
    assert found.published_text is None
    assert found.published_at is None


@pytest.mark.parametrize(
    ("dates", "published", "warning"),
    [
        ({"published": "soon"}, None, "unreadable date"),
        ({"published": None, "updated": "2025-04-05"}, "2025-04-05", "only an update date"),
        ({"published": "2025-12-24"}, "2025-12-24", "published in the future"),
        ({"published": "1971-03-01"}, None, "absurd date"),
        ({"published": "0001-01-01T00:00:00Z"}, None, "unreadable date"),
    ],
)
def test_a_doubtful_date_is_named(
    dates: dict[str, Any], published: str | None, warning: str
) -> None:
    found = article(**dates)

    assert found.published == published
    assert found.warnings == (warning,)


def test_a_missing_title_is_the_first_sentence() -> None:
    found = article(title=None)

    assert found.title == (
        "The government of Norlund said on Friday that gallium may leave with a licence."
    )
    assert found.warnings == ("no title",)
    assert found.body == found.title


@pytest.mark.parametrize(
    "opening",
    ["NMD News: on the 4th,", "NMD5, 22 March: on the 4th,", "SARDEL, April 4 (NMD) --"],
)
def test_a_dateline_names_the_carrier(opening: str) -> None:
    found = article(content=f"<p>{opening} the government said that gallium is controlled.</p>")

    assert found.publisher == "Norlund Metals Daily (NMD)"
    assert found.kind == "news"


def test_the_sources_publisher_is_the_last_resort() -> None:
    source = Source(name="feed", kind="feed", publisher="Brae Wire")

    assert article(source).publisher == "Brae Wire"
    assert article(source, publisher="NMD").publisher == "Norlund Metals Daily (NMD)"
    assert article().publisher is None


@pytest.mark.parametrize(
    ("title", "content", "kind"),
    [
        ("Talk", "<p>Q: Will it last?</p><p>A: It will.</p>", "interview"),
        ("访谈", "<p>问：何时实施？</p><p>答：五月一日。</p>", "interview"),
        ("商务部公告2025年第18号", "<p>现公布如下。</p>", "notice"),
        ("Announcement No. 18 of 2025 of the Ministry of Trade", "<p>It follows.</p>", "notice"),
        ("Gallium price review: a calm week", "<p>Little was sold.</p>", "market_report"),
        ("Gallium licence", "<p>The rule was published.</p>", None),
    ],
)
def test_the_form_tells_the_kind(title: str, content: str, kind: str | None) -> None:
    assert article(title=title, content=content).kind == kind


def test_a_translators_notice_is_taken_out_of_the_body() -> None:
    notice = "The content below was translated by Tencent automatically for reference."

    found = article(content=f"<p>{notice}</p>{BODY}")

    assert found.machine_translated
    assert found.translation_notice == notice
    assert notice not in found.body


def test_a_mails_way_out_is_no_text() -> None:
    found = article(
        content=f"{BODY}<p>You are receiving this e-mail because you subscribed. Unsubscribe.</p>",
        date_origin="mail",
    )

    assert found.body.endswith("licence.")
    assert found.published_source == "mail"


def test_plain_text_is_not_read_as_markup() -> None:
    found = article(content="Nd < 5 % and Pr > 3 % of the ore.", content_type="text/plain")

    assert found.body == "Nd < 5 % and Pr > 3 % of the ore."


def test_a_saved_page_is_opened_at_its_own_address() -> None:
    html = f"<html><head><link rel=canonical href='https://x.example/b'></head><body>{BODY}"

    found = article(url="file:///2024/05/06/a.html", content=html, is_page=True, published=None)

    assert found.url == "https://x.example/b"
    assert found.published is None


def test_a_document_that_cannot_be_parsed_is_kept_with_a_warning() -> None:
    found = article(content="<div>" * 5000, is_page=True)

    assert found.title == "Gallium licence"
    assert found.body == ""
    assert found.warnings[0].startswith("no text: ")


def test_equal_text_has_an_equal_hash_whatever_its_date_and_markup() -> None:
    other = article(content=BODY.replace("<p>", "<div><p class='x'>"), published="2024-01-01")

    assert other.content_hash == article().content_hash
    assert article(title="Germanium licence").content_hash != other.content_hash


def test_a_relative_date_counts_from_the_fetch_but_not_in_a_file() -> None:
    text = "Norlund licenses gallium\n2 hours ago\nThe rule was published by the government today."
    values: dict[str, Any] = {
        "content": text, "content_type": "text/plain", "is_page": True, "published": None,
    }  # fmt: skip

    fetched = article(**values)
    kept = article(Source(name="files", kind="document"), **values)

    assert fetched.published == "2025-04-10T18:00:00+08:00"
    assert kept.published is None
