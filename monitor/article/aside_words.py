"""The words by which what stands beside a text is known, in tables by language; data only.

`monitor.article.asides` and `monitor.article.talk` say how each is applied. Headings are compared
folded and without punctuation at their ends; the others are regular expressions without regard
to case.
"""

from __future__ import annotations

HEADINGS: dict[str, str] = {
    "en": "files|attachments|downloads|contact|contacts|contact us|contact information|contact "
    "person|contact details|press contact|press contacts|media contact|media contacts|media "
    "enquiries|was this page helpful|was this page useful|was this helpful|is this page useful|"
    "help us improve|help us improve this page|give feedback|feedback|rate this page|report a "
    "problem with this page|topics|themes|tags|in this section|on this page|table of contents|"
    "share|share this page|share this article|follow us|newsletter|quick links|useful links|"
    "categories|archives|recent posts|recent comments|about the author|metadata|page information|"
    "document information|stay informed|stay up to date",
    "zh": "附件下载|相关附件|联系方式|联系我们|联系人|满意度评价|您对本页面是否满意|"
    "本文是否对您有帮助|我要纠错|网页纠错|专题专栏|热点专题|标签|分享|目录|网站导航|友情链接|"
    "分类|归档|标签云|链接|最近文章|最近评论|文章目录",
    "ja": "お問い合わせ|お問い合わせ先|お問合せ先|問い合わせ先|このページに関するお問い合わせ|"
    "添付ファイル|関連ファイル|ダウンロード|このページは役に立ちましたか|アンケート|シェア|タグ|"
    "目次|カテゴリ|カテゴリー|アーカイブ|最近の投稿|最近のコメント",
    "ko": "첨부파일|첨부 파일|담당부서|담당자|문의처|만족도|만족도 조사|공유|태그|목차|카테고리|"
    "글 보관함|최근 글|최근 댓글",
    "de": "dateien|downloads|kontakt|ansprechpartner|ansprechpartnerin|ansprechperson|"
    "ansprechpersonen|pressekontakt|zustandig|zustandigkeit|war diese seite hilfreich|war dieser "
    "artikel hilfreich|seite bewerten|feedback|themen|schlagworte|schlagworter|teilen|seite "
    "teilen|inhaltsverzeichnis|auf dieser seite|uber den autor|uber die autorin|kategorien|archiv",
    "fr": "fichiers|telechargements|documents a telecharger|pieces jointes|contact|contacts|"
    "contact presse|contacts presse|cette page vous a-t-elle ete utile|cette page vous a-t-elle "
    "aide|votre avis nous interesse|thematiques|mots-cles|partager|partager la page|sommaire|"
    "a propos de l'auteur|categories|archives",
    "es": "archivos|descargas|documentos adjuntos|archivos adjuntos|contacto|contactos|contacto de "
    "prensa|te ha sido util|le ha resultado util esta pagina|etiquetas|compartir|categorias|"
    "sobre el autor|entradas recientes|comentarios recientes",
    "ru": "файлы|вложения|скачать|контакты|контактное лицо|контактная информация|пресс-служба|"
    "была ли полезна эта страница|полезна ли страница|оцените страницу|теги|поделиться|рубрики|"
    "архив|об авторе|оглавление|свежие записи|свежие комментарии",
    "el": "αρχεια|συνημμενα|συνημμενα αρχεια|επικοινωνια|κατηγοριες|ετικετες|κοινοποιηση|ηταν "
    "χρησιμη η σελιδα|προσφατα αρθρα|προσφατα σχολια",
    "pl": "pliki|zalaczniki|do pobrania|pliki do pobrania|kontakt|osoba kontaktowa|metryka|"
    "metryczka|czy ta strona byla pomocna|tagi|udostepnij|kategorie|archiwum|spis tresci|o autorze|"
    "ostatnie wpisy|najnowsze komentarze",
    "it": "allegati|contatti|tag|condividi|categorie|ti e stata utile questa pagina|"
    "quanto sono chiare le informazioni su questa pagina",
    "pt": "anexos|ficheiros|contactos|contatos|etiquetas|categorias|esta pagina foi util",
}
"""Headings of blocks beside a text: files, contacts, opinion polls, topics, calendars of a blog.
Source: the pages of ministries, agencies and blog themes in these languages."""

END_MATTER: dict[str, str] = {
    "en": "references|reference list|bibliography|literature cited|works cited|rights and "
    "permissions|permissions|reprints and permissions|license|licence|copyright|about this "
    "article|cite this article|how to cite|citation|citations|cited by|this article is cited by|"
    "metrics|article metrics|altmetric|author information|authors and affiliations|additional "
    "information|supplementary information|supplementary material|supplementary materials|"
    "publisher's note|keywords|similar content being viewed by others|download citation|"
    "ethics declarations|competing interests|conflict of interest|author contributions|external "
    "links|notes|notes and references|supporting information|associated content",
    "de": "literatur|literaturverzeichnis|quellen|zitierhinweis|lizenz|einzelnachweise|weblinks",
    "fr": "references|bibliographie|licence|pour citer cet article|notes et references|"
    "liens externes",
    "es": "referencias|bibliografia|licencia|como citar|enlaces externos",
    "ru": "литература|список литературы|библиография|для цитирования|примечания|ссылки",
    "zh": "参考文献|引用本文|作者简介|外部链接|参考资料",
    "ja": "参考文献|引用文献|著者情報|外部リンク|脚注",
    "ko": "참고문헌",
    "pl": "bibliografia|literatura|pismiennictwo",
    "el": "βιβλιογραφια|αναφορες",
}
"""Headings of what follows the text of a scholarly article, of such pages alone."""

