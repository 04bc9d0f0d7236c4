"""Classes of words: `@NAME` in the lists of a taxonomy file."""

from __future__ import annotations

import pytest

from monitor.errors import ConfigError
from monitor.taxonomy import Taxonomy, parse_entries, parse_words

TABLE: dict[str, object] = {
    "words": {
        "stopping": {"names": ["halt{,s}"], "names_zh": ["叫停"]},
        "outflow": {"names": ["export", "@materials"]},
    },
    "export_ban": {
        "name": "Export ban",
        "beside": [{"names": ["@stopping", "block"], "near": ["@outflow", "cargo"]}],
    },
}
MATERIALS: dict[str, object] = {"gallium": {"name": "Gallium"}}


def taxonomy(table: dict[str, object]) -> Taxonomy:
    words = parse_words(table, "i.toml", {})
    entries = parse_entries("instrument", table, "i.toml", words=words)
    return Taxonomy([*entries, *parse_entries("material", MATERIALS, "m.toml")])


@pytest.mark.parametrize(
    "text", ["Halts exports", "叫停export", "Block exports", "halt gallium", "halt cargo"]
)
def test_every_word_of_a_class_counts_in_names_and_in_near(text: str) -> None:
    mentions = taxonomy(TABLE).annotate(text, "").mentions

    assert [one.id for one in mentions if one.category == "instrument"] == ["export_ban"]


def test_a_class_is_no_entry() -> None:
    assert taxonomy(TABLE).entry("instrument", "words") is None


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ({"x": ["a"]}, "words.x: is not a table; write names"),
        ({"x": {"name": ["halt"]}}, "words.x: unknown key 'name'"),
        ({"x": {"names": []}}, "words.x: has no words"),
        ({"x": {"names": "halt"}}, "words.x: names is not a list of texts"),
        ({"x": {"names": [" "]}}, "words.x: names: ' ' is empty"),
        ({"known": {"names": ["halt"]}}, "words.known: is a class of another file already"),
        ({"materials": {"names": ["halt"]}}, "words.materials: @materials is a part of"),
        ({"x": {"names": ["@known2"]}}, "words.x: '@known2': a class holds words, no other"),
        (["halt"], "words: expected tables"),
    ],
)
def test_a_mistake_names_file_and_class(words: object, problem: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_words({"words": words}, "i.toml", {"known": ("stop",)})

    assert f"i.toml: {problem}" in str(caught.value)


@pytest.mark.parametrize("key", ["names", "near_names"])
def test_a_class_that_is_not_there_is_refused_with_the_nearest(key: str) -> None:
    table = {"x": {"name": "X one", key: ["@stoping"], "near": ["halt"]}}

    with pytest.raises(ConfigError, match=f"x: {key}: .*'stoping'; did you mean 'stopping'"):
        parse_entries("instrument", table, "i.toml", words={"stopping": ("halt",)})


def test_a_whole_category_stands_in_near_alone() -> None:
    table = {"x": {"name": "X one", "near_names": ["@outflow"], "near": ["halt"]}}

    with pytest.raises(ConfigError, match="'@materials', or a class that holds it, is for near"):
        parse_entries("instrument", table, "i.toml", words={"outflow": ("@materials",)})
