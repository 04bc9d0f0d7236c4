"""The day of publication in the data of a page's scripts: state, variables, data layers.

Only values beside a name that says publication or making are read: the times of requests, users
and libraries are many. Where several pages are in the data, the one with the title speaks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from monitor.article.publication_candidate import Candidate, Habits
from monitor.article.publication_words import Kind, kind_of_name

_MAX_SCRIPT = 400_000
_MAX_VALUES = 1000
"""Values that look like a date, of all scripts together; data with more are tables."""
_VALUE = re.compile(
    r"(?<![\w.-])(?:20\d\d(?:[-/.年]\d{1,2}[-/.月]\d{1,2}[^\"'\\<>;,}\n]{0,22}|\d{4}(?:\d{6})?(?!\d))"
    r"|1[0-7]\d{8}(?:\d{3})?(?!\d)|\d{1,2}[./]\d{1,2}[./]20\d\d(?:[ ,T][^\"'\\<>;}\n]{1,20})?"
    r"|(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2,8} 20\d\d[^\"'\\<>;}\n]{0,20}"
    r"|(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2,8}\.? \d{1,2},? 20\d\d[^\"'\\<>;}\n]{0,20})"
)
_BEFORE = 70
"""Characters before a value in which its name stands."""
_KEY = re.compile(
    r"(?:^|[\s{,.;(\[\"'&$_])(?P<key>[A-Za-z][\w.:$-]{0,50})\\{0,3}[\"']?\]?\s{0,4}"
    r"(?:[:=,]|=>)\s{0,4}(?:new Date\(|Date\.parse\()?(?:\\{0,3}[\"'])?$"
)
_MADE_NAMES = frozenset(
    "createdtime createdon posttime inputtime inputdate addtime adddate adtime ctime sendtime"
    " onlinetime showtime displaytime releasetime issuetime regdt writedate firstcreated".split()
)
"""What data of content management systems, and no other part of a page, call the time at which an
article was entered."""
_MADE = re.compile(r"creat|article|content|page|doc")
"""Of the names of a bare date those that cannot be the time of the visit."""
_OTHERS = re.compile(r"(?:^|[^A-Za-z])(?:last|events?|publisher)|Last|Event|Publisher")
"""Objects whose dates are not the page's: `nextEvent.publishDate`."""
_NEAR_TITLE = 3000
"""Characters between a title and the date of the same object."""
_TITLE_KEY = 24
"""Characters of a title by which it is found in data."""
_WEIGHTS: dict[Kind, float] = {"published": 6, "created": 4.5}


class _Value(NamedTuple):
    """A date in a script."""

    candidate: Candidate
    distance: int
    """Characters to the page's title in the same script; `_NEAR_TITLE` if it is not there."""


def of_state(scripts: Iterable[str], title: str, habits: Habits) -> Iterator[Candidate]:
    """Yield the day of publication that the data of scripts name for the page.

    Several days are those of several pages: the one beside the title counts, if one does.
    """
    found: list[_Value] = []
    left = _MAX_VALUES
    for text in scripts:
        dated = list(islice(_VALUE.finditer(text[:_MAX_SCRIPT]), left))
        left -= len(dated)
        values = list(_named(text, dated))
        places = _places(text, title) if values else ()
        for start, written, kind in values:
            each = habits.machine(written, "script", kind, _WEIGHTS[kind])
            if each is not None and each.day.year >= 2000:
                found.append(_Value(each, _distance(text, start, places)))
    for kind in ("published", "created"):
        said = [each for each in found if each.candidate.kind == kind]
        if chosen := _one(said):
            yield chosen
            return


def _one(said: list[_Value]) -> Candidate | None:
    if not said:
        return None
    nearest = min(said, key=lambda each: each.distance)
    if len({each.candidate.day for each in said}) == 1:
        return nearest.candidate
    if nearest.distance < _NEAR_TITLE:
        return replace(nearest.candidate, weight=nearest.candidate.weight - 0.5)
    return None


def _named(text: str, dated: Iterable[re.Match[str]]) -> Iterator[tuple[int, str, Kind]]:
    """Yield place, text and kind of those values `dated` in a script that have a telling name."""
    for match in dated:
        named = _KEY.search(text, max(0, match.start() - _BEFORE), match.start())
        kind = _kind(named["key"]) if named else None
        if kind is not None:
            yield match.start(), match[0].strip(" ,;)}]"), kind


def _kind(name: str) -> Kind | None:
    """Return what a name in a script dates: only what cannot be a time of the visit."""
    holder, _, own = name.rpartition(".")
    if _OTHERS.search(holder) is not None:
        return None
    kind = kind_of_name(own)
    if kind == "created":
        return kind if _MADE.search(own.lower()) is not None else None
    if kind is None and "".join(filter(str.isalnum, own)).lower() in _MADE_NAMES:
        return "created"
    return kind if kind == "published" else None


def _places(text: str, title: str) -> tuple[int, ...]:
    """Return where the title begins in a script, written plainly or escaped."""
    key = title[:_TITLE_KEY]
    if len(key) < 4:
        return ()
    found: list[int] = []
    for form in dict.fromkeys((key, json.dumps(key)[1:-1])):
        place = text.find(form)
        while place >= 0 and len(found) < 20:
            found.append(place)
            place = text.find(form, place + 1)
    return tuple(found)


def _distance(text: str, start: int, places: tuple[int, ...]) -> int:
    """Return how far the nearest title of the same object stands, `_NEAR_TITLE` if none does."""
    near = sorted((abs(start - each), each) for each in places)
    for distance, place in near[:4]:
        if distance >= _NEAR_TITLE:
            break
        if _is_same_object(text[min(start, place) : max(start, place)]):
            return distance
    return _NEAR_TITLE


def _is_same_object(between: str) -> bool:
    """Say whether what stands between two values closes no object and opens another."""
    depth = lowest = 0
    for character in between:
        if character == "{":
            depth += 1
        elif character == "}":
            depth -= 1
            lowest = min(lowest, depth)
    return lowest == 0 or depth == lowest
