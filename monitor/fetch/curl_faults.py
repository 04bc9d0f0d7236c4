"""curl's error codes in the words and types of Monitor. Source: libcurl-errors(3)."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Mapping

import pycurl

from monitor.errors import FetchCause
from monitor.faults import Fault

HEAD_TOO_LARGE = "the head of the answer is larger than allowed"
_TLS = frozenset(
    {
        pycurl.E_SSL_CONNECT_ERROR,
        pycurl.E_PEER_FAILED_VERIFICATION,
        pycurl.E_SSL_CERTPROBLEM,
        pycurl.E_SSL_CIPHER,
        pycurl.E_SSL_CACERT_BADFILE,
        pycurl.E_SSL_ISSUER_ERROR,
        pycurl.E_SSL_ENGINE_NOTFOUND,
        pycurl.E_SSL_ENGINE_SETFAILED,
        pycurl.E_SSL_PINNEDPUBKEYNOTMATCH,
        pycurl.E_SSL_INVALIDCERTSTATUS,
    }
)
_CONNECTIONS = frozenset({pycurl.E_COULDNT_CONNECT, pycurl.E_SEND_ERROR, pycurl.E_RECV_ERROR})
_PROXY = 97
"""CURLE_PROXY: pycurl has no name for it."""
_TOO_LARGE = 100
"""CURLE_TOO_LARGE, of a header line or of the number of headers: pycurl has no name for it."""
_PLAIN: Mapping[int, tuple[FetchCause, str]] = {
    pycurl.E_ABORTED_BY_CALLBACK: ("unreachable", "broken off: fetching ends"),
    pycurl.E_COULDNT_RESOLVE_HOST: ("unreachable", "name not found"),
    pycurl.E_OPERATION_TIMEDOUT: ("timeout", "timed out"),
    pycurl.E_BAD_CONTENT_ENCODING: ("decode", "the coding of the transfer is broken"),
    _TOO_LARGE: ("too-large", HEAD_TOO_LARGE),
}
_RESET = frozenset({errno.ECONNRESET, errno.EPIPE})
_TLS_WORDS = re.compile(r"\b(?:SSL|TLS)")
_VERDICT = re.compile(r"(?:problem: |verify result: |SSL: )(.+?)(?: \(\d+\))?$", re.IGNORECASE)


def fault(code: int, words: str, *, system_error: int) -> Fault:
    """Return what curl's `code` and `words` mean; `system_error` is an errno, 0 for none."""
    if plain := _PLAIN.get(code):
        return Fault(*plain)
    if code in _TLS:
        return _tls(code, words)
    if code in (_PROXY, pycurl.E_COULDNT_RESOLVE_PROXY) or "CONNECT" in words:
        return Fault("unreachable", f"the proxy does not connect: {words[:80]}")
    if code in _CONNECTIONS and system_error:
        reset = system_error in _RESET
        return Fault(
            "timeout" if system_error == errno.ETIMEDOUT else "unreachable",
            "connection reset" if reset else os.strerror(system_error).lower(),
        )
    if code == pycurl.E_COULDNT_CONNECT:
        return Fault("unreachable", "no connection")
    if code in _CONNECTIONS and _TLS_WORDS.search(words):
        return Fault("tls", f"tls failed: {words[:100]}".lower())
    return Fault("protocol", f"not HTTP as specified: {words[:120] or f'curl error {code}'}")


def _tls(code: int, words: str) -> Fault:
    found = _VERDICT.search(words)
    verdict = found[1] if found else words
    if code == pycurl.E_SSL_CACERT_BADFILE:
        return Fault("tls", "the file of certificates to trust cannot be read")
    if code == pycurl.E_PEER_FAILED_VERIFICATION:
        return Fault("tls", f"certificate refused: {verdict[:120]}")
    return Fault("tls", f"tls failed: {verdict[:120]}".lower())
