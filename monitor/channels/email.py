"""Digests as mail: one message for all recipients, text and HTML equal in content."""

from __future__ import annotations

import re
import ssl
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.headerregistry import Address, HeaderRegistry, MessageIDHeader
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING, Literal

from monitor.digest import html, text, wording
from monitor.errors import ConfigError, DeliveryError
from monitor.faults import failure
from monitor.model import Digest

if TYPE_CHECKING:
    from aiosmtplib import SMTP as Connection
    from aiosmtplib import SMTPException, SMTPResponse

_HEADERS = HeaderRegistry()
# As the library knows it, a long List-Id would be folded into encoded words and be none.
_HEADERS.map_to_type("list-id", MessageIDHeader)  # type: ignore[arg-type]  # mixed in by it
_MAIL = SMTP.clone(cte_type="7bit", header_factory=_HEADERS)
"""Not every server on the way takes 8 bits; RFC 6152 would have them asked first."""
_TOO_LARGE = 552
"""The one refusal of MAIL that is about the message, not the settings. Source: RFC 1870, 6.1."""
_MAX_REPLY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailSettings:
    """What an operator can set of a channel of kind `email`; the password is read apart."""

    host: str = field(metadata={"doc": "The mail server that takes the messages."})
    port: int | None = field(
        default=None,
        metadata={"doc": "Its port; by default 587 for starttls, 465 for tls, 25 for none."},
    )
    tls: Literal["starttls", "tls", "none"] = field(
        default="starttls",
        metadata={"doc": "How the connection is encrypted: starttls, tls or none."},
    )
    username: str = field(default="", metadata={"doc": "For the login; empty: no login."})
    sender: str = field(metadata={"doc": 'Such as "Monitor <monitor@example.org>".'})
    to: tuple[str, ...] = field(metadata={"doc": "Recipients; all of them see the others."})
    subject_prefix: str = field(default="", metadata={"doc": "Put before every subject."})
    timeout: timedelta = field(
        default=timedelta(seconds=30),
        metadata={"doc": "How long to wait for each answer of the server."},
    )
    tls_ca_file: str = field(
        default="",
        metadata={"doc": "PEM file of the authority to trust; empty: those of the system."},
    )


class EmailChannel:
    """Sends digests through one mail server; never in the clear unless `tls` is "none"."""

    def __init__(self, name: str, settings: EmailSettings, *, password: str = "") -> None:
        """Check the settings.

        Raises:
            ConfigError: an address is none, or the login is incomplete.
        """
        self.name = name
        self._settings = settings
        self._password = password
        self._accepted: dict[str, frozenset[str]] = {}
        if problems := _problems(settings, password):
            raise ConfigError(problems)

    def __repr__(self) -> str:
        return f"EmailChannel({self.name!r}, {self._settings!r})"

    async def deliver(self, digest: Digest, *, attempt: int, now: datetime) -> str:
        """Send the mail and return the server's reply, with the recipients it refused for good.

        Recipients put off for now (4xx) fail the attempt; the next one goes to them alone, as
        long as this object lives, so that the others are not told twice.

        Raises:
            DeliveryError: permanent where every recipient or the message itself was refused for
                good; connection, encryption, login and sender are the operator's to mend.
        """
        content = message(digest, self._settings, channel=self.name, now=now).as_bytes()
        everyone = [_address(one) for one in self._settings.to]
        done = self._accepted.get(digest.id, frozenset())
        refused, reply = await self._send(content, [one for one in everyone if one not in done])
        put_off = [address for address, answer in refused.items() if answer.code < 500]
        if put_off:
            self._accepted[digest.id] = frozenset(everyone).difference(put_off)
            raise DeliveryError(
                f"{self._settings.host}: accepted, but not for {_named(refused)};"
                f" only {', '.join(put_off)} will be tried again"
            )
        self._accepted.pop(digest.id, None)
        receipt = f"250 {_clean(reply)}".strip()
        return f"{receipt}; refused: {_named(refused)}" if refused else receipt

    async def _send(
        self, content: bytes, recipients: Sequence[str]
    ) -> tuple[Mapping[str, SMTPResponse], str]:
        from aiosmtplib import SMTPException

        connection = self._connection()
        try:
            await connection.connect()
            answer = await connection.sendmail(_address(self._settings.sender), recipients, content)
            # The message is accepted: a lost goodbye must not send it again.
            with suppress(SMTPException, OSError):
                await connection.quit()
            return answer
        except SMTPException as error:
            fact, permanent = _refusal(error)
            raise DeliveryError(f"{self._settings.host}: {fact}", permanent=permanent) from error
        except OSError as error:  # no connection, a bad certificate, a timeout
            _, fact = failure(error)
            raise DeliveryError(f"{self._settings.host}: {_clean(fact)}") from error
        finally:
            connection.close()

    def _connection(self) -> Connection:
        from aiosmtplib import SMTP as Connection

        settings = self._settings
        return Connection(
            hostname=settings.host,
            port=settings.port,
            use_tls=settings.tls == "tls",
            # True and not None: no encryption offered means no mail, rather than one in the clear.
            start_tls=settings.tls == "starttls",
            tls_context=_trust(settings),
            username=settings.username or None,
            password=self._password or None,
            timeout=settings.timeout.total_seconds(),
        )


