"""A mail as it was saved (RFC 5322 with MIME), as one item.

Read with the standard library's oldest policy: its newer one raises on headers that exist.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses
from typing import Literal

from monitor.errors import ParseError
from monitor.kinds.decoding import decoded
from monitor.kinds.web_address import web_address
from monitor.model import Payload, RawItem, Source

_HEAD_BYTES = 20_000
_HEADER = re.compile(rb"([!-9;-~]{1,70})[ \t]*:")
_OF_TRANSPORT = frozenset(
    {b"received", b"return-path", b"message-id", b"mime-version", b"delivered-to"}
)
"""Headers that a program wrote; texts have lines that begin with Date: and From: too."""

_Text = tuple[str, tuple[str, ...]]


def is_mail(body: bytes, content_type: str | None) -> bool:
    """Say whether `body` is a mail: declared as one, or with the headers that transport adds."""
    names = set(_header_names(body[:_HEAD_BYTES]))
    if (content_type or "").partition(";")[0].strip().lower() == "message/rfc822":
        return bool(names)
    return b"from" in names and bool(names & _OF_TRANSPORT)


def _header_names(head: bytes) -> Iterator[bytes]:
    """Yield the names of headers, in small letters, up to the first line that is none."""
    for number, line in enumerate(head.lstrip(b"\xef\xbb\xbf\r\n").splitlines()):
        found = _HEADER.match(line)
        if found:
            yield found[1].lower()
        elif not line or not (line[:1] in (b" ", b"\t") or _is_envelope(number, line)):
            return


def _is_envelope(number: int, line: bytes) -> bool:
    """Say whether `line` is what mailbox files put in front of a mail."""
    return number == 0 and line.startswith(b"From ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """What a mail says: its headers, decoded, and the text that stands for it."""

    message_id: str | None
    title: str | None
    date: str | None
    authors: tuple[str, ...]
    """The names in From, or the addresses of those without one."""
    addresses: tuple[str, ...]
    """The addresses in From, in small letters."""
    list_id: str | None
    """What names the list that it came over (`news.list.example.org`). Source: RFC 2919."""
    list_name: str | None
    """The list's name in words, where it has one."""
    archived_at: str | None
    """Its address on the web. Source: RFC 5064."""
    language: str | None
    content: str | None
    content_type: Literal["text/html", "text/plain"]
    warnings: tuple[str, ...]


def opened(payload: Payload, *, subject: str) -> Mail:
    """Return a mail as it is written: its HTML part, or else its text; no attachments.

    Raises:
        ParseError: its text is binary.
    """
    message = message_from_bytes(payload.body.lstrip(b"\xef\xbb\xbf\r\n"))
    content, content_type, warnings = _content(message, subject)
    headers = _headers(message)
    list_name, list_id = _list(headers.get("list-id", ""))
    return Mail(
        message_id=headers.get("message-id", "").strip("<> ") or None,
        title=_words(headers.get("subject", "")),
        date=_words(headers.get("date", "")),
        authors=_authors(headers.get("from", "")),
        addresses=_addresses(headers.get("from", "")),
        list_id=list_id,
        list_name=list_name,
        archived_at=web_address(headers.get("archived-at", "").strip("<> "), ""),
        language=headers.get("content-language", "").partition(",")[0].strip() or None,
        content=content,
        content_type=content_type,
        warnings=warnings,
    )


def mail_item(source: Source, payload: Payload) -> RawItem:
    """Return a mail as one item.

    Raises:
        ParseError: its text is binary.
    """
    mail = opened(payload, subject=payload.url or source.name)
    return RawItem(
        source=source.name,
        id=mail.message_id,
        url=mail.archived_at or payload.url,
        title=mail.title,
        published=mail.date,
        date_origin="mail",
        authors=mail.authors,
        language=mail.language,
        content=mail.content,
        content_type=mail.content_type,
        warnings=mail.warnings,
    )


def _content(
    message: Message, subject: str
) -> tuple[str | None, Literal["text/html", "text/plain"], tuple[str, ...]]:
    """Return the text that stands for the mail, what it is, and what was doubtful about it."""
    texts: dict[str, _Text] = {}
    for part in message.walk():
        kind = part.get_content_type()
        if kind not in ("text/html", "text/plain") or kind in texts:
            continue
        if part.get_content_disposition() == "attachment":
            continue
        text, warnings = _part_text(part, subject)
        if text.strip():
            texts[kind] = text, warnings
    if "text/html" in texts:
        return texts["text/html"][0], "text/html", texts["text/html"][1]
    if "text/plain" in texts:
        return texts["text/plain"][0], "text/plain", texts["text/plain"][1]
    return None, "text/plain", ("the mail has no text",)


def _part_text(part: Message, subject: str) -> _Text:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return "", ()
    return decoded(payload, f"{part.get_content_type()}; charset={_charset(part)}", subject=subject)


def _charset(part: Message) -> str:
    """Return the declared charset as written, or "" ."""
    try:
        return part.get_content_charset("") or ""
    except (LookupError, ValueError, TypeError):
        return ""  # a parameter in pieces that do not fit together


def _headers(message: Message) -> dict[str, str]:
    """Return the first header of each name (in small letters), in one line, not yet decoded.

    Bytes above ASCII, which should not be there, are read in the charset of the text.
    """
    charset = next(filter(None, map(_charset, message.walk())), "")
    found: dict[str, str] = {}
    for name, value in message.raw_items():
        written = str(value).encode("utf-8", "surrogateescape")
        try:
            text = decoded(written, f"text/plain; charset={charset}")[0]
        except ParseError:
            text = written.decode("utf-8", "replace")
        found.setdefault(name.lower(), " ".join(text.split()))
    return found


def _words(header: str) -> str | None:
    """Return `header` with its encoded words decoded; None if it is empty."""
    try:
        pieces = decode_header(header)
    except (HeaderParseError, ValueError):
        return header or None
    text = "".join(
        piece if isinstance(piece, str) else _encoded_word(piece, charset)
        for piece, charset in pieces
    )
    return " ".join(text.split()) or None


def _encoded_word(piece: bytes, charset: str | None) -> str:
    if charset is None:  # between encoded words, where decode_header made bytes of text
        return piece.decode("raw-unicode-escape", "replace")
    try:
        return decoded(piece, f"text/plain; charset={charset}")[0]
    except ParseError:
        return piece.decode("latin-1")


def _authors(sender: str) -> tuple[str, ...]:
    """Return the names in From, or the addresses of those without one."""
    # Divided before decoding: a decoded name may hold a comma.
    names = (_words(name) or address for name, address in getaddresses([sender]))
    return tuple(dict.fromkeys(name for name in names if name))


def _addresses(sender: str) -> tuple[str, ...]:
    found = (address.strip().lower() for _, address in getaddresses([sender]))
    return tuple(dict.fromkeys(address for address in found if address))


def _list(header: str) -> tuple[str | None, str | None]:
    """Return name and identifier of a List-Id such as `Trade news <trade.list.example.org>`."""
    name, bracket, rest = header.partition("<")
    if not bracket:
        return None, header.strip() or None
    return (_words(name.strip().strip('"')) or None), rest.partition(">")[0].strip() or None
