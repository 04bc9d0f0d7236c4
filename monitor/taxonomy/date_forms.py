"""How languages write the date of a measure: what stands before it and what behind.

Patterns are of folded text: no capitals, no accents, simplified characters, blanks for hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from monitor.dates.names import MONTHS
from monitor.model import DateRole
from monitor.text import fold

_YEAR = r"(?:19|20)[0-9]{2}"
_HAN = "[〇○零o一二三四五六七八九十元]"
_SMALL = (
    r"(?:[ :,(]{1,2}(?:on|from|as of|as from|by|the|is|be|no later than|later than|of|to|at|and"
    r"|zum|dem|ab|am|den|le|du|au|a compter|a partir|el|del|de|dia|a|с|со|до|по|date|both|today"
    r"|only|force|effect|on or before|before|after|close of business|midnight"
    r"|11:59 p\.m\.|5 p\.m\.|5:00 p\.m\.|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lundi|mardi|mercredi|jeudi|vendredi"
    r"|samedi|dimanche|lunes|martes|miercoles|jueves|viernes|sabado|domingo)){0,5}[ :,(]{1,2}\Z"
)
"""What may stand between a cue and its date."""


class Form(NamedTuple):
    """A date counts where `before` ends at it and `behind` begins behind it, as far as given."""

    role: DateRole
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    needs_context: bool
    """Whether an instrument, a document or a stage has to stand in the sentence."""


@cache
def _months() -> frozenset[str]:
    return frozenset(fold(month).rstrip(".") for month in MONTHS)


_NUMERIC = re.compile(
    rf"{_YEAR}[ .][01]?[0-9][ .][0-3]?[0-9](?![0-9])"
    rf"|{_YEAR} ?[年년] ?(?:[0-9]{{1,2}}|{_HAN}{{1,3}}) ?[月월]"
    rf"(?: ?(?:[0-9]{{1,2}}|{_HAN}{{1,3}}) ?[日号일])?"
    r"|[0-9]{1,2} ?[月월] ?[0-9]{1,2} ?[日号일]"
    r"|[0-3]?[0-9](?:st|nd|rd|th|er|\.|o|°)?(?: day)? (?:de |of )?(?P<word>[^\W\d_]{3,12})\b\.?"
    rf"(?:,? (?:de |del |of )?{_YEAR}(?![0-9])(?: года| г\.)?)?"
)
_BEHIND_MONTH = re.compile(
    rf"(?P<day>[0-3]?[0-9](?:st|nd|rd|th)?(?![0-9])(?:,? ?{_YEAR}(?![0-9]))?)|{_YEAR}(?![0-9])"
)
_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_]{3,12})\.?,? (?:de |del )?\Z")
_IN_WORDS = re.compile(
    rf"[二一](?:[〇○零o一二三四五六七八九]{{3}}) ?年 ?{_HAN}{{1,3}} ?月(?: ?{_HAN}{{1,3}} ?[日号])?"
    r"|[令平][和成](?:[0-9]{1,2}|元)年[0-9]{1,2}月[0-9]{1,2}日"
)
_DIGITS = re.compile("[0-9]+")


def written_dates(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield where dates are written in a stretch of folded text, to the day or the month.

    Found at their digits, so that a text without any costs next to nothing.
    """
    done = begin
    if not text[begin:stop].isascii():
        for found in _IN_WORDS.finditer(text, begin, stop):
            yield found.span()
            done = found.end() if found[0][0] in "令平" else done
    for digits in _DIGITS.finditer(text, begin, stop):
        start = digits.start()
        if start < done or text[start - 1 : start] in ("和", "成", "年"):
            continue
        if place := _date_at(text, start):
            done = place[1]
            yield place


def _date_at(text: str, start: int) -> tuple[int, int] | None:
    """Return the date to which the digits at `start` belong, or None."""
    if start and text[start - 1] == " ":
        before = text[max(0, start - 20) : start]
        word = _WORD_BEFORE.search(before)
        if word is not None and word["word"] in _months():
            behind = _BEHIND_MONTH.match(text, start)
            if behind is not None:
                return start - len(before) + word.start(), behind.end()
    found = _NUMERIC.match(text, start)
    if found is None or (found["word"] and found["word"] not in _months()):
        return None
    return found.span()


def _forms(role: DateRole, *written: tuple[str, str, bool]) -> tuple[Form, ...]:
    return tuple(
        Form(
            role,
            re.compile(before) if before else None,
            re.compile(behind) if behind else None,
            needs,
        )
        for before, behind, needs in written
    )


_IN_FORCE = "(?:正式)?(?:施行|实施|生效|执行|实行)"
_SAID = (
    "announced|issued|published|released|promulgated|signed|kundigte|verkundete|veroffentlichte"
    "|erliess|a annonce|a publie|anuncio|publico|firmo|объявил[оаи]?|опубликовал[оаи]?|подписал"
    "|издал[оа]?"
)


