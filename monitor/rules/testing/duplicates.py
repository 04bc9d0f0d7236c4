"""Pairs of texts that somebody says are the same news, and whether Monitor would see that.

Today two texts are the same where their words are (`monitor.fingerprint.content_hash`), whatever
the mark-up. A pair told apart is a known gap that no change of a rule closes, so it fails nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from monitor.errors import ConfigError
from monitor.fingerprint import content_hash
from monitor.rules.files.table import Problem, Table

_KEYS = ("title", "body", "of_title", "of_body", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """Two texts that are the same news."""

    origin: str
    """File and table, as messages name it."""
    title: str
    body: str
    of_title: str
    """That of the text which it repeats."""
    of_body: str
    note: str = ""
    """Why it is a case."""


def parse_duplicates(table: Mapping[str, object], *, origin: str) -> tuple[Duplicate, ...]:
    """Return what stands under `[[duplicates]]` in a file of cases; `origin` names the file.

    Raises:
        ConfigError: every mistake of these tables, one line each.
    """
    problems: list[Problem] = []
    found: list[Duplicate] = []
    for row in Table((), table, problems).rows("duplicates"):
        row.only(_KEYS)
        for title, body in (("title", "body"), ("of_title", "of_body")):
            if not row.text(title) and not row.text(body):
                row.problem("", f"has neither {title} nor {body}")
        found.append(
            Duplicate(
                origin=f"{origin}: {row.where}",
                title=row.text("title"),
                body=row.text("body"),
                of_title=row.text("of_title"),
                of_body=row.text("of_body"),
                note=row.text("note"),
            )
        )
    if problems:
        raise ConfigError([f"{origin}: {problem.words}" for problem in problems])
    return tuple(found)


def is_recognised(duplicate: Duplicate) -> bool:
    """Say whether Monitor sees by itself that two texts are the same."""
    return content_hash(duplicate.title, duplicate.body) == content_hash(
        duplicate.of_title, duplicate.of_body
    )
