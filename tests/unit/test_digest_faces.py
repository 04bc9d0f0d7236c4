"""HTML, text and JSON of a digest: the same in the same order, and nothing breaks out."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.digest import as_json, html, text, wording
from monitor.model import (
    BlindSource,
    Coverage,
    DateRole,
    Digest,
    Entry,
    Evidence,
    Mark,
    MeasureDate,
    Reason,
    Severity,
)
from tests import build

_TAGS = "html head meta title style body div p h1 h2 a mark table tr td b br bdi span"
_ATTRIBUTES = (
    "lang charset name content http-equiv class style dir href rel role valign"
    " cellpadding cellspacing"
)
TAGS, ATTRIBUTES = (set(re.findall(r"\S+", names)) for names in (_TAGS, _ATTRIBUTES))
HOSTILE = (
    "</title></p><script>alert(1)</script><img src=x onerror=alert(1)>\"'{{ 7*7 }}\x1b[2J\u202e"
)


def evidence(said: str, *words: str, field: str = "body") -> Evidence:
    spans = ((said.index(word), len(word)) for word in words)
    marks = tuple(Mark(start=start, end=start + length) for start, length in spans)
    return Evidence(text=said, marks=marks, field="title" if field == "title" else "body")


def reason(rule: str, *terms: str, severity: Severity = Severity.ACTION) -> Reason:
    return Reason(rule=rule, topic="export-controls", severity=severity, terms=terms)


def measure_date(role: DateRole, day: str, words: str) -> MeasureDate:
    return MeasureDate(
        role=role, date=day, precision="day", field="body", start=0, end=4, text=words
    )


NOTICE = "关于对两种重稀土氧化物实施出口管制的公告"
RICH = build.digest(
    since=build.NOON.replace(day=5),
    entries=(
        build.entry(
            title=NOTICE,
            language="zh",
            publisher="商务部",
            evidence=(
                evidence(NOTICE, "重稀土", field="title"),
                evidence("出口经营者出口氧化钬，应当向国务院商务主管部门申请许可。" * 3, "氧化钬"),
            ),
            reasons=(reason("licence", "出口管制"), reason("heavy", severity=Severity.FYI)),
            documents=("cn.mofcom.2026-18",),
            materials=("holmium", "erbium"),
            copies=7,
        ),
        build.entry(
            item=2,
            revision=2,
            change="edited",
            severity=Severity.REVIEW,
            title=f"Comment period {HOSTILE} moved",
            evidence=(evidence("Comments on *draft* rules close on 29 May.", "29 May"),),
            warnings=("two dates differ",),
        ),
        build.entry(
            item=3,
            severity=Severity.FYI,
            title="",
            url="file:///srv/inbox/tracing.html",
            publisher=None,
            machine_translated=True,
            published=None,
            published_precision=None,
            published_source=None,
        ),
        build.entry(item=4, severity=Severity.FYI, title="Named only"),
    ),
    coverage=Coverage(
        sources=43,
        looked=42,
        items=612,
        blind=(BlindSource(name="gacc", cause="blocked, 412", since=build.NOON),),
        held={"baseline": 12, "copy": 9},
    ),
    max_entries=3,
)


class Reading(HTMLParser):
    """What a reader of the page gets: visible words, links, tags and attributes used."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words = ""
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.marked: list[str] = []
        self._hidden = ""
        self._marking = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.attributes |= given.keys()
        if tag == "a":
            self.links.append(str(given["href"]))
        if tag in {"title", "style"} or given.get("style") == "display:none":
            self._hidden = tag
        self._marking = tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden:
            self._hidden = ""
        self._marking = False

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words += data
        if self._marking:
            self.marked.append(data)


def bare(words: str) -> str:
    """Drop what the faces may do each in its own way: blanks, case, stars, dots, rulers."""
    return re.sub(r"[\s*·]|-{8}", "", words).lower()


def text_without_addresses(digest: Digest) -> str:
    lines = text.render(digest).splitlines()
    return "\n".join(line for line in lines if not line.startswith("  http"))


def test_html_and_text_say_the_same_in_the_same_order() -> None:
    assert bare(Reading(html.render(RICH)).words) == bare(text_without_addresses(RICH))


def test_html_and_text_name_the_same_addresses() -> None:
    links = Reading(html.render(RICH)).links

    lines = [line.strip() for line in text.render(RICH).splitlines()]
    assert links == [line for line in lines if line.startswith("http")]
    assert len(links) == 3


def test_the_words_that_matched_are_marked_in_both() -> None:
    assert Reading(html.render(RICH)).marked == ["重稀土", "氧化钬", "29 May"]
    assert "*29 May*" in text.render(RICH)
    assert "关于对两种*重稀土*氧化物" in text.render(RICH)


def test_a_title_that_matched_is_said_once() -> None:
    assert Reading(html.render(RICH)).words.count(NOTICE) == 1


def test_the_text_reads_as_designed() -> None:
    said = text.render(RICH)

    assert said.startswith(
        "desk · daily 08:00 Europe/Berlin\n"
        "Four alerts since yesterday 14:00\n"
        "1 action required, 1 review, 2 for information\n"
        "42 of 43 sources looked at, 612 items read\n"
        "\n"
        "ACTION REQUIRED\n"
    )
    assert "\nREVIEW  edited after publication, version 2\n" in said
    assert "  Published   unknown\n" in said
    assert "  publisher unknown · source gazette · machine-translated\n" in said
    assert (
        "  Why         rule licence (export-controls): “出口管制”\n"
        "  Other rules export-controls: heavy (for information)\n"
    ) in said
    assert "\n1 more, named only\nFOR INFORMATION  Named only · Gazette" in said
    assert "Not told: 12 baseline matches held back, 9 copies suppressed.\n" in said


