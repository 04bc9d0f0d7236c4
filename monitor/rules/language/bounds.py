"""Ranges of quantities and days: read, written and held against a value."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from math import isfinite

from monitor.rules.language.query import Amounts, Days
from monitor.rules.language.vocabulary import DATE_FACETS, QUANTITY
from monitor.taxonomy.entries import suggestion
from monitor.taxonomy.units import CURRENCIES, SIGNS

_RANGE = re.compile(r"[\[{]\s*(\S+)\s+TO\s+(\S+)\s*[\]}]")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_EXACT = 1e15
"""Whole numbers below it are floats exactly."""
_MONEY = sorted({*CURRENCIES.values(), *SIGNS.values()})
_UNITS = ("t", "%", *_MONEY, *(f"{one}/{mass}" for one in _MONEY for mass in ("kg", "t")))
"""As `monitor.taxonomy.quantities` states them: a rule about another would never be true."""
_Bound = tuple[str | None, str | None, bool, bool]
"""Low, high, whether low itself is out, whether high itself is."""


def ranged(name: str, unit: str, text: str) -> Amounts | Days | str:
    """Return the range of a field that stands as [LOW TO HIGH], VALUE or *; or what is wrong.

    A curly bracket leaves its bound out, * is no bound.
    """
    if text[:1] not in ("[", "{"):
        bound = None if text == "*" else text
        return _made(name, unit, (bound, bound, False, False))
    found = _RANGE.fullmatch(text)
    if found is None:
        return f"expected [LOW TO HIGH], found {text}"
    low, high = (None if bound == "*" else bound for bound in found.groups())
    # Without a bound there is nothing that the bracket could leave out.
    is_above, is_below = low is not None and text[0] == "{", high is not None and text[-1] == "}"
    return _made(name, unit, (low, high, is_above, is_below))


def compared(name: str, unit: str, sign: str, bound: str) -> Amounts | Days | str:
    """Return the range on one side of a bound, as >= LOW; or what is wrong."""
    if sign[0] == ">":
        return _made(name, unit, (bound, None, sign == ">", False))
    return _made(name, unit, (None, bound, False, sign == "<"))


def _made(name: str, unit: str, bound: _Bound) -> Amounts | Days | str:
    low, high, is_above, is_below = bound
    if name == QUANTITY:
        return _amounts(unit, bound)
    if unit:
        return f"{name} has no units"
    for one in (low, high):
        if one is not None and not _is_day(one):
            return f"expected days such as 2025-04-04, 2025-04 or 2025, found {one}"
    is_open = is_above or is_below
    if low and high and (low[: len(high)] > high or (is_open and low == high)):
        return f"the range from {low} to {high} is empty"
    return Days(DATE_FACETS[name], low, high, is_above, is_below)


def _amounts(unit: str, bound: _Bound) -> Amounts | str:
    low, high, is_above, is_below = bound
    if unit and unit not in _UNITS:
        hint = (
            suggestion(unit, _UNITS) or "; it knows t, %, USD and other currencies, USD/kg, USD/t"
        )
        return f"quantity: knows no unit {unit}{hint}"
    lowest, highest = _number(low), _number(high)
    if isinstance(lowest, str):
        return f"expected numbers for quantity:, found {lowest}"
    if isinstance(highest, str):
        return f"expected numbers for quantity:, found {highest}"
    if lowest is None or highest is None:
        return Amounts(unit or None, lowest, highest, is_above, is_below)
    if lowest > highest or (lowest == highest and (is_above or is_below)):
        return f"the range from {low} to {high} is empty"
    return Amounts(unit or None, lowest, highest, is_above, is_below)


def _number(text: str | None) -> float | str | None:
    """Return the number that a text says, or the text where it says none."""
    if text is None:
        return None
    try:
        number = float(text)
    except ValueError:
        return text
    return number + 0.0 if isfinite(number) else text  # no minus zero, which equals zero


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(f"{text}-01-01"[:10] if len(text) < 10 else text)
    except ValueError:
        return False
    return True


def written(node: Amounts | Days) -> str:
    """Return a range as a query has it."""
    if isinstance(node, Amounts):
        field = f"{QUANTITY}.{node.unit}" if node.unit else QUANTITY
        low, high = _figures(node.low), _figures(node.high)
    else:
        field, low, high = node.facet, node.low, node.high
    if low is None and high is None:
        return f"{field}:*"
    opening, closing = "{" if node.is_above else "[", "}" if node.is_below else "]"
    return f"{field}:{opening}{low or '*'} TO {high or '*'}{closing}"


def _figures(number: float | None) -> str | None:
    if number is None:
        return None
    return str(int(number)) if number == int(number) and abs(number) < _EXACT else repr(number)


def holds_amount(node: Amounts) -> Callable[[float, str], bool]:
    """Return what says whether a value with its unit is within bounds."""
    low, high = node.low, node.high

    def holds(value: float, unit: str) -> bool:
        if node.unit is not None and unit != node.unit:
            return False
        if low is not None and not (value > low if node.is_above else value >= low):
            return False
        return high is None or (value < high if node.is_below else value <= high)

    return holds


def holds_day(node: Days, stated: str) -> bool:
    """Say whether a date in ISO 8601, perhaps with a time or of a month only, is within bounds."""
    day = f"{stated}-01-01"[:10]
    if node.low is not None:
        part = day[: len(node.low)]
        if not (part > node.low if node.is_above else part >= node.low):
            return False
    if node.high is not None:
        part = day[: len(node.high)]
        return part < node.high if node.is_below else part <= node.high
    return True
