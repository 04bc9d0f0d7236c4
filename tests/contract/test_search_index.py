"""What is stored is found, whenever it is indexed."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.store import Store
from tests.build import article


def added(store: Store, **values: str) -> int:
    found = store.items.add(article(**values))
    assert found is not None
    return found.item


def test_an_item_is_indexed_once_and_found_before_and_after(store: Store) -> None:
    item = added(store)

    assert store.search_index.catch_up() == 1
    assert store.search_index.catch_up() == 0
    assert store.items.search("dysprosium", limit=5) == [item]


def test_a_search_indexes_what_is_left(store: Store) -> None:
    first, second = (added(store, identity=f"//example.org/{n}", title=f"{n}") for n in (1, 2))
    store.search_index.catch_up(limit=1)

    assert sorted(store.items.search("dysprosium", limit=5)) == [first, second]
    assert store.search_index.catch_up() == 0


def test_of_an_edit_before_indexing_the_latest_text_is_found(store: Store) -> None:
    item = added(store)
    added(store, body="Exporters of terbium shall apply.")

    assert store.items.search("terbium", limit=5) == [item]
    assert store.items.search("dysprosium June", limit=5) == []


def test_what_is_rolled_back_is_not_owed(store: Store) -> None:
    with pytest.raises(RuntimeError), store.transaction():
        added(store)
        raise RuntimeError

    assert store.search_index.catch_up() == 0


def test_what_a_process_did_not_index_the_next_one_does(tmp_path: Path) -> None:
    path = tmp_path / "monitor.db"
    before = Store.open(path)
    item = added(before)
    before.close()

    after = Store.open(path)
    assert after.items.search("dysprosium", limit=5) == [item]
    after.close()
