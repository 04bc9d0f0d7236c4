"""The shape of lines: prose, label, list item, row; and hard-wrapped lines made whole.

Sizes are in words; two Han, kana or Hangul characters count as one word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from textwrap import dedent

from monitor.text import is_cjk, mended_entities, one_line, printable

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ENDS = re.compile(r"[.!?。！？…;；][\"'”’」』）)\]]*$")
_INNER_END = re.compile(r"[.!?][\"'”’)]*\s+[\"'“‘(]*[^\W\d_a-z]|[。！？；].")
_LIST_ITEM = re.compile(
    r"(?:[-*•·▪■□●○◆–—]|\(?\d{1,3}[.)、．]|[(（][\da-z一二三四五六七八九十]{1,3}[)）]|[a-z][.)]"
    r"|[一二三四五六七八九十]{1,3}[、.]|第[\d一二三四五六七八九十百]{1,5}[条章节項条])\s*\S",
    re.IGNORECASE,
)
_LOWER_START = re.compile(r"[\"'“‘(]*[a-zà-ÿа-яё]")
_MAX_SIZED = 4000
"""Characters after which a line is long, whatever the rest of it is."""
_GAP = re.compile(r"\s{3,}|\s?\t\s*")
_ROW_CELLS = 3
_PROSE_SIZE = 6
_LONG_SIZE = 25
_MIN_WRAP, _MAX_WRAP = 45, 100
"""Columns at which mail and terminals break lines."""
_SHAPES = bytes(97 if chr(code).isalnum() and code < 128 else code for code in range(256))
"""Every letter or digit of ASCII as `a`."""
_MIN_RUN = 60
"""Characters from which a line without an end may run on in the next."""


def size(line: str) -> float:
    """Return how many words `line` holds, counted in its first 4,000 characters."""
    return _size(line[:_MAX_SIZED])


@lru_cache(maxsize=256)
def _size(line: str) -> float:
    """Remembered, as one line is asked several questions that turn on its size."""
    cjk = 0 if line.isascii() else len(_CJK.findall(line))
    return len(_WORD.findall(_CJK.sub(" ", line) if cjk else line)) + cjk / 2


def surely_has(line: str, words: int) -> bool:
    """Say whether `line` plainly holds that many words; False: it may, they have to be counted."""
    if not line.isascii():
        return False
    # A blank between two letters or digits stands between two words.
    return line[:_MAX_SIZED].encode("ascii").translate(_SHAPES).count(b"a a") >= words


def ends_sentence(line: str) -> bool:
    """Say whether `line` ends like a sentence."""
    return _ENDS.search(line) is not None


def is_prose(line: str) -> bool:
    """Say whether `line` is running text, not a label, heading or row."""
    return _is_prose_recently(line) if len(line) <= _MAX_SIZED else _is_prose(line)


def _is_prose(line: str) -> bool:
    if surely_has(line, _LONG_SIZE):
        return True
    words = size(line)
    if words < _PROSE_SIZE:
        return False
    return words >= _LONG_SIZE or ends_sentence(line) or (
        words >= 2 * _PROSE_SIZE and _INNER_END.search(line) is not None
    )  # fmt: skip


_is_prose_recently = lru_cache(maxsize=256)(_is_prose)


def holds_sentences(line: str) -> bool:
    """Say whether a sentence ends inside `line` and another begins."""
    return _INNER_END.search(line) is not None


def is_list_item(line: str) -> bool:
    """Say whether `line` begins with a bullet or a number, or is a row of a table."""
    return " | " in line or _LIST_ITEM.match(line) is not None


def clean_lines(text: str) -> list[str]:
    """Return the lines of scraped text: entities mended, one blank between words, "" for empty.

    Lines that were wrapped at a column are joined again.
    """
    plain = printable(mended_entities(text).replace("\r\n", "\n").replace("\r", "\n"))
    lines = [one_line(line) for line in _with_rows(plain.split("\n"))]
    cleaned: list[str] = []
    block: list[str] = []
    for line in [*lines, ""]:
        if line:
            block.append(line)
        else:
            cleaned += [*_unwrapped(block), ""]
            block = []
    return cleaned[:-1]


def preformatted(text: str) -> list[str]:
    """Return the paragraphs of a text set with its own line breaks; code and verse is one of them.

    Code keeps its lines and their indents, what was wrapped at a column is joined again.
    """
    written = [line.rstrip() for line in printable(text).expandtabs(4).split("\n")]
    cleaned = clean_lines("\n".join(written))
    prose = sum(len(line) for line in cleaned if is_prose(line) and line[:1].isalnum())
    if prose * 2 < sum(map(len, cleaned)):
        return [dedent("\n".join(line for line in written if line)).strip("\n")]
    return [line for line in cleaned if line]


def _with_rows(lines: list[str]) -> list[str]:
    """Return `lines` with " | " between the cells of a table's rows.

    A row has three cells or more, tabs or wide gaps between them, and a neighbour of as many.
    """
    cells = [_GAP.split(line.strip()) for line in lines]
    counts = [0, *map(len, cells), 0]
    return [
        " | ".join(row)
        if len(row) >= _ROW_CELLS and len(row) in (counts[at], counts[at + 2])
        else lines[at]
        for at, row in enumerate(cells)
    ]


def with_wrapping_undone(text: str) -> str:
    """Return `text` with a blank for each line break that a column made, so with its length.

    Between Han, kana and Hangul, where a blank would be one too many, the break stays.
    """
    lines = text.split("\n")
    if len(lines) < 2:
        return text
    breaks = ["\n"] * (len(lines) - 1)
    begin = 0
    for end in [*(at for at, line in enumerate(lines) if not line.strip()), len(lines)]:
        block = [line.strip() for line in lines[begin:end]]
        for at, goes_on in enumerate(_goings_on(block)[1:], begin):
            if goes_on and _between(lines[at].rstrip(), lines[at + 1].lstrip()):
                breaks[at] = " "
        begin = end + 1
    return "".join(map("".join, zip(lines, [*breaks, ""], strict=True)))


def _unwrapped(block: list[str]) -> list[str]:
    """Return the lines of one block, joined where a column and not its author broke them."""
    joined: list[str] = []
    for line, goes_on in zip(block, _goings_on(block), strict=True):
        if goes_on:
            joined[-1] += _between(joined[-1], line) + line
        else:
            joined.append(line)
    return joined


def _goings_on(block: list[str]) -> list[bool]:
    """Say of each line of one block whether it goes on with the one above."""
    width = max((_columns(line) for line in block), default=0)
    wrapped = _MIN_WRAP <= width <= _MAX_WRAP and _is_wrapped(block, width)
    found: list[bool] = []
    previous = ""
    for line in block:
        at_column = wrapped and _columns(previous) >= 0.7 * width
        goes_on = at_column or (bool(previous) and _runs_on(previous, line))
        found.append(bool(previous) and not is_list_item(line) and goes_on)
        previous = line
    return found


def _runs_on(line: str, following: str) -> bool:
    """Say whether a sentence plainly goes on in the next line."""
    return (
        len(line) >= _MIN_RUN
        and not ends_sentence(line)
        and line[-1] not in ":："
        and _LOWER_START.match(following) is not None
    )


def _between(line: str, following: str) -> str:
    """Return what stands between two joined lines: no blank between Chinese words."""
    if line[-1] in "。，、；：！？）」』”" or (is_cjk(line[-1]) and is_cjk(following[0])):
        return ""
    return " "


def _is_wrapped(block: list[str], width: int) -> bool:
    pairs = list(pairwise(block))
    long = [pair for pair in pairs if _columns(pair[0]) >= 0.7 * width]
    broken = [pair for pair in long if not ends_sentence(pair[0])]
    if _cjk_share("".join(block)) > 0.5:
        even = [a for a, _b in pairs if _columns(a) >= width - 4]
        return len(even) >= 2 and len(even) * 3 >= len(pairs) * 2 and len(broken) * 2 > len(pairs)
    lower = [pair for pair in broken if _LOWER_START.match(pair[1])]
    return bool(lower) and len(lower) * 5 >= len(pairs) * 2


def _cjk_share(text: str) -> float:
    """Return the share of Han, kana and Hangul among the letters of `text`, 0 to 1."""
    letters = sum(map(str.isalpha, text))
    return sum(map(is_cjk, text)) / letters if letters else 0.0


def _columns(line: str) -> int:
    return len(line) + len(_CJK.findall(line))
