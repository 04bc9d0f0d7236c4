from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from monitor.errors import ConfigError
from monitor.model import Article, Field, Mention, Severity, StageWords
from monitor.rules import Rule, Rules
from monitor.rules.engine.evidence import MAX_SPANS
from monitor.rules.engine.facts import has_places
from monitor.rules.explaining.explainer import explain
from monitor.rules.explaining.reading import Reading, evaluated
from monitor.rules.language.lists import definitions
from monitor.rules.language.parsing import parse
from monitor.rules.language.printing import clause
from monitor.rules.language.query import And, InField, Node, Not, Or, Within, leaves_of
from monitor.rules.language.severity import Scale, scale
from monitor.taxonomy import Taxonomy, parse_entries
from monitor.terms import Terms
from tests import build
from tests.unit.queries import TIERS, VOCABULARY, articles, queries, tier_of

LISTS = definitions(
    {
        "traps": ["Cobalt Strike", "掘金"],
        "official": "tier:official",
        "rising": "paragraph(rose)",
    },
    VOCABULARY,
)


def engine(*asked: Node, severity: Severity | Scale = Severity.REVIEW) -> Rules:
    return Rules(
        [
            Rule(name=f"r{n}", topic="t", query=one, severity=severity)
            for n, one in enumerate(asked)
        ],
        VOCABULARY,
        tiers=TIERS,
    )


def mention(text: str, name: str, identifier: str, field: Field = "body") -> Mention:
    start = text.index(name)
    return Mention(
        category="material",
        id=identifier,
        field=field,
        start=start,
        end=start + len(name),
        text=name,
    )


def found(query: str, title: str = "", body: str = "", **of_article: object) -> list[str] | None:
    """Return the words that make a query true of an article; None: it is not."""
    article = build.article(title=title, body=body, **of_article)
    matches = engine(parse(query, VOCABULARY, LISTS)).match(article)
    return [span.text for span in matches[0].spans] if matches else None


@settings(max_examples=200, deadline=None)
@given(st.lists(queries(), min_size=1, max_size=5), articles())
def test_the_engine_finds_what_a_naive_evaluation_finds(
    asked: list[Node], article: Article
) -> None:
    matched = {match.rule: match.spans for match in engine(*asked).match(article)}

    for number, query in enumerate(asked):
        is_true, hits = evaluated(query, article, VOCABULARY, tier_of(article))
        spans = matched.get(f"r{number}")
        assert (spans is not None) == is_true
        if spans is not None:
            every = [(h.field, h.start, h.end, h.term) for h in hits]
            kept = [(s.field, s.start, s.end, s.term) for s in spans]
            assert kept == every or (len(every) > MAX_SPANS and set(kept) < set(every))


def clauses(node: Node) -> Iterator[Node]:
    """Yield what a query cannot be true without: lists and what is looked for itself."""
    if isinstance(node, And):
        for item in node.items:
            yield from clauses(item)
    elif isinstance(node, InField | Within):
        yield from clauses(node.item)
    elif not isinstance(node, Not | Or):
        yield node


def terms_of(node: Node) -> set[str]:
    return {clause(leaf) for leaf in leaves_of((node,)) if has_places(leaf)}


@settings(deadline=None)
@given(st.lists(queries(), min_size=1, max_size=4), articles(), st.integers(10, 60))
def test_of_much_evidence_a_part_is_kept_that_shows_each_required_clause_and_the_title(
    asked: list[Node], article: Article, times: int
) -> None:
    body = "\n\n".join([*(["gallium control. Export of 稀土."] * times), article.body])
    shift = len(body) - len(article.body)
    long = replace(
        article,
        body=body,
        mentions=tuple(moved(one, shift) for one in article.mentions),
        issuers=(),
        stages=(),
        documents=(),
        quantities=(),
        measure_dates=(),
    )
    matched = {match.rule: match.spans for match in engine(*asked).match(long)}

    for number, query in enumerate(asked):
        is_true, hits = evaluated(query, long, VOCABULARY, tier_of(long))
        spans = matched.get(f"r{number}")
        assert (spans is not None) == is_true
        if spans is None:
            continue
        every = {(hit.field, hit.start, hit.end, hit.term) for hit in hits}
        kept = [(span.field, span.start, span.end, span.term) for span in spans]
        assert len(kept) == min(len(every), MAX_SPANS)
        assert set(kept) <= every
        assert [(f == "body", s, e) for f, s, e, _ in kept] == sorted(
            (f == "body", s, e) for f, s, e, _ in kept
        )
        told, shown = {term for *_, term in every}, {term for *_, term in kept}
        assert {hit.field for hit in hits} - {"body"} <= {span.field for span in spans}
        for one in clauses(query):
            assert terms_of(one).isdisjoint(told) or not terms_of(one).isdisjoint(shown)


