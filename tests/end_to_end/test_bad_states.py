"""Bad states of the machine: one clear line, the right exit code, nothing lost, and recovery."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from monitor.app import DATABASE, open_store
from tests.end_to_end.test_cycle import NEW, OLD, first_sight, make_due
from tests.end_to_end.world import World, small_world

ON_SMALL_DISK = 'mount -t tmpfs -o size=16m tmpfs "$0" || exit; {first}; exec "$@"'


@dataclass
class Wrapped(World):
    """The same world, its commands run through another program."""

    prefix: tuple[str, ...] = ()

    def command(self, *arguments: str) -> list[str]:
        return [*self.prefix, *super().command(*arguments)]


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with small_world(tmp_path_factory.mktemp("servers")) as made:
        yield made


@pytest.fixture
def world(servers: World, tmp_path: Path) -> World:
    """A folder of its own beside servers that these tests share: stopping them takes long."""
    made = replace(servers, folder=tmp_path)
    made.web.items = []
    made.write_config()
    return made


def wrapped(world: World, *prefix: str) -> Wrapped:
    return Wrapped(**vars(world), prefix=prefix)


def unprivileged(world: World) -> World:
    """Return the world as seen by one for whom permissions count: root looks past them."""
    if os.geteuid() != 0:
        return world
    if shutil.which("setpriv") is None:
        pytest.skip("root needs setpriv to give up its rights")
    return wrapped(world, "setpriv", "--bounding-set", "-dac_override,-dac_read_search")


def on_small_disk(world: World, *, first: str = ":") -> World:
    """Return the world with a state directory of 16 MiB, which only the command itself sees.

    `first` is what the shell does before the command.
    """
    spaces = ["--mount"] if os.geteuid() == 0 else ["--mount", "--user", "--map-root-user"]
    world.state.mkdir()
    prefix = ("unshare", *spaces, "sh", "-c", ON_SMALL_DISK.format(first=first), str(world.state))
    if shutil.which("unshare") is None or os.spawnvp(os.P_WAIT, prefix[0], [*prefix, "true"]):
        pytest.skip("may not mount a small disk here")
    return wrapped(world, *prefix)


def one_line(said: str) -> str:
    """Return what was said, which is one line and no traceback."""
    lines = said.splitlines()
    assert len(lines) == 1, said
    return lines[0]


def garbage(database: Path) -> None:
    database.write_bytes(b"not a database at all, whatever its name says" * 100)


def truncated(database: Path) -> None:
    content = database.read_bytes()
    database.write_bytes(content[: len(content) // 3])


def overwritten(database: Path) -> None:
    with database.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (database.stat().st_size - 4096))


def from_a_newer_version(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " SELECT migration_set, 'm999_better', applied_at FROM _sqlite_migrations LIMIT 1"
        )
    connection.close()


def a_folder(database: Path) -> None:
    database.unlink()
    database.mkdir()


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (garbage, "is not a database; restore a backup or move it away"),
        (truncated, "is damaged; restore a backup"),
        (overwritten, "is damaged; restore a backup"),
        (from_a_newer_version, "was written by a newer Monitor (it has m999_better); install"),
        (a_folder, "cannot be opened; check the folder and its permissions"),
    ],
)
def test_a_database_that_cannot_be_used_is_named_with_the_remedy_and_left_as_it_is(
    world: World, harm: Callable[[Path], None], words: str
) -> None:
    database = world.state / DATABASE
    open_store(world.state).close()
    harm(database)
    before = database.read_bytes() if database.is_file() else b""

    assert f"{database}: {words}" in one_line(world.run("run", code=1))
    assert (database.read_bytes() if database.is_file() else b"") == before


def test_a_read_only_state_is_named(world: World) -> None:
    world.run("run", "--once")
    restricted = unprivileged(world)
    (world.state / "monitor.lock").unlink()
    world.state.chmod(0o500)
    (world.state / DATABASE).chmod(0o400)
    try:
        said = restricted.run("run", "--once", code=1)
        polled = restricted.run("poll", "gazette", code=1)
    finally:
        world.state.chmod(0o700)
        (world.state / DATABASE).chmod(0o600)

    assert f"{world.state}: cannot be used: Permission denied; Monitor must be able to write" in (
        one_line(said)
    )
    assert str(world.state / DATABASE) in one_line(polled)
    assert "write there" in polled or "check the folder and its permissions" in polled
    make_due(world)
    world.run("run", "--once")


def test_a_state_path_that_is_a_file_is_named(world: World) -> None:
    world.state.write_text("a file")

    for command in (("run", "--once"), ("poll",)):
        assert one_line(world.run(*command, code=1)).startswith(f"{world.state}: cannot be ")

    assert world.state.read_text() == "a file"


def test_reading_commands_say_what_fills_a_store_that_is_not_there_yet(world: World) -> None:
    said = world.run("items", "list", code=1)

    assert f"{DATABASE}: does not exist yet; `monitor run --once` fills it" in one_line(said)
    assert not world.state.exists()


def test_a_database_without_content_is_left_as_it_is_by_reading_commands(world: World) -> None:
    world.state.mkdir()
    (world.state / DATABASE).touch()

    for command in (("rules", "stats"), ("rules", "replay"), ("rules", "explain", "1")):
        assert "is empty; `monitor run --once` fills it" in one_line(world.run(*command, code=1))

    assert (world.state / DATABASE).read_bytes() == b""


def test_digests_that_cannot_be_written_are_tried_again_and_lose_nothing(world: World) -> None:
    with (world.config / "monitor.toml").open("a") as file:
        file.write('[channels.files]\nkind = "file"\n')
    subscriptions = world.config / "subscriptions.toml"
    subscriptions.write_text(subscriptions.read_text().replace('"hook", "mail"', '"files"'))
    first_sight(world)
    make_due(world)
    digests = world.state / "digests"
    digests.mkdir(mode=0o500)

    said = unprivileged(world).run("run", "--once")
    digests.chmod(0o700)
    retried = world.run("deliveries", "retry")

    assert f"files: {digests}" in said
    assert "cannot be written: Permission denied; make room or mend the permissions" in said
    assert "files: sent" in retried
    assert len(list(digests.glob("*.html"))) == 1


def test_a_database_locked_by_another_process_is_said_and_works_when_free(world: World) -> None:
    first_sight(world)
    make_due(world)
    other = sqlite3.connect(world.state / DATABASE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        said = world.run("poll", "gazette", code=1)
    finally:
        other.execute("ROLLBACK")
        other.close()

    assert f"{world.state / DATABASE}: is busy, another process is writing; try again" in (
        one_line(said)
    )
    world.run("run", "--once")
    assert world.post().json["data"]["entries"][0]["title"] == "New notice"
    assert world.mail()["subject"]


def test_one_cycle_on_a_full_disk_says_so_and_ends(world: World) -> None:
    full = on_small_disk(world, first='cat /dev/zero > "$0/fill" 2>&-')

    said = full.run("run", "--once", code=1)

    assert f"{world.state}: cannot be used: No space left on device" in one_line(said)


def test_a_command_that_needs_no_lock_says_that_the_disk_is_full(world: World) -> None:
    full = on_small_disk(world, first='cat /dev/zero > "$0/fill" 2>&-')

    said = full.run("--quiet", "poll", code=1)

    assert f"{world.state / DATABASE}: cannot grow, the disk is full; make room" in one_line(said)


def test_the_daemon_outlives_a_full_disk_and_works_when_there_is_room(world: World) -> None:
    world.web.items = [OLD]
    with on_small_disk(world).daemon() as daemon:
        daemon.event("polled source=gazette")
        fill = Path(f"/proc/{daemon.process.pid}/root{world.state}/fill")
        with pytest.raises(OSError, match="No space left"), fill.open("wb", buffering=0) as file:
            while file.write(bytes(4096)):
                pass
        long = f"{NEW[2]} {'Dysprosium and terbium, at length. ' * 2000}"
        world.web.items = [(NEW[0], NEW[1], long), OLD]

        said = daemon.event("store unusable")
        fill.unlink()
        beside = ["-t", str(daemon.process.pid), "-m"]
        if os.geteuid() != 0:
            beside += ["-U", "--preserve-credentials"]
        # By itself it looks again when the lease of the failed look ends.
        wrapped(world, "nsenter", *beside).run("poll", "gazette")
        posted, _ = world.post(), world.mail()
        daemon.signal(signal.SIGTERM)

        assert daemon.wait() == 0
    assert "cannot grow, the disk is full; make room, nothing was lost" in said
    assert posted.json["data"]["entries"][0]["title"] == "New notice"
    assert world.web.posts.empty()
    assert not [line for line in daemon.seen if "Traceback" in line or "defect" in line]


def test_a_configuration_that_is_missing_is_named(world: World) -> None:
    shutil.rmtree(world.config)

    assert f"{world.config}: no monitor.toml here" in one_line(world.run("run", code=2))
    assert not world.state.exists()


@pytest.mark.parametrize(
    "closed",
    [
        "monitor.toml",
        "sources/web.toml",
        ".",
        "sources",
    ],
)
def test_a_configuration_that_cannot_be_read_is_named(world: World, closed: str) -> None:
    path = world.config / closed
    mode = path.stat().st_mode
    path.chmod(0)
    try:
        said = unprivileged(world).run("run", "--once", code=2)
    finally:
        path.chmod(mode)

    assert "ermission denied" in said and "Traceback" not in said
    assert path.name in said
