"""An answer that is no redirect → what it says, or the error that it is."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from monitor.clock import Clock
from monitor.errors import FetchError
from monitor.fetch.challenge import LOOKED_AT_BYTES, challenge
from monitor.fetch.content_coding import CodingError, Decoder, TooLarge, decoder
from monitor.fetch.redirects import Hop
from monitor.fetch.verdict import (
    CONTENT,
    GONE,
    NO_CONTENT,
    cause_of,
    fresh_for,
    head_of,
    phrase,
    validators_of,
)
from monitor.model import NotModified, Payload, Request, Validators
from monitor.patience import retry_after

if TYPE_CHECKING:
    import httpx

MIB = 1 << 20
MAX_RETRY_AFTER = timedelta(hours=24)
_ERROR_PAGE_SECONDS = 3.0
"""How long the body of an error may take: it only tells what kind of error it is."""
_UNCONDITIONAL = Validators()


class Answers:
    """Reads answers, never more of one than it needs."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    async def read(
        self,
        response: httpx.Response,
        hop: Hop,
        *,
        subject: str,
        request: Request,
        validators: Validators,
        max_bytes: int,
        cuts: bool = False,
    ) -> Payload | NotModified:
        """Return what the answer to `request` at `hop` says; `cuts`: only its beginning counts.

        Raises:
            FetchError: about `subject`; the answer is an error, or broken.
        """
        status = response.status_code
        head = head_of(response)
        given = validators_of(head)
        if status == 304 and validators != _UNCONDITIONAL:
            return NotModified(
                validators=Validators(
                    etag=given.etag or validators.etag,
                    last_modified=given.last_modified or validators.last_modified,
                ),
                moved_to=hop.moved_to,
                fresh_for=fresh_for(head),
            )
        if status in NO_CONTENT:
            fact = f"{hop.shown} answered {phrase(status)}"
            raise FetchError(subject, fact, cause="empty", status=status)
        if status not in CONTENT:
            raise await self._refusal(response, head, hop, subject)
        body = await _body(response, head, hop, subject, max_bytes=max_bytes, cuts=cuts)
        if not body:
            fact = f"{hop.shown} answered with no content"
            raise FetchError(subject, fact, cause="empty", status=status)
        if who := challenge(head, body):
            raise _challenged(hop, subject, status, who)
        return Payload(
            body=body,
            url=hop.clean_url,
            content_type=head.get("content-type") or None,
            fetched_at=self._clock(),
            validators=given,
            request=request,
            moved_to=hop.moved_to,
            fresh_for=fresh_for(head),
        )

    async def _refusal(
        self, response: httpx.Response, head: Mapping[str, str], hop: Hop, subject: str
    ) -> FetchError:
        """Return the error that a status is; its page may say that it is a challenge."""
        status = response.status_code
        wait = retry_after(head.get("retry-after", ""), now=self._clock(), longest=MAX_RETRY_AFTER)
        if status not in GONE and status != 304:
            who = challenge(head, await _error_page(response, head))
            if who is not None:
                return _challenged(hop, subject, status, who, retry_after=wait)
        return FetchError(
            subject,
            f"{hop.shown} answered {phrase(status)}",
            cause=cause_of(status, retry_after=wait),
            status=status,
            retry_after=wait,
        )


async def _body(
    response: httpx.Response,
    head: Mapping[str, str],
    hop: Hop,
    subject: str,
    *,
    max_bytes: int,
    cuts: bool,
) -> bytes:
    """Return the decoded body; reading stops at the first byte over the cap."""
    collected: Decoder | None = None
    try:
        declared = head.get("content-length", "")
        if not cuts and declared.isdecimal() and int(declared[:20]) > max_bytes:
            raise TooLarge
        if response.is_stream_consumed:  # a transport may answer from memory
            collected = decoder("", max_bytes=max_bytes)
            collected.add(response.content)
        else:
            collected = decoder(head.get("content-encoding", ""), max_bytes=max_bytes)
            async for chunk in response.aiter_raw():
                collected.add(chunk)
        return collected.body()
    except TooLarge as error:
        if cuts and collected is not None:
            return collected.so_far()
        fact = f"{hop.shown}: larger than {max_bytes / MIB:g} MiB"
        raise FetchError(subject, fact, cause="too-large") from error
    except CodingError as error:
        raise FetchError(subject, f"{hop.shown}: {error}", cause="decode") from error


async def _error_page(response: httpx.Response, head: Mapping[str, str]) -> bytes:
    """Return the beginning of an error's body, or what could be had of it."""
    import httpx

    if response.is_stream_consumed:
        return response.content[:LOOKED_AT_BYTES]
    if head.get("content-length", "").strip() == "0":
        return b""
    try:
        collected = decoder(head.get("content-encoding", ""), max_bytes=LOOKED_AT_BYTES)
    except CodingError:
        return b""  # the status says enough
    try:
        async with asyncio.timeout(_ERROR_PAGE_SECONDS):
            async for chunk in response.aiter_raw():
                collected.add(chunk)
    except (TooLarge, CodingError, TimeoutError, httpx.HTTPError, OSError):
        pass  # the same: what has come is looked at
    return collected.so_far()


def _challenged(
    hop: Hop, subject: str, status: int, who: str, *, retry_after: timedelta | None = None
) -> FetchError:
    fact = f"{hop.shown} answered {phrase(status)} with a challenge page ({who}), not the content"
    return FetchError(subject, fact, cause="blocked", status=status, retry_after=retry_after)
