"""Matches → Digest: what one subscription is told now, gravest first, each with its evidence.

Deciding only: what is pending comes in, a value goes out. Rendering is in html, text, as_json.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.digest.schedule import Schedule
from monitor.fingerprint import wording
from monitor.model import (
    Article,
    Coverage,
    Digest,
    Entry,
    Evidence,
    Field,
    Mark,
    Match,
    Mention,
    Reason,
    Span,
    Subscription,
)
from monitor.taxonomy import is_goods_code
from monitor.text import is_cjk, sentences

_MAX_EVIDENCE = 3
_MAX_SENTENCE = 360
"""Characters of one quoted sentence; what is cut is cut away from the marks."""
_ID_LENGTH = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A text that matched and waits for a subscription's digest."""

    item: int
    number: int
    """Which text of the item it is, from 1."""
    article: Article
    matches: tuple[Match, ...]
    copies: int = 0


def wanted(subscription: Subscription, source: str, matches: Iterable[Match]) -> tuple[Match, ...]:
    """Return those matches of an article of `source` that a subscription asks for."""
    return tuple(
        match for match in matches if subscription.asks_for(match.topic, source, match.severity)
    )


def compose(
    subscription: Subscription,
    candidates: Sequence[Candidate],
    *,
    name_of: Callable[[Mention], str],
    coverage: Coverage,
    since: datetime | None,
    now: datetime,
) -> Digest | None:
    """Return the digest of what waits, or None where nothing does.

    Of several texts of one item an older one is shown only if it matched what the latest does
    not. The id is a hash of subscription,
    texts and rules: the same news makes the same id, in whatever order it came. `name_of` gives
    what people call an entry of the taxonomy.
    """
    shown = _not_superseded(candidates)
    entries = [
        _entry(candidate, matches, name_of)
        for candidate in shown
        if (matches := wanted(subscription, candidate.article.source, candidate.matches))
    ]
    if not entries:
        return None
    entries.sort(key=lambda entry: (entry.first_seen, entry.item), reverse=True)
    entries.sort(key=lambda entry: -entry.severity.rank)
    return Digest(
        id=_digest_id(subscription, shown),
        subscription=subscription.name,
        heading=subscription.heading,
        schedule=Schedule(subscription.schedule, subscription.timezone).told(),
        timezone=subscription.timezone.key,
        composed_at=now,
        since=since,
        entries=tuple(entries),
        coverage=coverage,
        max_entries=subscription.max_entries,
    )


