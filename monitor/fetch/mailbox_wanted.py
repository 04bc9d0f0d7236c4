"""Which messages of a folder a look fetches, and how far the folder is read with them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import NamedTuple

from monitor.fetch.mailbox_connection import Connection
from monitor.fetch.mailbox_session import Folder, above, between, newest, sizes
from monitor.kinds.mailbox import days_asked, mailbox_options
from monitor.model import Request, Source, Validators

_MOST = 500
"""Messages of one look; the next goes on where it ends."""
_MOST_OF_HISTORY = 20_000
_MARK = re.compile(r"imap:(\d{1,10}):(\d{1,10})")


class Wanted(NamedTuple):
    """What there is to fetch in a folder."""

    folder: Folder
    uids: list[int]
    """Of messages that are small enough, ascending."""
    too_large: list[tuple[int, int]]
    """UID and size of the others."""
    highest: int
    """How far the folder is read once they are fetched."""
    is_history: bool
    """Whether they are a backfill's, which says nothing of how far it is read."""

    def read_to(self, uid: int) -> Validators:
        """Return what to keep once the messages up to `uid` are kept."""
        if self.is_history:
            return Validators()
        return Validators(etag=f"imap:{self.folder.validity}:{uid}")


def wanted_messages(
    connection: Connection,
    source: Source,
    folder: Folder,
    request: Request | None,
    validators: Validators,
    max_bytes: int,
) -> Wanted:
    """Return what is to be fetched: new messages, the newest, or those of a span of days."""
    options = mailbox_options(source)
    since, until = days_asked(request)
    is_history = since is not None or until is not None
    mark = _MARK.fullmatch(validators.etag or "")
    read_to = int(mark[2]) if mark and int(mark[1]) == folder.validity else None
    if is_history:
        before = until + timedelta(days=1) if until else None
        uids = between(connection, since, before, options.senders)[:_MOST_OF_HISTORY]
    elif read_to is None:
        uids = newest(connection, folder, options.newest, options.senders)
    elif folder.next_uid is not None and folder.next_uid <= read_to + 1:
        uids = []
    else:
        uids = above(connection, read_to, options.senders)
    highest = max(read_to or 0, (folder.next_uid or 1) - 1, *uids[-1:])
    if len(uids) > _MOST and not is_history:
        uids = uids[:_MOST]
        highest = uids[-1]
    known = dict(sizes(connection, uids))
    too_large = [(uid, known[uid]) for uid in uids if known.get(uid, 0) > max_bytes]
    small = [uid for uid in uids if known.get(uid, 0) <= max_bytes]
    return Wanted(folder, small, too_large, highest, is_history)
