"""A page's tree → the lines of its text, by an extractor's and the structure's opinions together.

Where the structure leaves no doubt nobody else is asked. Else trafilatura is, in its fast mode
first: its slow one runs two more algorithms, and is worth that only where the page's structure
says something else than the fast one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from monitor.article import fragment, hidden
from monitor.article import region as regions
from monitor.article.asides import Kind
from monitor.article.blocks import Block, Node, read_blocks
from monitor.article.boilerplate import heads_related
from monitor.article.bounds import MAX_TEXT
from monitor.article.cards import in_cards
from monitor.article.choice import chosen, of_region
from monitor.article.json_ld import is_article
from monitor.article.lines import clean_lines, is_prose
from monitor.article.metadata import Metadata
from monitor.article.opinion import Opinion, opinion
from monitor.article.panels import open_panels
from monitor.article.region import Region
from monitor.article.service_phrases import QUOTED
from monitor.errors import ParseError
from monitor.text import mended_entities

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MARK = "beside-the-text"
"""Attribute by which an element is found again in a copy of its page."""
_GONE = f"//script | //style | //svg | //template | //*[@{_MARK}]"
_MAX_COMPARED = 3000
"""Blocks of a page from which only the fast mode is asked; the other's time is quadratic."""
_MAX_NESTED = 500_000
"""Elements of a page, each counted with all that stand round it; an article's page has 20,000."""
_AGREED = 0.8
"""Share of paragraphs on which extractor and structure agree for the first opinion to be enough."""
_MIN_REPEATED = 80
"""Characters of a paragraph that no author writes twice."""
_MIN_QUOTED = 40
_MAX_SAID = 200_000
"""Characters of a discussion in which quotations are looked for."""
_QUOTED = re.compile(QUOTED, re.IGNORECASE)
_MIN_DECLARED = 300
"""Characters of a text in JSON-LD which is the whole and no summary."""
_DECLARED_SHARE = 0.5
"""Share of it that has to be found, or it is taken as it stands there."""
_SAMPLE = 14
_MAX_REVEALED = 2
"""How often one hidden element after the other may hold the article."""
_MAX_SAMPLED = 20_000
"""Characters that are looked for together, and of how many of the text."""
_LIKE_ARTICLE = re.compile(r"article|report|posting|press", re.IGNORECASE)
_TYPE = re.compile(r"\"@type\"\s{0,9}:\s{0,9}\[?\s{0,9}\"([^\"]{1,60})\"")
_LISTED = re.compile(r"itemlist|collection|searchresult|category|group", re.IGNORECASE)
_PARTS = re.compile(r"product|itemlist|collection|searchresult|jobposting", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MainText:
    """What a page says, and all that it shows."""

    lines: Sequence[str]
    """The page's text, one paragraph, heading, item or row each."""
    shown: Sequence[str]
    """Every block of the page, menus and all."""
    article: bool
    """The text is one article, which headings of related blocks end; else a list, a discussion, a
    product, a manual or a mixture."""


def read(root: HtmlElement, metadata: Metadata, title: str = "") -> MainText:
    """Return the text of the page under `root`, whose headline is `title`.

    An article that the page hides until a script shows it is shown in `root` afterwards.
    """
    kind = _kind(root, metadata)
    scholarly = any(
        name.startswith("citation_") or (name == "generator" and "mediawiki" in value.lower())
        for name, value in metadata.pairs
    )
    if kind not in ("article", "discussion"):
        open_panels(root)
    blocks, nodes = read_blocks(root)
    region = regions.find(blocks, nodes, title=title, kind_of_page=kind, scholarly=scholarly)
    for _ in range(_MAX_REVEALED):
        element = hidden.candidate(root, blocks, region)
        if element is None:
            break
        hide = hidden.show(element)
        more, places = read_blocks(root)
        wider = regions.find(more, places, title=title, kind_of_page=kind, scholarly=scholarly)
        if not hidden.holds_text(element, places, wider, more):
            hide()
            break
        blocks, nodes, region = more, places, wider
    shown = [block.text for block in blocks]
    taken: Sequence[bool] | None
    text: list[str] = []
    if kind in ("article", "") and regions.is_certain(region, blocks):
        taken = of_region(blocks, region, kind_of_page=kind)
    else:
        taken, text = _compared(root, blocks, nodes, region, kind)
    if taken is not None:
        text = [block.text for block, take in zip(blocks, taken, strict=True) if take]
    text = text or [
        block.text
        for index, block in enumerate(blocks)
        if region.holds(index) and block.linked * 2 <= len(block.text)
    ]
    if kind == "article":
        text = _once(text)
    elif kind == "discussion":
        text = _unquoted(text)
    article = kind == "article" or (kind == "" and _is_article(blocks, nodes, taken))
    return MainText(_or_declared(text, metadata), shown, article and not _goes_on(text))


def _once(lines: Sequence[str]) -> list[str]:
    """Return `lines` without long ones met before: pulled quotes, copies for small screens."""
    seen: set[str] = set()
    kept: list[str] = []
    for line in lines:
        if len(line) < _MIN_REPEATED or line not in seen:
            kept.append(line)
            seen.add(line)
    return kept


def _unquoted(lines: Sequence[str]) -> list[str]:
    """Return the `lines` of a discussion without what they repeat of earlier ones."""
    said = ""
    kept: list[str] = []
    for line in lines:
        quoted = _QUOTED.match(line)
        words = line[quoted.end() :].strip() if quoted else line
        if (quoted or len(words) >= _MIN_QUOTED) and words in said:
            continue
        kept.append(line)
        if len(said) < _MAX_SAID:
            said += line + "\n"
    return kept


def _compared(
    root: HtmlElement, blocks: Sequence[Block], nodes: Sequence[Node], region: Region, kind: Kind
) -> tuple[Sequence[bool] | None, list[str]]:
    """Return which blocks are text; None and the extractor's lines where they hold none."""
    if not _may_be_asked(blocks, nodes):
        return chosen(blocks, nodes, region, None, kind_of_page=kind), []
    bare = _without(root, region.parts)
    lines = _extracted(bare, fast=True)
    found = opinion(blocks, region, lines)
    if _doubtful(found, region.prose) and len(blocks) <= _MAX_COMPARED:
        second = _extracted(bare, fast=False)
        other = opinion(blocks, region, second)
        if not _worse(other, found):
            lines, found = second, other
    taken = chosen(blocks, nodes, region, found, kind_of_page=kind)
    return taken, clean_lines("\n".join(lines)) if taken is None else []


def _may_be_asked(blocks: Sequence[Block], nodes: Sequence[Node]) -> bool:
    """Say whether an extractor can read a page in reasonable space and time.

    It takes 15 bytes for each character, and walks all that a cell of a table holds for each cell.
    """
    if sum(len(block.text) for block in blocks) > MAX_TEXT:
        return False
    depths: dict[Node | None, int] = {None: 0}
    for node in nodes:
        depths[node] = depths[node.parent] + 1
    return sum(depths.values()) <= _MAX_NESTED


def _without(root: HtmlElement, parts: Collection[HtmlElement]) -> HtmlElement:
    """Return a copy of the page without `parts`, and without what no page shows.

    An extractor reads it in half the time, and cannot take a menu for the text.
    """
    for element in parts:
        element.set(_MARK, "")
    copied = deepcopy(root)
    for element in parts:
        del element.attrib[_MARK]
    for element in copied.xpath(_GONE):
        if element.getparent() is not None:
            element.drop_tree()
    return copied


def _extracted(root: HtmlElement, *, fast: bool) -> list[str]:
    import trafilatura

    text = trafilatura.extract(
        root, output_format="txt", include_comments=False, include_tables=True, fast=fast
    )
    return text.split("\n") if text else []


def _doubtful(found: Opinion | None, prose: int) -> bool:
    """Say whether the extractor's text is far from the one that the structure shows."""
    if found is None:
        return True
    return found.shared < _AGREED * max(found.prose, prose)


def _worse(other: Opinion | None, first: Opinion | None) -> bool:
    if other is None or first is None:
        return other is None
    return other.shared < first.shared / 2


def _is_article(
    blocks: Sequence[Block], nodes: Sequence[Node], taken: Sequence[bool] | None
) -> bool:
    """Say whether what was taken is mostly paragraphs, and these not of cards."""
    if taken is None:
        return True
    full = size = 0
    for block, take, card in zip(blocks, taken, in_cards(blocks, nodes), strict=True):
        if take:
            size += len(block.text)
            full += len(block.text) if block.prose and not card else 0
    return full * 3 >= 2 * size


def _goes_on(lines: Sequence[str]) -> bool:
    """Say whether most paragraphs follow a heading such as "See also": then it ends no article."""
    heading = next((at for at, line in enumerate(lines) if heads_related(line)), None)
    if heading is None:
        return False
    before = sum(len(line) for line in lines[:heading] if is_prose(line))
    return sum(len(line) for line in lines[heading:] if is_prose(line)) > before


def _kind(root: HtmlElement, metadata: Metadata) -> Kind:
    """Return what sort of page it declares to be."""
    types = " ".join(
        name
        for script in root.iter("script")
        if script.text and "ld+json" in (script.get("type") or "")
        for name in _TYPE.findall(script.text)
    )
    generator = " ".join(value for name, value in metadata.pairs if name == "generator")
    if regions.is_discussion(generator, types):
        return "discussion"
    if any(is_article(node) for node in metadata.graph):
        return "article"
    if _PARTS.search(types) is not None:
        return "product" if _is_product(types) else "parts"
    for name, value in metadata.pairs:
        if name == "article:published_time" or (name == "og:type" and _LIKE_ARTICLE.search(value)):
            return "article"
        if name == "og:type" and _PARTS.search(value):
            return "product" if _is_product(value) else "parts"
    return ""


def _is_product(types: str) -> bool:
    return "product" in types.lower() and _LISTED.search(types) is None


def _or_declared(lines: list[str], metadata: Metadata) -> list[str]:
    """Return `lines`, or the text that JSON-LD gives where they are hardly any of it."""
    for node in metadata.graph:
        body = _body(node)
        whole = "".join(body.split())
        if len(whole) < _MIN_DECLARED:
            continue
        shown = "".join("".join(lines).split())
        places = range(0, min(len(whole), _MAX_SAMPLED) - _SAMPLE, 3 * _SAMPLE)
        found = sum(whole[place : place + _SAMPLE] in shown for place in places)
        if found < _DECLARED_SHARE * len(places):
            return [line for line in clean_lines(body) if line]
    return lines


def _body(node: dict[str, Any]) -> str:
    body = node.get("articleBody")
    if not isinstance(body, str):
        return ""
    body = body.encode("utf-8", "replace").decode()  # JSON can hold half a character
    if "<" not in body:
        return mended_entities(body)
    try:
        return fragment.paragraphs(body)
    except ParseError:
        return ""  # the page itself can be read, which says as much
