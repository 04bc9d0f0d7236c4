"""What the webhook channel promises on top of what every channel does; over a real receiver."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta

import httpx
import pytest
from standardwebhooks.webhooks import Webhook

from monitor.channels.webhook import WebhookChannel, WebhookSettings
from monitor.clock import system_clock
from monitor.errors import ConfigError, DeliveryError
from monitor.patience import retry_after
from tests import build
from tests.receivers import Hook, Post, web_hook

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqr"


def posted(hook: Hook, *, attempts: int = 1) -> list[Post]:
    async def run() -> list[Post]:
        async with web_hook(hook):
            channel = WebhookChannel("hook", WebhookSettings(url=hook.url), secret=SECRET)
            for attempt in range(1, attempts + 1):
                await channel.deliver(build.digest(), attempt=attempt, now=system_clock())
            return hook.posts

    return asyncio.run(run())


def refused(hook: Hook) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        posted(hook)
    return caught.value


def test_a_receiver_with_the_published_library_accepts_the_signature() -> None:
    (post,) = posted(Hook())

    data = Webhook(SECRET).verify(post.body, post.headers)
    assert data["type"] == "digest"
    assert data["timestamp"] == "2026-05-06T12:00:00Z"
    assert data["data"]["schema"] == "monitor.digest.v1"
    assert data["data"]["id"] == post.headers["webhook-id"] == "d1" * 16


def test_every_attempt_has_the_same_body_and_its_own_number() -> None:
    first, second = posted(Hook(), attempts=2)

    assert first.body == second.body
    assert [post.headers["monitor-attempt"] for post in (first, second)] == ["1", "2"]
    assert json.loads(first.body)["data"]["entries"][0]["severity"] == "action-required"


def test_gone_is_for_good() -> None:
    assert refused(Hook(status="410 Gone")).permanent


@pytest.mark.parametrize(
    "status", ["400 Bad Request", "401 Unauthorized", "404 Not Found", "500 Oops", "302 Found"]
)
def test_other_refusals_can_be_mended(status: str) -> None:
    error = refused(Hook(status=status, headers=("Location: http://127.0.0.1:1/",)))

    assert status in str(error)
    assert not error.permanent


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Busy"])
def test_a_receiver_may_ask_to_wait(status: str) -> None:
    error = refused(Hook(status=status, headers=("Retry-After: 120",)))

    assert error.retry_after == timedelta(minutes=2)


def test_a_redirect_is_not_followed() -> None:
    hook = Hook(status="307 Temporary Redirect", headers=("Location: http://127.0.0.1:1/",))

    assert "redirects are not followed" in str(refused(hook))
    assert len(hook.posts) == 1


def test_an_answer_without_end_is_not_read() -> None:
    (post,) = posted(Hook(status="200 OK", headers=("Transfer-Encoding: chunked",)))

    assert post.headers["content-type"] == "application/json"


def test_a_receiver_that_never_answers_is_given_up_in_time() -> None:
    async def never(request: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError

    channel = WebhookChannel(
        "hook",
        WebhookSettings(url="https://hooks.example.org/t0ken", timeout=timedelta(milliseconds=20)),
        secret=SECRET,
        transport=httpx.MockTransport(never),
    )
    with pytest.raises(DeliveryError, match=r"^https://hooks\.example\.org: no answer in time"):
        asyncio.run(channel.deliver(build.digest(), attempt=1, now=build.NOON))


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("99999999999999999999", timedelta(hours=1)),
        ("Wed, 06 May 2026 12:10:00 GMT", timedelta(minutes=10)),
        ("Wed, 06 May 2026 11:00:00 GMT", timedelta(0)),
        ("Wed, 06 May 2026 12:10:00 -0000", timedelta(minutes=10)),
        ("soon", None),
        ("-1", None),
        ("", None),
        ("Wed, 99 May 2026 99:99:99 GMT", None),
    ],
)
def test_retry_after_is_read_and_bounded(value: str, wait: timedelta | None) -> None:
    assert retry_after(value, now=build.NOON, longest=timedelta(hours=1)) == wait


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_!!!", "hunter2hunter2", "whsec_c2hvcnQ="])
def test_a_secret_that_is_none_is_refused_without_showing_it(secret: str) -> None:
    with pytest.raises(ConfigError) as caught:
        WebhookChannel("hook", WebhookSettings(url="https://example.org"), secret=secret)

    assert len(secret) < 8 or secret.removeprefix("whsec_") not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["", "example.org/hook", "ftp://example.org", "https://", "http://[x"]
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ConfigError, match='key "url"'):
        WebhookChannel("hook", WebhookSettings(url=url), secret=SECRET)
