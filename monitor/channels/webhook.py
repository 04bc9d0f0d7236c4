"""Digests as signed posts, to the Standard Webhooks specification.

Source: https://github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from monitor import __version__
from monitor.digest import as_json
from monitor.errors import ConfigError, DeliveryError
from monitor.faults import failure
from monitor.model import Digest
from monitor.patience import retry_after

if TYPE_CHECKING:
    import httpx

_PREFIX = "whsec_"
_MIN_KEY_BYTES = 24
"""Source: the specification asks for 24 to 64 bytes; a longer key does no harm."""
_GONE = 410
_MAX_WAIT = timedelta(hours=1)
"""A receiver may ask for patience, not for silence: alerts grow old."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookSettings:
    """What an operator can set of a channel of kind `webhook`; the secret is read apart."""

    url: str = field(
        repr=False,  # often holds a token
        metadata={"doc": "Where digests are posted: an http(s) address."},
    )
    timeout: timedelta = field(
        default=timedelta(seconds=30),
        metadata={"doc": "How long a post may take until its answer's status, in all."},
    )


class WebhookChannel:
    """Posts digests to one address. Redirects are not followed; answers are not read."""

    def __init__(
        self,
        name: str,
        settings: WebhookSettings,
        *,
        secret: str,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """Check address and secret; `transport` carries the requests, None for plain HTTP(S).

        Raises:
            ConfigError: the address is none, or the secret is not `whsec_` and base64.
        """
        self.name = name
        self._settings = settings
        self._key = _key(secret)
        self._place = _place(settings.url)
        self._transport = transport

    def __repr__(self) -> str:
        return f"WebhookChannel({self.name!r}, {self._place!r})"

    async def deliver(self, digest: Digest, *, attempt: int, now: datetime) -> str:
        """Post `digest` and return the status; anything but 2xx is an error.

        Id and body are the same on every attempt; `monitor-attempt` tells them apart.

        Raises:
            DeliveryError: permanent only for 410, with which a receiver unsubscribes. Other
                refusals may be a wrong address or secret, and those can be mended.
        """
        import asyncio

        import httpx

        payload = body(digest)
        headers = {
            "content-type": "application/json",
            "user-agent": f"Monitor/{__version__}",
            "monitor-attempt": str(attempt),
            **signature_headers(self._key, digest.id, payload, now=now),
        }
        try:
            # httpx counts each read and write apart; a receiver that drips would never end.
            async with (
                asyncio.timeout(self._settings.timeout.total_seconds()),
                httpx.AsyncClient(
                    transport=self._transport,
                    timeout=self._settings.timeout.total_seconds(),
                    follow_redirects=False,
                    trust_env=False,  # only monitor.config reads the environment
                ) as client,
                # Streamed and left unread: the status says all, and no answer is too long.
                client.stream(
                    "POST", self._settings.url, content=payload, headers=headers
                ) as response,
            ):
                return _receipt(response, self._place, now=now)
        except TimeoutError as error:
            raise DeliveryError(f"{self._place}: no answer in time") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            _, fact = failure(error)
            raise DeliveryError(f"{self._place}: {fact}, not sent") from error


def body(digest: Digest) -> bytes:
    """Return what is posted: type, time of composing and the digest, always the same bytes."""
    return msgspec.json.encode(
        {
            "type": "digest",
            "timestamp": digest.composed_at,
            "data": msgspec.Raw(as_json.render(digest)),
        }
    )


def signature_headers(
    key: bytes, digest_id: str, payload: bytes, *, now: datetime
) -> dict[str, str]:
    """Return the three headers by which a receiver knows sender, message and time of sending."""
    timestamp = str(int(now.timestamp()))
    signed = f"{digest_id}.{timestamp}.".encode() + payload
    signature = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    return {
        "webhook-id": digest_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{signature}",
    }


def _key(secret: str) -> bytes:
    try:
        if not secret.startswith(_PREFIX):
            raise ValueError("no prefix")
        key = base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except (ValueError, binascii.Error):
        # `from None`: the decoder's error could show a part of the secret.
        raise ConfigError("the secret is not whsec_ followed by base64") from None
    if len(key) < _MIN_KEY_BYTES:
        raise ConfigError(
            f"the secret holds {len(key)} bytes; at least {_MIN_KEY_BYTES} are needed:"
            ' make one with `echo "whsec_$(openssl rand -base64 32)"`'
        )
    return key


def _place(url: str) -> str:
    """Return scheme and host: paths of webhooks often are secrets, so messages leave them out."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    if parts.scheme not in {"http", "https"} or not host:
        raise ConfigError('key "url": expected an address that begins with https:// or http://')
    return f"{parts.scheme}://{host}" + (f":{port}" if port else "")


def _receipt(response: httpx.Response, place: str, *, now: datetime) -> str:
    status = f"{response.status_code} {response.reason_phrase}".strip()
    if response.is_success:
        return status
    if response.status_code == _GONE:
        raise DeliveryError(f"{place}: answered {status}: it wants no more posts", permanent=True)
    wait = None
    if response.status_code in {429, 503}:
        asked = response.headers.get("retry-after", "")
        wait = retry_after(asked, now=now, longest=_MAX_WAIT)
    moved = "; redirects are not followed, enter the new address" if response.is_redirect else ""
    raise DeliveryError(f"{place}: answered {status}{moved}", retry_after=wait)
