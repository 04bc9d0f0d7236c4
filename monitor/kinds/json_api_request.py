"""Which page or window of dates to ask for, and the request that asks for it.

Where a request stands is written in its fragment, which no server is sent
(`…#since=…&until=…&page=2`): so an answer says by its request alone what comes after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal
from urllib.parse import parse_qsl, urldefrag, urlencode, urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from monitor.kinds.json_api_options import JsonApiOptions, options_of, words_of
from monitor.kinds.json_api_template import Value, filled
from monitor.model import Request, Source

_DATED = frozenset({"today", "since", "until"})
_WINDOWED = _DATED | {"year"}
_ACCEPT = ("Accept", "application/json, text/javascript;q=0.9, */*;q=0.5")
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where among all items a request stands."""

    since: datetime
    until: datetime
    """Both ends of the window asked for, in the source's zone."""
    floor: datetime | None = None
    """How far back a backfill goes; None: as far as there is something."""
    page: int = 0
    """Counted from 0 within the window, whatever the interface calls its first."""
    seen: int = 0
    """Items on the pages before."""
    cursor: str = ""
    is_backfill: bool = False

    def fragment(self) -> str:
        """Return it as the fragment of an address."""
        written: dict[str, str | int] = {
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
        }
        if self.floor is not None:
            written["floor"] = self.floor.isoformat()
        if self.page:
            written |= {"page": self.page, "seen": self.seen}
        if self.cursor:
            written["cursor"] = self.cursor
        if self.is_backfill:
            written["backfill"] = 1
        return urlencode(written)


def first_request(
    source: Source, now: datetime, since: date | None = None, until: date | None = None
) -> Request:
    """Return the first request of a look at `now`, or of a backfill of days, both included.

    An ordinary look asks for the time since `lookback` ago, as far as the request has a date.
    """
    return request_at(source, first_position(source, now, since, until))


def first_position(
    source: Source, now: datetime, since: date | None = None, until: date | None = None
) -> Position:
    """Return where a look at `now` begins, or a backfill."""
    options = options_of(source)
    zone = ZoneInfo(source.timezone)
    here = now.astimezone(zone)
    if since is None and until is None:
        return Position(since=here - options.lookback, until=here)
    end = here if until is None else min(here, datetime.combine(until, time(23, 59, 59), zone))
    floor = None if since is None else datetime.combine(since, time(), zone)
    return _window(source, end, floor, span=options.window)


def request_at(source: Source, at: Position, url: str | None = None) -> Request:
    """Return the request for what stands at a position; `url` is one that the answer gave."""
    options = options_of(source)
    words = words_of(source)
    has_place = bool(_DATED & words) or at.is_backfill or at.page > 0
    fragment = at.fragment() if has_place else ""
    if url is not None:
        return _request(f"{urldefrag(url).url}#{fragment}", options, {}, is_stable=False)
    values: dict[str, Value] = {
        "today": at.until,
        "since": at.since,
        "until": at.until,
        "year": at.until.year,
        "page": options.first_page + at.page,
        "offset": at.seen,
        "cursor": at.cursor,
        "page_size": options.page_size,
    }
    address = filled(source.url, values, options.date_format)
    parts = urlsplit(address)
    query = "&".join(
        part for part in (parts.query, _encoded(options.params, values, options)) if part
    )
    address = urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, fragment))
    # A year alone counts as stable: the file of another year has another address, and what a
    # server said of the one is not true of the other.
    return _request(address, options, values, is_stable=not has_place)


def _request(
    url: str, options: JsonApiOptions, values: Mapping[str, Value], *, is_stable: bool
) -> Request:
    body: bytes | None = None
    content_type: str | None = None
    method: Literal["GET", "POST"] = options.method
    if method == "POST" and options.body:
        body, content_type = (
            filled(options.body, values, options.date_format).encode(),
            "application/json",
        )
    elif method == "POST":
        body, content_type = _encoded(options.form, values, options).encode(), _FORM
    return Request(
        url=url,
        role="api",
        method=method,
        body=body,
        content_type=content_type,
        headers=(_ACCEPT,),
        is_stable=is_stable,
    )


