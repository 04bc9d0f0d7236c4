"""The rules in force say of all that is stored what they said when it came; on every driver."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import httpx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.app import load_config
from monitor.model import Severity, Source
from monitor.outcome import Window
from monitor.pipeline import Pipeline
from monitor.replaying import Difference, Replayed, Replaying
from monitor.rules import Rules, Vocabulary, parse_pack
from monitor.store import Ruled, Store
from monitor.taxonomy import Taxonomy, parse_entries
from tests.build import NOON, FakeClock, article, match, payload, rss, source
from tests.line import pipeline, poll

SHIPPED = Path(__file__).parents[2] / "config"
TAXONOMY = Taxonomy(
    (
        *parse_entries(
            "material",
            {
                "dysprosium": {"name": "dysprosium", "names_zh": ["镝"]},
                "gallium": {"name": "gallium"},
            },
            "materials.toml",
        ),
    )
)
GRADED = """
[lists]
urgent = ["at once", "from today"]

[severity]
parts = { official = 2, adopted = 2, drafted = 1, title = 1, recent = 3, "@urgent" = 2 }
review = 3
action = 6

[rules.licence]
query = 'sentence((licence OR licens* OR 许可) AND material:*) AND NOT "fridge magnet"'

[rules.far]
query = '"export licence"~4 OR (body:gallium AND title:notice)'
severity = { parts = { title = 5, recent = 1 }, review = 2, action = 5 }

[rules.of-a-ministry]
query = '(tier:ministry OR tier:official) AND material:gallium'
severity = "fyi"

[rules.of-this-year]
query = 'published:>=2026-01-01 AND (dysprosium OR kind:notice)'
severity = "action-required"

