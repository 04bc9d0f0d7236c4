"""The day that a printed string states, whatever words stand round it: `monitor.dates.stated`.

For strings that are known to be there for their date: a cell, a date line, an argument of a
filter. Not for finding out whether a line of an article is a date line; that is `read`'s.
"""

from __future__ import annotations

import re
from datetime import datetime

from monitor.dates.forms import Form, days_among_words
from monitor.dates.labels import OTHER_DATE_WORDS, UPDATE_WORDS
from monitor.dates.line import holds_any, plain
from monitor.dates.names import MONTHS
from monitor.dates.ranges import first_days
from monitor.dates.reader import Question, asked, cut, placed, says_year, whole
from monitor.dates.relative import take_span
from monitor.dates.stamps import read_stamp
from monitor.dates.yearless import day_within
from monitor.model import DateReading

_MONTH_NAMES = frozenset(MONTHS)
_MAX_LENGTH = 400
_MAX_SPAN_LENGTH = 80
_MAX_PARTS = 16
_NEAR = 28
_LONG_NUMBER = re.compile(r"\d{8}")
_NOT_A_DAY = re.compile(
    r"(?:(?<![^\W\d_])(?:no|nr|nos|num|ver|version|versie|versión|версия|v|tel|phone|fax|isbn|issn|doi"
    r"|hs|hts|cn|htsus|id|ref|model|article|art|section|sec|order|docket|cve|build|part|serial|sn|"
    r"patent|invoice|chapter|clause|kapitel|abschnitt|artikel|articulo|раздел|п|пп|release no)\.?"
    r"|[#§№$€£¥₽₩]|n°|版本|第|编号|編號|(?<![\d一二三四五六七八九十百零〇])[号號]|제|备|電話|电话|バージョン"
    r"|番号|버전)\s?[:]?\s?$"
)
"""What stands before numbers that are not a date; behind a number, 号 ends another one."""

_STREET = re.compile(
    r"(?<![^\W\d_])(?:calle|avenida|avda?|av|paseo|plaza|pza|glorieta|carrera|rua|praca|"
    r"rue|avenue|boulevard|blvd|bd|place|quai|passage|impasse|cours|square|street|road|metro|"
    r"via|viale|piazza|corso|strasse|str|straße|platz|allee|ufer|ring|estacion|station|colonia|"
    r"улица|улице|улицы|ул|площадь|площади|пл|проспект|проспекте|просп|пр|пр-т|переулок|пер|шоссе"
    r"|набережная|наб|бульвар|мкр)\.?\s?(?:de[ls]?|d[ue]s?|de la|der|des|vom|le|la)?\s?$"
)
"""What stands before a day that a street is called by: Avenida 9 de Julio, 1925."""

_BREAK = re.compile(
    r"\s*[|·•‧∙;,(){}\[\]【】「」/_=\"]\s*|\s+-+\s+|:\s|(?<=[\u3040-\u9fff\uac00-\ud7a3]):|丨|。"
)
_TIME = re.compile(r"\d{1,2}(?:[:h]\d\d)?(?::\d\d)?\s?(?:h|uhr|[ap]\.?m\.?|[a-z]{2,4})?")
_AUTHOR = re.compile(r"\s(?:by|von|par|por|from|in|автор)\s.*$")
_APPROXIMATE = re.compile(
    r"(?<!\w)(?:over|more than|less than|almost|nearly|mehr als|uber|fast|plus de|pres de|presque|"
    r"mas de|casi|более|больше|почти)(?!\w)|多|余|餘|以上"
)


def stated(
    text: str,
    *,
    timezone: str = "UTC",
    now: datetime | None = None,
    language: str | None = None,
) -> DateReading | None:
    """Return the date that a printed string states, or None: it states none.

    Wider than `monitor.dates.read`: any words may stand beside a whole date, the first of
    several that is not an update's or a deadline's is taken, a span of days gives its first, and
    days said from now may lie ahead (`tomorrow`), be a weekday alone (`Tuesday`), be counted in
    months (`3 months ago` is the same day of that month). Reads at most the first 400
    characters. The other arguments are as for `read`. Never raises.
    """
    shown = " ".join(text[: 2 * _MAX_LENGTH].split())[:_MAX_LENGTH]
    if not shown:
        return None
    if stamp := read_stamp(shown):
        return stamp
    question = asked(shown, timezone=timezone, now=now, language=language, wide=True)
    question = question._replace(line=first_days(question.line))
    if reading := whole(question):
        return reading
    if _LONG_NUMBER.search(shown):  # it was no date as a whole, and is none among words
        question = question._replace(line=first_days(plain(shown, compact=False)))
    if says_year(question.line):
        # A day without a year would be one beside a year that is not its own, or the rest of
        # an impossible date.
        question = question._replace(now=None)
    return _day_within(question) or _from_now(question) or _apart(question)


def _day_within(question: Question) -> DateReading | None:
    """Return the first whole day among the words; an update's or a deadline's comes last."""
    line = question.line
    forms = sorted(
        (form for form in days_among_words(line, question.habits) if _is_day(line, form)),
        key=lambda form: (form.start, -form.end),
    )
    if not forms:
        return None
    ends = [0, *(form.end for form in forms)]
    ranked = [
        (_is_other(line[end : form.start]), form) for end, form in zip(ends, forms, strict=False)
    ]
    form = min(ranked, key=lambda each: (each[0], each[1].start))[1]
    day = (form.year, form.month or 1, form.day or 1)
    # The year of the next date is no time of this one: 18 May 2014 - 04 Mar 2019.
    until = min((each.start for each in forms if each.start >= form.end), default=len(line))
    return placed(question, day, f"\x1f {line[form.end : min(until, form.end + _NEAR)]}")


def _is_day(line: str, form: Form) -> bool:
    before = line[max(0, form.start - _NEAR) : form.start]
    return _NOT_A_DAY.search(before) is None and _STREET.search(before) is None


def _is_other(label: str) -> bool:
    """Say whether a label dates an update or something else than the text."""
    return any(word in label for word in (*UPDATE_WORDS, *OTHER_DATE_WORDS))


def _from_now(question: Question) -> DateReading | None:
    """Return a day said from now, or without its year, in words that say it anywhere."""
    now, line = question.now, question.line
    if now is None:
        return None
    if len(line) <= _MAX_SPAN_LENGTH and not _APPROXIMATE.search(line):
        span = take_span(line, now)
        if span is not None and span.precision not in ("month", "year"):
            return cut(question.shown, span.at, span.precision)
    if form := day_within(line, now.date()):
        beside = line[form.end : form.end + _NEAR]
        return placed(question, (form.year, form.month or 1, form.day or 1), beside)
    return None


def _apart(question: Question) -> DateReading | None:
    """Return a date that stands apart from the other words: between marks, before an author."""
    parts = [part for part in _BREAK.split(question.line)[:_MAX_PARTS] if part]
    for part in [*parts, *(_AUTHOR.sub("", part) for part in parts)]:
        if part == question.line or (_TIME.fullmatch(part) and not holds_any(part, _MONTH_NAMES)):
            continue  # a clock time among words is today's only where nothing else is said
        reading = whole(question._replace(line=part))
        if reading is not None and reading.precision not in ("month", "year"):
            return reading
    return None
