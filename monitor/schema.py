"""The seed schema as JSON Schema, generated from `Article`.

`python -m monitor.schema` writes it to standard output; seeds/schema.json is that output, and
`make check` says when it is not.
"""

from __future__ import annotations

import sys
from typing import Any

import msgspec

from monitor.model import SCHEMA_VERSION, Article

_ID = f"https://rare-earth-monitor.invalid/schema/article-{SCHEMA_VERSION}.json"


def seed_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one record; every field has a description and a unit."""
    schema = msgspec.json.schema(Article)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": _ID,
        **schema,
    }


def main() -> None:
    """Write the schema to standard output."""
    text = msgspec.json.format(msgspec.json.encode(seed_schema()), indent=2)
    sys.stdout.write(text.decode() + "\n")


if __name__ == "__main__":
    main()
