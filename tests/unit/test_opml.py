"""OPML in: what can be read is, the rest is reported. OPML out: comes back the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.config.feed_list import Entry, Refused, source_of
from monitor.config.opml import read_opml, written_opml
from monitor.config.source_edits import import_feeds
from monitor.model import Source
from tests.unit.test_feed_list import folder_with, named

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn")),
    min_size=1,
    max_size=20,
).map(lambda text: " ".join(text.split()))


def opml(*lines: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> bytes:
    body = "\n".join(lines)
    return f'{head}\n<opml version="2.0"><body>\n{body}\n</body></opml>\n'.encode()


def entries(body: bytes) -> list[Entry]:
    return [one for one in read_opml(body) if isinstance(one, Entry)]


def refused(body: bytes) -> list[Refused]:
    return [one for one in read_opml(body) if isinstance(one, Refused)]


def test_folders_and_categories_are_tags_and_titles_are_publishers() -> None:
    found = entries(
        opml(
            '<outline text="China"><outline text="Ministries">',
            '<outline text="MOF" title="Ministry &amp; more" xmlUrl="https://example.org/1"',
            '  category="/trade/quota,China" language="zh-cn" type="rss"/>',
            "</outline></outline>",
            '<outline text="https://example.org/2" xmlUrl="https://example.org/2"/>',
        )
    )

    assert found == [
        Entry(
            5,
            "https://example.org/1",
            "Ministry & more",
            ("China", "Ministries", "trade", "quota"),
            "zh",
        ),
        Entry(7, "https://example.org/2"),
    ]


def test_bad_outlines_are_reported_one_by_one_and_the_rest_is_read() -> None:
    body = opml(
        '<outline text="Good" xmlUrl="https://example.org/1"/>',
        '<outline text="Lost" type="rss" htmlUrl="https://example.org/"/>',
        '<outline text="Old" xmlUrl="gopher://example.org/"/>',
        '<outline text="Secret" xmlUrl="https://me:pw@example.org/"/>',
        '<outline text="Empty folder"/>',
        '<outline text="Also good" XMLURL="feed://example.org/2"/>',
    )

    assert [one.url for one in entries(body)] == ["https://example.org/1", "http://example.org/2"]
    assert refused(body) == [
        Refused(4, "Lost", 'an outline of type "rss" without xmlUrl'),
        Refused(5, "Old", "its xmlUrl is not an address that begins with https:// or http://"),
        Refused(
            6, "Secret", "its xmlUrl holds a user name or password; addresses are shown and logged"
        ),
    ]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "is no OPML"),
        (b"plain words", "is no OPML"),
        (b"<html><body><p>Sign in</p></body></html>", "there is no <opml> in it"),
        (b'<!DOCTYPE opml [<!ENTITY a "aaa">]><opml><body/></opml>', "declares entities"),
        ('<!DOCTYPE opml [<!ENTITY a "aaa">]><opml/>'.encode("utf-16"), "declares entities"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
    ],
)
def test_what_is_no_opml_says_what_it_is(body: bytes, said: str) -> None:
    (only,) = read_opml(body)

    assert isinstance(only, Refused)
    assert said in only.fact


def test_broken_xml_is_read_as_far_as_it_goes_and_named_with_its_line() -> None:
    body = opml(
        '<outline text="a" xmlUrl="https://example.org/1"/>',
        '<outline text=broken xmlUrl="https://example.org/2"/>',
        '<outline text="c" xmlUrl="https://example.org/3"/>',
    )

    assert [one.url for one in entries(body)] == ["https://example.org/1", "https://example.org/3"]
    assert [(one.line, one.fact[:10]) for one in refused(body)] == [(4, "broken XML")]


def test_a_file_that_breaks_off_keeps_what_came_before() -> None:
    body = opml('<outline text="a" xmlUrl="https://example.org/1"/>', '<outline text="b')

    assert [one.url for one in entries(body)] == ["https://example.org/1"]
    assert refused(body)


def test_ampersands_that_stand_alone_in_addresses_are_taken_as_meant() -> None:
    body = opml('<outline text="A & B" xmlUrl="https://example.org/?a=1&b=2&amp;c=3"/>')

    assert entries(body) == [Entry(3, "https://example.org/?a=1&b=2&c=3", "A & B")]
    assert refused(body) == []


def test_a_tree_of_great_depth_is_refused_where_it_gets_too_deep() -> None:
    body = opml(
        '<outline text="first" xmlUrl="https://example.org/1"/>', *['<outline text="x">'] * 5000
    )

    assert [one.url for one in entries(body)] == ["https://example.org/1"]
    assert "depth" in refused(body)[0].fact


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("gb2312", "gb18030"), ("utf-16", "utf-16"), ("utf-8", "utf-8-sig"), ("us-ascii", "utf-8")],
)
def test_titles_are_read_in_the_encoding_that_they_are_in(declared: str, encoding: str) -> None:
    text = (
        f'<?xml version="1.0" encoding="{declared}"?>\n<opml><body>'
        '<outline text="稀土出口管制公告" xmlUrl="https://example.org/1"/></body></opml>'
    )

    assert entries(text.encode(encoding))[0].title == "稀土出口管制公告"


def test_a_wrong_declaration_loses_nothing() -> None:
    body = opml('<outline text="Café" xmlUrl="https://example.org/1"/>').decode().encode("latin-1")

    assert entries(body) == [Entry(3, "https://example.org/1", "Café")]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 99),
            WORDS,
            st.lists(WORDS.filter(bool), max_size=3, unique=True),
        ),
        max_size=8,
        unique_by=lambda one: one[0],
    )
)
def test_what_is_written_is_read_back(given: list[tuple[int, str, list[str]]]) -> None:
    sources = [
        Source(
            name=f"n{number}",
            kind="feed",
            url=f"https://example.org/{number}?a=1&b=<2>",
            publisher=title or None,
            tags=tuple(tags),
        )
        for number, title, tags in given
    ]

    found = [source_of(one) for one in entries(written_opml(sources, title="<T>").encode())]

    assert refused(written_opml(sources, title="<T>").encode()) == []
    assert {(one.url, one.publisher, one.tags) for one in found} == {
        (one.url, one.publisher or one.name, one.tags) for one in sources
    }


def test_an_import_without_mistakes_keeps_the_file(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    body = opml('<outline text="a" xmlUrl="https://example.org/1" htmlUrl="https://example.org/"/>')

    imported = import_feeds(folder, body, name="feeds")

    assert imported.path.name == "feeds.opml"
    assert imported.path.read_bytes() == body


def test_duplicates_are_merged_with_their_tags_united(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    body = opml(
        '<outline text="A"><outline text="x" xmlUrl="https://example.org/1"/></outline>',
        '<outline text="B"><outline text="x" xmlUrl="http://www.example.org/1/#top"/></outline>',
        '<outline text="bad" type="rss"/>',
    )

    imported = import_feeds(folder, body, name="feeds")

    assert (len(imported.new), imported.merged, len(imported.refused)) == (1, 1, 1)
    assert named(folder) == {"https://example.org/1": ("A", "B")}
    assert import_feeds(folder, body, name="feeds").new == ()


def test_what_is_new_is_added_to_opml_that_is_there(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    import_feeds(folder, opml('<outline text="a" xmlUrl="https://example.org/1"/>'), name="feeds")
    more = opml('<outline text="Z"><outline text="b" xmlUrl="https://example.org/2"/></outline>')

    import_feeds(folder, more, name="feeds")

    assert named(folder) == {"https://example.org/1": (), "https://example.org/2": ("Z",)}


def test_of_duplicates_the_first_title_counts(tmp_path: Path) -> None:
    body = b'https://example.org/1\nhttps://example.org/1/ one "~The Mines"\n'

    (source,) = import_feeds(folder_with(tmp_path), body, name="feeds").new

    assert (source.publisher, source.tags) == ("The Mines", ("one",))


def test_a_feed_without_publisher_comes_back_without_one() -> None:
    source = source_of(Entry(1, "https://example.org/news?id=1"))

    (entry,) = entries(written_opml([source], title="Mine").encode())

    assert source_of(entry) == source
