"""Which of its measures an everyday word is: the one whose word stands nearest, and near."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monitor.taxonomy import Taxonomy, parse_entries

INSTRUMENTS: dict[str, object] = {
    "export_ban": {
        "name": "Export ban",
        "beside": [{"names": ["halt", "暂停", "叫停"], "near": ["export", "出口"]}],
    },
    "mining_ban": {
        "name": "Mining ban",
        "beside": [{"names": ["halt", "叫停"], "near": ["mining", "开采"]}],
    },
    "export_control": {"name": "Export control", "names": ["出口管制"]},
    "suspension": {
        "name": "Suspension",
        "beside": [{"names": ["halt", "暂停"], "near": ["control", "curb", "管制"]}],
    },
}
MATERIALS: dict[str, object] = {
    "gallium": {"name": "Gallium", "near_names": ["Ga"], "near": ["germanium", "metal"]},
    "georgia": {"name": "Georgian ore", "near_names": ["Ga"], "near": ["Tbilisi"]},
}
KNOWN = Taxonomy(
    [
        *parse_entries("instrument", INSTRUMENTS, "i.toml"),
        *parse_entries("material", MATERIALS, "m.toml"),
    ]
)
FAR = "which nobody had expected of a government that had promised the very opposite, "


def found(text: str, title: str = "") -> list[str]:
    return [mention.id for mention in KNOWN.annotate(title, text).mentions]


def test_a_word_is_the_measure_whose_word_stands_nearest_before_or_behind() -> None:
    assert found("The ministry will halt mining while exports go on.") == ["mining_ban"]
    assert found("Mining goes on while the ministry will halt exports.") == ["export_ban"]
    assert found("Exports go on but mining came to a halt.") == ["mining_ban"]


def test_a_word_far_away_in_the_sentence_makes_no_measure() -> None:
    assert found(f"They will halt it, {FAR}for exports.") == []
    assert found(f"For exports, {FAR}they will halt it.") == []
    assert found("They will halt it soon, and for all exports.") == ["export_ban"]


def test_chinese_says_as_much_in_a_third_of_the_characters() -> None:
    between = "，而此前没有任何一位官员在公开场合谈到过这样一种可能性，"
    assert found(f"该国叫停了这个项目{between}涉及出口") == []
    assert found("该国叫停了涉及出口的项目") == ["export_ban"]


def test_a_word_of_the_next_sentence_is_not_beside_it() -> None:
    assert found("They will halt it. Exports rose.") == []


def test_a_nearer_word_of_another_sentence_decides_nothing() -> None:
    assert found("Mining aside, exports will soon halt. Mining goes on.") == ["export_ban"]
    assert found("Nobody speaks of mining. Halt all exports, not all mining.") == ["export_ban"]


def test_what_opens_the_name_of_a_control_is_not_what_is_paused() -> None:
    assert found("暂停稀土出口管制一年") == ["suspension", "export_control"]
    assert found("halt the export control") == ["suspension", "export_control"]
    assert found("暂停稀土出口") == ["export_ban"]


def test_what_opens_the_name_of_a_control_counts_where_nothing_else_does() -> None:
    assert found("叫停出口管制") == ["export_ban", "export_control"]


def test_a_symbol_counts_wherever_its_metal_stands_in_the_sentence() -> None:
    assert found(f"Ga, {FAR}and germanium.") == ["gallium"]
    assert found(f"Ga, {FAR}for Tbilisi, and metal.") == ["georgia"]


@given(st.lists(st.sampled_from(["halt", "export", "mining", "control", "so", "."]), max_size=30))
def test_a_word_of_several_measures_is_one_of_them_at_most(words: list[str]) -> None:
    starts = [m.start for m in KNOWN.annotate("", " ".join(words)).mentions]

    assert len(starts) == len(set(starts))
