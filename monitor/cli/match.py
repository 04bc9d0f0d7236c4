"""`monitor match --jsonl`: what the rules in force make of texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from monitor.cli.filters import answer_lines, jsonl_option, require, text_of
from monitor.cli.session import Session, pass_session


@click.command()
@jsonl_option
@pass_session
def match(session: Session, jsonl: bool) -> None:
    """Say what the rules in force make of texts.

    In: {"id", "lang"?, "title" or "text" or both, "url"?}; other keys are left alone

    Out: {"id", "alert", "severity", "score", "topics", "mentions", "issuers", "stage",
    "matches"}

    \b
    echo '{"id": 1, "title": "Export licence for dysprosium", "text": ""}' | monitor match --jsonl
    """
    from monitor.clock import system_clock
    from monitor.rules.testing.cases import gravest
    from monitor.rules.testing.texts import article_of_text

    config = session.config()

    def answer(asked: Mapping[str, Any]) -> Mapping[str, Any]:
        require(asked, "title", "text")
        article = article_of_text(
            text_of(asked, "title"),
            text_of(asked, "text"),
            config.taxonomy,
            first_seen=system_clock(),
            source="stdin",
            language=text_of(asked, "lang") or None,
            url=text_of(asked, "url") or None,
        )
        matches = config.rules.match(article)
        severity = gravest(matches)
        return {
            "alert": bool(matches),
            "severity": severity,
            "score": (severity.rank + 1) if severity else 0,
            "topics": sorted({one.topic for one in matches}),
            "mentions": article.mentions,
            "issuers": article.issuers,
            "stage": article.stage,
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
