"""What any store does with items, their texts and what matched."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.errors import NotFound
from monitor.model import Article, Severity
from monitor.store import Store
from monitor.store.sqlite import SCHEMA
from tests.build import NOON, article, match


def test_a_new_article_is_new_once(store: Store) -> None:
    first = store.items.add(article())
    second = store.items.add(article())

    assert first and (first.outcome, first.number) == ("new", 1)
    assert second is None
    assert store.items.unknown([article()]) == []


def test_another_text_of_an_item_is_a_revision_and_brings_the_text_before(store: Store) -> None:
    before = article()
    store.items.add(before)

    added = store.items.add(article(body="Exporters shall apply from 1 July."))

    assert added and (added.outcome, added.number, added.before) == ("edited", 2, before)
    stored = store.items.get(added.item)
    assert stored and stored.article.body == "Exporters shall apply from 1 July."
    assert [one.body for one in store.items.history(added.item)] == [
        before.body,
        "Exporters shall apply from 1 July.",
    ]


def test_a_text_that_comes_back_after_an_edit_is_an_edit_until_the_page_alternates(
    store: Store,
) -> None:
    one, other = article(body="The rate is 6 percent."), article(body="The rate is 7 percent.")
    store.items.add(one)

    answers = [store.items.add(text) for text in (other, one, other, one, other, one, other)]

    assert [added.number if added else None for added in answers] == [2, 3, 4, 5, 6, None, None]
    assert store.items.unknown([other]) == []


def test_the_same_words_elsewhere_are_a_copy(store: Store) -> None:
    original = store.items.add(article())

    copy = store.items.add(article(source="wire", identity="//wire.example/9"))

    assert original and copy and copy.outcome == "copy"
    stored = store.items.get(original.item)
    assert stored and stored.copies == 1


def test_a_short_title_without_a_body_is_never_a_copy(store: Store) -> None:
    store.items.add(article(title="公告", body=""))

    added = store.items.add(article(title="公告", body="", identity="//example.org/2"))

    assert added and added.outcome == "new"


def test_a_headline_that_returns_after_a_week_is_news_again(store: Store) -> None:
    title = "Weekly review of rare earth oxide prices in Asia"
    store.items.add(article(title=title, body=""))

    soon = store.items.add(article(title=title, body="", identity="//example.org/2"))
    later = store.items.add(
        article(
            title=title,
            body="",
            identity="//example.org/3",
            first_seen=NOON + timedelta(days=7),
        )
    )

    assert soon and later
    assert (soon.outcome, later.outcome) == ("copy", "new")


def test_what_an_item_matched_comes_back_whole_and_gravest_first(store: Store) -> None:
    added = store.items.add(article())
    assert added
    quiet = match(rule="mention", severity=Severity.FYI, spans=())
    grave = match()

    store.items.put_matches(added.revision, [quiet, grave], held=None, now=NOON)
    store.items.put_matches(added.revision, [grave], held="copy", now=NOON)

    stored = store.items.get(added.item)
    assert stored
    assert [one.rule for one in stored.matches] == ["licence", "mention"]
    assert stored.matches[0] == grave
    assert stored.held is None


@pytest.mark.parametrize(
    "words",
    [
        "稀土",
        "钕",
        "出口管制",
        "釹鐵硼",
        "DYSPROSIUM",
        "export-control",
        '"export control"',
        "licences",
    ],
)
def test_search_finds_words_of_both_scripts(store: Store, words: str) -> None:
    added = store.items.add(
        article(
            title="钕铁硼与稀土出口管制", body="A licence for dysprosium under export controls."
        )
    )

    assert added
    assert store.items.search(words, limit=5) == [added.item]


@pytest.mark.parametrize(
    "words", ["土稀", '"control export"', "yttrium", "", '"', "NEAR(", "*", "a AND"]
)
def test_search_takes_whatever_is_typed_as_words(store: Store, words: str) -> None:
    store.items.add(article(title="稀土出口管制", body="Export control."))

    assert store.items.search(words, limit=5) == []


def test_search_shows_the_latest_text_only(store: Store) -> None:
    added = store.items.add(article(body="Old words about yttrium."))
    store.items.add(article(body="Fresh words about terbium."))

    assert added
    assert store.items.search("yttrium", limit=5) == []
    assert store.items.search("terbium", limit=5) == [added.item]


def test_newest_first_goes_on_page_by_page(store: Store) -> None:
    for number in range(5):
        store.items.add(article(identity=f"//example.org/{number}", title=f"Title number {number}"))

    first = store.items.newest(limit=3)
    rest = store.items.newest(limit=3, before=first[-1])

    assert first + rest == sorted(first + rest, reverse=True)
    assert len(first + rest) == 5


def test_a_missing_item_is_none_and_a_missing_revision_an_error(store: Store) -> None:
    assert store.items.get(99) is None
    with pytest.raises(NotFound):
        store.items.revision(99)


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction():
        store.items.add(article())
        raise ZeroDivisionError

    assert store.totals().items == 0
    assert store.items.search("dysprosium", limit=1) == []


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(title=st.text(max_size=60), body=st.text(max_size=200))
def test_any_text_goes_in_and_comes_out_the_same(store: Store, title: str, body: str) -> None:
    one = article(title=title, body=body, identity=f"//example.org/{title}{body}")

    added = store.items.add(one)

    if added is not None:
        stored = store.items.revision(added.revision)
        assert stored.article == one


ARRIVALS = st.builds(
    lambda source, number, title, body, hours: article(
        source=source,
        identity=f"//example.org/{number}",
        title=title,
        body=body,
        first_seen=NOON + timedelta(hours=hours),
    ),
    st.sampled_from(["gazette", "wire"]),
    st.integers(1, 3),
    st.sampled_from(["Notice", "Weekly rare earth prices in the first week"]),
    st.sampled_from(
        ["", "Exporters of dysprosium oxide shall apply for a licence before they ship any of it."]
    ),
    st.sampled_from([0, 1, 60, 120]),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(ARRIVALS, max_size=14), st.integers(1, 14))
def test_articles_stored_together_are_stored_as_one_after_the_other(
    articles: list[Article], size: int
) -> None:
    together, alone = Store.open(None), Store.open(None)
    parts = [articles[start : start + size] for start in range(0, len(articles), size)]

    answers = [added for part in parts for added in together.items.add_all(part)]

    assert answers == [alone.items.add(one) for one in articles]
    for words in ("notice", "prices", "dysprosium"):
        found = [store.items.search(words, limit=9) for store in (together, alone)]
        assert found[0] == found[1]
    for item in together.items.newest(limit=9):
        assert together.items.get(item) == alone.items.get(item)
    together.close()
    alone.close()


def test_no_articles_are_stored_as_nothing(store: Store) -> None:
    assert store.items.add_all([]) == []


def test_matches_of_many_texts_are_recorded_together(store: Store) -> None:
    first, second = store.items.add_all([article(), article(identity="//example.org/2", body="B")])
    assert first and second

    store.items.put_all_matches(
        [(first.revision, [match()], None), (second.revision, [match()], "baseline")], now=NOON
    )

    held = [store.items.revision(added.revision).held for added in (first, second)]
    assert held == [None, "baseline"]


def test_more_matches_than_are_written_at_once_are_all_kept(store: Store) -> None:
    added = store.items.add(article())
    assert added
    rules = [f"rule-{number:03}" for number in range(150)]

    store.items.put_all_matches(
        [(added.revision, [match(rule=rule) for rule in rules], None)], now=NOON
    )

    assert [one.rule for one in store.items.matches(added.revision)] == rules


def test_items_given_as_before_are_not_looked_at_again(store: Store) -> None:
    one = article()
    store.items.add(one)
    assert store.items.changed("gazette", {one.identity: "a"}) == {one.identity}

    store.items.remember_raw("gazette", {one.identity: "a"})

    assert store.items.changed("gazette", {one.identity: "a", "//new": "b"}) == {"//new"}
    assert store.items.changed("gazette", {one.identity: "c"}) == {one.identity}
    assert store.items.changed("wire", {one.identity: "a"}) == {one.identity}


def test_a_store_opened_again_is_not_upgraded_again(tmp_path: Path) -> None:
    Store.open(tmp_path / "monitor.db").close()
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as connection:
        (applied,) = connection.execute("SELECT COUNT(*) FROM _sqlite_migrations").fetchone()

    assert applied == SCHEMA, "count the new migration in monitor/store/sqlite.py"
