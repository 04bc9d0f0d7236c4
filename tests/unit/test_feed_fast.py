"""The fast reader and feedparser give the same answer."""

from __future__ import annotations

import subprocess
import sys

import pytest
from feedparser.html import _cp1252
from feedparser.mixin import _FeedParserMixin
from feedparser.sanitizer import _HTMLSanitizer
from hypothesis import example, given, settings

from monitor.errors import ParseError
from monitor.kinds import Parsed, feed_vocabulary
from monitor.kinds.feed import parsed_from, read_patiently, read_quickly
from monitor.kinds.feed_reading import FeedReading
from monitor.kinds.prolog import opening
from monitor.model import Source
from tests.unit.feed_publishers import PUBLISHERS
from tests.unit.feed_samples import (
    ATOM_03,
    ATOM_10,
    RSS_091,
    RSS_092,
    RSS_10,
    atom,
    payload,
    rss,
)
from tests.unit.feed_shapes import feeds


def answer(reading: FeedReading) -> Parsed | str:
    """Return what becomes of a reading, or why nothing does."""
    try:
        return parsed_from(Source(name="gazette", kind="feed"), payload(""), reading, ())
    except ParseError as error:
        return str(error)


def without_prolog(text: str) -> str:
    """Return a feed from its root element on, as the readers take it."""
    return text[opening(text, subject="feed").start :]


def assert_equal(text: str) -> bool:
    """Compare both readers, field by field; says whether the fast one read it at all."""
    quick = read_quickly(text)
    if quick is None:
        return False
    fast, slow = answer(quick), answer(read_patiently(text))
    if isinstance(fast, Parsed) and isinstance(slow, Parsed):
        assert fast.feed == slow.feed
        assert len(fast.items) == len(slow.items)
        for one, other in zip(fast.items, slow.items, strict=True):
            assert one == other
    assert fast == slow
    return True


@example(
    atom(
        '<entry><dc:title xmlns:dc="http://purl.org/dc/elements/1.1/" xml:lang="de"/>'
        "<title>t</title></entry>"
    )
)
@settings(max_examples=300, deadline=None)
@given(feeds())
def test_any_feed_reads_the_same_both_ways(text: str) -> None:
    assert_equal(text)


@pytest.mark.parametrize("name", PUBLISHERS)
def test_what_publishers_write_goes_the_fast_way(name: str) -> None:
    assert assert_equal(without_prolog(PUBLISHERS[name]))


@pytest.mark.parametrize("text", [RSS_091, RSS_092, RSS_10, ATOM_03, ATOM_10])
def test_each_format_goes_the_fast_way(text: str) -> None:
    assert assert_equal(without_prolog(text))


@pytest.mark.parametrize(
    "text",
    [
        "<RSS><CHANNEL><ITEM><TITLE>t</TITLE></ITEM></CHANNEL></RSS>",
        "<rss><channel><title>a</title><title>b</title></channel></rss>",
        "<rss><item><title>outside</title></item></rss>",
        "<rss version='2.0' xmlns='urn:x'><channel><item><title>t</title></item></channel></rss>",
        "<rss xmlns:dc='urn:x'><channel><item><dc:creator>a</dc:creator></item></channel></rss>",
        "<rss><channel><item lastmod='2025'><title>t</title></item></channel></rss>",
        "<rss><channel><item><title>a <b>b</b></title></item></channel></rss>",
        "<rss><channel><item><description><p>a</p></description></item></channel></rss>",
        "<rss><channel><item><title type='x'>YQ==</title></item></channel></rss>",
        "<rss><channel><item><title mode='base64'>YQ==</title></item></channel></rss>",
        "<rss><channel base='https://b.example/'><item><link>a</link></item></channel></rss>",
        "<rss xml:base='b/'><channel><item><link>a</link></item></channel></rss>",
        "<feed><entry><title>t</title></entry></feed>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><feed/></entry></feed>",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><item/></rdf:RDF>",
    ],
)
def test_what_is_odd_goes_the_patient_way(text: str) -> None:
    assert not assert_equal(text)


@pytest.mark.parametrize("length", [1, 9])
def test_a_name_of_html_costs_no_time(length: int) -> None:
    text = rss(f"<item><title>{'&nbsp;&eacute;' * length}</title></item>", channel="")

    assert assert_equal(without_prolog(text))


def test_well_formed_feeds_do_not_load_feedparser() -> None:
    program = (
        "import sys; from tests.unit.feed_publishers import WORDPRESS;"
        "from tests.unit.feed_samples import read; read(WORDPRESS);"
        "assert 'feedparser' not in sys.modules"
    )

    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_vocabulary_is_that_of_feedparser() -> None:
    handled = {
        name.removeprefix("_start_").removeprefix("_end_")
        for name in dir(_FeedParserMixin)
        if name.startswith(("_start_", "_end_"))
    }
    spaces = {
        address.lower(): prefix.lower() for address, prefix in _FeedParserMixin.namespaces.items()
    }
    ours = dict(feed_vocabulary.NAMESPACES)

    assert ours.pop(feed_vocabulary.HISTORY) == "fh"
    assert ours.items() <= spaces.items()
    assert handled == feed_vocabulary.WITH_MEANING
    assert handled > feed_vocabulary.WITHOUT_EFFECT
    assert _HTMLSanitizer.acceptable_elements == feed_vocabulary.HTML_ELEMENTS
    assert _cp1252 == feed_vocabulary.WINDOWS_1252
