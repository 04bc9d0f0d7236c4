"""The phrases that surround articles, in tables by language; data only.

`monitor.article.boilerplate` says how each table is applied. Whole lines are compared folded
and without punctuation at their ends; beginnings and notices are regular expressions on the
line as written, without regard to case. A phrase is listed where it was met on news or
government pages, and only if an article would hardly begin a paragraph with it.
"""

from __future__ import annotations

RELATED: dict[str, str] = {
    "en": "related news|related articles|related article|related stories|related story|"
    "related|"
    "related content|related posts|related topics|related links|related reading|related "
    "price|"
    "related prices|related products|related documents|related information|more news|"
    "more stories|more from this section|more like this|more on this topic|more on this "
    "story|"
    "you may also like|you might also like|you may also be interested in|recommended|"
    "recommended for you|recommended reading|recommended stories|recommended articles|"
    "latest news|latest articles|latest stories|hot news|hot topics|most popular|most read|"
    "most viewed|trending|trending now|trending stories|top stories|popular news|editors' "
    "picks|"
    "editor's picks|read next|up next|what to read next|further reading|see also|"
    "about the author|about the authors|comments|leave a comment|leave a reply|post a comment|"
    "add a comment|similar articles|recently viewed|customers also bought|customers also viewed|"
    "frequently bought together|pairs well with|goes well with|complete the look|similar products|"
    "other products|customer reviews|also from this source|more from this source|also in the news|"
    "in other news|other stories|other headlines|other articles|more headlines|from around the web|"
    "previous article|next article|previous post|next post|previous story|next story|older post|"
    "newer post|previous news|next news|other news|news recommendation|sponsored content",
    "zh": "相关新闻|相关阅读|相关推荐|相关文章|相关链接|相关报道|相关资讯|相关内容|相关稿件|"
    "相关文件|推荐阅读|"
    "延伸阅读|猜你喜欢|为你推荐|为您推荐|热门推荐|热门文章|热门新闻|热点新闻|热点推荐|"
    "最新资讯|最新文章|最新新闻|"
    "新闻排行|点击排行|阅读排行|更多新闻|更多精彩|更多内容|精彩推荐|网友评论|发表评论|评论|"
    "全部评论|上一篇|下一篇|"
    "今日热点|编辑推荐|大家都在看|相关专题|相关产品|相关报价|关联阅读",
    "ja": "関連記事|関連ニュース|関連リンク|関連情報|関連トピックス|関連する記事|"
    "おすすめ記事|おすすめ|あわせて読みたい|"
    "人気記事|人気ランキング|アクセスランキング|ランキング|最新ニュース|最新記事|新着記事|"
    "この記事を読んだ人におすすめ|"
    "コメント|次の記事|前の記事|こちらもおすすめ",
    "ko": "관련기사|관련 기사|관련뉴스|관련 뉴스|추천기사|추천 기사|많이 본 뉴스|인기기사|"
    "인기 기사|최신기사|최신뉴스|"
    "최신 뉴스|주요뉴스|주요 뉴스|이 시각 주요뉴스|댓글|다른 기사|함께 보면 좋은 기사|실시간 "
    "뉴스",
    "de": "mehr zum thema|lesen sie auch|das konnte sie auch interessieren|ahnliche artikel|"
    "ahnliche beitrage|verwandte artikel|verwandte themen|weitere artikel|weitere meldungen|"
    "weitere nachrichten|weitere themen|auch interessant|meistgelesen|meistgelesene artikel|"
    "neueste artikel|aktuelle nachrichten|kommentare|zum weiterlesen|empfohlene artikel",
    "fr": "articles similaires|articles lies|articles connexes|a lire aussi|a lire egalement|"
    "lire aussi|sur le meme sujet|sur le meme theme|dans la meme rubrique|les plus lus|"
    "les plus consultes|vous aimerez aussi|nos recommandations|recommande pour vous|"
    "commentaires|dernieres actualites|a la une|pour aller plus loin",
    "es": "noticias relacionadas|articulos relacionados|contenido relacionado|relacionadas|"
    "te puede interesar|tambien te puede interesar|le puede interesar|lea tambien|lee "
    "tambien|"
    "mas noticias|mas leidas|lo mas leido|lo mas visto|ultimas noticias|comentarios|"
    "recomendados|mas sobre este tema",
    "ru": "читайте также|по теме|материалы по теме|похожие материалы|похожие статьи|похожие "
    "новости|"
    "другие новости|еще по теме|ещё по теме|новости по теме|рекомендуем|популярное|самое "
    "читаемое|"
    "главные новости|последние новости|комментарии|связанные статьи|сюжет|другие новости раздела|"
    "другие статьи|другие материалы|новости раздела|новости партнеров|смотрите также|еще новости",
    "el": "διαβαστε επισης|διαβαστε ακομα|διαβαστε ακομη|διαβαστε περισσοτερα|δειτε επισης|δειτε "
    "ακομα|σχετικα αρθρα|σχετικα|σχετικα θεματα|δημοφιλη|τελευταια νεα|τελευταιες ειδησεις|ροη "
    "ειδησεων|σχολια|περισσοτερα νεα|προτεινομενα",
    "pl": "czytaj takze|czytaj tez|czytaj rowniez|przeczytaj takze|przeczytaj rowniez|zobacz "
    "takze|zobacz tez|zobacz rowniez|powiazane artykuly|powiazane|podobne artykuly|polecamy|"
    "polecane|polecane artykuly|najczesciej czytane|najnowsze|najpopularniejsze|komentarze|"
    "wiecej na ten temat|wiecej o",
    "it": "leggi anche|articoli correlati|notizie correlate|potrebbe interessarti|ti potrebbe "
    "interessare|i piu letti|ultime notizie|commenti|correlati",
    "pt": "leia tambem|leia mais|veja tambem|noticias relacionadas|artigos relacionados|mais "
    "lidas|ultimas noticias|comentarios|relacionadas",
    "nl": "lees ook|gerelateerde artikelen|meer over dit onderwerp|meest gelezen|reacties",
}
"""Headings of blocks that follow an article; what comes after them belongs to other pages."""

