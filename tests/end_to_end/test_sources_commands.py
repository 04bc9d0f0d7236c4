"""`monitor sources` against a real site: lists in and out, feeds found, sources checked."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from monitor.cli import cli
from monitor.errors import MonitorError

HTML = "text/html; charset=utf-8"
LONG = "The ministry requires a licence for exports of dysprosium oxide. " * 12


def feed(title: str, *paths: str) -> str:
    now = format_datetime(datetime.now(UTC))
    items = "".join(
        f"<item><title>{path}</title><link>http://example.org{path}</link>"
        f"<pubDate>{now}</pubDate><description>{LONG}</description></item>"
        for path in paths
    )
    return (
        f'<rss version="2.0"><channel><title>{title}</title><link>http://example.org/</link>'
        f"<language>en-gb</language>{items}</channel></rss>"
    )


@dataclass
class Site:
    """A server that knows some paths; everything else is not there."""

    pages: dict[str, tuple[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                kind, text = site.pages.get(self.path, (HTML, ""))
                body = text.encode()
                self.send_response(200 if self.path in site.pages else 404)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def config(tmp_path: Path) -> Path:
    folder = tmp_path / "config"
    (folder / "sources").mkdir(parents=True)
    (folder / "rules").mkdir()
    (folder / "monitor.toml").write_text(
        '[fetch]\nallow = ["127.0.0.0/8"]\nspacing = "1ms"\n[channels.files]\nkind = "file"\n'
    )
    (folder / "rules" / "all.toml").write_text('[rules.any]\nquery = "licence"\n')
    (folder / "subscriptions.toml").write_text(
        '[subscriptions.desk]\ntopics = ["*"]\nchannels = ["files"]\n'
    )
    return folder


def run(config: Path, *arguments: str, given: bytes = b"", code: int = 0) -> Result:
    options = ["--config", str(config), "--state", str(config.parent / "state")]
    done = CliRunner().invoke(cli, [*options, "sources", *arguments], input=given)
    if isinstance(done.exception, MonitorError):
        assert code != 0, done.exception
        return done
    assert done.exit_code == code, done.output + str(done.exception)
    return done


def refusal(done: Result) -> str:
    assert isinstance(done.exception, MonitorError)
    return str(done.exception)


def sources_of(config: Path) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(run(config, "list", "--all", "--json").stdout)
    return [one["source"] for one in listed]


OPML = """<opml version="2.0"><body>
<outline text="China"><outline text="MOF &amp; co" xmlUrl="https://example.org/a"/></outline>
<outline text="Press"><outline text="B" xmlUrl="https://example.org/b"/>
<outline text="B again" xmlUrl="http://www.example.org/b/"/></outline>
<outline text="Broken" type="rss"/>
</body></opml>"""


def test_an_import_says_what_came_and_what_did_not_and_repeats_nothing(config: Path) -> None:
    first = run(config, "import", "-", "--name", "partners", given=OPML.encode())
    second = run(config, "import", "-", "--name", "partners", given=OPML.encode())

    assert "2 sources imported, 1 merged, 1 refused" in first.stdout
    assert 'line 5, Broken: an outline of type "rss" without xmlUrl' in first.stderr
    assert "0 sources imported, 3 there already, 1 refused" in second.stdout
    assert [one["tags"] for one in sources_of(config)] == [["China"], ["Press"]]


@pytest.mark.parametrize("form", ["--opml", "--list"])
def test_what_is_exported_is_imported_the_same(config: Path, tmp_path: Path, form: str) -> None:
    run(config, "import", "-", given=OPML.encode())
    exported = run(config, "export", form).stdout
    empty = tmp_path / "other" / "config"
    empty.mkdir(parents=True)
    for name in ("monitor.toml", "subscriptions.toml", "rules/all.toml"):
        (empty / name).parent.mkdir(exist_ok=True)
        (empty / name).write_text((config / name).read_text())

    run(empty, "import", "-", given=exported.encode())

    def said(folder: Path) -> list[tuple[object, ...]]:
        return [(one["url"], one["publisher"], one["tags"]) for one in sources_of(folder)]

    assert said(empty) == said(config)
    assert said(empty)[0] == ("https://example.org/a", "MOF & co", ["China"])


def test_a_dry_run_only_says_what_would_come(config: Path, tmp_path: Path) -> None:
    urls = tmp_path / "urls.txt"
    urls.write_text("https://example.org/a\nnonsense\n")

    done = run(config, "import", "--dry-run", "--json", str(urls))

    told = json.loads(done.stdout)
    assert (told["imported"], told["known"], told["merged"]) == (["example.org_a"], 0, 0)
    assert told["refused"][0]["line"] == 2
    assert sources_of(config) == []


def test_a_file_with_nothing_to_import_is_a_failure(config: Path) -> None:
    done = run(config, "import", "-", given=b"<html><body>Sign in</body></html>", code=1)

    assert "is no OPML" in done.stderr
    assert "no such" in refusal(run(config, "import", "nowhere.opml", code=1)).lower()


def discoverable(site: Site) -> None:
    site.pages = {
        "/": (
            HTML,
            '<html><head><link rel="alternate" type="application/rss+xml" href="/news.xml">'
            '<link rel="alternate" type="application/rss+xml" title="Site comments feed"'
            ' href="/comments/feed/"></head><body><p>Hello</p>'
            '<a href="/rss/minerals.xml">RSS</a> <a href="/gone.rss">old</a></body></html>',
        ),
        "/news.xml": ("application/rss+xml", feed("News", "/1", "/2")),
        "/feed/": ("application/rss+xml", feed("News", "/1", "/2")),
        "/rss/minerals.xml": ("application/rss+xml", feed("Minerals", "/3")),
        "/robots.txt": ("text/plain", f"User-agent: *\nSitemap: {site.url}/map.xml\n"),
        "/map.xml": (
            "application/xml",
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
            f"<url><loc>{site.url}/p1</loc><lastmod>2026-05-05</lastmod></url></urlset>",
        ),
    }


def test_discovering_tries_what_a_site_says_and_the_usual_places(config: Path, site: Site) -> None:
    discoverable(site)

    found = json.loads(run(config, "discover", site.url, "--json").stdout)

    assert [(one["kind"], one["url"].removeprefix(site.url), one["items"]) for one in found] == [
        ("feed", "/news.xml", 2),
        ("feed", "/rss/minerals.xml", 1),
        ("sitemap", "/map.xml", 1),
        ("feed", "/gone.rss", 0),
    ]
    assert (found[0]["title"], found[0]["clue"], found[0]["fact"]) == ("News", "link tag", None)
    assert found[2]["newest"] == "2026-05-05"
    assert "404" in found[3]["fact"]
    assert "/comments/feed/" not in site.asked
    assert {"/feed/", "/rss", "/atom.xml", "/feed.xml", "/index.xml", "/rss.xml"} <= set(site.asked)


def test_a_site_without_feeds_says_so(config: Path, site: Site) -> None:
    site.pages = {"/": (HTML, "<html><body><p>Nothing here.</p></body></html>")}

    done = run(config, "discover", site.url, code=1)

    assert "no feed and no sitemap found" in done.stdout


def test_adding_a_page_adds_the_feed_of_its_site(config: Path, site: Site) -> None:
    discoverable(site)
    del site.pages["/rss/minerals.xml"]

    done = run(config, "add", site.url, "--tier", "trade", "--tag", "press", "--name", "norlund")

    assert f"found by link tag: {site.url}/news.xml" in done.stdout
    (source,) = sources_of(config)
    assert (source["name"], source["url"]) == ("norlund", f"{site.url}/news.xml")
    assert (source["publisher"], source["language"], source["tier"]) == ("News", "en", "trade")
    assert "norlund has this address already" in refusal(
        run(config, "add", f"{site.url}/news.xml", code=2)
    )


def test_a_site_with_several_feeds_leaves_the_choice(config: Path, site: Site) -> None:
    discoverable(site)

    done = run(config, "add", site.url, code=1)

    assert "2 feeds found; add one of them by its address" in refusal(done)
    assert "/rss/minerals.xml" in done.stdout
    assert sources_of(config) == []


def test_a_feed_can_be_added_unseen(config: Path, site: Site) -> None:
    run(config, "add", "https://unseen.example/feed", "--unseen")

    assert sources_of(config)[0]["name"] == "unseen.example_feed"
    assert site.asked == []


def test_checking_says_what_to_fix_and_marks_what_works(config: Path, site: Site) -> None:
    site.pages = {
        "/feed": ("application/rss+xml", feed("News", "/1", "/2")),
        "/page": (HTML, "<html><head><title>Sign in</title></head><body>Sign in</body></html>"),
        "/list": (HTML, '<html><body><ul><li><a href="/a1">Notice</a></li></ul></body></html>'),
        "/a1": (HTML, f"<html><head><title>N</title></head><body><p>{LONG}</p></body></html>"),
    }
    text = "".join(
        f'[sources.{name}]\nkind = "{kind}"  # as it is\nurl = "{site.url}/{path}"\n{more}\n'
        for name, kind, path, more in (
            ("good", "feed", "feed", ""),
            ("gone", "feed", "gone", ""),
            ("page", "feed", "page", ""),
            ("list", "listing", "list", '[sources.list.options]\nitems = "li"\n'),
            ("rebuilt", "listing", "list", '[sources.rebuilt.options]\nitems = "li.news"\n'),
            ("off", "feed", "feed", "enabled = false\n"),
        )
    )
    path = config / "sources" / "site.toml"
    path.write_text(text)

    done = run(config, "check", "--json", "--write", code=1)

    found = {one["source"]: one for one in json.loads(done.stdout)}
    assert set(found) == {"good", "gone", "page", "list", "rebuilt"}
    assert (found["good"]["items"], found["good"]["full_text"], found["good"]["fact"]) == (
        2,
        1.0,
        None,
    )
    assert (found["good"]["robots"], found["list"]["robots"]) == ("exempt", "allowed")
    assert found["list"]["full_text"] == 1.0
    assert (found["gone"]["reachable"], found["gone"]["cause"]) == (True, "gone")
    assert "discover" in found["page"]["fix"]
    assert found["rebuilt"]["fix"] == "the page was rebuilt; compare options with it"
    marked = path.read_text()
    today = datetime.now(UTC).date()
    assert marked.count(f"verified_on = {today}") == 2
    assert marked.replace(f"verified_on = {today}\n", "") == text


def test_the_configuration_is_refused_where_a_secret_of_a_source_is_not_there(
    config: Path,
) -> None:
    (config / "sources" / "all.toml").write_text(
        '[sources.desk]\nkind = "mailbox"\nurl = "imaps://mail.example.org/News"\n'
        '[sources.desk.access]\nusername = "desk"\npassword_file = "secrets/mail"\n'
    )

    done = CliRunner().invoke(cli, ["--config", str(config), "check"])

    assert 'source "desk", access, password_file: cannot read' in refusal(done)


def test_checking_one_source_prints_a_table(config: Path, site: Site) -> None:
    site.pages = {"/feed": ("application/rss+xml", feed("News", "/1"))}
    run(config, "import", "-", given=f"{site.url}/feed\n".encode())
    (source,) = sources_of(config)

    done = run(config, "check", source["name"], "--write")

    assert "1 of 1 source in order" in done.stdout
    assert "without a table of its own" in done.stdout
    assert not (config.parent / "state" / "monitor.db").exists()
    assert 'no source "nothing"' in refusal(run(config, "check", "nothing", code=1))
