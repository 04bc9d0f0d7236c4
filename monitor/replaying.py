"""Asking rules of all that is stored, to see what they would have said: nothing is written.

A text is asked as it was stored: its record has the facts that rules see and when it came, so
that `recent` means what it meant then. Only the tier of its source is that of the configuration,
as it is in the rules' version; of a source that is no longer configured it is the one recorded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from monitor.model import Match, Severity
from monitor.rules import Rules
from monitor.rules.language.vocabulary import tier_of
from monitor.store import Store, StoredText

What = Literal["added", "lost", "severity", "words"]
"""The rule applies and did not, no longer applies, is of another severity, or shows other words.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What one rule says otherwise of one text."""

    what: What
    topic: str
    rule: str
    before: Severity | None
    """None: it did not apply."""
    after: Severity | None
    """None: it does not apply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What became of one stored text."""

    text: StoredText
    differences: tuple[Difference, ...]
    """By topic and rule; empty: all is said as before."""


class Replaying:
    """The step that asks rules of history."""

    def __init__(self, *, store: Store, rules: Rules, against: Rules | None = None) -> None:
        """Compare what `rules` say with what `against` say, or with what was recorded."""
        self._store = store
        self._rules = rules
        self._against = against

    def run(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        source: str | None = None,
        topic: str | None = None,
    ) -> Iterator[Replayed]:
        """Yield what became of each stored text, newest first.

        Of those received since an instant, before another, from one source; of the rules of one
        topic; if these are given.

        Raises:
            StoreError: the database refused.
        """
        for page in self._store.history.texts(since=since, until=until, source=source):
            for text in page:
                before = text.matches
                if self._against is not None:
                    before = asked(self._against, text)
                yield Replayed(
                    text=text,
                    differences=tuple(differences(before, asked(self._rules, text), topic)),
                )


def asked(rules: Rules, text: StoredText) -> tuple[Match, ...]:
    """Return what rules say of a stored text."""
    is_configured = rules.tier(text.article.source) is not None
    return rules.match(text.article, None if is_configured else tier_of(text.ruled.tier))


def differences(
    before: Sequence[Match], after: Sequence[Match], topic: str | None = None
) -> Iterator[Difference]:
    """Yield where two answers about one text differ, by topic and rule; of one topic if given."""
    was, now = _by_rule(before), _by_rule(after)
    for key in sorted(was.keys() | now.keys()):
        old, new = was.get(key), now.get(key)
        what = _what(old, new)
        if what is not None and topic in (None, key[0]):
            yield Difference(
                what=what,
                topic=key[0],
                rule=key[1],
                before=old.severity if old else None,
                after=new.severity if new else None,
            )


def _by_rule(matches: Sequence[Match]) -> Mapping[tuple[str, str], Match]:
    return {(match.topic, match.rule): match for match in matches}


def _what(before: Match | None, after: Match | None) -> What | None:
    if before is None:
        return "added"
    if after is None:
        return "lost"
    if before.severity is not after.severity:
        return "severity"
    return "words" if before.spans != after.spans else None
