"""A small IMAP server (as much of RFC 3501 as the client uses) on 127.0.0.1, that can misbehave."""

from __future__ import annotations

import asyncio
import base64
import re
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime

_RANGE = re.compile(r"(\d+)(?::(\d+|\*))?")
_FROM = re.compile(r'FROM "([^"]*)"')
_DAY = re.compile(r"(SINCE|BEFORE) (\d{1,2}-[A-Z][a-z]{2}-\d{4})")


@dataclass
class Letter:
    """A message of a folder."""

    body: bytes
    arrived: date = date(2026, 5, 6)
    claims: int | None = None
    """The size that the server tells, if not the true one."""


@dataclass
class ImapServer:
    """What the server holds and how it behaves; `said` is what clients told it."""

    messages: dict[int, Letter] = field(default_factory=dict)
    validity: int = 7
    user: str = "desk"
    password: str = 'pa"ss wörd'
    token: str = "token-1"
    folders: tuple[str, ...] = ("INBOX",)
    capabilities: str = "IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 STARTTLS"
    greeting: bytes = b"* OK ready\r\n"
    tells_next_uid: bool = True
    drops_at: int | None = None
    """UID at whose fetch the connection is cut."""
    hangs_at: str = ""
    """Command (`LOGIN`, `FETCH`, …) that is never answered, but for a byte now and then."""
    floods_at: str = ""
    """Command that is answered without end."""
    tls: ssl.SSLContext | None = None
    is_encrypted: bool = False
    said: list[str] = field(default_factory=list)
    port: int = 0
    open_connections: int = 0

    def add(self, body: bytes, *, uid: int | None = None, **given: object) -> int:
        """Put a message into the folder and return its UID."""
        number = uid or max(self.messages, default=0) + 1
        self.messages[number] = Letter(body, **given)  # type: ignore[arg-type]
        return number


