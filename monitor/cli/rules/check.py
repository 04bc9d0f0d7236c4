"""`monitor rules check`: are the rules valid, and what is there."""

from __future__ import annotations

from collections import Counter

import click

from monitor.cli.output import counted, print_json
from monitor.cli.session import Session, as_json, pass_session
from monitor.errors import ConfigError
from monitor.text import printable


@click.command(short_help="Validate every rule file.")
@click.option("--strict", is_flag=True, help="Take doubts as mistakes.")
@as_json
@pass_session
def check(session: Session, strict: bool, as_json: bool) -> None:
    """Validate every rule file and say what is in it; the first step after an edit.

    What is valid but seldom meant is told as a doubt, such as a rule that is true of nearly every
    item. Exit code: 2 for mistakes.

    \b
    monitor rules check
    monitor rules check --strict
    """
    from monitor.config.tested import doubts

    config = session.config()
    doubtful = [printable(doubt) for doubt in doubts(config)]
    if strict and doubtful:
        raise ConfigError(doubtful)
    for doubt in doubtful:
        click.echo(f"doubtful: {doubt}", err=True)
    by_topic = Counter(rule.topic for rule in config.rules.rules)
    if as_json:
        print_json({"topics": by_topic, "version": config.rules.digest(), "doubts": doubtful})
        return
    for topic, number in sorted(by_topic.items()):
        session.say(f"{topic:<24}{counted(number, 'rule')}")
    session.say(f"rules are valid, version {config.rules.digest()}")
