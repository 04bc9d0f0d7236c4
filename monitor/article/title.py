"""The headline of a page, and the name of the site that its title element adds.

A page says its headline in several places: as the heading that is read, in the title element, in
what it declares for search engines and networks. None is reliable alone: the first heading may be
the logo or the section, the title element adds the site, declared titles are cut or written anew.
The heading that the others confirm is the headline; where none is confirmed, a declared title is.

It is given as readers see it: with its quotation marks and its last sign, without the word above
it, the line below it and the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from monitor.article.boilerplate import heads_related
from monitor.article.headings import Heading, headings, of_property, with_marked
from monitor.article.lines import size
from monitor.article.metadata import Metadata
from monitor.article.section_names import is_section
from monitor.article.site_name import Sites, key, segments
from monitor.article.title_evidence import (
    MAX_TITLE,
    MIN_HEADLINE,
    Evidence,
    evidence_of,
    sites_of,
)
from monitor.article.title_names import names_shown
from monitor.article.title_unconfirmed import (
    MAX_SECTION,
    beside_section,
    is_menu,
    unconfirmed,
    under_site,
)
from monitor.text import is_cjk, one_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CUT = re.compile(r"\s?(?:…|\.\.\.)")
_SIGNS = " ·•・|｜_"
_CJK_BLANK = re.compile(r"(?<=[\u3040-\u9fff])\s+(?=[\u3040-\u9fff])")
_APART = re.compile(r"\s?[:：|]|\s[-–—]\s")
_LABEL = re.compile(r"[:：]\s*")
_MIN_NAME = 8
"""Letters of a heading that is no word of any title by chance."""
_MIN_CUT = 20
"""Characters that a cut title and the whole one must share."""


class Headline(NamedTuple):
    """What the page is called, and the site that its title element names."""

    text: str
    """"" where the page has no title."""
    site: str | None


def headline(root: HtmlElement, metadata: Metadata, *, url: str | None = None) -> Headline:
    """Return what the page under `root` is called; `url` is where it was found."""
    meta = dict(reversed(metadata.pairs))
    sites = sites_of(meta, metadata, url)
    evidence, site = evidence_of(root, meta, metadata, sites, url)
    found = headings(root)
    every, shown = _candidates(found, evidence, sites)
    text = _confirmed(shown, evidence, sites)
    if not text or size(text) < MIN_HEADLINE:
        every, shown = _candidates(with_marked(root, found), evidence, sites)
        text = _confirmed(shown, evidence, sites)
    if text and size(text) <= MAX_SECTION and is_menu(text, root):
        text = beside_section(text, shown) or text
    if text and _is_site(text, evidence):
        text = under_site(root, text, shown) or text
    if not text:
        text = _otherwise(root, every, shown, evidence, sites)
    elif size(text) <= MAX_SECTION and (marked := of_property(root)):
        text = marked if size(marked) > size(text) and not sites.named(marked) else text
    if site is None and (rest := _after(evidence.written, text)):
        site = rest
    return Headline(_trimmed(text), site)


def _is_site(text: str, evidence: Evidence) -> bool:
    """Say whether `text` is all that the title element has but names of sections before it."""
    parts = segments(evidence.written)
    if len(parts) < 2 or size(text) > MAX_SECTION or key(parts[-1].text) != key(text):
        return False
    return all(is_section(part.text) for part in parts[:-1])


def _otherwise(
    root: HtmlElement,
    every: Sequence[Heading],
    shown: Sequence[Heading],
    evidence: Evidence,
    sites: Sites,
) -> str:
    """Return the title where no heading is confirmed, with the site's names as the page shows them.

    To ask for these costs too much where a heading is.
    """
    if names := names_shown(root):
        sites = sites.also(names)
        evidence = evidence._replace(written=sites.without(evidence.written)[0])
        shown = [each for each in shown if not _is_furniture(each, evidence, sites)]
    return unconfirmed(root, every, shown, evidence, sites)


def _candidates(
    found: Sequence[tuple[int, Heading]], evidence: Evidence, sites: Sites
) -> tuple[list[Heading], list[Heading]]:
    """Return the headings that say something, and those of them that may be the headline."""
    every = [each for _, each in found if key(each.text) and not heads_related(each.text)]
    return every, [each for each in every if not _is_furniture(each, evidence, sites)]


def _is_furniture(heading: Heading, evidence: Evidence, sites: Sites) -> bool:
    """Say whether the heading names a section, a service of the page, or the site."""
    if is_section(heading.text) or key(heading.text) in evidence.sections:
        return True
    return sites.is_name(heading.text)


def _confirmed(shown: Sequence[Heading], evidence: Evidence, sites: Sites) -> str | None:
    """Return the heading that a title of the page confirms; None: there is none.

    Of `PubMed` and an article's title, both parts of the title element, the long one is it.
    """
    pieces = list(_known(shown, evidence.parts, evidence, sites))
    best = pieces[0] if pieces else ""
    if size(best) < MIN_HEADLINE:
        for piece in (*pieces, *_known(shown, evidence.ends, evidence, sites)):
            if size(piece) > max(MIN_HEADLINE, 2 * size(best)):
                return piece
    first = [heading for heading in shown if heading.level <= 1]
    best = best or next(_known(first, evidence.ends, evidence, sites), "")
    if best or (best := _labelled(first, evidence) or _part(shown, evidence) or ""):
        return best
    if len(first) == 1 and evidence.written.startswith(f"{first[0].text} "):
        return first[0].text
    for heading in first:
        for title in evidence.titles:
            if _completes(heading.text, title) and size(heading.text) >= MIN_HEADLINE:
                return heading.text
    return None


def _known(
    candidates: Sequence[Heading], known: frozenset[str], evidence: Evidence, sites: Sites
) -> Iterator[str]:
    """Yield of each heading the reading that is in `known`, without what stands beside it."""
    for heading in candidates:
        named = [each for each in heading.pieces if key(each) in known]
        for piece in named[:1]:
            own = _without_beside(heading, named, evidence, sites)
            if not _is_kicker(own or piece, evidence):
                yield _as_written(own or piece, evidence)


def _without_beside(
    heading: Heading, named: Sequence[str], evidence: Evidence, sites: Sites
) -> str | None:
    """Return the headline alone of a heading that has more in it, all of which a title has."""
    whole = named[0]
    if heading.text not in named and _is_side(heading.text, whole):
        return heading.text  # without what is marked as the word above or the line below
    if any(key(title) == key(whole) for title in evidence.declared):
        shorter: Iterator[str] = iter(())
    else:
        shorter = (each for each in named if _is_side(each, whole))
    return next(shorter, None) or _behind_name(heading, whole, evidence, sites)


def _behind_name(heading: Heading, whole: str, evidence: Evidence, sites: Sites) -> str | None:
    """Return the line of a heading behind one that a title sets apart, or that is a name."""
    for line in heading.pieces:
        if not _is_side(line, whole) or not key(whole).endswith(key(line)):
            continue
        before = key(whole)[: -len(key(line))]
        for piece in heading.pieces:
            if key(piece) == before and (
                sites.is_name(piece)
                or is_section(piece)
                or any(_sets_apart(title, before) for title in evidence.titles)
            ):
                return line
    return None


def _sets_apart(title: str, before: str) -> bool:
    """Say whether `title` has a colon or a divider behind the words of the key `before`."""
    return any(key(title[: sign.start()]) == before for sign in islice(_APART.finditer(title), 4))


def _labelled(first: Sequence[Heading], evidence: Evidence) -> str | None:
    """Return the one heading of the first rank that a title has behind a word: `Release X 4.2`."""
    if len({key(each.text) for each in first}) != 1:
        return None
    wanted = key(first[0].text)
    for title in evidence.titles:
        start = key(segments(title)[0].text) if title and segments(title) else ""
        if start.endswith(wanted) and _MIN_NAME <= len(wanted) < len(start) <= 2 * len(wanted):
            return first[0].text
    return None


def _part(shown: Sequence[Heading], evidence: Evidence) -> str | None:
    """Return a heading that is the better part of a title, or that has one and a word before it."""
    for heading in shown:
        if size(heading.text) < MIN_HEADLINE and heading.level > 1:
            continue
        for title in evidence.titles:
            for piece in heading.pieces:
                is_end = key(title).endswith(key(piece))
                if _is_side(piece, title) and (is_end or heading.level == 1):
                    return piece
            if _is_side(title, heading.text) and key(heading.text).endswith(key(title)):
                return title
        label = _LABEL.search(heading.text)
        if heading.level == 1 and label and key(heading.text[label.end() :]) in evidence.parts:
            return heading.text
    return None


def _is_side(part: str, whole: str) -> bool:
    """Say whether `whole` is `part` with something before or behind it that is shorter."""
    one, other = key(part), key(whole)
    if one == other or size(part) < MIN_HEADLINE or len(one) * 2 < len(other):
        return False
    return other.startswith(one) or other.endswith(one)


def _is_kicker(piece: str, evidence: Evidence) -> bool:
    """Say whether `piece` is only the word before the headline, as in `Opinion - …`."""
    wanted = key(piece)
    others: list[float] = []
    for title in evidence.titles:
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


def _as_written(piece: str, evidence: Evidence) -> str:
    """Return `piece` as a title has it where the heading is all in capitals or broken in lines."""
    broken = _CJK_BLANK.search(piece) is not None
    if not broken and not piece.isupper():
        return piece
    wanted = key(piece)
    for title in evidence.titles:
        for text in (title, *(part.text for part in segments(title))):
            if key(text) == wanted and not text.isupper() and len(text) <= len(piece):
                return text
    return piece


def _after(written: str, title: str) -> str | None:
    """Return the one part that the title element adds behind `title`."""
    parts = segments(written)
    if len(parts) == 2 and key(parts[0].text) == key(title) and size(parts[1].text) <= 6:
        return parts[1].text
    return None


def _trimmed(title: str) -> str:
    """Return a headline without signs round it, and once where it stands twice."""
    title = one_line(title[: MAX_TITLE + 1]).strip(_SIGNS)  # one more: that it was cut is said
    half, odd = divmod(len(title), 2)
    if odd and title[:half] == title[half + 1 :] and title[half] == " ":
        return title[:half]
    return title