TEASERS: dict[str, str] = {
    "en": "read more|also read|read also|see more|view more|learn more|more|don't miss|must read",
    "zh": "阅读更多|查看更多|更多|阅读全文|点击查看更多",
    "ja": "続きを読む|もっと見る|関連",
    "ko": "더보기|더 보기|관련",
    "de": "mehr lesen|weiterlesen|mehr",
    "fr": "lire la suite|en savoir plus|voir plus",
    "es": "leer mas|ver mas|lee mas",
    "ru": "подробнее|читать далее|ещё|еще",
    "el": "διαβαστε περισσοτερα|περισσοτερα",
    "pl": "czytaj wiecej|wiecej|czytaj dalej",
    "it": "leggi tutto|continua a leggere",
    "pt": "continue lendo|saiba mais",
}
"""Headings of a link or two between the paragraphs of an article."""

WHOLE: dict[str, str] = {
    "en": "home|press release|news release|media release|for immediate release|media contact|"
    "press contact|contact us|contact|about us|share|share this|share this article|share on|"
    "print|"
    "print this page|email|e-mail|save|like|follow us|follow|subscribe|subscribe now|sign in|"
    "sign up|log in|login|register|menu|search|skip to content|skip to main content|"
    "advertisement|advertisment|ad|sponsored|no data|back to top|top|close|back|next|"
    "previous|"
    "font size|text size|a a a|listen|listen to this article|download pdf|copy link|link "
    "copied|"
    "facebook|twitter|x|linkedin|whatsapp|telegram|wechat|weibo|pinterest|reddit|loading|"
    "download|privacy policy|terms of use|terms of service|cookie policy|sitemap|all rights"
    " reserved|disclaimer|inquiry|send inquiry|inquire now|leave a message|get a quote|"
    "newsletter|our newsletter|enter your email|enter your email address|your email address|"
    "view comments|report an error|scan qr code|news group",
    "zh": "首页|返回首页|返回顶部|回到顶部|返回列表|打印|打印本页|关闭|关闭窗口|关闭本页|"
    "分享|分享到|分享至|收藏|收藏本文|点赞|"
    "字号|大 中 小|大|中|小|微信|微博|朋友圈|登录|注册|联系我们|关于我们|网站地图|版权声明|"
    "免责声明|扫一扫|扫码关注|"
    "暂无数据|暂无评论|广告|举报|复制链接|举报/反馈|下载|点击下载|扫一扫在手机打开当前页|"
    "听新闻|加载更多",
    "ja": "ホーム|プレスリリース|トップページ|印刷|印刷する|シェア|シェアする|共有|ツイート|"
    "ログイン|"
    "会員登録|お問い合わせ|広告|ページトップへ|"
    "ページの先頭へ|このページの先頭へ|閉じる|戻る|メニュー|検索|サイトマップ|"
    "プライバシーポリシー",
    "ko": "홈|보도자료|인쇄|공유|공유하기|글자크기|로그인|회원가입|광고|닫기|메뉴|검색|구독|"
    "구독하기|"
    "스크랩|프린트|url 복사|목록",
    "de": "startseite|pressemitteilung|pressekontakt|drucken|teilen|anzeige|werbung|kontakt|"
    "impressum|datenschutz|anmelden|"
    "registrieren|menu|suche|nach oben|merken|artikel teilen|zuruck|newsletter abonnieren",
    "fr": "accueil|communique de presse|contact presse|imprimer|partager|publicite|contact|"
    "nous contacter|mentions legales|"
    "se connecter|s'abonner|s'inscrire|menu|rechercher|haut de page|retour|partager "
    "l'article",
    "es": "inicio|nota de prensa|comunicado de prensa|contacto de prensa|imprimir|compartir|"
    "publicidad|contacto|contactenos|aviso legal|iniciar "
    "sesion|"
    "suscribirse|suscribete|menu|buscar|volver arriba|volver",
    "ru": "главная|пресс-релиз|печать|распечатать|поделиться|реклама|контакты|войти|регистрация|"
    "меню|"
    "поиск|наверх|"
    "подписаться|версия для печати|назад",
    "el": "αρχικη|εκτυπωση|κοινοποιηση|κοινοποιηστε|μοιραστειτε|διαφημιση|επικοινωνια|αναζητηση|"
    "συνδεση|εγγραφη|μενου|επιστροφη|ετικετες",
    "pl": "strona glowna|drukuj|udostepnij|podziel sie|reklama|kontakt|szukaj|zaloguj|zaloguj sie|"
    "zarejestruj|menu|powrot|do gory|tagi|wyslij",
    "it": "stampa|condividi|pubblicita|contatti|cerca|accedi|torna su|privacy",
    "pt": "imprimir|compartilhar|partilhar|publicidade|contato|contacto|entrar|voltar ao topo",
}
"""Lines of menus, share bars and footers."""