def _not_superseded(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the latest text of each item, and older ones that say something it does not."""
    latest: dict[int, Candidate] = {}
    for candidate in candidates:
        known = latest.get(candidate.item)
        if known is None or candidate.number > known.number:
            latest[candidate.item] = candidate
    return [
        candidate
        for candidate in candidates
        if candidate is latest[candidate.item]
        or _terms(candidate.matches) - _terms(latest[candidate.item].matches)
    ]


def _terms(matches: Iterable[Match]) -> set[tuple[str, str, str]]:
    return {(match.topic, match.rule, span.term) for match in matches for span in match.spans}


def said(article: Article, matches: Iterable[Match]) -> set[str]:
    """Return the title and the sentences that made it match, as compared: what an alert says."""
    spans = [span for match in matches for span in match.spans]
    lines = {article.title}
    for start, end in sentences(article.body):
        if any(span.field == "body" and start <= span.start < end for span in spans):
            lines.add(article.body[start:end])
    return {wording(line) for line in lines}


def _digest_id(subscription: Subscription, candidates: Iterable[Candidate]) -> str:
    told = sorted(
        f"{one.article.source}\x00{one.article.identity}\x00{one.number}"
        f"\x00{one.article.content_hash}"
        f"\x00{','.join(sorted(f'{match.topic}/{match.rule}' for match in one.matches))}"
        for one in candidates
    )
    text = "\x01".join((subscription.name, *told))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_ID_LENGTH]


def _entry(
    candidate: Candidate, matches: tuple[Match, ...], name_of: Callable[[Mention], str]
) -> Entry:
    article = candidate.article
    stage_words = (one.text for one in article.stages if one.stage == article.stage)
    spans = [span for match in matches for span in match.spans]
    return Entry(
        item=candidate.item,
        revision=candidate.number,
        change="new" if candidate.number == 1 else "edited",
        severity=max((match.severity for match in matches), key=lambda one: one.rank),
        title=article.title,
        url=article.url,
        source=article.source,
        publisher=article.publisher,
        language=article.language,
        machine_translated=article.machine_translated,
        published=article.published,
        published_precision=article.published_precision,
        published_source=article.published_source,
        first_seen=article.first_seen,
        evidence=tuple(evidence(article, spans)),
        reasons=tuple(_reason(match) for match in sorted(matches, key=_telling)),
        documents=_once(number.id for number in article.documents if not is_goods_code(number.id)),
        materials=_once(
            name_of(mention) for mention in article.mentions if mention.category == "material"
        ),
        issuers=_once(name_of(mention) for mention in article.issuers),
        stage=article.stage,
        stage_words=next(stage_words, None) if article.stage else None,
        measure_dates=article.measure_dates,
        published_confidence=article.published_confidence,
        warnings=article.warnings,
        copies=candidate.copies,
    )


def _telling(match: Match) -> tuple[int, int, int, str, str]:
    """Return what matches are ordered by, the most telling first: grave, met by the headline."""
    headline = {span.term for span in match.spans if span.field == "title"}
    every = {span.term for span in match.spans}
    return -match.severity.rank, -len(headline), -len(every), match.topic, match.rule


def _reason(match: Match) -> Reason:
    return Reason(
        rule=match.rule,
        topic=match.topic,
        severity=match.severity,
        terms=_once(span.text for span in _widest(match.spans)),
    )


def _widest(spans: Sequence[Span]) -> Iterator[Span]:
    """Yield the spans that do not lie inside another, in reading order."""
    end = {"title": -1, "body": -1}
    for span in sorted(spans, key=lambda one: (one.field != "title", one.start, -one.end)):
        if span.end > end[span.field]:
            end[span.field] = span.end
            yield span


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def evidence(article: Article, spans: Sequence[Span]) -> Iterator[Evidence]:
    """Yield the title, if words in it matched, and the sentences that say most, in order."""
    if marks := _marks(spans, "title", 0, len(article.title)):
        yield Evidence(text=article.title, marks=marks, field="title")
    scored = []
    for start, end in sentences(article.body):
        inside = [span for span in spans if span.field == "body" and start <= span.start < end]
        if inside:
            distinct = len({span.term for span in inside})
            scored.append((-distinct, start, end))
    for _, start, end in sorted(sorted(scored)[:_MAX_EVIDENCE], key=lambda one: one[1]):
        yield _quoted(article.body, start, end, spans)


def _quoted(body: str, start: int, end: int, spans: Sequence[Span]) -> Evidence:
    """Return a sentence with its marks; one that is too long is cut to the marked part."""
    if end - start > _MAX_SENTENCE:
        first = min(span.start for span in spans if span.field == "body" and span.start >= start)
        begin = max(start, _word_start(body, first - _MAX_SENTENCE // 4))
        finish = min(end, _word_start(body, begin + _MAX_SENTENCE))
    else:
        begin, finish = start, end
    lead, tail = ("… " if begin > start else ""), (" …" if finish < end else "")
    marks = _marks(spans, "body", begin, finish)
    shift = len(lead)
    return Evidence(
        text=f"{lead}{body[begin:finish].rstrip()}{tail}",
        marks=tuple(Mark(start=mark.start + shift, end=mark.end + shift) for mark in marks),
        field="body",
    )


def _word_start(text: str, index: int) -> int:
    """Return the beginning of the word at or before `index`; Han text is cut anywhere."""
    while 0 < index < len(text) and not (text[index - 1].isspace() or is_cjk(text[index])):
        index -= 1
    return max(index, 0)


def _marks(spans: Sequence[Span], field: Field, start: int, end: int) -> tuple[Mark, ...]:
    """Return the spans inside a stretch, relative to it, overlapping ones as one."""
    merged: list[Mark] = []
    for span in sorted(spans, key=lambda one: (one.start, one.end)):
        if span.field != field or span.start < start or span.end > end:
            continue
        if merged and span.start - start <= merged[-1].end:
            merged[-1] = Mark(start=merged[-1].start, end=max(merged[-1].end, span.end - start))
        else:
            merged.append(Mark(start=span.start - start, end=span.end - start))
    return tuple(merged)
