"""What one look makes of a source."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import get_args

import pytest

from monitor.conditions import headline, told
from monitor.digest.compose import evidence
from monitor.errors import FetchError, LayoutError, SourceError
from monitor.model import HEALTH_TOPIC, ConditionKind, Notice, SourceState, Validators
from monitor.outcome import Gathered, Intake
from monitor.polling import Limits
from monitor.settlement import Policy, adopted, is_audit, settled
from tests.build import NOON, source, state

HOUR = timedelta(hours=1)
POLICY = Policy(limits=Limits(), pressure=1.0)


def gathered(**given: object) -> Gathered:
    made = Gathered()
    for name, value in {"payloads": 1, **given}.items():
        setattr(made, name, value)
    return made


def after(
    before: SourceState,
    found: Gathered | None = None,
    *,
    at: datetime = NOON,
    failure: SourceError | None = None,
    audited: bool = False,
    interval: timedelta | None = HOUR,
) -> tuple[SourceState, tuple[Notice, ...]]:
    found = found or gathered()
    logged, state, notices = settled(
        source(interval=interval),
        before,
        found,
        at=at,
        took=timedelta(0),
        failure=failure,
        audited=audited,
        policy=POLICY,
    )
    assert logged.due_at == state.due_at
    return state, notices


def timeout() -> FetchError:
    return FetchError("gazette", "https://example.org/feed: timed out", cause="timeout")


def failed(times: int, *, every: timedelta, failure: SourceError) -> list[tuple[Notice, ...]]:
    known, told_of = state(baseline_at=NOON), []
    for number in range(times):
        at = NOON + number * every
        known, notices = after(known, gathered(payloads=0), at=at, failure=failure)
        told_of.append(notices)
    return told_of


def test_a_failure_is_counted_from_its_beginning_and_ended_by_a_success() -> None:
    first, _ = after(state(), gathered(payloads=0), failure=timeout())
    second, _ = after(first, gathered(payloads=0), at=NOON + HOUR, failure=timeout())
    fine, _ = after(second, at=NOON + 2 * HOUR)

    assert (second.failures, second.failing_since, second.cause) == (2, NOON, "timeout")
    assert second.baseline_at is None and second.succeeded_at is None
    assert (fine.failures, fine.cause, fine.failing_since) == (0, None, None)
    assert fine.baseline_at == NOON + 2 * HOUR


def test_a_failure_keeps_the_validators_and_an_answer_replaces_them() -> None:
    given = Validators(etag='W/"x"')
    before = state(validators=given)

    kept, _ = after(before, gathered(payloads=0), failure=timeout())
    replaced, _ = after(before, gathered(validators=Validators()))

    assert kept.validators == given
    assert replaced.validators == Validators()


def test_what_was_taken_in_in_part_is_asked_for_whole_again() -> None:
    found = gathered(validators=Validators(etag='"1"'), owes_pages=True)

    now, _ = after(state(), found)

    assert now.validators == Validators()
    assert now.due_at - NOON <= timedelta(minutes=5)


def test_failures_wait_longer_each_time_to_a_day_and_never_stop() -> None:
    known, waits = state(), []
    for _ in range(12):
        known, _ = after(known, gathered(payloads=0), failure=timeout())
        waits.append(known.due_at - NOON)

    assert waits == sorted(waits)
    assert timedelta(hours=20) < waits[-1] < timedelta(hours=28)


def test_a_source_is_blind_after_three_looks_and_an_hour_and_it_is_told_once() -> None:
    slowly = failed(5, every=HOUR / 2, failure=timeout())
    at_once = failed(5, every=timedelta(minutes=1), failure=timeout())

    assert [len(notices) for notices in slowly] == [0, 0, 1, 0, 0]
    assert slowly[2][0].kind == "failing"
    assert slowly[2][0].since == NOON
    assert sum(map(len, at_once)) == 0


def test_that_it_sees_again_is_told_once_if_its_blindness_was() -> None:
    known, notices = state(baseline_at=NOON), tuple[Notice, ...]()
    for hour in range(3):
        known, notices = after(
            known, gathered(payloads=0), at=NOON + hour * HOUR, failure=timeout()
        )
    assert [one.began for one in notices] == [True]

    known, over = after(known, at=NOON + 5 * HOUR)
    _, nothing = after(known, at=NOON + 6 * HOUR)

    assert [(one.kind, one.began) for one in over] == [("failing", False)]
    assert "after 5 h" in headline(over[0], source())
    assert nothing == ()


def test_one_that_is_gone_is_told_at_once() -> None:
    gone = FetchError("gazette", "answered 410 Gone", cause="gone", status=410)

    told_of = failed(3, every=HOUR, failure=gone)

    assert [[one.kind for one in notices] for notices in told_of] == [["gone"], [], []]


def test_a_changed_layout_is_told_when_it_is_seen_twice() -> None:
    rebuilt = LayoutError("gazette", 'items "ul.list li": nothing on the page')

    told_of = failed(3, every=HOUR, failure=rebuilt)

    assert [[one.kind for one in notices] for notices in told_of] == [[], ["drift"], []]
    assert "ul.list li" in told_of[1][0].fact


def test_a_field_that_finds_nothing_any_more_is_a_changed_layout() -> None:
    empty = gathered(drift=['date "span.time" in 0 of 20 entries'])

    first, nothing = after(state(), empty)
    second, told_of = after(first, empty, at=NOON + HOUR)
    _, over = after(second, at=NOON + 2 * HOUR)

    assert nothing == ()
    assert [(one.kind, one.began) for one in (*told_of, *over)] == [
        ("drift", True),
        ("drift", False),
    ]


def test_a_gap_is_told_and_looked_after_soon() -> None:
    found = gathered(is_gap=True, intake=Intake(items=20, new=20))

    known, told_of = after(state(), found)

    assert [one.kind for one in told_of] == ["gap"]
    assert known.due_at - NOON <= timedelta(minutes=5)


def test_a_permanent_redirect_is_adopted_after_three_looks_over_a_day() -> None:
    led = gathered(moved_to="https://new.example/feed")
    known, used = state(), []
    for number in range(4):
        known, _ = after(known, led, at=NOON + number * timedelta(hours=10))
        used.append(adopted(known))

    assert used == [None, None, None, "https://new.example/feed"]
    still, _ = after(known, gathered(), at=NOON + timedelta(hours=40))
    assert adopted(still) == "https://new.example/feed"


def test_a_redirect_that_leads_elsewhere_each_time_is_never_adopted() -> None:
    known = state()
    for number in range(8):
        led = gathered(moved_to=f"https://new.example/{number}")
        known, _ = after(known, led, at=NOON + number * timedelta(hours=12))

    assert adopted(known) is None


def test_an_adopted_address_that_fails_gives_way_to_the_configured_one() -> None:
    known = state()
    for number in range(4):
        led = gathered(moved_to="https://new.example/feed")
        known, _ = after(known, led, at=NOON + number * timedelta(hours=10))

    broken, _ = after(known, gathered(payloads=0), failure=timeout(), at=NOON + 40 * HOUR)

    assert adopted(broken) is None


def test_a_source_is_fetched_whole_at_first_and_then_daily() -> None:
    asked = source()

    assert is_audit(asked, state(), NOON)
    assert not is_audit(asked, state(baseline_at=NOON), NOON + 17 * HOUR)
    assert is_audit(asked, state(baseline_at=NOON), NOON + 24 * HOUR)
    assert not is_audit(
        asked, state(baseline_at=NOON, audited_at=NOON + 24 * HOUR), NOON + 30 * HOUR
    )


def test_a_server_that_confirms_what_it_changed_is_not_believed_again() -> None:
    given = Validators(etag='"same"')
    before = state(baseline_at=NOON, validators=given)
    found = gathered(validators=given, intake=Intake(items=5, new=1))

    known, told_of = after(before, found, audited=True)

    assert [one.kind for one in told_of] == ["validators"]
    assert is_audit(source(), known, NOON + HOUR)


def test_a_ttl_puts_off_and_an_interval_set_by_hand_does_not_yield_to_it() -> None:
    found = gathered(ttl=3 * HOUR)

    learned, _ = after(state(baseline_at=NOON), found, interval=None)
    fixed, _ = after(state(baseline_at=NOON), found)

    assert learned.due_at - NOON >= 3 * HOUR
    assert abs(fixed.due_at - NOON - HOUR) <= timedelta(minutes=3)


def test_a_notice_is_an_item_of_its_topic_that_points_at_its_words() -> None:
    notice = Notice(
        source="gazette",
        kind="failing",
        began=True,
        since=NOON,
        at=NOON + 2 * HOUR,
        fact="blocked: answered 403 Forbidden",
    )

    article, match = told(notice, replace(source(), publisher="Gazette"))

    assert article.title == (
        "Gazette (gazette) is blind since 6 May 2026, 12:00 UTC: blocked: answered 403 Forbidden"
    )
    assert match.topic == HEALTH_TOPIC
    span = match.spans[0]
    assert article.title[span.start : span.end] == "is blind"


@pytest.mark.parametrize("kind", get_args(ConditionKind))
def test_a_notice_quotes_what_is_to_be_done(kind: ConditionKind) -> None:
    notice = Notice(source="gazette", kind=kind, began=True, since=NOON, at=NOON, fact="so")

    article, match = told(notice, source())
    _, quoted = evidence(article, match.spans)

    assert quoted.field == "body"
    assert article.body.startswith(quoted.text)
    assert quoted.marks


def test_parts_that_cannot_be_had_are_told_at_the_second_look_and_when_they_can_again() -> None:
    lacking = gathered(problems=[FetchError("part", "answered 403 Forbidden", cause="blocked")])

    first, nothing = after(state(), lacking)
    second, began = after(first, lacking, at=NOON + HOUR)
    _, over = after(second, at=NOON + 2 * HOUR)

    assert nothing == ()
    assert [(one.kind, one.began) for one in (*began, *over)] == [
        ("partial", True),
        ("partial", False),
    ]
    assert "1 of its parts: part: answered 403 Forbidden" in began[0].fact


def test_a_few_pages_that_fail_are_no_news_and_most_of_them_are() -> None:
    failed = [FetchError("page", "answered 403 Forbidden", cause="blocked")] * 3

    assert gathered(problems=failed, pages=10, pages_failed=3).missing is None
    assert gathered(problems=failed, pages=4, pages_failed=3).missing == (
        "3 of 4 article pages: page: answered 403 Forbidden"
    )
