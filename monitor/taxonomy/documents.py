"""Numbers of official documents, in all their written forms, as one id each.

`商务部公告2025年第61号`, `商務部公告2025第61號` and `MOFCOM Announcement No. 61 of 2025`
are all `cn.mofcom.2025-61`. A number whose issuer cannot be told is left out. Forms that
carry their series in themselves stand in `monitor.taxonomy.codes`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from monitor.model import DocumentNumber, Field
from monitor.taxonomy.codes import coded_numbers
from monitor.text import Folded, folded, holds_digit

_ISSUERS = {
    "不可靠实体清单工作机制": "cn.uel", "国务院关税税则委员会": "cn.mof.tariff",
    "国务院": "cn.statecouncil",
    "国家发展和改革委员会": "cn.ndrc", "国家发展改革委": "cn.ndrc", "国家发改委": "cn.ndrc",
    "工业和信息化部": "cn.miit", "工信部": "cn.miit", "商务部": "cn.mofcom",
    "海关总署": "cn.gacc",
    "自然资源部": "cn.mnr", "国土资源部": "cn.mnr", "财政部": "cn.mof",
    "国家税务总局": "cn.sat",
    "税务总局": "cn.sat", "生态环境部": "cn.mee", "科技部": "cn.most", "科学技术部": "cn.most",
}  # fmt: skip
_ENGLISH_ISSUERS = {
    "unreliable entity list": "cn.uel", "tariff commission": "cn.mof.tariff",
    "ministry of commerce": "cn.mofcom", "mofcom": "cn.mofcom",
    "commerce ministry": "cn.mofcom",
    "general administration of customs": "cn.gacc", "gacc": "cn.gacc",
    "ministry of finance": "cn.mof", "ministry of natural resources": "cn.mnr",
    "state council": "cn.statecouncil", "industry and information technology": "cn.miit",
    "miit": "cn.miit", "development and reform": "cn.ndrc", "ndrc": "cn.ndrc",
}  # fmt: skip
_SERIES = {
    "国发": "cn.statecouncil.guofa", "国办发": "cn.statecouncil.guobanfa",
    "国函": "cn.statecouncil.guohan", "国办函": "cn.statecouncil.guobanhan",
    "工信部联原": "cn.miit.lianyuan", "工信部原": "cn.miit.yuan", "工信部联": "cn.miit.lian",
    "自然资发": "cn.mnr.ziranzifa", "自然资函": "cn.mnr.ziranzihan",
    "国土资发": "cn.mnr.guotuzifa", "税委会": "cn.mof.shuiweihui", "财税": "cn.mof.caishui",
    "财关税": "cn.mof.caiguanshui", "发改": "cn.ndrc.fagai", "商产发": "cn.mofcom.shangchanfa",
    "lianyuan": "cn.miit.lianyuan", "guofa": "cn.statecouncil.guofa",
    "guobanfa": "cn.statecouncil.guobanfa", "shuiweihui": "cn.mof.shuiweihui",
}  # fmt: skip

_JOINT = r"(?:、|,|~|至|和|及|与|and|&|to|号| )"
"""Between the numbers of a list; folding has made the hyphen of `55-58` a blank."""


def _year(name: str) -> str:
    return rf"(?P<year{name}>(?:19|20)[0-9]{{2}})"


def _list(name: str) -> str:
    return rf"(?P<list{name}>[0-9]{{1,4}}(?: ?{_JOINT}[ 、第no.]{{0,5}}[0-9]{{1,4}}){{0,15}})"


_CHINESE = re.compile(
    rf"公告 ?[〔(\[]?{_year('1')}[〕)\]]? ?年? ?第? ?{_list('1')} ?号"
    rf"|{_year('2')} ?年 ?第 ?{_list('2')} ?号 ?公告"
    rf"|公告 ?第 ?{_list('3')} ?号 ?[(〔\[]{_year('3')}[)〕\]]?"
)
_CHINESE_BARE = re.compile(
    rf"{_year('')} ?年 ?第 ?(?P<list>[0-9]{{1,4}}[ ,、][0-9 ,、和及]{{1,60}}) ?号(?! ?公告)"
)
_ENGLISH_START = re.compile("announcement|notice|notification|circular")
_WORD = r"(?:announcement|notice|notification|circular)s?"
_ENGLISH = re.compile(
    rf"{_WORD} (?:nos?\. ?|numbers? |no )?{_list('1')}(?: ?(?:of|,) |,? ?[\[(]){_year('1')}\b[\])]?"
    rf"|{_WORD} {_year('2')} nos?\. ?{_list('2')}"
    rf"|{_WORD} nos?\. ?{_year('3')} (?P<list3>[0-9]{{1,4}})\b"
    rf"|{_WORD} nos?\. ?{_list('4')}\b"
)
_ORDER = re.compile(
    r"令 ?\(?第 ?(?P<a>[0-9]{1,4}) ?号|第 ?(?P<b>[0-9]{1,4}) ?号令"
    r"|\b(?:order|decree)s? no\. ?(?P<c>[0-9]{1,4})\b"
)
_SERIAL = re.compile(
    rf"(?P<series>{'|'.join(sorted(_SERIES, key=len, reverse=True))})[一-鿿]{{0,3}} ?"
    r"[〔(\[]?(?P<year>(?:19|20)[0-9]{2})[〕)\]] ?(?:no\. ?)?(?P<number>[0-9]{1,4})(?: ?号)?"
)
_NUMBER = re.compile(r"[0-9]{1,4}")
_ANY_YEAR = re.compile(r"\b20[0-9]{2}\b")
_NEAR = 60
"""Characters on either side in which an English number's issuer or year may stand."""
_MAX_RANGE = 30


