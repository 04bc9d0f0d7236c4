"""Pages that stand in place of the content to keep programs out: told apart from content.

Only pages are looked at, and only in their first 64 KiB: a feed may write about captchas.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

LOOKED_AT_BYTES = 64 << 10

_HEADERS: Mapping[str, tuple[str, str]] = {
    "cf-mitigated": ("challenge", "Cloudflare"),
    "x-vercel-mitigated": ("challenge", "Vercel"),
    "x-amzn-waf-action": ("", "AWS WAF"),
}
"""Header → (the value that means a challenge, "" for any; who sends it)."""

_TITLES: tuple[tuple[re.Pattern[bytes], str], ...] = tuple(
    (re.compile(rb"<title>\s*" + title, re.IGNORECASE), who)
    for title, who in (
        (rb"just a moment\s*(?:\.\.\.|&hellip;|\xe2\x80\xa6)", "Cloudflare"),
        (rb"attention required! \| cloudflare", "Cloudflare"),
        (rb"ddos-guard\s*<", "DDoS-Guard"),
        (rb"making sure you(?:'|&#39;|&#x27;)re not a bot", "Anubis"),
        (rb"pardon our interruption", "Imperva"),
        (rb"sucuri website firewall", "Sucuri"),
        (rb"vercel security checkpoint", "Vercel"),
        (rb"human verification\s*<", "AWS WAF"),
    )
)
_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"_cf_chl_opt", "Cloudflare"),
    (b"cf-browser-verification", "Cloudflare"),
    (b"/_sec/cp_challenge/", "Akamai"),
    (b"bm-verify=", "Akamai"),
    (b"errors.edgesuite.net", "Akamai"),
    (b"Incapsula incident ID", "Incapsula"),
    (b"/.well-known/ddos-guard/js-challenge", "DDoS-Guard"),
    (b"captcha-delivery.com/captcha", "DataDome"),
    (b"_pxCaptcha", "PerimeterX"),
    (b"sucuri_cloudproxy_js", "Sucuri"),
    (b"__jsl_clearance", "Jiasule"),
    (b"acw_sc__v2", "Alibaba Cloud WAF"),
    (b"window['$_ts']", "Ruishu"),
    (b"$_ts=window", "Ruishu"),
    (b"_guard/auto.js", "Chinese WAF"),
)
_SMALL_BYTES = 4 << 10
_SMALL_MARKS: tuple[tuple[bytes, str], ...] = ((b"_Incapsula_Resource", "Incapsula"),)
"""What ordinary pages of the same server hold as well, but never so short."""
_LIKE_A_PAGE = re.compile(rb"<(?:!doctype html|html|head|script|meta|iframe)\b", re.IGNORECASE)
_LIKE_A_FEED = re.compile(rb"<(?:rss|feed|rdf:rdf)\b", re.IGNORECASE)


def challenge(headers: Mapping[str, str], body: bytes) -> str | None:
    """Return who keeps us out with this answer, or None for an ordinary one.

    `headers` finds names in small letters; `body` may be only the beginning.
    """
    for name, (value, who) in _HEADERS.items():
        if (given := headers.get(name)) is not None and given.strip().lower().startswith(value):
            return who
    top = body[:1024]
    if not _LIKE_A_PAGE.search(top) or _LIKE_A_FEED.search(top):
        return None
    start = body[:LOOKED_AT_BYTES]
    for title, who in _TITLES:
        if title.search(start):
            return who
    marks = _MARKS + _SMALL_MARKS if len(body) < _SMALL_BYTES else _MARKS
    return next((who for mark, who in marks if mark in start), None)
