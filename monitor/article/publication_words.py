"""Words by which pages name the date of publication, of a change, and of something else.

Names of meta elements are compared without their separators; labels and month names as `folded`
leaves them. Each table says what its words mean, whatever the site: none is of one site.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Kind = Literal["published", "created", "updated"]
"""What a date is said to be; a bare one is "created"."""

_UNDECOMPOSED = str.maketrans("łıđøæßς", "lidoasσ")


def folded(text: str) -> str:
    """Return `text` in lower case without accents, full-width forms or special dashes."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).lower())
    text = "".join(character for character in text if not unicodedata.combining(character))
    return unicodedata.normalize("NFC", text).translate(_UNDECOMPOSED)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PUBLISHED_NAMES = _words(
    "pubdate pubtime ptime pdate datepub artpubdate publishup postdate posteddate dateposted posted"
    " releasedate ogreleasedate dateissued issued issuedate dcissued dctermsissued dcdateissued"
    " dctermsavailable dcdateavailable dctermsdateaccepted sailthrudate citationdate"
    " citationonlinedate displaydate onlinedate dateonline articledateoriginal originaldate"
    " storydate newsdate entrydate articlecreateat weiboarticlecreateat ogregdate regdate"
    " firstpubdate timepublished datetimepublished dcdatesubmitted datesubmitted launchdate"
    " citationyearmonthday eventpublished published fechapublicacion datapublicacao"
    " erscheinungsdatum veroffentlichungsdatum 发布时间 发布日期"
)
"""Source: the vocabularies of Open Graph, Dublin Core, Highwire Press, PRISM, Parse.ly, Sailthru,
and what content management systems of Chinese government and news sites call it."""
_CREATED_NAMES = _words(
    "date dcdate dctermsdate dcdatecreated dctermscreated dccreated created datecreated"
    " creationdate"
    " createdate createdat articledate ogdate contentdate archivedate docdate docdatetime pagedate"
    " datetime timestamp time prismcoverdate coverdate ogarticledate wtcgdate searchdate sortdate"
    " dcscreationdate xcreated creationtime createtime createddate makedate fileddate datum fecha"
    " data dcdatevalid itemdate iddate sitedate dateformatted articledatetime storydatetime"
)
_UPDATED_NAMES = _words(
    "articlemodifiedtime ogarticlemodifiedtime ogupdatedtime ogmodifiedtime datemodified"
    " modifieddate lastmodified modified dctermsmodified dcdatemodified dcmodified lastupdated"
    " lastupdate updatedtime updatedate dateupdated updated updatetime revised revisiondate"
    " articleupdated articlemodified modificationdate lastmod lastmodifieddate dcdateupdated"
    " articleupdatedtime dateupdate moddate lastpublishdate dcdatereviewed"
)
_NO_PUBLICATION = re.compile(
    r"modif|updat|expir|unpubl|last|revis|event|publisher|publication$|start|end(?:date|time)"
    r"|birth|copyright|review"
)
_SAYS_PUBLICATION = re.compile(
    r"(?:publi|pubdate|firstpub)(?=.*(?:dat|time|stamp|fecha|at$|on$|ed$))"
    r"|(?:dat|time|fecha|stamp).*publi|^pub(?:date|time)"
)
_SEPARATORS = re.compile(r"[^a-z0-9\u4e00-\u9fff]+")


def kind_of_name(name: str) -> Kind | None:
    """Return what a meta name, JSON key or data attribute dates; None: nothing of the page."""
    key = _SEPARATORS.sub("", name.lower())
    if key in _PUBLISHED_NAMES:
        return "published"
    if key in _CREATED_NAMES:
        return "created"
    if key in _UPDATED_NAMES:
        return "updated"
    if _SAYS_PUBLICATION.search(key) and not _NO_PUBLICATION.search(key):
        return "published"
    return None


