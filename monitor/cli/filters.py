"""The filters `normalise`, `parse` and `dates`: what a source would be read as, from a pipe."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click
import msgspec

from monitor.cli.jsonl import BadInput, answer_lines, jsonl_option, require, text_of
from monitor.cli.session import Session, pass_session

if TYPE_CHECKING:
    from monitor.model import Payload, RawItem, Source


def _instant(asked: Mapping[str, Any], key: str) -> datetime | None:
    value = text_of(asked, key)
    if not value:
        return None
    try:
        instant = datetime.fromisoformat(value)
    except ValueError as error:
        raise BadInput(f'"{key}" has to be an instant such as 2025-04-04T10:00:00Z') from error
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def _zone(asked: Mapping[str, Any]) -> str:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    name = text_of(asked, "timezone") or "UTC"
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadInput(f'"timezone": no zone "{name}"') from error
    return name


def _payload(asked: Mapping[str, Any]) -> Payload:
    from monitor.clock import system_clock
    from monitor.model import Payload

    require(asked, "body_base64", "text")
    declared = text_of(asked, "content_type") or None
    encoded = text_of(asked, "body_base64")
    if encoded:
        try:
            body = base64.b64decode(encoded, validate=True)
        except binascii.Error as error:
            raise BadInput('"body_base64" is not base64') from error
    else:
        body = text_of(asked, "text").encode("utf-8", "surrogatepass")
        declared = f"{(declared or 'text/plain').partition(';')[0]}; charset=utf-8"
    return Payload(
        body=body,
        url=text_of(asked, "url"),
        content_type=declared,
        fetched_at=_instant(asked, "fetched_at") or system_clock(),
    )


def _source(asked: Mapping[str, Any], kind: str) -> Source:
    from monitor.model import Source

    return Source(name="stdin", kind=kind, url=text_of(asked, "url"), timezone=_zone(asked))


@click.command()
@jsonl_option
@pass_session
def normalise(session: Session, jsonl: bool) -> None:
    """Turn documents into records of the seed schema.

    In: {"id", "url"?, "content_type"?, "body_base64" or "text", "timezone"?, "fetched_at"?}

    \b
    echo '{"id": 1, "text": "Title\\n\\nMay 22, 2019\\n\\nBody."}' | monitor normalise --jsonl
    """
    from monitor.fingerprint import identities
    from monitor.kinds import parse as parsed
    from monitor.normalise import normalise as normalised

    taxonomy = session.config().taxonomy

    def answer(asked: Mapping[str, Any]) -> Mapping[str, Any]:
        source, payload = _source(asked, "document"), _payload(asked)
        items = parsed(source, payload).items
        if not items:
            raise BadInput("holds no item")
        article = normalised(
            items[0],
            source=source,
            fetched_at=payload.fetched_at,
            identity=identities(items[:1])[0],
            taxonomy=taxonomy,
        )
        record: Mapping[str, Any] = msgspec.to_builtins(article)
        return record

    answer_lines(answer)


@click.command(short_help="Turn answers of sources into their items.")
@click.option("--kind", required=True, help="Kind of source, such as feed or document.")
@jsonl_option
@pass_session
def parse(session: Session, kind: str, jsonl: bool) -> None:
    """Turn the answers of sources into their items, with dates read and mark-up taken off.

    In: as for normalise. Out: {"id", "feed": {…}, "items": [{…}]}

    \b
    monitor parse --kind feed --jsonl < feeds.jsonl
    """
    from monitor.kinds import KINDS
    from monitor.kinds import parse as parsed

    if kind not in KINDS:
        raise click.UsageError(f"no kind {kind}; known: {', '.join(KINDS)}")

    def answer(asked: Mapping[str, Any]) -> Mapping[str, Any]:
        source = _source(asked, kind)
        found = parsed(source, _payload(asked))
        feed = found.feed
        return {
            "feed": {
                "title": _plain(feed.title) if feed else None,
                "link": feed.link if feed else None,
                "language": feed.language if feed else None,
                "updated": _date(feed.updated, source.timezone) if feed else None,
            },
            "items": [_item(item, source.timezone) for item in found.items],
        }

    answer_lines(answer)


def _item(item: RawItem, timezone: str) -> Mapping[str, Any]:
    return {
        "id": item.id,
        "url": item.url,
        "title": _plain(item.title),
        "published": _date(item.published, timezone),
        "updated": _date(item.updated, timezone),
        "authors": item.authors,
        "summary": _body(item, item.summary),
        "content": _body(item, item.content),
        "tags": item.tags,
        "enclosures": item.enclosures,
    }


def _plain(text: str | None) -> str | None:
    from monitor.text import without_markup

    return without_markup(text) if text is not None else None


def _body(item: RawItem, text: str | None) -> str | None:
    from monitor.article.fragment import paragraphs

    if text is None or item.content_type == "text/plain":
        return text
    return paragraphs(text)


def _date(text: str | None, timezone: str) -> str | None:
    from monitor.dates import read

    reading = read(text, timezone=timezone) if text else None
    return reading.iso() if reading else None


@click.command()
@jsonl_option
@pass_session
def dates(session: Session, jsonl: bool) -> None:
    """Read printed dates.

    In: {"id", "text", "now"?, "timezone"?, "language"?}
    Out: {"id", "date": "YYYY-MM-DD" or null, "instant"?, "precision", "read_from"}

    \b
    echo '{"id": 1, "text": "2025年4月4日"}' | monitor dates --jsonl
    """
    from monitor.dates import stated

    def answer(asked: Mapping[str, Any]) -> Mapping[str, Any]:
        require(asked, "text")
        reading = stated(
            text_of(asked, "text"),
            timezone=_zone(asked),
            now=_instant(asked, "now"),
            language=text_of(asked, "language") or None,
        )
        if reading is None:
            return {"date": None, "precision": None, "read_from": None}
        whole = reading.precision not in {"year", "month"}
        known: dict[str, Any] = {
            "date": f"{reading.at:%Y-%m-%d}" if whole else None,
            "precision": reading.precision,
            "read_from": reading.text,
        }
        if reading.precision in {"hour", "minute", "second"}:
            known["instant"] = reading.iso()
        return known

    answer_lines(answer)
