"""Document numbers that carry their series in themselves: Federal Register, COM, WTO, GB.

Read from the text as written, since hyphens and capitals are part of them. Each form is tried
only round its cue (`monitor.taxonomy.cues`); those with a shape of their own (`A-570-831`,
`DS431`) at the digits of that shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from monitor.taxonomy.cues import Marked
from monitor.taxonomy.written import Found

HYPHEN = "[-\u2010\u2011\u2012\u2013]"
_I = re.IGNORECASE
_NO = r"(?:[Nn](?:o|r|º|°|um)?s?\.?[:º°]{0,2}\s?|№\s?)?"


class Form(NamedTuple):
    """How one series is written."""

    role: str
    """Of the cues round which it is looked for."""
    back: int
    ahead: int
    pattern: re.Pattern[str]
    identifier: Callable[[re.Match[str]], str | None]
    """None: no number of the series after all."""


def read_forms(marked: Marked, forms: tuple[Form, ...]) -> Iterator[Found]:
    """Yield what the forms of which a cue stands in the text find round it."""
    text = marked.text
    for form in forms:
        if form.role not in marked.cues:
            continue
        for begin, stop in marked.numbered(form.role, form.back, form.ahead, in_folded=False):
            for found in form.pattern.finditer(text, begin, stop):
                if found.end() == stop < len(text):
                    continue  # perhaps cut; the next cue's window holds it whole, or nothing does
                if identifier := form.identifier(found):
                    yield Found(identifier, *found.span())


def coded_numbers(marked: Marked) -> Iterator[Found]:
    """Yield every such number of a text."""
    yield from read_forms(marked, _FORMS)
    text = marked.text
    for start, end in marked.digits:
        if end - start != _SHAPED_DIGITS or not start:
            continue
        before = text[start - 1]
        if before == "S" or (before == " " and text[start - 2 : start - 1] == "S"):
            yield from _disputes(text, start)
        elif before in _HYPHENS and (case := _CASE.match(text, max(0, start - 2))):
            yield Found(f"us.ad.{case[1]}-{case[2]}-{case[3]}", *case.span())


def _disputes(text: str, start: int) -> Iterator[Found]:
    """Yield WTO disputes; `DS431/432/433` are three."""
    found = _DISPUTE.match(text, max(0, start - (3 if text[start - 1] == " " else 2)))
    if found is None:
        return
    begin = found.start()
    if text[max(0, begin - 3) : begin] == "WT/":
        begin -= 3
    numbers = list(_THREE.finditer(text, *found.span()))
    for number in numbers:
        alone = len(numbers) == 1
        at = begin if alone else number.start()
        yield Found(f"wto.ds.{number[0]}", at, found.end() if alone else number.end())


_AGENCIES = "USGS|DOI|BIS|USTR|DOC|ITA|EERE|DOE|EPA|BLM|DOD|USBP|TREAS|OFAC"
"""Agencies whose dockets on regulations.gov concern minerals or exports."""
_HYPHENS = "-\u2010\u2011\u2012\u2013"
_SHAPED_DIGITS = 3
_THREE = re.compile("[0-9]{3}")
_CASE = re.compile(rf"(?<![A-Za-z0-9])([AC]){HYPHEN}([0-9]{{3}}){HYPHEN}([0-9]{{3}})(?![0-9-])")
_DISPUTE = re.compile(
    r"(?<![A-Za-z])DS ?[1-6][0-9]{2}(?:(?:/|,\s|、)?(?:DS)?[1-6][0-9]{2}){0,5}(?![0-9])"
    r"(?:/(?:AB/)?R(?:W[0-9]?)?\b)?"
)
_FORMS = (
    Form(
        "us.fr", 12, 24,
        re.compile(
            r"(?<![0-9.,])([0-9]{2,3})\s(?:F\.?R\.?|Fed\.?\s?Reg\.?|Federal Register)(?:\sat)?\s"
            r"([0-9]{1,3},[0-9]{3}|[0-9]{3,6})\b(?!,?[0-9])"
        ),
        lambda f: f"us.fr.{f[1]}-{f[2].replace(',', '')}",
    ),
    Form(
        "us.fr", 2, 160,
        re.compile(
            r"Federal Register,?(?: /)? ?\(?Vol(?:ume|\.)? ?([0-9]{2,3})[^\n]{0,90}?"
            r"\b(?:Pages?|pp?\.) ?([0-9]{3,6})\b", _I,
        ),
        lambda f: f"us.fr.{f[1]}-{f[2]}",
    ),
    Form(
        "us.fr", 2, 30,
        re.compile(
            rf"\bFR Doc(?:ument)?\.?(?:,? ?No[.:]{{0,2}})? ?:? ?((?:20)?[0-9]{{2}})"
            rf"{HYPHEN}([0-9]{{4,6}})\b", _I,
        ),
        lambda f: f"us.fr-doc.{f[1] if len(f[1]) == 4 else '20' + f[1]}-{f[2]}",
    ),
    Form(
        "us.docket", 2, 36,
        re.compile(
            rf"\bDocket (?:(?:No\.?|Nos\.|Number|ID)s?:? ?)?([0-9]{{6}}){HYPHEN}([0-9]{{4}})\b", _I
        ),
        lambda f: f"us.docket.{f[1]}-{f[2]}",
    ),
    Form(
        "us.docket", 8, 24,
        re.compile(rf"\b({_AGENCIES}){HYPHEN}([12][0-9]{{3}}){HYPHEN}([0-9]{{4}})\b"),
        lambda f: f"us.docket.{f[1]}-{f[2]}-{f[3]}",
    ),
    Form(
        "us.rin", 2, 24,
        re.compile(rf"\bRIN:?\s?(?:No\.?\s?)?([0-9]{{4}}){HYPHEN}([A-Z]{{2}}[0-9]{{2}})\b", _I),
        lambda f: f"us.rin.{f[1]}-{f[2].upper()}",
    ),
    Form(
        "us.cfr", 6, 30,
        re.compile(
            r"(?<![0-9.])([0-9]{1,2})\sC\.?F\.?R\.?\s(?:[Pp]arts?\s|§§?\s?|[Ss]ections?\s)?"
            r"([0-9]{1,4}(?:\.[0-9]{1,4})?)\b"
        ),
        lambda f: f"us.cfr.{f[1]}-{f[2]}",
    ),
    Form(
        "us.president", 2, 32,
        re.compile(
            rf"\b(?:EO|E\.O\.|executive order|orden ejecutiva|décret présidentiel"
            rf"|Exekutivanordnung)\s?\(?{_NO}(1[0-9],?[0-9]{{3}})\b", _I,
        ),
        lambda f: f"us.eo.{f[1].replace(',', '')}",
    ),
    Form(
        "us.president", 16, 16,
        re.compile(
            r"第 ?(1[0-9]{4}) ?[号號] ?(?:行政(?:命)?令|大統領令)|제 ?(1[0-9]{4}) ?호 ?행정명령"
            r"|(?:行政(?:命)?令|大統領令|행정명령) ?[(（]?(?:第|제)? ?(1[0-9]{4}) ?[号號호]?"
        ),
        lambda f: f"us.eo.{f[1] or f[2] or f[3]}",
    ),
    Form(
        "us.president", 2, 24,
        re.compile(rf"\bProclamation {_NO}(1?[0-9],?[0-9]{{3}})\b(?!,)", _I),
        lambda f: f"us.proclamation.{f[1].replace(',', '')}",
    ),
    Form(
        "us.congress", 2, 16,
        re.compile(r"\bH\. ?R\. ?([0-9]{1,5})\b(?![.,][0-9])|\bHR ?([0-9]{2,5})\b"),
        lambda f: f"us.hr.{f[1] or f[2]}",
    ),
    Form(
        "us.congress", 40, 40,
        re.compile(r"(?<![.\w])S\. ?([0-9]{2,4})\b(?![,.][0-9])"),
        lambda f: f"us.s.{f[1]}",
    ),
    Form(
        "us.congress", 2, 24,
        re.compile(rf"\b(?:Pub\. ?L\.|Public Law)\s?{_NO}([0-9]{{2,3}}){HYPHEN}([0-9]{{1,4}})\b"),
        lambda f: f"us.law.{f[1]}-{f[2]}",
    ),
    Form(
        "eu.paper", 2, 24,
        re.compile(r"\b(COM|SWD|JOIN|SEC)/? ?[\[(/]?((?:19|20)[0-9]{2})[\])/]? ?/?([0-9]{1,4})\b"),
        lambda f: f"eu.{f[1].lower()}.{f[2]}-{int(f[3])}",
    ),
    Form(
        "eu.paper", 2, 24,
        re.compile(
            r"\b(?:OJ|ABl\.?|JO|DO|GU|Dz\.U\.)\s(?:EU\s|UE\s)?([CL])(?:[, ]{1,2}|\s?n[°º]\s?)"
            r"([0-9]{1,4})/([0-9]{1,4})\b"
        ),
        lambda f: f"eu.oj.{f[1]}-{f[2]}-{f[3]}",
    ),
    Form(
        "eu.paper", 6, 16,
        re.compile(r"\b(P[0-9]{1,2})_TA(?:-PROV)?[(-](20[0-9]{2})[)-]([0-9]{4})\b"),
        lambda f: f"eu.ep.{f[1]}-{f[2]}-{f[3]}",
    ),
    Form(
        "standard", 2, 24,
        re.compile(
            rf"\b(GB|XB|YS|HG)(/T|/Z)? ?([0-9]{{2,6}})(\.[0-9]{{1,3}})?\s?{HYPHEN}"
            r"\s?((?:19|20)[0-9]{2})\b"
        ),
        lambda f: (
            f"cn.{f[1].lower()}{(f[2] or '')[1:].lower()}.{f[3]}{f[4] or ''}-{f[5]}"
        ),
    ),
)  # fmt: skip
