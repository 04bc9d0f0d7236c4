"""All bad behaviours, by what they have in common, and a few good ones among them."""

from __future__ import annotations

from dataclasses import replace

from tests.hostile import (
    by_coding,
    by_connection,
    by_framing,
    by_identity,
    by_kind,
    by_mailbox,
    by_page,
    by_redirect,
    by_status,
    by_text,
)
from tests.hostile.behaviour import Behaviour, Stored, by_path, entry, rss, says
from tests.hostile.by_kind import listing, page

_GROUPS: dict[str, tuple[Behaviour, ...]] = {
    "connection": by_connection.BEHAVIOURS,
    "framing": by_framing.BEHAVIOURS,
    "coding": by_coding.BEHAVIOURS,
    "redirect": by_redirect.BEHAVIOURS,
    "status": by_status.BEHAVIOURS,
    "encoding": by_text.ENCODINGS,
    "xml": by_text.XML,
    "identity": by_identity.IDENTITY,
    "dates": by_identity.DATES,
    "text": by_identity.TEXT,
    "kind": by_kind.BEHAVIOURS,
    "page": by_page.BEHAVIOURS,
    "mailbox": by_mailbox.BEHAVIOURS,
}
HOSTILE = tuple(replace(one, group=name) for name, ones in _GROUPS.items() for one in ones)
_TEXT = "<p>The ministry published a notice on exports of magnets, which is binding.</p>" * 5

GOOD = (
    Behaviour(
        name="good feed",
        group="good",
        answer=says(
            "200 OK",
            'ETag: "v1"',
            body=rss(*(entry(f"Good notice {one}", guid=one) for one in ("a", "b", "c"))),
        ),
        expects=Stored(items=3, titles=("Good notice a", "Good notice b", "Good notice c")),
    ),
    Behaviour(
        name="good listing",
        group="good",
        kind="listing",
        source=by_kind.LISTED,
        answer=by_path(
            {
                "/feed": says("200 OK", body=lambda asked: listing(["/1", "/2"])),
                "/1": says("200 OK", body=page(f"<h1>Good notice d</h1>{_TEXT}")),
                "/2": says("200 OK", body=page(f"<h1>Good notice e</h1>{_TEXT}")),
            }
        ),
        expects=Stored(items=2, says="published a notice on exports of magnets"),
        requests=4,
    ),
)
BEHAVIOURS = (GOOD[0], *HOSTILE, GOOD[1])
