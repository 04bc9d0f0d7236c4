"""What every kind promises, whatever it is given."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.errors import ConfigError, ParseError
from monitor.kinds import KINDS, kind_of, parse
from monitor.model import Source
from tests.build import NOON, payload
from tests.contract.kind_samples import LINKS, SAMPLES, TITLES, Sample
from tests.unit.feed_samples import (
    ATOM_03,
    ATOM_10,
    JSON_FEED_10,
    JSON_FEED_11,
    RSS_091,
    RSS_092,
    RSS_10,
    read,
)

FEEDS = (RSS_091, RSS_092, RSS_10, ATOM_03, ATOM_10, JSON_FEED_10, JSON_FEED_11)
PIECES = (
    *("<", ">", "&", '"', "{", "[", "null", "\0", "\ud7ff", "&#", "&#xD800;", "<![CDATA[", "]]>"),
    *("<!--", "<item>", "</item>", "<svg>", "<source>", "<author>", "</li>", "<li>", "<iframe>"),
    *('<link href="', "xml:base='http://[x'", "<!DOCTYPE x [", "<!ENTITY a 'b'>", "\r\n\r\n"),
)


@pytest.fixture(params=sorted(KINDS))
def sample(request: pytest.FixtureRequest) -> Sample:
    """A good answer of each kind: a new kind has to bring its own."""
    return SAMPLES[request.param]


def test_every_kind_says_what_it_is() -> None:
    assert [name for name, kind in KINDS.items() if not kind.doc.endswith(".")] == []


def test_items_are_the_sources_own_and_in_order(sample: Sample) -> None:
    parsed = parse(sample.source, sample.payload())

    assert [item.source for item in parsed.items] == [sample.source.name] * sample.items
    if sample.items == len(LINKS):
        assert tuple(item.url for item in parsed.items) == LINKS
        assert all(
            item.title in (None, title) for item, title in zip(parsed.items, TITLES, strict=True)
        )


def test_the_same_bytes_are_read_the_same(sample: Sample) -> None:
    assert parse(sample.source, sample.payload()) == parse(sample.source, sample.payload())


def test_a_good_answer_shows_no_drift_and_leads_nowhere(sample: Sample) -> None:
    parsed = parse(sample.source, sample.payload())

    assert (parsed.drift, parsed.follow) == ((), ())


def test_what_is_asked_for_is_the_sources_own_address(sample: Sample) -> None:
    kind = kind_of(sample.source)
    if kind.address == "paths":
        return
    for since, until in ((None, None), (date(2026, 4, 1), date(2026, 4, 30))):
        asked = kind.request(sample.source, NOON, since, until)
        assert urlsplit(asked.url)[:2] == urlsplit(sample.source.url)[:2]


def test_an_address_that_is_read_is_one_of_the_web(sample: Sample) -> None:
    for item in parse(sample.source, sample.payload()).items:
        assert item.url is None or item.url.startswith(("http://", "https://"))


@pytest.mark.parametrize("body", [b"", b"\n", b"%PDF-1.4", b"\0" * 50, bytes(range(256))])
def test_what_is_no_text_is_an_error_that_names_the_thing_or_a_warning(
    sample: Sample, body: bytes
) -> None:
    """Never an empty answer: that would look like a day without news."""
    try:
        parsed = parse(sample.source, sample.payload(body))
    except ParseError as error:
        assert error.subject in (sample.source.name, "https://gazette.example/list")
        return
    assert parsed.items and all(item.warnings for item in parsed.items)


@pytest.mark.parametrize("kind", ["feed", "document"])
@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le"])
def test_feeds_in_wide_characters_are_read(kind: str, feed: str, encoding: str) -> None:
    """Bytes decide; what the XML declaration says of itself does not."""
    assert read(feed.encode(encoding), kind=kind).items == read(feed, kind=kind).items


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    body=st.sampled_from(
        [(name, one.body) for name, one in SAMPLES.items()]
        + [(kind, feed) for feed in FEEDS for kind in ("feed", "document")]
    ),
    changes=st.lists(
        st.tuples(st.integers(0, 2000), st.integers(0, 40), st.sampled_from(PIECES)), max_size=6
    ),
)
def test_any_damage_ends_in_items_or_a_parse_error(
    body: tuple[str, str], changes: list[tuple[int, int, str]]
) -> None:
    kind, text = body
    for place, cut, piece in changes:
        text = text[:place] + piece + text[place + cut :]
    good = SAMPLES[kind]
    try:
        parsed = parse(good.source, good.payload(text.encode("utf-8", "replace")))
    except ParseError:
        return
    for item in parsed.items:
        assert item.url is None or item.url.startswith(("http://", "https://"))


def test_an_unknown_kind_is_a_mistake_of_the_configuration() -> None:
    source = Source(name="gazette", kind="fead")

    with pytest.raises(ConfigError, match="source gazette: kind 'fead' is not one of"):
        kind_of(source)
    with pytest.raises(ConfigError):
        parse(source, payload(""))
