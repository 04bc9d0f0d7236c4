"""`monitor run` as systemd sees it: starts, is alive, reloads, stops, and is alone."""

from __future__ import annotations

import signal

import pytest

from tests.end_to_end.test_cycle import NEW, OLD
from tests.end_to_end.world import World

STOPS_WITHIN = 10.0


def test_the_daemon_tells_new_items_feeds_the_watchdog_and_stops_when_told(world: World) -> None:
    world.web.items = [OLD]
    with world.daemon() as daemon:
        daemon.told("READY=1")
        daemon.event("polled source=gazette")
        world.web.items = [NEW, OLD]

        posted, mail = world.post(), world.mail()
        daemon.told("WATCHDOG=1")
        daemon.signal(signal.SIGTERM)

        assert daemon.wait(STOPS_WITHIN) == 0
        daemon.told("STOPPING=1")
    assert posted.headers["webhook-id"] in str(mail["message-id"])
    assert world.web.posts.empty()


def test_ctrl_c_stops_it_as_well(world: World) -> None:
    with world.daemon() as daemon:
        daemon.told("READY=1")

        daemon.signal(signal.SIGINT)

        assert daemon.wait(STOPS_WITHIN) == 0


def test_a_second_daemon_on_the_same_state_ends_at_once_and_names_the_first(world: World) -> None:
    with world.daemon() as daemon:
        daemon.told("READY=1")

        said = world.run("run", code=1)
        status = world.status()

    assert f"is in use by process {daemon.process.pid} (monitor run, since" in said
    assert "Stop it or choose another --state." in said
    assert str(daemon.process.pid) in status["running"]


def test_reading_commands_work_beside_the_daemon(world: World) -> None:
    world.web.items = [OLD]
    with world.daemon() as daemon:
        daemon.event("polled source=gazette")

        assert "Old notice" in world.run("items", "list")
        assert "gazette" in world.run("sources", "list")
        assert ", 1 item\n" in world.run("status")


def test_sighup_takes_a_new_configuration_and_tells_systemd_when(world: World) -> None:
    with world.daemon() as daemon:
        daemon.told("READY=1")
        daemon.event("polled source=gazette")
        more = world.config / "sources" / "more.toml"
        more.write_text(
            f'[sources.wire]\nkind = "feed"\nurl = "{world.web.url}/wire"\n'
            f'[sources.off]\nkind = "feed"\nurl = "{world.web.url}/off"\nenabled = false\n'
        )

        daemon.signal(signal.SIGHUP)

        assert "MONOTONIC_USEC=" in daemon.told("RELOADING=1")
        assert "watching 2 sources" in daemon.told("READY=1")
        assert "sources=2 came=wire" in daemon.event("reloaded")
        daemon.event("polled source=wire")


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("sources/web.toml", "[sources.gazette]\nkind = 'feed'\nurll = 'x'\n", "urll"),
        ("rules/export-controls.toml", "[rules.x]\nseverity = 'loud'\n", "loud"),
        ("subscriptions.toml", "not toml", "not valid TOML"),
        ("../secret", "", "is empty"),
    ],
)
def test_sighup_with_a_broken_file_says_so_and_keeps_the_old(
    world: World, file: str, text: str, words: str
) -> None:
    world.web.items = [OLD]
    with world.daemon() as daemon:
        daemon.event("polled source=gazette")
        (world.config / file).write_text(text)

        daemon.signal(signal.SIGHUP)

        assert "configuration refused" in daemon.event(words)
        daemon.told("RELOADING=1")
        daemon.told("READY=1")
        world.web.items = [NEW, OLD]
        assert world.post().json["data"]["entries"][0]["title"] == "New notice"
        world.mail()


def test_kill_9_while_a_message_is_on_its_way_repeats_it_with_the_same_id(world: World) -> None:
    import threading

    world.web.items = [OLD]
    world.web.hold = threading.Event()
    with world.daemon() as daemon:
        daemon.event("polled source=gazette")
        world.web.items = [NEW, OLD]
        assert world.web.arrived.wait(30)
        daemon.kill()
    held, world.web.hold = world.web.hold, None
    held.set()
    assert world.status()["deliveries"]["waiting"] >= 1

    world.run("deliveries", "retry")

    posted, mailed = world.post(), world.mail()
    assert posted.headers["webhook-id"] in str(mailed["message-id"])
    assert world.web.posts.empty() and world.mailbox.mails.empty()
    assert world.status()["deliveries"]["waiting"] == 0


def test_kill_9_between_composing_and_sending_loses_nothing(world: World) -> None:
    world.web.items = [OLD]
    world.web.post_status, world.mailbox.answer = 503, "451 later"
    with world.daemon() as daemon:
        daemon.event("polled source=gazette")
        world.web.items = [NEW, OLD]
        daemon.event("composed")
        daemon.kill()
    world.web.post_status, world.mailbox.answer = 200, "250 OK"

    world.run("deliveries", "retry")

    assert world.post().headers["webhook-id"] in str(world.mail()["message-id"])


@pytest.mark.parametrize("lines", [1, 2, 4, 5, 6])
def test_kill_9_at_any_line_of_its_log_loses_nothing_and_doubles_no_id(
    world: World, lines: int
) -> None:
    world.web.items = [OLD]
    world.run("run", "--once")
    world.web.items = [NEW, OLD]
    with world.daemon() as daemon:
        for _ in range(lines):
            daemon.event("")
        daemon.kill()
    # What was on its way is leased to the dead process for two minutes; retry does not wait.
    world.run("deliveries", "retry")

    with world.daemon() as daemon:
        if world.status()["items"] < 2:
            world.run("poll", "gazette")
        posted = world.post()
        mail = world.mail()
        daemon.told("READY=1")

    ids = {posted.headers["webhook-id"]}
    while not world.web.posts.empty():
        ids.add(world.post().headers["webhook-id"])
    assert len(ids) == 1
    assert ids.pop() in str(mail["message-id"])
