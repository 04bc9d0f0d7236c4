"""What `monitor check` says of names that get in each other's way."""

from __future__ import annotations

import pytest

from monitor.model import Category
from monitor.taxonomy import Taxonomy, parse_entries


def known(**tables: dict[str, dict[str, object]]) -> Taxonomy:
    categories: dict[str, Category] = {
        "places": "place",
        "companies": "company",
        "materials": "material",
    }
    return Taxonomy(
        entry
        for stem, table in tables.items()
        for entry in parse_entries(categories[stem], table, f"{stem}.toml")
    )


def places(**table: dict[str, object]) -> Taxonomy:
    return known(places=table)


def test_a_name_of_two_entries_is_a_collision_with_files_and_ids() -> None:
    taxonomy = places(a={"name": "Longnan"}, b={"name": "B city", "names": ["LONGNAN"]})

    assert taxonomy.collisions() == (
        "place: 'longnan' is a name of a (places.toml) and of b (places.toml);"
        " take it from one, or give each near_names and what stands near it",
    )


def test_a_near_name_of_two_entries_collides_only_beside_the_same_word() -> None:
    def both(near: str) -> Taxonomy:
        return places(
            a={"name": "A city", "near_names": ["Longnan"], "near": ["Jiangxi", "ore"]},
            b={"name": "B city", "near_names": ["longnan"], "near": [near]},
        )

    assert both("Gansu").collisions() == ()
    assert "counts for a (places.toml) and for b (places.toml) beside 'ore'" in "".join(
        both("Ore").collisions()
    )


def test_a_sound_taxonomy_has_no_collisions_and_no_doubts() -> None:
    taxonomy = places(a={"name": "Ganzhou", "names_zh": ["赣州"]}, b={"name": "Baotou"})

    assert (taxonomy.collisions(), taxonomy.doubts()) == ((), ())


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (
            {
                "a": {"name": "Kaunas"},
                "b": {"name": "B", "near_names": ["kaunas"], "near": ["ore"]},
            },
            "'kaunas' counts everywhere for a (places.toml), so what stands near it for b",
        ),
        (
            {"a": {"name": "A1", "names": ["Velm"], "near_names": ["velm"], "near": ["ore"]}},
            "'velm' of a (places.toml) is in near_names and in names",
        ),
        (
            {"a": {"name": "Velm Sund", "names": ["velm-sund"]}},
            "'velm-sund' is compared as 'Velm Sund' is; one of them does nothing",
        ),
        ({"a": {"name": "Mine"}}, "'Mine' is an everyday word (English)"),
        ({"a": {"name": "Markt"}}, "'Markt' is an everyday word (German)"),
        ({"a": {"name": "政府"}}, "'政府' is an everyday word (Chinese)"),
        ({"a": {"name": "А1", "names": ["タ"]}}, "'タ' is so short that other words hold it"),
        (
            {"a": {"name": "Velm", "not_names": ["Nordfeld Park"]}},
            "not_names: 'Nordfeld Park' holds none of its names",
        ),
        (
            {"a": {"name": "Velm", "not_names": ["Velm Sund"]}, "b": {"name": "Velm Sund"}},
            "not_names of a (places.toml) hide 'Velm Sund', a name of b (places.toml)",
        ),
    ],
)
def test_a_name_that_finds_too_much_or_nothing_is_doubtful(
    table: dict[str, dict[str, object]], said: str
) -> None:
    taxonomy = known(places=table)

    assert taxonomy.collisions() == ()
    (doubt,) = [line for line in taxonomy.doubts() if said in line]
    assert "a (places.toml)" in doubt


def test_one_name_of_a_company_and_a_place_is_doubtful() -> None:
    taxonomy = known(companies={"velm": {"name": "Velm"}}, places={"velm_town": {"name": "VELM"}})

    assert taxonomy.doubts() == (
        "'velm' is the company velm (companies.toml) and the place velm_town (places.toml);"
        " move the rarer to near_names",
    )


def test_a_name_may_be_written_with_and_without_accents_and_in_both_scripts() -> None:
    taxonomy = places(a={"name": "Malmö", "names": ["Malmo"], "names_zh": ["缅甸", "緬甸"]})

    assert taxonomy.doubts() == ()


def test_one_han_character_may_name_a_metal() -> None:
    assert known(materials={"gallium": {"name": "Gallium", "names_zh": ["镓"]}}).doubts() == ()


def test_names_of_words_near_that_are_selectors_collide_by_selector() -> None:
    both: dict[str, dict[str, object]] = {
        one: {"name": f"{one} city", "near_names": ["Longnan"], "near": ["@materials"]}
        for one in ("a", "b")
    }

    assert len(known(materials={"tin": {"name": "Tin ore"}}, places=both).collisions()) == 1
