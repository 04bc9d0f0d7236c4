"""What sort of text an article is, where its form says so; unclear is None.

Interview, notice, market report and opinion are told by the title's form, by questions and
answers, by rows of prices and by the formulas of notices; news by a dateline or by how reporters
begin. Tables by language; no subject matter is judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ahocorasick_rs import AhoCorasick

from monitor.model import ArticleKind
from monitor.text import paragraphs

_QUESTION = re.compile(
    r"(?:Q(?:uestion)?\s?\d*|Reporter|Journalist|Journaliste|Periodista|Корреспондент|Журналист"
    r"|问|問|记者问?|記者|質問|질문|기자|Frage|Вопрос|Pregunta|P)\s?[:：.．]\s?\S"
)
_ANSWER = re.compile(
    r"(?:A(?:nswer)?\s?\d*|Spokes(?:person|man|woman)|答|发言人|發言人|回答|답변?|Antwort|Réponse"
    r"|R|Ответ|Respuesta)\s?[:：.．]\s?\S"
)
_MARKS = frozenset("QARJPSqa问問记記質질기답答发發回FfВОЖК")
"""What a paragraph that asks or answers begins with: most do not."""
_NOTICE_START = (
    r"^(?:joint )?(?:announcement|notice|order|decree|proclamation|public notice|circular)\b.{0,60}"
    r"\bno\.?|^(?:public )?notice (?:of|on|regarding|concerning|to)\b|"
    r"^proclamation\b|^executive order\b"
    r"|^(?:final|interim final|proposed|temporary final|direct final) rule\b"
    r"|^(?:commission |council )?(?:implementing |delegated )?"
    r"(?:regulation|decision|directive) \((?:eu|ec|cfsp)"
    r"|^(?:bekanntmachung|verordnung|durchführungsverordnung|erlass|allgemeinverfügung)\b"
    r"|^(?:avis (?:aux|aux |relatif|n)|arrêté|décret|règlement \(ue|décision n)"
    r"|^(?:resolución|orden|real decreto|decreto|reglamento \(ue|aviso a)\b"
    r"|^(?:постановление|приказ|указ|распоряжение|федеральный закон|объявление №)"
)
_NOTICE = (
    r"(?:公告|通告|通知|决定|決定|令|公示|意见|办法|细则|细则|条例|規則|告示|省令|について（通知）|고시|공고|훈령|시행령)"
    r"(?:\s*[（(【\[].{1,40}[）)】\]])?$|公告\s?[〔\[]?20\d\d[〕\]]?年?\s?第|令\s?[（(]?第\s?\d+号|第\d+号令|告示第"
    r"|〔20\d\d〕\d+号|(?:고시|공고) 제\s?20\d\d"
    rf"|\bannouncement no\.|\border no\. ?\d|\bnotice no\. ?\d|{_NOTICE_START}"
)
_REPORTED = re.compile(
    r"^(?!.*第\s?\d+号)(?:(?!关于|關於)[^，。：]){2,30}(?:发布|發布|公布|公佈|印发|印發|出台|下发|下發|就)"
)
"""Such a title tells of a notice; the notice's own is «关于…的公告» or has its number."""
_NOTICE_FORMULAS = (
    "特此公告", "特此通知", "特此通告", "公告如下", "通知如下", "通告如下",
    "【发布单位】", "【发文字号】", "【发文单位】",
    "AGENCY: ", "ACTION: Notice", "ACTION: Final", "ACTION: Proposed", "ACTION: Interim",
    "BILLING CODE", "HAS ADOPTED THIS", "is hereby announced", "is hereby promulgated",
    "HABEN FOLGENDE", "ONT ADOPTÉ LE", "HAN ADOPTADO", "постановляет", "приказываю:",
)  # fmt: skip
"""What authorities write at the beginning or end of their notices."""
_MARKET = (
    r"\bprices? (?:review|list|table|update|assessment|trend|quotation|bulletin|report)s?\b"
    r"|\bprices? (?:on|for|as of) \w+ \d|"
    r"\b(?:daily|weekly|monthly|morning|evening|market) (?:price|market|review|commentary|report"
    r"|summary|comment|wrap|brief)s?\b|\bmarket (?:review|wrap|close|analysis|update|snapshot)\b|"
    r"价格行情|报价|日评|周评|早评|晚评|月评|午评|行情|价格走势|价格表|周报|日报价|價格行情|報價"
    r"|市況|相場|価格動向|시황|시세|가격 동향|Marktbericht|Wochenbericht|Preisübersicht|Tagespreise"
    r"|revue de marché|point marché|cours du jour|informe de mercado|precios del día|обзор рынка"
    r"|обзор цен|рыночный обзор|цены на сегодня"
)
_MARKET_WORDS = ("price", "market", "daily", "weekly", "monthly", "morning", "evening")
"""One of these stands in every such English title: looking for them costs a tenth."""
_INTERVIEW = (
    r"^(?:exclusive )?interview\b[ :]|: an interview\b|\bQ&A(?: with\b|:|$)"
    r"|专访|專訪|对话[^，。]{2,20}：|答记者问|答記者問"
    r"|インタビュー|인터뷰|^interview mit|im interview\b|^entretien\b|^entrevista\b|^интервью\b"
    r"|: интервью"
)
_OPINION = (
    r"^(?:opinion|op-?ed|editorial|commentary|comment|viewpoint|guest (?:post|column)|column)"
    r"\s?[:|–—-]"
    r"|[|–—-]\s?(?:opinion|op-?ed|editorial|commentary|viewpoint)$"
    r"|^[【\[]?(?:社评|评论|时评|社論|社论|观点|锐评"
    r"|短评|评论员文章|国际锐评|钟声|望海楼)[】\]]?\s?[:：|丨】\]]"
    r"|评论员文章|^[【〈]?(?:社説|論説|コラム|オピニオン)|^\[?(?:사설|칼럼|기고|오피니언|시론)\]?"
    r"|^(?:kommentar|leitartikel|meinung|gastbeitrag)\s?[:|–—-]"
    r"|^(?:éditorial|tribune|opinion|chronique|édito)\s?[:|–—.-]"
    r"|^(?:opinión|editorial|columna|tribuna)\s?[:|–—.-]"
    r"|^(?:мнение|колонка|комментарий|авторская колонка)\s?[:|–—.-]"
)
_OPENING = 500
"""Characters in which a report says that it is one."""
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NEWS_LATIN = re.compile(
    r"\((?:Reuters|AP|AFP|Xinhua|Bloomberg|Kyodo|Yonhap|dpa|EFE|PTI|ANI|TASS)[^)\n]{0,20}\)"
    rf"|(?:said|told reporters|told Reuters|announced|reported)[^.\n]{{0,40}} on {_WEEKDAY}"
    rf"|on {_WEEKDAY}[^.\n]{{0,60}} (?:said|announced|issued|told)"
    r"|teilte[^.\n]{0,80} mit\b|(?:a|ont) annoncé (?:lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche|le \d)|(?:anunció|informó) (?:el|este) (?:lunes|martes|miércoles|jueves|viernes"
    r"|sábado|domingo)|РИА Новости|ТАСС|Интерфакс|сообщил[аио]?,? |передаёт|передает"
)
_NEWS_WORDS = (
    "day", "(Reuters", "(AP", "(AFP", "(Xinhua", "(Bloomberg", "(Kyodo", "(Yonhap", "(dpa", "(EFE",
    "(PTI", "(ANI", "(TASS", "teilte", "annoncé", "anunció", "informó", "РИА", "ТАСС", "Интерфакс",
    "сообщил", "переда",
)  # fmt: skip
"""One of them stands in every such opening."""
_NEWS_CJK = re.compile(
    r"^[^。\n]{0,14}(?:社|报|網|网|台)[^。\n]{0,8}\d{1,2}月\d{1,2}日(?:电|電|讯|訊)|本报讯|本報訊|本网讯"
    r"|[记記]者[^。，]{0,16}(?:获悉|了解到|报道|从|獲悉|報道|報導)|[据據][^。，]{2,16}(?:报道|消息|報道|報導)"
    r"|[(（](?:新华社|ロイター|時事|共同)[)）]"
    r"|日、[^。\n]{0,120}(?:発表した|明らかにした|分かった|述べた|報じた)|[가-힣]{2,4} 기자"
    r"|(?:밝혔다|전했다|보도했다)\."
)
_INTERVIEW_WORDS = ("interview", "q&a", "entretien", "entrevista")
_OPINION_WORDS = (
    "op-ed", "oped", "opinion", "editorial", "comment", "viewpoint", "guest ", "column",
    "kommentar", "leitartikel", "meinung", "gastbeitrag", "tribun", "chronique",
)  # fmt: skip
"""As those of market reports, in titles of ASCII."""
_MIN_PAIRS = 2
_MIN_ROWS = 4
_CELLS = " | "
"""Between the cells of a row."""


