"""Filters for pipes: one JSON object a line in, one out, in the same order.

A line that cannot be answered is answered by `{"id": …, "error": …}`; the rest goes on.
"""

from __future__ import annotations

import codecs
import json
import logging
import re
import sys
from collections.abc import Callable, Mapping
from typing import Any

import click
import msgspec

from monitor.errors import MonitorError
from monitor.text import one_line, printable

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
