"""Panels of text that a page folds up until their heading is pressed: questions and answers.

A heading that is a button or a link, and hidden text below it, are a heading and a paragraph once
they are opened. One alone may be a menu or a window; of two that are built alike it is the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from monitor.article.elements import HEADINGS
from monitor.article.unshown import text_within, unhide

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TRIGGERS = (
    "//*[@aria-controls or @aria-expanded or @data-toggle or @data-bs-toggle or "
    "contains(@class, 'accordion') or contains(@class, 'collapsible') or "
    "contains(@class, 'toggle') or contains(@class, 'faq') or contains(@class, 'question')]"
)
_MAX_TRIGGERS = 400
_MIN_ALIKE = 2
_MIN_QUESTION, _MAX_QUESTION = 8, 250
_MIN_ANSWER, _MAX_ANSWER = 40, 10_000
"""Characters of a panel outside links."""
_MAX_CLIMB = 4
_BESIDE = frozenset(("nav", "header", "footer", "aside", "form", "menu", "dialog"))
_PRESSED = frozenset(("button", "a", "label"))
_POINTS_TO = ("aria-controls", "data-target", "data-bs-target", "href")
_WINDOW = re.compile(r"modal|dialog|drop-?down|menu|nav|cookie|consent|search|share", re.IGNORECASE)


def open_panels(root: HtmlElement) -> None:
    """Show each panel under `root` that its page folds up, and its heading as one."""
    alike: dict[tuple[object, ...], dict[HtmlElement, HtmlElement]] = defaultdict(dict)
    for element, panel in _folded(root):
        names = re.sub(r"\d+", "", panel.get("class", ""))
        # What opens a window and what closes it again are no two panels.
        alike[(element.tag, panel.tag, names)].setdefault(panel, element)
    for openers in alike.values():
        if len(openers) < _MIN_ALIKE:
            continue
        for panel, element in openers.items():
            for folded in (panel, *panel):
                unhide(folded)
            _unbutton(element)


def _folded(root: HtmlElement) -> Iterator[tuple[HtmlElement, HtmlElement]]:
    """Yield each heading that opens a panel of text, and the panel; each panel is judged once."""
    by_id: dict[str, HtmlElement] | None = None
    answers: dict[HtmlElement, bool] = {}
    for element in islice(root.xpath(_TRIGGERS), _MAX_TRIGGERS):
        if element.tag in ("nav", "ul", "ol", "body", "html", "main", "article", "section"):
            continue
        if by_id is None:
            by_id = {found.get("id", ""): found for found in root.xpath("//*[@id]")}
        panel = _controlled(element, by_id)
        if panel is None or not _is_question(element):
            continue
        if panel not in answers:
            answers[panel] = _is_answer(panel)
        if answers[panel]:
            yield element, panel


def _controlled(element: HtmlElement, by_id: dict[str, HtmlElement]) -> HtmlElement | None:
    """Return the panel that an element opens: the one it names, else what follows it."""
    for name in _POINTS_TO:
        target = element.get(name, "").removeprefix("#")
        if target and target in by_id:
            return by_id[target]
    if element.tag not in _PRESSED and element.tag not in HEADINGS and element.tag != "div":
        return None
    size = len(text_within(element))
    above = element
    for _ in range(_MAX_CLIMB):
        following = above.getnext()
        if following is not None:
            return following if following.tag not in HEADINGS else None
        above = above.getparent()
        if above is None or len(text_within(above)) > size:
            return None
    return None


def _is_question(element: HtmlElement) -> bool:
    text = text_within(element)
    if not _MIN_QUESTION <= len(text) <= _MAX_QUESTION:
        return False
    return not any(
        above.tag in _BESIDE or _WINDOW.search(above.get("class", "")) is not None
        for above in islice(element.iterancestors(), 2 * _MAX_CLIMB)
        if above.tag not in ("body", "html")
    )


def _is_answer(panel: HtmlElement) -> bool:
    """Say whether a panel holds text, and no window, menu or form."""
    if panel.tag in _BESIDE or panel.get("role") in ("dialog", "menu", "navigation", "listbox"):
        return False
    if _WINDOW.search(f"{panel.get('class')} {panel.get('id')}") is not None:
        return False
    text = text_within(panel)
    if len(text) > 2 * _MAX_ANSWER:
        return False
    size = len(" ".join(text.split()))
    linked = sum(len(text_within(link)) for link in panel.iter("a"))
    return size - linked >= max(_MIN_ANSWER, size / 2)


def _unbutton(element: HtmlElement) -> None:
    """Make a button or link one with the heading that it stands in, or a heading itself."""
    pressed = [each for each in element.iter() if each.tag in _PRESSED]
    headed = element.tag in HEADINGS or any(
        above.tag in HEADINGS for above in islice(element.iterancestors(), _MAX_CLIMB)
    )
    if not headed and element.find(".//h2") is None and element.find(".//h3") is None:
        element.tag = "h4"
    for each in pressed:
        if each.tag in _PRESSED:
            each.tag = "span"
        each.attrib.pop("class", None)
