"""The headline of a page, and the name of the site that its title element adds.

A page says its headline in several places: as the heading that is read, in the title element, in
what it declares for search engines and networks. None is reliable alone: the first heading may be
the logo, the title element adds the site, declared titles are cut or written anew. The heading
that the others confirm is the headline; where none is confirmed, a declared title is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from monitor.article.boilerplate import heads_related
from monitor.article.headings import Heading, headings
from monitor.article.lines import size
from monitor.article.metadata import Metadata
from monitor.article.site_name import Sites, key, segments
from monitor.text import is_cjk, one_line, without_markup

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DECLARED = (
    "articletitle", "og:title", "citation_title", "twitter:title", "dc.title", "dcterms.title",
    "sailthru.title", "parsely-title", "hdl", "headline",
)  # fmt: skip
_SITE_NAMES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "sitename",
               "twitter:site", "dc.publisher", "copyright", "al:android:app_name")  # fmt: skip
_ARTICLE = re.compile(r"article|report|posting|story", re.IGNORECASE)
_GENERIC = frozenset(
    key(word)
    for word in (
        "home|homepage|news|latest news|menu|search|search form|navigation|main menu|article|post|"
        "articles|blog|press|press release|press releases|media|media release|contact|welcome|"
        "about|about us|related|comments|newsletter|subscribe|sign in|log in|login|untitled|"
        "untitled document|new page|index|print|print view|printer friendly|printer-friendly|"
        "view topic|view single post|topic|thread|share|advertisement|sponsored|cookies|privacy|"
        "we value your privacy|breaking news|top stories|details|detail|page|document|title|"
        "新闻|首页|主页|正文|新闻中心|通知公告|公告|信息公开|政策法规|动态|资讯|详情|文章|打印|搜索|导航|"
        "新聞|首頁|新聞稿|最新消息|ニュース|ホーム|トップページ|お知らせ|トップ|報道発表|記事|"
        "보도자료|공지사항|뉴스|홈|기사|startseite|aktuelles|nachrichten|presse|pressemitteilung|"
        "pressemitteilungen|drucken|druckversion|artikel|suche|accueil|actualités|imprimer|"
        "communiqué de presse|recherche|article de presse|inicio|noticias|noticia|imprimir|prensa|"
        "nota de prensa|главная|новости|новость|поиск|печать|статья|документ|aktualności|"
        "strona główna|αρχική|νέα|ειδήσεις"
    ).split("|")
)
"""What stands in a heading or in a part of a title element and is no page's own headline."""
_CUT = re.compile(r"\s?(?:…|\.\.\.)")
_TRAILING = re.compile(r"\.{2,}$")
_SIGNS = " ·•・…|｜»_"
_WORDS = re.compile(r"[^\W_]+")
_MAX_TITLE = 1000
_MAX_GUESSED_SITE = 5
"""Words of a last part of a title element that is taken for the site though nothing says so."""
_MIN_HEADLINE = 3
_MAX_PARTS = 8
_MIN_CUT = 20
"""Characters that a cut title and the whole one must share."""
_SHARED = 0.34


class Headline(NamedTuple):
    """What the page is called, and the site that its title element names."""

    text: str
    """"" where the page has no title."""
    site: str | None


class _Evidence(NamedTuple):
    written: str
    declared: tuple[str, ...]
    """Without names of the site, those for search engines and networks first."""
    parts: frozenset[str]
    """Keys of all of these, and of all runs of their parts but the last part alone."""
    ends: frozenset[str]
    """Keys of the last parts: mostly a site that was not known as such."""
    slug: frozenset[str]


