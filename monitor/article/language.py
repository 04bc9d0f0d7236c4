"""The language of a text: the script where that decides, else a statistical model.

A declaration is only a hint: it wins where the text is too short to tell.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

ALLOWED = ("en", "zh", "ja", "ko", "de", "fr", "es", "ru")
"""ISO 639-1 codes that Monitor tells apart."""

_MAX_READ = 4000
_MIN_LETTERS = 24
"""Letters below which a model guesses."""
_MIN_CJK = 4
_KANA = re.compile(r"[\u3041-\u30fa\u30fc-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def detect(
    text: str, declared: str | None = None, allowed: tuple[str, ...] = ALLOWED
) -> str | None:
    """Return the ISO 639-1 code of `text`'s language; None where too little text tells.

    `declared` may be a tag such as `zh-CN`; it answers only for a text that is too short.
    """
    sample = text[:_MAX_READ]
    hint = _hint(declared, allowed)
    counts = {
        name: len(form.findall(sample))
        for name, form in (
            ("kana", _KANA),
            ("hangul", _HANGUL),
            ("han", _HAN),
            ("cyrillic", _CYRILLIC),
            ("latin", _LATIN),
        )
    }
    decided = _by_script(counts, hint)
    if decided is not None:
        return decided if decided in allowed else hint
    letters = counts["latin"] + counts["cyrillic"]
    if letters < _MIN_LETTERS:
        return hint
    return str(_identifier(allowed).classify(sample)[0])


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
