"""Lists of addresses: names that depend on nothing else, and mistakes by line."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config.feed_list import (
    Entry,
    Refused,
    address_mistake,
    read_list,
    source_name,
    source_of,
    written_list,
)
from monitor.config.source_edits import NewFeed, add_feed, import_feeds, mark_verified
from monitor.config.source_files import read_sources
from monitor.errors import ConfigError
from monitor.fingerprint import canonical_url

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
HOSTS = st.sampled_from(["example.org", "www.example.org", "a.example", "127.0.0.1:8080"])
PATHS = st.text(st.sampled_from("abcAB01/-_.~%?&=#é稀+:@ "), max_size=90)


def folder_with(tmp_path: Path, **files: str) -> Path:
    """A configuration with files in sources/; `feeds_txt` is feeds.txt."""
    folder = tmp_path / "config"
    (folder / "sources").mkdir(parents=True)
    (folder / "monitor.toml").write_text("")
    for name, text in files.items():
        stem, _, ending = name.rpartition("_")
        (folder / "sources" / f"{stem}.{ending}").write_text(text, "utf-8")
    return folder


def named(folder: Path) -> dict[str, tuple[str, ...]]:
    problems: list[str] = []
    found = read_sources(folder, problems).sources
    assert problems == []
    return {one.url: one.tags for one in found.values()}


def problems_of(folder: Path) -> list[str]:
    problems: list[str] = []
    read_sources(folder, problems)
    return problems


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.org/feed", "example.org_feed"),
        ("http://www.example.org/feed/", "example.org_feed"),
        ("https://example.org/", "example.org"),
        ("https://example.org/news-feed.xml", "example.org_news-feed.xml"),
    ],
)
def test_a_name_is_host_and_path(url: str, name: str) -> None:
    assert source_name(url) == name


def test_a_name_that_leaves_something_out_ends_in_a_hash_of_the_address() -> None:
    urls = [
        "https://example.org/a_b",
        "https://example.org/A/b",
        "https://example.org/a/b?page=1",
        "https://example.org/a/b?page=2",
        "https://example.org:8443/a/b",
        "https://example.org/" + "long/" * 30,
        "https://例え.jp/稀土",
    ]
    names = [source_name(url) for url in [*urls, "https://example.org/a/b"]]

    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9._-]+-[0-9a-f]{8}", name) for name in names[:-1])


@given(HOSTS, PATHS)
def test_every_address_gives_one_valid_name_that_spelling_does_not_change(
    host: str, path: str
) -> None:
    url = f"https://{host}/{path}".strip()
    if address_mistake(url):
        return

    name = source_name(url)

    assert NAME.fullmatch(name)
    assert source_name(url.replace("https://", "http://", 1)) == name
    if canonical_url(f"{url}#part") == canonical_url(url):
        assert source_name(f"{url}#part") == name


@given(HOSTS, PATHS, HOSTS, PATHS)
def test_two_addresses_share_a_name_only_if_they_are_one(
    host: str, path: str, other: str, other_path: str
) -> None:
    one, two = f"https://{host}/{path}".strip(), f"http://{other}/{other_path}".strip()
    if address_mistake(one) or address_mistake(two):
        return

    assert (source_name(one) == source_name(two)) == (canonical_url(one) == canonical_url(two))


def test_a_list_has_comments_tags_and_titles() -> None:
    text = """# feeds of partners
https://example.org/feed

