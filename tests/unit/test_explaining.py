"""What an explanation tells: the nearest miss, what keeps a match, lists by their names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from monitor.model import Article
from monitor.rules import Rule
from monitor.rules.explaining.explainer import Explainer, Explanation
from monitor.rules.explaining.nearest import nearest_misses
from monitor.rules.explaining.pruning import pruned
from monitor.rules.explaining.reading import Reading
from monitor.rules.explaining.wording import cut, several, summed_up
from monitor.rules.language.lists import MAX_CHAIN, definitions
from monitor.rules.language.parsing import MAX_NESTING, parse
from monitor.rules.language.printing import clause
from monitor.rules.language.query import Node, leaves_of
from monitor.rules.language.severity import Scale, scale
from tests import build
from tests.unit.queries import VOCABULARY, articles, queries, tier_of

LISTS = definitions(
    {
        "traps": ["horoscope", "chess"],
        "governing": ["ministry", "government", "cabinet", "senate", "Beijing"],
        "verbs": ["ban", "bans", "curb", "curbs"],
        "measure": ["@verbs", "licence"],
        "official": "tier:official",
    },
    VOCABULARY,
)
GALLIUM = (
    "Gallium prices rose. Traders in Osaka said that the ministry may curb exports of gallium."
)


def query(text: str) -> Node:
    return parse(text, VOCABULARY, LISTS)


def explained(
    text: str, body: str = "", title: str = "", tier: str | None = "official"
) -> tuple[Explanation, str]:
    """Return an explanation and its one line."""
    article = build.article(title=title, body=body)
    found = Explainer(article, VOCABULARY, tier).explained(query(text))
    return found, summed_up(found, article)


@settings(max_examples=200, deadline=None)
@given(queries(), articles())
def test_what_is_cut_off_a_query_changes_no_answer(asked: Node, article: Article) -> None:
    reading = Reading(article, VOCABULARY, tier_of(article))
    short = pruned(asked, reading).query

    assert reading.is_true(short) is reading.is_true(asked)
    assert set(leaves_of((short,))) <= set(leaves_of((asked,)))


@settings(max_examples=200, deadline=None)
@given(queries(), articles())
def test_words_looked_for_together_stand_where_each_is_found_alone(
    asked: Node, article: Article
) -> None:
    together, alone = (Reading(article, VOCABULARY, tier_of(article)) for _ in range(2))
    together.look_for(leaves_of((asked,)))

    assert together.evidence(asked) == alone.evidence(asked)
    assert together.is_true(asked) is alone.is_true(asked)


def test_a_miss_is_told_by_the_list_of_which_any_word_would_do() -> None:
    told, line = explained("sentence(gallium AND @measure AND @governing)", "Bans on gallium.")

    (change,) = told.changes
    assert (change.becomes, change.listed, change.choices) == (True, "@governing", 5)
    assert line == (
        'would match if paragraph 1, "Bans on gallium." had one of @governing'
        " (ministry, government, cabinet and 2 more)"
    )


def test_a_list_within_a_list_is_told_by_the_wider_one() -> None:
    _, line = explained("gallium AND @measure", "Gallium.")

    assert "@measure (ban, bans, curb and 2 more)" in line


def test_the_sentence_that_has_most_is_the_one_told_of() -> None:
    told, line = explained("sentence(gallium AND exports AND @governing AND ban)", GALLIUM)

    assert 'paragraph 1, "Traders in Osaka said' in line
    (sentence,) = (told.clause,)
    assert sentence.where is not None
    assert GALLIUM[sentence.where.start : sentence.where.end].startswith("Traders")


def test_a_word_that_forbids_a_match_is_told_with_its_list() -> None:
    told, line = explained("title:(gallium AND NOT @traps)", title="Gallium horoscope")

    assert line == "would match if the title did not have horoscope (@traps)"
    assert [hit.start for hit in told.changes[0].instead_of] == [8]


def test_what_is_of_the_article_as_a_whole_is_told_without_a_place() -> None:
    _, line = explained("gallium AND @official", "Gallium.", tier=None)

    assert line == "would match if tier:official (@official) were true of it"


def test_what_keeps_a_match_is_words_that_are_there_and_none_that_could_be_put_in() -> None:
    _, line = explained(
        "sentence(gallium AND @measure AND NOT @traps)",
        "The licence and the ban are for gallium. A curb on gallium.",
        title="Gallium ban",
    )

    assert line == "would no longer match without gallium (Gallium, gallium) in the title and" + (
        " paragraph 1"
    )


def test_a_query_that_only_forbids_no_longer_matches_with_what_it_forbids() -> None:
    assert explained("NOT chess", "Gallium.")[1] == "would no longer match if its text had chess"


def test_what_stands_in_many_sentences_is_told_once() -> None:
    body = "\n\n".join(f"Gallium ban number {number}." for number in range(50))
    told, line = explained("sentence(gallium AND ban)", body)

    assert len(told.changes) == 1
    assert line.endswith("in paragraphs 1, 2, 3, 4, 5 and 45 more")


def test_a_contradiction_has_no_change() -> None:
    assert explained("chess AND NOT chess")[1] == (
        "no change of single clauses was found that would make it match"
    )


def test_the_tree_tells_what_stands_there_and_counts_the_rest() -> None:
    told, _ = explained("sentence(@measure AND @governing)", "Curbs on gallium.")
    (both,) = told.clause.parts
    measure, governing = both.parts

    assert (both.text, measure.text, governing.text) == ("AND", "@measure", "@governing")
    assert [measure.is_true, governing.is_true] == [True, False]
    assert [hit.term for hit in measure.parts[0].parts[0].hits] == ["curb"]
    assert governing.parts == ()
    assert governing.absent == ("ministry", "government", "cabinet")
    assert governing.absent_count == 5


def rule(name: str, text: str) -> Rule:
    return Rule(name=name, topic="t", query=query(text))


def test_the_nearest_misses_are_those_with_the_fewest_changes_then_with_most_there() -> None:
    rules = [
        rule("two", "sentence(copper AND licence)"),
        rule("bare", "copper"),
        rule("contradiction", "copper AND NOT copper"),
        rule("most", "sentence(gallium AND ministry AND licence)"),
        rule("some", "sentence(gallium AND licence)"),
        rule("three", "copper AND zinc AND tin"),
    ]
    article = build.article(title="", body=GALLIUM)
    explainer = Explainer(article, VOCABULARY)
    explainer.look_for(one.query for one in rules)

    misses = nearest_misses(rules, explainer, 4)

    assert [miss.rule.name for miss in misses] == ["most", "some", "bare", "two"]


def test_points_of_a_severity_are_told_with_what_counted() -> None:
    points = scale({"official": 2, "title": 1, "@traps": -3}, 2, 4, LISTS)
    assert isinstance(points, Scale)
    article = build.article(title="Gallium", body="chess")

    found = Explainer(article, VOCABULARY, "official").scored(points, build.match().spans)

    assert (found.score, dict(found.parts)) == (0, {"official": 2, "title": 1, "@traps": -3})


@pytest.mark.parametrize(
    ("words", "count", "told"),
    [
        (("a",), 1, "a"),
        (("a", "b"), 2, "a, b"),
        (("a", "b"), 1_245, "a, b and 1,243 more"),
    ],
)
def test_many_words_are_cut(words: tuple[str, ...], count: int, told: str) -> None:
    assert several(words, count) == told


def test_a_quoted_sentence_is_cut_at_a_length() -> None:
    assert cut("Gallium", 7) == "Gallium"
    assert cut("Gallium ban", 9) == "Gallium…"


def test_a_step_that_serves_two_parts_of_a_query_counts_once_in_search_of_the_nearest() -> None:
    rules = [
        rule("two", "copper AND zinc"),
        rule("one", "(tin OR copper OR curb) AND tin AND (lead OR tin)"),
    ]
    explainer = Explainer(build.article(title="", body="Gallium."), VOCABULARY)

    (miss,) = nearest_misses(rules, explainer, 1)

    assert miss.rule.name == "one"
    assert miss.explanation.steps is not None
    assert [clause(step.leaf) for step in miss.explanation.steps] == ["tin"]


LONG = (
    "paragraph(sentence(gallium AND zinc) AND ban)",
    "sentence(NOT zinc) AND paragraph(NOT sentence(zinc))",
    "body:(NOT sentence(gallium AND ban)) AND paragraph(gallium)",
    '"gallium zinc ban"~9 OR sentence("gallium ban"~0 AND zinc)',
)


@pytest.mark.parametrize("text", LONG)
@pytest.mark.parametrize("piece", ["Gallium ban.\n\n", "Gallium ban. ", "gallium ban "])
def test_a_long_monotonous_article_is_explained_as_a_short_one_is(text: str, piece: str) -> None:
    def told(count: int) -> tuple[bool, set[tuple[str, bool]]]:
        found, _ = explained(text, piece * count)
        return found.is_true, {(change.text, change.becomes) for change in found.changes}

    assert told(3_000) == told(50)


def test_the_deepest_query_that_can_be_written_is_explained() -> None:
    def deep(inner: str) -> str:
        return "paragraph(gallium AND " * MAX_NESTING + inner + ")" * MAX_NESTING

    names = [f"n{number}" for number in range(MAX_CHAIN)]
    texts = [deep(f"@{name}") for name in names]
    known = definitions(dict(zip(names, [deep("ban"), *texts], strict=False)), VOCABULARY)
    asked = parse(texts[-1], VOCABULARY, known)

    found = Explainer(build.article(title="", body="Gallium."), VOCABULARY).explained(asked)

    assert [change.text for change in found.changes] == ["ban"]


def test_what_would_have_to_go_is_told_in_reading_order() -> None:
    _, line = explained("NOT paragraph(ban)", "Ban one.\n\nBan two.\n\nBan three.")

    assert [word for word in line.split() if word.strip('".') in ("one", "two", "three")] == [
        'one."',
        'two."',
        'three."',
    ]
