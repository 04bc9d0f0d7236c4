"""The fields of a query and the values that they know.

Ids and names of the taxonomy, with the hierarchies that ids and parents make.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import get_args

from monitor.model import ArticleKind, Category, Field, Stage, Tier
from monitor.rules.language.query import DateFacet, Facet, Unit
from monitor.taxonomy import TaxonomyEntry
from monitor.taxonomy.entries import suggestion
from monitor.terms import folded_term
from monitor.text import is_cjk

CATEGORY_OF: Mapping[Facet, Category] = {
    "material": "material",
    "instrument": "instrument",
    "place": "place",
    "company": "company",
    "issuer": "body",
    "names": "body",
}
"""Fields whose values are ids or names of the taxonomy."""
_CLOSED: Mapping[Facet, tuple[str, ...]] = {
    "stage": get_args(Stage),
    "status": get_args(Stage),
    "tier": get_args(Tier),
    "kind": get_args(ArticleKind),
}
TEXT_FIELDS: Mapping[str, Field] = {field: field for field in get_args(Field)}
FACETS: Mapping[str, Facet] = {facet: facet for facet in get_args(Facet)}
DATE_FACETS: Mapping[str, DateFacet] = {facet: facet for facet in get_args(DateFacet)}
QUANTITY = "quantity"
FIELDS = (*TEXT_FIELDS, *FACETS, *DATE_FACETS, QUANTITY)
UNITS: Mapping[str, Unit] = {unit: unit for unit in get_args(Unit)}
_MIN_PREFIX = 2
"""Letters before a *: fewer are the beginning of nearly every word."""
_BOOST = re.compile(r"\^[0-9.]+\Z")
_FENCES = frozenset({("'", "'"), ("`", "`"), ("‘", "’"), ("/", "/")})
"""Signs that enclose words or patterns in other query languages."""
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_PREFIXABLE: frozenset[Facet] = frozenset({"document", "source", "publisher", "url"})
"""Fields of which a value may be told by its beginning; ids have their hierarchy instead."""


def tier_of(name: str | None) -> Tier | None:
    """Return the tier of a name; None for none, "" and one that there is no more."""
    return next((one for one in get_args(Tier) if one == name), None)


def unfit(words: str, is_prefix: bool) -> str | None:
    """Return why words, or beginnings of words, cannot be looked for; None: they can."""
    if not words[:1].isalnum() and not folded_term(words):
        return "the term is empty"
    if "*" in words:
        return '* stands at the end of a word, and behind the quotes of a phrase: "export ban"*'
    if fact := _pattern(words):
        return fact
    if is_prefix and len(words) < _MIN_PREFIX and not is_cjk(words):
        return f"* needs {_MIN_PREFIX} letters before it"
    return None


def _pattern(words: str) -> str | None:
    """Return what to write for a word with a sign of other query languages; None: it has none."""
    if " " in words:
        return None
    if _BOOST.search(words):
        return "^ gives no weight here; a rule's severity does, see its parts"
    if "?" in words:
        return "? stands for no letter here; write the words that are meant with OR between them"
    if len(words) > 2 and (words[0], words[-1]) in _FENCES:
        return f'{words[0]} is no quote here; write "{words[1:-1]}"'
    return None


class Vocabulary:
    """What the values of fields may be, of the entries of a taxonomy; safe to share."""

    def __init__(
        self, entries: Iterable[TaxonomyEntry] = (), *, sources: Iterable[str] | None = None
    ) -> None:
        """`sources` are the names of those configured; None: any name may be asked for."""
        self._sources = None if sources is None else tuple(sources)
        self._covered: dict[Category, dict[str, set[str]]] = {}
        """By category and each way to ask: an id, the beginning of one, a folded name."""
        self._ids: dict[Category, list[str]] = {}
        every = tuple(entries)
        by_key = {(entry.category, entry.id): entry for entry in every}
        for entry in every:
            self._ids.setdefault(entry.category, []).append(entry.id)
            covered = self._covered.setdefault(entry.category, {})
            at: TaxonomyEntry | None = entry
            while at is not None:
                for asked in _stems(at.id):
                    covered.setdefault(asked, set()).add(entry.id)
                at = by_key.get((at.category, at.parent)) if at.parent else None
        self._entries = every
        self._named: dict[Category, dict[str, set[str]]] = {}
        """By folded name; of a category in which one was asked for."""

    def covered(self, facet: Facet, value: str) -> frozenset[str]:
        """Return the ids that a value stands for: an entry with all below it, or none.

        A value is an id, the beginning of one up to a dot, or a name.
        """
        category = CATEGORY_OF[facet]
        ids = self._covered.get(category, {}).get(value)
        if ids is None:
            ids = self._names(category).get(folded_term(value))
        return frozenset(ids or ())

    def _names(self, category: Category) -> Mapping[str, set[str]]:
        """Return what names stand for; worked out when first asked for, as rules say ids."""
        named = self._named.get(category)
        if named is None:
            named = self._named[category] = {}
            for entry in self._entries:
                if entry.category == category:
                    for name in (*entry.names, *entry.near_names):
                        named.setdefault(folded_term(name), self._covered[category][entry.id])
        return named

    def complaint(self, facet: Facet, value: str, is_prefix: bool) -> str | None:
        """Return what is wrong with a value, in words that follow it; None: nothing is.

        The empty beginning, `*`, is right for every field.
        """
        if facet == "source" and value:
            return self._no_source(value, is_prefix)
        if is_prefix:
            if not value or facet in _PREFIXABLE:
                return None
            return f"cannot end in * in {facet}:, which covers all below it anyway"
        if facet in CATEGORY_OF:
            if self.covered(facet, value):
                return None
            ids = self._ids.get(CATEGORY_OF[facet], [])
            return f"is no id or name that {facet}: knows{suggestion(value, ids)}"
        if facet in _CLOSED and value not in _CLOSED[facet]:
            known = _CLOSED[facet]
            return f"is none of {', '.join(known)}{suggestion(value, known)}"
        if facet == "language" and not _LANGUAGE.fullmatch(value):
            return "is no language code such as en or zh"
        return None

    def _no_source(self, value: str, is_prefix: bool) -> str | None:
        """Return what is wrong with the name of a source, or the beginning of one."""
        if self._sources is None:
            return None
        asked = value.casefold()
        names = [name.casefold() for name in self._sources]
        if is_prefix:
            is_known = any(name.startswith(asked) for name in names)
            return None if is_known else "is the beginning of no source of the configuration"
        if asked in names:
            return None
        return f"is no source of the configuration{suggestion(value, self._sources)}"


def _stems(identifier: str) -> list[str]:
    """Return an id and its beginnings up to each dot: cn.mofcom and cn."""
    parts = identifier.split(".")
    return [".".join(parts[:count]) for count in range(len(parts), 0, -1)]
