"""What the environment says, read once."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.config.environment import SYSTEM_CONFIG, SYSTEM_STATE, Environment, state_folder


def test_an_empty_environment_says_nothing() -> None:
    assert Environment.read({}) == Environment()


def test_what_systemd_sets_is_read() -> None:
    read = Environment.read(
        {
            "STATE_DIRECTORY": "/var/lib/monitor:/var/lib/other",
            "NOTIFY_SOCKET": "@notify",
            "WATCHDOG_USEC": "180000000",
            "WATCHDOG_PID": str(os.getpid()),
            "NO_COLOR": "1",
        }
    )

    assert read.state_directory == "/var/lib/monitor"
    assert read.notify_socket == "@notify"
    assert read.watchdog == timedelta(minutes=3)
    assert read.no_color


def test_a_watchdog_of_another_process_is_none_of_ours() -> None:
    assert Environment.read({"WATCHDOG_USEC": "5", "WATCHDOG_PID": "1"}).watchdog is None


@pytest.mark.parametrize("usec", ["", "soon", "-5", "1.5", "0", "²"])
def test_a_watchdog_that_is_no_time_is_none(usec: str) -> None:
    assert Environment.read({"WATCHDOG_USEC": usec}).watchdog is None


@pytest.mark.parametrize("stream", ["", "1", "a:b", "1:2", ":", "²:³"])
def test_a_journal_that_is_not_our_standard_error_is_none(stream: str) -> None:
    assert not Environment.read({"JOURNAL_STREAM": stream}).journal


def test_the_journal_is_known_by_device_and_inode() -> None:
    status = os.fstat(2)

    assert Environment.read({"JOURNAL_STREAM": f"{status.st_dev}:{status.st_ino}"}).journal


def test_the_state_is_where_it_is_said_then_where_systemd_says_then_beside_the_configuration() -> (
    None
):
    given, systemd = Path("given"), Environment(state_directory="/var/lib/x")

    assert state_folder(given, Path("config"), systemd) == given
    assert state_folder(None, Path("config"), systemd) == Path("/var/lib/x")
    assert state_folder(None, Path("a/config"), Environment()) == Path("a/state")
    assert state_folder(None, SYSTEM_CONFIG, Environment()) == SYSTEM_STATE
