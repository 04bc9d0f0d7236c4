"""Did we look: hours read off the log."""

from __future__ import annotations

from datetime import timedelta

from monitor.ledger import SIGNS, ledger
from monitor.model import Look
from tests.build import NOON, look

HOUR = timedelta(hours=1)


def at(hours: float, **given: object) -> Look:
    moment = NOON + timedelta(hours=hours)
    return look(**{"looked_at": moment, "due_at": moment + HOUR, "outcome": "unchanged", **given})


def line(*looks: Look, hours: int = 5) -> str:
    until = NOON + timedelta(hours=hours) - timedelta(seconds=1)
    covered = ledger(looks, ["gazette"], since=NOON, until=until)
    return "".join(SIGNS[hour] for hour in covered[0].hours)


def test_every_hour_says_what_its_best_look_was() -> None:
    looks = (
        at(0.2),
        at(0.5, outcome="failed", cause="timeout"),
        at(1.1, outcome="new"),
        at(2.1, outcome="failed", cause="blocked"),
        at(3.1, outcome="failed", cause="timeout"),
        at(4.1, outcome="not-modified"),
    )

    assert line(*looks) == "=+x!="


def test_an_hour_in_which_it_was_not_due_is_told_from_one_that_was_missed() -> None:
    rarely = at(0.1, due_at=NOON + timedelta(hours=3.5))

    assert line(rarely) == "=..??"


def test_a_source_that_backs_off_is_not_seen_meanwhile() -> None:
    blind = at(0.1, outcome="failed", cause="blocked", due_at=NOON + timedelta(hours=9))

    assert line(blind) == "xxxxx"


def test_before_the_first_look_nothing_is_known() -> None:
    assert line(at(2.5), hours=3) == "  ="
    assert ledger([], ["gazette"], since=NOON, until=NOON + HOUR)[0].seen is None


def test_a_look_before_the_window_says_whether_its_first_hour_was_due() -> None:
    early = at(-2, due_at=NOON + timedelta(hours=2))

    assert line(early, hours=2) == ".."
    assert ledger([early], ["gazette"], since=NOON, until=NOON + HOUR)[0].seen == 1.0