_MONTH_NAMES = (
    "january jan januar janvier janv januari enero ene gennaio gen janeiro январь января янв jan."
    " styczen stycznia sty leden ledna ocak oca ianuarie ian ιανουαριοσ ιανουαριου ιαν tammikuu"
    " tammikuuta januar január januara sijecnja sijecanj januarie sausio janvaris janvari jaanuar"
    " sichnya січень січня януари gener xaneiro urtarrila januarja τζανουαριου yanvar জানুয়ারি"
    " जनवरी يناير ינואר บม มกราคม",
    "february feb februar fevrier fevr feber februari febrero febbraio fevereiro fev февраль"
    " февраля"
    " фев luty lutego lut unor unora subat sub februarie φεβρουαριοσ φεβρουαριου φεβ helmikuu"
    " helmikuuta februar februara veljace veljaca vasario februaris veebruar лютий лютого февруари"
    " febrer februarja pebruari फरवरी فبراير פברואר กุมภาพันธ์",
    "march mar marz maerz mrz mars marzo marco март марта marzec marca brezen brezna mart maart mrt"
    " martie μαρτιοσ μαρτιου μαρ maaliskuu maaliskuuta marcius marec ozujka ozujak kovo marts marts"
    " березень березня maret mac marc मार्च مارس מרץ มีนาคม",
    "april apr avril avr abril abr aprile апрель апреля апр kwiecien kwietnia kwi duben dubna nisan"
    " nis aprilie απριλιοσ απριλιου απρ huhtikuu huhtikuuta aprilis aprila travnja travanj"
    " balandzio"
    " aprilis aprill квитень квитня квітень квітня април aprilja अप्रैल أبريل ابريل אפריל เมษายน",
    "may mai mayo maggio mag maio май мая maj maja kveten kvetna mayis mei μαιοσ μαιου μαϊου μαι"
    " toukokuu toukokuuta majus svibnja svibanj geguzes maijs maija травень травня маи maig"
    " mei mayıs"
    " मई مايو מאי พฤษภาคม",
    "june jun juin juni junio giugno giu junho июнь июня июн czerwiec czerwca cze cerven cervna"
    " haziran haz iunie iun ιουνιοσ ιουνιου ιουν kesakuu kesakuuta junius jun juna lipnja lipanj"
    " birzelio junijs juuni червень червня юни juny junija जून يونيو יוני มิถุนายน",
    "july jul juillet juil juli julio luglio lug julho июль июля июл lipiec lipca lip cervenec"
    " cervence temmuz tem iulie iul ιουλιοσ ιουλιου ιουλ heinakuu heinakuuta julius jula srpnja"
    " srpanj liepos julijs juuli липень липня юли juliol julija जुलाई يوليو יולי กรกฎาคม",
    "august aug aout agosto ago август августа авг sierpien sierpnia sie srpen srpna agustos agu"
    " augustus αυγουστοσ αυγουστου αυγ elokuu elokuuta augusztus augusta kolovoza kolovoz rugpjucio"
    " augusts серпень серпня agost avgusta agustus ogos avgust अगस्त أغسطس אוגוסט สิงหาคม",
    "september sept sep septembre septiembre setiembre settembre set setembro сентябрь"
    " сентября сент"
    " сен wrzesien wrzesnia wrz zari eylul eyl septembrie σεπτεμβριοσ σεπτεμβριου σεπτ σεπ syyskuu"
    " syyskuuta szeptember septembra rujna rujan rugsejo septembris вересень вересня септември"
    " setembre septembra सितंबर سبتمبر ספטמבר กันยายน",
    "october oct octobre oktober okt octubre ottobre ott outubro out октябрь октября окт"
    " pazdziernik"
    " pazdziernika paz rijen rijna ekim eki octombrie οκτωβριοσ οκτωβριου οκτ lokakuu lokakuuta"
    " oktobra listopada spalio oktobris жовтень жовтня октомври oktobra अक्टूबर أكتوبر אוקטובר"
    " ตุลาคม",
    "november nov novembre noviembre novembro ноябрь ноября нояб ноя listopad listopadu lis kasim"
    " kas noiembrie noi νοεμβριοσ νοεμβριου νοε marraskuu marraskuuta novembra studenoga studeni"
    " lapkricio novembris листопад листопада ноември नवंबर نوفمبر נובמבר พฤศจิกายน nopember",
    "december dec decembre dezember dez diciembre dic dicembre dezembro декабрь декабря дек"
    " grudzien"
    " grudnia gru prosinec prosince aralik ara decembrie δεκεμβριοσ δεκεμβριου δεκ joulukuu"
    " joulukuuta decembra prosinca prosinac gruodzio decembris detsember грудень грудня декември"
    " desember des दिसंबर ديسمبر דצמבר ธันวาคม",
)
"""Nominatives, genitives and usual short forms of some forty languages."""
MONTHS: dict[str, int] = {
    folded(name).strip("."): number
    for number, names in enumerate(_MONTH_NAMES, start=1)
    for name in names.split()
}
"""Folded month names to 1..12. Croatian `listopada` is October, Polish and Czech November: the
Polish and Czech genitive has the same letters, so it is left to `month_of`."""


