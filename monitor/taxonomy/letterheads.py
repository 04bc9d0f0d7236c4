"""Who issues a document by its head: the line that says so, or the name above the text."""

from __future__ import annotations

import re

_SAYS = re.compile(
    r"\s*[【\[]?(?:AGENC(?:Y|IES)|Issued by|Issuing (?:body|agency|authority)|Erlassen von|Émetteur"
    r"|Organismo emisor|(?:发文|发布|公布|制定)(?:机关|机构|单位)"
    r"|(?:發文|發布|公布|制定)(?:機關|機構|單位)"
    r"|発出者|発行者|발행기관)(?:[】\]]\s?[:：]?|\s?[:：])",
    re.I,
)
"""Source: the preamble of notices in the Federal Register; heads of Chinese documents."""
_ENDS = re.compile(r"[.。!?！？;；]\s?")
"""What ends the names behind such a head; what follows is prose."""
_OPENS = re.compile(r"\s*(?:THE )?\Z")
_CAPITALS = re.compile(r"[A-Z.]+(?: [A-Z.&]+)+\Z")
"""A name of several words in capitals that opens a line: `THE WHITE HOUSE, Office of …`."""
_STOPS = re.compile(r"\s*(?:\Z|[,.(\[–—])")
"""What may follow it: no verb, no further entry of a menu."""
_NUMBERED = re.compile(
    r"\s*(?:[\u4e00-\u9fff、\s]{2,24}\s)?\s*(?:公告|令|通知|意见|文件|第\S{1,8}号)"
)
"""What follows the names over a Chinese document."""
_BLANK = re.compile(r"[\s、,，·()（）]*")
_HEAD = 300
"""Characters in which a head stands."""
_LINE = 160
"""Characters that a line of a head has at most; more is prose."""


def heads_document(text: str, start: int, end: int) -> bool:
    """Say whether the name from `start` to `end` stands in a head as who issues the document.

    It does behind `AGENCY:` and the like, wherever that line is; in capitals that open a line at
    the beginning; and alone on a line there, over a numbered paper or under a line of capitals.
    """
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    if stop - begin > _LINE:
        return False
    says = _SAYS.match(text, begin, start)
    if says is not None:
        is_whole = not text[end : end + 1].isalpha()
        return is_whole and _ENDS.search(text, says.end(), start) is None
    if begin > _HEAD or stop == len(text):
        return False
    if _OPENS.match(text, begin, start) and _CAPITALS.match(text, start, end):
        return _STOPS.match(text, end, stop) is not None
    if not (_BLANK.fullmatch(text, begin, start) and _BLANK.fullmatch(text, end, stop)):
        return False
    above = text[:begin].split()
    return (bool(above) and " ".join(above).isupper() and text[:begin].isascii()) or (
        _NUMBERED.match(text, stop) is not None
    )
