"""What a page says about itself, its subscriptions and its embeds, by language; data only.

Whole lines and beginnings of lines as in `monitor.article.phrases`: paywalls, players that a
browser lacks, embeds that wait for consent, calls to readers, buttons of forums and of questions
and answers. Source: the pages of newspapers, publishers' and forum software in these languages.
"""

from __future__ import annotations

SERVICE_LINES: dict[str, str] = {
    "en": "become a member|become a subscriber|become a supporter|support us|subscribe to continue|"
    "subscribers only|members only|premium|exclusive|most read|post reply|post a reply|reply|quote|"
    "reply with quote|jump to|ask question|ask a question|add a comment|sorted by|improve this "
    "question|improve this answer|edit|edit this page|view source|print recipe|print pin|pin "
    "recipe|jump to recipe|rate this recipe|view on instagram|view this post on instagram|add to "
    "cart|add to basket|add to bag|buy now|in stock|out of stock|write a review|request a demo|"
    "book a demo|get started|start free trial|try it free|try for free|learn more|find out more|"
    "show more|show less|load more|expand all|collapse all|open all|close all|update history|"
    "listen to this story|listen to this page|article continues below|article continues below "
    "advertisement|story continues below|story continues below advertisement|continue reading below"
    "|give this article|gift article|gift this article|invalid email|no comments|be the first to "
    "comment|thanks for reading|opens in new tab|opens in a new window|open in app|read in app|"
    "this video can not be played|playback is not supported on your device|report this "
    "post|report|helpful|unread post|all posts|opens new tab",
    "de": "jetzt abonnieren|abo abschließen|nur für abonnenten|mehr anzeigen|weniger anzeigen|"
    "mehr erfahren|in den warenkorb|antworten|zitieren|beitrag melden|externer inhalt|"
    "externen inhalt anzeigen|externe inhalte anzeigen|inhalt anzeigen|empfohlener redaktioneller "
    "inhalt|artikel anhören|artikel vorlesen|artikel verschenken|seite drucken|nach oben scrollen",
    "fr": "réservé aux abonnés|offrir l'article|offrir cet article|écouter l'article|en savoir "
    "plus|afficher plus|voir plus|répondre|citer|ajouter au panier|je m'abonne|"
    "voir les commentaires|réagir|article abonné",
    "es": "solo para suscriptores|suscríbete para seguir leyendo|escuchar artículo|mostrar más|"
    "saber más|responder|citar|añadir al carrito|subir",
    "ru": "ответить|цитировать|цитата|показать еще|загрузить еще|добавить в корзину|слушать|"
    "версия для слабовидящих|оформить подписку|назад к списку|возврат к списку|вернуться к списку|"
    "к списку новостей|все новости",
    "pl": "odpowiedz|cytuj|dodaj do koszyka|pokaż więcej|tylko dla prenumeratorów|posłuchaj",
    "it": "rispondi|cita|solo per abbonati|mostra altro|aggiungi al carrello|ascolta",
    "pt": "responder|citar|exclusivo para assinantes|mostrar mais|adicionar ao carrinho|ouvir",
    "zh": "返回上一页|上一页|下一页|返回|展开全文|阅读原文|关注我们|点击上方蓝字关注我们|引用|"
    "只看该作者|回复|收起|立即购买|加入购物车|立即订阅|收听|展开|付费阅读|订阅后阅读",
    "ja": "有料会員限定|会員限定|続きを表示|返信|引用|カートに入れる|プレスリリース素材|聴く",
    "ko": "답글|인용|장바구니|더 읽기|구독자 전용|기사 듣기|가",
}
"""Lines of subscriptions, shops, forums and players."""

