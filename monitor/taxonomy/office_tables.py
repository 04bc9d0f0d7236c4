"""The two tables of a file of bodies that tell of offices and of states, checked and laid over.

docs/taxonomy.md tells their keys. What a file says of an office or a state that is known is added
to it; of what can be only one thing, the file that is read last has the word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from monitor.errors import ConfigError
from monitor.taxonomy.entries import suggestion
from monitor.taxonomy.name_checks import is_too_short
from monitor.taxonomy.offices import (
    INSIDE,
    OFFICES,
    REST,
    STATES,
    OfficeKind,
    Offices,
    State,
    Word,
)
from monitor.taxonomy.table_texts import TableTexts
from monitor.text import one_line

_LANGUAGES = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy"
    " da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht"
    " hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky"
    " la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny"
    " oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss"
    " st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo"
    " za zh zu".split()
)
"""Source: ISO 639-1. So `words_cn` or `names_jp`, which are states, do not pass for languages."""
_OFFICE_LISTS, _STATE_LISTS = ("words", "bound"), ("names", "adjectives")
"""Keys that a language may follow."""
_OFFICE_KEYS = (*_OFFICE_LISTS, "not_words", "rare")
_STATE_KEYS = ("names", "short", "not_names", "parts", "home", "bodies")
_LIST = re.compile(r"([a-z]+)(?:_(.*))?", re.DOTALL)


def parse_offices(
    table: Mapping[str, object],
    origin: str,
    onto: Offices | None = None,
    bodies: Iterable[str] = (),
) -> Offices:
    """Return the offices and states of one file of bodies laid over `onto`, those first.

    `origin` names the file in messages; `bodies` are the ids of entries of other files.

    Raises:
        ConfigError: every mistake of the two tables, one line each.
    """
    onto = Offices() if onto is None else onto
    ids = {*bodies, *table} - {OFFICES, STATES}
    problems: list[str] = []
    kinds = dict(onto.kinds)
    for key, value in _tables(OFFICES, table, problems):
        kinds[key] = _OfficeTable(key, value, problems).kind(kinds.get(key))
    said = {
        key: _StateTable(key, value, problems).state(onto.states.get(key), kinds, ids)
        for key, value in _tables(STATES, table, problems)
    }
    problems += _twice(said.values())
    if problems:
        raise ConfigError([f"{origin}: {problem}" for problem in problems])
    states = _without(onto.states, said)
    for key, state in said.items():
        states[key] = _laid_over(states[key], state) if key in states else state
    return Offices(kinds, states)


def _tables(
    name: str, table: Mapping[str, object], problems: list[str]
) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield the tables of one of the two."""
    value = table.get(name, {})
    if not isinstance(value, Mapping):
        problems.append(f"{name}: expected tables, such as [{name}.key]")
        return
    for key, one in value.items():
        if isinstance(one, Mapping):
            yield str(key), one
        else:
            problems.append(f"{name}.{key}: expected a table, [{name}.{key}]")


