"""Offices of states that are listed, listed as nobody's, or invented, on sentences of their own.

The shipped taxonomy tells whose each is: a state's that has no body is nobody's, never another's.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache

import pytest

from monitor.taxonomy import Offices, parse_offices
from monitor.taxonomy.offices import State
from tests.golden.samples import SEEDS, taxonomy


def told(text: str, language: str | None = None) -> str:
    mentions = taxonomy().annotate(text, "", language=language).mentions
    return " ".join(one.id for one in mentions if one.category == "body")


KNOWN = [
    ("India's mines ministry caps graphite exports", "in.mines"),
    ("The finance minister of Kazakhstan doubles the tungsten levy", "kz.gov"),
    ("Zimbabwean mines minister halts lithium shipments", "zw.mines"),
    ("Chile lifts lithium royalties, mining ministry tells Peru to follow", "cl.mining"),
    ("Pakistan bans antimony exports, commerce ministry says India will feel it", "pk.gov"),
    ("China summons US ambassador over gallium, foreign ministry says", "cn.mfa"),
    ("US commerce secretary opens a tungsten probe", "us.doc"),
    (
        "Indonesia's new energy minister met his Japanese counterpart, trade ministry says",
        "id.memr id.memr",
    ),
    (
        "Chinese trade envoy met her Malaysian counterpart, commerce ministry says",
        "cn.mofcom cn.mofcom",
    ),
    ("Turkish trade ministry licenses boron exports", "tr.gov"),
    ("Japan's outgoing trade minister signs the gallium rule", "jp.meti"),
    ("Ministry of Trade of the Republic of Korea lists gallium", "kr.motie"),
    ("Papua New Guinea's mining ministry caps nickel", "pg.gov"),
    ("DR Congo's mines ministry sets cobalt quota", "cd.arecoms"),
    ("Treasury sanctions antimony traders", "us.treasury"),
    ("Today's Treasury rule hits graphite", "us.treasury"),
    ("Monday's Commerce Department notice covers tungsten", "us.doc"),
    ("Senate passes rare earth stockpile bill, US lawmakers say", "us.congress us.congress"),
    ("美国财政部制裁锑贸易商", "us.treasury"),
    ("印尼贸易部暂停镍出口", "id.memr"),
    ("越南工贸部收紧稀土出口", "vn.mae"),
    ("今日商务部公布镓出口许可", "cn.mofcom"),
    ("据商务部消息，镓出口许可恢复", "cn.mofcom"),
    ("哈萨克斯坦财政部上调钨税", "kz.gov"),
    ("智利矿业部公布锂招标", "cl.mining"),
    ("国务院发布稀土管理条例", "cn.statecouncil"),
    ("日本政府提高镓储备", "jp.cabinet"),
    ("ベトナム商工省はレアアースの輸出を制限した", "vn.mae"),
    ("인도네시아 무역부는 니켈 수출을 중단했다", "id.memr"),
    ("Le ministère chilien des Mines relève la redevance sur le lithium", "cl.mining"),
    ("El Ministerio de Minería de Bolivia frena el litio", "bo.ylb"),
    ("Правительство Казахстана вводит пошлину на вольфрам", "kz.gov"),
    ("Das kasachische Handelsministerium begrenzt Wolfram", "kz.gov"),
    ("Das Wirtschaftsministerium prüft Gallium", "de.bmwe"),
    ("Serbia waits as Hungary bans scrap, trade ministry says", "rs.gov"),
    ("目前商务部正研究镓出口", "cn.mofcom"),
    ("On Monday China president Xi signed the gallium law", "cn.party cn.party"),
    ("Turkey farms need chile and zinc, the trade ministry says", "tr.gov"),
    ("India caps graphite as Modi's government turns inward", "in.cabinet"),
    ("Trump's Treasury targets antimony", "us.whitehouse us.treasury"),
    ("Wright's Energy Department funds gallium", "us.doe us.doe"),
    ("Xi's State Council lists gallium", "cn.statecouncil"),
    ("Brussels' trade ministry", "eu.com"),
    ("The Department of Energy in Washington funds gallium", "us.doe"),
    ("The Interior Department in Wyoming leases lithium land", "us.doi"),
    (
        "Ministry of Commerce (MOFCOM) of the People's Republic of China lists gallium",
        "cn.mofcom cn.mofcom",
    ),
    ("MP Materials' Department of Defense deal for magnets", "us.dod"),
    ("Apple's Commerce Department filing on magnets", "us.doc"),
    ("Establish Congress panel on rare earths in US", "us.congress"),
    ("US president at Davos touts lithium", "us.whitehouse"),
    ("记者从商务部获悉，镓出口恢复", "cn.mofcom"),
    ("记者日前从美国财政部获悉锑制裁", "us.treasury"),
    ("米国と日本の財務省はガリウムを協議した", "jp.mof"),
    ("Kenya's mining minister revokes titanium permits", "ke.gov"),
    ("Vietnam's industry and trade ministry drafts rare earth rules, US firms say", "vn.mae"),
    (
        "Ghana bans raw lithium exports, lands and natural resources minister says in London",
        "gh.gov",
    ),
    ("Russia's industry ministry proposes palladium quota as US buyers rush", "ru.gov"),
    ("India, Nepal sign zinc pact, commerce ministry says", "in.commerce"),
    ("Commerce Department probes polysilicon imports under Section 232", "us.doc"),
    ("European Parliament backs critical raw materials act", "eu.ep"),
    ("Kazakh prime minister orders tungsten audit", "kz.gov"),
    ("Chinese state media say commerce ministry will ease gallium rules", "cn.mofcom"),
    ("韩国产业通商资源部就中国镓管制表态", "kr.motie"),
    ("モンゴル鉱業省は銅の輸出税を上げた", "mn.gov"),
    ("미얀마 정부가 희토류 수출을 중단했다", "mm.gov"),
    ("Le gouvernement malien suspend les permis d'or", "ml.gov"),
    ("El ministro de Economía de Argentina baja retenciones al litio", "ar.gov"),
    ("Правительство Кыргызстана запретило вывоз сурьмы", "kg.gov"),
]
"""Sentence, and the bodies that it names, in reading order."""


@pytest.mark.parametrize(("text", "expected"), KNOWN)
def test_an_office_is_of_the_state_that_acts(text: str, expected: str) -> None:
    assert told(text) == expected


NOBODYS = [
    "Malaysia's trade minister and his Chinese counterpart agree on rare earths",
    "Jordan's trade ministry bans phosphate exports to China",
    "Iraq's finance ministry taxes copper",
    "The trade ministry of Bangladesh taxes zinc",
    "Ecuadorian mining ministry suspends copper permits",
    "Panama's government shuts the copper mine",
    "Cameroon's mines minister halts cobalt exports",
    "Hungary bans copper scrap as Serbia waits, trade ministry says",
    "Georgia senate backs battery bill",
    "Texas senate backs rare earth bill in US",
    "约旦财政部上调钾肥税",
    "孟加拉国商务部限制锌出口",
    "埃塞俄比亚矿业部收回钽矿许可",
    "南苏丹矿业部叫停金矿",
    "ヨルダン政府はリン酸塩の輸出を禁じた",
    "エクアドル鉱業省は銅の許可を止めた",
    "요르단 재무부는 구리에 세금을 매겼다",
    "Das ungarische Handelsministerium stoppt Kupferschrott",
    "Ungarns Wirtschaftsministerium stoppt Kupferschrott",
    "Le gouvernement camerounais suspend le cobalt",
    "Le ministère des Mines du Tchad suspend l'or",
    "El gobierno ecuatoriano frena el cobre",
    "El Ministerio de Minería de Guatemala frena el níquel",
    "Правительство Армении остановило медь",
    "Эфиопское правительство остановило тантал",
    "Norlund's Treasury taxes magnets",
    "Ministry of Commerce of Karsovia licenses gallium",
    "Karsovia's Ministry of Commerce licenses gallium",
    "Karsovia's commerce ministry licenses gallium",
    "Karsovia's State Council licenses gallium",
    "Karsovia's Department of Energy funds gallium",
    "Karsovia's Congress votes on gallium",
    "Karsovian government bans gallium exports to China",
    "Tell China, Karsovia's government says of gallium",
    "The Velmarkish Treasury taxes tungsten",
    "The mines minister in Ostrland frees tungsten, China hears",
    "The House of Representatives of Ostrland votes on US tungsten",
    "Brellistan commerce ministry caps tungsten as China watches",
    "卡尔索维亚商务部对镓实施许可",
    "卡尔索维亚国务院对镓实施许可",
    "诺尔兰德共和国财政部对中国钨加税",
    "维尔马克的商务部对中国钨加税",
    "カルソビア財務省はガリウムに課税した",
    "オストランドの財務省はガリウムに課税した",
    "카르소비아 산업부는 갈륨을 허가한다",
    "Das karsowische Wirtschaftsministerium prüft Gallium",
    "Karsowiens Wirtschaftsministerium prüft Gallium",
    "Le gouvernement karsovien suspend le gallium",
    "Le ministre de l'Industrie de Karsovie suspend le gallium",
    "El gobierno karsoviano frena el galio de China",
    "Карсовийское правительство остановило галлий",
    "Правительство Карсовии остановило галлий",
    "Former Chinese commerce minister warns on gallium",
    "China's former commerce minister warns on gallium",
    "Ex-US treasury secretary warns on gallium",
    "美国前财长警告镓短缺",
    "前商务部长谈镓出口",
    "Nvidia's China president warns on gallium",
    "Toyota Canada president warns on cobalt",
    "China president of Nornickel warns on cobalt",
    "Indonesian government bonds fall on nickel ban",
    "Australian state government approves tungsten mine",
    "Washington customs broker awaits gallium",
    "China customs data show gallium exports fell",
    "Buyers of china clay wait, the government said",
    "They polish magnets, government experts said",
    "Canberra tightens gallium rules after Beijing's curbs, trade ministry says",
    "Sudanese finance ministry raises gold levy",
    "Paraguay's lower house passes lithium bill",
    "The parliament of Moldova ratifies copper pact",
    "Qatar's customs authority seizes gallium bound for Iran",
    "Nepal, India sign zinc pact, commerce ministry says",
    "Eldoria's Ministry of Natural Resources freezes cobalt permits",
    "Government of Zubrovia nationalises lithium",
    "Wakandan mines ministry caps vanadium",
    "Freedonia's finance minister taxes tungsten as China waits",
    "Treasury of Ruritania buys gold",
    "Latveria's Department of Defense stockpiles cobalt",
    "Senate of Gondor debates mithril, US hears",
    "Genovia customs service opens cobalt probe",
    "Ex-Indonesian trade minister jailed over nickel",
    "Former Congo mines minister charged over cobalt",
    "Rio Tinto's Australia president quits",
    "Ontario's mines minister approves nickel smelter",
    "Nevada's department of energy grants lithium permit",
    "阿塞拜疆经济部暂停铜出口",
    "塞内加尔矿业部撤销锆石许可",
    "罗马尼亚能源部批准镁矿",
    "瓦坎达矿业部限制钒出口",
    "阿尔德兰共和国外交部谴责中国镓管制",
    "前印尼贸易部长因镍案获刑",
    "ワカンダ政府はバナジウムの輸出を止めた",
    "ハンガリー政府はスクラップ輸出を禁じた",
    "에티오피아 광업부는 탄탈 허가를 취소했다",
    "Das rumänische Energieministerium genehmigt Magnesium",
    "Bayerns Wirtschaftsminister fordert Gallium-Reserve",
    "Le gouvernement sénégalais annule des permis de zircon",
    "El gobierno paraguayo aprueba la ley del litio",
    "Азербайджанское правительство ограничило экспорт меди",
    "Georgia's senate backs rare earth magnet plant",
]
"""States without listed bodies, invented ones, parts of states, former officials, firms, things."""


@pytest.mark.parametrize("text", NOBODYS)
def test_an_office_of_none_that_is_listed_is_nobodys(text: str) -> None:
    assert told(text) == ""


@lru_cache(maxsize=1)
def shipped() -> Offices:
    table = tomllib.loads((SEEDS / "taxonomy/bodies.toml").read_text("utf-8"))
    return parse_offices(table, "bodies.toml")


@pytest.mark.parametrize("state", shipped().states.values(), ids=lambda state: state.key)
def test_every_state_has_its_own_trade_ministry_or_none_that_is_known(state: State) -> None:
    body = state.body(shipped().kinds["trade"]) or ""
    name = state.names[0]
    assert told(f"{name}'s trade ministry licenses gallium") == body
    assert told(f"Trade ministry of {name} licenses gallium") == body


OF_A_LANGUAGE = [
    ("fr", "Le Sénat adopte une loi sur le lithium", "fr.gov"),
    ("fr", "Le Sénat chilien adopte une loi sur le lithium", ""),
    ("de", "Der Senat stimmt über Gallium ab", ""),
    ("de", "Die Regierung prüft Gallium", "de.bmwe"),
    ("it", "Il governo limita le esportazioni di rottami", "it.mimit"),
    ("it", "Il governo argentino limita le esportazioni di litio", "ar.gov"),
    ("pt", "O governo limita as exportações de sucata", ""),
    ("es", "El gobierno limita el litio", ""),
    ("es", "El Senado aprueba la ley del litio", ""),
    ("zh", "商务部公布镓出口许可", "cn.mofcom"),
    ("zh", "政府限制镓出口", ""),
]
"""Language of a text that names no state, or one; the text; its bodies."""


@pytest.mark.parametrize(("language", "text", "expected"), OF_A_LANGUAGE)
def test_an_office_of_no_state_that_is_named_is_that_of_the_language_of_the_text(
    language: str, text: str, expected: str
) -> None:
    assert told(text, language) == expected


@pytest.mark.parametrize("text", ["Le Sénat adopte une loi", "Il governo limita il litio"])
def test_a_word_of_several_languages_is_nobodys_where_that_of_the_text_is_not_known(
    text: str,
) -> None:
    assert told(text) == ""
