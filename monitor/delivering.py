"""From the outbox to the receivers: leased, sent, settled; nothing is given up silently."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Protocol, TypeVar

from monitor.channels import Channel
from monitor.clock import Clock
from monitor.errors import DeliveryError
from monitor.events import log_delivery
from monitor.model import Delivery
from monitor.outcome import Settled
from monitor.patience import send_again_in
from monitor.store import Store

log = logging.getLogger(__name__)

_Result = TypeVar("_Result")
_DELIVERY_LEASE = timedelta(minutes=2)
"""How long after a kill -9 a message under way waits for its repetition."""


class Work(Protocol):
    """Runs a blocking step where the store is used."""

    async def __call__(self, step: Callable[[], _Result], /) -> _Result:
        """Return what `step` returns."""


class Delivering:
    """Sends what is due, one message at a time on each channel."""

    def __init__(
        self, *, store: Store, clock: Clock, channels: Mapping[str, Channel], work: Work
    ) -> None:
        self.store = store
        self.clock = clock
        self.channels = channels
        self.work = work

    async def due_channels(self) -> list[str]:
        """Return the channels that something is to be sent on now."""
        return await self.work(lambda: self.store.outbox.due_channels(self.clock()))

    async def deliver_next(self, channel: str | None = None) -> Settled | None:
        """Try the delivery longest due on a channel, or on any, and settle it; None if none is."""
        delivery = await self.work(
            # The lease begins when it is taken, not when this step was put in line.
            lambda: self.store.outbox.claim(
                now=self.clock(), lease=_DELIVERY_LEASE, channel=channel
            )
        )
        if delivery is None:
            return None
        try:
            receipt = await self._send(delivery)
        except DeliveryError as error:
            settled = await self.work(partial(self._failed, delivery, error))
        else:
            await self.work(lambda: self.store.outbox.sent(delivery, receipt, now=self.clock()))
            settled = Settled(delivery=delivery, outcome="sent", note=receipt)
        log_delivery(settled)
        return settled

    async def _send(self, delivery: Delivery) -> str:
        channel = self.channels.get(delivery.channel)
        if channel is None:
            raise DeliveryError(
                f'no channel "{delivery.channel}" is configured any more;'
                " add it again, or the message is given up after five days"
            )
        try:
            # Well inside the lease: nobody else may send it while this one still tries.
            async with asyncio.timeout(_DELIVERY_LEASE.total_seconds() / 2):
                return await channel.deliver(
                    delivery.digest, attempt=delivery.attempts, now=self.clock()
                )
        except TimeoutError as error:
            raise DeliveryError("timed out") from error
        except DeliveryError:
            raise
        except Exception as error:
            # The one broad catch of a delivery: a defect with one message stops no other.
            log.exception("defect", extra={"channel": delivery.channel})
            raise DeliveryError(f"defect in Monitor: {type(error).__name__}") from error

    def _failed(self, delivery: Delivery, error: DeliveryError) -> Settled:
        now = self.clock()
        wait = send_again_in(
            delivery.id,
            attempts=delivery.attempts,
            age=now - self.store.outbox.created_at(delivery),
            retry_after=error.retry_after,
        )
        if error.permanent or wait is None:
            self.store.outbox.dead(delivery, str(error), now=now)
            return Settled(delivery=delivery, outcome="dead", note=str(error))
        self.store.outbox.retry(delivery, str(error), due_at=now + wait)
        return Settled(delivery=delivery, outcome="retry", note=str(error))
