"""The shipped taxonomy on headlines written for it: what it names, and what it leaves alone.

Traps that hold a word of policy or the name of a mineral in earnest (`arms export control`, a band
called Rare Earth in a headline without a word that says so, nickelate physics, rice fertiliser,
chip controls, price tables) belong to the rules: only a rule sees that the other half is missing.
"""

from __future__ import annotations

import tomllib
from itertools import accumulate
from pathlib import Path

import pytest

from monitor.model import Category
from monitor.taxonomy import Taxonomy, TaxonomyEntry
from monitor.taxonomy.offices import OFFICES, STATES
from monitor.taxonomy.word_classes import WORDS
from tests.golden.samples import taxonomy

SEEDS = Path(__file__).parents[2] / "seeds/taxonomy"


def named(text: str, *categories: Category) -> set[str]:
    mentions = taxonomy().annotate(text, "").mentions
    return {one.id for one in mentions if one.category in categories}


def covers(known: Taxonomy, identifier: str, above: str) -> bool:
    return set(known.names(f"materials.{identifier}")) <= set(known.names(f"materials.{above}"))


HEADLINES = [
    ("China imposes export controls on seven rare earths", "export_licence rare_earth"),
    ("China's rare earth curbs rattle European carmakers", "export_licence rare_earth"),
    ("Beijing tightens export rules for gallium", "export_licence gallium"),
    ("China requires export permits for germanium", "export_licence germanium"),
    ("Vietnam bans exports of raw rare earth", "export_ban rare_earth_ore"),
    ("Kinshasa extends ban on shipments of cobalt", "export_ban cobalt"),
    ("DR Congo suspends cobalt exports for four months", "export_ban cobalt"),
    ("DRC sets cobalt export quota", "quota_export cobalt"),
    ("China issues first batch of rare earth mining quota", "quota_mining rare_earth"),
    ("Pentagon takes equity stake in MP Materials, sets price floor", "subsidy price_floor"),
    ("Canberra to build critical minerals strategic reserve", "stockpile critical_mineral"),
    ("China to buy cobalt in reserve purchase", "stockpile cobalt"),
    ("India clears Rs 7,280 crore scheme for sintered magnets", "subsidy rare_earth_magnet"),
    ("USTR raises tariffs on permanent magnets", "tariff rare_earth_magnet"),
    ("EU opens anti-dumping probe into graphite electrodes", "antidumping graphite"),
    ("Brussels plans offtake and anti-dumping duties on tungsten", "offtake antidumping tungsten"),
    ("China pauses rare earth export curbs for one year", "suspension export_licence rare_earth"),
    ("China adds 20 firms to export control list", "entity_list"),
    ("商务部：加强稀土出口管制", "export_licence rare_earth"),
    ("中国收紧稀土出口", "export_licence rare_earth"),
    ("商务部对镓、锗实施出口管制", "export_licence gallium germanium"),
    ("20家实体被列入管控名单", "entity_list"),
    ("國儲局啟動鈷收儲", "stockpile cobalt"),
    ("国储局抛储锑锭", "stockpile antimony"),
    ("海关打私：查获锑锭走私案", "anti_smuggling antimony"),
    ("自然资源部：钨矿配额下达", "quota_mining tungsten"),
    ("两部门下达稀土开采、冶炼分离总量控制指标", "quota_mining rare_earth"),
    ("暂停稀土出口管制一年", "suspension export_licence rare_earth"),
    ("刚果（金）暂停钴出口", "export_ban cobalt"),
    ("稀土条例公开征求意见", "regulation rare_earth"),
    ("中国、重希土類の輸出規制を強化", "export_licence heavy_rare_earth"),
    ("政府、レアアース備蓄を拡充", "stockpile rare_earth"),
    ("중국, 희토류 수출통제 강화", "export_licence rare_earth"),
    ("Peking verschärft Ausfuhrkontrollen für Seltene Erden", "export_licence rare_earth"),
    ("Kontrollen für Seltenerdmagnete gelockert", "export_licence rare_earth_magnet"),
    ("La Chine limite les exportations de terres rares", "export_licence rare_earth"),
    ("China restringe las exportaciones de tierras raras", "export_licence rare_earth"),
    ("Китай ограничил экспорт редкоземельных металлов", "export_licence rare_earth"),
    ("China plans whitelist of tungsten exporters", "state_trading tungsten"),
    ("商务部公示钨、锑、白银国营贸易出口企业名单", "state_trading tungsten antimony silver"),
    ("Wa State bans tin mining", "mining_ban tin"),
    ("缅甸佤邦停止一切采矿 锡精矿难订", "mining_ban tin"),
    ("Senate freezes lithium contracts with two firms", "contract_freeze lithium"),
    ("China adds tungsten oxide to export control list", "export_licence tungsten"),
    ("US finds Chinese graphite dumped, sets margin", "antidumping graphite"),
    ("China turns down graphite permits for two firms", "export_licence graphite"),
    ("China forbids export of magnet-making know-how", "technology_catalogue"),
    ("Beijing hits back with mineral curbs", "export_licence critical_mineral"),
    ("Ottawa blocks Chinese takeover of lithium developer", "fdi_screening lithium"),
    ("Indonesia to cut nickel ore RKAB volumes", "quota_mining nickel"),
    ("Windhoek: no ore leaves the country in raw form, lithium included", "export_ban lithium"),
    ("Gabun will ab 2029 kein rohes Manganerz mehr ausführen", "export_ban manganese"),
    ("Зимбабве остановит отгрузку литиевого концентрата", "export_ban lithium"),
    ("Правительство готовит ограничение вывоза лития", "export_licence lithium"),
    ("Tokyo wants two months of heavy rare earths in store", "stockpile heavy_rare_earth"),
    ("Berlin will Gallium auf Halde legen", "stockpile gallium"),
    ("정부, 리튬 100일분 쌓아둔다", "stockpile lithium"),
    ("Paris met 50 millions dans le recyclage du cobalt, l'État paie", "subsidy cobalt"),
    ("Rome uses golden power on silicon metal plant", "fdi_screening silicon_metal"),
    ("Bamako tears up lithium accord", "contract_freeze lithium"),
    ("La surtaxe tombe : l'article 122 épargne le tungstène", "section122 tungsten"),
    ("London offers tungsten mine a strike price", "cfd tungsten"),
    ("Brüssel kürt strategische Projekte für Lithium", "industry_policy lithium"),
    ("外交部：稀土断供之说不属实", "export_signal rare_earth"),
    ("Genehmigungspflicht für die Ausfuhr von Turbinenschrott", "scrap_control"),
    ("経産省、セシウムを特定重要物資に追加", "critical_list caesium"),
    ("Prohíben exportar potasa y polisilicio sin procesar", "export_ban potash silicon_metal"),
    ("Riyadh stops selling gallium to foreign traders", "export_ban gallium"),
    ("MOFCOM sits on requests for terbium from motor makers", "export_licence terbium"),
    ("Lima to tax exports of unrefined antimony", "export_tax antimony"),
    ("Troops raid unlicensed tungsten mine", "crackdown tungsten"),
    ("Senate ratifies minerals deal with Tokyo", "contract_freeze"),
    ("Oslo law forbids seabed mining for ten years", "mining_ban"),
    ("White House spares tungsten from reciprocal tariffs", "ieepa tungsten"),
    ("Buyers of cobalt must disclose the country of origin", "traceability cobalt"),
    ("Ministers back a common price band for gallium", "price_floor gallium"),
    ("Parliament of Chad calls for import ban on smuggled tin ore", "import_ban tin"),
    ("美国以国家安全为由调查进口钨", "section232 tungsten"),
    ("镍矿出口征收5%税", "export_tax nickel"),
    ("军方捣毁非法钨矿营地", "crackdown tungsten"),
    ("蒙古国会批准铀矿合作协议 稀土专家出国须报批", "technology_catalogue"),
    ("英国将关键矿产最低价写入方案", "price_floor critical_mineral"),
    ("Hanoi stoppt den Abbau von Bauxit, Stopp gilt für Tiefseebergbau", "mining_ban"),
    ("Le Gabon gèle les envois de manganèse", "export_ban manganese"),
    ("Gendarmes saisissent de la cassitérite, minerai d'étain", "tin"),
    ("日本、サマリウム磁石の在庫を調査", "smco"),
]


