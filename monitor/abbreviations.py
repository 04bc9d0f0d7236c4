"""Where sentences end, and stops that end none: `the U.S. Department`, `Announcement No. 18`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SENTENCE_END = re.compile(
    # One set of first characters, so that all others are passed over at once.
    r"[.!?…。！？；\n](?:(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W_a-z])"
    r"|(?<=[。！？；])[”’」』）]*|(?<=\n)\n*)"
)
_STOPS = bytes(ord(".") if chr(code) in ".!?\n" else code for code in range(256))
"""What a sentence of ASCII may end with made one sign, which is looked for at a third the cost."""
_BEFORE_NAMES = frozenset(
    "mr mrs ms dr prof gen col sen rep gov st hon messrs vs e.g i.e cf".split()
)
"""Abbreviations that never end a sentence, without the last stop."""
_BEFORE_NUMBERS = frozenset(
    "no nos art arts sec secs para paras fig figs vol ch p pp reg regs approx ca"
    " jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
"""Words that are abbreviations only before a number: `No. 18`, but `He said no.`"""
_MAYBE_LAST = frozenset("inc co corp ltd llc plc bros dept govt etc".split())
_ABBREVIATIONS = _BEFORE_NAMES | _BEFORE_NUMBERS | _MAYBE_LAST
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")
"""`J`, `U.S`, `P.R.C`; they are capitals where they count."""
_OPENERS = frozenset(
    "a an after all and as at but by for he her his however if in it its last on our she since that"
    " the their there these they this those under we when while with".split()
)
"""Words that begin a sentence when written large after an abbreviation that may end one."""
_MAX_ABBREVIATION = 12
_LONGER_THAN_ANY = 7  # letters without a stop between them


def goes_on(text: str, stop: int, following: int) -> bool:
    """Say whether a sentence goes on because the stop before `stop` belongs to an abbreviation.

    `following`: where its next word, or the next sentence, would start.
    """
    if stop > _LONGER_THAN_ANY and text[stop - 1 - _LONGER_THAN_ANY : stop - 1].isalpha():
        return False
    if not (gap := text[stop:following]).isspace() or "\n" in gap or text[stop - 1] != ".":
        return False
    # Bounded looks to both sides, so that the time stays linear whatever the text.
    before = text[max(0, stop - 1 - _MAX_ABBREVIATION) : stop - 1].split()
    if not before or text[stop - 2].isspace():
        return False
    word = before[-1].lstrip("([\"'“‘")
    known = word.lower()
    is_initial = (len(word) == 1 or "." in word) and word.isupper() and _INITIALS.fullmatch(word)
    if known not in _ABBREVIATIONS and not is_initial:
        return False
    after = text[following : following + _MAX_ABBREVIATION].split()
    if not after:
        return False
    if known in _BEFORE_NAMES or (known in _BEFORE_NUMBERS and after[0][0].isdigit()):
        return True
    if known in _MAYBE_LAST or is_initial:
        return after[0].rstrip(",;:").lower() not in _OPENERS
    return False


def sentence_ends(text: str) -> Iterator[re.Match[str]]:
    """Yield what ends a sentence of `text`: its stop, quotes and the blanks behind them."""
    if not text.isascii():
        for end in _SENTENCE_END.finditer(text):
            if not goes_on(text, end.start() + 1, end.end()):
                yield end
        return
    stops = text.encode("ascii").translate(_STOPS)
    at = stops.find(b".")
    while at != -1:
        found = _SENTENCE_END.match(text, at)
        if found is not None and not goes_on(text, at + 1, found.end()):
            yield found
        at = stops.find(b".", found.end() if found is not None else at + 1)
