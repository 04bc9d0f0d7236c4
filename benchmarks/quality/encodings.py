"""How pages are encoded, and what they say of it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_LEGACY: dict[str, tuple[tuple[str, str], ...]] = {
    "zh": (("gb18030", "gb2312"), ("gbk", "gbk"), ("gb18030", "GB18030")),
    "zt": (("cp950", "big5"), ("cp950", "Big5")),
    "ja": (("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP"), ("cp932", "x-sjis")),
    "ko": (("cp949", "euc-kr"), ("cp949", "ks_c_5601-1987")),
    "ru": (("cp1251", "windows-1251"), ("koi8_r", "koi8-r")),
    "pl": (("iso8859_2", "iso-8859-2"), ("cp1250", "windows-1250")),
    "el": (("iso8859_7", "iso-8859-7"), ("cp1253", "windows-1253")),
    "en": (("cp1252", "iso-8859-1"), ("cp1252", "windows-1252")),
}
_WESTERN = (("cp1252", "iso-8859-1"), ("cp1252", "windows-1252"), ("iso8859_15", "iso-8859-15"))
BROKEN = b"\x81\xff"
"""Bytes that no charset of the web reads as words, put into some pages."""
_PLACES = ("meta", "header", "late", "none", "header_wrong", "meta_wrong", "header_default")


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    codec: str
    header: str | None
    """The charset that the server declares, or None."""
    meta: str | None
    late: bool = False
    """Whether the declaration stands below 6 kB of other things."""
    bom: bool = False
    bad_byte: bool = False

    @property
    def label(self) -> str:
        place = "late" if self.late else ""
        marks = "+".join(
            mark for mark, is_set in (("bom", self.bom), ("bad byte", self.bad_byte)) if is_set
        )
        return f"{self.codec} header={self.header} meta={self.meta} {place}{marks}".strip()

    def encode(self, page: str) -> bytes:
        raw = page.encode(self.codec, errors="xmlcharrefreplace")
        if self.bom:
            raw = (b"\xff\xfe" if self.codec == "utf-16-le" else b"\xef\xbb\xbf") + raw
        if self.bad_byte and self.codec != "utf-16-le":
            raw = raw.replace(b"</body>", b"<!-- %b --><i>%b</i></body>" % (BROKEN, BROKEN), 1)
        return raw


def choose(language: str, random: Random, *, is_old: bool) -> Encoding:
    """Return how a page is sent; old sites use their country's charsets and err more often."""
    bad_byte = random.random() < 0.08
    if not is_old or random.random() < 0.15:
        return _modern(random, bad_byte=bad_byte)
    codec, name = random.choice(_LEGACY.get(language, _WESTERN))
    place = random.choice(_PLACES)
    header = {"header": name, "header_wrong": "utf-8", "header_default": "ISO-8859-1"}.get(place)
    meta = {"header": None, "none": None, "meta_wrong": "utf-8"}.get(place, name)
    if place == "header_wrong" and random.random() < 0.5:
        header, meta = name, "utf-8"
    return Encoding(codec=codec, header=header, meta=meta, late=place == "late", bad_byte=bad_byte)


def _modern(random: Random, *, bad_byte: bool) -> Encoding:
    place = random.choice(("meta", "meta", "both", "header", "none", "default", "bom", "wrong"))
    if place == "bom":
        codec = random.choice(("utf-8", "utf-16-le"))
        return Encoding(codec=codec, header=None, meta=None, bom=True)
    return Encoding(
        codec="utf-8",
        header={"both": "UTF-8", "header": "utf-8", "default": "iso-8859-1"}.get(place),
        meta={"header": None, "none": None, "wrong": "gb2312"}.get(place, "utf-8"),
        late=random.random() < 0.15,
        bad_byte=bad_byte,
    )