def kind_of(title: str, body: str, *, agency: bool) -> ArticleKind | None:
    """Return what the form shows, or None where it shows nothing.

    `agency`: the body begins with a news agency's dateline.
    """
    parts = paragraphs(body)
    marked = [part for part in parts if part[0] in _MARKS]
    questions = sum(_QUESTION.match(part) is not None for part in marked)
    answers = sum(_ANSWER.match(part) is not None for part in marked)
    if questions >= 1 and answers >= 1 and questions + answers >= _MIN_PAIRS:
        return "interview"
    lower = title.lower()
    if _may_hold(lower, _INTERVIEW_WORDS) and _pattern(_INTERVIEW).search(title):
        return "interview"
    if _may_hold(lower, _OPINION_WORDS) and _pattern(_OPINION).search(title):
        return "opinion"
    if _is_notice(title):
        return "notice"
    rows = sum(_is_price_row(part) for part in parts) if _CELLS in body else 0
    if (_may_hold(lower, _MARKET_WORDS) and _pattern(_MARKET).search(title)) or (
        rows >= _MIN_ROWS and rows * 2 >= len(parts)
    ):
        return "market_report"
    if agency:
        return "news"
    opening = body[:_OPENING]
    notice, report = _told_by(
        body if len(body) <= 2 * _OPENING else f"{opening}\n{body[-_OPENING:]}"
    )
    if notice:
        return "notice"
    if report and _NEWS_LATIN.search(opening):
        return "news"
    return "news" if not opening.isascii() and _NEWS_CJK.search(opening) else None


