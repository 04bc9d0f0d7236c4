"""Where a measure stands in its life, and the words that show it.

The words are the entries of `seeds/taxonomy/stages.toml`; an id up to its first dot is a stage.
Here is what the list cannot say: words of every day need an instrument or a document in their
sentence, a negation takes a word away, and of several stages one is the article's.

Source: the life of a measure as of signal, proposed, consultation, adopted, in force, …; a
suspension is never read as a repeal.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from monitor.model import DocumentNumber, Field, Mention, Stage, StageWords
from monitor.text import sentence_starts

_STAGES: Mapping[str, Stage] = {stage: stage for stage in get_args(Stage)}
_EVERYDAY, _QUESTIONS = ".everyday", ".questions"
_PRIORITY: tuple[str, ...] = (
    "denied", "reinstated", "repealed", "suspended", "challenged", "expired", "consultation",
    "amended", "clarified", "adopted", "enforced", "proposed", "in_force", "suspended.everyday",
    "repealed.everyday", "expired.everyday", "proposed.everyday", "adopted.everyday", "signal",
    "signal.everyday",
)  # fmt: skip
"""Which of the stages named together is the measure's: what happens to it now, before what it
was and how it was told; `announced` says the least, since everything is announced."""
_RANK = {name: rank for rank, name in enumerate(_PRIORITY)}
_NEGATED = re.compile(
    r"(?:\b(?:not|never|without|neither|nor|nicht|kein(?:e[rnms]?)?|pas|aucune?"
    r"|ning[uú]n[oa]?|sin|нет|не)|n['’]t|cannot)"
    r"(?:\s+[^\W\d_]{1,12}){0,2}\s+\Z|\bno\s+\Z"
    r"|(?:不会|不得|尚未|并未|没有|从未|未|不|非|无)[^，。；\s]{0,2}\Z|(?:안|못)\s\Z",
    re.IGNORECASE,
)
_NEGATED_BEHIND = re.compile(r"\s?(?:していない|しない|せず|하지 않|되지 않|n[’']a pas)")
_NEGATING = "しせ하되n"
"""What it begins with."""
_NEGATION_WIDTH = 36
_NEGATIONS = (
    "no", "No", "n't", "never", "with", "ei", "nicht", "pas", "sin ", "cann", "ning", "ucun",
    "Never", "With", "Nicht", "Pas", "Sin ", "Cann", "Ning",
)  # fmt: skip
"""Parts of them: one stands before every word that is negated."""
_OTHER_NEGATIONS = (
    "n’t", "не", "Не", "不", "未", "没", "沒", "非", "无", "無", "안 ", "못 ",
)  # fmt: skip
"""The same beyond ASCII, which most texts hold none of."""
_LEAD_SENTENCES = 3
_NO_CONTEXT = {"suspension", "export_signal"}
"""Instruments whose names are words of a stage themselves."""
_ISSUED_FORMS = (".order-", "cn.mofcom.20", "cn.gacc.20", "cn.uel.20", "us.eo.", "us.proclamation.")


def stage_words(
    texts: Mapping[Field, str],
    mentions: Sequence[Mention],
    documents: Sequence[DocumentNumber],
) -> tuple[tuple[StageWords, str], ...]:
    """Return the words that show a stage, with their entry's id, in reading order.

    Of `mentions`, those of the category stage are weighed and those of instruments are context.
    """
    found = [mention for mention in mentions if mention.category == "stage"]
    if not found:
        return ()
    contexts: dict[Field, list[int]] = {"title": [], "body": []}
    for mention in mentions:
        if mention.category == "instrument" and mention.id not in _NO_CONTEXT:
            contexts[mention.field].append(mention.start)
    for document in documents:
        contexts[document.field].append(document.start)
    kept = []
    is_known = bool(documents)
    sentences = {field: _Sentences(texts[field], places) for field, places in contexts.items()}
    for mention in found:
        if mention.id.endswith(_EVERYDAY) and not sentences[mention.field].hold(mention.start):
            continue
        if _is_negated(texts[mention.field], mention):
            continue
        words = StageWords(
            stage=_stage(mention.id, is_known=is_known), field=mention.field,
            start=mention.start, end=mention.end, text=mention.text,
        )  # fmt: skip
        kept.append((words, mention.id))
    return tuple(kept)


def stage_of(
    texts: Mapping[Field, str],
    words: Sequence[tuple[StageWords, str]],
    documents: Iterable[DocumentNumber],
) -> Stage | None:
    """Return where the article's measure stands, or None where nothing or too much is said.

    The title decides; else the first of the body's first sentences that shows a stage; else the
    only stage of the body. A title that is the number of a decree is one that was issued.
    """
    title = [(one, key) for one, key in words if one.field == "title"]
    if title:
        return _first(title)
    if any(
        number.field == "title" and any(form in number.id for form in _ISSUED_FORMS)
        for number in documents
    ):
        return "adopted"
    if not words:
        return None
    starts = sentence_starts(texts["body"])
    lead = [(one, key) for one, key in words if bisect_right(starts, one.start) <= _LEAD_SENTENCES]
    for number in range(1, _LEAD_SENTENCES + 1):
        inside = [pair for pair in lead if bisect_right(starts, pair[0].start) == number]
        if inside:
            return _first(inside)
    stages = {one.stage for one, key in words if key != "adopted.everyday"}
    return stages.pop() if len(stages) == 1 else None


def _first(words: Iterable[tuple[StageWords, str]]) -> Stage:
    return min(words, key=lambda pair: _rank(pair[1], pair[0].stage))[0].stage


def _rank(key: str, stage: Stage) -> int:
    return _RANK.get(key, _RANK.get(stage, len(_RANK)))


def _stage(key: str, *, is_known: bool) -> Stage:
    """Return the stage of an entry; questions answered clarify only what is known by number."""
    if key.endswith(_QUESTIONS) and not is_known:
        return "signal"
    return _STAGES.get(key.partition(".")[0], "signal")


def _is_negated(text: str, mention: Mention) -> bool:
    if mention.id.startswith("denied"):
        return False
    before = text[max(0, mention.start - _NEGATION_WIDTH) : mention.start]
    may_be = any(map(before.__contains__, _NEGATIONS)) or (
        not before.isascii() and any(map(before.__contains__, _OTHER_NEGATIONS))
    )
    if may_be and _NEGATED.search(before) is not None:
        return True
    behind = text[mention.end : mention.end + 2].lstrip()[:1]
    return behind in _NEGATING and _NEGATED_BEHIND.match(text, mention.end) is not None


class _Sentences:
    """Those sentences of a text in which a context begins; worked out when first asked for."""

    def __init__(self, text: str, contexts: Sequence[int]) -> None:
        self._text = text
        self._contexts = contexts
        self._starts: Sequence[int] = ()
        self._holding: set[int] = set()

    def hold(self, place: int) -> bool:
        """Say whether a context begins in the sentence that holds `place`."""
        if not self._contexts:
            return False
        if not self._starts:
            self._starts = sentence_starts(self._text)
            self._holding = {bisect_right(self._starts, one) for one in self._contexts}
        return bisect_right(self._starts, place) in self._holding
