"""Which parts of a page surround its text: menus, sidebars, comments, shares, related blocks.

Judged by element, role and the words of class and id; never where a part holds most of what
the page has to say, since themes name a page's body after what stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from monitor.article.barrier import offers_mostly
from monitor.article.blocks import Block, Node
from monitor.article.running import RunningText

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WHOLES = frozenset(("html", "body", "main", "article"))
_TAGS = frozenset(("nav", "footer", "aside", "menu", "dialog", "figcaption", "figure", "picture"))
_FIGURED = ("table", "pre", "blockquote", "ul")
"""What makes a figure text and no picture."""
_PARTS = frozenset(("header", "form"))
"""Elements that surround a page, and stand inside articles as well."""
_ROLES = frozenset(
    "navigation banner contentinfo complementary search dialog alertdialog menu menubar".split()
)
_LINKING = (
    # Ways round the site, and to other pages.
    r"(?:main|top|mega|sub|side|left|right|foot)?-?menus?|crumbs?|pager|paging|prev-?next|"
    r"post-?nav|skip-?link|site-?map|toc|current-?(?:path|location|position)|dqwz|weizhi|"
    r"relat(?:ed|es|ion)\w*|more-?(?:news|stories|articles|from|on|links)|"
    r"also(?:-?(?:from|in|on|by))?|other-?(?:news|stories|articles|posts)|"
    r"(?:flash|river|ticker|scroll)-?news|news-?(?:flash|river|ticker)|"
    r"teaser-?(?:box|list|block|grid|row|container)(?:es|s)?|"
    r"(?:most|latest|hot|popular|trending|recent)-?"
    r"(?:read|popular|viewed|news|stories|articles|posts|items)|"
    r"popular|trending|see-?also|read-?(?:more|also|next)|also-?read|you-?may-?like|up-?next|"
    r"xgyd|xgxw|xiangguan|tuijian|zergnet|revcontent|"
    r"tag-?(?:list|links|cloud|s)|tags|post-?tags|entry-?tags|keywords"
)
"""Names of what is made of links; one without them is text of that name."""
_OTHER = (
    # What stands beside or after an article.
    r"side-?(?:col|column|rail)|rail|foot|masthead|site-?header|top-?bar|toolbar|tool-?box|"
    # Advertising and calls.
    r"ads?|adv|adsense|ad-?(?:slot|unit|box|wrap\w*|container)|(?:ad|cookie|promo)-?banner|"
    r"promos?|promotion|sponsor\w*|gdpr|ccpa|overlay|call-?to-?action|cta|log-?in|sign-?in|"
    r"sign-?up\w*|mc4wp\w*|opt-?in|donat(?:e|ion)\w*|"
    r"no-?js|js-?(?:warning|disabled)|(?:outdated|old|unsupported)-?browser|browse-?happy|"
    r"listen(?:-?(?:bar|button|player|to))?|tts|trust(?:-?(?:badge|line|principles|project))?|"
    r"(?:update|edit|article)-?history|(?:embed|external)-?(?:consent|placeholder)|jump-?box|"
    r"action-?bar|post-?buttons|vote-?(?:cell|counts?)?|voting-?\w*|ref-?list|references|"
    r"(?:news|page|post|view)-?(?:views|hits|counts?)|"
    # Sharing, and who wrote it.
    r"shar(?:e|ing|er)\w*|social|sns|addthis\w*|addtoany\w*|a2a|jiathis\w*|bdshare\w*|bshare\w*|"
    r"follow-?us|author-?(?:info|card|profile|description)?|about-?author|posted-?(?:by|on)|bio|"
    r"by-?lines?|post-?meta|entry-?meta|article-?meta|meta-?(?:data|info)|copy-?right|"
    r"disclaimer|legal-?notice|editor-?info|zrbj|zerenbianji|ratings?|poll|"
    # Who speaks in a forum.
    r"post-?profile|user-?(?:info|details|card|profile|panel)|poster-?info|signature|sig|"
    r"online-?list|stat-?block|who-?is-?online|post-?(?:author|details|actions)|"
    # Said of pictures.
    r"caption|(?:img|photo|image)-?(?:caption|credit)|credits?|audio-?player|video-?player"
)
_OFFERING = (
    r"subscri\w*|join-?(?:now|us)|call-?out|"
    r"(?:pay|reg|soft|hard|content|article|sub\w*)?-?wall|(?:pay-?)?barrier|"
    r"premium-?(?:box|wall|teaser|hint|offer)|member-?(?:ship|wall)"
)
"""Names of what asks readers to pay or to join, and of the very text that only those are shown who
did: what search engines are told to look for is called `paywall`."""
_LINKING_ANYWHERE = (
    r"bread-?crumbs?|nav(?:bar|igation)?|related\w*|recirc\w*|recommend\w*|pagination"
)
_OTHER_ANYWHERE = (
    r"side-?bar\w*|footers?|news-?letters?\w*|cookies?\w*|consent|onetrust\w*|sharedaddy|"
    r"share-?(?:bar|buttons?|tools?|links?)|social-?(?:media|links?|share|icons?|bar)|outbrain|"
    r"taboola|advert\w*|modal|pop-?ups?|sr-only|visually-?hidden|screen-?reader\w*|"
    r"author-?(?:bio|box)|wp-caption-text"
)
"""What a word of class or id says wherever it holds it. The tables above count only where the
word begins or ends with them; in the middle they may be of a grid or a theme."""


def _named(ends: str, anywhere: str, starts: str = "(?!)") -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[\s_-])(?:{anywhere})(?![a-z])|(?:^|\s)(?:{ends}|{starts})(?=$|[\s_-])|"
        rf"(?:^|[\s_-])(?:{ends})(?=$|\s)"
    )


_COMMENTS = (
    r"comments?(?:-(?:lists?|sections?|areas?|forms?|threads?|wrap\w*|content|body|container|items?|"
    r"block|box|text|author|meta|feed|count|\d+))?|commentlist|disqus\w*|respond|reply-?form|"
    r"reviews-?(?:block|post)\w*|pinglun|livefyre|coral|reactions"
)
"""Of a comment period, which law has, nothing is said here."""
_SIGNATURE = re.compile(r"(?:^|\s)(?:post-?)?sig(?:nature)?(?=$|[\s_-])")
"""What users of a forum end their posts with; in other texts it is an official's."""
_LINKS_NAMED = _named(_LINKING, _LINKING_ANYWHERE)
_OTHER_NAMED = _named(_OTHER, _OTHER_ANYWHERE, starts="widgets?")
_OFFER_NAMED = _named(_OFFERING, "(?!)")
_COMMENTED = re.compile(rf"(?:^|\s)(?:{_COMMENTS})(?=$|\s)|[\s_-](?:{_COMMENTS})(?=$|\s)")
_OFFER = re.compile(
    r"(?:^|[\s-])(?:customer-?|user-?|product-+)?(?:reviews?(?:-?(?:list|section|widget|items?))?|"
    r"testimonials?|prices?|price-?box|stock|availability|in-?stock|delivery|shipping|add-?to-?cart|"
    r"up-?sells?|cross-?sells?|recs|recommend\w*|recently-?viewed|cards?|usps?)(?=$|\s)"
)
"""Names of what stands round the description on a product's page."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TEXT_NAMES = re.compile(
    r"(?:article|story|post|entry|news|page|main|detail|blog|press|node|body)[-_]{0,2}"
    r"(?:body|content|text|txt|copy|main|detail)s?\b|\b(?:content|main|article|zoom|zoomcon|trs_editor|"
    r"artibody|body-?text|rich-?text|wysiwyg|markdown-?body)\b|ucapcontent|"
    r"field--name-body|field-name-body",
    re.IGNORECASE,
)
_MAX_SHARE = 0.4
"""Share of the page's prose that a part may hold and still be held for its surroundings."""
_MAX_UNLINKED = 400
"""Characters of paragraphs in what its name says is made of links, if hardly any are."""
_NEVER_TEXT = re.compile(
    r"author|bio|by-?line|profile|caption|credit|disclaim|legal|copy|foot|sig|cookie|consent|rating|"
    r"review|promo|sponsor|relat|refer|ref-?list|side-?bar|overlay|modal|pop-?up"
)
"""Names under which running text is of people, of pictures, of law, of buyers, of other pages,
or in a window of its own."""
_MAX_OFFERED = 900
"""Characters of paragraphs in what asks readers to pay."""
_MAX_PART = 0.1
_MAX_NAMES = 200
"""Characters of a class or an id that are looked at."""
_MIN_REST = 300
"""Characters of prose that have to be left without the comments."""


