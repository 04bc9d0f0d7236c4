"""Lists of feeds: many addresses, one a line, as sources; and the names that addresses give.

A source out of a list is named after its address alone, so that it keeps its name whatever else
is in the file, and two spellings of one address are one source.
"""

from __future__ import annotations

import hashlib
import re
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from io import BytesIO, TextIOWrapper
from typing import NamedTuple
from urllib.parse import urlsplit

from monitor.fingerprint import canonical_url
from monitor.model import Source

_LONGEST_NAME = 64
_HASH_LENGTH = 8
_TIDY = re.compile(r"https?://(?:www\.)?([a-z0-9][a-z0-9.-]*[a-z0-9](?:/[a-z0-9.-]+)*)/?")
"""Addresses that can be read back from the name that they give: nothing is lost in it."""
_PLAIN = re.compile(
    r"https?://(?:www\.)?([a-z0-9][a-z0-9.-]*[a-z0-9](:[1-9][0-9]{1,4})?)(/[^?#\s]*)?(?:\?([^#\s]*))?"
)
"""Addresses that need no taking apart; most are."""
_PLAIN_QUERY = re.compile(
    r"[A-Za-z0-9_.~-]+=[A-Za-z0-9_.~-]*(?:&[A-Za-z0-9_.~-]+=[A-Za-z0-9_.~-]*)*"
)
_VALUE = re.compile(r"=[^&]*")
_NOT_NAME = re.compile(r"[^a-z0-9.-]+")
_SHOWN_CHARACTERS = 80
_COMMENT = re.compile(r"\s#.*")
_HIGHEST_PORT = 65535


class Entry(NamedTuple):
    """A feed as a list names it."""

    line: int
    url: str
    title: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None


class Refused(NamedTuple):
    """Something in a list that is no feed, with what is wrong."""

    line: int
    """Where it stands, counted from 1; 0: the list as a whole."""
    shown: str
    """Enough of it to find it again, without user, password and query."""
    fact: str


def read_list(body: bytes) -> Iterator[Entry | Refused]:
    """Yield what each line names: an address, behind it tags if there are any.

    Empty lines and what follows a `#` at the beginning of a line or behind a blank are left
    out. Tags are words, in quotes if they hold blanks; one that begins with `~` is the title.
    Source: newsboat's file `urls`, which so can be read as it is.
    """
    number = 0
    try:
        for number, line in enumerate(TextIOWrapper(BytesIO(body), "utf-8-sig"), 1):
            if (one := _line(number, line)) is not None:
                yield one
    except UnicodeDecodeError:
        yield Refused(number + 1, "", "not UTF-8 from here on; save the file as UTF-8")


def _line(number: int, line: str) -> Entry | Refused | None:
    words = line.split()
    if not words or words[0].startswith("#"):
        return None
    address = web_address(words[0])
    if fact := address_mistake(address):
        return Refused(number, shown_address(address), fact)
    return Entry(number, address) if len(words) == 1 else _tagged(number, address, line)


def _tagged(number: int, url: str, line: str) -> Entry | Refused:
    try:
        _, *words = shlex.split(_COMMENT.sub("", line))
    except ValueError:
        return Refused(number, shown_address(url), "a quotation mark is left open")
    title = next((word[1:].strip() for word in words if word.startswith("~")), "")
    tags = tuple(dict.fromkeys(word for word in words if word and word[0] not in "~!"))
    return Entry(number, url, title or None, tags)


def written_list(sources: Iterable[Source]) -> str:
    """Return sources as lines that `read_list` reads back."""
    lines = []
    for one in sources:
        title = [f"~{one.publisher}"] if one.publisher else []
        lines.append(" ".join([one.url, *(_quoted(word) for word in (*one.tags, *title))]))
    return "".join(f"{line}\n" for line in lines)


def _quoted(word: str) -> str:
    plain = " ".join(word.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'


def source_of(entry: Entry, name: str = "") -> Source:
    """Return the source that an entry of a list describes; `name` if it is known already."""
    return Source(
        name=name or source_name(entry.url),
        kind="feed",
        url=entry.url,
        publisher=entry.title,
        language=entry.language,
        tags=entry.tags,
    )


def with_entry(source: Source, entry: Entry) -> Source:
    """Return a source with the tags of a further entry of it, and its title if it had none."""
    united = tuple(dict.fromkeys((*source.tags, *entry.tags)))
    publisher = source.publisher or entry.title
    if united == source.tags and publisher == source.publisher:
        return source
    return replace(source, tags=united, publisher=publisher)


def source_name(url: str) -> str:
    """Return the name of a source that is known by its address only.

    It is host and path with `_` for `/`; a short hash of the canonical address follows wherever
    that leaves anything out, so that no two addresses share a name and none depends on others.
    """
    if (tidy := _TIDY.fullmatch(url)) and len(tidy[1]) <= _LONGEST_NAME:
        return tidy[1].replace("/", "_")
    canonical = _canonical(url)
    if _TIDY.fullmatch(f"https:{canonical}") and len(canonical) - 2 <= _LONGEST_NAME:
        return canonical[2:].replace("/", "_")
    digest = hashlib.blake2b(canonical.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    words = _NOT_NAME.sub("_", canonical[:200].lower()).strip("_.-")
    words = words[: _LONGEST_NAME - _HASH_LENGTH - 1].rstrip("_.-")
    return f"{words}-{digest}" if words else digest


def _canonical(url: str) -> str:
    """Return `canonical_url(url)`, at a fraction of its cost where nothing has to be mended."""
    plain = _PLAIN.fullmatch(url)
    if plain is None or plain[2] in (":80", ":443"):
        return canonical_url(url)
    page = f"//{plain[1]}{(plain[3] or '').rstrip('/')}"
    if not (query := plain[4]):
        return page
    if _PLAIN_QUERY.fullmatch(query) and _are_kept(_VALUE.sub("=", query)):
        return f"{page}?{query}"
    return canonical_url(url)


@lru_cache(maxsize=1024)
def _are_kept(keys: str) -> bool:
    """Say whether all of the keys `a=&b=` count for which page an address means."""
    return canonical_url(f"https://host/?{keys}") == f"//host?{keys}"


def web_address(written: str) -> str:
    """Return an address without the `feed:` that browsers once put before it."""
    address = written.strip()
    if address[:5].lower() != "feed:":
        return address
    bare = address[5:].removeprefix("//")
    return bare if bare.lower().startswith(("http:", "https:")) else f"http://{bare}"


def address_mistake(url: str) -> str | None:
    """Return what is wrong with the address of a source on the web, or None."""
    if plain := _PLAIN.fullmatch(url):
        if plain[2] and int(plain[2][1:]) > _HIGHEST_PORT:
            return "has a port that does not exist"
        if "@" not in url:
            return None
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return "is not an address"
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "is not an address that begins with https:// or http://"
    if parts.username or parts.password:
        return "holds a user name or password; addresses are shown and logged"
    return None


def shown_address(url: str) -> str:
    """Return an address, or what stands in its place, fit for messages."""
    head = url.partition("?")[0]
    scheme, slashes, rest = head.rpartition("//")
    rest = rest.rpartition("@")[2] if "@" in rest.partition("/")[0] else rest
    shown = f"{scheme}{slashes}{rest}"
    return shown if len(shown) <= _SHOWN_CHARACTERS else f"{shown[: _SHOWN_CHARACTERS - 1]}…"
