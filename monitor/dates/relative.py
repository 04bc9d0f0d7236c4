"""Dates said from now: 2 hours ago, yesterday, vor 2 Stunden, 昨天, 3시간 전, in 3 Tagen."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple

from monitor.dates.line import holds_any
from monitor.dates.names import COUNTS, DAY_WORDS, SPANS_IN_WORDS, UNITS
from monitor.dates.numerals import small
from monitor.model import Precision

_UNIT = rf"(?:{'|'.join(sorted(map(re.escape, UNITS), key=len, reverse=True))})"
_COUNTED = sorted(COUNTS, key=len, reverse=True)
_COUNT = (
    rf"(?P<count>\d{{1,4}}|(?:{'|'.join(w for w in _COUNTED if ord(w[0]) < 0x3000)})(?![^\W\d_])|"
    rf"{'|'.join(w for w in _COUNTED if ord(w[0]) > 0x3000)}|[一二三四五六七八九十]{{1,3}})"
)
_SPAN = (
    rf"{_COUNT}\s?(?P<unit>{_UNIT})(?![a-zа-я])\.?"
    rf"(?:,?\s?(?:and |et |und |y |и )?(?P<more>\d{{1,2}})\s?(?P<part>{_UNIT})(?![a-zа-я])\.?)?"
)
_BACK = (
    rf"(?<!\w){_SPAN}\s?(?:ago|earlier|назад|以?前|之前|전)(?!\w)",
    rf"(?<!\w)(?:vor|il y a|hace|ha)\s{_SPAN}(?!\w)",
    r"(?<!\w)(?P<unit>часа?|минуту|неделю|месяц|год|день)\sназад(?!\w)",
    # Signs that follow without a space: 发布于3小时前, 最終更新3日前
    rf"(?<=[\u3040-\u9fff]){_SPAN}\s?[以之]?前(?!\w)",
    rf"(?<!\w){_SPAN}\s?前(?:に\s?)?(?=更新|公開|投稿|配信|掲載|发布|發布|发表)",
)
_AHEAD = (
    rf"(?<!\w)(?:in|dans|dentro de|en|через)\s{_SPAN}(?!\w)",
    rf"(?<!\w){_SPAN}\s?(?:from now|from today|以?后|以?後|之后|之後|후|뒤)(?!\w)",
)
_MAY_BE_SPAN = re.compile("ago|earlier|назад|前|전|vor |il y a|hace |ha ")
_MAY_BE_AHEAD = re.compile("in |dans |dentro|en |через |from|后|後|후|뒤")
_ABOUT = re.compile(
    r"(?<!\w)(?:about|around|approx(?:imately|\.)?|roughly|circa|ca\.|etwa|rund|ungefahr|environ|"
    r"около|примерно|aproximadamente|약|約|约|大约|大約|[~≈])\s?"
)
_NOW = re.compile(
    r"(?<!\w)(?:just now|right now|(?:a )?(?:few )?moments? ago|"
    r"(?:(?:a )?few )?(?:seconds|minutes) ago|gerade eben|gerade|soeben|eben|"
    r"vor (?:wenigen|einigen|ein paar) (?:minuten|sekunden|augenblicken)|a l'instant|"
    r"il y a quelques (?:minutes|secondes|instants)|ahora mismo|ahora|"
    r"hace (?:unos |pocos )(?:minutos|segundos|instantes)|hace instantes|"
    r"hace un (?:momento|rato|instante)|"
    r"только что|несколько (?:минут|секунд) назад)(?!\w)|"
    r"刚刚|剛剛|刚才|剛才|たった今|たったいま|さきほど|先ほど|さっき|[几幾数數][分秒][钟鐘]?前|"
    r"방금(?:\s?전)?|조금 전|몇 분 전"
)
_IN_WORDS = re.compile("|".join(sorted(SPANS_IN_WORDS, key=len, reverse=True)))
_LONGEST = sorted(DAY_WORDS, key=len, reverse=True)
_LETTERED = "|".join(word for word in _LONGEST if ord(word[0]) < 0x3000)
_SIGNED = "|".join(word for word in _LONGEST if ord(word[0]) > 0x3000)
_DAY = re.compile(rf"(?<![^\W\d_])(?:{_LETTERED})(?![^\W\d_])|(?:{_SIGNED})")
_DAY_SIGNED = re.compile(_SIGNED)
_DAY_WORDS = frozenset(re.findall(r"[^\W\d_]+", _LETTERED))
_NOW_WORDS = frozenset(
    "now moment moments seconds minutes gerade soeben eben wenigen einigen paar instant quelques"
    " ahora hace только несколько".split()
)
_SPANS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
_PRECISION: dict[str, Precision] = {
    "second": "minute",
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "week": "day",
    "month": "month",
    "year": "year",
}
_MAX_YEARS = 100


class Span(NamedTuple):
    """The instant that a distance from now means, how exact it is, the line without it."""

    at: datetime
    precision: Precision
    rest: str


def take_span(text: str, now: datetime) -> Span | None:
    """Return what «N units ago» says; None: it is not in `text`."""
    return _span(_counted(text), now, _BACK, -1) if _MAY_BE_SPAN.search(text) else None


def take_now(text: str, now: datetime) -> Span | None:
    """Return `now` where `text` says «just now»; None: it does not."""
    found = _NOW.search(text) if not text.isascii() or holds_any(text, _NOW_WORDS) else None
    return Span(now, "minute", _without(text, found)) if found else None


def take_span_ahead(text: str, now: datetime) -> Span | None:
    """Return what «in N units» says; None: it is not in `text`."""
    return _span(_counted(text), now, _AHEAD, 1) if _MAY_BE_AHEAD.search(text) else None


def take_day(text: str, now: datetime) -> tuple[int, str] | None:
    """Return the distance in days that «today» or «yesterday» means and the rest of `text`."""
    if not (holds_any(text, _DAY_WORDS) or _DAY_SIGNED.search(text)):
        return None
    if found := _DAY.search(text):
        return DAY_WORDS[found[0]], _without(text, found)
    return None


def _counted(text: str) -> str:
    """Return `text` with half hours and pairs of days as counts of units, without «about»."""
    text = _IN_WORDS.sub(lambda found: SPANS_IN_WORDS[found[0]], text)
    return _ABOUT.sub("", text)


@cache
def _compiled(forms: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Return `forms` compiled; a run that meets no such words need not wait for it."""
    return tuple(map(re.compile, forms))


