"""Letters that look like others, and letters written in pieces: made what they are read as.

A word of Latin letters among which some are Cyrillic or Greek reads as Latin and is found by
nothing; `e` with a separate accent reads as `é`. Both come from careless software as much as
from those who want to pass unseen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_CYRILLIC = {
    "а": "a", "с": "c", "ԁ": "d", "е": "e", "һ": "h", "і": "i", "ј": "j", "к": "k", "ӏ": "l",
    "о": "o", "р": "p", "ԛ": "q", "г": "r", "ѕ": "s", "ѵ": "v", "ԝ": "w", "х": "x", "у": "y",
    "А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H", "І": "I", "Ј": "J", "К": "K", "М": "M",
    "О": "O", "Р": "P", "Ѕ": "S", "Т": "T", "Ѵ": "V", "Х": "X", "У": "Y",
}  # fmt: skip
_GREEK = {
    "α": "a", "ι": "i", "κ": "k", "ν": "v", "ο": "o", "ρ": "p", "υ": "u", "ϲ": "c", "ϳ": "j",
    "Α": "A", "Β": "B", "Ε": "E", "Ζ": "Z", "Η": "H", "Ι": "I", "Κ": "K", "Μ": "M", "Ν": "N",
    "Ο": "O", "Ρ": "P", "Τ": "T", "Υ": "Y", "Χ": "X",
}  # fmt: skip
LATIN_OF = {**_CYRILLIC, **_GREEK}
"""What a letter of another script is read as between Latin ones.

Source: the Unicode table of confusable characters (UTS 39), letters of common fonts only.
"""
WRITTEN_ALSO = {"ё": "е", "đ": "d", "ł": "l", "ø": "o", "ı": "i"}
"""Letters that have no accent to take off, and are written without what tells them, too."""
_NOT_LATIN = "\u0370-\u03ff\u0400-\u052f"
_FOREIGN = re.compile(f"[{_NOT_LATIN}]")
_MEETING = re.compile(f"[A-Za-z][{_NOT_LATIN}]|[{_NOT_LATIN}][A-Za-z]")
_WORD = re.compile(f"[A-Za-z\u00c0-\u024f{_NOT_LATIN}]{{2,64}}")
_MARKS = "\u0300-\u036f\u3099\u309a"
_IN_PIECES = re.compile(f"[^{_MARKS}][{_MARKS}]{{1,8}}")
_MARK = re.compile(f"[{_MARKS}]")
_HIDDEN = re.compile(
    "(?<=[A-Za-z\u00c0-\u052f])[\u200b\u2060\u2063\ufeff](?=[A-Za-z\u00c0-\u052f])"
)
"""Not the soft hyphen, which careful typesetters write, nor joiners, which some scripts need."""


def is_mark(character: str) -> bool:
    """Say whether it is an accent that stands apart from its letter."""
    return _MARK.match(character) is not None


def mixed_words(text: str) -> Iterator[re.Match[str]]:
    """Yield each word of Latin letters that has look-alikes of other scripts among them."""
    # The first is looked for at a tenth of the cost of the second, and most texts have none.
    if not (_FOREIGN.search(text) and _MEETING.search(text)):
        return
    for word in _WORD.finditer(text):
        letters = [letter for letter in word[0] if letter > "\u036f"]
        if letters and len(letters) < len(word[0]) and all(one in LATIN_OF for one in letters):
            yield word


def disguises(text: str) -> tuple[str, ...]:
    """Return what makes words of `text` pass unseen by a search, a phrase each; mostly nothing."""
    if text.isascii():
        return ()
    found = []
    if word := next(mixed_words(text), None):
        found.append(f"letters of two scripts in one word: {word[0]}")
    if _HIDDEN.search(text):
        found.append("invisible characters inside words")
    return tuple(found)


def as_read(text: str) -> list[tuple[str, int]] | None:
    """Return the characters of `text` as they are read, each with where it stood.

    None where the text is read as it is written, which is nearly always.
    """
    composed = list(_composed(text)) if _MARK.search(text) else None
    whole = "".join(character for character, _ in composed) if composed else text
    mixed = [word.span() for word in mixed_words(whole)]
    if composed is None and not mixed:
        return None
    read = composed or [(character, index) for index, character in enumerate(text)]
    for start, end in mixed:
        read[start:end] = [(LATIN_OF.get(one, one), index) for one, index in read[start:end]]
    return read


def _composed(text: str) -> Iterator[tuple[str, int]]:
    """Yield the characters of `text`, marks joined to what they stand on, and their places."""
    at = 0
    for found in _IN_PIECES.finditer(text):
        start, end = found.span()
        yield from ((text[index], index) for index in range(at, start))
        # A mark that makes no letter of its own is a stress or an ornament.
        joined = _MARK.sub("", unicodedata.normalize("NFC", found[0]))
        yield from ((one, start) for one in joined)
        at = end
    yield from ((text[index], index) for index in range(at, len(text)))
