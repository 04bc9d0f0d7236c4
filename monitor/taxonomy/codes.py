"""Document numbers that carry their series in themselves: Federal Register, CELEX, WTO, GB.

Read from the text as written, since hyphens and capitals are part of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_HYPHEN = "[-\u2010\u2011\u2012\u2013]"
_I = re.IGNORECASE
Place = tuple[str, int, int]


class _Form(NamedTuple):
    trigger: tuple[str, ...]
    """One of these must stand in the lower-cased text, or the pattern is not tried."""
    pattern: re.Pattern[str]
    identifier: Callable[[re.Match[str]], str]


def coded_numbers(text: str) -> Iterator[Place]:
    """Yield id, start and end of every such number in `text`."""
    lower = text.lower()
    for form in _FORMS:
        if any(word in lower for word in form.trigger):
            for found in form.pattern.finditer(text):
                yield form.identifier(found), *found.span()
    if "ds" in lower:
        yield from _disputes(text)


def _disputes(text: str) -> Iterator[Place]:
    """Yield WTO disputes; `DS431/432/433` are three."""
    for found in _DISPUTE.finditer(text):
        numbers = list(re.finditer("[0-9]{3}", found[0]))
        for number in numbers:
            start = found.start() if len(numbers) == 1 else found.start() + number.start()
            stop = found.end() if len(numbers) == 1 else found.start() + number.end()
            yield f"wto.ds.{number[0]}", start, stop


def _celex(found: re.Match[str]) -> str:
    kind = {"d": "D", "l": "L", "r": "R"}[_ACTS[found["act"].casefold()]]
    first, second = found["first"], found["second"]
    year, number = (second, first) if found["old"] else (first, second)
    return f"eu.celex.3{year}{kind}{int(number):04}"


_ACTS = {
    "regulation": "r", "regolamento": "r", "verordnung": "r", "règlement": "r",
    "reglamento": "r", "directive": "l", "direttiva": "l", "richtlinie": "l",
    "decision": "d", "decisione": "d", "beschluss": "d", "décision": "d",
}  # fmt: skip
_AGENCIES = (
    "USGS", "DOI", "BIS", "USTR", "DOC", "ITA", "EERE", "DOE", "EPA", "BLM", "DOD",
)  # fmt: skip
"""Agencies whose dockets on regulations.gov concern minerals or exports."""
_DISPUTE = re.compile(r"\b(?:WT/)?DS[ ]?[1-6][0-9]{2}(?:/[1-6][0-9]{2}){0,5}(?![0-9])")
_FORMS = (
    _Form(
        (" fr ", "fed. reg.", "fed reg"),
        re.compile(r"\b([0-9]{2,3}) (?:FR|Fed\.? ?Reg\.?) ([0-9]{3,6})\b"),
        lambda f: f"us.fr.{f[1]}-{f[2]}",
    ),
    _Form(
        ("federal register",),
        re.compile(
            r"Federal Register,? Volume ([0-9]{2,3})[^.\n]{0,80}?\bPages? ([0-9]{3,6})\b", _I
        ),
        lambda f: f"us.fr.{f[1]}-{f[2]}",
    ),
    _Form(
        ("fr doc",),
        re.compile(
            rf"\bFR Doc\.? ?(?:No[.:]{{0,2}} ?)?([0-9]{{2,4}}){_HYPHEN}([0-9]{{4,6}})\b", _I
        ),
        lambda f: f"us.fr-doc.{f[1]}-{f[2]}",
    ),
    _Form(
        ("docket",),
        re.compile(rf"\bDocket (?:No\.?|Number|ID):? ?([0-9]{{6}}){_HYPHEN}([0-9]{{4}})\b", _I),
        lambda f: f"us.docket.{f[1]}-{f[2]}",
    ),
    _Form(
        tuple(f"{agency.lower()}{hyphen}" for agency in _AGENCIES for hyphen in "-\u2013"),
        re.compile(
            rf"\b({'|'.join(_AGENCIES)})[-\u2013]([12][0-9]{{3}})"
            rf"{_HYPHEN}([0-9]{{4}})\b"
        ),
        lambda f: f"us.docket.{f[1]}-{f[2]}-{f[3]}",
    ),
    _Form(
        ("rin ", "rin:"),
        re.compile(rf"\bRIN:? ?([0-9]{{4}}){_HYPHEN}([A-Z]{{2}}[0-9]{{2}})\b", _I),
        lambda f: f"us.rin.{f[1]}-{f[2].upper()}",
    ),
    _Form(
        ("cfr",),
        re.compile(r"\b([0-9]{1,2}) CFR (?:[Pp]arts? )?([0-9]{1,4}(?:\.[0-9]{1,4})?)\b"),
        lambda f: f"us.cfr.{f[1]}-{f[2]}",
    ),
    _Form(
        ("eo ", "e.o.", "executive order"),
        re.compile(r"\b(?:EO|E\.O\.|[Ee]xecutive [Oo]rder)(?: [Nn]o\.?)? ?(1[0-9]{4})\b"),
        lambda f: f"us.eo.{f[1]}",
    ),
    _Form(
        ("行政令", "行政命令"),
        re.compile(r"第 ?(1[0-9]{4}) ?[号號] ?行政(?:命)?令"),
        lambda f: f"us.eo.{f[1]}",
    ),
    _Form(
        ("proclamation",),
        re.compile(r"\bProclamation (?:No\. ?)?(1?[0-9]{4})\b", _I),
        lambda f: f"us.proclamation.{f[1]}",
    ),
    _Form(
        ("h.r.",),
        re.compile(r"\bH\. ?R\. ?([0-9]{1,5})\b"),
        lambda f: f"us.hr.{f[1]}",
    ),
    _Form(
        ("senate", "bill", " act"),
        re.compile(r"(?<![.\w])S\. ?([0-9]{2,4})\b(?![,.][0-9])"),
        lambda f: f"us.s.{f[1]}",
    ),
    _Form(
        ("a-", "c-", "a\u2013", "c\u2013"),
        re.compile(rf"\b([AC]){_HYPHEN}([0-9]{{3}}){_HYPHEN}([0-9]{{3}})\b"),
        lambda f: f"us.ad.{f[1]}-{f[2]}-{f[3]}",
    ),
    _Form(
        tuple(_ACTS),
        re.compile(
            rf"\b(?P<act>{'|'.join(_ACTS)}) (?:\((?:EU|UE|EC|EEC|Euratom)\) )?"
            r"(?:(?P<old>[Nn][or]\.? ?)?)(?P<first>[0-9]{1,4})/(?P<second>[0-9]{1,4})\b",
            _I,
        ),
        _celex,
    ),
    _Form(
        ("com(", "com ("),
        re.compile(r"\bCOM ?\((20[0-9]{2})\) ?([0-9]{1,4})\b"),
        lambda f: f"eu.com.{f[1]}-{f[2]}",
    ),
    _Form(
        ("3",),
        re.compile(r"\b3((?:19|20)[0-9]{2})([RLD])([0-9]{4})\b"),
        lambda f: f"eu.celex.3{f[1]}{f[2]}{f[3]}",
    ),
    _Form(
        ("oj ",),
        re.compile(r"\bOJ ([CL])[, ]{1,2}([0-9]{1,4})/([0-9]{1,4})\b"),
        lambda f: f"eu.oj.{f[1]}-{f[2]}-{f[3]}",
    ),
    _Form(
        ("_ta(", "_ta-"),
        re.compile(r"\b(P[0-9]{1,2})_TA\((20[0-9]{2})\)([0-9]{4})\b"),
        lambda f: f"eu.ep.{f[1]}-{f[2]}-{f[3]}",
    ),
    _Form(
        ("gb",),
        re.compile(rf"\bGB(/T)? ?([0-9]{{3,6}})(\.[0-9]{{1,3}})?{_HYPHEN}((?:19|20)[0-9]{{2}})\b"),
        lambda f: f"cn.{'gbt' if f[1] else 'gb'}.{f[2]}{f[3] or ''}-{f[4]}",
    ),
)
