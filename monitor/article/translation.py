"""Words that betray a machine's translation into English where the text does not say so.

Most are Chinese turns of phrase, or slips of the programs that publishers of market reports use.
One that no writer makes is enough; of the others several of different kinds are needed, since an
ordinary text called a translation is worse than a translation not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_NOUN = (
    r"(?:Resources?|Exports?|Imports?|Prices?|Markets?|Enterprises?|Products?|Industr(?:y|ies)|"
    r"Suppl(?:y|ies)|Demand|Materials?|Metals?|Magnets?|Minerals?|Elements?|Oxides?|Earths?|"
    r"Mines?|Smelt(?:ers?|ing)|Inventor(?:y|ies)|Policies|Quotas?|Reserves?|Alloys?)"
)
_SMALL = (
    r"(?:are|is|of|the|and|in|for|to|as|important|domestic|foreign|new|main|some|all|major|"
    r"various|key|light|heavy|medium|rare|national|other|many|more)"
)


class _Tell(NamedTuple):
    kind: str
    weight: int
    form: re.Pattern[str]
    cues: tuple[str, ...]
    """One of these stands in every such sign, as written: it is looked for round them. Empty: it
    is looked for only beside another one."""
    least: int = 1
    """How often it has to stand there."""
    after_number: bool = False
    """Whether a digit stands before the cue."""


_BACK, _AHEAD = 48, 64
"""Characters before and behind the end of a cue in which its sign stands."""
_ENOUGH = 4
_TELLS = (
    # 「SMM4月17日讯」: month and day changed places, and the month was taken for a number.
    _Tell(
        "dateline", 4, re.compile(rf"\b[A-Z]{{2,6}}\s?\d{{1,2}}, \d{{1,2}} {_MONTH}\b"), (", ",),
        after_number=True,
    ),
    _Tell(
        "date", 4, re.compile(r"\b\d{1,2} months? \d{1,2} days?\b(?= (?:news|morning|evening|,))"),
        ("month",), after_number=True,
    ),
    _Tell("date", 4, re.compile(r"\b\d{4} năm \d{1,2} nguyệt \d{1,2} ngày"), ("nguyệt",)),
    # The names of quotation marks in HTML, read as words.
    _Tell(
        "entity", 4,
        re.compile(r"(?:\band|&) ?(?:[lr][ds]quo|[lr]aquo|middot|hellip|mdash|nbsp)\b ?;?"),
        ("dquo", "squo", "aquo", "middot", "hellip", "mdash", "nbsp"),
    ),
    # 板块
    _Tell(
        "plate", 3,
        re.compile(
            r"\b(?:rare[- ]earths?|steel|lithium|non-?ferrous(?: metals?)?|coal|new energy|cobalt|"
            r"military(?: industry)?|magnetic materials?|permanent magnets?|tungsten|metals?|"
            r"semiconductor|resource|concept|whole|entire|this|A-share) plates?,? "
            r"(?:rose|fell|led|leads|strengthened|weakened|opened|index|collectively|stocks?|"
            r"surged|continued|rallied|daily|performed|today|is|was|has|as|in)\b",
            re.IGNORECASE,
        ),
        ("plate",),
    ),
    # 我国
    _Tell("country", 2, re.compile(r"\b[Mm]y country(?:['’]s| is\b| has\b)"), ("y country",)),
    # Capitals where names have them, and English has none.
    _Tell("capitals", 2, re.compile(r"\brare Earths?\b(?! [A-Z])"), ("rare Earth",)),
    # 25.8-26.2万元
    _Tell(
        "numbers", 3, re.compile(r"\b\d{1,3}\.\d{1,2}[-~]\d{5,6} ?(?:yuan|RMB)\b"),
        ("yuan", "RMB"), after_number=True,
    ),
    _Tell("numbers", 1, re.compile(r"\byuan / (?:ton|kg|mt)\b"), ("yuan /",)),
    # 。，：within English
    _Tell(
        "signs", 2, re.compile(r"[a-z]{2}[，。；：、]\s?[A-Za-z]{2}"), tuple("，。；：、"), 2
    ),
    # 有关负责人, 记者获悉, 业内人士, 持货商, 刚需, 后市, 观望情绪, 日前
    _Tell(
        "phrase", 2,
        re.compile(
            r"\b(?:relevant|responsible) (?:persons?|people|comrades?) (?:in charge )?"
            r"(?:of|from)\b"
            r"|\bgoods holders\b|\b(?:just|rigid)[- ]need(?:ed|s)? (?:procurement|purchas\w+)",
            re.IGNORECASE,
        ),
        (
            *(f"{word} {who}" for word in ("elevant", "esponsible") for who in ("pe", "comrade")),
            "oods holders", *(f"{word}{sign}need" for word in ("ust", "igid") for sign in " -"),
        ),
    ),
    _Tell(
        "phrase", 1,
        re.compile(
            r"\b[Rr]eporters? (?:has |have )?learned (?:from|that)\b|\b[Ii]ndustry insiders\b"
            r"|\bwait-and-see (?:mood|atmosphere|sentiment) is (?:strong|heavy|obvious)"
            r"|\bin the later (?:period|stage)\b|\bmarket outlook,"
        ),
        ("learned from", "learned that", "ndustry insiders", "wait-and-see", "in the later p",
         "in the later s", "market outlook,"),
    ),
    _Tell("capitals", 2, re.compile(rf"\b{_SMALL} [a-z]+ {_NOUN} [a-z]+\b"), (), 3),
)  # fmt: skip
_OF_CUE = [(n, tell.after_number) for n, tell in enumerate(_TELLS) for _ in tell.cues]
"""Of each cue: the number of its sign, and whether it counts only behind a digit."""
_MAX_READ = 20_000
"""Characters looked at: who translates by machine shows it early."""
_MAX_SIGNS = 8
_MAX_SHOWN = 80


def machine_signs(title: str, body: str) -> tuple[str, ...]:
    """Return the words of an English text, as written, that betray a machine's translation.

    Empty where there are none, or too few to be sure.
    """
    text = f"{title}\n{body[:_MAX_READ]}"
    cued = _cued(text)
    if not cued:
        return ()
    found: dict[str, None] = {}
    weights: dict[str, int] = {}
    for number, tell in enumerate(_TELLS):
        if number in cued:
            signs = _signs(tell.form, text, cued[number])
        elif weights and not tell.cues:
            signs = [sign[0] for sign in tell.form.finditer(text)]
        else:
            continue
        if len(signs) >= tell.least:
            weights[tell.kind] = max(weights.get(tell.kind, 0), tell.weight)
            found.update(dict.fromkeys(sign[:_MAX_SHOWN] for sign in signs))
    return tuple(found)[:_MAX_SIGNS] if sum(weights.values()) >= _ENOUGH else ()


@cache
def _cues() -> AhoCorasick:
    return AhoCorasick([cue for tell in _TELLS for cue in tell.cues])


def _cued(text: str) -> dict[int, list[int]]:
    """Return where the cues of each sign stand, ascending, by the sign's place in the table."""
    cued: dict[int, list[int]] = {}
    for cue, start, end in _cues().find_matches_as_indexes(text, overlapping=True):
        number, after_number = _OF_CUE[cue]
        if not after_number or text[max(0, start - 2) : start].rstrip()[-1:].isdigit():
            cued.setdefault(number, []).append(end)
    return cued


def _signs(form: re.Pattern[str], text: str, cues: Iterable[int]) -> list[str]:
    """Return each place of a sign round the ends of its cues."""
    signs: list[str] = []
    done = 0
    for at in cues:
        # From before the cue, but not into the last sign.
        for sign in form.finditer(text, max(done, at - _BACK), at + _AHEAD):
            signs.append(sign[0])
            done = sign.end()
    return signs
