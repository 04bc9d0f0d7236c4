"""Who signed a numbered document: the ministries by their names, near the number.

Of several signers the first counts: it is whose series the number is of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

_HAN = {
    "不可靠实体清单工作机制": "cn.uel", "国务院关税税则委员会": "cn.mof.tariff",
    "国务院": "cn.statecouncil", "国家发展和改革委员会": "cn.ndrc", "国家发展改革委": "cn.ndrc",
    "国家发改委": "cn.ndrc", "国家発展改革委員会": "cn.ndrc", "发展改革委": "cn.ndrc",
    "工业和信息化部": "cn.miit", "工信部": "cn.miit", "工业情报化部": "cn.miit",
    "中国商务省": "cn.mofcom", "商务部": "cn.mofcom", "海关总署": "cn.gacc",
    "税関总署": "cn.gacc", "자연자원부": "cn.mnr",
    "自然资源部": "cn.mnr", "国土资源部": "cn.mnr",
    "财政部": "cn.mof", "国家税务总局": "cn.sat", "税务总局": "cn.sat", "生态环境部": "cn.mee",
    "环境保护部": "cn.mee", "科技部": "cn.most", "科学技术部": "cn.most", "公安部": "cn.mps",
    "国家安全部": "cn.mss", "市场监管总局": "cn.samr", "国家市场监督管理总局": "cn.samr",
    "国资委": "cn.sasac", "外交部": "cn.mfa", "국무원": "cn.statecouncil",
    "중국 상무부": "cn.mofcom", "상무부": "cn.mofcom", "해관총서": "cn.gacc",
}  # fmt: skip
"""Names as folded (simplified); they stand directly before `公告` or `令`."""
_LETTERS = {
    "cn.uel": ("unreliable entity list", "unreliable entities list"),
    "cn.mof.tariff": ("tariff commission",),
    "cn.mofcom": (
        "ministry of commerce", "mofcom", "commerce ministry", "handelsministerium",
        "handelsministeriums", "ministere du commerce", "ministerio de comercio", "минкоммерции",
        "министерства коммерции", "министерство коммерции", "министерством коммерции",
        "минторг", "минторга",
    ),
    "cn.gacc": (
        "general administration of customs", "gacc", "china customs", "zollverwaltung",
        "administration generale des douanes", "administracion general de aduanas",
        "таможенного управления",
    ),
    "cn.mof": ("ministry of finance",),
    "cn.mnr": ("ministry of natural resources",),
    "cn.statecouncil": (
        "state council", "staatsrat", "staatsrats", "staatsrates", "conseil des affaires d'etat",
        "consejo de estado", "госсовета", "госсовет",
    ),
    "cn.miit": ("industry and information technology", "miit"),
    "cn.ndrc": ("development and reform", "ndrc"),
}  # fmt: skip
_BY_LETTERS = {name: issuer for issuer, names in _LETTERS.items() for name in names}
_LETTERED = re.compile(
    "|".join(rf"\b{re.escape(name)}\b" for name in sorted(_BY_LETTERS, key=len, reverse=True))
    + r"|\bcommerce department\b"
)
_HANS = re.compile("|".join(sorted(_HAN, key=len, reverse=True)))
_OTHER_STATE = re.compile(
    r" and industry| of (?:the )?(?!china|the people|prc|p\.r|people)(?:[a-z]{4,20})\b(?! and)"
)
"""Behind a ministry's name: that of another country, as far as the name is shared."""
_NUMBERED_OF = re.compile(
    r"(?:,|\)|\])? ?(?:of|by|from|issued by|des|du|de|del|der)? ?(?:the |china's |chinese )*\Z"
)
_JOINED = re.compile(r",? ?(?:and|&|und|et|y|и|together with|with)? ?(?:the |china's )?\Z")
_NEAR = 60
"""Characters on either side in which the name of an issuer may stand."""
_SERIES = {"cn.mofcom", "cn.gacc"}
"""Ministries of which «the announcement» may be meant where none is named beside it."""


class Signers:
    """Finds the issuer of a number; remembers which one the article speaks of."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(texts)

    def of(self, found: re.Match[str], text: str) -> tuple[str | None, int]:
        """Return the issuer of a number and where the phrase starts; None: it cannot be told."""
        han = signed_before(text, found.start())
        if han is not None:
            return han
        return beside(text, found.start(), found.end()) or self.default, found.start()

    @cached_property
    def default(self) -> str | None:
        """The one ministry that numbers announcements of which the article speaks, or None."""
        seen = {
            issuer for text in self._texts for issuer in (*_lettered(text), *_han(text))
        } & _SERIES  # fmt: skip
        return "cn.mofcom" if "cn.mofcom" in seen else next(iter(seen), None)


def _lettered(text: str) -> Iterable[str]:
    for found in _LETTERED.finditer(text):
        issuer = _BY_LETTERS.get(found[0])
        if issuer and not _OTHER_STATE.match(text, found.end()):
            yield issuer


def _han(text: str) -> Iterable[str]:
    return () if text.isascii() else (_HAN[found[0]] for found in _HANS.finditer(text))


def signed_before(text: str, end: int) -> tuple[str, int] | None:
    """Return the first signer of `商务部 海关总署公告` and where its name starts."""
    begin = max(0, end - _NEAR)
    signers = text[begin:end]
    if signers.isascii():
        return None
    first: tuple[str, int] | None = None
    while True:
        at = signers.rstrip(" 、,和及与·")
        name = next((name for name in _BY_LENGTH if at.endswith(name)), None)
        if name is None:
            return first
        signers = at.removesuffix(name)
        first = (_HAN[name], begin + len(signers))


_BY_LENGTH = sorted(_HAN, key=lambda name: -len(name))


def beside(text: str, start: int, end: int) -> str | None:
    """Return the issuer named round a number: `of the X` behind it, else the nearest before it.

    Where X is the second of two signers (`X and Y Announcement`), the first counts.
    """
    inside = _LETTERED.search(text, start, end)
    if inside is not None and inside[0] in _BY_LETTERS:
        return _BY_LETTERS[inside[0]]
    behind = [
        found
        for found in _LETTERED.finditer(text, end, end + 2 * _NEAR)
        if found[0] in _BY_LETTERS and not _OTHER_STATE.match(text, found.end())
    ]
    if behind and _NUMBERED_OF.match(text[end : behind[0].start()]):
        return _BY_LETTERS[behind[0][0]]
    ahead = [
        found
        for found in _LETTERED.finditer(text, max(0, start - 2 * _NEAR), start)
        if found[0] in _BY_LETTERS and not _OTHER_STATE.match(text, found.end())
    ]
    if ahead:
        chosen = len(ahead) - 1
        while chosen and _JOINED.match(text[ahead[chosen - 1].end() : ahead[chosen].start()]):
            chosen -= 1
        return _BY_LETTERS[ahead[chosen][0]]
    near = [found for found in behind if found.start() < end + _NEAR]
    return _BY_LETTERS[near[0][0]] if near else None
