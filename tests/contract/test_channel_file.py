"""What the file channel promises on top of what every channel does."""

from __future__ import annotations

import asyncio
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from monitor.channels.file import FileChannel, FileSettings, file_stem
from monitor.digest import as_json, html, text
from monitor.errors import DeliveryError
from monitor.model import Digest
from tests import build


def written(folder: Path, digest: Digest, settings: FileSettings | None = None) -> dict[str, bytes]:
    channel = FileChannel("files", settings or FileSettings(), folder=folder)
    asyncio.run(channel.deliver(digest, attempt=1, now=build.NOON))
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_each_format_is_one_file_and_nothing_else_is_left(tmp_path: Path) -> None:
    digest = build.digest()

    stem = "2026-05-06T1200Z-desk-d1d1d1d1"
    files = written(tmp_path, digest)
    assert files.keys() == {f"{stem}.html", f"{stem}.txt", f"{stem}.json", f"{stem}.eml"}
    assert files[f"{stem}.html"].decode() == html.render(digest)
    assert files[f"{stem}.txt"].decode() == text.render(digest)
    assert files[f"{stem}.json"] == as_json.render(digest)


def test_a_repeat_writes_the_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path, build.digest()) == written(tmp_path, build.digest())


def test_only_the_formats_asked_for_are_written(tmp_path: Path) -> None:
    files = written(tmp_path, build.digest(), FileSettings(formats=("json",)))

    assert [name.rpartition(".")[2] for name in files] == ["json"]


def test_the_saved_mail_opens_as_a_mail(tmp_path: Path) -> None:
    files = written(tmp_path, build.digest(), FileSettings(formats=("eml",)))

    mail = message_from_bytes(next(iter(files.values())), policy=default)
    assert mail["Date"].datetime == build.NOON
    assert mail.is_multipart()


def test_a_subscription_name_cannot_leave_the_folder() -> None:
    stem = file_stem(build.digest(subscription="../../出口管制\n" + "x" * 300))

    assert "/" not in stem
    assert "\n" not in stem
    assert len(stem.encode()) < 200
    assert "出口管制" in stem


def test_an_error_names_the_path_and_leaves_no_part(tmp_path: Path) -> None:
    channel = FileChannel("files", FileSettings(formats=("text",)), folder=tmp_path)
    digest = build.digest()
    (tmp_path / f"{file_stem(digest)}.txt").mkdir()  # what cannot be replaced by a file

    with pytest.raises(DeliveryError, match=str(tmp_path)) as caught:
        asyncio.run(channel.deliver(digest, attempt=1, now=build.NOON))

    assert not caught.value.permanent
    assert [path.name for path in tmp_path.iterdir()] == [f"{file_stem(digest)}.txt"]
