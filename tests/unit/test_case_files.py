"""Cases written into the file of feedback: nothing else in it changes, and all is read back."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from monitor.config.case_files import Value, with_row
from monitor.errors import ConfigError
from monitor.rules.testing.duplicates import is_recognised, parse_duplicates

FILE = "cases/feedback.toml"


def write(folder: Path, text: str) -> None:
    (folder / "cases").mkdir()
    (folder / FILE).write_bytes(text.encode())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@example("", '\n"""')
@given(st.text(st.characters(exclude_categories=["Cs"])), st.text('"\\\n\r\ta\x07', max_size=12))
def test_any_text_is_read_back_as_it_was(tmp_path: Path, title: str, body: str) -> None:
    edit = with_row(tmp_path, "cases", {"title": title, "body": body})

    assert tomllib.loads(edit.after)["cases"] == [{"title": title, "body": body}]


def test_dates_and_instants_are_those_of_toml(tmp_path: Path) -> None:
    values: dict[str, Value] = {
        "published": datetime(2026, 5, 4, 8, 30, tzinfo=UTC),
        "day": date(2026, 5, 4),
        "match": False,
    }

    after = with_row(tmp_path, "cases", values).after

    assert "published = 2026-05-04T08:30:00Z\nday = 2026-05-04\nmatch = false\n" in after


@pytest.mark.parametrize(
    "before",
    [
        "",
        '# mine\n[[cases]]  # first\ntitle = "a"\n',
        '# no end of line\n[[cases]]\ntitle = "a"',
        '\ufeff[[cases]]\r\ntitle = "a"\r\n',
        '[[duplicates]]\ntitle = "a"\nof_title = "b"\n',
    ],
)
def test_what_stands_there_stays_as_it_is(tmp_path: Path, before: str) -> None:
    write(tmp_path, before)

    edit = with_row(tmp_path, "cases", {"title": "new"})
    edit.write()

    after = (tmp_path / FILE).read_bytes().decode()
    assert after.startswith(before)
    assert tomllib.loads(after.removeprefix("\ufeff"))["cases"][-1] == {"title": "new"}
    assert all(not line.startswith("-") for line in list(edit.diff())[2:] if before.endswith("\n"))


def test_a_table_gets_the_line_ends_of_its_file(tmp_path: Path) -> None:
    write(tmp_path, '[[cases]]\r\ntitle = "a"\r\n')

    after = with_row(tmp_path, "cases", {"title": "new", "body": "two\nlines"}).after

    assert after.count("\n") == after.count("\r\n") == 8
    assert tomllib.loads(after)["cases"][1]["body"] == "two\nlines"


def test_a_new_file_is_shown_as_one(tmp_path: Path) -> None:
    edit = with_row(tmp_path, "cases", {"title": "new"})

    assert next(edit.diff()) == "--- /dev/null"
    assert not (tmp_path / "cases").exists()
    edit.write()
    assert (tmp_path / FILE).read_text() == edit.after


def test_cases_that_are_written_in_one_line_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path, 'cases = [{ title = "a" }]\n')

    with pytest.raises(ConfigError, match=r"has to be written as \[\[cases\]\]"):
        with_row(tmp_path, "cases", {"title": "new"})


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "cases").write_text("a file where the folder should be")

    with pytest.raises(ConfigError, match="cannot be written: "):
        with_row(tmp_path, "cases", {"title": "new"}).write()


def test_pairs_are_the_same_where_their_words_are() -> None:
    table = tomllib.loads(
        """
[[duplicates]]
title = "Gallium ban"
of_title = "GALLIUM BAN!"

[[duplicates]]
title = "Gallium ban"
body = "Exports stop."
of_title = "Ban on gallium"
note = "the same news"
"""
    )

    same, other = parse_duplicates(table, origin="x.toml")

    assert (is_recognised(same), is_recognised(other)) == (True, False)
    assert other.origin == "x.toml: duplicates[2]"


def test_a_pair_of_one_text_is_a_mistake() -> None:
    with pytest.raises(ConfigError) as refused:
        parse_duplicates({"duplicates": [{"title": "a", "off_title": "b"}]}, origin="x.toml")

    assert refused.value.problems == (
        "x.toml: duplicates[1]: unknown key 'off_title'; did you mean 'of_title'?",
        "x.toml: duplicates[1]: has neither of_title nor of_body",
    )
