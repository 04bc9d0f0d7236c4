"""The likeliest of the dates that a page states, how sure it is, and what disagrees with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from monitor.article.publication_candidate import Candidate, Habits, exact, may_be
from monitor.model import Confidence, DateOrigin, DateReading

ONLY_UPDATE = "only an update date"
_GROUPS: dict[DateOrigin, str] = {
    "meta": "declared",
    "json_ld": "declared",
    "script": "declared",
    "time_element": "shown",
    "page_text": "shown",
    "url": "address",
}
"""Places that one hand fills count once: they agree even where they are wrong."""
_SECOND = 1.0
"""What a second place of the same group adds."""
_NEIGHBOUR = 0.6
"""Share of a weight that counts for the next day, where one of the two is in UTC."""
_MONTH = 2.5
"""What an address with the same year and month adds."""
_CONFIRMED = 1.0
"""What the same day as a change adds: most pages are never changed."""
STRONG, FAIR = 9.0, 6.0
"""Weights of a place that speaks surely, and of one that mostly speaks of the page."""
_MIN_CONTRADICTION = 6.0
_DAY = timedelta(days=1)
_LEVELS: tuple[Confidence, ...] = ("low", "medium", "high")


_MAX_WEIGHED = 150
"""Candidates that are weighed against each other; a page with more is a list of dates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The date of publication; all None where none is stated."""

    reading: DateReading | None = None
    origin: DateOrigin | None = None
    confidence: Confidence | None = None
    warnings: tuple[str, ...] = ()


def choose(candidates: Iterable[Candidate], habits: Habits) -> Publication:
    """Return the likeliest of `candidates`, how sure it is, and a warning for what disagrees."""
    every = list(islice((each for each in candidates if each.weight > 0), _MAX_WEIGHED))
    past = [each for each in every if not habits.is_future(each.day)]
    days = [each for each in past if exact(each)]
    months = {(each.day.year, each.day.month) for each in past if not exact(each)}
    notes = tuple(dict.fromkeys(habits.notes)) if not past else ()
    if not days:
        return _without_day(past or every, notes)
    scores = {day: _score(day, days, months) for day in _days(days)}
    best = max(scores, key=lambda day: (round(scores[day], 1), -day.toordinal()))
    best = _as_shown(best, days)
    chosen = _speaker(best, days)
    if chosen.kind == "updated":
        return _result(chosen, "low", (*notes, ONLY_UPDATE))
    doubts = _contradictions(best, chosen, days)
    confidence = _confidence(best, chosen, days, months, doubts=bool(doubts))
    return _result(_read_as(chosen, best), confidence, (*notes, *doubts))


def _days(days: Sequence[Candidate]) -> set[date]:
    return {each.day for each in days}


def _score(day: date, days: Sequence[Candidate], months: set[tuple[int, int]]) -> float:
    """Return how much speaks for `day`: the best of each group of places, and what confirms it."""
    best: dict[str, float] = {}
    origins: dict[str, set[DateOrigin]] = {}
    confirmed = 0.0
    for each in days:
        share = _share(each, day, days)
        if not share:
            continue
        if each.kind == "updated":
            confirmed = _CONFIRMED
        group = _GROUPS.get(each.origin, "declared") if each.kind != "updated" else "updated"
        best[group] = max(best.get(group, 0), each.weight * share)
        if share == 1:
            origins.setdefault(group, set()).add(each.origin)
    updated = best.pop("updated", 0)
    if not best:
        return updated
    seconds = sum(_SECOND for places in origins.values() if len(places) > 1)
    return sum(best.values()) + seconds + confirmed + _MONTH * ((day.year, day.month) in months)


def _share(each: Candidate, day: date, days: Sequence[Candidate]) -> float:
    """Return how much of the candidate's weight counts for `day`, 0 to 1."""
    if each.day == day:
        return 1.0
    if each.other == day:
        return 0.9
    if may_be(each, day) or any(one.day == day and may_be(one, each.day) for one in days):
        return _NEIGHBOUR
    return 0.0


def _as_shown(best: date, days: Sequence[Candidate]) -> date:
    """Return the day as readers see it, where only machines in UTC say `best`."""
    local = [
        each
        for each in days
        if each.day == best and not each.universal and each.origin != "url"  # machines write both
    ]
    if any(each.kind != "updated" for each in local):
        return best
    beside = [
        each
        for each in days
        if not each.universal
        and any(one.day == best and may_be(one, each.day) for one in days)
        and each.kind != "updated"
        and each.weight >= FAIR
    ]
    return max(beside, key=lambda each: each.weight).day if beside else best


def _speaker(day: date, days: Sequence[Candidate]) -> Candidate:
    """Return the candidate that says `day` with most weight; of equals, the most exact."""
    saying = [each for each in days if each.day == day or each.other == day]
    return max(
        saying,
        key=lambda each: (each.kind != "updated", each.day == day, each.weight),
    )


def _contradictions(day: date, chosen: Candidate, days: Sequence[Candidate]) -> tuple[str, ...]:
    """Return a warning that names the weightiest other day, if one is more than a day away."""
    others = [
        each
        for each in days
        if each.kind != "updated"
        and each.weight >= _MIN_CONTRADICTION
        and abs(each.day - day) > _DAY
        and each.other != day
    ]
    if not others:
        return ()
    other = max(others, key=lambda each: each.weight)
    return (f"dates disagree: {chosen.origin} {day}, {other.origin} {other.day}",)


def _confidence(
    day: date,
    chosen: Candidate,
    days: Sequence[Candidate],
    months: set[tuple[int, int]],
    *,
    doubts: bool,
) -> Confidence:
    agreeing = {
        _GROUPS.get(each.origin, "declared")
        for each in days
        if abs(each.day - day) <= _DAY and each.kind != "updated" and each.weight >= 3
    }
    level = 0
    if len(agreeing) > 1 or chosen.weight >= STRONG:
        level = 2
    elif chosen.weight >= FAIR or (day.year, day.month) in months:
        level = 1
    level = max(0, level - doubts)
    return _LEVELS[level]


def _without_day(candidates: Sequence[Candidate], notes: tuple[str, ...]) -> Publication:
    """Return a month or a year, or a day to come, where no past day is stated."""
    stated = [each for each in candidates if each.kind != "updated"] or candidates
    if not stated:
        return Publication(warnings=notes)
    chosen = max(stated, key=lambda each: (exact(each), each.weight))
    doubt = (ONLY_UPDATE,) if chosen.kind == "updated" else ()
    return _result(chosen, "low", (*notes, *doubt))


def _read_as(chosen: Candidate, day: date) -> Candidate:
    """Return `chosen` with its digits read as the other places read them."""
    if chosen.day == day:
        return chosen
    at = chosen.reading.at.replace(year=day.year, month=day.month, day=day.day)
    return replace(chosen, reading=replace(chosen.reading, at=at))


def _result(chosen: Candidate, confidence: Confidence, warnings: tuple[str, ...]) -> Publication:
    return Publication(
        reading=chosen.reading,
        origin=chosen.origin,
        confidence=confidence,
        warnings=tuple(dict.fromkeys(warnings)),
    )
