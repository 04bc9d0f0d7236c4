"""Long articles cut down to the sentences that matter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monitor.model import Mention
from monitor.rules.testing.excerpt import excerpt
from tests import build

FILLER = "Milk prices were steady on the day and few wished to say why."
LEAD = "A first sentence."
LAST = "Exports of gallium need a licence."
LONG = "\n\n".join([LEAD, *(f"{FILLER} {FILLER}" for _ in range(40)), f"{FILLER} {LAST}"])


def test_a_short_article_stays_whole() -> None:
    article = build.article(title="Gallium", body=f"{LEAD}\n\n{LAST}")

    assert excerpt(article, ()) == article.body


def test_of_a_long_one_what_matched_is_kept_with_the_lead_in_paragraphs_of_their_own() -> None:
    article = build.article(title="Gallium", body=LONG)

    assert excerpt(article, [LONG.index("licence")], most=80) == f"{LEAD}\n\n{LAST}"


def test_sentences_that_name_a_material_go_before_others() -> None:
    start = LONG.index("gallium")
    named = Mention(
        category="material", id="ga", field="body", start=start, end=start + 7, text="gallium"
    )
    article = build.article(title="", body=LONG, mentions=(named,))

    assert LAST in excerpt(article, (), most=100)
    assert LAST not in excerpt(build.article(title="", body=LONG), (), most=100)


def test_sentences_of_chinese_stay_without_blanks() -> None:
    body = "商务部发布公告。镓出口须经许可。" + "价格平稳。" * 30
    article = build.article(title="", body=body)

    assert excerpt(article, [body.index("镓")], most=20).startswith(
        "商务部发布公告。镓出口须经许可。"
    )


@given(
    st.text("ab .\n。", max_size=300),
    st.lists(st.integers(0, 299), max_size=3),
    st.integers(5, 100),
)
def test_it_is_no_longer_than_asked_besides_what_parts_paragraphs(
    body: str, places: list[int], most: int
) -> None:
    article = build.article(title="aa", body=body)

    cut = excerpt(article, [place for place in places if place < len(body)], most)

    assert len("".join(cut.split())) <= most
    assert set(cut) <= {*body, "\n", " "}
