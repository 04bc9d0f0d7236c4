from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import ConfigError, NotFound
from monitor.model import Category, Mention
from monitor.taxonomy import Taxonomy, parse_entries
from monitor.taxonomy.spellings import spellings
from monitor.taxonomy.weighing import MAX_MENTIONS
from monitor.terms import folded_term

MATERIALS: dict[str, object] = {
    "rare_earth": {"name": "Rare earths", "names": ["rare earth"], "names_zh": ["稀土"]},
    "heavy": {"name": "Heavy rare earths", "parent": "rare_earth", "names_zh": ["重稀土"]},
    "neodymium": {
        "name": "Neodymium",
        "parent": "rare_earth",
        "names_zh": ["钕"],
        "near_names": ["Nd"],
        "near": ["oxide"],
    },
    "dysprosium": {"name": "Dysprosium", "parent": "heavy"},
    "gallium": {"name": "Gallium", "names": ["镓"]},
}
BODIES: dict[str, object] = {
    "cn.mofcom": {
        "name": "Ministry of Commerce (China)",
        "names": ["MOFCOM", "商务部"],
        "near_names": ["commerce ministry"],
        "near": ["China", "Beijing"],
    },
    "cn.mnr": {
        "name": "Ministry of Natural Resources (China)",
        "former": [{"name": "Ministry of Land and Resources", "until": 2018}],
    },
    "us.doc": {"name": "Department of Commerce (US)", "names": ["美国商务部"]},
}


def taxonomy(**categories: dict[str, object]) -> Taxonomy:
    tables: dict[Category, dict[str, object]] = {"material": MATERIALS, "body": BODIES}
    if "publisher" in categories:
        tables["publisher"] = categories["publisher"]
    return Taxonomy(
        entry
        for category, table in tables.items()
        for entry in parse_entries(category, table, f"{category}.toml")
    )


def found(text: str, title: str = "") -> list[tuple[str, str]]:
    return [(m.id, m.text) for m in taxonomy().annotate(title, text).mentions]


def test_names_are_found_whatever_their_case_hyphen_and_script() -> None:
    assert found("Rare-Earth exports; 釹 and NEODYMIUM.") == [
        ("rare_earth", "Rare-Earth"),
        ("neodymium", "釹"),
        ("neodymium", "NEODYMIUM"),
    ]


def test_the_longest_of_overlapping_names_of_a_category_wins() -> None:
    assert found("中重稀土与美国商务部") == [("heavy", "重稀土"), ("us.doc", "美国商务部")]


def test_an_ambiguous_name_counts_only_beside_its_context() -> None:
    assert found("The commerce ministry of Thailand spoke. China listened.") == []
    assert found("In Beijing the commerce ministry spoke.") == [("cn.mofcom", "commerce ministry")]


def test_a_symbol_counts_only_in_its_own_case() -> None:
    assert found("Nd oxide rose") == [("neodymium", "Nd")]
    assert found("nd oxide rose") == []


def test_former_names_count() -> None:
    assert found("the Ministry of Land and Resources") == [
        ("cn.mnr", "Ministry of Land and Resources")
    ]


def test_mentions_stand_in_reading_order_title_first() -> None:
    mentions = taxonomy().annotate("MOFCOM on gallium", "Rare earths").mentions

    assert [(m.field, m.id) for m in mentions] == [
        ("title", "cn.mofcom"),
        ("title", "gallium"),
        ("body", "rare_earth"),
    ]


def test_a_selector_covers_an_entry_and_all_below_it() -> None:
    names = taxonomy().names("materials.rare_earth")

    assert {"Rare earths", "稀土", "Heavy rare earths", "Dysprosium", "钕"} <= set(names)
    assert "Gallium" not in names


def test_names_that_need_context_are_not_given_to_rules() -> None:
    assert "Nd" not in taxonomy().names("materials")
    assert "commerce ministry" not in taxonomy().names("bodies")


def test_a_selector_may_be_the_beginning_of_ids() -> None:
    assert set(taxonomy().names("bodies.us")) == {"Department of Commerce (US)", "美国商务部"}


@pytest.mark.parametrize(
    ("selector", "hint"),
    [("material", "did you mean 'materials'"), ("materials.galium", "did you mean 'gallium'")],
)
def test_an_unknown_selector_is_answered_with_the_nearest(selector: str, hint: str) -> None:
    with pytest.raises(NotFound, match=hint):
        taxonomy().names(selector)


