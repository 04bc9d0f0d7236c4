"""What any store knows of sources: due times, leases, states and the log of looks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from monitor.model import Condition, Look, SourceState, Validators
from monitor.store import Store
from tests.build import LEASE, NOON, look, state

LATER = NOON + timedelta(hours=1)
HOME = "feed https://gazette.example/feed"


def at(*names: str) -> dict[str, str]:
    return {name: f"feed https://{name}.example/feed" for name in names}


def names(claimed: list[SourceState]) -> list[str]:
    return [one.name for one in claimed]


def settled(**given: object) -> tuple[Look, SourceState]:
    return look(), state(**{"address": HOME, "due_at": LATER, "looked_at": NOON, **given})


def test_aligning_says_what_came_and_went_and_forgets_nothing(store: Store) -> None:
    first = store.sources.align(at("gazette", "wire"), NOON)
    store.sources.settle([settled()])

    second = store.sources.align(at("wire", "press"), NOON)
    third = store.sources.align(at("wire", "press", "gazette"), NOON)

    assert (first.came, first.went) == (("gazette", "wire"), ())
    assert (second.came, second.went) == (("press",), ("gazette",))
    assert third.came == ("gazette",)
    known = store.sources.state("gazette")
    assert known and known.looked_at == NOON


def test_a_due_source_is_claimed_by_one_and_comes_back_when_its_lease_ends(store: Store) -> None:
    store.sources.align(at("a", "b", "c"), NOON)
    until = NOON + LEASE

    assert [name for name, _ in store.sources.due(NOON)] == ["a", "b", "c"]
    assert names(store.sources.claim(["a", "b"], until=until, due=NOON)) == ["a", "b"]
    assert names(store.sources.claim(["a", "b", "c"], until=until, due=NOON)) == ["c"]
    assert list(store.sources.due(NOON)) == []
    assert [name for name, _ in store.sources.due(until)] == ["a", "b", "c"]


def test_claiming_by_name_ignores_due_times_and_leaves_out_what_is_off(store: Store) -> None:
    store.sources.align(at("a"), NOON)
    store.sources.claim(["a"], until=NOON + LEASE)

    assert names(store.sources.claim(["a", "off"], until=NOON + LEASE)) == ["a"]


def test_everything_can_be_made_due_at_once(store: Store) -> None:
    store.sources.align(at("gazette", "wire"), NOON)
    store.sources.settle([settled()])

    assert store.sources.count_due(NOON) == 1
    assert store.sources.make_due(NOON) == 2


def test_all_that_is_known_of_a_source_is_kept(store: Store) -> None:
    store.sources.align(at("gazette"), NOON)
    whole = state(
        address=HOME,
        due_at=LATER,
        baseline_at=NOON,
        validators=Validators(etag='W/"x"', last_modified="Wed, 06 May 2026 12:00:00 GMT"),
        failures=2,
        cause="timeout",
        fact="timed out",
        failing_since=NOON,
        looked_at=LATER,
        succeeded_at=NOON,
        last_new_at=NOON,
        audited_at=NOON,
        moved_to="https://new.example/feed",
        moved_since=NOON,
        moves=2,
        cadence="1 learned",
        pace=12.5,
        conditions={"failing": Condition(NOON, "timeout: timed out", True)},
    )

    store.sources.settle([(look(), whole)])

    assert store.sources.state("gazette") == whole


def test_sight_counts_the_blind_of_all_or_of_some(store: Store) -> None:
    store.sources.align(at("gazette", "press", "wire"), NOON)
    blind = {"failures": 1, "cause": "timeout", "fact": "timed out", "failing_since": NOON}
    store.sources.settle([settled(succeeded_at=NOON)])
    store.sources.settle([(look(), state(name="wire", address=at("wire")["wire"], **blind))])

    everything, some = store.sources.sight(NOON), store.sources.sight(NOON, ["gazette", "press"])

    assert (everything.sources, everything.looked) == (3, 1)
    assert [one.name for one in everything.blind] == ["wire"]
    assert (some.sources, some.looked, some.blind) == (2, 1, ())
    later = store.sources.sight(LATER + timedelta(hours=2))
    assert (later.looked, later.overdue) == (0, 1)


def test_an_older_look_changes_nothing_of_a_newer(store: Store) -> None:
    store.sources.align(at("gazette"), NOON)
    newer = settled(looked_at=NOON, last_new_at=NOON)
    older = settled(looked_at=NOON - timedelta(minutes=1), due_at=NOON)

    store.sources.settle([newer])
    store.sources.settle([older])

    assert store.sources.state("gazette") == newer[1]
    assert len(store.looks.since(NOON - timedelta(hours=1))) == 2


def test_totals_name_the_source_that_is_longest_due(store: Store) -> None:
    assert store.totals().oldest_due is None
    store.sources.align(at("a", "b"), NOON)
    store.sources.settle([(look(source="a"), state(name="a", address=at("a")["a"], due_at=LATER))])

    totals = store.totals()

    assert (totals.sources, totals.oldest_due, totals.oldest_due_at) == (2, "b", NOON)


def test_a_source_that_returns_or_moves_is_at_first_sight_again(store: Store) -> None:
    store.sources.align(at("gazette"), NOON)
    store.sources.settle([settled(baseline_at=NOON, validators=Validators(etag='"1"'), moves=2)])

    moved = store.sources.align({"gazette": "feed https://elsewhere.example/"}, NOON)
    fresh = store.sources.state("gazette")

    assert moved.moved == ("gazette",)
    assert fresh and fresh.baseline_at is None and fresh.due_at == NOON
    assert (fresh.validators, fresh.moves) == (Validators(), 0)


def test_a_look_at_the_old_address_changes_nothing_of_the_new(store: Store) -> None:
    store.sources.align({"gazette": "feed https://elsewhere.example/"}, NOON)

    store.sources.settle([settled(baseline_at=NOON, validators=Validators(etag='"old"'))])

    fresh = store.sources.state("gazette")
    assert fresh and fresh.baseline_at is None
    assert (fresh.validators, fresh.due_at) == (Validators(), NOON)


def test_the_log_has_every_look_and_is_bounded_by_age_and_number(store: Store) -> None:
    store.sources.align(at("gazette"), NOON)
    looks = [
        look(looked_at=NOON + timedelta(hours=hour), due_at=NOON + timedelta(hours=hour + 1))
        for hour in range(6)
    ]
    store.sources.settle([(one, replace(settled()[1])) for one in looks])

    assert store.looks.since(NOON) == looks[::-1]
    assert store.looks.since(NOON, source="other") == []
    store.looks.forget(before=NOON + timedelta(hours=1), keep=100)
    assert store.looks.since(NOON) == looks[:0:-1]
    store.looks.forget(before=NOON, keep=2)
    assert store.looks.since(NOON) == looks[:3:-1]


def test_a_page_is_owed_until_it_came_or_was_tried_five_times(store: Store) -> None:
    tries = [store.owed.failed("gazette", "a", NOON) for _ in range(5)]
    store.owed.failed("gazette", "b", NOON)

    assert tries == [True, True, True, True, False]
    assert store.owed.count() == 1
    store.owed.settled("gazette", ["b"])
    assert store.owed.count() == 0


def test_a_number_is_kept_by_its_name(store: Store) -> None:
    assert store.controls.get("pressure") is None
    store.controls.put("pressure", 1.5)
    store.controls.put("pressure", 0.5)

    assert store.controls.get("pressure") == 0.5
