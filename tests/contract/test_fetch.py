"""What reading files promises, and who reads what."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.errors import ConfigError, FetchError
from monitor.fetch import Fetched, Fetcher, Fetchers
from monitor.fetch.files import FileFetcher
from monitor.model import NotModified, Payload, Request, Source, Validators

NOON = datetime(2025, 5, 5, 12, tzinfo=UTC)
NEVER = Validators()


def feed(url: str) -> Source:
    return Source(name="gazette", kind="feed", url=url)


def documents(*paths: Path) -> Source:
    return Source(name="papers", kind="document", paths=tuple(map(str, paths)))


def looked(with_: Fetcher, source: Source, validators: Validators = NEVER) -> list[Fetched]:
    """Return all that one look yields."""

    async def look() -> list[Fetched]:
        return [one async for one in with_.fetch(source, None, validators)]

    return asyncio.run(look())


def payload(found: Fetched) -> Payload:
    assert isinstance(found, Payload)
    return found


def test_each_file_is_a_payload_in_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_bytes(b"b")
    (tmp_path / "a.txt").write_bytes(b"a")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "plain").write_bytes(b"c")

    found = looked(FileFetcher(clock=lambda: NOON), documents(tmp_path))

    assert [payload(one).body for one in found] == [b"a", b"b", b"c"]
    assert [payload(one).content_type for one in found] == ["text/plain", "text/html", None]
    assert payload(found[0]).url == (tmp_path / "a.txt").as_uri()
    assert payload(found[0]).fetched_at == NOON


def test_hidden_and_foreign_files_are_left(tmp_path: Path) -> None:
    for name in (".hidden.txt", "a.png", "a.txt~", "b.docx"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_bytes(b"x")
    (tmp_path / "kept.EML").write_bytes(b"kept")

    found = looked(FileFetcher(clock=lambda: NOON), documents(tmp_path))

    assert [payload(one).body for one in found] == [b"kept"]


def test_a_file_that_is_named_is_read_whatever_its_ending(tmp_path: Path) -> None:
    (tmp_path / ".page.php").write_bytes(b"x")

    (found,) = looked(FileFetcher(clock=lambda: NOON), documents(tmp_path / ".page.php"))

    assert payload(found).content_type is None


def test_an_unchanged_folder_is_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a")
    files = FileFetcher(clock=lambda: NOON)

    (first,) = looked(files, documents(tmp_path))
    again = looked(files, documents(tmp_path), payload(first).validators)
    (tmp_path / "b.txt").write_bytes(b"b")
    changed = looked(files, documents(tmp_path), payload(first).validators)

    assert again == [NotModified(validators=payload(first).validators)]
    assert len(changed) == 2
    assert payload(changed[0]).validators == payload(changed[1]).validators


def test_an_empty_folder_is_not_modified_at_the_second_look(tmp_path: Path) -> None:
    assert looked(FileFetcher(clock=lambda: NOON), documents(tmp_path)) == []


def test_a_loop_of_links_ends_and_each_file_comes_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    (tmp_path / "same.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")

    source = documents(tmp_path, tmp_path / "a.txt")
    error, found = looked(FileFetcher(clock=lambda: NOON), source)

    assert payload(found).body == b"a"
    assert isinstance(error, FetchError)
    assert error.cause == "unreadable"


def test_a_missing_path_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a")
    source = documents(tmp_path / "missing.txt", tmp_path / "a.txt")
    files = FileFetcher(clock=lambda: NOON)

    error, found = looked(files, source)
    error_again, unchanged = looked(files, source, payload(found).validators)

    assert isinstance(error, FetchError)
    assert "missing.txt: cannot be read: no such file or directory" in str(error)
    assert str(error_again) == str(error)
    assert isinstance(unchanged, NotModified)


def test_no_path_at_all_is_an_error_of_the_source(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="papers: no such file or folder") as caught:
        looked(FileFetcher(clock=lambda: NOON), documents(tmp_path / "missing"))

    assert caught.value.cause == "unreadable"


def test_a_file_over_the_cap_is_told_without_reading_it(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as big:
        big.truncate(100 << 20)
    (tmp_path / "small.txt").write_bytes(b"small")

    error, found = looked(FileFetcher(clock=lambda: NOON), documents(tmp_path))

    assert isinstance(error, FetchError)
    assert error.cause == "too-large"
    assert str(error).endswith("big.txt: is larger than 15 MiB")
    assert payload(found).body == b"small"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")

    (error,) = looked(FileFetcher(clock=lambda: NOON), documents(tmp_path))

    assert isinstance(error, FetchError)
    assert "is no regular file" in str(error)


def test_what_fails_in_reading_is_a_value() -> None:
    """A process's memory can be opened, but its first byte cannot be read."""
    source = documents(Path("/proc/self/mem"))

    (error,) = looked(FileFetcher(clock=lambda: NOON), source)

    assert isinstance(error, FetchError)
    assert "cannot be read: input/output error" in str(error)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a")
    (tmp_path / "a.txt").chmod(0)

    (error,) = looked(FileFetcher(clock=lambda: NOON), documents(tmp_path))

    assert isinstance(error, FetchError)
    assert "permission denied" in str(error)


def test_names_that_are_no_text_are_read_and_shown(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff.txt")
    with (tmp_path / name).open("wb") as big:
        big.truncate(2000)

    (error,) = looked(FileFetcher(clock=lambda: NOON, max_bytes=9), documents(tmp_path))
    (found,) = looked(FileFetcher(clock=lambda: NOON), documents(tmp_path))

    assert str(error).encode()
    assert payload(found).url.endswith("/%FF.txt")


def test_files_are_read_one_at_a_time(tmp_path: Path) -> None:
    """What is not asked for is not read: the second file may vanish in between."""
    (tmp_path / "a.txt").write_bytes(b"a")
    (tmp_path / "b.txt").write_bytes(b"b")

    async def look() -> list[Fetched]:
        found: list[Fetched] = []
        async for one in FileFetcher(clock=lambda: NOON).fetch(documents(tmp_path), None, NEVER):
            found.append(one)
            (tmp_path / "b.txt").unlink(missing_ok=True)
        return found

    first, second = asyncio.run(look())

    assert payload(first).body == b"a"
    assert isinstance(second, FetchError)


class _Named:
    """A fetcher that says its name."""

    def __init__(self, name: bytes) -> None:
        self.name = name

    async def fetch(
        self, source: Source, request: Request | None, validators: Validators
    ) -> AsyncGenerator[Fetched, None]:
        yield Payload(body=self.name, url="x:", content_type=None, fetched_at=NOON)

    async def aclose(self) -> None:
        self.name = b"closed"


def test_a_source_goes_to_the_fetcher_for_its_kind(tmp_path: Path) -> None:
    both = Fetchers(url=_Named(b"http"), paths=_Named(b"files"))

    (from_web,) = looked(both, feed("https://a.example/"))
    (from_disk,) = looked(both, documents(tmp_path))

    assert payload(from_web).body == b"http"
    assert payload(from_disk).body == b"files"


def test_an_unknown_kind_is_a_mistake_of_the_configuration() -> None:
    both = Fetchers(url=_Named(b"http"), paths=_Named(b"files"))

    with pytest.raises(ConfigError, match="'fead' is not one of document, feed"):
        looked(both, Source(name="x", kind="fead"))
