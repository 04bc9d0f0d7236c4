"""A digest as both faces say it: the same words in the same order, not yet HTML or text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import tzinfo

from monitor.digest import when, wording
from monitor.model import DateRole, Digest, Entry, Reason, Severity

Pieces = tuple[tuple[str, bool], ...]
"""A sentence in parts, each with whether it is marked."""

_ROLES: dict[DateRole, str] = {
    "announced": "Announced",
    "effective": "Effective",
    "until": "Until",
    "comments_close": "Comments by",
}
_MAX_DATES = 3
"""Dates of one sort that are shown: a round-up may have many."""
_MAX_WORDS = 6
"""Words of a rule shown beside its name."""
_MAX_OTHERS = 3
"""Rules that are named besides the most telling one: a text often meets ten, which say no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One entry in full."""

    severity: Severity
    kicker: str
    """Severity, and what is special about this version."""
    headline: Pieces
    language: str | None
    """ISO 639-1, for the choice of glyphs; None if unknown."""
    link: str | None
    """An address that may be opened, or None."""
    byline: str
    quotes: tuple[Pieces, ...]
    facts: tuple[tuple[str, str], ...]
    """Label and value, most wanted first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry that is only named."""

    severity: Severity
    kicker: str
    headline: str
    language: str | None
    link: str | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The whole message, from top to bottom."""

    subject: str
    kicker: str
    heading: str
    tally: str
    looked: str
    cards: tuple[Card, ...]
    more: str
    """Heading of `lines`; "" without any."""
    lines: tuple[Line, ...]
    foot: tuple[tuple[str, str], ...]
    """Label and sentence: did we look, what was held, which message this is."""

    @property
    def preview(self) -> str:
        """What a mail program shows beside the subject."""
        looked = f"{self.looked[:1].upper()}{self.looked[1:]}."
        return f"{self.tally.capitalize()}. {looked}" if self.tally else looked


def page(digest: Digest) -> Page:
    """Return what a message about `digest` says; entries after `max_entries` are only named."""
    where = when.zone(digest)
    full = digest.entries[: max(digest.max_entries, 0)]
    rest = digest.entries[len(full) :]
    coverage = digest.coverage
    return Page(
        subject=wording.subject(digest),
        kicker=wording.masthead(digest),
        heading=wording.heading(digest),
        tally=wording.tally(digest.entries),
        looked=wording.looked(coverage),
        cards=tuple(_card(entry, where) for entry in full),
        more=f"{len(rest):,} more, named only" if rest else "",
        lines=tuple(_line(entry, where) for entry in rest),
        foot=(
            ("Did we look?", _sentence(wording.looked(coverage))),
            ("Blind:", f"{wording.blind(coverage, where)}."),
            ("Not told:", _sentence(f"{wording.held(coverage)}, {wording.copies(coverage)}")),
            (
                "This digest:",
                f"{wording.shown(digest.subscription)}, {wording.shown(digest.id)},"
                f" composed {when.moment(digest.composed_at, where)}.",
            ),
        ),
    )


def _card(entry: Entry, where: tzinfo) -> Card:
    headline: Pieces = ((wording.title(entry), False),)
    quotes: list[Pieces] = []
    for evidence in entry.evidence:
        parts = tuple(wording.pieces(evidence))
        if evidence.field == "title" and wording.shown(evidence.text) == wording.title(entry):
            headline = parts  # said once, where it stands
        elif parts:
            quotes.append(parts)
    return Card(
        severity=entry.severity,
        kicker=_kicker(entry),
        headline=headline,
        language=_language(entry),
        link=wording.link(entry.url),
        byline=_byline(entry),
        quotes=tuple(quotes),
        facts=tuple((label, value) for label, value in _facts(entry, where) if value),
    )


def _line(entry: Entry, where: tzinfo) -> Line:
    return Line(
        severity=entry.severity,
        kicker=_kicker(entry),
        headline=wording.title(entry),
        language=_language(entry),
        link=wording.link(entry.url),
        note=f"{_byline(entry)} · published {when.published(entry, where)}",
    )


