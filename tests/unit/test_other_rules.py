"""Rules of another folder are read with the lists beside them, else with those in force."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.app import load_config
from monitor.config.other_rules import other_rules
from monitor.config.settings import Config
from monitor.errors import ConfigError
from tests import build
from tests.line import folder_of

PACK = '[rules.one]\nquery = "@words"\n'


@pytest.fixture
def config(tmp_path: Path) -> Config:
    folder = folder_of(
        tmp_path / "in-force" / "config",
        {"monitor.toml": "", "subscriptions.toml": "", "lists.toml": _words("in force")},
    )
    folder_of(folder / "rules", {"now.toml": PACK})
    folder_of(folder / "sources", {})
    return load_config(folder)


def _words(word: str) -> str:
    return f'[lists]\nwords = ["{word}"]\n'


def asked(folder: Path, config: Config, text: str) -> list[str]:
    matches = other_rules(folder, config).match(build.bare(text))
    return [f"{one.topic}/{one.rule}" for one in matches]


def test_lists_are_those_among_the_rules_then_beside_them_then_those_in_force(
    tmp_path: Path, config: Config
) -> None:
    folder = folder_of(tmp_path / "new" / "mine", {"later.toml": PACK})
    assert asked(folder, config, "in force") == ["later/one"]

    folder_of(tmp_path / "new", {"lists.toml": _words("beside")})
    assert asked(folder, config, "beside, not in force") == ["later/one"]

    folder_of(folder, {"lists.toml": _words("among")})
    assert asked(folder, config, "among") == ["later/one"]
    assert asked(folder, config, "beside, in force") == []


def test_a_folder_may_have_its_rules_in_a_folder_of_that_name(
    tmp_path: Path, config: Config
) -> None:
    folder_of(tmp_path / "new" / "rules", {"later.toml": PACK})
    folder_of(tmp_path / "new", {"lists.toml": _words("beside")})

    assert asked(tmp_path / "new", config, "beside") == ["later/one"]


def test_every_mistake_is_told_with_its_file(tmp_path: Path, config: Config) -> None:
    folder = folder_of(
        tmp_path / "new", {"a.toml": "[rules.x]\nquery = '('\n", "b.toml": "no = ", "c.toml": PACK}
    )

    with pytest.raises(ConfigError) as caught:
        other_rules(folder, config)

    told = "\n".join(caught.value.problems)
    assert str(folder / "a.toml") in told
    assert f"{folder / 'b.toml'}: not valid TOML" in told
    assert told.count("b.toml") == 1  # nor that it has no rules


@pytest.mark.parametrize("lists", ["[lists]\nmarks = []\n", "[lists\n"])
def test_a_mistake_in_the_shared_lists_is_told_once_not_for_each_use(
    lists: str, tmp_path: Path, config: Config
) -> None:
    used = '[rules.x]\nquery = "@marks"\n[rules.y]\nquery = "@marks"\n'
    folder = folder_of(tmp_path / "new", {"lists.toml": lists, "a.toml": used})

    with pytest.raises(ConfigError) as caught:
        other_rules(folder, config)

    (problem,) = caught.value.problems
    assert str(folder / "lists.toml") in problem


def test_a_folder_without_rules_is_a_mistake(tmp_path: Path, config: Config) -> None:
    with pytest.raises(ConfigError, match="no rule files here"):
        other_rules(tmp_path, config)
