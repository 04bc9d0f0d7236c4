"""`monitor match --jsonl`: what the rules in force make of texts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import click
import msgspec

from monitor.cli.jsonl import answer_lines, jsonl_option, require, text_of
from monitor.cli.session import Session, pass_session
from monitor.model import Field, Mention

_LOCALE = re.compile("[-_]")
"""In `zh-Hant` or `pt_BR`, behind the language."""


@click.command()
@jsonl_option
@pass_session
def match(session: Session, jsonl: bool) -> None:
    """Say what the rules in force make of texts.

    In: {"id", "lang"?, "title" or "text" or both, "url"?}; other keys are left alone

    Out: {"id", "alert", "severity", "score", "topics", "rules", "mentions", "issuers",
    "stage", "matches"}; rules name all that apply, matches the words for which they do

    \b
    echo '{"id": 1, "title": "Export licence for dysprosium", "text": ""}' | monitor match --jsonl
    """
    from monitor.clock import system_clock
    from monitor.rules.testing.cases import gravest
    from monitor.rules.testing.texts import article_of_text

    config = session.config()

    def answer(asked: Mapping[str, Any]) -> Mapping[str, Any]:
        require(asked, "title", "text")
        texts: Mapping[Field, str] = {
            "title": text_of(asked, "title"),
            "body": text_of(asked, "text"),
        }
        article = article_of_text(
            texts["title"],
            texts["body"],
            config.taxonomy,
            first_seen=system_clock(),
            source="stdin",
            language=_LOCALE.split(text_of(asked, "lang"))[0].lower() or None,
            url=text_of(asked, "url") or None,
        )
        matches = config.rules.match(article)
        severity = gravest(matches)
        return {
            "alert": bool(matches),
            "severity": severity,
            "score": (severity.rank + 1) if severity else 0,
            "topics": sorted({one.topic for one in matches}),
            "rules": [f"{one.topic}/{one.rule}" for one in matches],
            "mentions": _as_given(article.mentions, texts),
            "issuers": _as_given(article.issuers, texts),
            "stage": article.stage,
            "matches": [
                {
                    "rule": f"{one.topic}/{one.rule}",
                    "field": span.field,
                    "start": span.start,
                    "end": span.end,
                    "text": texts[span.field][span.start : span.end],
                }
                for one in matches
                for span in one.spans
            ],
        }

    answer_lines(answer)


def _as_given(mentions: Sequence[Mention], texts: Mapping[Field, str]) -> list[Mention]:
    """Return mentions with their words as they were given, line breaks included."""
    return [
        msgspec.structs.replace(one, text=texts[one.field][one.start : one.end]) for one in mentions
    ]
