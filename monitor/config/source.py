"""One source out of its TOML table: the fields that all have, and what its kind asks for."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from monitor.config.reader import Place, settings, suggestion
from monitor.config.secret import HOWS, SecretReference
from monitor.kinds import KINDS, Kind
from monitor.kinds.listing_options import page_mistake
from monitor.model import Access, PageOptions, Source

_SCHEMES = {"url": ("http", "https"), "mailbox": ("imap", "imaps"), "paths": ()}
_EXAMPLES = {"url": "https:// or http://", "mailbox": "imaps:// or imap://"}
_LANGUAGE = re.compile("[a-z]{2,3}")
_SECRET_HEADERS = frozenset({"authorization", "proxy-authorization"})
_INSTEAD = 'bearer_file, or api_key_file with api_key_header = "Authorization"'
_SECRETS = tuple(
    one.name for one in dataclasses.fields(Access) if one.metadata.get("secret") == "yes"
)


def configured_source(
    name: str, table: Mapping[str, Any], place: Place, *, folder: Path
) -> Source | None:
    """Return the source that `table` describes, or None where mistakes were noted at `place`.

    `folder` is the configuration: paths in the table are relative to it.
    """
    kind = KINDS.get(str(table.get("kind")))
    if kind is None:
        place.problem("kind", no_kind(table, KINDS))
        return None
    before = len(place.problems)
    given: dict[str, Any] = {"name": name, "options": _options(table, kind, place)}
    if "access" in table:
        given["access"] = _access(table["access"], place.within("access"), folder)
    misplaced = _misplaced(table, kind)
    for key, where in misplaced.items():
        place.problem(key, f"belongs into [sources.{name}.{where}]")
    elsewhere = {"options", "access", *misplaced}
    rest = {key: value for key, value in table.items() if key not in elsewhere}
    source = settings(Source, rest, place, given=given, also=frozenset({"options", "access"}))
    if source is None or len(place.problems) > before:
        return None
    _check(source, kind, place)
    if len(place.problems) > before:
        return None
    paths = tuple(str((folder / path).resolve()) for path in source.paths)
    return dataclasses.replace(source, paths=paths) if paths else source


def _misplaced(table: Mapping[str, Any], kind: Kind) -> dict[str, str]:
    """Return keys of the source's own table that belong into one inside it, with which."""
    inside = {"access": Access, "page": PageOptions, "options": kind.options}
    own = _keys(Source)
    return {
        key: where
        for where, keys in ((where, _keys(into)) for where, into in inside.items() if into)
        for key in table
        if key in keys and key not in own
    }


def _keys(into: type[Any]) -> set[str]:
    return {one.name for one in dataclasses.fields(into)}


def no_kind(table: Mapping[str, Any], kinds: Mapping[str, object]) -> str:
    """Return what to say of a table whose kind is missing or unknown."""
    if "kind" not in table:
        return f"is required: one of {', '.join(kinds)}"
    return f'no kind "{table["kind"]}".{suggestion(str(table["kind"]), kinds)}'


def _options(table: Mapping[str, Any], kind: Kind, place: Place) -> object:
    """Return the options of the kind, filled from the table or by their defaults."""
    written = table.get("options", {})
    if kind.options is None:
        if written:
            place.problem("options", f'kind "{table["kind"]}" has none')
        return None
    if not isinstance(written, dict):
        place.problem("options", "expected a table")
        return None
    return settings(kind.options, written, place.within("options"))


def _access(table: object, place: Place, folder: Path) -> Access | None:
    if not isinstance(table, dict):
        place.problem("", "expected a table")
        return None
    given: dict[str, Any] = {}
    keys: set[str] = set()
    for secret in _SECRETS:
        if secret in table:
            wanted = " or ".join(f"{secret}_{how}" for how in HOWS)
            place.problem(secret, f"secrets are not written in the configuration; use {wanted}")
        found = [how for how in HOWS if f"{secret}_{how}" in table]
        keys |= {secret, *(f"{secret}_{how}" for how in HOWS)}
        given[secret] = None
        if len(found) > 1:
            place.problem(f"{secret}_{found[1]}", "only one place for the secret, please")
        elif found and isinstance(where := table[f"{secret}_{found[0]}"], str) and where:
            given[secret] = SecretReference(secret, found[0], where, folder)
        elif found:
            place.problem(f"{secret}_{found[0]}", "expected text in quotes")
    access = settings(Access, table, place, given=given, also=frozenset(keys))
    if access is not None and access.ca_file:
        access = dataclasses.replace(access, ca_file=str((folder / access.ca_file).resolve()))
    return access


def _check(source: Source, kind: Kind, place: Place) -> None:
    """Note what is wrong with the fields together."""
    if kind.address == "paths":
        if not source.paths:
            place.problem("paths", "is required: the files and folders to read")
    else:
        _check_url(source.url, place, kind.address)
    try:
        ZoneInfo(source.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        place.problem("timezone", 'expected a time zone such as "Asia/Shanghai"')
    if source.language is not None and not _LANGUAGE.fullmatch(source.language):
        place.problem("language", f'expected a code such as "zh" or "en", got "{source.language}"')
    for header in source.access.headers:
        if header.lower() in _SECRET_HEADERS:
            place.within("access").problem(
                "headers", f"{header}: secrets are not written in the configuration; use {_INSTEAD}"
            )
    if source.interval is not None and not source.interval:
        place.problem("interval", "cannot be zero")
    if mistake := kind.mistake(source):
        place.problem("options", mistake)
    elif mistake := page_mistake(source.page):
        place.problem("page", mistake)


def _check_url(url: str, place: Place, address: str) -> None:
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in _SCHEMES[address] or not parts.hostname:
        place.problem("url", f"is required: an address that begins with {_EXAMPLES[address]}")
    elif parts.username or parts.password:
        place.problem("url", "holds a user name or password; addresses are shown and logged")