def moved(one: Mention, shift: int) -> Mention:
    if one.field == "title":
        return one
    return structs.replace(one, start=one.start + shift, end=one.end + shift)


@settings(deadline=None)
@given(queries(), articles())
def test_the_stated_change_turns_the_answer_round_and_nothing_of_it_can_be_left_out(
    query: Node, article: Article
) -> None:
    told = explain(query, article, VOCABULARY, tier_of(article))
    reading = Reading(article, VOCABULARY, tier_of(article))

    assert told.is_true is told.clause.is_true is reading.is_true(query)
    if told.steps is not None:
        assert reading.changed(told.steps).is_true(query) is not told.is_true
        for step in told.steps:
            others = [other for other in told.steps if other != step]
            assert reading.changed(others).is_true(query) is told.is_true


@given(articles())
def test_spans_point_at_the_words_in_reading_order(article: Article) -> None:
    for match in engine(parse("ex* OR 出 OR gallium OR material:*", VOCABULARY)).match(article):
        places = [(span.field == "body", span.start, span.end) for span in match.spans]
        assert places == sorted(set(places))
        for span in match.spans:
            text = article.title if span.field == "title" else article.body
            assert text[span.start : span.end] == span.text


EXPORTS = "Rare earths rose. Exports of gallium need a licence.\n\nMilk exports fell. Ban lifted."
ANSWERS = [
    ("licence AND milk", EXPORTS, ["licence", "Milk"]),
    ("licence AND cocoa", EXPORTS, None),
    ("licence OR cocoa", EXPORTS, ["licence"]),
    ("NOT cocoa", EXPORTS, []),
    ("sentence(export AND gallium)", EXPORTS, ["Exports", "gallium"]),
    ("sentence(gallium AND milk)", EXPORTS, None),
    ("sentence(export AND NOT milk)", EXPORTS, ["Exports"]),
    ("paragraph(rose AND gallium)", EXPORTS, ["rose", "gallium"]),
    ("paragraph(milk AND gallium)", EXPORTS, None),
    ("paragraph(rose AND NOT sentence(exports AND milk))", EXPORTS, ["rose"]),
    ("paragraph(sentence(export AND milk) AND ban)", EXPORTS, ["Milk", "exports", "Ban"]),
    ("sentence((gallium AND need) OR fell)", EXPORTS, ["gallium", "need", "fell"]),
    ("sentence((export AND gallium) OR fell)", EXPORTS, ["Exports", "gallium", "fell"]),
    ("NOT (NOT licence AND NOT cocoa)", EXPORTS, ["licence"]),
    ("NOT (NOT licence OR cocoa)", EXPORTS, ["licence"]),
    ("sentence(rare AND @rising)", EXPORTS, None),
    ("sentence(rare AND @rising)", "Rare earths rose.\n\nMilk fell.", ["Rare", "rose"]),
    ("title:licence", EXPORTS, None),
    ("body:licence AND NOT title:licence", EXPORTS, ["licence"]),
    ("export*", EXPORTS, ["Exports", "exports"]),
    ("lic* AND gal*", EXPORTS, ["gallium", "licence"]),
    ('"export licence"~4', EXPORTS, ["Exports", "licence"]),
    ('"export licence"~3', EXPORTS, None),
    ('"licence export"~4', EXPORTS, ["Exports", "licence"]),
    ('"milk licence"~100', EXPORTS, None),
    ("@traps", EXPORTS, None),
    ("出口管制", "商务部对稀土實施出口管制。", ["出口管制"]),
    ('"稀土 管制"~4', "商务部对稀土實施出口管制。", ["稀土", "管制"]),
    ('"稀土 管制"~3', "商务部对稀土實施出口管制。", None),
    ("sentence(稀土 AND 管制)", "稀土上涨。石墨出口管制。", None),
    ("管*", "石墨出口管制", ["管"]),
    ("dual-use", "Dual‑use items", ["Dual‑use"]),
]  # fmt: skip


