"""One thing of the taxonomy with all its names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from monitor.model import Category


class Former(NamedTuple):
    """A name that is no longer used; texts of its time, and slow ones of ours, have it."""

    name: str
    until: int
    """The last year in which it was the official one."""


class Beside(NamedTuple):
    """Ambiguous names and what has to stand in their sentence."""

    names: tuple[str, ...]
    near: tuple[str, ...]
    """Terms, or `@materials` and the like: names of the taxonomy that need nothing near them."""


CATEGORIES: Mapping[str, Category] = {
    "materials": "material",
    "bodies": "body",
    "instruments": "instrument",
    "companies": "company",
    "places": "place",
    "publishers": "publisher",
    "stages": "stage",
}
"""File stem (what selectors are written with) to category."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxonomyEntry:
    """One thing with all its names."""

    category: Category
    id: str
    name: str
    """For people to read; one of `names`, unless it stands among those that need a word near."""
    names: tuple[str, ...]
    """What counts wherever it stands: every language, former names included."""
    beside: tuple[Beside, ...] = ()
    """Ambiguous names and known mistranslations: count only in a sentence with such a word."""
    not_names: tuple[str, ...] = ()
    """Longer phrases in which a name is something else: Cobalt Strike is no cobalt."""
    former: tuple[Former, ...] = ()
    parent: str | None = None
    origin: str = ""
    """The file or files that it is from, for messages."""

    @property
    def near_names(self) -> tuple[str, ...]:
        """Every name that needs a word near it."""
        return tuple(name for one in self.beside for name in one.names)
