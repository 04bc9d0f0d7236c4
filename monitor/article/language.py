"""The language of a text: its script where that decides, else its words, else a model.

A declaration is only a hint: it wins where the text is too short to tell.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from monitor.article.word_forms import likeness

ALLOWED = ("en", "zh", "ja", "ko", "de", "fr", "es", "ru")
"""ISO 639-1 codes that Monitor tells apart."""

_MAX_READ = 4000
_MAX_FORMS_READ = 1200
"""Characters whose words are looked at one by one."""
_MIN_LETTERS = 24
"""Letters below which a model guesses."""
_MIN_FORM_LETTERS = 8
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
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f]+"),
}
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
    text: str, declared: str | None = None, allowed: tuple[str, ...] = ALLOWED
) -> str | None:
    """Return the ISO 639-1 code of `text`'s language; None where too little text tells.

    `declared` may be a tag such as `zh-CN`; it answers only for a text that is too short.
    """
    sample = text[:_MAX_READ]
    hint = _hint(declared, allowed)
    counts = _letters(sample)
    decided = _by_script(sample, counts, hint)
    if decided is not None:
        return decided if decided in allowed else hint
    letters = counts["latin"] + counts["cyrillic"]
    if letters < _MIN_FORM_LETTERS:
        return hint
    forms, _ = likeness(sample[:_MAX_FORMS_READ])
    forms = {code: points for code, points in forms.items() if code in allowed}
    if (decided := _by_forms(forms, hint, letters)) is not None:
        return decided
    if letters < _MIN_LETTERS:
        return hint
    guessed = str(_identifier(allowed).classify(sample)[0])
    if guessed not in forms:
        return guessed
    forms[guessed] += _MODEL_COUNTS
    if hint in forms:
        forms[hint] += _DECLARATION_COUNTS
    return max(forms, key=lambda code: (forms[code], code == guessed))


def detect_title(title: str, body_language: str | None) -> str | None:
    """Return the language of `title` where it is surely another than that of its body, else None.

    A headline of names alone says nothing: the body's language is taken for declared.
    """
    if body_language is None or not title:
        return None
    language = detect(title, body_language)
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
    code = (declared or "").strip().lower().replace("_", "-").partition("-")[0]
    return code if code in allowed else None


@lru_cache(maxsize=8)
def _identifier(allowed: tuple[str, ...]) -> Any:
    """Return an own model, so that the library's shared one stays as it is."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(allowed))
    return identifier
