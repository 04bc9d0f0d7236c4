"""What is said to an IMAP server (RFC 3501), blocking, to be called in a thread.

Read-only: EXAMINE and BODY.PEEK, so that nothing is marked as read.
"""

from __future__ import annotations

import binascii
import imaplib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from monitor.faults import Fault
from monitor.fetch.mailbox_connection import Connection

_NUMBERED = 5000
"""Newest messages among which a sender is looked for at the first look."""
_BATCH = 200
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_NUMBER = re.compile(rb"\d{1,18}")
_SIZE = re.compile(rb"\bUID (\d{1,10})\b.*?\bRFC822\.SIZE (\d{1,18})|"
                   rb"\bRFC822\.SIZE (\d{1,18})\b.*?\bUID (\d{1,10})\b")  # fmt: skip
_PRINTABLE = frozenset(map(chr, range(0x20, 0x7F)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Who logs in: by password, or by a token (XOAUTH2)."""

    username: str
    password: str = ""
    token: str = ""

    def hidden(self, words: str) -> str:
        """Return `words` of a server without what is secret here."""
        for secret in (self.password, self.token, self.username):
            words = words.replace(secret, "…") if secret else words
        return words


class Folder(NamedTuple):
    """A folder as it was opened."""

    validity: int
    """Changes when the server has numbered its messages anew (UIDVALIDITY)."""
    messages: int
    next_uid: int | None
    """UID of the next message to come; None: unsaid."""


def log_in(connection: Connection, login: Login) -> None:
    """Say who we are, unless the server knows already.

    Raises:
        Fault: refused; the server's words are in it, without what is secret.
    """
    if connection.state == "AUTH":
        return
    try:
        if login.token:
            said = f"user={login.username}\x01auth=Bearer {login.token}\x01\x01".encode()
            # The second question is an error in JSON; it wants an empty answer.
            answers = iter((said, b""))
            connection.authenticate("XOAUTH2", lambda _: next(answers, None))
        elif "AUTH=PLAIN" in connection.capabilities:
            plain = f"\0{login.username}\0{login.password}".encode()
            connection.authenticate("PLAIN", lambda _: plain)
        else:
            connection.login(quoted(login.username), login.password)
    except imaplib.IMAP4.abort:
        raise
    except UnicodeEncodeError:
        # Not chained: the error holds the password.
        fact = "the server takes no password with letters beyond ASCII"
        raise Fault("blocked", fact) from None
    except imaplib.IMAP4.error as error:
        words = login.hidden(" ".join(_words(error).split()))[:160]
        raise Fault("blocked", f"login refused: {words}") from None


def _words(error: imaplib.IMAP4.error) -> str:
    said = error.args[0] if error.args else ""
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)


def examined(connection: Connection, folder: str) -> Folder:
    """Return a folder, opened for reading only.

    Raises:
        Fault: there is none.
    """
    connection.allow()
    status, data = connection.select(quoted(utf_7(folder)), readonly=True)
    if status != "OK":
        said = b" ".join(one for one in data if isinstance(one, bytes)).decode("utf-8", "replace")
        raise Fault("gone", f"no folder {folder!r}: {said[:120]}")
    validity = _answered(connection, "UIDVALIDITY")
    if validity is None:
        raise Fault("protocol", "the server numbers its messages anew each time (no UIDVALIDITY)")
    return Folder(validity, _first_number(data) or 0, _answered(connection, "UIDNEXT"))


def _answered(connection: Connection, name: str) -> int | None:
    return _first_number(connection.response(name)[1])


def _first_number(data: Sequence[object]) -> int | None:
    for one in data:
        if isinstance(one, bytes) and (found := _NUMBER.search(one)):
            return int(found[0])
    return None


def newest(connection: Connection, folder: Folder, count: int, senders: Sequence[str]) -> list[int]:
    """Return the UIDs of the newest `count` messages from `senders` (of all, if none is named)."""
    if not folder.messages:
        return []
    reach = max(count, _NUMBERED) if senders else count
    first = max(1, folder.messages - reach + 1)
    return _searched(connection, f"{first}:{folder.messages}", senders)[-count:]


def above(connection: Connection, uid: int, senders: Sequence[str]) -> list[int]:
    """Return the UIDs above `uid`, ascending."""
    # `n:*` holds the last message even if that is below n.
    found = _searched(connection, f"UID {uid + 1}:*", senders)
    return [one for one in found if one > uid]


def between(
    connection: Connection, since: date | None, before: date | None, senders: Sequence[str]
) -> list[int]:
    """Return the UIDs of messages that arrived in a span of days, `before` not included."""
    words = [f"SINCE {_day(since)}"] if since else []
    words += [f"BEFORE {_day(before)}"] if before else []
    return _searched(connection, " ".join(words) or "ALL", senders)


def _day(day: date) -> str:
    return f"{day.day}-{_MONTHS[day.month - 1]}-{day.year}"


def _searched(connection: Connection, which: str, senders: Sequence[str]) -> list[int]:
    connection.allow()
    words = [f"FROM {quoted(sender)}" for sender in senders]
    either = "OR " * (len(words) - 1) + " ".join(words)
    status, data = connection.uid("SEARCH", f"{which} {either}".strip())
    if status != "OK":
        raise Fault("protocol", "the server refuses to search the folder")
    found = (number for line in data if isinstance(line, bytes) for number in line.split())
    return sorted({int(number) for number in found if _NUMBER.fullmatch(number)})


def sizes(connection: Connection, uids: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the UID and the size in bytes of those messages that are still there."""
    for start in range(0, len(uids), _BATCH):
        connection.allow()
        wanted = ",".join(map(str, uids[start : start + _BATCH]))
        _, data = connection.uid("FETCH", wanted, "(UID RFC822.SIZE)")
        for line in data:
            if isinstance(line, bytes) and (found := _SIZE.search(line)):
                yield int(found[1] or found[4]), int(found[2] or found[3])


def message(connection: Connection, uid: int, max_bytes: int) -> bytes | None:
    """Return a message as it arrived, or None if it is there no more."""
    connection.allow(max_bytes)
    _, data = connection.uid("FETCH", str(uid), "(UID BODY.PEEK[])")
    for part in data:
        if isinstance(part, tuple) and b"BODY[]" in part[0].upper():
            return bytes(part[1])
    return None


def quoted(text: str) -> str:
    """Return `text` as an IMAP quoted string, line breaks taken out."""
    plain = text.replace("\r", "").replace("\n", "")
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def utf_7(name: str) -> str:
    """Return a folder's name in the modified UTF-7 of IMAP. Source: RFC 3501, 5.1.3."""
    written, others = "", ""
    for letter in f"{name}\0":
        if letter not in _PRINTABLE and letter != "\0":
            others += letter
            continue
        if others:
            packed = binascii.b2a_base64(others.encode("utf-16-be"), newline=False)
            written += f"&{packed.decode().rstrip('=').replace('/', ',')}-"
            others = ""
        written += "&-" if letter == "&" else letter
    return written[:-1]
