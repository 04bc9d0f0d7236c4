"""What is kept as the evidence of a match, and long texts: nothing is lost, and in linear time."""

from __future__ import annotations

from time import process_time

import pytest

from monitor.model import Article, Severity
from monitor.rules.engine.evidence import MAX_SPANS
from monitor.rules.explaining.reading import evaluated
from monitor.rules.language.lists import definitions
from monitor.rules.language.parsing import parse
from monitor.rules.language.severity import scale
from tests import build
from tests.unit.queries import VOCABULARY, tier_of
from tests.unit.test_query_evaluation import LISTS, engine


def test_the_sentences_that_meet_most_clauses_are_the_evidence_of_a_long_text() -> None:
    body = "Gallium rose. " * 100 + "Export of gallium needs a licence. " + "Gallium fell. " * 100
    query = parse("gallium AND export AND (licence OR permit)", VOCABULARY)

    (match,) = engine(query).match(build.article(title="Gallium", body=body))

    kept = [span.text for span in match.spans]
    assert len(kept) == MAX_SPANS
    assert kept[0] == kept[1] == "Gallium"
    assert kept[-3:] == ["Export", "gallium", "licence"]


def test_a_clause_whose_places_are_told_under_another_term_keeps_one_of_them() -> None:
    body = "Alpha beta expand. " * MAX_SPANS + "Alpha export."
    query = parse("alpha AND beta AND ex* AND export", VOCABULARY)

    (match,) = engine(query).match(build.article(title="", body=body))

    assert len(match.spans) == MAX_SPANS
    assert (match.spans[-1].text, match.spans[-1].term) == ("export", "ex*")


def test_a_list_that_is_met_first_by_a_later_rule_is_seen_in_the_article_under_way() -> None:
    lists = {name: [f"{name}{number}" for number in range(20)] for name in ("p", "q")}
    named = definitions(lists, VOCABULARY)
    rules = engine(parse("@p", VOCABULARY, named), parse("@q", VOCABULARY, named))

    matches = rules.match(build.article(title="p1 and q1", body=""))

    assert [[span.text for span in match.spans] for match in matches] == [["p1"], ["q1"]]


QUERIES = (
    'sentence(export AND material:*) AND NOT @traps AND "export control"~9',
    "paragraph(ex* AND con* AND NOT sentence(ban OR title:ban)) OR 稀土",
    'export AND control AND ban* AND "a b c"~3',
)
TEXTS = ("export ", "export control. ", "出口", "稀土。", "ban\n\n", "exexex", "a b c ", "'s", "　")


@pytest.mark.parametrize("piece", TEXTS)
def test_a_long_monotonous_article_is_judged_as_the_reference_judges_a_short_one(
    piece: str,
) -> None:
    queries = [parse(query, VOCABULARY, LISTS) for query in QUERIES]

    def repeated(size: int) -> Article:
        return build.article(title="", body=piece * (size // len(piece)))

    matched = [match.rule for match in engine(*queries).match(repeated(160_000))]

    short = repeated(2_000)
    assert matched == [
        f"r{n}"
        for n, query in enumerate(queries)
        if evaluated(query, short, VOCABULARY, tier_of(short))[0]
    ]


CROWD = [
    ("gallium", "export " * 60_000 + "gallium", True),
    ("export AND NOT gallium", "export " * 60_000 + "gallium", False),
    ("gal*", "export " * 60_000 + "gallium", True),
    ("sentence(export AND gallium)", "Export. " * 60_000 + "Export gallium.", True),
    ("sentence(export AND gallium)", "Export. " * 60_000 + "Gallium.", False),
    ('"tax gallium"~0', "tax export " * 15_000 + "tax gallium " + "export " * 30_000, True),
    ('"export gallium"~0', "tax export " * 30_000 + "tax gallium" + " tax" * 9, False),
]  # fmt: skip


@pytest.mark.parametrize(("query", "body", "is_true"), CROWD)
@pytest.mark.parametrize("others", [(), ("export", '"export tax export"', "tax", "ex*")])
def test_what_is_said_very_often_hides_nothing_whatever_other_rules_look_for(
    query: str, body: str, is_true: bool, others: tuple[str, ...]
) -> None:
    rules = engine(*(parse(one, VOCABULARY) for one in (query, *others)))

    matched = {match.rule for match in rules.match(build.article(title="", body=body))}

    assert ("r0" in matched) is is_true


@pytest.mark.parametrize("query", ["sentence(@list AND NOT milk)", "@list", "paragraph(@list)"])
def test_a_long_list_in_a_long_text_takes_a_time_that_grows_with_both(query: str) -> None:
    def seconds(count: int) -> float:
        words = [f"q{number}q" for number in range(count)]
        rules = engine(parse(query, VOCABULARY, definitions({"list": words}, VOCABULARY)))
        article = build.article(title="", body=" ".join(f"A {word}." for word in words))
        rules.match(build.article(title="", body="a text of its own, so that all is compiled"))
        begun = process_time()
        (match,) = rules.match(article)
        assert len(match.spans) == MAX_SPANS
        return process_time() - begun

    # Eight times as much: sixty-four times the time if it were quadratic, which was four minutes.
    assert seconds(24_000) < 20 * max(seconds(3_000), 0.02)


def test_a_place_in_the_title_is_kept_however_many_clauses_stand_in_the_body() -> None:
    words = [f"q{number}q" for number in range(3 * MAX_SPANS)]
    rules = engine(
        parse(" AND ".join(words), VOCABULARY), severity=scale({"title": 1}, 1, 2, LISTS)
    )

    (match,) = rules.match(build.article(title=words[-1], body=" ".join(words)))

    assert match.spans[0].field == "title"
    assert match.severity is Severity.REVIEW
