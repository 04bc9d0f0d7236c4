"""Articles as content systems write them; what a reader should find is marked in the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby
from random import Random

from benchmarks.quality.texts import Article, Block

WANTED = ("⟦", "⟧")
EITHER = ("⟪", "⟫")
"""Around text that may be kept or left out: captions, standfirsts in the header, pull quotes."""
_OPTIONAL = {"caption", "quote", "lead"}
_WRAP: dict[str, str] = {
    "p": "<p>{}</p>",
    "react": '<div class="css-1xk2ab ebyp5n10"><p class="css-7t1qm0 evys1bk0">{}</p></div>',
    "drupal": '<p class="text-align-justify">{}</p>',
    "word": '<p class="MsoNormal" style="text-align:justify;mso-line-height-rule:exactly">'
    '<span lang="EN-US" style="font-size:11.0pt;font-family:Calibri">{}<o:p></o:p></span></p>',
    "indent": '<p style="text-indent:2em;line-height:2em"><span style="font-family: 宋体;'
    ' font-size: 16px;">{}</span></p>',
    "ideographic": "<P align=justify><FONT size=3 face=仿宋_GB2312>　　{}</FONT></P>",
    "div": '<div class="text-block"><div>{}</div></div>',
    "br": "　　{}<br>\n<br>\n",
    "plainbr": "{}<br /><br />\n",
    "amp": '<p class="article_p article_p--amp" data-component="text">{}</p>',
}
_HEADINGS = {
    "word": "<p class=MsoNormal><b>{}</b></p>",
    "indent": '<p style="text-indent:2em"><strong>{}</strong></p>',
    "ideographic": "<P><FONT size=3><B>　　{}</B></FONT></P>",
    "br": "<b>{}</b><br>\n",
    "plainbr": "<b>{}</b><br /><br />\n",
    "div": "<h3>{}</h3>",
}


def _marked(block: Block, inner: str) -> str:
    left, right = EITHER if block.kind in _OPTIONAL else WANTED
    return f"{left}{inner}{right}"


def _inline(text: str, random: Random) -> str:
    """Return escaped text, here and there with a link or emphasis in it."""
    safe = escape(text, quote=False)
    words = safe.split(" ")
    if len(words) > 12 and random.random() < 0.5:
        at = random.randrange(2, len(words) - 4)
        phrase = " ".join(words[at : at + 2])
        if "&" not in phrase:
            tag = random.choice(
                ('<a href="/topics/x">{}</a>', "<strong>{}</strong>", "<em>{}</em>")
            )
            words[at : at + 2] = [tag.format(phrase)]
    return " ".join(words)


class Body:
    """Writes the blocks of an article in the manner that a template names."""

    def __init__(self, article: Article, random: Random) -> None:
        self._article = article
        self._random = random

    def __call__(
        self, style: str = "p", breaks: Sequence[str] = (), skip: Sequence[str] = ()
    ) -> str:
        """Return the mark-up; `breaks` are put between paragraphs, `skip` kinds left out."""
        blocks = [block for block in self._article.blocks if block.kind not in skip]
        parts = [
            self._group(kind, list(group), style)
            for kind, group in groupby(blocks, key=lambda block: block.kind)
        ]
        flat = [piece for part in parts for piece in part]
        for number, extra in enumerate(breaks, start=1):
            at = max(1, len(flat) * number // (len(breaks) + 1))
            flat.insert(min(at + number - 1, len(flat)), extra)
        return "\n".join(flat)

    def _group(self, kind: str, blocks: list[Block], style: str) -> list[str]:
        writer: dict[str, Callable[[list[Block], str], list[str]]] = {
            "bullet": self._items,
            "number": self._items,
            "row": self._table,
            "ask": self._asked,
            "caption": self._figure,
            "quote": self._quote,
            "heading": self._heading,
        }
        return writer.get(kind, self._plain)(blocks, style)

    def _text(self, block: Block) -> str:
        return _marked(block, _inline(block.text, self._random))

    def _plain(self, blocks: list[Block], style: str) -> list[str]:
        return [_WRAP[style].format(self._text(block)) for block in blocks]

    def _heading(self, blocks: list[Block], style: str) -> list[str]:
        return [_HEADINGS.get(style, "<h2>{}</h2>").format(self._text(block)) for block in blocks]

    def _asked(self, blocks: list[Block], style: str) -> list[str]:
        return [_WRAP[style].format(f"<strong>{self._text(block)}</strong>") for block in blocks]

    def _items(self, blocks: list[Block], style: str) -> list[str]:
        if style in {"br", "ideographic"}:
            return self._plain(blocks, style)
        tag = "ul" if blocks[0].kind == "bullet" else "ol"
        return [f"<{tag}>" + "".join(f"<li>{self._text(one)}</li>" for one in blocks) + f"</{tag}>"]

    def _table(self, blocks: list[Block], style: str) -> list[str]:
        rows = []
        for number, block in enumerate(blocks):
            cell = "th" if number == 0 and style not in {"word", "br"} else "td"
            cells = "".join(
                f"<{cell}>{_marked(block, escape(one.strip()))}</{cell}>"
                for one in block.text.split("|")
            )
            rows.append(f"<tr>{cells}</tr>")
        return ['<table border="1" cellspacing="0">' + "".join(rows) + "</table>"]

    def _figure(self, blocks: list[Block], style: str) -> list[str]:
        return [
            '<figure class="image"><img src="/media/x.jpg" alt="" width="780">'
            f"<figcaption>{self._text(block)}</figcaption></figure>"
            for block in blocks
        ]

    def _quote(self, blocks: list[Block], style: str) -> list[str]:
        return [f"<blockquote><p>{self._text(block)}</p></blockquote>" for block in blocks]


_MARKS = re.compile("[⟦⟧⟪⟫]")


def unmarked(page: str) -> str:
    return _MARKS.sub("", page)


def between(page: str, marks: tuple[str, str]) -> list[str]:
    """Return the mark-up between each pair of marks, in page order."""
    return re.findall(f"{marks[0]}([^{marks[1]}]*){marks[1]}", page)
