"""Masses, shares and sums of money in a text, with multipliers applied.

It reads digits, not number words, and gives the last number of a range. A price keeps what
it is the price of: its unit is `USD/kg`. Folding has made hyphens and slashes blanks.
Source of the written forms: trade press and ministry notices.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from monitor.model import Field, Quantity
from monitor.text import Folded, folded, holds_digit

_NUMBER = re.compile(
    # It begins with what its first character may be, so that all others are passed over at once.
    r"[0-9](?<![0-9.,].)(?:[0-9]{0,2}(?:,[0-9]{3}){1,5}|[0-9]{0,14})(?:\.[0-9]{1,9})?(?![0-9])"
)
_MULTIPLIERS = {
    "thousand": 1e3, "million": 1e6, "mln": 1e6, "mn": 1e6, "billion": 1e9, "bln": 1e9,
    "bn": 1e9, "trillion": 1e12, "trn": 1e12, "crore": 1e7, "lakh": 1e5,
    "百万亿": 1e14, "万亿": 1e12, "千亿": 1e11, "百亿": 1e10, "亿": 1e8,
    "千万": 1e7, "百万": 1e6, "万": 1e4, "千": 1e3, "만": 1e4, "억": 1e8,
}  # fmt: skip
_AFTER_CURRENCY = {"k": 1e3, "m": 1e6, "b": 1e9}
"""Single letters are multipliers only where a currency sign stands before the number."""
_BARE = {"million", "billion", "bln", "trillion", "亿", "万亿", "千亿", "百亿"}
"""Multipliers that make a quantity without a unit."""
_MASSES = {
    "metric tonne": 1.0, "metric ton": 1.0, "tonne": 1.0, "ton": 1.0, "mt": 1.0, "kt": 1e3,
    "t": 1.0, "kilogram": 1e-3, "kg": 1e-3, "公吨": 1.0, "吨": 1.0, "千吨": 1e3,
    "公斤": 1e-3, "千克": 1e-3, "トン": 1.0, "톤": 1.0,
}  # fmt: skip
_PERCENT = {"%", "percent", "per cent", "pct", "퍼센트", "パーセント"}
_CURRENCIES = {
    "u.s. dollar": "USD", "us dollar": "USD", "dollar": "USD", "usd": "USD", "美元": "USD",
    "달러": "USD", "ドル": "USD", "chinese yuan": "CNY", "yuan": "CNY",
    "rmb": "CNY", "cny": "CNY",
    "renminbi": "CNY", "元人民币": "CNY", "元": "CNY", "人民币": "CNY", "euro": "EUR",
    "eur": "EUR", "欧元": "EUR", "yen": "JPY", "jpy": "JPY", "日元": "JPY", "円": "JPY",
    "won": "KRW", "韩元": "KRW", "원": "KRW", "rupee": "INR", "卢比": "INR", "pound": "GBP",
    "英镑": "GBP", "港元": "HKD", "澳元": "AUD",
}  # fmt: skip
_SIGNS = {
    "us$": "USD", "usd": "USD", "$": "USD", "a$": "AUD", "aud": "AUD", "c$": "CAD",
    "cad": "CAD",
    "hk$": "HKD", "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP", "rmb": "CNY",
    "cny": "CNY",
    "cn¥": "CNY", "jpy": "JPY", "₹": "INR", "rs": "INR", "rs.": "INR", "₩": "KRW", "krw": "KRW",
}  # fmt: skip
_YEN_OR_YUAN = "¥"
_KANA = re.compile("[\u3041-\u30ff]")


def _words(table: Iterable[str]) -> str:
    """Return an alternation, longer words first; Latin words end there, plural allowed."""
    parts = [
        rf"{re.escape(word)}(?:es|s)?(?![a-z0-9])" if word[-1].isascii() and word != "%"
        else re.escape(word)
        for word in sorted(table, key=len, reverse=True)
    ]  # fmt: skip
    return "|".join(parts)


_MULTIPLIER = re.compile(rf"[ ]?(?P<word>{_words(_MULTIPLIERS)})")
_LETTER = re.compile(r"(?P<word>[kmb])(?![a-z0-9])")
_UNIT = re.compile(
    rf"[ ]{{0,2}}(?:of )?(?:(?P<mass>{_words(_MASSES)})|(?P<share>{_words(_PERCENT)})"
    rf"|(?P<money>{_words(_CURRENCIES)}))"
)
_SIGN = re.compile(
    rf"(?<![a-z])(?:{'|'.join(map(re.escape, sorted(_SIGNS, key=len, reverse=True)))}|¥)[ ]?\Z"
)
_SIGN_WIDTH = 5
_PER = re.compile(rf"[ ]{{0,3}}(?:per|a|each|每)?[ ]?(?P<mass>{_words(_MASSES)})")
_BASIS_AFTER = re.compile(
    r"[ ]?(?:of )?[(]?(?:以)?(?:(?P<reo>t?reo\b|rare earth oxides?\b|(?:折)?稀土氧化物)"
    r"|(?:三氧化钨|wo3)[ ]?(?P<wo3>[0-9]{2})?|(?P<before>[0-9]{2})% ?(?:wo3|三氧化钨))"
)
_BASIS_BEFORE = re.compile(r"(?:t?reo|rare earth oxides?|稀土氧化物)[ :,]{1,2}\Z")
_BASIS_WIDTH = 22


class _Reading(NamedTuple):
    value: float
    unit: str
    basis: str | None
    start: int
    end: int


def quantities(field: Field, text: str) -> list[Quantity]:
    """Return the quantities of one text, in reading order.

    Masses are in tonnes; money keeps its currency, a bare `$` is taken as US dollars.
    """
    whole = folded(text)
    found = []
    for reading in _readings(whole, text):
        start, end = whole.original(reading.start, reading.end)
        found.append(
            Quantity(
                value=reading.value,
                unit=reading.unit,
                basis=reading.basis,
                field=field,
                start=start,
                end=end,
                text=text[start:end],
            )
        )
    return found


def _readings(whole: Folded, original: str) -> Iterator[_Reading]:
    text = whole.text
    if not holds_digit(text):
        return
    for number in _NUMBER.finditer(text):
        before = text[max(0, number.start() - _SIGN_WIDTH) : number.start()]
        if before and before[-1].isascii() and before[-1].isalpha() and not _SIGN.search(before):
            continue  # SMM5, 1C902: part of a code
        if _is_fraction(original, whole.original(number.start(), number.end())[0]):
            continue  # 1/4, ¼: the digits read here are only its lower half
        reading = _reading(whole, original, number)
        if reading is not None:
            yield reading


def _is_fraction(text: str, start: int) -> bool:
    """Say whether the number at `start` is, or is the lower half of, a fraction."""
    above = text[max(0, start - 2) : start]
    return not text[start].isdigit() or (
        len(above) == 2 and above[1] in "/\u2044" and above[0].isdigit()
    )


def _reading(whole: Folded, original: str, number: re.Match[str]) -> _Reading | None:
    text = whole.text
    value = float(number[0].replace(",", ""))
    end = number.end()
    sign = _sign(text, number.start())
    multiplier = _MULTIPLIER.match(text, end)
    word = ""
    if multiplier is not None:
        word = _known(multiplier["word"], _MULTIPLIERS)
        value, end = value * _MULTIPLIERS[word], multiplier.end()
    elif sign is not None and (letter := _LETTER.match(text, end)):
        value, end = value * _AFTER_CURRENCY[letter["word"]], letter.end()
    if sign is not None:
        currency, start = sign
        if not currency:
            currency = "JPY" if _KANA.search(original) else "CNY"
        return _priced(text, value, currency, start, end)
    unit = _UNIT.match(text, end)
    if unit is None:
        if word in _BARE:
            return _Reading(_exact(value), "", None, number.start(), end)
        return None
    if unit["share"]:
        return _Reading(_exact(value), "%", None, number.start(), unit.end())
    if unit["money"]:
        currency = _CURRENCIES[_known(unit["money"], _CURRENCIES)]
        return _priced(text, value, currency, number.start(), unit.end())
    mass = _MASSES[_known(unit["mass"], _MASSES)]
    if unit["mass"] == "mt" and original[slice(*whole.original(*unit.span("mass")))] == "Mt":
        mass = 1e6  # Mt is a million; mt is how traders write the metric ton
    basis = _basis(text, number.start(), unit.end())
    return _Reading(_exact(value * mass), "t", basis, number.start(), unit.end())


def _sign(text: str, start: int) -> tuple[str, int] | None:
    """Return the currency written before a number and where; "" for a yen or yuan sign."""
    begin = max(0, start - _SIGN_WIDTH)
    sign = _SIGN.search(text[begin:start])
    if sign is None:
        return None
    written = sign[0].strip()
    return "" if written == _YEN_OR_YUAN else _SIGNS[written], begin + sign.start()


def _priced(text: str, value: float, currency: str, start: int, end: int) -> _Reading:
    per = _PER.match(text, end)
    if per is None or text[end : per.start("mass")] == "":
        return _Reading(_exact(value), currency, None, start, end)
    mass = _known(per["mass"], _MASSES)
    unit = "kg" if _MASSES[mass] < 1 else "t"
    return _Reading(_exact(value), f"{currency}/{unit}", None, start, per.end())


def _basis(text: str, start: int, end: int) -> str | None:
    after = _BASIS_AFTER.match(text, end)
    if after is not None:
        if after["reo"]:
            return "REO"
        grade = after["wo3"] or after["before"]
        return f"WO3 {grade}%" if grade else "WO3"
    near = text[max(0, start - _BASIS_WIDTH) : start]
    return "REO" if _BASIS_BEFORE.search(near) else None


def _known(written: str, table: dict[str, float] | dict[str, str]) -> str:
    """Return the table's form of a word that may carry a plural ending."""
    if written in table:
        return written
    return written[:-1] if written[:-1] in table else written[:-2]


def _exact(value: float) -> float:
    """Return `value` without the noise of a decimal multiplication (25.8 x 1e4)."""
    return float(f"{value:.12g}")