CITED = [
    ("商务部新闻发言人就稀土出口管制答记者问", "export_signal"),
    ("商务部将12家企业列入管控名单，禁止向其出口稀土等两用物项", "dual_use_list"),
    ("国家出口管制工作协调机制办公室部署打击钨走私", "export_licence industry_policy"),
    ("根据《两用物项出口管制条例》等法律法规，对铟相关物项作出决定", "regulation"),
    ("Kremlin aide speaks of uranium", "subsidy"),
    ("Finance Ministry doubles royalty on lithium", "subsidy"),
    ("Driller intercepts wide tungsten zone", "anti_smuggling"),
    ("Norilsk warns of lower output of nickel", "quota_mining"),
]


@pytest.mark.parametrize(("headline", "ids"), HEADLINES, ids=lambda text: text[:40])
def test_a_headline_names_its_measure_and_its_mineral(headline: str, ids: str) -> None:
    assert set(ids.split()) <= named(headline, "instrument", "material")


@pytest.mark.parametrize(("text", "ids"), CITED, ids=lambda text: text[:40])
def test_what_is_cited_by_the_way_is_not_the_measure(text: str, ids: str) -> None:
    assert not set(ids.split()) & named(text, "instrument")


ISSUERS = [
    ("China's commerce ministry said on Friday", "cn.mofcom"),
    ("Chinas Handelsministerium teilte mit", "cn.mofcom"),
    ("Минкоммерции КНР сообщило", "cn.mofcom"),
    ("中國商務部公告", "cn.mofcom"),
    ("美国商务部工业与安全局规则", "us.bis"),
    ("US Commerce Department opens a probe", "us.doc"),
    ("China's industry ministry and NDRC", "cn.miit cn.ndrc"),
    ("国土资源部下达指标", "cn.mnr"),
    ("Malaysia's government", "my.nrecc"),
    ("Госсовет КНР опубликовал правила", "cn.statecouncil"),
    ("Naalakkersuisut bans uranium mining", "gl.gov"),
]


