"""Files of rules, of shared lists and of cases, read; mistakes are collected, not raised."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from monitor.config.reader import toml_file, toml_with_text
from monitor.errors import ConfigError
from monitor.model import Source
from monitor.rules import Case, Pack, Vocabulary, parse_cases, parse_lists, parse_pack
from monitor.rules.language.query import Node, Words
from monitor.rules.testing.duplicates import Duplicate, parse_duplicates
from monitor.taxonomy.entries import suggestion

LISTS = "lists.toml"
_Named = tuple[Path, str]
"""A file, and how messages name it."""
_UNREAD = Words("unread")
"""Stands for a list that cannot be read, so that each use of it is not told as another mistake."""


def lists_in(
    path: Path, shown: str, vocabulary: Vocabulary, problems: list[str]
) -> Mapping[str, Node] | None:
    """Return what the names of a file of lists stand for; none where there is no such file.

    None: it is no TOML, so nobody knows the names.
    """
    if not path.exists():
        return {}
    known = len(problems)
    table, text = toml_with_text(path, shown, problems)
    if len(problems) > known:
        return None
    try:
        return parse_lists(table, origin=shown, vocabulary=vocabulary, text=text)
    except ConfigError as error:
        problems.extend(error.problems)
        names = table.get("lists")
        return dict.fromkeys(names, _UNREAD) if isinstance(names, dict) else {}


def packs_in(
    files: Iterable[_Named],
    vocabulary: Vocabulary,
    lists: Mapping[str, Node] | None,
    problems: list[str],
) -> dict[str, Pack]:
    """Return rule files by topic; one that cannot be read is there without rules.

    `lists` are what `lists_in` returned; None: nothing is read that might use them.
    """
    packs: dict[str, Pack] = {}
    before = len(problems)
    for path, shown in files:
        topic = path.stem
        packs[topic] = Pack(topic=topic, title=topic, rules=())
        if lists is None:
            continue
        try:
            known = len(problems)
            table, text = toml_with_text(path, shown, problems)
            if len(problems) > known:
                continue  # what is not read is not told to lack rules as well
            packs[topic] = parse_pack(
                topic, table, origin=shown, vocabulary=vocabulary, lists=lists, text=text
            )
        except ConfigError as error:
            problems.extend(error.problems)
    if lists is not None and len(problems) == before:
        problems += _about_no_rule(packs.values())
    return packs


def _about_no_rule(packs: Collection[Pack]) -> Iterator[str]:
    """Yield the cases of rule files that are about a rule which there is not, a line each."""
    known = {rule.name for pack in packs for rule in pack.rules}
    for case in (case for pack in packs for case in pack.cases):
        if case.rule is not None and case.rule not in known:
            yield f"{case.origin}: no rule is called {case.rule!r}{suggestion(case.rule, known)}"


class CaseFiles(NamedTuple):
    """What the files of config/cases say, in their order."""

    cases: tuple[Case, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()


def cases_in(files: Iterable[_Named], problems: list[str]) -> CaseFiles:
    """Return what files of cases say, which hold nothing else."""
    cases: list[Case] = []
    duplicates: list[Duplicate] = []
    for path, shown in files:
        try:
            table = toml_file(path, shown, problems)
            duplicates += parse_duplicates(table, origin=shown)
            cases += parse_cases(path.stem, table, origin=shown)
        except ConfigError as error:
            problems.extend(error.problems)
    return CaseFiles(tuple(cases), tuple(duplicates))


def tiers_of(sources: Iterable[Source]) -> dict[str, str]:
    """Return the tiers of sources by their names, as rules take them."""
    return {source.name: source.tier for source in sources}
