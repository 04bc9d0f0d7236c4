"""The likeliest headline of a page where no heading is one of the page's titles.

Such pages give the first heading to the site or a section, have none, or call themselves in the
title element by the site's name alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from monitor.article.headings import Heading, of_property
from monitor.article.lines import size
from monitor.article.section_names import is_section
from monitor.article.site_name import MAX_GUESSED, Sites, key, segments, without_guessed
from monitor.article.title_element import pieces, without_medium
from monitor.article.title_evidence import MIN_HEADLINE, Evidence, shares
from monitor.article.title_shown import first_above, large_line, opens_text, shown_piece

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_SECTION = 4
"""Words of a heading that may be a section's."""
_MAX_LINKS = 400
_WELCOME = re.compile(
    r"(?:welcome to|willkommen (?:bei|auf|beim)|bienvenue (?:sur|à|au)|bienvenidos? (?:a|al)"
    r"|добро пожаловать (?:на|в)|欢迎(?:访问|光临|来到)|歡迎(?:光臨|來到)|ようこそ)\s*",
    re.IGNORECASE,
)


def unconfirmed(
    root: HtmlElement,
    every: Sequence[Heading],
    shown: Sequence[Heading],
    evidence: Evidence,
    sites: Sites,
) -> str:
    """Return the likeliest title where no heading is confirmed; "" where nothing is one.

    `shown` are those of `every` heading that may be the headline.
    """
    first = [each for each in shown if each.level <= 1]
    for heading in first:
        if size(heading.text) >= MIN_HEADLINE and shares(heading.text, evidence):
            return heading.text
    if marked := of_property(root):
        return marked
    if evidence.declared:
        return without_guessed(evidence.declared[0])
    if not first and (section := _own_section(root, every, evidence)):
        return section
    if piece := shown_piece(root, pieces(evidence.written), sites):
        return piece
    if len(first) == 1 and size(first[0].text) > 1 and opens_text(root, first[0].text):
        return first[0].text
    return _of_written(root, every, shown, evidence, sites)


def _own_section(root: HtmlElement, every: Sequence[Heading], evidence: Evidence) -> str | None:
    """Return the name that a page such as `About us` has in common with sections, if it is one."""
    for heading in every:
        if heading.level == 1 and is_section(heading.text) and key(heading.text) in evidence.parts:
            return heading.text if opens_text(root, heading.text) else None
    return None


def _of_written(
    root: HtmlElement,
    every: Sequence[Heading],
    shown: Sequence[Heading],
    evidence: Evidence,
    sites: Sites,
) -> str:
    """Return the title element without the site, or what stands large where it is no more."""
    first = [each for each in shown if each.level <= 1]
    written = without_guessed(without_medium(evidence.written)[0])
    own = _own(root, shown)
    weak = _is_weak(written)
    is_site = not written or is_section(written) or sites.named(_WELCOME.sub("", written))
    names = [each.text for each in every if each.level == 1 and each not in shown]
    is_bare = bool(names) and not first
    is_bare = is_bare or any(is_menu(each.text, root) for each in first[:1] if _is_short(each))
    if weak and (own[:1] == [first[0].text] if first and own else bool(own) and is_bare):
        return own[0]
    if is_section(written) and first and (under := under_site(root, first[0].text, shown)):
        return under
    if (is_site or weak) and not first:
        if is_site and own:
            return own[0]
        if line := large_line(root, sites, bold=is_site):
            return line
        if own:
            return own[0]
    section = next((each.text for each in every if key(each.text) in evidence.parts), None)
    if section is None and written and not is_section(written) and not sites.named(written):
        return written
    last = (*first, *(each for each in shown if each.text in own), *shown)
    return section or next((each.text for each in last), written)


def _own(root: HtmlElement, shown: Sequence[Heading]) -> list[str]:
    """Return the headings that may be a headline, first the one above the prose.

    One that is a link is another page's, but where it stands alone above the text: the headline of
    a weblog leads to itself.
    """
    long = [each for each in shown if size(each.text) >= MIN_HEADLINE]
    own = [each.text for each in long if not each.is_link]
    linked = {each.text for each in long if each.is_link and each.level > 1}
    above = first_above(root, own)
    if above is None and len(linked) == 1:
        above = first_above(root, list(linked))
    return own if above is None else [above, *(each for each in own if each != above)]


def under_site(root: HtmlElement, name: str, shown: Sequence[Heading]) -> str | None:
    """Return the headline straight under a short first heading that may name the site."""
    own = [text for text in _own(root, shown) if key(text) != key(name)]
    if not own or size(name) > MAX_SECTION or size(own[0]) <= size(name) + 1:
        return None
    return None if opens_text(root, name) else own[0]


def _is_short(heading: Heading) -> bool:
    return size(heading.text) <= MAX_SECTION


def _is_weak(written: str) -> bool:
    """Say whether a title element may name no more than the site and sections of it."""
    rest = [part.text for part in segments(written) if not is_section(part.text)]
    return sum(map(size, rest)) <= MAX_GUESSED


def is_menu(text: str, root: HtmlElement) -> bool:
    """Say whether a menu or the path above the text leads to a page of that name."""
    wanted = key(text)
    for menu in islice(root.iter("nav", "header"), 8):
        for link in islice(menu.iter("a"), _MAX_LINKS):
            if len(words := "".join(link.itertext())) < 2 * len(text) + 20 and key(words) == wanted:
                return True
    return False


def beside_section(section: str, shown: Sequence[Heading]) -> str | None:
    """Return the one headline under the heading of a section; None: there is none, or a list."""
    under = [each for each in shown if each.level > 1 and key(each.text) != key(section)]
    found = {key(each.text): each.text for each in under}
    if len(found) != 1 or any(each.is_link for each in under):
        return None
    text = next(iter(found.values()))
    return text if size(text) > MAX_SECTION else None
