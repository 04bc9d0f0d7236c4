"""The taxonomy at work: names in a text, names for rules, publishers by their names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from monitor.errors import NotFound
from monitor.model import Category, DocumentNumber, Field, Mention, Quantity
from monitor.taxonomy.documents import document_numbers
from monitor.taxonomy.entries import CATEGORIES, TaxonomyEntry, suggestion
from monitor.taxonomy.quantities import quantities
from monitor.terms import Hit, Terms, folded_term
from monitor.text import sentences

_ACRONYM_LETTERS = 4
"""Near-names up to this length count only in their own case: Dy is a symbol, dy is not."""

MAX_MENTIONS = 2000
"""Names kept of one text, the longest first: more is a list or an attack, not prose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """What a text names, each in reading order, title before body."""

    mentions: tuple[Mention, ...]
    documents: tuple[DocumentNumber, ...]
    quantities: tuple[Quantity, ...]


class _Use(NamedTuple):
    """What a term of the automaton stands for."""

    entry: TaxonomyEntry
    near: frozenset[int]
    """Terms of which one must stand in the same sentence; empty: none need."""
    exact: str | None
    """The only spelling that counts, or None."""


class Taxonomy:
    """All entries, compiled; safe to share between threads."""

    def __init__(self, entries: Iterable[TaxonomyEntry]) -> None:
        self._entries = tuple(entries)
        self._by_key = {(entry.category, entry.id): entry for entry in self._entries}
        terms: dict[str, int] = {}
        self._uses: dict[int, list[_Use]] = {}
        for entry in self._entries:
            near = frozenset(terms.setdefault(folded_term(term), len(terms)) for term in entry.near)
            for name in entry.names:
                index = terms.setdefault(folded_term(name), len(terms))
                self._uses.setdefault(index, []).append(_Use(entry, frozenset(), None))
            for name in entry.near_names:
                index = terms.setdefault(folded_term(name), len(terms))
                exact = name if len(name) <= _ACRONYM_LETTERS and name.isascii() else None
                self._uses.setdefault(index, []).append(_Use(entry, near, exact))
        self._terms = Terms(terms)
        self._publishers = {
            folded_term(name): entry.name
            for entry in self._entries
            if entry.category == "publisher"
            for name in (*entry.near_names, *entry.names)
        }

    def entry(self, category: Category, identifier: str) -> TaxonomyEntry | None:
        """Return the entry with that id, or None."""
        return self._by_key.get((category, identifier))

    def name_of(self, mention: Mention) -> str:
        """Return what the entry is called, or its id where the taxonomy no longer has it."""
        entry = self.entry(mention.category, mention.id)
        return entry.name if entry else mention.id

    def annotate(self, title: str, body: str) -> Annotations:
        """Return the names, document numbers and quantities of an article."""
        return Annotations(
            mentions=(*self._mentions("title", title), *self._mentions("body", body)),
            documents=document_numbers(title, body),
            quantities=(*quantities("title", title), *quantities("body", body)),
        )

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
        """Return one line for each name that two entries of one category claim."""
        owners: dict[tuple[Category, str], list[str]] = {}
        for entry in self._entries:
            for key in dict.fromkeys(folded_term(name) for name in entry.names):
                owners.setdefault((entry.category, key), []).append(entry.id)
        return tuple(
            f"{category}: {key!r} is a name of {' and of '.join(ids)}"
            for (category, key), ids in owners.items()
            if len(ids) > 1
        )

    def _is_under(self, entry: TaxonomyEntry, identifier: str) -> bool:
        at: TaxonomyEntry | None = entry
        while at is not None:
            if at.id == identifier or at.id.startswith(f"{identifier}."):
                return True
            at = self._by_key.get((at.category, at.parent)) if at.parent else None
        return False

    def _mentions(self, field: Field, text: str) -> list[Mention]:
        hits = list(self._terms.hits(text))
        candidates = sorted(
            self._candidates(text, hits),
            key=lambda c: (c[0].start - c[0].end, c[0].start, bool(c[1].near), c[1].entry.id),
        )
        taken: dict[Category, bytearray] = {}
        found: list[Mention] = []
        for hit, use in candidates:
            category = use.entry.category
            if category not in taken:
                taken[category] = bytearray(len(text))
            line = taken[category]
            if line.find(1, hit.start, hit.end) != -1:
                continue  # part of a longer name
            line[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
            found.append(
                Mention(
                    category=category,
                    id=use.entry.id,
                    field=field,
                    start=hit.start,
                    end=hit.end,
                    text=text[hit.start : hit.end],
                )
            )
            if len(found) >= MAX_MENTIONS:
                break
        found.sort(key=lambda mention: (mention.start, -mention.end, mention.category))
        return found

    def _candidates(self, text: str, hits: list[Hit]) -> Iterator[tuple[Hit, _Use]]:
        """Yield each name that stands where it counts."""
        context: _Sentences | None = None
        for hit in hits:
            for use in self._uses.get(hit.term, ()):
                if use.exact is not None and text[hit.start : hit.end] != use.exact:
                    continue
                if use.near:
                    context = context or _Sentences(text, hits)
                    if use.near.isdisjoint(context.terms_beside(hit)):
                        continue
                yield hit, use


class _Sentences:
    """The terms found in each sentence of a text."""

    def __init__(self, text: str, hits: list[Hit]) -> None:
        self._starts = [start for start, _ in sentences(text)]
        self._terms: dict[int, set[int]] = {}
        for hit in hits:
            self._terms.setdefault(self._sentence(hit), set()).add(hit.term)

    def terms_beside(self, hit: Hit) -> set[int]:
        """Return the terms in the sentence of `hit`, itself included."""
        return self._terms[self._sentence(hit)]

    def _sentence(self, hit: Hit) -> int:
        return bisect_right(self._starts, hit.start)
