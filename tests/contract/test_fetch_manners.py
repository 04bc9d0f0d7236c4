"""Guard, credentials, redirects, robots and rate limits, as a whole look keeps to them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from monitor.errors import ConfigError, FetchError
from monitor.fetch.guard import Guard
from monitor.fetch.hosts import Hosts
from monitor.fetch.http import HttpFetcher
from monitor.model import Access, NotModified, Payload, Request, Role, Source, Validators

NOON = datetime(2025, 5, 5, 12, tzinfo=UTC)
HOME = "https://a.example/feed"
Handler = Callable[[httpx.Request], httpx.Response]


class Said:
    """A secret that is what it says."""

    def __init__(self, secret: str) -> None:
        self.secret = secret

    def read(self) -> str:
        if not self.secret:
            raise ConfigError("key: no such file")
        return self.secret


class World:
    """Servers as a function, which keep what they were asked."""

    def __init__(self, handler: Handler) -> None:
        self.asked: list[httpx.Request] = []
        self._handler = handler
        self.fetcher = HttpFetcher(
            user_agent="Monitor/1",
            clock=lambda: NOON,
            transport=httpx.MockTransport(self._answer),
        )

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        return self._handler(request)

    def get(self, source: Source | None = None, request: Request | None = None) -> Payload:
        found = self.look(source, request)
        assert isinstance(found, Payload)
        return found

    def look(
        self,
        source: Source | None = None,
        request: Request | None = None,
        validators: Validators | None = None,
    ) -> Payload | NotModified:
        source = source or feed()
        request = request or Request(url=source.url)
        return asyncio.run(self.fetcher.get(source, request, validators or Validators()))

    def refused(self, source: Source | None = None, request: Request | None = None) -> FetchError:
        with pytest.raises(FetchError) as caught:
            self.look(source, request)
        return caught.value

    def sent(self, header: str) -> list[str | None]:
        return [request.headers.get(header) for request in self.asked]


def feed(url: str = HOME, **given: object) -> Source:
    return Source(name="gazette", kind="feed", url=url, **given)  # type: ignore[arg-type]


def ok(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, content=b"in")


def leading(*hops: tuple[int, str]) -> Handler:
    """Answer the n-th request with the n-th redirect, and then with content."""
    left = list(hops)

    def answer(request: httpx.Request) -> httpx.Response:
        if not left:
            return ok(request)
        status, location = left.pop(0)
        return httpx.Response(status, headers=[(b"Location", location.encode())])

    return answer


LET_IN = Access(
    headers={"X-Site": "1", "User-Agent": "Mozilla/5.0"},
    cookies={"session": "s1"},
    bearer=Said("token"),
    api_key=Said("key"),
    api_key_header="X-Key",
)


def test_a_source_is_let_in_at_its_own_origin() -> None:
    world = World(ok)

    world.get(feed(access=LET_IN))

    (request,) = world.asked
    assert request.headers["authorization"] == "Bearer token"
    assert request.headers["x-key"] == "key"
    assert request.headers["cookie"] == "session=s1"
    assert request.headers.get_list("user-agent") == ["Mozilla/5.0"]


@pytest.mark.parametrize(
    "other",
    [
        "https://b.example/",
        "http://a.example/feed",  # no longer private
        "https://a.example:8443/",
        "https://www.a.example/",
        "https://a.example@b.example/",
    ],
)
def test_what_lets_a_source_in_never_crosses_to_another_origin(other: str) -> None:
    world = World(leading((302, other), (302, "https://a.example/in")))
    own = Request(url=HOME, headers=(("X-Own", "1"),))

    world.get(feed(access=LET_IN), own)

    for header in ("authorization", "x-key", "cookie", "x-site", "x-own"):
        first, away, back = world.sent(header)
        assert first == back
        assert first is not None
        assert away is None or (header == "authorization" and "@" in other)
        assert away != first


def test_a_page_elsewhere_is_asked_without_what_lets_the_source_in() -> None:
    world = World(ok)

    world.get(feed(access=LET_IN), Request(url="https://b.example/story", role="feed"))

    assert world.sent("authorization") == [None]
    assert world.sent("cookie") == [None]


def test_a_user_and_password_are_sent_as_basic() -> None:
    world = World(ok)

    world.get(feed(access=Access(username="me", password=Said("wörd"))))

    assert world.sent("authorization") == ["Basic bWU6d8O2cmQ="]


def test_a_secret_that_cannot_be_read_is_said_and_nothing_is_asked() -> None:
    world = World(ok)

    error = world.refused(feed(access=Access(bearer=Said(""))))

    assert str(error) == "gazette: its secret cannot be read: key: no such file"
    assert world.asked == []


def test_cookies_of_answers_stay_with_their_origin() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/last":
            return ok(request)
        target = "/2" if request.url.path == "/feed" else "https://b.example/last"
        cookies = [("Set-Cookie", "a=1; Path=/; HttpOnly"), ("Set-Cookie", "b=2")]
        return httpx.Response(302, headers=[("Location", target), *cookies])

    world = World(answer)
    world.get()

    assert world.sent("cookie") == [None, "a=1; b=2", None]


def test_proxy_and_certificates_of_a_source_go_to_the_transport() -> None:
    world = World(ok)

    world.get(feed(access=Access(proxy="http://p.example:3128", ca_file="/x.pem")))

    extensions = world.asked[0].extensions
    assert (extensions["proxy"], extensions["ca_file"]) == ("http://p.example:3128", "/x.pem")


@pytest.mark.parametrize(
    ("status", "method"), [(301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")]
)
def test_a_redirect_decides_whether_a_post_stays_one(status: int, method: str) -> None:
    world = World(leading((status, "/next")))
    asked = Request(url=HOME, method="POST", body=b"q=1", content_type="text/x", role="api")

    world.get(request=asked)

    first, second = world.asked
    assert (first.method, first.content, first.headers["content-type"]) == (
        "POST",
        b"q=1",
        "text/x",
    )
    assert (second.method, second.content) == (method, b"q=1" if method == "POST" else b"")
    assert ("content-type" in second.headers) is (method == "POST")


@pytest.mark.parametrize(
    ("hops", "moved_to"),
    [
        (((301, "/a"), (308, "https://b.example/b#part")), "https://b.example/b"),
        (((301, "/a"), (302, "/b")), None),
        (((302, "/a"), (301, "/b")), None),
        ((), None),
    ],
)
def test_only_permanent_redirects_move_a_source(
    hops: tuple[tuple[int, str], ...], moved_to: str | None
) -> None:
    assert World(leading(*hops)).get().moved_to == moved_to


def test_an_unchanged_source_can_have_moved_and_stay_fresh() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/feed":
            return httpx.Response(301, headers={"Location": "/new"})
        return httpx.Response(304, headers={"Cache-Control": "max-age=300"})

    found = World(answer).look(validators=Validators(etag="x"))

    assert isinstance(found, NotModified)
    assert found.moved_to == "https://a.example/new"
    assert found.fresh_for == timedelta(minutes=5)


def test_a_circle_is_seen_when_it_closes() -> None:
    world = World(leading((302, "/b"), (302, "/feed"), (302, "/b"), (302, "/feed")))

    error = world.refused()

    assert error.cause == "redirects"
    assert "in a circle" in str(error)
    assert len(world.asked) == 2


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://0x7f.1/",
        "http://2130706433/",
        "http://１２７.0.0.1/",
        "http://[::ffff:10.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://a.example@10.0.0.1/",
        "//192.168.1.1./",
        "http://127.0.0.1%2f@[::1]/",
    ],
)
def test_no_hop_leads_inside(target: str) -> None:
    world = World(leading((302, target)))

    error = world.refused()

    assert error.cause == "forbidden"
    assert "fetch.allow" in str(error)
    assert len(world.asked) == 1


def test_robots_are_asked_for_pages_and_not_for_feeds() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/robots.txt":
            return httpx.Response(200, content=b"User-agent: Monitor\nDisallow: /no")
        return ok(request)

    roles: dict[Role, bool] = {
        "feed": False,
        "api": False,
        "page": True,
        "listing": True,
        "sitemap": True,
    }
    for role, is_refused in roles.items():
        world = World(answer)
        asked = Request(url="https://a.example/no", role=role)
        if is_refused:
            assert world.refused(request=asked).cause == "robots"
            assert [request.url.path for request in world.asked] == ["/robots.txt"]
            world.get(feed(robots=False), asked)
        else:
            world.get(request=asked)
            assert world.refused(request=Request(url=asked.url, role="page")).cause == "robots"


def test_robots_are_asked_for_without_what_lets_the_source_in() -> None:
    world = World(ok)

    world.get(feed(access=LET_IN), Request(url="https://a.example/page", role="page"))

    assert world.sent("authorization") == [None, "Bearer token"]
    assert world.sent("cookie") == [None, "session=s1"]


def test_a_host_that_asks_for_patience_is_asked_nothing_more() -> None:
    world = World(lambda request: httpx.Response(429, headers={"Retry-After": "3600"}))

    first = world.refused()
    second = world.refused(feed("https://a.example/other"))

    assert (first.cause, first.retry_after) == ("rate-limited", timedelta(hours=1))
    assert second.cause == "rate-limited"
    assert second.retry_after is not None
    assert timedelta(minutes=59) < second.retry_after <= timedelta(hours=1)
    assert len(world.asked) == 1


@pytest.mark.parametrize("status", [200, 202, 403, 412, 503, 521])
def test_a_challenge_page_is_blocked_whatever_its_status(status: int) -> None:
    page = b"<html><head><title>Just a moment...</title></head></html>"

    error = World(lambda request: httpx.Response(status, content=page)).refused()

    assert (error.cause, error.status) == ("blocked", status)
    assert "challenge page (Cloudflare)" in str(error)


def test_the_sitemaps_of_a_site_are_those_of_its_robots() -> None:
    world = World(lambda request: httpx.Response(200, content=b"Sitemap: https://a.example/s.xml"))

    assert asyncio.run(world.fetcher.sitemaps(feed())) == ("https://a.example/s.xml",)


def test_an_allowed_address_is_reached() -> None:
    fetcher = HttpFetcher(
        user_agent="Monitor/1",
        clock=lambda: NOON,
        guard=Guard(("10.0.0.0/8",)),
        transport=httpx.MockTransport(ok),
    )

    asked = Request(url="http://10.0.0.1/")
    assert isinstance(asyncio.run(fetcher.get(feed(asked.url), asked)), Payload)


def test_waiting_for_a_host_does_not_eat_the_deadline() -> None:
    hosts = Hosts()
    hosts.hold("a.example", timedelta(seconds=0.15))
    fetcher = HttpFetcher(
        user_agent="Monitor/1",
        clock=lambda: NOON,
        deadline=timedelta(seconds=0.1),
        hosts=hosts,
        transport=httpx.MockTransport(ok),
    )

    assert isinstance(asyncio.run(fetcher.get(feed(), Request(url=HOME))), Payload)


def test_a_host_that_does_not_answer_delays_no_other() -> None:
    """Not even where more wait for it than requests may be under way."""

    async def look() -> None:
        hang = asyncio.Event()

        async def answer(request: httpx.Request) -> httpx.Response:
            if request.url.host == "slow.example":
                await hang.wait()
            return ok(request)

        fetcher = HttpFetcher(
            user_agent="Monitor/1",
            clock=lambda: NOON,
            concurrent=3,
            transport=httpx.MockTransport(answer),
        )

        async def get(url: str) -> Payload | NotModified:
            return await fetcher.get(feed(url), Request(url=url))

        stuck = [asyncio.create_task(get("https://slow.example/")) for _ in range(50)]
        found = await asyncio.gather(*(get(f"https://{n}.example/") for n in range(50)))
        assert len(found) == 50
        assert not any(task.done() for task in stuck)
        hang.set()
        await asyncio.gather(*stuck)

    asyncio.run(look())