https://example.org/b  # the second
https://example.org/c mining "rare earths" "~A title"
feed://example.org/d
feed:https://example.org/e
"""

    assert list(read_list(text.encode())) == [
        Entry(2, "https://example.org/feed"),
        Entry(4, "https://example.org/b"),
        Entry(5, "https://example.org/c", "A title", ("mining", "rare earths")),
        Entry(6, "http://example.org/d"),
        Entry(7, "https://example.org/e"),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("htp://example.org/", "begins with https://"),
        ("example.org/feed", "begins with https://"),
        ("https://", "begins with https://"),
        ("https://me:pw@example.org/", "user name or password"),
        ("https://example.org:99999/", "port"),
        ("https://[::1/", "is not an address"),
        ('https://example.org/ "open', "quotation mark"),
    ],
)
def test_a_line_that_is_no_address_says_why(line: str, said: str) -> None:
    (refused,) = read_list(f"\n{line}\n".encode())

    assert isinstance(refused, Refused)
    assert refused.line == 2
    assert said in refused.fact
    assert "pw" not in refused.shown


def test_a_written_list_is_read_back() -> None:
    entry = Entry(1, "https://example.org/c", 'A "title" \\ more', ("mining", 'rare "earths"'))

    assert list(read_list(written_list([source_of(entry)]).encode())) == [entry]


def test_lists_are_sources_and_a_feed_in_several_has_all_its_tags(tmp_path: Path) -> None:
    folder = folder_with(
        tmp_path,
        a_txt="https://example.org/a one\nhttps://example.org/b\n",
        b_txt="http://www.example.org/a/ two one\n",
    )

    assert named(folder) == {
        "https://example.org/a": ("one", "two"),
        "https://example.org/b": (),
    }


def test_a_table_wins_over_lists_that_have_its_address(tmp_path: Path) -> None:
    folder = folder_with(
        tmp_path,
        a_txt="http://example.org/a/ listed\n",
        z_toml='[sources.mine]\nkind = "feed"\nurl = "https://example.org/a"\nenabled = false\n',
    )
    problems: list[str] = []

    assert list(read_sources(folder, problems).sources) == ["mine"]
    assert problems == []


def test_a_name_taken_by_a_table_of_another_address_is_a_mistake(tmp_path: Path) -> None:
    folder = folder_with(
        tmp_path,
        a_txt="https://example.org/a\n",
        z_toml='[sources."example.org_a"]\nkind = "feed"\nurl = "https://example.org/other"\n',
    )

    (problem,) = problems_of(folder)
    assert problem.startswith('config/sources/a.txt, line 1: its name "example.org_a" is taken')


def test_mistakes_in_lists_are_named_with_file_and_line(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, a_txt="https://example.org/a\nnonsense here\n")

    assert problems_of(folder) == [
        'config/sources/a.txt, line 2, "nonsense": is not an address that begins with https://'
        " or http://"
    ]


def test_a_file_full_of_mistakes_does_not_fill_the_screen(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, a_txt="x\n" * 1000)

    problems = problems_of(folder)

    assert len(problems) == 21
    assert problems[-1].endswith("980 more mistakes like these")


def test_a_list_that_is_not_utf8_says_so(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    (folder / "sources" / "a.txt").write_bytes("https://example.org/é".encode("latin-1"))

    assert "not UTF-8" in problems_of(folder)[0]


def test_importing_twice_is_importing_once(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    body = b"# partners\nhttps://example.org/a\nhttps://www.example.org/a/\nbad\n"

    first = import_feeds(folder, body, name="part ners")
    second = import_feeds(folder, body, name="part ners")

    assert [len(first.new), first.merged, first.known, len(first.refused)] == [1, 1, 0, 1]
    assert [len(second.new), second.merged, second.known] == [0, 0, 2]
    assert first.path.name == "part-ners.txt"
    assert (
        first.path.read_text() == "# partners\nhttps://example.org/a\nhttps://www.example.org/a/\n"
    )


def test_a_list_without_mistakes_is_kept_as_it_was_written(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    body = b"# partners\r\n\r\nhttps://example.org/a   # the first\r\n"

    assert import_feeds(folder, body, name="urls").path.read_bytes() == body


def test_what_is_new_is_added_to_a_list_that_is_there(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, urls_txt="# mine\nhttps://example.org/a")

    import_feeds(folder, b"https://example.org/b x\nhttps://example.org/a\n", name="urls")

    text = (folder / "sources" / "urls.txt").read_text()
    assert text == '# mine\nhttps://example.org/a\nhttps://example.org/b "x"\n'


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)

    imported = import_feeds(folder, b"https://example.org/a\n", name="urls", write=False)

    assert len(imported.new) == 1
    assert not imported.path.exists()


TABLES = """# top
[sources.a]  # the first
kind = "feed"
url = "https://example.org/a"  # its address
tags = [
    "x",  # why
]

# the second
[sources."b.c"]
verified_on = 2025-01-01  # long ago
kind = "feed"
url = "https://example.org/b"
[sources."b.c".access]
timeout = "9s"
"""


def test_a_day_is_written_into_a_table_and_nothing_else_changes(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, a_toml=TABLES)

    left = mark_verified(folder, frozenset({"a", "b.c", "listed"}), date(2026, 5, 6))

    assert left == ("listed",)
    expected = TABLES.replace("2025-01-01", "2026-05-06").replace(
        "# its address\n", "# its address\nverified_on = 2026-05-06\n"
    )
    assert (folder / "sources" / "a.toml").read_text() == expected


def test_a_table_that_cannot_be_marked_surely_is_left_alone(tmp_path: Path) -> None:
    text = 'sources.a = { kind = "feed", url = "https://example.org/a" }\n'
    folder = folder_with(tmp_path, a_toml=text)

    assert mark_verified(folder, frozenset({"a"}), date(2026, 5, 6)) == ("a",)
    assert (folder / "sources" / "a.toml").read_text() == text


def test_a_feed_is_added_behind_what_is_there(tmp_path: Path) -> None:
    folder = folder_with(
        tmp_path, added_toml='[sources.a]\nkind = "feed"\nurl = "http://a.b/"  # x'
    )
    feed = NewFeed(url="https://example.org/c", publisher='The "C" 稀土', tags=("one", "two"))

    path, name = add_feed(folder, feed, stem="added")

    assert name == "example.org_c"
    assert path.read_text() == (
        '[sources.a]\nkind = "feed"\nurl = "http://a.b/"  # x\n\n'
        '[sources."example.org_c"]\nkind = "feed"\nurl = "https://example.org/c"\n'
        'publisher = "The \\"C\\" 稀土"\ntags = ["one", "two"]\n'
    )
    assert named(folder)["https://example.org/c"] == ("one", "two")


@pytest.mark.parametrize(
    ("feed", "said"),
    [
        (NewFeed(url="http://www.example.org/a/"), "mine has this address already"),
        (NewFeed(url="https://example.org/b", name="mine"), 'the name "mine" is taken'),
        (NewFeed(url="https://example.org/b", name="No Good"), "a name is made of"),
        (NewFeed(url="https://example.org/b", timezone="Mars"), "expected a time zone"),
    ],
)
def test_what_cannot_be_added_says_why_and_writes_nothing(
    tmp_path: Path, feed: NewFeed, said: str
) -> None:
    text = '[sources.mine]\nkind = "feed"\nurl = "https://example.org/a"\n'
    folder = folder_with(tmp_path, added_toml=text)

    with pytest.raises(ConfigError, match=said):
        add_feed(folder, feed, stem="added")

    assert (folder / "sources" / "added.toml").read_text() == text
