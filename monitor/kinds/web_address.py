"""Addresses out of feeds, made absolute."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit, urlunsplit

_LINE_BREAKS = {ord(character): None for character in "\t\r\n"}
"""Ignored in addresses. Source: https://url.spec.whatwg.org/#url-parsing"""


def web_address(written: str | None, base: str) -> str | None:
    """Return `written` as an absolute http(s) address, resolved against `base`, or None.

    User and password are taken out. None also where it is of another scheme (`mailto:`,
    `javascript:`, `urn:`) or no address.
    """
    if not written or not written.strip():
        return None
    try:
        one_line = written.strip().translate(_LINE_BREAKS).replace(" ", "%20")
        address = urljoin(base, one_line)
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    if not usable:
        return None
    if "@" in parts.netloc:
        # `https://gazette.example@elsewhere.example/` disguises where it leads.
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    return address
