"""The tutorial, done as it is written from its second part on: each command, file and output."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.docs.generate import ROOT
from tests.docs.pages import Block, code_blocks
from tests.end_to_end.world import PATIENCE

_VARIES = (
    (re.compile(r"\b[0-9a-f]{12,32}\b"), "ID"),
    (re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\dZ?)?"), "INSTANT"),
    (re.compile(r"\d+ [A-Z][a-z]+ \d{4}, \d\d:\d\d"), "INSTANT"),
    (re.compile(r"\S*/watch/"), "/watch/"),
)
"""What is another each time, in the tutorial and in what is printed."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def steady(text: str) -> str:
    """Return a text without what is another each time, and with single blanks."""
    for pattern, word in _VARIES:
        text = pattern.sub(word, text)
    return " ".join(text.split())


def is_shown(expected: list[str], printed: list[str]) -> bool:
    """Say whether lines are as shown; `…` stands for any words, alone in its line for any lines."""
    wanted = "\n".join(steady(line) for line in expected)
    parts = [re.escape(part) for part in wanted.split("…")]
    told = "\n".join(steady(line) for line in printed).strip()
    return bool(re.fullmatch(r"[\s\S]*?".join(parts), told))


def commands(block: Block) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of a block with the lines shown below it."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, *shown = part.rstrip("\n").split("\n")
        yield command, shown


@dataclass
class Reader:
    """Somebody who does what the tutorial says."""

    folder: Path
    ports: dict[str, str]
    begun: list[int] = field(default_factory=list)

    def typed(self, words: str) -> list[str]:
        """Run shell words; return the lines that they print."""
        printed = self.folder.parent / "printed"
        with printed.open("w") as out:
            shell = subprocess.Popen(
                ["bash", "-c", words],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env=self.environment,
                start_new_session=True,
            )
            self.begun.append(shell.pid)
            assert shell.wait(PATIENCE * 2) == 0, (words, printed.read_text())
        return printed.read_text().splitlines()

    @property
    def environment(self) -> dict[str, str]:
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        return {**os.environ, "PATH": path, "TZ": "UTC"}

    def follow(self, block: Block) -> None:
        text = block.text
        for written, port in self.ports.items():
            text = text.replace(written, port)
        block = Block(block.page, block.language, text)
        if block.language == "console":
            for command, shown in commands(block):
                self.do(command, shown)
        elif block.language == "sh":
            self.typed(text)
            self.wait_for_servers(text)
        elif block.language == "toml":
            first, _, rest = text.partition("\n")
            file = self.folder / first.split()[-1]
            with file.open("a" if first.startswith("# in ") else "w") as out:
                out.write(f"\n{rest}")
        elif block.language == "xml":
            feed = self.folder / "site" / "feed.xml"
            feed.write_text(feed.read_text().replace("<item>", f"{text}<item>", 1))
        else:
            self.see(text)

    def do(self, command: str, shown: list[str]) -> None:
        if command.startswith("cd "):
            self.folder = self.folder / command[3:] if command != "cd ~" else self.folder
            return
        printed = self.typed(command)
        if not shown:
            return
        if shown[0].startswith("{"):
            told, is_told = json.loads(printed[0]), json.loads(shown[0])
            assert list(told) == list(is_told), command
            assert (told["topics"], told["matches"]) == (is_told["topics"], is_told["matches"])
        else:
            assert is_shown(shown, printed), "\n".join([command, *printed])

    def wait_for_servers(self, text: str) -> None:
        for port in self.ports.values():
            until = time.monotonic() + PATIENCE
            while port in text and time.monotonic() < until:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", int(port))) == 0:
                        break

    def see(self, text: str) -> None:
        """Find the headers shown in the mail that came."""
        mail = (self.folder / "mail.log").read_text()
        for line in text.splitlines():
            assert f"{line.split(':')[0]}:" in mail
        assert text.splitlines()[0].rpartition(",")[0] in mail

    def let_it_run(self, log: Block) -> None:
        """Start the daemon, change the feed and poll; see the events that are shown."""
        with subprocess.Popen(
            ["monitor", "run"],
            cwd=self.folder,
            stderr=subprocess.PIPE,
            text=True,
            env=self.environment,
            start_new_session=True,
        ) as daemon:
            self.begun.append(daemon.pid)
            assert daemon.stderr is not None
            for number, line in enumerate(log.text.splitlines()):
                event = " ".join(line.split()[1:2])
                while f" {event} " not in f" {(told := daemon.stderr.readline()).strip()} ":
                    assert told, f"{event} never came"
                if number == 0:
                    self.typed("sed -i 's/600 tonnes/700 tonnes/' site/feed.xml")
                    self.typed("monitor poll norlund-gazette")
                if event == "delivered":
                    daemon.send_signal(signal.SIGINT)
            assert daemon.wait(PATIENCE) == 0

    def end(self) -> None:
        for group in self.begun:
            try:
                os.killpg(group, signal.SIGTERM)
            except ProcessLookupError:
                continue  # it ended by itself


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    made = Reader(tmp_path / "home", {"8000": str(free_port()), "8025": str(free_port())})
    made.folder.mkdir()
    yield made
    made.end()


def test_the_tutorial_works_as_written(reader: Reader) -> None:
    blocks = code_blocks(ROOT / "docs" / "tutorial.md")
    first = next(n for n, block in enumerate(blocks) if "monitor init watch" in block.text)
    last = next(n for n, block in enumerate(blocks) if block.text.strip() == "monitor run")

    for block in blocks[first:last]:
        reader.follow(block)
    reader.let_it_run(blocks[last + 1])

    mail = (reader.folder / "mail.log").read_text()
    assert "edited after publication, version 2" in mail