CONSENT: dict[str, str] = {
    "en": r"cookie|\bconsent|your (?:privacy|choices|preferences)|privacy policy|personal data|"
    r"our (?:\d+ )?(?:advertising )?partners|unique identifiers|legitimate interest|"
    r"storage preferences|browsing (?:data|behaviou?r)",
    "de": r"einwilligung|datenschutz|unsere partner|personenbezogen|endgerät",
    "fr": r"traceurs|consentement|vie privée|nos partenaires|données personnelles",
    "es": r"consentimiento|privacidad|nuestros socios|datos personales",
    "it": r"consenso|nostri partner|dati personali",
    "pt": r"consentimento|nossos parceiros|dados pessoais",
    "ru": r"файлы? куки|\bкуки\b|персональны\w{1,4} данны|обработк\w{1,3} данных",
    "el": r"συγκατάθεσ|προσωπικ\w{1,3} δεδομέν|συνεργάτες μας",
    "pl": r"ciastecz|zgod[ayęą]\b|prywatnoś|naszych partnerów|nasi partnerzy|danych osobowych",
    "zh": r"隐私(?:政策|设置|偏好)|个人数据|我们的合作伙伴",
    "ja": r"クッキー|プライバシー(?:ポリシー|設定)|個人データ",
    "ko": r"쿠키|개인정보 처리방침",
}
"""What a page says where it asks to store and read data."""

ADDRESS: dict[str, str] = {
    "en": r"\b(?:we|us|our|you|your|this (?:web)?site)\b",
    "de": r"\b(?:wir|uns|unser\w{0,2}|ihr|ihre[nrm]?|diese (?:web)?seite)\b",
    "fr": r"\b(?:nous|notre|nos|vous|votre|vos|ce site)\b",
    "es": r"\b(?:nosotros|nuestr\w{1,2}|usted|su|sus|tu|tus|este sitio|esta web)\b",
    "it": r"\b(?:noi|nostr\w|tuo|tua|tuoi|suo|vostr\w|questo sito)\b",
    "pt": r"\b(?:nós|noss\w{1,2}|você|seus?|suas?|teu|este site)\b",
    "ru": r"\b(?:мы|нас|наш\w{0,3}|вы|вас|вам|ваш\w{0,3}|(?:этот|наш) сайт)\b",
    "el": r"\b(?:εμείς|μας|σας|εσείς)\b",
    "pl": r"\b(?:my|nas|nasz\w{0,3}|wyrażasz|tw[oó]\w{1,3}|ta strona|(?:zgadza|akceptuje)sz)\b",
    "zh": r"我们|我們|您|你|本网站|本站|本網站",
    "ja": r"当社|弊社|当サイト|本サイト|このサイト|お客様|あなた|ください",
    "ko": r"당사|저희|귀하|회원님|이 사이트|본 사이트|하시",
}
"""Words by which a page speaks of itself and to its reader, as no report of a court does."""

TALK: dict[str, str] = {
    "en": "comments?|discussion|responses|replies|opinions|reactions|reader comments|readers' "
    "comments|conversation|join the conversation|have your say|what readers say",
    "de": "kommentare?|meinungen|leserkommentare|diskussion|leserbriefe|leserstimmen",
    "fr": "commentaires?|réactions|vos réactions|avis des lecteurs",
    "es": "comentarios?|opiniones|reacciones",
    "it": "comment[oi]|opinioni",
    "pt": "comentários?",
    "ru": "комментари(?:и|ев|й|я)|обсуждение|отзывы|мнения|мнения читателей",
    "el": "σχόλι[αο]|συζήτηση|απόψεις",
    "pl": "komentarz[ey]?|opinie|dyskusja|komentarzy",
    "zh": "评论|网友评论|最新评论|全部评论|热门评论|讨论|留言|跟贴|評論|留言板",
    "ja": "コメント|みんなのコメント|読者の声|ご意見",
    "ko": "댓글|의견|네티즌 의견|전체 댓글",
}
"""Headings over what visitors say, with or without a number."""

REPLIES: dict[str, str] = {
    "en": "reply|reply to this|replies|upvote",
    "de": "antworten",
    "fr": "répondre",
    "es": "responder",
    "it": "rispondi",
    "pt": "responder",
    "ru": "ответить",
    "el": "απάντηση",
    "pl": "odpowiedz",
    "zh": "回复|回覆",
    "ja": "返信|返信する",
    "ko": "답글|답글쓰기",
}
"""What the buttons under a visitor's words say."""

ELAPSED = (
    r"\d{1,2}:\d\d|\b(?:19|20)\d\d\b|\d[./]\d|\d (?:min|hour|day|week|month|year)|\bago\b|назад|"
    r"\bvor \d|il y a \d|hace \d|πριν|\btemu\b|\d\s?(?:分钟|小时|天|個月|个月|時間|日|시간|일|분)"
    r"|yesterday|вчера|gestern|hier\b|wczoraj|χθες"
)
"""When somebody said something."""

LIVE = r"live|ticker|liveblog|timeline|update|entry-?log|minute"
"""What class and id of an account of events call themselves, whose entries look like visitors'."""
