"""Listings, sitemaps and interfaces that mean harm."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.kinds.json_api import JsonApiOptions
from monitor.kinds.listing import ListingOptions
from monitor.kinds.sitemap import SitemapOptions
from tests.hostile.behaviour import (
    Asked,
    Behaviour,
    Body,
    Expected,
    Failed,
    Stored,
    Wire,
    by_path,
    head,
    says,
)
from tests.hostile.by_redirect import INSIDE

HTML = "Content-Type: text/html; charset=utf-8"
LISTED = {"options": ListingOptions(items="ul.news li", date="time")}
_JSON = {"options": JsonApiOptions(items="items", title="title", url="url")}
_FULL = {"full_text": True}
PROSE = "<p>The ministry announced export controls on dysprosium, a measure that takes effect.</p>"
_NO_SITEMAP = Failed(cause="parse")


def places_inside(asked: Asked) -> list[str]:
    """Addresses that nobody may be led to, in several spellings."""
    return [
        f"http://127.0.0.1:{asked.inside}/a",
        f"http://2130706433:{asked.inside}/b",
        f"http://[::ffff:127.0.0.1]:{asked.inside}/c",
        f"http://{INSIDE}:{asked.inside}/d",
        "http://169.254.169.254/latest/meta-data/",
    ]


def inside(asked: Asked) -> str:
    return f"http://127.0.0.1:{asked.inside}/"


def page(body: str, title: str = "Notice") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>"


def listing(links: list[str]) -> str:
    entries = (
        f"<li><time>2026-05-0{n % 5 + 1}</time><a href='{link}'>"
        f"Notice number {n} of the day</a></li>"
        for n, link in enumerate(links)
    )
    return page(f"<ul class=news>{''.join(entries)}</ul>")


def sitemap(*addresses: str) -> str:
    urls = "".join(f"<url><loc>{one}</loc></url>" for one in addresses)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def index(*addresses: str) -> str:
    parts = "".join(f"<sitemap><loc>{one}</loc></sitemap>" for one in addresses)
    return (
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{parts}</sitemapindex>'
    )


async def large_sitemap(wire: Wire) -> None:
    await wire.send(head("200 OK"), "<urlset>")
    await wire.pour(_many(wire.asked.here))
    await wire.send("</urlset>")


def _many(here: str) -> Iterator[bytes]:
    for start in range(0, 50_000, 500):
        yield b"".join(
            b"<url><loc>%b/%d</loc><lastmod>2026-05-01</lastmod></url>" % (here.encode(), number)
            for number in range(start, start + 500)
        )


def listed(name: str, expects: Expected, body: Body, requests: int = 2) -> Behaviour:
    answer = by_path(
        {"/feed": says("200 OK", HTML, body=body), "/a": says("200 OK", body=page(PROSE))}
    )
    return Behaviour(
        name=name, kind="listing", source=LISTED, answer=answer, expects=expects, requests=requests
    )


def mapped(name: str, expects: Expected, body: Body, requests: int = 2) -> Behaviour:
    return Behaviour(
        name=name,
        kind="sitemap",
        answer=by_path({"/feed": says("200 OK", body=body)}),
        source={"full_text": False, "options": SitemapOptions()},
        expects=expects,
        requests=requests,
    )


def interface(name: str, expects: Expected, body: Body) -> Behaviour:
    answer = says("200 OK", "Content-Type: application/json", body=body)
    return Behaviour(name=name, kind="json_api", source=_JSON, answer=answer, expects=expects)


LISTINGS = (
    listed(
        "was rebuilt, so that the selectors find nothing",
        Failed(cause="layout", words="ul.news li"),
        page("<div class=new-list><a href=/a>Notice</a></div>" + PROSE * 20),
    ),
    listed(
        "links to places inside from its list",
        Stored(items=5, part="forbidden"),
        lambda asked: listing(places_inside(asked)),
    ),
    listed(
        "lists nothing but scripts",
        Failed(cause="layout", words="has a link"),
        listing(["javascript:alert(1)", "file:///x"]),
    ),
    listed(
        "nests its list 50,000 times",
        Failed(cause="parse"),
        page("<div>" * 50_000 + "<ul class=news><li><a href=/a>Notice</a></li></ul>"),
    ),
    listed(
        "sends a login in place of its list",
        Failed(cause="parse", words="login"),
        page("<form><input type='password'></form>", "Sign in"),
    ),
)

SITEMAPS = (
    Behaviour(
        name="maps 50,000 pages",
        kind="sitemap",
        answer=by_path({"/feed": large_sitemap}),
        source={"full_text": False, "options": SitemapOptions()},
        expects=Stored(items=200),
        requests=2,
    ),
    mapped(
        "has a sitemap that lists itself",
        Failed(cause="parse", words="an index of sitemaps within"),
        lambda asked: index(f"{asked.here}/feed", f"{asked.here}/feed#x"),
        requests=3,
    ),
    mapped(
        "has an index of indexes",
        Failed(cause="parse", words="an index of sitemaps within"),
        lambda asked: index(f"{asked.here}/feed?{asked.number}"),
        requests=3,
    ),
    mapped(
        "has a sitemap whose parts lie inside",
        Failed(cause="forbidden", words="loopback"),
        lambda asked: index(*places_inside(asked)),
    ),
    mapped("maps pages inside", Stored(items=5), lambda asked: sitemap(*places_inside(asked))),
    mapped("sends a page in place of its sitemap", _NO_SITEMAP, page(PROSE)),
    Behaviour(
        name="has a sitemap whose pages lie inside",
        kind="sitemap",
        answer=by_path(
            {"/feed": says("200 OK", body=lambda asked: sitemap(*places_inside(asked)))}
        ),
        source={"options": SitemapOptions()},
        expects=Stored(items=5, part="forbidden"),
        requests=2,
    ),
)

INTERFACES = (
    interface("nests JSON 100,000 times", Failed(cause="parse"), "[" * 100_000 + "]" * 100_000),
    interface(
        "writes NaN and infinity",
        Stored(items=1, titles=("Notice one",)),
        '{"items": [{"title": "Notice one", "url": NaN, "n": Infinity}]}',
    ),
    interface(
        "writes a number of 100,000 digits",
        Failed(cause="parse"),
        '{"items": [{"title": "Notice one", "n": ' + "9" * 100_000 + "}]}",
    ),
    interface(
        "writes an exponent without bounds",
        Stored(items=1),
        '{"items": [{"title": "Notice one", "url": "https://a.example/1", "n": 1e999999}]}',
    ),
    interface(
        "has an object for every text",
        Failed(cause="layout", words="none of 1 items has title"),
        '{"items": [{"title": {"a": 1}, "url": ["x"]}]}',
    ),
    interface("leaves out its items", Failed(cause="layout"), '{"error": "quota"}'),
    interface("breaks off in the middle", Failed(cause="parse"), '{"items": [{"title": "Noti'),
    interface("answers with a page", Failed(cause="parse"), page(PROSE)),
)

BEHAVIOURS = (*LISTINGS, *SITEMAPS, *INTERFACES)
