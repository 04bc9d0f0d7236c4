"""Acts of the European Union as CELEX numbers: `Regulation (EU) 2024/1252` is 32024R1252.

Found at their `2024/1252`; the kind of act is the nearest word before it, in any language.
Source: EUR-Lex, how acts are numbered (before 2015 regulations and old directives: number/year,
or year of two digits; since 2015 one series, year/number).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.taxonomy.cues import Marked
from monitor.taxonomy.written import Found

_WORDS = {
    "R": (
        "regulation", "regolamento", "verordnung", "règlement", "reglamento", "rozporządzeni",
        "regulamento", "verordening", "条例", "條例", "法规", "法規", "規則", "规定", "규정",
        "규칙", "регламент", "förordning",
    ),
    "L": (
        "directive", "direttiva", "richtlinie", "directiva", "dyrektyw", "diretiva", "richtlijn",
        "指令", "지침", "директив",
    ),
    "D": (
        "decision", "decisione", "beschluss", "décision", "decisión", "decyzj", "decisão",
        "besluit", "决定", "決定", "결정", "решени",
    ),
}  # fmt: skip
_ACTS = {word: letter for letter, words in _WORDS.items() for word in words}
_ACT = re.compile("|".join(sorted(map(re.escape, _ACTS), key=len, reverse=True)), re.IGNORECASE)
_BODY = r"(?:EU|UE|EC|CE|EG|EEC|EWG|CEE|EWR|ЕС|CFSP|PESC|GASP|Euratom|WE|歐盟|欧盟)"
_NUMBER = re.compile(
    r"[0-9](?<![0-9./-][0-9])[0-9]{0,3}/[0-9]{1,4}(?![0-9])(?!/[0-9])"
    r"|3(?<![0-9A-Za-z]3)(?:19|20)[0-9]{2}[RLD][0-9]{4}(?![0-9])"
)
_AHEAD = re.compile(
    rf"[(（]{_BODY}(?:,\s?Euratom)?[)）]\s?(?P<old>(?:[Nn](?:o|r|[.]?[oº°])\.?|№)\s?)?\Z"
    rf"|\s(?P<plain>(?:[Nn](?:o|r|[.]?[oº°])\.?\s|№\s)?)\Z|第\s?\Z"
)
_BEHIND = re.compile(rf"/(?:{_BODY})\b|\s?\((?:{_BODY})\)|\s?[号號]")
_FOLLOWING = "/RLD"
"""What stands behind the first digits of an act's number."""
_NEAR = 90
_YEARS = range(1952, 2100)


def eu_acts(marked: Marked) -> Iterator[Found]:
    """Yield the acts of a text; a number without its kind of act beside it is left out."""
    text = marked.text
    for begin, end in marked.digits:
        following = text[end : end + 1]
        if following not in _FOLLOWING or not following:
            continue
        found = _NUMBER.match(text, begin)
        if found is None:
            continue
        if "/" not in found[0]:
            yield Found(f"eu.celex.{found[0]}", *found.span())
            continue
        ahead = _AHEAD.search(text, max(0, found.start() - 24), found.start())
        if ahead is None:
            continue
        behind = _BEHIND.match(text, found.end())
        named = ahead["plain"] is None
        letter, start = _act(text, ahead.start(), near=named)
        stop = behind.end() if behind else found.end()
        if letter is None and behind:  # 欧盟第2024/1252号条例
            after = _ACT.match(text, behind.end())
            letter = _ACTS.get(after[0].casefold()) if after else None
            start, stop = ahead.start(), after.end() if after else stop
        if letter is None or not (named or behind or _is_recent(found[0])):
            continue
        number = _celex(found[0], letter, old=bool(ahead["old"] or (ahead["plain"] or "").strip()))
        if number:
            yield Found(number, start, stop)


def _act(text: str, end: int, *, near: bool) -> tuple[str | None, int]:
    """Return the kind of the act named before `end` and where it stands.

    `near`: words may stand between, since `(EU)` says whose act it is.
    """
    begin = max(0, end - (_NEAR if near else 14))
    last: re.Match[str] | None = None
    for word in _ACT.finditer(text, begin, end):
        last = word
    if last is None or any(mark in text[last.end() : end] for mark in "0123456789;\n"):
        return None, end
    if not near and text[last.end() : end].strip():
        return None, end
    return _ACTS[last[0].casefold()], last.start()


def _is_recent(written: str) -> bool:
    """Say whether `2024/1252` is of the series since 2015, and long enough to be no fraction."""
    first, _, second = written.partition("/")
    return first.isdigit() and 2015 <= int(first) <= 2099 and len(second) >= 3


def _celex(written: str, letter: str, *, old: bool) -> str | None:
    """Return the CELEX number; `old`: written with `No`, so the year comes last."""
    first, second = written.split("/")
    if int(first) in _YEARS and not (old and int(second) in _YEARS):
        year, number = int(first), int(second)
    elif int(second) in _YEARS or (old and len(second) == 2):
        year, number = int(second), int(first)
    elif len(first) == 2:
        year, number = int(first), int(second)
    else:
        return None
    if year < 100:
        year += 1900 if year >= 50 else 2000
    return f"eu.celex.3{year}{letter}{number:04}"
