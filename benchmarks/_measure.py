"""Figures, taken the same way everywhere: processor seconds, medians, one line each."""

from __future__ import annotations

import resource
import statistics
import subprocess
from collections.abc import Callable, Sequence


def cpu_seconds(who: int = resource.RUSAGE_SELF) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def seconds(work: Callable[[], object], *, runs: int = 5) -> float:
    """Return the median processor time that `work` takes in this process."""
    taken = []
    for _ in range(runs):
        before = cpu_seconds()
        work()
        taken.append(cpu_seconds() - before)
    return statistics.median(taken)


def process_seconds(command: Sequence[str], *, runs: int = 7) -> float:
    """Return the median processor time that a command and its children take."""
    taken = []
    for _ in range(runs):
        before = cpu_seconds(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        taken.append(cpu_seconds(resource.RUSAGE_CHILDREN) - before)
    return statistics.median(taken)


def heading(title: str) -> None:
    print(f"\n{title}")


def row(what: str, figure: str, ratio: float, to: str) -> None:
    """Print one figure, and how many times the cost of something in the same run it is."""
    print(f"  {what:<44} {figure:>16}   {ratio:>6.2f} x {to}", flush=True)