def letter(
    subject: str = "Notice", text: str = "Words.", *, number: int = 1, **headers: str
) -> bytes:
    """A plain mail; `headers` with underscores for hyphens."""
    lines = {
        "From": "Trade Office <news@trade.example.org>",
        "To": "desk@example.com",
        "Subject": subject,
        "Date": format_datetime(datetime(2026, 5, 6, 8, 0, tzinfo=UTC) + timedelta(minutes=number)),
        "Message-ID": f"<{number}@trade.example.org>",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"{head}\r\n{text}\r\n".encode()


@asynccontextmanager
async def serving(
    server: ImapServer, *, tls: ssl.SSLContext | None = None
) -> AsyncIterator[ImapServer]:
    """Run the server until the block ends; `tls` encrypts from the first byte."""
    tasks: set[asyncio.Task[None]] = set()

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        server.open_connections += 1
        try:
            await _Conversation(server, reader, writer).run()
        except (ConnectionError, ssl.SSLError, asyncio.IncompleteReadError):
            pass  # the client hung up: what is tested is what it makes of it
        finally:
            server.open_connections -= 1
            tasks.discard(task)
            writer.transport.abort()

    listening = await asyncio.start_server(accept, "127.0.0.1", 0, ssl=tls)
    server.port = listening.sockets[0].getsockname()[1]
    server.is_encrypted = tls is not None
    try:
        yield server
    finally:
        listening.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class _Conversation:
    """One client's commands, one after the other."""

    def __init__(
        self, server: ImapServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._server = server
        self._reader = reader
        self._writer = writer

    async def run(self) -> None:
        server = self._server
        self._writer.write(server.greeting)
        while line := await self._reader.readline():
            tag, _, rest = line.decode("utf-8", "replace").strip().partition(" ")
            name = rest.removeprefix("UID ").partition(" ")[0].upper()
            server.said.append(rest)
            if name == server.hangs_at:
                await self._drip()
            if name == server.floods_at:
                await self._flood()
            if not await self._answer(tag, name, rest):
                return
            await self._writer.drain()

    async def _answer(self, tag: str, name: str, rest: str) -> bool:
        """Answer a command; false where the connection is to end."""
        server = self._server
        match name:
            case "CAPABILITY":
                self._say(f"* CAPABILITY {server.capabilities}", f"{tag} OK done")
            case "STARTTLS" if server.tls is not None:
                self._say(f"{tag} OK go on")
                await self._writer.start_tls(server.tls)
                server.is_encrypted = True
            case "LOGIN":
                wanted = f'"{server.user}" "{server.password}"'.replace('a"s', 'a\\"s')
                self._settle(tag, rest.partition(" ")[2] == wanted)
            case "AUTHENTICATE":
                await self._authenticate(tag, rest.partition(" ")[2])
            case "EXAMINE":
                self._examine(tag, rest.partition(" ")[2].strip('"'))
            case "SEARCH":
                found = " ".join(map(str, self._search(rest)))
                self._say(f"* SEARCH {found}".strip(), f"{tag} OK done")
            case "FETCH":
                return self._fetch(tag, rest)
            case "LOGOUT":
                self._say("* BYE", f"{tag} OK bye")
                await self._writer.drain()
                return False
            case _:
                self._say(f"{tag} BAD {name} is unknown or would change something")
        return True

    def _say(self, *lines: str) -> None:
        self._writer.write("".join(f"{line}\r\n" for line in lines).encode())

    def _settle(self, tag: str, is_right: bool) -> None:
        refusal = f"NO [AUTHENTICATIONFAILED] {self._server.user} is refused"
        self._say(f"{tag} {'OK welcome' if is_right else refusal}")

    async def _authenticate(self, tag: str, mechanism: str) -> None:
        server = self._server
        self._say("+ ")
        said = base64.b64decode(await self._reader.readline()).decode()
        if mechanism == "PLAIN":
            self._settle(tag, said == f"\0{server.user}\0{server.password}")
            return
        is_right = said == f"user={server.user}\x01auth=Bearer {server.token}\x01\x01"
        if not is_right:
            self._say("+ " + base64.b64encode(b'{"status":"400"}').decode())
            await self._reader.readline()
        self._settle(tag, is_right)

    def _examine(self, tag: str, folder: str) -> None:
        server = self._server
        if folder not in server.folders:
            self._say(f"{tag} NO no such folder")
            return
        self._say(f"* {len(server.messages)} EXISTS", f"* OK [UIDVALIDITY {server.validity}] fixed")
        if server.tells_next_uid:
            self._say(f"* OK [UIDNEXT {max(server.messages, default=0) + 1}] next")
        self._say(f"{tag} OK [READ-ONLY] done")

    def _search(self, rest: str) -> list[int]:
        uids = sorted(self._server.messages)
        words = rest.removeprefix("UID SEARCH ")
        if words.startswith("UID "):
            first, last = self._bounds(words[4:])
            uids = [uid for uid in uids if first <= uid <= last] or uids[-1:]  # n:* has the last
        elif words[0].isdigit():
            first, last = self._bounds(words)
            uids = uids[first - 1 : last]
        days = {
            name: datetime.strptime(day, "%d-%b-%Y").replace(tzinfo=UTC).date()
            for name, day in _DAY.findall(words)
        }
        senders = _FROM.findall(words)
        return [uid for uid in uids if self._fits(uid, days, senders)]

    def _bounds(self, words: str) -> tuple[int, int]:
        found = _RANGE.match(words)
        assert found is not None
        last = found[2] or found[1]
        return int(found[1]), 1 << 40 if last == "*" else int(last)

    def _fits(self, uid: int, days: dict[str, date], senders: list[str]) -> bool:
        one = self._server.messages[uid]
        head = one.body.partition(b"\r\n\r\n")[0].decode()
        sender = next((x for x in head.splitlines() if x.startswith("From:")), "")
        return days.get("SINCE", date.min) <= one.arrived < days.get("BEFORE", date.max) and (
            not senders or any(name in sender for name in senders)
        )

    def _fetch(self, tag: str, rest: str) -> bool:
        _, _, wanted, what = rest.split(" ", 3)
        for uid in map(int, wanted.split(",")):
            one = self._server.messages.get(uid)
            if one is None:
                continue
            if "BODY" not in what:
                size = len(one.body) if one.claims is None else one.claims
                self._say(f"* 1 FETCH (UID {uid} RFC822.SIZE {size})")
                continue
            if uid == self._server.drops_at:
                return False
            self._writer.write(f"* 1 FETCH (UID {uid} BODY[] {{{len(one.body)}}}\r\n".encode())
            self._writer.write(one.body + b")\r\n")
        self._say(f"{tag} OK done")
        return True

    async def _drip(self) -> None:
        for _ in range(10_000):
            self._writer.write(b"*")
            await self._writer.drain()
            await asyncio.sleep(0.02)

    async def _flood(self) -> None:
        for _ in range(100_000):
            self._say(*["* 1 FETCH (FLAGS ())"] * 1000)
            await self._writer.drain()