def month_of(name: str, language: str | None) -> int | None:
    """Return 1..12 for a folded month name, None for any other word.

    Source: `listopada` is November in Polish and October in Croatian; `srpna`, `srpnja` differ.
    """
    if name == "listopada":
        return 10 if language in ("hr", "bs") else 11
    return MONTHS.get(name)


PUBLISHED_LABEL = re.compile(
    r"publi(?!c\b)|pubbl|\bposted\b|\bposted? date|\bissued?\b|\breleased?\b|\bwritten\b"
    r"|\bsubmitted\b|first seen|\bpubdate|\bdate posted|발행|등록|입력|게시|작성|승인|보도일|송고"
    r"|公開|掲載|配信|発表日|投稿|発行|公布|发布|發布|發佈|发表|發表|刊登|上网|发稿|录入|添加时间"
    r"|日期:|时间:|時間:|日付|날짜|발표일|发文|發文|上传|出版"
    r"|veroffentlich|erschienen|erstellt"
    r"|online seit|eingestellt|geschrieben|verfasst|mis en ligne|paru\b|poste le|publie"
    r"|опубликован|размещен|дата публ"
    r"|добавлен|дата создания|создан|публикаци|opublikowan|dodan|data publikacji|utworzon"
    r"|zamieszczon|wytworzen|δημοσιευ|αναρτηθηκε|ημερομηνια|ημ/νια|gepubliceerd|geplaatst"
    r"|publicerad|publisert|udgivet|offentliggjort|julkaistu|yayin|eklenme|olusturulma|publikov"
    r"|zverejn|vydan|vlozen|publicat|megjelen|kozzetet|dipublikasi|diterbitkan|diposting|dang ngay"
    r"|ngay dang|cap nhat luc|objavljen|postavljeno|inserito|inserita|data di|escrito|postado"
    r"|criado|nشر|نشر|פורסם|เผยแพร่",
)
"""Source: what byline areas of sites in the languages of `MONTHS` say before the date."""
UPDATED_LABEL = re.compile(
    r"updat|modifi|revised|\bedited\b|reviewed|\bchanged\b|aktualis|geandert|bearbeitet|\bstand\b"
    r"|mise? a jour|actualiz|atualiz|aggiornat|обновл|изменен|更新|修改|修訂|수정|갱신|最終"
    r"|aktualiz|zmodyfikowan|ενημερω|τροποποι|bijgewerkt|gewijzigd|uppdater|andrad|oppdater|opdater|paivitet"
    r"|guncelle|upraven|frissit|modosit|diperbarui|azurirano|оновлен|last saved|as of\b"
)
OF_ITSELF = re.compile(
    r"\b(?:this|the) (?:entry|post|article|page|story|item|piece|blog|news|text)\b"
    r"|\bwas (?:first |originally )?(?:posted|published)\b|\bdieser |\bcet(?:te)? |\best[ea] "
    r"|本文|この記事|이 기사|эта |этот |данн"
)
"""Words by which a sentence speaks of the page that it stands on."""
WRITTEN_LABEL = re.compile(
    r"(?:成文|签发|印发|起草|簽發|作成)(?:日期|时间|時間)?:?|\bsigned\b|\bdated\b|вынесен|принят"
)
"""Words before the day on which a document was drawn up; it is published some days later."""
OTHER_LABEL = re.compile(
    r"copyright|©|\(c\)|effective|in force|expir|deadline|\bdue\b|valid|\bborn\b|since|founded"
    r"|established|\bjoined|member since|registered|starts?\b|begins?\b|\bends?\b|clos(?:es|ing)\b"
    r"|event|geboren|gultig|frist|echeance|en vigueur|vigencia|plazo|вступ|срок|до\b|生效|实施|施行"
    r"|截止|截至|有效|注册|締切|期限|開催|시행|마감|유효|version|accessed|retrieved|abgerufen|archived"
    r"|\bfrom\b|\bbetween\b|\buntil\b|\btill\b|\bbis\b|jusqu|hasta|photo|downloaded|printed|comment"
    r"|(?:dabei|mitglied|registriert|angemeldet) seit|inscrit|miembro desde|регистрация|на форуме"
    r"|\bby\s?$|入会|登録日|가입|bday|\bwhen:|date (?:and|&) time:|termin:|日時|会期|开始|開始"
    r"|today|heute ist|сегодня|今天是|今天|reply|said|wrote|schrieb|says\b|termin\b|scadenza|wazn"
)
"""Words before a date that is of an event, a limit, a comment, a visit: never of the page."""
LIMIT_LABEL = re.compile(
    r"clos(?:es|ing)\b|deadline|expir|\bdue\b|until\b|effective|\bends?\b|\bstarts?\b|begins?\b"
    r"|valid\b|\bevent|frist\b|einsendeschluss|anmeldeschluss|echeance|date limite|plazo"
    r"|fecha limite|\bсрок|окончани|截止|締切|마감|期限|開催|termin\b|scadenza"
)
"""Words in a short label before a machine's date that is the bound of something, or an event."""
READING_TIME = re.compile(r"\d{1,2}\s?[^\W\d_]{1,4}\.\s*$")
"""How long the text takes, at the end of a byline: its point ends no sentence (`2 Min.`)."""

