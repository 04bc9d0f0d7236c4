"""Mail servers that speak no IMAP, or without end."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import repeat
from typing import Any

from monitor.kinds.mailbox import MailboxOptions
from monitor.model import Access
from tests.hostile.behaviour import Answer, Behaviour, Expected, Failed, Wire, raw
from tests.mailboxes import Word

_SOURCE: Mapping[str, Any] = {
    "access": Access(username="desk", password=Word("unimportant")),
    "options": MailboxOptions(starttls=False),
}


async def endless_greeting(wire: Wire) -> None:
    await wire.send("* OK ")
    await wire.pour(repeat(b"x" * 65_536))


async def endless_lines(wire: Wire) -> None:
    await wire.send("* OK ready\r\n")
    await wire.pour(repeat(b"* 1 EXISTS\r\n" * 5000))


def mail(name: str, answer: Answer, expects: Expected) -> Behaviour:
    return Behaviour(
        name=name,
        kind="mailbox",
        path="/INBOX",
        asks_by="imap",
        reads=False,
        answer=answer,
        source=_SOURCE,
        expects=expects,
    )


BEHAVIOURS = (
    mail("speaks HTTP where mail is looked for", raw("HTTP/1.1 400 Bad\r\n\r\n"),
         Failed(cause="protocol")),
    mail("greets with garbage", raw(bytes(range(256)) * 10), Failed(cause="protocol")),
    mail("says goodbye at once", raw("* BYE too many\r\n"),
         Failed(cause="unreachable", words="too many")),
    mail("greets without end", endless_greeting, Failed(cause="protocol")),
    mail("tells news without end", endless_lines, Failed(cause="too-large")),
)  # fmt: skip
