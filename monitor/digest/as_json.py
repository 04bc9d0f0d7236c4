"""A digest for programs: one JSON object, texts exactly as stored."""

from __future__ import annotations

import msgspec

from monitor.model import Digest

SCHEMA = "monitor.digest.v1"


def render(digest: Digest) -> bytes:
    """Return the JSON of `digest`, UTF-8 on one line, the same for the same digest.

    Keys are those of `monitor.model.Digest` after `schema`; instants are RFC 3339 in UTC.
    Texts are not cleaned for showing, so that marks still point at the words.
    """
    fields = {name: getattr(digest, name) for name in digest.__dataclass_fields__}
    return msgspec.json.encode({"schema": SCHEMA, **fields})