BEGINNINGS: dict[str, str] = {
    "en": r"data source statement\b|for (?:any )?(?:inquir|enquir|quer)(?:y|"
    r"ies)\b.{0,60}(?:please (?:feel free to )?contact|contact(?: us| our|\b.{0,40}@|\s*[:：]))|"
    r"for more information on how to access|for more information,? (?:please )?(?:contact|"
    r"visit|"
    r"email|call)|please contact:?\s*\S+@|contact:?\s*\S+@|"
    r"scan (?:the |this )?qr|follow us on|follow \S+ on (?:twitter|facebook|x(?![\w-])|linkedin)|"
    r"subscribe to (?:our|the|receive|continue|read|unlock)|already a (?:subscriber|member)\s?\?|"
    r"start your (?:free )?trial|this (?:article|story|content) is (?:for|only for|available to) "
    r"(?:subscribers|members)\b(?! of\b| states?\b)|log ?in to (?:read|continue)|"
    r"sign up (?:for|to) (?:our|the|receive|get)|"
    r"join (?:our .{0,20}(?:newsletter|channel|community|telegram|whatsapp|team|group|mailing|"
    r"webinar)|us on \w+\W*$)|like us on \w+\W*$|"
    r"share (?:this\b.{0,40}|(?:on|via) (?!the\b)[^.]{0,30})$|click here to|"
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:19|20)\d\d|copyright\s*(?:[©ⓒ:：]|\(c\)|by\b.{0,80}$|"
    r"[^\x00-\x7f])|.{0,40}all "
    r"rights"
    r" reserved\.?$|disclaimer\s*[:：]|"
    r"we use cookies|this (?:web)?site uses cookies|by continuing to (?:use|browse)|"
    r"(?:responsible )?editor\s*[:：]|edited by\s*[:：]|editor in charge|reviewed by\s*[:：]|"
    r"tags?\s*[:：]|keywords?\s*[:：]|categor(?:y|ies)\s*[:：](?!.{0,20}\d)|filed under\s*[:：]|"
    r"filed under [^.,]{1,60}$|"
    r"(?:views?|hits|clicks?)\s*[:：]\s*\d[\d.,]*k?\s*(?:$|[|·,;)]|\w+\s?[:：])|"
    r"\d[\d,.]*k? (?:views|reads|likes|shares|comments|accesses|citations|altmetric|downloads)$|"
    r"thank you for your feedback(?!,)|your e-?mail address will not be published|"
    r"the information (?:provided|contained|published) (?:on|in) this (?:web)?site\b|"
    r"(?:min(?:ute)?s?|\d+ min(?:ute)?s?)"
    r" read$|reading time\s*(?:[:：]|\W?\s*\d|$)|font size\b.{0,30}$|"
    r"(?:previous|prev|next)(?: (?:article|post|page|news))?\s*[:：](?!\s*[-+]?\d)|"
    r"(?:read more|also read|read also|related|see also|recommended|don't "
    r"miss)\s*[:：]|"
    r"(?:tel|telephone|phone|fax|mob|mobile|e-?mail|whatsapp|wechat)\s*(?:[:：.]\s*(?:[+(（\d]|"
    r"\S+@|$)|[:：]\s*(?!the\b|a\b|no\b).{0,40}$)|download "
    r"(?:the|our) [^,.]{0,100}\W*$|"
    r"(?:.{0,2}|(?:this )?(?:article|story|piece) (?:first )?)appeared "
    r"first on\b.{0,60}$|the post (?!that\b|which\b|by\b|,).{3,300}(?<!which)(?<!that)(?<!,)"
    r" appeared first on [^,]{1,60}$|if you (?:no longer wish|do not want) to receive .{0,60}"
    r"(?:e-?mail|message|mailing|newsletter|update|notification)|"
    r"unsubscribe(?:\W*$|\s?[|·•/.,]| (?:here|from|at|by|now|instantly|with)\b)|"
    r"view (?:this (?:e-?mail|message)|it) in (?:your|a) browser|you (?:are receiving|"
    r"received) this"
    r" (?:e-?mail|message|newsletter|letter|mail|update)",
    "zh": r"责任编辑|责编|编辑\s*[:：]|\(责任编辑|（责任编辑|【?免责声明】?\s*[:：]|"
    r"声明\s*[:：]本(?:文|网|站|栏|平台|号|公众|内容|稿|篇|信息|资料|页)|版权声明\s*[:：]|"
    r"(?:运维|技术支持)(?:单位)?\s?[:：]|(?:主办|承办)(?:单位)?\s?[:：].{0,40}(?:网站|版权|备案|维护|"
    r"技术支持|办公厅|办公室|信息中心|数据中心|电话|邮编|地址)|网站标识码|地址\s?[:：].{0,60}邮(?:政编码|编)|"
    r"版权所有(?![者人权])|本文仅代表作者|本网站?转载|凡本网注明|特别声明\s*[:：].{0,30}(?:本(?:文|网|站|平台)|以上|转载|作者|版权)|"
    r"风险提示\s*[:：].{0,30}(?:本(?:文|网|站|平台)|以上|仅供参考|不构成|据此|投资有风险|入市)|"
    r"扫描?(?:下方)?(?:二维码|关注)|"
    r"扫码(?:关注|下载|查看|阅读|添加|进群|入群|加入|观看|登录|订阅|了解|咨询|报名|看)|长按.{0,6}二维码|关注.{0,12}公众号|微信公众号\s*[:：]|点击(?:查看|进入|下载|阅读|"
    r"此处)[^。，]{0,40}。?$|(?:阅读|点击|浏览|访问)"
    r"(?:次数|量|数)?\s*[:：]\s*\d|分享[到至][^。，]{0,24}$|字号\s*(?:[:：【\[（(大中小]|$)|【?字体\s*[:：]|打印本页|"
    r"上一篇\s*[:：]|下一篇\s*[:：]|(?:延伸|相关|推荐)(?:阅读|新闻|链接|报道)\s*[:：]|"
    r"标签\s*[:：]|关键词\s*[:：]|关键字\s*[:：]|联系(?:电话|方式)\s*[:：]\s*[\d(+]|(?:电话|"
    r"传真|邮箱|电子邮箱|手机|网址)\s*"
    r"[:：]\s*[\d(+a-z]|(?:查看|阅读)更多|您(?:当前|现在)的?(?:所在)?位置|(?:当前|你的)位置\s*(?:[:：>›»]|$|.{0,60}[>›»])|备案号|.{0,6}icp备|"
    r"数据来源声明|如需咨询.{0,30}(?:联系|致电|电话|邮箱|客服)|(?:登录|订阅|付费)后(?:查看|阅读)(?:全文|更多|完整)|(?:索\s?引\s?号|索引號|(?:发布|"
    r"发文|發布|發文|公开|公開)(?:单位|机构|机关|單位|"
    r"機構|機關)|(?:主题|体裁|信息|组配|公文)(?:分类|种类|类型)|主题词|公开(?:方式|范围|类别))"
    r"\s?[】\]:：]|(?:有效性|效力状态)\s?[】\]:：].{0,8}$",
    "ja": r".{0,20}無断(?:複製|転載).{0,16}(?:禁|お断り|できません|ご遠慮).{0,14}$|"
    r"無断転載\W*$|編集\s*[:：]|タグ\s*[:：]|"
    r"キーワード\s*[:：]|現在位置\s*(?:[:：>›»]|$|.{0,60}[>›»])|"
    r"(?:電話|ファックス|fax)\s*[:：]\s*[\d(（+０-９]|メール\s*[:：]\s*(?:\S+@|$)|前の記事\s*[:：]|次の記事\s*[:：]|"
    r"関連記事\s*[:：]|メールマガジン(?:$|.{0,20}(?:登録|購読|配信|申し?込|はこちら)\W*$)",
    "ko": r"저작권자(?:\s*[©ⓒ(（<〈:：]|.{0,60}(?:무단|금지))|.{0,40}무단\s?전재.{0,40}금지|ⓒ|"
    r"기사제보(?![를가로]).{0,60}$|(?:작성자|담당\s?부서|담당자|조회수?)\s?[:：|]|"
    r"태그\s*[:：]|키워드\s*[:：]|(?:이전|다음)\s?글(?!에|의|은|을|이|\s+(?:에서|보기에))|"
    r"관련기사\s*[:：]",
    "de": r"jetzt (?:abonnieren|weiterlesen)(?:\W*$|[!:.]| (?:und|für|mit|ab)\b)|"
    r"dieser (?:artikel|inhalt) ist (?:nur )?für abonnenten|"
    r"lesen sie (?:auch|mehr)\s*[:：]|mehr zum thema\s*[:：]|schlagw(?:o|"
    r"ö)rte?r?\s*[:：]|tags\s*[:：]|"
    r"folgen sie uns(?! ?,)|newsletter\b.{0,40}(?:abonnieren|anmelden)(?:\W*$|\s?[:!.])|"
    r"alle rechte vorbehalten|"
    r"tel\.\s*[:：]",
    "fr": r"(?:article|contenu) réservé aux abonnés|il vous reste \d+ ?% de|lire (?:aussi|"
    r"également)\s*[:：]|à lire (?:aussi|également)\s*[:：]|mots[- "
    r"]clés\s*[:：]|suivez[- ]nous(?! ?,)|"
    r"abonnez[- ]vous(?! ?,)|inscrivez[- ]vous à (?:la|notre|nos|cette)\b|"
    r"tous droits réservés|tél\.?\s*[:：]|partager "
    r"(?:sur [^.]{0,40}$|cet(?:te)? (?:article|page|publication|actualité|contenu)\b)",
    "es": r"contenido exclusivo para suscriptores|lea también\s*[:：]|lee también\s*[:：]|"
    r"te puede interesar\s*[:：]|"
    r"etiquetas\s*[:：]|síg(?:a|ue)nos|"
    r"suscríb(?:ete|ase)|todos los derechos reservados\b(?! al?\b)|tel(?:éfono)?\.?\s*[:：]|"
    r"compartir en [^.]{0,40}$",
    "ru": r"читайте также\s*[:：]|теги\s*[:：]|метки\s*[:：]|ключевые слова\s*[:：]|"
    r"подпи(?:сывайтесь|шитесь)(?: на\b| в\b|\W*$)|"
    r"все права защищены|"
    r"при (?:использовании|копировании) материалов\b.{0,80}(?:ссылк|сайт|запрещ)|"
    r"телефон\s*[:：]\s*[\d(+8]|"
    r"поделиться(?:\s*[:：]|$| (?:в|на|с друзьями|ссылкой|новостью|статьей|материалом|"
    r"этой)\b[^.]{0,40}$)",
    "el": r"(?:διαβάστε|δείτε) (?:επίσης|ακόμ[αη]|περισσότερα|σχετικά)\s*[:：]|ετικέτες\s*[:：]|"
    r"πηγή φωτογραφίας\s*[:：]|ακολουθήστε (?:μας|το)\b",
    "pl": r"(?:prze)?(?:czytaj|zobacz|sprawdź) (?:także|też|również|więcej)\s*[:：]|tagi\s*[:：]|"
    r"słowa kluczowe\s*[:：]|wszelkie prawa zastrzeżone|zapisz się (?:na|do) newsletter",
    "it": r"leggi anche\s*[:：]|tutti i diritti riservati|iscriviti alla newsletter|© riproduzione "
    r"riservata|riproduzione riservata",
    "pt": r"(?:leia|veja) (?:também|mais)\s*[:：]|todos os direitos reservados",
}
"""How a line of boilerplate begins, whatever follows."""

