"""Those who read the pages: Monitor by its command line, and the libraries it is measured by."""

from __future__ import annotations

import base64
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import trafilatura
from htmldate import find_date
from trafilatura.utils import decode_file

from benchmarks.quality.pages import FETCHED, Page
from benchmarks.quality.scores import Reading

COMMAND = os.environ.get("MONITOR", str(Path(sys.executable).with_name("monitor")))
"""MONITOR names another one, to measure an older version."""
_ZONES = {"zh": "Asia/Shanghai", "ja": "Asia/Tokyo", "ko": "Asia/Seoul", "ru": "Europe/Moscow"}
SCRAPED = {"text", "mail"}
"""Kinds that are no pages: the libraries are not given them."""
_DAY = len("2024-05-17")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Lines that came back, and what the process cost."""

    rows: list[dict[str, Any]]
    status: int
    seconds: float
    """Of processor time."""
    complaint: str


def run(subcommand: str, requests: Iterable[dict[str, object]], *, limit: float = 900) -> Run:
    """Return what `monitor SUBCOMMAND --jsonl` answers, in a process of its own."""
    text = "".join(json.dumps(request, ensure_ascii=False) + "\n" for request in requests)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [COMMAND, subcommand, "--jsonl"],
        input=text.encode(),
        capture_output=True,
        timeout=limit,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(
        rows=[json.loads(line) for line in done.stdout.splitlines() if line.strip()],
        status=done.returncode,
        seconds=after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime,
        complaint=done.stderr.decode(errors="replace")[-400:],
    )


def _request(page: Page) -> dict[str, object]:
    return {
        "id": page.name,
        "url": page.url,
        "content_type": page.content_type,
        "body_base64": base64.b64encode(page.raw).decode(),
        "timezone": _ZONES.get(page.language, "UTC"),
        "fetched_at": FETCHED,
    }


def ours(pages: Sequence[Page]) -> tuple[dict[str, Reading], float]:
    """Return Monitor's reading of each page by the page's name, and its processor seconds."""
    done = run("normalise", map(_request, pages))
    answers = {row["id"]: row for row in done.rows}
    if len(answers) < len(pages):
        lost = len(pages) - len(answers)
        print(f"  {lost} of {len(pages)} unanswered, status {done.status}: {done.complaint}")
    return {page.name: _ours(answers.get(page.name, {})) for page in pages}, done.seconds


def _ours(answer: dict[str, Any]) -> Reading:
    row = answer.get("record") or answer.get("article") or answer
    published = row.get("published") or ""
    return Reading(
        text=row.get("body") or "",
        title=row.get("title") or "",
        date=published[:_DAY] if len(published) >= _DAY else None,
        language=row.get("language"),
    )


def theirs(pages: Sequence[Page]) -> dict[str, Reading]:
    """Return what trafilatura and htmldate read; both are given the bytes alone."""
    return {page.name: _theirs(page) for page in pages if page.kind not in SCRAPED}


def _theirs(page: Page) -> Reading:
    html = decode_file(page.raw)
    found = trafilatura.bare_extraction(html, url=page.url, with_metadata=True)
    date = find_date(html, original_date=True, url=page.url)
    if found is None:
        return Reading(date=date)
    row = found if isinstance(found, dict) else found.as_dict()
    return Reading(text=row["text"] or "", title=row["title"] or "", date=date)
