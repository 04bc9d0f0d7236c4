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
    "post|top|report|helpful|unread post|all posts|opens new tab",
    "de": "jetzt abonnieren|abo abschließen|nur für abonnenten|mehr anzeigen|weniger anzeigen|"
    "mehr erfahren|in den warenkorb|antworten|zitieren|beitrag melden|externer inhalt|"
    "externen inhalt anzeigen|externe inhalte anzeigen|inhalt anzeigen|empfohlener redaktioneller "
    "inhalt|artikel anhören|artikel vorlesen|artikel verschenken|seite drucken|nach oben scrollen",
    "fr": "réservé aux abonnés|offrir l'article|offrir cet article|écouter l'article|en savoir "
    "plus|afficher plus|voir plus|répondre|citer|ajouter au panier|haut de page|je m'abonne|"
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
    "只看该作者|回复|举报|收起|立即购买|加入购物车|立即订阅|收听|展开|付费阅读|订阅后阅读",
    "ja": "有料会員限定|会員限定|続きを表示|返信|引用|カートに入れる|プレスリリース素材|聴く",
    "ko": "답글|인용|장바구니|더 읽기|구독자 전용|기사 듣기|가",
}
"""Lines of subscriptions, shops, forums and players."""

SERVICE_BEGINNINGS: dict[str, str] = {
    "en": r"©\s?.{0,120}$|(?:article|printed|downloaded|retrieved) from\s*[:：]?\s*"
    r"(?:https?:|www\.)|"
    r"your browser (?:does(?: not|n['’]t)|cannot|can't) (?:support|display|play)|sorry, your "
    r"browser|(?:you need to|please|to view this \w+,? (?:please )?) ?(?:enable|turn on) "
    r"javascript|javascript (?:is|must be) (?:disabled|required|enabled|turned off)|"
    r"(?:this|the) (?:article|story|content|page) is (?:reserved|exclusive(?:ly)?|available) "
    r"(?:for|to|only)|(?:you have|you['’]ve) (?:reached|read|used) (?:your|all|\d).{0,40}"
    r"(?:articles?|limit|stories)|to (?:continue|keep) reading\b|(?:continue|keep) reading (?:with|"
    r"for|this (?:article|story))|(?:unlock|get) (?:unlimited|full|digital) (?:digital )?access|"
    r"get (?:stories|articles|news|updates|the latest) .{0,60}(?:in|to) your inbox|"
    r"(?:we use|by (?:entering|giving|submitting|providing|signing up|subscribing|clicking))"
    r" (?:your (?:sign-up|e-?mail)|you)\b|by (?:signing up|subscribing|clicking [“\"']).{0,40},? "
    r"you (?:agree|will|accept|consent)|you can unsubscribe|"
    r"(?:our|more about our) (?:trust )?(?:standards|principles)\s*[:：]|"
    r"(?:have|are) you (?:been )?affected\b|do you have (?:a story|information|a tip|more)\b.{0,80}"
    r"(?:e-?mail|contact|tell us|get in touch|let us know)|(?:got|have) a (?:story|news|tip)\b"
    r".{0,60}(?:e-?mail|contact|tell|get in touch|let)|let us know in the comments|"
    r"what do you think\?.{0,60}(?:comment|below|tell)|listen (?:to this (?:article|story)|[·•|])|"
    r"(?:this|the) (?:content|embed|video|post|tweet) (?:is hosted|is provided|is not available|"
    r"cannot be|can't be|could not be)|to (?:view|show|see|load) this (?:content|video|post|embed|"
    r"map)\b|allow .{0,30} content\?|a post shared by\b|view this post on|"
    r"(?:asked|modified|viewed|active) (?:\d|today|yesterday|a )[^.]{0,40}$|\d+ answers?\b\W?"
    r"\d*$|quote from:|originally posted by\b.{0,40}$|last edited by\b.{0,80}$|posts?: \d+|"
    r"joined: |jump to (?:navigation|search|content)|retrieved from [\"“]|"
    r"this page was last (?:edited|modified)|share this recipe|"
    r"(?:reviewed|updated|last updated) \d+ (?:days|weeks) ago$|"
    r"(?:\d+ )?users browsing this (?:forum|topic)|(?:advertisement|ad) (?:feedback|[-–—·])|"
    r"scroll to continue|skip (?:to|past|advert|ad\b)|promoted stories|this article (?:was )?"
    r"originally appeared (?:on|in)|(?:sign|log) (?:in|up) to (?:view|see|comment|save|reply|post)|"
    r"(?:register|subscribe) (?:now |today )?(?:to|for) (?:continue|read|unlock|full|access|"
    r"a free)|"
    r"support (?:our|independent) journalism|(?:free|fast) (?:shipping|delivery) .{0,60}$|"
    r"received\s*[:：]? .{4,40}accepted\s*[:：]?|no credit card (?:needed|required)",
    "de": r"ihr browser (?:unterstützt|kann)|(?:bitte )?(?:aktivieren sie|schalten sie) (?:bitte )?"
    r"javascript|an dieser stelle (?:finden sie|befindet sich|steht) (?:ein|relevante)|"
    r"(?:hier|an dieser stelle) würde ihnen|ich bin (?:damit )?einverstanden, dass mir|"
    r"(?:damit|dabei) (?:können|werden) personenbezogene daten|mit (?:ihrer zustimmung|einem klick|"
    r"dem laden|dem klick)\b.{0,80}(?:angezeigt|geladen|anzeigen|laden|akzeptieren|datenschutz)|"
    r"dieser (?:externe )?inhalt (?:wird|von|kann)|(?:weiterlesen|lesen sie weiter) mit|"
    r"(?:sie (?:haben|sind)|bereits) (?:bereits |schon )?(?:ein abo|abonnent)|"
    r"diese[rs]? (?:artikel|text|beitrag|inhalt) (?:ist|steht) (?:nur|exklusiv|ausschließlich)|"
    r"melden sie sich an, um|hat ihnen der artikel gefallen|was denken sie\?",
    "fr": r"votre navigateur ne|(?:veuillez )?activer javascript|la suite (?:de cet article )?est "
    r"réservée|cet article est réservé|(?:vous êtes )?déjà abonné|pour (?:lire|accéder à) la suite|"
    r"(?:ce|le) contenu (?:n['’]est pas|est hébergé|est bloqué|ne peut)|en cliquant sur .{0,40}"
    r"vous acceptez|temps de lecture|réutiliser ce contenu",
    "es": r"(?:su|tu) navegador no (?:soporta|admite|es compatible)|(?:activa|active|habilit[ae]) "
    r"javascript|(?:para|si quieres) (?:continuar|seguir) leyendo|¿?ya eres suscriptor|(?:este|el) "
    r"contenido (?:es exclusivo|está reservado|no está disponible)|tiempo de lectura",
    "ru": r"ваш браузер (?:не|устарел)|(?:пожалуйста, )?включите javascript|"
    r"(?:чтобы|для того чтобы)"
    r" (?:читать|прочитать|продолжить)\b|(?:этот )?(?:материал|текст|контент) доступен только|"
    r"нашли (?:опечатку|ошибку)|(?:просмотров|прочитано|показов)\s*[:：]? \d|количество "
    r"(?:показов|просмотров)|подпи(?:шись|саться)\b|время чтения|выделите .{0,40}ctrl|"
    r"заметили ошибку",
    "pl": r"twoja przeglądarka nie|(?:włącz|proszę włączyć) (?:obsługę )?javascript|(?:aby|żeby) "
    r"(?:czytać|przeczytać|kontynuować)\b|(?:ten )?artykuł (?:jest )?dostępny (?:tylko )?dla|"
    r"liczba wyświetleń|odsłon\s*[:：]",
    "it": r"il tuo browser non|(?:questo )?(?:articolo|contenuto) è riservato|per continuare a "
    r"leggere|tempo di lettura|sei già abbonato|visite\s*[:：] \d",
    "pt": r"(?:seu|o seu) navegador não|(?:este )?conteúdo (?:é )?exclusivo|para continuar (?:a )?"
    r"l(?:er|endo)|já é assinante|tempo de leitura",
    "el": r"ο (?:browser|περιηγητής) σας δεν|ενεργοποιήστε (?:τη )?javascript|χρόνος ανάγνωσης|"
    r"προβολές\s*[:：] \d",
    "zh": r"您的浏览器(?:不支持|版本)|您的瀏覽器|请(?:启用|开启) ?javascript|"
    r"点击(?:上方|下方|右上角|"
    r"蓝字)|关注(?:上方|下方)|图片来源\s*[:：].{0,24}$|图源\s*[:：].{0,24}$|图\s*[/|｜]\s*\S{2,16}$|"
    r"(?:浏览|阅读|点击|查看|访问)(?:次数|量|数)?\s?[:：]?\s?\d|剩余.{0,10}(?:付费|订阅)|"
    r"(?:开通|购买|成为).{0,6}会员|(?:本文)?(?:付费|订阅)(?:内容|后)|长按(?:识别|扫码|图片)|"
    r"(?:欢迎|请)(?:扫码|关注|订阅)",
    "ja": r"お使いのブラウザ|javascript ?を(?:有効|オン)|(?:この|本)(?:記事|コンテンツ)は"
    r"(?:有料|会員|購読)|残り ?\d+ ?(?:文字|字)|(?:続き|全文)を(?:読む|お読み)|"
    r"このプレスリリース(?:内|に)|"
    r"(?:写真|画像)(?:提供|は)\s?[:：=＝]|この記事は.{0,12}(?:限定|有料)",
    "ko": r"(?:사용 중인|현재) 브라우저|자바스크립트를|(?:이|본) (?:기사|콘텐츠)는 "
    r"(?:유료|회원|구독)|"
    r"(?:사진|그래픽)\s?[=:]\s?\S{1,12}$|조회\s?(?:수)?\s?[:：]?\s?\d",
}
"""How lines begin that speak of browser, subscription, embeds, readers and posts."""

QUOTED = (
    r"\S.{0,30}?\s(?:wrote|said|schrieb|hat geschrieben|a écrit|escribió|писал(?:\(?а\)?)?|napisał"
    r"(?:\(?a\)?)?|ha scritto|escreveu)\s?[:：]|\S{1,20}\s?发表于 ?\d.{0,20}$"
)
"""How a quotation of what somebody else said in the same discussion begins."""