def headline(root: HtmlElement, metadata: Metadata, *, url: str | None = None) -> Headline:
    """Return what the page under `root` is called; `url` is where it was found."""
    meta = dict(reversed(metadata.pairs))
    # Some pages give their own title for the site's name.
    titles = {key(meta[name]) for name in _DECLARED if name in meta}
    names = [meta.get(name) or "" for name in _SITE_NAMES]
    names = [name for name in (*names, metadata.publisher or "") if key(name) not in titles]
    sites = Sites(names, [url, metadata.canonical_url, meta.get("og:url")])
    written, site = sites.without(_clean(_title_element(root)))
    declared = _declared(meta, metadata, sites)
    parts, ends = _parts([*declared, written])
    evidence = _Evidence(written, tuple(declared), parts, ends, _slug(url, metadata.canonical_url))
    shown = [each for each in headings(root) if not _is_empty(each, sites)]
    text = _confirmed(shown, evidence) or _unconfirmed(shown, evidence, sites)
    if site is None and (rest := _after(written, text)):
        site = rest
    return Headline(_trimmed(text), site)


def _title_element(root: HtmlElement) -> str:
    for element in root.iter("title"):
        if element.getparent() is None or element.getparent().tag not in ("svg", "symbol", "g"):
            return str(element.text_content())[: 2 * _MAX_TITLE]
    return ""


def _clean(text: str) -> str:
    """Return one line of plain text; once where it stands twice."""
    text = one_line(without_markup(text[: 2 * _MAX_TITLE]))
    parts = segments(text)
    if len(parts) > 1 and key(parts[0].text) == key(parts[1].text):
        text = text[parts[1].start :]
    return text


def _declared(meta: dict[str, str], metadata: Metadata, sites: Sites) -> list[str]:
    found = [meta[name] for name in _DECLARED if name in meta]
    found += [
        node["headline"]
        for node in metadata.graph
        if _ARTICLE.search(str(node.get("@type", ""))) and isinstance(node.get("headline"), str)
    ]
    cleaned = [sites.without(_clean(each))[0] for each in found]
    return [
        each
        for each in dict.fromkeys(cleaned)
        if each and not sites.named(each) and key(each) not in _GENERIC
    ]


