"""What is said to the service manager, and that nothing is where none listens."""

from __future__ import annotations

import logging
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from monitor.engine.systemd import Notifier


@contextmanager
def listening(address: str) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(address)
        ear.settimeout(5)
        yield ear


def test_each_state_is_one_datagram(tmp_path: Path) -> None:
    with listening(str(tmp_path / "ear")) as ear:
        notifier = Notifier(str(tmp_path / "ear"))
        notifier.ready("watching 3 sources")
        notifier.alive()
        notifier.status("busy")
        notifier.stopping()

        said = [ear.recv(999).decode() for _ in range(4)]

    assert said == ["READY=1\nSTATUS=watching 3 sources", "WATCHDOG=1", "STATUS=busy", "STOPPING=1"]


def test_reloading_says_when_in_the_monotonic_clock(tmp_path: Path) -> None:
    before = time.monotonic_ns() // 1000
    with listening(str(tmp_path / "ear")) as ear:
        Notifier(str(tmp_path / "ear")).reloading()
        said = dict(line.split("=") for line in ear.recv(999).decode().split("\n"))

    assert said["RELOADING"] == "1"
    assert before <= int(said["MONOTONIC_USEC"]) <= time.monotonic_ns() // 1000


def test_an_address_with_an_at_is_in_the_abstract_namespace() -> None:
    name = f"monitor-test-{os.getpid()}"
    with listening(f"\0{name}") as ear:
        Notifier(f"@{name}").alive()

        assert ear.recv(99) == b"WATCHDOG=1"


def test_a_status_of_several_lines_sets_no_other_state(tmp_path: Path) -> None:
    with listening(str(tmp_path / "ear")) as ear:
        Notifier(str(tmp_path / "ear")).status("one\nSTOPPING=1")

        assert ear.recv(99) == b"STATUS=one STOPPING=1"


def test_without_a_manager_nothing_is_said(caplog: pytest.LogCaptureFixture) -> None:
    Notifier("").ready("all")

    assert not caplog.records


def test_a_manager_that_went_away_is_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    Notifier(str(tmp_path / "nobody")).alive()

    (record,) = caplog.records
    assert (record.levelno, record.getMessage()) == (logging.WARNING, "systemd unreachable")


def test_a_manager_that_does_not_read_holds_nothing_up(tmp_path: Path) -> None:
    with listening(str(tmp_path / "ear")):
        notifier = Notifier(str(tmp_path / "ear"))
        for _ in range(5000):
            notifier.status("x" * 500)
