"""`monitor check` and `monitor init`: the configuration, validated and begun."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.output import counted, print_json
from monitor.cli.session import Session, as_json, pass_session
from monitor.config.secret import SecretReference
from monitor.errors import ConfigError, MonitorError
from monitor.text import printable

if TYPE_CHECKING:
    from monitor.config.settings import Config


_NAMES = 30
"""Columns that names are given at least."""


@click.command(short_help="Validate the configuration and print what would run.")
@click.option("--strict", is_flag=True, help="Take doubts as mistakes.")
@as_json
@pass_session
def check(session: Session, strict: bool, as_json: bool) -> None:
    """Validate the whole configuration, secrets included, and print what would run.

    Nothing is fetched, written or sent. Every mistake is listed with its file and key. Told as
    doubts are names of the taxonomy and rules that may find too much, or nothing, and cases of
    config/cases that do not hold. The rules are asked their cases. Exit code: 2 for mistakes,
    1 where only cases do not hold.

    \b
    monitor check
    monitor check --strict
    monitor --config /etc/monitor/config check
    """
    from monitor.app import channels
    from monitor.config.tested import doubts, failures

    config = session.config()
    collisions = config.taxonomy.collisions()
    if collisions and not strict:
        raise ConfigError(collisions)
    wishes = failures(config, wishes=True)
    doubtful = [printable(one) for one in (*config.taxonomy.doubts(), *doubts(config), *wishes)]
    if strict and (collisions or doubtful):
        raise ConfigError((*collisions, *doubtful))
    for doubt in doubtful:
        click.echo(f"doubtful: {doubt}", err=True)
    unread = _credentials_out_of_reach(config, session)
    channels(config, session.state_folder, leave_out=unread)
    if missing := _secrets_missing(config, session):
        raise ConfigError(missing)
    for name in unread:
        click.echo(
            f'channel "{name}": its secret is a systemd credential, checked only in the service',
            err=True,
        )
    if failed := failures(config):
        for line in failed:
            click.echo(printable(line), err=True)
        raise click.exceptions.Exit(1)
    if as_json:
        print_json(
            {
                "sources": [one.name for one in config.enabled],
                "rules": len(config.rules.rules),
                "cases": len(config.cases),
                "subscriptions": list(config.subscriptions),
                "channels": list(config.channels),
                "doubts": doubtful,
            }
        )
        return
    for line in _what_would_run(config):
        session.say(line)


def _credentials_out_of_reach(config: Config, session: Session) -> tuple[str, ...]:
    """Return channels whose secret only the service can read, where this is not the service."""
    if session.environment.has_credentials:
        return ()
    return tuple(
        one.name
        for one in config.channels.values()
        if one.secret is not None and one.secret.how == "credential"
    )


def _secrets_missing(config: Config, session: Session) -> list[str]:
    """Return what is wrong with secrets of sources that are on, but credentials out of reach."""
    problems = []
    for source in config.enabled:
        for one in dataclasses.fields(source.access):
            secret = getattr(source.access, one.name)
            if not isinstance(secret, SecretReference):
                continue
            if secret.how == "credential" and not session.environment.has_credentials:
                continue
            try:
                secret.read()
            except ConfigError as error:
                problems.append(f'source "{source.name}", access, {error}')
    return problems


def _what_would_run(config: Config) -> list[str]:
    enabled = config.enabled
    off = len(config.sources) - len(enabled)
    width = max((len(name) for name in (*config.subscriptions, *config.sources)), default=0)
    width = max(width, _NAMES) + 2
    lines = [
        f"{counted(len(enabled), 'source')} on" + (f", {off} off" if off else ""),
        *(
            f"  {one.name:<{width}}{one.kind:<10}{one.url or ', '.join(one.paths)}"
            for one in enabled
        ),
        f"{counted(len(config.rules.rules), 'rule')}, {counted(len(config.cases), 'case')}",
        counted(len(config.subscriptions), "subscription"),
    ]
    for one in config.subscriptions.values():
        ways = ", ".join(f"{name} ({config.channels[name].kind})" for name in one.channels)
        lines.append(f"  {one.name:<{width}}{', '.join(one.topics)}; {one.schedule}; to {ways}")
    return lines


@click.command(short_help="Write a working configuration into DIR.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@pass_session
def init(session: Session, folder: Path) -> None:
    """Write a working configuration, with sample documents, into DIR.

    Existing files are never overwritten.

    \b
    monitor init .
    sudo monitor init /etc/monitor
    """
    from monitor.app import shipped

    origin = shipped()
    taken = folder / "config"
    if taken.exists():
        raise MonitorError(f"{taken} exists already; nothing was written. Choose another folder.")
    try:
        shutil.copytree(origin / "config", taken, ignore=shutil.ignore_patterns("__pycache__"))
        for part in ("documents", "taxonomy"):
            shutil.copytree(origin / "seeds" / part, folder / "seeds" / part, dirs_exist_ok=True)
        (folder / "state").mkdir(exist_ok=True)
    except OSError as error:
        raise MonitorError(f"{folder}: cannot be written: {error.strerror}") from error
    session.say(f"wrote {taken}/, {folder / 'seeds'}/ and {folder / 'state'}/")
    session.say(f"next: monitor --config {taken} check, then monitor --config {taken} run --once")