def _span(text: str, now: datetime, forms: tuple[str, ...], direction: int) -> Span | None:
    for form in _compiled(forms):
        if found := form.search(text):
            groups = found.groupdict()
            unit = UNITS[groups["unit"]]
            at = _moved(now, direction * _number(groups.get("count") or "1"), unit)
            if at is not None and groups.get("more"):
                at = _moved(at, direction * int(groups["more"]), UNITS[groups["part"]])
            return Span(at, _PRECISION[unit], _without(text, found)) if at else None
    return None


def _number(count: str) -> float:
    if count.isdecimal():
        return int(count)
    return COUNTS[count] if count in COUNTS else small(count)


def _moved(now: datetime, count: float, unit: str) -> datetime | None:
    """Return `now` moved by whole units of the calendar; None: by more than a century."""
    if unit in _SPANS:
        span = _SPANS[unit] * count
        return now + span if abs(span) < timedelta(days=365 * _MAX_YEARS) else None
    months = count * (12 if unit == "year" else 1)
    if abs(months) > 12 * _MAX_YEARS or months != int(months):
        return None
    year, month = divmod(now.year * 12 + now.month - 1 + int(months), 12)
    last = monthrange(year, month + 1)[1]
    return now.replace(year=year, month=month + 1, day=min(now.day, last))


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"