@lru_cache(maxsize=4096)
def _judged(names: str) -> str:
    spread = _CAMEL.sub("-", names).lower().replace("__", "-").replace("_", "-")
    if _COMMENTED.search(spread):
        return "comments"
    if _OTHER_NAMED.search(spread):
        return "furniture"
    if _OFFER_NAMED.search(spread):
        return "offer"
    return "links" if _LINKS_NAMED.search(spread) else ""


@lru_cache(maxsize=4096)
def names_text(names: str) -> bool:
    """Say whether class and id say that an element holds a page's text."""
    return _TEXT_NAMES.search(names) is not None


def names_of(node: Node) -> str:
    """Return class and id of a node's element, and what its authors' tests call it."""
    attributes = node.element.attrib
    if not attributes:
        return " "
    names = f"{attributes.get('class', '')[:_MAX_NAMES]} {attributes.get('id', '')[:_MAX_NAMES]}"
    tested = attributes.get("data-testid")
    return f"{names} {tested[:_MAX_NAMES]}" if tested else names


def judged_names(element: HtmlElement) -> str:
    """Return what class and id say an element surrounds a text as, "" where they do not."""
    return _judged(f"{element.get('class', '')[:_MAX_NAMES]} {element.get('id', '')[:_MAX_NAMES]}")


