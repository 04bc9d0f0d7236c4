"""`monitor run` and `monitor poll`: look at sources, as a daemon or now."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from monitor.cli.output import counted, print_json, progress
from monitor.cli.session import Session, as_json, pass_session
from monitor.errors import ConfigError, NotFound, without_address

if TYPE_CHECKING:
    from monitor.config.settings import Config
    from monitor.engine.cycle import Cycle
    from monitor.model import Look
    from monitor.outcome import Polled
    from monitor.pipeline import Pipeline

log = logging.getLogger(__name__)


@click.command(short_help="Watch the sources; with --once, run one cycle.")
@click.option("--once", is_flag=True, help="Run one whole cycle over what is due, then end.")
@as_json
@pass_session
def run(session: Session, once: bool, as_json: bool) -> None:
    """Watch the sources: poll what is due, digest on schedule, deliver; until told to stop.

    \b
    monitor run                       the daemon; SIGHUP reloads, SIGTERM ends it
    monitor run --once                one cycle, for cron or a first look
    monitor --state /tmp/try run --once
    """
    from monitor.clock import system_clock
    from monitor.engine.lock import StateLock, nobody_sends

    session.set_up_log(logging.ERROR if once else logging.INFO)
    config = session.config()
    command = "monitor run --once" if once else "monitor run"
    alone = nobody_sends(session.state_folder)
    with StateLock(session.state_folder, command=command, now=system_clock()):
        if once:
            _run_once(session, as_json=as_json)
        else:
            _run_daemon(session, config, is_alone=alone)


def _run_once(session: Session, *, as_json: bool) -> None:
    from monitor.cli.summary import as_report, print_cycle
    from monitor.engine.cycle import once
    from monitor.engine.dispatch import dispatcher

    async def work(pipeline: Pipeline, config: Config) -> Cycle:
        due = pipeline.store.sources.count_due(pipeline.clock())
        quiet = session.quiet or as_json or not due
        title = f"{counted(due, 'source')} due"
        with progress(due, title, quiet=quiet, no_color=session.environment.no_color) as done:
            return await once(
                pipeline,
                dispatcher(config.settings.fetch),
                seen=lambda polled: done(_progress_line(polled)),
            )

    cycle = session.with_pipeline(work, sends=True)
    if not cycle.looked.sources and not as_json:
        session.say(f"  nothing due: {_next_due(session)}; `monitor poll --all` looks now")
    if as_json:
        print_json(as_report(cycle))
    elif not session.quiet:
        print_cycle(cycle, session.state_folder)


def _next_due(session: Session) -> str:
    from monitor.cli.output import age
    from monitor.clock import system_clock

    with session.store() as store:
        totals = store.totals()
    if totals.oldest_due is None:
        return "no source is switched on"
    return f"{totals.oldest_due} is next, {age(totals.oldest_due_at, system_clock())}"


def _progress_line(polled: Polled) -> str:
    look = polled.look
    if look.outcome == "failed":
        return f"{look.source}: {without_address(look.fact or '')}"
    counts = ((look.new, "new"), (look.edited, "edited"), (look.copies, "copies"))
    came = ", ".join(f"{number} {word}" for number, word in counts if number)
    return f"{look.source}: {came or 'unchanged'}"


def _run_daemon(session: Session, config: Config, *, is_alone: bool) -> None:
    import asyncio

    from monitor.app import build, channels, open_store
    from monitor.clock import system_clock
    from monitor.engine.dispatch import dispatcher
    from monitor.engine.local import LONGEST_STEP, LocalEngine
    from monitor.engine.plan import Plan
    from monitor.engine.systemd import Notifier
    from monitor.worker import SingleThread

    store = open_store(session.state_folder)
    worker = SingleThread()

    def plan(config: Config) -> Plan:
        return Plan(
            pipeline=build(
                config,
                store=store,
                channels=channels(config, session.state_folder),
                worker=worker,
            ),
            dispatcher=dispatcher(config.settings.fetch),
            ahead=4 * config.settings.fetch.concurrent,
        )

    async def reload() -> Plan:
        # In a thread: to ask thousands of cases takes seconds, and looks go on meanwhile.
        return plan(await asyncio.to_thread(_tested, session))

    engine = LocalEngine(
        plan(config),
        reload=reload,
        notifier=Notifier(session.environment.notify_socket),
        clock=system_clock,
        is_alone=is_alone,
        watchdog=session.environment.watchdog,
    )

    async def work() -> None:
        # Beside the work: a daemon that does not start over a rule sees nothing at all.
        asking = asyncio.create_task(asyncio.to_thread(_warn_of_cases, config))
        await engine.run()
        asking.cancel()

    try:
        asyncio.run(work())
    finally:
        if worker.close(within=LONGEST_STEP):
            store.close()
    _end_without_waiting()


def _tested(session: Session) -> Config:
    """Return the configuration as it is now, fit to replace the one in force.

    Raises:
        ConfigError: it has mistakes, or cases of its rules do not hold.
    """
    from monitor.config.tested import failures

    config = session.config()
    if problems := failures(config):
        raise ConfigError(problems)
    _warn(failures(config, wishes=True))
    return config


def _warn_of_cases(config: Config) -> None:
    """Log the cases that the rules in force fail."""
    from monitor.config.tested import failures

    _warn((*failures(config), *failures(config, wishes=True)))


def _warn(problems: Iterable[str]) -> None:
    for problem in problems:
        log.warning("case fails", extra={"problem": problem})


def _end_without_waiting() -> None:
    """End the process now if only hanging name lookups are left, or a step over a huge answer.

    All else is closed by then; what the step would have written is rolled back and read again.
    """
    import os
    import threading

    if any(thread is not threading.main_thread() for thread in threading.enumerate()):
        logging.shutdown()
        os._exit(0)


@click.command(short_help="Look at sources now; send nothing.")
@click.argument("names", metavar="[SOURCE]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every enabled source, due or not.")
@as_json
@pass_session
def poll(session: Session, names: tuple[str, ...], everything: bool, as_json: bool) -> None:
    """Look at sources now and store what is new; nothing is composed or sent.

    \b
    monitor poll                  what is due
    monitor poll mining-com       this one, due or not
    monitor poll --all            every enabled source
    """
    from monitor.engine.cycle import Looked, poll_claimed, poll_due
    from monitor.engine.dispatch import dispatcher

    session.set_up_log(logging.ERROR)
    looks: list[Look] = []

    async def work(pipeline: Pipeline, config: Config) -> Looked:
        _check_names(config, names)
        sources = pipeline.store.sources
        now = pipeline.clock()
        total = (
            len(names) if names else sources.make_due(now) if everything else sources.count_due(now)
        )
        quiet = session.quiet or as_json
        title = counted(total, "source")
        with progress(total, title, quiet=quiet, no_color=session.environment.no_color) as done:

            def seen(polled: Polled) -> None:
                done(_progress_line(polled))
                if as_json:
                    looks.append(polled.look)

            turns = dispatcher(config.settings.fetch)
            if names:
                claimed = pipeline.watching.claim(names)
                return await poll_claimed(pipeline, claimed, turns, seen=seen)
            return await poll_due(pipeline, turns, seen=seen)

    looked = session.with_pipeline(work)
    if not looked.sources and not as_json:
        session.say(f"  nothing due: {_next_due(session)}; `monitor poll --all` looks now")
        return
    if as_json:
        print_json(looks)
    elif not session.quiet:
        from monitor.cli.summary import print_looks

        print_looks(looked)
    if looked.sources and looked.failed == looked.sources:
        raise click.exceptions.Exit(1)


def _check_names(config: Config, names: Sequence[str]) -> None:
    for name in names:
        if name not in config.sources:
            from monitor.config.reader import suggestion

            raise NotFound(f'no source "{name}".{suggestion(name, config.sources)}')
        if not config.sources[name].enabled:
            raise NotFound(f'source "{name}" is switched off: set enabled = true in its file')
