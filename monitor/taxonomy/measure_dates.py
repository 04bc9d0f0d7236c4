"""The dates of a measure that a text states: announced, effective, until, comments close.

A date counts only with a cue beside it, in the order in which a language writes them; cues that
are words of every day (`until`, `from`) also need an instrument, a document or a stage in their
sentence. The words of the date itself are read by `monitor.dates`; one without a year is read
against the day of publication, forwards where it lies ahead. The day of publication itself is
never taken for one of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from monitor import dates
from monitor.model import DateReading, DateRole, MeasureDate
from monitor.taxonomy.cues import Marked, Span
from monitor.taxonomy.date_forms import Form, forms, written_dates
from monitor.text import sentence_starts

_BACK, _AHEAD = 64, 110
_CUE_WIDTH = 56
_MAX_DATES = 200
"""Dates looked at in one text: more is a table."""
_ROLES: tuple[DateRole, ...] = ("comments_close", "effective", "until", "announced")
"""In this order a date is claimed: a deadline for comments is no end of a measure."""
_HAS_YEAR = re.compile(r"(?:19|20)[0-9]{2}|[〇○零o一二三四五六七八九]{4}|令和|平成")
_ON_ANNOUNCEMENT = re.compile(
    r"(?:自|从)?(?:公布|发布|印发|公告)之?日起?|公布の日から|공포한 날부터|公布日起"
    r"|(?:date|day) of (?:its |the )?(?:promulgation|publication|issuance|announcement)"
)
_PAST = timedelta(days=75)
"""How far back a year-less date of effect may lie before it is next year's."""


class _Seen(NamedTuple):
    role: DateRole
    start: int
    """Of the words with their cue, in the folded text."""
    end: int
    reading: DateReading


def measure_dates(
    marked: Marked,
    contexts: Sequence[int] = (),
    *,
    published: datetime | None = None,
    language: str | None = None,
    timezone: str = "UTC",
) -> list[MeasureDate]:
    """Return the dates of one text, in reading order.

    `contexts` are the places of instruments, documents and stages in it, ascending; `published`
    the article's own date, without which dates without a year are left out.
    """
    if marked.is_empty or not any(role in marked.cues for role in _ROLES):
        return []
    reader = _Reader(marked, contexts, published, language, timezone)
    seen = sorted(reader.all(), key=lambda one: (one.start, one.end, one.role))
    found = []
    for one in seen:
        start, end = marked.whole.original(one.start, one.end)
        found.append(
            MeasureDate(
                role=one.role, date=one.reading.iso(), precision=one.reading.precision,
                field=marked.field, start=start, end=end, text=marked.text[start:end],
            )
        )  # fmt: skip
    return found


class _Reader:
    """Reads the dates of one text; each is claimed once."""

    def __init__(
        self,
        marked: Marked,
        contexts: Sequence[int],
        published: datetime | None,
        language: str | None,
        timezone: str,
    ) -> None:
        self._marked = marked
        self._contexts = contexts
        self._published = published
        self._language = language
        self._timezone = timezone
        self._starts = sentence_starts(marked.text)

    def all(self) -> Iterator[_Seen]:
        """Yield every date, in the order of roles, each place once."""
        claimed: set[int] = set()
        announced: DateReading | None = None
        for role in _ROLES:
            for place in self._dates(role):
                if place[0] in claimed:
                    continue
                form = self._form(role, place)
                reading = self._reading(place, role) if form else None
                if form is None or reading is None:
                    continue
                claimed.add(place[0])
                start, end = self._words(form, place)
                if role == "announced" and announced is None:
                    announced = reading
                yield _Seen(role, start, end, reading)
        if announced is not None:
            yield from self._on_announcement(announced)

    def _dates(self, role: DateRole) -> Iterator[Span]:
        """Yield the written dates near the cues of a role."""
        text = self._marked.whole.text
        # Only in Han are dates written without digits.
        windows = self._marked.numbered if text.isascii() else self._marked.windows
        count = 0
        for begin, stop in windows(role, _BACK, _AHEAD, in_folded=True):
            for place in written_dates(text, begin, stop):
                count += 1
                if count > _MAX_DATES:
                    return
                yield place

    def _form(self, role: DateRole, place: Span) -> Form | None:
        text = self._marked.whole.text
        sentence = self._sentence(place[0])
        if role == "comments_close" and not self._holds_cue(role, sentence):
            return None
        for form in forms(role):
            if form.needs_context and not self._has_context(sentence):
                continue
            if form.before and not form.before.search(
                text, max(0, place[0] - _CUE_WIDTH), place[0]
            ):
                continue
            if form.behind and not form.behind.match(text, place[1]):
                continue
            return form
        return None

    def _words(self, form: Form, place: Span) -> Span:
        """Return where the words stand, cue included."""
        text = self._marked.whole.text
        start, end = place
        if form.before and (cue := form.before.search(text, max(0, start - _CUE_WIDTH), start)):
            lead = len(cue[0]) - len(cue[0].lstrip(" \n."))
            start = min(cue.start() + lead, start)
        if form.behind and (cue := form.behind.match(text, end)):
            end = cue.end()
        return start, end

    def _sentence(self, place: int) -> Span:
        """Return the sentence, in the written text, of a place in the folded one."""
        start = self._marked.whole.original(place, place + 1)[0]
        number = bisect_right(self._starts, start)
        begin = self._starts[number - 1] if number else 0
        end = self._starts[number] if number < len(self._starts) else len(self._marked.text)
        return begin, end

    def _holds_cue(self, role: DateRole, sentence: Span) -> bool:
        return any(sentence[0] <= start < sentence[1] for start, _ in self._marked.cues[role])

    def _has_context(self, sentence: Span) -> bool:
        at = bisect_left(self._contexts, sentence[0])
        return at < len(self._contexts) and self._contexts[at] < sentence[1]

    def _reading(self, place: Span, role: DateRole) -> DateReading | None:
        start, end = self._marked.whole.original(*place)
        written = self._marked.text[start:end].rstrip(".,")
        has_year = _HAS_YEAR.search(self._marked.whole.text, *place) is not None
        if not has_year and self._published is None:
            return None
        reading = dates.read(
            written, timezone=self._timezone, now=self._published, language=self._language
        )
        if reading is None or reading.precision == "year":
            return None
        if has_year or self._published is None:
            return reading
        return _in_year(reading, self._published, role)

    def _on_announcement(self, announced: DateReading) -> Iterator[_Seen]:
        """Yield what takes effect on the day of its announcement, since that day is stated."""
        text = self._marked.whole.text
        for begin, stop in self._marked.windows("effective", _BACK, 60, in_folded=True):
            for words in _ON_ANNOUNCEMENT.finditer(text, begin, stop):
                yield _Seen("effective", words.start(), words.end(), announced)


def _in_year(reading: DateReading, published: datetime, role: DateRole) -> DateReading | None:
    """Return a year-less date in the year that is meant: ahead, but for what was announced."""
    if published.tzinfo is None or reading.at.tzinfo is None:
        return reading
    earliest = published - (timedelta(days=364) if role == "announced" else _PAST)
    if role in ("until", "comments_close"):
        earliest = published - timedelta(days=2)
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            at = reading.at.replace(year=year)
        except ValueError:  # 29 February
            continue
        if at >= earliest:
            return DateReading(at=at, precision=reading.precision, text=reading.text)
    return None
