"""What every command shares: where things are, how to speak, and how to end."""

from __future__ import annotations

import functools
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from monitor.config.environment import Environment, config_folder, state_folder
from monitor.errors import ConfigError

if TYPE_CHECKING:
    from monitor.config.settings import Config
    from monitor.pipeline import Pipeline
    from monitor.store import Store

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The global options, resolved."""

    config_given: Path | None
    state_given: Path | None
    quiet: bool
    verbose: int
    environment: Environment

    def with_options(self, given: Mapping[str, Any]) -> Session:
        """Return the session with what was given after the command's name."""
        return replace(self, **{name: value for name, value in given.items() if value})

    @property
    def config_folder(self) -> Path:
        """Where the configuration is."""
        return config_folder(self.config_given)

    @property
    def state_folder(self) -> Path:
        """Where the database, the lock and written digests are."""
        return state_folder(self.state_given, self.config_folder, self.environment)

    def config(self) -> Config:
        """Return the configuration, checked."""
        from monitor.app import load_config

        return load_config(self.config_folder)

    @contextmanager
    def store(self) -> Iterator[Store]:
        """Open the store for a command that reads; it must exist."""
        from monitor.app import open_store

        store = open_store(self.state_folder, create=False)
        try:
            yield store
        finally:
            store.close()

    def with_pipeline(
        self,
        work: Callable[[Pipeline, Config], Awaitable[_Result]],
        *,
        sends: bool = False,
        writes: bool = True,
    ) -> _Result:
        """Return what `work` returns over the configured line.

        Only what `sends` needs the channels' secrets. What `writes` makes the store if need be
        and brings it in step with the configuration; otherwise it must exist.
        """
        import asyncio
        import gc

        from monitor.app import build, channels, open_store
        from monitor.worker import SingleThread

        config = self.config()
        store = open_store(self.state_folder, create=writes)
        worker = SingleThread()
        try:
            ready = channels(config, self.state_folder) if sends else {}
        except ConfigError:
            store.close()
            raise
        pipeline = build(config, store=store, channels=ready, worker=worker)

        async def main() -> _Result:
            try:
                return await work(pipeline, config)
            finally:
                await pipeline.close()

        try:
            if writes:
                pipeline.align()
            gc.freeze()  # what is configured stays to the end: it is not gone through again
            return asyncio.run(main())
        finally:
            worker.close()
            store.close()

    def set_up_log(self, level: int) -> None:
        """Send events at or above a level to standard error; -v lowers it, --quiet raises it."""
        from monitor.log import set_up

        wanted = logging.ERROR if self.quiet else max(level - 10 * self.verbose, logging.DEBUG)
        set_up(level=wanted, journal=self.environment.journal)

    def say(self, line: str = "") -> None:
        """Print a line for people, unless --quiet."""
        if not self.quiet:
            click.echo(line)

    def reload_first(self) -> str:
        """Return what to do before a new source is seen, if a daemon runs; else ""."""
        from monitor.engine.lock import holder

        return "reload the daemon (SIGHUP), then " if holder(self.state_folder) else ""


def pass_session(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the session as its first argument, and the global options after its name.

    People put `--state DIR` or `-q` where it comes to mind; `monitor --help` shows them once.
    """

    @functools.wraps(command)
    def with_session(*arguments: object, **options: object) -> None:
        session = click.get_current_context().find_object(Session)
        assert session is not None  # noqa: S101 - the group makes one
        given = {name: options.pop(f"session_{name}") for name in _GLOBAL}
        command(session.with_options(given), *arguments, **options)

    for name, decls, settings in _OPTIONS:
        with_session = click.option(*decls, f"session_{name}", hidden=True, **settings)(
            with_session
        )
    return with_session


_OPTIONS: tuple[tuple[str, tuple[str, ...], Mapping[str, Any]], ...] = (
    (
        "config_given",
        ("--config",),
        {"type": click.Path(path_type=Path, readable=False), "metavar": "DIR"},
    ),
    (
        "state_given",
        ("--state",),
        {"type": click.Path(path_type=Path, readable=False), "metavar": "DIR"},
    ),
    ("quiet", ("--quiet", "-q"), {"is_flag": True}),
    ("verbose", ("--verbose", "-v"), {"count": True}),
)
_GLOBAL = tuple(name for name, _, _ in _OPTIONS)

COUNT = click.IntRange(min=1, max=2**31 - 1)
"""A number of things, or the id of one."""

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts.")
