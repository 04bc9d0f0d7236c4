"""What is the matter with a source: when it begins, when it is over, and how it is said.

Each is told once when it begins and once when it is over, as an item of the topic
`source-health` that operators subscribe to like to any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from monitor.errors import without_address, without_query
from monitor.fingerprint import content_hash
from monitor.model import (
    HEALTH_TOPIC,
    Article,
    Condition,
    ConditionKind,
    Look,
    Match,
    Notice,
    Severity,
    Source,
    SourceState,
    Span,
)

FAILING_LOOKS = 3
FAILING_FOR = timedelta(hours=1)
"""A source is blind after so many failed looks over so long: a night's reboot is not news."""
MOVED_LOOKS = 3
MOVED_FOR = timedelta(hours=24)
"""A permanent redirect is believed after so many looks over so long: some are mistakes."""

_SAID: Mapping[ConditionKind, tuple[str, str, Severity]] = {
    "failing": ("is blind", "sees again", Severity.REVIEW),
    "gone": ("is gone", "is back", Severity.REVIEW),
    "moved": ("has moved", "has moved back", Severity.FYI),
    "silent": ("is silent", "speaks again", Severity.REVIEW),
    "partial": ("is seen in part", "is seen whole", Severity.REVIEW),
    "drift": ("has changed its layout", "is read as before", Severity.REVIEW),
    "gap": ("has a gap", "overlaps again", Severity.REVIEW),
    "validators": ("hides its changes", "is honest again", Severity.FYI),
}
_ADVICE: Mapping[ConditionKind, tuple[str, str]] = {
    "failing": (
        "monitor sources check",
        "`monitor sources check` says what to fix. It is looked at again for ever, at least daily.",
    ),
    "gone": (
        "Find the new address",
        "Find the new address, or set enabled = false: the server says that this one will not"
        " come back (410). It is still looked at now and then.",
    ),
    "moved": (
        "Put the new address",
        "Put the new address into the source's url; it is used from now on.",
    ),
    "silent": (
        "Look at the site",
        "Look at the site: it may have moved its news elsewhere. Nothing failed; it just has"
        " nothing new.",
    ),
    "partial": (
        "monitor sources check",
        "`monitor sources check` says what to fix. The rest is read as ever; what is missing is"
        " asked for again at each look.",
    ),
    "drift": (
        "mend the source's options",
        "Look at the page and mend the source's options: what is configured finds nothing there"
        " any more.",
    ),
    "gap": (
        "a shorter interval",
        "Look at the site, and give the source a shorter interval: of what it held at the last"
        " look nothing was left, so what came and went in between may be missing.",
    ),
    "validators": (
        "Nothing is to be done",
        "Nothing is to be done: it is fetched whole from now on. The server said «not modified»"
        " though there were new items.",
    ),
}
"""The words of the remedy, and the text whose first sentence has them: a digest quotes it."""
_BRIEF: frozenset[ConditionKind] = frozenset({"gap", "moved", "validators"})
"""Whose end is not told: that they are over is no news."""
_TWICE: frozenset[ConditionKind] = frozenset({"drift", "partial"})
"""What is told when two looks in a row show it: a single one may have met a hiccup."""
_FOUND_LATER: frozenset[ConditionKind] = frozenset({"gap", "moved", "silent", "validators"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What one look showed, besides how it went."""

    status: int | None = None
    """The HTTP status of a failed look."""
    drift: tuple[str, ...] = ()
    saw_list: bool = True
    """Whether the content came; a server that says «not modified» shows no layout."""
    saw_pages: bool = True
    """Whether pages of items were asked for."""
    missing: str | None = None
    """What of it could not be had though the rest could."""
    is_gap: bool = False
    lied: bool = False
    """The server confirmed validators of what it had changed."""
    silence: str | None = None
    """What to say if it has been silent for too long, else None."""


def judged(
    before: SourceState, after: SourceState, look: Look, found: Findings
) -> tuple[Mapping[ConditionKind, Condition], tuple[Notice, ...]]:
    """Return what is the matter after a look, and what is to be told of it."""
    now = look.looked_at
    present = _present(before, after, look, found)
    kept = _kept(before, look, found)
    if not present and not before.conditions:
        return before.conditions, ()
    conditions: dict[ConditionKind, Condition] = {}
    notices: list[Notice] = []
    for kind in _SAID:
        fact = present.get(kind)
        known = before.conditions.get(kind)
        if fact is None and known is not None and kind in kept:
            conditions[kind] = known
        elif fact is None:
            if known is not None and known.told and kind not in _BRIEF:
                notices.append(_notice(look, kind, began=False, since=known.since, fact=known.fact))
        elif known is None:
            since = after.failing_since if kind == "failing" and after.failing_since else now
            told = kind not in _TWICE
            conditions[kind] = Condition(since, fact, told)
            if told:
                notices.append(_notice(look, kind, began=True, since=since, fact=fact))
        elif not known.told:
            conditions[kind] = replace(known, fact=fact, told=True)
            notices.append(_notice(look, kind, began=True, since=known.since, fact=fact))
        else:
            conditions[kind] = known
    return conditions, tuple(notices)


def _notice(look: Look, kind: ConditionKind, *, began: bool, since: datetime, fact: str) -> Notice:
    return Notice(
        source=look.source, kind=kind, began=began, since=since, at=look.looked_at, fact=fact
    )


def _present(
    before: SourceState, after: SourceState, look: Look, found: Findings
) -> dict[ConditionKind, str]:
    """Return what is the matter now, with the fact that shows it."""
    present: dict[ConditionKind, str] = {}
    if look.outcome == "failed":
        present |= _failing(before, after, look, found)
    elif found.drift:
        present["drift"] = "; ".join(found.drift)
    if look.outcome != "failed" and found.missing is not None:
        present["partial"] = found.missing
    if found.is_gap:
        present["gap"] = f"no item of the look before was left among {look.items}"
    if found.silence is not None:
        present["silent"] = found.silence
    if found.lied:
        present["validators"] = "new items came under an unchanged ETag or Last-Modified"
    if _has_moved(after, now=look.looked_at) and after.moved_to:
        present["moved"] = f"permanently redirected to {without_query(after.moved_to)}"
    return present


def _kept(before: SourceState, look: Look, found: Findings) -> set[ConditionKind]:
    """Return what is the matter still unless this look shows the contrary, which it cannot."""
    if look.outcome == "failed":
        # That it is well again only a look that succeeds can show.
        return set(before.conditions) - {"moved"}
    kept: set[ConditionKind] = {"validators"}
    if not found.saw_list:
        kept.add("partial")
    drift = before.conditions.get("drift")
    if drift and not (found.saw_list and (found.saw_pages or not _is_of_pages(drift.fact))):
        kept.add("drift")
    if not look.new and not look.copies:
        kept.add("gap")  # where nothing new came nothing can overlap
    return kept


def _is_of_pages(fact: str) -> bool:
    return any(f"page.{name}" in fact for name in ("body", "title", "date"))


def _failing(
    before: SourceState, after: SourceState, look: Look, found: Findings
) -> dict[ConditionKind, str]:
    if look.cause == "layout":
        return {"drift": look.fact or ""}
    if found.status == 410:
        return {"gone": look.fact or ""}
    since = after.failing_since or look.looked_at
    if "gone" not in before.conditions and (
        after.failures >= FAILING_LOOKS and look.looked_at - since >= FAILING_FOR
    ):
        return {"failing": f"{look.cause}: {without_address(look.fact or '')}"}
    return {}


def _has_moved(after: SourceState, *, now: datetime) -> bool:
    return (
        after.moved_to is not None
        and after.moved_since is not None
        and after.moves >= MOVED_LOOKS
        and now - after.moved_since >= MOVED_FOR
    )


def headline(notice: Notice, source: Source) -> str:
    """Return a notice in one line."""
    began, over, _ = _SAID[notice.kind]
    name = f"{source.publisher} ({source.name})" if source.publisher else source.name
    if notice.began:
        # Some were there before anybody could see it: the fact says since when.
        when = ", noticed" if notice.kind in _FOUND_LATER else " since"
        return f"{name} {began}{when} {_clock(notice.since)}: {notice.fact}"
    return f"{name} {over} since {_clock(notice.at)}, after {_span(notice.at - notice.since)}"


def told(notice: Notice, source: Source) -> tuple[Article, Match]:
    """Return a notice as an item, and why it is one: the words that say what happened."""
    title = headline(notice, source)
    began, over, severity = _SAID[notice.kind]
    words = began if notice.began else over
    remedy, advice = _ADVICE[notice.kind]
    body = advice if notice.began else f"It was so: {notice.fact}."
    spans = [_span_of(words, "title", title)]
    if notice.began:
        spans.append(_span_of(remedy, "body", body))
    article = Article(
        source=source.name,
        identity=f"monitor:{notice.kind}:{notice.at:%Y-%m-%dT%H:%M:%SZ}",
        title=title,
        url=None,
        publisher="Monitor",
        language="en",
        kind="notice",
        published=f"{notice.at:%Y-%m-%dT%H:%M:%S}+00:00",
        published_precision="second",
        published_source="monitor",
        published_text=None,
        published_at=notice.at,
        first_seen=notice.at,
        body=body,
        content_hash=content_hash(title, body),
    )
    match = Match(
        rule=f"source-{notice.kind}",
        topic=HEALTH_TOPIC,
        severity=severity if notice.began else Severity.FYI,
        spans=tuple(spans),
    )
    return article, match


def _span_of(words: str, field: Literal["title", "body"], text: str) -> Span:
    start = text.index(words)
    return Span(field=field, start=start, end=start + len(words), text=words, term=words)


def _clock(at: datetime) -> str:
    return f"{at.day} {at:%B %Y, %H:%M} UTC"


def _span(length: timedelta) -> str:
    minutes = round(length.total_seconds() / 60)
    if minutes < 120:
        return f"{minutes} min"
    hours = round(minutes / 60)
    return f"{hours} h" if hours < 72 else f"{round(hours / 24)} days"
