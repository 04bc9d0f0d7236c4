"""Secrets by reference: from a file, the environment or a systemd credential, never in TOML."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from monitor.errors import ConfigError

How = Literal["file", "env", "credential"]
HOWS: tuple[How, ...] = ("file", "env", "credential")


@dataclass(frozen=True, slots=True)
class SecretReference:
    """Where a secret is found; holds no secret itself, so it may be printed."""

    key: str
    how: How
    where: str
    """A path relative to the configuration, a variable's name or a credential's name."""
    configuration: Path

    def read(self, environment: Mapping[str, str] | None = None) -> str:
        """Return the secret without the newline at its end.

        Raises:
            ConfigError: it is not there, empty or unreadable.
        """
        environment = os.environ if environment is None else environment  # noqa: TID251
        if self.how == "env":
            value = environment.get(self.where, "")
            found = f"the environment variable {self.where} is not set or empty"
        else:
            path = self._path(environment)
            found = f"{path} is empty"
            try:
                value = path.read_text("utf-8").rstrip("\r\n")
            except (OSError, UnicodeDecodeError) as error:
                reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
                raise ConfigError(f"{self.key}_{self.how}: cannot read {path}: {reason}") from error
        if not value:
            raise ConfigError(f"{self.key}_{self.how}: {found}; the secret is needed to go on")
        return value

    def _path(self, environment: Mapping[str, str]) -> Path:
        if self.how == "file":
            return self.configuration / self.where
        folder = environment.get("CREDENTIALS_DIRECTORY")
        if not folder:
            raise ConfigError(
                f"{self.key}_credential: no CREDENTIALS_DIRECTORY; credentials exist under"
                f" systemd, by LoadCredential={self.where}:/path; elsewhere use {self.key}_file"
            )
        return Path(folder) / self.where
