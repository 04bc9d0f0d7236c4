"""What rules are asked of by hand: an item as it is stored, or a text that is not."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.errors import NotFound
from monitor.model import HEALTH_TOPIC

if TYPE_CHECKING:
    from monitor.cli.session import Session
    from monitor.config.settings import Config
    from monitor.model import Article, Match
    from monitor.rules import Rule

_NUMBER = re.compile(r"0*[1-9][0-9]{0,9}")
"""Of an item: an id of the store, in ASCII digits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A text that rules are asked of, with what is recorded of it."""

    item: int | None
    """None: it is not stored."""
    revision: int | None
    """Which text of the item it is, from 1; None: it is not stored."""
    is_latest: bool
    article: Article
    tier: str
    """"" for none."""
    recorded: tuple[Match, ...] | None
    """What it matched when it came; None: it is not stored."""
    version: str
    """That of the rules then; "" where it is not known."""


def stored(session: Session, config: Config, given: str, *, revision: int | None = None) -> Asked:
    """Return an item as it is stored, with its latest text or that of a number.

    Raises:
        NotFound: there is none of that number, it has no text, or rules are not asked about it.
    """
    item = number_of(given)
    with session.store() as store:
        latest = store.items.get(item)
        if latest is None:
            raise NotFound(f"no item {item}; `monitor items list` shows what there is")
        found = store.items.get(item, revision) if revision else latest
        if found is None:
            raise NotFound(f"item {item} has no revision {revision}; its latest is {latest.number}")
        ruled = store.history.ruled(found.revision)
    if not found.article.title.strip() and not found.article.body.strip():
        raise NotFound(f"item {item} has neither a title nor a text stored; nothing to explain")
    if any(match.topic == HEALTH_TOPIC for match in found.matches):
        raise NotFound(f"item {item} is what Monitor says of a source; no rule is asked about it")
    source = config.sources.get(found.article.source)
    return Asked(
        item=item,
        revision=found.number,
        is_latest=found.number == latest.number,
        article=found.article,
        tier=source.tier if source else ruled.tier,
        recorded=found.matches,
        version=ruled.rules,
    )


def number_of(given: str) -> int:
    """Return the number of an item.

    Raises:
        NotFound: it is none.
    """
    if not _NUMBER.fullmatch(given):
        raise NotFound(f'"{given}" is no number of an item; `monitor items list` shows them')
    return int(given)


def of_text(config: Config, title: str, body: str, source: str | None) -> Asked:
    """Return a text that is not stored.

    Raises:
        NotFound: there is no such source, or nothing in the text.
    """
    from monitor.clock import system_clock
    from monitor.rules.testing.texts import article_of_text

    if not title.strip() and not body.strip():
        raise NotFound("the text is empty; nothing to explain")
    if source is not None and source not in config.sources:
        from monitor.config.reader import suggestion

        raise NotFound(f'no source "{source}".{suggestion(source, config.sources)}')
    article = article_of_text(
        title, body, config.taxonomy, first_seen=system_clock(), source=source or ""
    )
    tier = config.sources[source].tier if source else ""
    return Asked(
        item=None,
        revision=None,
        is_latest=True,
        article=article,
        tier=tier,
        recorded=None,
        version="",
    )


def rule_named(config: Config, name: str) -> Rule:
    """Return the rule of a name, with or without its topic.

    Raises:
        NotFound: there is none; the message names the nearest.
    """
    known = {}
    for rule in config.rules.rules:
        known[rule.name] = known[f"{rule.topic}/{rule.name}"] = rule
    if name in known:
        return known[name]
    raise no_such("rule", name, known)


def no_such(what: str, name: str, known: Collection[str]) -> NotFound:
    """Return the error that there is no `what` of a name; it names the nearest of `known`.

    Not all of them: there are a hundred.
    """
    from monitor.taxonomy.entries import suggestion

    near = suggestion(name, [one for one in known if ("/" in one) is ("/" in name)])
    return NotFound(f'no {what} "{name}"{near or "; `monitor rules check` counts them by topic"}')
