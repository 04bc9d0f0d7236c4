"""A whole cycle: `monitor run --once` on 200 feeds of a local server; time and memory."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from benchmarks._material import Writer
from benchmarks._measure import cpu_seconds, heading, process_seconds, row

FEEDS = 200
ITEMS = 30


class Handler(BaseHTTPRequestHandler):
    """Serves the feed whose number is the path."""

    feeds: tuple[bytes, ...] = ()

    def do_GET(self) -> None:
        body = self.feeds[int(self.path.strip("/"))]
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def main() -> None:
    heading(f"a cycle (monitor run --once, {FEEDS} feeds of {ITEMS} items)")
    Handler.feeds = tuple(Writer(n).rss(ITEMS, f"s{n}").encode() for n in range(FEEDS))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _configure(folder, server.server_address[1])
        options = ["--config", str(folder / "config"), "--state", str(folder / "state"), "--quiet"]
        monitor = [sys.executable, "-m", "monitor", *options]
        idle = process_seconds([*monitor, "version"], runs=3)
        before = cpu_seconds(resource.RUSAGE_CHILDREN)
        subprocess.run([*monitor, "run", "--once"], check=True, stdout=subprocess.DEVNULL)
        first = cpu_seconds(resource.RUSAGE_CHILDREN) - before
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        again = process_seconds([*monitor, "poll", "--all"], runs=1)
        size = (folder / "state" / "monitor.db").stat().st_size / 1e6
    server.shutdown()
    feeds = sum(map(len, Handler.feeds)) / 1e6
    row("first cycle: all items are new", f"{first:.1f} CPU s", first / idle, "monitor version")
    row("next cycle: all items are known", f"{again:.1f} CPU s", again / idle, "monitor version")
    row("peak memory of the first cycle", f"{memory:.0f} MB", memory / feeds, "the feeds' bytes")
    row("database after it", f"{size:.1f} MB", size / feeds, "the feeds' bytes")


def _configure(folder: Path, port: int) -> None:
    for part in ("sources", "rules"):
        (folder / "config" / part).mkdir(parents=True)
    (folder / "config" / "monitor.toml").write_text(
        # One server stands for 200 hosts.
        '[fetch]\nallow = ["127.0.0.0/8"]\nspacing = "0s"\nper_host = 64\n'
        '[channels.files]\nkind = "file"\n'
    )
    (folder / "config" / "rules" / "controls.toml").write_text(
        '[rules.control]\ntitle = "Controls"\nseverity = "review"\nquery = \'"export control"\'\n'
    )
    (folder / "config" / "subscriptions.toml").write_text(
        '[subscriptions.desk]\ntopics = ["*"]\nchannels = ["files"]\n'
    )
    sources = "".join(
        f'[sources.s{n}]\nkind = "feed"\nurl = "http://127.0.0.1:{port}/{n}"\n'
        for n in range(FEEDS)
    )
    (folder / "config" / "sources" / "all.toml").write_text(sources)


if __name__ == "__main__":
    main()
