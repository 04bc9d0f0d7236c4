"""Reading again what is kept as it came, by the rules and the taxonomy of today."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from monitor.article.shared_lines import SharedLines
from monitor.clock import Clock
from monitor.model import HANDED_IN, Article, Source
from monitor.rules import Rules
from monitor.store import Given, Ruled, Store
from monitor.taxonomy import Taxonomy

_UNCOMPARED = frozenset({"normaliser", "schema_version", "first_seen"})
"""Fields that say how a record was made, not what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """What became of one stored text."""

    item: int
    revision: int
    before: Article
    after: Article
    outcome: Literal["same", "changed", "waiting", "unconfigured"]
    """`waiting`: its alert is not sent yet and must say what matched, so it stays as it is.
    `unconfigured`: its source is no longer there to say how it is read."""
    fields: tuple[str, ...] = ()
    """Names of the fields that changed."""
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    """Rules, as `topic/rule`, that match it now and did not, and that no longer do."""


class Renormalising:
    """The step that brings stored records in step with the rules that make them."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        sources: Mapping[str, Source],
        rules: Rules,
        taxonomy: Taxonomy,
    ) -> None:
        self._store = store
        self._clock = clock
        self._sources = sources
        self._rules = rules
        self._taxonomy = taxonomy
        self._learnt: dict[str, SharedLines] = {}

    def run(
        self, *, source: str | None = None, since: datetime | None = None, dry_run: bool = False
    ) -> Iterator[Reread]:
        """Yield what became of each text that is kept as it came, oldest first.

        Nobody is told of anything: what matches now and did not is held as `renormalised`.

        Raises:
            StoreError: the database refused; the texts yielded before stay as they were read.
        """
        for page in self._store.given.each(source=source, since=since):
            with self._store.transaction():
                found = [self._reread(given, dry_run=dry_run) for given in page]
            yield from found

    def _reread(self, given: Given, *, dry_run: bool) -> Reread:
        before = given.article
        source = self._source(given)
        if source is None or self._store.alerts.is_waiting(given.revision):
            return Reread(
                item=given.item,
                revision=given.revision,
                before=before,
                after=before,
                outcome="waiting" if source else "unconfigured",
            )
        after = self._normalised(given, source)
        known = self._store.items.matches(given.revision)
        matches = self._rules.match(after)
        stored = {f"{one.topic}/{one.rule}" for one in known}
        found = {f"{one.topic}/{one.rule}" for one in matches}
        fields = changed_fields(before, after)
        is_other = bool(fields) or set(matches) != set(known)  # severities and words count too
        if not dry_run:
            if is_other or before.normaliser != after.normaliser:
                self._store.items.rewrite(
                    given.revision, after, matches, is_latest=given.is_latest, now=self._clock()
                )
            ruled = Ruled(rules=self._rules.digest(), tier=self._rules.tier(source.name) or "")
            self._store.history.record([(given.revision, ruled)])
        return Reread(
            item=given.item,
            revision=given.revision,
            before=before,
            after=after,
            outcome="changed" if is_other else "same",
            fields=fields,
            gained=tuple(sorted(found - stored)),
            lost=tuple(sorted(stored - found)),
        )

    def _source(self, given: Given) -> Source | None:
        """Return the source as it was when the text came: a file is read as one."""
        name = given.article.source
        known = self._sources.get(name)
        if known is None and name == HANDED_IN:
            return Source(name=name, kind="document")
        is_file = (given.raw.url or "").startswith("file:")
        return replace(known, kind="document") if known and is_file else known

    def _normalised(self, given: Given, source: Source) -> Article:
        from monitor.normalise import normalise  # as in ingestion

        if source.name not in self._learnt:
            self._learnt[source.name] = self._store.learnt.of(source.name)
        return normalise(
            given.raw,
            source=source,
            identity=given.article.identity,
            fetched_at=given.article.first_seen,
            taxonomy=self._taxonomy,
            boilerplate=self._learnt[source.name].boilerplate,
        )


def changed_fields(before: Article, after: Article) -> tuple[str, ...]:
    """Return the names of the fields in which two records of one text differ."""
    return tuple(
        one.name
        for one in dataclasses.fields(Article)
        if one.name not in _UNCOMPARED and getattr(before, one.name) != getattr(after, one.name)
    )
