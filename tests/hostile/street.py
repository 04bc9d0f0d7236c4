"""A street of servers on this machine, each on an address of its own, and a journal of visits."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.hostile.behaviour import ONE, Asked, Behaviour, Stored, Wire, head, made
from tests.receivers import CERTIFICATE

EXPIRED = Path(__file__).parent / "expired.pem"
"""Key and certificate for 127.0.0.1 and localhost whose time is over, good for nothing else."""
STREET = "127.1.0.0/16"
NEIGHBOUR = "127.0.99.1"


@dataclass(slots=True)
class Street:
    """Where everybody stands, and who came."""

    places: dict[str, str] = field(default_factory=dict)
    """By name of the behaviour: `http://127.1.0.7:12345/feed`."""
    allowed: list[str] = field(default_factory=lambda: [STREET, NEIGHBOUR])
    """Networks and `host:port` of all who may be reached."""
    names: dict[str, str] = field(default_factory=dict)
    """The numbers of those who have a name."""
    visits: dict[str, list[Asked]] = field(default_factory=lambda: defaultdict(list))
    """Requests by name of the behaviour; of those who do not read, connections."""
    trespasses: list[str] = field(default_factory=list)
    """Connections to the place inside, where nobody may be led."""
    inside: int = 0
    neighbour: str = ""


@asynccontextmanager
async def inhabited(behaviours: Iterable[Behaviour]) -> AsyncIterator[Street]:
    """Let all of them stand in the street; when it is left nobody is there any more."""
    street = Street()
    async with AsyncExitStack() as stack:
        tasks: set[asyncio.Task[None]] = set()
        stack.push_async_callback(_end, tasks)
        street.inside = await _guarded_place(street, stack)
        neighbour = Behaviour(name="the neighbour", answer=_feed, expects=Stored(items=1))
        await _move_in(neighbour, NEIGHBOUR, street, stack, tasks)
        street.neighbour = street.places[neighbour.name]
        for number, one in enumerate(behaviours):
            host = one.number or f"127.1.{number // 250}.{number % 250 + 1}"
            await _move_in(one, host, street, stack, tasks)
        yield street


async def _guarded_place(street: Street, stack: AsyncExitStack) -> int:
    """Open a place at 127.0.0.1 and ::1 that writes down who comes, and return its port."""

    async def note(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        street.trespasses.append(str(writer.get_extra_info("sockname")))
        writer.close()

    server = await asyncio.start_server(note, "127.0.0.1", 0)
    stack.callback(server.close)
    port = int(server.sockets[0].getsockname()[1])
    if socket.has_ipv6:
        try:
            other = await asyncio.start_server(note, "::1", port)
        except OSError:
            return port  # a machine without IPv6: nobody can come that way
        stack.callback(other.close)
    return port


async def _move_in(
    one: Behaviour,
    host: str,
    street: Street,
    stack: AsyncExitStack,
    tasks: set[asyncio.Task[None]],
) -> None:
    door = _Door(one, street, tasks)
    if one.listens == "nobody":
        closed = stack.enter_context(socket.socket())
        closed.bind((host, 0))
        port = closed.getsockname()[1]
    else:
        server = await asyncio.start_server(door.accept, host, 0, ssl=_context(one.listens))
        stack.callback(server.close)
        port = server.sockets[0].getsockname()[1]
    door.here = f"{one.asks_by}://{one.host or host}:{port}"
    street.places[one.name] = door.here + one.path
    if one.number:
        street.allowed.append(f"{host}:{port}")
    if one.host:
        street.names[one.host] = host


class _Door:
    """Where one of them is met."""

    def __init__(self, one: Behaviour, street: Street, tasks: set[asyncio.Task[None]]) -> None:
        self.here = ""
        self._one = one
        self._street = street
        self._tasks = tasks
        self._times: Counter[str] = Counter()

    async def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            await self._act(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # whoever asked had enough
        except asyncio.CancelledError:
            pass  # the street is left
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _act(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        street, one = self._street, self._one
        asked = Asked("", {}, 0, self.here, street.inside, street.neighbour)
        if one.reads:
            path, headers = _read(await reader.readuntil(b"\r\n\r\n"))
            self._times[path] += 1
            asked = replace(asked, path=path, headers=headers, number=self._times[path])
        street.visits[one.name].append(asked)
        wire = Wire(asked, writer)
        if asked.path != "/robots.txt":
            await one.answer(wire)
        elif one.robots is None:
            await wire.send(head("404 Not Found"))
        else:
            await wire.send(head("200 OK", "Content-Type: text/plain"), made(one.robots, asked))


def _context(listens: str) -> ssl.SSLContext | None:
    if listens == "plain":
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(EXPIRED if listens == "tls-expired" else CERTIFICATE)
    return context


def _read(written: bytes) -> tuple[str, Mapping[str, str]]:
    first, *lines = written.decode("latin-1").strip().split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return first.split(" ")[1], {name.lower(): value.strip() for name, _, value in pairs}


async def _feed(wire: Wire) -> None:
    await wire.send(head("200 OK", "Content-Type: application/rss+xml"), ONE)


async def _end(tasks: set[asyncio.Task[None]]) -> None:
    for task in list(tasks):
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