def message(
    digest: Digest, settings: EmailSettings, *, channel: str, now: datetime
) -> EmailMessage:
    """Return the mail: multipart/alternative, text first; `now` is its date.

    Its Message-ID is the same on every attempt, and so are all bytes but the date.
    """
    sender = wording.shown(settings.sender)
    domain = _address(sender).rpartition("@")[2] or "localhost"
    digest_id = _label(digest.id)
    subject = f"{settings.subject_prefix} {wording.subject(digest)}"
    mail = EmailMessage(policy=_MAIL)
    mail["Subject"] = wording.shown(subject)
    mail["From"] = sender
    mail["To"] = ", ".join(wording.shown(one) for one in settings.to)
    mail["Date"] = now
    mail["Message-ID"] = f"<{digest_id}.{_label(channel)}@{domain}>"
    mail["List-Id"] = f"<{_label(digest.subscription)}.monitor.{domain}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers, please
    mail["X-Monitor-Digest"] = digest_id
    mail.set_content(text.render(digest))
    mail.add_alternative(html.render(digest), subtype="html")
    mail.set_boundary(f"=_monitor-{digest_id[:40]}")  # the library's own is random
    return mail


def _label(name: str) -> str:
    """Return `name` as letters, digits and hyphens, fit for an address; other scripts encoded."""
    plain = name if name.isascii() else name.encode("punycode", "replace").decode("ascii")
    return re.sub(r"[^0-9A-Za-z]+", "-", plain).strip("-") or "monitor"


def _address(written: str) -> str:
    """Return the bare address of `Name <address>`, "" where there is not exactly one."""
    header = EmailMessage(policy=_MAIL)
    header["To"] = wording.shown(written)
    found: tuple[Address, ...] = header["To"].addresses
    return found[0].addr_spec if len(found) == 1 and found[0].domain else ""


def _problems(settings: EmailSettings, password: str) -> list[str]:
    wrong = [
        f'key "{key}": expected an address such as "desk@example.org", got "{written}"'
        for key, addresses in (("sender", (settings.sender,)), ("to", settings.to))
        for written in addresses
        if not _address(written) or not _address(written).isascii()
    ]
    if not _is_host(settings.host):
        wrong.append(
            f'key "host": expected a name such as "smtp.example.org", got "{settings.host}"'
        )
    if not settings.to:
        wrong.append('key "to": expected at least one address')
    if bool(settings.username) != bool(password):
        wrong.append('key "username": a login needs both a username and a password')
    if settings.port is not None and not 0 < settings.port < 2**16:
        wrong.append(f'key "port": expected 1 to 65535, got {settings.port}')
    return wrong


def _is_host(name: str) -> bool:
    try:
        name.encode("idna")
    except UnicodeError:
        return False
    return re.fullmatch(r"[^\s/@]+", name) is not None


def _trust(settings: EmailSettings) -> ssl.SSLContext | None:
    """Return whom to trust; None where nothing is encrypted.

    Raises:
        DeliveryError: `tls_ca_file` cannot be used.
    """
    if settings.tls == "none":
        return None
    try:
        return ssl.create_default_context(cafile=settings.tls_ca_file or None)
    except OSError as error:  # SSLError is one
        raise DeliveryError(
            f"{settings.tls_ca_file}: not a PEM file of certificates that can be read"
        ) from error


def _refusal(error: SMTPException) -> tuple[str, bool]:
    """Return what the server refused, and whether it did so for good."""
    from aiosmtplib import (
        SMTPAuthenticationError,
        SMTPDataError,
        SMTPRecipientsRefused,
        SMTPResponseException,
        SMTPSenderRefused,
    )

    if isinstance(error, SMTPRecipientsRefused):
        said = ", ".join(f"{one.recipient} ({one.code})" for one in error.recipients)
        return f"refused every recipient: {said}", all(one.code >= 500 for one in error.recipients)
    if isinstance(error, SMTPAuthenticationError):
        # Its words are left out: a server may echo what it was sent.
        return f"refused the login ({error.code}); check username and password", False
    if not isinstance(error, SMTPResponseException):
        return _clean(str(error.message)) or type(error).__name__, False
    reply = f"{error.code} {_clean(error.message)}"
    if isinstance(error, SMTPSenderRefused):
        return f"refused the sender: {reply}", error.code == _TOO_LARGE
    if isinstance(error, SMTPDataError):
        return f"refused the message: {reply}", error.code >= 500
    return reply, False


def _named(refused: Mapping[str, SMTPResponse]) -> str:
    return ", ".join(f"{address} ({answer.code})" for address, answer in refused.items())


def _clean(reply: str) -> str:
    return wording.cut(wording.shown(reply), _MAX_REPLY)
