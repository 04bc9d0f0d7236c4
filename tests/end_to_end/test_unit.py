"""systemd/monitor.service: clean, tight, and the daemon does its whole job inside of it.

A real systemd is started as the first process of its own namespaces, on a small root of its own
that has the system's programs, this Python, Monitor and the unit as it is shipped. Nothing of
the machine is changed. Needs root and a systemd to start; elsewhere these tests are skipped.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import site
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.test_cycle import NEW, OLD
from tests.end_to_end.world import PATIENCE, SECRET, World

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "systemd" / "monitor.service"
SYSTEMD = Path("/lib/systemd/systemd")
MAX_EXPOSURE = 15
"""Tenths: 1.5 of 10, as `systemd-analyze security` counts."""

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Terbium notice</title></head><body><nav>
<a href="/">Home</a></nav><article><h1>Terbium notice</h1><p>Every exporter of terbium and
dysprosium shall hold a licence from the first of June, the ministry said in a notice.</p>
<p>The ministry will answer each application within forty-five working days.</p></article>
</body></html>"""

BOOT = r"""
set -e
mount --make-rprivate /
mount -t tmpfs -o mode=0755 tmpfs "$R"
cd "$R"
mkdir -p usr etc/systemd/system etc/monitor proc sys dev/shm run tmp var/log var/lib root home \
    exchange opt/python opt/site opt/source opt/monitor/bin
for one in bin sbin lib lib32 lib64; do
    if [ -L "/$one" ]; then ln -s "usr/$one" "$one"
    elif [ -d "/$one" ]; then mkdir "$one"; mount --rbind "/$one" "$one"; fi
done
mount --rbind /usr usr
mount --bind "$PYTHON" opt/python
mount --bind "$SITE" opt/site
mount --bind "$SOURCE" opt/source
mount --bind "$EXCHANGE" exchange
mount -t proc proc proc
mount --bind proc/sys proc/sys
mount -o remount,bind,ro proc/sys
mount -t sysfs -o ro sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs tmpfs run
mount -t tmpfs -o mode=1777 tmpfs tmp
for one in null zero full random urandom tty; do : > dev/$one; mount --bind /dev/$one dev/$one; done
echo 0123456789abcdef0123456789abcdef > etc/machine-id
cp /etc/passwd /etc/group /etc/nsswitch.conf etc/
cp -r "$EXCHANGE/etc/." etc/
cp "$EXCHANGE/monitor" opt/monitor/bin/monitor
for one in sysinit basic network-online shutdown small; do
    printf '[Unit]\nDefaultDependencies=no\n' > etc/systemd/system/$one.target
done
mkdir before
# A process in a mere chroot may make no user namespace, which PrivateUsers= needs.
pivot_root . before
cd /
umount -l /before
# As at the start of a real machine: credentials are mounted by a child and have to be seen here.
mount --make-rshared /
exec env -i container=test PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    /lib/systemd/systemd --system --unit=small.target --log-target=null
"""

PROGRAM = """#!/bin/sh
export LD_LIBRARY_PATH=/opt/python/lib PYTHONPATH=/opt/source:/opt/site PYTHONDONTWRITEBYTECODE=1
exec /opt/python/bin/python3 -P -m monitor "$@"
"""

DROP_IN = """
[Service]
StandardError=append:/exchange/events
LoadCredential=hook:/etc/monitor/hook
"""


