"""Labels that end a text: short lines that say nothing, and are of no list, table or signature."""

from __future__ import annotations

from collections.abc import Sequence

from monitor import dates
from monitor.article.lines import ends_sentence, is_list_item, is_prose, size

_MAX_LABEL_SIZE = 8


def without_labels_at_end(kept: list[str], furniture_after: Sequence[int]) -> list[str]:
    """Return `kept` without the labels that end it beside furniture."""
    start = len(kept)
    while start and _is_loose_label(kept, start - 1):
        start -= 1
    if not start or start == len(kept) or _is_list(kept[max(0, start - 2) : start]):
        return kept
    has_furniture = any(position >= start for position in furniture_after)
    return kept[:start] if has_furniture else kept


def _is_list(before: Sequence[str]) -> bool:
    """Say whether a run of labels goes on with a list: `The measures are:`, `3. Annexes`."""
    last = before[-1]
    introduced = len(before) > 1 and before[0][-1] in ":：" and size(last) <= _MAX_LABEL_SIZE
    heading = is_list_item(last) and " | " not in last and size(last) <= _MAX_LABEL_SIZE
    return introduced or (heading and not ends_sentence(last))


def _is_loose_label(kept: Sequence[str], index: int) -> bool:
    """Say whether the line is short, says nothing, and is of no list, table or signature."""
    line = kept[index]
    if is_prose(line) or is_list_item(line) or ends_sentence(line) or line[0] in "(（[【":
        return False
    if any(character.isdigit() for character in line) or line[-1] in ":：":
        return False
    before = kept[index - 1] if index else ""
    following = kept[index + 1] if index + 1 < len(kept) else ""
    introduced = before.endswith((":", "：", ",", "，", "、"))
    signed = dates.read(following) is not None if following else False
    return size(line) <= _MAX_LABEL_SIZE and not introduced and not signed
