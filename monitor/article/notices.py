"""The words of translation notices, bylines and source lines; data only.

`monitor.article.boilerplate` says how each is applied: all are regular expressions on the line as
written, bylines with regard to case.
"""

from __future__ import annotations

TRANSLATION: dict[str, str] = {
    "en": r"\b(?:was|were|is|are|has been|been|automatically|machine)[- ](?:automatically "
    r")?(?:machine[- ])?"
    r"translated\b.{0,60}\b(?:automatically|by (?:tencent|google|deepl|baidu|microsoft|bing|"
    r"youdao|"
    r"machine|ai\b|a machine|artificial|software|computer)|using (?:ai|google|deepl|machine|"
    r"an?"
    r" automat)|machine|with the help of (?:ai|a machine))|\bmachine[- ]translat(?:ed|ion)\b|"
    r"\b(?:automatic|automated|ai|ai-generated) translation\b|\btranslated by (?:google|"
    r"deepl|tencent"
    r"|baidu|microsoft|bing|youdao|ai\b|machine)|\bautomatically translated\b|\bgoogle "
    r"translate\b",
    "zh": r"机器翻译|機器翻譯|机翻|自动翻译|自動翻譯|智能翻译|(?:腾讯|百度|谷歌|有道|必应|ai|"
    r"人工智能)(?:自动)?翻译",
    "ja": r"機械翻訳|自動翻訳|ai翻訳",
    "ko": r"기계\s?번역|자동\s?번역|ai\s?번역",
    "de": r"maschinell(?:e)?[nr]? (?:übersetz|erstellte übersetzung)|automatisch(?:e)?[nr]? "
    r"übersetz|maschinenübersetz",
    "fr": r"traduction (?:automatique|automatisée)|traduit (?:automatiquement|par (?:une? "
    r")?(?:machine|ia|deepl|google))",
    "es": r"traducción automática|traducido (?:automáticamente|por (?:ia|google|deepl|una "
    r"máquina))",
    "ru": r"машинн(?:ый|ого|ым) перевод|автоматическ(?:ий|ого|им) перевод|переведено "
    r"(?:автоматически|google|ии)",
}
"""What a notice of machine translation says, in a short line of its own."""

SELF_REFERENCES = (
    r"\b(?:this|following|above|below) (?:article|content|text|page|story|news|document|is|"
    r"was|has)"
    r"|\b(?:article|content|text|page|story|document|news)(?: (?:below|above))? (?:was|is|"
    r"has|may)\b"
    r"|for reference|original (?:text|article|language|version|chinese)|errors|\bdisclaimer\b"
    r"|translated (?:by|from|automatically)|本文|以下|以上|原文|本页|内容|仅供参考|仅供參考|"
    r"僅供參考|由.{1,12}翻[译譯]"
    r"|この記事|この(?:ページ|翻訳)|本記事|原文|参考|이 기사|본 기사|원문|dieser (?:text|"
    r"artikel|beitrag)"
    r"|diese (?:seite|übersetzung)|original|cet article|ce texte|este (?:artículo|texto)|"
    r"(?:этот|данный) (?:текст|материал)|оригинал"
)
"""Words by which a notice speaks of the text that it stands in, not of the world."""

BYLINES = (
    r"(?:[Bb]y|BY)\s+(?P<by>[A-Z][\w.'’-]+(?:,?\s(?:[A-Z][\w.'’-]*|and|de|van|der|von|del|la|al|"
    r"bin|da|di|&|in|for|of))+)$|"
    r"(?i:authors?|written by|reported by|reporter|autor(?:in|es)?|auteur|авторы?|作者|记者|記者|"
    r"撰文|文|기자|글)\s?[:：/／]\s?(?P<label>[^|。]{2,60})$|"
    r"(?:本报|本刊)?[记記]者\s(?P<zh>[\u4e00-\u9fff]{2,4}(?:[\s、][\u4e00-\u9fff]{2,4})*)$|"
    r"[〔【\[(（]?[记記]者\s?(?P<tw>[\u4e00-\u9fff]{2,4})\s?[／/]\s?[\u4e00-\u9fff]{2,6}"
    r"(?:報導|报道|報道)[〕】\])）]?$|"
    r"(?P<ko>[\uac00-\ud7af]{2,4})\s기자(?:\s\S+@\S+)?$|"
    r"(?:[Vv]on|[Pp]ar|[Pp]or)\s+(?P<von>[A-ZÀ-Ý][\w'’-]+(?:\s[A-ZÀ-Ý][\w'’.-]+){1,3})$"
)
"""A line that names the authors."""

SOURCES = (
    r"(?:source|information source|article source|from|来源|來源|信息来源|文章来源|稿件来源|"
    r"新闻来源|出典|出所|출처"
    r"|quelle|источник|fuente)\s?[:：]\s?(?P<source>[^|。]{2,60})$"
)
"""A line that names who carries the text."""