@pytest.mark.parametrize(("query", "body", "words"), ANSWERS)
def test_a_query_is_true_of_a_text_because_of_some_words(
    query: str, body: str, words: list[str] | None
) -> None:
    assert found(query, body=body) == words


def test_the_title_is_a_sentence_and_a_paragraph_of_its_own() -> None:
    body = "A quota follows."
    assert found("sentence(gallium AND ban)", "Gallium ban. Milk.", body) == ["Gallium", "ban"]
    assert found("paragraph(gallium AND quota)", "Gallium ban", body) is None
    assert found("gallium AND quota", "Gallium ban", body) == ["Gallium", "quota"]
    assert found("sentence(NOT gallium)", "", "Gallium") is None
    assert found("paragraph(gallium AND NOT milk)", "Gallium", "Gallium milk") == ["Gallium"]
    assert found("paragraph(sentence(gallium) OR milk)", "Gallium", "Milk") == ["Gallium", "Milk"]


def test_a_name_covers_all_below_it() -> None:
    body = "Neodymium rose."
    mentions = (mention(body, "Neodymium", "neodymium"),)

    assert found("material:rare_earth", body=body, mentions=mentions) == ["Neodymium"]
    assert found('material:"rare earth"', body=body, mentions=mentions) == ["Neodymium"]
    assert found("material:gallium", body=body, mentions=mentions) is None
    assert found("sentence(material:* AND rose)", body=body, mentions=mentions) == [
        "Neodymium",
        "rose",
    ]


def test_a_stage_that_no_words_say_is_that_of_the_article_and_of_no_sentence() -> None:
    words = StageWords(stage="adopted", field="body", start=0, end=4, text="Gall")

    assert found("stage:adopted", body="Gallium", stage="adopted") == []
    assert found("status:adopted", body="Gallium", stage="adopted") == []
    assert found("sentence(stage:adopted)", body="Gallium", stage="adopted") is None
    assert found("sentence(stage:adopted)", body="Gallium", stages=(words,)) == ["Gall"]
    assert found("status:adopted", body="Gallium", stages=(words,)) is None


@pytest.mark.parametrize(
    ("query", "is_true"),
    [
        ("tier:official", True),
        ("@official AND NOT tier:wire", True),
        ("source:gazette AND source:ga*", True),
        ("language:en AND NOT language:zh", True),
        ("url:EXAMPLE.org", True),
        ('url:"http://"*', False),
        ("publisher:daily AND publisher:dai*", True),
        ("published:2026-05", True),
        ("published:[2026-05-04 TO 2026-05-04]", True),
        ("published:{2026-05-04 TO *]", False),
        ("published:<2026", False),
        ("kind:*", False),
    ],
)
def test_facts_of_the_article_are_asked_for(query: str, is_true: bool) -> None:
    spans = found(query, body="x", publisher="The Daily", published="2026-05-04T09:00:00+08:00")

    assert spans == ([] if is_true else None)


def test_terms_shared_with_the_taxonomy_are_found_in_the_same_pass() -> None:
    shared = Taxonomy(()).terms
    query = parse('rare-earth AND "rare earth" AND ex*')
    article = build.article(title="", body="Rare earth exports")
    rules = [Rule(name="r", topic="t", query=query)]

    alone = Rules(rules, VOCABULARY, terms=Terms()).match(article)

    assert Rules(rules, VOCABULARY, terms=shared).match(article) == alone
    assert [(span.text, span.term) for span in alone[0].spans] == [
        ("Rare earth", '"rare earth"'),
        ("exports", "ex*"),
    ]


