"""The events of the line's steps, one log line each: fixed phrases, facts as fields.

docs/operations.md lists them all.
"""

from __future__ import annotations

import logging

from monitor.model import Digest, Notice
from monitor.outcome import Polled, Settled

log = logging.getLogger(__name__)


def log_poll(polled: Polled) -> None:
    """Say how a look at a source went, and which files of it were skipped."""
    look = polled.look
    facts = {"source": look.source, "outcome": look.outcome}
    if look.outcome == "failed":
        log.warning("polled", extra={**facts, "cause": look.cause, "fact": look.fact})
        return
    for problem in polled.problems:
        log.warning(
            "skipped",
            extra={"source": look.source, "subject": problem.subject, "fact": problem.fact},
        )
    if not log.isEnabledFor(logging.INFO):
        return
    counts = {"items": look.items, "new": look.new, "edited": look.edited, "copies": look.copies}
    milliseconds = round(look.took.total_seconds() * 1000)
    log.info("polled", extra={**facts, **counts, "held": polled.intake.held, "ms": milliseconds})


def log_notice(notice: Notice) -> None:
    """Say that something began to be the matter with a source, or is over."""
    facts = {"source": notice.source, "condition": notice.kind, "fact": notice.fact}
    if notice.began:
        log.warning("condition began", extra=facts)
    else:
        log.info("condition over", extra=facts)


def log_composed(digest: Digest) -> None:
    """Say that a digest was put into the outbox."""
    log.info(
        "composed",
        extra={
            "subscription": digest.subscription,
            "digest": digest.id,
            "entries": len(digest.entries),
        },
    )


def log_delivery(settled: Settled) -> None:
    """Say how an attempt at a delivery went."""
    delivery = settled.delivery
    facts = {
        "digest": delivery.digest.id,
        "channel": delivery.channel,
        "outcome": settled.outcome,
        "attempt": delivery.attempts,
        "note": settled.note,
    }
    if settled.outcome == "sent":
        log.info("delivered", extra=facts)
    else:
        log.warning("delivery failed", extra=facts)
