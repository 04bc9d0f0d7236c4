"""`monitor rules feedback`: what a person says of an item becomes a case that tests the rules."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Literal, get_args

import click

from monitor.cli.rules.asked import number_of, rule_named, stored
from monitor.cli.rules.mistakes import mistakes_told
from monitor.cli.session import COUNT, Session, pass_session
from monitor.errors import ConfigError
from monitor.text import printable

if TYPE_CHECKING:
    from monitor.cli.rules.asked import Asked
    from monitor.config.case_files import Edit, Value
    from monitor.config.settings import Config
    from monitor.model import Article
    from monitor.rules import Case
    from monitor.rules.testing.cases import Outcome

Said = Literal["relevant", "not", "duplicate"]
_MOST_OF_LONG = 20_000
"""Characters of a text that go into a case where fewer would not be judged as all of it is."""
_BY_DAY = frozenset({"year", "month", "day"})
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What was said."""

    said: Said
    rule: str | None
    """The rule that it is about; None: whether any applies."""
    note: str


@click.command(short_help="Turn what you say of an item into a case.")
@click.argument("item", metavar="ITEM")
@click.argument("said", type=click.Choice(get_args(Said)))
@click.option("--of", "other", metavar="ITEM", help="The item that this one is a duplicate of.")
@click.option("--rule", metavar="RULE", help="It is about this rule; else about whether any does.")
@click.option("--revision", type=COUNT, metavar="N", help="ITEM's text N; default: its latest.")
@click.option("--note", default="", metavar="TEXT", help="Why; kept with the case.")
@click.option("--yes", is_flag=True, help="Write it without asking.")
@click.option("--dry-run", is_flag=True, help="Show the change and write nothing.")
@pass_session
def feedback(
    session: Session,
    item: str,
    said: Said,
    other: str | None,
    rule: str | None,
    revision: int | None,
    note: str,
    yes: bool,
    dry_run: bool,
) -> None:
    """Write a case into config/cases/feedback.toml: what the rules have to make of an item.

    `relevant`: a rule has to match it; `not`: none may; `duplicate`: it is the same news as
    another. The change is shown as a diff; on a terminal you are asked before it is written.

    \b
    monitor rules feedback 12 relevant --note "quota rumour, we missed it"
    monitor rules feedback 14 not --rule export-controls/reprieve
    monitor rules feedback 15 duplicate --of 12
    """
    if (other is not None) is not (said == "duplicate"):
        raise click.UsageError("--of ITEM goes with duplicate, which needs it")
    if other is not None and rule is not None:
        raise click.UsageError("--rule goes with relevant or not")
    config = session.config()
    name = rule_named(config, rule).name if rule is not None else None
    asked = stored(session, config, item, revision=revision)
    about = Feedback(said=said, rule=name, note=" ".join(note.split()))
    if other is not None:
        if number_of(other) == asked.item:
            raise click.UsageError("an item is no duplicate of itself; --of names another")
        edit, verdict = _duplicate(config, asked, stored(session, config, other), about)
    else:
        edit, verdict = _judged(config, asked, about)
    _put(session, edit, verdict, ask=not yes, dry_run=dry_run)


def _put(session: Session, edit: Edit, verdict: list[str], *, ask: bool, dry_run: bool) -> None:
    colour = sys.stdout.isatty() and not session.environment.no_color
    for line in edit.diff():
        is_new = colour and line.startswith("+") and not line.startswith("+++")
        shown = printable(line)
        click.echo(click.style(shown, fg="green") if is_new else shown, color=colour)
    for line in verdict:
        session.say(printable(line))
    if dry_run:
        session.say(f"nothing was written; it would go to {edit.path}")
        return
    if ask and sys.stdin.isatty() and sys.stdout.isatty():
        click.confirm(f"write it to {edit.path}?", abort=True)
    edit.write()
    session.say(f"written to {edit.path}")


def _judged(config: Config, asked: Asked, about: Feedback) -> tuple[Edit, list[str]]:
    """Return the change that feedback makes, and what the rules in force make of the case."""
    from monitor.config.case_files import with_row

    outcome = _faithful(config, asked, about)
    _refuse_known(config, outcome.case)
    edit = with_row(config.folder, "cases", dict(_row(outcome.case, asked)))
    return edit, list(_verdict(config, asked, outcome))


def _faithful(config: Config, asked: Asked, about: Feedback) -> Outcome:
    """Return the case, asked: as short as the rules make the same of it as of all of the item."""
    from monitor.config.tested import outcomes

    whole = _rules_of_all(config, asked)
    bodies = dict.fromkeys(_bodies(config, asked))
    every = list(outcomes(config, [_case(asked, about, body) for body in bodies]))
    for outcome in every:
        if {(one.topic, one.rule) for one in outcome.matches} == whole:
            return outcome
    return every[0]


def _rules_of_all(config: Config, asked: Asked) -> set[_Key]:
    from monitor.rules.language.vocabulary import tier_of

    matches = config.rules.match(asked.article, tier_of(asked.tier))
    return {(one.topic, one.rule) for one in matches}


