"""What any store knows of sources: due times, leases, failures and the log of looks."""

from __future__ import annotations

from datetime import timedelta

from monitor.model import Validators
from monitor.store import Look, Store
from tests.build import LEASE, NOON

LATER = NOON + timedelta(hours=1)


def at(*names: str) -> dict[str, str]:
    return {name: f"feed https://{name}.example/feed" for name in names}


HOME = "feed https://gazette.example/feed"


def look(**given: object) -> Look:
    return Look(**{"source": "gazette", "looked_at": NOON, "outcome": "new", **given})  # type: ignore[arg-type]


def test_aligning_says_what_came_and_went_and_forgets_nothing(store: Store) -> None:
    first = store.sources.align(at("gazette", "wire"), NOON)
    store.sources.settle(look(), address=HOME, due_at=LATER, validators=Validators(etag='"1"'))

    second = store.sources.align(at("wire", "press"), NOON)
    third = store.sources.align(at("wire", "press", "gazette"), NOON)

    assert (first.came, first.went) == (("gazette", "wire"), ())
    assert (second.came, second.went) == (("press",), ("gazette",))
    assert third.came == ("gazette",)
    state = store.sources.state("gazette")
    assert state and state.looked_at == NOON


def test_a_due_source_is_claimed_by_one_and_comes_back_when_its_lease_ends(store: Store) -> None:
    store.sources.align(at("a", "b", "c"), NOON)

    assert store.sources.claim_due(NOON, limit=2, lease=LEASE) == ["a", "b"]
    assert store.sources.claim_due(NOON, limit=2, lease=LEASE) == ["c"]
    assert store.sources.claim_due(NOON, limit=2, lease=LEASE) == []
    assert store.sources.claim_due(NOON + LEASE, limit=9, lease=LEASE) == ["a", "b", "c"]


def test_claiming_by_name_ignores_due_times_and_leaves_out_what_is_off(store: Store) -> None:
    store.sources.align(at("a"), NOON)
    store.sources.claim_due(NOON, limit=1, lease=LEASE)

    assert store.sources.claim(["a", "off"], NOON, lease=LEASE) == ["a"]


def test_a_failure_is_counted_from_its_beginning_and_ended_by_a_success(store: Store) -> None:
    store.sources.align(at("gazette"), NOON)
    failed = {"outcome": "failed", "cause": "timeout", "fact": "timed out after 30 s"}

    store.sources.settle(look(**failed), address=HOME, due_at=LATER, validators=None)
    store.sources.settle(
        look(looked_at=LATER, **failed), address=HOME, due_at=LATER, validators=None
    )
    failing = store.sources.state("gazette")
    store.sources.settle(look(looked_at=LATER), address=HOME, due_at=LATER, validators=Validators())
    fine = store.sources.state("gazette")

    assert failing and (failing.failures, failing.failing_since) == (2, NOON)
    assert failing.baseline_at is None and failing.succeeded_at is None
    assert fine and (fine.failures, fine.cause, fine.failing_since) == (0, None, None)
    assert fine.baseline_at == LATER


def test_a_failure_keeps_the_validators_and_an_answer_replaces_them(store: Store) -> None:
    store.sources.align(at("gazette"), NOON)
    given = Validators(etag='W/"x"', last_modified="Wed, 06 May 2026 12:00:00 GMT")
    store.sources.settle(look(), address=HOME, due_at=LATER, validators=given)

    store.sources.settle(look(outcome="failed"), address=HOME, due_at=LATER, validators=None)
    kept = store.sources.state("gazette")
    store.sources.settle(look(), address=HOME, due_at=LATER, validators=Validators())
    replaced = store.sources.state("gazette")

    assert kept and kept.validators == given
    assert replaced and replaced.validators == Validators()


def test_totals_name_the_source_that_is_longest_due(store: Store) -> None:
    assert store.totals().oldest_due is None
    store.sources.align(at("a", "b"), NOON)
    store.sources.settle(look(source="a"), address=at("a")["a"], due_at=LATER, validators=None)

    totals = store.totals()

    assert (totals.sources, totals.oldest_due, totals.oldest_due_at) == (2, "b", NOON)


def test_a_source_that_returns_or_moves_is_at_first_sight_again(store: Store) -> None:
    store.sources.align(at("gazette"), NOON)
    store.sources.settle(look(), address=HOME, due_at=LATER, validators=Validators(etag='"1"'))
    known = store.sources.state("gazette")

    moved = store.sources.align({"gazette": "feed https://elsewhere.example/"}, NOON)
    fresh = store.sources.state("gazette")

    assert known and known.baseline_at == NOON
    assert moved.moved == ("gazette",)
    assert fresh and fresh.baseline_at is None and fresh.due_at == NOON
    assert fresh.validators == Validators()


def test_a_look_at_the_old_address_changes_nothing_of_the_new(store: Store) -> None:
    store.sources.align({"gazette": "feed https://elsewhere.example/"}, NOON)

    given = Validators(etag='"old"')
    store.sources.settle(look(), address=HOME, due_at=LATER, validators=given)

    state = store.sources.state("gazette")
    assert state and state.baseline_at is None
    assert (state.validators, state.due_at) == (Validators(), NOON)