@cache
def forms(role: str) -> tuple[Form, ...]:
    """Return the forms of one role, the surest first."""
    return _BUILDERS[role]()


def _effective() -> tuple[Form, ...]:
    return _forms(
        "effective",
        (
            r"\b(?:effective|in(?:to)? (?:force|effect)|(?:take|taking|took)s? effect|with effect"
            r"|(?:will |shall )?appl(?:y|ies)|implemented|in kraft|wirksam|gilt|gelten|en vigueur"
            rf"|effet|en vigor|efecto|в силу|действу[а-я]{{2}}|вводится|вводятся){_SMALL}",
            "", False,
        ),
        ("", rf" ?(?:零时)?起? ?{_IN_FORCE}(?!情况)", False),
        (r"(?:施行日|施行期日|生效日期|实施日期|施行日期|시행일|시행일자)"
         r" ?[:은는は이为是]{0,2} ?\Z", "", False),
        ("", r" ?(?:から|より|に|付で)[^。\n]{0,10}?(?:施行|発効|适用|実施|实施)", False),
        ("", r" ?(?:부터|에|자로)[가-힣 ]{0,10}?(?:시행|발효|적용)", False),
        (r"\b(?:am|zum|ab|ab dem|mit) \Z", r" (?:[a-z]{1,12} ){0,2}(?:in kraft|wirksam|gelten)",
         False),
        (r"\b(?:le|el|с) \Z", r"(?: года)? (?:[a-zа-я]{1,14} ){0,2}(?:en vig|в силу)", False),
        (
            r"\b(?:as of|starting|beginning|from|ab|a compter du|a partir du|a partir del|с|со)"
            rf"{_SMALL}",
            "", True,
        ),
        (r"(?:自|从) ?\Z", " ?起", True),
        ("", r" ?(?:から|부터)", True),
        ("", r" ?起(?:对|,|暂停|停止|恢复|不再|开始|禁止|将)", True),
    )  # fmt: skip


def _until() -> tuple[Form, ...]:
    return _forms(
        "until",
        (
            r"\b(?:until|till|through|expir(?:e|es|ed|ing|y)|expiration|postpone[sd]? to"
            r"|extended to|suspended to|valid to|bis|jusqu'au|hasta|vence|до|по|to"
            rf"){_SMALL}",
            "", True,
        ),
        (r"(?:至|截至|截止到|到|延期至|推迟至|延长至) ?\Z", "", True),
        ("", " ?(?:止|为止|まで|까지)", True),
        (r"(?:有效期|到期日|失效日期|유효기간)[为至是到:]{0,2} ?\Z", "", False),
    )  # fmt: skip


def _comments_close() -> tuple[Form, ...]:
    return _forms(
        "comments_close",
        (
            r"\b(?:by|before|until|till|on|than|due|close[sd]?|closing|deadline|ends?|through|to"
            r"|termina|concluye|finaliza|endet|s'acheve|se termine|prend fin|завершается"
            rf"|bis|vor dem|jusqu'au|avant|hasta|antes|до|позднее|по){_SMALL}",
            "", False,
        ),
        (r"(?:截止|截至|止于|期限|至)(?:日期|时间|日)?[^0-9\n。;]{0,4}\Z", "", False),
        ("", r" ?(?:(?:[0-9]{1,2}[时:]?[0-9]{0,2}分?)?(?:之?前|以前|截止|止|まで|必着|缔切|까지))",
         False),
    )  # fmt: skip


def _announced() -> tuple[Form, ...]:
    return _forms(
        "announced",
        (
            rf"\b(?:{_SAID}|adopted|verkundet|bekannt gegeben|veroffentlicht|erlassen|angekundigt"
            r"|annonce|publie|adopte|signe|publicado|anunciado|опубликован[оаы]?|подписан[оаы]?"
            rf"|издан[оаы]?){_SMALL}",
            "", True,
        ),
        (r"(?:\b(?:on|am|le|el) |[\n.] ?|\A)\Z", rf",? [^.;\n]{{0,70}}?\b(?:{_SAID})\b", True),
        ("", r"(?!电|讯)(?:上午|下午|晚|晚间)?[,、に]?[^。;\n0-9]{0,24}?(?:发布|公布|印发|颁布|签署"
         r"|宣布|公表|発表"
         r"|공포|발표|공고)", True),
        (r"【(?:发文日期|发布日期|公布日期)】 ?\Z", "", False),
    )  # fmt: skip


_BUILDERS = {
    "effective": _effective,
    "until": _until,
    "comments_close": _comments_close,
    "announced": _announced,
}
