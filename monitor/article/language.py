"""The language of a text: its script where that decides, else its small words, else a model.

A declaration is only a hint: it wins where the text is too short to tell.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Any

ALLOWED = ("en", "zh", "ja", "ko", "de", "fr", "es", "ru")
"""ISO 639-1 codes that Monitor tells apart."""

_MAX_READ = 4000
_MIN_LETTERS = 24
"""Letters below which a model guesses."""
_MIN_CJK = 4
_SCRIPTS = {
    "kana": re.compile(r"[\u3041-\u30fa\u30fc-\u30ff]+"),
    "hangul": re.compile(r"[\uac00-\ud7af]+"),
    "han": re.compile(r"[\u3400-\u9fff]+"),
    "cyrillic": re.compile(r"[\u0400-\u04ff]+"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f]+"),
}
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_SMALL_WORDS = {
    "en": "the of and to that for with are were by from at this which been it its be said would"
    " their they but is has have",
    "de": "der die das und von dem ist im für mit auf sich eine ein einer einen nicht auch als"
    " werden wurde wird sind nach bei über zur zum aus dass durch oder haben hat vom",
    "fr": "les des une est dans pour sur par qui au aux du et ont avec cette sont été pas ce ces"
    " leur mais ou il elle à selon après",
    "es": "el los las del una por para con como más su sus al es lo y fue este esta pero sobre"
    " también según desde hasta",
}
_LANGUAGE_OF = {word: code for code, words in _SMALL_WORDS.items() for word in words.split()}
"""Words of which one language among those four is full; each is rare in the other three."""
_FOREIGN = frozenset("de la le un que in die a en y e i il den des se si no ne ci d'un".split())
"""Words of German, French and Spanish that are not theirs alone: a headline without any of them
and without an accent may well be English."""
_MAX_WORDS = 1200
"""Characters in which small words are counted."""


def detect(
    text: str, declared: str | None = None, allowed: tuple[str, ...] = ALLOWED
) -> str | None:
    """Return the ISO 639-1 code of `text`'s language; None where too little text tells.

    `declared` may be a tag such as `zh-CN`; it answers only for a text that is too short.
    """
    sample = text[:_MAX_READ]
    hint = _hint(declared, allowed)
    counts = _letters(sample)
    decided = _by_script(counts, hint)
    if decided is not None:
        return decided if decided in allowed else hint
    letters = counts["latin"] + counts["cyrillic"]
    if letters < _MIN_LETTERS:
        return hint
    if (decided := _by_small_words(sample, hint)) in allowed:
        return decided
    return str(_identifier(allowed).classify(sample)[0])


def _letters(sample: str) -> dict[str, int]:
    """Return how many letters of each script stand in `sample`."""
    if sample.isascii():
        return dict.fromkeys(_SCRIPTS, 0) | {
            "latin": len(sample.encode("ascii").translate(None, _NO_LETTERS))
        }
    return {name: sum(map(len, form.findall(sample))) for name, form in _SCRIPTS.items()}


def _by_small_words(sample: str, hint: str | None) -> str | None:
    """Return the language that the commonest words decide; None where they decide none.

    Of a running text every third word is one, so they need no declaration; of a headline they
    confirm what is declared. The model agrees, at twenty times the cost and with 80 MB of memory.
    """
    words = sample[:_MAX_WORDS].lower().split()
    found = Counter(filter(None, map(_LANGUAGE_OF.get, words)))
    (code, count), (_, other) = [*found.most_common(2), ("", 0), ("", 0)][:2]
    if code == hint and count > 3 * other:
        return code
    if count >= 4 and count * 40 >= len(words) and count > 5 * other:
        return code
    if hint == "en" and not count and sample.isascii() and _FOREIGN.isdisjoint(words):
        return hint
    return None


def _by_script(counts: dict[str, int], hint: str | None) -> str | None:
    """Return the language that the script decides; None where it does not.

    A Han character says as much as a Latin word of three letters.
    """
    cjk = counts["kana"] + counts["hangul"] + counts["han"]
    if cjk >= _MIN_CJK and cjk * 3 >= counts["latin"] and cjk * 3 >= counts["cyrillic"]:
        if counts["hangul"] * 3 >= cjk:
            return "ko"
        # A Chinese text may quote a Japanese name; a Japanese one has kana in every clause.
        if counts["kana"] * 12 >= cjk:
            return "ja"
        return "ja" if hint == "ja" and cjk < 20 else "zh"
    if counts["cyrillic"] > counts["latin"] and counts["cyrillic"] >= _MIN_LETTERS // 2:
        return "ru"
    return None


def _hint(declared: str | None, allowed: tuple[str, ...]) -> str | None:
    code = (declared or "").strip().lower().replace("_", "-").partition("-")[0]
    return code if code in allowed else None


@lru_cache(maxsize=8)
def _identifier(allowed: tuple[str, ...]) -> Any:
    """Return an own model, so that the library's shared one stays as it is."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(allowed))
    return identifier
