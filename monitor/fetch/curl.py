"""Requests carried by curl: an httpx transport over pycurl's multi interface.

It carries and guards, and nothing else: no redirects, cookies, credentials, decoding or
environment. What is special about a request comes in its `extensions`: `proxy` (an address) and
`ca_file` (a path).
"""

from __future__ import annotations

import asyncio
import functools
import socket

import httpx
import pycurl

from monitor.faults import Fault
from monitor.fetch.curl_answer import Answer
from monitor.fetch.curl_faults import fault
from monitor.fetch.curl_loop import CurlLoop
from monitor.fetch.guard import Guard, literal
from monitor.fetch.names import Names

MAX_IDLE = 256
_MAX_SPARE = 64
_HALF = "not HTTP as specified: the head of the answer breaks off"
_MAX_ADDRESSES = 8
_PROXY_PORTS = {"http": 1080, "https": 443}
_PORTS = {"http": 80, "https": 443}
_OURS = frozenset({b"connection", b"content-length", b"transfer-encoding"})
_SUPPRESS_CONNECT_HEADERS = 265
"""CURLOPT_SUPPRESS_CONNECT_HEADERS: pycurl has no name for it."""
_LOCAL_SOCKS = {"socks5": "socks5h", "socks4": "socks4a"}
"""So that the proxy looks names up, as proxies of HTTP do."""


