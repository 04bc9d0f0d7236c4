"""Rules of another folder than the one in force, to be tried on what is stored."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from monitor.config.rule_files import LISTS, lists_in, packs_in, tiers_of
from monitor.config.settings import Config
from monitor.errors import ConfigError
from monitor.rules import Rules, Vocabulary
from monitor.rules.language.query import Node


def other_rules(folder: Path, config: Config) -> Rules:
    """Return the rules of a folder of rule files, or of one that has them in `rules/`.

    Lists are those of the `lists.toml` among or beside them, else those in force; the taxonomy and
    the tiers of the sources are those of `config`.

    Raises:
        ConfigError: every mistake in them, or that there are none.
    """
    inside = folder / "rules"
    files = inside if inside.is_dir() else folder
    paths = sorted(path for path in files.glob("*.toml") if path.name != LISTS)
    if not paths:
        raise ConfigError(f"{folder}: no rule files here; it takes a folder of .toml, or config/")
    problems: list[str] = []
    vocabulary = Vocabulary(config.taxonomy.entries, sources=config.sources)
    lists = _lists((files, files.parent, config.folder), vocabulary, problems)
    packs = packs_in(((path, str(path)) for path in paths), vocabulary, lists, problems)
    if problems:
        raise ConfigError(problems)
    tiers = tiers_of(config.sources.values())
    rules = [rule for pack in packs.values() for rule in pack.rules]
    return Rules(rules, vocabulary, terms=config.taxonomy.terms, tiers=tiers)


def _lists(
    folders: tuple[Path, ...], vocabulary: Vocabulary, problems: list[str]
) -> Mapping[str, Node] | None:
    """Return what the names of the first lists.toml of some folders stand for, as `lists_in`."""
    for folder in folders:
        path = folder / LISTS
        if path.is_file():
            return lists_in(path, str(path), vocabulary, problems)
    return {}
