"""Headings that say what sort of page it is, or what to do with it, and name no article.

`News`, `Press releases 2025`, `Printer-friendly version`, `新闻发布`: any order of such words is no
headline, so that words are listed and not headings.
"""

from __future__ import annotations

import re
from functools import lru_cache

from monitor.text import fold

_LATIN = {
    "en": "home homepage front news newsroom latest recent current new menu search form results"
    " navigation main article articles item story stories post posts blog blogs press release"
    " releases statement statements media centre center room office desk contact us welcome about"
    " related comments comment newsletter newsletters subscribe sign in log login untitled document"
    " documents index print printable printer friendly version view page this pages text only topic"
    " single thread forum share advertisement sponsored cookies cookie privacy we value your"
    " breaking top details detail title archive archives all events event publications"
    " announcements announcement notices notice updates update information and of the for"
    " email pdf download save full online edition category categories website site official",
    "de": "startseite aktuelles aktuell aktuelle nachrichten nachricht meldung meldungen presse"
    " pressemitteilung pressemitteilungen pressemeldung pressemeldungen presseinformation"
    " presseinformationen pressebereich presseportal presseservice medien medienmitteilung"
    " medienmitteilungen drucken druckversion druckansicht artikel seite dieser diese diesen suche"
    " suchergebnisse archiv bekanntmachung bekanntmachungen mitteilungen mitteilung neuigkeiten"
    " veranstaltungen termine und der die das zur zum des ansicht version alle",
    "fr": "accueil actualite actualites communique communiques de presse la le les l d espace"
    " imprimer imprimable impression version cet cette recherche article articles breves nouvelles"
    " infos a une dossier dossiers archives salle toute toutes evenements et page",
    "es": "inicio portada noticias noticia actualidad imprimir impresion imprimible version prensa"
    " nota notas de comunicado comunicados sala la el los las para boletin boletines buscar"
    " busqueda articulo articulos esta este pagina y novedades ultimas ultima avisos eventos"
    " archivo",
    "ru": "главная новости новость новостей пресс пресса центр служба релиз релизы поиск печать"
    " печати версия для распечатать страница страницы статья статьи документ документы публикации"
    " сообщения сообщение события лента архив все последние и материалы министерства ведомства",
    "pl": "aktualnosci strona glowna wiadomosci drukuj komunikaty prasowe",
    "el": "αρχικη νεα ειδησεισ ειδησεις δελτια τυπου εκτυπωση",
}
_EAST_ASIAN = (
    "新闻 首页 主页 正文 中心 通知 公告 公示 信息 公开 政策 法规 发布 解读 动态 要闻"
    " 工作 资讯 详情 文章 打印 本页 搜索 导航 内容 页面 当前 位置 栏目 最新 消息 列表"
    " 查看 全文 时政 新聞 首頁 稿 訊息 資訊 發布 列印 友善 內容 頁面 ニュース ホーム"
    " トップ ページ お知らせ 報道 発表 資料 記事 一覧 プレス リリース 印刷 用 新着 情報"
    " 検索 보도 자료 공지 사항 뉴스 홈 기사 소식 알림 언론 인쇄 하기 최신 목록 게시판"
    " 상세 보기"
    " 社会 社會 政治 経済 经济 經濟 国際 国际 國際 国内 國內 地域 地方 本地 スポーツ 体育 體育"
    " 財経 财经 財經 エンタメ 娱乐 娛樂 文化 科技 教育 健康 旅游 旅遊 軍事 军事 정치 경제 사회 국제"
    " 문화 스포츠 지역"
).split()
_WORDS = frozenset(fold(word) for words in _LATIN.values() for word in words.split())
_UNITS = re.compile(rf"[\W\d_]*(?:(?:{'|'.join(sorted(map(fold, _EAST_ASIAN)))})[\W\d_]*)+")
_TOKENS = re.compile(r"[^\W\d_]+")
_EMPTY = frozenset(
    "and of the for us we your this in a de la le les l d el los las y et und der die das zur"
    " zum des и для".split()
)
"""Of these alone no heading consists."""
_MAX_LENGTH = 60


@lru_cache(maxsize=512)
def is_section(text: str) -> bool:
    """Say whether `text` consists of words of sections and of the page's own services alone."""
    if len(text) > _MAX_LENGTH:
        return False
    folded = fold(text)
    if _UNITS.fullmatch(folded):
        return True
    words = _TOKENS.findall(folded)
    return bool(words) and _WORDS.issuperset(words) and not _EMPTY.issuperset(words)
