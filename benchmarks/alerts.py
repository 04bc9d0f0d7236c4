"""How right the rules are about the labelled cases of seeds/cases; see the README there.

python benchmarks/alerts.py [--config DIR] [--cases FILE] [--show] [--shape NAME]

The cases go through `monitor match --jsonl`, as anybody's would. `--show` lists the errors of the
part that rules are tuned on, never those of the part held back. `--cases` measures a file of the
same format alone: with `--show` its errors are read, and it is for tuning from then on.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from benchmarks._measure import cpu_seconds, heading
from monitor.app import load_config, shipped
from monitor.cli import cli
from monitor.model import Category
from monitor.taxonomy import Taxonomy

HELD_BACK = "held-back"
UNRELATED = "unrelated"
_MIN_SHAPE = 3
"""Cases that a shape needs for a line of its own."""
_KINDS: tuple[tuple[str, Category], ...] = (
    ("instruments", "instrument"),
    ("materials", "material"),
    ("issuers", "body"),
)


@dataclass(frozen=True, slots=True)
class Case:
    """A text with what a careful reader makes of it."""

    id: str
    lang: str
    title: str
    text: str
    alert: bool
    severity: str | None
    instruments: tuple[str, ...]
    materials: tuple[str, ...]
    issuers: tuple[str, ...]
    why: str
    shape: str

    @property
    def paragraphs(self) -> int:
        return len(self.text.split("\n\n")) if self.text else 0

    @property
    def form(self) -> str:
        """How much of it there is: headline alone, short (up to two paragraphs), article."""
        return ("headline", "short", "short", "article")[min(self.paragraphs, 3)]

    @property
    def script(self) -> str:
        """The languages that are measured on their own, and the rest together."""
        return self.lang if self.lang in {"en", "zh"} else "others"


@dataclass(frozen=True, slots=True)
class Naming:
    """How the ids found of one kind agree with those expected."""

    met: int
    expected: int
    beside: int
    """Ids found that are no expected one, nor of its family."""
    right: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What Monitor made of a case."""

    case: Case
    alert: bool
    severity: str | None
    rules: tuple[str, ...]
    found: dict[str, tuple[str, ...]]
    namings: dict[str, Naming]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, default=shipped() / "config")
    parser.add_argument("--cases", type=Path, help="a file of cases to measure instead of ours")
    parser.add_argument("--show", action="store_true", help="list errors of the tuning part")
    parser.add_argument("--shape", help="with --show: of this shape only")
    asked = parser.parse_args()
    taxonomy = load_config(asked.config).taxonomy
    if asked.cases:
        parts = [(asked.cases.name, read(asked.cases))]
    else:
        tuning, held = cases()
        parts = [("tuning part", tuning), ("held back", held)]
    for name, part in parts:
        heading(f"alerts, {name}: {len(part)} cases, {sum(c.alert for c in part)} of them alerts")
        before = cpu_seconds()
        verdicts = judged(part, asked.config, taxonomy)
        taken = cpu_seconds() - before
        _report(verdicts)
        print(f"  {taken / len(part) * 1e3:.1f} ms a case, start included")
        if asked.show and part is parts[0][1]:
            _show([one for one in verdicts if asked.shape in {None, one.case.shape}])


def cases() -> tuple[list[Case], list[Case]]:
    """Return the tuning part and the part held back."""
    parts: tuple[list[Case], list[Case]] = ([], [])
    for path in sorted((shipped() / "seeds" / "cases").glob("*.jsonl")):
        parts[path.stem == HELD_BACK].extend(read(path))
    return parts


