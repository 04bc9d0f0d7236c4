"""`monitor match --jsonl`: what the rules in force make of texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from monitor.cli.filters import answer_lines, jsonl_option, text_of
from monitor.cli.session import Session, pass_session


@click.command()
@jsonl_option
@pass_session
def match(session: Session, jsonl: bool) -> None:
    """Say what the rules in force make of texts.

    In: {"id", "lang"?, "title", "text", "url"?}
    Out: {"id", "alert", "severity", "score", "topics", "mentions", "issuers", "stage",
    "matches"}

    \b
    echo '{"id": 1, "title": "Export licence for dysprosium", "text": ""}' | monitor match --jsonl
    """
    from monitor.article.furniture import without_furniture
    from monitor.clock import system_clock
    from monitor.fingerprint import content_hash
    from monitor.model import Article

    config = session.config()

    def answer(asked: Mapping[str, Any]) -> Mapping[str, Any]:
        title = text_of(asked, "title")
        # What stood round the article on its page is none of it; places stay as they are.
        body = without_furniture(title, text_of(asked, "text"))
        notes = config.taxonomy.annotate(title, body)
        article = Article(
            source="stdin",
            identity="",
            title=title,
            url=text_of(asked, "url") or None,
            publisher=None,
            language=text_of(asked, "lang") or None,
            first_seen=system_clock(),
            body=body,
            mentions=notes.mentions,
            issuers=notes.issuers,
            stage=notes.stage,
            stages=notes.stages,
            measure_dates=notes.measure_dates,
            documents=notes.documents,
            quantities=notes.quantities,
            content_hash=content_hash(title, body),
        )
        matches = config.rules.match(article)
        gravest = max((one.severity for one in matches), key=lambda one: one.rank, default=None)
        return {
            "alert": bool(matches),
            "severity": gravest,
            "score": (gravest.rank + 1) if gravest else 0,
            "topics": sorted({one.topic for one in matches}),
            "mentions": notes.mentions,
            "issuers": notes.issuers,
            "stage": notes.stage,
            "matches": [
                {
                    "rule": f"{one.topic}/{one.rule}",
                    "field": span.field,
                    "start": span.start,
                    "end": span.end,
                    "text": span.text,
                }
                for one in matches
                for span in one.spans
            ],
        }

    answer_lines(answer)
