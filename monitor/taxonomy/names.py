"""The taxonomy at work: names in a text, names for rules, publishers by their names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from monitor.errors import NotFound
from monitor.model import Category, DocumentNumber, Field, Mention, Quantity
from monitor.taxonomy.documents import document_numbers
from monitor.taxonomy.entries import CATEGORIES, TaxonomyEntry, suggestion
from monitor.taxonomy.quantities import quantities
from monitor.terms import Place, Terms, folded_term
from monitor.text import sentence_starts

_ACRONYM_LETTERS = 4
"""Near-names up to this length count only in their own case: Dy is a symbol, dy is not."""

_POLICY = frozenset({"instrument", "material"})
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

    category: Category
    id: str
    rank: int
    """Its number among all uses: where all else is equal, the first wins."""
    near: frozenset[int]
    """Terms of which one must stand in the same sentence; empty: none need."""
    exact: str | None
    """The only spelling that counts, or None."""


_Seen = tuple[int, int, int, int]
"""A term that stands for something: its start, end, number of its place, the term."""
_Candidate = tuple[int, int, bool, str, int, int, int, _Use]
"""Longest first: minus its length, start, is a near-name, id, number of its place, rank; its
end and use."""
_Name = tuple[int, int, _Use]
"""Start, end, and what stands there."""


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
                self._use(terms, name, entry, frozenset(), None)
            for name in entry.near_names:
                exact = name if len(name) <= _ACRONYM_LETTERS and name.isascii() else None
                self._use(terms, name, entry, near, exact)
        self._plain = {
            term: uses[0]
            for term, uses in self._uses.items()
            if len(uses) == 1 and not uses[0].near and uses[0].exact is None
        }
        """Terms that always mean the same one thing."""
        self.terms = Terms(terms)
        """What it looks for; rules may add theirs, so that both find their words in one pass."""
        self._publishers = {
            folded_term(name): entry.name
            for entry in self._entries
            if entry.category == "publisher"
            for name in (*entry.near_names, *entry.names)
        }

    def _use(
        self,
        terms: dict[str, int],
        name: str,
        entry: TaxonomyEntry,
        near: frozenset[int],
        exact: str | None,
    ) -> None:
        index = terms.setdefault(folded_term(name), len(terms))
        uses = self._uses.setdefault(index, [])
        uses.append(_Use(entry.category, entry.id, len(uses), near, exact))

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

    def names_policy(self, line: str) -> bool:
        """Say whether a line names an instrument or a material."""
        return any(one.category in _POLICY for one in self._mentions("body", line))

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
        return [
            Mention(
                category=use.category, id=use.id, field=field, start=start, end=end,
                text=text[start:end],
            )
            for start, end, use in self._named(text)
        ]  # fmt: skip

    def _named(self, text: str) -> Iterable[_Name]:
        """Return those names that are no part of a longer one of their category, in reading order.

        A name that touches no other and means one thing is told at once; the others are weighed
        among themselves.
        """
        every = self.terms.places(text)
        uses, plain = self._uses, self._plain
        places = [
            (start, end, number, term)
            for number, (term, start, end) in enumerate(every)
            if term in uses
        ]
        context = _Sentences(text, every)
        if len(places) > MAX_MENTIONS:
            return _weighed(list(self._candidates(text, places, context)))
        places.sort()
        places.append((len(text), 0, 0, -1))
        found: list[_Name] = []
        begin, reach = 0, 0
        for at, (start, end, _, _) in enumerate(places):
            if start >= reach and at:
                first = places[begin]
                use = plain.get(first[3]) if at == begin + 1 else None
                if use is not None:
                    found.append((first[0], first[1], use))
                else:
                    found += _weighed(list(self._candidates(text, places[begin:at], context)))
                begin = at
            if end > reach:
                reach = end
        return found

    def _candidates(
        self, text: str, places: Sequence[_Seen], context: _Sentences
    ) -> Iterator[_Candidate]:
        """Yield each name that stands where it counts, in the form in which they are sorted."""
        for start, end, number, term in places:
            for use in self._uses[term]:
                if use.exact is not None and text[start:end] != use.exact:
                    continue
                if use.near and not context.holds_any(use.near, start):
                    continue
                yield start - end, start, bool(use.near), use.id, number, use.rank, end, use


def _weighed(candidates: list[_Candidate]) -> list[_Name]:
    """Return those of some names that are no part of a longer one of their category."""
    if not candidates:
        return []
    candidates.sort()
    offset = min(candidate[1] for candidate in candidates)
    length = max(candidate[6] for candidate in candidates) - offset
    taken: dict[Category, bytearray] = {}
    found: list[_Name] = []
    for _, start, _, _, _, _, end, use in candidates:
        line = taken.get(use.category)
        if line is None:
            line = taken[use.category] = bytearray(length)
        if line.find(1, start - offset, end - offset) != -1:
            continue  # part of a longer name
        line[start - offset : end - offset] = b"\x01" * (end - start)
        found.append((start, end, use))
        if len(found) >= MAX_MENTIONS:
            break
    return sorted(found, key=lambda one: (one[0], -one[1], one[2].category, one[2].id))


class _Sentences:
    """The terms found in each sentence of a text; worked out when first asked for."""

    def __init__(self, text: str, places: Sequence[Place]) -> None:
        self._text = text
        self._places = places
        self._starts: Sequence[int] = ()
        self._terms: dict[int, list[int]] = {}

    def holds_any(self, terms: frozenset[int], place: int) -> bool:
        """Say whether one of `terms` begins in the sentence that holds `place`."""
        if not self._terms:
            self._starts = (*sentence_starts(self._text), len(self._text))
            for term, start, _ in self._places:
                self._terms.setdefault(term, []).append(start)
        number = bisect_right(self._starts, place)
        begin, end = self._starts[number - 1] if number else 0, self._starts[number]
        for term in terms & self._terms.keys():
            starts = self._terms[term]
            at = bisect_left(starts, begin)
            if at < len(starts) and starts[at] < end:
                return True
        return False
