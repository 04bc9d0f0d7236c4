"""Which blocks offer a subscription where an article breaks off, whatever they are called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.article.blocks import Block, Node

_OFFERS = re.compile(
    r"already (?:a (?:subscriber|member)|have an? (?:subscription|account))\W{0,3}"
    r"(?:\?|(?:log|sign) ?in\b)|^\W*already a (?:subscriber|member)\W*$|"
    r"subscribe (?:now )?to (?:continue|read|unlock|keep)|"
    r"(?:is|are) (?:only )?for (?:our (?:subscribers|members)|(?:paying )?subscribers)\b|"
    r"(?:exclusive|reserved|available) (?:only )?(?:to|for) (?:our (?:subscribers|members)|"
    r"(?:paying )?subscribers)\b|to (?:continue|keep) reading\b|"
    r"(?:bereits|schon) (?:ein abo\b|abonnent|registriert\s*\?)|"
    r"nur für abonnent|für abonnent\w*\W*$|"
    r"réservée? (?:aux|à nos) abonnés|déjà abonné\w*\s*\?|vous êtes déjà abonné|"
    r"(?:para|solo) (?:nuestros )?suscriptores\W*$|(?:exclusiv|solo )\w* ?para (?:nuestros )?"
    r"suscriptores|ya eres suscriptor|"
    r"оформ(?:ите|ляйте|ить) подписку|вы уже подписан\w*|уже подписан\w*\s*\?|"
    r"только (?:для )?(?:наш\w+ )?подписчик(?:ам|ов)\b|"
    r"riservat[oa] agli abbonati|(?:sei )?già abbonat[oa]\s*\?|sei già abbonat[oa]|"
    r"já é assinante|(?:exclusiv|só |somente )\w* ?para (?:nossos )?assinantes|"
    r"masz już (?:konto\s*\?|prenumerat)|(?:tylko|wyłącznie) dla prenumeratorów|"
    r"(?:μόνο|αποκλειστικ\w+) (?:για|σε) (?:τους )?συνδρομητές|είστε (?:ήδη )?συνδρομητ|"
    r"(?:订阅|付费|成为会员|开通会员)后?(?:即可|可以|可|才能)?继?续?(?:阅读|查看)(?:全文|更多|本文|剩余|$|\W)|"
    r"有料会員(?:限定|に登録|の方|になると|登録)|購読者(?:限定|の方)|"
    r"구독자 전용|유료 회원(?: 전용|만| 가입)",
    re.IGNORECASE,
)
"""What no sentence of the news says: an offer speaks to its reader, or of the page's own members.
`member` alone may be a state's, and `registriert` anybody's."""
_WORDS = (
    "subscri", "member", "reading", "account", "abo", "registriert", "suscript", "подпис",
    "assinant", "abbonat", "konto", "prenumerat", "συνδρομητ", "订阅", "付费", "会员", "会員",
    "購読", "구독", "유료",
)  # fmt: skip
"""One of these, in lower case, stands in every offer."""
_OF_OFFERS = (
    *_WORDS, "unlimited", "access", "trial", "cancel", "log in", "sign in", "per month", "a month",
    "a week", "inbox", "newsletter", "votre boîte", "désinscription", "postfach", "correo",
    "рассылк", "skrzynk", "casella di posta", "电子报", "電子報", "订阅", "訂閱", "digital",
    "anmelden", "monat", "kündbar", "zugriff", "s'identifier",
    "connectez", "sans engagement", "illimit", "iniciar sesión", "inicia sesión", "acceso",
    "войти", "войдите", "доступ", "месяц", "accedi", "accesso", "al mese", "acesso", "entrar",
    "zaloguj", "dostęp", "miesi", "πρόσβαση", "登录", "开通", "解锁", "ログイン", "登録", "月額",
    "로그인", "이용권",
)  # fmt: skip
"""What the other paragraphs of an offer speak of."""
_TAGS = frozenset(("div", "section", "aside", "form", "td"))
_MAX_SENTENCE = 300
_MAX_OFFER = 900
"""Characters of all that an offer says."""
_MOSTLY = 0.6
"""Share of the paragraphs of a box that speak of the offer."""
_MAX_SHARE = 0.5
"""Share of the text before it, or it is no offer beside an article."""


def in_barrier(blocks: Sequence[Block], place: int) -> list[bool]:
    """Return for each block after the headline at `place` whether it offers a subscription.

    Only a box that is short beside the text, and speaks of little else, is an offer.
    """
    found = [False] * len(blocks)
    before = [0]
    for block in blocks:
        before.append(before[-1] + block.prose)
    for index, block in enumerate(blocks):
        if index <= place or found[index] or not _offers(block.text):
            continue
        node = _box(block.node)
        if (
            node is not None
            and node.first > place
            and offers_mostly(blocks[node.first : node.last])
        ):
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


def offers_mostly(blocks: Sequence[Block]) -> bool:
    """Say whether most of the prose of `blocks` speaks of a subscription; so does none."""
    held = offered = 0
    for block in blocks:
        held += block.prose
        if block.prose and any(map(block.text.lower().__contains__, _OF_OFFERS)):
            offered += block.prose
    return offered >= _MOSTLY * held
