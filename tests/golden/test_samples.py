"""Each sample document becomes its golden record, which people have read."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.model import DocumentNumber, Mention, Quantity
from tests.golden.samples import documents, golden, record, written


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.name)
def test_a_sample_becomes_its_golden_record(document: Path) -> None:
    expected = golden(document).read_text("utf-8")

    assert written(record(document)) == expected, "see python -m tests.golden.regenerate"


def test_every_golden_record_has_its_document() -> None:
    kept = {path.name for path in golden(documents()[0]).parent.glob("*.json")}

    assert kept == {golden(document).name for document in documents()}


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.name)
def test_mentions_point_at_the_words(document: Path) -> None:
    article = record(document)

    fields = {"title": article.title, "body": article.body}
    every: list[Mention | DocumentNumber | Quantity] = [
        *article.mentions,
        *article.documents,
        *article.quantities,
    ]
    for found in every:
        assert fields[found.field][found.start : found.end] == found.text