CALLS: dict[str, str] = {
    "en": r"click (?:here |the (?:link|picture|image) )?(?:to|for) (?:view|watch|read|see|"
    r"enlarge|"
    r"download|sign up|register|learn|play|join|listen)\b.{0,100}|click here\b.{0,60}|"
    r"read more(?:\s*(?:»|>+|→|…|\.\.\.))?|continue reading\b.{0,40}|\[(?:read more|…|"
    r"\.\.\.)\]",
    "zh": r"点击(?:查看|观看|阅读|进入|下载|报名|链接)[^。，]{0,40}|(?:查看|阅读)(?:更多|全文|"
    r"原文)\s*(?:»|>+)?|点击这里.{0,30}",
    "ja": r"続きを読む|(?:動画|詳細|全文)はこちら",
    "ko": r"더\s?보기|자세히\s?보기",
    "de": r"weiterlesen\b.{0,20}|hier klicken\b.{0,40}",
    "fr": r"lire la suite\b.{0,20}|cliquez ici\b.{0,40}",
    "es": r"leer más\b.{0,20}|haga clic aquí\b.{0,40}|haz clic aquí\b.{0,40}",
    "ru": r"читать далее\b.{0,20}|подробнее\s*(?:»|>+|→)?|нажмите здесь\b.{0,40}",
}
"""Calls to do something, alone on a line or at the end of a paragraph, without a full "
"stop."""
