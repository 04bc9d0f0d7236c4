"""The five real pages that Monitor was begun with become what their ground truth says.

The pages belong to others and are not in the repository: the tests are skipped without them.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from monitor.model import Article
from tests.golden.samples import SEEDS, SOURCE, record, shipped_rules

SHARED = Path(os.environ.get("MONITOR_SHARED", SEEDS.parents[1] / "shared")) / "seeds"


def _expected() -> dict[str, dict[str, Any]]:
    truth = SHARED / "expected.json"
    if not truth.exists():
        return {}
    documents: dict[str, dict[str, Any]] = json.loads(truth.read_text("utf-8"))["documents"]
    return documents


EXPECTED = _expected()
pytestmark = pytest.mark.skipif(not EXPECTED, reason="the shared seeds are not here")


def _article(name: str) -> Article:
    return record(SHARED / name, SOURCE)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_facts_of_the_record_are_right(name: str) -> None:
    article, expected = _article(name), EXPECTED[name]

    assert article.title == expected["title"]
    assert article.published == expected["published"]
    if "published_precision" in expected:
        assert article.published_precision == expected["published_precision"]
    assert (article.published_source is None) == (expected["published"] is None)
    assert article.publisher == expected["publisher"]
    assert article.language == expected["language"]
    if "machine_translated" in expected:
        assert article.machine_translated == expected["machine_translated"]
    if "kind" in expected:
        assert article.kind == expected["kind"]


@pytest.mark.parametrize("name", EXPECTED)
def test_the_body_is_the_article_and_nothing_else(name: str) -> None:
    body, expected = _article(name).body, EXPECTED[name]

    assert body.startswith(expected["body_first_words"])
    assert body.endswith(expected.get("body_last_words", ""))
    assert [words for words in expected["body_contains"] if words not in body] == []
    assert [words for words in expected["body_excludes"] if words in body] == []


def test_none_is_a_copy_of_another() -> None:
    assert len({_article(name).content_hash for name in EXPECTED}) == len(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_shipped_rules_alert_on_policy_and_stay_silent_otherwise(name: str) -> None:
    matches = shipped_rules().match(_article(name))

    assert bool(matches) == EXPECTED[name]["policy"]["alert"]


def test_no_seed_is_a_copy_of_another() -> None:
    assert len({_article(name).content_hash for name in EXPECTED}) == len(EXPECTED)
