"""How right pages, printed dates and hostile inputs are read; see benchmarks/quality/README.md.

python benchmarks/normalising.py [--half A|B|C] [--times 1.0] [--save FILE] [--only pages]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks._measure import cpu_seconds, heading, row
from benchmarks.quality.hostile import INPUTS, feed, fooled
from benchmarks.quality.pages import Page, pages
from benchmarks.quality.readers import SCRAPED, ours, theirs
from benchmarks.quality.scores import Score, Totals, score, totals
from benchmarks.quality.strings import Verdict, counts, printed, read

_PARTS = ("pages", "dates", "hostile")


def _line(name: str, sums: Totals) -> None:
    dates = sums.dates
    print(
        f"  {name:<26}{sums.pages:>5}{sums.f1:>8.3f}{sums.precision:>7.3f}{sums.recall:>7.3f}"
        f"{sums.catastrophes:>7.3f}{sums.titles:>8.3f}{sums.date_accuracy:>8.3f}"
        f"{dates['wrong']:>5}{dates['missing']:>5}{dates['invented']:>5}"
        f"{sums.decoded:>8.3f}{sums.languages:>7.3f}",
        flush=True,
    )


def _head() -> None:
    print(
        f"  {'':<26}{'pages':>5}{'F1':>8}{'prec':>7}{'rec':>7}{'<0.5':>7}{'title':>8}"
        f"{'date':>8}{'wrg':>5}{'mis':>5}{'inv':>5}{'decoded':>8}{'lang':>7}"
    )


def _table(name: str, scores: Sequence[Score], key: Callable[[Page], str]) -> None:
    heading(name)
    _head()
    for value in sorted({key(one.page) for one in scores}):
        _line(value, totals(one for one in scores if key(one.page) == value))


def read_pages(half: str | None, times: float, *, detail: bool) -> list[Score]:
    """Print totals of ours beside the libraries, and return our scores."""
    every = [page for page in pages(times) if half in {None, page.half}]
    our, taken = ours(every)
    before = cpu_seconds()
    their = theirs(every)
    their_taken = cpu_seconds() - before
    mine = [score(page, our[page.name]) for page in every]
    peers = [score(page, their[page.name]) for page in every if page.name in their]
    heading("pages: Monitor beside trafilatura + htmldate")
    _head()
    for which in "ABC":
        for name, scores in (("Monitor", mine), ("libraries", peers)):
            picked = [
                one for one in scores if one.page.half == which and one.page.kind not in SCRAPED
            ]
            if picked:
                _line(f"{which} {name}", totals(picked))
    row("pages read, with start", f"{len(our) / taken:.0f} /s", taken / their_taken, "libraries")
    _table("by kind", mine, lambda page: f"{page.half} {page.kind}")
    _table("by language", mine, lambda page: f"{page.half} {page.language}")
    if detail:
        _table("by template", mine, lambda page: page.template)
        _table("libraries by template", peers, lambda page: page.template)
    return mine


def read_dates(*, detail: bool) -> None:
    """Print how many printed dates are read right, told the language and not told it."""
    every = printed()
    for is_told in (False, True):
        verdicts = read(every, is_told=is_told)
        heading(f"printed dates, language {'told' if is_told else 'not told'}")
        print(f"  {'':<26}{'all':>5}{'right':>8}{'wrg':>5}{'mis':>5}{'inv':>5}")
        _dates("all", verdicts)
        _dates("A (even lines)", verdicts[::2])
        _dates("B (odd lines)", verdicts[1::2])
        for kind in ("written", "drawn", "relative", "none"):
            _dates(kind, [one for one in verdicts if one.printed.kind == kind])
        for language in sorted({one.printed.language for one in verdicts}):
            _dates(language, [one for one in verdicts if one.printed.language == language])
        for one in verdicts:
            if detail and not one.is_right:
                print(f"    {one.printed.text!r}: {one.printed.day}, read {one.read}")


def _dates(name: str, verdicts: Sequence[Verdict]) -> None:
    found = counts(verdicts)
    print(
        f"  {name:<26}{len(verdicts):>5}{found['right'] / len(verdicts):>8.3f}"
        f"{found['wrong']:>5}{found['missing']:>5}{found['invented']:>5}",
        flush=True,
    )


def feed_hostile(*, detail: bool) -> None:
    """Print which hostile inputs are not answered or take too much, and the worst of them."""
    idle = min(feed("idle", b"<p>x</p>").seconds for _ in range(3))
    outcomes = [feed(name, make(), idle) for name, make in INPUTS.items()]
    bounded = sum(one.is_bounded for one in outcomes)
    answered = sum(one.is_answered for one in outcomes)
    heading(f"hostile inputs: {len(outcomes)}, answered {answered}, bounded {bounded}")
    for one in outcomes:
        if detail or not (one.is_bounded and one.is_answered):
            print(f"  {one.name:<32}{one.seconds:>7.2f} s{one.megabytes:>7.0f} MB  {one.answer}")
    slowest = max(outcomes, key=lambda one: one.seconds)
    widest = max(outcomes, key=lambda one: one.megabytes)
    print(f"  slowest: {slowest.name}, {slowest.seconds:.2f} s")
    print(f"  widest: {widest.name}, {widest.megabytes:.0f} MB")
    print(f"  names hidden by: {', '.join(fooled()) or 'nothing'}")


def _save(path: Path, scores: Sequence[Score]) -> None:
    """Write one line a page: what it states, what was read."""
    with path.open("w", encoding="utf-8") as out:
        for one in scores:
            row = {
                "page": one.page.name,
                "kind": one.page.kind,
                "language": one.page.language,
                "encoding": one.page.encoding.label,
                "f1": round(one.f1, 4),
                "precision": round(one.precision, 4),
                "recall": round(one.recall, 4),
                "title": [one.is_title_right, one.page.title, one.reading.title],
                "date": [one.date, one.page.date, one.reading.date],
                "decoded": one.is_decoded,
                "language_read": [one.is_language_right, one.reading.language],
                "text": one.reading.text,
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--half", choices=("A", "B", "C"), help="pages of one part of the templates"
    )
    parser.add_argument("--times", type=float, default=1.0, help="how many pages of each template")
    parser.add_argument("--save", type=Path, help="write each page's result to a file")
    parser.add_argument("--detail", action="store_true", help="print totals by template")
    parser.add_argument("--only", choices=_PARTS, action="append", help="leave the others out")
    options = parser.parse_args()
    wanted = options.only or _PARTS
    if "pages" in wanted:
        scores = read_pages(options.half, options.times, detail=options.detail)
        if options.save:
            _save(options.save, scores)
    if "dates" in wanted:
        read_dates(detail=options.detail)
    if "hostile" in wanted:
        feed_hostile(detail=options.detail)


if __name__ == "__main__":
    main()
