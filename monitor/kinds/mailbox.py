"""A mailbox that newsletters and agencies' notices come to: each mail an item, or several.

Links are left as they were written: that a list counts its clicks is the reader's to know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urldefrag, urlencode, urlsplit

from monitor.errors import ParseError
from monitor.kinds.mail import Mail, is_mail, opened
from monitor.kinds.mailbox_links import first_link, in_browser, parts_of
from monitor.kinds.parsed import Parsed
from monitor.model import Payload, RawItem, Request, Source

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_MAX_PATTERN = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxOptions:
    """Which mails of a folder count, and how they are read: table [sources.NAME.options]."""

    folder: str = field(
        default="", metadata={"doc": "Folder that is read; empty: the path of `url`, or INBOX."}
    )
    senders: tuple[str, ...] = field(
        default=(),
        metadata={
            "doc": 'Only mails from these: addresses or domains ("@example.org"); empty: all.'
        },
    )
    subject: str = field(
        default="",
        metadata={"doc": "Only mails in whose subject this regular expression is found."},
    )
    newest: int = field(
        default=200, metadata={"doc": "Mails that the first look takes, the newest ones."}
    )
    split: str = field(
        default="",
        metadata={
            "doc": "CSS selector of the entries (or their headings) of a newsletter that holds "
            "several; each becomes an item."
        },
    )
    link: str = field(
        default="",
        metadata={
            "doc": "CSS selector of the link to the article, in the mail or in each entry; "
            "empty: the link to view the mail in a browser, or the entry's first."
        },
    )
    starttls: bool = field(
        default=True,
        metadata={
            "doc": "Whether imap:// is encrypted before logging in; "
            "false only within one's own machine."
        },
    )


DEFAULTS = MailboxOptions()


def mailbox_options(source: Source) -> MailboxOptions:
    """Return the options of `source`, or the defaults where it has none."""
    return source.options if isinstance(source.options, MailboxOptions) else DEFAULTS


def folder_of(source: Source) -> str:
    """Return the name of the folder that is read."""
    written = mailbox_options(source).folder or unquote(urlsplit(source.url).path).strip("/")
    return written or "INBOX"


def mailbox_request(
    source: Source, now: datetime, since: date | None = None, until: date | None = None
) -> Request:
    """Return the request for what is new in the folder, or for what came in a span of days.

    The span is in its fragment, which is no part of a folder's address.
    """
    address = urldefrag(source.url).url
    days = {name: day.isoformat() for name, day in (("since", since), ("until", until)) if day}
    if not days:
        return Request(url=address)
    return Request(url=f"{address}#{urlencode(days)}", is_stable=False)


def days_asked(request: Request | None) -> tuple[date | None, date | None]:
    """Return the span of days that a request is for, both included; None is open."""
    written = dict(parse_qsl(urldefrag(request.url).fragment)) if request else {}
    since, until = written.get("since"), written.get("until")
    return (
        date.fromisoformat(since) if since else None,
        date.fromisoformat(until) if until else None,
    )


def mailbox_mistake(source: Source) -> str | None:
    """Return what is wrong with the options and the access together, or None."""
    options = mailbox_options(source)
    if len(options.subject) > _MAX_PATTERN:
        return f"subject: longer than {_MAX_PATTERN} characters"
    try:
        re.compile(options.subject)
    except re.error as error:
        return f'subject: "{options.subject}" is no regular expression: {error}'
    for name in ("split", "link"):
        if fault := _no_selector(getattr(options, name)):
            return f'{name}: "{getattr(options, name)}" is no CSS selector: {fault}'
    if not options.newest:
        return "newest: cannot be zero"
    if unfit := next((one for one in options.senders if "@" not in one), None):
        return f'senders: "{unfit}": expected an address, or a domain such as "@example.org"'
    access = source.access
    if not access.username:
        return "access.username is required: whose mailbox it is"
    if access.password is None and access.bearer is None:
        return "access.password_file (or access.bearer_file, a token for XOAUTH2) is required"
    if access.proxy:
        return "access.proxy: a mailbox is not reached through a proxy"
    return None


def _no_selector(selector: str) -> str | None:
    if not selector:
        return None
    from soupsieve import SelectorSyntaxError, compile

    try:
        compile(selector)
    except SelectorSyntaxError as error:
        return str(error).splitlines()[0][:120]
    return None


def parse_mailbox(source: Source, payload: Payload) -> Parsed:
    """Return the items of one mail: none if it is not wanted, several if it is split.

    A mail in which the selectors find nothing is one item as it is, and is told as drift.

    Raises:
        ParseError: it is no mail, or its text is binary.
    """
    if not is_mail(payload.body, payload.content_type):
        raise ParseError(source.name, "is no mail")
    options = mailbox_options(source)
    mail = opened(payload, subject=source.name)
    if not _is_wanted(mail, options):
        return Parsed(items=(), is_window=False)
    if mail.content_type == "text/plain" or not mail.content:
        return Parsed(items=(_whole(source, payload, mail),), is_window=False)
    page = _soup(mail.content)
    items = _entries(source, payload, mail, page) if options.split else ()
    drift: tuple[str, ...] = ()
    if options.split and not items:
        drift = (f'split "{options.split}" in 0 of 1 mails',)
    if items:
        return Parsed(items=items, is_window=False)
    url = first_link(page, options.link) if options.link else in_browser(page)
    if options.link and url is None:
        drift = (*drift, f'link "{options.link}" in 0 of 1 mails')
    return Parsed(items=(_whole(source, payload, mail, url),), is_window=False, drift=drift)


def _is_wanted(mail: Mail, options: MailboxOptions) -> bool:
    if options.subject and not re.search(options.subject, mail.title or ""):
        return False
    wanted = tuple(one.lower() for one in options.senders)
    return not wanted or any(
        address.endswith(one) if one.startswith("@") else address == one
        for address in mail.addresses
        for one in wanted
    )


def _soup(content: str) -> BeautifulSoup:
    from bs4 import BeautifulSoup

    return BeautifulSoup(content, "lxml")


def _whole(source: Source, payload: Payload, mail: Mail, url: str | None = None) -> RawItem:
    return RawItem(
        source=source.name,
        id=mail.message_id or payload.url,
        url=mail.archived_at or url,
        title=mail.title,
        published=mail.date,
        date_origin="mail",
        authors=mail.authors,
        publisher=None if source.publisher else mail.list_name,
        language=mail.language,
        content=mail.content,
        content_type=mail.content_type,
        tags=(mail.list_id,) if mail.list_id else (),
        warnings=mail.warnings,
    )


def _entries(
    source: Source, payload: Payload, mail: Mail, page: BeautifulSoup
) -> tuple[RawItem, ...]:
    """Return an item for each entry that has words, in their order."""
    options = mailbox_options(source)
    return tuple(
        RawItem(
            source=source.name,
            id=f"{mail.message_id or payload.url}#{number}",
            url=part.url,
            title=part.title,
            published=mail.date,
            date_origin="mail",
            authors=mail.authors,
            publisher=None if source.publisher else mail.list_name,
            language=mail.language,
            content=part.content,
            tags=(mail.list_id,) if mail.list_id else (),
            warnings=mail.warnings,
        )
        for number, part in enumerate(parts_of(page, options.split, options.link), start=1)
    )