class Machine:
    """A systemd in namespaces of its own, with the unit installed and not yet started."""

    def __init__(self, folder: Path) -> None:
        root, self.exchange = folder / "root", folder / "exchange"
        root.mkdir()
        (self.exchange / "monitor").write_text(PROGRAM)
        (self.exchange / "monitor").chmod(0o755)
        variables = {
            "R": str(root),
            "PYTHON": sys.base_prefix,
            "SITE": site.getsitepackages()[0],
            "SOURCE": str(ROOT),
            "EXCHANGE": str(self.exchange),
        }
        spaces = ["--pid", "--mount", "--uts", "--ipc", "--cgroup"]
        self._process = subprocess.Popen(
            ["unshare", "--fork", "--kill-child", *spaces, "sh", "-c", BOOT],
            env={**os.environ, **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        self._cgroup = _unified_cgroup()
        self._there = _groups(self._cgroup)

    def first_process(self) -> int | None:
        """Return the number of its systemd as this machine sees it."""
        pid = self._process.pid
        with suppress(OSError):
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
            return int(children[0]) if children else None
        return None

    def boot(self) -> str:
        """Wait until it takes orders; return "" or why it does not."""
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                assert self._process.stderr is not None
                return self._process.stderr.read().decode()[-300:] or "it ended"
            with suppress(OSError, subprocess.TimeoutExpired):
                if self.systemctl("is-active", "small.target", code=None).strip() == "active":
                    return ""
        return "it does not answer"

    def inside(self, path: str) -> Path:
        """Return a path of the machine as seen from here."""
        return Path(f"/proc/{self.first_process()}/root") / path.lstrip("/")

    def systemctl(self, *arguments: str, code: int | None = 0) -> str:
        """Run systemctl in it; `code` None: however it ends."""
        pid = self.first_process()
        if pid is None:
            raise ProcessLookupError
        done = subprocess.run(
            ["nsenter", "-t", str(pid), "-m", "-p", "-r", "-w", "systemctl", *arguments],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            env={"PATH": os.environ["PATH"]},
        )
        assert code is None or done.returncode == code, done.stdout + done.stderr + self.events()
        return done.stdout + done.stderr

    def shown(self, what: str) -> str:
        return self.systemctl("show", "-P", what, "monitor.service").strip()

    def events(self) -> str:
        path = self.exchange / "events"
        return path.read_text() if path.exists() else ""

    def wait_for(self, words: str) -> str:
        """Wait until the daemon's log holds words; return the log."""
        deadline = time.monotonic() + PATIENCE
        while words not in (events := self.events()):
            assert time.monotonic() < deadline, f"{words!r} never came:\n{events}"
        return events

    def main_status(self) -> dict[str, str]:
        """Return what the kernel says of the daemon."""
        inside = int(self.shown("MainPID"))
        lines = self.inside(f"proc/{inside}/status").read_text().splitlines()
        return dict(line.split(":\t", 1) for line in lines if ":\t" in line)

    def end(self) -> None:
        pid = self.first_process()
        if pid is not None:
            os.kill(pid, signal.SIGKILL)  # takes every process of its namespace along
        self._process.wait(PATIENCE)
        if self._process.stderr is not None:
            self._process.stderr.close()
        for group in sorted(_groups(self._cgroup) - self._there, key=str, reverse=True):
            with suppress(OSError):
                group.rmdir()


def _unified_cgroup() -> Path | None:
    own = re.search(r"^0::(/.*)$", Path("/proc/self/cgroup").read_text(), re.MULTILINE)
    mounted = re.search(r" - cgroup2 ", Path("/proc/self/mountinfo").read_text())
    if not own or not mounted:
        return None
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        if " - cgroup2 " in line:
            return Path(line.split()[4]) / own[1].lstrip("/")
    return None


def _groups(cgroup: Path | None) -> set[Path]:
    return {path for path in cgroup.rglob("*") if path.is_dir()} if cgroup else set()


@pytest.fixture
def machine(world: World, tmp_path: Path) -> Iterator[Machine]:
    tools = [shutil.which(name) for name in ("unshare", "nsenter", "systemctl", "pivot_root")]
    if os.geteuid() != 0 or not SYSTEMD.exists() or not all(tools):
        pytest.skip("needs root, unshare, nsenter and systemd")
    made_of(world, tmp_path / "exchange")
    made = Machine(tmp_path)
    try:
        if problem := made.boot():
            pytest.skip(f"no systemd can be started here: {problem}")
        yield made
    finally:
        made.end()


def made_of(world: World, exchange: Path) -> None:
    """Lay out what the machine has in /etc: the unit, a drop-in, configuration, a credential."""
    units = exchange / "etc" / "systemd" / "system"
    (units / "monitor.service.d").mkdir(parents=True)
    shutil.copy(UNIT, units)
    (units / "monitor.service.d" / "test.conf").write_text(DROP_IN)
    config = exchange / "etc" / "monitor" / "config"
    (config / "sources").mkdir(parents=True)
    (config / "rules").mkdir()
    (config / "pages").mkdir()
    shutil.copy(world.config / "rules" / "export-controls.toml", config / "rules")
    (config / "pages" / "terbium.html").write_text(PAGE)
    (config.parent / "hook").write_text(SECRET)
    (config.parent / "hook").chmod(0o600)
    (config / "monitor.toml").write_text(
        f'[channels.files]\nkind = "file"\n[channels.hook]\nkind = "webhook"\n'
        f'url = "{world.web.url}/hook"\nsecret_credential = "hook"\n'
    )
    (config / "sources" / "all.toml").write_text(
        f'[sources.gazette]\nkind = "feed"\nurl = "{world.web.url}/feed"\ninterval = "1s"\n'
        '[sources.pages]\nkind = "document"\npaths = ["pages"]\ninterval = "1h"\n'
    )
    (config / "subscriptions.toml").write_text(
        '[subscriptions.desk]\ntopics = ["*"]\nchannels = ["files", "hook"]\n'
    )


def analyzed(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("needs systemd-analyze")
    return subprocess.run(
        [program, *arguments], capture_output=True, text=True, timeout=PATIENCE, cwd=cwd
    )


def test_the_unit_is_exposed_by_at_most_1_5() -> None:
    done = analyzed(
        "security", "--offline=true", f"--threshold={MAX_EXPOSURE}", str(UNIT), cwd=ROOT
    )

    assert done.returncode == 0, done.stdout[-200:] + done.stderr


def test_the_unit_has_no_mistake(tmp_path: Path) -> None:
    copy = tmp_path / UNIT.name
    # Its program need not be installed where it is checked.
    copy.write_text(UNIT.read_text().replace("/opt/monitor/bin/monitor", "/bin/true"))

    done = analyzed("verify", str(copy), cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")


def test_the_daemon_does_its_whole_job_under_the_units_restrictions(
    world: World, machine: Machine
) -> None:
    world.web.items = [OLD]
    machine.systemctl("start", "monitor.service")
    assert machine.shown("StatusText") == "watching 2 sources"
    machine.wait_for("polled source=pages outcome=new")
    machine.wait_for("polled source=gazette")
    world.web.items = [NEW, OLD]

    post: Any = world.post().json
    machine.systemctl("reload", "monitor.service")
    machine.wait_for("reloaded sources=2")
    status = machine.main_status()
    written = sorted(machine.inside("var/lib/private/monitor/digests").iterdir())
    machine.systemctl("stop", "monitor.service")

    assert [one["title"] for one in post["data"]["entries"]] == ["New notice"]
    assert {path.suffix for path in written} == {".html", ".txt", ".json", ".eml"}
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")
    assert int(status["CapEff"], 16) == int(status["CapBnd"], 16) == 0
    assert "0" not in status["Uid"].split()
    events = machine.events()
    assert "defect" not in events and "not permitted" not in events and "<3>" not in events
    assert machine.shown("Result") == "success"
    assert (machine.shown("ExecMainStatus"), machine.shown("NRestarts")) == ("0", "0")
    state = machine.inside("var/lib/private/monitor")
    assert oct(state.stat().st_mode)[-3:] == "700"
    assert {oct(path.stat().st_mode)[-3:] for path in written} == {"600"}
    (told,) = [path for path in written if path.suffix == ".json"]
    assert json.loads(told.read_text())["entries"][0]["title"] == "New notice"


def test_a_wrong_configuration_is_not_tried_again(machine: Machine) -> None:
    machine.inside("etc/monitor/config/monitor.toml").write_text("[channnels]\n")

    machine.systemctl("start", "monitor.service", code=1)

    assert (machine.shown("ExecMainStatus"), machine.shown("NRestarts")) == ("2", "0")
    assert machine.shown("ActiveState") == "failed"
    assert "channnels" in machine.events()
