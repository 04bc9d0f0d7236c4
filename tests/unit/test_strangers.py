"""How names of unknown states, of firms and of former officials stand beside an office."""

from __future__ import annotations

import pytest

from monitor.taxonomy.strangers import is_of_firm, is_over, stranger


@pytest.mark.parametrize(
    ("text", "is_over_"),
    [
        ("former ", True),
        ("Ex-", True),
        ("ehemaliger ", True),
        ("бывший ", True),
        ("，前", True),
        ("목요일 전 ", True),
        ("目前", False),
        ("performer of ", False),
        ("the ", False),
    ],
)
def test_words_before_an_office_say_that_it_was_held_once(text: str, is_over_: bool) -> None:
    assert is_over(f"{text}minister", len(text)) is is_over_


@pytest.mark.parametrize(
    ("before", "state", "office", "behind", "is_firms"),
    [
        ("Velm's ", "Norland", "president", "", True),
        ("Velm-", "Norland", "president", "", True),
        ("Velm ", "Norland", "president", "", True),
        ("Velm ", "Norland", "President", "", False),
        ("Today ", "Norland", "president", "", False),
        ("", "Norland", "president", " of Velm", True),
        ("", "Norland", "president", " and CEO of Velm", True),
        ("", "Norland", "president", " at Velm", True),
        ("", "Norland", "president", " at G7", False),
        ("", "Norland", "president", " speaks", False),
        ("Velm's ", "Norland", "customs", "", False),
    ],
)
def test_a_president_may_be_a_firms(
    before: str, state: str, office: str, behind: str, is_firms: bool
) -> None:
    text = f"{before}{state} {office}{behind}"
    start = len(before)
    begin = start + len(state) + 1
    assert is_of_firm(text, (start, begin - 1), (begin, begin + len(office))) is is_firms


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Velmark's |trade ministry|", "Velmark"),
        ("Velmark’s new |trade ministry|", "Velmark"),
        ("Brell's |trade ministry|", "Brell"),
        ("Velmarkian |trade ministry|", "Velmarkian"),
        ("Ostria |trade ministry|", "Ostria"),
        ("the |trade ministry| of Brell", "Brell"),
        ("the |trade ministry| in Ostria", "Ostria"),
        ("die karsowische |Regierung|", "karsowische"),
        ("карсовийское |правительство|", "карсовийское"),
        ("维尔马克|商务部|", "维尔马克"),
        ("称尔马克共和国的|商务部|", "尔马克"),
        ("オストビアの|財務省|", "オストビア"),
        ("オストビア|財務省|", "オストビア"),
        ("오스트비아 |재무부|", "오스트비아"),
    ],
)
def test_how_names_of_states_that_no_table_has_are_formed(text: str, name: str) -> None:
    start, end = text.index("|"), text.rindex("|") - 1
    text = text.replace("|", "")
    span = stranger(text, start, end, is_followed=False)
    assert span is not None
    assert text[slice(*span)].startswith(name)


@pytest.mark.parametrize(
    "text",
    [
        "Today's |trade ministry| note",
        "Modi's |government|",
        "the |trade ministry| in Brell",
        "the |government| of Modi",
        "Velm's |trade ministry| contract",
        "Asian |trade ministry|",
        "the |trade ministry|",
        "heimische |Regierung|",
        "目前|商务部|",
        "会同|商务部|",
        "メディアの|政府|",
        "뉴스에 |재무부|",
    ],
)
def test_what_stands_beside_an_office_and_is_no_state(text: str) -> None:
    start, end = text.index("|"), text.rindex("|") - 1
    assert stranger(text.replace("|", ""), start, end, is_followed=False) is None


def test_a_state_may_follow_with_a_blank_alone_where_the_language_has_it_so() -> None:
    text = "el gobierno velmarquiano habla"
    assert stranger(text, 3, 11, is_followed=True) == (12, 24)
    assert stranger(text, 3, 11, is_followed=False) is None
