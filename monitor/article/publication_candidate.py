"""One possible date of publication, and how a page's own language and zone read one.

Everything that is found becomes a `Candidate`; which of them is the publication is decided in
`monitor.article.publication`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from monitor import dates
from monitor.article.publication_spans import Span, reading_of, spans
from monitor.article.publication_words import Kind, folded
from monitor.model import DateOrigin, DateReading

_OLDEST = 1990
"""Before the web; such a date is a default value of some database."""
_EASTMOST, _WESTMOST = 10, 12
"""Hours of UTC at which it may be tomorrow in the east, and yesterday in the west."""
_MAX_WRITTEN = 80
"""Characters of a machine's date, with zone and all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A date that may be the one of publication."""

    day: date
    """As printed, in its own zone."""
    reading: DateReading
    origin: DateOrigin
    kind: Kind
    weight: float
    """How often such a place tells the day of publication, 0 to 10."""
    other: date | None = None
    """The day that the same digits mean to people who write the month elsewhere."""
    universal: bool = False
    """Stated in UTC with its time, as machines do: the page may show a neighbouring day."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How the page writes its dates."""

    timezone: str
    """IANA name; of dates without a zone."""
    language: str | None = None
    """ISO 639-1."""
    day_first: bool | None = None
    """Of numbers alone; None: not known."""
    now: datetime | None = None
    notes: list[str] = field(default_factory=list, compare=False)
    """What was found and could not be believed, one phrase each; added to while reading."""

    def machine(
        self,
        written: str,
        origin: DateOrigin,
        kind: Kind,
        weight: float,
        shown: str | None = None,
    ) -> Candidate | None:
        """Return the candidate of a value that a machine wrote, or None: no date of our age.

        `shown` is the text kept as what it was read from, where that is not `written`.
        """
        written = written.strip()
        if not 4 <= len(written) <= _MAX_WRITTEN or not any(map(str.isdigit, written)):
            return None
        reading = dates.read(written, timezone=self.timezone, language=self._order())
        if reading is not None:
            if shown is not None:
                reading = replace(reading, text=shown)
            return self.candidate(reading, origin, kind, weight)
        line = folded(written)
        for span in spans(line, day_first=self.day_first, language=self.language):
            return self.printed(line, span, written, origin, kind, weight)
        return None

    def printed(
        self, line: str, span: Span, shown: str, origin: DateOrigin, kind: Kind, weight: float
    ) -> Candidate | None:
        """Return the candidate of a day printed in the folded `line`; `shown` is its text."""
        found = self.candidate(reading_of(line, span, shown, self.timezone), origin, kind, weight)
        return replace(found, other=span.other) if found and span.other else found

    def candidate(
        self, reading: DateReading, origin: DateOrigin, kind: Kind, weight: float
    ) -> Candidate | None:
        """Return `reading` as a candidate, or None where its year cannot be."""
        if reading.at.year < _OLDEST:
            self.notes.append("absurd date")
            return None
        timed = reading.precision in ("hour", "minute", "second")
        universal = timed and not reading.at.utcoffset() and _in_utc(reading.text, origin)
        return Candidate(
            day=reading.at.date(),
            reading=reading,
            origin=origin,
            kind=kind,
            weight=weight,
            universal=universal,
        )

    def is_future(self, day: date) -> bool:
        """Say whether `day` lies after tomorrow; False where now is not known."""
        return self.now is not None and day > self.now.date() + timedelta(days=1)

    def is_today(self, day: date) -> bool:
        """Say whether `day` is that of the visit, here or in a neighbouring zone."""
        return self.now is not None and abs(day - self.now.date()) <= timedelta(days=1)

    def _order(self) -> str | None:
        """Return the language whose order of day and month is this page's."""
        if self.day_first is None or self.language not in (None, "en"):
            return self.language
        return "fr" if self.day_first else self.language


def _in_utc(text: str, origin: DateOrigin) -> bool:
    """Say whether a time without an offset of its own may be one of UTC, as machines state it."""
    upper = text.upper()
    return origin in ("meta", "json_ld", "script") or (
        upper.endswith(("Z", "+00:00", "+0000", "GMT", "UTC")) or upper.isdigit()
    )


def may_be(candidate: Candidate, day: date) -> bool:
    """Say whether a time in UTC may be one of the neighbouring `day` where the page is read."""
    if not candidate.universal or abs(day - candidate.day) != timedelta(days=1):
        return False
    hour = candidate.reading.at.hour
    return hour >= _EASTMOST if day > candidate.day else hour < _WESTMOST


def exact(candidate: Candidate) -> bool:
    """Say whether the day is known."""
    return dates.exact_to_day(candidate.reading)
