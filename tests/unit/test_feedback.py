"""The day of a case that feedback makes of an item."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.cli.rules.feedback import published_of
from monitor.model import Precision
from tests import build

EVE = datetime(2026, 5, 4, 16, tzinfo=UTC)
"""When the fifth of May begins in Shanghai."""


@pytest.mark.parametrize(
    ("published", "precision", "expected"),
    [
        ("2026-05-05", "day", datetime(2026, 5, 5, tzinfo=UTC)),
        ("2026-05", "month", datetime(2026, 5, 1, tzinfo=UTC)),
        ("2026", "year", datetime(2026, 1, 1, tzinfo=UTC)),
        ("2026-05-05T00:00:00+08:00", "second", EVE),
        (None, None, None),
    ],
)
def test_a_day_stays_the_day_that_its_source_printed(
    published: str | None, precision: Precision | None, expected: datetime | None
) -> None:
    article = build.article(
        published=published,
        published_precision=precision,
        published_at=EVE if published else None,
    )

    assert published_of(article) == expected
