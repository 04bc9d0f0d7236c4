"""A systemd of its own: the first process of its own namespaces, on a small root of its own.

The root has the system's programs, this Python, Monitor, and what the test put into /etc. Of
the machine it shares the network; it changes nothing of it.
"""

from __future__ import annotations

import os
import re
import signal
import site
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from tests.end_to_end.world import PATIENCE

ROOT = Path(__file__).parents[2]
SYSTEMD = Path("/lib/systemd/systemd")
TOOLS = ("unshare", "nsenter", "systemctl", "pivot_root")

PATH = "/usr/sbin:/usr/bin:/sbin:/bin"

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
            env={"PATH": PATH, **variables},
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
            env={"PATH": PATH},
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
