"""Everything that is written from the code: `python -m tests.docs.generate [--check]`.

The seed schema, the golden records and the blocks of docs/ between `<!-- begin: NAME -->` and
`<!-- end -->`. `--check` writes nothing, names what is stale and exits 1.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from monitor.schema import seed_schema
from tests.docs.blocks import blocks
from tests.golden.samples import SEEDS, documents, golden, record, written

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"(<!-- begin: ([^>]+?) -->\n).*?(<!-- end -->)", re.DOTALL)


def with_blocks(page: str) -> str:
    """Return a page with its generated blocks as the code has them now.

    Raises:
        KeyError: the page asks for a block that does not exist.
    """
    known = blocks()
    return _BLOCK.sub(lambda found: f"{found[1]}\n{known[found[2]]()}\n\n{found[3]}", page)


def block_names(page: str) -> set[str]:
    """Return the blocks that a page holds."""
    return {name for _, name, _ in _BLOCK.findall(page)}


def generated() -> Iterator[tuple[Path, str]]:
    """Yield every generated file with the text that it should have."""
    schema = msgspec.json.format(msgspec.json.encode(seed_schema()), indent=2).decode() + "\n"
    yield SEEDS / "schema.json", schema
    for document in documents():
        yield golden(document), written(record(document))
    for page in sorted((ROOT / "docs").glob("*.md")):
        text = page.read_text("utf-8")
        if block_names(text):
            yield page, with_blocks(text)


def orphans() -> list[Path]:
    """Return golden records whose document is gone."""
    kept = {golden(document) for document in documents()}
    return sorted(set((SEEDS / "golden").glob("*.json")) - kept)


def stale() -> list[tuple[Path, str | None]]:
    """Return the files that are not as they should be, with that text; None: not at all."""
    changed = [
        (path, text)
        for path, text in generated()
        if not path.exists() or path.read_text("utf-8") != text
    ]
    return [*changed, *((path, None) for path in orphans())]


def main(arguments: Sequence[str]) -> int:
    """Write or check, and return the exit code."""
    found = stale()
    for path, text in found:
        shown = path.relative_to(ROOT)
        if "--check" in arguments:
            sys.stderr.write(f"{shown} is stale: run `make generated` and read the difference\n")
        elif text is None:
            path.unlink()
            sys.stdout.write(f"removed {shown}\n")
        else:
            path.write_text(text, "utf-8")
            sys.stdout.write(f"wrote {shown}\n")
    return int(bool(found) and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
