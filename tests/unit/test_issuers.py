"""Bodies that issue or officially speak, apart from those only named."""

from __future__ import annotations

import pytest

from tests.golden.samples import taxonomy


def issuers(text: str, title: str = "") -> list[str]:
    return [mention.id for mention in taxonomy().annotate(title, text).issuers]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "MOFCOM and the General Administration of Customs announced export controls.",
            ["cn.mofcom", "cn.gacc"],
        ),
        ("商务部 海关总署公告2025年第18号", ["cn.mofcom", "cn.gacc"]),
        ("商务部发言人表示，将依法审批。", ["cn.mofcom"]),
        ("According to the US Geological Survey, China holds 44 million tonnes.", []),
        ("USGS data show that output rose.", []),
        ("The US Geological Survey published its final list of critical minerals.", ["us.usgs"]),
        ("Xinhua reported that the State Council approved the regulation.", ["cn.statecouncil"]),
        ("The EU filed a complaint against the Ministry of Commerce.", []),
        ("The rule was issued by the Bureau of Industry and Security.", ["us.bis"]),
        ("an announcement of the Ministry of Commerce", ["cn.mofcom"]),
        (
            "China's Ministry of Commerce (MOFCOM) said on Thursday it would resume exports.",
            ["cn.mofcom"],
        ),
        ("【公布单位】商务部\n镓", ["cn.mofcom"]),
        ("Exporters of magnets will need permission from MOFCOM by June.", ["cn.mofcom"]),
        ("The maker must hold a MOFCOM licence even for sales abroad.", ["cn.mofcom"]),
        ("The maker needs a MOFCOM contact in Ganzhou.", []),
        ("The maker needs a MOFCOM permit for each lot.", ["cn.mofcom"]),
        ("They applied for clearance from MOFCOM in June.", ["cn.mofcom"]),
        ("A licence of the Ministry of Commerce in China is needed.", ["cn.mofcom"]),
        ("Traders no longer need permission from MOFCOM for scrap.", []),
        ("Public approval of the White House fell.", []),
        ("Traders got word from MOFCOM watchers.", []),
        ("USTR has declined to renew the exclusion for magnets.", ["us.ustr"]),
        ("USTR has declined to comment on the exclusion for magnets.", []),
        (
            "Council agrees its negotiating mandate. Member states want more time.",
            ["eu.council"],
        ),
        ("経済産業省は9日、備蓄制度を発表した。", ["jp.meti"]),
        ("산업통상자원부는 9일 핵심광물 대책을 발표했다.", ["kr.motie"]),
        ("Das chinesische Handelsministerium kündigte neue Exportkontrollen an.", ["cn.mofcom"]),
        ("La Commission européenne a annoncé un plan.", ["eu.com"]),
        ("The European Commission on Wednesday proposed limits on magnet scrap.", ["eu.com"]),
        ("工信部、自然资源部联合印发通知", ["cn.miit", "cn.mnr"]),
        ("据商务部数据，出口下降。", []),
        ("據商務部公布，出口下降。", []),
        ("商務部數據顯示稀土出口下降。", []),
        ("Según el MOFCOM, las exportaciones bajaron.", []),
        ("商務部公布稀土出口管制。", ["cn.mofcom"]),
        ("NDRC convened a meeting on rare earths.", ["cn.ndrc"]),
        ("Exporters must apply to the Ministry of Commerce for a licence.", []),
        ("The U.S. Department of Energy will launch a programme.", ["us.doe"]),
        ("Die Europäische Kommission hat eine zweite Runde eröffnet.", ["eu.com"]),
        ("La Casa Blanca habla de una cadena sin China.", ["us.whitehouse"]),
        ("Le plafond sera relevé, a annoncé l'ARECOMS.", ["cd.arecoms"]),
        ("Draft rules are being prepared by the Thai government.", ["th.gov"]),
        ("Permits were sent back by MOFCOM with questions.", ["cn.mofcom"]),
        ("AGENCY: Bureau of Industry and Security, Office of Strategic Industries.", ["us.bis"]),
        ("A talk with the EU's trade commissioner", ["eu.com"]),
        ("The Pentagon wants magnets. MOFCOM had no comment.", ["us.dod"]),
        ("若无替代来源，由澳洲出口金融局买下未来产量。", ["au.efa"]),
        (
            "会议在深圳召开，商务部、公安部、海关总署等部门参加。",
            ["cn.mofcom", "cn.mps", "cn.gacc"],
        ),
        ("国家发改委未予置评。", []),
    ],
)
def test_who_issues_is_told_from_who_is_named(text: str, expected: list[str]) -> None:
    assert issuers(text) == expected


def test_each_issuer_is_named_once() -> None:
    text = "MOFCOM announced export controls. MOFCOM said on Friday that licences are needed."

    assert issuers(text, "MOFCOM: export controls on magnets") == ["cn.mofcom"]


def test_who_signs_a_notice_issues_it() -> None:
    text = "为维护国家安全，决定对下列物项实施管制，有关事项如下。\n\n商务部\n\n2025年10月9日"

    assert issuers(text) == ["cn.mofcom"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Conakry customs halts bauxite at the quay", ["gn.gov"]),
        ("India scraps customs duty on cobalt scrap", []),
        ("Brazil's lower house passes critical minerals bill", []),
        ("Chile senate backs higher royalty on lithium brine", []),
        ("Kazakhstan's industry ministry drafts tantalum rule", ["kz.gov"]),
        ("Lithium exports end in May, says the mines minister in Harare", ["zw.mines"]),
        ("Jakarta's energy ministry cuts nickel ore quota", ["id.memr"]),
        ("Congress moves to bar Chinese magnets", ["us.congress"]),
        ("印尼能矿部拟改镍矿公式", ["id.memr"]),
        ("柬埔寨商务部宣布禁止锑矿出口", ["kh.gov"]),
        ("近日商务部公布镓出口许可", ["cn.mofcom"]),
        ("インドネシア政府、ニッケル鉱石の輸出を禁止", ["id.memr"]),
        ("인도네시아 정부, 니켈 수출 금지", ["id.memr"]),
        ("Indonesisches Energieministerium kürzt Nickelquote", ["id.memr"]),
        ("Le ministère malgache des Mines suspend le cobalt", ["mg.gov"]),
        ("El gobierno chileno fija un impuesto al litio", ["cl.mining"]),
        ("Правительство Казахстана запретило вывоз меди", ["kz.gov"]),
        ("Le gouvernement ajoute le béryllium à sa liste", ["fr.gov"]),
    ],
)
def test_an_office_of_a_shipped_state_issues_in_every_language(
    title: str, expected: list[str]
) -> None:
    assert issuers("", title) == expected
