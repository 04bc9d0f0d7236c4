"""Who is told what, once: the promise of the table of alerts."""

from __future__ import annotations

from datetime import timedelta

from monitor.model import Held
from monitor.store import Added, Store
from tests.build import NOON, article, digest, match, subscription


def stored(
    store: Store, identity: str = "//example.org/1", *, held: Held | None = None, **given: object
) -> Added:
    added = store.items.add(article(identity=identity, **given))
    assert added
    store.items.put_matches(added.revision, [match()], held=held, now=NOON)
    return added


def test_an_alert_is_queued_once(store: Store) -> None:
    added = stored(store)

    assert store.alerts.queue("desk", added.revision, is_copy=False, now=NOON)
    assert not store.alerts.queue("desk", added.revision, is_copy=False, now=NOON)
    assert store.alerts.pending("desk") == [added.revision]
    assert store.alerts.pending("other") == []


def test_a_copy_is_not_told_to_who_was_told_the_original(store: Store) -> None:
    original, copy = stored(store), stored(store, "//wire.example/1", source="wire")
    store.alerts.queue("desk", original.revision, is_copy=False, now=NOON)

    assert not store.alerts.queue("desk", copy.revision, is_copy=True, now=NOON)
    assert store.alerts.queue("other", copy.revision, is_copy=True, now=NOON)


def test_a_copy_of_what_was_held_at_first_sight_is_told_while_it_is_fresh(store: Store) -> None:
    stored(store, held="baseline")
    copy = stored(store, "//wire.example/1", source="wire")

    late = NOON + timedelta(days=4)
    assert not store.alerts.queue("desk", copy.revision, is_copy=True, now=late)
    assert store.alerts.queue("desk", copy.revision, is_copy=True, now=NOON)


def test_what_is_in_a_digest_no_longer_waits(store: Store) -> None:
    added = stored(store)
    store.alerts.queue("desk", added.revision, is_copy=False, now=NOON)
    store.outbox.put(digest(id="one"), [], due_at=NOON)

    store.alerts.told("desk", [added.revision], "one")

    assert store.alerts.pending("desk") == []
    assert not store.alerts.queue("desk", added.revision, is_copy=False, now=NOON)


def test_held_items_are_counted_by_reason_and_topic(store: Store) -> None:
    stored(store, held="baseline")
    stored(store, "//example.org/2", held="copy", body="Other words.")
    stored(store, "//example.org/3", body="Third words.")

    assert store.alerts.held(subscription(topics=("export-controls",)), None) == {
        "baseline": 1,
        "copy": 1,
    }
    assert store.alerts.held(subscription(), NOON) == {}
    assert store.alerts.held(subscription(topics=("mining",)), None) == {}


def test_a_changed_schedule_takes_effect_and_the_same_one_keeps_its_time(store: Store) -> None:
    daily = subscription(schedule="0 8 * * *")
    store.alerts.align([daily], {"desk": NOON})
    store.alerts.align([daily], {"desk": NOON + timedelta(days=9)})
    kept = store.alerts.state("desk")

    store.alerts.align([subscription(schedule="0 9 * * *")], {"desk": NOON + timedelta(hours=1)})
    changed = store.alerts.state("desk")

    assert kept and kept.due_at == NOON
    assert changed and changed.due_at == NOON + timedelta(hours=1)
    assert store.alerts.state("unknown") is None


def test_composing_remembers_when_and_an_empty_one_does_not(store: Store) -> None:
    store.alerts.align([subscription()], {"desk": NOON})

    store.alerts.composed("desk", due_at=NOON + timedelta(days=1), at=NOON)
    store.alerts.composed("desk", due_at=NOON + timedelta(days=2), at=None)

    state = store.alerts.state("desk")
    assert state and (state.composed_at, state.due_at) == (NOON, NOON + timedelta(days=2))