class CurlTransport(httpx.AsyncBaseTransport):
    """Carries requests of any number of hosts; connections are kept a while and bounded."""

    def __init__(
        self,
        *,
        guard: Guard,
        max_header_bytes: int = 64 << 10,
        max_idle: int = MAX_IDLE,
        names: Names | None = None,
    ) -> None:
        self._guard = guard
        self._max_header_bytes = max_header_bytes
        self._max_idle = max_idle
        self._names = names or Names()
        self._curl: CurlLoop | None = None
        self._spare: list[_Carrier] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer as soon as its head is there; the body is read from its stream.

        Raises:
            httpx.TransportError: there is no answer; the cause is a `Fault`.
        """
        url = request.url
        proxy = str(request.extensions.get("proxy") or "")
        host, port = url.host, url.port or _PORTS.get(url.scheme, 0)
        if url.scheme not in _PORTS or not host:
            raise httpx.UnsupportedProtocol("only http and https", request=request)
        if forbidden := self._guard.forbids_host(host, port=port, through_proxy=bool(proxy)):
            raise _failed(Fault("forbidden", forbidden), request)
        resolved = await self._resolved(request, proxy, port)
        body = b"" if request.method == "GET" else await request.aread()
        curl = self._driver()
        carrier = self._spare.pop() if self._spare else _Carrier(self._guard, self._spare)
        answer = carrier.begin(
            curl, request, body, resolved=resolved, max_header_bytes=self._max_header_bytes
        )
        try:
            await answer.head
        except BaseException:
            await answer.aclose()
            raise
        if not answer.is_headed:
            raise _failed(answer.fault or Fault("protocol", _HALF), request)
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=answer,
            extensions={"http_version": b"HTTP/1.1", "reason_phrase": answer.reason},
        )

    async def aclose(self) -> None:
        """Close all connections and break off what is under way; it can be used again."""
        curl, self._curl = self._curl, None
        if curl is not None:
            curl.close()
        for carrier in self._spare:
            carrier.easy.close()
        self._spare.clear()
        self._names.close()

    @property
    def under_way(self) -> int:
        """How many requests are under way."""
        return len(self._curl) if self._curl is not None else 0

    def _driver(self) -> CurlLoop:
        """Return the one of the running loop."""
        loop = asyncio.get_running_loop()
        if self._curl is None or self._curl.loop is not loop:
            self._curl = CurlLoop(loop, max_idle=self._max_idle)
        return self._curl

    async def _resolved(self, request: httpx.Request, proxy: str, port: int) -> list[str]:
        """Return what curl is to know of the name that it connects to; [] for a number.

        Raises:
            httpx.ConnectError: the name is not found, or leads to no address that is allowed.
        """
        asked = httpx.URL(proxy) if proxy else request.url
        name = asked.raw_host.decode("ascii")
        if literal(name) is not None:
            return []
        if proxy:
            port = asked.port or _PROXY_PORTS.get(asked.scheme, 1080)
        try:
            found = await self._names.addresses(name)
        except (OSError, UnicodeError) as error:
            raise httpx.ConnectError("name not found", request=request) from error
        allowed, forbidden = [], ""
        for address in found[:_MAX_ADDRESSES]:
            reason = None if proxy else self._guard.forbids(address, host=name, port=port)
            if reason is None:
                allowed.append(f"[{address}]" if ":" in address else address)
            forbidden = forbidden or reason or ""
        if not allowed:
            raise _failed(Fault("forbidden", f"{name} leads inside: {forbidden}"), request)
        return [f"+{name}:{port}:{','.join(allowed)}"]


class _Carrier:
    """One easy handle, used for one request after the other; it returns itself to `spare`."""

    def __init__(self, guard: Guard, spare: list[_Carrier]) -> None:
        self._guard = guard
        self._spare = spare
        self._curl: CurlLoop | None = None
        self._answer: Answer | None = None
        self._is_plain = True
        self._host = ""
        self._forbidden: str | None = None
        self._through_proxy = False
        self.easy = easy = pycurl.Curl()
        easy.setopt(pycurl.NOSIGNAL, 1)
        easy.setopt(pycurl.PROTOCOLS, pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS)
        easy.setopt(pycurl.HTTP_VERSION, pycurl.CURL_HTTP_VERSION_1_1)
        easy.setopt(pycurl.HTTP_CONTENT_DECODING, 0)
        easy.setopt(pycurl.HTTP09_ALLOWED, 0)
        easy.setopt(pycurl.PATH_AS_IS, 1)
        easy.setopt(pycurl.PROXY, "")  # "" and not unset: nothing is taken from the environment
        easy.setopt(pycurl.NOPROXY, "")
        easy.setopt(_SUPPRESS_CONNECT_HEADERS, 1)
        easy.setopt(pycurl.CAINFO, _trusted())
        easy.setopt(pycurl.OPENSOCKETFUNCTION, self._open)

    def begin(
        self,
        curl: CurlLoop,
        request: httpx.Request,
        body: bytes,
        *,
        resolved: list[str],
        max_header_bytes: int,
    ) -> Answer:
        """Set off `request` and return its answer to be."""
        easy = self.easy
        self._curl, self._host, self._forbidden = curl, request.url.host, None
        self._answer = answer = Answer(
            curl.loop, max_header_bytes=max_header_bytes, resume=self._resume, stop=self._stop
        )
        easy.setopt(pycurl.URL, _address(request.url))
        easy.setopt(pycurl.HTTPHEADER, _headers(request))
        easy.setopt(pycurl.HEADERFUNCTION, answer.on_header)
        easy.setopt(pycurl.WRITEFUNCTION, answer.on_body)
        if resolved:
            easy.setopt(pycurl.RESOLVE, resolved)
        self._set_special(request, body)
        curl.start(easy, self._ended)
        return answer

    def _set_special(self, request: httpx.Request, body: bytes) -> None:
        """Set what only some requests have; after one of those the handle is not used again."""
        easy = self.easy
        proxy = request.extensions.get("proxy")
        ca_file = request.extensions.get("ca_file")
        self._is_plain = request.method == "GET" and not proxy and not ca_file
        self._through_proxy = bool(proxy)
        if proxy:
            scheme, separator, rest = str(proxy).partition("://")
            easy.setopt(pycurl.PROXY, _LOCAL_SOCKS.get(scheme, scheme) + separator + rest)
        if ca_file:
            easy.setopt(pycurl.CAINFO, str(ca_file))
        if request.method == "POST":
            easy.setopt(pycurl.POST, 1)
            easy.setopt(pycurl.POSTFIELDSIZE, len(body))
            easy.setopt(pycurl.COPYPOSTFIELDS, body)
        elif request.method == "HEAD":
            easy.setopt(pycurl.NOBODY, 1)

    def _open(self, purpose: int, to: pycurl.CurlSockAddr) -> socket.socket | int:
        """Open a socket to where curl is about to connect, if that is allowed."""
        address, port = to.addr[:2]
        if not self._through_proxy:
            reason = self._guard.forbids(str(address), host=self._host, port=int(port))
            if reason is not None:
                self._forbidden = reason
                return int(pycurl.SOCKET_BAD)
        opened = socket.socket(to.family, to.socktype, to.protocol)
        asyncio.get_running_loop().call_soon(opened.close)  # curl gets a duplicate
        return opened

    def _ended(self, code: int, words: str) -> None:
        broken: Fault | None = None
        if code and self._forbidden:
            broken = Fault("forbidden", self._forbidden)
        elif code:
            broken = fault(code, words, system_error=int(self.easy.getinfo(pycurl.OS_ERRNO)))
            if self._through_proxy and broken.cause == "unreachable":
                broken = Fault("unreachable", f"through its proxy: {broken.fact}")
        answer = self._answer
        self._release()
        if answer is not None:
            answer.ended(broken)

    def _resume(self) -> None:
        if self._curl is not None:
            self._curl.resume(self.easy)

    def _stop(self) -> None:
        if self._curl is not None:
            self._curl.stop(self.easy)
        self._release()

    def _release(self) -> None:
        """Be ready for the next request, or be gone."""
        self._curl = self._answer = None
        if self._is_plain and len(self._spare) < _MAX_SPARE:
            self._spare.append(self)
        else:
            self.easy.close()


@functools.cache
def _trusted() -> str:
    """Return the path of the certificates that httpx trusts as well."""
    import certifi

    return certifi.where()


def _failed(broken: Fault, request: httpx.Request) -> httpx.TransportError:
    error: httpx.TransportError
    match broken.cause:
        case "timeout":
            error = httpx.ConnectTimeout(broken.fact, request=request)
        case "protocol":
            error = httpx.RemoteProtocolError(broken.fact, request=request)
        case _:
            error = httpx.ConnectError(broken.fact, request=request)
    error.__cause__ = broken
    return error


def _address(url: httpx.URL) -> str:
    """Return `url` as it is asked for: user and password go no further, nor does a fragment."""
    if url.userinfo or url.fragment:
        url = url.copy_with(userinfo=b"", fragment=None)
    return str(url)


def _headers(request: httpx.Request) -> list[bytes]:
    """Return the lines of the head, each checked to be one line.

    Raises:
        httpx.LocalProtocolError: a header would end its line.
    """
    lines = [
        name + b": " + value if value else name + b";"
        for name, value in request.headers.raw
        if name.lower() not in _OURS
    ]
    joined = b"".join(lines)
    if b"\n" in joined or b"\r" in joined or b"\0" in joined:
        raise httpx.LocalProtocolError("a header would end its line", request=request)
    lines.append(b"Expect:")
    return lines
