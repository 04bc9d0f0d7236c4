"""Cases asked of rules: what a failure says, and what is covered."""

from __future__ import annotations

import tomllib

import pytest

from monitor.rules import Rules, Vocabulary, parse_pack
from monitor.rules.language.rule import Pack
from monitor.rules.testing.cases import Outcome, asked, covered, line
from monitor.rules.testing.hints import hint
from monitor.taxonomy import Taxonomy, parse_entries

TAXONOMY = Taxonomy(
    parse_entries(
        "material", {"gallium": {"name": "Gallium", "names": ["gallium", "镓"]}}, "materials.toml"
    )
)
VOCABULARY = Vocabulary(TAXONOMY.entries)
TIERS = {"gazette": "official"}
LICENCE = """
[rules.licence]
query = "sentence(gallium AND licence AND NOT @traps)"
define = { traps = ["song", "album"] }
"""


def pack(text: str) -> Pack:
    return parse_pack("t", tomllib.loads(text), origin="t.toml", vocabulary=VOCABULARY)


def compiled(found: Pack) -> Rules:
    return Rules(found.rules, VOCABULARY, tiers=TIERS)


def outcomes(text: str) -> list[Outcome]:
    found = pack(text)
    return list(asked(compiled(found), found.cases, TAXONOMY))


def mistakes(text: str) -> list[str]:
    return [mistake for one in outcomes(text) for mistake in one.mistakes]


def beside(case: str) -> str:
    return f"{LICENCE}\n[[rules.licence.cases]]\n{case}\n"


def hints(text: str) -> list[str]:
    rules = compiled(pack(text))
    return [hint(one, rules) for one in outcomes(text)]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ('title = "Gallium licence"', []),
        ('title = "Gallium licence"\nseverity = "review"\nspans = ["Gallium", "licence"]', []),
        ('title = "Gallium licence, a song"\nmatch = false', []),
        ('title = "Gallium"', ["expected licence to apply; it does not"]),
        (
            'title = "Gallium licence"\nmatch = false',
            ['expected licence not to apply; t/licence does, for "Gallium", "licence"'],
        ),
        (
            'title = "Gallium licence"\nseverity = "fyi"',
            ["expected severity fyi; it is review"],
        ),
        (
            'title = "Gallium licence"\nspans = ["Gall"]',
            ['expected \'Gall\' among the evidence; it is "Gallium", "licence"'],
        ),
    ],
)
def test_a_case_beside_a_rule_holds_or_says_what_was_expected_and_what_came(
    case: str, expected: list[str]
) -> None:
    assert mistakes(beside(case)) == expected


def test_another_rule_makes_no_difference_to_a_case_beside_one() -> None:
    other = '\n[rules.other]\nquery = "song"\n'

    assert mistakes(beside('title = "A song"\nmatch = false') + other) == []


def test_a_case_of_the_top_is_about_any_rule_and_the_gravest_severity() -> None:
    grave = '\n[rules.grave]\nquery = "ban"\nseverity = "action-required"\n'
    cases = """
        [[cases]]
        title = "Gallium licence ban"
        severity = "action-required"
        spans = ["ban", "licence"]
        [[cases]]
        title = "Milk"
        [[cases]]
        title = "Milk ban"
        match = false
        """

    assert mistakes(cases + LICENCE + grave) == [
        "expected a rule to apply; none does",
        'expected a rule not to apply; t/grave does, for "ban"',
    ]


def test_a_case_that_names_a_rule_which_is_not_there_fails() -> None:
    named = '[[cases]]\ntitle = "Gallium licence"\nrule = "licenc"\nmatch = false\n'

    assert mistakes(named + LICENCE) == ["no rule is called 'licenc'; did you mean 'licence'?"]


def test_a_case_has_the_facts_of_an_article() -> None:
    rule = """
        [rules.all]
        query = '''
        source:gazette AND tier:official AND publisher:Daily AND language:en AND kind:notice
        AND url:"example.org" AND published:[2025-04-04 TO 2025-04-04]
        '''
        [[rules.all.cases]]
        title = "A"
        source = "gazette"
        publisher = "The Daily"
        language = "en"
        kind = "notice"
        url = "https://example.org/1"
        published = 2025-04-04
        """
    of_a_wire = rule.replace('source = "gazette"', 'source = "gazette"\ntier = "wire"')

    assert mistakes(rule) == []
    assert mistakes(of_a_wire) == ["expected all to apply; it does not"]


def test_only_a_dated_case_is_recent() -> None:
    text = """
        [rules.a]
        query = "ban"
        severity = { parts = { recent = 1 }, review = 1, action = 2 }
        [[rules.a.cases]]
        title = "Ban"
        published = 2020-01-01
        severity = "review"
        [[rules.a.cases]]
        title = "Ban"
        severity = "fyi"
        """

    assert mistakes(text) == []


def test_what_stood_round_the_text_on_its_page_is_no_evidence() -> None:
    text = beside(
        'title = "Milk"\nbody = """Cows were milked.\n\nRelated articles\n\nGallium licence"""'
    )

    assert mistakes(text) == ["expected licence to apply; it does not"]


def test_the_nearest_miss_is_told_of_a_case_that_must_match() -> None:
    (near,) = hints(beside('title = "Gallium news"'))

    assert near.startswith("it would match if")
    assert "licence" in near


def test_of_a_case_about_any_rule_the_nearest_rule_is_told() -> None:
    (near,) = hints(f'[[cases]]\ntitle = "Gallium"\n[rules.far]\nquery = "a AND b"\n{LICENCE}')

    assert near.startswith("nearest is t/licence, which would match if")


def test_the_points_of_a_severity_that_is_another_are_told() -> None:
    (near,) = hints(
        """
        [rules.a]
        query = "ban"
        severity = { parts = { official = 2, title = 1 }, review = 2, action = 9 }
        [[rules.a.cases]]
        title = "Ban"
        tier = "official"
        severity = "action-required"
        """
    )

    assert near == "a has 3 (official +2, title +1), review from 2, action-required from 9"


def test_of_what_holds_or_must_not_match_nothing_more_is_told() -> None:
    assert hints(beside('title = "Gallium licence"')) == [""]
    assert hints(beside('title = "Gallium licence"\nmatch = false')) == [""]


def test_a_failure_is_one_line_with_its_place_and_title() -> None:
    (outcome,) = outcomes(beside('title = "Gallium news"'))

    assert line(outcome, "near") == (
        't.toml: rules.licence.cases[1] "Gallium news":'
        " expected licence to apply; it does not; near"
    )


def test_coverage_counts_cases_of_both_sorts_and_all_to_which_a_rule_applies() -> None:
    text = f"""
        [[cases]]
        title = "Gallium licence"
        [rules.bare]
        query = "licence"
        {beside('title = "Gallium licence"')}
        [[rules.licence.cases]]
        title = "Milk"
        match = false
        """
    rules = compiled(pack(text))

    assert [(one.rule.name, *one[1:]) for one in covered(rules, outcomes(text))] == [
        ("bare", 0, 0, 2),
        ("licence", 1, 1, 2),
    ]
