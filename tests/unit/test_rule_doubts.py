"""What rules and cases say that is seldom meant."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest

from monitor.model import Severity
from monitor.rules import Case, Rule, Vocabulary, parse_pack
from monitor.rules.language.query import And, Leaf, Listed, Not, Or, Words
from monitor.rules.testing.doubts import doubts_of_cases, doubts_of_rules
from tests.golden.samples import shipped_rules

VOCABULARY = Vocabulary()
TELLS = "Monitor tells en, zh, ja, ko, de, fr, es, ru apart"


def rules(text: str) -> tuple[Rule, ...]:
    return parse_pack("t", tomllib.loads(text), origin="t.toml", vocabulary=VOCABULARY).rules


def doubts(query: str, define: str = "") -> list[str]:
    text = f"[rules.one]\nquery = '{query}'\n"
    every = doubts_of_rules(rules(text + (f"define = {define}\n" if define else "")))
    assert all(one.topic == "t" for one in every)
    return [one.words for one in every]


@pytest.mark.parametrize(
    "query",
    [
        "NOT a",
        "NOT a AND NOT b",
        "a OR NOT b",
        "NOT (a AND b)",
        "sentence(NOT a)",
        "NOT sentence(a)",
        "title:(NOT a)",
        "NOT NOT NOT a",
        "NOT @two",
    ],
)
def test_a_rule_that_asks_for_nothing_is_doubtful(query: str) -> None:
    (doubt,) = doubts(query, define='{ two = ["a", "b"] }')

    assert doubt.startswith("rules.one: asks for nothing that has to be there, so it is true of")


@pytest.mark.parametrize(
    "query", ["a", "a AND NOT b", "NOT NOT a", "NOT (NOT a AND NOT b)", "source:x AND NOT a"]
)
def test_a_rule_that_asks_for_something_is_not(query: str) -> None:
    assert doubts(query) == []


SCALE = "parts = { official = 2, adopted = 2, drafted = 1, title = -1 }"


@pytest.mark.parametrize(
    ("thresholds", "said"),
    [
        ("review = 2, action = 4", None),
        ("review = 2, action = 5", "action = 5 cannot be reached, as all parts together give 4"),
        ("review = 5, action = 6", "review = 5 and action = 6 cannot be reached"),
    ],
)
def test_a_threshold_above_the_sum_of_the_parts_is_doubtful(
    thresholds: str, said: str | None
) -> None:
    found = rules(f"[rules.one]\nquery = 'a'\nseverity = {{ {SCALE}, {thresholds} }}\n")

    told = [one.words for one in doubts_of_rules(found)]

    assert len(told) == (said is not None)
    assert not said or told[0].startswith(f"rules.one: severity: {said}")


def test_the_scale_of_a_file_is_told_once() -> None:
    text = f"[severity]\n{SCALE}\nreview = 2\naction = 9\n"
    found = rules(text + "".join(f"[rules.{name}]\nquery = 'a'\n" for name in "xyz"))

    (doubt,) = doubts_of_rules(found)

    assert doubt.words.startswith("rules.x and 2 more: severity: action = 9 cannot be reached")


@pytest.mark.parametrize(
    ("query", "deed"),
    [
        ("@bans", "makes it apply"),
        ("@bans AND NOT other", "makes it apply"),
        ("sentence(title:@bans)", "makes it apply"),
        ("export AND NOT @bans", "keeps it from applying"),
        ("sentence(export AND NOT (other OR @bans))", "keeps it from applying"),
    ],
)
def test_one_character_that_decides_alone_is_doubtful(query: str, deed: str) -> None:
    (doubt,) = doubts(query, define='{ bans = ["禁令", "禁"] }')

    assert doubt == (
        f"rules.one: 禁 of @bans alone {deed}, also as a part of other words;"
        " write longer words, or 禁* where that is meant"
    )


@pytest.mark.parametrize(
    "query",
    ["@bans AND export", "export AND NOT (@bans AND other)", "@longer", "@meant", "NOT NOT (a)"],
)
def test_one_character_beside_others_or_marked_as_meant_is_not(query: str) -> None:
    names = '{ bans = ["禁"], longer = ["禁令", "x"], meant = ["禁*"] }'

    assert doubts(query, define=names) == []


def test_the_shipped_rules_leave_no_doubt() -> None:
    assert doubts_of_rules(shipped_rules().rules) == ()


def test_a_character_that_decides_for_many_rules_is_told_once() -> None:
    text = '[lists]\nbans = ["禁", "禁令"]\n'
    found = rules(text + "".join(f"[rules.{name}]\nquery = '@bans'\n" for name in "xyz"))

    (doubt,) = doubts_of_rules(found)

    assert doubt.words.startswith("rules.x and 2 more: 禁 of @bans alone makes it apply")


def test_a_language_that_no_item_is_in_is_doubtful() -> None:
    assert doubts("a AND language:(en OR pt)") == [
        f"rules.one: language:pt is true of no item; {TELLS}"
    ]
    assert doubts("a AND language:*") == []


@pytest.mark.parametrize(
    ("language", "hint"),
    [("English", "; did you mean 'en'?"), ("zh-CN", "; did you mean 'zh'?"), ("pt", "")],
)
def test_a_case_in_a_language_that_no_item_is_in_is_doubtful(language: str, hint: str) -> None:
    cases = [
        Case(
            origin=f"t.toml: cases[{n}]", topic="t", rule=None, title="A", language=code, match=True
        )
        for n, code in enumerate((language, "zh", None), 1)
    ]

    assert doubts_of_cases(cases) == (
        f"t.toml: cases[1]: no item is in language {language!r}{hint}; {TELLS}",
    )


class _Counting(tuple[Leaf, ...]):
    """Words that count how often they are looked through."""

    times = 0

    def __iter__(self) -> Iterator[Leaf]:
        _Counting.times += 1
        return super().__iter__()


def test_a_list_is_looked_through_once_however_many_rules_use_it() -> None:
    def looks(count: int) -> int:
        words = Or(_Counting((Words("export"), Words("licence"))))
        _Counting.times = 0
        doubts_of_rules(
            [
                Rule(
                    name=f"r{number}",
                    topic="t",
                    query=And((Words(f"w{number}"), Listed("a", words), Not(Listed("b", words)))),
                    severity=Severity.REVIEW,
                )
                for number in range(count)
            ]
        )
        return _Counting.times

    assert looks(100) == looks(1) > 0
