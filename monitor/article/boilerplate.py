"""What a line is, judged by its words alone: menu, heading of a related block, notice, byline.

The phrases stand in `monitor.article.phrases`. A line that fits no table is the article's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from monitor.article.aside_words import END_MATTER, HEADINGS
from monitor.article.beginnings import LineBeginnings
from monitor.article.lines import is_prose, size
from monitor.article.notices import BYLINES, SELF_REFERENCES, SOURCES, TRANSLATION
from monitor.article.phrases import BEGINNINGS, CALLS, RELATED, TEASERS, WHOLE
from monitor.article.service_phrases import SERVICE_BEGINNINGS, SERVICE_LINES
from monitor.text import fold, holds_word, is_cjk, one_line

_MAX_HEADING = 60
"""Characters of a line below which it may be one of the tables' phrases."""
_MAX_NOTICE_SIZE = 60
_MAX_NOTICE_LENGTH = 1000
_MAX_BARE_NOTICE_SIZE = 6
_MOSTLY_NOTICE = 0.6
"""Share of a short line that has to be of a notice; a headline says more."""
_MAX_CALL_LENGTH = 160


@lru_cache(maxsize=1024)
def _key(line: str) -> str:
    """Return a heading as the tables hold it: folded, no punctuation at its ends."""
    return one_line(fold(line)).strip(" :：>»›→+…._-|\"'“”[]【】()（）<《》■●▶►#*!")


def _whole(*tables: Mapping[str, str]) -> frozenset[str]:
    phrases = (
        phrase for table in tables for words in table.values() for phrase in words.split("|")
    )
    return frozenset(_key(phrase) for phrase in phrases)


def _either(table: Iterable[str]) -> str:
    return "(?:" + "|".join(table) + ")"


_RELATED = _whole(RELATED)
_TEASERS = _whole(TEASERS)
_ASIDES = _whole(HEADINGS)
_END_MATTER = _whole(END_MATTER)
_WHOLE = _whole(WHOLE, SERVICE_LINES)
_BEGINNINGS = LineBeginnings([*BEGINNINGS.values(), *SERVICE_BEGINNINGS.values()])
"""For lines in lower case: with regard to case an alternative costs a tenth."""
_MAX_BEGINNING = 400
"""Characters of a line that are looked at; some beginnings say how it ends."""
_CALL = re.compile(
    rf"[\"“‘'(\[【（]*{_either(CALLS.values())}[\"”’'\])】）\s»>→.]*$", re.IGNORECASE
)
_GLUED_CALL = re.compile(
    rf"(?<=[.!?。！？\"”’)）])\s*[\"“‘'(\[【（>]*{_either(CALLS.values())}[\"”’'\])】）\s»>→]*$",
    re.IGNORECASE,
)
_TRANSLATION = re.compile(_either(TRANSLATION.values()), re.IGNORECASE)
_SELF = re.compile(SELF_REFERENCES, re.IGNORECASE)
_BYLINE = re.compile(BYLINES)
_SOURCE = re.compile(SOURCES, re.IGNORECASE)
_CALL_WORDS = (
    "click", "read", "[…]", "[...]", "点击", "查看", "阅读", "続き", "こちら", "보기",
    "weiterlesen", "klicken", "lire", "clic", "leer", "читать", "подробнее", "нажмите",
)  # fmt: skip
"""One of these, in lower case, stands in every call: looking for them costs a tenth."""
_TRANSLATION_WORDS = ("translat", "翻", "번역", "bersetz", "tradu", "перев")
_MENU_SIGN = re.compile(r"[|｜·•】\]]")
_CRUMB = re.compile(r"\S\s*[>›»→]\s*\S|[>›»]\s*$")
_QUOTED = re.compile(r"«[^\s«»][^«»]{0,99}»")
_REPLY = re.compile(r"(?:(?:re|aw|sv|antw|odp|ha)\s?: )+(?=\S)", re.IGNORECASE)
"""What forums and mail put before the title of what is answered."""
_COUNTED = frozenset("0123456789)）]")
_COUNT = re.compile(r"\s*[(（\[:：]?\s*\d{1,5}\s*[)）\]]?$")
"""How many comments there are, at the end of their heading."""
_PHONE = re.compile(
    r"(?:tel|fax|phone|电话|电話|電話)?\.?\s*[:：]?\s*\+?[\d\s().-]{7,24}", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"(?:e-?mail\s*[:：]\s*)?(?:\S+@\S+\.\S+|(?:https?://|www\.)\S+)", re.IGNORECASE
)
_DAY = re.compile(r"(?:19|20)\d\d[-./]\d")
_ASKS = re.compile(r"[?？!！]\s*$")
_REPORTER = re.compile(r"(?:[记記]者|reporter|기자)\s?[:：]", re.IGNORECASE)
_MAX_HAN_NAME = 4
_NAME_END = re.compile(r"\s*(?:,|;|、|，|&|\band\b|\bund\b|\bet\b|\by\b|\bи\b)\s*")
_MENU = re.compile(r"\s*[|｜·•]\s*|[】\]]\s*(?=[【\[])")


