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
_ONLY_NAMES = re.compile(r"[\s、,，·.()（）]*")
_CAPITALS = re.compile(r"(?:THE )?[A-Z.]+(?: [A-Z.&]+)+\Z")
"""A name of several words in capitals that opens a line: `THE WHITE HOUSE, Office of …`."""
_HEAD = 300
"""Characters in which a head stands."""
_LINE = 160
"""Characters that a line of a head has at most; more is prose."""


def heads_document(text: str, start: int, end: int) -> bool:
    """Say whether the name from `start` to `end` stands in a head as who issues the document.

    It does in a line `AGENCY: …`, wherever that is; alone on a line at the beginning; and in
    capitals that open a line there, or fill it: `DEPARTMENT OF COMMERCE`.
    """
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    if _SAYS.match(text, begin, start) is not None:
        return True
    if begin > _HEAD or stop - begin > _LINE or stop == len(text):
        return False
    if _ONLY_NAMES.fullmatch(text, begin, start) and _ONLY_NAMES.fullmatch(text, end, stop):
        return True
    return text[begin:stop].isupper() or _CAPITALS.match(text, begin, end) is not None
