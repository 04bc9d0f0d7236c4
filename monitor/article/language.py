"""The language of a text: its script where that decides, else its words, else a model.

A declaration is only a hint: it wins where the text is too short to tell.
"""

from __future__ import annotations

from typing import NamedTuple

from monitor.article.language_model import ranked
from monitor.article.language_script import by_script
from monitor.article.language_weighing import NONE, Weighed, weighed
from monitor.article.language_words import NOTHING_TOLD, Told, told
from monitor.article.word_forms import LANGUAGES, Forms, likeness

ALLOWED = ("en", "zh", "ja", "ko", "de", "fr", "es", "ru")
"""ISO 639-1 codes that Monitor tells apart."""

_MAX_READ = 4000
_FEW_READ, _MAX_WORDS_READ = 300, 1200
"""Characters whose words are looked at one by one, at first and where they leave doubts."""
_MAX_NAMES = 16
"""Letters of names that a Chinese or Russian source may write as they are."""
_MIN_LETTERS = 8
"""Letters below which only words that leave no doubt tell a language."""
_LONG_BODY = 120
"""Characters of a body that has a language of its own."""
_CLEAR = 5.0
"""Log-odds of the words at which no model is asked.
Source: of 12,000 headlines and sentences 75 % reach them, and a model would mend one."""
_CLEAR_IF_SHORT = 3.0
_CLEAR_IF_DECLARED = 2.0
"""The same where the words agree with the language declared, whose odds are among them."""
_MANY_WORDS, _MANY_SMALL = 20, 0.2
"""Words of a text that is more than a headline, and the share of small ones of a language."""
_SURE = 15.0
"""How far a language of many words is ahead where the share of small ones does not matter."""
_PLENTY, _FAR_MORE = 6, 5
"""Small words that leave no doubt, if so many times more than those of others: tables, lists and
telegrams have few."""
_DECLARED, _SURELY_DECLARED, _DECLARED_ANOTHER = 3.0, 4.5, 1.5
"""Log-odds that a text is in the language declared, that a title is in that of its body, and that
a text is in none of ours where another is declared."""


class _Known(NamedTuple):
    """What is known of a text's language besides the text."""

    declared: str | None
    hint: str | None
    """The code declared, if it is one of ours."""
    is_sure: bool
    """Whether the hint is the language of the body, and the text its title."""

    def bias(self) -> dict[str, float]:
        """Return the log-odds that this gives."""
        if self.hint in LANGUAGES:
            return {self.hint: _SURELY_DECLARED if self.is_sure else _DECLARED}
        is_another = self.hint is None and len(_code(self.declared or "")) == 2
        return {NONE: _DECLARED_ANOTHER} if is_another else {}

    def is_another_script(self, letters: int) -> bool:
        """Say whether names in Latin letters may stand in a text in another script."""
        is_other = self.hint is not None and self.hint not in LANGUAGES
        return is_other and (self.is_sure or letters < _MAX_NAMES)


def detect(
    text: str,
    declared: str | None = None,
    allowed: tuple[str, ...] = ALLOWED,
    *,
    unless_sure: bool = False,
) -> str | None:
    """Return the ISO 639-1 code of `text`'s language; None: too little text, or none of `allowed`.

    `declared` may be a tag such as `zh-CN`; it answers for a text that is too short, and where no
    words or letters speak for another language. `unless_sure`: it answers unless they surely do.
    """
    sample = text[:_MAX_READ]
    hint = _hint(declared, allowed)
    script = by_script(sample, hint)
    if script.is_decided:
        return script.language if script.language in (*allowed, None) else hint
    if not any(code in allowed for code in LANGUAGES):
        return None if script.letters >= _MIN_LETTERS else hint
    found = _by_words(sample, script.letters, _Known(declared, hint, unless_sure))
    return found if found in (*allowed, hint) else None


def _by_words(sample: str, letters: int, known: _Known) -> str | None:
    """Return the language that words tell, or with a model where they leave doubts."""
    bias = known.bias()
    read = sample[:_FEW_READ]
    forms = likeness(read)
    language = _of_prose(forms, bias)
    if language is None and len(sample) > _FEW_READ:
        read = sample[:_MAX_WORDS_READ]
        forms = likeness(read)
        language = _of_prose(forms, bias)
    if language is not None:
        return language
    words = told(read)
    by_words = weighed(forms, words, bias)
    if letters < _MIN_LETTERS:
        return by_words.language if by_words.ahead >= _CLEAR_IF_SHORT else known.hint
    if _may_be_names(forms, words) and known.is_another_script(letters):
        return known.hint
    told_as = by_words.language
    if known.is_sure and told_as and not forms.small[told_as] and not words.own[told_as]:
        return known.hint  # endings alone do not speak against the body
    agrees = told_as == known.hint and by_words.ahead >= _CLEAR_IF_DECLARED
    if agrees or _is_clear(forms, by_words):
        return told_as or None
    size = len(sample.encode(errors="replace"))
    return weighed(forms, words, bias, ranked(sample), size).language or None


def _of_prose(forms: Forms, bias: dict[str, float]) -> str | None:
    """Return the language of many words where they leave no doubt, else None."""
    found = weighed(forms, NOTHING_TOLD, bias)
    is_told = forms.counted >= _MANY_WORDS and _is_clear(forms, found)
    return found.language if is_told else None


def _is_clear(forms: Forms, found: Weighed) -> bool:
    """Say whether words leave no doubt; texts of many words are told by the small ones.

    That a text is in none of our languages is never clear: a list of foreign names looks like it.
    """
    if found.language == NONE or found.ahead < _CLEAR:
        return False
    small = forms.small[found.language]
    is_few = forms.counted < _MANY_WORDS
    if is_few or found.ahead >= _SURE or small >= _MANY_SMALL * forms.counted:
        return True
    others = max([count for code, count in forms.small.items() if code != found.language])
    return small >= _PLENTY and small >= _FAR_MORE * max(others, forms.foreign)


def _may_be_names(forms: Forms, words: Told) -> bool:
    """Say whether no word at all tells one of our languages."""
    return not any(forms.small.values()) and not any(words.own.values())


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


def _hint(declared: str | None, allowed: tuple[str, ...]) -> str | None:
    code = _code(declared or "")
    return code if code in allowed else None


def _code(declared: str) -> str:
    return declared.strip().lower().replace("_", "-").partition("-")[0]
