"""Orders of ministries and the State Council, and the numbers of their letters (国发〔2011〕12号).

Both are read in folded text: simplified characters, no width, blanks for hyphens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.taxonomy.cues import Marked
from monitor.taxonomy.signers import Signers, beside, signed_before
from monitor.taxonomy.written import NUMBER_MARK, Found

_SERIES = {
    "国发": "cn.statecouncil.guofa", "国办发": "cn.statecouncil.guobanfa",
    "国函": "cn.statecouncil.guohan", "国办函": "cn.statecouncil.guobanhan",
    "工信部联原": "cn.miit.lianyuan", "工信部原": "cn.miit.yuan", "工信部联": "cn.miit.lian",
    "工信部规": "cn.miit.gui", "自然资发": "cn.mnr.ziranzifa", "自然资函": "cn.mnr.ziranzihan",
    "自然资规": "cn.mnr.ziranzigui", "国土资发": "cn.mnr.guotuzifa",
    "税委会": "cn.mof.shuiweihui", "财税": "cn.mof.caishui", "财建": "cn.mof.caijian",
    "财关税": "cn.mof.caiguanshui", "发改": "cn.ndrc.fagai", "商产发": "cn.mofcom.shangchanfa",
    "商安发": "cn.mofcom.shanganfa", "环发": "cn.mee.huanfa",
    "lianyuan": "cn.miit.lianyuan", "gongxinbulianyuan": "cn.miit.lianyuan",
    "guofa": "cn.statecouncil.guofa", "guobanfa": "cn.statecouncil.guobanfa",
    "ziranzifa": "cn.mnr.ziranzifa", "shuiweihui": "cn.mof.shuiweihui",
}  # fmt: skip
"""Prefixes of letter numbers, and how machine translation leaves them in Latin letters."""
_SERIAL = re.compile(
    rf"(?P<series>{'|'.join(sorted(_SERIES, key=len, reverse=True))})(?P<office>[一-鿿]{{0,3}}) ?"
    r"[〔(\[【]?(?P<year>(?:19|20)[0-9]{2})[〕)\]】]"
    r" ?(?:第|no\.? ?)?(?P<number>[0-9]{1,4})(?: ?号)?"
)
_ORDER = re.compile(
    r"令 ?[\[(〔]?(?:(?:19|20)[0-9]{2} ?年? ?)?第 ?(?P<a>[0-9]{1,4}) ?号"
    r"|第 ?(?P<b>[0-9]{1,4}) ?号 ?令"
    rf"|\b(?:order|decree|dekret|erlass|verordnung|decret|arrete|decreto|постановлени[а-я]{{1,2}}"
    rf"|указ[а-я]{{0,2}}|приказ[а-я]{{0,2}})s?(?: [^\W\d_]{{2,12}}){{0,4}} {NUMBER_MARK}"
    rf"(?P<c>[0-9]{{1,4}})\b(?! ?[/-][0-9])"
)


def orders(marked: Marked, signers: Signers) -> Iterator[Found]:
    """Yield numbered orders, `国务院令第785号` and `Order No. 785 of the State Council`."""
    del signers  # an order names its issuer beside itself
    text = marked.whole.text
    for begin, stop in marked.numbered("order", 70, 100, in_folded=True):
        for found in _ORDER.finditer(text, begin, stop):
            number = found["a"] or found["b"] or found["c"]
            issuer: str | None
            if found["c"]:
                issuer, start = beside(text, found.start(), found.end()), found.start()
            else:
                issuer, start = signed_before(text, found.start()) or (None, found.start())
            if issuer is not None:
                yield Found(f"{issuer}.order-{int(number)}", start, found.end())


def serials(marked: Marked, signers: Signers) -> Iterator[Found]:
    """Yield letter numbers; the office in the middle of one (发改办产业) is no part of the id."""
    del signers  # the prefix is the issuer's
    text = marked.whole.text
    for begin, stop in marked.numbered("serial", 4, 40, in_folded=True):
        for found in _SERIAL.finditer(text, begin, stop):
            identifier = f"{_SERIES[found['series']]}-{found['year']}-{int(found['number'])}"
            yield Found(identifier, found.start(), found.end())
