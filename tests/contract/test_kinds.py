"""What every kind promises, whatever it is given."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.errors import ConfigError, ParseError
from monitor.kinds import KINDS, kind_of, parse
from monitor.model import Source
from tests.unit.feed_samples import (
    ATOM_03,
    ATOM_10,
    JSON_FEED_10,
    JSON_FEED_11,
    RSS_091,
    RSS_092,
    RSS_10,
    payload,
    read,
)

SAMPLES = (RSS_091, RSS_092, RSS_10, ATOM_03, ATOM_10, JSON_FEED_10, JSON_FEED_11)
PIECES = (
    *(
        "<",
        ">",
        "&",
        '"',
        "{",
        "null",
        "\0",
        "\ud7ff",
        "&#",
        "&#xD800;",
        "<![CDATA[",
        "]]>",
        "<!--",
    ),
    *("<item>", "</item>", "<svg>", "<source>", "<author>", "<textinput>", "</georss:point>"),
    *('<link href="', "xml:base='http://[x'", "<!DOCTYPE x [", "<!ENTITY a 'b'>"),
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_what_it_is(kind: str) -> None:
    assert KINDS[kind].doc.endswith(".")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_every_kind_reads_feeds_with_items_of_its_source(kind: str, sample: str) -> None:
    parsed = read(sample, kind=kind)

    assert [item.source for item in parsed.items] == ["gazette"]
    assert parsed.feed is not None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le"])
def test_every_kind_reads_wide_characters(kind: str, sample: str, encoding: str) -> None:
    """Bytes decide; what the XML declaration says of itself does not."""
    assert read(sample.encode(encoding), kind=kind).items == read(sample, kind=kind).items


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("body", [b"", b"\n", b"%PDF-1.4", b"\0" * 50, bytes(range(256))])
def test_what_is_no_text_is_an_error_that_names_the_thing(kind: str, body: bytes) -> None:
    with pytest.raises(ParseError, match=r"gazette|feeds\.example"):
        read(body, kind=kind)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    kind=st.sampled_from(sorted(KINDS)),
    sample=st.sampled_from(SAMPLES),
    changes=st.lists(
        st.tuples(st.integers(0, 2000), st.integers(0, 40), st.sampled_from(PIECES)), max_size=6
    ),
)
def test_any_damage_ends_in_items_or_a_parse_error(
    kind: str, sample: str, changes: list[tuple[int, int, str]]
) -> None:
    for place, cut, piece in changes:
        sample = sample[:place] + piece + sample[place + cut :]
    try:
        parsed = read(sample, kind=kind)
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
