"""Which bodies issue something or officially speak in an article, apart from who carries it.

A body counts where it is the subject of an issuing or announcing verb, where something is `issued
by` it or is a `notice of` it, in the header or signature of a notice, or joined to one that
counts. Named as a source of data, as a target, or in passing it does not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from monitor.model import Field, Mention
from monitor.taxonomy.english_verbs import ACTS, ADVERBS, PLURAL, SECTION, SPEAKS
from monitor.taxonomy.hearsay import is_learnt_from, is_only_spoken_of
from monitor.taxonomy.letterheads import heads_document
from monitor.taxonomy.permits import grants_leave
from monitor.taxonomy.verbs import BEHIND_OTHERS

_MAX_JOINT, _MAX_LEAD, _MAX_LOOKS = 24, 60, 80
"""Characters between two names, and before a headline's subject; names looked at in one text."""
_I = re.IGNORECASE
_BEHIND_LATIN = re.compile(
    rf"(?:['’]s?)?(?: ?\([^()\n]{{1,60}}\))?{SECTION}{ADVERBS},? "
    rf"(?:(?P<acts>(?i:{ACTS}))|(?P<speaks>(?i:{SPEAKS})))\b"
)
_BEHIND_PLURAL = re.compile(
    r"(?:['’]s?)?(?:,? (?:(?i:foreign|trade|finance|energy|mining|mines|customs|border|tax|senior)"
    r" )?(?i:ministers|leaders|officials|authorities|regulators|lawmakers|senators|customs|chiefs"
    r"|envoys|negotiators|states|countries|and [\w.]{2,20}))? (?i:" + PLURAL + r")\b"
)
"""What several do: `G7 leaders agree`, `MOFCOM, customs suspend`, `Wa authorities halt`."""
_PAPERS = re.compile(
    r"(?:['’]s?)?(?: \w+){0,2} (?:announcement|notice|notification|statement|rule|order|filing"
    r"|letter|draft|circular|proposal|decision|ruling|memo|decree|directive|press release"
    r"|fact sheet|guidance|document|paper|memorandum|read-?out)\b",
    _I,
)
"""What a body writes: `a BIS rule`, `MOFCOM's latest announcement`."""
_BEFORE_LATIN = re.compile(
    r"(?:\b(?!owned|controlled|employed|hit|cited|quoted|seen|paid)(?:\w+(?:ed|wn|en)|made|set|put"
    r"|sent|led|run|cut|bought|sold|held|laid)"
    r"(?: back| out| up| down| jointly| today| (?:on )?\w+day){0,2} by"
    r"|\bcame from|\bjointly with|(?:\A|\n|\. )by|(?:million|billion) from"
    r"|\b(?:talk|talks|interview|conversation|gespräch|entretien|entrevista) (?:with|mit|avec|con)"
    r"|\b(?:loan|grant|permit|licence|license|funding|financing|approval|letter of interest|order)"
    r"s? (?:from|by)"
    r"|\b(?:clear|pass)(?:es|s|ed)"
    r"|\b(?:announcement|notice|notification|decree|order|decision|regulation|circular|statement"
    r"|rule|proclamation|ruling|document|joint announcement|press release|measures|briefing"
    r"|press conference|read-?out|fact sheet|officials?|spokes(?:man|woman|person)|head|source)s?"
    r"(?: no\.? ?[0-9]{1,4})?(?: [(\[]?(?:of |from )?20[0-9]{2}[)\]]?)?(?: issued| published"
    r"| released| signed)? (?:by|of|from|at|for)"
    r"|\b(?:said|announced|says|stated|according to a (?:statement|notice) (?:from|by))"
    r"|\b(?:kündigte|teilte|gab|erklärte|veröffentlichte|verhängte|sagte|beschloss|vom|durch|laut"
    r" Mitteilung) (?:das|die|der|des)"
    r"|\b(?:annoncé|publié|adopté|indiqué|déclaré|décidé|signé|imposé)e?s?(?: par)?"
    r"|\b(?:anunció|publicó|informó|dijo|emitido por|publicado por|anunciado por|señaló)"
    r"|(?:сообщил|объявил|заявил|опубликовал|утвердил|ввел)[оаи]?(?: в)?)"
    r"(?: the (?:president|head|chief|director|minister|chairman|governor) of)?"
    r"(?: (?:the|les?|la|l|el|das|die|der|dem))?(?: [Cc]hinese| [Cc]hina's| U\.?S\.?)?[ '’]\Z",
    _I,
)
_LINKED = re.compile(
    r"(?:by|of|from|at|for|said|announced|says|stated|with|mit|avec|con|passe[sd]|clear(?:s|ed)"
    r"|das|die|der|des|par|por|le|la|el|l|в|[еоал]|ó|é)"
    r"(?: [Tt]he)?(?: [Cc]hinese| [Cc]hina's| U\.?S\.?)?[ '’]\Z"
)
"""The last words before a name that something is by or of; few names stand behind them."""
_BEHIND_HAN = re.compile(
    r"(?:\s?[(（][^()（）\n]{1,20}[)）])?(?!数据|統計|统计|的数据)(?:新闻发言人|新聞發言人|发言人|發言人"
    r"|有关负责人|相关负责人|有關負責人|部长|部長|主任|办公厅|辦公廳|官网|官網|网站|安全与管制局)?"
    r"(?:(?!数据|統計|统计|显示|顯示|，据|赴)[^。；\n，,]){0,22}?[，,]?"
    r"(?:启用|公告|发布|發布|公布|公佈|宣布|宣佈|印发|印發|通知|决定|決定|表示|回应|回應|答记者问|答記者問"
    r"|召开|召開|举行|舉行|实施|實施|出台|令第|令\s?[(（]|下发|下達|下达|关于|關於|指出|强调|強調|称[，,：:]|稱"
    r"|启动|啟動|征求意见|徵求意見|回答|通报|批准|修订|修訂|审议|審議|签署|簽署|列入|暂停|暫停|恢复|取消"
    r"|强调|考察|调研|視察|起草|就|公示|披露|宣读|提案|提议|勒令|责令|叫停|否决|阻止|入股|持股|认购|投资|通过"
    r"|部署|约谈|敦促|警告|证实|拟(?:对|将|于|出台|修)|将(?:对|于|在|继续|出台|实施)|联合开展|开展|严打|查获|收储"
    r"|停下|更新|要求|打算|同意|推出|设立|建立|开出|扩容|计划|准备|敲定|侦破|答复|受理|约见|抽查|立案|会同"
    r"|确定|核定|明确|签发|核发|致函|写明|载明|发表|發表|散发|散發|達成|达成|送交|划定|指定"
    r"|补贴|延长|免征|撤回|解除|放行|休会|闭幕|[说說][，,：:]|介绍|裁定|终裁|初裁|统筹|对[^。\n]{1,12}(?:实施|发起|征收|作出)|发放|颁发|参加|出席|权衡|考虑|酝酿|评估|研究|挑选|买下|收购|发给|批给|准许|允许|命令|下令|可豁免|下调|上调|设定|作出|提出)"
)
_BEHIND_JAPANESE = re.compile(r"(?:の?報道官|長官|大臣|相|局|氏)?(?:は|が)(?!発表した統計)")
_BEHIND_KOREAN = re.compile(r"(?: ?대변인| ?장관)?(?:은|는|이|가)\s")
"""Their particles say by themselves that a name is the subject."""
_LEADS = re.compile(
    r"(?:.*(?:[:：|】\]»！!？?；;，,]\s?|[\u4e00-\u9fff”」》）]\s))?"
    r"(?:(?:the|les?|la|el|los|das|die|der|l[’']|exclusive|breaking|update \d-"
    r"|(?:China|U\.?S\.?|UK|EU|India|Japan)(?:['’]s)?|Chinese|中国|美国|日本|香港|[美日韩欧英德法印澳加]|[快突]讯"
    r"|[A-Z][a-z]{3,11}(?:['’]s|ese|ian|an|ish)) ?){0,2}\Z",
    _I,
)
"""What may stand before the subject of a headline, or of one of its clauses."""
_NO_SUBJECT = re.compile(
    r"-| (?:seen|expected|likely|poised|forecast|tipped)\b"
    r"|['’]s? (?:tariffs?|curbs|controls|war|visit|trip|critics?)\b"
    r"| (?:urged|asked|pressed|told|accused|warned|sued|pressured) (?:to|over|by|of|on)\b"
    r"| (?:under|faces?|contractor|supplier|adviser|veteran|appeal|tariff|data|deal|contract|loan"
    r"|grant|money|visit|funding|cash|support|backing|nod|approval|licence|source)s?\b"
    r"|数据|统计|前官员|被|遭|関係者"
)
"""What says that a body at the beginning of a headline is no subject, or suffers."""
_TRAILS = re.compile(r"(?:[-–—|,，:：…]|\.\.\.) ?(?:(?:the|says?|said|Chinese|US) )?\Z", _I)
_ENDS = re.compile(
    r"(?: (?:says?|said|officials?|minister|spokes(?:man|woman|person)|chief|sources?|filing"
    r"|statement|notice|document))?[.”\"'» ]*\Z",
    _I,
)
"""Before and behind a body that is named at the end of a headline as whose word it is."""
_STARTS = re.compile(r"(?:\A|[。！？；\n”])[\s　]*\Z")
"""What stands before a name that begins a sentence of Han."""
_OPENING = re.compile(
    r"(?:\A|[.!?»“”\"\n–—-]\s?)(?:The\s|(L[ae]s?\s|L['’]|(?:Die|Der|Das|El|Los|Il|Lo|O|A|I|Gli)\s))?\Z"
)
"""What stands before a name that begins a sentence; its group: an article that is not English."""
_LATER = re.compile(
    rf"(?!['’]s?\s)[^.;:\n]{{0,90}}? (?:{ACTS}|struck|sent|gave|told|chose|met|kept"
    r"|paid|sold|made|took|said|says)\b"
)
_COLON = re.compile(
    r"(?: ?(?:spokes(?:man|woman|person)|发言人|新闻发言人|常务会议|专家组|公告))?\s?[:：]\s?\S"
)
_JOIN = re.compile(
    r"(?: ?\([^()\n]{1,20}\))?(?:[,、\s·和与與及]|and|&|together with"
    r"|along with|jointly with|as well as"
    r"|the|会同|會同|联合|聯合|und|et|y|и|および|及び|と|및|와|과|das|die|le|la|el){1,6}",
    _I,
)
_ONLY_NAMES = re.compile(r"[\s、,，·()（）]*")
_ADDRESSED = "经經向报報"
"""Before a name: approved by it, applied for to it, handed to it."""
_DATA_BODIES = ("us.usgs", "int.iea", "int.oecd", "cn.cnia", "us.ames", "us.cmi")
"""Bodies that are mostly quoted: only an issuing verb makes them issuers, `said` does not."""
_CALLS = re.compile(r"(?:request for|notice|call for|draft|proposed|final|list) ", _I)
"""A headline with the name of a paper: who stands behind it has issued that."""
_TARGET = re.compile(
    r"(?:\b(?:to|against|versus|vs|with|petitions?|petitioned|sues?|asks?|urges?|tells?|presses|lobby|lobbies|former|ex)"
    r"|[向对對赴访問诉告促请])(?: the)?[ -]?\Z",
    _I,
)


