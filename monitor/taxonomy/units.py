"""Words of numbers: multipliers, masses, shares and currencies in eight languages, as folded.

Folding has taken accents off Latin letters, made traditional characters simplified and hyphens
blanks. Source: trade press and ministry notices; ISO 4217 for currencies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

MULTIPLIERS = {
    "thousand": 1e3, "million": 1e6, "mln": 1e6, "mn": 1e6, "billion": 1e9, "bln": 1e9,
    "bn": 1e9, "trillion": 1e12, "trn": 1e12, "crore": 1e7, "lakh": 1e5, "lakh crore": 1e12,
    "tausend": 1e3, "tsd.": 1e3, "millionen": 1e6, "mio.": 1e6, "mio": 1e6, "milliarde": 1e9,
    "milliarden": 1e9, "mrd.": 1e9, "mrd": 1e9, "mille": 1e3, "milliard": 1e9, "mds": 1e9,
    "md": 1e9, "mil": 1e3, "millon": 1e6, "millones": 1e6, "mil millones": 1e9, "milioni": 1e6,
    "miliardi": 1e9, "milhoes": 1e6,
    "тыс.": 1e3, "тыс": 1e3, "тысяч": 1e3, "тысячи": 1e3, "тысяча": 1e3, "млн": 1e6,
    "миллион": 1e6, "миллиона": 1e6, "миллионов": 1e6, "млрд": 1e9, "миллиард": 1e9,
    "миллиарда": 1e9, "миллиардов": 1e9, "трлн": 1e12,
    "百万亿": 1e14, "万亿": 1e12, "千亿": 1e11, "百亿": 1e10, "亿": 1e8, "億": 1e8,
    "千万": 1e7, "百万": 1e6, "万": 1e4, "千": 1e3, "兆": 1e12, "천": 1e3, "만": 1e4,
    "억": 1e8, "조": 1e12,
}  # fmt: skip
AFTER_CURRENCY = {"k": 1e3, "m": 1e6, "b": 1e9}
"""Single letters are multipliers only where a currency sign stands before the number."""
BARE = {
    "million", "billion", "bln", "trillion", "亿", "万亿", "千亿", "百亿", "millionen",
    "milliarden",
    "milliard", "millones", "mil millones", "млн", "млрд", "миллиардов", "миллионов", "억", "조",
}  # fmt: skip
"""Multipliers that make a quantity without a unit."""
MASSES = {
    "metric tonne": 1.0, "metric ton": 1.0, "tonne": 1.0, "ton": 1.0, "mt": 1.0, "kt": 1e3,
    "mmt": 1e6, "t": 1.0, "te": 1.0, "kilogram": 1e-3, "kilogramme": 1e-3, "kilo": 1e-3,
    "kg": 1e-3, "公吨": 1.0, "吨": 1.0, "千吨": 1e3, "公斤": 1e-3, "千克": 1e-3, "トン": 1.0,
    "キロ": 1e-3, "キログラム": 1e-3, "톤": 1.0, "킬로그램": 1e-3, "tonnen": 1.0,
    "kilogrammen": 1e-3,
    "tonelada": 1.0, "toneladas": 1.0, "tonnellate": 1.0, "тонн": 1.0, "тонны": 1.0, "тонна": 1.0,
    "тонну": 1.0, "т": 1.0, "кг": 1e-3, "килограмм": 1e-3, "kilogramo": 1e-3, "kilogramm": 1e-3,
}  # fmt: skip
COMMA_MASSES = ("tonnen", "tonelada", "tonnellate", "тонн", "т", "кг", "kilogramo")
"""Masses of languages that write thousands with a full stop and decimals with a comma."""
PERCENT = (
    "%", "percent", "per cent", "pct", "퍼센트", "프로", "パーセント", "prozent", "pour cent",
    "por ciento", "per cento", "процент", "процента", "процентов",
)  # fmt: skip
CURRENCIES = {
    "u.s. dollar": "USD", "us dollar": "USD", "dollar": "USD", "dollars americains": "USD",
    "usd": "USD", "美元": "USD", "美金": "USD", "달러": "USD", "ドル": "USD", "米ドル": "USD",
    "dolar": "USD", "dolares": "USD", "доллар": "USD", "доллара": "USD", "долларов": "USD",
    "долл.": "USD", "chinese yuan": "CNY", "yuan": "CNY", "rmb": "CNY", "cny": "CNY",
    "renminbi": "CNY", "元人民币": "CNY", "元": "CNY", "人民币": "CNY", "人民元": "CNY",
    "위안": "CNY", "юань": "CNY", "юаня": "CNY", "юаней": "CNY", "euro": "EUR", "eur": "EUR",
    "€": "EUR", "欧元": "EUR", "ユーロ": "EUR", "유로": "EUR", "евро": "EUR", "yen": "JPY",
    "jpy": "JPY", "日元": "JPY", "日圆": "JPY", "円": "JPY", "엔": "JPY", "иен": "JPY",
    "won": "KRW", "韩元": "KRW", "ウォン": "KRW", "원": "KRW", "вон": "KRW", "rupee": "INR",
    "rupien": "INR", "roupie": "INR", "rupia": "INR", "卢比": "INR", "рупий": "INR",
    "pound": "GBP", "pound sterling": "GBP", "英镑": "GBP", "港元": "HKD", "澳元": "AUD",
    "加元": "CAD", "рублей": "RUB", "рубля": "RUB", "руб.": "RUB", "卢布": "RUB",
    "australian dollar": "AUD", "canadian dollar": "CAD",
}  # fmt: skip
SIGNS = {
    "us$": "USD", "usd": "USD", "$": "USD", "a$": "AUD", "au$": "AUD", "aud": "AUD", "c$": "CAD",
    "ca$": "CAD", "cad": "CAD", "hk$": "HKD", "nt$": "TWD", "€": "EUR", "eur": "EUR", "£": "GBP",
    "gbp": "GBP", "rmb": "CNY", "cny": "CNY", "cn¥": "CNY", "jpy": "JPY", "₹": "INR", "rs": "INR",
    "rs.": "INR", "inr": "INR", "₩": "KRW", "krw": "KRW", "₽": "RUB",
}  # fmt: skip


def known(written: str, table: Mapping[str, object]) -> str:
    """Return the table's form of a word that may carry a plural ending."""
    if written in table:
        return written
    return written[:-1] if written[:-1] in table else written[:-2]


def alternatives(table: Iterable[str]) -> list[str]:
    """Return the words, longer ones first, as one of them is to be tried before its beginning."""
    return sorted(table, key=len, reverse=True)
