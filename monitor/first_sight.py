"""Whether what a source holds is news, or was there before anybody looked. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.model import Article, Held


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSight:
    """Whether what a source holds is news, or what was there when it was first seen."""

    ended: datetime | None = None
    """When its first sight was complete; None: it is not yet."""
    looked: datetime | None = None
    """When it was last looked at with success."""
    late: frozenset[str] = frozenset()
    """Items that a look took in without their pages, which come only now."""
    is_history: bool = False
    """Whether it is read in by hand."""

    def hold(self, article: Article, before: Article | None, now: datetime) -> Held | None:
        """Return why an article is not told, None where it is news.

        `before` is the text that it replaces; None: it is a new item, or a copy.
        """
        if self.is_history:
            return "backfill"
        if self.ended is None:
            # First sight may take several looks: what came between two of them is news.
            came = arrival(article)
            is_new = self.looked is not None and came is not None and self.looked < came <= now
            return None if is_new else "baseline"
        is_late = before is not None and article.identity in self.late
        return "baseline" if is_late and before and before.first_seen <= self.ended else None


HISTORY = FirstSight(is_history=True)


def arrival(article: Article) -> datetime | None:
    """Return when an article was published, None where only the day or less is known."""
    fine = article.published_precision in ("hour", "minute", "second")
    return article.published_at if fine else None