def _told_by(edges: str) -> tuple[bool, bool]:
    """Say whether a formula of notices stands in a text's edges, a word of reports in the first."""
    report = False
    for number, start, _ in _formulas().find_matches_as_indexes(edges):
        if number < len(_NOTICE_FORMULAS):
            return True, report
        report = report or start < _OPENING
    return False, report


@cache
def _pattern(written: str) -> re.Pattern[str]:
    """Return a pattern, compiled when first asked for: most texts hold no word of most forms."""
    return re.compile(written, re.IGNORECASE)


@cache
def _formulas() -> AhoCorasick:
    return AhoCorasick([*_NOTICE_FORMULAS, *_NEWS_WORDS])


def _may_hold(title: str, words: Iterable[str]) -> bool:
    """Say whether one of `words` stands in a title, in small letters, or what is not ASCII."""
    return not title.isascii() or any(map(title.__contains__, words))


def _is_notice(title: str) -> bool:
    if title.isascii() and "no." not in title.lower():
        return _pattern(_NOTICE_START).match(title) is not None
    return _pattern(_NOTICE).search(title) is not None and _REPORTED.match(title) is None


def _is_price_row(part: str) -> bool:
    """Say whether `part` is a row of cells with a number behind the first."""
    return any(map(str.isdigit, part.partition(_CELLS)[2]))
