"""Words in braces that stand for values in a request: `{page}`, `{since}`, `{until:%Y%m%d}`.

A word of small letters directly between braces is one; every other brace, as in JSON, stands
for itself. A date may say after a colon how it is written: a strftime format, or `s` or `ms` for
Unix time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

TEMPLATE_WORDS = frozenset(
    "today since until year page offset cursor page_size".split(),
)

_WORD = re.compile(r"\{([a-z_]{1,40})(?::([^{}]{1,60}))?\}")
_UNITS = {"s": 1, "ms": 1000}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Value = str | int | datetime

SAMPLE: Mapping[str, Value] = {
    "today": _EPOCH,
    "since": _EPOCH,
    "until": _EPOCH,
    "year": 1970,
    "page": 1,
    "offset": 0,
    "cursor": "",
    "page_size": 1,
}
"""Values to try a template with."""


def words_in(template: str) -> dict[str, str]:
    """Return the words of `template`, each with its format or ""."""
    return {found[1]: found[2] or "" for found in _WORD.finditer(template)}


def filled(template: str, values: Mapping[str, Value], date_format: str) -> str:
    """Return `template` with its words replaced; unknown words stay as they are."""

    def written(found: re.Match[str]) -> str:
        value = values.get(found[1])
        if value is None:
            return found[0]
        if isinstance(value, datetime):
            return _date(value, found[2] or date_format)
        return str(value)

    return _WORD.sub(written, template)


def _date(value: datetime, style: str) -> str:
    if style in _UNITS:
        return str(int((value - _EPOCH).total_seconds()) * _UNITS[style])
    return value.strftime(style)
