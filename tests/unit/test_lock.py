"""One process per state directory."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from monitor.engine.lock import StateLock, holder, nobody_sends, sending
from monitor.errors import StateInUse, StoreUnusable
from tests.build import NOON


def lock(state: Path) -> StateLock:
    return StateLock(state, command="monitor run", now=NOON)


def test_nobody_holds_a_directory_that_is_not_there(tmp_path: Path) -> None:
    assert holder(tmp_path / "none") is None


def test_a_held_directory_names_process_command_and_time(tmp_path: Path) -> None:
    with lock(tmp_path / "state"):
        said = holder(tmp_path / "state")

    assert said is not None
    assert f"process {os.getpid()} (monitor run, since " in said
    assert holder(tmp_path / "state") is None


def test_a_second_holder_is_refused_with_the_first_named(tmp_path: Path) -> None:
    with lock(tmp_path):
        with pytest.raises(StateInUse, match=rf"in use by process {os.getpid()} .*--state\."):
            lock(tmp_path).__enter__()
        assert holder(tmp_path)


def test_the_lock_comes_free_when_the_block_fails(tmp_path: Path) -> None:
    with pytest.raises(KeyError), lock(tmp_path):
        raise KeyError

    with lock(tmp_path):
        pass


def test_a_path_that_is_a_file_is_unusable(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("")

    with pytest.raises(StoreUnusable, match="state: cannot be used: File exists"):
        lock(tmp_path / "state").__enter__()


@pytest.mark.parametrize(
    "left",
    [b"", b"not json", b"[1]", b'{"pid": 1}', b'{"pid":1,"command":"x","since":"?"}', b"\xff"],
)
def test_a_lock_file_with_anything_in_it_is_taken_and_can_be_read(
    tmp_path: Path, left: bytes
) -> None:
    (tmp_path / "monitor.lock").write_bytes(left)
    assert holder(tmp_path) is None

    with lock(tmp_path):
        (tmp_path / "monitor.lock").write_bytes(left)
        assert holder(tmp_path) == "a process that is just starting"


def test_a_lock_file_that_cannot_be_written_is_unusable(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("needs /dev/full")
    (tmp_path / "monitor.lock").symlink_to(full)

    with pytest.raises(StoreUnusable, match="cannot be used: "):
        lock(tmp_path).__enter__()


def test_leases_are_dead_only_where_nobody_sends(tmp_path: Path) -> None:
    with sending(tmp_path):
        assert not nobody_sends(tmp_path)
        with sending(tmp_path):
            assert not nobody_sends(tmp_path)
    assert nobody_sends(tmp_path)
    with StateLock(tmp_path, command="monitor run", now=NOON):
        assert not nobody_sends(tmp_path)
    assert nobody_sends(tmp_path)
