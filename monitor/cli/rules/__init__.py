"""`monitor rules`: the rules in force, checked and tested."""

from __future__ import annotations

import click

from monitor.cli.rules.check import check
from monitor.cli.rules.explain import explain
from monitor.cli.rules.feedback import feedback
from monitor.cli.rules.replay import replay
from monitor.cli.rules.stats import stats
from monitor.cli.rules.test import test


@click.group(short_help="Check, test and explain the rules.")
def rules() -> None:
    """Check and test the rules, and ask what they made of an item or would make of history."""


for command in (
    check,
    explain,
    feedback,
    replay,
    stats,
    test,
):
    rules.add_command(command)
