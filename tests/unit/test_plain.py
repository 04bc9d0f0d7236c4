"""Scraped text: the surroundings go, every word of the article stays."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.article import plain
from monitor.article.body import DateLines, gather

TITLE = "Norlund will require licences for magnet exports"
FIRST = "The government of Norlund said on Friday that magnets may leave only with a licence."
SECOND = "The rule takes effect in May, and exporters called the time too short for them."


def scraped(*lines: str) -> str:
    return "\n".join(lines)


def test_menus_contacts_and_dates_above_the_text_are_no_text() -> None:
    text = scraped(
        "+99 555 01234567", "Home > News > Trade >", "", TITLE, "", "News Group", "", TITLE, "",
        "Issue Time:2024-06-04", FIRST, "", SECOND, "", "contact us",
    )  # fmt: skip

    page = plain.extract(text)

    assert page.title == TITLE
    assert page.body == f"{FIRST}\n\n{SECOND}"
    assert page.published and page.published.iso() == "2024-06-04"
    assert page.published_origin == "page_text"


def test_a_related_block_gives_neither_words_nor_a_date() -> None:
    text = scraped(
        TITLE, FIRST, SECOND, "Related News", "Gallium export ban", "Feb 6, 2026 23:56",
        "The ban on gallium exports was announced on Friday, and it takes effect at once.",
    )  # fmt: skip

    page = plain.extract(text)

    assert page.body == f"{FIRST}\n\n{SECOND}"
    assert page.published is None
    assert page.published_origin is None


def test_a_date_inside_a_sentence_or_caption_is_no_publication_date() -> None:
    text = scraped(TITLE, "(Photo taken on 3 March 2024)", f"On 4 April 2024, {FIRST}")

    assert plain.extract(text).published is None


def test_a_label_says_which_of_two_dates_is_the_publication() -> None:
    text = scraped(TITLE, "Updated: April 5, 2024", "Published: April 4, 2024", FIRST)

    page = plain.extract(text)

    assert page.published and page.published.iso() == "2024-04-04"


def test_an_update_date_alone_is_doubtful() -> None:
    page = plain.extract(scraped(TITLE, "Updated: April 5, 2024", FIRST))

    assert page.warnings == ("only an update date",)


def test_the_repeated_title_names_the_publisher() -> None:
    page = plain.extract(scraped(TITLE, FIRST, SECOND, f"{TITLE} - Norlund Metals Daily (NMD)"))

    assert (page.title, page.publisher) == (TITLE, "Norlund Metals Daily (NMD)")
    assert page.body == f"{FIRST}\n\n{SECOND}"


def test_the_line_above_the_date_is_the_title_and_not_the_sites_name() -> None:
    text = scraped("Official Journal of the Norlund Customs Administration and Treasury", TITLE,
                   "4 April 2024", FIRST)  # fmt: skip

    assert plain.extract(text).title == TITLE


def test_a_byline_gives_authors_and_a_source_line_the_publisher() -> None:
    text = scraped(TITLE, "By Ina Rusk and Jo Brae | 4 April 2024 | 17:45", "Source: NMD", FIRST)

    page = plain.extract(text)

    assert page.authors == ("Ina Rusk", "Jo Brae")
    assert page.publisher == "NMD"
    assert page.published and page.published.iso() == "2024-04-04T17:45:00+00:00"


def test_a_translators_notice_is_a_fact_and_no_text() -> None:
    notice = "The content below was translated by Tencent automatically for reference."

    page = plain.extract(scraped(TITLE, "Oct 17,2019", notice, "", FIRST))

    assert page.machine_translated
    assert page.translation_notice == notice
    assert page.body == FIRST


def test_a_sentence_about_machine_translation_is_text() -> None:
    sentence = "Machine translation has become so good that customs officers use it every day."

    page = plain.extract(scraped(TITLE, FIRST, sentence))

    assert not page.machine_translated
    assert sentence in page.body


def test_calls_glued_to_a_paragraph_are_cut_off() -> None:
    page = plain.extract(scraped(TITLE, f'{FIRST} "Click to view the video', SECOND))

    assert page.body == f"{FIRST}\n\n{SECOND}"


def test_a_repeated_caption_goes_and_a_single_subheading_stays() -> None:
    text = scraped(TITLE, FIRST, "SmCo Magnet", "", "SmCo Magnet", SECOND, "Outlook", FIRST)

    assert plain.extract(text).body == f"{FIRST}\n\n{SECOND}\n\nOutlook\n\n{FIRST}"


def test_tags_after_the_text_go_with_the_furniture() -> None:
    text = scraped(
        TITLE, FIRST, SECOND, "Rare earths", "supply and demand",
        "For queries, please contact Dana HOLM at", "Related Price", "No Data",
    )  # fmt: skip

    assert plain.extract(text).body == f"{FIRST}\n\n{SECOND}"


def test_a_list_at_the_end_stays() -> None:
    text = scraped(TITLE, FIRST, "The items are:", "Samarium metal", "Gadolinium metal",
                   "1. Terbium oxide", "contact us")  # fmt: skip

    assert plain.extract(text).body.endswith("1. Terbium oxide")
    assert "Samarium metal" in plain.extract(text).body


def test_a_teaser_between_paragraphs_goes_alone() -> None:
    text = scraped(TITLE, FIRST, "READ MORE", "Tungsten miners ask for help", SECOND)

    assert plain.extract(text).body == f"{FIRST}\n\n{SECOND}"


def test_an_official_notice_is_dated_by_its_signature_which_stays() -> None:
    text = scraped(
        "关于对部分稀土物项实施出口管制的公告",
        "为维护国家安全和利益，决定对下列物项实施出口管制，未经许可，不得出口。",
        "云岭省商务厅",
        "二○二四年三月十九日",
        "（此件公开发布）",
    )

    page = plain.extract(text, timezone="Asia/Shanghai")

    assert page.published and page.published.iso() == "2024-03-19"
    assert "云岭省商务厅\n\n二○二四年三月十九日" in page.body


def test_lines_wrapped_at_a_column_are_joined() -> None:
    text = scraped(
        TITLE, "",
        "The ministry said on Friday that exporters of sintered magnets will need a",
        "permit from May onwards, and that applications must name the end user. The",
        "rule also covers samples.",
    )  # fmt: skip

    assert plain.extract(text).body == (
        "The ministry said on Friday that exporters of sintered magnets will need a permit from"
        " May onwards, and that applications must name the end user. The rule also covers samples."
    )


def test_broken_entities_and_trailing_dots_are_mended() -> None:
    page = plain.extract(scraped(f"{TITLE}·····", f"{FIRST} & ldquo; Yes & rdquo; they said."))

    assert page.title == TITLE
    assert page.body.endswith("“ Yes ” they said.")


def test_a_relative_date_line_needs_now() -> None:
    text = scraped(TITLE, "2 hours ago", FIRST)
    now = datetime(2024, 4, 4, 12, 0, tzinfo=UTC)

    dated = plain.extract(text, now=now)

    assert plain.extract(text).published is None
    assert dated.published and dated.published.iso() == "2024-04-04T10:00:00+00:00"


@pytest.mark.parametrize("text", ["", "\n\n", "·····", "> > >", "2024-04-04"])
def test_a_text_without_an_article_has_no_body(text: str) -> None:
    assert plain.extract(text).body == ""


NOUNS = st.sampled_from(["magnets", "quotas", "permits", "miners", "exporters", "buyers"])
VERBS = st.sampled_from(["await", "expect", "refuse", "study", "support", "dispute"])
SENTENCES = st.builds(
    "Officials say that {0} {1} the new rules for {2} in the northern valley.".format,
    NOUNS, VERBS, NOUNS,
)  # fmt: skip
FURNITURE = st.sampled_from(
    [
        "Advertisement",
        "Share this article",
        "责任编辑：林未央",
        "Read more: Gallium hits record",
        "",
    ]
)


@given(st.lists(SENTENCES, min_size=1, max_size=6), st.lists(FURNITURE, min_size=6, max_size=6))
def test_no_prose_is_lost_whatever_stands_between(prose: list[str], between: list[str]) -> None:
    lines = [part for pair in zip(prose, between, strict=False) for part in pair]

    page = plain.extract(scraped(TITLE, *lines))

    assert page.body.split("\n\n") == prose


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    page = plain.extract(text)

    assert (page.published is None) == (page.published_origin is None)


def test_the_hours_of_an_event_in_an_entry_are_text_and_no_date() -> None:
    lines = ["The hearing is open to all who have asked for a seat.", "Time: 10:00 - 12:00"]

    found = gather(lines, title="", reader=DateLines("UTC", datetime(2025, 4, 4, tzinfo=UTC)))

    assert (found.paragraphs, found.date_lines, found.signature) == (lines, [], None)
