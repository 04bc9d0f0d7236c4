"""The words at which facts are looked for, found by the taxonomy's one pass over a text.

A pattern is tried only round a cue of its role, so a text without cues costs nothing. The words
stand here, by role, so that one automaton can hold them all; what a role means is its reader's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from monitor.model import Field
from monitor.terms import Place, Terms
from monitor.text import Folded, digit_shape, folded, holds_digit

_NUMBERED = {
    "announcement": (
        "公告", "通告", "공고", "announcement", "notice", "notification", "circular", "nos",
        "Bekanntmachung", "Bekanntmachungen", "Ankündigung", "Mitteilung", "annonce", "avis",
        "communiqué", "anuncio", "aviso", "comunicado", "объявление", "объявления",
        "объявлению", "объявлением", "уведомление", "уведомления",
    ),
    "order": (
        "令", "order no", "decree no", "orders no", "decrees no", "Dekret Nr", "Erlass Nr",
        "Verordnung Nr", "décret n", "arrêté n", "decreto n", "постановление №", "указ №",
        "постановлением №", "постановления №", "приказ №", "령 제",
        "decree of the State Council", "order of the State Council", "Госсовета",
    ),
    "serial": (
        "国发", "国办发", "国函", "国办函", "工信部联原", "工信部原", "工信部联", "工信部规",
        "自然资发", "自然资函", "自然资规", "国土资发", "税委会", "财税", "财关税", "财建", "发改",
        "商产发", "商安发", "环发", "Lianyuan", "Guofa", "Guobanfa", "Shuiweihui",
        "Ziranzifa", "Gongxinbulianyuan",
    ),
    "us.fr": ("FR", "Fed. Reg", "Fed Reg", "Federal Register"),
    "us.docket": (
        "docket", "USGS", "DOI", "BIS", "USTR", "DOC", "ITA", "EERE", "DOE", "EPA", "BLM", "DOD",
    ),
    "us.rin": ("RIN",),
    "us.cfr": ("CFR", "C.F.R"),
    "us.president": (
        "EO", "E.O", "executive order", "proclamation", "行政令", "行政命令", "大統領令",
        "행정명령", "décret présidentiel", "orden ejecutiva", "Exekutivanordnung",
    ),
    "us.congress": ("H.R", "HR", "senate", "bill", "act", "Pub. L", "Public Law"),
    "eu.paper": ("COM", "SWD", "JOIN", "CELEX", "OJ", "ABl", "JO", "TA"),
    "standard": ("XB", "XB T", "GB", "GB T", "YS", "YS T", "HG T"),
    "in": ("S.O", "G.S.R", "notification no", "public notice no", "trade notice no"),
    "jp": ("令和", "平成"),
    "kr": ("고시 제", "공고 제", "훈령 제", "대통령령 제", "법률 제"),
    "cd": ("décision n", "decision n", "decision no", "decision", "ARECOMS"),
    "ru": (
        "РФ от", "Федерации от", "правительства РФ", "президента РФ", "федеральный закон",
        "федерального закона", "федеральным законом", "закон от", "указ", "приказ",
    ),
    "vn": ("Nghị định", "Quyết định", "Thông tư", "Luật", "NĐ CP", "Decree"),
    "id": ("Permen", "Peraturan", "Kepmen", "Keputusan", "Tahun"),
    "si": ("SOR", "Statutory Instrument", "SI", "P.U", "Gazette"),
    "goods": (
        "HS", "HTS", "HTSUS", "CN code", "customs code", "tariff code", "commodity code",
        "heading", "subheading", "tariff line", "TARIC", "KN Code", "code NC", "编码", "编号",
        "税号", "税则", "品目", "关税号列", "HSコード", "세번", "ТН ВЭД", "Zolltarifnummer",
    ),
}  # fmt: skip
"""Words of numbers: looked at only in a text that holds a digit."""
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DATED = {
    "effective": (
        "effective", "takes effect", "take effect", "took effect", "taking effect",
        "comes into effect", "come into effect", "came into effect", "coming into effect",
        "into force", "in force", "in effect", "as of", "starting", "beginning",
        "with effect from", "will apply from", "applies from", "apply from", "implemented from",
        "implemented on", "goes into effect", "go into effect", "went into effect",
        *(f"from {month}" for month in _MONTHS), *(f"from {day}" for day in range(1, 32)),
        "起施行", "起实施", "起生效", "起正式", "起执行", "起暂停", "起停止", "起恢复",
        "施行", "生效",
        "实施", "起对", "施行日", "施行する", "施行され", "発効", "適用",
        "시행", "발효", "적용", "in Kraft", "wirksam", "gilt ab", "gelten ab", "ab dem",
        "en vigueur", "prend effet", "prendra effet", "à compter du", "à partir du",
        "en vigor", "a partir del", "con efecto", "в силу", "вступает", "вступит",
        "вводится", "действует с", "вводятся",
    ),
    "until": (
        "until", "till", "through", "expires", "expire", "expired", "expiring",
        "postponed", "postpones", "postpone",
        "extends", "extended", "extend", "suspended", "suspends",
        "postponed to",
        "postpones to", "postpone to", "suspended to", "extended to", "expiration date", "valid to",
        "valid until", "至", "截至", "到期", "有效期", "为止", "まで", "까지", "bis", "jusqu'au",
        "jusqu'à", "hasta", "vence", "expire le", "до", "по",
    ),
    "comments_close": (
        "comments", "comment period", "comment deadline", "submissions", "feedback",
        "征求意见", "意见反馈", "反馈意见", "反馈截止", "截止", "意见征集", "公示期", "公开征求",
        "意見募集", "パブリックコメント", "提出期限", "의견", "의견수렴", "Stellungnahmen",
        "Stellungnahme", "Kommentare", "Konsultation", "commentaires", "observations",
        "consultation publique", "consultation", "comentarios", "observaciones",
        "consulta pública", "замечания", "предложения", "обсуждение",
    ),
    "announced": (
        "announced on", "issued on", "published on", "released on", "promulgated on",
        "signed on", "adopted on", "announced", "issued", "promulgated", "signed",
        "发布", "公布", "印发", "颁布", "签署", "宣布", "通过", "公布した", "公表", "発表", "공포",
        "발표", "공고", "verkündet", "bekannt gegeben", "veröffentlicht", "erlassen",
        "angekündigt", "annoncé", "publié", "adopté", "signé", "anunció", "publicó",
        "publicado", "anunciado", "firmó", "объявил", "объявило", "опубликовал",
        "опубликовало", "опубликован", "опубликовано", "подписал", "издал", "издало",
    ),
}  # fmt: skip
"""Words of a measure's dates."""

