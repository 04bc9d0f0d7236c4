"""A small world for a real Monitor process: a site, mail and webhook receivers, systemd's ear."""

from __future__ import annotations

import json
import os
import queue
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from tests.build import rss
from tests.line import RULES

PATIENCE = 30.0
"""Seconds that a test waits for something before it fails."""
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@dataclass
class Posted:
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Web:
    """An HTTP server: GET gives the feed, POST is a webhook."""

    def __init__(self) -> None:
        self.items: list[tuple[str, str, str]] = []
        self.feed_status = 200
        self.post_status = 200
        self.posts: queue.Queue[Posted] = queue.Queue()
        self.arrived = threading.Event()
        self.hold: threading.Event | None = None
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(web.feed_status)
                body = rss(*web.items)
                self.send_header("Content-Type", "application/rss+xml")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                web.arrived.set()
                if web.hold is not None:
                    web.hold.wait(PATIENCE)
                    self.close_connection = True
                    return
                if web.post_status < 300:
                    web.posts.put(Posted(dict(self.headers.items()), body))
                self.send_response(web.post_status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        if self.hold is not None:
            self.hold.set()
        self._server.shutdown()
        self._server.server_close()


class Mailbox:
    """What the mail server does with what it gets."""

    def __init__(self) -> None:
        self.mails: queue.Queue[EmailMessage] = queue.Queue()
        self.answer = "250 OK"

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:
        if self.answer.startswith("250"):
            parsed = BytesParser(policy=default).parsebytes(envelope.content)
            self.mails.put(parsed)
        return self.answer


@dataclass
class World:
    folder: Path
    web: Web
    mailbox: Mailbox
    smtp_port: int
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def config(self) -> Path:
        return self.folder / "config"

    @property
    def state(self) -> Path:
        return self.folder / "state"

    def write_config(self, *, interval: str = "1s", schedule: str = "immediate") -> None:
        (self.config / "sources").mkdir(parents=True, exist_ok=True)
        (self.config / "rules").mkdir(exist_ok=True)
        (self.config / "rules" / "export-controls.toml").write_text(RULES)
        (self.folder / "secret").write_text(SECRET)
        (self.config / "monitor.toml").write_text(f"""
[fetch]
allow = ["127.0.0.0/8"]

[channels.hook]
kind = "webhook"
url = "{self.web.url}/hook"
secret_file = "../secret"

[channels.mail]
kind = "email"
host = "127.0.0.1"
port = {self.smtp_port}
tls = "none"
sender = "Monitor <monitor@example.org>"
to = ["desk@example.org"]
""")
        (self.config / "sources" / "web.toml").write_text(f"""
[sources.gazette]
kind = "feed"
url = "{self.web.url}/feed"
interval = "{interval}"
""")
        (self.config / "subscriptions.toml").write_text(f"""
[subscriptions.desk]
topics = ["*"]
channels = ["hook", "mail"]
schedule = "{schedule}"
""")

    def command(self, *arguments: str) -> list[str]:
        options = ["--config", str(self.config), "--state", str(self.state)]
        return [sys.executable, "-m", "monitor", *options, *arguments]

    def run(self, *arguments: str, code: int = 0) -> str:
        done = subprocess.run(
            self.command(*arguments),
            capture_output=True,
            text=True,
            timeout=PATIENCE * 2,
            env={**os.environ, **self.extra},
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def status(self) -> Any:
        return json.loads(self.run("status", "--json"))

    def post(self) -> Posted:
        return self.web.posts.get(timeout=PATIENCE)

    def mail(self) -> EmailMessage:
        return self.mailbox.mails.get(timeout=PATIENCE)

    @contextmanager
    def daemon(self, *arguments: str) -> Iterator[Daemon]:
        running = Daemon(self, arguments)
        try:
            yield running
        finally:
            running.end()


class Daemon:
    """`monitor run` as a process, with its events and what it tells systemd."""

    def __init__(self, world: World, arguments: tuple[str, ...]) -> None:
        self._ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        address = world.folder / f"notify-{id(self)}"
        self._ear.bind(str(address))
        self._ear.settimeout(PATIENCE)
        self.process = subprocess.Popen(
            world.command(*arguments, "run"),
            stderr=subprocess.PIPE,
            bufsize=0,
            env={
                **os.environ,
                **world.extra,
                "NOTIFY_SOCKET": str(address),
                "WATCHDOG_USEC": "20000000",
            },
        )
        self._unread = b""
        self.seen: list[str] = []

    def told(self, state: str) -> str:
        """Wait until systemd is told a state; return the datagram."""
        while True:
            words = self._ear.recv(4096).decode()
            if state in words:
                return words

    def event(self, words: str) -> str:
        """Wait for a log line that holds words; return it."""
        assert self.process.stderr is not None
        deadline = time.monotonic() + PATIENCE
        while True:
            while b"\n" in self._unread:
                line, _, self._unread = self._unread.partition(b"\n")
                self.seen.append(line.decode())
                if words in self.seen[-1]:
                    return self.seen[-1]
            left = deadline - time.monotonic()
            ready, _, _ = select.select([self.process.stderr], [], [], max(left, 0))
            got = os.read(self.process.stderr.fileno(), 65536) if ready else b""
            if not got:
                raise AssertionError(f"{words!r} never came:\n" + "\n".join(self.seen))
            self._unread += got

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def wait(self, within: float = PATIENCE) -> int:
        return self.process.wait(within)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(PATIENCE)

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.kill()
        if self.process.stderr is not None:
            self.process.stderr.close()
        self._ear.close()


@contextmanager
def small_world(folder: Path) -> Iterator[World]:
    web, mailbox = Web(), Mailbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    world = World(folder, web, mailbox, port)
    world.write_config()
    try:
        yield world
    finally:
        controller.stop()
        web.close()