@pytest.mark.parametrize(("text", "ids"), ISSUERS, ids=lambda text: text[:40])
def test_issuers_are_named_in_their_languages(text: str, ids: str) -> None:
    assert named(text, "body") == set(ids.split())


NEITHER = [
    "稀土掘金技术社区发布新版编辑器",
    "How to send the export quota from Carbon to Graphite metrics",
    "BGP export policy and community control explained",
    "OutOfQuotaPolicy in expedited jobs requires a quota",
    "WHO urges stronger tobacco control policy",
    "Fishing quota for cod cut by a fifth; milk quota stays",
    "Pest control policy of the council",
    "Travel insurance policy may exclude claims",
    "Stephen Wolfram on the Wolfram Language",
    "Chromium browser restricts extensions",
    "In Ho Chi Minh, Lu said that Er and La Paz were no Co or Li",
    "石墨文档宣布涨价",
    "石墨烯电池取得突破",
    "外汇储备数据公布",
    "Silver Spring police arrest two",
]


@pytest.mark.parametrize("text", NEITHER, ids=lambda text: text[:40])
def test_what_only_sounds_alike_names_neither_measure_nor_mineral(text: str) -> None:
    assert named(text, "instrument", "material") == set()


NO_MINERAL = [
    "Cobalt Strike beacons seen in new campaign under export restriction",
    "Lithium for Minecraft 1.21 released; ban list updated",
    "Motown's band Rare Earth (band) announces a ban on phones",
    "US tightens chip export controls",
    "Arms export control act amended",
    "DGFT bans export of broken rice",
    "Iran's enriched uranium stockpile grew",
    "Commerce finds dumping of fresh garlic; duties follow",
    "Fridge magnets with free shipping to China",
]


@pytest.mark.parametrize("text", NO_MINERAL, ids=lambda text: text[:40])
def test_a_measure_on_something_else_names_no_mineral(text: str) -> None:
    assert named(text, "material") == set()


def test_rare_earth_covers_its_elements_alloys_ores_and_products() -> None:
    known = taxonomy()
    seventeen = (
        "scandium yttrium lanthanum cerium praseodymium neodymium promethium samarium europium"
        " gadolinium terbium dysprosium holmium erbium thulium ytterbium lutetium"
    ).split()
    made = ["ndpr", "ndfeb", "smco", "rare_earth_alloy", "rare_earth_ore", "rare_earth_scrap"]

    assert all(covers(known, one, "rare_earth") for one in (*seventeen, *made))
    assert covers(known, "rare_earth", "critical_mineral")
    assert not covers(known, "gallium", "rare_earth")


@pytest.mark.parametrize("stem", ["materials", "bodies", "instruments", "companies", "places"])
def test_every_name_is_found_as_its_own_entry(stem: str) -> None:
    table = tomllib.loads((SEEDS / f"{stem}.toml").read_text("utf-8"))
    known = taxonomy()
    for part in (OFFICES, STATES, WORDS):
        table.pop(part, None)
    entries = [entry for key in table if (entry := known.entry(CATEGORY[stem], key))]
    lost = [(entry.id, name) for entry in entries for name in _not_found(known, entry)]

    assert len(entries) == len(table)
    assert lost == []


def _not_found(known: Taxonomy, entry: TaxonomyEntry) -> list[str]:
    """Return those names of an entry that a text with one a line does not give back."""
    text = "\n".join(entry.names)
    starts = {one.start for one in known.annotate("", text).mentions if one.id == entry.id}
    lines = accumulate((len(name) + 1 for name in entry.names), initial=0)
    return [name for name, start in zip(entry.names, lines, strict=False) if start not in starts]


CATEGORY: dict[str, Category] = {
    "materials": "material",
    "bodies": "body",
    "instruments": "instrument",
    "companies": "company",
    "places": "place",
}
