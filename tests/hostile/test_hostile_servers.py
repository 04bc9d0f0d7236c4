"""A street of servers that mean harm, each a source of one line, looked at twice.

For each: what is stored, which error, and that no more was asked of it than needed. For all: no
request to a place inside, bounded time and memory, and the good ones among them served.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest

from monitor.digest import as_json, html, text
from monitor.model import Article
from monitor.outcome import cause_of
from tests.hostile.behaviour import Behaviour, Failed, Stored
from tests.hostile.by_nature import BEHAVIOURS, GOOD, HOSTILE
from tests.hostile.by_redirect import SECRET
from tests.hostile.cycle import DEADLINE, Outing, Walk, outing

MEMORY_BYTES = 600 << 20
"""Well below what 64 bodies of 15 MiB at a time would take, and the libraries are in it."""
SECONDS = DEADLINE.total_seconds()
"""Of a cycle: it takes a few, most of them for parsing and for what the servers do themselves."""
_CONTROLS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Outing:
    return outing(BEHAVIOURS, tmp_path_factory.mktemp("state"))


def named(one: Behaviour) -> str:
    return f"{one.group}: {one.name}"


@pytest.mark.parametrize("one", BEHAVIOURS, ids=named)
def test_of_a_server_that_is_stored_or_said_which_it_deserves(
    one: Behaviour, walked: Outing
) -> None:
    if isinstance(one.expects, Failed):
        _assert_failed(one, one.expects, walked.first)
    else:
        _assert_stored(one, one.expects, walked.first)


@pytest.mark.parametrize("one", BEHAVIOURS, ids=named)
def test_a_second_look_after_a_restart_repeats_nothing(one: Behaviour, walked: Outing) -> None:
    polled = walked.second.polled[one.name]
    expected = one.later or one.expects

    assert _news(walked.second, one) == _news(walked.first, one)
    assert (polled.intake.new, polled.intake.edited, polled.intake.queued) == (0, 0, 0)
    if isinstance(expected, Failed):
        assert (polled.look.cause, polled.look.outcome) == (expected.cause, "failed")
    else:
        assert polled.look.outcome in ("unchanged", "not-modified"), polled.look


@pytest.mark.parametrize("one", BEHAVIOURS, ids=named)
def test_no_more_is_asked_of_a_server_than_needed(one: Behaviour, walked: Outing) -> None:
    assert walked.asked_at_first[one.name] <= one.requests


@pytest.mark.parametrize("one", BEHAVIOURS, ids=named)
def test_no_server_holds_the_line_longer_than_its_deadline(one: Behaviour, walked: Outing) -> None:
    for walk in (walked.first, walked.second):
        assert walk.polled[one.name].look.took < DEADLINE


def test_nobody_was_led_to_a_place_inside(walked: Outing) -> None:
    assert walked.street.trespasses == []


def test_no_secret_went_to_another_server(walked: Outing) -> None:
    own = {one.name for one in HOSTILE if "access" in one.source}
    told = {
        name
        for name, visits in walked.street.visits.items()
        for asked in visits
        if SECRET in repr(asked.headers) or "authorization" in asked.headers
    }

    assert told == {name for name in own if "with secrets" in name}
    assert len(walked.street.visits["the neighbour"]) >= 6
    assert not any("cookie" in asked.headers for asked in walked.street.visits["the neighbour"])


def test_time_and_memory_are_bounded(walked: Outing) -> None:
    assert walked.first.seconds < SECONDS
    assert walked.second.seconds < SECONDS
    assert walked.memory_bytes < MEMORY_BYTES


def test_every_server_was_looked_at_in_both_cycles(walked: Outing) -> None:
    names = {one.name for one in BEHAVIOURS}

    assert len(names) == len(BEHAVIOURS)
    assert walked.first.polled.keys() == walked.second.polled.keys() == names


def test_no_look_ended_in_a_defect(walked: Outing) -> None:
    facts = [
        one.look.fact for walk in (walked.first, walked.second) for one in walk.polled.values()
    ]

    assert [fact for fact in facts if fact and "defect in Monitor" in fact] == []


def test_good_news_among_the_bad_is_told_exactly_once(walked: Outing) -> None:
    told = Counter(
        entry.title for digest in walked.received for entry in digest.entries
        if entry.source in {one.name for one in GOOD}
    )  # fmt: skip

    assert told == Counter(one.title for good in GOOD for one in walked.first.stored[good.name])
    assert len(told) == 5


def test_what_is_told_of_them_is_fit_to_be_read(walked: Outing) -> None:
    for digest in walked.received:
        page = html.render(digest)
        for shown in (text.render(digest), page):
            assert not _CONTROLS.search(shown.replace("\n", ""))
        assert "<script" not in page
        assert not re.search(r'(?:href|src)="(?!https?:|#)', page)
        assert b"\x1b" not in as_json.render(digest)


def test_there_are_more_than_sixty(walked: Outing) -> None:
    assert len(HOSTILE) >= 60


def _news(walk: Walk, one: Behaviour) -> list[Article]:
    """What is stored of a source, without what is said about it."""
    stored = walk.stored[one.name]
    return [article for article in stored if not article.identity.startswith("monitor:")]


def _assert_failed(one: Behaviour, expected: Failed, walk: Walk) -> None:
    polled = walk.polled[one.name]
    assert (polled.look.outcome, polled.look.cause) == ("failed", expected.cause), polled.look
    assert expected.words in (polled.look.fact or "")
    assert _news(walk, one) == []


def _assert_stored(one: Behaviour, expected: Stored, walk: Walk) -> None:
    polled, stored = walk.polled[one.name], _news(walk, one)
    assert polled.look.cause is None, polled.look
    assert len(stored) == expected.items
    for given, found in (
        (expected.titles, tuple(article.title for article in stored)),
        (expected.urls, tuple(article.url for article in stored)),
        (expected.dates, tuple(article.published for article in stored)),
    ):
        assert given is None or found == given
    assert not expected.says or any(
        expected.says in f"{article.title}\n{article.body}" for article in stored
    )
    whole = repr(stored)
    assert not any(word in whole or repr(word)[1:-1] in whole for word in expected.lacks)
    warnings = [warning for article in stored for warning in article.warnings]
    assert not expected.warns or any(expected.warns in one for one in warnings), warnings
    parts = {cause_of(problem) for problem in polled.problems}
    assert parts == ({expected.part} if expected.part else set()), polled.problems
