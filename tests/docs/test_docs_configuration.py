"""Every piece of configuration that the documentation shows can be used as it stands."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from monitor.app import load_config
from tests.docs.generate import ROOT
from tests.docs.pages import Block, code_blocks, pages

_FIRST_LINE = re.compile(r"# (in )?((?:config|taxonomy)/[\w./-]+\.toml)\n")
_WITH_TOML = [page for page in pages() if any(b.language == "toml" for b in code_blocks(page))]


def _toml_blocks(page: Path) -> list[Block]:
    return [block for block in code_blocks(page) if block.language == "toml"]


def _laid_out(page: Path, folder: Path) -> Path:
    """Return a configuration: the shipped one with the blocks of a page laid over it."""
    shutil.copytree(ROOT / "config", folder / "config")
    shutil.copytree(ROOT / "seeds" / "taxonomy", folder / "taxonomy")
    for block in _toml_blocks(page):
        first = _FIRST_LINE.match(block.text)
        assert first is not None
        place = folder / first[2]
        if not first[1]:
            place.parent.mkdir(exist_ok=True)
            place.write_text(block.text, "utf-8")
            continue
        shipped = place.read_text("utf-8")
        tables = block.text.partition("\n")[2].startswith("[")  # keys come before any table
        both = (shipped, block.text) if tables else (block.text, shipped)
        place.write_text("\n".join(both), "utf-8")
    return folder / "config"


@pytest.mark.parametrize("page", _WITH_TOML, ids=lambda page: page.name)
def test_every_toml_block_says_which_file_it_is(page: Path) -> None:
    nameless = [block.text for block in _toml_blocks(page) if not _FIRST_LINE.match(block.text)]

    assert nameless == []


@pytest.mark.parametrize("page", _WITH_TOML, ids=lambda page: page.name)
def test_the_configuration_of_a_page_is_valid(page: Path, tmp_path: Path) -> None:
    config = load_config(_laid_out(page, tmp_path))

    assert config.taxonomy.collisions() == ()
    assert config.rules.rules
