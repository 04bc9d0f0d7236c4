"""A bare text as the article that rules are asked of: a line of a pipe, a case of a rule file."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from monitor.article.form import kind_of
from monitor.article.furniture import without_furniture
from monitor.article.lines import with_wrapping_undone
from monitor.fingerprint import content_hash
from monitor.model import Article, ArticleKind

if TYPE_CHECKING:
    from monitor.taxonomy import Taxonomy


def article_of_text(
    title: str,
    text: str,
    taxonomy: Taxonomy,
    *,
    first_seen: datetime,
    source: str = "",
    language: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    kind: ArticleKind | None = None,
    published: datetime | None = None,
) -> Article:
    """Return the article that a title and a text are, with what the taxonomy finds in them.

    What stood round the article on its page is blanked, as is a line break that a column made, so
    places stay as they are. `kind` None: what the text shows; `language` None: unknown, it is not
    guessed.
    """
    body = without_furniture(title, with_wrapping_undone(text))
    facts = taxonomy.annotate(title, body, published=published, language=language)
    return Article(
        source=source,
        identity="",
        title=title,
        url=url,
        publisher=publisher,
        language=language,
        kind=kind or kind_of(title, body, agency=False),
        published=published.isoformat() if published else None,
        published_precision="second" if published else None,
        published_at=published.astimezone(UTC) if published else None,
        first_seen=first_seen,
        body=body,
        mentions=facts.mentions,
        issuers=facts.issuers,
        stage=facts.stage,
        stages=facts.stages,
        measure_dates=facts.measure_dates,
        documents=facts.documents,
        quantities=facts.quantities,
        content_hash=content_hash(title, body),
    )
