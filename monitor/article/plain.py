"""Scraped plain text, with what surrounded it → ExtractedPage.

The head region reaches to the first prose: it holds menus, the title, the date and the byline
in any order. What follows is the article until the first block about other pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from monitor.article import ExtractedPage, publication
from monitor.article.body import MAX_JUDGED, DateLines, Gathered, gather, is_furniture
from monitor.article.boilerplate import heads_related, is_translation_notice
from monitor.article.lines import (
    clean_lines,
    ends_sentence,
    holds_sentences,
    is_list_item,
    is_prose,
    size,
)
from monitor.text import fold, one_line

_TRAILING_DOTS = re.compile(r"\s*(?:[·•・.…]{2,}|…)$")
_SITE = re.compile(
    r"\s+[-–—|·_]\s+|\s*[|｜]\s*|(?<=[\u3000-\u9fff])[_-]|[_-](?=[\u3000-\u9fff])|\s+-(?=\S)"
)
_NUMBER = re.compile(r"\W?(?:(?:发布|发文|公告|發文)?(?:文号|字号|文號|字號)|문서번호)\s?[】\]:：]")
"""How the header of an official document gives its number, before its title."""
_SENTENCE_STOP = (".", "。", ";", "；", ":", "：", ",", "，")
_MAX_TITLE_SIZE = 34
_MIN_TITLE_SIZE = 4
_USUAL_TITLE_SIZE = 14
_MAX_PUBLISHER_SIZE = 8
_MAX_SITE_SIZE = 5
_DECK_SIZE = 6
_MAX_HEAD, _MAX_TAIL = 80, 40
"""How many lines at either end of a text may hold its title."""
_MAX_ADDITION = 80


def extract(text: str, *, timezone: str = "UTC", now: datetime | None = None) -> ExtractedPage:
    """Return the article in `text`; dates without a zone are read in `timezone`.

    `now` makes relative date lines readable. The title is "" where the text has none.
    """
    lines = clean_lines(text)
    reader = DateLines(timezone, now)
    words = [line for line in lines if line]
    head_end = _head_end(words, reader)
    title_at = _title_index(words, head_end, reader)
    title = one_line(_TRAILING_DOTS.sub("", words[title_at])) if title_at is not None else ""
    title, publisher = _without_site(title, words)
    head = Gathered()
    start = _read_head(words, head_end, title, title_at, head, reader)
    found = gather([*start, *words[head_end:]], title=title, reader=reader)
    return _page(title, publisher, head, found, reader)


def trimmed_title(title: str) -> str:
    """Return a headline without trailing dots, and once where it stands twice."""
    title = one_line(_TRAILING_DOTS.sub("", title))
    half, odd = divmod(len(title), 2)
    if odd and title[:half] == title[half + 1 :] and title[half] == " ":
        return title[:half]
    return title


def _page(
    title: str, publisher: str | None, head: Gathered, found: Gathered, reader: DateLines
) -> ExtractedPage:
    stated = publication.of_lines(head, found, timezone=reader.timezone, now=reader.now)
    notice = head.notice or found.notice
    sources = [*head.sources, *found.sources]
    return ExtractedPage(
        title=trimmed_title(title),
        body="\n\n".join(found.paragraphs),
        published=stated.reading,
        published_origin=stated.origin,
        published_confidence=stated.confidence,
        authors=tuple(dict.fromkeys([*head.authors, *found.authors])),
        publisher=publisher or (sources[0] if sources else None),
        machine_translated=notice is not None,
        translation_notice=notice,
        warnings=stated.warnings,
    )


def _head_end(words: Sequence[str], reader: DateLines) -> int:
    """Return the index of the first line of prose; where there is none, of the last line judged."""
    title_seen = False
    for index, line in enumerate(words[:MAX_JUDGED]):
        if is_furniture(line) or is_translation_notice(line) or reader.read(line):
            continue
        if is_prose(line) and (title_seen or not _could_be_title(line)):
            return index
        title_seen = title_seen or size(line) >= _MIN_TITLE_SIZE
    return min(len(words), MAX_JUDGED)


def _could_be_title(line: str) -> bool:
    plain = _TRAILING_DOTS.sub("", line)
    return (
        0 < size(plain) <= _MAX_TITLE_SIZE
        and not plain.endswith(_SENTENCE_STOP)
        and not (holds_sentences(plain) and ". " in plain and size(plain) > _USUAL_TITLE_SIZE)
        and not is_list_item(plain)
        and not _NUMBER.match(plain)
    )


def _title_index(words: Sequence[str], head_end: int, reader: DateLines) -> int | None:
    """Return which line of the head is the title: one that repeats, else the first full one."""
    candidates = [
        index
        for index, line in enumerate(words[: min(head_end, _MAX_HEAD)])
        if _could_be_title(line)
        and not is_furniture(line)
        and not is_translation_notice(line)
        and not reader.read(line)
        and not Gathered().take(line, reader)
    ]
    if not candidates:
        return None
    repeated = [index for index in candidates if _repeats(words, index)]
    if repeated:
        return max(repeated, key=lambda index: (size(words[index]), -index))
    longest = min(max(size(words[index]) for index in candidates), _USUAL_TITLE_SIZE)
    first, dated = candidates[0], _before_date(words, candidates, reader)
    if dated is not None and _beats(size(words[dated]), size(words[first])):
        return dated
    return next(
        index
        for index in candidates
        if size(words[index]) * 2 >= longest or size(words[index]) > _MAX_SITE_SIZE
    )


def _before_date(words: Sequence[str], candidates: Sequence[int], reader: DateLines) -> int | None:
    """Return the candidate that stands right above a date line or byline."""
    for index in candidates:
        if index + 1 < len(words) and Gathered().take(words[index + 1], reader):
            return index
    return None


def _beats(dated: float, first: float) -> bool:
    """Say whether a line above the date is the title, and the first line the site's name.

    Else it is a deck, which is longer than the title above it.
    """
    if dated < _MIN_TITLE_SIZE - 1:
        return False
    return dated <= 1.3 * first or (first <= _MAX_SITE_SIZE and dated >= 1.4 * first)


def _repeats(words: Sequence[str], index: int) -> bool:
    line = words[index]
    if size(line) < _MIN_TITLE_SIZE - 1:
        return False
    key = fold(line)
    last = len(words) - _MAX_TAIL
    return any(
        at != index
        and abs(len(other) - len(line)) < _MAX_ADDITION
        and fold(other).startswith(key)
        and size(other) <= size(line) + _MAX_PUBLISHER_SIZE + 1
        for at, other in enumerate(words)
        if at < _MAX_HEAD or at >= last
    )


def _without_site(title: str, words: Sequence[str]) -> tuple[str, str | None]:
    """Return the title without the site's name, and that name; None: it is not stated.

    The name is what follows the same title elsewhere, or a short end after a bar.
    """
    if not title:
        return title, None
    for line in words:
        if line != title and line.startswith(title):
            rest = line[len(title) :]
            divider = _SITE.match(rest)
            name = rest[divider.end() :].strip() if divider else ""
            if name and size(name) <= _MAX_PUBLISHER_SIZE:
                return title, name
    for line in words:
        if title != line and size(line) >= _MIN_TITLE_SIZE - 1 and title.startswith(line):
            divider = _SITE.match(title[len(line) :])
            if divider:
                return line, title[len(line) + divider.end() :].strip() or None
    parts = re.split(r"\s*[|｜]\s*|(?<=[\u3000-\u9fff])_(?=[\u3000-\u9fff])", title)
    if len(parts) == 2 and size(parts[1]) <= 5 < size(parts[0]) + 1:
        return parts[0], parts[1]
    return title, None


def _read_head(
    words: Sequence[str],
    head_end: int,
    title: str,
    title_at: int | None,
    head: Gathered,
    reader: DateLines,
) -> list[str]:
    """Record what the head says; return its lines that belong to the text."""
    key = fold(title)
    last_title = max(
        (index for index, line in enumerate(words[:head_end]) if key and fold(line) == key),
        default=-1 if title_at is None else title_at,
    )
    first_title = -1 if title_at is None else min(title_at, last_title)
    texts: list[str] = []
    no_prose = head_end == len(words)
    skipping = False
    for index, line in enumerate(words[:head_end]):
        if index in (title_at, last_title) or fold(line) == key:
            skipping = False
            continue
        if is_furniture(line):
            skipping = skipping or heads_related(line)
            continue
        near = index > first_title or all(
            is_furniture(between) or reader.read(between) for between in words[index:first_title]
        )
        if _is_fact(line, head, reader, near=near):
            continue
        if index > first_title >= 0 and (signed := reader.at_place(line)):
            head.date_lines.append(signed)
            continue
        before_last = index < last_title
        following = words[index + 1] if index + 1 < len(words) else ""
        if (
            not skipping
            and not before_last
            and (no_prose or _belongs(line, following, index + 1 == head_end))
        ):
            texts.append(line)
    return texts


def _is_fact(line: str, head: Gathered, reader: DateLines, *, near: bool) -> bool:
    """Record a date line, byline, source or notice; one far above the title only disappears."""
    if is_list_item(line) and not reader.read(line):
        return False
    return (head if near else Gathered()).take(line, reader)


def _belongs(line: str, following: str, last: bool) -> bool:
    """Say whether a line between title and prose is a deck, a salutation or a subheading."""
    if size(line) >= _DECK_SIZE or is_list_item(line):
        return True
    if ends_sentence(line) or line.endswith((":", "：")):
        return True
    return last and bool(following)
