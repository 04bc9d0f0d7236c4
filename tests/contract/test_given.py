"""Items are kept as they came, and can be read again by other rules; on every driver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import httpx

from monitor.fingerprint import content_hash
from monitor.pipeline import Pipeline
from monitor.renormalising import Renormalising, Reread
from monitor.store import Store
from monitor.taxonomy import Taxonomy
from tests.build import NOON, FakeClock, article, raw_item, rss, source
from tests.line import RULES, KeepingChannel, deliver, pipeline, poll, rules

OLD = ("https://example.org/old", "Old notice", "An export licence for dysprosium, long ago.")
NEW = ("https://example.org/new", "New notice", "A licence for dysprosium and terbium is needed.")
FOOTER = "The association prints this bulletin in Harbour Street on rainy days."


def line_over(store: Store, *items: tuple[str, str, str], clock: FakeClock) -> Pipeline:
    return pipeline(
        store,
        lambda request: httpx.Response(200, content=rss(*items)),
        clock=clock,
        channels=[KeepingChannel("files")],
    )


def reread(store: Store, words: str = RULES, *, dry_run: bool = False) -> Sequence[Reread]:
    step = Renormalising(
        store=store,
        clock=FakeClock(),
        sources={"gazette": source()},
        rules=rules(words),
        taxonomy=Taxonomy(()),
    )
    return list(step.run(dry_run=dry_run))


def test_an_item_is_kept_as_it_came(store: Store) -> None:
    added = store.items.add(article())
    given = raw_item(title="Ministry &amp; others", content="<p>Words</p>")
    assert added
    store.given.keep([(added.revision, given)], NOON)

    assert store.given.of(added.revision) == given
    assert store.given.of(added.revision + 1) is None


def test_what_is_kept_goes_when_it_is_old(store: Store) -> None:
    added = store.items.add(article())
    assert added
    store.given.keep([(added.revision, raw_item())], NOON)
    store.given.forget(before=NOON)
    assert store.given.count() == 1
    store.given.forget(before=NOON + timedelta(seconds=1))
    assert store.given.count() == 0


def test_a_poll_keeps_each_new_item(store: Store) -> None:
    poll(line_over(store, OLD, NEW, clock=FakeClock()))

    kept = [one for page in store.given.each() for one in page]
    assert [one.raw.title for one in kept] == ["Old notice", "New notice"]
    assert all(one.is_latest for one in kept)


def test_nothing_changes_while_the_rules_are_the_same(store: Store) -> None:
    poll(line_over(store, OLD, NEW, clock=FakeClock()))

    assert [one.outcome for one in reread(store)] == ["same", "same"]


def test_a_record_made_by_older_rules_is_brought_in_step(store: Store) -> None:
    poll(line_over(store, OLD, clock=FakeClock()))
    ((kept,),) = store.given.each()
    older = replace(kept.article, title="OLD NOTICE - Gazette", normaliser=0)
    store.items.rewrite(kept.revision, older, (), is_latest=True, now=NOON)

    (dry,) = reread(store, dry_run=True)
    assert (dry.outcome, dry.fields) == ("changed", ("title",))
    assert store.items.revision(kept.revision).article == older

    (done,) = reread(store)
    stored = store.items.get(kept.item)
    assert done.gained == ("export-controls/licence", "export-controls/mention")
    assert stored and stored.article.title == "Old notice"
    assert stored.held == "renormalised"
    assert store.items.search("old notice", limit=5) == [kept.item]


def test_reading_again_tells_nobody(store: Store) -> None:
    clock = FakeClock()
    line = line_over(store, OLD, clock=clock)
    poll(line)
    more = RULES + '\n[rules.old]\ntitle = "x"\nseverity = "review"\nquery = "long AND ago"\n'

    (done,) = reread(store, more)

    assert done.gained == ("export-controls/old",)
    assert line.compose("desk") is None
    assert deliver(line) == []


def test_what_was_told_of_a_match_stays_known(store: Store) -> None:
    clock = FakeClock()
    poll(line_over(store, OLD, clock=clock))
    ((kept,),) = store.given.each()
    before = store.items.revision(kept.revision)
    reread(store, RULES.replace("A licence is required", "Another title"))

    after = store.items.revision(kept.revision)
    assert (after.held, len(after.matches)) == (before.held, len(before.matches))


def test_a_text_whose_alert_waits_stays_as_it_was_matched(store: Store) -> None:
    clock = FakeClock()
    feed = [OLD]
    line = pipeline(store, lambda request: httpx.Response(200, content=rss(*feed)), clock=clock)
    poll(line)
    feed.insert(0, NEW)
    clock.advance(timedelta(hours=1))
    poll(line)

    outcomes = {
        one.before.title: one.outcome for one in reread(store, RULES.replace("licence", "permit"))
    }

    assert outcomes == {"Old notice": "changed", "New notice": "waiting"}


def test_a_source_that_went_is_left_as_it_is(store: Store) -> None:
    poll(line_over(store, OLD, clock=FakeClock()))
    step = Renormalising(
        store=store, clock=FakeClock(), sources={}, rules=rules(), taxonomy=Taxonomy(())
    )

    assert [one.outcome for one in step.run()] == ["unconfigured"]


def test_better_rules_are_no_edit(store: Store) -> None:
    clock = FakeClock()
    feed = [OLD]
    line = pipeline(store, lambda request: httpx.Response(200, content=rss(*feed)), clock=clock)
    poll(line)
    ((kept,),) = store.given.each()
    body = f"Home. News. Contact 12. {kept.article.body}"
    older = replace(
        kept.article,
        body=body,
        content_hash=content_hash(kept.article.title, body),
        normaliser=0,
    )
    store.items.rewrite(
        kept.revision, older, store.items.matches(kept.revision), is_latest=True, now=NOON
    )
    feed[0] = (OLD[0], OLD[1], f"&lt;p&gt;{OLD[2]}&lt;/p&gt;")  # other mark-up, the same words
    clock.advance(timedelta(hours=1))
    poll(line)

    stored = store.items.get(kept.item)
    assert stored and (stored.number, stored.held) == (2, "minor-edit")
    assert line.compose("desk") is None


def test_a_footer_is_learnt_and_left_out(store: Store) -> None:
    clock, feed = FakeClock(), list[tuple[str, str, str]]()
    line = pipeline(store, lambda request: httpx.Response(200, content=rss(*feed)), clock=clock)
    for number in range(13):
        parts = (f"Report {number} begins here.", f"It goes on about {number}.", FOOTER)
        text = "".join(f"&lt;p&gt;{part}&lt;/p&gt;" for part in parts)
        feed.insert(0, (f"https://example.org/{number}", f"Report number {number}", text))
        poll(line)
        clock.advance(timedelta(hours=1))

    newest = store.items.get(store.items.newest(limit=1)[0])

    assert newest and newest.article.left_out == (FOOTER,)
    assert FOOTER not in newest.article.body


def test_edits_of_one_item_teach_nothing_of_what_its_source_repeats(store: Store) -> None:
    clock, feed = FakeClock(), list[tuple[str, str, str]]()
    line = pipeline(store, lambda request: httpx.Response(200, content=rss(*feed)), clock=clock)
    for number in range(20):
        parts = ("The port is closed.", f"Ship {number} waits outside.", "It opens at noon.")
        text = "".join(f"&lt;p&gt;{part}&lt;/p&gt;" for part in parts)
        feed[:] = [("https://example.org/live", "Live from the port", text)]
        poll(line)
        clock.advance(timedelta(hours=1))

    assert store.learnt.of("gazette").items == 1