def issuers(texts: Mapping[Field, str], mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the first telling mention of each body that issues or speaks, in reading order."""
    bodies = [mention for mention in mentions if mention.category == "body"][:_MAX_LOOKS]
    if not bodies:
        return ()
    known: dict[str, Mention] = {}
    telling: set[int] = set()
    for number, mention in enumerate(bodies):
        if mention.id not in known and _issues(texts[mention.field], mention):
            known[mention.id] = mention
            telling.add(number)
    _join_to_later(texts, bodies, known, telling)
    for before, mention in pairwise(bodies):
        if (
            known.get(before.id) is before
            and mention.id not in known
            and _are_joined(texts, before, mention)
        ):
            known[mention.id] = mention
    if not known:
        # A headline names few bodies by the way: "licences trickle out of MOFCOM".
        acting = (one for one in bodies if one.field == "title" and _may_act(texts["title"], one))
        if (first := next(acting, None)) is not None:
            known[first.id] = first
    return tuple(mention for mention in bodies if known.get(mention.id) is mention)


def _join_to_later(
    texts: Mapping[Field, str],
    bodies: Sequence[Mention],
    known: dict[str, Mention],
    telling: set[int],
) -> None:
    """Add to `known` who stands before an issuer and is joined to it: `X and Y announced`."""
    for number in range(len(bodies) - 2, -1, -1):
        mention, later = bodies[number], bodies[number + 1]
        if mention.id in known or not _are_joined(texts, mention, later):
            continue
        if number + 1 in telling or _issues(texts[later.field], later):
            known[mention.id] = mention
            telling.add(number)


def _are_joined(texts: Mapping[Field, str], before: Mention, mention: Mention) -> bool:
    """Say whether nothing but an `and` stands between two names."""
    return (
        before.field == mention.field
        and 0 < mention.start - before.end <= _MAX_JOINT
        and _JOIN.fullmatch(texts[before.field], before.end, mention.start) is not None
    )


def _issues(text: str, mention: Mention) -> bool:
    """Say whether the words round one mention make its body an issuer or a speaker."""
    start, end = mention.start, mention.end
    if mention.field == "body" and heads_document(text, start, end):
        return True
    before = text[max(0, start - 70) : start]
    if before[-1:] in _ADDRESSED and before:
        return False
    if is_only_spoken_of(text, before, end):
        return False
    if before[-1:] == "由" or is_learnt_from(text, before, end) or grants_leave(text, before, end):
        return True
    following = text[end : end + 1]
    if following.isascii() or following in "’，：、（　":
        is_source = mention.id.startswith(_DATA_BODIES)
        if (
            ((verb := _BEHIND_LATIN.match(text, end)) and not (is_source and verb["speaks"]))
            or BEHIND_OTHERS.match(text, end)
            or _BEHIND_PLURAL.match(text, end)
            or _PAPERS.match(text, end)
            or (mention.field == "title" and _COLON.match(text, end))
        ):
            return True
    if mention.field == "title" and _heads(text, mention):
        return True
    if not text[end : end + 30].isascii() and (
        _BEHIND_HAN.match(text, end)
        or _STARTS.search(before)
        or _BEHIND_JAPANESE.match(text, end)
        or _BEHIND_KOREAN.match(text, end)
    ):
        return True
    return (
        (
            _LINKED.search(before, len(before) - 18) is not None
            and _BEFORE_LATIN.search(before, max(0, len(before) - 45)) is not None
        )
        or (mention.field == "body" and _signs(text, start, end))
        or _begins(text, before[-7:], mention)
    )


def _begins(text: str, before: str, mention: Mention) -> bool:
    """Say whether the name begins a sentence as its subject, in letters."""
    opening = _OPENING.search(before)
    if opening is None:
        return False
    if mention.id.startswith(_DATA_BODIES) or _NO_SUBJECT.match(text, mention.end):
        return False
    return opening[1] is not None or _LATER.match(text, mention.end) is not None


def _heads(title: str, mention: Mention) -> bool:
    """Say whether a headline begins with the name as its subject, or ends with it as its source."""
    start, end = mention.start, mention.end
    if mention.id.startswith(_DATA_BODIES) and not _CALLS.match(title):
        return False
    if start <= _MAX_LEAD and _LEADS.match(title[:start]) and not _NO_SUBJECT.match(title, end):
        return True
    return _TRAILS.search(title, 0, start) is not None and _ENDS.match(title, end) is not None


def _may_act(title: str, mention: Mention) -> bool:
    """Say whether a body that a headline names may be who acts: nothing is done to it."""
    return not (
        mention.id.startswith(_DATA_BODIES)
        or is_only_spoken_of(title, title[: mention.start], mention.end)
        or _NO_SUBJECT.match(title, mention.end)
        or _TARGET.search(title, 0, mention.start)
    )


def _signs(text: str, start: int, end: int) -> bool:
    """Say whether the name stands alone on its line behind the text: it signs."""
    begin = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    line_end = len(text) if stop < 0 else stop
    if line_end - begin > 60 or begin < len(text) // 2:
        return False
    return _ONLY_NAMES.fullmatch(text, begin, start) is not None and (
        _ONLY_NAMES.fullmatch(text, end, line_end) is not None
    )