class _Found(NamedTuple):
    id: str
    start: int
    end: int


def document_numbers(title: str, body: str) -> tuple[DocumentNumber, ...]:
    """Return the document numbers of an article, title before body, in reading order.

    Each number of a list is one; all numbers of a range share the range's place.
    """
    fields: tuple[tuple[Field, str], ...] = (("title", title), ("body", body))
    texts = [(field, original, folded(original)) for field, original in fields]
    if not any(holds_digit(whole.text) for _, _, whole in texts):
        return ()
    default = _default_issuer(" ".join(whole.text for _, _, whole in texts))
    return tuple(
        number
        for field, original, whole in texts
        for number in _in_field(field, original, whole, default)
    )


def _in_field(
    field: Field, original: str, whole: Folded, default: str | None
) -> list[DocumentNumber]:
    if not holds_digit(whole.text):
        return []
    places = {
        (found.id, *whole.original(found.start, found.end))
        for trigger, reader in _READERS.items()
        if any(word in whole.text for word in trigger)
        for found in reader(whole.text, default)
    }
    places |= set(coded_numbers(original))
    return [
        DocumentNumber(id=identifier, field=field, start=start, end=end, text=original[start:end])
        for identifier, start, end in sorted(places, key=lambda p: (p[1], p[2], p[0]))
    ]


def _default_issuer(text: str) -> str | None:
    """Return the one ministry that numbers announcements of which the article speaks."""
    for names, issuer in (
        (("商务部", "ministry of commerce", "mofcom", "commerce ministry"), "cn.mofcom"),
        (("海关总署", "general administration of customs"), "cn.gacc"),
    ):
        if any(name in text for name in names):
            return issuer
    return None


def _chinese(text: str, default: str | None) -> Iterator[_Found]:
    for found in _CHINESE.finditer(text):
        variant = next(v for v in "123" if found[f"list{v}"])
        issuer, start = _issuer_before(text, found.start()) or (default, found.start())
        if issuer is not None:
            stem = f"{issuer}.{found[f'year{variant}']}-"
            yield from _listed(stem, text, found.span(f"list{variant}"), (start, found.end()))
    if default is None:
        return
    for found in _CHINESE_BARE.finditer(text):
        stem = f"{default}.{found['year']}-"
        yield from _listed(stem, text, found.span("list"), found.span())


