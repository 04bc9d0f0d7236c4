"""What every channel promises; over real files, a real mail server and a real web hook."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.channels import Channel
from monitor.channels.email import EmailChannel, EmailSettings
from monitor.channels.file import FileChannel, FileSettings
from monitor.channels.webhook import WebhookChannel, WebhookSettings
from monitor.errors import DeliveryError
from tests import build
from tests.receivers import Hook, Mailbox, mail_server, web_hook

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqr"
PASSWORD = "correct horse"
NOBODY = 1
"""A port on which nobody listens."""


@dataclass(frozen=True, slots=True)
class Way:
    """A channel that works, one of the same kind whose receiver is down, and what came in."""

    works: Channel
    down: Channel
    ids: Callable[[], list[str]]
    """The digest's id on everything that the receiver took, in order."""
    receipt: str
    """What a receipt says among other things."""


@asynccontextmanager
async def files(folder: Path) -> AsyncIterator[Way]:
    (folder / "occupied").write_text("a file where a folder is needed")
    target = folder / "digests"
    yield Way(
        works=FileChannel("files", FileSettings(), folder=target),
        down=FileChannel("files", FileSettings(), folder=folder / "occupied"),
        ids=lambda: [path.stem.rpartition("-")[2] for path in target.glob("*.eml")],
        receipt="2026-05-06T1200Z-desk-d1d1d1d1.html (also .txt .json .eml)",
    )


@asynccontextmanager
async def email(folder: Path) -> AsyncIterator[Way]:
    async with mail_server(Mailbox(users={"monitor": PASSWORD})) as mailbox:

        def channel(port: int) -> Channel:
            settings = EmailSettings(
                host="127.0.0.1",
                port=port,
                tls="none",
                username="monitor",
                sender="Monitor <monitor@example.org>",
                to=("desk@example.org",),
            )
            return EmailChannel("mail", settings, password=PASSWORD)

        yield Way(
            works=channel(mailbox.port),
            down=channel(NOBODY),
            ids=lambda: [str(mail["Message-ID"]) for mail in mailbox.mails],
            receipt="250 queued as 4711",
        )


@asynccontextmanager
async def webhook(folder: Path) -> AsyncIterator[Way]:
    async with web_hook(Hook()) as hook:

        def channel(url: str) -> Channel:
            return WebhookChannel("hook", WebhookSettings(url=url), secret=SECRET)

        yield Way(
            works=channel(hook.url),
            down=channel(f"http://127.0.0.1:{NOBODY}/in/t0ken"),
            ids=lambda: [post.headers["webhook-id"] for post in hook.posts],
            receipt="204 No Content",
        )


Making = Callable[[Path], AbstractAsyncContextManager[Way]]
every_channel = pytest.mark.parametrize("making", [files, email, webhook])


@every_channel
def test_a_digest_arrives_and_the_receipt_says_how(making: Making, tmp_path: Path) -> None:
    async def told() -> tuple[str, list[str], str]:
        async with making(tmp_path) as way:
            receipt = await way.works.deliver(build.digest(), attempt=1, now=build.NOON)
            return receipt, way.ids(), way.receipt

    receipt, ids, expected = asyncio.run(told())

    assert expected in receipt
    assert len(ids) == 1
    assert "d1d1d1d1" in ids[0]


@every_channel
def test_a_repeat_carries_the_same_id(making: Making, tmp_path: Path) -> None:
    async def told() -> list[str]:
        async with making(tmp_path) as way:
            later = build.NOON + timedelta(hours=3)
            await way.works.deliver(build.digest(), attempt=1, now=build.NOON)
            await way.works.deliver(build.digest(), attempt=2, now=later)
            return way.ids()

    assert len(set(asyncio.run(told()))) == 1


@every_channel
def test_other_news_carries_another_id(making: Making, tmp_path: Path) -> None:
    async def told() -> list[str]:
        async with making(tmp_path) as way:
            for digest in (build.digest(), build.digest(id="e2" * 16)):
                await way.works.deliver(digest, attempt=1, now=build.NOON)
            return way.ids()

    assert len(set(asyncio.run(told()))) == 2


@every_channel
def test_a_receiver_that_is_down_may_be_tried_again(making: Making, tmp_path: Path) -> None:
    async def told() -> str:
        async with making(tmp_path) as way:
            with pytest.raises(DeliveryError) as caught:
                await way.down.deliver(build.digest(), attempt=1, now=build.NOON)
        assert not caught.value.permanent
        return str(caught.value)

    message = asyncio.run(told())

    assert "occupied" in message or "127.0.0.1" in message


@every_channel
def test_no_secret_is_in_what_a_channel_says_of_itself(making: Making, tmp_path: Path) -> None:
    async def told() -> str:
        async with making(tmp_path) as way:
            receipt = await way.works.deliver(build.digest(), attempt=1, now=build.NOON)
            with pytest.raises(DeliveryError) as caught:
                await way.down.deliver(build.digest(), attempt=1, now=build.NOON)
            return f"{way.works!r} {way.down!r} {receipt} {caught.value}"

    said = asyncio.run(told())

    assert PASSWORD not in said
    assert SECRET.removeprefix("whsec_") not in said
    assert "t0ken" not in said
