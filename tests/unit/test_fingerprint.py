"""What makes items the same, texts the same, and an edit worth telling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.fingerprint import (
    canonical_url,
    content_hash,
    edit_matters,
    identities,
    raw_hash,
    tells_copies,
)
from monitor.model import RawItem
from tests.build import article, raw_item

TEXTS = st.text(alphabet="aBcÉß 1稀镝鏑-\n.,&é", max_size=60)
LINKS = st.sampled_from([None, "https://a.example/1", "https://a.example/2", "https://b.example/"])
IDS = st.sampled_from([None, "1", "2", "urn:3"])
TITLES = st.sampled_from(["One", "Two", "Three", None])
ITEMS = st.lists(
    st.builds(lambda url, id, title: raw_item(url=url, id=id, title=title), LINKS, IDS, TITLES),
    max_size=8,
    unique_by=lambda item: (item.url, item.id, item.title),
)


@pytest.mark.parametrize(
    "same",
    [
        "http://example.org/a?x=1",
        "https://www.example.org/a/?x=1",
        "HTTPS://Example.ORG:443/a?x=1#top",
        "http://example.org:80/a?x=1",
        "https://example.org/a?utm_source=feed&x=1&fbclid=2",
        "https://example.org./a?UTM_Campaign=q&x=1",
        " https://example.org/a?x=1 ",
    ],
)
def test_two_ways_to_write_one_address_are_equal(same: str) -> None:
    assert canonical_url(same) == "//example.org/a?x=1"


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/A?x=1",
        "https://example.org/a?x=2",
        "https://example.org/a",
        "https://example.org:8080/a?x=1",
        "https://sub.example.org/a?x=1",
        "https://example.org/a?x=1&y=",
        "ftp://example.org/a?x=1",
    ],
)
def test_addresses_of_two_pages_differ(other: str) -> None:
    assert canonical_url(other) != "//example.org/a?x=1"


@pytest.mark.parametrize("odd", ["", "not an address", "http://[::1", "http://a:port/", "http://"])
def test_what_is_no_address_comes_back_as_it_is(odd: str) -> None:
    assert canonical_url(odd) == odd


@given(st.text())
def test_any_text_has_a_canonical_form_that_needs_no_stripping(url: str) -> None:
    assert canonical_url(url) == canonical_url(f" {url} ")


@given(TEXTS, TEXTS)
def test_case_width_and_typography_do_not_count(title: str, body: str) -> None:
    wide = body.translate({ord("1"): "１", ord("a"): "ａ", ord(" "): "\u3000", ord("-"): "\u2013"})

    assert content_hash(title, wide) == content_hash(title, body)
    assert content_hash(title.upper(), body) == content_hash(title.upper().lower(), body)
    assert content_hash(f"«{title}»", f"\n{body}\n…") == content_hash(title, body)


@given(TEXTS, TEXTS)
def test_invisible_characters_do_not_count(title: str, body: str) -> None:
    assert content_hash(title, "\u200b".join(body)) == content_hash(title, body)


def test_chinese_scripts_are_one() -> None:
    assert content_hash("稀土鏑", "出口管制") == content_hash("稀土镝", "出口管制")


def test_a_changed_word_or_place_of_a_word_counts() -> None:
    told = content_hash("Quota", "A licence is required")

    assert told != content_hash("Quota", "A licence is not required")
    assert told != content_hash("Quota A", "licence is required")
    assert told.startswith("1:")


@given(ITEMS, st.randoms(use_true_random=False))
def test_identities_do_not_depend_on_the_order_of_the_items(
    items: list[RawItem], random: object
) -> None:
    told = dict(zip(map(id, items), identities(items), strict=True))
    shuffled = list(items)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert dict(zip(map(id, shuffled), identities(shuffled), strict=True)) == told


@given(ITEMS)
def test_items_that_differ_in_link_or_title_never_share_an_identity(items: list[RawItem]) -> None:
    distinct = {(item.url, item.title): item for item in items}

    told = identities(list(distinct.values()))

    assert len(set(told)) == len(distinct)


@given(
    st.lists(
        st.builds(lambda url, guid: (url, guid), st.text(max_size=5), st.text(min_size=1)),
        unique_by=(lambda pair: pair[0], lambda pair: pair[1]),
        max_size=6,
    )
)
def test_guids_that_are_new_at_every_look_do_not_make_new_items(
    pairs: list[tuple[str, str]],
) -> None:
    def items(suffix: str) -> list[RawItem]:
        return [
            raw_item(url=f"https://e.example/{n}", id=guid + suffix, title=title)
            for n, (title, guid) in enumerate(pairs)
        ]

    assert identities(items("")) == identities(items("-again"))


def test_one_guid_or_one_link_for_all_hides_nothing() -> None:
    one_guid = [raw_item(id="1", url=None, title=title) for title in ("A", "B")]
    one_link = [raw_item(url="https://e.example/", title=title) for title in ("A", "B")]

    assert len(set(identities(one_guid))) == len(set(identities(one_link))) == 2


def test_a_new_title_does_not_make_a_new_item() -> None:
    before, after = (
        raw_item(url="https://e.example/1"),
        raw_item(url="https://e.example/1", title="B"),
    )

    assert identities([before]) == identities([after])


@pytest.mark.parametrize(
    ("before", "after", "matters"),
    [
        ("The quota is 5.000 t", "The quota is 6.000 t", True),
        ("Exports are allowed", "Exports are not allowed", True),
        ("允许出口", "不允许出口", True),
        ("The quota - is «set»", "the quota – is 'set'", False),
        ("word " * 200, "word " * 200 + "more", False),
        ("word " * 40, "word " * 40 + "more", True),
        ("", "", False),
    ],
)
def test_an_edit_matters_when_it_changes_a_fact(before: str, after: str, matters: bool) -> None:
    assert edit_matters(("Title", before), ("Title", after)) is matters


def test_a_new_word_in_the_title_matters() -> None:
    assert edit_matters(("Quota", "x " * 200), ("Quota raised", "x " * 200))


@given(TEXTS, TEXTS)
def test_no_edit_never_matters(title: str, body: str) -> None:
    assert not edit_matters((title, body), (title, body))


def test_a_short_title_alone_tells_no_copy() -> None:
    assert not tells_copies(article(title="Announcement", body=""))
    assert tells_copies(article(title="Announcement No. 18 of 2025 on licences", body=""))
    assert tells_copies(article(title="Notice", body="A text that is long enough."))


def test_any_text_that_an_item_holds_has_its_own_raw_hash() -> None:
    hashes = [raw_hash(raw_item(title=title)) for title in ("a", "a\ud800", "a\ud801", None)]
    assert len(set(hashes)) == 4