[rules.of-any-tier]
query = 'tier:* AND licence'
"""
SOURCES = (
    source(name="gazette", url="https://gazette.example/feed", tier="official"),
    source(name="ministry", url="https://ministry.example/feed", tier="ministry"),
    source(name="wire", url="https://wire.example/feed", tier="wire"),
)
TITLES = (
    "Notice on dysprosium",
    "Gallium prices",
    "Ministry announces an export licence for gallium",
    "镝出口许可公告",
)
BODIES = (
    "An export licence for dysprosium is needed at once. It was adopted on 1 May 2026.",
    "Gallium is dear. A licence was talked of in March 2024; a fridge magnet holds the paper.",
    "出口镝须申请许可。",
    "The draft asks for comments on licensing gallium until 3 June 2026.",
    "",
)
DAYS = (None, "Tue, 05 May 2026 08:00:00 GMT", "Mon, 04 Mar 2019 08:00:00 GMT", "2026-05")


def ruled(text: str = GRADED, sources: Sequence[Source] = SOURCES) -> Rules:
    vocabulary = Vocabulary(TAXONOMY.entries)
    pack = parse_pack("graded", tomllib.loads(text), origin="graded.toml", vocabulary=vocabulary)
    tiers = {one.name: one.tier for one in sources}
    return Rules(pack.rules, vocabulary, terms=TAXONOMY.terms, tiers=tiers)


def feed(*items: tuple[str, str, str, str | None]) -> bytes:
    """An RSS feed of (link, title, text, day)."""
    written = rss(*((link, title, text) for link, title, text, _ in items)).decode()
    for link, _, _, day in items:
        if day is not None:
            guid = f"<guid>{link}</guid>"
            written = written.replace(guid, f"{guid}<pubDate>{day}</pubDate>", 1)
    return written.encode()


@dataclass
class World:
    """Some feeds that a test changes, watched by a real line."""

    store: Store
    asking: Rules
    taxonomy: Taxonomy = TAXONOMY
    clock: FakeClock = field(default_factory=FakeClock)
    feeds: dict[str, dict[str, tuple[str, str, str | None]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.line: Pipeline = pipeline(
            self.store,
            self._answer,
            clock=self.clock,
            sources=SOURCES,
            asking=self.asking,
            taxonomy=self.taxonomy,
        )

    def _answer(self, request: httpx.Request) -> httpx.Response:
        name = request.url.host.partition(".")[0]
        return httpx.Response(200, content=self._feed(name))

    def _feed(self, name: str) -> bytes:
        items = self.feeds.get(name, {})
        return feed(*((f"https://{name}.example/{key}", *one) for key, one in items.items()))

    def put(self, name: str, key: str, title: str, text: str, day: str | None = None) -> None:
        self.feeds.setdefault(name, {})[key] = (title, text, day)

    def look(self, name: str, *, after: timedelta = timedelta(hours=1)) -> None:
        self.clock.advance(after)
        poll(self.line, name)

    def backfill(self, name: str) -> None:
        at = replace(payload(self._feed(name)), fetched_at=self.clock())
        named = next((one for one in SOURCES if one.name == name), source(name=name))
        self.line.ingest(named, at, backfill=Window())


def replayed(
    store: Store, rules: Rules, *, against: Rules | None = None, topic: str | None = None
) -> list[Replayed]:
    return list(Replaying(store=store, rules=rules, against=against).run(topic=topic))


def differing(found: Sequence[Replayed]) -> list[Difference]:
    return [difference for one in found for difference in one.differences]


def eventful(world: World) -> None:
    """First sights, news, edits great and small, copies, history, and a text that alternates."""
    for number, (title, text) in enumerate(zip(TITLES, BODIES[:4], strict=True)):
        world.put("gazette", f"old{number}", title, text, DAYS[number])
        world.put("ministry", f"old{number}", title, text, DAYS[number])  # copies
    for one in SOURCES:
        world.look(one.name)
    world.put("gazette", "new", TITLES[2], BODIES[0], "Wed, 06 May 2026 13:00:00 GMT")
    world.put("wire", "new", TITLES[2], BODIES[0])
    world.put("wire", "bare", TITLES[0], "")
    for one in SOURCES:
        world.look(one.name)
    world.put("gazette", "new", TITLES[2], BODIES[3])
    world.put("wire", "new", TITLES[2], BODIES[0].replace("1 May", "2 May"))
    world.put("ministry", "old1", TITLES[1] + ".", BODIES[1])
    for one in SOURCES:
        world.look(one.name, after=timedelta(days=20))
    for text in (BODIES[0], BODIES[3], BODIES[0]):
        world.put("gazette", "new", TITLES[2], text)
        world.look("gazette")
    world.put("backfill", "file", TITLES[0], BODIES[1], DAYS[2])
    world.put("wire", "history", TITLES[3], BODIES[2], DAYS[2])
    world.backfill("backfill")
    world.backfill("wire")


def test_the_rules_in_force_reproduce_what_was_recorded(store: Store) -> None:
    world = World(store, ruled())
    eventful(world)

    found = replayed(store, ruled())

    assert differing(found) == []
    assert len(found) == store.history.count()
    # One word of Monitor itself, that a source is silent, is asked of no rules.
    assert store.totals().revisions == store.history.count() + 1
    severities = Counter(one.severity for text in found for one in text.text.matches)
    held = {one.held for page in store.history.hits() for one in page}
    assert set(severities) == set(Severity), "the history has every severity"
    assert {None, "baseline", "backfill", "copy"} <= held
    assert any(one.text.number > 1 for one in found)
    assert {one.text.ruled.rules for one in found} == {ruled().digest()}


def test_the_shipped_rules_reproduce_what_was_recorded(store: Store) -> None:
    config = load_config(SHIPPED)
    world = World(store, config.rules, config.taxonomy)
    eventful(world)

    again = load_config(SHIPPED)

    assert store.totals().matched
    assert differing(replayed(store, again.rules)) == []


EVENT = st.tuples(
    st.sampled_from([*(one.name for one in SOURCES), "backfill"]),
    st.sampled_from("abc"),
    st.sampled_from(TITLES),
    st.sampled_from(BODIES),
    st.sampled_from(DAYS),
    st.sampled_from(["look", "look", "look", "backfill", "renormalise"]),
    st.sampled_from([timedelta(minutes=1), timedelta(hours=30), timedelta(days=9)]),
)


@given(events=st.lists(EVENT, min_size=3, max_size=12))
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_happened_the_rules_in_force_reproduce_it(
    events: list[tuple[str, str, str, str, str | None, str, timedelta]],
) -> None:
    store = Store.open(None)
    world = World(store, ruled())
    for name, key, title, text, day, what, later in events:
        world.put(name, key, title, text, day)
        if what == "renormalise":
            list(world.line.renormalise())
        elif what == "backfill" or name == "backfill":
            world.backfill(name)
        else:
            world.look(name, after=later)

    found = replayed(store, ruled())
    store.close()

    assert differing(found) == []


def test_a_source_that_is_no_longer_configured_keeps_its_tier(store: Store) -> None:
    eventful(World(store, ruled()))

    assert differing(replayed(store, ruled(sources=SOURCES[2:]))) == []


def test_another_tier_of_a_source_is_another_version_of_the_rules(store: Store) -> None:
    eventful(World(store, ruled()))
    other = ruled(sources=[replace(one, tier="trade") for one in SOURCES])

    found = differing(replayed(store, other))

    assert other.digest() != ruled().digest()
    assert {(one.what, one.rule) for one in found} >= {("lost", "of-a-ministry")}
    assert ("severity", "licence") in {(one.what, one.rule) for one in found}


def test_recent_is_what_it_was_when_the_text_came(store: Store) -> None:
    world = World(store, ruled())
    world.put("wire", "1", TITLES[2], BODIES[0], "Tue, 05 May 2026 08:00:00 GMT")
    world.look("wire")
    world.clock.advance(timedelta(days=400))

    assert differing(replayed(store, ruled())) == []


def test_what_a_change_would_have_done_is_told_by_rule(store: Store) -> None:
    world = World(store, ruled())
    world.put("wire", "1", "Weather", "A licence for dysprosium. Rain on gallium.")
    world.look("wire")
    before = """
