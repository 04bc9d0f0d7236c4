"""Filters for pipes: one JSON object a line in, one out, in the same order.

A line that cannot be answered is answered by `{"id": …, "error": …}`; the rest goes on.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import json
import logging
import re
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click
import msgspec

from monitor.cli.session import Session, pass_session
from monitor.errors import MonitorError
from monitor.text import one_line, printable

if TYPE_CHECKING:
    from monitor.model import Payload, RawItem, Source

log = logging.getLogger(__name__)

jsonl_option = click.option(
    "--jsonl", is_flag=True, required=True, help="JSON objects, one a line, in and out."
)

_HALF = re.compile("[\ud800-\udfff]")
Answer = Callable[[Mapping[str, Any]], Mapping[str, Any]]


class BadInput(MonitorError):
    """A line that is not what the filter takes."""


def answer_lines(answer: Answer) -> None:
    """Answer every line of standard input, flushing each, so that a pipe sees it at once."""
    for number, line in enumerate(sys.stdin.buffer, 1):
        given = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        if not given.strip():
            continue
        asked: Any = None
        try:
            asked = _decoded(given, number)
            reply = {"id": asked.get("id"), **answer(asked)}
        except MonitorError as error:
            reply = _error(asked, str(error))
        except Exception as error:
            # The one broad catch of a filter: a defect of ours costs one line, not the pipe.
            log.exception("defect")
            reply = _error(asked, f"a defect of Monitor: {type(error).__name__}: {error}")
        sys.stdout.buffer.write(msgspec.json.encode(reply) + b"\n")
        sys.stdout.buffer.flush()


def _decoded(line: bytes, number: int) -> dict[str, Any]:
    """Return the object on a line; halves of characters that a program left in it are U+FFFD.

    Raises:
        BadInput: it is none; with the line's number, as there is no id.
    """
    try:
        asked = msgspec.json.decode(line)
    except UnicodeDecodeError as error:
        raise BadInput(f"line {number}: not text in UTF-8; convert it") from error
    except RecursionError as error:
        raise BadInput(f"line {number}: nested too deeply") from error
    except msgspec.MsgspecError as error:
        asked = _with_halves(line)
        if asked is None:
            raise BadInput(f"line {number}: {error}") from error
    if not isinstance(asked, dict):
        raise BadInput(f"line {number}: expected a JSON object")
    return asked


def _with_halves(line: bytes) -> object:
    """Return the value of a line that has halves of surrogate pairs; None: something else ails it.

    `json.dumps` writes them, which the decoder refuses.
    """
    try:
        written = json.dumps(json.loads(line), ensure_ascii=False)
    except (ValueError, RecursionError):
        return None
    return msgspec.json.decode(_HALF.sub("\ufffd", written))


def _error(asked: object, fact: str) -> dict[str, Any]:
    return {"id": asked.get("id") if isinstance(asked, dict) else None, "error": fact}


def text_of(asked: Mapping[str, Any], key: str) -> str:
    """Return a text that was given; "" where none was, or null."""
    value = asked.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadInput(f'"{key}" has to be text or null')
    return value


def require(asked: Mapping[str, Any], *keys: str) -> None:
    """Refuse a line that has none of `keys`, of which one is needed; name what comes near.

    Other keys are nobody's business: people pipe through what they have. But a line that gives
    `Title` and no `title` is not one about nothing.

    Raises:
        BadInput: there is none of them.
    """
    if any(key in asked for key in keys):
        return
    from monitor.taxonomy.entries import suggestion

    fact = "needs " + " or ".join(f'"{key}"' for key in keys)
    for given in asked:
        if near := suggestion(given.strip().lower(), keys):
            raise BadInput(f'{fact}, found "{printable(one_line(given))}"{near}')
    raise BadInput(fact)


def _instant(asked: Mapping[str, Any], key: str) -> datetime | None:
    value = text_of(asked, key)
    if not value:
        return None
    try:
        instant = datetime.fromisoformat(value)
    except ValueError as error:
        raise BadInput(f'"{key}" is an instant such as 2025-04-04T10:00:00Z') from error
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
