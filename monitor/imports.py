"""Libraries that other libraries import, though nothing of ours would use them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def left_out(*modules: str) -> Iterator[None]:
    """Keep modules from being imported by what is imported in the block, if it can do without.

    They would stay for as long as the process lives.
    """
    absent = [name for name in modules if name not in sys.modules]
    try:
        sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]  # None: ImportError
        yield
    finally:
        for name in absent:
            sys.modules.pop(name, None)
