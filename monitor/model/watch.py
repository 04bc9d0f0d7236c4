"""What is known of a source from looking at it: its looks, its state, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from monitor.model.item import Validators

Outcome = Literal["new", "unchanged", "not-modified", "failed"]

ConditionKind = Literal[
    "failing",  # several looks in a row failed
    "gone",  # 410: the server says that it will not come back
    "moved",  # permanently redirected for so long that the new address is used
    "partial",  # parts, files or most article pages could not be had, though the rest could
    "silent",  # nothing new for longer than its own rhythm explains
    "drift",  # selectors or fields find nothing any more: the page was rebuilt
    "gap",  # nothing of the last look was there any more: items in between may be lost
    "validators",  # the server said «not modified» of what it had modified
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at a source, as logged; `cause` and `fact` are None where it succeeded."""

    source: str
    looked_at: datetime
    outcome: Outcome
    cause: str | None = None
    """A `FetchCause`, `parse`, or `layout` where selectors found nothing on the page."""
    fact: str | None = None
    bytes: int = 0
    items: int = 0
    new: int = 0
    edited: int = 0
    copies: int = 0
    took: timedelta = timedelta(0)
    due_at: datetime | None = None
    """When the next look was due, as decided after this one."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that is the matter with a source, until a look shows that it is over."""

    since: datetime
    fact: str
    told: bool = False
    """False while it may still turn out to be a hiccup."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """A source as it stands; instants are None where it never happened."""

    name: str
    address: str
    """The kind and place that all this was learnt of."""
    enabled: bool = True
    due_at: datetime
    baseline_at: datetime | None = None
    """When its first sight was complete; until then what it holds is not news."""
    validators: Validators = Validators()
    failures: int = 0
    """Looks that failed since the last that did not."""
    cause: str | None = None
    fact: str | None = None
    failing_since: datetime | None = None
    looked_at: datetime | None = None
    succeeded_at: datetime | None = None
    last_new_at: datetime | None = None
    """When it last held something that it had not before."""
    audited_at: datetime | None = None
    """When it was last fetched without validators."""
    moved_to: str | None = None
    """Where its permanent redirect leads."""
    moved_since: datetime | None = None
    moves: int = 0
    """Looks in a row that were led there."""
    cadence: str = ""
    """What was learned of its rhythm; see `monitor.cadence`."""
    pace: float = 0.0
    """Looks a day that its rhythm asks for at the pressure 1; see `monitor.polling`."""
    conditions: Mapping[ConditionKind, Condition] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Word that a condition began or ended, for whoever operates Monitor."""

    source: str
    kind: ConditionKind
    began: bool
    since: datetime
    at: datetime
    fact: str
