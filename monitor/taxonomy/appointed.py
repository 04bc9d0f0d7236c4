"""The offices of states among the terms of a taxonomy: which body an office is, of which state."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from monitor.taxonomy.entries import TaxonomyEntry, own_case
from monitor.taxonomy.nearest import NOBODY, Office, States, Use
from monitor.taxonomy.offices import Office as Kind
from monitor.taxonomy.offices import State
from monitor.terms import Terms


def appointed(
    entries: Sequence[TaxonomyEntry], terms: Terms, uses: dict[int, tuple[Use, ...]]
) -> tuple[Mapping[int, Office], States]:
    """Return the offices by the numbers of their words, and the states; adds these to `terms`.

    In `uses`, what terms stand for, bodies that have an office's words for a name are taken from
    them: the office tells these; phrases in which they are something else are added.
    """
    states = {post.state.key: post.state for entry in entries for post in entry.posts}
    offices: dict[int, Office] = {}
    for kind, of in _held(entries, states.values()).items():
        _add(offices, kind, of, _homes(of, states.values()), terms, uses)
    named = _named(entries, states, terms, offices)
    for number in offices:
        uses[number] = tuple(use for use in uses.get(number, ()) if use.category != "body")
    others = {phrase for entry in entries for post in entry.posts for phrase in post.office.others}
    for number in terms.add(others):
        uses[number] = (*uses.get(number, ()), NOBODY)
    return offices, named


def _held(
    entries: Iterable[TaxonomyEntry], states: Collection[State]
) -> Mapping[Kind, dict[str, Use]]:
    """Return what each kind of office is in each state that has it, in the order of the file."""
    kinds: dict[str, Kind] = {}
    held: dict[str, dict[str, Use]] = {}
    for entry in entries:
        use = Use(entry.category, entry.id)
        for kind, state in entry.posts:
            kinds[kind.key] = kind
            held.setdefault(kind.key, {})[state.key] = use
    for state in states:
        for key in state.unknown:
            if key in held:
                held[key].setdefault(state.key, NOBODY)
    return {kinds[key]: held[key] for key in sorted(held, key=lambda key: kinds[key].rank)}


def _homes(of: Mapping[str, Use], states: Iterable[State]) -> Mapping[str, Use]:
    """Return by language what an office is where no state is named."""
    return {
        language: of[state.key] for state in states if state.key in of for language in state.home
    }


def _add(
    offices: dict[int, Office],
    kind: Kind,
    of: Mapping[str, Use],
    homes: Mapping[str, Use],
    terms: Terms,
    uses: Mapping[int, tuple[Use, ...]],
) -> None:
    """Add the words of one kind of office; of two kinds with one name a state has the first."""
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
        )
        if known is not None:
            office = office._replace(
                of=of if known.of is of else {**of, **known.of},
                is_bound=office.is_bound and known.is_bound,
                is_followed=office.is_followed or known.is_followed,
                home=known.home or office.home,
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
    exact = {
        number: name
        for number, (name, _) in zip(numbers, named, strict=True)
        if own_case(name) and name.isupper()
    }
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
        if number not in offices and number not in of
    }
    return States(of, told, exact, {sign: one.key for one in states.values() for sign in one.short})