DATE_CLASS = re.compile(
    r"(?:date|datum|fecha|data|time|timestamp|datetime|pub|pubdate|pubtime|publi\w*|posted|postdate"
    r"|byline|meta|info|infos|source|submitted|created|dateline|datestamp|shijian|riqi|laiyuan"
    r"|ptime"
    r"|stamp|when|day|calendar|zeit|uhrzeit|published|issued|dated?\d?|post[-_]?info|subtitle"
    r"|subline"
    r"|artinfo|property|credit|authors?|auteur|details?|fuzhu|xinxi|heure|data[-_]?pub\w*)$"
)
"""Whole words of a class or id that marks the line of date and author."""
NAMED_DATE = re.compile(
    r"(?:\w*(?:date|pubtime|publish|posted|timestamp|datum|fecha|shijian|riqi|ptime)\w*|time)$"
)
UPDATED_CLASS = re.compile(r"modif|updat|revis|changed|edited")
ASIDE_CLASS = re.compile(
    r"(?:related\w*|relation\w*|relates|sidebar\w*|aside|widget\w*|recommend\w*|recom\w*|teasers?|cards?|comments?\w*"
    r"|disqus"
    r"|repl(?:y|ies)|latest\w*|popular\w*|trending|footer\w*|foot|nav\w*|menu\w*|archives?"
    r"|recent\w*"
    r"|ticker|carousel\w*|slider|swiper\w*|promos?|advert\w*|ads?|banner|events?|copyright"
    r"|newsletter"
    r"|pagination|pager|prev\w*|next\w*|hot\w*|rank\w*|tuijian|xiangguan|upcoming|readmore"
    r"|similar\w*|suggest\w*|toplist|newslist|feed|tweets?|twitter\w*|reviews?|cookies?"
    r"|fn\d+|footnotes?|references?|endnotes?|cite|citations?|bibliography|refs?|reflist"
    r"|weather|clock|today|topbar|masthead|responses?|trackbacks?|pingbacks?|pinglist)$"
)
"""First part of a class or id that marks a block about other pages, readers, or the site."""
ASIDE_ENDING = re.compile(
    r"(?:sidebar|comments?|commentlist|related|recommended|latest|popular|archives?|carousel"
    r"|trending|tweets?|events?|calendar|copyright)$"
)
"""Last part of such a class or id."""
ASIDE_PART = re.compile(
    r"(?:related\w*|recommend\w*|yarpp|tribe|events?|dtstart|dtend|vevent|footnotes?|endnotes?)$"
)
"""Any part of such a class or id."""
ASIDE_TAGS = _words("nav footer aside form select button option textarea noscript script style")
