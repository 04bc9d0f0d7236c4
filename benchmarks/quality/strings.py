"""Printed dates: written ones, relative ones, and strings that hold none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random

from benchmarks.quality.printing import FORMS
from benchmarks.quality.readers import run

_FILE = Path(__file__).with_name("dates.txt")
NOW = "2025-11-05T10:00:00Z"
_CUES = {
    "en": ("", "Published: ", "Posted on "),
    "zh": ("", "发布时间：", "日期："),
    "ja": ("", "公開日：", "更新："),
    "ko": ("", "등록일 ", "입력 : "),
    "de": ("", "Veröffentlicht: ", "Stand: "),
    "fr": ("", "Publié le ", "Le "),
    "es": ("", "Publicado el ", "Fecha: "),
    "ru": ("", "Опубликовано: ", "Дата: "),
}
_UNREADABLE = {"clock", "year", "packed", "path", "dense", "slashes"}
"""Forms that are no date alone, or that can be read two ways."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    kind: str
    language: str
    text: str
    day: str | None
    now: str = NOW
    zone: str | None = None


def listed() -> list[Printed]:
    """Return the strings of the file."""
    found = []
    for line in _FILE.read_text("utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        kind, language, text, day, *rest = (field.strip() for field in line.split(" | "))
        now, zone = rest or (NOW, None)
        found.append(
            Printed(
                kind=kind,
                language=language,
                text=text,
                day=None if day == "-" else day,
                now=now or NOW,
                zone=zone,
            )
        )
    return found


def drawn() -> list[Printed]:
    """Return every form of every language once, with a word before it as sites put one."""
    random = Random(2025)
    found = []
    for language, cues in _CUES.items():
        for name, form in FORMS.items():
            if name in _UNREADABLE:
                continue
            at = datetime(2012, 1, 1, 8, 30, tzinfo=timezone(timedelta(hours=0))) + timedelta(
                days=random.randrange(5000), minutes=random.randrange(600)
            )
            found.append(
                Printed(
                    kind="drawn",
                    language=language,
                    day=f"{at:%Y-%m-%d}",
                    text=random.choice(cues) + form(at, language),
                )
            )
    return found


def printed() -> list[Printed]:
    return [*listed(), *drawn()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    printed: Printed
    read: str | None

    @property
    def is_right(self) -> bool:
        return self.read == self.printed.day


def read(strings: Iterable[Printed], *, is_told: bool) -> list[Verdict]:
    """Return what Monitor reads; it knows the moment, the zone if any, the language if told."""
    every = list(strings)
    requests: list[dict[str, object]] = [
        {"id": number, "text": one.text, "now": one.now}
        | ({"timezone": one.zone} if one.zone else {})
        | ({"language": one.language} if is_told else {})
        for number, one in enumerate(every)
    ]
    answers = {row["id"]: row.get("date") for row in run("dates", requests).rows}
    return [Verdict(printed=one, read=answers.get(number)) for number, one in enumerate(every)]


def counts(verdicts: Iterable[Verdict]) -> Counter[str]:
    """Return how many are right, wrong, missing or invented."""
    found: Counter[str] = Counter()
    for one in verdicts:
        if one.is_right:
            found["right"] += 1
        elif one.printed.day is None:
            found["invented"] += 1
        else:
            found["wrong" if one.read else "missing"] += 1
    return found
