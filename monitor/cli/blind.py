"""What cannot be seen, in lines that a person reads: many sources with one reason share a line."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.errors import without_address

NAMED = 3
"""Sources named one by one for each reason."""


def reason(cause: str | None, fact: str | None) -> str:
    """Return why a look failed, without the address, which the source's name stands for."""
    return f"{cause}: {without_address(fact or '')}"


def together(named: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return (names, reason) of (name, reason); many with one reason are in one row."""
    by_reason: dict[str, list[str]] = {}
    for name, why in named:
        by_reason.setdefault(why, []).append(name)
    rows = []
    for why, names in by_reason.items():
        if len(names) <= NAMED:
            rows += [(name, why) for name in names]
        else:
            rows.append((f"{', '.join(names[:NAMED])} and {len(names) - NAMED:,} more", why))
    return rows
