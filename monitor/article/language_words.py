"""What the words of a short text say of its language, where small words and endings say little."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import NamedTuple

from monitor.article.foreign_words import codes_by_word
from monitor.article.telling_foreign import TELLING_CYRILLIC, TELLING_FOREIGN, TELLING_RUSSIAN
from monitor.article.telling_words import TELLING
from monitor.article.word_forms import likeness

_WORDS = re.compile(r"[^\W\d_]+")
_LATIN_WORDS = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
_OTHER_WORDS = re.compile(r"[\u0370-\u1dbf\u1f00-\u1fff]+")
_GLOSS = re.compile(r"\([^()]{1,80}\)|（[^（）]{1,80}）|\[[^\[\]]{1,80}\]")
_QUOTED = re.compile('[“«「『"„][A-Za-z\u00c0-\u024f0-9 .,:;!?\'’&%$-]{1,120}[”»」』"“]')
"""A quotation in Latin letters; who quotes it writes another script."""
_JOINED = re.compile(
    "[A-Za-z0-9][\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af]"
    "|[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7af][A-Za-z]"
)
"""A Latin name in a Chinese, Japanese or Korean sentence; in an English one a space is between."""
_SYLLABLES = re.compile("[\u3041-\u30fa\uac00-\ud7af]")
"""Kana and Hangul, which English seldom quotes; Chinese names it does."""
_MARKS = re.compile("[\u0300-\u036f]")
_WHOLE_LETTERS = str.maketrans({"ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ı": "i"})
"""Letters that Unicode does not take apart."""
_RUSSIAN_LETTERS = re.compile("[ыэё]|ь(?!о)")
"""Letters that Bulgarian, Macedonian and Serbian have not; Ukrainian has `ь`, and `і` besides."""
_OTHER_LETTERS = re.compile(
    "[^\u0000-\u03ff\u0430-\u044f\u0451\u0500-\uffff]|ъ(?![еёюя])"
    r"|(?:ството|остта|ията|[сц]ьк(?:ий|ого|их|ою))(?!\w)"
)
"""Letters of Cyrillic that Russian has not, its hard sign where only Bulgarian has it, and endings
of Bulgarian and Ukrainian words."""

_OTHER_LETTER_WEIGHT = 2
"""Kyrgyz has `ы` and `э` as Russian has, and Ukrainian `ь`: the letters of its own say more."""


class Told(NamedTuple):
    """How many different telling words a text has."""

    own: dict[str, int]
    """Of English, German, French and Spanish."""
    foreign: int
    """Of the other language, of those in Latin letters, that has most of them."""


NOTHING_TOLD = Told(dict.fromkeys(TELLING, 0), 0)
"""Of a text whose words were not asked."""


def told(text: str) -> Told:
    """Return how many words of `text` tell a language; accents and capitals do not matter."""
    own = dict.fromkeys(TELLING, 0)
    foreign: Counter[str] = Counter()
    owners, strangers = _owners(), _strangers()
    for word in set(_WORDS.findall(_folded(text))):
        if (code := owners.get(word)) is not None:
            own[code] += 1
        elif codes := strangers.get(word):
            foreign.update(codes)
    return Told(own, max(foreign.values(), default=0))


def russian_ahead(text: str) -> int:
    """Return how many more words and kinds of letters say Russian than another Cyrillic language.

    0: as many, or none at all.
    """
    lower = unicodedata.normalize("NFC", text).lower()
    words = set(_WORDS.findall(lower))
    others = _cyrillic_strangers()
    foreign = Counter(code for word in words for code in others.get(word, ()))
    own = len(words & TELLING_RUSSIAN) + len(set(_RUSSIAN_LETTERS.findall(lower)))
    letters = _OTHER_LETTER_WEIGHT * len(set(_OTHER_LETTERS.findall(lower)))
    return own - max(foreign.values(), default=0) - letters


def names_only(text: str) -> str | None:
    """Return `text` without its Latin words if these are but names beside another script.

    None: they are words of a language, or the other script is but a gloss in brackets.
    """
    apart = _QUOTED.sub(" ", _GLOSS.sub(" ", text))
    rest = _LATIN_WORDS.sub(" ", apart)
    latin = _LATIN_WORDS.findall(apart)
    running = sum(len(word) for word in latin if word.islower())
    if spelt := _OTHER_WORDS.findall(rest):
        # Names on either side say nothing: Газпром, Gazprom Neft.
        is_sentence = running < sum(len(word) for word in spelt if word.islower())
        are_more = not running and len("".join(spelt)) >= len("".join(latin))
        return rest if is_sentence or are_more else None
    if running:
        return None
    if _SYLLABLES.search(rest) or _JOINED.search(apart):
        return rest
    names = " ".join(latin)
    return None if any(likeness(names).small.values()) or any(told(names).own.values()) else rest


def _folded(text: str) -> str:
    """Return `text` in lower case, Latin letters without accents."""
    lower = text.lower()
    if lower.isascii():
        return lower
    return _MARKS.sub("", unicodedata.normalize("NFD", lower)).translate(_WHOLE_LETTERS)


@cache
def _owners() -> dict[str, str]:
    return {word: code for code, words in TELLING.items() for word in words.split()}


@cache
def _strangers() -> dict[str, tuple[str, ...]]:
    return codes_by_word(TELLING_FOREIGN)


@cache
def _cyrillic_strangers() -> dict[str, tuple[str, ...]]:
    return codes_by_word(TELLING_CYRILLIC)
