from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import DocumentNumber
from monitor.taxonomy import is_goods_code
from monitor.taxonomy.cues import marked_alone
from monitor.taxonomy.documents import numbers_in


def numbers(text: str, title: str = "") -> tuple[DocumentNumber, ...]:
    return numbers_in(marked_alone("title", title), marked_alone("body", text))


def ids(text: str, title: str = "") -> list[str]:
    return [number.id for number in numbers(text, title)]


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("商务部、海关总署联合发布2025年第57号公告", ["cn.mofcom.2025-57"]),
        ("中华人民共和国商务部公告2025年第６２号", ["cn.mofcom.2025-62"]),
        ("【发布单位】商务部【发布文号】公告2025年第61号", ["cn.mofcom.2025-61"]),
        ("商務部、海關總署公告2025年第10號", ["cn.mofcom.2025-10"]),
        (
            "商务部发布第55、56、57、58号公告（2025年10月9日）",
            ["cn.mofcom.2025-55", "cn.mofcom.2025-56", "cn.mofcom.2025-57", "cn.mofcom.2025-58"],
        ),
        (
            "MOFCOM Announcements Nos. 55, 56, 57 and 58 of 2025 were suspended.",
            ["cn.mofcom.2025-55", "cn.mofcom.2025-56", "cn.mofcom.2025-57", "cn.mofcom.2025-58"],
        ),
        ("The Ministry of Commerce issued Announcement No. 1 of 2026", ["cn.mofcom.2026-1"]),
        ("Announcement 2025 No. 61 by China's commerce ministry", ["cn.mofcom.2025-61"]),
        (
            "Announcement No. 46 of 2024 of the General Administration of Customs",
            ["cn.gacc.2024-46"],
        ),
        ("Ministry of Commerce of Karsovia, Announcement No. 5 of 2025", []),
        ("MOFCOM Notice [2025] No. 70", ["cn.mofcom.2025-70"]),
        ("Bekanntmachung Nr. 61/2025 des chinesischen Handelsministeriums", ["cn.mofcom.2025-61"]),
        ("l'annonce n° 18 de 2025 du ministère du Commerce chinois", ["cn.mofcom.2025-18"]),
        ("el anuncio n.º 61 de 2025 del Ministerio de Comercio de China", ["cn.mofcom.2025-61"]),
        ("Объявление № 61 от 2025 года Министерства коммерции КНР", ["cn.mofcom.2025-61"]),
        ("중국 상무부 공고 2025년 제61호", ["cn.mofcom.2025-61"]),
        ("中国商務部公告2025年第62号によると", ["cn.mofcom.2025-62"]),
        ("不可靠實體清單工作機制公告2025年第11號", ["cn.uel.2025-11"]),
        (
            "Unreliable Entity List Working Mechanism Announcement No. 10 of 2025",
            ["cn.uel.2025-10"],
        ),
        ("中华人民共和国国务院令（第785号）", ["cn.statecouncil.order-785"]),
        ("State Council Decree No. 792", ["cn.statecouncil.order-792"]),
        ("State Council Order No.785", ["cn.statecouncil.order-785"]),
        ("постановление Госсовета КНР № 785", ["cn.statecouncil.order-785"]),
        ("国办发〔2021〕16号", ["cn.statecouncil.guobanfa-2021-16"]),
        ("國發〔2011〕12號文", ["cn.statecouncil.guofa-2011-12"]),
        ("工信部联原[2023]245号", ["cn.miit.lianyuan-2023-245"]),
        ("工業和信息化部、自然資源部令第71號", ["cn.miit.order-71"]),
        ("according to 88 Fed. Reg. 12,345 (Feb. 27, 2023)", ["us.fr.88-12345"]),
        ("Federal Register / Vol. 90, No. 163 / Page 41591", ["us.fr.90-41591"]),
        ("[FR Doc. No: 2025-16311]", ["us.fr-doc.2025-16311"]),
        ("Docket ID: BIS-2025-0023", ["us.docket.BIS-2025-0023"]),
        ("(RIN: 0694–AK11)", ["us.rin.0694-AK11"]),
        ("parts 734 and 744 (15 CFR part 744)", ["us.cfr.15-744"]),
        ("Executive Order No. 14,241 of March 20, 2025", ["us.eo.14241"]),
        ("特朗普签署第14241号行政令", ["us.eo.14241"]),
        ("大統領令14241号", ["us.eo.14241"]),
        ("Presidential Proclamation No. 10,908", ["us.proclamation.10908"]),
        ("the House passed H.R.3151", ["us.hr.3151"]),
        ("Public Law 117-169", ["us.law.117-169"]),
        ("countervailing case C-570-832 on magnesium", ["us.ad.C-570-832"]),
        ("Durchführungsverordnung (EU) 2025/1234 der Kommission", ["eu.celex.32025R1234"]),
        ("règlement (UE) 2024/1252 du Parlement européen", ["eu.celex.32024R1252"]),
        ("Reglamento de Ejecución (UE) 2023/956", ["eu.celex.32023R0956"]),
        ("rozporządzenie (UE) 2024/1252", ["eu.celex.32024R1252"]),
        ("Council Decision (CFSP) 2014/512", ["eu.celex.32014D0512"]),
        ("Directive 2009/43/EC", ["eu.celex.32009L0043"]),
        ("Verordnung (EG) Nr. 428/2009", ["eu.celex.32009R0428"]),
        ("Regulation (EU) No 833/2014", ["eu.celex.32014R0833"]),
        ("欧盟第2024/1252号条例", ["eu.celex.32024R1252"]),
        ("Регламент (ЕС) 2024/1252", ["eu.celex.32024R1252"]),
        ("規則（EU）2024/1252", ["eu.celex.32024R1252"]),
        ("COM(2025) 945 final", ["eu.com.2025-945"]),
        ("SWD(2023) 161 final", ["eu.swd.2023-161"]),
        ("JOIN(2025) 977", ["eu.join.2025-977"]),
        ("CELEX:32009R0428", ["eu.celex.32009R0428"]),
        ("case WT/DS432/AB/R", ["wto.ds.432"]),
        ("DS431, DS432 and DS433", ["wto.ds.431", "wto.ds.432", "wto.ds.433"]),
        ("XB/T 401-2021", ["cn.xbt.401-2021"]),
        ("GB/T 18880.1-2023", ["cn.gbt.18880.1-2023"]),
        ("HS code 8505.11", ["int.hs.850511"]),
        ("HTSUS 8505.11.0070", ["us.hts.8505110070"]),
        ("CN code 2846 90 90", ["eu.cn.28469090"]),
        ("参考海关商品编号：2846901940、2846901993", ["cn.hs.2846901940", "cn.hs.2846901993"]),
        ("classified under heading 2846", ["int.hs.2846"]),
        ("1C902 钐相关物项（管制编码）", ["cn.control.1C902"]),
        ("管制编码：1C902.a、1E902.b，商务部", ["cn.control.1C902.a", "cn.control.1E902.b"]),
        ("items under ECCN 3A090", ["us.eccn.3A090"]),
        ("the part 1C117 was painted", []),
        ("S.O. 1234(E) dated 5th May, 2025", ["in.so.2025-1234"]),
        ("DGFT Notification No. 12/2025-26", ["in.dgft.notification-2025-26-12"]),
        ("令和7年経済産業省告示第18号", ["jp.meti.notice-2025-18"]),
        ("산업통상자원부 고시 제2025-18호", ["kr.motie.notice-2025-18"]),
        ("Décision n° 004/2025 de l'ARECOMS", ["cd.arecoms.2025-4"]),
        (
            "Постановление Правительства РФ от 5 мая 2025 г. № 1234",
            ["ru.government.resolution-2025-1234"],
        ),
        ("Nghị định số 26/2023/NĐ-CP", ["vn.nd-cp.2023-26"]),
        ("Peraturan Menteri ESDM Nomor 11 Tahun 2019", ["id.memr.2019-11"]),
        ("SOR/2025-123", ["ca.sor.2025-123"]),
        ("call 010-8505 1122 or fax 2846.9011", []),
        ("the price rose to 2846.90 yuan", []),
        ("tel. 86-571-56668956, room 2024/12", []),
        ("score 3-2, page 41591, FR 12", []),
        ("公告2025年1月", []),
        ("第3号台风于2025年7月登陆，商务部无关", []),
        ("a notice of 30 days in 2025", []),
    ],
)
def test_forms_of_all_languages_have_the_same_ids(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


def test_a_number_without_a_year_has_that_of_its_other_mention() -> None:
    text = "商务部公告2025年第61号规定了管制。第61号公告自12月1日起施行。"

    assert ids(text) == ["cn.mofcom.2025-61", "cn.mofcom.2025-61"]


def test_codes_of_goods_are_told_from_documents() -> None:
    assert is_goods_code("cn.hs.2846901940")
    assert not is_goods_code("cn.mofcom.2025-61")


def test_a_table_of_numbers_costs_no_more_than_its_length() -> None:
    text = "HS code 1C902 2846.90.11 DS431 A-570-831 (EU) 2024/1252 公告第1号 " * 3000

    assert len(ids(text)) > 1000


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
    for number in numbers(text):
        assert number.text == text[number.start : number.end]
        assert number.text
