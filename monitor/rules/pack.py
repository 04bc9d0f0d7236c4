"""A rule file, already parsed as TOML, checked and turned into rules.

`[rules.NAME]` with title, severity, all_of (a list of groups of terms, each of which must be
met), unless, fields and within. A term `@name` stands for a list of the same file's `[lists]`
or, as `@materials.rare_earth`, for names of the taxonomy. It opens no file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, get_args

from monitor.errors import ConfigError, NotFound
from monitor.model import Field, Severity
from monitor.taxonomy import CATEGORIES, Taxonomy
from monitor.terms import folded_term

Within = Literal["article", "paragraph", "sentence"]

_FILE_KEYS = ("title", "lists", "rules")
_RULE_KEYS = ("title", "severity", "all_of", "unless", "fields", "within")
_SEVERITIES = tuple(severity.value for severity in Severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule, its lists written out."""

    name: str
    topic: str
    """The file's name without its ending."""
    title: str
    severity: Severity
    all_of: tuple[tuple[str, ...], ...]
    """Groups of terms; each group must be met by one of its terms."""
    unless: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ("title", "body")
    within: Within = "article"
    """The stretch in which all groups must be met; the title is one stretch of its own."""


def parse_pack(
    topic: str, table: Mapping[str, object], *, origin: str, taxonomy: Taxonomy
) -> tuple[Rule, ...]:
    """Return the rules of one file, in its order; `origin` names the file in messages.

    Raises:
        ConfigError: every mistake of the file, one line each.
    """
    reader = _Reader(topic, taxonomy)
    rules = reader.rules(table)
    if reader.problems:
        raise ConfigError([f"{origin}: {problem}" for problem in reader.problems])
    return rules


class _Reader:
    """Reads one file and collects what is wrong with it."""

    def __init__(self, topic: str, taxonomy: Taxonomy) -> None:
        self.problems: list[str] = []
        self._topic = topic
        self._taxonomy = taxonomy
        self._lists: dict[str, list[str]] = {}

    def rules(self, table: Mapping[str, object]) -> tuple[Rule, ...]:
        self._known_keys("", table, _FILE_KEYS)
        self._text("", "title", table.get("title", ""))
        for name, terms in self._table("lists", table.get("lists", {})).items():
            self._lists[name] = self._terms(f"lists.{name}", terms)
        if "rules" not in table:
            self.problems.append("no [rules.NAME] in the file")
        return tuple(
            self._rule(name, value)
            for name, value in self._table("rules", table.get("rules", {})).items()
        )

    def _rule(self, name: str, value: object) -> Rule:
        where = f"rules.{name}"
        table = self._table(where, value)
        self._known_keys(where, table, _RULE_KEYS)
        groups = self._groups(where, table.get("all_of"))
        return Rule(
            name=name,
            topic=self._topic,
            title=self._text(where, "title", table.get("title", "")) or name,
            severity=Severity(
                self._choice(where, "severity", table.get("severity", "review"), _SEVERITIES)
            ),
            all_of=groups,
            unless=self._expanded(
                f"{where}.unless", self._terms(f"{where}.unless", table.get("unless", []), True)
            ),
            fields=self._fields(where, table.get("fields", ["title", "body"])),
            within=self._within(where, table.get("within", "article")),
        )

    def _groups(self, where: str, value: object) -> tuple[tuple[str, ...], ...]:
        key = f"{where}.all_of"
        if not isinstance(value, list) or not value:
            self.problems.append(f"{key}: expected a list of groups, [[term, …], [term, …]]")
            return ()
        return tuple(
            self._expanded(f"{key}[{index}]", self._terms(f"{key}[{index}]", group))
            for index, group in enumerate(value, 1)
        )

    def _terms(self, where: str, value: object, may_be_empty: bool = False) -> list[str]:
        if not isinstance(value, list) or not all(isinstance(term, str) for term in value):
            self.problems.append(f"{where}: expected a list of terms")
            return []
        if not value and not may_be_empty:
            self.problems.append(f"{where}: has no terms, so nothing can meet it")
        self.problems.extend(
            f"{where}: the term {term!r} is empty" for term in value if not folded_term(term)
        )
        return [term for term in value if folded_term(term)]

    def _expanded(
        self, where: str, terms: list[str], inside: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        """Return `terms` with every `@name` written out, each term once."""
        found: dict[str, None] = {}
        for term in terms:
            if not term.startswith("@"):
                found.setdefault(term)
                continue
            name = term[1:]
            if name in inside:
                self.problems.append(f"{where}: the list {term} contains itself")
            elif name in self._lists:
                for inner in self._expanded(where, self._lists[name], (*inside, name)):
                    found.setdefault(inner)
            else:
                for known in self._selected(where, name):
                    found.setdefault(known)
        return tuple(found)

    def _selected(self, where: str, selector: str) -> tuple[str, ...]:
        if selector.partition(".")[0] not in CATEGORIES:
            hint = _hint(selector, (*self._lists, *CATEGORIES))
            self.problems.append(f"{where}: no list is called @{selector}{hint}")
            return ()
        try:
            return self._taxonomy.names(selector)
        except NotFound as error:
            self.problems.append(f"{where}: @{selector}: {error}")
            return ()

    def _fields(self, where: str, value: object) -> tuple[Field, ...]:
        if not isinstance(value, list) or not value:
            self.problems.append(f'{where}: fields: expected a list of "title" and "body"')
            return ()
        for item in value:
            self._choice(where, "fields", item, get_args(Field))
        known: tuple[Field, ...] = get_args(Field)
        return tuple(field for field in known if field in value)

    def _within(self, where: str, value: object) -> Within:
        choices: tuple[Within, ...] = get_args(Within)
        chosen = self._choice(where, "within", value, choices)
        return next(choice for choice in choices if choice == chosen)

    def _choice(self, where: str, key: str, value: object, choices: tuple[str, ...]) -> str:
        """Return `value`, or the first of `choices` where it is none of them."""
        if isinstance(value, str) and value in choices:
            return value
        hint = _hint(str(value), choices)
        self.problems.append(f"{where}: {key}: {value!r} is none of {', '.join(choices)}{hint}")
        return choices[0]

    def _text(self, where: str, key: str, value: object) -> str:
        if isinstance(value, str):
            return value
        self.problems.append(f"{where}: {key}: expected text".removeprefix(": "))
        return ""

    def _table(self, where: str, value: object) -> Mapping[str, object]:
        if isinstance(value, Mapping):
            return value
        self.problems.append(f"{where}: expected a table")
        return {}

    def _known_keys(self, where: str, table: Mapping[str, object], known: tuple[str, ...]) -> None:
        self.problems.extend(
            f"{where}: unknown key {key!r}{_hint(key, known)}".removeprefix(": ")
            for key in table
            if key not in known
        )


def _hint(word: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(word, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