def test_a_publisher_is_known_by_any_of_its_names() -> None:
    known = taxonomy(publisher={"smm": {"name": "Shanghai Metals Market (SMM)", "names": ["SMM"]}})

    assert known.publisher("smm") == "Shanghai Metals Market (SMM)"
    assert known.publisher("Shanghai Daily") is None


def material(**table: object) -> Taxonomy:
    return Taxonomy(parse_entries("material", {"cobalt": {"name": "Cobalt", **table}}, "m.toml"))


def ids(known: Taxonomy, text: str) -> list[str]:
    return [m.id for m in known.annotate("", text).mentions]


def test_a_longer_phrase_may_be_something_else() -> None:
    known = material(not_names=["Cobalt Strike"])

    assert ids(known, "Cobalt Strike beacons and cobalt ore") == ["cobalt"]


def test_names_may_have_words_near_of_their_own() -> None:
    known = material(
        near_names=["Co"], near=["nickel"], beside=[{"names": ["blue metal"], "near": ["Congo"]}]
    )

    assert ids(known, "Co and nickel. The blue metal of Congo.") == ["cobalt", "cobalt"]
    assert ids(known, "The blue metal and nickel. Co of Congo.") == []


def test_a_short_name_in_small_letters_counts_in_any_case() -> None:
    known = Taxonomy(
        parse_entries(
            "material", {"tin": {"name": "Tin", "near_names": ["tin"], "near": ["ore"]}}, "m.toml"
        )
    )

    assert ids(known, "Tin ore") == ["tin"]
    assert ids(known, "Tin foil") == []


def test_names_of_the_taxonomy_may_be_what_has_to_stand_near() -> None:
    bans: dict[str, object] = {
        "ban": {"name": "Export ban", "near_names": ["ban"], "near": ["@materials"]}
    }
    entries = (
        *parse_entries("material", MATERIALS, "m.toml"),
        *parse_entries("instrument", bans, "i.toml"),
    )

    assert ids(Taxonomy(entries), "A ban on 釹. A ban on rice.") == ["ban", "neodymium"]


def test_a_selector_of_nothing_names_file_and_entry() -> None:
    with pytest.raises(ConfigError, match=r"m\.toml: cobalt: near: '@materials\.kobalt'"):
        material(near_names=["Co"], near=["@materials.kobalt"])


@pytest.mark.parametrize(
    ("name", "every"),
    [
        ("neodym", ("neodym",)),
        ("{halt,halts} exports", ("halt exports", "halts exports")),
        ("квот{а,ы,}", ("квота", "квоты", "квот")),
        ("{a,b}{c,d}", ("ac", "ad", "bc", "bd")),
        ("halt {,all} exports", ("halt exports", "halt all exports")),
    ],
)
def test_braces_write_several_spellings(name: str, every: tuple[str, ...]) -> None:
    assert spellings(name) == every


@pytest.mark.parametrize("name", ["{a", "a}", "{a{b}}", "{a,b,c,d,e,f,g}" * 4])
def test_braces_that_cannot_be_written_out_are_a_mistake(name: str) -> None:
    with pytest.raises(ConfigError, match=r"m\.toml: cobalt: names: "):
        material(names=[name])


def laid_over(table: dict[str, object]) -> Taxonomy:
    shipped = parse_entries("material", MATERIALS, "shipped.toml")
    return Taxonomy(parse_entries("material", table, "own.toml", shipped))


def test_a_file_laid_over_another_adds_entries_and_names() -> None:
    known = laid_over(
        {"gallium": {"names": ["Galliumoxid"]}, "velmite": {"name": "Velmite", "parent": "heavy"}}
    )

    assert ids(known, "Galliumoxid, gallium, velmite") == ["gallium", "gallium", "velmite"]
    assert "Velmite" in known.names("materials.rare_earth")


def test_a_file_laid_over_another_takes_names_away() -> None:
    known = laid_over({"neodymium": {"without": ["Nd", "钕"]}})

    assert ids(known, "Nd oxide, 钕 and neodymium") == ["neodymium"]


def test_what_is_shown_and_what_is_above_may_be_laid_over() -> None:
    known = laid_over({"gallium": {"name": "Gallium (Ga)", "parent": "rare_earth"}})
    entry = known.entry("material", "gallium")

    assert entry is not None
    assert (entry.name, entry.parent) == ("Gallium (Ga)", "rare_earth")
    assert entry.origin == "shipped.toml and own.toml"


