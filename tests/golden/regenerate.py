"""Write the golden records of the sample documents: `python -m tests.golden.regenerate`.

Read the difference by eye before it is committed.
"""

from __future__ import annotations

import sys

from tests.golden.samples import documents, golden, record, written


def main() -> None:
    """Write one record for each sample document and name those that changed."""
    for document in documents():
        path, new = golden(document), written(record(document))
        if not path.exists() or path.read_text("utf-8") != new:
            path.write_text(new, "utf-8")
            sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
