"""What a source repeats round its texts is learnt, and left out at their ends only."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monitor.article.shared_lines import SharedLines, line_key, without_shared

GREETING = "Dear reader, this is the bulletin of the Association of Importers."
FOOTER = "Association of Importers, Harbour Street 1, all rights reserved."


def texts(number: int, *, head: str = GREETING, foot: str = FOOTER) -> list[tuple[str, list[str]]]:
    return [
        (f"{head}\n\nStory {n} begins.\n\nStory {n} ends.\n\n{foot}", []) for n in range(number)
    ]


def nothing(line: str) -> bool:
    return False


def test_lines_on_a_third_of_a_sources_items_are_boilerplate() -> None:
    learnt = SharedLines().after(texts(12))

    assert learnt.boilerplate == {line_key(GREETING), line_key(FOOTER)}


def test_a_few_items_teach_nothing() -> None:
    assert SharedLines().after(texts(9)).boilerplate == frozenset()


def test_boilerplate_is_left_out_at_both_ends_and_kept_as_left_out() -> None:
    learnt = SharedLines().after(texts(12))
    body, left_out = without_shared(texts(1)[0][0], learnt.boilerplate, matters=nothing)

    assert body == "Story 0 begins.\n\nStory 0 ends."
    assert left_out == (GREETING, FOOTER)


def test_boilerplate_between_an_articles_own_words_stays() -> None:
    learnt = SharedLines().after(texts(12))
    written = f"It begins.\n\n{GREETING}\n\nIt ends."

    assert without_shared(written, learnt.boilerplate, matters=nothing) == (written, ())


def test_a_line_that_names_policy_stays_however_often_it_is_repeated() -> None:
    law = "Under the Export Control Law, the following is announced."
    learnt = SharedLines().after(texts(12, head=law))
    body, left_out = without_shared(
        texts(1, head=law)[0][0], learnt.boilerplate, matters=lambda line: "Export" in line
    )

    assert body.startswith(law)
    assert left_out == (FOOTER,)


def test_what_is_left_out_goes_on_being_counted() -> None:
    learnt = SharedLines().after(texts(12))
    for _ in range(50):
        body, left_out = without_shared(texts(1)[0][0], learnt.boilerplate, matters=nothing)
        learnt = learnt.after([(body, left_out)])

    assert line_key(FOOTER) in learnt.boilerplate


def test_a_footer_that_a_source_gave_up_is_forgotten() -> None:
    learnt = SharedLines().after(texts(12))
    others = ((f"Item {n} is new.\n\nIt says {n}.\n\nIt ends {n}.", ()) for n in range(600))

    assert learnt.after(others).boilerplate == frozenset()


@given(
    st.lists(st.sampled_from([GREETING, FOOTER, "One.", "Two.", "Three."]), min_size=1, max_size=12)
)
def test_something_of_a_text_always_stays_and_nothing_is_lost(parts: list[str]) -> None:
    learnt = SharedLines().after(texts(12))
    body, left_out = without_shared("\n\n".join(parts), learnt.boilerplate, matters=nothing)

    assert body
    assert sorted([*body.split("\n\n"), *left_out]) == sorted(parts)
