"""Digests as files in one folder: nothing to set up, nothing to lose."""

from __future__ import annotations

import asyncio
import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from monitor.channels.email import EmailSettings, message
from monitor.digest import as_json, html, text
from monitor.errors import DeliveryError
from monitor.model import Digest

Format = Literal["html", "text", "json", "eml"]

_ENDINGS: Mapping[Format, str] = {"html": "html", "text": "txt", "json": "json", "eml": "eml"}
_NOWHERE = EmailSettings(host="localhost", sender="monitor@localhost", to=("monitor@localhost",))
_MAX_NAME = 60
"""Characters of the subscription's name in a file name: 255 bytes hold them in any script."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSettings:
    """What an operator can set of a channel of kind `file`."""

    formats: tuple[Format, ...] = field(
        default=("html", "text", "json", "eml"),
        metadata={"doc": "Which files are written for a digest: html, text, json, eml."},
    )


@dataclass(frozen=True, slots=True)
class FileChannel:
    """Writes a file a format into `folder`, each whole or not at all."""

    name: str
    settings: FileSettings
    folder: Path

    async def deliver(self, digest: Digest, *, attempt: int, now: datetime) -> str:
        """Write the files and return the path of the first with the endings of the others.

        The same digest gives the same names and the same bytes, so a repeat changes nothing.

        Raises:
            DeliveryError: the folder is full, read-only or no folder; not permanent.
        """
        return await asyncio.to_thread(self._write, digest)

    def _write(self, digest: Digest) -> str:
        stem = file_stem(digest)
        paths = [self.folder / f"{stem}.{_ENDINGS[one]}" for one in self.settings.formats]
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for one, path in zip(self.settings.formats, paths, strict=True):
                _replace(path, _RENDERERS[one](digest))
            _settle(self.folder)
        except OSError as error:
            where = error.filename2 or error.filename or self.folder
            raise DeliveryError(
                f"{where}: cannot be written: {error.strerror}; make room or mend the permissions"
            ) from error
        if not paths:
            return f"{self.folder}: no format is configured, nothing was written"
        others = " ".join(path.suffix for path in paths[1:])
        return f"{paths[0]} (also {others})" if others else str(paths[0])


def file_stem(digest: Digest) -> str:
    """Return the files' name without its ending: minute in UTC, subscription, 8 of the id."""
    minute = f"{digest.composed_at.astimezone(UTC):%Y-%m-%dT%H%MZ}"
    subscription = re.sub(r"[^\w.-]+", "-", digest.subscription)[:_MAX_NAME]
    return f"{minute}-{subscription}-{re.sub(r'[^0-9A-Za-z]', '', digest.id)[:8]}"


def _eml(digest: Digest) -> bytes:
    # Dated by the digest and not by the clock: a repeat writes the same bytes.
    return message(digest, _NOWHERE, channel="file", now=digest.composed_at).as_bytes()


_RENDERERS: Mapping[Format, Callable[[Digest], bytes]] = {
    "html": lambda digest: html.render(digest).encode(),
    "text": lambda digest: text.render(digest).encode(),
    "json": as_json.render,
    "eml": _eml,
}


def _replace(path: Path, content: bytes) -> None:
    """Put `content` at `path`; a reader sees the old file or the new one, never a part."""
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with unfinished.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def _settle(folder: Path) -> None:
    """Make the new names last: the directory itself has to reach the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
