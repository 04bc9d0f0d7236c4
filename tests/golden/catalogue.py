"""The shipped sources over answers in their shapes: what is asked, and what is read."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qsl, urlsplit

from monitor.config.source_files import read_sources
from monitor.kinds import Parsed, kind_of, parse
from monitor.model import Payload, Request, Source
from tests.build import NOON

ROOT = Path(__file__).parents[2]
ANSWERS = ROOT / "tests/fixtures/catalogue"


FILES = (
    "aggregators",
    "asia-pacific",
    "china",
    "companies",
    "europe",
    "international",
    "samples",
    "trade-press",
    "united-states",
)
"""The files of config/sources that Monitor comes with."""


@cache
def catalogue() -> dict[str, Source]:
    """Return the sources that Monitor comes with, by name."""
    problems: list[str] = []
    with TemporaryDirectory() as folder:
        sources = Path(folder) / "config" / "sources"
        sources.mkdir(parents=True)
        for name in FILES:  # whoever adds sources of their own can still run the tests
            shutil.copy(ROOT / "config" / "sources" / f"{name}.toml", sources)
        found = read_sources(sources.parent, problems)
    assert problems == []
    return found.sources


def asked(name: str) -> Request:
    """Return the first request of a look at noon of 6 May 2026, in UTC."""
    source = catalogue()[name]
    return kind_of(source).request(source, NOON)


def answer(request: Request, file: str) -> Payload:
    return Payload(
        body=(ANSWERS / file).read_bytes(),
        url=request.url.partition("#")[0],
        content_type=None,
        fetched_at=NOON,
        request=request,
    )


def read(name: str, *files: str) -> Parsed:
    """Return what a look reads, each further file being the answer to what is followed."""
    request = asked(name)
    parsed = parse(catalogue()[name], answer(request, files[0]))
    for file in files[1:]:
        (request,) = parsed.follow
        parsed = parse(catalogue()[name], answer(request, file))
    return parsed


def parameters(request: Request) -> list[tuple[str, str]]:
    """Return the query of a request, or the form that it posts."""
    written = request.body.decode() if request.body else urlsplit(request.url).query
    return parse_qsl(written, keep_blank_values=True)
