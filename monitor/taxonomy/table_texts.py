"""The texts of one table of a taxonomy file, checked; what is wrong with them is noted.

It knows no key of a table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from monitor.taxonomy.name_checks import begins_well, is_empty
from monitor.taxonomy.spellings import spellings


class TableTexts:
    """Reads the names in the lists of one table."""

    def __init__(
        self, subject: str, problems: list[str], words: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """`subject` is what messages call the table; these are added to `problems`.

        `words` are those that `@NAME` stands for in a list.
        """
        self._subject = subject
        self._problems = problems
        self._words = words or {}

    def problem(self, fact: str) -> None:
        """Note what is wrong with the table, and what to do."""
        self._problems.append(f"{self._subject}: {fact}")

    def strings(self, key: str, value: Mapping[str, object]) -> list[str]:
        """Return every spelling of the names in a list of the table, in order; none if it is not
        there. `@NAME` that is no class of words is left as it is."""
        items = value.get(key)
        if items is None:
            return []
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            self.problem(f'{key} is not a list of texts; write {key} = ["…"]')
            return []
        names: list[str] = []
        for item in items:
            if item[:1] == "@" and item[1:] in self._words:
                names += self._words[item[1:]]
            elif "{" in item or "}" in item or not begins_well(item, 1):
                names += self.spelled(key, item)
            else:
                names.append(item)
        return names

    def spelled(self, key: str, name: str) -> Sequence[str]:
        """Return every spelling that a name stands for, without those of which nothing is left."""
        try:
            every = spellings(name)
        except ValueError as error:
            self.problem(f"{key}: {name!r} {error}")
            return ()
        kept = [one for one in every if not is_empty(one)]
        for _ in range(len(every) - len(kept)):
            self.problem(f"{key}: {name!r} is empty; take it out")
        return kept