def _bodies(config: Config, asked: Asked) -> Iterator[str]:
    """Yield the body cut down to what matters, then more of it."""
    from monitor.rules.language.vocabulary import tier_of
    from monitor.rules.testing.excerpt import excerpt

    article = asked.article
    matches = (*config.rules.match(article, tier_of(asked.tier)), *(asked.recorded or ()))
    places = [span.start for one in matches for span in one.spans if span.field == "body"]
    yield excerpt(article, places)
    yield excerpt(article, places, _MOST_OF_LONG)


def _case(asked: Asked, about: Feedback, body: str) -> Case:
    from monitor.rules import Case
    from monitor.rules.language.vocabulary import tier_of

    article = asked.article
    return Case(
        origin="feedback",
        topic="feedback",
        rule=about.rule,
        title=article.title,
        body=body,
        language=article.language,
        source=article.source,
        tier=tier_of(asked.tier),
        publisher=article.publisher,
        kind=article.kind,
        url=article.url,
        published=published_of(article),
        match=about.said == "relevant",
        note=_note(about.note, asked),
    )


def published_of(article: Article) -> datetime | None:
    """Return when it was published; of a day, month or year its first day as the source has it.

    The instant of such a day begins elsewhere in the world on the day before.
    """
    if article.published is None or article.published_at is None:
        return None
    if article.published_precision in _BY_DAY:
        first = f"{article.published}-01-01"[:10]
        return datetime.combine(date.fromisoformat(first), time(), UTC)
    return article.published_at.replace(microsecond=0)


def _note(note: str, *asked: Asked) -> str:
    """Return why it is a case, with the numbers that the items have in this store."""
    items = " and ".join(
        f"item {one.item}" if one.is_latest else f"item {one.item}, text {one.revision}"
        for one in asked
    )
    return f"{note} ({items})" if note else items


def _row(case: Case, asked: Asked) -> Iterator[tuple[str, Value]]:
    yield "title", case.title
    for name, value in (
        ("body", case.body),
        ("language", case.language),
        ("source", case.source),
        ("tier", case.tier),
        ("publisher", case.publisher),
        ("kind", case.kind),
        ("url", case.url),
    ):
        if value:
            yield name, value
    if case.published:
        is_day = asked.article.published_precision in _BY_DAY
        yield "published", case.published.date() if is_day else case.published
    if case.rule:
        yield "rule", case.rule
    yield "match", case.match
    yield "note", case.note


def _refuse_known(config: Config, case: Case) -> None:
    """Raise ConfigError if the same text is a case that says the same already, or the opposite."""
    from monitor.fingerprint import content_hash

    words = content_hash(case.title, case.body)
    for one in config.cases:
        if content_hash(one.title, one.body) != words:
            continue
        if one.match is case.match and one.rule == case.rule:
            raise ConfigError(f"{one.origin} says that of this text already; nothing was written")
        # That no rule may apply and that a certain one has to cannot both be.
        never = one if not one.match else case
        if one.match is not case.match and (never.rule is None or one.rule == case.rule):
            raise ConfigError(
                f"{one.origin} says the opposite of this text; edit it. Nothing was written"
            )


def _verdict(config: Config, asked: Asked, outcome: Outcome) -> Iterator[str]:
    """Yield what the rules in force make of a case, and what to do."""
    from monitor.config.tested import hints

    now = {(one.topic, one.rule) for one in outcome.matches}
    if now != (whole := _rules_of_all(config, asked)):
        yield (
            "careful: as a bare text it is not judged as the stored item is: matched by"
            f" {_names(now)}, the item by {_names(whole)}"
        )
    if not outcome.mistakes:
        yield "the rules in force pass it already: no rule has to change"
        return
    first, *others = mistakes_told(outcome)
    yield f"the rules in force do not pass it: {first}"
    yield from (f"  {line}" for line in others)
    for hint in filter(None, hints(config, [outcome])):
        yield f"  {hint}"
    earlier = "" if asked.is_latest else f" --revision {asked.revision}"
    yield (
        "until a rule is changed, `monitor rules test` fails on it;"
        f" `monitor rules explain {asked.item}{earlier}` shows more"
    )


def _names(rules: Collection[_Key]) -> str:
    return ", ".join("/".join(one) for one in sorted(rules)) or "none"


def _duplicate(
    config: Config, asked: Asked, other: Asked, about: Feedback
) -> tuple[Edit, list[str]]:
    from monitor.config.case_files import with_row
    from monitor.rules.testing.duplicates import Duplicate, is_recognised

    first, second = asked.article, other.article
    pair = Duplicate(
        origin="feedback",
        title=first.title,
        body=first.body[:_MOST_OF_LONG],
        of_title=second.title,
        of_body=second.body[:_MOST_OF_LONG],
        note=_note(about.note, asked, other),
    )
    turned = replace(
        pair, title=pair.of_title, body=pair.of_body, of_title=pair.title, of_body=pair.body
    )
    for one in config.duplicates:
        if replace(one, origin=pair.origin, note=pair.note) in (pair, turned):
            raise ConfigError(f"{one.origin} has this pair already; nothing was written")
    given = (
        ("title", pair.title),
        ("body", pair.body),
        ("of_title", pair.of_title),
        ("of_body", pair.of_body),
        ("note", pair.note),
    )
    edit = with_row(config.folder, "duplicates", {name: value for name, value in given if value})
    if is_recognised(pair):
        return edit, ["Monitor sees by itself that they are the same"]
    return edit, ["Monitor takes them for two texts today: a known gap, which fails no test"]
