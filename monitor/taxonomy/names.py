"""The taxonomy at work: names in a text, names for rules, publishers by their names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from monitor.errors import ConfigError, NotFound
from monitor.model import Category, Field, Mention
from monitor.taxonomy.collisions import collisions, doubts
from monitor.taxonomy.cues import cue_roles, marked
from monitor.taxonomy.entries import CATEGORIES, TaxonomyEntry, own_case, suggestion
from monitor.taxonomy.facts import Facts, facts
from monitor.terms import Place, Terms, folded_term
from monitor.text import sentence_starts

_POLICY = frozenset({"instrument", "material"})
MAX_MENTIONS = 2000
"""Names kept of one text, the longest first: more is a list or an attack, not prose."""


class _Use(NamedTuple):
    """What a term of the automaton stands for."""

    category: Category
    id: str
    """Empty where the words are something else, of which nothing is told."""
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
        contexts: dict[tuple[str, ...], frozenset[int]] = {}
        self._uses: dict[int, list[_Use]] = {}
        for entry in self._entries:
            for name in entry.names:
                self._use(terms, name, entry, frozenset(), None)
            for name in entry.not_names:
                self._use(terms, name, entry, frozenset(), None, is_other=True)
            for one in entry.beside:
                near = contexts.get(one.near)
                if near is None:
                    near = contexts[one.near] = frozenset(
                        terms.setdefault(folded_term(term), len(terms))
                        for term in self._near_terms(entry, one.near)
                    )
                for name in one.names:
                    self._use(terms, name, entry, near, own_case(name))
        self._plain = {
            term: uses[0]
            for term, uses in self._uses.items()
            if len(uses) == 1 and uses[0].id and not uses[0].near and uses[0].exact is None
        }
        """Terms that always mean the same one thing."""
        self._near: frozenset[int] = frozenset().union(
            *(use.near for uses in self._uses.values() for use in uses)
        )
        """Terms beside which others count."""
        self._cues = cue_roles(lambda word: terms.setdefault(word, len(terms)))
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
        *,
        is_other: bool = False,
    ) -> None:
        index = terms.setdefault(folded_term(name), len(terms))
        uses = self._uses.setdefault(index, [])
        stands_for = "" if is_other else entry.id
        uses.append(_Use(entry.category, stands_for, len(uses), near, exact))

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
        mentions = (*self._mentions("title", title), *self._mentions("body", body))
        both = (
            marked("title", title, self.terms.places(title), self._cues),
            marked("body", body, self.terms.places(body), self._cues),
        )
        return facts(
            title, body, mentions,
            marked=both, published=published, language=language, timezone=timezone,
        )  # fmt: skip

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
        """Return one line for each name that cannot be told from another entry's."""
        return collisions(self._entries)

    def doubts(self) -> tuple[str, ...]:
        """Return one line for each name that may say something else than is meant."""
        return doubts(self._entries)

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
        context = _Sentences(text, every, self._near)
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
    if len(candidates) < 2:
        return [(start, end, use) for _, start, *_, end, use in candidates if use.id]
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
        if use.id:
            found.append((start, end, use))
        if len(found) >= MAX_MENTIONS:
            break
    return sorted(found, key=lambda one: (one[0], -one[1], one[2].category, one[2].id))


class _Sentences:
    """The terms found in each sentence of a text; worked out when first asked for."""

    def __init__(self, text: str, places: Sequence[Place], asked: frozenset[int]) -> None:
        """`asked` are the terms that will be asked for."""
        self._text = text
        self._places = places
        self._asked = asked
        self._starts: Sequence[int] = ()
        self._found: dict[int, set[int]] = {}
        """What is asked for and stands in a sentence, by the sentence's number."""

    def holds_any(self, terms: frozenset[int], place: int) -> bool:
        """Say whether one of `terms` begins in the sentence that holds `place`."""
        if not self._starts:
            starts = self._starts = (*sentence_starts(self._text), len(self._text))
            asked, found = self._asked, self._found
            for term, at, _ in self._places:
                if term in asked:
                    found.setdefault(bisect_right(starts, at), set()).add(term)
        return not terms.isdisjoint(self._found.get(bisect_right(self._starts, place), ()))
