"""A source's state as a row of the table of sources, and back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from monitor.model import Condition, ConditionKind, SourceState, Validators
from monitor.store.sqlite import Row, instant

COLUMNS = (
    "due_at",
    "baseline_at",
    "etag",
    "last_modified",
    "failures",
    "cause",
    "fact",
    "failing_since",
    "looked_at",
    "succeeded_at",
    "last_new_at",
    "audited_at",
    "moved_to",
    "moved_since",
    "moves",
    "cadence",
    "pace",
    "conditions",
)
"""What a look may change."""
_CONDITIONS = msgspec.json.Decoder(dict[ConditionKind, Condition])


def row_of(state: SourceState) -> dict[str, Any]:
    """Return what a look may change of a source, with its name and address."""
    written = {one: getattr(state, one, None) for one in COLUMNS}
    written["etag"] = state.validators.etag
    written["last_modified"] = state.validators.last_modified
    written["conditions"] = (
        msgspec.json.encode(state.conditions).decode() if state.conditions else ""
    )
    written["name"] = state.name
    written["address"] = state.address
    return written


def state_of(row: Row) -> SourceState:
    """Return what a row says of a source."""
    return SourceState(
        name=row["name"],
        address=row["address"],
        enabled=bool(row["enabled"]),
        due_at=datetime.fromisoformat(row["due_at"]),
        baseline_at=instant(row["baseline_at"]),
        validators=Validators(etag=row["etag"], last_modified=row["last_modified"]),
        failures=row["failures"],
        cause=row["cause"],
        fact=row["fact"],
        failing_since=instant(row["failing_since"]),
        looked_at=instant(row["looked_at"]),
        succeeded_at=instant(row["succeeded_at"]),
        last_new_at=instant(row["last_new_at"]),
        audited_at=instant(row["audited_at"]),
        moved_to=row["moved_to"],
        moved_since=instant(row["moved_since"]),
        moves=row["moves"],
        cadence=row["cadence"],
        pace=row["pace"],
        conditions=_CONDITIONS.decode(row["conditions"]) if row["conditions"] else {},
    )
