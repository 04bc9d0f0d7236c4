"""UTF-8 that some program took for windows-1252 and wrote as UTF-8 once more: `Ã©` for `é`."""

from __future__ import annotations

import re
from itertools import islice

_RUNS = re.compile("[\x80-\u2122]{2,}")
"""What two or more bytes became: no character of windows-1252 is behind U+2122 (™)."""
_BYTES = {
    **{chr(code): code for code in range(128, 256)},
    **{
        bytes([code]).decode("cp1252"): code
        for code in range(128, 256)
        if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
    },
}
_LEADS = re.compile("[ÂÃÐÑÄÅà-ï][\x80-\u2122]")
_MIN_CHARACTERS = 3
_FIRST_RUNS = 12
_MIN_SHARE = 0.8
"""Of all runs: a page that is right somewhere says `Ã©` only where it speaks of the mistake."""
_MAX_RUNS = 20_000


def once_encoded(text: str) -> str | None:
    """Return `text` as it was meant, or None where it is not certain that it was encoded twice."""
    if _LEADS.search(text) is None:
        return None
    runs = [found[0] for found in islice(_RUNS.finditer(text), _MAX_RUNS + 1)]
    if len(runs) > _MAX_RUNS or not _are_twice(runs[:_FIRST_RUNS]) or not _are_twice(runs):
        return None
    return _RUNS.sub(lambda found: _once(found[0]) or found[0], text)


def _are_twice(runs: list[str]) -> bool:
    right = [once for run in runs if (once := _once(run)) is not None]
    return sum(map(len, right)) >= _MIN_CHARACTERS and len(right) >= _MIN_SHARE * len(runs)


def _once(run: str) -> str | None:
    """Return what the bytes that `run` shows say in UTF-8, or None if they say nothing in it."""
    try:
        return bytes(map(_BYTES.__getitem__, run)).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None
