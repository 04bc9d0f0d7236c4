"""What is in the repository could be anybody's: no place or server of one machine is named."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from tests.docs.generate import ROOT

# Put together here, so that this file does not hold what it looks for.
_MACHINE = re.compile(
    "|".join(("/" + "work/", "/" + "root/", "/opt/" + "pypi", "file:///" + "opt"))
)
_REGISTRY = re.compile(r"https?://|" + "simple" + r"/|--(?:extra-)?index-url|--find-links")


def _tracked() -> list[str]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [name for name in listed.stdout.decode().split("\0") if (ROOT / name).is_file()]


def _text(name: str) -> str:
    return (ROOT / name).read_bytes().decode("utf-8", "replace")


def test_no_tracked_file_names_a_place_on_one_machine() -> None:
    assert [name for name in _tracked() if _MACHINE.search(_text(name))] == []


def test_the_locks_name_no_registry() -> None:
    locks = [name for name in _tracked() if name.endswith(".lock")]

    assert locks
    assert [name for name in locks if _REGISTRY.search(_text(name))] == []


def test_the_locks_hold_a_hash_for_every_release() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        releases = re.findall(r"^[\w.\[\]-]+==\S+.*\\$", _text(name), re.MULTILINE)
        bare = re.findall(r"^[\w.\[\]-]+==[^\\\n]*$", _text(name), re.MULTILINE)
        assert releases
        assert bare == []
