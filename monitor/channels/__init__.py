"""The ways out: each takes a digest and says how it was received, or why it was not."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from monitor.model import Digest


class Channel(Protocol):
    """One configured way out; one file beside this for each kind."""

    @property
    def name(self) -> str:
        """What subscriptions call it."""

    async def deliver(self, digest: Digest, *, attempt: int, now: datetime) -> str:
        """Hand over `digest` and return the receipt: a path, an SMTP reply, an HTTP status.

        `attempt` counts from 1. Every attempt carries the digest's id where the receiver can see
        it, so that a repeat is known for one.

        Raises:
            DeliveryError: not accepted; permanent only where repeating cannot help, whatever
                the operator mends.
        """
