"""Which blocks offer a subscription where an article breaks off, whatever they are called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.article.blocks import Block, Node

_OFFERS = re.compile(
    r"already (?:a|have an?|an?) (?:subscriber|member|subscription|account)|"
    r"subscribe (?:now )?to (?:continue|read|unlock|keep)|(?:is|are) (?:only )?for (?:our )?(?:"
    r"subscribers|members)|(?:exclusive|reserved|available) (?:only )?(?:to|for) (?:our )?(?:"
    r"subscribers|members)|to (?:continue|keep) reading|"
    r"(?:bereits|schon) (?:ein abo|abonnent|registriert)|(?:nur )?für abonnent|"
    r"réservée? aux abonnés|déjà abonné|(?:para|solo) suscriptores|ya eres suscriptor|"
    r"(?:оформ|офор)\w{1,4} подписку|уже подписан|только (?:для )?подписчик|"
    r"riservat[oa] (?:agli )?abbonati|(?:sei )?già abbonato|já é assinante|para assinantes|"
    r"masz już (?:konto|prenumerat)|dla prenumeratorów|συνδρομητές|"
    r"(?:订阅|付费|会员)后?(?:可|才能)?(?:阅读|查看)|有料会員|購読者|구독자 전용|유료 회원",
    re.IGNORECASE,
)
_WORDS = (
    "subscri", "member", "reading", "abo", "registriert", "suscript", "подпис", "assinant",
    "konto", "prenumerat", "συνδρομητ", "订阅", "付费", "会员", "会員", "購読", "구독", "유료",
)  # fmt: skip
"""One of these, in lower case, stands in every offer."""
_TAGS = frozenset(("div", "section", "aside", "form", "td"))
_MAX_SENTENCE = 300
_MAX_OFFER = 900
"""Characters of all that an offer says."""
_MAX_SHARE = 0.5
"""Share of the text before it, or it is no offer beside an article."""


def in_barrier(blocks: Sequence[Block], nodes: Sequence[Node], place: int) -> list[bool]:
    """Return for each block after the headline at `place` whether it offers a subscription."""
    found = [False] * len(blocks)
    before = [0]
    for block in blocks:
        before.append(before[-1] + block.prose)
    for index, block in enumerate(blocks):
        if index <= place or found[index] or not _offers(block.text):
            continue
        node = _box(block.node)
        if node is not None and node.first > place:
            own = before[node.last] - before[node.first]
            if own <= _MAX_SHARE * (before[node.first] - before[max(place, 0)]):
                found[node.first : node.last] = [True] * (node.last - node.first)
    return found


def _offers(text: str) -> bool:
    if len(text) > _MAX_SENTENCE or not any(map(text.lower().__contains__, _WORDS)):
        return False
    return _OFFERS.search(text) is not None


def _box(node: Node) -> Node | None:
    """Return the smallest element round `node` that says several things, all of them an offer's."""
    above: Node | None = node
    while above is not None and above.size <= _MAX_OFFER:
        if above.tag in _TAGS and above.last - above.first > 1:
            return above
        above = above.parent
    return None
