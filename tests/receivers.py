"""Real receivers on this machine: a mail server and a web hook, each with what it was sent."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult

CERTIFICATE = Path(__file__).parent / "contract" / "localhost.pem"
"""Key and certificate for localhost and 127.0.0.1, self-signed, good for nothing else."""


@dataclass(slots=True)
class Mailbox:
    """What a mail server took, and how it is to answer."""

    refuse: dict[str, str] = field(default_factory=dict)
    """Replies to RCPT by address, such as `550 no such user`."""
    reply: str = "250 queued as 4711"
    """The reply to the message itself."""
    users: Mapping[str, str] = field(default_factory=dict)
    """Passwords by user; a login with others is refused."""
    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    """The envelope's recipients, mail by mail."""

    # The names are aiosmtpd's.
    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.reply.startswith("2"):
            mail = message_from_bytes(envelope.content, policy=default)
            assert isinstance(mail, EmailMessage)
            self.mails.append(mail)
            self.recipients.append(list(envelope.rcpt_tos))
        return self.reply

    def authenticate(
        self, server: Any, session: Any, envelope: Any, mechanism: str, login: Any
    ) -> AuthResult:
        good = self.users.get(login.login.decode()) == login.password.decode()
        return AuthResult(success=good, handled=False)


@asynccontextmanager
async def mail_server(mailbox: Mailbox, *, starttls: bool = False) -> AsyncIterator[Mailbox]:
    """Serve `mailbox` on a free port of 127.0.0.1, which is put into it."""
    context = None
    if starttls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(
            mailbox,
            hostname="localhost",
            tls_context=context,
            authenticator=mailbox.authenticate,
            auth_require_tls=starttls,
            loop=loop,
        ),
        "127.0.0.1",
        0,
    )
    mailbox.port = server.sockets[0].getsockname()[1]
    try:
        yield mailbox
    finally:
        server.close()
        await server.wait_closed()


@dataclass(frozen=True, slots=True)
class Post:
    """One request as it arrived; header names in small letters."""

    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Hook:
    """What a web hook was sent, and how it is to answer."""

    status: str = "204 No Content"
    headers: tuple[str, ...] = ()
    url: str = ""
    posts: list[Post] = field(default_factory=list)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        lines = head.decode("latin-1").strip().split("\r\n")[1:]
        pairs = (line.partition(":") for line in lines)
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        body = await reader.readexactly(int(headers["content-length"]))
        self.posts.append(Post(headers, body))
        answer = (f"HTTP/1.1 {self.status}", "Connection: close", *self.headers, "", "")
        writer.write("\r\n".join(answer).encode("latin-1"))
        await writer.drain()
        writer.close()


@asynccontextmanager
async def web_hook(hook: Hook) -> AsyncIterator[Hook]:
    """Serve `hook` on a free port of 127.0.0.1; its address is put into it."""
    server = await asyncio.start_server(hook._answer, "127.0.0.1", 0)
    hook.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/in/t0ken"
    try:
        yield hook
    finally:
        server.close()
        await server.wait_closed()
