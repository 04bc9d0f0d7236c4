"""Start-up: what every call of the command line costs before it does anything."""

from __future__ import annotations

import sys

from benchmarks._measure import heading, process_seconds, row


def main() -> None:
    heading("start-up (CPU seconds of a process; target: at most 0.25)")
    bare = process_seconds([sys.executable, "-c", "pass"])
    for words in ("version", "--help", "--version"):
        taken = process_seconds([sys.executable, "-m", "monitor", words])
        row(f"monitor {words}", f"{taken:.3f} s", taken / bare, "python -c pass")


if __name__ == "__main__":
    main()
