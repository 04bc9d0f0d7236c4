"""Files that cannot be read are each named with the fact, and the rest goes in."""

from __future__ import annotations

from pathlib import Path

from tests.end_to_end.test_bad_states import unprivileged
from tests.end_to_end.world import World


def bad_files(folder: Path) -> list[str]:
    """Write one good file and several that cannot be read; return the names of those."""
    folder.mkdir()
    (folder / "good.txt").write_text(
        "A good notice\n\nApril 4, 2019\n\nA licence for dysprosium is needed from today on."
    )
    # Read as Latin script where its declared coding is wrong: text all the same.
    (folder / "latin.html").write_bytes(
        b'<meta charset="utf-8"><title>M\xfcnchen</title><p>Der Export von Dysprosium bedarf in'
        b" M\xfcnchen k\xfcnftig einer Genehmigung, sagte die Beh\xf6rde am Montag.</p>"
    )
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.html").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 9)
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(100 << 20)
    (folder / "closed.txt").write_text("A text that nobody may read.")
    (folder / "closed.txt").chmod(0)
    (folder / "gone.txt").symlink_to("nowhere.txt")
    return ["empty.txt", "picture.html", "huge.txt", "closed.txt", "gone.txt"]


FACTS = {
    "empty.txt": "is empty",
    "picture.html": "",
    "huge.txt": "is larger than",
    "closed.txt": "permission denied",
    "gone.txt": "no such file",
}


def test_a_backfill_names_each_file_that_it_cannot_read_and_takes_in_the_rest(
    world: World,
) -> None:
    names = bad_files(world.folder / "history")
    restricted = unprivileged(world)

    said = restricted.run("backfill", str(world.folder / "history"))

    for name in names:
        (line,) = [line for line in said.splitlines() if f"/{name}" in line]
        assert FACTS[name] in line
    assert "2 items read: 2 new" in said and "5 files could not be read" in said
    assert "Traceback" not in said


def test_a_document_source_names_each_file_that_it_cannot_read_and_takes_in_the_rest(
    world: World,
) -> None:
    names = bad_files(world.folder / "history")
    (world.config / "sources" / "web.toml").write_text(
        '[sources.pages]\nkind = "document"\npaths = ["../history"]\n'
    )

    said = unprivileged(world).run("run", "--once")

    for name in names:
        (line,) = [line for line in said.splitlines() if f"/{name}" in line]
        assert FACTS[name] in line
    assert "new items 2" in said
    assert "Traceback" not in said
