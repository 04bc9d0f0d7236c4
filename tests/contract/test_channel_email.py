"""What the mail channel promises on top of what every channel does; over a real mail server."""

from __future__ import annotations

import asyncio
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest

from monitor.channels.email import EmailChannel, EmailSettings, message
from monitor.digest import html, text
from monitor.errors import ConfigError, DeliveryError
from monitor.model import Digest
from tests import build
from tests.receivers import CERTIFICATE, Mailbox, mail_server

HERE, THERE = "desk@example.org", "board@example.net"


def settings(**given: Any) -> EmailSettings:
    values = {"host": "127.0.0.1", "tls": "none", "sender": "monitor@example.org", "to": (HERE,)}
    return EmailSettings(**{**values, **given})


def mail(digest: Digest | None = None, **given: Any) -> EmailMessage:
    made = message(digest or build.digest(), settings(**given), channel="mail", now=build.NOON)
    read = message_from_bytes(made.as_bytes(), policy=default)
    assert isinstance(read, EmailMessage)
    return read


def sent(mailbox: Mailbox, *, starttls: bool = False, password: str = "", **given: Any) -> str:
    async def run() -> str:
        async with mail_server(mailbox, starttls=starttls):
            channel = EmailChannel("mail", settings(port=mailbox.port, **given), password=password)
            return await channel.deliver(build.digest(), attempt=1, now=build.NOON)

    return asyncio.run(run())


def refused(mailbox: Mailbox, **given: Any) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        sent(mailbox, **given)
    return caught.value


def test_a_mail_is_text_and_html_of_the_same_digest() -> None:
    digest = build.digest()

    first, second = mail(digest).iter_parts()
    assert isinstance(first, EmailMessage) and isinstance(second, EmailMessage)
    assert first.get_content_type() == "text/plain"
    assert second.get_content_type() == "text/html"
    assert first.get_content().replace("\r\n", "\n") == text.render(digest)
    assert second.get_content().replace("\r\n", "\n").strip() == html.render(digest).strip()


def test_a_mail_says_what_it_is() -> None:
    read = mail(subject_prefix="[Monitor]")

    assert read["Message-ID"] == f"<{'d1' * 16}.mail@example.org>"
    assert read["List-Id"] == "<desk.monitor.example.org>"
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["X-Monitor-Digest"] == "d1" * 16
    assert read["Date"].datetime == build.NOON
    assert str(read["Subject"]).startswith("[Monitor] 1 alert: Ministry requires")


def test_nothing_in_a_title_becomes_a_header() -> None:
    title = "Quota\r\nBcc: thief@example.com\r\n\r\n<b>body</b>"
    read = mail(
        build.digest(entries=(build.entry(title=title),), subscription="a\r\nBcc: b@example.com")
    )

    assert read["Bcc"] is None
    assert "Quota Bcc: thief@example.com <b>body</b>" in str(read["Subject"])


def test_a_long_subject_in_another_script_survives() -> None:
    title = "关于对两种重稀土氧化物实施出口管制的公告" * 5
    subject = str(mail(build.digest(entries=(build.entry(title=title),)))["Subject"])

    assert subject.startswith("1 alert: 关于对两种重稀土")
    assert len(subject) <= 150


def test_long_names_are_not_folded_into_something_else() -> None:
    made = message(
        build.digest(subscription="s" * 50),
        settings(sender=f"monitor@{'sub-domain.' * 4}example.org"),
        channel="m" * 50,
        now=build.NOON,
    )

    lines = made.as_bytes().decode("ascii").split("\r\n")
    domain = "sub-domain." * 4 + "example.org"
    assert f"Message-ID: <{'d1' * 16}.{'m' * 50}@{domain}>" in lines
    assert f"List-Id: <{'s' * 50}.monitor.{domain}>" in lines


def test_a_mail_passes_servers_that_take_seven_bits() -> None:
    digest = build.digest(
        entries=(build.entry(title="钕镝 – Überblick", url="https://x.org/" + "a" * 1200),)
    )
    content = message(digest, settings(), channel="mail", now=build.NOON).as_bytes()

    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 78


