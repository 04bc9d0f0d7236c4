"""What a title element says round a headline: that it is for print, the path to it, the medium.

`Print: …`, `Club > Boards > Repairs > …`, `東海日報：…：社会`.
"""

from __future__ import annotations

import re
from itertools import islice

from monitor.article.lines import size
from monitor.article.section_names import is_section

_SERVICE = (
    r"(?:print(?:able|er)?(?:[ -]friendly)?(?: version| view| page)?|druck(?:version|ansicht)?"
    r"|version (?:imprimable|à imprimer)|imprimer|versi[oó]n (?:para imprimir|imprimible)|imprimir"
    r"|версия для печати|печать|распечатать|(?:友善)?[打列]印(?:本[页頁])?"
    r"|印刷(?:用(?:ページ|画面)?)?|인쇄(?:하기|용)?)"
)
_PRINT = re.compile(rf"{_SERVICE}(?:\s*[:：|]\s*|\s+[-–—]\s+)", re.IGNORECASE)
_PRINT_BEHIND = re.compile(rf"\s*(?:[|:：(（]|\s[-–—])\s*{_SERVICE}[)）]?$", re.IGNORECASE)
_STEPS = (re.compile(r"\s+>\s+"), re.compile(r"\s*›\s*"), re.compile(r"\s+»\s+"),
          re.compile(r"\s*→\s*"))  # fmt: skip
"""What parts the steps of a path; one sign in one title."""
_SIGNS = ">›»→"
_MIN_STEPS = 3
_MIN_HEADLINE = 2.5
_WIDE = " ：／"
_COLON = re.compile(r"\s*[：／]\s*")
_MEDIUM = re.compile(
    r"[^\s：／]{1,12}(?:新聞社?|新闻|[日晚時时早週周新]報|[日晚时早周新]报|[周週]刊|网|網|在线|線上|電視台?"
    r"|电视台?|广播|廣播|放送|ニュース|オンライン|デジタル|ドットコム|テレビ|タイム[スズ]|通信社?|通讯社|ネット"
    r"|ブログ|公式サイト|ウェブサイト|ホームページ|뉴스|신문|일보|방송|닷컴|타임스|web|online|\.com|\.net)",
    re.IGNORECASE,
)
"""Names of media in East Asia, whose last word says what they are."""
_DIVIDERS = re.compile(
    r"\s*[|｜¦：»›→_]\s*|\s+[-–—―~/\\>·•:@]+\s+|(?<=[^\x00-\x7f])\s*[-–—]+\s*(?=[^\x00-\x7f])|:\s+"
)
"""All that may part a headline from what stands beside it."""
_MAX_PIECES = 8
_MAX_SERVICE = 32
"""Characters at the end of a title in which the page may be said to be for print."""


def without_service(title: str) -> str:
    """Return `title` without the word that the page is for print, and without the path to it."""
    if (found := _PRINT.match(title)) and size(title[found.end() :]) >= _MIN_HEADLINE:
        title = title[found.end() :]
    if (found := _PRINT_BEHIND.search(title, max(0, len(title) - _MAX_SERVICE))) and size(
        title[: found.start()]
    ) >= _MIN_HEADLINE:
        title = title[: found.start()]
    if parts := steps(title):
        longest = max(parts[-1], parts[0], key=size)
        if size(longest) >= _MIN_HEADLINE:
            return longest
    return title


def steps(title: str) -> list[str]:
    """Return the steps of the path that a title element writes, none where it is no path."""
    if not any(map(title.__contains__, _SIGNS)):
        return []
    for step in _STEPS:
        parts = [part.strip() for part in step.split(title) if part.strip()]
        if _MIN_STEPS <= len(parts) <= _MAX_PIECES:
            return parts
    return []


def without_medium(title: str) -> tuple[str, str | None]:
    """Return `title` without media and sections set apart by wide colons, and the medium.

    What else stands before such a colon is who speaks, and part of the headline.
    """
    title, site = title.strip(_WIDE), None
    while len(parts := _COLON.split(title)) > 1:
        first, last = parts[0], parts[-1]
        if _MEDIUM.fullmatch(last) or (is_section(last) and size(title) > 2 * size(last)):
            title = title[: title.rindex(last)].rstrip(_WIDE)
            site = site or (last if not is_section(last) else None)
        elif _MEDIUM.fullmatch(first) and not is_section(first):
            title, site = title[len(first) :].lstrip(_WIDE), site or first
        else:
            break
    return title, site


def pieces(title: str) -> list[str]:
    """Return `title` and its parts between anything that may divide, the longest first."""
    parts = islice((part.strip() for part in _DIVIDERS.split(title)), _MAX_PIECES)
    found = dict.fromkeys(part for part in (title, *parts) if part)
    return sorted(found, key=size, reverse=True)
