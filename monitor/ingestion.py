"""From an answer to stored, matched articles and the alerts that wait for a digest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.article.shared_lines import SharedLines
from monitor.clock import Clock
from monitor.conditions import told
from monitor.digest.compose import said, wanted
from monitor.errors import FetchError
from monitor.fingerprint import edit_matters, identities, raw_hashes, tells_copies
from monitor.first_sight import HISTORY, FirstSight, arrival
from monitor.kinds import parse
from monitor.model import (
    Article,
    Held,
    Match,
    Notice,
    Payload,
    RawItem,
    Source,
    Subscription,
)
from monitor.outcome import Intake, Reading, Taken, Window
from monitor.rules import Rules
from monitor.store import Added, Ruled, Store
from monitor.taxonomy import Taxonomy

_TOGETHER = 8
"""Articles normalised and matched in one go: what the folding of a text is remembered for."""


class Ingestion:
    """The steps that bytes from anywhere go through; all of them run where the store is used."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        subscriptions: Mapping[str, Subscription],
        rules: Rules,
        taxonomy: Taxonomy,
        keeps_given: bool = True,
    ) -> None:
        """`keeps_given`: items are kept as they came, to be read again by later rules."""
        self.store = store
        self.clock = clock
        self.subscriptions = subscriptions
        self._rules = rules
        self._taxonomy = taxonomy
        self._keeps_given = keeps_given

    def read(self, source: Source, payload: Payload) -> Reading:
        """Return the items of an answer, and which of them are new or given otherwise.

        Raises:
            ParseError: the bytes are not what the kind of source expects.
        """
        parsed = parse(source, payload)
        keys = identities(parsed.items)
        given = raw_hashes(keys, parsed.items)
        return Reading(
            parsed=parsed,
            identities=tuple(keys),
            raw_hashes=given,
            changed=frozenset(self.store.items.changed(source.name, given)),
        )

    def take(
        self,
        source: Source,
        payload: Payload,
        reading: Reading,
        *,
        items: Mapping[str, RawItem | FetchError] | None = None,
        backfill: Window | None = None,
    ) -> Taken:
        """Normalise, store and match what is new in an answer; in one transaction.

        `items` are those of them whose pages were asked for, completed, or with why they could
        not be: such an item is taken in with what its list says, and its page asked for again.
        """
        from monitor.normalise import normalise  # and its tables, which nothing unchanged needs

        fresh = reading.fresh if items is None else _completed(reading, items)
        dated: list[Article] = []
        matched: list[tuple[Article, tuple[Match, ...]]] = []
        looked_at: dict[str, str] = {}
        learnt = self.store.learnt.of(source.name) if fresh else SharedLines()
        for start in range(0, len(fresh), _TOGETHER):
            articles = [
                normalise(
                    raw,
                    source=source,
                    fetched_at=payload.fetched_at,
                    identity=key,
                    taxonomy=self._taxonomy,
                    boilerplate=learnt.boilerplate,
                )
                for key, raw in fresh[start : start + _TOGETHER]
            ]
            dated += (one for one in articles if one.published is not None)
            if backfill is not None:
                articles = [article for article in articles if backfill.holds(article)]
            looked_at |= {one.identity: reading.raw_hashes[one.identity] for one in articles}
            unknown = self.store.items.unknown(articles)
            matched += ((article, self._rules.match(article)) for article in unknown)
        late = self.store.owed.among(source.name, items or ())
        sight = HISTORY if backfill else self._first_sight(source, late)
        with self.store.transaction():
            intake, arrived, fresh_texts = self._stored(
                matched, sight, given=dict(fresh), source=source
            )
            seen = learnt.after((article.body, article.left_out) for article in fresh_texts)
            if seen != learnt:
                self.store.learnt.put(source.name, seen)
            for key in self._still_owed(source, items or {}):
                looked_at.pop(key, None)
            self.store.items.remember_raw(source.name, looked_at)
        if items is None:
            intake += Intake(items=len(reading.parsed.items))
        return Taken(
            intake=intake,
            arrived=tuple(arrived),
            is_before_window=backfill is not None
            and bool(dated)
            and all(backfill.is_before(one) for one in dated),
        )

    def _stored(
        self,
        matched: Sequence[tuple[Article, tuple[Match, ...]]],
        sight: FirstSight,
        *,
        source: Source,
        given: Mapping[str, RawItem],
    ) -> tuple[Intake, list[datetime | None], list[Article]]:
        """Store articles with what they matched.

        Returns counts, when the new ones came, and those of them that are no copies: an item that
        is edited often, or printed often, says nothing of what its source repeats.

        `given` are the items they were read from, by identity.
        """
        intake, arrived, fresh = Intake(), list[datetime | None](), list[Article]()
        recorded: list[tuple[int, tuple[Match, ...], Held | None]] = []
        added = self.store.items.add_all([article for article, _ in matched])
        for (article, matches), one in zip(matched, added, strict=True):
            if one is None:
                continue
            counted, held = self._alert(article, one, matches, sight, source)
            intake += counted
            recorded.append((one.revision, matches, held))
            if one.outcome != "edited":
                arrived.append(arrival(article))
            if one.outcome == "new":
                fresh.append(article)
        self.store.items.put_all_matches(recorded, now=self.clock())
        if given:  # a notice is asked by no rules
            ruled = Ruled(rules=self._rules.digest(), tier=self._rules.tier(source.name) or "")
            self.store.history.record((revision, ruled) for revision, _, _ in recorded)
        if self._keeps_given:
            self.store.given.keep(
                (
                    (one.revision, given[article.identity])
                    for (article, _), one in zip(matched, added, strict=True)
                    if one is not None and article.identity in given
                ),
                self.clock(),
            )
        return intake, arrived, fresh

    def _still_owed(self, source: Source, items: Mapping[str, RawItem | FetchError]) -> set[str]:
        """Return the items whose pages are to be asked for again, and count the attempts."""
        failed = [key for key, item in items.items() if isinstance(item, FetchError)]
        self.store.owed.settled(source.name, items.keys() - set(failed))
        now = self.clock()
        return {key for key in failed if self.store.owed.failed(source.name, key, now)}

    def _first_sight(self, source: Source, late: frozenset[str]) -> FirstSight:
        state = self.store.sources.state(source.name)
        if state is None or state.address != source.place:
            return FirstSight()
        return FirstSight(ended=state.baseline_at, looked=state.succeeded_at, late=late)

    def put_notice(self, notice: Notice, source: Source) -> None:
        """Store word of a source's condition as an item that matched, for whoever asks for it.

        To be called in the transaction that records the condition.
        """
        article, match = told(notice, source)
        self._stored([(article, (match,))], FirstSight(ended=notice.at), source=source, given={})

    def _alert(
        self,
        article: Article,
        added: Added,
        matches: tuple[Match, ...],
        sight: FirstSight,
        source: Source,
    ) -> tuple[Intake, Held | None]:
        """Queue an article for whoever asks for it; returns counts, and why it is not told."""
        now = self.clock()
        hold = sight.hold(article, added.before, now)
        if hold is None and self._is_minor(article, added, matches, source):
            hold = "minor-edit"
        told = False
        for subscription in self.subscriptions.values():
            if not wanted(subscription, article.source, matches):
                continue
            if hold is None or (hold == "baseline" and subscription.first_sight == "tell"):
                told |= self.store.alerts.queue(
                    subscription.name,
                    added.revision,
                    is_copy=added.outcome == "copy" and tells_copies(article),
                    now=now,
                )
        held: Held | None = None if told or not matches else hold
        if matches and not told and hold is None and added.outcome == "copy":
            held = "copy"
        counts = Intake(
            new=int(added.outcome == "new"),
            edited=int(added.outcome == "edited"),
            copies=int(added.outcome == "copy"),
            matched=int(bool(matches)),
            queued=int(told),
            held=int(held is not None),
        )
        return counts, held

    def _is_minor(
        self, article: Article, added: Added, matches: tuple[Match, ...], source: Source
    ) -> bool:
        """Say whether an edit tells nothing: no fact changed, and what matched says the same."""
        if added.before is None:
            return False
        before = self._as_read_now(added.before, added.before_revision, article, source)
        if edit_matters((before.title, before.body), (article.title, article.body)):
            return False
        return said(before, self._rules.match(before)) == said(article, matches)

    def _as_read_now(
        self, before: Article, revision: int | None, after: Article, source: Source
    ) -> Article:
        """Return an earlier text as the rules that read the later one read it.

        Better rules are no edit: without this, an upgrade would tell old news.
        """
        same_rules = before.normaliser == after.normaliser and before.left_out == after.left_out
        raw = None if same_rules or revision is None else self.store.given.of(revision)
        if raw is None:
            return before
        from monitor.normalise import normalise

        return normalise(
            raw,
            source=source,
            fetched_at=before.first_seen,
            identity=before.identity,
            taxonomy=self._taxonomy,
            boilerplate=self.store.learnt.of(source.name).boilerplate,
        )


def _completed(
    reading: Reading, items: Mapping[str, RawItem | FetchError]
) -> list[tuple[str, RawItem]]:
    """Return the items that were completed, or as their list has them where that failed."""
    fresh = []
    for key, raw in reading.fresh:
        found = items.get(key)
        if isinstance(found, FetchError):
            fresh.append((key, replace(raw, warnings=(*raw.warnings, f"no page: {found.cause}"))))
        elif found is not None:
            fresh.append((key, found))
    return fresh
