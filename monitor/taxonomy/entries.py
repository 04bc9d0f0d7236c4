"""A taxonomy file, already parsed as TOML, checked and turned into entries.

One table an entry, its key the id: `["cn.mofcom"] name = "…", names = ["…"], names_zh = ["…"],
former = [{name = "…", until = 2018}], mistranslations = ["…"], near_names = ["…"],
near = ["…"], parent = "…"`. It opens no file and knows no entry by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from monitor.errors import ConfigError
from monitor.model import Category
from monitor.terms import folded_term
from monitor.text import is_cjk

CATEGORIES: Mapping[str, Category] = {
    "materials": "material",
    "bodies": "body",
    "instruments": "instrument",
    "companies": "company",
    "places": "place",
    "publishers": "publisher",
}
"""File stem (what selectors are written with) to category."""

_KEYS = ("name", "names", "former", "mistranslations", "near", "near_names", "parent", "note")
_LANGUAGE_LIST = re.compile(r"names_[a-z]{2,3}")
_MIN_LETTERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxonomyEntry:
    """One thing with all its names."""

    category: Category
    id: str
    name: str
    """For people to read; it counts as one of `names`."""
    names: tuple[str, ...]
    """What counts wherever it stands: every language, former names included."""
    near: tuple[str, ...] = ()
    near_names: tuple[str, ...] = ()
    """Ambiguous names and known mistranslations: count only beside one of `near`."""
    parent: str | None = None


def suggestion(word: str, known: Mapping[str, object] | tuple[str, ...] | list[str]) -> str:
    """Return `; did you mean 'x'?` for the nearest of `known`, or "" if none is near."""
    close = get_close_matches(word, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def parse_entries(
    category: Category, table: Mapping[str, object], origin: str
) -> tuple[TaxonomyEntry, ...]:
    """Return the entries of one file, in its order; `origin` names the file in messages.

    Raises:
        ConfigError: every mistake of the file, one line each.
    """
    problems: list[str] = []
    entries = [_entry(category, key, value, problems) for key, value in table.items()]
    problems.extend(_misplaced(table))
    if problems:
        raise ConfigError([f"{origin}: {problem}" for problem in problems])
    return tuple(entry for entry in entries if entry is not None)


def _entry(
    category: Category, key: str, value: object, problems: list[str]
) -> TaxonomyEntry | None:
    if not isinstance(value, Mapping):
        problems.append(f'{key}: expected a table, ["{key}"] with name and names')
        return None
    if value and all(isinstance(inner, Mapping) for inner in value.values()):
        problems.append(f'{key}: an id with a dot is written in quotes: ["{key}.…"]')
        return None
    for unknown in value:
        if unknown not in _KEYS and not _LANGUAGE_LIST.fullmatch(str(unknown)):
            known = (*_KEYS, "names_zh")
            problems.append(f"{key}: unknown key {unknown!r}{suggestion(str(unknown), known)}")
    name = value.get("name")
    if not isinstance(name, str) or not folded_term(name):
        problems.append(f"{key}: name is missing or not text")
        return None
    lists = {k: _strings(key, k, value.get(k, []), problems) for k in _list_keys(value)}
    plain = [n for k, part in lists.items() if k.startswith("names") for n in part]
    plain += _former(key, value.get("former", []), problems)
    ambiguous = lists["near_names"] + lists["mistranslations"]
    if ambiguous and not lists["near"]:
        problems.append(f"{key}: near_names and mistranslations need near = [terms]")
    problems.extend(
        f"{key}: {n!r} is too short to be told from other words; move it to near_names"
        for n in plain
        if _too_short(n)
    )
    parent = value.get("parent")
    return TaxonomyEntry(
        category=category,
        id=key,
        name=name,
        names=tuple(dict.fromkeys([name, *plain])),
        near=tuple(lists["near"]),
        near_names=tuple(dict.fromkeys(ambiguous)),
        parent=parent if isinstance(parent, str) else None,
    )


def _list_keys(value: Mapping[str, object]) -> list[str]:
    languages = [key for key in value if _LANGUAGE_LIST.fullmatch(key)]
    return ["names", *languages, "mistranslations", "near", "near_names"]


def _strings(entry: str, key: str, value: object, problems: list[str]) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        problems.append(f"{entry}: {key} is not a list of texts")
        return []
    problems.extend(f"{entry}: {key}: {item!r} is empty" for item in value if not folded_term(item))
    return [item for item in value if folded_term(item)]


def _former(entry: str, value: object, problems: list[str]) -> list[str]:
    names: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, Mapping) else None
        until = item.get("until") if isinstance(item, Mapping) else None
        if not isinstance(name, str) or not folded_term(name) or not isinstance(until, int):
            problems.append(f'{entry}: former takes tables such as {{name = "…", until = 2018}}')
        else:
            names.append(name)
    return names


def _too_short(name: str) -> bool:
    """Say whether `name` is one or two letters, which are words in some language."""
    key = folded_term(name)
    return len(key) < _MIN_LETTERS and key.isalpha() and not is_cjk(key[0])


def _misplaced(table: Mapping[str, object]) -> Iterator[str]:
    """Yield the parents that do not exist or go round in a circle."""
    parents = {
        key: value["parent"]
        for key, value in table.items()
        if isinstance(value, Mapping) and "parent" in value
    }
    for key, parent in parents.items():
        if not isinstance(parent, str) or parent not in table:
            yield f"{key}: unknown parent {parent!r}{suggestion(str(parent), list(table))}"
            continue
        seen = {key}
        above: object = parent
        while isinstance(above, str) and above not in seen:
            seen.add(above)
            above = parents.get(above)
        if above == key:
            yield f"{key}: its parents go round in a circle"
