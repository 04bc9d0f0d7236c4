"""The lines after a headline → the article's own paragraphs, and what the others said.

Cuts at the heading of a related block once prose stands before it, drops lines that are
furniture, and a trailing run of labels that ends in furniture. Everything else stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from monitor import dates
from monitor.article.boilerplate import (
    authors,
    heads_related,
    heads_teaser,
    is_boilerplate,
    is_navigation,
    is_translation_notice,
    may_name_company,
    source_named,
    without_call,
    without_reply_mark,
)
from monitor.article.dateline import dateline, names_other_date, names_writing
from monitor.article.labels import without_labels_at_end
from monitor.article.lines import ends_sentence, is_list_item, is_prose, size, surely_has
from monitor.article.related import after_teasers, past_related
from monitor.model import DateReading
from monitor.text import fold

_CAPTION = re.compile(
    r"[(（\[【]|photo|file photo|image|picture|caption|figure|图为|图片|資料|写真|사진|foto|"
    r"фото|source",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"an? (?:notice|(?:proposed )?rule|presidential document) by\b|"
    r"[^\d]{0,30}(?:publish|posted|issue|release|date\s*[:：]|时间|日期|发布|發布|公開|掲載|"
    r"配信|입력|등록|"
    r"veröffentlicht|erschienen|publié|publicado|опубликован|time\s*[:：])",
    re.IGNORECASE,
)
_BESIDE_DATE = re.compile(
    r"[|·•]|^(?:by |von |par |por )|来源|來源|作者|source\s*[:：]|author\s*[:：]", re.IGNORECASE
)
MAX_JUDGED = 5000
"""How many lines are looked at one by one; what follows them stays as it is. More than any
article has, and every line costs some thirty regular expressions."""
_MAX_FACT = 1000
"""Characters that a byline, source line or notice may have."""
_MAX_DATE_LINE = 140
_MAX_WORDED = 60
"""Characters of a line without a number that may say a day all the same: `Posted yesterday`."""
_MAYBE_DATE = re.compile(r"\d|[〇○零一二三四五六七八九]年")
_MAX_LABEL_SIZE = 8
_DATED = re.compile(
    r"\W{0,3}(?:(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d)"
    r"[^.!?。！？]{0,60}$"
)
_DIVIDER = re.compile(r"\s*[-–—|｜_·]")
_MAX_AFTER_SIGNATURE = 6
"""How many lines may stand after a signature: who signs, who may read it, annexes."""
_ANNEX = re.compile(r"(?:annexe?s?|anlagen?|anexos?|приложени[ея]|別紙|別添|붙임)\b", re.IGNORECASE)
_PLACE = re.compile(r"(?:[^\W\d]+ ){0,4}[^\W\d]+, (?=.{0,8}\d.{0,30}$)")
"""Where it was signed: `Fait à Paris, le 12 mars 2025`."""
_SIGNED = re.compile(r"(?:dated|signed|done at .{2,40})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that holds nothing but a date and its company."""

    reading: DateReading
    labelled: bool
    """A label says that it is a publication date."""
    update: bool
    """A label says that it is the date of a change."""


@dataclass(slots=True)
class Gathered:
    """What the lines round an article told; filled as they are read."""

    paragraphs: list[str] = field(default_factory=list)
    date_lines: list[DateLine] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    notice: str | None = None
    signature: DateReading | None = None
    """A date standing alone as the last line, as officials sign."""
    dateline: DateReading | None = None
    """The date between place and dash with which agencies and companies begin."""

    def take(self, line: str, reader: DateLines) -> bool:
        """Record `line` and return True if it is a date line, byline, source or notice."""
        if len(line) > _MAX_FACT:
            return False
        if is_translation_notice(line):
            self.notice = self.notice or line
        elif dated := reader.read(line):
            self.date_lines.append(dated)
            self._company(line)
        elif names := authors(line):
            self.authors += [name for name in names if name not in self.authors]
        elif source := source_named(line):
            self.sources.append(source)
        else:
            return False
        return True

    def _company(self, line: str) -> None:
        """Record who is named beside a date."""
        for part in re.split(
            r"\s*[|·•]\s*|\s{1,}(?=(?:来源|作者|来源|責任|source|author)\s?[:：])", line
        ):
            self.authors += [name for name in authors(part) if name not in self.authors]
            if source := source_named(part):
                self.sources.append(source)


@dataclass(frozen=True, slots=True)
class DateLines:
    """Reads date lines in one zone."""

    timezone: str
    now: datetime | None = None
    _known: dict[str, DateLine | None] = field(default_factory=dict, repr=False, compare=False)
    """What was read; each line of a page is asked about several times."""

    def read(self, line: str) -> DateLine | None:
        """Return what a date line says; None for a sentence, a caption, a heading."""
        if len(line) > _MAX_DATE_LINE:
            return None
        if (self.now is None or len(line) > _MAX_WORDED) and not _MAYBE_DATE.search(line):
            return None
        if line not in self._known:
            self._known[line] = self._read(line)
        return self._known[line]

    def _read(self, line: str) -> DateLine | None:
        if names_other_date(line):
            return None
        whole = dates.read(line, timezone=self.timezone, now=self.now)
        if whole is not None and dates.exact_to_day(whole):
            return self._line(whole, line)
        if _CAPTION.match(line) or not (_BESIDE_DATE.search(line) or _LABELLED.match(line)):
            return None
        if ends_sentence(line) or size(line) > 24:
            return None
        found = dates.find(line, timezone=self.timezone, now=self.now)
        return self._line(found, line) if found else None

    def at_place(self, line: str) -> DateLine | None:
        """Return what a line says that holds a place and a date: `Paris, le 2 juin 2025`."""
        place = _PLACE.match(line)
        return self.read(line[place.end() :]) if place else None

    @staticmethod
    def _line(reading: DateReading, line: str) -> DateLine:
        update = dates.is_update(reading.text)
        labelled = _LABELLED.match(line) is not None and not names_writing(line)
        return DateLine(reading, labelled and not update, update)