SERVICE_BEGINNINGS: dict[str, str] = {
    "en": r"©\s?.{0,120}$|(?:article|printed|downloaded|retrieved) from\s*[:：]?\s*[\"“]?"
    r"(?:https?:|www\.)|"
    r"your browser (?:does(?: not|n['’]t)|cannot|can't) (?:support|display|play)|sorry, your "
    r"browser|(?:you need to|please|to view this \w+,? (?:please )?) ?(?:enable|turn on) "
    r"javascript|javascript (?:is|must be) (?:disabled|required|enabled|turned off)(?:\W*$|,? (?:"
    r"in your|on your|to (?:view|use|run)|for (?:this|the) (?:site|page)|please))|"
    r"(?:this|the) (?:article|story|content|page) is (?:reserved|exclusive(?:ly)?|available) "
    r"(?:for|to|only (?:for|to)) (?:our |paying |paid |premium |registered )?(?:subscribers|"
    r"members|readers)\b(?! of\b| states?\b| countries\b)|(?:you have|you['’]ve) (?:reached|read|"
    r"used) (?:your|all|\d).{0,40}(?:free|monthly|limit|remaining|complimentary)|"
    r"to (?:continue|keep) reading\b|(?:continue|keep) reading (?:with|"
    r"for|this (?:article|story))|(?:unlock|get) (?:unlimited|full|digital) (?:digital )?access|"
    r"get (?:stories|articles|news|updates|the latest) .{0,60}(?:in|to) your inbox|"
    r"we use your (?:sign-up|e-?mail)|by (?:entering|giving us|submitting|providing) your (?:e-?"
    r"mail|details|name|sign-up)|by (?:signing up|subscribing|clicking [“\"']).{0,40},? "
    r"you (?:agree|will|accept|consent)|you can unsubscribe\b(?:\W*$|.{0,40}(?:any ?time|here|"
    r"link|click|e-?mail))|"
    r"(?:our|more about our) (?:trust )?(?:standards|principles)\s*[:：]|"
    r"(?:have|are) you (?:been )?affected\b.{0,160}(?:e-?mail us|contact us|tell us|get in touch|"
    r"share your|let us know|write to)|do you have (?:a story|information|a tip|more)\b.{0,80}"
    r"(?:e-?mail|contact|tell us|get in touch|let us know)|(?:got|have) a (?:story|news|tip)\b"
    r".{0,60}(?:e-?mail|contact|tell|get in touch|let)|let us know in the comments|"
    r"what do you think\?.{0,60}(?:in the comment|comments? below|let us|tell us)|"
    r"listen (?:to this (?:article|story)|[·•|])|"
    r"this (?:content|embed|video|post|tweet) is (?:hosted|provided) (?:by|on)\b.{0,60}(?:third|"
    r"platform|cookies|consent|\w\.?$)|"
    r"(?:this|the) (?:content|embed|video|post|tweet) (?:is not available|(?:cannot|can['’]t|could "
    r"not|couldn['’]t) be (?:shown|displayed|loaded|played|embedded))(?:\W*$| (?:in|on) your\b| "
    r"at (?:this|the) (?:time|moment)|,? either because| without (?:your|cookies)| until you)|"
    r"to (?:view|show|see|load) this (?:content|video|post|embed|map)\b|allow .{0,30} content\?|"
    r"a post shared by .{0,60}\(@|view this post on \w+\W*$|"
    r"(?:asked|modified|viewed|active) (?:(?:to|yester)day|(?:\d[\d,.]*k?|an?) (?:sec|min|hour|day|"
    r"week|month|year|times?\b)[^.]{0,30})$|\d+ answers?\b\W?\d*$|"
    r"quote from:|originally posted by\b.{0,40}$|last edited by\b.{0,80}$|"
    r"posts?: \d[\d.,]*(?:\W*$|\s*[|·,]|\s+\w+\s?:)|"
    r"joined: .{0,30}(?:19|20)\d\d|jump to (?:navigation|search|content)|"
    r"this page was last (?:edited|modified)|share this recipe|"
    r"(?:reviewed|updated|last updated) \d+ (?:days|weeks) ago$|"
    r"(?:\d+ )?users browsing this (?:forum|topic)|(?:advertisement|ad) (?:feedback|[-–—·]).{0,60}$"
    r"|scroll to continue|skip (?:to (?:the )?(?:main|primary|content|navigation|nav\b|search|"
    r"footer|menu|article|story|end|body|next|comments)|past .{0,40}(?:newsletter|promotion)|"
    r"ad(?:s|vert\w*)?\b).{0,40}$|promoted stories\W*$|this article (?:was )?"
    r"originally appeared (?:on|in)|(?:sign|log) (?:in|up) to (?:view|see|comment|save|reply|post)|"
    r"(?:register|subscribe) (?:now |today )?(?:to|for) (?:continue|read|unlock|full access|a free "
    r"(?:account|trial|subscription)|access (?:to )?(?:this|all) (?:article|content|stor))|"
    r"support (?:our|independent) journalism|free (?:shipping|delivery) (?:on|over|above|for orders"
    r")\b[^.]{0,60}$|(?:free|fast) (?:shipping|delivery)\W*$|"
    r"received\s*[:：]? .{0,16}\d.{2,30}accepted|no credit card (?:needed|required)",
    "de": r"ihr browser (?:unterstützt|kann)|(?:bitte )?(?:aktivieren sie|schalten sie) (?:bitte )?"
    r"javascript|an dieser stelle (?:finden sie|befindet sich|steht) .{0,40}(?:extern\w{1,2} "
    r"(?:inhalt|plattform|medi)|inhalte? (?:von|der|aus)|eingebettet)|"
    r"(?:hier|an dieser stelle) würde ihnen .{0,80}(?:angezeigt|anzeigen)|"
    r"ich bin (?:damit )?einverstanden, dass mir .{0,60}(?:inhalt|angezeigt|newsletter|e-?mail)|"
    r"(?:damit|dabei) (?:können|werden) personenbezogene daten\b.{0,120}(?:drittplattform|unserer? "
    r"datenschutz|mehr dazu|mehr informationen)|mit (?:ihrer zustimmung|einem klick|"
    r"dem laden|dem klick)\b.{0,80}(?:(?:inhalt|video|karte|beitrag|tweet)\w{0,2}\b.{0,40}(?:"
    r"angezeigt|geladen|anzeigen|laden)|(?:unsere|die) datenschutz(?:erklärung|bestimmung))|"
    r"dieser (?:externe )?inhalt (?:wird|von|kann)\b.{0,80}(?:angezeigt|geladen|eingebunden|"
    r"bereitgestellt|zustimmung)|(?:weiterlesen|lesen sie weiter) mit|"
    r"(?:sie (?:haben|sind)|bereits) (?:bereits |schon )?(?:ein abo(?:nnement)?|abonnent(?:in)?)"
    r"(?:\W*$|\s?\?|.{0,30}(?:anmelden|einloggen|login))|"
    r"diese[rs]? (?:artikel|text|beitrag|inhalt) (?:ist|steht) (?:nur|exklusiv|ausschließlich) "
    r".{0,30}(?:abonn|registriert|leser|nutzer)|"
    r"melden sie sich an, um|hat ihnen der artikel gefallen|was denken sie\?.{0,60}(?:kommentar|"
    r"schreiben sie|diskutieren)",
    "fr": r"votre navigateur ne|(?:veuillez )?activer javascript|la suite (?:de cet article )?est "
    r"réservée|cet article est réservé (?:aux|à nos) (?:abonné|lecteur|membre|adhérent)|"
    r"(?:vous êtes déjà abonné|déjà abonnée?\W*$|déjà abonnée? ?[?:!])|pour (?:lire|accéder à) la "
    r"suite|(?:ce|le) contenu (?:n['’]est pas (?:disponible|accessible)|est hébergé|est bloqué|ne "
    r"peut)(?:\W*$|.{0,60}(?:cookies|vos choix|votre (?:consentement|navigateur|région|pays)|"
    r"tiers|affiché\W*$))|en cliquant sur .{0,40}"
    r"vous acceptez|temps de lecture\s*(?:[:：]|\W?\s*\d|$)|réutiliser ce contenu",
    "es": r"(?:su|tu) navegador no (?:soporta|admite|es compatible)|(?:activa|active|habilit[ae]) "
    r"javascript|(?:para|si quieres) (?:continuar|seguir) leyendo|¿?ya eres suscriptor|(?:este|el) "
    r"contenido (?:(?:es exclusivo|está reservado) (?:para|a) (?:nuestros |los )?(?:suscriptor|"
    r"lector|registrad|socios\W*$)|no está disponible(?:\W*$| en (?:tu|su)\b))|"
    r"tiempo de lectura\s*(?:[:：]|\W?\s*\d|$)",
    "ru": r"ваш браузер (?:не|устарел)|(?:пожалуйста, )?включите javascript|"
    r"(?:чтобы|для того чтобы) (?:(?:читать|прочитать) (?:дальше|далее|полностью|стать|материал|"
    r"текст|новост|все\b|весь)|продолжить (?:чтение|читать|просмотр))|(?:этот )?(?:материал|текст|"
    r"контент) доступен только (?:для |по )?(?:(?:наш|плат|зарег)\w* )?(?:подпис|авторизов|"
    r"зарегистр|пользовател|читател)|"
    r"(?:нашли|заметили) (?:опечатку|ошибку)(?:\W*$|\s?[?!]|.{0,60}(?:ctrl|выделите|сообщите))|"
    r"(?:просмотров|прочитано|показов)\s*[:：]? \d|количество "
    r"(?:показов|просмотров)\s*(?:[:：]?\s*\d|[:：]?$)|подписаться(?:$| на [^.!?]{0,60}$)|"
    r"подпишись\b|время чтения\s*(?:[:：]|\W?\s*\d|$)|выделите .{0,40}ctrl",
    "pl": r"twoja przeglądarka nie|(?:włącz|proszę włączyć) (?:obsługę )?javascript|(?:aby|żeby) "
    r"(?:(?:czytać|przeczytać) (?:dalej|cały|całość|artykuł|tekst|więcej)|kontynuować czytanie)|"
    r"(?:ten )?artykuł (?:jest )?dostępny (?:tylko )?dla|"
    r"liczba wyświetleń\s*(?:[:：]|\d|$)|odsłon\s*[:：]",
    "it": r"il tuo browser non|(?:questo )?(?:articolo|contenuto) è riservato (?:agli abbon|ai "
    r"(?:lettor|nostri))|per continuare a "
    r"leggere|tempo di lettura\s*(?:[:：]|\W?\s*\d|$)|sei già abbonato|visite\s*[:：] \d",
    "pt": r"(?:seu|o seu) navegador não|(?:este )?conteúdo (?:é )?exclusivo (?:para|de|dos?) (?:os "
    r"|nossos )?(?:assinante|subscritor)|para continuar (?:a )?"
    r"l(?:er|endo)|já é assinante|tempo de leitura\s*(?:[:：]|\W?\s*\d|$)",
    "el": r"ο (?:browser|περιηγητής) σας δεν|ενεργοποιήστε (?:τη )?javascript|χρόνος ανάγνωσης\s*"
    r"(?:[:：]|\W?\s*\d|$)|προβολές\s*[:：] \d",
    "zh": r"您的浏览器(?:不支持|版本)|您的瀏覽器|请(?:启用|开启) ?javascript|"
    r"点击(?:上方|下方|右上角|蓝字)|关注(?:上方|下方).{0,4}(?:二维码|公众号|蓝字|账号|卡片|名片)|"
    r"图片来源\s*[:：].{0,24}$|图源\s*[:：].{0,24}$|图\s*[/|｜]\s*\S{2,16}$|"
    r"(?:浏览|阅读|点击|查看|访问)(?:(?:次数|量|数)\s?[:：]?|\s?[:：])\s?\d[\d.,]*\s?(?:万|次|人)?"
    r"(?:次|人次)?\W*$|剩余.{0,10}(?:付费|订阅)(?:后|内容|可|查看|阅读)|"
    r"(?:开通|购买|成为)(?:本站|本网|vip|付费|高级|年度|超级|专业)?会员(?:$|.{0,10}(?:查看|阅读|全文|"
    r"解锁|畅|特权))|(?:本文)?(?:为|属于)?付费内容\W*$|本文(?:为|属于)?(?:付费|订阅)|"
    r"(?:付费|订阅)后.{0,6}(?:查看|阅读|继续|解锁|全文)|长按(?:识别|扫码|图片)|"
    r"(?:欢迎|请)(?:扫码|订阅|关注(?:我们|本站|本网|.{0,14}(?:公众号|微信|视频号|微博|抖音|订阅号)))",
    "ja": r"お使いのブラウザ|javascript ?を(?:有効|オン)|(?:この|本)(?:記事|コンテンツ)は"
    r"(?:有料|会員|購読)|残り ?\d+ ?(?:文字|字)|(?:続き|全文)を(?:お読み|読む(?:$|には|[\W]))|"
    r"このプレスリリース(?:内|に(?:は、?(?:メディア|報道)|関する))|"
    r"(?:写真|画像)(?:提供|は)\s?[:：=＝]|この記事は.{0,12}(?:会員限定|有料|限定記事)",
    "ko": r"(?:사용 중인|현재) 브라우저(?:는|에서|로).{0,40}(?:않|없|최적)|자바스크립트를 .{0,20}"
    r"(?:켜|활성|사용|허용)|(?:이|본) (?:기사|콘텐츠)는 (?:유료|회원|구독)|"
    r"(?:사진|그래픽)\s?[=:]\s?\S{1,12}$|조회\s?수?\s?[:：]?\s?\d[\d,.]*회?\s*(?:$|[|·])",
}
"""How lines begin that speak of browser, subscription, embeds, readers and posts.

What a sentence of the news may begin with as well has a second sign behind it: what the page says
to its reader, a number alone, or the end of the line."""

QUOTED = (
    r"\S.{0,30}?\s(?:wrote|said|schrieb|hat geschrieben|a écrit|escribió|писал(?:\(?а\)?)?|napisał"
    r"(?:\(?a\)?)?|ha scritto|escreveu)\s?[:：]|\S{1,20}\s?发表于 ?\d.{0,20}$"
)
"""How a quotation of what somebody else said in the same discussion begins."""
