"""Text as data: mark-up off, entities mended, and the folding under which words are compared.

Folding makes two spellings of one word equal — case, width, accents, hyphens, typographic
quotes, traditional and simplified Chinese, invisible characters, look-alikes of other scripts — and
can say where each folded character stood, so that what is found in the folded text is shown in the
original.
It knows nothing of languages, names or boilerplate.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from monitor.abbreviations import sentence_ends
from monitor.lookalikes import WRITTEN_ALSO, as_read, is_mark

_ENTITY_WITH_SPACE = re.compile(r"&\s+(#?[A-Za-z0-9]{2,8});")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Zero width, direction, fillers, variation selectors, tags.

Source: Default_Ignorable_Code_Point of the Unicode character database.
"""
_NO_CONTROLS = {code: None for code in range(128) if _CONTROL.match(chr(code))}
"""For ASCII, which `translate` reads ten times as fast as a pattern."""
_UNPRINTABLE = re.compile(f"{_CONTROL.pattern}|{_INVISIBLE.pattern}")
_DIGIT_SHAPES = bytes(48 if 48 <= code <= 57 else 32 for code in range(256))
_ALNUM = re.compile(r"[^\W_]")
_BLANKS = re.compile(r"[^\S\n]+")
_TAG = re.compile(r"<[A-Za-z/!?][^<>]*>")
_RECENT = 12
"""Texts of which is remembered how they fold and where their sentences start: an article is asked
for names, numbers and rules one after the other, an answer's articles by turns."""
_LONG, _MAX_KEPT = 200, 20_000
"""Characters from which folding costs more than remembering, and beyond which the memory does."""
_CJK_RANGES = (
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f"
)
_CJK = re.compile(f"[{_CJK_RANGES}]")
_EACH_CJK = re.compile(f"([{_CJK_RANGES}])")
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d-_/"
_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u300c\u300d\u300e\u300f"


def mended_entities(text: str) -> str:
    """Return `text` with HTML entities decoded, also those broken by a blank (`& ldquo;`).

    An ampersand that begins no entity stays as it is.
    """
    if "&" not in text:
        return text

    def joined(found: re.Match[str]) -> str:
        entity = f"&{found[1]};"
        decoded = html.unescape(entity)
        return found[0] if decoded == entity else decoded

    return html.unescape(_ENTITY_WITH_SPACE.sub(joined, text))


def without_controls(text: str) -> str:
    """Return `text` without control characters; tab, newline and invisible ones stay."""
    if text.isprintable():
        return text
    return text.translate(_NO_CONTROLS) if text.isascii() else _CONTROL.sub("", text)


def printable(text: str) -> str:
    """Return `text` fit to be shown: no escapes, no direction overrides, no zero width."""
    if text.isprintable():
        return text  # nothing that would be taken off is
    return text.translate(_NO_CONTROLS) if text.isascii() else _UNPRINTABLE.sub("", text)


def holds_word(text: str) -> bool:
    """Say whether a letter or digit stands in `text`."""
    return text[:1].isalnum() or _ALNUM.search(text) is not None


def holds_digit(text: str) -> bool:
    """Say whether one of the digits 0 to 9 stands in `text`."""
    return any(map(text.__contains__, "0123456789"))


def digit_shape(text: str) -> bytes:
    """Return a text of ASCII with each digit as 0 and all else as a blank.

    In it the next digit is found at a tenth of a pattern's cost.
    """
    return text.encode("ascii").translate(_DIGIT_SHAPES)


def one_line(text: str) -> str:
    """Return `text` with every run of white space as one blank, none at the ends."""
    if "  " not in text and text.isprintable():  # the blank is the only white space that is
        return text.strip(" ")
    return " ".join(text.split())


def without_markup(text: str) -> str:
    """Return one line of plain text from a title or label that may hold tags and entities.

    For short strings; pages and bodies go through `monitor.article`.
    """
    plain = mended_entities(_TAG.sub(" ", text)) if "<" in text else mended_entities(text)
    if "<" in plain and "&lt;" in text:
        plain = _TAG.sub(" ", plain)
    return one_line(without_controls(plain))


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a stored body, in order."""
    return [part for part in text.split("\n\n") if part]


def is_cjk(character: str) -> bool:
    """Say whether `character` is written without blanks between words (Han, kana, Hangul)."""
    return _CJK.match(character) is not None


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence of `text`, without blanks at its ends.

    The stop of an abbreviation ends none: `the U.S. Commerce Department`, `Announcement No. 18`.
    """
    start = 0
    for end in [*sentence_ends(text), None]:
        stop = end.end() if end else len(text)
        piece = text[start:stop]
        if stripped := piece.strip():
            begin = start + piece.index(stripped[0])
            yield begin, begin + len(stripped)
        start = stop


def sentence_starts(text: str) -> Sequence[int]:
    """Return where each sentence of `text` starts, ascending; worked out once for a recent text."""
    return _starts_recently(text) if len(text) <= _MAX_KEPT else _starts(text)