Span = tuple[int, int]
_DIGITS = re.compile("[0-9]+")
_DIGITS_OF_SHAPE = re.compile(b"00*")
"""Written so that it begins with a sign, which the engine jumps to."""
_MAX_DIGITS = 20_000
"""Runs of digits looked at in one text: more is a table of figures."""


class Marked(NamedTuple):
    """A text with the places of its cues, by role, ascending; places are in `text`."""

    field: Field
    text: str
    whole: Folded
    cues: Mapping[str, Sequence[Span]]
    digits: Sequence[Span]
    """Where the runs of the digits 0 to 9 stand in `text`."""

    @property
    def is_empty(self) -> bool:
        """Say whether no number can stand here."""
        return not holds_digit(self.whole.text)

    def folding(self, place: int) -> int:
        """Return where the character at `place` stands in the folded text."""
        origins = self.whole.origins
        return place if origins is None else bisect_left(origins, place)

    def numbered(self, role: str, back: int, ahead: int, *, in_folded: bool) -> Iterator[Span]:
        """Yield those stretches round the cues of a role in which a digit stands."""
        text = self.whole.text if in_folded else self.text
        for begin, stop in self.windows(role, back, ahead, in_folded=in_folded):
            if holds_digit(text[begin:stop]):
                yield begin, stop

    def windows(self, role: str, back: int, ahead: int, *, in_folded: bool) -> Iterator[Span]:
        """Yield the stretches round the cues of a role, joined where they overlap."""
        spans = self.cues.get(role)
        if not spans:
            return
        size = len(self.whole.text if in_folded else self.text)
        begin, stop = 0, -1
        for start, end in spans:
            if in_folded and self.whole.origins is not None:
                start, end = self.folding(start), self.folding(end)
            if stop < 0 or start - back > stop:
                if stop >= 0:
                    yield begin, stop
                begin = max(0, start - back)
            stop = max(stop, min(size, end + ahead))
        yield begin, stop


Roles = Mapping[int, Sequence[str]]
"""The roles of a term of the automaton, by its number."""


def cue_roles(terms: Terms) -> Roles:
    """Return the roles of the cues by their numbers among `terms`, to which they are added."""
    cues = [
        (word, role)
        for part in (_NUMBERED, _DATED)
        for role, words in part.items()
        for word in words
    ]
    roles: dict[int, list[str]] = {}
    for number, (_, role) in zip(terms.add([word for word, _ in cues]), cues, strict=True):
        known = roles.setdefault(number, [])
        if role not in known:
            known.append(role)
    return roles


def marked(field: Field, text: str, places: Iterable[Place], roles: Roles) -> Marked:
    """Return a text with its cues out of `places`, what an automaton that holds them found."""
    cues: dict[str, list[Span]] = {}
    for number, start, end in [place for place in places if place[0] in roles]:
        for role in roles[number]:
            cues.setdefault(role, []).append((start, end))
    for spans in cues.values():
        spans.sort()
    return Marked(field, text, folded(text), cues, _digits(text))


def _digits(text: str) -> list[Span]:
    """Return where the runs of digits stand."""
    if not holds_digit(text):
        return []
    if text.isascii():
        found = islice(_DIGITS_OF_SHAPE.finditer(digit_shape(text)), _MAX_DIGITS)
        return [run.span() for run in found]
    return [run.span() for run in islice(_DIGITS.finditer(text), _MAX_DIGITS)]


def marked_alone(field: Field, text: str) -> Marked:
    """Return a text with its cues, found in a pass of their own."""
    terms, roles = _alone()
    return marked(field, text, terms.places(text), roles)


@cache
def _alone() -> tuple[Terms, Roles]:
    terms = Terms()
    return terms, cue_roles(terms)