def heads_related(line: str) -> bool:
    """Say whether `line` is the heading of a block about other pages."""
    return len(line) < _MAX_HEADING and (
        _key(line) in _RELATED or (line[-1:] in _COUNTED and _key(_COUNT.sub("", line)) in _RELATED)
    )


def heads_teaser(line: str) -> bool:
    """Say whether `line` introduces a link to another page inside an article."""
    return len(line) < 40 and _key(line) in _TEASERS


def heads_aside(line: str) -> bool:
    """Say whether `line` is the heading of files, contacts, topics or a poll beside a text."""
    return len(line) < _MAX_HEADING and _key(line.rstrip("?？ ")) in _ASIDES


def heads_end_matter(line: str) -> bool:
    """Say whether `line` is the heading of what follows the text of a scholarly article."""
    return len(line) < _MAX_HEADING and _key(line) in _END_MATTER


def is_boilerplate(line: str) -> bool:
    """Say whether `line` is furniture of the page: menus, contact, legal, shares, calls."""
    return (
        (len(line) < _MAX_HEADING and _key(line) in _WHOLE)
        or is_navigation(line)
        or _BEGINNINGS.begin(line[:_MAX_BEGINNING].lower())
        or (len(line) < _MAX_CALL_LENGTH and _may_call(line) and _CALL.match(line) is not None)
        or not holds_word(line)
    )


def is_navigation(line: str) -> bool:
    """Say whether `line` is a path of menus, a bar of menus, a telephone or an address."""
    if len(line) < 200 and _CRUMB.search(_QUOTED.sub("", line)) and not is_prose(line):
        return all(size(part) <= 12 for part in re.split(r"[>›»→]", line)) and (
            len(re.findall(r"[>›»→]", line)) > 1 or size(line) <= 8
        )
    if _PHONE.fullmatch(line):
        return sum(character.isdigit() for character in line) >= 7 and not _DAY.search(line)
    if _ADDRESS.fullmatch(line):
        return True
    if not _may_be_menu(line):
        return False
    parts = _MENU.split(line)
    known = sum(len(part) < _MAX_HEADING and _key(part) in _WHOLE for part in parts)
    return known == len(parts) == 2 or (len(parts) > 2 and known * 2 >= len(parts))


def _may_be_menu(line: str) -> bool:
    if line.isascii():  # two looks for one character each, at a tenth of the pattern's cost
        return "|" in line or "]" in line
    return _MENU_SIGN.search(line) is not None


def without_call(line: str) -> str:
    """Return `line` without a call to action glued to its end."""
    if not _may_call(line[-_MAX_CALL_LENGTH:]):
        return line
    found = _GLUED_CALL.search(line, max(0, len(line) - _MAX_CALL_LENGTH))
    return line[: found.start()].rstrip() if found and found.start() else line


def without_reply_mark(line: str) -> str:
    """Return `line` without what says that it answers: `Re: Re: A question`."""
    reply = _REPLY.match(line)
    return line[reply.end() :] if reply else line


def _may_call(line: str) -> bool:
    return any(map(line.lower().__contains__, _CALL_WORDS))


def is_translation_notice(line: str) -> bool:
    """Say whether `line` tells the reader that a machine translated the text."""
    if len(line) > _MAX_NOTICE_LENGTH:
        return False
    if not _may_be_notice(line):
        return False
    if size(line) > _MAX_NOTICE_SIZE or (said := _TRANSLATION.search(line)) is None:
        return False
    if _SELF.search(line) is not None:
        return True
    return size(line) <= _MAX_BARE_NOTICE_SIZE and len(said[0]) >= _MOSTLY_NOTICE * len(line)


def _may_be_notice(line: str) -> bool:
    return any(map(line.lower().__contains__, _TRANSLATION_WORDS))


def may_name_company(line: str) -> bool:
    """Say whether `line` might be a notice, a byline or a source line; False: it is none."""
    return (
        _may_be_notice(line) or _BYLINE.match(line) is not None or _SOURCE.match(line) is not None
    )


def authors(line: str) -> tuple[str, ...]:
    """Return the names in a byline; empty where `line` is none."""
    found = _BYLINE.match(line)
    if found is None or _ASKS.search(line):
        return ()
    written = next(name for name in found.groups() if name)
    names = [one_line(name).strip(" ,.-()（）") for name in _NAME_END.split(written)]
    if _REPORTER.match(line) and any(_is_speech(name) for name in names):
        return ()
    return tuple(name for name in names if name and size(name) <= 6)


def _is_speech(words: str) -> bool:
    """Say whether what stands after `记者：` is what a reporter said, not who that is."""
    return any(is_cjk(part[0]) and len(part) > _MAX_HAN_NAME for part in words.split())


def source_named(line: str) -> str | None:
    """Return who a source line (`Source: Xinhua`, `来源：新华社`) names, or None."""
    found = _SOURCE.match(line)
    return one_line(found["source"]).strip(" -()（）") or None if found else None
