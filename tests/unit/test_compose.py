"""What waits becomes a digest: what is said of each text, and in which order."""

from __future__ import annotations

from monitor.digest.compose import Candidate, compose
from monitor.model import (
    Article,
    Coverage,
    Entry,
    Field,
    Match,
    Mention,
    Severity,
    Span,
    StageWords,
)
from tests.build import NOON, article, match, subscription


def entry(written: Article, *matches: Match) -> Entry:
    digest = compose(
        subscription(),
        [Candidate(item=1, number=1, article=written, matches=matches)],
        name_of=lambda mention: f"the {mention.id}",
        coverage=Coverage(sources=1, looked=1),
        since=None,
        now=NOON,
    )
    assert digest
    return digest.entries[0]


def span(field: Field, text: str) -> Span:
    return Span(field=field, start=0, end=len(text), text=text, term=text)


def test_of_rules_as_grave_the_one_that_the_headline_meets_is_named_first() -> None:
    known = entry(
        article(),
        match(rule="a-passage", spans=(span("body", "licence"), span("body", "apply"))),
        match(rule="b-headline", spans=(span("title", "licence"),)),
        match(rule="c-graver-not", severity=Severity.FYI, spans=(span("title", "licence"),)),
    )

    assert [one.rule for one in known.reasons] == ["b-headline", "a-passage", "c-graver-not"]


def test_what_the_record_says_of_its_measure_is_in_the_alert() -> None:
    issuer = Mention(category="body", id="ministry", field="title", start=0, end=8, text="Ministry")
    known = entry(
        article(
            issuers=(issuer, issuer),
            stage="adopted",
            stages=(
                StageWords(stage="signal", field="title", start=0, end=4, text="said"),
                StageWords(stage="adopted", field="title", start=9, end=17, text="requires"),
            ),
            published="2026-05-05",
            published_confidence="low",
        ),
        match(),
    )

    assert known.issuers == ("the ministry",)
    assert (known.stage, known.stage_words) == ("adopted", "requires")
    assert known.published_confidence == "low"


def test_a_record_without_a_stage_says_none() -> None:
    assert entry(article(), match()).stage_words is None
