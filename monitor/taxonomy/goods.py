"""Codes of goods: customs codes (HS, CN, HTS, PRC) and codes of control lists (ECCN, PRC, EU).

An id is jurisdiction and system, then the digits alone, so that codes of different lengths are
compared on their common beginning: `int.hs.284690` covers `cn.hs.2846901940`. Six digits are the
same everywhere; whose the further ones are is told by the words before them, else the code is
kept as `int.hs` with all its digits.

Source: WCO Harmonized System (6 digits); EU Combined Nomenclature (8); US HTS and PRC tariff (10);
the Wassenaar numbering that the US, the EU and, with numbers from 900, the PRC use.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from monitor.taxonomy.cues import Marked
from monitor.taxonomy.written import Found

_SHAPE = re.compile(
    r"[0-9](?<![0-9A-Za-z.,/-][0-9])(?:"
    r"(?P<control>[A-E][0-9]{3}(?:\.[a-z](?:\.[0-9]{1,2})?)?(?![0-9A-Za-z]))"
    r"|(?P<dotted>[0-9]{3}(?:\.[0-9]{2}){1,3}(?:\.[0-9]{2})?(?:[0-9]{2})?(?![0-9%]|[.,][0-9]))"
    r"|(?P<plain>[0-9]{5}(?:[0-9]{2}){0,2}(?![0-9%]|[.,][0-9])|[0-9]{3} [0-9]{2} [0-9]{2}"
    r"(?: [0-9]{2})?(?![0-9]))"
    r"|(?P<heading>[0-9]{3}(?![0-9%A-Za-z年]|[.,/-][0-9])))"
)
_WORDS = re.compile(
    r"\b(?:HTSUS|HTS|HS)\b|\b(?:CN|KN|NC|TARIC|customs|tariff|commodity|HS)[- ]codes?\b|\bHS-Code"
    r"|\b(?:sub)?headings?\b|\btariff lines?\b|Zolltarifnummer|商品编[码号]|商品編號|税则号列|税号"
    r"|稅則號列|海关(?:商品)?编[号码]|參考海關|参考海关|品目|HSコード|关税号列|세번|ТН ВЭД"
)
_BETWEEN = re.compile(
    r"(?:[\s:：.,;，、；()（）\[\]第\"'“”/&-]|\b(?:nos?|codes?|numbers?|and|or|of|the|ex|to|und|et|ou|oder|y|o|is|are"
    r"|under|HS|HTS|CN|Nr|subheadings?|headings?|item|items)\b|编[码号]|編號|商品|为|為|和|及|或|与|是|号列|號列){0,24}"
)
"""What may stand between `HS code` and its code, and between two codes of a list."""
_SYSTEMS = (
    (("hts",), {8: "us.hts", 10: "us.hts"}),
    (("cn code", "kn-code", "kn code", "nc code", "taric", "code nc", "zolltarif"), {8: "eu.cn"}),
    (("编", "編", "税", "稅", "海关"), {8: "cn.hs", 10: "cn.hs"}),
    (("customs code", "commodity code"), {10: "cn.hs"}),
)
_CHAPTERS = range(1, 98)
_CONTROL_LETTERS = "ABCDE"
_HEADING, _CODE_LENGTHS = 4, (6, 8, 10)
_NEAR, _FAR = 60, 400
"""Characters before a code in which its word may stand, and, where a list goes on, between."""
_CONTROLS = (
    ("us.eccn", re.compile(r"\bECCNs?\b|Commerce Control List|\bCCL\b|\bEAR\b|出口管制分类")),
    ("cn.control", re.compile(
        r"管制编码|管制編碼|两用物项|兩用物項|商务部|中国|MOFCOM|\bChina|\bChinese\b|\bPRC\b"
        r"|Chine\b|Китай|Китая|중국"
    )),
    ("eu.dual-use", re.compile(r"Annex I\b|Anhang I\b|annexe I\b|2021/821|EU dual-use")),
)  # fmt: skip
_STATED = re.compile(r"(?:ECCNs?|管制编码|管制編碼)[^0-9\n]{0,12}\Z")


def goods_codes(marked: Marked) -> Iterator[Found]:
    """Yield the codes of goods of a text."""
    reader = _Reader(marked)
    end = 0
    for begin, stop in marked.digits:
        if begin < end or not _may_be(stop - begin, marked.text[stop : stop + 1], marked):
            continue
        found = _SHAPE.match(marked.text, begin)
        if found is None:
            continue
        end = found.end()
        identifier = reader.control(found) if found["control"] else reader.customs(found)
        if identifier:
            yield Found(identifier, *found.span())


class _Reader:
    """Says what the codes of one text are, in reading order; a list goes on with its system."""

    def __init__(self, marked: Marked) -> None:
        self._text = marked.text
        self._words = list(_WORDS.finditer(marked.text)) if "goods" in marked.cues else []
        self._ends = [word.end() for word in self._words]
        self._last = -_FAR
        self._system: dict[int, str] = {}

    def customs(self, found: re.Match[str]) -> str | None:
        """Return the id of a customs code, or None: nothing says that the digits are one."""
        word = self._word_before(found.start())
        if word is not None:
            self._system = _system(word[0].lower())
        elif found["heading"] or not (found["dotted"] and _is_certain(self._text, found)):
            return None
        else:
            self._system = {}
        digits = "".join(filter(str.isdigit, found[0]))
        if int(digits[:2]) not in _CHAPTERS:
            return None
        self._last = found.end()
        return f"{self._system.get(len(digits), 'int.hs')}.{digits}"

    def _word_before(self, start: int) -> re.Match[str] | None:
        """Return the word that says what the digits are: close, or before a list that goes on."""
        number = bisect_right(self._ends, start)
        if not number:
            return None
        near = self._words[number - 1]
        if start - self._last <= _NEAR and self._last > near.start():
            return near if self._is_listed(self._last, start) else None
        return near if start - near.end() <= _NEAR and self._is_listed(near.end(), start) else None

    def _is_listed(self, begin: int, end: int) -> bool:
        """Say whether nothing but signs and small words stands between a word and its code."""
        return _BETWEEN.fullmatch(self._text, begin, end) is not None

    def control(self, found: re.Match[str]) -> str | None:
        """Return the id of `1C902` by the words nearest before it, else by those of the text."""
        before = self._text[max(0, found.start() - _FAR) : found.start()]
        if stated := _STATED.search(before):
            return f"{'us.eccn' if stated[0].startswith('ECCN') else 'cn.control'}.{found[0]}"
        ends = [
            (max((word.end() for word in pattern.finditer(before)), default=-1), name)
            for name, pattern in _CONTROLS
        ]
        near = max(ends)
        name = near[1] if near[0] >= 0 else self._only_control
        return f"{name}.{found[0]}" if name else None

    @cached_property
    def _only_control(self) -> str | None:
        """The one list of which the text speaks, or None: of none, or of several."""
        names = [name for name, pattern in _CONTROLS if pattern.search(self._text)]
        return names[0] if len(names) == 1 else None


def _may_be(length: int, following: str, marked: Marked) -> bool:
    """Say whether digits of that length, and what follows, can begin a code of goods."""
    if length == 1:
        return following in _CONTROL_LETTERS and following != ""
    if length == _HEADING:
        return following == "." or "goods" in marked.cues
    return length in _CODE_LENGTHS and "goods" in marked.cues


def _is_certain(text: str, found: re.Match[str]) -> bool:
    """Say whether `8505.11.00`, with no word near, can be nothing else: three groups or more."""
    return found["dotted"].count(".") >= 2 and not text[
        max(0, found.start() - 2) : found.start()
    ].strip(" (\n")


def _system(word: str) -> dict[int, str]:
    return next((lengths for names, lengths in _SYSTEMS if any(n in word for n in names)), {})
