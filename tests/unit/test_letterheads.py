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
        ("THE WHITE HOUSE, Office of Communications", ["us.whitehouse"]),
        ("商务部\n\n海关总署\n\n公告2026年第9号", ["cn.mofcom", "cn.gacc"]),
        ("【发布单位】商务部", ["cn.mofcom"]),
        ("发文机关：自然资源部", ["cn.mnr"]),
        ("發布機關：商務部", ["cn.mofcom"]),
    ],
)
def test_the_head_of_a_document_says_who_issues_it(head: str, expected: list[str]) -> None:
    assert issuers(head + PROSE) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Traders expect nothing of the\nDepartment of the Interior\nthis year.".replace("\n", " "),
        f"{'Traders wait. ' * 30}\n\nDEPARTMENT OF THE INTERIOR\n\nTraders wait.{PROSE * 8}",
        f"Traders wait for the Department of the Interior and talk of little else.{PROSE}",
    ],
)
def test_a_name_in_prose_or_far_below_is_no_head(text: str) -> None:
    assert issuers(text) == []


def test_a_survey_that_calls_for_comment_in_a_headline_has_issued_that() -> None:
    title = "Request for Comments on the List of Critical Minerals, U.S. Geological Survey"

    assert issuers("", title) == ["us.usgs"]
    assert issuers("", "Gallium output fell, U.S. Geological Survey") == []
