"""The promise: nothing that matters is missed or sent twice. On every driver of the store."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.model import Severity
from monitor.outcome import Window
from monitor.store import Store
from tests.build import NOON, FakeClock, article, payload, rss, source, subscription
from tests.line import KeepingChannel, Outage, deliver, pipeline, poll

OLD = ("https://example.org/old", "Old notice", "An export licence for dysprosium, long ago.")
NEW = ("https://example.org/new", "New notice", "A licence for dysprosium and terbium is needed.")
QUIET = ("https://example.org/quiet", "Weather", "Rain is expected in the port.")
HOUR = timedelta(hours=1)


class Feed:
    """A feed whose items a test changes."""

    def __init__(self, *items: tuple[str, str, str]) -> None:
        self.items = items
        self.status = 200
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if self.status != 200:
            return httpx.Response(self.status)
        return httpx.Response(200, content=rss(*self.items), headers={"ETag": '"v1"'})


def test_what_a_source_holds_at_first_sight_is_stored_and_not_told(store: Store) -> None:
    feed, clock, desk = Feed(OLD, QUIET), FakeClock(), KeepingChannel("files")
    line = pipeline(store, feed, clock=clock, channels=[desk])

    poll(line)

    assert line.compose("desk") is None
    assert store.totals().items == 2
    assert store.alerts.held(subscription(), None) == {"baseline": 1}


def test_an_item_that_several_rules_match_counts_once_as_matched(store: Store) -> None:
    line = pipeline(store, Feed(NEW, QUIET), clock=FakeClock())

    poll(line)

    totals = store.totals()
    assert [match.rule for match in store.items.matches(1)] == ["licence", "mention"]
    assert (totals.items, totals.matched) == (2, 1)


def test_first_sight_is_told_to_who_asks(store: Store) -> None:
    asking = subscription(first_sight="tell")
    line = pipeline(store, Feed(OLD), clock=FakeClock(), subscriptions=[asking])

    poll(line)

    digest = line.compose("desk")
    assert digest and [entry.title for entry in digest.entries] == ["Old notice"]


def test_a_new_item_is_told_once_with_the_words_that_matched(store: Store) -> None:
    feed, clock, desk = Feed(OLD), FakeClock(), KeepingChannel("files")
    line = pipeline(store, feed, clock=clock, channels=[desk])
    poll(line)
    feed.items = (NEW, OLD)

    for _ in range(3):
        clock.advance(HOUR)
        poll(line)
        line.compose("desk")
        deliver(line)

    assert len(desk.received) == 1
    (entry,) = desk.received[0].entries
    assert (entry.title, entry.change, entry.severity) == ("New notice", "new", Severity.ACTION)
    quoted = entry.evidence[0]
    assert {quoted.text[mark.start : mark.end] for mark in quoted.marks} == {
        "licence",
        "dysprosium",
        "terbium",
    }
    assert entry.reasons[0].rule == "licence"


def test_validators_go_back_byte_for_byte(store: Store) -> None:
    feed = Feed(OLD)
    line = pipeline(store, feed, clock=FakeClock())

    poll(line)
    poll(line)

    assert "if-none-match" not in feed.requests[0].headers
    assert feed.requests[1].headers["if-none-match"] == '"v1"'


def test_the_same_bytes_twice_are_once(store: Store) -> None:
    line = pipeline(store, Feed(), clock=FakeClock())
    arrived = payload(rss(NEW, OLD))

    first = line.ingest(source(), arrived).intake
    second = line.ingest(source(), arrived).intake

    assert (first.new, first.items) == (2, 2)
    assert (second.new, second.edited, second.copies, second.items) == (0, 0, 0, 2)


def test_the_same_text_from_two_sources_is_told_once(store: Store) -> None:
    clock = FakeClock()
    feeds = [source(), source(name="wire", url="https://wire.example/feed")]
    feed = Feed()
    line = pipeline(store, feed, clock=clock, sources=feeds)
    feed.items = (QUIET,)
    poll(line)
    poll(line, "wire")
    feed.items = (NEW, QUIET)
    poll(line)
    feed.items = (("https://wire.example/77", NEW[1], NEW[2]), QUIET)
    poll(line, "wire")

    digest = line.compose("desk")

    assert digest and len(digest.entries) == 1
    assert digest.entries[0].copies == 1
    assert line.compose("desk") is None
    assert store.alerts.held(subscription(), None) == {"copy": 1}


def test_a_source_that_gives_all_its_items_new_links_tells_nothing_again(store: Store) -> None:
    feed = Feed(OLD, QUIET)
    line = pipeline(store, feed, clock=FakeClock())
    poll(line)
    feed.items = (NEW, OLD, QUIET)
    poll(line)
    line.compose("desk")
    feed.items = tuple((f"{link}?page=1", title, text) for link, title, text in feed.items)

    poll(line)

    assert line.compose("desk") is None
    assert store.totals().items == 6


def test_an_edit_that_changes_a_number_is_told_as_an_edit(store: Store) -> None:
    clock, feed = FakeClock(), Feed(QUIET)
    line = pipeline(store, feed, clock=clock)
    poll(line)
    words = "A licence for dysprosium is needed from {} June for all exporters of the country."
    feed.items = ((NEW[0], NEW[1], words.format(1)),)
    poll(line)
    line.compose("desk")
    feed.items = ((NEW[0], NEW[1], words.format(15)),)
    clock.advance(HOUR)

    poll(line)

    digest = line.compose("desk")
    assert digest and len(digest.entries) == 1
    assert (digest.entries[0].change, digest.entries[0].revision) == ("edited", 2)


def test_an_edit_of_typography_is_stored_and_not_told(store: Store) -> None:
    feed = Feed(QUIET)
    line = pipeline(store, feed, clock=FakeClock())
    poll(line)
    text = "The licence for dysprosium. " + " ".join(
        f"word{'abcdefghij'[n % 10]}" for n in range(99)
    )
    feed.items = ((NEW[0], NEW[1], text),)
    poll(line)
    line.compose("desk")
    feed.items = ((NEW[0], NEW[1], text.replace("The licence", "A licence")),)

    poll(line)

    assert line.compose("desk") is None
    assert store.totals().revisions == 3
    assert store.alerts.held(subscription(), None) == {"minor-edit": 1}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("is needed from 1 June for", "is needed from 1 December for"),
        ("is permitted for", "is prohibited for"),
        ("is in force for", "is suspended for"),
        ("rises by +5 percent for", "falls by -5 percent for"),
    ],
)
def test_an_edit_that_turns_the_meaning_is_told(store: Store, before: str, after: str) -> None:
    feed = Feed(QUIET)
    line = pipeline(store, feed, clock=FakeClock())
    poll(line)
    rest = " ".join(f"word{'abcdefghij'[n % 10]}" for n in range(120))
    for words in (before, after):
        feed.items = ((NEW[0], NEW[1], f"A licence for dysprosium {words} exporters. {rest}"),)
        poll(line)
        digest = line.compose("desk")
        assert digest

    assert store.totals().digests == 2


def test_a_rule_that_is_changed_and_restored_is_told_three_times(store: Store) -> None:
    feed, desk = Feed(QUIET), KeepingChannel("files")
    line = pipeline(store, feed, clock=FakeClock(), channels=[desk])
    poll(line)
    for rate in (6, 7, 6):
        feed.items = ((NEW[0], NEW[1], f"The licence fee for dysprosium is {rate} percent."),)
        poll(line)
        line.compose("desk")
        deliver(line)

    assert [digest.entries[0].revision for digest in desk.received] == [1, 2, 3]


def test_notices_that_share_link_and_title_are_each_told(store: Store) -> None:
    shared = "https://example.org/notices"
    feed, desk = Feed(QUIET), KeepingChannel("files")
    line = pipeline(store, feed, clock=FakeClock(), channels=[desk])
    poll(line)
    texts = [f"A licence for dysprosium, order number {number}." for number in range(4)]
    for count in range(1, 5):
        feed.items = tuple((shared, "Announcement", text) for text in reversed(texts[:count]))
        poll(line)
        line.compose("desk")
        deliver(line)

    told = {entry.evidence[0].text for digest in desk.received for entry in digest.entries}
    assert told == set(texts)


def test_two_notices_through_one_link_before_a_digest_are_both_told(store: Store) -> None:
    feed = Feed(QUIET)
    line = pipeline(store, feed, clock=FakeClock())
    poll(line)
    for title, text in (
        ("Terbium ban", "A licence for terbium is refused to all exporters."),
        ("Weekly market", "Dysprosium was quiet this week in the northern ports."),
    ):
        feed.items = (("https://example.org/latest", title, text),)
        poll(line)

    digest = line.compose("desk")

    assert digest
    assert {entry.title for entry in digest.entries} == {"Terbium ban", "Weekly market"}


def test_an_item_read_in_by_hand_is_still_told_when_its_source_has_it(store: Store) -> None:
    feed = Feed(QUIET)
    line = pipeline(store, feed, clock=FakeClock())
    poll(line)
    saved = payload(rss(("https://example.org/saved", NEW[1], NEW[2])))
    line.ingest(source(), saved, backfill=Window())
    feed.items = (NEW,)
    poll(line)

    assert line.compose("desk") is not None


def test_two_texts_of_one_item_before_a_digest_are_one_entry(store: Store) -> None:
    feed = Feed(QUIET)
    line = pipeline(store, feed, clock=FakeClock())
    poll(line)
    for day in (1, 15):
        feed.items = ((NEW[0], NEW[1], f"A licence for dysprosium from {day} June."),)
        poll(line)

    digest = line.compose("desk")

    assert digest and len(digest.entries) == 1
    assert digest.entries[0].evidence[0].text == "A licence for dysprosium from 15 June."


def test_a_digest_with_a_schedule_waits_and_a_missed_time_is_made_up_once(store: Store) -> None:
    clock, feed = FakeClock(NOON), Feed(QUIET)
    daily = subscription(schedule="0 8 * * *")
    line = pipeline(store, feed, clock=clock, subscriptions=[daily])
    poll(line)
    feed.items = (NEW,)
    poll(line)

    assert line.compose("desk") is None
    clock.advance(timedelta(days=3))
    digest = line.compose("desk")
    assert digest and digest.since is None
    assert line.compose("desk") is None
    state = store.alerts.state("desk")
    assert state and state.due_at == NOON.replace(day=10, hour=6)


def test_backfilled_history_is_stored_and_matched_and_never_told(store: Store) -> None:
    feed = Feed(QUIET)
    line = pipeline(store, feed, clock=FakeClock())
    poll(line)

    intake = line.ingest(source(), payload(rss(NEW)), backfill=Window()).intake
    feed.items = (NEW,)
    poll(line)

    assert (intake.new, intake.matched, intake.held, intake.queued) == (1, 1, 1, 0)
    assert line.compose("desk") is None


def test_a_subscription_gets_its_topics_sources_and_severity_only(store: Store) -> None:
    clock, feed = FakeClock(), Feed(QUIET)
    asked = [
        subscription(name="all"),
        subscription(name="other-topic", topics=("mining",)),
        subscription(name="other-source", sources=("wire",)),
        subscription(name="grave", at_least=Severity.ACTION),
    ]
    line = pipeline(store, feed, clock=clock, subscriptions=asked)
    poll(line)
    feed.items = (("https://example.org/m", "Mention", "Dysprosium in a sentence."),)
    poll(line)

    told = [one.name for one in asked if line.compose(one.name) is not None]

    assert told == ["all"]


def test_a_source_that_fails_backs_off_and_loses_nothing(store: Store) -> None:
    clock, feed = FakeClock(), Feed(QUIET)
    line = pipeline(store, feed, clock=clock, sources=[source(interval=HOUR)])
    poll(line)
    feed.status = 503
    gaps = []
    for _ in range(7):
        poll(line)
        state = store.sources.state("gazette")
        assert state and state.cause == "http"
        gaps.append((state.due_at - clock()) / HOUR)
    feed.status, feed.items = 200, (NEW,)
    poll(line)

    assert gaps == pytest.approx([1, 2, 4, 8, 16, 24, 24], rel=0.03)
    digest = line.compose("desk")
    assert digest and len(digest.entries) == 1
    assert digest.coverage.blind == ()


def test_a_digest_says_which_sources_are_blind_and_since_when(store: Store) -> None:
    clock, feed = FakeClock(), Feed(QUIET)
    sources = [source(), source(name="wire", url="https://wire.example/feed")]
    line = pipeline(store, feed, clock=clock, sources=sources)
    poll(line)
    feed.status = 403
    poll(line, "wire")
    feed.status, feed.items = 200, (NEW,)
    clock.advance(HOUR)
    poll(line)

    digest = line.compose("desk")

    assert digest
    (blind,) = digest.coverage.blind
    assert (digest.coverage.sources, digest.coverage.looked) == (2, 1)
    assert (blind.name, blind.cause, blind.since) == ("wire", "answered 403 Forbidden", NOON)


def test_a_receiver_that_is_down_gets_it_once_when_it_is_up(store: Store) -> None:
    clock, feed = FakeClock(), Feed(QUIET)
    files, desk = KeepingChannel("files"), KeepingChannel("desk")
    both = subscription(channels=("files", "desk"))
    line = pipeline(store, feed, clock=clock, channels=[files, desk], subscriptions=[both])
    poll(line)
    feed.items = (NEW,)
    poll(line)
    line.compose("desk")
    desk.down = True

    outcomes = deliver(line)
    clock.advance(HOUR)
    outcomes += deliver(line)
    desk.down = False
    clock.advance(HOUR)
    outcomes += deliver(line)

    assert sorted(outcomes) == ["retry", "retry", "sent", "sent"]
    assert len(files.received) == len(desk.received) == 1
    assert files.received[0].id == desk.received[0].id


def test_a_message_is_given_up_after_five_days_and_revived_by_hand(store: Store) -> None:
    clock, feed, desk = FakeClock(), Feed(QUIET), KeepingChannel("files")
    line = pipeline(store, feed, clock=clock, channels=[desk])
    poll(line)
    feed.items = (NEW,)
    poll(line)
    line.compose("desk")
    desk.down = True
    outcomes = []
    for _ in range(40):
        outcomes += deliver(line)
        clock.advance(timedelta(hours=7))

    assert outcomes[-1] == "dead"
    assert 10 < len(outcomes) < 40
    (record,) = store.outbox.deliveries(state="dead", limit=9)
    desk.down = False
    store.outbox.revive([record.id], now=clock())
    assert deliver(line) == ["sent"]
    assert len(desk.received) == 1


def test_a_message_whose_channel_is_gone_waits_for_it(store: Store) -> None:
    clock, feed = FakeClock(), Feed(QUIET)
    line = pipeline(store, feed, clock=clock)
    poll(line)
    feed.items = (NEW,)
    poll(line)
    line.compose("desk")

    assert deliver(line) == ["retry"]
    note = store.outbox.deliveries(limit=1)[0].note
    assert note and 'no channel "files" is configured any more' in note


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_process_that_dies_while_sending_repeats_with_the_same_id(
    store: Store, moment: str
) -> None:
    clock, feed, desk = FakeClock(), Feed(QUIET), KeepingChannel("files")
    line = pipeline(store, feed, clock=clock, channels=[desk])
    poll(line)
    feed.items = (NEW,)
    poll(line)
    digest = line.compose("desk")
    desk.dies = moment
    with pytest.raises(Outage):
        deliver(line)
    desk.dies = ""

    again = pipeline(store, feed, clock=clock, channels=[desk])
    assert deliver(again) == []
    clock.advance(HOUR)
    assert deliver(again) == ["sent"]

    assert digest
    assert {one.id for one in desk.received} == {digest.id}
    assert len(desk.received) == (2 if moment == "after" else 1)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(deaths=st.lists(st.sampled_from(["poll", "compose", "before", "after", ""]), max_size=8))
def test_whenever_the_process_dies_nothing_is_lost_or_told_under_two_ids(deaths: list[str]) -> None:
    store, clock, feed, desk = Store.open(None), FakeClock(), Feed(QUIET), KeepingChannel("files")
    line = pipeline(store, feed, clock=clock, channels=[desk])
    poll(line)
    expected = set()
    for number, death in enumerate([*deaths, "", ""]):
        title = f"Notice {'abcdefghijkl'[number]}"
        expected.add(title)
        link = f"https://example.org/{number}"
        feed.items = (*feed.items, (link, title, f"A licence for dysprosium, no {number}."))
        clock.advance(timedelta(hours=7))
        line = pipeline(store, feed, clock=clock, channels=[desk])
        _one_life(line, store, desk, death)
    store.close()

    told = [entry.title for digest in desk.received for entry in digest.entries]
    by_id = {digest.id: digest for digest in desk.received}
    once = [entry.title for digest in by_id.values() for entry in digest.entries]
    assert set(told) == expected
    assert len(once) == len(expected)


def _one_life(line, store: Store, desk: KeepingChannel, death: str) -> None:  # type: ignore[no-untyped-def]
    """Run a cycle that is cut short: in a transaction, between steps, or while sending."""
    try:
        if death == "poll":
            with store.transaction():
                poll(line)
                raise Outage
        poll(line)
        if death == "compose":
            with store.transaction():
                line.compose("desk")
                raise Outage
        line.compose("desk")
        desk.dies = death if death in {"before", "after"} else ""
        deliver(line)
    except Outage:
        return
    finally:
        desk.dies = ""


def test_an_older_text_is_kept_when_a_newer_comes(store: Store) -> None:
    store.items.add(article())
    store.items.add(article(body="Newer words of the notice."))

    assert store.totals().revisions == 2


def test_a_defect_in_one_source_is_recorded_as_its_failure(store: Store) -> None:
    from monitor.engine.cycle import poll_one

    def broken(request: httpx.Request) -> httpx.Response:
        raise ZeroDivisionError("a bug")

    line = pipeline(store, broken, clock=FakeClock())

    async def work() -> None:
        for one in line.watching.claim(["gazette"]):
            await poll_one(line, one)
        line.watching.settle()

    asyncio.run(work())

    state = store.sources.state("gazette")
    assert state and state.failures == 1
    assert state.fact == "defect in Monitor: ZeroDivisionError: a bug"
