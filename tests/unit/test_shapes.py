"""Shapes that scraped pages have: no word of the article goes, and nothing else stays.

Each document states its own record. Its lines begin with what becomes of them: `=` title, `+`
text, `-` gone, `~` either, blank: mark-up alone; `>` and `&` go on with the line above, with a
blank between or without.
"""

from __future__ import annotations

import re
from html import unescape

import pytest

from monitor.fingerprint import identities
from monitor.kinds import parse
from monitor.model import Article, Payload
from monitor.normalise import normalise
from tests.golden.samples import FETCHED_AT, SOURCE, taxonomy

DOCUMENTS = """
## zh ministry header block | 2025-03-14
-首页 > 政务公开 > 公告
-【发布单位】安全与管制局
-【发布文号】商务部公告2025年第88号
-【发文日期】2025年3月14日
=商务部公告2025年第88号 公布对若干稀散金属物项实施出口管制的决定
+根据有关法律法规的规定，为维护国家安全和利益，经国务院批准，决定对下列物项实施出口管制。有关事
&项公告如下：
+一、满足以下特性的物项，未经许可，不得出口：
+（一）镓相关物项
+1. 金属镓（单质）（参考海关商品编号：8110929010）
+2. 氮化镓
+3. 砷化镓
+（二）锗相关物项
+1. 金属锗
+二、出口经营者出口上述物项，应当依照规定向国务院商务主管部门申请许可。
+三、本公告自公布之日起正式实施。
+商务部
+2025年3月14日
-打印本页
-关闭窗口
## en press release contact | 2025-02-11
-FOR IMMEDIATE RELEASE
=Norlund Metals opens antimony plant in Vestby
+VESTBY, Norlund, Feb. 11, 2025 -- Norlund Metals today opened a plant that will refine 4,000
>tonnes of antimony a year.
+"This is a great day for our town," said its chief executive, Ann Berg.
+Key figures:
+- 4,000 tonnes a year
+- 120 jobs
+About Norlund Metals
+Norlund Metals is a producer of antimony and bismuth with plants in three countries.
~Media contact:
~Jon Dahl
-press@norlund.example
-+47 555 01 234
-###
## end list after colon, then contact | 2025-03-18
=Consultation on a minerals stockpile
-Posted on March 18, 2025 by Trade Office
+The Trade Office asks for comments on a stockpile of critical minerals by the end of April.
+Comments are wanted on these points:
+Size of the stockpile
+Which minerals
+Who pays
-Contact us
-Share this page
## table annex tabs | 2025-09-01
=附件 管制物项清单
-发布日期：2025年9月1日
+序号\t物项\t海关商品编号
+1\t氧化钨\t2825901200
+2\t碲\t2804500001
+3\t金属铋\t8106101091
+4\t磷化铟\t2853904051
+注：海关商品编号仅供参考，以实际申报为准，物项范围以文字描述为准。
## title with deck | 2025-05-02
=Norlund bans exports of raw nickel
+Ban starts in June; smelters welcome a move that miners call a mistake
-2 May 2025, 14:05
+Norlund will ban the export of raw nickel ore from June, its mining minister said on Friday.
+Miners said that the ban would cost them half of their income.
## zh q and a | 2025-06-07
=商务部新闻发言人就出口管制问题答记者问
-来源：商务部新闻办公室    2025-06-07 15:20
+问：有记者问，中方如何看待有关国家的关切？
+答：中方注意到有关情况。
+记者：是否会批准更多申请？
+答：会依法审批。
+问：何时公布？
+答：将适时公布。
-【字体：大 中 小】
-分享到：
## zh-hant q and a | 2025-05-08
-首頁 > 新聞 > 產業
=經濟部長答覆稀土管制提問
-發布時間：2025年5月8日 14:30
-記者 王小明／台北報導
+經濟部長8日出席記者會，就稀土出口管制對國內產業的影響回答媒體提問，並說明後續因應措施。
+記者：對產業影響多大？
+部長：目前影響有限。
+記者：是否有庫存？
+部長：庫存足夠三個月使用，廠商也已經尋找替代來源。
-相關新聞
-半導體廠商盤點庫存
-延伸閱讀
-稀土價格連三周上漲
## related in middle txt | 2025-03-03
=Vanadium mill closes for repairs
-3 March 2025
+The largest vanadium mill of the region closed on Monday for repairs that will take six weeks.
+Its owner said that customers would be served from stocks until the middle of April.
-Related articles
-Vanadium prices at a low
-Steel makers cut orders
+Analysts expect that prices will rise during the closure, although demand is weak at present.
+Another mill in the north will close in May for work that had been put off since last year.
+"We have no choice," the owner said.
## related with summaries | 2025-10-16
=Cobalt exports resume
-16 October 2025
+Cobalt exports resumed on Thursday under quotas that the government had announced a month
>before.
+Buyers had waited since February.
-Related articles
-Copper mine floods
-The mine stopped work on Monday after water entered its lower levels, and pumps have been
>ordered from abroad.
-Nickel price falls
-Nickel fell to its lowest price in four years on Tuesday, since stocks in warehouses have
>grown for months.
## comments with prose | 2025-10-16
=Cobalt exports resume again
-16 October 2025
+Cobalt exports resumed on Thursday under quotas that the government had announced a month
>before.
-Comments
-Metalfan
-I have been saying for years that these quotas would come, and nobody ever listened to me at
>all.
-The price will double before the end of the year, and then everybody will look very surprised
>indeed.
## japanese | 2025-04-04
-ホーム
=重要鉱物の輸出管理に関する省令の改正について
-令和7年4月4日
~経済産業省
+経済産業省は、重要鉱物の輸出管理に関する省令の一部を改正しましたので、お知らせします。
+1. 改正の概要
+対象となる品目に、タングステン及びテルルを追加します。
+2. 施行日
+令和7年5月1日
+3. 関連資料
+省令（PDF形式）
+新旧対照表
-お問い合わせ
-関連リンク
-輸出管理のページ
## two dates in header zh | 2025-02-04
-索引号：000014349/2025-00021
-发文机关：商务部
-成文日期：2025年2月3日
-发布日期：2025年2月4日
-主题分类：商务、海关
=关于调整钨品出口许可的公告
+为维护国家安全和利益，决定对钨品出口许可作出调整，现将有关事项公告如下。
+一、调整范围
+二、申请程序
+三、施行日期
+本公告自发布之日起施行。
## federal register | 2025-04-22
=Critical Minerals Stockpile; Request for Comments
-A Notice by the Trade Office on 04/22/2025
+AGENCY: Trade Office, Department of Commerce.
+ACTION: Notice; request for comments.
+SUMMARY: The Office asks for comments on a stockpile of critical minerals, as the law requires.
+DATES: Comments must be received by May 22, 2025.
+ADDRESSES: Comments may be sent by post.
+FOR FURTHER INFORMATION CONTACT: Jon Dahl, 555-0123.
+Dated: April 18, 2025.
+Jon Dahl,
+Director.
## html divs br | 2025-01-10
 <html><head><meta charset="utf-8"><title>关于进一步做好锑出口工作的通知</title></head><body><ta
&ble><tr><td>
=<div align="center"><b>关于进一步做好锑出口工作的通知</b></div>
-<div align="center">日期：2025-01-10</div>
 <div>
+各有关企业：<br>
+为进一步做好锑出口工作，现将有关事项通知如下，请各企业认真组织落实，并及时反馈情况。<br>
+一、申报<br>
+企业应当于每月五日前申报上月出口情况，不得瞒报、漏报。<br>
+二、核查<br>
+三、附则<br>
+本通知自印发之日起执行。<br>
+商务厅<br>
 </div></td></tr></table></body></html>
## roc date | 2025-03-10
=貿易局公告鎢品輸出規定
-發文日期：中華民國114年3月10日
~發文字號：貿服字第1140001234號
+主旨：公告修正鎢品輸出規定，並自即日生效。
+依據：貿易法第十三條及相關規定，並參酌國際出口管制清單之內容辦理。
+公告事項：
+一、鎢粉
+二、碳化鎢
+局長 陳大文
## fr communique | 2025-06-02
-Communiqué de presse
=Communiqué : réserve de gallium
-Paris, le 2 juin 2025
+Le ministre annonce la création d'une réserve de gallium destinée aux industriels de la
>défense.
+Les chiffres clés :
+40 tonnes
+12 mois
-Contact presse :
-presse@ministere.example
## annex after signature | 2025-02-04
=Notice 5 on bismuth
+The Office places bismuth under control from the day on which this notice is published.
+It adds the items in the annex.
+Vestby, 4 February 2025
+Annex
+1. Bismuth metal
+2. Bismuth germanate
## effective date row | 2025-05-20
=Notice on magnet exports
-Published: 20 May 2025
~Effective date: 1 June 2025
+Magnets that contain more than one per cent of dysprosium may leave only with a licence.
+Deadline for comments: 30 April 2025
+Comments go to the Trade Office.
## es dateline | 2025-08-07
=Chile amplía la reserva de litio
+Santiago, 7 de agosto de 2025 (Agencia Sur) - El Gobierno ampliará la reserva de litio,
>anunció el jueves la ministra.
+La medida llega tras meses de debate.
"""