def test_a_subscription_in_another_script_has_a_list_of_its_own() -> None:
    first, second = (str(mail(build.digest(subscription=name))["List-Id"]) for name in "钕镝")

    assert first != second
    assert first.isascii()


def test_the_connection_is_encrypted_and_the_authority_checked() -> None:
    mailbox = Mailbox(users={"monitor": "pässword"})
    receipt = sent(
        mailbox,
        starttls=True,
        tls="starttls",
        tls_ca_file=str(CERTIFICATE),
        username="monitor",
        password="pässword",
    )

    assert receipt == "250 queued as 4711"
    assert mailbox.recipients == [[HERE]]


def test_a_certificate_that_nobody_vouches_for_is_not_trusted() -> None:
    mailbox = Mailbox()
    error = refused(mailbox, starttls=True, tls="starttls")

    assert not error.permanent
    assert "certificate" in str(error)
    assert mailbox.mails == []


def test_a_server_without_encryption_gets_nothing_unless_that_is_asked_for() -> None:
    mailbox = Mailbox(users={"monitor": "s3cret"})
    error = refused(mailbox, tls="starttls", username="monitor", password="s3cret")

    assert not error.permanent
    assert mailbox.mails == []


def test_a_file_that_holds_no_certificates_is_named() -> None:
    error = refused(Mailbox(), tls="tls", tls_ca_file="/nowhere/ca.pem")

    assert "/nowhere/ca.pem" in str(error)
    assert not error.permanent


def test_a_wrong_password_can_be_mended_and_is_not_shown() -> None:
    error = refused(
        Mailbox(users={"monitor": "right"}), username="monitor", password="s3cret-wrong"
    )

    assert "refused the login (535)" in str(error)
    assert "s3cret" not in str(error)
    assert not error.permanent


@pytest.mark.parametrize(
    ("reply", "permanent"), [("550 no such user", True), ("451 come back later", False)]
)
def test_refusing_every_recipient_for_good_is_final(reply: str, permanent: bool) -> None:
    error = refused(Mailbox(refuse={HERE: reply}))

    assert f"{HERE} ({reply[:3]})" in str(error)
    assert error.permanent is permanent


@pytest.mark.parametrize(
    ("reply", "permanent"), [("554 looks like spam", True), ("452 no room", False)]
)
def test_refusing_the_message_for_good_is_final(reply: str, permanent: bool) -> None:
    error = refused(Mailbox(reply=reply))

    assert reply in str(error)
    assert error.permanent is permanent


def test_a_recipient_refused_for_good_does_not_keep_the_mail_from_the_others() -> None:
    mailbox = Mailbox(refuse={THERE: "550 no such user"})
    receipt = sent(mailbox, to=(HERE, THERE))

    assert mailbox.recipients == [[HERE]]
    assert receipt == f"250 queued as 4711; refused: {THERE} (550)"


def test_a_recipient_put_off_is_tried_again_alone() -> None:
    async def run(mailbox: Mailbox) -> str:
        async with mail_server(mailbox):
            channel = EmailChannel("mail", settings(port=mailbox.port, to=(HERE, THERE)))
            with pytest.raises(DeliveryError, match=THERE) as caught:
                await channel.deliver(build.digest(), attempt=1, now=build.NOON)
            assert not caught.value.permanent
            mailbox.refuse.clear()
            return await channel.deliver(build.digest(), attempt=2, now=build.NOON)

    mailbox = Mailbox(refuse={THERE: "451 greylisted"})
    receipt = asyncio.run(run(mailbox))

    assert receipt == "250 queued as 4711"
    assert mailbox.recipients == [[HERE], [THERE]]
    assert mailbox.mails[0]["Message-ID"] == mailbox.mails[1]["Message-ID"]


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"sender": "monitor"}, "sender"),
        ({"to": ()}, "to"),
        ({"to": ("a@example.org, b@example.org",)}, "to"),
        ({"to": ("desk@exämple.org",)}, "to"),
        ({"username": "monitor"}, "username"),
        ({"port": 70000}, "port"),
        ({"host": "smtp.example.org\n"}, "host"),
    ],
)
def test_a_wrong_setting_is_named(given: dict[str, Any], key: str) -> None:
    with pytest.raises(ConfigError, match=f'key "{key}"'):
        EmailChannel("mail", settings(**given))
