"""The taxonomy at work: names in a text, names for rules, publishers by their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING

from monitor.errors import ConfigError, NotFound
from monitor.model import Category, Field, Mention
from monitor.taxonomy.cues import Marked, cue_roles, marked
from monitor.taxonomy.entries import CATEGORIES, TaxonomyEntry, own_case, suggestion
from monitor.taxonomy.weighing import Use, Weighing
from monitor.terms import Place, Terms, folded_term

if TYPE_CHECKING:
    from monitor.taxonomy.facts import Facts

_POLICY = frozenset({"instrument", "material"})


class Taxonomy:
    """All entries, compiled; safe to share between threads."""

    def __init__(self, entries: Iterable[TaxonomyEntry]) -> None:
        self._entries = tuple(entries)
        self._by_key = {(entry.category, entry.id): entry for entry in self._entries}
        terms: dict[str, int] = {}
        contexts: dict[tuple[str, ...], int] = {}
        near: dict[int, int] = {}
        uses: dict[int, list[Use]] = {}
        ranks = count()

        def number(term: str) -> int:
            return terms.setdefault(folded_term(term), len(terms))

        def use(
            name: str, key: str, category: Category, beside: int = 0, exact: str | None = None
        ) -> None:
            uses.setdefault(number(name), []).append(Use(category, key, next(ranks), beside, exact))

        for entry in self._entries:
            for name in entry.names:
                use(name, entry.id, entry.category)
            for name in entry.not_names:
                use(name, "", entry.category)
            for one in entry.beside:
                bit = contexts.get(one.near)
                if bit is None:
                    bit = contexts[one.near] = 1 << len(contexts)
                    for term in self._near_terms(entry, one.near):
                        at = number(term)
                        near[at] = near.get(at, 0) | bit
                for name in one.names:
                    use(name, entry.id, entry.category, bit, own_case(name))
        self._weighing = Weighing(uses, near)
        self._cues = cue_roles(lambda word: terms.setdefault(word, len(terms)))
        self.terms = Terms(terms, are_folded=True)
        """What it looks for; rules may add theirs, so that both find their words in one pass."""
        self._publishers = {
            folded_term(name): entry.name
            for entry in self._entries
            if entry.category == "publisher"
            for name in (*entry.near_names, *entry.names)
        }

    def _near_terms(self, entry: TaxonomyEntry, near: tuple[str, ...]) -> Iterator[str]:
        """Yield the terms that `near` stands for, `@materials` and the like written out."""
        for term in near:
            if not term.startswith("@"):
                yield term
                continue
            try:
                yield from self.names(term[1:])
            except NotFound as error:
                where = f"{entry.origin}: {entry.id}: near: {term!r}"
                raise ConfigError(f"{where}: {error}") from error

    def entry(self, category: Category, identifier: str) -> TaxonomyEntry | None:
        """Return the entry with that id, or None."""
        return self._by_key.get((category, identifier))

    def name_of(self, mention: Mention) -> str:
        """Return what the entry is called, or its id where the taxonomy no longer has it."""
        entry = self.entry(mention.category, mention.id)
        return entry.name if entry else mention.id

    def annotate(
        self,
        title: str,
        body: str,
        *,
        published: datetime | None = None,
        language: str | None = None,
        timezone: str = "UTC",
    ) -> Facts:
        """Return the names and the facts of an article.

        Dates of the measure without a year are read against `published`.
        """
        from monitor.taxonomy.facts import facts  # and its patterns, which nothing unchanged needs

        mentions: list[Mention] = []
        both: list[Marked] = []
        texts: tuple[tuple[Field, str], ...] = (("title", title), ("body", body))
        for field, text in texts:
            places = self.terms.places(text)
            mentions += self._mentions(field, text, places)
            both.append(marked(field, text, places, self._cues))
        return facts(
            title, body, mentions,
            marked=(both[0], both[1]), published=published, language=language, timezone=timezone,
        )  # fmt: skip

    def names_policy(self, line: str) -> bool:
        """Say whether a line names an instrument or a material."""
        named = self._weighing.names(line, self.terms.places(line))
        return any(use.category in _POLICY for _, _, use in named)

    def names(self, selector: str) -> tuple[str, ...]:
        """Return every unambiguous name of what `selector` covers, each once.

        `materials` is a whole category, `materials.rare_earth` an entry with all below it,
        `bodies.cn` every entry whose id begins with `cn.`. Names that need context are left
        out: a rule cannot see it.

        Raises:
            NotFound: there is no such category or entry.
        """
        stem, _, identifier = selector.partition(".")
        if stem not in CATEGORIES:
            hint = suggestion(stem, CATEGORIES)
            raise NotFound(f"no part of the taxonomy is called {stem!r}{hint}")
        members = [e for e in self._entries if e.category == CATEGORIES[stem]]
        if identifier:
            inside = [e for e in members if self._is_under(e, identifier)]
            if not inside:
                hint = suggestion(identifier, [e.id for e in members])
                raise NotFound(f"{stem} has no entry {identifier!r}{hint}")
            members = inside
        return tuple(dict.fromkeys(name for entry in members for name in entry.names))

    def publisher(self, name: str) -> str | None:
        """Return the display name of the publisher that `name` is a name of, or None."""
        return self._publishers.get(folded_term(name))

    def collisions(self) -> tuple[str, ...]:
        """Return one line for each name that cannot be told from another entry's."""
        from monitor.taxonomy.collisions import collisions  # which a check alone asks for

        return collisions(self._entries)

    def doubts(self) -> tuple[str, ...]:
        """Return one line for each name that may say something else than is meant."""
        from monitor.taxonomy.collisions import doubts

        return doubts(self._entries)

    def _is_under(self, entry: TaxonomyEntry, identifier: str) -> bool:
        at: TaxonomyEntry | None = entry
        while at is not None:
            if at.id == identifier or at.id.startswith(f"{identifier}."):
                return True
            at = self._by_key.get((at.category, at.parent)) if at.parent else None
        return False

    def _mentions(self, field: Field, text: str, places: Sequence[Place]) -> list[Mention]:
        return [
            Mention(
                category=use.category, id=use.id, field=field, start=start, end=end,
                text=text[start:end],
            )
            for start, end, use in self._weighing.names(text, places)
        ]  # fmt: skip
