"""What a name of the taxonomy may not be: empty once it is folded, or a letter or two."""

from __future__ import annotations

from monitor.terms import folded_term
from monitor.text import is_cjk

_MIN_LETTERS = 3


def is_empty(name: str) -> bool:
    """Say whether nothing of `name` is left once it is folded."""
    return not begins_well(name, 1) and not folded_term(name)


def is_too_short(name: str) -> bool:
    """Say whether `name` is one or two letters, which are words in some language."""
    if begins_well(name, _MIN_LETTERS):
        return False
    key = folded_term(name)
    return len(key) < _MIN_LETTERS and key.isalpha() and not is_cjk(key[0])


def begins_well(name: str, letters: int) -> bool:
    """Say whether `name` begins with so many letters that folding leaves letters, or with Han.

    So nearly no name need be folded to be checked.
    """
    start = name[:letters]
    if start.isascii():
        return start.isalnum() and len(start) == letters
    return "\u4e00" <= start[0] <= "\u9fff" or (
        len(start) == letters and min(start) >= "\u0410" and max(start) <= "\u044f"
    )
