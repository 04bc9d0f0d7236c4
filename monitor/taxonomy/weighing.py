"""Which names stand in a text, of all that its words may stand for.

A name may need a word beside it, or its own spelling; an office is of the state that stands
nearest. Of names of one category that overlap, the longest is told. It does not know what an entry
is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest

from monitor.model import Category
from monitor.taxonomy.choosing import Choices, Name, by_category, chosen, counts, meant
from monitor.taxonomy.holders import Phrases, holder
from monitor.taxonomy.nearest import NOBODY, Office, States, Use
from monitor.taxonomy.sentence_words import Sentences
from monitor.terms import Place

_FEW = 8
"""Names that are compared each with each."""
MAX_MENTIONS = 5000
"""Names kept of one text: the first place of each, then the second, and so on. More is a list or an
attack; none of its names is lost."""
_AT_ONCE = 25_000
"""Terms that are weighed at once: of a longer text some after others."""
_REACH = 300
"""Characters before the last of those in which a name may begin that goes on behind it."""


_Seen = tuple[int, int, int]
"""A term that stands for something: its start, end, the term."""
_Candidate = tuple[int, int, bool, str, str, int, Use]
"""Longest first: minus its length, start, is a near-name, id, category; its end and use."""


class Weighing:
    """Tells the names of a text from the places of its terms."""

    def __init__(
        self,
        uses: Mapping[int, Sequence[Use]],
        near: Mapping[int, int],
        offices: Mapping[int, Office],
        states: States,
    ) -> None:
        """`uses` are what a term may stand for, those of a state's office included.

        `near` are, of the terms beside which others count, the bits of those lists that hold them.
        """
        self._uses = uses
        self._near = near
        self._offices = offices
        self._states = states
        self._nobodys = frozenset(term for term, of in uses.items() if NOBODY in of)
        """Phrases in which words of bodies are something else."""
        self._only = {
            term: of[0] for term, of in uses.items() if len(of) == 1 and term not in offices
        }
        """Terms that can mean one thing alone."""
        self._alike = {
            term: of[0].category
            for term, of in uses.items()
            if of and term not in offices and len({use.category for use in of}) == 1
        }
        """Of terms that can mean things of one category alone: that."""
        self._plain = {
            term: use
            for term, use in self._only.items()
            if use.id and not use.near and not use.exact
        }
        """Of those, terms that count wherever they stand."""
        self._choices: dict[int, Choices] = {}
        """Of other terms what they may stand for, by category."""
        self._made = made = dict[Sequence[Use], Choices]()
        """The same by what they may stand for: most stand for the same as others."""
        self._alike_spelt: dict[tuple[int, ...], Choices | None] = {}
        """The same of terms that one word spells, as it is asked for."""
        for term, of in uses.items():
            if of and term not in offices and term not in self._plain:
                self._choices[term] = made.get(of) or made.setdefault(of, by_category(of))

    def names(
        self,
        text: str,
        every: Sequence[Place],
        title: tuple[str, Sequence[Place]] = ("", ()),
        language: str | None = None,
    ) -> Iterable[Name]:
        """Return those names that are no part of a longer one of their category, in reading order.

        `every` are the places of all terms, `title` the headline above the text and those in it,
        `language` what the text is in; None: not known.
        A name that touches no other is told at once; the others are weighed among themselves.
        """
        uses, plain = self._uses, self._plain
        context = Sentences(text, every, self._near, title, self._states, language, plain)
        found: list[Name] = []
        waiting: list[_Seen] = []
        for at in range(0, len(every), _AT_ONCE):
            some = every if len(every) <= _AT_ONCE else every[at : at + _AT_ONCE]
            places = waiting + [(start, end, term) for term, start, end in some if term in uses]
            places.sort()
            hold = some[-1][2] - _REACH if at + _AT_ONCE < len(every) else len(text)
            waiting = self._tell(text, places, hold, context, found)
            if len(found) > MAX_MENTIONS:
                found = _shared_out(found)
        return found

    def _tell(
        self, text: str, places: list[_Seen], hold: int, context: Sentences, found: list[Name]
    ) -> list[_Seen]:
        """Put names to those found; return the places of those that begin behind `hold`, which may
        go on in the next."""
        if not places:
            return []
        plain = self._plain
        places.append((len(text), 0, -1))
        begin, reach = 0, places[0][1]
        for at in range(1, len(places)):
            start, end, _ = places[at]
            if start >= reach:
                first, last, term = places[begin]
                if first > hold:
                    break
                if at == begin + 1 and term in plain:
                    found.append((first, last, plain[term]))
                else:
                    found += self._touching(text, places[begin:at], reach, context, found)
                begin = at
            if end > reach:
                reach = end
        return places[begin:-1]

    def _spelt_alike(self, terms: tuple[int, ...]) -> Choices | None:
        """Return what terms may stand for that one word spells, such as `quota` and `quotas`.

        None: one is an office.
        """
        if terms not in self._alike_spelt:
            uses = self._uses
            self._alike_spelt[terms] = (
                None
                if any(term in self._offices for term in terms)
                else by_category({use for term in terms for use in uses[term]})
            )
        return self._alike_spelt[terms]

    def _touching(
        self,
        text: str,
        places: Sequence[_Seen],
        end: int,
        context: Sentences,
        told: Sequence[Name],
    ) -> Iterable[Name]:
        """Return the names among places that touch each other alone and reach up to `end`."""
        first, last, term = places[0]
        of: Choices | None = None
        if len(places) == 1:
            of = self._choices.get(term)
        elif last == end and places[-1][0] == first:
            of = self._spelt_alike(tuple([place[2] for place in places]))
        if of is not None:
            return chosen(text, first, last, of, context)
        return self._overlapping(text, places, end, context, told)

    def _overlapping(
        self,
        text: str,
        places: Sequence[_Seen],
        end: int,
        context: Sentences,
        told: Sequence[Name],
    ) -> Iterable[Name]:
        """Return the names among places of several words, or of an office.

        They need no weighing where one holds all others, counts, and can mean one thing alone, and
        the others things of its category.
        """
        first = places[0][0]
        terms = [place[2] for place in places if place[0] == first and place[1] == end]
        use = self._only.get(terms[0]) if len(terms) == 1 else None
        if use is not None and not use.exact and counts(text, first, end, use, context):
            alike = self._alike
            if {alike.get(place[2]) for place in places} == {use.category}:
                return ((first, end, use),) if use.id else ()
        return _weighed(self._candidates(text, places, context, told))

    def _candidates(
        self, text: str, places: Sequence[_Seen], context: Sentences, before: Sequence[Name] = ()
    ) -> list[_Candidate]:
        """Return each name that stands where it counts, in the form in which they are sorted.

        `before` are the names told already, which it does not reach into.
        """
        found: list[_Candidate] = []
        uses, offices, plain, made = self._uses, self._offices, self._plain, self._made
        at, beside = -1, 0
        for start, end, term in places:
            use = plain.get(term)
            if use is not None:
                found.append((start - end, start, False, use.id, use.category, end, use))
                continue
            of = uses[term]
            choices = made.get(of)
            if choices is None:
                choices = made[of] = by_category(of)
            if at != start:
                at, beside = start, context.beside(start)
            for use in meant(text, start, end, choices, beside, context):
                category, identifier, near, _ = use
                found.append((start - end, start, near != 0, identifier, category, end, use))
        some = [place for place in places if place[2] in offices]
        if len(some) < len(places) and some:
            phrases = [place[:2] for place in places if place[2] in self._nobodys]
            if phrases:
                others = Phrases(phrases)
                some = [place for place in some if not others.hold(*place[:2])]
        for start, end, term in some:
            found += self._office(text, start, end, term, context, before)
        return found

    def _office(
        self,
        text: str,
        start: int,
        end: int,
        term: int,
        context: Sentences,
        told: Sequence[Name],
    ) -> list[_Candidate]:
        """Return what the words of an office stand for, its state's name before them included."""
        held = holder(text, start, end, self._offices[term], context, self._uses)
        first = held.start
        if any(last > first and use.category == "body" for _, last, use in told[-_FEW:]):
            first = start
        return [_candidate(first, end, use) for use in held.uses]