def _encoded(pairs: tuple[str, ...], values: Mapping[str, Value], options: JsonApiOptions) -> str:
    """Return parameters percent-encoded; one that is only the cursor is left out without one."""
    written: list[tuple[str, str]] = []
    for pair in pairs:
        name, _, template = pair.partition("=")
        if template == "{cursor}" and not values.get("cursor"):
            continue
        written.append((name, filled(template, values, options.date_format)))
    return urlencode(written)


def position_of(source: Source, request: Request | None, fetched_at: datetime) -> Position:
    """Return where the request stands that an answer belongs to; of a file: an ordinary look."""
    usual = first_position(source, fetched_at)
    if request is None:
        return usual
    written = dict(parse_qsl(urldefrag(request.url).fragment))
    try:
        floor = written.get("floor")
        return Position(
            since=_instant(written, "since", usual.since),
            until=_instant(written, "until", usual.until),
            floor=datetime.fromisoformat(floor) if floor else None,
            page=int(written.get("page", 0)),
            seen=int(written.get("seen", 0)),
            cursor=written.get("cursor", ""),
            is_backfill="backfill" in written,
        )
    except ValueError:
        return usual  # a fragment that the operator wrote into the address


def _instant(written: Mapping[str, str], name: str, otherwise: datetime) -> datetime:
    if name not in written:
        return otherwise
    return datetime.fromisoformat(written[name]).astimezone(otherwise.tzinfo)


def next_page(at: Position, *, items: int, cursor: str = "") -> Position:
    """Return the position one page on in the same window."""
    return replace(at, page=at.page + 1, seen=at.seen + items, cursor=cursor)


def has_dates(source: Source) -> bool:
    """Say whether the requests of a source are for a window of dates, or for a year."""
    return bool(_WINDOWED & words_of(source))


def narrowed(source: Source, at: Position, oldest: datetime) -> Position | None:
    """Return the rest of a window of which only the newest part came, down to `oldest`.

    None where there is no rest. Where the interface takes days and one day fills a whole
    answer, the rest of that day is out of its reach: the day before is next.
    """
    end = min(oldest.astimezone(at.until.tzinfo), at.until)
    rest = replace(at, until=end, page=0, seen=0, cursor="", is_backfill=True)
    here = replace(at, page=0, seen=0, cursor="", is_backfill=True)
    if _asked(source, rest) == _asked(source, here):
        rest = replace(rest, until=_end_of_day_before(end))
    return rest if rest.until > at.since else None


def earlier(source: Source, at: Position, *, is_empty: bool) -> Position | None:
    """Return the window before one that was read whole, or None at the end of a backfill.

    Without an end that was asked for, an empty window is the end.
    """
    since = (
        datetime.combine(date(at.until.year, 1, 1), time(), at.until.tzinfo)
        if (_by_year(source))
        else at.since
    )
    if (at.floor is not None and since <= at.floor) or (at.floor is None and is_empty):
        return None
    options = options_of(source)
    span = options.window or (None if at.floor is not None else at.until - since)
    return _window(source, since - timedelta(seconds=1), at.floor, span=span)


def _window(
    source: Source, end: datetime, floor: datetime | None, *, span: timedelta | None
) -> Position:
    """Return the position of a backfill that ends at `end` and is `span` long, if it is bounded."""
    if _by_year(source):
        start = datetime(end.year, 1, 1, tzinfo=end.tzinfo)
    elif span is None and floor is not None:
        start = floor
    else:
        start = _begun(end - (span or options_of(source).lookback), end)
    if floor is not None:
        start = max(start, floor)
    return Position(since=start, until=end, floor=floor, is_backfill=True)


def _begun(start: datetime, end: datetime) -> datetime:
    """Return the first midnight of a window of days, so that no day is asked for twice."""
    if end - start < timedelta(days=2):
        return start
    return datetime.combine(start.date() + timedelta(days=1), time(), start.tzinfo)


def _by_year(source: Source) -> bool:
    words = words_of(source)
    return "year" in words and not words & {"since", "until"}


def _end_of_day_before(moment: datetime) -> datetime:
    return datetime.combine(moment.date() - timedelta(days=1), time(23, 59, 59), moment.tzinfo)


def _asked(source: Source, at: Position) -> tuple[str, bytes | None]:
    """Return what is sent of a request: what differs only in its fragment asks for the same."""
    request = request_at(source, at)
    return urldefrag(request.url).url, request.body
