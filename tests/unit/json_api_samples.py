"""Sources of interfaces out of the text of their options, and answers read by them."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urldefrag, urlsplit

from monitor.config.reader import Place
from monitor.config.source import configured_source
from monitor.kinds import Parsed, kind_of
from monitor.kinds.json_api import parse_json_api
from monitor.model import Request, Source
from tests import build

NOON = datetime(2026, 5, 6, 12, 0, tzinfo=UTC)
REGISTER = """
items = "results"
title = "title"
url = "url"
published = "publication_date"
total = "count"
next = "next_page_url"
paging = "next-url"
page_size = 20
max_pages = 5
lookback = "7d"
params = [
  "conditions[agencies][]=bureau-a", "conditions[agencies][]=bureau-b",
  "conditions[publication_date][gte]={since}", "conditions[publication_date][lte]={until}",
  "fields[]=title", "order=newest", "per_page={page_size}",
]
"""
NEWS = """
items = "articles || `[]`"
title = "title"
url = "url"
published = "seendate"
paging = "window"
page_size = 5
lookback = "1d"
params = [
  'query="rare earth" sourcelang:english', "mode=artlist", "format=json", "sort=datedesc",
  "maxrecords={page_size}",
  "startdatetime={since:%Y%m%d%H%M%S}", "enddatetime={until:%Y%m%d%H%M%S}",
]
"""


def configured(options: str, **given: Any) -> tuple[Source | None, list[str]]:
    """A source out of the text of its options table, and the mistakes in it."""
    place = Place("sources/test.toml")
    table = {
        "kind": "json_api",
        "url": "https://api.example.org/v1/notices.json",
        **given,
        "options": tomllib.loads(options),
    }
    return configured_source("gazette", table, place, folder=Path("/config")), place.problems


def api(options: str = "items = 'results'\ntitle = 'title'\nurl = 'url'", **given: Any) -> Source:
    source, problems = configured(options, **given)
    assert source is not None, problems
    return source


def read(source: Source, answer: object, **given: Any) -> Parsed:
    body = answer if isinstance(answer, str | bytes) else json.dumps(answer)
    request = kind_of(source).request(source, NOON)
    payload = build.payload(
        body, **{"url": request.url, "request": request, "fetched_at": NOON, **given}
    )
    return parse_json_api(source, payload)


def asked(source: Source, **given: Any) -> Request:
    return kind_of(source).request(source, **{"now": NOON, **given})


def query(request: Request) -> dict[str, list[str]]:
    return parse_qs(urlsplit(request.url).query, keep_blank_values=True)


def answer(source: Source, request: Request, said: object) -> Parsed:
    return read(source, said, request=request, url=urldefrag(request.url).url)


def rows(count: int, day: str, *, first: int = 0) -> list[dict[str, str]]:
    return [
        {"title": f"Notice {n}", "url": f"/{n}", "publication_date": day}
        for n in range(first, first + count)
    ]