def _issuer_before(text: str, end: int) -> tuple[str, int] | None:
    """Return the first signer of `商务部 海关总署公告` and where its name starts."""
    begin = max(0, end - _NEAR)
    signers = text[begin:end]
    first: tuple[str, int] | None = None
    while True:
        at = signers.rstrip(" 、,和及与·") if first else signers.rstrip(" ")
        name = next((name for name, _ in _BY_LENGTH if at.endswith(name)), None)
        if name is None:
            return first
        signers = at.removesuffix(name)
        first = (_ISSUERS[name], begin + len(signers))


_BY_LENGTH = sorted(_ISSUERS.items(), key=lambda item: -len(item[0]))


def _english(text: str, default: str | None) -> Iterator[_Found]:
    for found in _english_places(text):
        variant = next(v for v in "1234" if found[f"list{v}"])
        beside = text[max(0, found.start() - _NEAR) : found.end() + _NEAR]
        issuer = next((i for name, i in _ENGLISH_ISSUERS.items() if name in beside), default)
        year = found[f"year{variant}"] if variant != "4" else _year_after(text, found.end())
        if issuer is not None and year is not None:
            stem = f"{issuer}.{year}-"
            yield from _listed(stem, text, found.span(f"list{variant}"), found.span())


def _english_places(text: str) -> Iterator[re.Match[str]]:
    """Yield what `_ENGLISH.finditer` would, looking only where its first word stands."""
    end = 0
    for word in _ENGLISH_START.finditer(text):
        if word.start() >= end and (found := _ENGLISH.match(text, word.start())):
            end = found.end()
            yield found


def _year_after(text: str, end: int) -> str | None:
    """Return the year that stands close behind, as in `Nos. 55 and 56 (Oct 9, 2025)`."""
    year = _ANY_YEAR.search(text, end, end + _NEAR)
    return year[0] if year else None


def _listed(
    stem: str, text: str, places: tuple[int, int], whole: tuple[int, int]
) -> Iterator[_Found]:
    """Yield each number of a list; one alone takes the place of the whole phrase."""
    numbers = list(_NUMBER.finditer(text, *places))
    if len(numbers) == 1:
        yield _Found(stem + str(int(numbers[0][0])), *whole)
        return
    for before, number in zip([None, *numbers], numbers, strict=False):
        first = last = int(number[0])
        start = number.start()
        if before is not None and text[before.end() : number.start()].strip(" 第") in {
            "",
            "~",
            "至",
            "to",
        }:
            first, start = int(before[0]) + 1, before.start()
        for value in range(first, min(last, first + _MAX_RANGE) + 1):
            yield _Found(f"{stem}{value}", start, number.end())


def _orders(text: str, default: str | None) -> Iterator[_Found]:
    del default  # orders name their issuer
    for found in _ORDER.finditer(text):
        number = found["a"] or found["b"] or found["c"]
        if found["c"]:
            beside = text[max(0, found.start() - _NEAR) : found.end() + _NEAR]
            names = [(beside.find(n), i) for n, i in _ENGLISH_ISSUERS.items() if n in beside]
            issuer, start = (min(names)[1] if names else None), found.start()
        else:
            issuer, start = _issuer_before(text, found.start()) or (None, found.start())
        if issuer is not None:
            yield _Found(f"{issuer}.order-{int(number)}", start, found.end())


def _serials(text: str, default: str | None) -> Iterator[_Found]:
    del default  # the prefix is the issuer's
    for found in _SERIAL.finditer(text):
        identifier = f"{_SERIES[found['series']]}-{found['year']}-{int(found['number'])}"
        yield _Found(identifier, found.start(), found.end())


_READERS: Mapping[tuple[str, ...], Callable[[str, str | None], Iterator[_Found]]] = {
    ("号",): _chinese,
    ("announcement", "notice", "notification", "circular"): _english,
    ("令", "order no", "decree no", "orders no", "decrees no"): _orders,
    tuple(_SERIES): _serials,
}