def _starts(text: str) -> Sequence[int]:
    """Return the starts that `sentences` yields, without looking for where each one ends."""
    starts: list[int] = []
    start = 0
    for end in sentence_ends(text):
        _put_start(starts, text, start, end.end())
        start = end.end()
    _put_start(starts, text, start, len(text))
    return tuple(starts)


def _put_start(starts: list[int], text: str, begin: int, end: int) -> None:
    """Put down where the words of a stretch begin, if it has any."""
    if begin < end and not text[begin].isspace():
        starts.append(begin)
    elif words := text[begin:end].lstrip():
        starts.append(end - len(words))


_starts_recently = lru_cache(maxsize=2 * _RECENT)(_starts)
"""Of titles, too."""


class Folded(NamedTuple):
    """A folded text; `origins[i]` is where character i stood; None: every one at its place."""

    text: str
    origins: Sequence[int] | None
    length: int
    """Length of the original."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the original that folded to `start`..`end`."""
        if self.origins is None:
            return start, end
        return self.origins[start], self.origins[end - 1] + 1


@cache
def _simplified() -> object:
    from opencc import OpenCC

    return OpenCC("t2s")


class _Folding(dict[int, str]):
    """Folded form of each character, worked out when first met; see `fold`."""

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()
        """Characters met so far that fold to none or to several."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = self._folded(character)
        self[code] = folded
        if len(folded) != 1:
            self.uneven.add(character)
        return folded

    def _folded(self, character: str) -> str:
        if character in _DASHES or character.isspace():
            return "\n" if character == "\n" else " "
        if character in _QUOTES:
            return "'"
        if character in _DOUBLE_QUOTES:
            return '"'
        if _INVISIBLE.match(character) or _CONTROL.match(character) or is_mark(character):
            return ""
        if "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf":
            return str(_simplified().convert(character))  # type: ignore[attr-defined]
        if "\uac00" <= character <= "\ud7af":
            return character
        if unicodedata.name(character, "").startswith(("LATIN", "GREEK")):
            spread = unicodedata.normalize("NFKD", character)
            plain = "".join(c for c in spread if not unicodedata.combining(c)).casefold()
        else:
            # Elsewhere a mark makes another letter: ガ is not カ, й is not и.
            plain = unicodedata.normalize("NFKC", character).casefold()
        # What it is composed of may fold further: the ideograph \uf900 is 豈, and that is 岂.
        plain = "".join(c if c == character else self[ord(c)] for c in plain)
        return WRITTEN_ALSO.get(plain, plain)


_FOLDING = _Folding()
_ASCII_FOLDED = bytes(ord(_FOLDING[code] or "\0") if code < 128 else code for code in range(256))
_ASCII_DROPPED = bytes(code for code in range(128) if not _FOLDING[code])
"""The same for ASCII, which `bytes.translate` reads ten times as fast as a table of words."""


def fold(text: str) -> str:
    """Return `text` as it is compared: see the module's words. White space keeps its count."""
    if text.isascii():
        return _folded_ascii(text)
    if len(text) < _LONG:
        return _folded_line(text)
    return _folded_recently(text).text if len(text) <= _MAX_KEPT else _as_compared(text)


def _as_compared(text: str) -> str:
    if (read := as_read(text)) is not None:
        text = "".join(character for character, _ in read)
    return text.translate(_FOLDING)


_folded_line = lru_cache(maxsize=1024)(_as_compared)  # a page's lines are each asked several times


def _folded_ascii(text: str) -> str:
    return text.encode("ascii").translate(_ASCII_FOLDED, _ASCII_DROPPED).decode("ascii")


def folded(text: str) -> Folded:
    """Return `text` folded, with the way back from each folded character to the original."""
    return _folded_recently(text) if _LONG <= len(text) <= _MAX_KEPT else _folded(text)


def _folded(text: str) -> Folded:
    is_ascii = text.isascii()
    if not is_ascii and (read := as_read(text)) is not None:
        return _folded_as_read(read, len(text))
    whole = _folded_ascii(text) if is_ascii else text.translate(_FOLDING)
    if len(whole) == len(text) and (is_ascii or _FOLDING.uneven.isdisjoint(set(text))):
        # What is ASCII folds to one character or to none, so equal lengths say that all is even.
        return Folded(whole, None, len(text))
    origins: list[int] = []
    for index, character in enumerate(text):
        origins.extend([index] * len(_FOLDING[ord(character)]))
    return Folded(whole, origins, len(text))


def _folded_as_read(read: Sequence[tuple[str, int]], length: int) -> Folded:
    pieces = [(_FOLDING[ord(character)], index) for character, index in read]
    origins = [index for piece, index in pieces for _ in piece]
    return Folded("".join(piece for piece, _ in pieces), origins, length)


_folded_recently = lru_cache(maxsize=_RECENT)(_folded)


def search_words(text: str) -> str:
    """Return `text` folded and with a blank round each Han, kana and Hangul character.

    So a full-text index that splits at blanks finds Chinese words of any length as phrases.
    """
    words = fold(text)
    if not words.isascii():
        return one_line(" ".join(_EACH_CJK.split(words)))
    while "  " in (words := words.replace("\n", " ")):
        words = words.replace("  ", " ")
    return words.strip(" ")
