"""The elements of HTML by what they do to text: begin a block of it, or show none."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS = _words(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption "
    "figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol option p pre section "
    "summary"
    " table tbody td tfoot th thead tr ul"
)
UNSHOWN = _words(
    "script style noscript template svg iframe button select head object math canvas audio video"
)
HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE)
