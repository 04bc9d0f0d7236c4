"""The language of a text by its script: Chinese, Japanese, Korean, Russian, or none of ours."""

from __future__ import annotations

import re
from typing import NamedTuple

from monitor.article.foreign_words import is_russian
from monitor.article.language_han import by_characters
from monitor.article.language_model import MIN_LETTERS, is_another, ranked
from monitor.article.language_words import names_only, russian_ahead

_MAX_WORDS_READ = 1200
_MIN_CYRILLIC = 2
_MIN_OTHER = 4
_FEW_CYRILLIC = 200
"""Letters below which single words and letters tell Russian from its neighbours."""
_MAX_AMONG_NAMES = 400
"""Letters of a text that may be but names in one script and words in another."""
_CYRILLIC = ("ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "mn", "tg")
"""What a model knows of languages in these letters."""
_SCRIPTS = {
    "kana": re.compile(r"[\u3041-\u30fa\u30fc-\u30ff]+"),
    "hangul": re.compile(r"[\uac00-\ud7af]+"),
    "han": re.compile(r"[\u3400-\u9fff]+"),
    "cyrillic": re.compile(r"[\u0400-\u04ff]+"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+"),
    "other": re.compile(r"[\u0370-\u03ff\u0530-\u10ff\u1200-\u1dbf\u1f00-\u1fff]+"),
}
_NO_RUSSIAN = re.compile(r"[^\u0000-\u03ff\u0410-\u044f\u0401\u0451\u0500-\uffff]")
_MAX_NO_RUSSIAN = 0.015
"""Share of Cyrillic letters that Russian has not; Ukrainian has 6 %, Kazakh 15 %."""
_RUSSIAN_ALONE = re.compile("[ыэёЫЭЁ]")
"""Letters that Bulgarian, Macedonian, Serbian and Ukrainian have not."""
_CYRILLIC_WORDS = re.compile(r"[\u0400-\u04ff]+")
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())


class Script(NamedTuple):
    """What the script of a text says."""

    is_decided: bool
    """Whether the text's script leaves but one language, or none of ours."""
    language: str | None
    letters: int
    """How many letters are Latin or Cyrillic."""


def by_script(sample: str, hint: str | None) -> Script:
    """Return what the letters of `sample` say; `hint` is the language declared."""
    counts = _letters(sample)
    all_letters = sum(counts.values())
    letters = counts["latin"] + counts["cyrillic"]
    if counts["other"] * 2 > all_letters:
        return Script(is_decided=True, language=None, letters=letters)
    decided = _by_counts(sample, counts, hint)
    if decided is None and counts["latin"] < all_letters <= _MAX_AMONG_NAMES:
        spelt = names_only(sample)
        counts = _letters(spelt or "")
        if counts["other"] >= _MIN_OTHER:
            return Script(is_decided=True, language=None, letters=letters)
        decided = _by_counts(spelt or "", counts, hint, least=1)
    if decided == "ru" and not _is_russian(sample, counts["cyrillic"], is_hint=hint == "ru"):
        return Script(is_decided=True, language=None, letters=letters)
    return Script(is_decided=decided is not None, language=decided, letters=letters)


def _is_russian(sample: str, letters: int, *, is_hint: bool) -> bool:
    """Say whether Cyrillic text is Russian, by its letters and its small words."""
    if len(_NO_RUSSIAN.findall(sample)) > max(1, _MAX_NO_RUSSIAN * letters):
        return False
    ahead = russian_ahead(sample) if letters < _FEW_CYRILLIC else 0
    if ahead == -1:
        return next(code for code, _ in ranked(sample) if code in _CYRILLIC) == "ru"
    if ahead:
        return ahead > 0
    may_be_another = letters >= MIN_LETTERS and not is_hint and not _RUSSIAN_ALONE.search(sample)
    if may_be_another and is_another(ranked(sample), letters, ("ru",)):
        return False
    return is_russian(_CYRILLIC_WORDS.findall(sample[:_MAX_WORDS_READ].lower()))


def _letters(sample: str) -> dict[str, int]:
    """Return how many letters of each script stand in `sample`."""
    if sample.isascii():
        return dict.fromkeys(_SCRIPTS, 0) | {
            "latin": len(sample.encode("ascii").translate(None, _NO_LETTERS))
        }
    return {name: sum(map(len, form.findall(sample))) for name, form in _SCRIPTS.items()}


def _by_counts(
    sample: str, counts: dict[str, int], hint: str | None, least: int = _MIN_CYRILLIC
) -> str | None:
    """Return the language that the script decides; None where it does not.

    A Han character says as much as a Latin word of three letters. `least`: Cyrillic letters needed.
    """
    cjk = counts["kana"] + counts["hangul"] + counts["han"]
    if cjk and cjk * 3 >= counts["latin"] and cjk * 3 >= counts["cyrillic"]:
        if counts["hangul"] * 5 >= cjk and counts["hangul"] >= counts["kana"]:
            return "ko"
        # A Chinese text may quote a Japanese name; a Japanese one has kana in every clause.
        if counts["kana"] * 12 >= cjk:
            return "ja"
        return by_characters(sample, hint)
    if counts["cyrillic"] > counts["latin"] and counts["cyrillic"] >= least:
        return "ru"
    return None
