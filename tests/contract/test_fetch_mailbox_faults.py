"""Mailboxes whose servers refuse, break, lie or never end: typed errors within bounds."""

from __future__ import annotations

import asyncio
import ssl
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.errors import FetchError
from tests.imap_server import ImapServer, serving
from tests.mailboxes import Word, fetcher, holding, look, mailbox, subjects

CERTIFICATE = Path(__file__).parent / "localhost.pem"


def context() -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(CERTIFICATE)
    return made


@pytest.mark.parametrize("scheme", ["imaps", "imap"])
def test_connections_are_encrypted_and_certificates_verified(scheme: str) -> None:
    async def scene() -> None:
        server = holding(1, tls=context())
        async with serving(server, tls=context() if scheme == "imaps" else None):
            trusting = mailbox(
                server, scheme=scheme, starttls=True, access={"ca_file": str(CERTIFICATE)}
            )
            assert subjects(await look(trusting)) == ["N1"]
            assert server.is_encrypted

            with pytest.raises(FetchError, match="certificate refused") as refused:
                await look(mailbox(server, scheme=scheme, starttls=True))
            assert refused.value.cause == "tls"

    asyncio.run(scene())


def test_no_password_is_sent_where_encryption_is_not_to_be_had() -> None:
    async def scene() -> None:
        async with serving(holding(1, capabilities="IMAP4rev1 AUTH=PLAIN")) as server:
            with pytest.raises(FetchError, match="offers no STARTTLS") as refused:
                await look(mailbox(server, starttls=True))

            assert refused.value.cause == "tls"
            assert server.said == ["CAPABILITY"]

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("capabilities", "access"),
    [
        ("IMAP4rev1 AUTH=PLAIN", {}),
        ("IMAP4rev1 AUTH=XOAUTH2", {"password": None, "bearer": Word("token-1")}),
    ],
)
def test_login_is_by_password_or_token(capabilities: str, access: dict[str, Any]) -> None:
    async def scene() -> None:
        async with serving(holding(1, capabilities=capabilities)) as server:
            assert subjects(await look(mailbox(server, access=access))) == ["N1"]

    asyncio.run(scene())


def test_a_server_without_mechanisms_is_logged_in_to_plainly() -> None:
    async def scene() -> None:
        async with serving(holding(1, capabilities="IMAP4rev1", password='pa"ss')) as server:
            assert subjects(await look(mailbox(server))) == ["N1"]
            server.password = "wörd"
            with pytest.raises(FetchError, match="beyond ASCII") as refused:
                await look(mailbox(server))
            assert refused.value.cause == "blocked"

    asyncio.run(scene())


@pytest.mark.parametrize(
    "access", [{"password": Word("no-good")}, {"password": None, "bearer": Word("no-good")}]
)
def test_a_refused_login_is_blocked_and_tells_no_secret(access: dict[str, Any]) -> None:
    async def scene() -> None:
        async with serving(holding(1)) as server:
            with pytest.raises(
                FetchError, match=r"login refused: .*AUTHENTICATIONFAILED"
            ) as refused:
                await look(mailbox(server, access=access))

            assert refused.value.cause == "blocked"
            assert "no-good" not in str(refused.value)
            assert "desk" not in str(refused.value)
            assert refused.value.__cause__ is None

    asyncio.run(scene())


def test_a_folder_is_named_by_the_path_or_the_options_in_any_script() -> None:
    async def scene() -> None:
        # Source of the second: RFC 3501, 5.1.3.
        folders = ("News/Trade &- more", "~peter/mail/&U,BTFw-/&ZeVnLIqe-")
        async with serving(holding(1, folders=folders)) as server:
            assert subjects(await look(mailbox(server, path="/News/Trade%20%26%20more")))
            assert subjects(await look(mailbox(server, folder="~peter/mail/台北/日本語")))
            with pytest.raises(FetchError, match="no folder 'Nowhere'") as missing:
                await look(mailbox(server, folder="Nowhere"))
            assert missing.value.cause == "gone"

    asyncio.run(scene())


def test_a_private_address_is_refused_before_a_byte_is_sent() -> None:
    async def scene() -> None:
        async with serving(holding(1)) as server:
            with pytest.raises(FetchError, match="is a loopback address") as refused:
                await look(mailbox(server), by=fetcher(allow=()))

            assert refused.value.cause == "forbidden"
            assert server.said == []

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("greeting", "cause"),
    [
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "protocol"),
        (b"* BYE overloaded\r\n", "unreachable"),
        (b"x" * 3_000_000 + b"\r\n", "protocol"),
        (b"\xff\xfe\r\n", "protocol"),
    ],
)
def test_what_is_no_imap_server_is_told(greeting: bytes, cause: str) -> None:
    async def scene() -> None:
        async with serving(holding(1, greeting=greeting)) as server:
            with pytest.raises(FetchError) as found:
                await look(mailbox(server))
            assert found.value.cause == cause

    asyncio.run(scene())


def test_a_port_where_nobody_listens_is_unreachable() -> None:
    async def scene() -> None:
        async with serving(ImapServer()) as server:
            pass
        with pytest.raises(FetchError, match="connection refused") as found:
            await look(mailbox(server))
        assert found.value.cause == "unreachable"

    asyncio.run(scene())


@pytest.mark.parametrize("command", ["CAPABILITY", "AUTHENTICATE", "EXAMINE", "SEARCH", "FETCH"])
@pytest.mark.parametrize("limit", ["step", "deadline"])
def test_a_server_that_drips_is_left_in_time(command: str, limit: str) -> None:
    async def scene() -> None:
        async with serving(holding(1, hangs_at=command)) as server:
            in_time: dict[str, Any] = {limit: timedelta(seconds=0.2)}
            begun = asyncio.get_running_loop().time()
            with pytest.raises(FetchError, match="timed out") as found:
                await look(mailbox(server), by=fetcher(**in_time))
            assert found.value.cause == "timeout"
            assert asyncio.get_running_loop().time() - begun < 3

    asyncio.run(scene())


@pytest.mark.parametrize("command", ["EXAMINE", "FETCH"])
def test_a_server_that_sends_without_end_is_cut_off(command: str) -> None:
    async def scene() -> None:
        async with serving(holding(1, floods_at=command)) as server:
            with pytest.raises(FetchError) as found:
                await look(mailbox(server), by=fetcher(max_bytes=1000))
            assert found.value.cause == "too-large"

    asyncio.run(scene())
