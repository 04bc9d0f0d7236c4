"""Where a body is only spoken of: as a source of figures, as one who is awaited, asked, silent."""

from __future__ import annotations

import re

_I = re.IGNORECASE
_SILENT = re.compile(
    r"(?:['’]s)?(?: \w+)? (?:had no comment|declined(?! to (?!comment|respond|reply|say|answer|be))"
    r"|did not (?:respond|reply|comment|immediately))"
    r"|(?:发言人)?(?:未予置评|没有回应|未回应|未立即回应|拒绝置评|暂无回应)"
)
"""Behind a body that was asked and says nothing."""
_QUOTED = re.compile(
    r"(?:according to|(?:data|figures|statistics|numbers|estimates) (?:from|of|by)|per|source:"
    r"|nach|selon|según|据|據|по данным)"
    r"(?: the| les?| la| el| des?)?\s?\Z",
    _I,
)
"""Before a body that is quoted as a source."""
_SUPPOSED = re.compile(
    r"(?:\b(?:former|ex|bets?|expects?|hopes?|predicts?|forecasts?|assumes?"
    r"|(?:says?|said|comments?|statement) of)(?: that| the)?[ -]"
    r"|(?:预期|預期|预计|若|如果|静待|等待|押注|期待|致信|致电|写信给|喊话|注意到))\Z",
    _I,
)
"""Before a body: what it does is awaited, or somebody speaks of it or to it."""
_SAYS_PAPER = re.compile(
    r"[^。；，,\n]{0,14}?(?:通知|公告|文件|决定|決定|方案|规定|規定|通报|通報)"
)
"""Behind a body after 据: its own paper says so."""
_DATA = re.compile(
    r"(?:['’]s?)? ?(?:data|figures|statistics|estimates|数据|數據|统计|統計|데이터|データ)", _I
)
"""Behind a body that counts."""
_LEARNT = ("获悉", "獲悉", "了解到", "方面获悉")
"""Behind a body of which news is learnt: 记者从商务部获悉."""


def is_only_spoken_of(text: str, before: str, end: int) -> bool:
    """Say whether the words round a body's name, which ends at `end`, make it no issuer.

    `before` is the text before the name.
    """
    if _QUOTED.search(before, max(0, len(before) - 30)) is not None:
        return not (before[-1:] in "据據" and _SAYS_PAPER.match(text, end))
    return (
        _SUPPOSED.search(before, max(0, len(before) - 24)) is not None
        or _DATA.match(text, end) is not None
        or _SILENT.match(text, end) is not None
    )


def is_learnt_from(text: str, before: str, end: int) -> bool:
    """Say whether the news is learnt from the body itself: 记者从商务部获悉."""
    return before[-1:] == "从" and text.startswith(_LEARNT, end)
