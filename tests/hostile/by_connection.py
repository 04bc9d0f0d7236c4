"""Connections that are refused, reset, stalled and dripped, and certificates that prove nothing."""

from __future__ import annotations

from datetime import timedelta
from itertools import repeat

from monitor.model import Access
from tests.hostile.behaviour import (
    ONE,
    Behaviour,
    Failed,
    Stored,
    Wire,
    head,
    raw,
    says,
)
from tests.hostile.street import EXPIRED
from tests.receivers import CERTIFICATE

SHORT = timedelta(seconds=1)
IMPATIENT = {"access": Access(timeout=SHORT)}
TIMED_OUT = Failed(cause="timeout", words="timed out after 1 s")
_TRUSTED = {"access": Access(ca_file=str(CERTIFICATE))}


async def stall(wire: Wire) -> None:
    await wire.never()


async def reset(wire: Wire) -> None:
    await wire.reset()


async def reset_in_head(wire: Wire) -> None:
    await wire.send("HTTP/1.1 200 OK\r\nContent-Ty")
    await wire.reset()


async def reset_in_body(wire: Wire) -> None:
    await wire.send(head("200 OK", "Content-Length: 5000"), ONE[:100])
    await wire.reset()


async def stall_in_body(wire: Wire) -> None:
    await wire.send(head("200 OK", "Content-Length: 5000"), ONE[:100])
    await wire.never()


async def drip_head(wire: Wire) -> None:
    await wire.drip(b"%c" % byte for byte in (head("200 OK", "X: " + "x" * 5000)).encode())


async def drip_body(wire: Wire) -> None:
    await wire.send(head("200 OK"), ONE[:100])
    await wire.drip(repeat(b" "))


async def early_hints(wire: Wire) -> None:
    await wire.drip(repeat(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"))


async def stalled_error(wire: Wire) -> None:
    await wire.send(head("500 Internal Server Error"), "<html>")
    await wire.never()


async def stalled_redirect(wire: Wire) -> None:
    await wire.send(head("302 Found", f"Location: {wire.asked.path}/on"))
    await wire.never()


BEHAVIOURS = (
    Behaviour(
        name="refuses the connection",
        listens="nobody",
        answer=stall,
        expects=Failed(cause="unreachable", words="connection refused"),
        requests=0,
    ),
    Behaviour(
        name="closes at once",
        reads=False,
        answer=raw(),
        expects=Failed(cause="unreachable", words="connection reset"),
    ),
    Behaviour(
        name="resets at once",
        reads=False,
        answer=reset,
        expects=Failed(cause="unreachable", words="connection reset"),
    ),
    Behaviour(
        name="hears the question and closes",
        answer=raw(),
        expects=Failed(cause="protocol"),
    ),
    Behaviour(
        name="closes after the status line",
        answer=raw("HTTP/1.1 200 OK\r\n"),
        expects=Failed(cause="protocol"),
    ),
    Behaviour(
        name="resets in the middle of the head",
        answer=reset_in_head,
        expects=Failed(cause="unreachable", words="connection reset"),
    ),
    Behaviour(
        name="resets in the middle of the body",
        answer=reset_in_body,
        expects=Failed(cause="unreachable", words="connection reset"),
    ),
    Behaviour(
        name="accepts and does not read",
        reads=False,
        answer=stall,
        source=IMPATIENT,
        expects=TIMED_OUT,
    ),
    Behaviour(name="never answers", answer=stall, source=IMPATIENT, expects=TIMED_OUT),
    Behaviour(
        name="stalls in the middle of the body",
        answer=stall_in_body,
        source=IMPATIENT,
        expects=TIMED_OUT,
    ),
    Behaviour(
        name="drips its head byte by byte", answer=drip_head, source=IMPATIENT, expects=TIMED_OUT
    ),
    Behaviour(
        name="drips its body for ever", answer=drip_body, source=IMPATIENT, expects=TIMED_OUT
    ),
    Behaviour(
        name="gives hints for ever and no answer",
        answer=early_hints,
        source=IMPATIENT,
        expects=TIMED_OUT,
    ),
    Behaviour(
        name="stalls in the body of an error",
        answer=stalled_error,
        source=IMPATIENT,
        expects=TIMED_OUT,
    ),
    Behaviour(
        name="redirects and then holds the line",
        answer=stalled_redirect,
        expects=Failed(cause="redirects", words="more than 5 redirects"),
        requests=6,
    ),
    Behaviour(
        name="speaks no TLS where TLS is asked for",
        asks_by="https",
        reads=False,
        answer=raw("HTTP/1.1 400 Bad Request\r\n\r\n"),
        expects=Failed(cause="tls"),
    ),
    Behaviour(
        name="stalls in the handshake",
        asks_by="https",
        reads=False,
        answer=stall,
        source=IMPATIENT,
        expects=TIMED_OUT,
    ),
    Behaviour(
        name="speaks TLS where none is asked for",
        listens="tls",
        answer=says("200 OK", body=ONE),
        expects=Failed(cause="protocol", words="not HTTP as specified"),
        requests=0,
    ),
    Behaviour(
        name="has signed its certificate itself",
        listens="tls",
        asks_by="https",
        number="127.0.0.1",
        answer=says("200 OK", body=ONE),
        expects=Failed(cause="tls", words="certificate refused: self-signed certificate"),
        requests=0,
    ),
    Behaviour(
        name="has a certificate of another host",
        listens="tls",
        asks_by="https",
        host="gazette.example",
        answer=says("200 OK", body=ONE),
        source=_TRUSTED,
        expects=Failed(cause="tls", words="certificate refused"),
        requests=0,
    ),
    Behaviour(
        name="has a certificate that has expired",
        listens="tls-expired",
        asks_by="https",
        answer=says("200 OK", body=ONE),
        number="127.0.0.1",
        source={"access": Access(ca_file=str(EXPIRED))},
        expects=Failed(cause="tls", words="expired"),
        requests=0,
    ),
    Behaviour(
        name="has the certificate that was configured",
        listens="tls",
        asks_by="https",
        number="127.0.0.1",
        answer=says("200 OK", body=ONE),
        source=_TRUSTED,
        expects=Stored(items=1),
    ),
)
