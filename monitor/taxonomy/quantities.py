"""Masses, shares and sums of money in a text, with multipliers applied.

It reads digits, not number words. A range (`1,020-1,060 yuan/kg`) is two quantities at one place,
its lower end with the unit of the upper. A price keeps what it is the price of: `USD/kg`.
Folding has made hyphens and slashes blanks; the written text tells them apart where it matters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from monitor.model import Field, Quantity
from monitor.taxonomy.units import (
    AFTER_CURRENCY,
    BARE,
    COMMA_MASSES,
    CURRENCIES,
    MASSES,
    MULTIPLIERS,
    PERCENT,
    SIGNS,
    alternatives,
    known,
)  # fmt: skip
from monitor.text import Folded, digit_shape, folded, holds_digit

_NUMBER = re.compile(
    # It begins with what its first character may be, so that all others are passed over at once.
    r"[0-9](?<![0-9.,].)(?:[0-9]{0,2}(?:(?:,[0-9]{3}){1,5}(?:\.[0-9]{1,9})?"
    r"|(?:\.[0-9]{3}){2,5}(?:,[0-9]{1,9})?|(?: [0-9]{3}){1,5}(?:[.,][0-9]{1,2})?)"
    r"|[0-9]{0,14}(?:\.[0-9]{1,9}|,[0-9]{1,2})?)(?![0-9])"
)
_YEN_OR_YUAN = "¥"
_KANA = re.compile("[\u3041-\u30ff]")
_SPACES = " \u00a0\u2009\u202f\u2007"
"""What may stand between groups of three digits; in folded text a hyphen is a blank, too."""


def _words(table: Iterable[str]) -> str:
    """Return an alternation, longer words first; those of letters end there, plural allowed."""
    parts = []
    for word in alternatives(table):
        last = word[-1]
        if last.isascii() and last.isalpha():
            parts.append(rf"{re.escape(word)}(?:es|s)?(?![a-z0-9])")
        elif "\u0400" <= last <= "\u04ff":
            parts.append(rf"{re.escape(word)}(?![а-яё])")
        elif last == "€":
            parts.append("€(?! ?[0-9])")  # else it is the sign of the next number
        else:
            parts.append(re.escape(word))
    return "|".join(parts)


_MULTIPLIER = re.compile(rf"[ ]?(?P<word>{_words(MULTIPLIERS)})")
_LETTER = re.compile(r"(?P<word>[kmb])(?![a-z0-9])")
_UNIT = re.compile(
    rf"[ ]{{0,2}}(?:of |de |d')?(?:(?P<mass>{_words(MASSES)})|(?P<share>{_words(PERCENT)})"
    rf"|(?P<money>{_words(CURRENCIES)}))"
)
_SIGN = re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, alternatives(SIGNS)))}|¥)[ ]?\Z")
_SIGN_WIDTH = 5
_SIGN_ENDS = "¥" + "".join(sorted({sign[-1] for sign in SIGNS}))
_NO_UNIT = "年月日号,.;:)]。、;\n년월일호"
"""What follows a number that counts nothing: most numbers are dates."""
_PER = re.compile(
    rf"[ ]{{0,3}}(?:per|a|each|pro|je|par|por|la|за|每)?[ ]?(?P<mass>{_words(MASSES)})"
)
_PER_BEFORE = re.compile(
    r"(?:每(?P<t>吨|公吨)|每(?P<kg>公斤|千克|kg)|(?P<tk>톤)당|(?P<kk>kg|킬로그램)당"
    r"|(?P<tj>トン)(?:当たり|あたり)|(?P<kj>kg|キロ)(?:当たり|あたり))[^0-9]{0,4}\Z"
)
_BASIS_AFTER = re.compile(
    r"[ ,]{0,2}(?:of |de |in |an )?[(]?(?:以|折合|折)?(?:total )?"
    r"(?:(?P<reo>t?reo(?![a-z])|rare earth oxides?\b"
    r"|稀土氧化物|seltenerdoxid|희토류 ?산화물|レアアース酸化物)|(?P<lce>lce\b|lithium carbonate "
    r"equivalent)"
    r"|(?:三氧化钨|wo3)(?:含量)?[ ]?(?P<wo3>[0-9]{2})?|(?P<before>[0-9]{2})% ?(?:wo3|三氧化钨))"
)
_BASIS_BEFORE = re.compile(r"(?:t?reo|rare earth oxides?|稀土氧化物)[) :,]{1,3}\Z")
_BASIS_WIDTH = 22
_RANGE = re.compile(r"(?:[ ]?[-\u2010-\u2015~\u301c\uff5e\u81f3][ ]?| to | bis | \u00e0 | a )\Z")
_LARGE_CURRENCY = 1000
_MAX_KEPT = 2000
"""Quantities kept of one text, the first: more is a table."""
_TEN_THOUSAND = 10_000


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
    if not holds_digit(whole.text):
        return []
    found = []
    for reading in islice(_readings(whole, text), _MAX_KEPT):
        start, end = whole.original(reading.start, reading.end)
        found.append(
            Quantity(
                value=reading.value, unit=reading.unit, basis=reading.basis, field=field,
                start=start, end=end, text=text[start:end],
            )
        )  # fmt: skip
    return found


def _readings(whole: Folded, original: str) -> Iterator[_Reading]:
    text = whole.text
    before: re.Match[str] | None = None
    end = 0
    for number in _numbers(whole, original):
        start = number.start()
        previous = text[start - 1] if start else " "
        if start < end or (
            previous.isascii()
            and previous.isalpha()
            and not _SIGN.search(text[max(0, start - _SIGN_WIDTH) : start])
        ):
            continue  # 1C902, SMM5: part of a code
        if _is_fraction(original, whole.original(start, number.end())[0]):
            continue  # 1/4, ¼: the digits read here are only its lower half
        reading = _reading(whole, original, number)
        if reading is None:
            before = number
            continue
        end = reading.end
        if before is not None and (low := _lower_end(whole, original, before, number, reading)):
            yield low
            reading = reading._replace(start=low.start)
        yield reading
        before = None


def _numbers(whole: Folded, original: str) -> Iterator[re.Match[str]]:
    """Yield the numbers; groups of three digits that a hyphen joins are numbers of their own."""
    at = 0
    shape = digit_shape(whole.text) if whole.text.isascii() else None
    while number := _next(whole.text, shape, at):
        blank = whole.text.find(" ", number.start(), number.end())
        if blank >= 0 and not _is_grouped(whole, original, number):
            number = _NUMBER.search(whole.text, number.start(), blank) or number
        yield number
        at = number.end()


def _next(text: str, shape: bytes | None, at: int) -> re.Match[str] | None:
    """Return the next number; `shape` is the digit shape of `text`, where it is ASCII."""
    if shape is None:
        return _NUMBER.search(text, at)
    while (at := shape.find(b"0", at)) != -1:
        if number := _NUMBER.match(text, at):
            return number
        at += 1
    return None


def _is_grouped(whole: Folded, original: str, number: re.Match[str]) -> bool:
    start, end = whole.original(number.start(), number.end())
    return all(c.isdigit() or c in _SPACES or c in ",." for c in original[start:end])


def _lower_end(
    whole: Folded, original: str, low: re.Match[str], high: re.Match[str], reading: _Reading
) -> _Reading | None:
    """Return the lower end of a range, with the multiplier and unit of the upper one.

    `25.8-262000 yuan / ton` is what machines make of 25.8-26.2万元: the lower end is 258,000.
    """
    start = whole.original(low.start(), low.end())[0]
    middle = whole.original(low.end() - 1, high.start() + 1)
    between = original[middle[0] + 1 : middle[1] - 1]
    if len(between) > 4 or not _RANGE.search(between):
        return None
    upper, lower = _value(high[0]), _value(low[0])
    if not upper or (low.start() and whole.text[low.start() - 1].isalpha()):
        return None
    value = lower * reading.value / upper
    if lower * _LARGE_CURRENCY < upper and "." in low[0] and reading.unit.startswith("CNY"):
        value = lower * _TEN_THOUSAND
    if value > reading.value or start < 0:
        return None
    return reading._replace(value=_exact(value), start=low.start())


def _is_fraction(text: str, start: int) -> bool:
    """Say whether the number at `start` is, or is the lower half of, a fraction."""
    above = text[max(0, start - 2) : start]
    return not text[start].isdigit() or (
        len(above) == 2 and above[1] in "/\u2044" and above[0].isdigit()
    )


def _value(written: str, *, comma: bool = False) -> float:
    """Return a number; `comma`: in a language in which `3.500` is three thousand five hundred."""
    digits = written.replace(" ", "")
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas and digits.rindex(",") > digits.rindex("."):
        return float(digits.replace(".", "").replace(",", "."))
    if commas == 1 and not dots and len(digits) - digits.index(",") != 4:
        return float(digits.replace(",", "."))
    if dots > 1 or (comma and dots == 1 and len(digits) - digits.index(".") == 4):
        return float(digits.replace(".", "").replace(",", "."))
    return float(digits.replace(",", ""))


def _reading(whole: Folded, original: str, number: re.Match[str]) -> _Reading | None:
    text, end = whole.text, number.end()
    factor, word = 1.0, ""
    sign = _sign(text, number.start())
    if sign is None and text[end : end + 1] in _NO_UNIT:
        return None
    if multiplier := _MULTIPLIER.match(text, end):
        word = known(multiplier["word"], MULTIPLIERS)
        factor, end = MULTIPLIERS[word], multiplier.end()
    elif sign is not None and (letter := _LETTER.match(text, end)):
        factor, end = AFTER_CURRENCY[letter["word"]], letter.end()
    unit = None if sign is not None else _UNIT.match(text, end)
    mass = known(unit["mass"], MASSES) if unit and unit["mass"] else ""
    value = _value(number[0], comma=mass.startswith(COMMA_MASSES)) * factor
    if sign is not None:
        currency, start = sign
        if not currency:
            currency = "JPY" if _KANA.search(original) else "CNY"
        return _priced(text, value, currency, start, end)
    if unit is None:
        return _Reading(_exact(value), "", None, number.start(), end) if word in BARE else None
    if unit["share"]:
        return _Reading(_exact(value), "%", None, number.start(), unit.end())
    if unit["money"]:
        currency = CURRENCIES[known(unit["money"], CURRENCIES)]
        return _priced(text, value, currency, number.start(), unit.end())
    tonnes = MASSES[mass]
    if mass == "mt" and original[slice(*whole.original(*unit.span("mass")))] == "Mt":
        tonnes = 1e6  # Mt is a million; mt is how traders write the metric ton
    basis = _basis(text, number.start(), unit.end())
    return _Reading(_exact(value * tonnes), "t", basis, number.start(), unit.end())


def _sign(text: str, start: int) -> tuple[str, int] | None:
    """Return the currency written before a number and where; "" for a yen or yuan sign."""
    if not start:
        return None
    last = text[start - 1] if text[start - 1] != " " else text[start - 2 : start - 1]
    if last not in _SIGN_ENDS or not last:
        return None
    begin = max(0, start - _SIGN_WIDTH)
    sign = _SIGN.search(text[begin:start])
    if sign is None:
        return None
    written = sign[0].strip()
    return "" if written == _YEN_OR_YUAN else SIGNS[written], begin + sign.start()


def _priced(text: str, value: float, currency: str, start: int, end: int) -> _Reading:
    per = _PER.match(text, end)
    if per is not None and text[end : per.start("mass")]:
        unit = "kg" if MASSES[known(per["mass"], MASSES)] < 1 else "t"
        return _Reading(_exact(value), f"{currency}/{unit}", None, start, per.end())
    ahead = _PER_BEFORE.search(text, max(0, start - 12), start)
    if ahead is not None:
        unit = "t" if ahead["t"] or ahead["tk"] or ahead["tj"] else "kg"
        return _Reading(_exact(value), f"{currency}/{unit}", None, ahead.start(), end)
    return _Reading(_exact(value), currency, None, start, end)


def _basis(text: str, start: int, end: int) -> str | None:
    after = _BASIS_AFTER.match(text, end)
    if after is not None:
        if after["reo"]:
            return "REO"
        if after["lce"]:
            return "LCE"
        grade = after["wo3"] or after["before"]
        return f"WO3 {grade}%" if grade else "WO3"
    near = text[max(0, start - _BASIS_WIDTH) : start]
    return "REO" if _BASIS_BEFORE.search(near) else None


def _exact(value: float) -> float:
    """Return `value` without the noise of a decimal multiplication (25.8 x 1e4)."""
    return float(f"{value:.12g}")