class _Table:
    """One table, of an office or a state."""

    def __init__(self, subject: str, table: Mapping[str, object], problems: list[str]) -> None:
        self._texts = TableTexts(subject, problems)
        self._table = table

    def _lists(self, stems: tuple[str, ...], keys: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield stem and language of the lists that a language may follow; note unknown keys."""
        for key in self._table:
            parts = _LIST.fullmatch(key)
            stem, language = (parts[1], parts[2]) if parts else ("", None)
            if stem in stems and (language is not None or stem in keys):
                if language is None or language in _LANGUAGES:
                    yield stem, language or ""
                else:
                    self._texts.problem(
                        f"{key}: {language!r} is no language; write a code of ISO 639-1, as"
                        f" {stem}_zh, {stem}_ja or {stem}_fr"
                    )
            elif key not in keys:
                hint = suggestion(key, (*keys, *(f"{stem}_zh" for stem in stems)))
                self._texts.problem(f"unknown key {key!r}{hint}")

    def _names(self, key: str) -> list[str]:
        """Return the names of a list; note those that are words of any text."""
        names = self._texts.strings(key, self._table)
        for name in names:
            if name.startswith("@"):
                self._texts.problem(
                    f"{key}: {name!r}: no class of words serves here; write them out"
                )
            elif is_too_short(name) and not name.isupper():
                self._texts.problem(
                    f"{key}: {name!r} is too short to be told from other words; write a longer"
                    " one, or one in capitals, which counts so only"
                )
        return names


class _OfficeTable(_Table):
    """What a file says of an office."""

    def __init__(self, key: str, table: Mapping[str, object], problems: list[str]) -> None:
        super().__init__(f"{OFFICES}.{key}", table, problems)
        self._key = key

    def kind(self, known: OfficeKind | None) -> OfficeKind:
        """Return the office that the table makes of `known`, or a new one."""
        words: dict[tuple[str, str], Word] = {}
        split: list[tuple[str, str]] = []
        for stem, language in self._lists(_OFFICE_LISTS, _OFFICE_KEYS):
            key = f"{stem}_{language}" if language else stem
            for written in self._names(key):
                if INSIDE in written and not self._is_split(key, language, written):
                    continue
                if INSIDE in written:
                    split.append((language, written))
                plain = one_line(written.replace(INSIDE, " "))
                is_free = (plain, language) in words and not words[plain, language].is_bound
                words[plain, language] = Word(plain, stem == "bound" and not is_free, language)
        base = known or OfficeKind(self._key, ())
        is_rare = self._table.get("rare", base.is_rare)
        if not isinstance(is_rare, bool):
            self._texts.problem("rare takes true or false")
        both = {(one.written, one.language): one for one in base.words} | words
        return OfficeKind(
            self._key,
            tuple(both.values()),
            is_rare is True,
            _once((*base.others, *self._texts.strings("not_words", self._table))),
            tuple(dict.fromkeys((*base.split, *split))),
        )

    def _is_split(self, key: str, language: str, written: str) -> bool:
        """Say whether words hold the mark for an adjective as they should; note it if not."""
        parts = written.split()
        if language and len(parts) > 1 and parts.count(INSIDE) == written.count(INSIDE) == 1:
            return True
        self._texts.problem(
            f"{key}: {written!r}: {INSIDE} stands once, as a word among others of a language,"
            f' words_fr = ["ministère {INSIDE} des Mines"]'
        )
        return False


class _StateTable(_Table):
    """What a file says of a state."""

    def __init__(self, key: str, table: Mapping[str, object], problems: list[str]) -> None:
        super().__init__(f"{STATES}.{key}", table, problems)
        self._key = key

    def state(self, known: State | None, kinds: Collection[str], bodies: Collection[str]) -> State:
        """Return what the table says; a state that is not `known` needs names and bodies."""
        names: list[str] = []
        adjectives: dict[str, str] = {}
        for stem, language in self._lists(_STATE_LISTS, _STATE_KEYS):
            some = self._names(f"{stem}_{language}" if language else stem)
            names += some
            if stem == "adjectives" and some:
                adjectives[language] = some[0]
        if known is None and not names:
            self._texts.problem('a state that is not there yet needs names = ["…"]')
        return State(
            self._key,
            _once(names),
            self._bodies(known, kinds, bodies),
            adjectives,
            short=self._short(),
            others=_once(
                name
                for key in ("not_names", "parts")
                for name in self._texts.strings(key, self._table)
            ),
            home=self._home(),
        )

    def _short(self) -> tuple[str, ...]:
        signs = self._texts.strings("short", self._table)
        for sign in signs:
            if len(sign) != 1 or sign.isascii():
                self._texts.problem(
                    f'short: {sign!r} is not one Han, kana or Hangul sign, "美"; longer ones are'
                    " names_zh"
                )
        return _once(signs)

    def _home(self) -> tuple[str, ...]:
        codes = self._texts.strings("home", self._table)
        for code in codes:
            if code not in _LANGUAGES:
                self._texts.problem(
                    f"home: {code!r} is no language; write a code of ISO 639-1, as fr"
                )
        return _once(codes)

    def _bodies(
        self, known: State | None, kinds: Collection[str], bodies: Collection[str]
    ) -> dict[str, str]:
        value = self._table.get("bodies", {} if known else None)
        if not isinstance(value, Mapping) or not all(
            isinstance(one, str) for one in value.values()
        ):
            self._texts.problem(
                'bodies takes ids by office, {customs = "…"}; "" where no body is known'
            )
            return {}
        for key, body in value.items():
            if key not in kinds and key != REST:
                hint = suggestion(key, (*kinds, REST))
                self._texts.problem(
                    f"bodies: no office is called {key!r}; known are {', '.join(sorted(kinds))}"
                    f" and {REST}{hint}"
                )
            if body and body not in bodies:
                self._texts.problem(
                    f"bodies: {key}: no body is called {body!r}{suggestion(body, bodies)};"
                    f' ["{body}"] with a name makes one'
                )
        return dict(value)


def _twice(states: Iterable[State]) -> Iterator[str]:
    """Yield the signs and languages that two states of one file have."""
    owners: dict[tuple[str, str], str] = {}
    for state in states:
        for key, some in (("short", state.short), ("home", state.home)):
            for one in some:
                if (owner := owners.setdefault((key, one), state.key)) != state.key:
                    yield (
                        f"{STATES}.{state.key}: {key}: {one!r} is {STATES}.{owner}'s, too; take it"
                        " from one"
                    )


def _without(states: Mapping[str, State], said: Mapping[str, State]) -> dict[str, State]:
    """Return states without the signs and languages that others are said to have."""
    short = {sign: key for key, state in said.items() for sign in state.short}
    home = {code: key for key, state in said.items() for code in state.home}
    return {
        key: replace(
            state,
            short=tuple(sign for sign in state.short if short.get(sign, key) == key),
            home=tuple(code for code in state.home if home.get(code, key) == key),
        )
        for key, state in states.items()
    }


def _laid_over(known: State, new: State) -> State:
    """Return `known` with what a later file says of it."""
    return State(
        known.key,
        _once((*known.names, *new.names)),
        {**known.bodies, **new.bodies},
        {**new.adjectives, **known.adjectives},
        short=_once((*known.short, *new.short)),
        others=_once((*known.others, *new.others)),
        home=_once((*known.home, *new.home)),
    )


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
