"""LineBeginnings of lines: those of one first sign say the same of a line as all of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.article.beginnings import LineBeginnings, alternatives, first_signs
from monitor.article.phrases import BEGINNINGS
from monitor.article.service_phrases import SERVICE_BEGINNINGS

PATTERNS = [*BEGINNINGS.values(), *SERVICE_BEGINNINGS.values()]
KNOWN = LineBeginnings(PATTERNS)
WHOLE = re.compile(rf"[\W_]{{0,3}}(?:{'|'.join(PATTERNS)})")
EVERY = [one for pattern in PATTERNS for one in alternatives(pattern)]


@pytest.mark.parametrize(
    ("pattern", "signs"),
    [
        ("click here", "c"),
        ("s?hare", "sh"),
        ("s??hare", "sh"),
        ("(?:©|\\(c\\)|copy) 20", "©(c"),
        ("(?:this )?(?:post|s*tory)", "tps"),
        ("x+y", "x"),
        ("\\[ad", "["),
    ],
)
def test_the_signs_that_a_phrase_may_begin_with(pattern: str, signs: str) -> None:
    assert first_signs(pattern) == frozenset(signs)


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        ".{0,3}ad",
        "\\d+ views",
        "[ab]c",
        "(?!x)ad",
        "x?",
        "(?:a|)",
        "(?:a|\\w)b",
        "a{0,2}b",
        "^a",
    ],
)
def test_a_phrase_that_may_begin_with_any_sign(pattern: str) -> None:
    assert first_signs(pattern) is None


def test_what_stands_in_groups_and_classes_parts_no_alternatives() -> None:
    assert list(alternatives("a(?:b|c)|[|(]d|\\|e|\\(f")) == ["a(?:b|c)", "[|(]d", "\\|e", "\\(f"]


def test_few_of_the_known_phrases_may_begin_with_any_sign() -> None:
    assert sum(first_signs(one) is None for one in EVERY) < 15


@pytest.mark.parametrize("one", EVERY)
def test_a_line_begins_with_a_phrase_however_it_is_looked_for(one: str) -> None:
    @settings(max_examples=4, database=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(f"\\A(?:{one})"), st.sampled_from(["", "x", "7", "【", "— “"]))
    def holds(line: str, before: str) -> None:
        written = f"{before}{line}".lower()
        assert KNOWN.begin(written) == (WHOLE.match(written) is not None)

    holds()


@given(st.text(max_size=30))
def test_any_line_is_told_as_by_all_phrases_at_once(line: str) -> None:
    assert KNOWN.begin(line.lower()) == (WHOLE.match(line.lower()) is not None)