def test_a_text_alone_is_matched_with_what_the_taxonomy_says_of_it() -> None:
    taxonomy = Taxonomy(
        parse_entries("material", {"gallium": {"name": "Gallium", "names": ["镓"]}}, "materials")
    )
    query = parse("sentence(material:gallium AND export)", VOCABULARY)
    rules = Rules([Rule(name="r", topic="t", query=query)], VOCABULARY, terms=taxonomy.terms)

    (match,) = rules.match(build.bare("", "镓 export", taxonomy.annotate("", "镓 export")))

    assert [span.term for span in match.spans] == ["material:gallium", "export"]
    assert rules.match(build.bare("", "镓 export")) == ()


def test_severity_is_the_sum_of_named_parts() -> None:
    points = {"official": 2, "title": 1, "recent": 1, "@traps": -3}
    asked = parse("gallium OR 掘金", VOCABULARY)
    rules = engine(asked, severity=scale(points, 2, 4, LISTS))

    def of(title: str, source: str = "blog", days: int = 30) -> Severity:
        published = build.NOON - timedelta(days=days)
        article = build.article(title=title, body="gallium", source=source, published_at=published)
        return rules.match(article)[0].severity

    assert of("Milk") is Severity.FYI
    assert of("Gallium", days=7) is Severity.REVIEW
    assert of("Milk", "gazette") is Severity.REVIEW
    assert of("Gallium", "gazette", 1) is Severity.ACTION
    assert of("Gallium 掘金", "gazette", 1) is Severity.FYI


def test_a_scale_names_parts_that_exist() -> None:
    with pytest.raises(ConfigError) as refused:
        scale({"oficial": 1, "@trap": 1}, 3, 2, LISTS)

    assert refused.value.problems == (
        "there is no part 'oficial'; did you mean 'official'?",
        "there is no part '@trap'; did you mean '@traps'?",
        "review = 3 is more than action = 2",
    )


def test_the_version_of_the_rules_changes_with_all_that_they_ask() -> None:
    def version(query: str, traps: str = "aa", tiers: dict[str, str] | None = None) -> str:
        lists = definitions({"traps": [traps]}, VOCABULARY)
        rule = Rule(name="r", topic="t", query=parse(query, VOCABULARY, lists))
        return Rules([rule], VOCABULARY, tiers=TIERS if tiers is None else tiers).digest()

    assert version("aa AND @traps") == version("aa  AND (@traps)")
    assert version("aa AND @traps") != version("aa OR @traps")
    assert version("aa AND @traps") != version("aa AND @traps", "bb")
    assert version("aa AND @traps") == version("aa AND @traps", tiers={})
    assert version("tier:official") != version("tier:official", tiers={})


def test_rules_of_one_name_are_refused() -> None:
    rule = Rule(name="r", topic="t", query=parse("aa"))

    with pytest.raises(ConfigError, match=r"rules.r stands in t.toml and in t.toml"):
        Rules([rule, rule], VOCABULARY)


def test_the_nearest_miss_is_told() -> None:
    body = "Gallium rose. Exports of gallium and antimony need a licence."
    query = parse("sentence(gallium AND licence AND ban) AND NOT antimony", VOCABULARY)
    told = explain(query, build.article(title="", body=body), VOCABULARY)

    assert not told.is_true
    assert [(change.text, change.becomes) for change in told.changes] == [
        ("ban", True),
        ("antimony", False),
    ]
    where = told.changes[0].where
    assert where is not None
    assert body[where.start : where.end] == "Exports of gallium and antimony need a licence."
    assert [hit.start for hit in told.changes[1].instead_of] == [body.index("antimony")]


def test_what_no_change_makes_true_has_none() -> None:
    article = build.article(title="", body="Milk")

    assert explain(parse("aa AND NOT aa"), article, VOCABULARY).steps is None
    assert explain(parse("aa AND bb"), article, VOCABULARY).steps is not None
