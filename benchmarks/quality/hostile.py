"""Inputs made to break a reader, each in a process of its own: time, memory, what came back."""

from __future__ import annotations

import base64
import json
import os
import re
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.quality.readers import COMMAND, run

SECONDS = 5.0
MEGABYTES = 300.0
_LIMIT = 60
_WORD = "rare earth magnets and their price "
_ESSAY = "<p>" + "The ministry said on Tuesday that licences for magnets are slow. " * 12 + "</p>"


def _page(body: str, head: str = "") -> bytes:
    title = "<title>A page</title>"
    return f"<!DOCTYPE html><html><head>{title}{head}</head><body>{body}</body></html>".encode()


def _binary() -> bytes:
    return Random(1).randbytes(2_000_000)


def _tricks() -> bytes:
    tricks = (
        "dys\u200bpro\u200dsium \u202eevil\u202c ter\u00adbium Сerium \x07\x1b[31mred\x1b[0m \ufeff"
    )
    return _page(f"<h1>Tricks</h1><p>{tricks * 40}</p>" + _ESSAY)


INPUTS: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "blank": lambda: b" \n\t " * 1000,
    "one byte": lambda: b"<",
    "100,000 nested div": lambda: _page("<div>" * 100_000 + _ESSAY),
    "100,000 nested span closed": lambda: _page("<b>" * 100_000 + _ESSAY + "</b>" * 100_000),
    "100,000 nested tables": lambda: _page("<table><tr><td>" * 100_000 + _ESSAY),
    "100,000 nested lists": lambda: _page("<ul><li>" * 100_000 + _ESSAY),
    "100,000 nested blockquotes": lambda: _page("<blockquote>" * 100_000 + _ESSAY),
    "2 MB binary": _binary,
    "png": lambda: b"\x89PNG\r\n\x1a\n" + _binary()[:400_000],
    "zip": lambda: b"PK\x03\x04" + _binary()[:400_000],
    "broken pdf": lambda: b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>" + _binary()[:300_000],
    "gzip not unpacked": lambda: b"\x1f\x8b\x08\x00" + _binary()[:300_000],
    "script only": lambda: _page("<script>" + "var a='x';" * 200_000 + "</script>"),
    "open script": lambda: _page(_ESSAY + "<script>" + "if(a<b){}" * 100_000),
    "cut in a tag": lambda: _page(_ESSAY * 4)[:-900] + b"<div class='x",
    "cut in a character": lambda: "<p>稀土磁铁出口许可".encode()[:-1],
    "open comment": lambda: _page(_ESSAY + "<!-- " + _WORD * 50_000),
    "15 MB in one line": lambda: (_WORD * 430_000).encode(),
    "15 MB in one paragraph": lambda: _page("<p>" + _WORD * 430_000 + "</p>"),
    "15 MB of digits": lambda: b"2024-05-1" * 1_700_000,
    "5 MB of one letter": lambda: b"a" * 5_000_000,
    "5 MB of blanks then a word": lambda: b"<p>" + b" " * 5_000_000 + b"x</p>",
    "300,000 paragraphs": lambda: _page("<p>x 1.2.2024</p>" * 300_000),
    "200,000 links": lambda: _page('<a href="/x">May 5, 2021</a> ' * 200_000),
    "100,000 table rows": lambda: _page(
        "<table>" + "<tr><td>Copper</td><td>9,482</td></tr>" * 100_000 + "</table>"
    ),
    "50,000 attributes": lambda: _page(
        "<div " + " ".join(f'a{n}="{n}"' for n in range(50_000)) + ">" + _ESSAY + "</div>"
    ),
    "100,000 meta dates": lambda: _page(
        _ESSAY, '<meta property="article:published_time" content="2021-02-30">' * 100_000
    ),
    "5 MB JSON-LD nested": lambda: _page(
        _ESSAY,
        '<script type="application/ld+json">' + '{"a":[' * 100_000 + "</script>",
    ),
    "5 MB JSON-LD flat": lambda: _page(
        _ESSAY,
        '<script type="application/ld+json">['
        + '{"@type":"NewsArticle","datePublished":"2020-01-01"},' * 80_000
        + "{}]</script>",
    ),
    "entities": lambda: _page("<p>" + "&amp;" * 400_000 + "&#x110000;&#0;&bogus;</p>" + _ESSAY),
    "hostile spacing of dates": lambda: ("2024 年 " * 200_000 + "月").encode(),
    "many open brackets": lambda: ("(" * 500_000 + "2024" + "[" * 500_000).encode(),
    "combining marks": lambda: ("a" + "\u0301" * 2_000_000).encode(),
    "bidi, invisible, controls": _tricks,
    "utf-16 cut": lambda: _page(_ESSAY).decode().encode("utf-16")[:-1],
    "bom salad": lambda: b"\xef\xbb\xbf\xff\xfe" + _page(_ESSAY),
    "declared utf-7": lambda: _page("+ADw-script+AD4-" + _ESSAY, '<meta charset="utf-7">'),
    "declared nonsense": lambda: _page(_ESSAY, '<meta charset="x-klingon">'),
    "nul bytes": lambda: _page(_ESSAY).replace(b" ", b"\x00 "),
    "doctype bomb": lambda: (
        b'<!DOCTYPE x [<!ENTITY a "b">'
        + b"".join(b'<!ENTITY a%d "&a%d;&a%d;">' % (n + 1, n, n) for n in range(60))
        + b"]><p>&a60;</p>"
    ),
    "90,000 words of capitals": lambda: ("DYSPROSIUM OXIDE NDPR " * 90_000).encode(),
    "100,000 links, each other": lambda: _page(
        "".join(
            f'<p><a href="/x{n}">Story {n} of May {n % 28 + 1}, 2021</a></p>'
            for n in range(100_000)
        )
    ),
    "300,000 Chinese dates": lambda: _page(
        "<p>" + "".join(f"20{n % 26:02d}年{n % 12 + 1}月8日" for n in range(300_000)) + "</p>"
    ),
    "4 MB of gb18030, undeclared": lambda: (
        "<p>" + "稀土磁铁出口许可证发放进展缓慢，" * 120_000 + "</p>"
    ).encode("gb18030"),
    "8 MB of latin-1, undeclared": lambda: (
        "<p>" + "Für größere Käufer gäbe es Ärger. " * 240_000 + "</p>"
    ).encode("latin-1"),
    "50,000 rules that hide": lambda: _page(
        "".join(f'<p class="c{n}">{_WORD}</p>' for n in range(20_000)),
        "<style>" + "".join(f".c{n}{{display:none}}" for n in range(50_000)) + "</style>",
    ),
    "row of 100,000 cells": lambda: _page(
        "<table><tr>" + "<td>1</td>" * 100_000 + "</tr></table>" + _ESSAY
    ),
    "200,000 options": lambda: _page(
        "<select>" + "<option>A country</option>" * 200_000 + "</select>" + _ESSAY
    ),
    "200,000 spans in a line": lambda: _page("<p>" + "<span>word </span>" * 200_000 + "</p>"),
    "240,000 quantities": lambda: _page(
        "<p>" + "12,345.67 tonnes 3.2万吨 $45.5/kg 99.9% " * 60_000 + "</p>"
    ),
    "mail 2,000 parts deep": lambda: (
        b"From: a@b.example\nMIME-Version: 1.0\n"
        + b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2000)
        )
        + b"Content-Type: text/plain\n\nhello\n"
    ),
    "mail with 20,000 parts": lambda: (
        b"From: a@b.example\nContent-Type: multipart/mixed; boundary=x"
        b"\n\n" + b"--x\nContent-Type: text/plain\n\nhello\n" * 20_000
    ),
}
"""What is sent, by name; made when it is needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    name: str
    seconds: float
    """Of processor time, that of a page of one word taken off."""
    megabytes: float
    """Most that it held at once, looked at every 10 ms."""
    answer: str
    """record, error, or how it failed."""

    @property
    def is_bounded(self) -> bool:
        return self.seconds <= SECONDS and self.megabytes <= MEGABYTES

    @property
    def is_answered(self) -> bool:
        return self.answer in {"record", "error"}


def feed(name: str, raw: bytes, idle: float = 0.0) -> Outcome:
    """Return what Monitor does with an input, followed by a good one that must be answered too."""
    requests = [
        {"id": "hostile", "content_type": "text/html", "url": "https://a.example/x"},
        {"id": "good", "text": "Title\n\nMay 22, 2019\n\nA body that is well."},
    ]
    requests[0]["body_base64"] = base64.b64encode(raw).decode()
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as told:
        given.writelines(json.dumps(request).encode() + b"\n" for request in requests)
        given.seek(0)
        process = subprocess.Popen(
            [COMMAND, "normalise", "--jsonl"], stdin=given, stdout=told, stderr=subprocess.DEVNULL
        )
        status, used, most = _await(process)
        told.seek(0)
        lines = told.read().splitlines()
    return Outcome(
        name=name,
        seconds=max(0.0, used.ru_utime + used.ru_stime - idle),
        megabytes=most,
        answer=_answer(lines, status),
    )


def _await(process: subprocess.Popen[bytes]) -> tuple[int | None, resource.struct_rusage, float]:
    """Return how a process ended (None: it had to be ended), what it used, its most memory.

    The memory is read from the kernel's table, since what `wait4` tells includes the parent's.
    """
    until = time.monotonic() + _LIMIT
    most = 0.0
    while time.monotonic() < until:
        most = max(most, _held(process.pid))
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, used, most
        time.sleep(0.01)
    process.kill()
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = -9
    return None, used, most


def _held(pid: int) -> float:
    """Return the most that a process held so far, in MB; 0 once it is gone."""
    try:
        told = Path(f"/proc/{pid}/status").read_text("ascii", errors="replace")
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+)", told)
    return int(found[1]) / 1024 if found else 0.0


def _answer(lines: list[bytes], status: int | None) -> str:
    if status is None:
        return f"not done in {_LIMIT} s"
    if len(lines) < 2:
        return f"stopped with status {status}, {len(lines)} of 2 answered"
    return "error" if "error" in json.loads(lines[0]) else "record"


_NAMES = "Dysprosium and terbium from Lynas, licensed by MOFCOM, fell under 商务部公告."
_SIGNS = {
    "zero-width space": "\u200b",
    "joiner": "\u200d",
    "soft hyphen": "\u00ad",
    "word joiner": "\u2060",
    "override": "\u202e",
    "byte order mark": "\ufeff",
    "variation selector": "\ufe0f",
}


def fooled() -> list[str]:
    """Return the invisible signs that, put inside each word, hide a name of the taxonomy."""
    spoilt = {
        name: "".join(f"{one}{sign}" if one.isalpha() else one for one in _NAMES)
        for name, sign in _SIGNS.items()
    }
    spoilt["homoglyphs"] = _NAMES.replace("o", "\u043e").replace("e", "\u0435")
    spoilt["full width"] = "".join(
        chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in _NAMES
    )
    spoilt["plain"] = _NAMES
    requests: list[dict[str, object]] = [
        {"id": name, "text": f"A title\n\nMay 22, 2019\n\n{text}"} for name, text in spoilt.items()
    ]
    found = {
        row["id"]: {mention["id"] for mention in row.get("mentions", ())}
        for row in run("normalise", requests).rows
    }
    return [name for name in spoilt if found.get(name) != found.get("plain") or not found[name]]
