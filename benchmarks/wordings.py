"""How many ways to say a measure, and who issues it, the taxonomy knows; see seeds/wordings.

python benchmarks/wordings.py [--lines FILE] [--show]

Each line goes through `monitor match --jsonl` as a headline. It is named if its instrument, or one
below that, is told; whatever else is told with it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner

from benchmarks._measure import heading
from monitor.app import load_config, shipped
from monitor.cli import cli
from monitor.taxonomy import Taxonomy


class Wording(NamedTuple):
    """A line, and the instrument that a reader gives it."""

    instrument: str
    line: str


class Told(NamedTuple):
    """What Monitor makes of a wording."""

    wording: Wording
    is_named: bool
    alert: bool
    instruments: tuple[str, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=Path, help="a file of the same form instead")
    parser.add_argument("--show", action="store_true", help="list what is not named or no alert")
    asked = parser.parse_args()
    taxonomy = load_config(shipped() / "config").taxonomy
    folder = shipped() / "seeds" / "wordings"
    for path in [asked.lines] if asked.lines else sorted(folder.glob("*.txt")):
        told = judged(wordings(path), taxonomy)
        named, alerts = (sum(values) / len(told) for values in zip(*_answers(told), strict=True))
        heading(f"wordings, {path.name}: {len(told)} lines")
        print(f"  named {named:.3f}, alerts {alerts:.3f}")
        if asked.show:
            for one in told:
                if not (one.is_named and one.alert):
                    found = ", ".join(one.instruments) or "none"
                    what = "" if one.alert else "no alert, "
                    print(f"  {what}{one.wording.instrument} <> {found}: {one.wording.line}")
    if not asked.lines:
        _issuers(folder / "issuers.jsonl", taxonomy, show=asked.show)


def wordings(path: Path) -> list[Wording]:
    """Return the lines of a file, each with the id of the block that it stands in."""
    found = []
    instrument = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#"):
            instrument = line[1:].strip()
        elif line.strip():
            found.append(Wording(instrument, line.strip()))
    return found


def judged(lines: Sequence[Wording], taxonomy: Taxonomy) -> list[Told]:
    """Return what `monitor match` makes of each line as a headline."""
    asked = "\n".join(json.dumps({"id": at, "title": one.line}) for at, one in enumerate(lines))
    command = ["--config", str(shipped() / "config"), "match", "--jsonl"]
    result = CliRunner().invoke(cli, command, input=asked, catch_exceptions=False)
    answers = map(json.loads, result.stdout.splitlines())
    return [_told(one, answer, taxonomy) for one, answer in zip(lines, answers, strict=True)]


def _told(wording: Wording, answer: dict[str, Any], taxonomy: Taxonomy) -> Told:
    names = [one["id"] for one in answer["mentions"] if one["category"] == "instrument"]
    is_named = any(wording.instrument in _with_above(name, taxonomy) for name in names)
    return Told(wording, is_named, answer["alert"], tuple(dict.fromkeys(names)))


def _with_above(identifier: str, taxonomy: Taxonomy) -> Iterator[str]:
    above: str | None = identifier
    while above:
        yield above
        entry = taxonomy.entry("instrument", above)
        above = entry.parent if entry else None


def _answers(told: Sequence[Told]) -> Iterator[tuple[bool, bool]]:
    yield from ((one.is_named, one.alert) for one in told)


def _issuers(path: Path, taxonomy: Taxonomy, *, show: bool) -> None:
    expected = met = beside = 0
    heading(f"wordings, {path.name}")
    for line in path.read_text("utf-8").splitlines():
        case = json.loads(line)
        facts = taxonomy.annotate(case["title"], case["text"], language=case["lang"])
        found, wanted = {one.id for one in facts.issuers}, set(case["issuers"])
        expected, met = expected + len(wanted), met + len(wanted & found)
        beside += len(found - wanted)
        if show and found != wanted:
            print(f"  {sorted(wanted)} <> {sorted(found)}: {case['title']}")
    print(f"  issuers met {met / expected:.3f} of {expected}, told beside {beside}")


if __name__ == "__main__":
    main()
