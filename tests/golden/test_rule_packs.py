"""The shipped rule packs on short cases written for them; what they catch and what they leave."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from monitor.model import Match
from tests.golden.samples import matched, shipped_rules, taxonomy


class Case(NamedTuple):
    title: str
    body: str = ""
    topic: str = ""
    """A topic that must be among the matches; "": there must be no match at all."""
    severity: str = ""
    """The gravest severity, where the case is about it."""


def _gravest(matches: tuple[Match, ...]) -> str:
    return max((match.severity for match in matches), key=lambda severity: severity.rank).value


EXPORTS = "export-controls"
QUOTAS = "mining-and-quotas"
TRADE = "trade-measures"
POLICY = "industrial-policy"
SIGNALS = "official-signals"
ENFORCEMENT = "enforcement"
ACTION = "action-required"
REVIEW = "review"

ALERTS = [
    Case("China imposes export controls on seven rare earths", "", EXPORTS, ACTION),
    Case("Beijing tightens gallium export licensing with immediate effect", "", EXPORTS, ACTION),
    Case(
        "商务部 海关总署公告2025年第18号 公布对部分中重稀土相关物项实施出口管制的决定",
        "",
        EXPORTS,
        ACTION,
    ),
    Case("商務部宣布對釹鐵硼磁材實施出口管制", "", EXPORTS, ACTION),
    Case(
        "Ministry issues notice",
        "The ministry said on Friday that exporters of dysprosium must obtain an export licence.",
        EXPORTS,
        ACTION,
    ),
    Case("China restricts shipments of rare-Earth magnets to defence firms", "", EXPORTS),
    Case("Beijing may restrict exports of antimony, traders fear", "", EXPORTS, REVIEW),
    Case("中国拟对石墨出口实施管制 正在征求意见", "", EXPORTS, REVIEW),
    Case("China suspends rare earth export controls for one year", "", EXPORTS, ACTION),
    Case("商务部：暂停实施稀土相关物项出口管制措施至2026年11月10日", "", EXPORTS, ACTION),
    Case("First general licences for rare earth exports granted to magnet makers", "", EXPORTS),
    Case("中国、レアアース輸出規制を強化", "", EXPORTS),
    Case("중국, 희토류 수출통제 강화 발표", "", EXPORTS),
    Case("China verschärft Exportkontrollen für Seltene Erden", "", EXPORTS, ACTION),
    Case("La Chine renforce le contrôle des exportations de terres rares", "", EXPORTS),
    Case("DRC sets cobalt export quota of 18,125 t for the rest of the year", "", QUOTAS, ACTION),
    Case("工信部下达2024年第一批稀土开采、冶炼分离总量控制指标", "", QUOTAS, ACTION),
    Case("Rare earth mining quota for first batch published", "", QUOTAS, ACTION),
    Case("Officials discuss total control target for rare earth smelting", "", QUOTAS, REVIEW),
    Case("稀土资源税改为从价计征", "", QUOTAS),
    Case("Malaysia to ban exports of raw rare earth materials", "", EXPORTS),
    Case("稀土行业准入条件征求意见稿公布", "", QUOTAS),
    Case("US imposes 25 percent tariff on rare earth magnets", "", TRADE, ACTION),
    Case("EU opens anti-dumping inquiry into graphite electrodes", "", TRADE, REVIEW),
    Case("White House: no Section 232 tariffs on critical minerals for now", "", TRADE, "fyi"),
    Case("取消稀土、钨、钼出口关税", "", TRADE),
    Case("WTO panel rules on rare earth export duties", "", TRADE),
    Case("美国将对中国永磁体加征25%关税", "", TRADE),
    Case("Pentagon agrees price floor of $110/kg for NdPr oxide", "", POLICY, REVIEW),
    Case("Union Cabinet clears Rs 7,280 crore scheme for sintered magnets", "", POLICY),
    Case("国储局启动稀土收储", "", POLICY),
    Case("USGS adds ten commodities to draft critical minerals list", "", POLICY),
    Case("国务院公布稀土管理条例", "", POLICY),
    Case("EXIM signs letter of interest for a rare earth project in Arkansas", "", POLICY),
    Case("EU plans joint stockpile of critical raw materials", "", POLICY),
    Case("Vietnam's National Assembly amends minerals law on rare earths", "", POLICY),
    Case("Xi Jinping inspects rare earth enterprise in Ganzhou", "", SIGNALS, "fyi"),
    Case("国家发改委召开稀土行业专家座谈会", "", SIGNALS, "fyi"),
    Case("商务部新闻发言人就稀土问题答记者问", "", SIGNALS),
    Case("G7 ministers launch critical minerals action plan on supply", "", SIGNALS),
    Case("China customs seizes smuggled antimony ingots at border", "", ENFORCEMENT, REVIEW),
    Case("多部门开展打击战略矿产走私出口专项行动", "", ENFORCEMENT),
    Case("Six-month crackdown on illegal rare earth mining", "", ENFORCEMENT),
    Case("公安机关查处违反镓锗出口管制案件", "", ENFORCEMENT),
]

ALERTS += [
    Case("India tells IREL to halt exports to Japan", "", EXPORTS),
    Case("China adds medium and heavy rare earths to control list", "", EXPORTS),
    Case("Rare earth licence approvals slow to arrive, carmakers say", "", EXPORTS, REVIEW),
    Case("稀土指标落地：全年27万吨", "", QUOTAS),
    Case("China quietly issues rare earth quotas", "", QUOTAS),
    Case("Greenland bans uranium mining near Kvanefjeld", "", QUOTAS),
    Case("Myanmar's KIA shuts rare earth mines at Pangwa", "", QUOTAS),
    Case("USTR sets 25% duty on Chinese natural graphite", "", TRADE),
    Case("Trump orders probe into imports of processed critical minerals", "", TRADE),
    Case("MP Materials wins $500 million Pentagon deal", "", POLICY),
    Case("Canada orders three firms to divest lithium stakes", "", POLICY),
    Case("Trump signs executive order to boost mineral production", "", POLICY),
    Case("Brussels agrees to cut reliance on Chinese rare earths", "", SIGNALS),
    Case("两部门约谈稀土企业", "", SIGNALS),
]

SILENCE = [
    Case("Rare Earth plays a reunion show", "The band of Motown fame will ban phones at the door."),
    Case("稀土掘金技术社区发布新版编辑器", "限制接口调用次数的公告。"),
    Case("How to export quota metrics", "Send the export quota from Carbon to Graphite metrics."),
    Case("Cobalt Strike beacons seen in new campaign", "Agencies warn of wider access controls."),
    Case("Lithium for Minecraft 1.21 released", "The mod loader ban list was updated."),
    Case("BGP export policy and community control explained", "Routes are tagged on export."),
    Case("OutOfQuotaPolicy in expedited jobs", "The app requires a quota to run such work."),
    Case("WHO urges stronger tobacco control policy", "Governments should ban advertising."),
    Case("Fishing quota for cod cut by a fifth", "Ministers agreed on Monday."),
    Case("DGFT bans export of broken rice", "The notification takes effect at once."),
    Case("Commerce finds dumping of fresh garlic", "The anti-dumping order stays in force."),
    Case("US tightens chip export controls", "Makers of AI accelerators need a licence."),
    Case("Arms export control act amended", "The Senate passed the bill."),
    Case("Neodymium oxide price rises 2 percent this week", "Buyers were cautious."),
    Case("氧化镨钕价格小幅上涨", "市场成交清淡，下游按需采购。"),
    Case("Drilling results extend rare earth zone at depth", "The hole cut 12 m at 3.1% TREO."),
    Case("Neodymium magnets, pack of 20", "Strong fridge magnets with free shipping."),
    Case("Nickelate films show superconductivity", "The group grew nickel oxide layers."),
    Case("Rare earth elements in fertiliser raise rice yield", "Field trials ran for two years."),
    Case("稀土永磁板块午后拉升", "多只个股涨停，成交额放大。"),
    Case(
        "Two associations meet on Yangtze rare earth valley", "They exchanged views on standards."
    ),
    Case("出口管制新规：芯片设备需申请许可", "涉及先进制程设备。"),
    Case("国务院常务会议研究促进有效投资", "会议指出要创新政策措施。"),
    Case("无锡举办半导体展会", "地方官员表示将放宽限制。"),
    Case("Solvay opens rare earth line in La Rochelle"),
    Case("北方稀土上半年净利润增长"),
    Case("金力永磁发布半年报公告"),
    Case("广期所发布公告调整碳酸锂期货保证金"),
    Case("Company receives mining licence for its lithium project"),
    Case("Company announces offtake agreement for its graphite project"),
    Case("FDA approves gadolinium contrast agent"),
    Case("Lithium powers heavy-duty trucks"),
    Case("中国人民银行公布外汇储备数据", "银行发布公告。"),
    Case(
        "Week in review",
        "Lynas said output of neodymium rose.\n\n"
        "Elsewhere, the government announced export controls on drones.",
    ),
    Case(
        "Morning briefing",
        "Copper and tin were steady. The fisheries ministry set a new quota. Tobacco is banned.",
    ),
]


@pytest.mark.parametrize("case", ALERTS, ids=lambda case: case.title[:40])
def test_a_measure_or_signal_on_minerals_is_caught(case: Case) -> None:
    matches = matched(case.title, case.body)

    assert case.topic in {match.topic for match in matches}
    assert not case.severity or _gravest(matches) == case.severity


@pytest.mark.parametrize("case", SILENCE, ids=lambda case: case.title[:40])
def test_what_only_sounds_like_a_measure_is_left_alone(case: Case) -> None:
    matches = matched(case.title, case.body)

    assert [(m.rule, [s.text for s in m.spans]) for m in matches] == []


def test_the_shipped_taxonomy_has_no_name_twice() -> None:
    assert taxonomy().collisions() == ()


def test_every_shipped_rule_has_a_title_and_a_file_of_its_topic() -> None:
    assert {rule.topic for rule in shipped_rules().rules} == {
        EXPORTS,
        QUOTAS,
        TRADE,
        POLICY,
        SIGNALS,
        ENFORCEMENT,
    }
    assert all(rule.title != rule.name for rule in shipped_rules().rules)
