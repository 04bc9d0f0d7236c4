"""What stands beside an office and makes it nobody's that is known.

A state of no table: «Norlund's Treasury», «Ministry of Commerce of Karsovia», 卡尔索维亚商务部; a
firm: «Nvidia's China president»; a time that is over: «the former trade minister». It knows no
state and no office by name: it goes by how such names are formed.
"""

from __future__ import annotations

import re

_REACH = 60
"""Characters before an office in which such a name is looked for."""
_FILLERS = (
    r"(?:(?:new|own|federal|union|national|central|deputy|vice|acting|interim|powerful|first|top"
    r"|senior|then|transitional|military|royal)\s)*"
)
_STATELY = r"(?:[^\W\d_]{2,}(?:[iy]a|ie|lands?|lunds?|st[aá]ns?|mark|burgs?|iens))"
"""How what states are called ends."""
_NAMED = re.compile(
    r"(?<![\w’'-])(?P<name>[A-ZÀ-ÞŠŽ][a-zß-ÿšž]+(?:-[A-Z][a-z]+)?)(?P<of>['’]s?)?\s"
    + _FILLERS
    + r"\Z"
)
_BEHIND = re.compile(
    r"(?:\s?\([A-Z]+\))?\s(?:(?P<in>in)|of|de|du|von|di|do|da|d(?=['’]))"
    r"(?:\s(?:the|la|el|las|los|les)(?=\s)|\s?[dl]?['’](?=[A-ZÀ-Þ]))?\s?"
    r"(?P<name>[A-ZÀ-ÞŠŽ][a-zß-ÿšž]+(?:-[A-Z][a-z]+)?)\b"
)
_ADJECTIVE_BEHIND = re.compile(
    r"\s(?P<name>(?!ancien|cotidiano|mediano|bolivariano|quotidien|soutien|maintien|entretien)"
    r"[a-zà-ÿ]{3,}(?:[ié]en|[ié]enne|iano|iana)s?)\b"
)
"""In languages in which a state's name follows with a blank alone: `gouvernement karsovien`."""
_SMALL_BEFORE = re.compile(
    r"\b(?P<name>(?!heimische|inländische|ausländische|politische|ökonomische|demokratische)"
    r"[a-zäöü]{3,}(?<!ist)ische[nrsm]?|[А-Яа-я][а-я]+(?:ийск|анск|енск|инск|овск)[а-я]{2,3})\s\Z"
)
"""German and Russian adjectives: `karsowische`, `карсовийское`."""
_RUSSIAN_BEHIND = re.compile(r"\s(?P<name>[А-Я][а-я]+(?:ии|стана|ланда))\b")
_ADJECTIVE = re.compile(r"[^\W\d_]{3,}(?:[ie]an|ese|ish)")
_COUNTRY = re.compile(_STATELY)
_PERSONAL = re.compile(
    r"(?:government|cabinet|administration|minister|secretary|chief|official|spokes\w+|gobierno"
    r"|gouvernement|governo|ministr[oae]|regierung|minister(?:in)?|kabinett|правительств\w+"
    r"|кабинет\w*|министр\w*)s?\Z",
    re.I,
)
"""Offices that a person may have, too: `Modi's government`."""
_BUSINESS = re.compile(
    r"\s(?:application|appeal|award|bid|contract|deal|filing|funding|grant|licen[cs]e|loan|offtake"
    r"|partnership|permit|stake)\b"
)
"""Behind an office: what a firm before it has of it, `MP Materials' Pentagon deal`."""
_NO_NAMES = frozenset(
    "A An The This That These Those It He She Here There What Who Let As At But By For From How If"
    " In Is Of On Or And Since So Than Then To When Where While Why Will With After Before Both Can"
    " Did Does Has Have Had Meanwhile Now Not Once Only Under Until Up Was Were Yet Today Yesterday"
    " Tomorrow Tonight Week Month Year Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
    " January February March April May June July August September October November December Spring"
    " Summer Autumn Winter World Nation Country Former New Ex Outgoing Exclusive Breaking Media"
    " Asia Asian Eurasia Mainland Homeland Inland Overland Christian Guardian Civilian Criteria"
    " Militia Establish Publish Abolish Punish Finish Replenish People Republic Republican"
    " Democrat Congress Senate Parliament Cabinet President Minister Chair Chairman Speaker Leader"
    " Government Ministry State Party Section Office Bureau Energy Commerce Finance Trade Industry"
    " Foreign Defence Defense Interior Economy Mines Mining Resources Customs Commission Council"
    " Democrats Republicans European Bipartisan Capitol Wall Chamber Deputies Representatives"
    " Bruselas Indigenous".split()
)
"""What stands in such places with a capital and is no state of its own."""
_SIGNS = (
    "阿埃艾安奥伐巴贝比波伯博布达丹德迪蒂多厄恩尔法菲芬弗福佛冈盖戈哥格圭哈海汉赫黑洪霍基吉加贾捷喀卡凯坎科克肯"
    "库拉莱兰朗勒雷里利黎立列林卢鲁伦罗洛马玛曼毛梅蒙米密摩莫墨姆穆那纳娜内尼涅努诺欧帕派佩皮珀普奇恰乔切瑞若萨塞"
    "桑沙圣施士舒斯苏索塔泰坦汤特提廷图托瓦万威维温文翁沃乌西希锡谢辛叙雅亚伊衣因印英尤约越扎赞泽詹兹佐"
    "亞爾維蘭達薩馬納羅諾歐贊圖盧魯倫"
)
"""Signs with which foreign names are written in Han."""
_HAN = re.compile(
    rf"(?:(?:\A|(?<=[\s，。、；：“”‘’「」『』《》（）！？【】]))(?P<short>[{_SIGNS}]{{2}})|(?P<name>[{_SIGNS}]{{3,}}))"
    r"(?:共和国|王国|联邦|公国|国)?的?\Z"
)
_KANA = re.compile(
    r"(?P<name>[ァ-ヺー]{3,}(?=\Z)|[ァ-ヺー]+(?:[ビニリシジ]ア|ランド|スタン)(?=の\Z))の?\Z"
)
_HANGUL = re.compile(
    r"(?<![가-힣])(?P<name>(?!아시아|코리아|동남아시아)[가-힣]+(?:[니비리시지디]아|스탄|란드|랜드))의?\s\Z"
)
_FORMER = re.compile(
    r"(?:\b(?:[Ff]ormer|[Ee]x|[Oo]ne-?time|[Aa]ncien(?:ne)?|[Ee]hemalige[rnsm]?|[Ff]rühere[rnsm]?"
    r"|[Бб]ывш\w+|[Ээ]кс)[\s-](?:(?:deputy|vice|acting|top|senior)\s)*"
    r"|(?:\A|[\s，。、；：“「（])(?:前任?|原|元|전\s))\Z"
)
"""Before an office, or the name of its state: who is spoken of held it once."""
_FORMER_SIGNS = ("ormer", "x-", "x ", "x\n", "ime", "ncien", "hemalige")
"""Of these one stands in each of its words that is written in ASCII."""
_FORMER_REACH = 24
_HEAD = re.compile(r"(?:(?:vice )?president|leader)s?", re.I)
"""Offices of firms, too."""
_OWNER = re.compile(r"(?:['’]s?\s|-|\b(?P<firm>[A-Z]\w+)\s)\Z")
_FIRM_BEHIND = re.compile(
    r"\s(?:and\s(?:CEO|COO|CFO|chief executive|general manager|managing director)\b"
    r"|of\s[A-Z][\w&]+|at\s(?!Camp|Davos|Mar|Munich|White|[A-Z]*[0-9]|[A-Z]+\b)[A-Z][\w&]+)"
)