def _kicker(entry: Entry) -> str:
    parts = (wording.SEVERITIES[entry.severity], wording.status(entry))
    return " · ".join(part for part in parts if part)


def _language(entry: Entry) -> str | None:
    code = entry.language
    return code if code is not None and re.fullmatch(r"[a-z]{2,3}", code) else None


def _byline(entry: Entry) -> str:
    parts = (
        wording.shown(entry.publisher or "") or "publisher unknown",
        f"source {wording.shown(entry.source)}",
        # The message itself is in English, so that needs no word.
        "" if entry.language == "en" else wording.language(entry.language),
        "machine-translated" if entry.machine_translated else "",
    )
    return " · ".join(part for part in parts if part)


def _facts(entry: Entry, where: tzinfo) -> list[tuple[str, str]]:
    others = wording.plural(entry.copies, "other item", "other items")
    unlinked = None if wording.link(entry.url) else entry.url
    return [
        ("Published", when.published(entry, where)),
        ("First seen", when.moment(entry.first_seen, where)),
        ("Issued by", wording.shown(", ".join(entry.issuers))),
        ("Stage", _stage(entry)),
        *_measure_dates(entry, where),
        ("Documents", wording.shown(", ".join(entry.documents))),
        ("Materials", wording.shown(", ".join(entry.materials))),
        ("Also in", f"{others} with the same text" if entry.copies else ""),
        (
            "Address",
            f"{wording.cut(wording.shown(unlinked), 120)} (not linked)" if unlinked else "",
        ),
        ("Doubtful", wording.shown("; ".join(entry.warnings))),
        ("Why", _why(entry)),
        ("Other rules", _others(entry)),
    ]


def _stage(entry: Entry) -> str:
    if entry.stage is None:
        return ""
    words = f" (“{wording.cut(entry.stage_words, 80)}”)" if entry.stage_words else ""
    return wording.shown(f"{entry.stage.replace('_', ' ')}{words}")


def _measure_dates(entry: Entry, where: tzinfo) -> list[tuple[str, str]]:
    """Return the first dates of each sort, each day once."""
    rows: list[tuple[str, str]] = []
    for role, name in _ROLES.items():
        days = {one.date: one for one in reversed(entry.measure_dates) if one.role == role}
        said = [
            f"{when.of_measure(one, where)} (“{wording.cut(wording.shown(one.text), 80)}”)"
            for _, one in sorted(days.items())[:_MAX_DATES]
        ]
        rows.append((name, "; ".join(said)))
    return rows


def _why(entry: Entry) -> str:
    """Return the most telling rule with the words that met it.

    The words are all marked in the quoted sentences; `monitor items show` lists every rule's.
    """
    if not entry.reasons:
        return ""
    first = entry.reasons[0]
    # `Tungsten` in the headline and `tungsten` below it are one word to the reader.
    by_word: dict[str, str] = {}
    for term in first.terms:
        by_word.setdefault(term.casefold(), term)
    terms = list(by_word.values())
    words = [f"“{term}”" for term in terms[:_MAX_WORDS]]
    if len(terms) > _MAX_WORDS:
        words.append(f"{len(terms) - _MAX_WORDS} more")
    said = f"rule {first.rule} ({first.topic})" + (f": {', '.join(words)}" if words else "")
    return wording.shown(said)


def _others(entry: Entry) -> str:
    """Return the next most telling rules under their topics, and how many more there are."""
    others = entry.reasons[1:]
    by_topic: dict[str, list[str]] = {}
    for one in others[:_MAX_OTHERS]:
        by_topic.setdefault(one.topic, []).append(_named(one, entry.severity))
    said = [f"{topic}: {', '.join(names)}" for topic, names in by_topic.items()]
    if len(others) > _MAX_OTHERS:
        said.append(f"and {len(others) - _MAX_OTHERS} more")
    return wording.shown("; ".join(said))


def _named(reason: Reason, severity: Severity) -> str:
    lesser = "" if reason.severity is severity else f" ({wording.SEVERITIES[reason.severity]})"
    return f"{reason.rule}{lesser}"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
