"""systemd/monitor.service: clean, tight, and the daemon does its whole job inside of it.

A real systemd is started for it, with the unit as it is shipped: see `machine`. That needs root
and a systemd on this machine; elsewhere those tests are skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.machine import ROOT, SYSTEMD, TOOLS, Machine
from tests.end_to_end.test_cycle import NEW, OLD
from tests.end_to_end.world import PATIENCE, SECRET, World

UNIT = ROOT / "systemd" / "monitor.service"
MAX_EXPOSURE = 15
"""Tenths: 1.5 of 10, as `systemd-analyze security` counts."""

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Terbium notice</title></head><body><nav>
<a href="/">Home</a></nav><article><h1>Terbium notice</h1><p>Every exporter of terbium and
dysprosium shall hold a licence from the first of June, the ministry said in a notice.</p>
<p>The ministry will answer each application within forty-five working days.</p></article>
</body></html>"""

DROP_IN = """
[Service]
StandardError=append:/exchange/events
LoadCredential=hook:/etc/monitor/hook
"""


@pytest.fixture
def machine(world: World, tmp_path: Path) -> Iterator[Machine]:
    tools = [shutil.which(name) for name in TOOLS]
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
        '[fetch]\nallow = ["127.0.0.0/8"]\n[channels.files]\nkind = "file"\n'
        '[channels.hook]\nkind = "webhook"\n'
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
