"""Whether a look met what was there at the look before: if not, items in between may be lost."""

from __future__ import annotations

from monitor.outcome import Gathered, Reading

_LEAST_OF_A_GAP = 2
"""Items that must be new together: one new item in a feed of one is no gap."""
_MOST_PINNED, _LEAST_BELOW = 3, 5
"""Known items on top that are taken for pinned ones, where so many below them are all new."""

Progress = tuple[int, int]
"""Items met, each once, and items counted, at a moment of a look."""


class Overlap:
    """The items that the answers of a look have in common with what was known before."""

    def __init__(self, gathered: Gathered) -> None:
        """`gathered` is what the look has so far."""
        self._gathered = gathered
        self._is_window = False
        self._met: set[str] = set()
        """By identity, of all answers so far."""
        self._pinned = 0
        """Known items that stay on top whatever comes below them: they are no overlap."""

    def begin(self, first: Reading) -> None:
        """Note how the first answer of a look stands to those before."""
        self._is_window = first.parsed.is_window
        self._pinned = _pinned(first)

    def add(self, reading: Reading) -> None:
        """Note the items of an answer."""
        self._met.update(reading.identities)

    @property
    def may_have_lost(self) -> bool:
        """Whether nothing was known of what is shown: it may be only the newest of more."""
        return (
            self._is_window
            and not self._gathered.owes_pages
            and len(self._met) >= _LEAST_OF_A_GAP
            and self.known <= self._pinned
            and self._gathered.intake.new > 0  # copies alone: it has but given new links
        )

    @property
    def known(self) -> int:
        """How many of the items so far were known before this look."""
        return len(self._met) - self._gathered.intake.new - self._gathered.intake.copies

    @property
    def progress(self) -> Progress:
        """How far the look has come."""
        return len(self._met), self._gathered.intake.items

    def repeats(self, before: Progress) -> bool:
        """Say whether all that came since was met in this look: the server knows no pages."""
        met, items = before
        return len(self._met) == met and self._gathered.intake.items > items


def _pinned(reading: Reading) -> int:
    """Return how many known items stand on top of nothing but new ones; 0 if too many do.

    A list goes from new to old, so what is known stands at its end, unless it is pinned.
    """
    known = [key not in reading.changed for key in reading.identities]
    on_top = known.index(False) if False in known else 0
    is_pinned = on_top <= _MOST_PINNED and not any(known[on_top:])
    return on_top if is_pinned and len(known) - on_top >= _LEAST_BELOW else 0
