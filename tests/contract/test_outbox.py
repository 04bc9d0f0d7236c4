"""What any store guarantees about messages on their way."""

from __future__ import annotations

from datetime import timedelta

from monitor.store import Store
from tests.build import LEASE, NOON, digest

LATER = NOON + timedelta(hours=1)


def test_a_digest_goes_in_once_with_all_its_deliveries(store: Store) -> None:
    assert store.outbox.put(digest(), ["files", "desk"], due_at=NOON)
    assert not store.outbox.put(digest(), ["files", "desk"], due_at=NOON)

    assert store.totals().deliveries["waiting"] == 2
    assert store.outbox.digest("d1d1") == digest()


def test_a_delivery_goes_to_one_worker(store: Store) -> None:
    store.outbox.put(digest(), ["files"], due_at=NOON)

    first = store.outbox.claim(now=NOON, lease=LEASE)
    second = store.outbox.claim(now=NOON, lease=LEASE)

    assert first and first.digest == digest()
    assert second is None


def test_a_claimed_delivery_comes_back_when_the_worker_dies(store: Store) -> None:
    store.outbox.put(digest(), ["files"], due_at=NOON)
    first = store.outbox.claim(now=NOON, lease=LEASE)

    again = store.outbox.claim(now=NOON + LEASE, lease=LEASE)

    assert first and again
    assert first.id == again.id
    assert (first.attempts, again.attempts) == (1, 2)


def test_what_was_sent_stays_sent(store: Store) -> None:
    store.outbox.put(digest(), ["files"], due_at=NOON)
    claimed = store.outbox.claim(now=NOON, lease=LEASE)
    assert claimed

    store.outbox.sent(claimed, "250 OK", now=NOON)
    store.outbox.dead(claimed, "too late", now=LATER)
    store.outbox.retry(claimed, "too late", due_at=NOON)

    assert store.outbox.claim(now=LATER, lease=LEASE) is None
    assert store.outbox.revive([claimed.id], now=LATER) == []
    assert store.outbox.deliveries(limit=1)[0].note == "250 OK"


def test_a_worker_that_lost_its_lease_cannot_give_the_message_up(store: Store) -> None:
    store.outbox.put(digest(), ["files"], due_at=NOON)
    slow = store.outbox.claim(now=NOON, lease=LEASE)
    other = store.outbox.claim(now=NOON + LEASE, lease=LEASE)
    assert slow and other

    store.outbox.dead(slow, "gone", now=NOON + LEASE)
    store.outbox.retry(slow, "busy", due_at=NOON)

    record = store.outbox.deliveries(limit=1)[0]
    assert (record.state, record.note) == ("waiting", None)
    store.outbox.sent(other, "done", now=NOON + LEASE)
    assert store.outbox.deliveries(limit=1)[0].state == "sent"


def test_a_retry_waits_until_it_is_due_and_a_dead_one_until_it_is_revived(store: Store) -> None:
    store.outbox.put(digest(), ["files"], due_at=NOON)
    claimed = store.outbox.claim(now=NOON, lease=LEASE)
    assert claimed
    store.outbox.retry(claimed, "busy", due_at=LATER)

    assert store.outbox.claim(now=LATER - timedelta(seconds=1), lease=LEASE) is None
    again = store.outbox.claim(now=LATER, lease=LEASE)
    assert again
    store.outbox.dead(again, "refused", now=LATER)
    assert store.outbox.claim(now=LATER + LEASE, lease=LEASE) is None
    assert store.outbox.revive([again.id], now=LATER) == [again.id]
    assert store.outbox.claim(now=LATER, lease=LEASE)


def test_a_leased_message_is_left_to_its_worker_until_a_new_daemon_begins(store: Store) -> None:
    store.outbox.put(digest(), ["files"], due_at=NOON)
    claimed = store.outbox.claim(now=NOON, lease=LEASE)
    assert claimed

    assert store.outbox.revive([claimed.id], now=NOON) == []
    store.outbox.end_leases(NOON)
    again = store.outbox.claim(now=NOON, lease=LEASE)
    assert again and again.id == claimed.id


def test_channels_are_claimed_apart(store: Store) -> None:
    store.outbox.put(digest(), ["files", "desk"], due_at=NOON)

    assert store.outbox.due_channels(NOON) == ["desk", "files"]
    desk = store.outbox.claim(now=NOON, lease=LEASE, channel="desk")
    assert desk and desk.channel == "desk"
    assert store.outbox.claim(now=NOON, lease=LEASE, channel="desk") is None
    assert store.outbox.due_channels(NOON) == ["files"]


def test_a_digest_is_found_by_the_beginning_of_its_id_if_that_is_one_only(store: Store) -> None:
    store.outbox.put(digest(id="aa11"), [], due_at=NOON)
    store.outbox.put(digest(id="aa22", composed_at=LATER), [], due_at=NOON)

    assert store.outbox.digest("aa") is None
    assert store.outbox.digest("%") is None
    found = store.outbox.digest("aa1")
    assert found and found.id == "aa11"
    latest = store.outbox.latest("desk")
    assert latest and latest.id == "aa22"
    assert store.outbox.latest("other") is None
