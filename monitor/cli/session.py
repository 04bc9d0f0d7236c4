"""What every command shares: where things are, how to speak, and how to end."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from monitor.config.environment import Environment, config_folder, state_folder

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

    def with_pipeline(self, work: Callable[[Pipeline, Config], Awaitable[_Result]]) -> _Result:
        """Return what `work` returns over the configured line, in step with the configuration."""
        import asyncio

        from monitor.app import build, open_store
        from monitor.worker import SingleThread

        config = self.config()
        store = open_store(self.state_folder)
        worker = SingleThread()
        pipeline = build(config, store=store, state=self.state_folder, worker=worker)

        async def main() -> _Result:
            try:
                return await work(pipeline, config)
            finally:
                await pipeline.close()

        try:
            pipeline.align()
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


pass_session = click.make_pass_decorator(Session)

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for scripts.")
