"""The offices of states among the terms of a taxonomy: which body an office is, of which state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from monitor.taxonomy.entries import TaxonomyEntry, own_case
from monitor.taxonomy.nearest import NOBODY, Office, States, Use
from monitor.taxonomy.offices import OfficeKind, Offices, State
from monitor.terms import Terms


def appointed(
    entries: Sequence[TaxonomyEntry],
    known: Offices,
    terms: Terms,
    uses: dict[int, tuple[Use, ...]],
) -> tuple[Mapping[int, Office], States]:
    """Return the offices by the numbers of their words, and the states; adds these to `terms`.

    In `uses`, what terms stand for, bodies that have an office's words for a name are taken from
    them: the office tells these; phrases in which they are something else are added.
    """
    states = known.states
    offices: dict[int, Office] = {}
    for kind in known.kinds.values():
        of = _held(kind, states.values())
        homes = {code: of[one.key] for one in states.values() if one.key in of for code in one.home}
        _add(offices, kind, of, homes, terms, uses)
    named = _named(entries, states, terms, offices)
    for number in offices:
        uses[number] = tuple(use for use in uses.get(number, ()) if use.category != "body")
    for number in terms.add({phrase for kind in known.kinds.values() for phrase in kind.others}):
        uses[number] = (*uses.get(number, ()), NOBODY)
    words = (word.written for kind in known.kinds.values() for word in kind.words)
    for number in terms.add(
        {f"{name}门" for name in (*words, *_names(entries)) if name[-1] == "部"}
    ):
        # 财政部门 are whoever has to do with it, 财政部 is the ministry.
        if not any(use.category == "body" for use in uses.get(number, ())):
            uses[number] = (*uses.get(number, ()), NOBODY)
    return offices, named


def _names(entries: Iterable[TaxonomyEntry]) -> Iterator[str]:
    """Yield all names of bodies."""
    for entry in entries:
        if entry.category == "body":
            yield from entry.names
            for one in entry.beside:
                yield from one.names


def _held(kind: OfficeKind, states: Iterable[State]) -> Mapping[str, Use]:
    """Return what a kind of office is in each state that has it."""
    bodies = ((state.key, state.body(kind)) for state in states)
    return {key: Use("body", body) if body else NOBODY for key, body in bodies if body is not None}


def _add(
    offices: dict[int, Office],
    kind: OfficeKind,
    of: Mapping[str, Use],
    homes: Mapping[str, Use],
    terms: Terms,
    uses: Mapping[int, tuple[Use, ...]],
) -> None:
    """Add the words of one kind of office; of two kinds with one name a state has the first.

    Of a word that several languages or kinds have only what is sure of all of them counts, but for
    its home, which a text whose language is known decides: `Senat` is Hamburg's, too, and not
    France's alone.
    """
    for number, word in zip(
        terms.add([word.written for word in kind.words]), kind.words, strict=True
    ):
        known = offices.get(number)
        office = Office(
            of,
            is_bound=word.is_bound,
            is_followed=word.is_followed,
            exact=own_case(word.written) or "",
            alone=tuple(use for use in uses.get(number, ()) if use.category == "body"),
            home=homes.get(word.language),
            homes={word.language: homes.get(word.language)} if word.language else {},
        )
        if known is not None:
            office = office._replace(
                of=of if known.of is of else {**of, **known.of},
                is_bound=office.is_bound or known.is_bound,
                is_followed=office.is_followed or known.is_followed,
                home=office.home if office.home == known.home else None,
                homes={**office.homes, **{code: use for code, use in known.homes.items() if use}},
            )
        offices[number] = office


def _named(
    entries: Iterable[TaxonomyEntry],
    states: Mapping[str, State],
    terms: Terms,
    offices: Mapping[int, Office],
) -> States:
    """Return the names of states; the name of a body of theirs tells of one, too."""
    named = [(name, one.key) for one in states.values() for name in one.names]
    named += [(name, "") for one in states.values() for name in one.others]
    numbers = terms.add([name for name, _ in named])
    of = dict(zip(numbers, (state for _, state in named), strict=True))
    written: dict[int, dict[str, None]] = {}
    for number, (name, _) in zip(numbers, named, strict=True):
        written.setdefault(number, {})[name] = None
    bodies = [
        (name, state)
        for entry in entries
        if entry.category == "body" and (state := entry.id.partition(".")[0]) in states
        for name in entry.names
    ]
    numbers = terms.add([name for name, _ in bodies])
    told = {
        number: state
        for number, (_, state) in zip(numbers, bodies, strict=True)
        if number not in offices
    }
    short = {sign: one.key for one in states.values() for sign in one.short}
    return States(of, told, written, short)