def _candidate(start: int, end: int, use: Use) -> _Candidate:
    return start - end, start, True, use.id, use.category, end, use


def _weighed(candidates: list[_Candidate]) -> list[Name]:
    """Return those of some names that are no part of a longer one of their category."""
    if len(candidates) < 2:
        return [(start, end, use) for _, start, *_, end, use in candidates if use.id]
    candidates.sort()
    if len(candidates) <= _FEW:
        return _weighed_few(candidates)
    offset = min(candidate[1] for candidate in candidates)
    length = max(candidate[5] for candidate in candidates) - offset
    taken: dict[Category, bytearray] = {}
    found: list[Name] = []
    for _, start, _, _, _, end, use in candidates:
        line = taken.get(use.category)
        if line is None:
            line = taken[use.category] = bytearray(length)
        if line.find(1, start - offset, end - offset) != -1:
            continue  # part of a longer name
        line[start - offset : end - offset] = b"\x01" * (end - start)
        if use.id:
            found.append((start, end, use))
    return sorted(found, key=_reading_order)


def _weighed_few(candidates: Iterable[_Candidate]) -> list[Name]:
    """Do the same to a few, the longest first."""
    taken: list[Name] = []
    for _, start, _, _, _, end, use in candidates:
        category = use.category
        for begin, stop, other in taken:
            if begin < end and start < stop and other.category == category:
                break  # part of a longer name
        else:
            taken.append((start, end, use))
    return sorted((one for one in taken if one[2].id), key=_reading_order)


def _shared_out(names: Sequence[Name]) -> list[Name]:
    """Return as many as are kept of some names, in their order: the first place of each before
    the second of any."""
    told: Counter[tuple[str, str]] = Counter()
    ranked: list[tuple[int, int]] = []
    for at, (_, _, use) in enumerate(names):
        told[use.category, use.id] += 1
        ranked.append((told[use.category, use.id], at))
    return [names[at] for at in sorted(at for _, at in nsmallest(MAX_MENTIONS, ranked))]


def _reading_order(name: Name) -> tuple[int, int, str, str]:
    return name[0], -name[1], name[2].category, name[2].id
