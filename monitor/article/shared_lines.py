"""The lines that the items of one source share at their ends: its own boilerplate, learnt.

A greeting, a disclaimer or an address block that stands round a third of a source's texts says
nothing about any of them. Only lines at the ends of a text are learnt and left out: what stands
between an article's own words stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from monitor.text import fold, one_line

_HEAD, _TAIL = 3, 6
"""How many paragraphs at each end are looked at."""
_MAX_LINE = 600
"""Characters; longer paragraphs are the article's own words."""
_MIN_PARAGRAPHS = 3
_MIN_ITEMS, _MIN_SEEN, _SHARE = 10, 5, 0.3
"""A line is boilerplate if it stands on this share of a source's items.

Source: shared boilerplate of feeds and pages begins near 30 % of their items.
"""
_HALVED_AT = 200
"""Items after which all counts are halved, so that a changed footer is learnt and forgotten."""
_MAX_LINES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedLines:
    """How many items of a source were looked at, and on how many each line stood."""

    items: int = 0
    seen: Mapping[str, int] = field(default_factory=dict)
    """By `line_key`."""

    @property
    def boilerplate(self) -> frozenset[str]:
        """The keys of the lines that stand on so many items that they are about none."""
        if self.items < _MIN_ITEMS:
            return frozenset()
        least = max(_MIN_SEEN, self.items * _SHARE)
        return frozenset(key for key, count in self.seen.items() if count >= least)

    def after(self, texts: Iterable[tuple[str, Sequence[str]]]) -> SharedLines:
        """Return what is known when these texts have been seen too, each with what it left out."""
        items, seen = self.items, dict(self.seen)
        for body, left_out in texts:
            keys = {line_key(line) for line in (*left_out, *_ends(body.split("\n\n")))}
            if not keys:
                continue
            items += 1
            for key in keys:
                seen[key] = seen.get(key, 0) + 1
        if items > _HALVED_AT:
            items //= 2
            seen = {key: count // 2 for key, count in seen.items() if count > 1}
        if len(seen) > _MAX_LINES:
            kept = sorted(seen, key=lambda key: -seen[key])[:_MAX_LINES]
            seen = {key: seen[key] for key in kept}
        return SharedLines(items=items, seen=seen)


def line_key(line: str) -> str:
    """Return what two printings of one line have in common."""
    return hashlib.sha256(one_line(fold(line)).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def without_shared(
    body: str, boilerplate: Collection[str], *, matters: Callable[[str], bool]
) -> tuple[str, tuple[str, ...]]:
    """Return a text without its source's boilerplate at both ends, and the lines left out.

    A line that `matters` stays, whatever its source repeats: a ministry begins every notice with
    the law that it acts under. Something of the text always stays.
    """
    parts = body.split("\n\n")
    if not boilerplate or len(parts) < _MIN_PARAGRAPHS:
        return body, ()

    def is_shared(part: str) -> bool:
        return len(part) <= _MAX_LINE and line_key(part) in boilerplate and not matters(part)

    start, end = 0, len(parts)
    while start < min(_HEAD, end - 1) and is_shared(parts[start]):
        start += 1
    least = max(start + 1, len(parts) - _TAIL)
    while end > least and is_shared(parts[end - 1]):
        end -= 1
    return "\n\n".join(parts[start:end]), (*parts[:start], *parts[end:])


def _ends(parts: Sequence[str]) -> list[str]:
    if len(parts) < _MIN_PARAGRAPHS:
        return []
    ends = [*parts[:_HEAD], *parts[max(_HEAD, len(parts) - _TAIL) :]]
    return [one for one in ends if len(one) <= _MAX_LINE]
