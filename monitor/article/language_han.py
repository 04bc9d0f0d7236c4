"""Whether a text of Han characters without kana is Chinese or Japanese, by how it writes them.

Japanese simplified some characters and kept others: it writes `国` as mainland China does and `輸`
as Taiwan does, and who writes both in one text writes Japanese.
"""

from __future__ import annotations

import re

_MAX_HEADLINE = 40
"""Characters of a text without kana that may be Japanese."""
_JAPANESE = re.compile(
    "[図働込峠畑辻駅円気価労県対応広売読鉄権検験険経済関団囲実沢浜竜拠択釈訳駆戦単弾圧塩桜楽薬"
    "渋渓乗剰栄営厳発変帰歯齢満両総続絵縄縦継粛覧観譲転辺郷酔醸銭録鋳閲陥隠雑霊顔顕駄騒髄鶏黙"
    "亜仮伝拝拡挙挿捜掲揺摂撃暁歓殴毎渇瀬焼犠獣畳痩癒砕稲穂粋縁繊聴脳臓荘蔵衛謡豊賛遅鉱錬闘頼髪"
    "様悪産増絶収査歳歩効黒証抜処専壊戻歴帯巻軽払従扱徴剣悩繋廃詰繰銃剤舗緑勧圏舎仏氷噂揃晩浄塁斉"
    "覇喩搾壌錆壱渕枠滝猟暦蛍頬梱轢駐奨塀隷姉隣亀嬢懐渉枢値恵庁]"
    "|規制|輸出(?:管理|額|入|先|国)|大臣|発表|見直|入札|株式会社|取引|供給網|半導体|審議会|見通|値上"
    "|米国|訪米|日米|英仏|(?<![小玉大稻虾])米中(?![毒的国])|(?:^|[、。])[米独仏豪] ?(?=[A-Z])"
    "|衆院|反落|下方修正|上方修正|備蓄|提訴|希土類|希少|採掘|省令|閣議|経産|首相官邸|株[急安高]"
    "|(?:環境|防衛|財務|外務|総務)省|(?:国交|農水|厚労|文科)相|(?:財務|外務|法務|環境)相"
)
"""Forms of characters that neither Chinese script has, and words of headlines without kana."""
_CHINESE = re.compile(
    "[的了吗呢呀啊吧哪他她您啥咱这为们时对么发说于过现开经还动业进关实长样间电并问种员产无网场应题资计"
    "给让该东认结总务话统战设别军见变报爱论组权选议运车记决视门导传术强图规划亚领际单头尔达队书马广带"
    "觉级师专类约儿调请许确难证语线则济听价标续况备观华质钱费转较众风创织识团连节项构农边责响职试须县"
    "纪显买环极验终够远营评错预闻热艺严仅势满优兴负谢简积读频监飞刚苏谈剧编围红范压险适层卫财络阳执测"
    "审铁银养择紧汉亿检购药陆纳脑细载钟临释货龙费减输访训胜异阶词补练课软圣顾页违贵险锂镓锗锑钨钴镍铜"
    "铝镝铽稀扩损产镁矿"
    "們對麼沒嗎說當關樣體內區從點將讓總戰數變權處專號亞劃圖單據黨歷帶辦覺兒參樂稱證濟聽價舉爭續臺觀錢"
    "轉眾裝卻歡醫寫屬擊縣戲顯佈斷驗夠獨營歲隨繼媽嚴滿錄絕畫歐雖讀釋灣雙圍輕壓狀險擔獎佔檢黃擇銷藥鬥寶"
    "腦鄉壞賣彈碼勞惡樓雜屆亂禮畢穩輯靈懷餘擴徵攝舊盡歸獻戶檔簽廳豐譯贏溫啟絲靜趕綠勵廢輛麥殘觸隱戀脫"
    "搶匯燒詢瘋稅礦寬潛牆閱賺覽擺緣淨擾漲趨贊遲蹤鬆鄰隸賬辯闆籌鏈辭盜汙騷劍劑踐駛驅遞厲臘繪縱膽噸搖滾"
    "綁橫鬧產經國會與這為發來氣實學鎵鍺銻鎢鈷鎳鏑鋱鑭釔鋰鐵鈦徑恆值]"
)
"""Forms of either Chinese script that Japanese writes otherwise, and small words of Chinese."""
_AS_SIMPLIFIED = re.compile(
    "[会国来学体内数点万状参声号装断区争医党独条担温属税礼届乱静称旧宝虫黄尽双欧浅献誉滞狭随惨虚湿炉践壮]"
)
"""Forms that Japanese shares with simplified Chinese and traditional Chinese has not."""
_AS_TRADITIONAL = re.compile(
    "[見時間無場動後話業開長現結書員車問連報東電聞選終題強決語確達買過調設勝組運約認誰島進計優議際風線務質"
    "頭飲個張願術態難構試備軍義緒種論護職視資側馬園載飛離規師細負識類異統隊復門岡換編敵興宮減準販簡許費況"
    "習協評導館極響熱遠適銀階詳絡療環賞頂領敗紙級談給補監裏掛紹謝貴練責標織艦傷遺並積額財庫創災課採純劇"
    "聖輪陽競築測億節損華講閉陸養購層盤則紀請訪訴維審農樹緊項輸診較討詞範獄衝獲貨鏡憲貸湯諸針飾揮紅漢閣"
    "陣須諦貧鎖釣儀償鑑臨賢雲誠剛懸凍潰鍵罰飽賃偉孫帳該緩預騙倫漁貫謀脈詩軸偵頻顧網貢郵債羅賊鍋欄紛緯鍛"
    "慶輔鋼堅儲軟潤蘇銘軌紋墜錯鎮蓋譜紳賠槍綱飢貝訂擬銅虜錠鉛錫]"
)
"""Forms that Japanese shares with traditional Chinese and simplified Chinese has not.
Source of both: the commonest characters of wordfreq's lists, by OpenCC's tables."""


def by_characters(sample: str, hint: str | None) -> str:
    """Return `zh` or `ja`, for a text of Han characters; `hint` is the language declared."""
    chinese = len(_CHINESE.findall(sample))
    japanese = len(_JAPANESE.findall(sample))
    if _AS_SIMPLIFIED.search(sample) and _AS_TRADITIONAL.search(sample):
        japanese += 1
    if japanese == chinese:
        return "ja" if hint == "ja" and len(sample) < _MAX_HEADLINE else "zh"
    return "ja" if japanese > chinese else "zh"