def judged_offer(node: Node) -> bool:
    """Say whether an element of a product's page is about its price, its buyers or others."""
    if "review" in node.element.get("itemprop", ""):
        return True
    spread = _CAMEL.sub("-", names_of(node)).lower().replace("_", "-")
    return _OFFER.search(spread) is not None


def names_text_of(element: HtmlElement) -> bool:
    """Say whether an element declares that it holds a page's text."""
    stated = "articlebody" in element.get("itemprop", "").lower()
    return stated or element.tag == "article" or names_text(
        f"{element.get('class', '')[:_MAX_NAMES]} {element.get('id', '')[:_MAX_NAMES]}"
    )  # fmt: skip


def surrounding(
    node: Node,
    blocks: Sequence[Block],
    running: RunningText,
    alike: int,
    prose: int,
    *,
    discussion: bool,
    by_name: bool = True,
) -> bool:
    """Say whether `node`, which holds some of `blocks`, stands round the page's text.

    `alike` is how much prose all elements of its class and id hold, `prose` how much the page;
    `discussion`: what visitors say is the page's text; `by_name`: class and id are to be believed.
    """
    tag, attributes = node.tag, node.element.attrib
    if tag in _WHOLES:
        return False
    if tag == "figure" and any(node.element.find(f".//{each}") is not None for each in _FIGURED):
        return False
    if tag in _TAGS or (attributes and attributes.get("role", "").lower() in _ROLES):
        return node.prose <= _MAX_SHARE * prose
    if tag in _PARTS:
        return node.prose <= _MAX_PART * prose and not (tag == "header" and _has_title(node))
    if not attributes or not by_name:
        return False
    names = names_of(node)
    kind = _judged(names)
    if discussion and _SIGNATURE.search(names.lower()):
        return True
    if kind == "comments":  # there may be far more of them than of the article
        return not discussion and prose - node.prose >= min(_MIN_REST, prose / 2)
    if kind == "links" and node.prose > _MAX_UNLINKED and node.linked * 10 < node.size:
        return False
    if _holds_text(kind, names, node, blocks, running):
        return False
    return kind != "" and alike <= _MAX_SHARE * prose


def _holds_text(
    kind: str, names: str, node: Node, blocks: Sequence[Block], running: RunningText
) -> bool:
    """Say whether what is named after an offer or furniture is running text of the article."""
    if kind == "furniture":
        never = node.last <= node.first or _NEVER_TEXT.search(names.lower()) is not None
        return not never and running.fills(node.first, node.last)
    if kind != "offer" or node.linked * 3 >= node.size:
        return False
    return node.prose > _MAX_OFFERED or not offers_mostly(blocks[node.first : node.last])


def _has_title(node: Node) -> bool:
    """Say whether a header is an article's, which may hold the first words of the text."""
    if node.prose and node.element.find(".//h1") is not None:
        return True
    parent = node.parent
    while parent is not None:
        if parent.tag in ("article", "main"):
            return True
        parent = parent.parent
    return False