def _lines(document: str) -> list[tuple[str, str]]:
    """Return the lines of a document, each with its mark."""
    whole = document.replace("\n>", " ").replace("\n&", "")
    return [(line[:1], line[1:]) for line in whole.split("\n")]


def _documents() -> dict[str, tuple[str | None, list[tuple[str, str]]]]:
    """Return date and marked lines of each document, by its name."""
    found = {}
    for document in DOCUMENTS.strip().removeprefix("## ").split("\n## "):
        first, _, rest = document.partition("\n")
        name, _, date = first.partition(" | ")
        found[name] = (None if date == "undated" else date, _lines(rest))
    return found


CASES = _documents()


def _article(lines: list[tuple[str, str]]) -> Article:
    text = "\n".join(line for _, line in lines)
    suffix = "html" if "<html" in text else "txt"
    payload = Payload(
        body=text.encode(),
        url=f"file:///samples/a.{suffix}",
        content_type=None,
        fetched_at=FETCHED_AT,
    )
    (raw,) = parse(SOURCE, payload).items
    return normalise(
        raw,
        source=SOURCE,
        identity=identities([raw])[0],
        fetched_at=FETCHED_AT,
        taxonomy=taxonomy(),
    )


def _squeezed(line: str) -> str:
    """Return a line's words without mark-up, blanks and the bars between cells."""
    return re.sub(r"[\s|]+", "", unescape(re.sub(r"<[^>]+>", "", line)))


@pytest.mark.parametrize("name", CASES)
def test_the_record_is_what_the_document_says(name: str) -> None:
    date, lines = CASES[name]
    article = _article(lines)
    marked = [(mark, _squeezed(line)) for mark, line in lines if _squeezed(line)]
    paragraphs = [_squeezed(paragraph) for paragraph in article.body.split("\n")]
    either = {words for mark, words in marked if mark == "~"}

    assert {_squeezed(article.title)} == {words for mark, words in marked if mark == "="}
    assert (article.published and article.published[:10]) == date
    assert [paragraph for paragraph in paragraphs if paragraph and paragraph not in either] == [
        words for mark, words in marked if mark == "+"
    ]
