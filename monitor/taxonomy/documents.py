"""Numbers of official documents, in all their written forms, as one id each.

`商务部公告2025年第61号`, `商務部公告2025第61號` and `MOFCOM Announcement No. 61 of 2025`
are all `cn.mofcom.2025-61`: jurisdiction, issuer, then the number, its year first. Codes of
goods (`int.hs.284690`) come with them. A number whose issuer, or whose year where the series
restarts each year, cannot be told is left out. Numbered announcements stand here, the others in
`decrees`, `codes`, `acts`, `gazettes` and `goods`.

Source of the written forms: ministry notices, gazettes and the trade press (docs/taxonomy.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from monitor.model import DocumentNumber
from monitor.taxonomy.acts import eu_acts
from monitor.taxonomy.codes import coded_numbers
from monitor.taxonomy.cues import Marked
from monitor.taxonomy.decrees import orders, serials
from monitor.taxonomy.gazettes import gazette_numbers
from monitor.taxonomy.goods import goods_codes
from monitor.taxonomy.signers import Signers
from monitor.taxonomy.written import NUMBER_MARK, Found, listed, year_near

_YEAR = "(?:19|20)[0-9]{2}"
_JOINT = r"(?:、|,|~|至|和|及|与|and|&|und|et|y|и|to|bis|号|호| )"
"""Between the numbers of a list; folding has made the hyphen of `55-58` a blank."""


def _list(name: str) -> str:
    return rf"(?P<list{name}>[0-9]{{1,4}}(?: ?{_JOINT}[ 、第제no.]{{0,5}}[0-9]{{1,4}}){{0,15}})"


def _year(name: str) -> str:
    return rf"(?P<year{name}>{_YEAR})"


_CHINESE = re.compile(
    rf"公告[】 ]{{0,2}}[〔(\[]?{_year('1')}[〕)\]]? ?年? ?(?:第|no\.?)? ?{_list('1')} ?号"
    rf"|[〔(\[]?{_year('2')}[〕)\]]? ?年? ?第 ?{_list('2')} ?号 ?(?:联合)?公告"
    rf"|公告 ?第? ?{_list('3')} ?号 ?[(〔\[]{_year('3')}年?[)〕\]]"
    rf"|第 ?{_list('4')} ?号 ?(?:联合)?公告"
    rf"|公告 ?(?:第|no\.?) ?{_list('5')} ?号"
    rf"|公告 ?{_year('6')} ?年 ?第 ?{_list('6')}(?![0-9号])"
    rf"|공고 ?{_year('7')}년? ?제? ?{_list('7')} ?호|{_year('8')}년 ?제? ?{_list('8')} ?호 ?공고"
    rf"|공고 ?제? ?{_list('9')} ?호(?! ?[(]?20)"
)
_CHINESE_BARE = re.compile(
    rf"{_YEAR} ?年 ?第 ?(?P<list>[0-9]{{1,4}}[ ,、][0-9 ,、和及第号]{{1,60}}) ?号(?! ?公告)"
)
_WORD = (
    r"(?:announcement|notice|notification|circular|bekanntmachung|ankundigung|mitteilung|annonce"
    r"|avis|communique|anuncio|aviso|comunicado|объявлени|уведомлени)(?:en|s|е|я|ю|ем|и|й|ях)?"
)
_OF = r"(?:of|de|del|von|vom|aus|от|за|,|for|year)"
_LATIN = re.compile(
    rf"\b{_WORD} {NUMBER_MARK}?{_list('1')}(?:,? ?{_OF}(?: the year)? |,? ?[\[(〔]|,? )"
    rf"{_year('1')}\b(?! ?[0-9])[\])〕]?"
    rf"|\b{_WORD} [\[(〔]?{_year('2')}[\])〕]?,? {NUMBER_MARK}{_list('2')}"
    rf"|\b{_WORD} {NUMBER_MARK}{_year('3')} (?P<list3>[0-9]{{1,4}})\b"
    rf"|\b{NUMBER_MARK}{_list('5')},? of {_year('5')}\b"
    rf"|\b{_year('6')} {_WORD} {NUMBER_MARK}{_list('6')}"
    rf"|\b{_WORD} {NUMBER_MARK}{_list('4')}\b"
)
_BACK, _AHEAD = 90, 170
_MAX_KEPT = 2000
"""Numbers kept of one text, the first: more is a table of codes."""

Reader = Callable[[Marked, Signers], Iterator[Found]]


def numbers_in(*texts: Marked) -> tuple[DocumentNumber, ...]:
    """Return the document numbers of some texts of one article, in reading order of each.

    Each number of a list is one; all numbers of a range share the range's place.
    """
    filled = [marked for marked in texts if not marked.is_empty]
    signers = Signers([marked.whole.text for marked in texts])
    return tuple(number for marked in filled for number in _in_text(marked, signers))


def _in_text(marked: Marked, signers: Signers) -> list[DocumentNumber]:
    places: set[Found] = set()
    for reader in (announcements, orders, serials):
        for found in reader(marked, signers):
            start, end = marked.whole.original(found.start, found.end)
            places.add(Found(found.id, start, end))
    for coded in (coded_numbers, eu_acts, gazette_numbers, goods_codes):
        places.update(coded(marked))
    return [
        DocumentNumber(
            id=found.id, field=marked.field, start=found.start, end=found.end,
            text=marked.text[found.start : found.end],
        )
        for found in sorted(_longest(places), key=lambda one: (one.start, one.end, one.id))[
            :_MAX_KEPT
        ]
    ]  # fmt: skip


def _longest(places: set[Found]) -> Iterator[Found]:
    """Yield what is no part of a longer reading of the same id."""
    reach: dict[str, int] = {}
    for one in sorted(places, key=lambda place: (place.start, -place.end)):
        if one.end > reach.get(one.id, -1):
            reach[one.id] = one.end
            yield one


def announcements(marked: Marked, signers: Signers) -> Iterator[Found]:
    """Yield numbered announcements, with their places in the folded text."""
    text = marked.whole.text
    yearless: list[tuple[str, re.Match[str], str]] = []
    years: dict[tuple[str, int], str] = {}
    for found in _announced(marked):
        variant = _variant(found)
        issuer, start = signers.of(found, text)
        if issuer is None:
            continue
        year = _year_of(found, variant, text)
        if year is None:
            yearless.append((issuer, found, variant))
            continue
        span = found.span(f"list{variant}")
        for one in listed(f"{issuer}.{year}-", text, span, (start, found.end())):
            years[issuer, int(one.id.rpartition("-")[2])] = year
            yield one
    for issuer, found, variant in yearless:
        for one in listed("", text, found.span(f"list{variant}"), found.span()):
            known = years.get((issuer, int(one.id)))
            if known is not None:
                yield Found(f"{issuer}.{known}-{one.id}", one.start, one.end)


def _announced(marked: Marked) -> Iterator[re.Match[str]]:
    """Yield what is written like the number of an announcement, whoever's."""
    text = marked.whole.text
    for begin, stop in marked.numbered("announcement", _BACK, _AHEAD, in_folded=True):
        window = text[begin:stop]
        if "号" in window or "호" in window:
            yield from _CHINESE.finditer(text, begin, stop)
            yield from _CHINESE_BARE.finditer(text, begin, stop)
        yield from _LATIN.finditer(text, begin, stop)


def _variant(found: re.Match[str]) -> str:
    """Return the name's ending of the alternative that matched."""
    name = next(n for n, value in found.groupdict().items() if n.startswith("list") and value)
    return name.removeprefix("list")


def _year_of(found: re.Match[str], variant: str, text: str) -> str | None:
    """Return the year written with a number, or one that stands close to it."""
    groups = found.groupdict()
    if year := groups.get(f"year{variant}"):
        return year
    if "list" in groups:  # the bare form begins with its year
        return found[0][:4]
    return year_near(text, found.start(), found.end())
