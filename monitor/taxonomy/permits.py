"""Whose leave is needed, by the words round a name: that body controls what is told of."""

from __future__ import annotations

import re

_GRANT = (
    r"permission|permits?|licen[cs]es?|approval|authori[sz]ation|clearance|consent|nod|go-ahead"
    r"|green light|sign-off|leave"
)
_FROM = re.compile(rf"\b(?:(?:{_GRANT}) from|(?:permits?|licen[cs]es?) of) (?:the )?\Z", re.I)
_HOLDS = re.compile(
    r"\b(?:must|shall|to|will|needs?|requires?)(?: first)? (?:(?:hold |obtain |get |seek )?an? "
    r"|(?:obtain |get |seek |secure )(?:the )?|(?<=needs )|(?<=need ))\Z",
    re.I,
)
_OF = re.compile(rf" (?:export |prior |written )?(?:{_GRANT})\b", re.I)
_DENIED = re.compile(r"\b(?:no|not|nobody|never|without|public|end|ends|ended)\b|n['’]t\b", re.I)
_LOOKED_AT = 40
"""Characters before a name that are looked at."""


def grants_leave(text: str, before: str, end: int) -> bool:
    """Say whether the body whose name ends at `end` of `text` has to be asked for leave.

    `before` is the text before the name: `permission from the`, or `must hold a` where `licence`
    follows. Who need not be asked controls nothing.
    """
    begin = max(0, len(before) - _LOOKED_AT)
    if _DENIED.search(before, begin) is not None:
        return False
    if _FROM.search(before, begin) is not None:
        return True
    return _HOLDS.search(before, begin) is not None and _OF.match(text, end) is not None
