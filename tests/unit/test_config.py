"""Every kind of mistake in a configuration is named with its file, its table and its key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from monitor.app import CHANNELS, channels, load_config, shipped
from monitor.config.load import load
from monitor.config.secret import SecretReference
from monitor.config.settings import Config
from monitor.config.tested import doubts
from monitor.errors import ConfigError

GOOD = {
    "monitor.toml": '[channels.files]\nkind = "file"\n',
    "sources/press.toml": '[sources.press]\nkind = "feed"\nurl = "https://example.org/feed"\n',
    "rules/controls.toml": '[rules.licence]\nquery = "licence AND dysprosium"\n',
    "subscriptions.toml": '[subscriptions.desk]\ntopics = ["controls"]\nchannels = ["files"]\n',
}
EMAIL = """
[channels.mail]
kind = "email"
host = "smtp.example.org"
sender = "monitor@example.org"
to = ["desk@example.org"]
"""


def written(folder: Path, **changed: str) -> Path:
    """Write the good configuration with some files replaced; names as `sources__press`."""
    files = {**GOOD}
    for name, text in changed.items():
        files[name.replace("__", "/") + ".toml"] = text
    for name, text in files.items():
        path = folder / "config" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder / "config"


def loaded(folder: Path, **changed: str) -> Config:
    return load(written(folder, **changed), channel_kinds=CHANNELS, shipped=shipped())


def mistakes(folder: Path, **changed: str) -> str:
    with pytest.raises(ConfigError) as caught:
        loaded(folder, **changed)
    return "\n".join(caught.value.problems)


def test_a_good_configuration_is_read_whole(tmp_path: Path) -> None:
    config = loaded(tmp_path)

    assert list(config.sources) == ["press"]
    assert config.sources["press"].interval is None
    assert config.subscriptions["desk"].heading == "Desk"
    assert [rule.name for rule in config.rules.rules] == ["licence"]
    assert config.settings.fetch.max_bytes == 15 * 2**20


def test_the_shipped_configuration_is_valid() -> None:
    config = load_config(shipped() / "config")

    assert len(config.enabled) >= 7
    assert config.taxonomy.collisions() == ()


PRESS = '[sources.press]\nkind = "feed"\nurl = "https://example.org/feed"\n'
DESK = '[subscriptions.desk]\ntopics = ["controls"]\nchannels = ["files"]\n'


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        (
            "sources__press",
            PRESS + 'intervall = "1h"\n',
            'config/sources/press.toml, source "press", key "intervall": unknown key.'
            ' Did you mean "interval"?',
        ),
        ("sources__press", PRESS + "interval = 60\n", 'expected a duration such as "30s"'),
        ("sources__press", PRESS + 'interval = "0s"\n', 'key "interval": cannot be zero'),
        ("sources__press", PRESS + 'enabled = "yes"\n', "expected true or false"),
        ("sources__press", PRESS + 'timezone = "Mars/Base"\n', "expected a time zone"),
        ("sources__press", PRESS + 'language = "Chinese"\n', 'expected a code such as "zh"'),
        ("sources__press", PRESS + "weight = -3\n", "expected a number, 0 or more"),
        (
            "sources__press",
            PRESS + '[sources.press.access.headers]\nAuthorization = "Bearer hunter2"\n',
            "Authorization: secrets are not written in the configuration; use bearer_file",
        ),
        ("sources__press", PRESS + 'tier = "gazette"\n', "expected one of official, ministry"),
        ("sources__press", PRESS + 'tags = "one"\n', "expected a list"),
        ("sources__press", '[sources.press]\nkind = "feed"\n', 'key "url": is required'),
        ("sources__press", PRESS.replace("https", "ftp"), "begins with https://"),
        ("sources__press", PRESS.replace("//", "//me:pw@"), "holds a user name or password"),
        (
            "sources__press",
            '[sources.press]\nkind = "fede"\n',
            'no kind "fede". Did you mean "feed"?',
        ),
        ("sources__press", '[sources.press]\nkind = "document"\n', 'key "paths": is required'),
        ("sources__press", '[sources."No Good"]\nkind = "feed"\n', "a name is made of"),
        ("sources__press", "[source.press]\n", 'key "source": unknown key'),
        ("sources__press", "sources = 3\n", "expected tables such as [sources.name]"),
        ("sources__press", "[sources.press\n", "config/sources/press.toml: not valid TOML"),
        ("sources__more", PRESS, "this name is taken by another file"),
        ("monitor", "[fetch]\ndeadlin = '3s'\n", 'key "deadlin": unknown key. Did you mean'),
        ("monitor", "[fetch]\nmax_bytes = 5\n", 'expected a size such as "15 MiB"'),
        ("monitor", "[fetch]\nconcurrent = -1\n", "expected a whole number"),
        ("monitor", "fetch = 1\n", "expected a table"),
        ("monitor", 'taxonomy = "nowhere"\n', "is not a folder"),
        (
            "monitor",
            '[channels.files]\nkind = "fax"\n',
            'no kind "fax". Known: email, file, webhook.',
        ),
        ("monitor", '[channels.files]\nkind = "file"\nformats = ["pdf"]\n', "expected one of html"),
        (
            "monitor",
            GOOD["monitor.toml"] + EMAIL + 'password = "hunter2"\n',
            "secrets are not written in the configuration; use password_credential or"
            " password_env or password_file",
        ),
        (
            "monitor",
            GOOD["monitor.toml"] + EMAIL + 'password_file = "a"\npassword_env = "B"\n',
            "only one place for the secret",
        ),
        (
            "monitor",
            GOOD["monitor.toml"] + '[channels.h]\nkind = "webhook"\nurl = "https://a.example"\n',
            'channel "h", key "secret_file": is required',
        ),
        ("subscriptions", DESK.replace("controls", "control"), 'no "control". Did you mean "contr'),
        ("subscriptions", DESK.replace("files", "mail"), 'key "channels": no "mail"'),
        ("subscriptions", DESK + 'sources = ["pres"]\n', 'no "pres". Did you mean "press"?'),
        ("subscriptions", DESK + 'schedule = "daily"\n', "five cron fields"),
        ("subscriptions", DESK + 'schedule = "61 * * * *"\n', "not a cron expression"),
        ("subscriptions", DESK + 'schedule = "0 0 30 2 *"\n', "schedule"),
        ("subscriptions", DESK + 'at_least = "high"\n', "expected one of fyi, review, action"),
        ("subscriptions", '[subscriptions.desk]\nchannels = ["files"]\n', 'key "topics": is req'),
        ("subscriptions", "[subscription.desk]\n", 'key "subscription": unknown key'),
        ("rules__controls", "[rules.licence]\nquerry = 'x'\n", "did you mean 'query'"),
        ("rules__controls", "[rules.licence]\nquery = '@nothing'\n", "@nothing"),
        (
            "rules__controls",
            "[rules.x]\nquery = 'aa AND source:pres'\n",
            ":2:24: rules.x: query: 'pres' is no",
        ),
        ("rules__controls", "[rules.x]\nquery = 'source:pres'\n", "did you mean 'press'?"),
        ("rules__controls", "[rules.x]\nquery = 'source:wir*'\n", "the beginning of no source"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, file: str, text: str, said: str) -> None:
    assert said in mistakes(tmp_path, **{file: text})


def test_all_mistakes_are_listed_at_once(tmp_path: Path) -> None:
    said = mistakes(
        tmp_path,
        sources__press="[sources.press]\nkind = 'feed'\nurl = 'x'\nfoo = 1\n",
        monitor="[fetch]\ndeadline = 3\n",
        rules__controls="",
        subscriptions="not toml",
    )

    assert len(said.splitlines()) >= 4
    for file in ("sources/press", "monitor.toml", "rules/controls", "subscriptions.toml"):
        assert file in said


def test_no_mistake_repeats_a_secret_that_was_written_by_error(tmp_path: Path) -> None:
    said = mistakes(tmp_path, monitor=GOOD["monitor.toml"] + EMAIL + 'password = "hunter2"\n')

    assert "hunter2" not in said


@pytest.mark.parametrize("junk", [b"\xff\xfe\x00", b"\x00" * 10, b"x = \xe9\n"])
def test_bytes_that_are_no_text_are_an_error_of_that_file(tmp_path: Path, junk: bytes) -> None:
    folder = written(tmp_path)
    (folder / "monitor.toml").write_bytes(junk)

    with pytest.raises(ConfigError, match=re.escape("config/monitor.toml")):
        load_config(folder)


def test_a_missing_configuration_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="monitor init"):
        load_config(tmp_path / "config")


def test_a_file_that_nobody_reads_is_a_mistake(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / "sources" / "old.toml.bak").write_text("")

    with pytest.raises(ConfigError, match=r"old.toml.bak: only .toml, .opml and .txt files"):
        load_config(folder)


def test_paths_of_documents_are_relative_to_the_configuration(tmp_path: Path) -> None:
    text = '[sources.press]\nkind = "document"\npaths = ["../papers"]\n'

    config = loaded(tmp_path, sources__press=text)

    assert config.sources["press"].paths == (str(tmp_path / "papers"),)


def reference(how: str, where: str, folder: Path) -> SecretReference:
    return SecretReference("password", how, where, folder)  # type: ignore[arg-type]


def test_a_secret_comes_from_a_file_the_environment_or_a_credential(tmp_path: Path) -> None:
    (tmp_path / "pw").write_text("hunter2\n")
    credentials = {"CREDENTIALS_DIRECTORY": str(tmp_path)}

    assert reference("file", "pw", tmp_path).read({}) == "hunter2"
    assert reference("env", "PW", tmp_path).read({"PW": "hunter2"}) == "hunter2"
    assert reference("credential", "pw", tmp_path).read(credentials) == "hunter2"


@pytest.mark.parametrize(
    ("how", "where", "said"),
    [
        ("file", "gone", "password_file: cannot read .*gone: No such file"),
        ("file", "empty", "password_file: .*empty is empty"),
        ("env", "PW", "password_env: the environment variable PW is not set"),
        ("credential", "pw", "password_credential: no CREDENTIALS_DIRECTORY"),
    ],
)
def test_a_secret_that_is_not_there_says_where_it_was_looked_for(
    tmp_path: Path, how: str, where: str, said: str
) -> None:
    (tmp_path / "empty").write_text("\n")

    with pytest.raises(ConfigError, match=said):
        reference(how, where, tmp_path).read({})


def test_all_missing_secrets_are_named_with_their_channels(tmp_path: Path) -> None:
    hook = '[channels.hook]\nkind = "webhook"\nurl = "https://a.example"\nsecret_file = "no"\n'
    mail = EMAIL + 'username = "me"\npassword_file = "none"\n'
    config = loaded(tmp_path, monitor=GOOD["monitor.toml"] + hook + mail)

    with pytest.raises(ConfigError) as caught:
        channels(config, tmp_path)

    assert [problem.partition(": ")[0] for problem in caught.value.problems] == [
        'config/monitor.toml, channel "hook"',
        'config/monitor.toml, channel "mail"',
    ]


def test_a_key_in_the_wrong_table_is_told_where_it_belongs(tmp_path: Path) -> None:
    said = mistakes(
        tmp_path,
        sources__press='[sources.press]\nkind = "listing"\nurl = "https://example.org/"\n'
        'items = "ul li"\nproxy = "http://proxy.example:3128"\n[sources.press.options]\n'
        'items = "ol li"\n',
    )

    assert 'key "items": belongs into [sources.press.options]' in said
    assert 'key "proxy": belongs into [sources.press.access]' in said


def test_a_case_about_a_rule_that_there_is_not_is_a_mistake(tmp_path: Path) -> None:
    case = (
        '[rules.licence]\nquery = "licence"\n\n[[cases]]\ntitle = "A licence"\nrule = "licences"\n'
    )

    said = mistakes(tmp_path, rules__controls=case)

    assert "no rule is called 'licences'; did you mean 'licence'?" in said


def test_a_configuration_without_rules_is_doubtful(tmp_path: Path) -> None:
    folder = written(
        tmp_path, subscriptions='[subscriptions.desk]\ntopics = ["*"]\nchannels = ["files"]\n'
    )
    (folder / "rules" / "controls.toml").unlink()

    config = load(folder, channel_kinds=CHANNELS, shipped=shipped())

    assert "rules: there is none, so nothing is ever told; see docs/rules.md" in doubts(config)
