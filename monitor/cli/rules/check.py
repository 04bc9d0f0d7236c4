"""`monitor rules check`: are the rules valid, and what is there."""

from __future__ import annotations

from collections import Counter

import click

from monitor.cli.output import counted, print_json
from monitor.cli.session import Session, as_json, pass_session


@click.command(short_help="Validate every rule file.")
@as_json
@pass_session
def check(session: Session, as_json: bool) -> None:
    """Validate every rule file and say what is in it; the first step after an edit.

    \b
    monitor rules check
    """
    config = session.config()
    by_topic = Counter(rule.topic for rule in config.rules.rules)
    if as_json:
        print_json({"topics": by_topic, "version": config.rules.digest()})
        return
    for topic, number in sorted(by_topic.items()):
        session.say(f"{topic:<24}{counted(number, 'rule')}")
    session.say(f"rules are valid, version {config.rules.digest()}")
