"""The language of a text: its script where that decides, else its words, else a model.

A declaration is only a hint: it wins where the text is too short to tell.
"""

from __future__ import annotations

import re

from monitor.article.language_model import Ranked, is_another, is_neighbour, ranked
from monitor.article.language_script import by_script
from monitor.article.language_words import told
from monitor.article.word_forms import Forms, likeness

ALLOWED = ("en", "zh", "ja", "ko", "de", "fr", "es", "ru")
"""ISO 639-1 codes that Monitor tells apart."""

_MAX_READ = 4000
_MAX_FORMS_READ = 1200
"""Characters whose words are looked at one by one."""
_MIN_LETTERS = 24
"""Letters below which a model guesses."""
_MIN_FORM_LETTERS = 8
_MIN_GUESSED = 12
"""Letters from which a model's guess counts, beside the look of the words."""
_LONG_BODY = 120
"""Characters of a body that has a language of its own."""
_SURE, _SURE_AS_DECLARED, _SURE_IF_SHORT = 5.0, 2.0, 4.0
"""How far one language must be ahead of the next by the look of its words."""
_MODEL_COUNTS, _DECLARATION_COUNTS = 3.0, 2.0
_MIN_FOREIGN = 2
_FEW_SMALL = 0.2
"""Share of small words below which a text may be in any language."""
_STANDS_OUT = 6.0
"""How far a language must be ahead of the one declared, without small words of its own.
Source: the 25,000 English headlines of the newsroom benchmark lie below 5.5."""
_MANY_SMALL, _FAR_MORE = 4, 6
"""Small words that leave no doubt, whatever their share, if so many times more than foreign ones:
tables, lists and telegrams have few; what the model costs is a hundred times a look at words."""
_ENOUGH_WORDS = 20
"""Words of a text that is more than a headline."""
_TOLD, _MANY_TOLD = 4.0, 2
"""What a telling word counts beside small words, and how many of them leave no doubt."""
_ACCENTED = re.compile("[\u00c0-\u024f]")
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")


def detect(
    text: str,
    declared: str | None = None,
    allowed: tuple[str, ...] = ALLOWED,
    *,
    unless_sure: bool = False,
) -> str | None:
    """Return the ISO 639-1 code of `text`'s language; None: too little text, or none of `allowed`.

    `declared` may be a tag such as `zh-CN`; it answers only for a text that is too short.
    `unless_sure`: it answers too where no other language's words or letters stand out.
    """
    sample = text[:_MAX_READ]
    hint = _hint(declared, allowed)
    script = by_script(sample, hint)
    if script.is_decided:
        return script.language if script.language in (*allowed, None) else hint
    if script.letters < _MIN_FORM_LETTERS:
        return hint
    forms = likeness(sample[:_MAX_FORMS_READ])
    if _is_foreign(forms, allowed, declared):
        return None
    points = {code: each for code, each in forms.points.items() if code in allowed}
    if not points:
        return None
    if unless_sure and hint in points and not _stands_out(sample, hint):
        return hint
    return _by_words(sample, script.letters, hint, forms, points, allowed)


def _by_words(
    sample: str,
    letters: int,
    hint: str | None,
    forms: Forms,
    points: dict[str, float],
    allowed: tuple[str, ...],
) -> str | None:
    """Return the language that words tell, or the model where they leave doubts."""
    decided = _by_forms(points, hint, letters)
    is_clear = decided is not None and _is_clear(forms, points, is_hint=decided == hint)
    doubts = -1.0  # how many more words are of a language that is not allowed than of one that is
    few = forms.counted < _ENOUGH_WORDS and max(forms.small.values()) < _MANY_SMALL
    if few and (hint is None or decided != hint):
        words = told(sample)
        foreign = words.foreign + forms.foreign
        doubts = foreign - max(words.own[code] + forms.small[code] for code in points)
        if doubts > 0 and foreign >= _MANY_TOLD:
            return None
        points = {code: each + _TOLD * words.own[code] for code, each in points.items()}
        decided = _by_forms(points, hint, letters)
        many = decided is not None and words.own[decided] >= _MANY_TOLD
        is_clear = decided is not None and (is_clear or many) and not foreign
    if is_clear or letters < _MIN_GUESSED:
        return decided or hint
    best_first = ranked(sample)
    if is_another(best_first, letters, allowed):
        return None
    if hint is None and doubts >= 0 and is_neighbour(best_first, letters * (doubts == 0), allowed):
        return None
    return decided or _by_model(best_first, points, hint, letters)


