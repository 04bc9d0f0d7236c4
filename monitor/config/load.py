"""A configuration folder → `Config`, or one ConfigError that lists every mistake in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from monitor.config.reader import (
    Place,
    files_in,
    named_tables,
    settings,
    shown_path,
    suggestion,
    toml_file,
)
from monitor.config.rule_files import LISTS, CaseFiles, cases_in, lists_in, packs_in, tiers_of
from monitor.config.secret import HOWS, SecretReference
from monitor.config.settings import ChannelConfig, ChannelKind, Config, Settings
from monitor.config.source import no_kind
from monitor.config.source_files import read_sources
from monitor.digest.schedule import Schedule
from monitor.errors import ConfigError
from monitor.model import HEALTH_TOPIC, Category, Source, Subscription
from monitor.rules import Pack, Rules, Vocabulary
from monitor.taxonomy import (
    CATEGORIES,
    Offices,
    Taxonomy,
    TaxonomyEntry,
    Words,
    parse_entries,
    parse_offices,
    parse_words,
)


def load(folder: Path, *, channel_kinds: Mapping[str, ChannelKind], shipped: Path) -> Config:
    """Return the configuration in `folder`, checked as a whole; no secret is read.

    `shipped` is where the package keeps its own seeds/.

    Raises:
        ConfigError: with every mistake found, or saying that the folder is missing.
    """
    try:
        is_there = (folder / "monitor.toml").is_file()
    except OSError as error:
        raise ConfigError(f"{folder}: cannot be read: {error.strerror}") from error
    if not is_there:
        writes = f"`monitor init {folder.parent}` writes one, " if folder.name == "config" else ""
        raise ConfigError(f"{folder}: no monitor.toml here; {writes}--config DIR names another")
    problems: list[str] = []
    reading = _Reading(folder, problems)
    top, channels = reading.top(channel_kinds)
    taxonomy = reading.taxonomy(
        folder / top.taxonomy if top.taxonomy else shipped / "seeds/taxonomy"
    )
    sources = reading.sources()
    rules, packs = reading.rules(taxonomy, sources)
    own = reading.cases()
    subscriptions = reading.subscriptions(packs, sources, channels)
    if problems:
        raise ConfigError(problems)
    return Config(
        folder=folder,
        settings=top,
        taxonomy=taxonomy,
        rules=rules,
        cases=(*(case for pack in packs.values() for case in pack.cases), *own.cases),
        duplicates=own.duplicates,
        sources=sources,
        subscriptions=subscriptions,
        channels=channels,
    )


class _Reading:
    """One pass over a folder; mistakes are collected, not raised."""

    def __init__(self, folder: Path, problems: list[str]) -> None:
        self._folder = folder
        self._problems = problems
        self._named_so_far: dict[str, set[str]] = {}
        """Names by table, those with mistakes included: to name one is not another mistake."""
        self._offices = Offices()
        self._words: Words = {}

    def _table(self, path: Path) -> tuple[dict[str, Any], Place]:
        shown = shown_path(path, self._folder)
        return toml_file(path, shown, self._problems), Place(shown, problems=self._problems)

    def top(self, kinds: Mapping[str, ChannelKind]) -> tuple[Settings, dict[str, ChannelConfig]]:
        table, place = self._table(self._folder / "monitor.toml")
        top = settings(Settings, table, place, also=frozenset({"channels"})) or Settings()
        channels = {}
        for name, one in self._named(table, "channels", "channel", place):
            if channel := self._channel(name, one, kinds, place.within(f'channel "{name}"')):
                channels[name] = channel
        return top, channels

    def _named(
        self, table: Mapping[str, Any], key: str, word: str, place: Place
    ) -> list[tuple[str, dict[str, Any]]]:
        """Return the named tables under `key`, and note that they have been named."""
        if isinstance(tables := table.get(key), dict):
            self._named_so_far.setdefault(key, set()).update(tables)
        return named_tables(table, key, word, place)

    def _channel(
        self, name: str, table: dict[str, Any], kinds: Mapping[str, ChannelKind], place: Place
    ) -> ChannelConfig | None:
        kind = kinds.get(str(table.get("kind")))
        if kind is None:
            place.problem("kind", no_kind(table, kinds))
            return None
        secret_keys = {f"{kind.secret_key}_{how}" for how in HOWS} if kind.secret_key else set()
        if kind.secret_key and kind.secret_key in table:
            place.problem(
                kind.secret_key,
                "secrets are not written in the configuration;"
                f" use {' or '.join(sorted(secret_keys))}",
            )
        before = len(place.problems)
        secret = self._secret(kind, table, place)
        rest = {key: value for key, value in table.items() if key not in {"kind", kind.secret_key}}
        made = settings(kind.settings, rest, place, also=frozenset(secret_keys))
        if made is None or len(place.problems) > before:
            return None
        return ChannelConfig(name=name, kind=str(table["kind"]), settings=made, secret=secret)

    def _secret(
        self, kind: ChannelKind, table: dict[str, Any], place: Place
    ) -> SecretReference | None:
        if not kind.secret_key:
            return None
        found = [how for how in HOWS if f"{kind.secret_key}_{how}" in table]
        if len(found) > 1:
            place.problem(f"{kind.secret_key}_{found[1]}", "only one place for the secret, please")
        if not found:
            if kind.secret_required and kind.secret_key not in table:
                place.problem(
                    f"{kind.secret_key}_file", f"is required (or _env, or _credential): {kind.doc}"
                )
            return None
        key = f"{kind.secret_key}_{found[0]}"
        if not isinstance(table[key], str) or not table[key]:
            place.problem(key, "expected text in quotes")
            return None
        return SecretReference(kind.secret_key, found[0], table[key], self._folder)

    def taxonomy(self, folder: Path) -> Taxonomy:
        """Return the entries of `folder` with those of the configuration laid over them."""
        if not folder.is_dir():
            self._problems.append(f'monitor.toml, key "taxonomy": {folder} is not a folder')
            return Taxonomy(())
        entries: dict[Category, tuple[TaxonomyEntry, ...]] = {}
        for path in sorted(folder.glob("*.toml")):
            self._lay_over(entries, path, f"{folder.name}/{path.name}")
        own = self._folder / "taxonomy"
        if own.is_dir() and not own.samefile(folder):
            for path in files_in(self._folder, "taxonomy", self._problems):
                self._lay_over(entries, path, shown_path(path, self._folder))
        try:
            return Taxonomy((one for part in entries.values() for one in part), self._offices)
        except ConfigError as error:
            self._problems.extend(error.problems)
            return Taxonomy(())

    def _lay_over(
        self, entries: dict[Category, tuple[TaxonomyEntry, ...]], path: Path, shown: str
    ) -> None:
        category = CATEGORIES.get(path.stem)
        if category is None:
            hint = suggestion(path.stem, CATEGORIES)
            self._problems.append(f"{shown}: no such part of the taxonomy.{hint}")
            return
        table = toml_file(path, shown, self._problems)
        known = entries.get(category, ())
        try:
            self._words = parse_words(table, shown, self._words)
            entries[category] = parse_entries(category, table, shown, known, self._words)
        except ConfigError as error:
            self._problems.extend(error.problems)
        if category == "body":
            bodies = [entry.id for entry in known]
            try:
                self._offices = parse_offices(table, shown, self._offices, bodies)
            except ConfigError as error:
                self._problems.extend(error.problems)

    def rules(
        self, taxonomy: Taxonomy, sources: Mapping[str, Source]
    ) -> tuple[Rules, dict[str, Pack]]:
        """Return the compiled rules, and the rule files by topic: name without ending."""
        named = self._named_so_far.get("sources", ())
        vocabulary = Vocabulary(taxonomy.entries, sources=(*sources, *named))
        path = self._folder / LISTS
        lists = lists_in(path, shown_path(path, self._folder), vocabulary, self._problems)
        packs = packs_in(self._shown("rules"), vocabulary, lists, self._problems)
        tiers = tiers_of(sources.values())
        every = [rule for pack in packs.values() for rule in pack.rules]
        try:
            return Rules(every, vocabulary, terms=taxonomy.terms, tiers=tiers), packs
        except ConfigError as error:
            self._problems.extend(f"rules/: {problem}" for problem in error.problems)
            return Rules(()), packs

    def cases(self) -> CaseFiles:
        """Return what cases/*.toml say, which stand beside no rule; there need be none."""
        if not (self._folder / "cases").is_dir():
            return CaseFiles()
        return cases_in(self._shown("cases"), self._problems)

    def _shown(self, name: str) -> list[tuple[Path, str]]:
        """Return the files of a sub-folder, and how messages name them."""
        paths = files_in(self._folder, name, self._problems)
        return [(path, shown_path(path, self._folder)) for path in paths]

    def sources(self) -> dict[str, Source]:
        found = read_sources(self._folder, self._problems)
        self._named_so_far["sources"] = found.named
        return found.sources

    def subscriptions(
        self,
        topics: Mapping[str, Pack],
        sources: Mapping[str, Source],
        channels: Mapping[str, ChannelConfig],
    ) -> dict[str, Subscription]:
        table, place = self._table(self._folder / "subscriptions.toml")
        for key in table.keys() - {"subscriptions"}:
            place.problem(key, "unknown key; subscriptions are tables such as [subscriptions.name]")
        made = {}
        for name, one in self._named(table, "subscriptions", "subscription", place):
            here = place.within(f'subscription "{name}"')
            if subscription := settings(Subscription, one, here, given={"name": name}):
                for key, words, known in (
                    ("topics", subscription.topics, [*topics, "*", HEALTH_TOPIC]),
                    ("sources", subscription.sources, list(sources)),
                    ("channels", subscription.channels, list(channels)),
                ):
                    for word in words:
                        if word not in known and word not in self._named_so_far.get(key, ()):
                            here.problem(key, f'no "{word}".{suggestion(word, known)}')
                    if not words and key != "sources":
                        here.problem(key, "is empty, so nothing would be told; name at least one")
                if mistake := Schedule.mistake(subscription.schedule):
                    here.problem("schedule", mistake)
                made[name] = subscription
        return made
