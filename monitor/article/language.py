"""The language of a text: its script where that decides, else its words, else a model.

A declaration is only a hint: it wins where the text is too short to tell.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from monitor.article.foreign_words import is_russian
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
_MIN_CJK = 2
_MIN_CYRILLIC = 4
_LONG_BODY = 120
"""Characters of a body that has a language of its own."""
_MAX_HEADLINE = 40
"""Characters of a text without kana that may be Japanese."""
_SURE, _SURE_AS_DECLARED, _SURE_IF_SHORT = 5.0, 2.0, 4.0
"""How far one language must be ahead of the next by the look of its words."""
_MODEL_COUNTS, _DECLARATION_COUNTS = 3.0, 2.0
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
_CLEAR, _CLEAR_IF_SHORT, _CLEAR_LETTERS = 0.3, 0.5, 60
"""Nats a letter by which the model's best language has to be ahead of the best configured one.
Source: measured on 1,920 pieces of 1 to 10 interface messages in en, de, fr, es (at most one lost)
and as many for each four of 30 other languages (88 % of single messages found, 99 % of ten)."""
_ACCENTED = re.compile("[\u00c0-\u024f]")
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
_RUSSIAN_ALONE = re.compile("[ыэёЫЭЁ]")
"""Letters that Bulgarian, Macedonian, Serbian and Ukrainian have not."""
_CYRILLIC_WORDS = re.compile(r"[\u0400-\u04ff]+")
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_ONLY_JAPANESE = re.compile(
    "[図働込峠畑辻駅円気価労県対応広売読鉄権検験険経済関団囲実沢浜竜拠択釈訳駆戦単弾圧塩桜楽薬"
    "渋渓乗剰栄営厳発変帰歯齢満両総続絵縄縦継粛覧観譲転辺郷酔醸銭録鋳閲陥隠雑霊顔顕駄騒髄鶏黙"
    "亜仮伝拝拡挙挿捜掲揺摂撃暁歓殴毎渇瀬焼犠獣畳痩癒砕稲穂粋縁繊聴脳臓荘蔵衛謡豊賛遅鉱錬闘頼髪]"
    "|規制|輸出(?:管理|額|入|先|国)|大臣|経産|省令|閣議|発表|見直|入札|株式会社|取引|値上|供給網|半導体|審議会|見通"
)
"""Forms of characters that neither Chinese script has, and words of headlines without kana."""
_ONLY_CHINESE = re.compile(
    "[的了这们为与将华对从东业产个义书买亏云亚亲仅价众优伟传体儿关兴军农决况冻净准减几"
    "凤凭击刘则刚创删别剑剧劝办务动劲劳势单卖卫厂厅历压厌县发变叙叹吗听启吴员呢呀"
    "啊吧哪他她您這們與將於對從會來說讓據實經濟關產發氣價]"
)
"""Small words of either Chinese script, simplified forms, and traditional forms that Japanese
writes otherwise."""


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
    counts = _letters(sample)
    if counts["other"] * 2 > sum(counts.values()):
        return None
    decided = _by_script(sample, counts, hint)
    if decided is not None:
        if decided == "ru" and not _is_russian(sample, counts["cyrillic"], is_hint=hint == "ru"):
            return None
        return decided if decided in allowed else hint
    letters = counts["latin"] + counts["cyrillic"]
    if letters < _MIN_FORM_LETTERS:
        return hint
    forms = likeness(sample[:_MAX_FORMS_READ])
    if _is_foreign(forms, allowed, declared):
        return None
    points = {code: each for code, each in forms.points.items() if code in allowed}
    if not points:
        return None
    if unless_sure and hint in points and not _stands_out(sample, hint):
        return hint
    decided = _by_forms(points, hint, letters)
    is_clear = decided is not None and _is_clear(forms, points, is_hint=decided == hint)
    if is_clear or letters < _MIN_GUESSED:
        return decided or hint
    ranked = _ranked(sample)
    if _is_another(ranked, letters, allowed):
        return None
    return decided or _by_model(ranked, points, hint, letters)


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


def _is_russian(sample: str, letters: int, *, is_hint: bool) -> bool:
    """Say whether Cyrillic text is Russian, by its letters and its small words."""
    if len(_NO_RUSSIAN.findall(sample)) > max(1, _MAX_NO_RUSSIAN * letters):
        return False
    if letters >= _MIN_LETTERS and not is_hint and _RUSSIAN_ALONE.search(sample) is None:
        ranked = _ranked(sample)
        if _is_another(ranked, letters, ("ru",)):
            return False
    return is_russian(_CYRILLIC_WORDS.findall(sample[:_MAX_FORMS_READ].lower()))


def _by_model(
    ranked: list[tuple[str, float]], points: dict[str, float], hint: str | None, letters: int
) -> str | None:
    """Return what a language model says beside the look of the words and the declaration."""
    guessed = next(code for code, _ in ranked if code in points)
    if letters < _MIN_LETTERS and hint:
        return hint
    points[guessed] = points.get(guessed, 0.0) + _MODEL_COUNTS
    if hint in points:
        points[hint] += _DECLARATION_COUNTS
    return max(points, key=lambda code: (points[code], code == guessed))


def _is_another(ranked: list[tuple[str, float]], letters: int, allowed: tuple[str, ...]) -> bool:
    """Say whether the model, not told what is configured, clearly finds another language."""
    best = max((score for code, score in ranked if code in allowed), default=float("-inf"))
    clear = _CLEAR if letters >= _CLEAR_LETTERS else _CLEAR_IF_SHORT
    return letters >= _MIN_LETTERS and ranked[0][1] - best > clear * letters


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
    ranked = sorted(forms, key=forms.__getitem__, reverse=True)
    if not ranked:
        return None
    ahead = forms[ranked[0]] - (forms[ranked[1]] if len(ranked) > 1 else 0.0)
    if letters < _MIN_LETTERS:
        return ranked[0] if ahead >= _SURE_IF_SHORT else None
    if ahead >= (_SURE_AS_DECLARED if ranked[0] == hint else _SURE):
        return ranked[0]
    return None


def _letters(sample: str) -> dict[str, int]:
    """Return how many letters of each script stand in `sample`."""
    if sample.isascii():
        return dict.fromkeys(_SCRIPTS, 0) | {
            "latin": len(sample.encode("ascii").translate(None, _NO_LETTERS))
        }
    return {name: sum(map(len, form.findall(sample))) for name, form in _SCRIPTS.items()}


def _by_script(sample: str, counts: dict[str, int], hint: str | None) -> str | None:
    """Return the language that the script decides; None where it does not.

    A Han character says as much as a Latin word of three letters.
    """
    cjk = counts["kana"] + counts["hangul"] + counts["han"]
    if cjk >= _MIN_CJK and cjk * 3 >= counts["latin"] and cjk * 3 >= counts["cyrillic"]:
        if counts["hangul"] * 5 >= cjk and counts["hangul"] >= counts["kana"]:
            return "ko"
        # A Chinese text may quote a Japanese name; a Japanese one has kana in every clause.
        if counts["kana"] * 12 >= cjk:
            return "ja"
        return _by_characters(sample, hint)
    if counts["cyrillic"] > counts["latin"] and counts["cyrillic"] >= _MIN_CYRILLIC:
        return "ru"
    return None


def _by_characters(sample: str, hint: str | None) -> str:
    """Return whether a text of Han characters is Chinese, or a Japanese headline."""
    japanese = len(_ONLY_JAPANESE.findall(sample))
    chinese = len(_ONLY_CHINESE.findall(sample))
    if japanese == chinese:
        return "ja" if hint == "ja" and len(sample) < _MAX_HEADLINE else "zh"
    return "ja" if japanese > chinese else "zh"


def _hint(declared: str | None, allowed: tuple[str, ...]) -> str | None:
    code = _code(declared or "")
    return code if code in allowed else None


def _code(declared: str) -> str:
    return declared.strip().lower().replace("_", "-").partition("-")[0]


def _ranked(sample: str) -> list[tuple[str, float]]:
    """Return all languages that the model knows with their log-probabilities, best first."""
    ranked: list[tuple[str, float]] = _identifier().rank(sample)
    return ranked


@lru_cache(maxsize=1)
def _identifier() -> Any:
    """Return an own model, so that the library's shared one stays as it is."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE)
