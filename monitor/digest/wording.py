"""The words of a digest: subject, severities, reasons to doubt, coverage.

HTML and plain text both take their words from here, so that they say the same. Everything that
came from outside passes `shown` before a person sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import tzinfo
from urllib.parse import urlsplit

from monitor.digest.when import calendar_day, moment, zone, zone_name
from monitor.model import Coverage, Digest, Entry, Evidence, Severity
from monitor.text import one_line, printable

MAX_SUBJECT = 150
SEVERITIES = {
    Severity.ACTION: "action required",
    Severity.REVIEW: "review",
    Severity.FYI: "for information",
}
_COUNTS = (
    "No",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
)
_HELD = {
    "baseline": ("baseline match", "baseline matches"),
    "backfill": ("backfilled match", "backfilled matches"),
    "minor-edit": ("minor edit", "minor edits"),
    "renormalised": ("match of an older text, read again", "matches of older texts, read again"),
}
_LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "kk": "Kazakh",
    "ko": "Korean",
    "mn": "Mongolian",
    "my": "Burmese",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "sv": "Swedish",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
# Lone surrogates, ruby anchors and tag characters: unshowable, or text that only a machine sees.
_UNSHOWABLE = re.compile("[\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]")
_BLANKS = re.compile(r"\s+")


def shown(text: str) -> str:
    """Return `text` as one line that cannot steer a terminal, a mail header or its neighbours."""
    return one_line(_UNSHOWABLE.sub("", printable(text)))


def shown_piece(text: str) -> str:
    """Return a part of a sentence as `shown` does, but with one blank kept at either end."""
    return _BLANKS.sub(" ", _UNSHOWABLE.sub("", printable(text)))


def cut(text: str, limit: int) -> str:
    """Return `text` in at most `limit` characters, cut at a word's end where one is near."""
    if len(text) <= limit:
        return text
    short = text[: limit - 1]
    head, _, _ = short.rpartition(" ")
    return (head if len(head) > limit * 2 // 3 else short).rstrip(" ,;:-") + "…"


def plural(count: int, one: str, many: str) -> str:
    """Return the count with its noun: `1 source`, `1,204 sources`."""
    return f"{count:,} {one if count == 1 else many}"


def name(digest: Digest) -> str:
    """Return what the subscription is called."""
    return shown(digest.heading or digest.subscription)


def masthead(digest: Digest) -> str:
    """Return the first line: name, schedule, and once in whose time the message speaks."""
    schedule, zoned = shown(digest.schedule), zone_name(digest)
    said = "" if zoned in schedule else f"times are {zoned}"
    return " · ".join(part for part in (name(digest), schedule, said) if part)


def language(code: str | None) -> str:
    """Return the name of a language, its code where it has none here, or "" for None."""
    return "" if code is None else _LANGUAGES.get(code, f"language {shown(code)}")


def link(url: str | None) -> str | None:
    """Return `url` if it is a plain web address that may be opened, else None.

    Not one: other schemes, a user name before the host, blanks and invisible characters.
    """
    if url is None or shown(url) != url or " " in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    plain = parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc
    return url if plain else None


def title(entry: Entry) -> str:
    """Return the headline, or words that say that there is none."""
    return shown(entry.title) or "(no headline)"


def pieces(evidence: Evidence) -> list[tuple[str, bool]]:
    """Return the quoted text cut at its marks, each piece with whether it is marked.

    Marks that touch or overlap are joined; what lies outside the text is left out.
    """
    text = evidence.text
    joined: list[tuple[int, int]] = []
    for mark in sorted(evidence.marks, key=lambda mark: (mark.start, mark.end)):
        start, end = max(mark.start, 0), min(mark.end, len(text))
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        elif start < end:
            joined.append((start, end))
    cuts: list[tuple[str, bool]] = []
    at = 0
    for start, end in joined:
        cuts += [(text[at:start], False), (text[start:end], True)]
        at = end
    cuts.append((text[at:], False))
    plain = [(shown_piece(part), marked) for part, marked in cuts]
    return [(part, marked) for part, marked in plain if part]


def subject(digest: Digest) -> str:
    """Return the subject: how many, the first of them, the date; one line of 150 characters."""
    day = calendar_day(digest.composed_at.astimezone(zone(digest)))
    count = len(digest.entries)
    if not count:
        blind = len(digest.coverage.blind)
        unseen = f", {plural(blind, 'source', 'sources')} not seen" if blind else ""
        return f"No alerts{unseen}: {cut(name(digest), 80)}, {day}"
    start = f"{plural(count, 'alert', 'alerts')}: "
    end = (f" (+{count - 1:,})" if count > 1 else "") + f", {day}"
    return start + cut(title(digest.entries[0]), MAX_SUBJECT - len(start) - len(end)) + end


def heading(digest: Digest) -> str:
    """Return the first line of the message: `Three alerts since yesterday 08:00`."""
    count = len(digest.entries)
    number = _COUNTS[count] if count < len(_COUNTS) else f"{count:,}"
    alerts = f"{number} alert" if count == 1 else f"{number} alerts"
    if digest.since is None:
        return f"{alerts}, in the first digest of this subscription"
    where = zone(digest)
    since, now = digest.since.astimezone(where), digest.composed_at.astimezone(where)
    days = (now.date() - since.date()).days
    if days in {0, 1}:
        return f"{alerts} since {'yesterday ' if days else ''}{since:%H:%M}"
    return f"{alerts} since {moment(since, where)}"


def tally(entries: Iterable[Entry]) -> str:
    """Return the counts by severity, gravest first: `1 action required, 2 review`."""
    severities = [entry.severity for entry in entries]
    return ", ".join(
        f"{severities.count(severity):,} {word}"
        for severity, word in SEVERITIES.items()
        if severity in severities
    )


def status(entry: Entry) -> str:
    """Return what is special about this version of the item, or "" for its first text."""
    if entry.change == "edited":
        return f"edited after publication, version {entry.revision}"
    return f"version {entry.revision}" if entry.revision > 1 else ""


def looked(coverage: Coverage) -> str:
    """Return the coverage in one clause: `41 of 43 sources looked at, 612 items read`."""
    items = plural(coverage.items, "item", "items") + " read"
    if not coverage.sources:
        return f"no source is switched on, {items}"
    of = plural(coverage.sources, "source", "sources")
    return f"{coverage.looked:,} of {of} looked at, {items}"


_BLIND_NAMED = 10
"""Sources that could not be looked at and are named, those longest blind first."""


def blind(coverage: Coverage, where: tzinfo) -> str:
    """Return the sources that could not be looked at with cause and since when, alike ones once."""
    if not coverage.blind:
        return "none"
    alike: dict[str, list[str]] = {}
    for one in coverage.blind[:_BLIND_NAMED]:
        said = f"since {moment(one.since, where)} ({shown(one.cause)})"
        alike.setdefault(said, []).append(shown(one.name))
    named = "; ".join(f"{', '.join(names)} {said}" for said, names in alike.items())
    more = len(coverage.blind) - _BLIND_NAMED
    return f"{named}; and {more:,} more (`monitor status` names them)" if more > 0 else named


def held(coverage: Coverage) -> str:
    """Return what matched and was not told, by reason: `12 baseline matches held back`."""
    counts = [
        plural(count, *_HELD.get(reason, (f"{reason} match", f"{reason} matches")))
        for reason, count in coverage.held.items()
        if count and reason != "copy"
    ]
    return f"{shown(', '.join(counts))} held back" if counts else "nothing held back"


def copies(coverage: Coverage) -> str:
    """Return how many copies of told or held texts were not told again."""
    count = coverage.held.get("copy", 0)
    return f"{plural(count, 'copy', 'copies')} suppressed" if count else "no copy suppressed"
