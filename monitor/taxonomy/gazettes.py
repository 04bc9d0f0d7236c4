"""Numbers of other states' documents: India, Japan, Korea, Russia, Vietnam, DRC, Indonesia, …

Series that restart each year carry it in their id; where it is not written, the number is left
out, but for Indian S.O. and G.S.R. numbers, which are cited alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.taxonomy.codes import HYPHEN, Form, read_forms
from monitor.taxonomy.cues import Marked
from monitor.taxonomy.written import Found

_I = re.IGNORECASE
_NO = r"(?:[Nn](?:o|r|º|°|um)?s?\.?[:º°]{0,2}\s?|№\s?|Nomor\s|số\s|так\s)?"
_ERA_STARTS = {"令和": 2018, "平成": 1988}
_JP_ISSUERS = {
    "経済産業省": "jp.meti", "財務省": "jp.mof", "環境省": "jp.env", "内閣": "jp.cabinet",
    "外務省": "jp.mofa", "国土交通省": "jp.mlit", "総務省": "jp.soumu",
}  # fmt: skip
_KR_ISSUERS = {
    "산업통상자원부": "kr.motie", "산업통상부": "kr.motie", "산업부": "kr.motie",
    "기획재정부": "kr.moef", "환경부": "kr.me", "관세청": "kr.kcs", "기후에너지환경부": "kr.mcee",
}  # fmt: skip
_KR_KINDS = {"고시": "notice", "공고": "gonggo", "훈령": "directive"}
_RU_KINDS = (
    ("постановлен", "ru.government.resolution"), ("распоряжен", "ru.government.order"),
    ("указ", "ru.president.decree"), ("приказ", "ru.ministry.order"),
)  # fmt: skip
_ID_KINDS = (
    (("esdm", "energi"), "id.memr"), (("perdagangan", "mendag"), "id.trade"),
    (("keuangan", "menkeu"), "id.mof"), (("presiden", "perpres"), "id.president"),
    (("pemerintah",), "id.government"), (("undang",), "id.law"),
)  # fmt: skip


def gazette_numbers(marked: Marked) -> Iterator[Found]:
    """Yield every such number of a text."""
    yield from read_forms(marked, _FORMS)


def _indian(found: re.Match[str]) -> str:
    series = {"s": "so", "g": "gsr"}[found["series"][0].lower()]
    year = f"{found['year']}-" if found["year"] else ""
    return f"in.{series}.{year}{found['number']}"


def _dgft(found: re.Match[str]) -> str:
    kind = found["kind"].lower().replace(" ", "-")
    return f"in.dgft.{kind}-{found['year']}-{found['next'][-2:]}-{int(found['number'])}"


def _japanese(found: re.Match[str]) -> str | None:
    year = _ERA_STARTS[found["era"]] + (1 if found["year"] == "元" else int(found["year"]))
    number = int(found["number"])
    if found["kind"] == "法律":
        return f"jp.law.{year}-{number}"
    if found["kind"] == "政令":
        return f"jp.cabinet.order-{year}-{number}"
    issuer = next((i for name, i in _JP_ISSUERS.items() if name in (found["issuer"] or "")), None)
    if issuer is None:
        return None
    return f"{issuer}.{'notice' if found['kind'] == '告示' else 'order'}-{year}-{number}"


def _korean(found: re.Match[str]) -> str | None:
    if found["law"]:
        kind = "law" if found["law"] == "법률" else "decree"
        return f"kr.{kind}.{int(found['number'])}"
    issuer = _KR_ISSUERS.get(found["issuer"])
    kind = _KR_KINDS[found["kind"]]
    return f"{issuer}.{kind}-{found['year']}-{int(found['serial'])}" if issuer else None


def _russian(found: re.Match[str]) -> str | None:
    year = re.search(r"(?:19|20)[0-9]{2}", found["date"])
    if found["law"]:
        return f"ru.law.{year[0]}-{found['number']}" if year else None
    words = found["kind"].lower()
    stem = next((stem for word, stem in _RU_KINDS if words.startswith(word)), None)
    return f"{stem}-{year[0]}-{found['number']}" if stem and year else None


def _vietnamese(found: re.Match[str]) -> str:
    series = found["series"].upper().replace("Đ", "D").lower()
    year = f"{found['year']}-" if found["year"] else ""
    return f"vn.{series}.{year}{int(found['number'])}"


def _indonesian(found: re.Match[str]) -> str | None:
    words = found["kind"].lower()
    stem = next((s for names, s in _ID_KINDS if any(name in words for name in names)), None)
    return f"{stem}.{found['year']}-{int(found['number'])}" if stem else None


_FORMS = (
    Form(
        "in", 2, 50,
        re.compile(
            r"\b(?P<series>S\.?\s?O\.?|G\.?S\.?R\.?)\s?(?P<number>[0-9]{1,5})\s?\(E\)"
            r"(?:,? dated[^\n0-9]{0,6}(?:[0-9]{1,2}[^\n0-9]{1,14}){1,2}(?P<year>20[0-9]{2}))?"
        ),
        _indian,
    ),
    Form(
        "in", 2, 24,
        re.compile(
            rf"\b(?P<kind>Notification|Public Notice|Trade Notice) {_NO}(?P<number>[0-9]{{1,3}})"
            r"\s?/\s?(?P<year>20[0-9]{2})[-–](?P<next>(?:20)?[0-9]{2})\b", _I,
        ),
        _dgft,
    ),
    Form(
        "in", 2, 36,
        re.compile(
            rf"\bNotification {_NO}([0-9]{{1,3}})/(20[0-9]{{2}})\s?[-–]\s?Customs"
            r"(?P<nt>\s?\(N\.?T\.?\))?", _I,
        ),
        lambda f: f"in.customs.notification{'-nt' if f['nt'] else ''}-{f[2]}-{int(f[1])}",
    ),
    Form(
        "jp", 1, 50,
        re.compile(
            r"(?P<era>令和|平成)(?P<year>元|[0-9０-９]{1,2})年(?:[0-9０-９]{1,2}月[0-9０-９]{1,2}日)?"
            r"[ 　(（]?(?P<issuer>[一-鿿]{2,10}?)?(?P<kind>告示|省令|政令|法律|令|府令)"
            r"[ 　]?第(?P<number>[0-9０-９]{1,4})号"
        ),
        _japanese,
    ),
    Form(
        "kr", 24, 40,
        re.compile(
            r"(?P<issuer>[가-힣]{2,10})\s?(?P<kind>고시|공고|훈령)\s?제\s?(?P<year>20[0-9]{2})"
            rf"\s?{HYPHEN}\s?(?P<serial>[0-9]{{1,4}})\s?호"
            r"|(?P<law>대통령령|법률)\s?제\s?(?P<number>[0-9]{4,6})\s?호"
        ),
        _korean,
    ),
    Form(
        "ru", 60, 60,
        re.compile(
            r"(?:(?P<law>Федеральн[а-я]{2,3} закон[а-я]{0,2})|(?P<kind>[Пп]остановлени[а-я]{1,2}"
            r"|[Рр]аспоряжени[а-я]{1,2}|[Уу]каз[а-я]{0,2}|[Пп]риказ[а-я]{0,2}))"
            r"[^\n№;]{0,50}?\bот (?P<date>[^\n№;]{6,24}?)(?:\sг(?:ода|\.))?\s?(?:№|N)\s?"
            r"(?P<number>[0-9]{1,5}(?(law)-ФЗ))"
        ),
        _russian,
    ),
    Form(
        "vn", 20, 40,
        re.compile(
            r"(?<![0-9/])(?P<number>[0-9]{1,4})/(?:(?P<year>20[0-9]{2})/)?"
            r"(?P<series>N[ĐD]-CP|Q[ĐD]-TTg|TT-[A-ZĐ]{2,8}|NQ-CP|QH[0-9]{1,2}|CT-TTg)\b"
        ),
        _vietnamese,
    ),
    Form(
        "cd", 2, 40,
        re.compile(
            rf"\bd[ée]cision\s{_NO}0{{0,2}}(?P<number>[0-9]{{1,3}})"
            r"/(?:[A-Z.]{2,16}/){0,3}(?P<year>20[0-9]{2})\b", _I,
        ),
        lambda f: f"cd.arecoms.{f['year']}-{int(f['number'])}",
    ),
    Form(
        "id", 2, 70,
        re.compile(
            r"\b(?P<kind>(?:Peraturan|Permen|Kepmen|Keputusan|Permendag|Undang-Undang)[A-Za-z ()]"
            r"{0,40}?)\s?(?:No(?:mor|\.)?)\s?(?P<number>[0-9]{1,3})(?:\.K)?\s?(?:Tahun\s|/)"
            r"(?P<year>20[0-9]{2})\b"
        ),
        _indonesian,
    ),
    Form(
        "si", 2, 24,
        re.compile(rf"\bSOR/([0-9]{{2,4}}){HYPHEN}([0-9]{{1,4}})\b"),
        lambda f: f"ca.sor.{f[1]}-{f[2]}",
    ),
    Form(
        "si", 2, 40,
        re.compile(r"\bStatutory Instrument (?:No\.? ?)?([0-9]{1,4}) of (20[0-9]{2})\b", _I),
        lambda f: f"zw.si.{f[2]}-{f[1]}",
    ),
    Form(
        "si", 2, 16,
        re.compile(r"\bSI (20[0-9]{2})/([0-9]{1,4})\b"),
        lambda f: f"uk.si.{f[1]}-{f[2]}",
    ),
    Form(
        "si", 2, 24,
        re.compile(r"\bP\.U\. ?\(([AB])\) ?([0-9]{1,4})/(20[0-9]{2})\b"),
        lambda f: f"my.pu-{f[1].lower()}.{f[3]}-{f[2]}",
    ),
)  # fmt: skip