def stranger(text: str, start: int, end: int, *, is_followed: bool) -> tuple[int, int] | None:
    """Return where directly beside an office the name of a state stands that may be unknown.

    Whether it is known, as of a firm, a city or a person, is not asked here. `is_followed` says
    that in the office's language it may stand behind with a blank alone. None: none stands there.
    """
    before = text[max(0, start - _REACH) : start]
    shift = start - len(before)
    found = _before(before, text[start:end])
    if found is not None and not _BUSINESS.match(text, end):
        return shift + found.start("name"), shift + found.end("name")
    if not before.isascii() and (sign := _HAN.search(before[-12:])):
        group = sign.lastgroup or ""
        return start - len(before[-12:]) + sign.start(group), start
    behind = _behind(text, start, end, is_followed=is_followed)
    return None if behind is None else behind.span("name")


def _before(before: str, office: str) -> re.Match[str] | None:
    """Return the name before an office, in a script with letters or syllables."""
    found = None if before.islower() else _NAMED.search(before)  # it begins with a capital
    if found is not None:
        name = found["name"]
        if name not in _NO_NAMES and (
            _COUNTRY.fullmatch(name)
            or (found["of"] and not _PERSONAL.search(office))
            or (not found["of"] and _ADJECTIVE.fullmatch(name))
        ):
            return found
        return None
    if before.isascii():
        return _SMALL_BEFORE.search(before) if "ische" in before else None
    return _SMALL_BEFORE.search(before) or _KANA.search(before) or _HANGUL.search(before)


def _behind(text: str, start: int, end: int, *, is_followed: bool) -> re.Match[str] | None:
    """Return the name behind an office."""
    found = _BEHIND.match(text, end)
    if found is not None and found["name"] not in _NO_NAMES:
        is_loose = found["in"] or _PERSONAL.search(text, start, end)
        if not is_loose or _COUNTRY.fullmatch(found["name"]):
            return found
    if not is_followed:
        return None
    return _ADJECTIVE_BEHIND.match(text, end) or _RUSSIAN_BEHIND.match(text, end)


def is_over(text: str, start: int) -> bool:
    """Say whether what begins at a place was held once: `former`, 前."""
    begin = max(0, start - _FORMER_REACH)
    before = text[begin:start]
    if before.isascii():  # looks for words of it first, at a fifth of its cost
        for sign in _FORMER_SIGNS:
            if sign in before:
                break
        else:
            return False
    return _FORMER.search(text, begin, start) is not None


def is_of_firm(text: str, state: tuple[int, int], office: tuple[int, int]) -> bool:
    """Say whether an office beside a state's name is one of a firm there: a president, a leader.

    `state` and `office` are where the two names begin and end.
    """
    if not _HEAD.fullmatch(text, *office):
        return False
    begin, stop = state
    if stop < office[0] and text[stop : office[0]] == " ":
        if _FIRM_BEHIND.match(text, office[1]):
            return True
        owner = _OWNER.search(text, max(0, begin - 30), begin)
        if owner is not None and owner["firm"]:
            return owner["firm"] not in _NO_NAMES and text[office[0]].islower()
        return owner is not None
    return False
