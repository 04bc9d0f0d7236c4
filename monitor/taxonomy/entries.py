"""A taxonomy file, already parsed as TOML, checked and turned into entries.

One table an entry, its key the id; docs/taxonomy.md tells the keys. A file may be laid over the
entries of another: a new id is a new entry, names of a known one are added to it. It opens no
file and knows no entry by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches

from monitor.errors import ConfigError
from monitor.model import Category
from monitor.taxonomy.entry import CATEGORIES as CATEGORIES
from monitor.taxonomy.entry import Beside, Former
from monitor.taxonomy.entry import TaxonomyEntry as TaxonomyEntry
from monitor.taxonomy.name_checks import is_empty, is_too_short
from monitor.taxonomy.offices import OFFICES, STATES
from monitor.taxonomy.table_texts import TableTexts
from monitor.taxonomy.word_classes import WORDS, Words
from monitor.terms import folded_term

_NEAR_KEYS = ("near_names", "mistranslations")
_KEYS = (
    "name", "names", "former", "not_names", "without", "near", *_NEAR_KEYS, "beside", "parent",
    "note",
)  # fmt: skip
_LANGUAGE_LIST = re.compile(r"names_[a-z]{2,3}")
_ACRONYM_LETTERS = 4


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` for the nearest of `known`, or "" if none is near."""
    close = get_close_matches(word, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def own_case(name: str) -> str | None:
    """Return the only spelling in which a near-name counts, or None: `Dy`, `MOC`, but any `tin`.

    It is one with a capital of up to four letters: Dy is a symbol, dy is not.
    """
    return name if len(name) <= _ACRONYM_LETTERS and name.isascii() and not name.islower() else None


def parse_entries(
    category: Category,
    table: Mapping[str, object],
    origin: str,
    onto: Iterable[TaxonomyEntry] = (),
    words: Words | None = None,
) -> tuple[TaxonomyEntry, ...]:
    """Return the entries of one file laid over `onto`, those first, in the order of both.

    `origin` names the file in messages. Of an entry that `onto` has, `name` and `parent` are
    replaced where given, lists are added, and `without` takes names away. `words` are the classes
    that `@NAME` stands for.

    Raises:
        ConfigError: every mistake of the file, one line each.
    """
    entries = {entry.id: entry for entry in onto}
    problems: list[str] = []
    others = (WORDS, OFFICES, STATES) if category == "body" else (WORDS,)
    table = {key: value for key, value in table.items() if key not in others}
    for key, value in table.items():
        entry = _Table(key, problems, words or {}).entry(category, value, origin, entries.get(key))
        if entry is not None:
            entries[key] = entry
    problems.extend(_misplaced(table, entries))
    if problems:
        raise ConfigError([f"{origin}: {problem}" for problem in problems])
    return tuple(entries.values())


class _Table:
    """One table of a file; what is wrong with it is noted, with its key."""

    def __init__(self, key: str, problems: list[str], words: Words) -> None:
        self._key = key
        self._words = words
        self._texts = TableTexts(key, problems, words)
        self._problem = self._texts.problem
        self._strings = self._texts.strings

    def entry(
        self, category: Category, value: object, origin: str, known: TaxonomyEntry | None
    ) -> TaxonomyEntry | None:
        """Return the entry that the table makes of `known`, or a new one; None: it is none."""
        if not isinstance(value, Mapping):
            self._problem(f'expected a table, ["{self._key}"] with name and names')
            return None
        if value and all(isinstance(inner, Mapping) for inner in value.values()):
            self._problem(f'an id with a dot is written in quotes: ["{self._key}.…"]')
            return None
        for unknown in value:
            if unknown not in _KEYS and not _LANGUAGE_LIST.fullmatch(str(unknown)):
                hint = suggestion(str(unknown), (*_KEYS, "names_zh"))
                self._problem(f"unknown key {unknown!r}{hint}")
        name = value.get("name", known.name if known else None)
        if not isinstance(name, str) or is_empty(name):
            self._problem("name is missing or not text")
            return None
        if "without" in value and known is None:
            self._problem("without takes names from an entry that is there already; this is new")
        former = self._former(value.get("former", []))
        beside = self._beside(value)
        near_names = {folded_term(one) for part in beside for one in part.names}
        # A name that an overlay does not say is as the entry has it: it may need words beside it.
        shown = [] if "name" not in value or folded_term(name) in near_names else [name]
        plain = [*shown, *self._plain(value), *(one.name for one in former)]
        parent = value.get("parent", known.parent if known else None)
        new = TaxonomyEntry(
            category=category,
            id=self._key,
            name=name,
            names=_once(plain),
            beside=beside,
            not_names=tuple(self._strings("not_names", value)),
            former=former,
            parent=parent if isinstance(parent, str) else None,
            origin=origin,
        )
        return new if known is None else _laid_over(known, new, self._strings("without", value))

    def _plain(self, value: Mapping[str, object]) -> list[str]:
        languages = [key for key in value if _LANGUAGE_LIST.fullmatch(key)]
        names = [name for key in ("names", *languages) for name in self._names(key, value)]
        for name in names:
            if is_too_short(name):
                self._problem(
                    f"{name!r} is too short to be told from other words; move it to near_names"
                )
        return names

    def _names(self, key: str, value: Mapping[str, object]) -> list[str]:
        """Return the names of a list; `@materials` and the like is none, it stands in `near`."""
        names = self._strings(key, value)
        for name in names:
            if name.startswith("@"):
                if name[1:].partition(".")[0] in CATEGORIES:
                    self._problem(f"{key}: {name!r}, or a class that holds it, is for near alone")
                    continue
                hint = suggestion(name[1:], self._words)
                self._problem(f"{key}: no class of words is called {name[1:]!r}{hint}")
        return [name for name in names if not name.startswith("@")]

    def _beside(self, value: Mapping[str, object]) -> tuple[Beside, ...]:
        found = []
        names = [name for key in _NEAR_KEYS for name in self._names(key, value)]
        near = self._strings("near", value)
        if names and not near:
            self._problem("near_names and mistranslations need near = [terms]")
        elif near and not names:
            self._problem("near has no near_names and no mistranslations to serve; take it out")
        elif names:
            found.append(Beside(tuple(names), tuple(near)))
        for one in self._tables("beside", value, "names", "near"):
            names, near = self._names("names", one), self._strings("near", one)
            found.append(Beside(tuple(names), tuple(near)))
            if not found[-1].names or not found[-1].near:
                self._problem("beside needs names and near, and neither may be empty")
        return tuple(found)

    def _former(self, value: object) -> tuple[Former, ...]:
        found: list[Former] = []
        for item in value if isinstance(value, list) else [value]:
            name = item.get("name") if isinstance(item, Mapping) else None
            until = item.get("until") if isinstance(item, Mapping) else None
            if not isinstance(name, str) or is_empty(name) or not isinstance(until, int):
                self._problem('former takes tables such as {name = "…", until = 2018}')
            else:
                found += [Former(one, until) for one in self._texts.spelled("former", name)]
        return tuple(found)

    def _tables(
        self, key: str, value: Mapping[str, object], *keys: str
    ) -> list[Mapping[str, object]]:
        tables = value.get(key, [])
        if not isinstance(tables, list):
            tables = [tables]
        good = [one for one in tables if isinstance(one, Mapping) and set(one) == set(keys)]
        if len(good) < len(tables):
            inside = ", ".join(f'{one} = ["…"]' for one in keys)
            self._problem(f"{key} takes tables such as {{{inside}}}")
        return good


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _laid_over(known: TaxonomyEntry, new: TaxonomyEntry, without: list[str]) -> TaxonomyEntry:
    """Return `known` with the names of `new` added, and those of `without` taken away."""
    gone = {folded_term(name) for name in without}

    def kept(names: Iterable[str]) -> tuple[str, ...]:
        return _once(name for name in names if folded_term(name) not in gone)

    besides = [Beside(kept(one.names), one.near) for one in (*known.beside, *new.beside)]
    return replace(
        new,
        names=kept((*known.names, *new.names)),
        beside=tuple(one for one in besides if one.names),
        not_names=kept((*known.not_names, *new.not_names)),
        former=(*known.former, *new.former),
        origin=f"{known.origin} and {new.origin}",
    )


def _misplaced(table: Mapping[str, object], entries: Mapping[str, TaxonomyEntry]) -> Iterator[str]:
    """Yield which of a file's entries have a parent that does not exist or a circle of them."""
    for key, value in table.items():
        parent = value.get("parent") if isinstance(value, Mapping) else None
        if parent is None:
            continue
        if not isinstance(parent, str):
            yield f"{key}: parent is not text; write the id of an entry"
            continue
        if parent not in table and parent not in entries:
            hint = suggestion(parent, list(entries))
            yield f"{key}: unknown parent {parent!r}{hint}"
            continue
        above: str | None = parent
        seen = {key}
        while above is not None and above not in seen:
            seen.add(above)
            above = entries[above].parent if above in entries else None
        if above == key:
            yield f"{key}: its parents go round in a circle"