[rules.kept]
query = "rain"
severity = "fyi"
[rules.gone]
query = "licence"
"""
    after = """
[rules.kept]
query = "rain OR gallium"
severity = "review"
[rules.come]
query = "gallium"
"""
    found = differing(replayed(store, ruled(after), against=ruled(before)))

    assert [(one.what, one.rule, one.before, one.after) for one in found] == [
        ("added", "come", None, Severity.REVIEW),
        ("lost", "gone", Severity.REVIEW, None),
        ("severity", "kept", Severity.FYI, Severity.REVIEW),
    ]


def test_other_words_of_the_same_severity_are_a_difference_of_words(store: Store) -> None:
    added = store.items.add(article())
    assert added
    store.items.put_matches(added.revision, [match(rule="licence")], held=None, now=NOON)

    more = rules_of('query = "licence OR licenses OR dysprosium"\nseverity = "action-required"')

    assert [one.what for one in differing(replayed(store, more))] == ["words"]


def rules_of(rule: str) -> Rules:
    vocabulary = Vocabulary()
    table = tomllib.loads(f"[rules.licence]\n{rule}")
    pack = parse_pack("export-controls", table, origin="x.toml", vocabulary=vocabulary)
    return Rules(pack.rules, vocabulary)


def test_a_topic_is_asked_for_alone(store: Store) -> None:
    eventful(World(store, ruled()))

    assert differing(replayed(store, ruled('[rules.x]\nquery = "nothing"'), topic="other")) == []


def test_history_is_read_by_pages_newest_first_within_its_bounds(store: Store) -> None:
    for number in range(230):
        seen = NOON + timedelta(days=number)
        one = article(
            identity=str(number), title=f"Title {number}", first_seen=seen, source=f"s{number % 2}"
        )
        store.items.add(one)

    def titles(**bounds: datetime | str) -> list[str]:
        pages = list(store.history.texts(**bounds))  # type: ignore[arg-type]
        assert all(len(page) <= 100 for page in pages)
        return [one.article.title for page in pages for one in page]

    assert titles() == [f"Title {number}" for number in reversed(range(230))]
    since, until = NOON + timedelta(days=10), NOON + timedelta(days=12)
    assert titles(since=since, until=until) == ["Title 11", "Title 10"]
    assert titles(since=since, until=until, source="s0") == ["Title 10"]
    assert store.history.count(since=since, until=until, source="s0") == 1


def test_a_text_says_by_which_rules_it_was_asked(store: Store) -> None:
    added = store.items.add(article())
    assert added
    assert store.history.ruled(added.revision) == Ruled(rules="", tier="")

    store.history.record([(added.revision, Ruled(rules="one", tier="wire"))])
    store.history.record([(added.revision, Ruled(rules="two", tier=""))])

    assert store.history.ruled(added.revision) == Ruled(rules="two", tier="")


def test_reading_again_notes_the_rules_that_were_asked_then(store: Store) -> None:
    world = World(store, ruled())
    world.put("wire", "1", TITLES[2], BODIES[0])
    world.look("wire")
    other = ruled(GRADED.replace("review = 3", "review = 7").replace("action = 6", "action = 9"))
    changed = World(store, other)

    (one,) = changed.line.renormalise()

    assert one.outcome == "changed"
    assert store.history.ruled(one.revision).rules == other.digest()
    assert differing(replayed(store, other)) == []


def test_a_tier_that_gives_points_is_part_of_the_version() -> None:
    graded = (
        '[rules.x]\nquery = "licence"\n'
        "severity = { parts = { official = 2 }, review = 1, action = 2 }\n"
    )
    other = [replace(one, tier="trade") for one in SOURCES]

    assert ruled(graded).digest() != ruled(graded, other).digest()
    assert ruled(PLAIN).digest() == ruled(PLAIN, other).digest()


PLAIN = '[rules.x]\nquery = "licence"\n'


def test_hits_are_read_some_items_at_a_time_each_item_whole(store: Store) -> None:
    items = 2100
    many = [article(identity=str(n), title=f"Title {n}", source=f"s{n % 2}") for n in range(items)]
    edited = [replace(one, title=f"{one.title} again", content_hash="x") for one in many[:5]]
    for part in (many, edited):
        added = [one for one in store.items.add_all(part) if one]
        found = [(one.revision, [match()], None) for one in added]
        store.items.put_all_matches(found, now=NOON)

    pages = [[hit.item for hit in page] for page in store.history.hits()]

    assert sum(map(len, pages)) == items + 5
    assert all(len(page) <= 1005 for page in pages)
    assert not any(set(page) & set(other) for page, other in pairwise(pages))
    assert store.history.items_of() == {"s0": items // 2, "s1": items // 2}
    assert list(store.history.hits(since=NOON + timedelta(days=1))) == []
