"""Who issues a document by its head."""

from __future__ import annotations

import pytest

from tests.golden.samples import taxonomy

PROSE = "\n\nThe petition says that ferrovanadium is sold at dumped prices, and asks for duties."


def issuers(text: str, title: str = "") -> list[str]:
    return [mention.id for mention in taxonomy().annotate(title, text).issuers]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            "AGENCY: Enforcement and Compliance, International Trade Administration,"
            " Department of Commerce.",
            ["us.ita", "us.doc"],
        ),
        ("ACTION: Notice.\n\nAGENCY: U.S. Geological Survey.", ["us.usgs"]),
        ("Issued by: European Commission", ["eu.com"]),
        ("THE WHITE HOUSE, Office of Communications", ["us.whitehouse"]),
        ("BUREAU OF INDUSTRY AND SECURITY", ["us.bis"]),
        ("OFFICIAL GAZETTE\n\nEuropean Commission", ["eu.com"]),
        ("商务部\n\n海关总署\n\n公告2026年第9号", ["cn.mofcom", "cn.gacc"]),
        ("【公布单位】商务部", ["cn.mofcom"]),
        ("公布机关：自然资源部", ["cn.mnr"]),
        ("制定機關：商務部", ["cn.mofcom"]),
        ("発行者：経済産業省", ["jp.meti"]),
    ],
)
def test_the_head_of_a_document_says_who_issues_it(head: str, expected: list[str]) -> None:
    assert issuers(head + PROSE) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"Related links\nWhite House\nDepartment of Energy\nContact{PROSE}",
        f"EUROPEAN COMMISSION | CHINA | TRADE{PROSE}",
        f"BUREAU OF INDUSTRY AND SECURITY faces a staffing crisis{PROSE}",
        f"TO: BUREAU OF INDUSTRY AND SECURITY{PROSE}",
        f"TALKS BETWEEN THE PENTAGON AND EU COMMISSION.{PROSE}",
        "业内人士担心AI芯片所需的镓会受美国商务部影响。\n\n价格上涨。",
        "Issued by: Reuters. The Department of Commerce of the US keeps silent.\n\nGallium fell.",
        "公布机关：商务部门户网站转载\n\n镓价下跌。",
        f"{'Traders wait. ' * 30}\n\nDEPARTMENT OF THE INTERIOR\n\nTraders wait.{PROSE * 8}",
        f"Traders wait for the\nDepartment of the Interior{PROSE}",
        f"AGENCY: {'much is said of it and ' * 7}European Commission{PROSE}",
    ],
)
def test_a_name_in_a_menu_in_prose_or_far_below_is_no_head(text: str) -> None:
    assert issuers(text) == []


def test_a_survey_that_calls_for_comment_in_a_headline_has_issued_that() -> None:
    title = "Request for Comments on the List of Critical Minerals, U.S. Geological Survey"

    assert issuers("", title) == ["us.usgs"]
    assert issuers("", "Gallium output fell, U.S. Geological Survey") == []
