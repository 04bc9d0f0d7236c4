"""Mailboxes: read-only, in order, from where the last look ended, one message at a time."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from datetime import UTC, date, datetime

import pytest

from monitor.errors import FetchError
from monitor.kinds import kind_of
from monitor.model import NotModified, Payload, Validators
from tests.imap_server import ImapServer, letter, serving
from tests.mailboxes import fetcher, holding, last_validators, look, mailbox, subjects


def test_a_first_look_takes_the_newest_and_the_next_what_came_since() -> None:
    async def scene() -> None:
        async with serving(holding(5)) as server:
            source = mailbox(server, newest=3)

            first = await look(source)
            assert subjects(first) == ["N3", "N4", "N5"]
            assert last_validators(first) == Validators(etag="imap:7:5")

            assert await look(source, last_validators(first)) == [
                NotModified(validators=Validators(etag="imap:7:5"))
            ]
            server.add(letter("N6", number=6))
            assert subjects(await look(source, last_validators(first))) == ["N6"]

    asyncio.run(scene())


def test_a_message_is_handed_on_as_it_arrived_with_an_address_without_the_user() -> None:
    async def scene() -> None:
        async with serving(holding(1)) as server:
            (payload,) = await look(mailbox(server, path="/INBOX"))

            assert isinstance(payload, Payload)
            assert payload.body == server.messages[1].body
            assert payload.content_type == "message/rfc822"
            assert payload.url == f"imap://localhost:{server.port}/INBOX;UIDVALIDITY=7/;UID=1"
            assert server.open_connections == 0

    asyncio.run(scene())


def test_nothing_is_said_that_could_change_the_mailbox() -> None:
    async def scene() -> None:
        async with serving(holding(2)) as server:
            await look(mailbox(server))

            assert {line.removeprefix("UID ").partition(" ")[0] for line in server.said} == {
                *("CAPABILITY", "AUTHENTICATE", "EXAMINE", "SEARCH", "FETCH", "LOGOUT")
            }
            bodies = [line for line in server.said if "BODY" in line]
            assert bodies == ["UID FETCH 1 (UID BODY.PEEK[])", "UID FETCH 2 (UID BODY.PEEK[])"]

    asyncio.run(scene())


def test_messages_numbered_anew_are_looked_at_as_for_the_first_time() -> None:
    async def scene() -> None:
        async with serving(holding(2, validity=8)) as server:
            answers = await look(mailbox(server), Validators(etag="imap:7:900"))

            assert subjects(answers) == ["N1", "N2"]
            assert last_validators(answers) == Validators(etag="imap:8:2")

    asyncio.run(scene())


def test_a_server_that_tells_no_next_uid_is_searched() -> None:
    async def scene() -> None:
        async with serving(holding(2, tells_next_uid=False)) as server:
            source = mailbox(server)
            assert subjects(await look(source, Validators(etag="imap:7:1"))) == ["N2"]
            assert last_validators(await look(source, Validators(etag="imap:7:2"))) == Validators(
                etag="imap:7:2"
            )
            server.messages.clear()
            assert isinstance((await look(source))[0], NotModified)

    asyncio.run(scene())


def test_only_mails_of_the_senders_are_taken_from_the_server() -> None:
    async def scene() -> None:
        server = ImapServer()
        server.add(letter("Wanted", From="a@b.example"))
        server.add(letter("Also", From="Some One <x@trade.example.net>"))
        server.add(letter("Private", From="friend@example.com"))
        async with serving(server):
            answers = await look(mailbox(server, senders=("a@b.example", "@trade.example.net")))

            assert subjects(answers) == ["Wanted", "Also"]
            assert last_validators(answers) == Validators(etag="imap:7:3")
            assert "UID FETCH 3 (UID BODY.PEEK[])" not in server.said

    asyncio.run(scene())


def test_a_backfill_takes_what_arrived_on_its_days_and_keeps_no_mark() -> None:
    async def scene() -> None:
        server = ImapServer()
        for number, day in enumerate((1, 2, 3, 4), start=1):
            server.add(letter(f"N{number}", number=number), arrived=date(2026, 5, day))
        async with serving(server):
            source = mailbox(server)
            request = kind_of(source).request(
                source,
                datetime(2026, 5, 6, tzinfo=UTC),
                since=date(2026, 5, 2),
                until=date(2026, 5, 3),
            )

            answers = await look(source, Validators(etag="imap:7:4"), request)

            assert not request.is_stable
            assert subjects(answers) == ["N2", "N3"]
            assert last_validators(answers) == Validators()

    asyncio.run(scene())


def test_a_lost_connection_keeps_what_was_fetched_and_the_next_look_goes_on() -> None:
    async def scene() -> None:
        async with serving(holding(4, drops_at=3)) as server:
            source = mailbox(server)
            first = await look(source)
            assert subjects(first) == ["N1", "N2"]
            assert last_validators(first) == Validators(etag="imap:7:2")

            with pytest.raises(FetchError, match="the server closed the connection") as lost:
                await look(source, last_validators(first))
            assert lost.value.cause == "unreachable"

            server.drops_at = None
            assert subjects(await look(source, last_validators(first))) == ["N3", "N4"]

    asyncio.run(scene())


def test_a_message_over_the_cap_is_an_error_of_its_own_told_once() -> None:
    async def scene() -> None:
        server = holding(2)
        server.add(letter("Large", "x" * 5000), claims=5000)
        async with serving(server):
            by = fetcher(max_bytes=2000)
            answers = await look(mailbox(server), by=by)

            assert isinstance(answers[0], FetchError)
            assert answers[0].cause == "too-large"
            assert answers[0].subject.endswith(";UID=3")
            assert subjects(answers) == ["N1", "N2"]
            assert last_validators(answers) == Validators(etag="imap:7:3")
            assert isinstance(
                (await look(mailbox(server), last_validators(answers)))[0], NotModified
            )

    asyncio.run(scene())


def test_a_message_larger_than_the_server_said_is_not_read() -> None:
    async def scene() -> None:
        server = ImapServer()
        server.add(letter("Large", "x" * 6_000_000), claims=10)
        async with serving(server):
            with pytest.raises(FetchError) as found:
                await look(mailbox(server), by=fetcher(max_bytes=1000))
            assert found.value.cause == "too-large"

    asyncio.run(scene())


def test_a_look_that_is_given_up_lets_go_of_its_connection() -> None:
    async def scene() -> None:
        async with serving(holding(3)) as server:
            async with aclosing(fetcher().fetch(mailbox(server), None, Validators())) as answers:
                await anext(answers)

            assert server.said[-1] == "LOGOUT"

    asyncio.run(scene())
