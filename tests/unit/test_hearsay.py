"""Bodies that are only spoken of, and those of which news is learnt."""

from __future__ import annotations

import pytest

from tests.golden.samples import taxonomy


def issuers(title: str, text: str = "") -> list[str]:
    return [mention.id for mention in taxonomy().annotate(title, text).issuers]


@pytest.mark.parametrize(
    "title",
    [
        "Former USTR Lighthizer calls for decoupling in minerals",
        "China's MIIT seen raising rare earth quotas: poll",
        "高盛：若商务部延长管制，镝价或翻倍",
        "Rare earth exports fell, figures from the General Administration of Customs showed",
    ],
)
def test_who_is_awaited_or_quoted_or_was_in_office_issues_nothing(title: str) -> None:
    assert issuers(title) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("记者从工业和信息化部获悉，追溯系统将于下月启用。", ["cn.miit"]),
        ("据工信部原材料工业司通知，企业须每月填报。", ["cn.miit"]),
        ("MOFCOM's export control bureau circulated the answers this month.", ["cn.mofcom"]),
        ("An exporter must first obtain MOFCOM's consent.", ["cn.mofcom"]),
        ("The terms were set out on Thursday by the European Commission.", ["eu.com"]),
        ("El Ministerio de Minería de Chile dijo que no hay fecha.", ["cl.mining"]),
    ],
)
def test_who_gives_the_news_issues(text: str, expected: list[str]) -> None:
    assert issuers("", text) == expected


def test_all_authorities_of_a_kind_are_not_the_ministry() -> None:
    def named(text: str) -> list[str]:
        mentions = taxonomy().annotate("", text).mentions
        return [one.id for one in mentions if one.category == "body"]

    assert named("淄博市政府会同公安部门检查园区。") == []
    assert named("南非贸易部门提交方案。") == []
    assert named("公安部和商务部检查园区。") == ["cn.mps", "cn.mofcom"]
