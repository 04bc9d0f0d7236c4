"""What is the matter with a source: when it begins, when it is over, and how it is said.

Each is told once when it begins and once when it is over, as an item of the topic
`source-health` that operators subscribe to like to any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

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
DRIFTING_LOOKS = 2

_SAID: Mapping[ConditionKind, tuple[str, str, Severity]] = {
    "failing": ("is blind", "sees again", Severity.REVIEW),
    "gone": ("is gone", "is back", Severity.REVIEW),
    "moved": ("has moved", "has moved back", Severity.FYI),
    "silent": ("is silent", "speaks again", Severity.REVIEW),
    "drift": ("has changed its layout", "is read as before", Severity.REVIEW),
    "gap": ("has a gap", "overlaps again", Severity.REVIEW),
    "validators": ("hides its changes", "is honest again", Severity.FYI),
}
_ADVICE: Mapping[ConditionKind, str] = {
    "failing": "It is looked at again for ever, at least daily. `monitor sources check` shows"
    " what a look at it gives now.",
    "gone": "The server says that this address will not come back (410). It is still looked at"
    " now and then; find the new address, or set enabled = false.",
    "moved": "The new address is used from now on. Put it into the source's url.",
    "silent": "Nothing failed: it just has nothing new. Look at the site, it may have moved"
    " its news elsewhere.",
    "drift": "What is configured finds nothing there any more. Look at the page and mend the"
    " source's options.",
    "gap": "Of what it held at the last look, nothing was there any more: what came and went"
    " in between may be missing. Look at the site, and give the source a shorter interval.",
    "validators": "The server said «not modified» though there were new items. It is fetched"
    " whole from now on.",
}
_BRIEF: frozenset[ConditionKind] = frozenset({"gap", "moved", "validators"})
"""Whose end is not told: that they are over is no news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What one look showed, besides how it went."""

    status: int | None = None
    """The HTTP status of a failed look."""
    drift: tuple[str, ...] = ()
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
    conditions: dict[ConditionKind, Condition] = {}
    notices: list[Notice] = []
    for kind in _SAID:
        fact = present.get(kind)
        known = before.conditions.get(kind)
        if fact is None:
            if known is not None and known.told and kind not in _BRIEF:
                notices.append(_notice(look, kind, began=False, since=known.since, fact=known.fact))
        elif known is None:
            since = after.failing_since if kind == "failing" and after.failing_since else now
            told = kind != "drift"
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
    failed = look.outcome == "failed"
    if failed:
        # A failed look tells nothing of what only a look that succeeds can show.
        present |= {
            kind: one.fact
            for kind, one in before.conditions.items()
            if kind not in ("failing", "gone", "moved")
        }
        present |= _failing(before, after, look, found)
    elif found.drift:
        present["drift"] = "; ".join(found.drift)
    if found.is_gap:
        present["gap"] = f"no item of the look before was left among {look.items}"
    if found.silence is not None:
        present["silent"] = found.silence
    if found.lied or "validators" in before.conditions:
        present["validators"] = "new items came under an unchanged ETag or Last-Modified"
    if _has_moved(after, now=look.looked_at) and after.moved_to:
        present["moved"] = f"permanently redirected to {after.moved_to}"
    return present


def _failing(
    before: SourceState, after: SourceState, look: Look, found: Findings
) -> dict[ConditionKind, str]:
    fact = f"{look.cause}: {look.fact}"
    if look.cause == "layout":
        return {"drift": look.fact or ""}
    if found.status == 410:
        return {"gone": fact}
    since = after.failing_since or look.looked_at
    if "failing" in before.conditions or (
        after.failures >= FAILING_LOOKS and look.looked_at - since >= FAILING_FOR
    ):
        return {"failing": fact}
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
        return f"{name} {began} since {_clock(notice.since)}: {notice.fact}"
    return f"{name} {over} since {_clock(notice.at)}, after {_span(notice.at - notice.since)}"


def told(notice: Notice, source: Source) -> tuple[Article, Match]:
    """Return a notice as an item, and why it is one: the words that say what happened."""
    title = headline(notice, source)
    began, over, severity = _SAID[notice.kind]
    words = began if notice.began else over
    body = _ADVICE[notice.kind] if notice.began else f"It was so: {notice.fact}."
    start = title.index(words)
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
        published_source="feed",
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
        spans=(Span(field="title", start=start, end=start + len(words), text=words, term=words),),
    )
    return article, match


def _clock(at: datetime) -> str:
    return f"{at.day} {at:%B %Y, %H:%M} UTC"


def _span(length: timedelta) -> str:
    minutes = round(length.total_seconds() / 60)
    if minutes < 120:
        return f"{minutes} min"
    hours = round(minutes / 60)
    return f"{hours} h" if hours < 72 else f"{round(hours / 24)} days"