def gather(lines: Sequence[str], *, title: str, reader: DateLines, mixed: bool = False) -> Gathered:
    """Return the paragraphs among `lines` and what the lines between and after them told.

    `mixed`: they are of a page whose text is not one article, so no heading ends it.
    """
    gathered = Gathered()
    kept: list[str] = []
    furniture_after: list[int] = []
    titles = (fold(title), "")
    every = [line for line in lines if line]
    words, unjudged = every[:MAX_JUDGED], every[MAX_JUDGED:]
    index = 0
    prose_seen = False
    last_prose = next((at for at in reversed(range(len(words))) if is_prose(words[at])), -1)
    while index < len(words):
        line = words[index]
        following = words[index + 1] if index + 1 < len(words) else ""
        if prose_seen and not mixed and heads_related(line):
            resumed = past_related(words, index, kept, furniture_after)
            if resumed is None:
                unjudged = []
                break
            index = resumed
            continue
        if not mixed and (heads_teaser(line) or heads_related(line)):
            furniture_after.append(len(kept))
            index = after_teasers(words, index + 1)
            continue
        if _is_repeated_caption(line, following):
            index += 2
            continue
        index += 1
        if _is_title(without_reply_mark(line), titles) or _is_title_with_site(line, title):
            continue
        above = not kept and _is_date_above(line, gathered, reader)
        told = not (mixed and kept) and _is_company(
            line, gathered, reader, kept, more=index <= last_prose
        )
        if above or told or is_boilerplate(line):
            furniture_after.append(len(kept))
            continue
        kept.append(without_call(line))
        prose_seen = prose_seen or is_prose(line)
    if not unjudged and not mixed:
        kept = without_labels_at_end(kept, furniture_after)
    return _finished(gathered, [*kept, *unjudged], reader)


def _finished(gathered: Gathered, paragraphs: list[str], reader: DateLines) -> Gathered:
    gathered.paragraphs = paragraphs
    _sign(gathered, reader)
    gathered.dateline = dateline(next(iter(paragraphs), ""), reader.timezone)
    return gathered


def _is_title(line: str, titles: tuple[str, str]) -> bool:
    """Say whether `line` is one of the folded `titles`, the first of which is the longer."""
    if len(line) > len(titles[0]) and line.isascii() and line.isprintable():
        return False  # each of its characters folds to one
    if len(line) > 2 * len(titles[0]) + _MAX_DATE_LINE:
        return False  # folding takes off no half of a line
    return fold(line) in titles


def _is_title_with_site(line: str, title: str) -> bool:
    """Say whether `line` is the title with the site's name behind it."""
    if not title or not line.startswith(title):
        return False
    rest = line[len(title) :]
    return _DIVIDER.match(rest) is not None and size(rest) <= _MAX_LABEL_SIZE


def _is_company(
    line: str, gathered: Gathered, reader: DateLines, kept: Sequence[str], *, more: bool
) -> bool:
    """Record a line of facts about the article; False for its own words.

    `more`: prose follows.
    """
    if len(line) > _MAX_DATE_LINE and not may_name_company(line):
        return False  # no date stands alone in so long a line, so its words need no counting
    if surely_has(line, 61) or size(line) > 60 or is_list_item(line):
        return False
    dated = reader.read(line)
    if dated and not dated.labelled and not dated.update and kept:
        # A bare date after the text began: a signature at the end, else a row of some list.
        return more and not is_prose(kept[-1])
    return gathered.take(line, reader)


def _is_date_above(line: str, gathered: Gathered, reader: DateLines) -> bool:
    """Record a date above the text that has a name beside it, and nothing between the two."""
    if _DATED.match(line) is None or size(line) > _MAX_LABEL_SIZE + 2 or reader.read(line):
        return False
    found = dates.find(line, timezone=reader.timezone, now=reader.now)
    if found is None:
        return False
    gathered.date_lines.append(DateLine(found, False, False))
    return True


def _is_repeated_caption(line: str, following: str) -> bool:
    if line != following or any(map(str.isdigit, line)) or ends_sentence(line):
        return False
    return size(line) <= _MAX_LABEL_SIZE and not is_prose(line)


def _sign(gathered: Gathered, reader: DateLines) -> None:
    """Record the date that signs the text: alone on its last line, or before a bracketed one."""
    alone, listing = True, False
    for part in reversed(gathered.paragraphs[1:][-_MAX_AFTER_SIGNATURE:]):
        dated = reader.read(part)
        if alone and dated is None:
            dated = reader.at_place(part)
        if dated and not dated.update and ((alone and not listing) or _SIGNED.match(part)):
            gathered.signature = dated.reading
            return
        if part[0] in "(（[【附" or _ANNEX.match(part):
            listing = False
        elif is_list_item(part):
            listing = True
        else:
            alone = False


def is_furniture(line: str) -> bool:
    """Say whether a line of the head region is no title and no text."""
    return is_boilerplate(line) or is_navigation(line) or heads_related(line) or heads_teaser(line)


__all__ = ["MAX_JUDGED", "DateLine", "DateLines", "Gathered", "gather", "is_furniture"]
