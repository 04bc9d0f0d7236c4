"""What sort of text an article is, where its form says so: interview, notice, market report."""

from __future__ import annotations

import re

from monitor.model import ArticleKind
from monitor.text import paragraphs

_QUESTION = re.compile(
    r"(?:Q(?:uestion)?\s?\d*|Reporter|Journalist|问|問|记者问?|記者|質問|질문|Frage|Вопрос|Pregunta)"
    r"\s?[:：.]\s?\S"
)
_ANSWER = re.compile(
    r"(?:A(?:nswer)?\s?\d*|Spokes(?:person|man|woman)|答|发言人|發言人|回答|답변?|Antwort|Réponse"
    r"|Ответ|Respuesta)\s?[:：.]\s?\S"
)
_NOTICE_START = (
    r"^(?:joint )?(?:announcement|notice|order|decree|proclamation|public notice|circular)\b.{0,60}"
    r"\bno\.|^notice (?:of|on|regarding|concerning)\b|"
    r"^proclamation\b|^executive order\b|^(?:final|interim final|proposed|temporary final) rule\b|"
    r"^(?:bekanntmachung|verordnung|avis|arrêté|décret|resolución|orden|постановление|приказ)\b"
)
_NOTICE_FIRST = re.compile(_NOTICE_START, re.IGNORECASE)
_NOTICE = re.compile(
    r"(?:公告|通告|通知|决定|決定|令)(?:\s*[（(].{1,40}[）)])?$|公告\s?20\d\d年?第|令第\d+号|第\d+号令|告示第|"
    rf"\bannouncement no\.|\border no\. ?\d|{_NOTICE_START}",
    re.IGNORECASE,
)
_MARKET = re.compile(
    r"\bprice (?:review|list|table|update|assessment|trend|quotation)s?\b|\bprices? on \w+ \d|"
    r"\b(?:daily|weekly|monthly|morning|market) (?:price|market|review|commentary|report)\b|"
    r"\bmarket (?:review|wrap|close|analysis)\b|"
    r"价格行情|报价|日评|周评|早评|晚评|月评|行情|价格走势|市況|시황",
    re.IGNORECASE,
)
_MARKET_WORDS = ("price", "market", "daily", "weekly", "monthly", "morning")
"""One of these stands in every such English title: looking for them costs a tenth."""
_MIN_PAIRS = 2
_MIN_ROWS = 4


def kind_of(title: str, body: str, *, agency: bool) -> ArticleKind | None:
    """Return what the form shows, or None where it shows nothing.

    `agency`: the body begins with a news agency's dateline.
    """
    parts = paragraphs(body)
    questions = sum(_QUESTION.match(part) is not None for part in parts)
    answers = sum(_ANSWER.match(part) is not None for part in parts)
    if questions >= 1 and answers >= 1 and questions + answers >= _MIN_PAIRS:
        return "interview"
    if _is_notice(title):
        return "notice"
    rows = sum(_is_price_row(part) for part in parts)
    if _is_market_report(title) or (rows >= _MIN_ROWS and rows * 2 >= len(parts)):
        return "market_report"
    return "news" if agency else None


def _is_notice(title: str) -> bool:
    if title.isascii() and "no." not in title.lower():
        return _NOTICE_FIRST.match(title) is not None
    return _NOTICE.search(title) is not None


def _is_market_report(title: str) -> bool:
    if title.isascii() and not any(map(title.lower().__contains__, _MARKET_WORDS)):
        return False
    return _MARKET.search(title) is not None


def _is_price_row(part: str) -> bool:
    """Say whether `part` is a row of cells with a number behind the first."""
    return any(map(str.isdigit, part.partition(" | ")[2]))
