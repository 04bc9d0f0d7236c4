"""Dates as sites print them, language by language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
    "listopada grudnia",
    "el": "Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου "
    "Οκτωβρίου Νοεμβρίου Δεκεμβρίου",
}
_DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "ru": "понедельник вторник среда четверг пятница суббота воскресенье",
    "pl": "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "el": "Δευτέρα Τρίτη Τετάρτη Πέμπτη Παρασκευή Σάββατο Κυριακή",
    "zh": "一 二 三 四 五 六 日",
    "ja": "月 火 水 木 金 土 日",
    "ko": "월 화 수 목 금 토 일",
}
_REIWA = date(2019, 5, 1)
_HANZI = str.maketrans("0123456789", "〇一二三四五六七八九")
_EAST = {"zh": "年月日", "ja": "年月日", "ko": "년월일"}


def _month(at: datetime, language: str) -> str:
    return _MONTHS[language].split()[at.month - 1]


def _weekday(at: datetime, language: str) -> str:
    return _DAYS[language].split()[at.weekday()]


def long(at: datetime, language: str) -> str:
    """Return the date in words: `17 May 2024`, `17. Mai 2024`, `2024年5月17日`."""
    if language in _EAST:
        year, month, day = tuple(_EAST[language])
        gap = " " if language == "ko" else ""
        return f"{at.year}{year}{gap}{at.month}{month}{gap}{at.day}{day}"
    month = _month(at, language)
    match language:
        case "de":
            return f"{at.day}. {month} {at.year}"
        case "es":
            return f"{at.day} de {month} de {at.year}"
        case "fr" if at.day == 1:
            return f"1er {month} {at.year}"
        case "ru":
            return f"{at.day} {month} {at.year} г."
        case _:
            return f"{at.day} {month} {at.year}"


def american(at: datetime, language: str) -> str:
    """Return `May 17, 2024` in English, the usual words elsewhere."""
    if language != "en":
        return long(at, language)
    return f"{_month(at, language)} {at.day}, {at.year}"


def short(at: datetime, language: str) -> str:
    """Return the month cut to three letters: `17 May 2024`, `Sept. 3, 2024`."""
    if language in _EAST or language in {"es", "ru", "el", "pl"}:
        return dotted(at, language)
    month = _month(at, language)[:3]
    return f"{month}. {at.day}, {at.year}" if language == "en" else f"{at.day}. {month} {at.year}"


def weekday(at: datetime, language: str) -> str:
    """Return the words with the day of the week."""
    name = _weekday(at, language)
    match language:
        case "zh":
            return f"{long(at, language)} 星期{name}"
        case "ja" | "ko":
            return f"{long(at, language)}({name})"
        case "en":
            return f"{name}, {_month(at, language)} {at.day}, {at.year}"
        case "fr" | "ru":
            return f"{name} {long(at, language)}"
        case _:
            return f"{name}, {long(at, language)}"


def dotted(at: datetime, language: str) -> str:
    """Return numbers in the order of the language: `17.05.2024`, `17/05/2024`, `2024.05.17`."""
    match language:
        case "zh" | "ja" | "ko":
            return f"{at:%Y.%m.%d}"
        case "de" | "ru" | "pl":
            return f"{at:%d.%m.%Y}"
        case "en":
            return f"{at:%Y/%m/%d}"
        case _:
            return f"{at:%d/%m/%Y}"


def padded(at: datetime, language: str) -> str:
    """Return the form of official notices: zeroes in East Asia, eras in Japan, words elsewhere."""
    match language:
        case "zh":
            return f"{at:%Y年%m月%d日}"
        case "ja":
            era, start = ("平成", 1988) if at.date() < _REIWA else ("令和", 2018)
            year = at.year - start
            return f"{era}{'元' if year == 1 else year}年{at.month}月{at.day}日"
        case "ko":
            return f"{at.year}. {at.month}. {at.day}."
        case _:
            return long(at, language)


def numerals(at: datetime, language: str) -> str:
    """Return `二〇二四年五月十七日` in Chinese, the form of notices elsewhere."""
    if language != "zh":
        return padded(at, language)
    return f"{str(at.year).translate(_HANZI)}年{_spelt(at.month)}月{_spelt(at.day)}日"


def _spelt(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, f"{'〇一二三'[tens]}十")
    return head + ("〇一二三四五六七八九"[ones] if ones else "")


def _ordinal(day: int) -> str:
    return "th" if day in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


FORMS: dict[str, Callable[[datetime, str], str]] = {
    "long": long,
    "american": american,
    "short": short,
    "weekday": weekday,
    "dotted": dotted,
    "padded": padded,
    "numerals": numerals,
    "iso": lambda at, _: f"{at:%Y-%m-%d}",
    "iso_minute": lambda at, _: f"{at:%Y-%m-%d %H:%M}",
    "iso_second": lambda at, _: f"{at:%Y-%m-%d %H:%M:%S}",
    "zoned": lambda at, _: at.isoformat(),
    "path": lambda at, _: f"{at:%Y/%m/%d}",
    "packed": lambda at, _: f"{at:%Y%m%d}",
    "clock": lambda at, _: f"{at:%H:%M}",
    "year": lambda at, _: f"{at:%Y}",
    "http": lambda at, _: f"{at:%a, %d %b %Y %H:%M:%S} +0000",
    "slashes": lambda at, _: f"{at.year}/{at.month}/{at.day}",
    "us": lambda at, _: f"{at.month}/{at.day}/{at.year}",
    "dashes": lambda at, _: f"{at:%d-%m-%Y}",
    "slashed": lambda at, _: f"{at:%d/%m/%Y}",
    "stops": lambda at, _: f"{at:%d.%m.%Y}",
    "little": lambda at, _: f"{at:%d.%m.%y}",
    "month_first": lambda at, _: f"{at:%m-%d-%Y}",
    "ordinal": lambda at, _: f"{_month(at, 'en')} {at.day}{_ordinal(at.day)}, {at.year}",
    "capitals": lambda at, language: american(at, language).upper(),
    "dense": lambda at, _: f"{at:%y.%m.%d}",
}
"""How a date may be printed, by the name that templates use."""
