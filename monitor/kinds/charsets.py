"""Names of character sets as the web writes them, and how each is decoded here.

Only character sets of the web are known: Python has codecs that are none (`zip`, `punycode`) and
would let a server choose what work is done.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
    "shift_jis": "cp932",
    "shift_jis_2004": "cp932",
    "shift_jisx0213": "cp932",
    "euc_jis_2004": "euc_jp",
    "euc_jisx0213": "euc_jp",
    "euc_kr": "cp949",
    "johab": "cp949",
    "utf-8-sig": "utf-8",
}
"""Labels that the web uses for less than what is written under them, by Python's name of the
label. Source: https://encoding.spec.whatwg.org/#names-and-labels"""
_ALIASES = {
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "windows-949": "cp949",
    "ks_c_5601-1989": "cp949",
    "x-gbk": "gb18030",
    "gb_2312": "gb18030",
    "x-euc-jp": "euc_jp",
    "x-x-big5": "big5hkscs",
    "cn-big5": "big5hkscs",
    "iso-8859-8-i": "iso8859-8",
    "dos-874": "cp874",
    "unicode-1-1-utf-8": "utf-8",
    "unicode11utf8": "utf-8",
    "unicode20utf8": "utf-8",
    "x-unicode20utf8": "utf-8",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-mac-ukrainian": "mac-cyrillic",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "sun_eu_greek": "iso8859-7",
    "koi8-ru": "koi8-u",
    "koi": "koi8-r",
    "koi8": "koi8-r",
}  # labels of the same list that Python does not know
_ALIASES |= {f"x-cp125{page}": f"cp125{page}" for page in range(9)}
SINGLE_BYTE = frozenset(
    {f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
    | {f"cp{page}" for page in (866, 874, *range(1250, 1259))}
    | {"koi8-r", "koi8-u", "mac-roman", "mac-cyrillic"}
)
"""Every sequence of bytes is a text in these, so that decoding proves nothing."""
_MULTIBYTE = frozenset(
    {"gb18030", "big5hkscs", "cp932", "euc_jp", "iso2022_jp", "cp949", "hz"}
    | {"utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"}
)
SEVEN_BIT = frozenset({"iso2022_jp", "hz"})
"""Written in ASCII bytes, so that valid UTF-8 proves nothing."""

_BIG5 = str.maketrans("､‾∼♁☉¥¢£", "﹑¯～⊕⊙￥￠￡")
"""What Python's Big5 makes of code points that the web, as Windows, reads otherwise. Source: https://encoding.spec.whatwg.org/index-big5.txt"""
_BIG5_NAME_DOT = re.compile("(?<=[\u3400-\u9fff])•(?=[\u3400-\u9fff])")
"""One code is a bullet in one table and in the other the `‧` that parts foreign names."""
_JIS_RUN = re.compile(rb"\x1b(?:\$[@B]|\([BJI])")
_MAX_SHIFTS = 100_000
_JIS_SHIFTS = {b"\x1b$@": "wide", b"\x1b$B": "wide", b"\x1b(I": "kana"}


class Attempt(NamedTuple):
    """Bytes read in one encoding."""

    encoding: str
    """Python's name."""
    text: str
    replaced: int = 0
    """Sequences of bytes that are not of this encoding, each a U+FFFD in `text`."""
    is_cut: bool = False
    """The end of the bytes broke a character, which is left out."""


def encoding_of(label: str) -> str | None:
    """Return Python's name for the encoding that the web means by `label`, or None: unknown."""
    label = label.strip().lower()
    try:
        name = codecs.lookup(_ALIASES.get(label, label)).name
    except (LookupError, UnicodeError):
        return None
    name = _WIDER.get(name, name)
    return name if name in _MULTIBYTE or name in SINGLE_BYTE else None


def attempt(body: bytes, encoding: str) -> Attempt:
    """Return `body` read in `encoding`, one of those that `encoding_of` returns."""
    if encoding == "iso2022_jp":
        return _iso_2022_jp(body)
    if encoding == "euc_jp":
        return _euc_jp(body)
    try:
        read = Attempt(encoding, body.decode(encoding))
    except UnicodeDecodeError:
        read = _damaged(body, encoding)
    if encoding == "big5hkscs":
        return read._replace(text=_BIG5_NAME_DOT.sub("‧", read.text.translate(_BIG5)))
    return read


def _damaged(body: bytes, encoding: str) -> Attempt:
    """Return what is readable of `body`, which is not all of `encoding`."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    text = decoder.decode(body)
    is_cut = bool(decoder.getstate()[0])
    written = body.count(b"\xef\xbf\xbd") if encoding == "utf-8" else 0
    return Attempt(encoding, text, max(0, text.count("\ufffd") - written), is_cut)


def _euc_jp(body: bytes) -> Attempt:
    """Read EUC-JP; where the standard's own table fails, with row 13 (①, ㈱) as Windows has it."""
    for encoding in ("euc_jp", "euc_jis_2004"):
        try:
            return Attempt("euc_jp", body.decode(encoding))
        except UnicodeDecodeError:
            continue
    return _damaged(body, "euc_jp")


def _iso_2022_jp(body: bytes) -> Attempt:
    """Read ISO-2022-JP with what Windows adds to it: row 13 and half-width kana."""
    try:
        return Attempt("iso2022_jp", body.decode("iso2022_jp"))
    except UnicodeDecodeError:
        if body.count(b"\x1b") > _MAX_SHIFTS:
            return _damaged(body, "iso2022_jp")
    parts: list[str] = []
    place, state = 0, "narrow"
    for shift in [*_JIS_RUN.finditer(body), None]:
        run = body[place : shift.start() if shift else len(body)]
        if state == "narrow":
            parts.append(run.decode("ascii", "replace"))
        else:
            high = bytes(byte | 0x80 if byte > 32 else byte for byte in run)
            parts.append(
                attempt(high, "euc_jp").text if state == "wide" else high.decode("cp932", "replace")
            )
        if shift:
            place, state = shift.end(), _JIS_SHIFTS.get(shift[0], "narrow")
    text = "".join(parts)
    return Attempt("iso2022_jp", text, text.count("\ufffd"))
