"""The command line as a person and a script meet it: output, exit codes, errors in one line."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.world import World

ROOT = Path(__file__).parents[2]


def monitor(*arguments: str, stdin: str = "", cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "monitor", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        cwd=cwd,
    )


def filtered(command: str, *asked: Any, options: tuple[str, ...] = ()) -> list[Any]:
    lines = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in asked)
    done = monitor(command, *options, "--jsonl", stdin=lines)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["version"], 0, "monitor 0."),
        (["--help"], 0, "monitor run --once"),
        (["frobnicate"], 2, "No such command"),
        (["run", "--twice"], 2, "No such option"),
        (["--config", "/nowhere/config", "check"], 2, "no monitor.toml here"),
        (["--state", "/nowhere/state", "items", "list"], 1, "does not exist yet"),
        (["digest", "send", "nobody", "--state", "{tmp}"], 1, 'no subscription "nobody"'),
        (["poll", "nothing", "--state", "{tmp}"], 1, 'no source "nothing"'),
        (["backfill", "no/such/file", "--state", "{tmp}"], 1, "neither a file, a folder nor"),
        (["backfill", ".", "--since", "yesterday"], 2, "is not a day such as"),
        (["parse", "--kind", "fax", "--jsonl"], 2, "no kind fax"),
        (["init", "{tmp}"], 0, "monitor --config"),
        (["init", "."], 1, "exists already; nothing was written"),
        (["rules", "check"], 0, "rules are valid"),
        (["check"], 0, "sources on"),
    ],
)
def test_a_command_says_what_it_should_and_ends_with_its_code(
    tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    done = monitor(*(one.format(tmp=tmp_path) for one in arguments))

    assert done.returncode == code, done.stderr
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_an_initialised_folder_runs_without_the_source_tree(tmp_path: Path) -> None:
    monitor("init", "there", cwd=tmp_path)

    done = monitor("--config", "there/config", "run", "--once", "--json", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["intake"]["new"] == 9
    assert report["digests"][0]["entries"] >= 5
    written = {path.suffix for path in (tmp_path / "there/state/digests").iterdir()}
    assert written == {".html", ".txt", ".json", ".eml"}


def test_a_person_finds_shows_and_exports_what_is_stored(world: World) -> None:
    world.web.items = [
        ("https://example.org/1", "镝出口许可公告", "自公告之日起，出口镝须经许可。"),
        ("https://example.org/2", "Weather", "Rain \x1b[31mred\x1b[0m tomorrow."),
    ]
    world.run("run", "--once")

    found = world.run("items", "search", "許可")
    shown = world.run("items", "show", "1")
    exported = [json.loads(line) for line in world.run("items", "export", "--json").splitlines()]

    assert "镝出口许可公告" in found and "Weather" not in found
    assert "matched" in shown and "export-controls/licence" in shown
    assert [one["title"] for one in exported] == ["Weather", "镝出口许可公告"]
    assert "\x1b" not in world.run("items", "show", "2")
    assert "no item 99" in world.run("items", "show", "99", code=1)


def test_what_is_stored_is_read_again_by_new_rules_and_nobody_is_told(world: World) -> None:
    world.web.items = [("https://example.org/1", "Yttrium news", "A permit for yttrium is needed.")]
    world.run("run", "--once")
    rules = next((world.config / "rules").glob("*.toml"))
    rules.write_text(
        rules.read_text()
        + '\n[rules.permit]\ntitle = "A permit"\nseverity = "review"\nquery = "permit"\n'
    )

    tried = world.run("renormalise", "--dry-run")
    unchanged = json.loads(world.run("items", "export", "--json"))
    done = [json.loads(line) for line in world.run("renormalise", "--json").splitlines()]
    again = world.run("renormalise")
    stored = json.loads(world.run("items", "export", "--json"))

    assert "1 would change" in tried and "permit" in tried
    assert unchanged["matches"] == []
    assert [(one["outcome"], one["matches_gained"]) for one in done] == [
        ("changed", [f"{rules.stem}/permit"])
    ]
    assert "0 changed" in again
    assert (stored["held"], [one["rule"] for one in stored["matches"]]) == (
        "renormalised",
        ["permit"],
    )
    assert "nothing new" in world.run("run", "--once") or "none due" in world.run("run", "--once")
    assert 'no source "nope"' in world.run("renormalise", "--source", "nope", code=1)


def test_previewing_writes_and_sends_nothing(world: World) -> None:
    world.web.items = [("https://example.org/0", "Old", "Nothing.")]
    world.run("run", "--once")
    world.write_config(schedule="0 8 1 1 *")
    world.web.items.append(("https://example.org/1", "Notice", "A licence for dysprosium."))
    world.run("poll", "--all")

    previewed = world.run("digest", "preview")
    status = world.status()
    sent = world.run("digest", "send")

    assert "Notice" in previewed
    assert (status["digests"], status["deliveries"]["waiting"]) == (0, 0)
    assert "hook: sent" in sent and "mail: sent" in sent
    assert "Notice" in world.run("digest", "show")
    assert "nothing waits to be told" in world.run("digest", "send")


def test_normalise_answers_every_line_in_order() -> None:
    page = (
        "<html><head><title>Notice on licences - Gazette</title></head>"
        "<body><h1>Notice on licences</h1></body></html>"
    )
    text = "Rare earth notice\n\nMay 22, 2019 21:50\n\nExporters shall apply for a licence first."

    text_answer, page_answer, *bad = filtered(
        "normalise",
        {"id": 1, "text": text, "timezone": "Asia/Shanghai"},
        {"id": "b", "body_base64": base64.b64encode(page.encode()).decode(), "url": "http://a.b/"},
        {"id": 3, "text": ""},
        {"id": 4, "body_base64": "***"},
        {"id": 5},
        {"id": 6, "text": "x", "timezone": "Mars"},
        "[1]",
        "{broken",
    )

    assert (text_answer["id"], text_answer["title"]) == (1, "Rare earth notice")
    assert text_answer["published"] == "2019-05-22T21:50:00+08:00"
    assert text_answer["published_precision"] == "minute"
    assert (page_answer["id"], page_answer["title"]) == ("b", "Notice on licences")
    assert [one["id"] for one in bad] == [3, 4, 5, 6, None, None]
    assert all(one["error"] for one in bad)


def test_parse_gives_items_with_dates_read_and_mark_up_taken_off() -> None:
    feed = (
        '<rss version="2.0"><channel><title>A &amp; B</title><link>https://a.example/</link><item>'
        "<title>One &lt;b&gt;bold&lt;/b&gt;</title><link>https://a.example/1</link><guid>g1</guid>"
        "<pubDate>Wed, 06 May 2026 12:00:00 +0200</pubDate><description>&lt;p&gt;Text&lt;/p&gt;"
        "</description></item></channel></rss>"
    )

    answer, error = filtered(
        "parse",
        {"id": 1, "text": feed, "content_type": "application/rss+xml"},
        {"id": 2, "text": "<html><title>Not a feed</title></html>"},
        options=("--kind", "feed"),
    )

    assert answer["feed"]["title"] == "A & B"
    (item,) = answer["items"]
    assert (item["id"], item["url"], item["title"]) == ("g1", "https://a.example/1", "One bold")
    assert item["published"] == "2026-05-06T12:00:00+02:00"
    assert item["summary"] == "Text"
    assert "Not a feed" in error["error"]


def test_dates_are_read_in_their_languages() -> None:
    answers = filtered(
        "dates",
        {"id": 1, "text": "2025年4月4日"},
        {"id": 2, "text": "Oct 17,2019"},
        {"id": 3, "text": "yesterday", "now": "2026-05-06T12:00:00Z"},
        {"id": 4, "text": "yesterday"},
        {"id": 5, "text": "no date at all"},
        {"id": 6, "text": "May 22, 2019 21:50", "timezone": "Asia/Shanghai"},
    )

    assert [one["date"] for one in answers] == [
        "2025-04-04",
        "2019-10-17",
        "2026-05-05",
        None,
        None,
        "2019-05-22",
    ]
    assert answers[5]["instant"] == "2019-05-22T21:50:00+08:00"


NEEDS = 'needs "title" or "text"'


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"Title": "Gallium"}, f"{NEEDS}, found \"Title\"; did you mean 'title'?"),
        ({"headline": "Gallium"}, NEEDS),
        ({}, NEEDS),
    ],
)
def test_a_text_under_a_wrong_key_is_an_error_and_no_text_without_a_match(
    asked: dict[str, str], said: str
) -> None:
    (refused, answered) = filtered("match", asked, {"text": "Milk", "why": "a case", "Title": ""})

    assert refused["error"] == said
    assert answered["alert"] is False


def test_filters_take_what_other_programs_write() -> None:
    asked = {
        "id": 1,
        "title": "China bans gallium exports",
        "text": None,
        "lang": None,
        "url": None,
    }
    halved = '{"id": 2, "title": "China \\ud800 bans gallium exports"}'

    answers = filtered("match", "\ufeff" + json.dumps(asked), halved, {"text": None, "title": "x"})

    assert [one["alert"] for one in answers] == [True, True, False]
    assert "export-controls/curbs" in answers[0]["rules"]


def test_a_line_that_cannot_be_read_is_told_by_its_number() -> None:
    nested = "[" * 100_000

    answers = filtered("match", {"title": "Milk"}, "", '{"id": 3', nested, {"id": 5, "title": 5})

    assert answers[0]["alert"] is False
    assert [one["error"][:9] for one in answers[1:3]] == ["line 3: I", "line 4: n"]
    assert answers[3] == {"id": 5, "error": '"title" has to be text or null'}


def test_words_that_a_column_parts_are_told_as_they_were_given() -> None:
    text = (
        "The ministry of commerce said on Monday that exports of\n"
        "gallium and of all rare earth magnets will need an export\n"
        "licence from January, a step that traders had expected\n"
        "since spring."
    )

    (answer,) = filtered("match", {"text": text})

    assert answer["alert"]
    for one in (*answer["mentions"], *answer["matches"]):
        assert text[one["start"] : one["end"]] == one["text"]
    assert "export\nlicence" in [one["text"] for one in answer["mentions"]]


def test_an_argument_that_is_no_text_is_told() -> None:
    done = monitor("rules", "explain", "--title", "a\udcffb")

    assert done.returncode == 2
    assert "an argument is not text in UTF-8" in done.stderr


def test_filters_say_what_a_line_lacks() -> None:
    assert "did you mean" in filtered("dates", {"Text": "4 May 2024"})[0]["error"]
    assert filtered("dates", {})[0]["error"] == 'needs "text"'
    assert filtered("normalise", {})[0]["error"] == 'needs "body_base64" or "text"'


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("version >&-", "the output could not be written: bad file descriptor"),
        ("rules check >&-", "the output could not be written: bad file descriptor"),
        ("rules explain --title Gallium >&-", "the output could not be written: bad file"),
        ("version > /dev/full", "the output could not be written: no space left on device"),
        ("dates --jsonl <&-", "standard input is closed; give it a pipe, a file or /dev/null"),
    ],
)
def test_a_stream_that_is_closed_is_named_in_one_line(words: str, said: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"exec {sys.executable} -m monitor {words}"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, cwd=ROOT,
    )  # fmt: skip

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert said in done.stderr


def test_match_says_what_the_shipped_rules_make_of_a_headline() -> None:
    alert, silent = filtered(
        "match",
        {"id": 1, "title": "China imposes export licence on dysprosium", "text": "", "lang": "en"},
        {"id": 2, "title": "Rain in Baotou", "text": "It rained.", "lang": "en"},
    )

    assert alert["alert"] and "export-controls" in alert["topics"]
    span = alert["matches"][0]
    assert "China imposes export licence on dysprosium"[span["start"] : span["end"]] == span["text"]
    assert (silent["alert"], silent["severity"], silent["score"]) == (False, None, 0)
