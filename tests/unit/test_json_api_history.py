"""The way back in time through an interface: pages, windows, years."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urldefrag

import pytest

from monitor.kinds import Parsed
from monitor.model import Request, Source
from tests.unit.json_api_samples import NEWS, REGISTER, answer, api, asked, query, rows


def walked(source: Source, first: Request, server: Callable[[Request], object]) -> Iterator[Parsed]:
    """The pages of a backfill, as the line follows them."""
    request: Request | None = first
    for _ in range(400):
        if request is None:
            return
        parsed = answer(source, request, server(request))
        assert parsed.follow == ()
        yield parsed
        request = parsed.older
    raise AssertionError("a backfill without end")


@pytest.mark.parametrize("last", [5, 6], ids=["names-no-more", "names-one-too-many"])
def test_a_backfill_reaches_what_lies_beyond_the_pages_of_one_query(last: int) -> None:
    """Only 100 results of a query can be had; there are 300, on 60 days."""
    source = api(REGISTER)
    start = date(2026, 1, 1)
    held = [
        {"title": f"N{n}", "url": f"/{n}", "publication_date": str(start + timedelta(n // 5))}
        for n in reversed(range(300))
    ]

    def server(request: Request) -> object:
        wanted = query(request)
        since = wanted["conditions[publication_date][gte]"][0]
        until = wanted["conditions[publication_date][lte]"][0]
        page = int(wanted.get("page", ["1"])[0])
        assert page <= 5
        found = [one for one in held if since <= one["publication_date"] <= until]
        more = f"{urldefrag(request.url).url.split('&page=')[0]}&page={page + 1}"
        return {
            "count": len(found),
            "results": found[(page - 1) * 20 : page * 20],
            "next_page_url": more if page < last and page * 20 < len(found) else None,
        }

    first = asked(source, since=start, until=date(2026, 3, 31))
    pages = list(walked(source, first, server))

    urls = [item.url for page in pages for item in page.items]
    assert len(set(urls)) == 300
    assert len(urls) < 330


def test_windows_without_pages_are_split_where_an_answer_is_full() -> None:
    source = api(NEWS)
    start = datetime(2026, 5, 1, tzinfo=UTC)
    held = [start + timedelta(hours=n) for n in reversed(range(72))]

    def server(request: Request) -> object:
        wanted = query(request)
        since, until = wanted["startdatetime"][0], wanted["enddatetime"][0]
        found = [at for at in held if since <= f"{at:%Y%m%d%H%M%S}" <= until]
        if not found:
            return {}
        return {
            "articles": [
                {"title": f"T{at}", "url": f"/{at:%d%H}", "seendate": f"{at:%Y%m%dT%H%M%SZ}"}
                for at in found[:5]
            ]
        }

    first = asked(source, since=start.date(), until=date(2026, 5, 5))

    urls = {item.url for page in walked(source, first, server) for item in page.items}
    assert len(urls) == 72


def test_a_file_for_each_year_is_asked_for_back_to_the_first_day() -> None:
    source = api(
        "title = 'title'\nurl = 'url'\npublished = 'publication_date'",
        url="https://api.example.org/news_{year}_e.json",
    )
    assert asked(source).is_stable

    first = asked(source, since=date(2024, 3, 1), until=date(2026, 2, 1))
    requests = [first.url]
    for page in walked(source, first, lambda request: rows(2, "2025-01-01")):
        requests += [page.older.url] if page.older else []

    assert [url.partition("#")[0].rpartition("/")[2] for url in requests] == [
        "news_2026_e.json",
        "news_2025_e.json",
        "news_2024_e.json",
    ]


def test_an_ordinary_look_offers_the_window_before_it_for_closing_gaps() -> None:
    source = api(NEWS)
    said = {"articles": [{"title": "T", "url": "/t", "seendate": "20260506T030000Z"}]}

    parsed = answer(source, asked(source), said)
    nothing = answer(source, asked(source), {})

    assert (parsed.follow, parsed.is_window) == ((), False)
    assert parsed.older and query(parsed.older)["enddatetime"] == ["20260505115959"]
    assert nothing.older is None


def test_a_backfill_of_long_spans_is_asked_for_in_windows() -> None:
    source = api(REGISTER + "window = '30d'")

    first = asked(source, since=date(2025, 1, 1), until=date(2025, 12, 31))

    assert query(first)["conditions[publication_date][gte]"] == ["2025-12-02"]
    second = answer(source, first, {"results": [], "count": 0}).older
    assert second and query(second)["conditions[publication_date][lte]"] == ["2025-12-01"]
