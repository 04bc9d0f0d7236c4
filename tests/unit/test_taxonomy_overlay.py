"""An operator's own names, in `config/taxonomy`, laid over those that are shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.app import load_config
from monitor.config.settings import Config
from monitor.errors import ConfigError
from tests import build
from tests.unit.test_config import written


def loaded(folder: Path, **files: str) -> Config:
    return load_config(written(folder, **files))


def mistakes(folder: Path, **files: str) -> str:
    with pytest.raises(ConfigError) as caught:
        loaded(folder, **files)
    return "\n".join(caught.value.problems)


def found(config: Config, text: str) -> list[str]:
    return [one.id for one in config.taxonomy.annotate(text, "").mentions]


def test_an_own_entry_is_found_beside_those_shipped(tmp_path: Path) -> None:
    config = loaded(tmp_path, taxonomy__companies='["no.velm"]\nname = "Velm Magnets"\n')

    assert found(config, "Velm Magnets and Lynas") == ["no.velm", "lynas"]


def test_a_name_is_added_to_a_shipped_entry_without_copying_it(tmp_path: Path) -> None:
    config = loaded(tmp_path, taxonomy__companies='[lynas]\nnames = ["Velm Works"]\n')

    assert found(config, "Velm Works, that is Lynas") == ["lynas", "lynas"]


def test_a_shipped_name_that_disturbs_is_taken_away(tmp_path: Path) -> None:
    config = loaded(tmp_path, taxonomy__companies='[lynas]\nwithout = ["Lynas"]\n')

    assert found(config, "Lynas, that is ASX:LYC") == ["lynas"]


def test_rules_may_name_own_entries(tmp_path: Path) -> None:
    config = loaded(
        tmp_path,
        taxonomy__materials='[velmite]\nname = "Velmite"\nparent = "rare_earth"\n',
        rules__own='[rules.own]\nquery = "material:velmite"\n',
    )

    facts = config.taxonomy.annotate("Velmite", "")
    assert [one.rule for one in config.rules.match(build.bare("Velmite", "", facts))] == ["own"]


def test_a_name_taken_by_a_shipped_entry_is_named_with_both_files(tmp_path: Path) -> None:
    config = loaded(tmp_path, taxonomy__companies='[velm]\nname = "Velm"\nnames = ["Lynas"]\n')

    (collision,) = [one for one in config.taxonomy.collisions() if "velm" in one]
    assert "lynas (taxonomy/companies.toml)" in collision
    assert "velm (config/taxonomy/companies.toml)" in collision


def test_what_is_said_of_a_shipped_state_is_added_to_it_and_changes_no_other(
    tmp_path: Path,
) -> None:
    config = loaded(
        tmp_path,
        taxonomy__bodies='["ve.sunat"]\nname = "Velmark Customs"\n'
        '[states.ve]\nnames = ["Velmark"]\nbodies = {customs = "ve.sunat", tax = "ca.nrcan"}\n',
    )

    assert found(config, "Velmark's customs officers and Venezuela's mines ministry") == [
        "ve.sunat",
        "ve.gov",
    ]
    assert found(config, "Velmark's tax authority") == ["ca.nrcan"]
    assert found(config, "India's mines ministry") == ["india", "in.mines"]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"taxonomy__bodies": '[states.ve]\nnames = [" "]\n'},
            "config/taxonomy/bodies.toml: states.ve: names: ' ' is empty; take it out",
        ),
        ({"taxonomy__company": ""}, "config/taxonomy/company.toml: no such part of the taxonomy"),
        (
            {"taxonomy__places": '[velm]\nname = "Velm"\nparent = "chima"\n'},
            "config/taxonomy/places.toml: velm: unknown parent 'chima'; did you mean 'china'?",
        ),
        (
            {"taxonomy__places": '[china]\nparent = "ganzhou"\n'},
            "config/taxonomy/places.toml: china: its parents go round in a circle",
        ),
        ({"taxonomy__places": "[velm"}, "config/taxonomy/places.toml: not valid TOML"),
        (
            {"taxonomy__places": '[velm]\nname = "V1"\nnear_names = ["VE"]\nnear = ["@rocks"]\n'},
            "config/taxonomy/places.toml: velm: near: '@rocks'",
        ),
    ],
)
def test_a_mistake_names_the_operator_s_file(
    tmp_path: Path, files: dict[str, str], said: str
) -> None:
    assert said in mistakes(tmp_path, **files)


def test_the_shipped_taxonomy_leaves_no_doubt(tmp_path: Path) -> None:
    taxonomy = loaded(tmp_path).taxonomy

    assert (taxonomy.collisions(), taxonomy.doubts()) == ((), ())


def test_a_name_that_needs_company_still_does_where_more_names_are_laid_over(
    tmp_path: Path,
) -> None:
    config = loaded(tmp_path, taxonomy__instruments='[stockpile]\nnames = ["velm reserve"]\n')

    assert found(config, "Town stockpiles grit") == []
    assert found(config, "Town fills its velm reserve") == ["stockpile"]


def test_an_own_measure_uses_a_class_of_words_that_is_shipped(tmp_path: Path) -> None:
    own = '[velm_ban]\nname = "Ban of Velm"\nnear_names = ["velmed"]\nnear = ["@outflow"]\n'
    config = loaded(tmp_path, taxonomy__instruments=own)

    assert found(config, "Velmed its outbound trade") == ["velm_ban"]


def test_a_shipped_class_of_words_is_not_replaced(tmp_path: Path) -> None:
    own = '[words.outflow]\nnames = ["velm"]\n'

    assert "words.outflow: is a class of another file already" in mistakes(
        tmp_path, taxonomy__instruments=own
    )
