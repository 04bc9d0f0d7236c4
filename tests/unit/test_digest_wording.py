"""What the words of a digest say, and what they do not let through."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.digest import when, wording
from monitor.model import BlindSource, Coverage, Evidence, Mark, Severity
from monitor.model.item import DateOrigin
from tests import build

BERLIN = ZoneInfo("Europe/Berlin")
RLO = "\u202e"


def test_a_subject_is_count_first_headline_and_date() -> None:
    three = tuple(build.entry(item=item, title=f"Quota {item}") for item in (1, 2, 3))

    assert wording.subject(build.digest(entries=three)) == "3 alerts: Quota 1 (+2), 6 May 2026"
    assert wording.subject(build.digest(entries=three[:1])) == "1 alert: Quota 1, 6 May 2026"


def test_the_date_of_a_subject_is_the_readers() -> None:
    late = datetime(2026, 5, 6, 23, 0, tzinfo=UTC)

    assert wording.subject(build.digest(composed_at=late)).endswith(", 7 May 2026")


def test_a_subject_without_alerts_says_so_and_whether_all_was_seen() -> None:
    blind = (BlindSource(name="wto", cause="timeout", since=build.NOON),)
    coverage = Coverage(sources=2, looked=1, blind=blind)

    assert wording.subject(build.digest(entries=())) == "No alerts: desk, 6 May 2026"
    assert wording.subject(build.digest(entries=(), coverage=coverage, heading="The desk")) == (
        "No alerts, 1 source not seen: The desk, 6 May 2026"
    )


@given(st.text(), st.integers(min_value=1, max_value=30))
def test_a_subject_is_one_short_line_whatever_the_headline(title: str, count: int) -> None:
    subject = wording.subject(build.digest(entries=(build.entry(title=title),) * count))

    assert len(subject) <= wording.MAX_SUBJECT
    assert subject.splitlines() == [subject]
    subject.encode()


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (None, "One alert, in the first digest of this subscription"),
        (build.NOON - timedelta(hours=4), "One alert since 10:00"),
        (build.NOON - timedelta(days=1), "One alert since yesterday 14:00"),
        (build.NOON - timedelta(days=3), "One alert since 3 May 2026, 14:00"),
    ],
)
def test_the_heading_says_since_when(since: datetime | None, words: str) -> None:
    assert wording.heading(build.digest(since=since)) == words


@pytest.mark.parametrize(
    ("published", "precision", "origin", "words"),
    [
        (None, None, None, "unknown"),
        ("2026", "year", "page_text", "2026, day unknown (page text)"),
        ("2026-05", "month", "url", "May 2026, day unknown (read from the address)"),
        ("2026-05-05", "day", "feed", "5 May 2026 (from the feed)"),
        ("2026-05-05T16:30:00+08:00", "minute", "meta", "5 May 2026, 10:30 (page header data)"),
        (
            "2026-06-01T00:00:00+08:00",
            "minute",
            "page_text",
            "31 May 2026, 18:00; 1 June 2026 where it was published (page text)",
        ),
        ("2026-05-05T16:30:00", "minute", "mail", "5 May 2026, 16:30, zone unknown (mail header)"),
        (
            "9999-12-31T23:59:59-12:00",
            "second",
            "feed",
            "9999-12-31T23:59:59-12:00 (from the feed)",
        ),
        ("last \x1b[1mweek", "day", "json_ld", "last [1mweek (page data, JSON-LD)"),
    ],
)
def test_a_date_is_as_exact_as_known_and_says_where_it_was_read(
    published: str | None, precision: Any, origin: Any, words: str
) -> None:
    entry = build.entry(published=published, published_precision=precision, published_source=origin)

    assert when.published(entry, BERLIN) == words


def test_an_unknown_zone_falls_back_to_utc_and_says_so() -> None:
    digest = build.digest(timezone="Mars/Olympus", schedule="as it happens")

    assert wording.masthead(digest) == "desk · as it happens · times are UTC"


def test_the_zone_is_said_once() -> None:
    immediate = build.digest(schedule="as it happens", heading="Export controls")

    assert wording.masthead(build.digest()) == "desk · daily 08:00 Europe/Berlin"
    assert wording.masthead(immediate) == (
        "Export controls · as it happens · times are Europe/Berlin"
    )


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "https://",
        "https://bank.example@evil.example/",
        "https://example.org/a b",
        "https://example.org/\nX",
        f"https://example.org/{RLO}gpj.exe",
        "https://[::1",
    ],
)
def test_only_plain_web_addresses_are_linked(url: str | None) -> None:
    assert wording.link(url) is None


@pytest.mark.parametrize("url", ["http://example.org", "HTTPS://example.org/a?b=c&d#e"])
def test_web_addresses_are_linked_as_they_are(url: str) -> None:
    assert wording.link(url) == url


def test_what_is_shown_cannot_steer_anything() -> None:
    tag = "\U000e0041"
    hostile = f"a\x1b[31m{RLO}b\r\nBcc: c\u2028d\x00\x9b\u200be\ud800{tag}"

    assert wording.shown(hostile) == "a[31mb Bcc: c de"


def marked(text: str, *marks: tuple[int, int]) -> list[tuple[str, bool]]:
    spans = tuple(Mark(start=start, end=end) for start, end in marks)
    return wording.pieces(Evidence(text=text, marks=spans, field="body"))


def test_marks_cut_the_text_where_they_point() -> None:
    assert marked("exports of 氧化钬 now", (11, 14), (0, 7)) == [
        ("exports", True),
        (" of ", False),
        ("氧化钬", True),
        (" now", False),
    ]


def test_marks_that_overlap_are_one() -> None:
    assert marked("rare earth exports", (0, 10), (5, 18)) == [("rare earth exports", True)]


@given(st.text(), st.lists(st.tuples(st.integers(-3, 30), st.integers(-3, 30)), max_size=5))
def test_no_mark_loses_or_doubles_a_word(text: str, marks: list[tuple[int, int]]) -> None:
    said = "".join(part for part, _ in marked(text, *marks))

    assert "".join(said.split()) == "".join(wording.shown(text).split())


def test_coverage_names_the_blind_and_counts_what_was_held() -> None:
    coverage = Coverage(
        sources=43,
        looked=41,
        items=1612,
        blind=(BlindSource(name="gacc", cause="blocked, 412", since=build.NOON),),
        held={"baseline": 12, "copy": 9, "minor-edit": 1, "storm": 2, "backfill": 0},
    )

    assert wording.looked(coverage) == "41 of 43 sources looked at, 1,612 items read"
    assert wording.blind(coverage, BERLIN) == "gacc since 6 May 2026, 14:00 (blocked, 412)"
    assert wording.held(coverage) == "12 baseline matches, 1 minor edit, 2 storm matches held back"
    assert wording.copies(coverage) == "9 copies suppressed"


def test_nothing_held_is_said_too() -> None:
    nothing = Coverage(sources=0, looked=0)

    assert wording.looked(nothing) == "no source is switched on, 0 items read"
    assert wording.blind(nothing, BERLIN) == "none"
    assert wording.held(nothing) == "nothing held back"
    assert wording.copies(nothing) == "no copy suppressed"


def test_severities_are_counted_gravest_first() -> None:
    entries = [
        build.entry(severity=severity) for severity in (Severity.FYI, Severity.ACTION, Severity.FYI)
    ]

    assert wording.tally(entries) == "1 action required, 2 for information"


@pytest.mark.parametrize("origin", get_args(DateOrigin))
def test_every_place_that_a_date_can_be_read_at_has_words(origin: DateOrigin) -> None:
    assert when.published(build.entry(published_source=origin), UTC).startswith("5 May 2026 (")


def test_sources_blind_for_one_reason_are_named_together() -> None:
    blind = tuple(BlindSource(name=name, cause="timeout", since=build.NOON) for name in "ab")
    later = BlindSource(name="c", cause="timeout", since=build.NOON + timedelta(hours=1))

    said = wording.blind(Coverage(sources=3, looked=0, blind=(*blind, later)), UTC)

    assert said == ("a, b since 6 May 2026, 12:00 (timeout); c since 6 May 2026, 13:00 (timeout)")