def test_parents_laid_over_may_not_go_round() -> None:
    with pytest.raises(ConfigError, match=r"own\.toml: rare_earth: its parents go round"):
        laid_over({"rare_earth": {"parent": "dysprosium"}})


def test_former_names_keep_their_last_year() -> None:
    entry = taxonomy().entry("body", "cn.mnr")

    assert entry is not None
    assert entry.former == (("Ministry of Land and Resources", 2018),)


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ({"x": {"name": "X one", "nmaes": []}}, "x: unknown key 'nmaes'; did you mean 'names'?"),
        ({"x": {"names": ["a b"]}}, "x: name is missing or not text"),
        ({"x": {"name": "X one", "parent": "y"}}, "x: unknown parent 'y'"),
        ({"x": {"name": "X one", "near_names": ["Er"]}}, "x: near_names and mistranslations need"),
        ({"x": {"name": "X one", "names": ["in"]}}, "x: 'in' is too short"),
        ({"x": {"name": "X one", "names": "in"}}, "x: names is not a list of texts"),
        ({"x": {"name": "X one", "parent": ["y"]}}, "x: parent is not text; write the id of"),
        ({"x": {"name": "X one", "names": ["\u200b"]}}, "x: names: '\\u200b' is empty"),
        ({"x": {"name": "X one", "former": ["old"]}}, "x: former takes tables"),
        ({"cn": {"mofcom": {"name": "Ministry"}}}, "cn: an id with a dot is written in quotes"),
        ({"x": "text"}, "x: expected a table"),
        ({"x": {"name": "X one", "near": ["a b"]}}, "x: near has no near_names and no"),
        ({"x": {"name": "X one", "beside": [{"names": ["a b"]}]}}, "x: beside takes tables such"),
        (
            {"x": {"name": "X one", "beside": [{"names": ["a b"], "near": []}]}},
            "x: beside needs names and near",
        ),
        ({"x": {"name": "X one", "without": ["y"]}}, "x: without takes names from an entry"),
        ({"x": {"name": "X one", "former": [{"name": "old"}]}}, "x: former takes tables"),
    ],
)
def test_a_mistake_names_file_entry_and_key(table: dict[str, object], problem: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_entries("material", table, "materials.toml")

    assert f"materials.toml: {problem}" in str(caught.value)


def test_all_mistakes_of_a_file_are_told_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        parse_entries("material", {"x": {"nam": "X"}, "y": {"name": "Y", "parent": "q"}}, "m")

    assert len(caught.value.problems) == 3


def test_parents_that_go_round_are_refused() -> None:
    table = {"a": {"name": "A one", "parent": "b"}, "b": {"name": "B one", "parent": "a"}}

    with pytest.raises(ConfigError, match="round in a circle"):
        parse_entries("material", table, "m")


KNOWN = taxonomy()
WORDS = st.sampled_from(["rare-earth", "稀土", "釹", "MOFCOM", "Nd", "oxide", ". ", "½", " ", "\n"])


@given(st.lists(WORDS | st.text(max_size=4), max_size=12).map("".join))
def test_mentions_point_at_their_words_and_never_overlap_in_a_category(text: str) -> None:
    mentions = KNOWN.annotate("", text).mentions
    last: dict[str, Mention] = {}
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text
        names = [e for e in (KNOWN.entry(mention.category, mention.id),) if e is not None]
        keys = {folded_term(n) for e in names for n in (*e.names, *e.near_names)}
        written = folded_term(mention.text)
        assert any(written.startswith(key) for key in keys)
        before = last.get(mention.category)
        assert before is None or before.end <= mention.start
        last[mention.category] = mention


@pytest.mark.parametrize("times", [900, 6_000, 30_000])
def test_of_very_many_names_each_is_told_in_its_first_places(times: int) -> None:
    table = {
        "gallium": {"name": "Gallium", "names": ["gallium"]},
        "arsenide": {"name": "Arsenide", "names": ["gallium arsenide"]},
        "indium": {"name": "Indium", "names": ["indium"]},
    }
    known = Taxonomy(parse_entries("material", table, "material.toml"))
    text = "indium. " + "gallium, gallium, gallium arsenide. " * times + "indium."

    mentions = known.annotate("", text).mentions

    told = [mention.id for mention in mentions]
    assert len(told) == min(3 * times + 2, MAX_MENTIONS)
    assert told.count("indium") == 2
    assert told.count("arsenide") == min(times, MAX_MENTIONS // 2 - 1)
    starts = [mention.start for mention in mentions]
    assert starts == sorted(starts)