def _stands_out(sample: str, hint: str) -> bool:
    """Say whether words or letters speak for another language than the one declared."""
    if _ACCENTED.search(sample) is not None:
        return True
    # BIS is no German word: capitals count only where all words have them.
    forms = likeness(sample if sample.isupper() else _CAPITALS.sub(" ", sample))
    return any(
        count > forms.small[hint] or forms.points[code] - forms.points[hint] > _STANDS_OUT
        for code, count in forms.small.items()
    )


def _is_clear(forms: Forms, points: dict[str, float], *, is_hint: bool) -> bool:
    """Say whether the words leave no doubt that the text is in one of the languages of `points`."""
    if is_hint and forms.counted < _ENOUGH_WORDS:
        return True  # a headline of names in the language that is declared
    small = max((forms.small[code] for code in points), default=0)
    if small >= _MANY_SMALL and small >= _FAR_MORE * forms.foreign:
        return True
    return small >= _FEW_SMALL * forms.counted


def _is_foreign(forms: Forms, allowed: tuple[str, ...], declared: str | None) -> bool:
    """Say whether more words are another language's than are one of the allowed ones'."""
    own = max((count for code, count in forms.small.items() if code in allowed), default=0)
    other = max((count for code, count in forms.small.items() if code not in allowed), default=0)
    foreign = max(forms.foreign, float(other))
    if foreign and declared and len(_code(declared)) == 2 and _code(declared) not in allowed:
        foreign += 1
    return foreign >= _MIN_FOREIGN and foreign > own


def _by_model(
    best_first: Ranked, points: dict[str, float], hint: str | None, letters: int
) -> str | None:
    """Return what a language model says beside the look of the words and the declaration."""
    guessed = next(code for code, _ in best_first if code in points)
    if letters < _MIN_LETTERS and hint:
        return hint
    points[guessed] = points.get(guessed, 0.0) + _MODEL_COUNTS
    if hint in points:
        points[hint] += _DECLARATION_COUNTS
    return max(points, key=lambda code: (points[code], code == guessed))


def detect_title(title: str, body_language: str | None) -> str | None:
    """Return the language of `title` where it is surely another than that of its body, else None.

    A headline of names alone says nothing: the body's language is taken for declared.
    """
    if body_language is None or not title:
        return None
    language = detect(title, body_language, unless_sure=True)
    return language if language != body_language else None


def languages(title: str, body: str, declared: str | None) -> tuple[str | None, str | None]:
    """Return the language of a body, and that of its title where it is surely another one.

    The first is that of both together where the body is short; the second is None where it is the
    same or not sure.
    """
    long_enough = len(body) >= _LONG_BODY
    language = detect(body if long_enough else f"{title}\n{body}", declared)
    return language, detect_title(title, language) if long_enough else None


def _by_forms(forms: dict[str, float], hint: str | None, letters: int) -> str | None:
    """Return the language that is surely ahead by the look of its words, or None.

    The model mostly agrees, at twenty times the cost and with 80 MB of memory.
    """
    ordered = sorted(forms, key=forms.__getitem__, reverse=True)
    if not ordered:
        return None
    ahead = forms[ordered[0]] - (forms[ordered[1]] if len(ordered) > 1 else 0.0)
    if letters < _MIN_LETTERS:
        return ordered[0] if ahead >= _SURE_IF_SHORT else None
    if ahead >= (_SURE_AS_DECLARED if ordered[0] == hint else _SURE):
        return ordered[0]
    return None


def _hint(declared: str | None, allowed: tuple[str, ...]) -> str | None:
    code = _code(declared or "")
    return code if code in allowed else None


def _code(declared: str) -> str:
    return declared.strip().lower().replace("_", "-").partition("-")[0]
