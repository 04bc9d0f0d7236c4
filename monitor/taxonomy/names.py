"""The taxonomy at work: names in a text, names for rules, publishers by their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from monitor.errors import ConfigError, NotFound
from monitor.model import Category, Field, Mention
from monitor.taxonomy.appointed import appointed
from monitor.taxonomy.choosing import Name
from monitor.taxonomy.cues import Marked, Roles, cue_roles, marked
from monitor.taxonomy.entries import CATEGORIES, TaxonomyEntry, own_case, suggestion
from monitor.taxonomy.nearest import Use
from monitor.taxonomy.offices import Offices, with_full_names
from monitor.taxonomy.weighing import Weighing
from monitor.terms import Place, Terms, folded_term

if TYPE_CHECKING:
    from monitor.taxonomy.facts import Facts

_POLICY = frozenset({"instrument", "material"})


class _Known(NamedTuple):
    """What the terms of a taxonomy mean, by their numbers."""

    weighing: Weighing
    cues: Roles


class Taxonomy:
    """All entries, ready to be found in texts; safe to share between threads.

    They are compiled when the first text is asked for, which is late: most looks bring none.

    Raises:
        ConfigError: an entry asks for `@words` near it that the taxonomy does not have.
    """

    def __init__(self, entries: Iterable[TaxonomyEntry], offices: Offices | None = None) -> None:
        """`offices` are those of states, which bodies among `entries` are."""
        self._offices = offices or Offices()
        self._entries = with_full_names(entries, self._offices)
        self._by_key = {(entry.category, entry.id): entry for entry in self._entries}
        self.terms = Terms()
        """What it looks for; rules may add theirs, so that both find their words in one pass."""
        checked: set[str] = set()
        for entry in self._entries:
            for one in entry.beside:
                if checked.issuperset(one.near):
                    continue
                checked.update(one.near)
                for _ in self._near_terms(entry, one.near):
                    pass

    @cached_property
    def _known(self) -> _Known:
        """What its terms mean; the first to ask has them put among those looked for."""
        uses: dict[int, tuple[Use, ...]] = {}
        alone: dict[Use, tuple[Use]] = {}
        """Each once: 50,000 terms stand for some thousand things."""
        bits: dict[int, int] = {}
        contexts: dict[tuple[str, ...], int] = {}
        selected: dict[str, tuple[Sequence[int], int]] = {}
        for entry in self._entries:
            self._mean(_names_alone(entry), uses, alone)
            for one in entry.beside:
                bit = contexts.get(one.near)
                if bit is None:
                    bit = contexts[one.near] = 1 << len(contexts)
                    for number in self._near(entry, one.near, bit, selected):
                        bits[number] = bits.get(number, 0) | bit
                use = Use(entry.category, entry.id, bit)
                named = ((name, use._replace(exact=_beginning(entry, name))) for name in one.names)
                self._mean(named, uses, alone)
        for numbers, bit in selected.values():
            for number in numbers:
                bits[number] = bits.get(number, 0) | bit
        offices, states = appointed(self._entries, self._offices, self.terms, uses)
        return _Known(Weighing(uses, bits, offices, states), cue_roles(self.terms))

    def _near(
        self,
        entry: TaxonomyEntry,
        near: tuple[str, ...],
        bit: int,
        selected: dict[str, tuple[Sequence[int], int]],
    ) -> Sequence[int]:
        """Have words looked for beside which names count; return the numbers of those written.

        To `@materials` and the like, which most lists have, `bit` is added in `selected`: their
        numbers, and the bits of all lists that have them.
        """
        for term in near:
            if term.startswith("@"):
                numbers, known = selected.get(term) or (
                    self.terms.add(self._near_terms(entry, (term,))),
                    0,
                )
                selected[term] = numbers, known | bit
        return self.terms.add([term for term in near if not term.startswith("@")])

    def _mean(
        self,
        names: Iterable[tuple[str, Use]],
        uses: dict[int, tuple[Use, ...]],
        alone: dict[Use, tuple[Use]],
    ) -> None:
        """Have names looked for, and put down what they stand for."""
        some = list(names)
        for number, (_, use) in zip(self.terms.add([name for name, _ in some]), some, strict=True):
            (known,) = one = alone.setdefault(use, (use,))
            if number not in uses:
                uses[number] = one
            elif known not in uses[number]:
                uses[number] += one

    @cached_property
    def _publishers(self) -> Mapping[str, str]:
        return {
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

    @property
    def entries(self) -> tuple[TaxonomyEntry, ...]:
        """All entries, by category, in the order of their files."""
        return self._entries

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

        known = self._known
        mentions: list[Mention] = []
        both: list[Marked] = []
        above: tuple[str, Sequence[Place]] | None = None
        texts: tuple[tuple[Field, str], ...] = (("title", title), ("body", body))
        for field, text in texts:
            places = self.terms.places(text)
            above = above or (title, places)
            named = known.weighing.names(text, places, above, language)
            mentions += _mentions(field, text, named)
            both.append(marked(field, text, places, known.cues))
        return facts(
            title, body, mentions,
            marked=(both[0], both[1]), published=published, language=language, timezone=timezone,
        )  # fmt: skip

    def names_policy(self, line: str) -> bool:
        """Say whether a line names an instrument or a material."""
        named = self._known.weighing.names(line, self.terms.places(line))
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


def _names_alone(entry: TaxonomyEntry) -> Iterator[tuple[str, Use]]:
    """Yield the names of an entry that count wherever they stand, and what is none of it."""
    use, other = Use(entry.category, entry.id), Use(entry.category, "")
    for name in entry.names:
        yield name, use
    for name in entry.not_names:
        yield name, other


def _beginning(entry: TaxonomyEntry, name: str) -> str:
    """Return how a near-name of the entry has to begin in a text where it counts; "": anyhow.

    A body of one word counts with its capital: `Commerce` is a department, commerce is not.
    """
    is_word = entry.category == "body" and name.isascii() and name.istitle() and name.isalpha()
    return own_case(name) or (name[0] if is_word else "")


def _mentions(field: Field, text: str, names: Iterable[Name]) -> list[Mention]:
    return [
        Mention(
            category=use.category, id=use.id, field=field, start=start, end=end,
            text=text[start:end],
        )
        for start, end, use in names
    ]  # fmt: skip
