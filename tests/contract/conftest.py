"""Every store contract runs on every driver; a new driver is one more entry in `DRIVERS`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from monitor.store import Store

DRIVERS: Mapping[str, Callable[[Path], Store]] = {
    "sqlite": lambda folder: Store.open(folder / "monitor.db"),
    "sqlite-memory": lambda folder: Store.open(None),
}


@pytest.fixture(params=DRIVERS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = DRIVERS[request.param](tmp_path)
    yield opened
    opened.close()
