"""`monitor run --once` against a real site, mail server and webhook receiver."""

from __future__ import annotations

import sqlite3

from standardwebhooks.webhooks import Webhook

from tests.end_to_end.world import SECRET, World

OLD = ("https://example.org/old", "Old notice", "An export licence for dysprosium, long ago.")
NEW = ("https://example.org/new", "New notice", "A licence for dysprosium and terbium is needed.")


def first_sight(world: World) -> None:
    world.web.items = [OLD]
    world.run("run", "--once")
    world.web.items = [NEW, OLD]


def make_due(world: World) -> None:
    """Bring every due time into the past, as waiting would."""
    with sqlite3.connect(world.state / "monitor.db") as database:
        database.execute("UPDATE sources SET due_at = '2000-01-01T00:00:00.000000+00:00'")
        database.execute("UPDATE deliveries SET due_at = '2000-01-01T00:00:00.000000+00:00'")
    database.close()


def test_a_new_item_makes_one_mail_and_one_signed_post(world: World) -> None:
    first_sight(world)
    assert world.web.posts.empty()
    make_due(world)

    said = world.run("run", "--once")

    posted, mail = world.post(), world.mail()
    assert "new items 1" in said
    Webhook(SECRET).verify(posted.body, dict(posted.headers))
    (entry,) = posted.json["data"]["entries"]
    assert entry["title"] == "New notice"
    assert "New notice" in mail["subject"]
    assert posted.headers["webhook-id"] in str(mail["message-id"])
    assert mail["auto-submitted"] == "auto-generated"
    plain, rich = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain and rich
    for part in (plain, rich):
        assert "New notice" in part.get_content()
        assert "licence" in part.get_content()


def test_further_cycles_tell_nothing_twice(world: World) -> None:
    first_sight(world)
    for _ in range(3):
        make_due(world)
        world.run("run", "--once")

    world.post(), world.mail()
    assert world.web.posts.empty()
    assert world.mailbox.mails.empty()
    status = world.status()
    assert (status["items"], status["digests"], status["deliveries"]["sent"]) == (2, 1, 2)


def test_receivers_that_were_down_get_exactly_one_each(world: World) -> None:
    first_sight(world)
    world.web.post_status, world.mailbox.answer = 503, "451 try again later"
    make_due(world)

    said = world.run("run", "--once")
    world.web.post_status, world.mailbox.answer = 200, "250 OK"
    for _ in range(2):
        make_due(world)
        world.run("run", "--once")

    assert "hook: " in said and "503" in said
    world.post(), world.mail()
    assert world.web.posts.empty()
    assert world.mailbox.mails.empty()


def test_one_channel_that_fails_does_not_stop_the_other(world: World) -> None:
    first_sight(world)
    world.web.post_status = 500
    make_due(world)

    world.run("run", "--once")

    assert world.mail()["subject"]
    assert world.status()["deliveries"] == {"waiting": 1, "sent": 1, "dead": 0}
    assert "hook" in world.run("deliveries", "list", "--only", "waiting")
    world.web.post_status = 200
    assert "hook: sent" in world.run("deliveries", "retry")


def test_a_dead_site_is_listed_and_not_fatal(world: World) -> None:
    world.web.feed_status = 404

    said = world.run("run", "--once")

    assert "blind     1" in said
    assert "gazette" in said and "404" in said


def test_the_same_files_backfilled_twice_are_stored_once_and_sent_never(world: World) -> None:
    folder = world.folder / "history"
    folder.mkdir()
    notice = "Notice on licences\n\nApril 4, 2019\n\nA licence for dysprosium is needed from today."
    (folder / "notice.txt").write_text(notice)
    (folder / "page.html").write_text(
        "<html><head><title>Terbium</title></head><body><article><p>A licence for terbium is"
        " required of every exporter in the country from now on.</p></article></body></html>"
    )
    (folder / "saved.xml").write_bytes(
        b"<rss version='2.0'><channel><item><title>Saved item"
        b"</title><link>https://example.org/s</link></item></channel></rss>"
    )
    (folder / "mail.eml").write_text("From: a@example.org\nSubject: A mail\n\nText of a mail.\n")
    (folder / "empty.txt").write_text("")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(99))

    first = world.run("backfill", str(folder))
    second = world.run("backfill", str(folder))

    assert "4 new" in first and "2 matched (stored, not sent)" in first
    assert "2 files could not be read" in first
    assert "empty.txt" in first and "picture.txt" in first
    assert "0 new" in second
    world.run("run", "--once")
    assert world.web.posts.empty() and world.mailbox.mails.empty()


def test_a_backfill_of_a_period_takes_what_is_of_it(world: World) -> None:
    folder = world.folder / "history"
    folder.mkdir()
    for year in (2018, 2019, 2020):
        (folder / f"{year}.txt").write_text(
            f"Notice of {year} on licences\n\nApril 4, {year}\n\nThe licence number {year} is due."
        )

    said = world.run("backfill", str(folder), "--since", "2019-01-01", "--until", "2019-12-31")

    assert "1 new" in said
    assert "2019" in world.run("items", "list")
