"""`monitor rules replay`: what rules would have said of all that is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from monitor.cli.day import SINCE, UNTIL
from monitor.cli.output import counted, print_json, progress, table
from monitor.cli.session import COUNT, Session, as_json, pass_session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.config.settings import Config
    from monitor.replaying import Difference, Replayed
    from monitor.rules import Rules
    from monitor.store import Store

_MOST_SHOWN = 50
"""Lines of differences shown unless --limit says otherwise; --json has all."""
_MOST_VERSIONS = 3
_IN_FORCE = "in-force"
_SIGNS = (("+", "added"), ("−", "lost"), ("~", "severity"), ("", "words"))


@dataclass(slots=True)
class _Report:
    """What came of it, summed up as it goes."""

    limit: int
    texts: int = 0
    changed: int = 0
    """Those with a difference that is listed."""
    recorded_with: Counter[str] = field(default_factory=Counter)
    """Texts by the version of the rules that were asked when they came; "" where it is not kept."""
    by_rule: dict[str, Counter[str]] = field(default_factory=dict)
    lines: list[tuple[Replayed, Difference]] = field(default_factory=list)
    """The first `limit`."""
    listed: int = 0
    """How many there are."""

    def take(self, one: Replayed) -> None:
        self.texts += 1
        self.recorded_with[one.text.ruled.rules] += 1
        self.changed += any(difference.what != "words" for difference in one.differences)
        for difference in one.differences:
            name = f"{difference.topic}/{difference.rule}"
            self.by_rule.setdefault(name, Counter())[difference.what] += 1
            if difference.what != "words":
                self.listed += 1
                if len(self.lines) < self.limit:
                    self.lines.append((one, difference))

    def count(self, what: str) -> int:
        return sum(counts[what] for counts in self.by_rule.values())


@click.command(short_help="What would rules have said of what is stored?")
@click.option("--since", type=SINCE, help="Only what was received since: a day, or 30d, 12w.")
@click.option("--until", type=UNTIL, help="Only what was received up to this day.")
@click.option("--source", metavar="SOURCE", help="Only what this source gave.")
@click.option(
    "--rules",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="Rules to ask instead of those in force: a folder of rule files, or a configuration.",
)
@click.option("--topic", metavar="TOPIC", help="Only rules of this topic.")
@click.option(
    "--against",
    type=click.Choice(["recorded", _IN_FORCE]),
    default="recorded",
    show_default=True,
    help="Compare with what was recorded, or with what the rules in force say now.",
)
@click.option("--limit", type=COUNT, help=f"Lines listed, newest first; default {_MOST_SHOWN}.")
@click.option("--exit-code", is_flag=True, help="End with 1 if anything differs.")
@as_json
@pass_session
def replay(
    session: Session,
    since: datetime | None,
    until: datetime | None,
    source: str | None,
    folder: Path | None,
    topic: str | None,
    against: str,
    limit: int | None,
    exit_code: bool,
    as_json: bool,
) -> None:
    """Ask rules of every stored text and say what differs: added, lost, other severity.

    Nothing is written and nobody is told. With the rules in force nothing differs from the record,
    except where they were others when a text came.

    \b
    monitor rules replay --since 30d
    monitor rules replay --rules ~/new-rules --against in-force
    """
    from monitor.replaying import Replaying

    if since is not None and until is not None and since >= until:
        raise click.UsageError("--since is after --until; nothing lies between")
    config = session.config()
    rules = _rules(folder, config)
    _check(topic, config, rules)
    base = config.rules if against == _IN_FORCE else None
    report = _Report(limit=limit or _MOST_SHOWN)
    with session.store() as store:
        _check_source(source, config, store)
        total = store.history.count(since=since, until=until, source=source)
        quiet, no_color = session.quiet or as_json, session.environment.no_color
        words = f"asking rules {rules.digest()} of {counted(total, 'text')}"
        with progress(total, words, quiet=quiet, no_color=no_color) as done:
            replaying = Replaying(store=store, rules=rules, against=base)
            for one in replaying.run(since=since, until=until, source=source, topic=topic):
                report.take(one)
                if as_json:
                    _print_row(one)
                done()
    if as_json:
        print_json({"summary": _summary(report, rules, against)})
    else:
        _print(session, report, rules, config, is_recorded=base is None)
    if exit_code and report.by_rule:
        raise click.exceptions.Exit(1)


def _rules(folder: Path | None, config: Config) -> Rules:
    """Return the rules to ask: of a configuration, of a folder of rule files, or those in force."""
    if folder is None:
        return config.rules
    if (folder / "monitor.toml").is_file():
        from monitor.app import load_config

        return load_config(folder).rules
    from monitor.config.other_rules import other_rules

    return other_rules(folder, config)


def _check_source(source: str | None, config: Config, store: Store) -> None:
    """Refuse a source that is neither configured nor gave any text that is stored."""
    from monitor.config.reader import suggestion
    from monitor.errors import NotFound
    from monitor.model import HANDED_IN

    if source is None or source == HANDED_IN or source in config.sources:
        return
    if not store.history.count(source=source):
        raise NotFound(f'no source "{source}".{suggestion(source, config.sources)}')


def _check(topic: str | None, config: Config, rules: Rules) -> None:
    from monitor.config.reader import suggestion
    from monitor.errors import NotFound

    topics = {rule.topic for one in (rules, config.rules) for rule in one.rules}
    if topic is not None and topic not in topics:
        raise NotFound(f'no topic "{topic}".{suggestion(topic, topics)}')


def _print_row(one: Replayed) -> None:
    listed = [
        {
            "what": difference.what,
            "topic": difference.topic,
            "rule": difference.rule,
            "before": difference.before,
            "after": difference.after,
        }
        for difference in one.differences
        if difference.what != "words"
    ]
    if listed:
        article = one.text.article
        print_json(
            {
                "item": one.text.item,
                "revision": one.text.number,
                "latest": one.text.is_latest,
                "source": article.source,
                "received": article.first_seen,
                "published": article.published,
                "title": article.title,
                "url": article.url,
                "recorded_with": one.text.ruled.rules or None,
                "differences": listed,
            }
        )


def _summary(report: _Report, rules: Rules, against: str) -> dict[str, Any]:
    from monitor.replaying import What

    return {
        "texts": report.texts,
        "changed": report.changed,
        "rules_version": rules.digest(),
        "against": against,
        "recorded_with": [
            {"rules_version": version or None, "texts": number}
            for version, number in report.recorded_with.most_common()
        ],
        "rules": {
            name: {what: counts[what] for what in get_args(What)}
            for name, counts in sorted(report.by_rule.items())
        },
    }


def _print(
    session: Session, report: _Report, rules: Rules, config: Config, *, is_recorded: bool
) -> None:
    if report.lines:
        table(
            ("what", "rule", "severity", "received", "item", "title"),
            [_line(one, difference) for one, difference in report.lines],
            flowing=1,
            spare=("received",),
        )
        if report.listed > len(report.lines):
            rest = counted(report.listed - len(report.lines), "other")
            session.say(f"and {rest}; --limit shows more, --json has all")
        click.echo()
    if report.by_rule:
        table(("rule", "added", "lost", "severity", "words"), _counts(report.by_rule))
        click.echo()
    session.say(_totals(report, rules))
    if is_recorded:
        for line in _versions(report, rules, config):
            session.say(line)


def _line(one: Replayed, difference: Difference) -> Sequence[object]:
    text = one.text
    before, after = (severity or "" for severity in (difference.before, difference.after))
    return (
        difference.what,
        f"{difference.topic}/{difference.rule}",
        f"{before} → {after}".strip(),
        f"{text.article.first_seen.astimezone():%Y-%m-%d}",
        text.item if text.is_latest else f"{text.item} (text {text.number})",
        text.article.title,
    )


def _counts(by_rule: Mapping[str, Counter[str]]) -> list[Sequence[str]]:
    """Return a line for each rule, those that change most first: +3, −1, ~2 and 5 words."""
    ordered = sorted(by_rule.items(), key=lambda one: (one[1]["words"] - one[1].total(), one[0]))
    return [
        (name, *(_signed(sign, counts[what]) for sign, what in _SIGNS)) for name, counts in ordered
    ]


def _signed(sign: str, number: int) -> str:
    return f"{sign}{number:,}" if number else ""


def _totals(report: _Report, rules: Rules) -> str:
    if not report.texts:
        return "no such text is stored: nothing was asked"
    asked = f"{counted(report.texts, 'text')} asked of rules {rules.digest()}"
    if not report.by_rule:
        return f"{asked}: nothing differs"
    words = report.count("words")
    return (
        f"{asked}: +{report.count('added'):,} −{report.count('lost'):,}"
        f" ~{report.count('severity'):,} in {counted(report.changed, 'text')}"
        + (f"; other words in {counted(words, 'match', 'matches')}" if words else "")
    )


def _versions(report: _Report, rules: Rules, config: Config) -> list[str]:
    """Return by which rules the texts were asked when they came, where those were others."""
    others = Counter(report.recorded_with)
    in_force = config.rules.digest()
    others.pop(in_force, None)
    lines = [
        f"{counted(number, 'text')} recorded with rules {version}"
        if version
        else f"{counted(number, 'text')} recorded before versions were kept"
        for version, number in others.most_common(_MOST_VERSIONS)
    ]
    if len(others) > _MOST_VERSIONS:
        lines.append(f"and {counted(len(others) - _MOST_VERSIONS, 'other version')}")
    if others and rules is not config.rules:
        lines.append("--against in-force leaves out what those differ in from the rules in force")
    return [f"  {line}" for line in lines]
