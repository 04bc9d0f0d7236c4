"""Fetching: where bytes come from. Reads only; what the bytes mean is not its business."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Protocol

from monitor.errors import SourceError
from monitor.kinds import kind_of
from monitor.model import NotModified, Payload, Request, Source, Validators

__all__ = ["Fetched", "Fetcher", "Fetchers"]

Fetched = Payload | NotModified | SourceError
"""Bytes, or word that nothing changed, or what is wrong with one of several files."""


class Fetcher(Protocol):
    """Whatever can look at a source."""

    def fetch(
        self, source: Source, request: Request | None, validators: Validators
    ) -> AsyncGenerator[Fetched, None]:
        """Yield what the source has now; `validators` are those that it gave last time.

        `request` says what to ask a server of the web for; None for files. Errors
        of single files come as values, so that the others follow. Where several payloads come,
        the validators of all are the same and are to be kept after the last.

        Raises:
            FetchError: nothing of the source could be had.
        """
        ...

    async def aclose(self) -> None:
        """Let go of connections."""
        ...


class Fetchers:
    """The fetcher that sends each request to the one for its kind of address."""

    def __init__(self, *, url: Fetcher, paths: Fetcher, mailbox: Fetcher | None = None) -> None:
        self._fetchers: dict[str, Fetcher] = {"url": url, "paths": paths}
        if mailbox is not None:
            self._fetchers["mailbox"] = mailbox

    def fetch(
        self, source: Source, request: Request | None, validators: Validators
    ) -> AsyncGenerator[Fetched, None]:
        """Yield what `source` has now; see `Fetcher.fetch`.

        Raises:
            ConfigError: there is no such kind of source.
        """
        is_web = request is not None and request.url.startswith(("http://", "https://"))
        # The pages that mails and files link to are on the web.
        address = "url" if is_web else kind_of(source).address
        return self._fetchers[address].fetch(source, request, validators)

    async def aclose(self) -> None:
        """Let go of the connections of all."""
        for fetcher in self._fetchers.values():
            await fetcher.aclose()
