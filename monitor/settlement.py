"""What one look makes of a source: its state afterwards, and when it is next due. Pure."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from zlib import crc32
from zoneinfo import ZoneInfo

from monitor.cadence import Cadence, learned
from monitor.conditions import Findings, judged
from monitor.errors import FetchError, SourceError
from monitor.kinds import kind_of
from monitor.model import Look, Notice, Source, SourceState, Validators
from monitor.outcome import Gathered
from monitor.patience import look_again_in
from monitor.polling import Limits, Wish, demand, look_in
from monitor.silence import silence

log = logging.getLogger(__name__)

AUDIT_EVERY = timedelta(hours=24)
"""How often a source is fetched whole though it has validators: some servers confirm anything."""
_SOON = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What decides when sources are looked at; see `monitor.cadence`."""

    limits: Limits
    pressure: float
    """The one number that makes the looks a day meet the budget."""


def is_audit(source: Source, state: SourceState, now: datetime) -> bool:
    """Say whether a look is to be without validators; each source has an hour of its own."""
    since = state.audited_at or state.baseline_at
    if since is None or "validators" in state.conditions:
        return True
    early = crc32(source.name.encode()) / 0xFFFFFFFF  # so that not all are audited at once
    return now - since >= AUDIT_EVERY * (0.75 + 0.25 * early)


def settled(
    source: Source,
    before: SourceState,
    gathered: Gathered,
    *,
    at: datetime,
    took: timedelta,
    failure: SourceError | None,
    audited: bool,
    policy: Policy,
) -> tuple[Look, SourceState, tuple[Notice, ...]]:
    """Return a look as it is logged, the source after it, and what is to be told.

    The look began `at` an instant and `took` so long.
    """
    now = at
    known = _known(before)
    cadence = _learned(source, before, known, gathered, now)
    wish = Wish(ttl=gathered.ttl, fresh_for=gathered.fresh_for)
    gap = look_in(
        source, cadence, now=now, pressure=policy.pressure, limits=policy.limits, wish=wish
    )
    due_at = now + _wait(before, gathered, gap, failure)
    look = gathered.look(source.name, now, took=took, failure=failure, due_at=due_at)
    # One copy and not one for each: most looks are over in less time than a copy takes.
    changes = (
        _failed(before, look) if failure else _succeeded(source, before, gathered, look, audited)
    )
    changes |= _moved(before, gathered, look)
    if cadence is not known:
        changes["cadence"] = cadence.text()
        learns = source.interval is None
        changes["pace"] = demand(cadence, now=now, weight=source.importance) if learns else 0.0
    after = replace(before, looked_at=now, due_at=due_at, **changes)
    quiet = None
    if failure is None and after.last_new_at is not None:
        quiet = silence(cadence, last_new_at=after.last_new_at, now=now, zone=_zone(source))
    found = Findings(
        status=failure.status if isinstance(failure, FetchError) else None,
        drift=gathered.drifts,
        saw_list=gathered.payloads > 0,
        saw_pages=gathered.pages > 0,
        missing=gathered.missing,
        is_gap=gathered.is_gap,
        lied=audited and _lied(before, gathered),
        silence=quiet.words if quiet else None,
    )
    conditions, notices = judged(before, after, look, found)
    if conditions != after.conditions:
        after = replace(after, conditions=conditions)
    return look, after, notices


def _learned(
    source: Source, before: SourceState, cadence: Cadence, gathered: Gathered, now: datetime
) -> Cadence:
    if before.succeeded_at is not None and not gathered.arrived:
        return cadence
    if not gathered.payloads and not gathered.unchanged:
        return cadence
    return learned(
        cadence,
        now=now,
        seen=gathered.arrived,
        last_look=before.succeeded_at,
        zone=_zone(source),
    )


def _known(before: SourceState) -> Cadence:
    try:
        return Cadence.parse(before.cadence)
    except ValueError:
        # Written by another version, or damaged: a rhythm is learned again in days.
        log.warning("rhythm unreadable", extra={"source": before.name})
        return Cadence()


def _wait(
    before: SourceState, gathered: Gathered, gap: timedelta, failure: SourceError | None
) -> timedelta:
    if failure is not None:
        return look_again_in(
            gap,
            failures=before.failures + 1,
            retry_after=failure.retry_after if isinstance(failure, FetchError) else None,
            is_gone=isinstance(failure, FetchError) and failure.status == 410,
            is_refused=isinstance(failure, FetchError)
            and failure.cause in {"blocked", "rate-limited", "robots"},
        )
    return min(gap, _SOON) if gathered.owes_pages or gathered.is_gap else gap


def _failed(before: SourceState, look: Look) -> dict[str, Any]:
    return {
        "failures": before.failures + 1,
        "cause": look.cause,
        "fact": look.fact,
        "failing_since": before.failing_since or look.looked_at,
    }


def _succeeded(
    source: Source, before: SourceState, gathered: Gathered, look: Look, audited: bool
) -> dict[str, Any]:
    now = look.looked_at
    changes: dict[str, Any] = {
        "failures": 0,
        "cause": None,
        "fact": None,
        "failing_since": None,
        "succeeded_at": now,
        "validators": _validators(source, before, gathered),
    }
    if before.baseline_at is None and _has_seen(before, gathered):
        changes["baseline_at"] = now + look.took
    if gathered.intake.new or gathered.intake.copies:
        changes["last_new_at"] = now
    if audited:
        changes["audited_at"] = now
    return changes


def _has_seen(before: SourceState, gathered: Gathered) -> bool:
    """Say whether first sight is over: what it left unread is read by the next look, as backlog.

    Pages left for the next look come for certain; what failed is waited for once.
    """
    is_second = before.succeeded_at is not None
    return not gathered.owes_pages and (gathered.is_whole or is_second)


def _validators(source: Source, before: SourceState, gathered: Gathered) -> Validators:
    if gathered.validators is None:
        return before.validators
    if gathered.is_whole:
        return gathered.validators
    # How far a mailbox was read is no word of the server's: without it only the newest are taken.
    return before.validators if kind_of(source).address == "mailbox" else Validators()


def _lied(before: SourceState, gathered: Gathered) -> bool:
    """Say whether something was new though the server gave the validators of before."""
    return (
        gathered.intake.new > 0
        and before.validators != Validators()
        and gathered.validators == before.validators
    )


def _moved(before: SourceState, gathered: Gathered, look: Look) -> dict[str, Any]:
    """Count looks in a row that were led to the same place for good."""
    forgotten = {"moved_to": None, "moved_since": None, "moves": 0}
    if not gathered.payloads and not gathered.unchanged:
        # An address that was adopted and fails gives way to the configured one.
        return forgotten if "moved" in before.conditions else {}
    if gathered.moved_to is None:
        is_there = "moved" in before.conditions or before.moved_to is None
        return {} if is_there else forgotten
    if gathered.moved_to == before.moved_to:
        return {"moves": before.moves + 1}
    return {"moved_to": gathered.moved_to, "moved_since": look.looked_at, "moves": 1}


def adopted(state: SourceState) -> str | None:
    """Return the address to use instead of the configured one, or None for that."""
    return state.moved_to if "moved" in state.conditions else None


def _zone(source: Source) -> ZoneInfo:
    return ZoneInfo(source.timezone)
