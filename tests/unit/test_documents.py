from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.taxonomy import document_numbers


def ids(text: str, title: str = "") -> list[str]:
    return [number.id for number in document_numbers(title, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("商务部 海关总署公告2025年第18号", "cn.mofcom.2025-18"),
        ("商务部公告2025年第61号", "cn.mofcom.2025-61"),
        ("商務部公告2025第61號", "cn.mofcom.2025-61"),
        ("商务部2025年第70号公告", "cn.mofcom.2025-70"),
        ("MOFCOM Announcement No. 18 of 2025", "cn.mofcom.2025-18"),
        ("MOFCOM Announcement No. 18 [2025]", "cn.mofcom.2025-18"),
        ("Ministry of Commerce Announcement No. 70 (2025)", "cn.mofcom.2025-70"),
        ("不可靠实体清单工作机制公告2025年第10号", "cn.uel.2025-10"),
        ("国务院令第785号", "cn.statecouncil.order-785"),
        ("Order No. 785 of the State Council", "cn.statecouncil.order-785"),
        ("国发〔2011〕12号", "cn.statecouncil.guofa-2011-12"),
        ("国发[2011]12号", "cn.statecouncil.guofa-2011-12"),
        ("国发（2011）12号", "cn.statecouncil.guofa-2011-12"),
        ("工信部联原〔2024〕25号", "cn.miit.lianyuan-2024-25"),
        ("Lianyuan [2019] No. 55", "cn.miit.lianyuan-2019-55"),
        ("自然资发〔2020〕33号", "cn.mnr.ziranzifa-2020-33"),
        ("税委会〔2010〕26号", "cn.mof.shuiweihui-2010-26"),
        ("工业和信息化部 自然资源部令第71号", "cn.miit.order-71"),
        ("MIIT Decree No. 71", "cn.miit.order-71"),
        ("see 90 FR 41591", "us.fr.90-41591"),
        ("90 Fed. Reg. 41591", "us.fr.90-41591"),
        ("Federal Register Volume 90, Number 163, Pages 41591-41593", "us.fr.90-41591"),
        ("[FR Doc. 2025-16311 Filed]", "us.fr-doc.2025-16311"),
        ("FR Doc. 2021–24408", "us.fr-doc.2021-24408"),
        ("docket USGS-2025-0039", "us.docket.USGS-2025-0039"),
        ("[Docket No. 250509-0083]", "us.docket.250509-0083"),
        ("RIN 0694-AK11", "us.rin.0694-AK11"),
        ("15 CFR 744.21", "us.cfr.15-744.21"),
        ("EO 14241", "us.eo.14241"),
        ("E.O. 13817", "us.eo.13817"),
        ("Executive Order 14241", "us.eo.14241"),
        ("Proclamation 10896", "us.proclamation.10896"),
        ("H.R. 1234", "us.hr.1234"),
        ("the Senate bill S. 429", "us.s.429"),
        ("case A-570-831", "us.ad.A-570-831"),
        ("Regulation (EU) 2024/1252", "eu.celex.32024R1252"),
        ("Regolamento 2024/1252/UE", "eu.celex.32024R1252"),
        ("Regulation (EC) No 428/2009", "eu.celex.32009R0428"),
        ("COM(2025) 945", "eu.com.2025-945"),
        ("CELEX 32024R1252", "eu.celex.32024R1252"),
        ("OJ C 363/36", "eu.oj.C-363-36"),
        ("P8_TA(2018)0451", "eu.ep.P8-2018-0451"),
        ("WT/DS431/R", "wto.ds.431"),
        ("GB 26451-2011", "cn.gb.26451-2011"),
    ],
)
def test_each_written_form_has_its_one_id(text: str, expected: str) -> None:
    assert ids(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "商务部公告2025年第55-58、61、62号",
        "MOFCOM announcements No. 55, 56, 57, 58, 61 and 62 of 2025",
    ],
)
def test_a_list_gives_each_number(text: str) -> None:
    assert ids(text) == [f"cn.mofcom.2025-{n}" for n in (55, 56, 57, 58, 61, 62)]


def test_disputes_written_together_are_told_apart() -> None:
    assert ids("DS431/432/433") == ["wto.ds.431", "wto.ds.432", "wto.ds.433"]


@pytest.mark.parametrize(
    "text",
    [
        "公告2025年第61号",
        "Announcement No. 61 of 2025",
        "2025年第10号台风",
        "U.S. 50 states",
        "3月18号",
    ],
)
def test_a_number_without_an_issuer_is_left_out(text: str) -> None:
    assert ids(text) == []


def test_the_title_may_name_the_issuer_for_the_body() -> None:
    assert ids("Announcement No. 61 of 2025", "Ministry of Commerce acts") == ["cn.mofcom.2025-61"]


PIECES = st.sampled_from(
    [
        "公告",
        "2025年第",
        "55",
        "-",
        "、",
        "号",
        "商务部",
        "No. ",
        " of 2025",
        "announcement ",
        "½",
        "令",
    ]
)


@given(st.lists(PIECES | st.text(max_size=4), max_size=20).map("".join))
def test_numbers_point_at_their_words_whatever_the_text(text: str) -> None:
    for number in document_numbers("", text):
        assert number.text == text[number.start : number.end]
        assert number.text
