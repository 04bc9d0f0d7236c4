"""Fetching: where bytes come from. Reads only; what the bytes mean is not its business."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Protocol

from monitor.errors import SourceError
from monitor.kinds import kind_of
from monitor.model import NotModified, Payload, Source, Validators

__all__ = ["Fetched", "Fetcher", "Fetchers"]

Fetched = Payload | NotModified | SourceError
"""Bytes, or word that nothing changed, or what is wrong with one of several files."""


class Fetcher(Protocol):
    """Whatever can look at a source."""

    def fetch(self, source: Source, validators: Validators) -> AsyncIterator[Fetched]:
        """Yield what the source has now; `validators` are those that it gave last time.

        Errors of single files come as values, so that the others follow. Where several payloads
        come, the validators of all are the same and are to be kept after the last.

        Raises:
            FetchError: nothing of the source could be had.
        """
        ...

    async def aclose(self) -> None:
        """Let go of connections."""
        ...


class Fetchers:
    """The fetcher that sends each source to the one for its kind of address."""

    def __init__(self, *, url: Fetcher, paths: Fetcher) -> None:
        self._url = url
        self._paths = paths

    def fetch(self, source: Source, validators: Validators) -> AsyncIterator[Fetched]:
        """Yield what `source` has now; see `Fetcher.fetch`.

        Raises:
            ConfigError: there is no such kind of source.
        """
        fetcher = self._paths if kind_of(source).address == "paths" else self._url
        return fetcher.fetch(source, validators)

    async def aclose(self) -> None:
        """Let go of the connections of both."""
        await self._url.aclose()
        await self._paths.aclose()
