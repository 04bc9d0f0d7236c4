"""Which addresses are wanted, in the notation of robots.txt.

`/news/*.html$`: a pattern begins where the path begins, `*` stands for any characters and `$`
for the end. A pattern that begins with http is for the whole address. Nothing else is special,
so that matching takes no more time than the pattern times the address: strangers write the
addresses. Source: RFC 9309, 2.2.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

_MAX_ADDRESS = 4000


def is_wanted(url: str, include: Sequence[str], exclude: Sequence[str]) -> bool:
    """Say whether an address matches one of `include`, if any are given, and none of `exclude`."""
    if not include and not exclude:
        return True
    shown = unquote(url[:_MAX_ADDRESS])
    parts = urlsplit(shown)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    def matches_one(patterns: Sequence[str]) -> bool:
        return any(_matches(shown if one.startswith("http") else path, one) for one in patterns)

    return (not include or matches_one(include)) and not matches_one(exclude)


def pattern_mistake(name: str, patterns: Sequence[str]) -> str | None:
    """Return what is wrong with patterns that nothing can match, or None."""
    for one in patterns:
        if not one.startswith(("/", "*", "http://", "https://")):
            return f'{name}: "{one}" matches nothing; begin with / or * or https://'
    return None


def _matches(text: str, pattern: str) -> bool:
    is_whole = pattern.endswith("$")
    first, *rest = unquote(pattern.removesuffix("$")).split("*")
    if not text.startswith(first):
        return False
    place = len(first)
    for index, part in enumerate(rest):
        if is_whole and index == len(rest) - 1:
            return text.endswith(part) and len(text) - len(part) >= place
        found = text.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return not is_whole or place == len(text)
