"""What is read better than feedparser reads it, and what must not change."""

from __future__ import annotations

import resource

import pytest

from tests.unit.feed_publishers import NEWSPAPER, PODCAST, VIDEOS
from tests.unit.feed_samples import atom, only, read, rss


def test_entries_without_author_have_those_of_their_source_or_feed() -> None:
    entries = (
        "<entry><title>a</title><source><author><name>Wire</name></author></source></entry>"
        "<entry><title>b</title></entry>"
        "<entry><title>c</title><author><name>Own</name></author></entry>"
    )

    parsed = read(atom(f"<author><name>Desk</name></author>{entries}"))

    assert [item.authors for item in parsed.items] == [("Wire",), ("Desk",), ("Own",)]


def test_the_owner_of_a_podcast_and_the_editor_of_a_channel_wrote_no_item() -> None:
    editor = "<managingEditor>chief@a.example (Chief)</managingEditor>"

    assert only(read(PODCAST)).authors == ("Ann",)
    assert only(read(rss("<item><title>t</title></item>", channel=editor))).authors == ()


def test_what_a_channel_says_of_itself_changes_no_item() -> None:
    """feedparser counts the second description of a channel as content of its first item."""
    item = only(read(PODCAST))

    assert (item.summary, item.content) == ("<p>Show notes</p>", "Plain notes")
    assert item.content_type == "text/html"


def test_plain_content_beside_marked_up_summary_becomes_mark_up() -> None:
    body = PODCAST.replace("Plain notes", "a &lt; b\nc")

    item = only(read(body))

    assert (item.content, item.content_type) == ("a &lt; b<br>\nc", "text/html")


def test_words_under_a_picture_are_no_content() -> None:
    item = only(read(NEWSPAPER))

    assert (item.summary, item.content) == ("Desc", None)


def test_words_under_a_film_are_the_summary_where_there_is_no_other() -> None:
    assert only(read(VIDEOS)).summary == "Words\ntwo"


def test_plain_text_with_brackets_stays_text() -> None:
    entry = "<entry><title>t</title><summary>Vec&lt;T&gt; &amp; more</summary></entry>"

    assert only(read(atom(entry))).summary == "Vec&lt;T> & more"


def test_a_tag_is_its_term_unless_that_is_an_address() -> None:
    tags = (
        '<category term="erz" label="Erze"/><category label="Metalle"/>'
        '<category term="https://a.example/c/1" label="Magnete"/>'
        '<category term="https://a.example/c/2"/>'
    )

    item = only(read(atom(f"<entry><title>t</title>{tags}</entry>")))

    assert item.tags == ("erz", "Metalle", "Magnete", "https://a.example/c/2")


@pytest.mark.parametrize("more", ["", "<x>broken & so on</x>"])
def test_the_base_of_a_text_is_not_that_of_the_links_after_it(more: str) -> None:
    entry = (
        '<entry><content xml:base="https://other.example/x/">c</content>'
        f'<link href="1.html"/>{more}</entry>'
    )

    assert only(read(atom(entry))).url == "https://feeds.example/news/1.html"


def test_text_in_cdata_stays_as_written() -> None:
    item = only(read(rss("<item><title><![CDATA[a&nbsp;b]]></title></item>")))

    assert item.title == "a&nbsp;b"


@pytest.mark.parametrize("attribute", ['a{}="1"', 'xmlns:a{}="urn:{}"', "a{}=1", "a{}"])
@pytest.mark.parametrize("error", ["", " & "])
def test_attributes_without_end_take_no_time(attribute: str, error: str) -> None:
    """50,000 of them took feedparser's own entrance 20 s."""
    many = " ".join(attribute.format(number, number) for number in range(30_000))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime

    item = only(read(rss(f"<item><title {many}>t</title>{error}</item>")))

    assert item.title == "t"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - before < 3