def read(path: Path) -> list[Case]:
    """Return the cases of a file, one a line; seeds/cases/README.md tells the keys."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        fields: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value
            for key, value in json.loads(line).items()
        }
        found.append(Case(**fields))
    return found


def judged(part: Sequence[Case], config: Path, taxonomy: Taxonomy) -> list[Verdict]:
    """Return what `monitor match` makes of the cases, in their order."""
    lines = (
        json.dumps({"id": one.id, "lang": one.lang, "title": one.title, "text": one.text})
        for one in part
    )
    command = ["--config", str(config), "match", "--jsonl"]
    result = CliRunner().invoke(cli, command, input="\n".join(lines), catch_exceptions=False)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    if [answer["id"] for answer in answers] != [one.id for one in part]:
        raise SystemExit(f"monitor match did not answer every case: {result.stderr[:500]}")
    return [_verdict(*pair, taxonomy) for pair in zip(part, answers, strict=True)]


def _verdict(case: Case, answer: dict[str, Any], taxonomy: Taxonomy) -> Verdict:
    if "error" in answer:
        raise SystemExit(f"{case.id}: {answer['error']}")
    found = {
        kind: tuple(sorted({m["id"] for m in answer["mentions"] if m["category"] == category}))
        for kind, category in _KINDS
    }
    # A body that is only mentioned is no issuer: the record's own field says who is.
    issuers = taxonomy.annotate(case.title, case.text).issuers
    found["issuers"] = tuple(sorted({mention.id for mention in issuers}))
    return Verdict(
        case=case,
        alert=answer["alert"],
        severity=answer["severity"],
        rules=tuple(sorted({match["rule"] for match in answer["matches"]})),
        found=found,
        namings={
            kind: _naming(case, kind, category, found[kind], taxonomy) for kind, category in _KINDS
        },
    )


def _naming(
    case: Case, kind: str, category: Category, found: tuple[str, ...], taxonomy: Taxonomy
) -> Naming:
    """Compare the ids found with those expected.

    An expected id is met by itself or by one below it: dysprosium for rare_earth. What is above or
    below an expected one is not beside it. A headline or a short text may name one thing beside
    what it is about, an article one a paragraph, but issuers are never more than one too many.
    """
    expected: tuple[str, ...] = getattr(case, kind)
    above = {one: _lineage(one, category, taxonomy) for one in (*expected, *found)}
    met = sum(any(one in above[other] for other in found) for one in expected)
    beside = sum(
        not any(one in above[other] or other in above[one] for other in expected) for one in found
    )
    allowed = 1 if kind == "issuers" or case.form != "article" else case.paragraphs
    return Naming(met, len(expected), beside, met == len(expected) and beside <= allowed)


def _lineage(identifier: str, category: Category, taxonomy: Taxonomy) -> set[str]:
    """Return an id with all that it stands under."""
    line: set[str] = set()
    above: str | None = identifier
    while above and above not in line:
        line.add(above)
        entry = taxonomy.entry(category, above)
        above = entry.parent if entry else None
    return line


def _report(verdicts: Sequence[Verdict]) -> None:
    print(f"  {'':<26}{'cases':>6}{'alerts':>7}{'found':>6}{'false':>6}", end="")
    print(f"{'prec.':>8}{'recall':>8}{'F1':>8}")
    _row("all", verdicts)
    _rows(verdicts, lambda one: f"language {one.case.script}")
    _rows(verdicts, lambda one: f"form {one.case.form}")
    often = Counter((one.case.alert, one.case.shape) for one in verdicts)
    _rows(verdicts, lambda one: _shape(one.case, often))
    everyday = [one for one in verdicts if one.case.shape == UNRELATED]
    if everyday:
        rate = sum(one.alert for one in everyday) / len(everyday) * 1000
        print(f"  false alarms per 1,000 unrelated: {rate:.1f} ({len(everyday)} read)")
    _named([one for one in verdicts if one.case.alert])


def _shape(case: Case, often: Mapping[tuple[bool, str], int]) -> str:
    """Return what a case is counted under: its shape, or those that are rare together."""
    is_rare = often[case.alert, case.shape] < _MIN_SHAPE
    return f"{'alert' if case.alert else 'none'}: {'rare shapes' if is_rare else case.shape}"


def _rows(verdicts: Sequence[Verdict], key: Callable[[Verdict], str]) -> None:
    for name, group in groupby(sorted(verdicts, key=key), key=key):
        _row(name, list(group))


def _row(name: str, verdicts: Sequence[Verdict]) -> None:
    """Print one line; what cannot be divided is shown as a dash."""
    alerts = sum(one.case.alert for one in verdicts)
    found = sum(one.case.alert and one.alert for one in verdicts)
    false = sum(one.alert and not one.case.alert for one in verdicts)
    figures = (
        _share(found, found + false) if alerts else None,
        _share(found, alerts),
        _share(2 * found, found + false + alerts) if alerts else None,
    )
    shown = "".join(f"{'-' if one is None else f'{one:.3f}':>8}" for one in figures)
    print(f"  {name:<26}{len(verdicts):>6}{alerts:>7}{found:>6}{false:>6}{shown}")


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _named(alerts: Sequence[Verdict]) -> None:
    """Print how often the names of the alerts are right, whether or not a rule matched."""
    print(f"  {'named in alerts':<26}{'right':>8}{'met':>8}{'beside/item':>13}")
    for name, group in _by_script(alerts):
        for kind, _ in _KINDS:
            namings = [one.namings[kind] for one in group]
            right = sum(one.right for one in namings) / len(namings)
            met = _share(sum(n.met for n in namings), sum(n.expected for n in namings))
            beside = sum(one.beside for one in namings) / len(namings)
            shown = "-" if met is None else f"{met:.3f}"
            print(f"  {f'{kind}, {name}':<26}{right:>8.3f}{shown:>8}{beside:>13.2f}")
    graded = [one for one in alerts if one.alert]
    agreed = sum(one.severity == one.case.severity for one in graded)
    print(f"  severity as labelled: {agreed} of the {len(graded)} found")


def _by_script(verdicts: Sequence[Verdict]) -> Iterable[tuple[str, list[Verdict]]]:
    if verdicts:
        yield "all", list(verdicts)
    for script in ("en", "zh", "others"):
        group = [one for one in verdicts if one.case.script == script]
        if group:
            yield script, group


def _show(verdicts: Iterable[Verdict]) -> None:
    """List what is wrong: missed and false alerts first, then names that are not right."""
    verdicts = list(verdicts)
    for one in verdicts:
        if one.alert != one.case.alert:
            what = "missed" if one.case.alert else "false"
            by = f" by {', '.join(one.rules)}" if one.rules else ""
            print(f"  {what:<7}{one.case.id}: {one.case.title}{by}{_note(one.case)}")
    for one in verdicts:
        for kind, naming in one.namings.items():
            if one.case.alert and not naming.right:
                wanted = ", ".join(getattr(one.case, kind)) or "none"
                found = ", ".join(one.found[kind]) or "none"
                print(f"  {kind:<12}{one.case.id}: {wanted} <> {found}: {one.case.title}")


def _note(case: Case) -> str:
    return f" ({case.why})" if case.why else ""


if __name__ == "__main__":
    main()
