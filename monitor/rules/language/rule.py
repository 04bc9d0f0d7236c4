"""What a rule file says, read: its rules, and the cases that test them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from monitor.model import ArticleKind, Severity, Tier
from monitor.rules.language.query import Node
from monitor.rules.language.severity import Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule whose query is read."""

    name: str
    topic: str
    """The file's name without its ending."""
    title: str = ""
    query: Node
    severity: Severity | Scale = field(default=Severity.REVIEW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A text and what rules have to make of it."""

    origin: str
    """File and table, as messages name it."""
    topic: str
    """The file's name without its ending."""
    rule: str | None
    """The rule that it is about; None: whether any rule applies."""
    title: str
    body: str = ""
    language: str | None = None
    source: str = ""
    """The name of a source; "" for none."""
    tier: Tier | None = None
    publisher: str | None = None
    kind: ArticleKind | None = None
    """What it is; None: what its text shows."""
    url: str | None = None
    published: datetime | None = None
    """With an offset; None: undated."""
    match: bool
    """Whether the rule has to apply."""
    severity: Severity | None = None
    """What the match has to have; None: any."""
    spans: tuple[str, ...] = ()
    """Words that have to be among the evidence, as they are written."""
    note: str = ""
    """Why it is a case."""
    is_wish: bool = False
    """Whether it is of a file of cases alone, as what people said of items is: the rules may not be
    that far yet, so it is told and refuses nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """One rule file."""

    topic: str
    title: str
    """What the file is for; its topic where it does not say."""
    rules: tuple[Rule, ...]
    cases: tuple[Case, ...] = ()
