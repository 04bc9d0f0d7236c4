"""Files and folders as a source, one payload a file, read one at a time."""

from __future__ import annotations

import asyncio
import hashlib
import os
import stat
from collections.abc import AsyncGenerator, Iterator
from dataclasses import dataclass
from pathlib import Path

from monitor.clock import Clock
from monitor.errors import FetchError
from monitor.fetch import Fetched
from monitor.model import NotModified, Payload, Request, Source, Validators

MIB = 1 << 20

CONTENT_TYPES = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".xml": "application/xml",
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".json": "application/json",
    ".eml": "message/rfc822",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    "": None,
}
"""Media type by the ending of a file's name; files in folders with other endings are left."""


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    """Resolved: without symbolic links."""
    size_bytes: int
    changed: tuple[int, int]
    """When content and when attributes changed last, in ns; a copy may keep the first."""


class FileFetcher:
    """Reads the files that a source's `paths` name, and those in the folders that they name.

    Hidden files and folders are left out, symbolic links are followed, and each file is read
    once however many ways lead to it. Order: as `paths`, folders by name.
    """

    def __init__(self, *, clock: Clock, max_bytes: int = 15 * MIB) -> None:
        self._clock = clock
        self._max_bytes = max_bytes

    async def aclose(self) -> None:
        """Do nothing: no file stays open."""

    async def fetch(
        self, source: Source, request: Request | None, validators: Validators
    ) -> AsyncGenerator[Fetched, None]:
        """Yield the files of `source`, or NotModified if none came, went or changed.

        What cannot be read is yielded each time, first and also before NotModified, so that it
        stays known.

        Raises:
            FetchError: none of the paths exists.
        """
        files, errors = await asyncio.to_thread(self._listing, source)
        for error in errors:
            yield error
        now = Validators(etag=_etag(files))
        if now == validators:
            yield NotModified(validators=now)
            return
        for file in files:
            yield await self._read(file, now)

    def _listing(self, source: Source) -> tuple[list[_File], list[FetchError]]:
        """Return the files to read and what is wrong with the others."""
        paths = [Path(path) for path in source.paths]
        if all(_is_missing(path) for path in paths):
            fact = f"no such file or folder: {', '.join(source.paths) or '(no paths)'}"
            raise FetchError(source.name, fact, cause="unreadable")
        files: dict[Path, _File] = {}
        errors: list[FetchError] = []
        for path in paths:
            for found in _walk(path):
                try:
                    file = found if isinstance(found, FetchError) else self._file(found)
                except FetchError as error:
                    file = error
                if isinstance(file, FetchError):
                    errors.append(file)
                else:
                    files.setdefault(file.path, file)
        return list(files.values()), errors

    def _file(self, path: Path) -> _File:
        """Return what is known of `path` without reading it.

        Raises:
            FetchError: it cannot be read, or is larger than allowed.
        """
        try:
            resolved = path.resolve(strict=True)
            status = resolved.stat()
        except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: a loop of links
            raise _unreadable(path, error) from error
        if not stat.S_ISREG(status.st_mode):
            raise FetchError(_shown(path), "is no regular file", cause="unreadable")
        if not os.access(resolved, os.R_OK):
            raise FetchError(_shown(path), "cannot be read: permission denied", cause="unreadable")
        if status.st_size > self._max_bytes:
            raise _too_large(path, self._max_bytes)
        return _File(resolved, status.st_size, (status.st_mtime_ns, status.st_ctime_ns))

    async def _read(self, file: _File, validators: Validators) -> Payload | FetchError:
        try:
            body = await asyncio.to_thread(_bytes, file.path, self._max_bytes + 1)
        except OSError as error:
            return _unreadable(file.path, error)
        if len(body) > self._max_bytes:  # it grew since it was listed
            return _too_large(file.path, self._max_bytes)
        return Payload(
            body=body,
            url=file.path.as_uri(),
            content_type=CONTENT_TYPES.get(file.path.suffix.lower()),
            fetched_at=self._clock(),
            validators=validators,
        )


def _walk(start: Path) -> Iterator[Path | FetchError]:
    """Yield `start`, or the files in and below it; no folder twice, whatever links say."""
    entered: set[tuple[int, int]] = set()
    waiting = [start]
    while waiting:
        path = waiting.pop()
        folder = _folder(path)
        if folder is None:
            if path is start or path.suffix.lower() in CONTENT_TYPES:
                yield path
        elif folder not in entered:
            entered.add(folder)
            try:
                inside = sorted(path.iterdir(), reverse=True)
            except OSError as error:
                yield _unreadable(path, error)
            else:
                waiting += [child for child in inside if not child.name.startswith(".")]


def _folder(path: Path) -> tuple[int, int] | None:
    """Return what a folder is known by to the system, or None if `path` is none."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None  # reading it as a file will say what is wrong
    return (status.st_dev, status.st_ino) if stat.S_ISDIR(status.st_mode) else None


def _is_missing(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return True
    except OSError:
        return False  # there, but not for us
    return False


def _bytes(path: Path, limit: int) -> bytes:
    with path.open("rb") as file:
        return file.read(limit)


def _etag(files: list[_File]) -> str:
    """Return a hash over names, sizes and times of change."""
    lines = (f"{file.path}\0{file.size_bytes}\0{file.changed}\n" for file in files)
    digest = hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape"))
    return f"files:{digest.hexdigest()}"


def _unreadable(path: Path, error: Exception) -> FetchError:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return FetchError(_shown(path), f"cannot be read: {reason.lower()}", cause="unreadable")


def _too_large(path: Path, max_bytes: int) -> FetchError:
    return FetchError(_shown(path), f"is larger than {max_bytes / MIB:g} MiB", cause="too-large")


def _shown(path: Path) -> str:
    """Return `path` fit for messages; names of files may be no valid text."""
    return os.fsencode(path).decode("utf-8", "replace")