def _parts(titles: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the keys of all runs of the titles' parts, and those of their last parts."""
    found: set[str] = set()
    ends: set[str] = set()
    for title in titles:
        parts = segments(title)[:_MAX_PARTS]
        for first in range(len(parts)):
            for last in range(first, len(parts)):
                alone = first == last == len(parts) - 1 > 0
                run = key(title[parts[first].start : parts[last].end])
                (ends if alone else found).add(run)
    return frozenset(found - {""}), frozenset(ends - {""})


def _slug(*addresses: str | None) -> frozenset[str]:
    """Return the words of the addresses' last part that says something."""
    for address in addresses:
        for part in reversed((address or "").partition("?")[0].rstrip("/").split("/")[3:]):
            words = [word for word in _WORDS.findall(part.lower()) if not word.isdigit()]
            if len(words) > _MIN_HEADLINE:
                return frozenset(words)
    return frozenset()


def _is_empty(heading: Heading, sites: Sites) -> bool:
    written = key(heading.text)
    if not written or written in _GENERIC or heads_related(heading.text):
        return True
    return heading.level > 0 and sites.is_name(heading.text)


def _confirmed(shown: Sequence[Heading], evidence: _Evidence) -> str | None:
    """Return the heading that a title of the page confirms; None: there is none."""
    first = [heading for heading in shown if heading.level <= 1]
    for candidates, known in ((shown, evidence.parts), (first, evidence.ends)):
        for heading in candidates:
            for piece in heading.pieces:
                if key(piece) in known and not _is_kicker(piece, evidence):
                    return _better_case(piece, evidence)
    if len(first) == 1 and evidence.written.startswith(f"{first[0].text} "):
        return first[0].text
    for heading in first:
        for title in (*evidence.declared, evidence.written):
            if _completes(heading.text, title) and size(heading.text) >= _MIN_HEADLINE:
                return heading.text
    return None


def _is_kicker(piece: str, evidence: _Evidence) -> bool:
    """Say whether `piece` is only the word before the headline, as in `Opinion - …`."""
    wanted = key(piece)
    others: list[float] = []
    for title in (*evidence.declared, evidence.written):
        if key(title) == wanted:
            return False
        others += [size(part.text) for part in segments(title)[1:-1]]
    return size(piece) <= 2 and max(others, default=0) > 2 * size(piece) + 1


def _completes(heading: str, title: str) -> bool:
    """Say whether `title` is a cut form of `heading`, or `heading` with something added."""
    start = _CUT.split(title, 1)[0]
    cut = start != title
    one, other = key(start), key(heading)
    if min(len(one), len(other)) < _MIN_CUT // (2 if title and is_cjk(title[0]) else 1):
        return False
    if other.startswith(one):
        return cut or len(one) * 10 >= len(other) * 6
    return one.startswith(other) and len(other) * 10 >= len(one) * 5


def _better_case(piece: str, evidence: _Evidence) -> str:
    """Return `piece` as it is written elsewhere where the heading is all in capitals."""
    if not piece.isupper():
        return piece
    wanted = key(piece)
    for title in (*evidence.declared, evidence.written):
        parts = segments(title)
        for text in (title, *(part.text for part in parts)):
            if key(text) == wanted and not text.isupper():
                return text
    return piece


def _unconfirmed(shown: Sequence[Heading], evidence: _Evidence, sites: Sites) -> str:
    """Return the likeliest title where no heading is one of the page's titles."""
    first = [each for each in shown if each.level <= 1]
    for heading in first:
        if size(heading.text) >= _MIN_HEADLINE and _shares(heading.text, evidence):
            return heading.text
    if evidence.declared:
        return _without_guessed_site(evidence.declared[0])
    written = _without_guessed_site(evidence.written)
    if written and key(written) not in _GENERIC and not sites.named(written):
        return written
    for heading in (*first, *shown):
        if size(heading.text) >= 1:
            return heading.text
    return written


def _shares(heading: str, evidence: _Evidence) -> bool:
    """Say whether a third of the heading's words stand in a title or the address of the page."""
    words = _tokens(heading)
    for other in (*map(_tokens, (*evidence.declared, evidence.written)), evidence.slug):
        if words and len(words & other) >= max(2, _SHARED * min(len(words), len(other) or 1)):
            return True
    return not evidence.declared and not evidence.written


def _tokens(text: str) -> frozenset[str]:
    """Return the words of `text` that say something; of East Asian ones pairs of characters."""
    found: set[str] = set()
    for word in _WORDS.findall(text.lower()):
        if is_cjk(word[0]):
            found.update(word[place : place + 2] for place in range(len(word) - 1))
        elif len(word) > 2:
            found.add(word)
    return frozenset(found)


def _without_guessed_site(title: str) -> str:
    """Return `title` without last parts that look like names of a section or a site."""
    while len(parts := segments(title)) > 1:
        last, head = parts[-1], title[: parts[-2].end].rstrip()
        limit = _MAX_GUESSED_SITE if last.strong else _MAX_GUESSED_SITE - 1
        if size(last.text) > limit or size(head) < max(2, size(last.text)):
            break
        if not last.strong and (last.text[0].islower() or last.text.endswith(("?", "!", "？"))):
            break
        title = head
        if not last.strong:
            break
    return title


def _after(written: str, title: str) -> str | None:
    """Return the one part that the title element adds behind `title`."""
    parts = segments(written)
    if len(parts) == 2 and key(parts[0].text) == key(title) and size(parts[1].text) <= 6:
        return parts[1].text
    return None


def _trimmed(title: str) -> str:
    """Return a headline without trailing dots and signs, and once where it stands twice."""
    title = _TRAILING.sub("", one_line(title[:_MAX_TITLE]).rstrip(_SIGNS)).rstrip(_SIGNS)
    half, odd = divmod(len(title), 2)
    if odd and title[:half] == title[half + 1 :] and title[half] == " ":
        return title[:half]
    return title
