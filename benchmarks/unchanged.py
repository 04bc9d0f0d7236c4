"""Unchanged feeds: what `monitor poll --all` costs each when every answer is 304, and memory.

    python -m benchmarks.unchanged [--large]    with 100,000 feeds as well

One server in a child process answers on 200 addresses of this machine. A poll of one feed is
taken off each figure: it is what a start costs. The ratio is to what one writes in an hour with
httpx and sqlite3, `script` below, over the same feeds in the same run.
"""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from benchmarks._measure import heading, row
from benchmarks.transport import ETAG, HOSTS, MODIFIED, server
from monitor.cadence import Cadence, learned
from monitor.model import Look, Validators

SCRIPT_FEEDS = 1_000
RUNS = 3
_MEASURED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
"""
"""Run in a small process: the peak of a child is never told as less than its parent's."""


class Spent(NamedTuple):
    """What a process took."""

    cpu: float
    """Seconds."""
    memory: float
    """The most at one time, in MB."""


def spent(command: Sequence[str], *, runs: int = RUNS) -> Spent:
    """Return the least of some runs: whatever else the machine does only adds."""
    taken = []
    for _ in range(runs):
        told = subprocess.run(
            [sys.executable, "-S", "-c", _MEASURED, *command],
            check=True,
            capture_output=True,
            text=True,
        )
        cpu, kilobytes = map(float, told.stdout.split()[-2:])
        taken.append(Spent(cpu, kilobytes * 1024 / 1e6))
    return Spent(*map(min, zip(*taken, strict=True)))


def urls(port: int, count: int) -> list[str]:
    return [f"http://127.0.0.{2 + n % HOSTS}:{port}/{n}.xml" for n in range(count)]


def watching(folder: Path, addresses: Sequence[str]) -> list[str]:
    """Configure `addresses` as feeds that were seen before; returns the command that polls."""
    config, state = folder / "config", folder / "state"
    for part in ("sources", "rules"):
        (config / part).mkdir(parents=True)
    (config / "monitor.toml").write_text(
        '[fetch]\nallow = ["127.0.0.0/8"]\nspacing = "1ms"\n[channels.files]\nkind = "file"\n'
    )
    (config / "rules" / "controls.toml").write_text(
        '[rules.control]\ntitle = "Controls"\nseverity = "review"\nquery = \'"export control"\'\n'
    )
    (config / "subscriptions.toml").write_text(
        '[subscriptions.desk]\ntopics = ["*"]\nchannels = ["files"]\n'
    )
    (config / "sources" / "all.txt").write_text("\n".join(addresses) + "\n")
    seen_before(config, state)
    monitor = [sys.executable, "-m", "monitor", "--config", str(config), "--state", str(state)]
    return [*monitor, "poll", "--all", "--quiet"]


def seen_before(config: Path, state: Path) -> None:
    """Write the states that a first look leaves behind."""
    from monitor.app import build, load_config, open_store
    from monitor.worker import SingleThread

    store = open_store(state)
    now = datetime.now(UTC)
    dates = [now - timedelta(hours=7 * n + 1) for n in range(20)]
    rhythm = learned(Cadence(), now=now, seen=dates, last_look=None, zone=UTC).text()
    build(load_config(config), store=store, channels={}, worker=SingleThread()).align()
    store.sources.settle(
        [
            (
                Look(source=one.name, looked_at=now, outcome="new"),
                replace(
                    one,
                    validators=Validators(etag=ETAG, last_modified=MODIFIED),
                    baseline_at=now,
                    looked_at=now,
                    succeeded_at=now,
                    audited_at=now,
                    last_new_at=now,
                    cadence=rhythm,
                ),
            )
            for one in store.sources.states()
        ]
    )
    store.close()


def scripted(folder: Path, addresses: Sequence[str]) -> list[str]:
    """Write the table that `script` reads; returns the command that runs it."""
    path = folder / "script.db"
    with sqlite3.connect(path) as table:
        table.execute("CREATE TABLE feeds (url TEXT PRIMARY KEY, etag TEXT, modified TEXT)")
        table.executemany(
            "INSERT INTO feeds VALUES (?, ?, ?)", ((url, ETAG, MODIFIED) for url in addresses)
        )
    return [sys.executable, "-m", "benchmarks.unchanged", "script", str(path)]


async def script(path: str) -> None:
    """Ask for all feeds whether they changed, 100 at a time."""
    import httpx

    table = sqlite3.connect(path)
    slots = asyncio.Semaphore(100)
    limits = httpx.Limits(max_connections=100)
    async with httpx.AsyncClient(timeout=30, limits=limits) as client:

        async def one(url: str, etag: str, modified: str) -> None:
            headers = {"If-None-Match": etag, "If-Modified-Since": modified}
            async with slots:
                answer = await client.get(url, headers=headers)
            assert answer.status_code == 304

        await asyncio.gather(*(one(*feed) for feed in table.execute("SELECT * FROM feeds")))
    table.close()


def main(sizes: Sequence[int]) -> None:
    heading("unchanged feeds (monitor poll --all, all answers 304)")
    with server() as port, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = {}
        for size in (1, *sizes):
            (folder / str(size)).mkdir()
            made[size] = watching(folder / str(size), urls(port, size))
        for size in (1, SCRIPT_FEEDS):
            (folder / f"script{size}").mkdir()
        idle = spent(scripted(folder / "script1", urls(port, 1)))
        busy = spent(scripted(folder / f"script{SCRIPT_FEEDS}", urls(port, SCRIPT_FEEDS)))
        plain = (busy.cpu - idle.cpu) / SCRIPT_FEEDS * 1000
        row("a script of httpx and sqlite3, 1,000 feeds", f"{plain:.3f} ms CPU", 1.0, "itself")
        start = spent(made[1])
        row("the start: one feed", f"{start.cpu:.2f} CPU s", start.cpu / idle.cpu, "the script's")
        for size in sizes:
            took = spent(made[size], runs=1 if size > 10_000 else RUNS)
            each = (took.cpu - start.cpu) / size * 1000
            row(f"each of {size:,} feeds", f"{each:.3f} ms CPU", each / plain, "the script's")
            memory = f"{took.memory:.0f} MB"
            row(f"memory, {size:,} feeds", memory, took.memory / busy.memory, "the script's")


if __name__ == "__main__":
    if sys.argv[1:2] == ["script"]:
        asyncio.run(script(sys.argv[2]))
    else:
        main([1_000, 10_000, *([100_000] if "--large" in sys.argv else [])])