def test_what_is_known_of_a_measure_stands_with_its_words() -> None:
    known = build.entry(
        issuers=("Ministry of Commerce (China)",),
        stage="in_force",
        stage_words="took effect",
        measure_dates=(
            measure_date("effective", "2026-06-01", "from 1 June"),
            measure_date("effective", "2026-06-01", "on 1 June"),
            measure_date("until", "2026-11-10", "until 10 November"),
        ),
        published_confidence="low",
    )

    written = text.render(build.digest(entries=(known,)))

    assert "Issued by   Ministry of Commerce (China)" in written
    assert "Stage       in force (“took effect”)" in written
    assert "Effective   1 June 2026 (“from 1 June”)\n" in written
    assert "Until       10 November 2026 (“until 10 November”)" in written
    assert "(from the feed, doubtful)" in written
    assert "Comments by" not in written


def test_of_many_rules_the_most_telling_are_named_under_their_topics() -> None:
    names = ["licence", "ban", "quota", "probe", "levy", "pact", "curbs", "truce"]
    rules = [replace(reason(name), topic=name[0]) for name in [*names, "banned"]]
    rules.insert(3, rules.pop())
    entry = build.entry(reasons=tuple(rules))

    said = text.render(build.digest(entries=(entry,)))
    kept = json.loads(as_json.render(build.digest(entries=(entry,))))

    assert "  Other rules b: ban, banned; q: quota; and 5 more\n" in said
    assert len(kept["entries"][0]["reasons"]) == 9


def test_a_line_of_text_fits_in_78_cells_and_chinese_counts_double() -> None:
    wide = text.wrapped("稀土" * 50 + "。", first="  Why  ")

    assert [text.cells(line) for line in wide[:-1]] == [77, 77]
    assert not any(line.lstrip().startswith("。") for line in wide)


def test_a_word_without_end_is_broken() -> None:
    assert [len(line) for line in text.wrapped("x" * 200)] == [78, 78, 44]


def test_no_entry_is_dropped_however_few_are_shown() -> None:
    entries = tuple(build.entry(item=item, title=f"Quota {item}.") for item in range(300))
    digest = build.digest(entries=entries, max_entries=0)

    for face in (html.render(digest), text.render(digest)):
        assert all(f"Quota {item}." in face for item in range(300))


def test_a_page_loads_nothing_and_runs_nothing() -> None:
    page = html.render(RICH)

    assert Reading(page).tags <= TAGS
    assert not any(name.startswith("on") or name == "src" for name in Reading(page).attributes)
    assert not re.search(r"url\(|@import|<link", page)
    assert "default-src 'none'" in page


def test_a_quiet_digest_still_says_whether_we_looked() -> None:
    quiet = build.digest(entries=(), coverage=RICH.coverage)

    for said in (Reading(html.render(quiet)).words, text.render(quiet)):
        assert "No alerts" in said
        assert "Did we look? 42 of 43 sources looked at, 612 items read." in said
        assert "gacc since 6 May 2026, 14:00 (blocked, 412)" in " ".join(said.split())


anything = st.text(max_size=200) | st.just(HOSTILE)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    said = draw(anything)
    at = st.integers(-5, len(said) + 5)
    marks = tuple(Mark(start=draw(at), end=draw(at)) for _ in range(draw(st.integers(0, 3))))
    return build.entry(
        title=draw(anything),
        url=draw(st.none() | anything | anything.map("https://example.org/{}".format)),
        source=draw(anything),
        publisher=draw(st.none() | anything),
        language=draw(st.none() | anything),
        published=draw(st.none() | anything),
        evidence=(Evidence(text=said, marks=marks, field="body"),),
        reasons=(reason(draw(anything), draw(anything)),),
        warnings=(draw(anything),),
        documents=(draw(anything),),
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(entries(), max_size=3), anything, st.integers(0, 2))
def test_nothing_from_outside_breaks_out(found: list[Entry], name: str, full: int) -> None:
    digest = build.digest(entries=tuple(found), subscription=name, max_entries=full)
    reading = Reading(html.render(digest))
    said = text.render(digest)

    assert reading.tags <= TAGS
    assert reading.attributes <= ATTRIBUTES
    assert all(wording.link(link) == link for link in reading.links)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said)
    for line in said.split("\n"):
        assert text.cells(line) <= text.WIDTH or line.startswith("  http")
    html.render(digest).encode()


def test_json_has_all_of_it_exactly() -> None:
    read = json.loads(as_json.render(RICH))

    assert list(read)[:3] == ["schema", "id", "subscription"]
    assert read["schema"] == "monitor.digest.v1"
    assert read["composed_at"] == "2026-05-06T12:00:00Z"
    assert len(read["entries"]) == 4
    assert read["entries"][1]["title"] == f"Comment period {HOSTILE} moved"
    assert read["entries"][0]["evidence"][0]["marks"] == [{"start": 5, "end": 8}]
    assert read["coverage"]["held"] == {"baseline": 12, "copy": 9}


def test_json_of_one_digest_is_always_the_same() -> None:
    assert as_json.render(RICH) == as_json.render(RICH)
