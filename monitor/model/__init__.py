"""The values that travel the line, one type a stage: Payload, RawItem, Article, Match, Digest.

All are frozen; none touches the world. Instants are aware and in UTC. Offsets count Unicode
code points, start inclusive, end exclusive.
"""

from monitor.model.article import (
    SCHEMA_VERSION,
    Article,
    ArticleKind,
    Category,
    DocumentNumber,
    Field,
    Mention,
    Quantity,
)
from monitor.model.digest import (
    BlindSource,
    Change,
    Coverage,
    Delivery,
    DeliveryState,
    Digest,
    Entry,
    Evidence,
    Held,
    Mark,
    Match,
    Reason,
    Span,
)
from monitor.model.item import (
    DateOrigin,
    DateReading,
    FeedInfo,
    NotModified,
    Payload,
    Precision,
    RawItem,
    Validators,
)
from monitor.model.source import Severity, Source, Subscription, Tier

__all__ = [
    "SCHEMA_VERSION",
    "Article",
    "ArticleKind",
    "BlindSource",
    "Category",
    "Change",
    "Coverage",
    "DateOrigin",
    "DateReading",
    "Delivery",
    "DeliveryState",
    "Digest",
    "DocumentNumber",
    "Entry",
    "Evidence",
    "FeedInfo",
    "Field",
    "Held",
    "Mark",
    "Match",
    "Mention",
    "NotModified",
    "Payload",
    "Precision",
    "Quantity",
    "RawItem",
    "Reason",
    "Severity",
    "Source",
    "Span",
    "Subscription",
    "Tier",
    "Validators",
]
