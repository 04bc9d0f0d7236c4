"""Statuses: what servers say when they do not give what was asked for, and when they pretend to."""

from __future__ import annotations

from tests.hostile.behaviour import ONE, Behaviour, Expected, Failed, Stored, Wire, head, says

_LOGIN = (
    "<!DOCTYPE html><html><head><title>Sign in</title></head><body><form><input name=user>"
    '<input type="password" name=p></form></body></html>'
)
_CHALLENGE = (
    "<!DOCTYPE html><html><head><title>Just a moment...</title></head>"
    "<body><script>window._cf_chl_opt={}</script></body></html>"
)
_PORTAL = (
    "<html><head><title>Hotel Wi-Fi</title></head><body><a href='/accept'>Accept</a></body></html>"
)
_HTML = "Content-Type: text/html"


def status(given: str, cause: str, words: str = "", *headers: str, name: str = "") -> Behaviour:
    return Behaviour(
        name=name or f"answers {given}",
        answer=says(given, *headers),
        expects=Failed(cause=cause, words=words or f"answered {given.split()[0]}"),
    )


def later(name: str, value: str, given: str = "429 Too Many Requests") -> Behaviour:
    return status(given, "rate-limited", "", f"Retry-After: {value}", name=name)


def body(name: str, expects: Expected, given: str, *headers: str, of: str = "200 OK") -> Behaviour:
    return Behaviour(name=name, answer=says(of, *headers, body=given), expects=expects)


async def not_modified_later(wire: Wire) -> None:
    """Say at every look that nothing changed, though it never gave anything to ask by."""
    if wire.asked.number == 1:
        await wire.send(head("200 OK"), ONE)
    else:
        await wire.send(head("304 Not Modified"))


BEHAVIOURS = (
    status("404 Not Found", "gone"),
    status("410 Gone", "gone"),
    status("401 Unauthorized", "blocked", "", 'WWW-Authenticate: Basic realm="x"'),
    status("403 Forbidden", "blocked"),
    status("451 Unavailable For Legal Reasons", "blocked"),
    status("204 No Content", "empty"),
    status("206 Partial Content", "http"),
    status("300 Multiple Choices", "http", "", "Location: /elsewhere"),
    status("304 Not Modified", "protocol", name="answers 304 unasked"),
    status("500 Internal Server Error", "http"),
    status("503 Service Unavailable", "http"),
    status("429 Too Many Requests", "rate-limited"),
    later("asks to wait for a minute", "60"),
    later("asks to wait until a date", "Wed, 06 May 2026 13:00:00 GMT"),
    later("asks to wait until a date long past", "Wed, 06 May 1970 13:00:00 GMT"),
    later("asks to wait for 300 years", "9999999999"),
    later("asks to wait for less than nothing", "-5"),
    later("asks to wait for a word", "soon"),
    later("asks to wait for fractions", "1.5"),
    later("asks to wait for a number of 5,000 digits", "9" * 5000),
    later("is down and says for how long", "120", "503 Service Unavailable"),
    body("answers 200 with nothing", Failed(cause="empty", words="no content"), ""),
    body("answers 200 with blanks", Failed(cause="parse", words="not a feed"), " \r\n "),
    body(
        "answers 200 with a login",
        Failed(cause="parse", words="Sign in"),
        _LOGIN,
        _HTML,
    ),
    body(
        "answers 200 with a challenge",
        Failed(cause="blocked", words="challenge page (Cloudflare)"),
        _CHALLENGE,
        _HTML,
    ),
    body(
        "answers 503 with a challenge",
        Failed(cause="blocked", words="challenge page (Cloudflare)"),
        _CHALLENGE,
        _HTML,
        of="503 Service Unavailable",
    ),
    body(
        "answers 403 with a challenge",
        Failed(cause="blocked", words="challenge page (Cloudflare)"),
        _CHALLENGE,
        _HTML,
        of="403 Forbidden",
    ),
    body(
        "stands behind a captive portal",
        Failed(cause="parse", words="Hotel Wi-Fi"),
        _PORTAL,
        _HTML,
    ),
    body(
        "answers 200 with an error in JSON",
        Failed(cause="parse", words="not a feed"),
        '{"error": {"code": 403, "message": "quota"}}',
        "Content-Type: application/json",
    ),
    body(
        "calls a feed a picture",
        Stored(items=1),
        ONE,
        "Content-Type: image/png",
    ),
    Behaviour(
        name="says not modified though nobody asked",
        answer=not_modified_later,
        expects=Stored(items=1),
        later=Failed(cause="protocol", words="answered 304"),
    ),
)
