"""A rule file, already parsed as TOML, checked and turned into rules and their cases.

`[rules.NAME]` has a title, a query, a severity, names of its own in `define` and cases that test
it; `[lists]` names what all rules of the file may use, `[severity]` how grave their matches are.
It opens no file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

from monitor.errors import ConfigError
from monitor.model import ArticleKind, Severity, Tier
from monitor.rules.files.table import Problem, Table
from monitor.rules.files.toml_places import Place, key_place, place_in
from monitor.rules.language.lists import definitions
from monitor.rules.language.parsing import parse
from monitor.rules.language.query import NOTHING, Node, Words
from monitor.rules.language.rule import Case, Pack, Rule
from monitor.rules.language.severity import Scale, scale
from monitor.rules.language.vocabulary import Vocabulary

_FILE_KEYS = ("title", "lists", "severity", "rules", "cases")
_RULE_KEYS = ("title", "query", "define", "severity", "cases")
_SCALE_KEYS = ("parts", "review", "action")
_CASE_KEYS = (
    "title", "body", "language", "source", "tier", "publisher", "kind", "url", "published",
    "match", "severity", "spans", "note",
)  # fmt: skip
_SEVERITIES = tuple(severity.value for severity in Severity)
_UNREAD = Words("unread")
"""Stands for a query that cannot be read: the file is refused anyway."""
_AT = re.compile(r"line (\d+), column (\d+): (.*)", re.DOTALL)
"""How `lexing.refusal` says where in a query something is wrong."""


def parse_lists(
    table: Mapping[str, object], *, origin: str, vocabulary: Vocabulary, text: str = ""
) -> Mapping[str, Node]:
    """Return what the names of a file of lists alone stand for, which all packs may use.

    `text` is the file as it is written, for messages; "": they name no line.

    Raises:
        ConfigError: every mistake of the file, one line each.
    """
    reader = _Reader("", origin, vocabulary, {}, text)
    top = Table((), table, reader.problems)
    top.only(("lists",))
    lists = reader.defined(top, "lists", {})
    reader.refuse()
    return lists


def parse_pack(
    topic: str,
    table: Mapping[str, object],
    *,
    origin: str,
    vocabulary: Vocabulary,
    lists: Mapping[str, Node] = NOTHING,
    text: str = "",
) -> Pack:
    """Return what one file says, in its order; `origin` names the file in messages.

    `lists` are names that the files share; those of the file itself go before them. `text` is the
    file as it is written, for messages; "": they name no line.

    Raises:
        ConfigError: every mistake of the file, one line each.
    """
    reader = _Reader(topic, origin, vocabulary, lists, text)
    pack = reader.pack(table)
    reader.refuse()
    return pack


def parse_cases(topic: str, table: Mapping[str, object], *, origin: str) -> tuple[Case, ...]:
    """Return the cases of a file of cases alone: whether any rule applies, or the one they name.

    Raises:
        ConfigError: every mistake of the file, one line each.
    """
    reader = _Reader(topic, origin, Vocabulary(), {})
    top = Table((), table, reader.problems)
    top.only(("cases", "duplicates"))
    cases = reader.cases(top, None)
    reader.refuse()
    return tuple(replace(case, is_wish=True) for case in cases)


class _Reader:
    """Reads one file and collects what is wrong with it."""

    def __init__(
        self,
        topic: str,
        origin: str,
        vocabulary: Vocabulary,
        lists: Mapping[str, Node],
        text: str = "",
    ) -> None:
        self.problems: list[Problem] = []
        self._text = text
        self._shared = lists
        self._topic = topic
        self._origin = origin
        self._vocabulary = vocabulary

    def refuse(self) -> None:
        """Raise what is wrong with the file, if anything is."""
        if self.problems:
            raise ConfigError([self._told(problem) for problem in self.problems])

    def _told(self, problem: Problem) -> str:
        at = f":{problem.place.line}:{problem.place.column}" if problem.place else ""
        return f"{self._origin}{at}: {problem.words}"

    def pack(self, value: Mapping[str, object]) -> Pack:
        top = Table((), value, self.problems)
        top.only(_FILE_KEYS)
        if "rules" not in top:
            top.problem("", "no [rules.NAME] in the file")
        known = self.defined(top, "lists", self._shared)
        usual = self._scale(top.table("severity"), known) if "severity" in top else None
        rules: list[Rule] = []
        cases: list[Case] = []
        for name, table in top.tables("rules"):
            rules.append(self._rule(name, table, known, usual))
            cases += self.cases(table, name)
        cases += self.cases(top, None)
        return Pack(
            topic=self._topic,
            title=top.text("title") or self._topic,
            rules=tuple(rules),
            cases=tuple(cases),
        )

    def _rule(
        self, name: str, table: Table, lists: Mapping[str, Node], usual: Scale | None
    ) -> Rule:
        table.only(_RULE_KEYS)
        known = self.defined(table, "define", lists)
        return Rule(
            name=name,
            topic=self._topic,
            title=table.text("title") or name,
            query=self._query(table, known),
            severity=self._severity(table, known, usual),
        )

    def _query(self, table: Table, known: Mapping[str, Node]) -> Node:
        text = table.text("query")
        if not text.strip():
            table.problem("query", 'is missing; it says what to look for: query = "term AND term"')
            return _UNREAD
        try:
            return parse(text, self._vocabulary, known)
        except ConfigError as error:
            for problem in error.problems:
                table.problem("query", *self._placed(problem, (*table.path, "query")))
            return _UNREAD

    def _placed(self, problem: str, key: tuple[str, ...]) -> tuple[str, Place | None]:
        """Return what is wrong with the value of a key, and where in the file that is.

        Where a place in the query cannot be told in the file, the key's own is, and what is wrong
        still says where in the query.
        """
        found = _AT.fullmatch(problem)
        if found and (place := place_in(self._text, key, int(found[1]), int(found[2]))):
            return found[3], place
        return problem, key_place(self._text, key)

    def defined(self, table: Table, key: str, known: Mapping[str, Node]) -> Mapping[str, Node]:
        """Return what names stand for, those of `known` included."""
        given = table.definitions(key)
        try:
            return definitions(given, self._vocabulary, known)
        except ConfigError as error:
            for problem in error.problems:
                name, _, fact = problem.partition(": ")
                fact, place = self._placed(fact, (*table.path, key, name))
                table.problem(f"{key}: {name}", fact, place)
            # So that each use of a name is not told as another mistake.
            return {**known, **dict.fromkeys(given, _UNREAD)}

    def _severity(
        self, table: Table, known: Mapping[str, Node], usual: Scale | None
    ) -> Severity | Scale:
        if isinstance(table.value("severity"), Mapping):
            return self._scale(table.table("severity"), known) or Severity.REVIEW
        if "severity" not in table:
            return usual or Severity.REVIEW
        return Severity(table.choice("severity", _SEVERITIES) or Severity.REVIEW)

    def _scale(self, table: Table, known: Mapping[str, Node]) -> Scale | None:
        table.only(_SCALE_KEYS)
        points = table.numbers("parts")
        review, action = table.number("review"), table.number("action")
        if review is None or action is None or not points:
            table.problem(
                "",
                "needs parts, review and action, such as"
                " parts = { official = 2, adopted = 3 }, review = 2, action = 5",
            )
            return None
        try:
            return scale(points, review, action, known)
        except ConfigError as error:
            for problem in error.problems:
                table.problem("", problem)
            return None

    def cases(self, table: Table, rule: str | None) -> tuple[Case, ...]:
        """Return the cases under a table, which are about `rule` or about any."""
        return tuple(self._case(row, rule) for row in table.rows("cases"))

    def _case(self, row: Table, rule: str | None) -> Case:
        row.only(_CASE_KEYS if rule else (*_CASE_KEYS, "rule"))
        if not row.text("title") and not row.text("body"):
            row.problem("", "has neither title nor body")
        severity = row.choice("severity", _SEVERITIES)
        is_match = row.flag("match", True)
        if not is_match and (severity or row.texts("spans")):
            row.problem("", "severity and spans are for a case that has to match")
        return Case(
            origin=f"{self._origin}: {row.where}",
            topic=self._topic,
            rule=rule or row.text("rule") or None,
            title=row.text("title"),
            body=row.text("body"),
            language=row.text("language") or None,
            source=row.text("source"),
            tier=row.choice("tier", get_args(Tier)),
            publisher=row.text("publisher") or None,
            kind=row.choice("kind", get_args(ArticleKind)),
            url=row.text("url") or None,
            published=row.instant("published"),
            match=is_match,
            severity=Severity(severity) if severity else None,
            spans=row.texts("spans"),
            note=row.text("note"),
        )
