"""Looks at a mailbox on the small IMAP server, for tests."""

from __future__ import annotations

from typing import Any

from monitor.fetch import Fetched
from monitor.fetch.guard import Guard
from monitor.fetch.mailbox import MailboxFetcher
from monitor.kinds.mailbox import MailboxOptions
from monitor.model import Access, NotModified, Payload, Request, Source, Validators
from tests import build
from tests.imap_server import ImapServer, letter


class Word:
    """A secret that is at hand."""

    def __init__(self, word: str) -> None:
        self._word = word

    def read(self) -> str:
        return self._word


def mailbox(server: ImapServer, *, scheme: str = "imap", path: str = "", **given: Any) -> Source:
    access = {"username": server.user, "password": Word(server.password)}
    options = {"starttls": False} if scheme == "imap" else {}
    return build.source(
        kind="mailbox",
        url=f"{scheme}://localhost:{server.port}{path}",
        access=Access(**{**access, **given.pop("access", {})}),
        options=MailboxOptions(**{**options, **given}),
    )


def fetcher(*, allow: tuple[str, ...] = ("127.0.0.0/8", "::1/128"), **given: Any) -> MailboxFetcher:
    return MailboxFetcher(clock=build.FakeClock(), guard=Guard(allow), **given)


async def look(
    source: Source,
    validators: Validators | None = None,
    request: Request | None = None,
    *,
    by: MailboxFetcher | None = None,
) -> list[Fetched]:
    found = (by or fetcher()).fetch(source, request, validators or Validators())
    return [one async for one in found]


def subjects(answers: list[Fetched]) -> list[str]:
    return [
        line.removeprefix("Subject: ")
        for one in answers
        if isinstance(one, Payload)
        for line in one.body.decode().splitlines()
        if line.startswith("Subject: ")
    ]


def holding(count: int, **given: Any) -> ImapServer:
    server = ImapServer(**given)
    for number in range(1, count + 1):
        server.add(letter(f"N{number}", number=number))
    return server


def last_validators(answers: list[Fetched]) -> Validators:
    assert isinstance(answers[-1], Payload | NotModified)
    return answers[-1].validators
