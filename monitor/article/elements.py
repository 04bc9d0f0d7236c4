"""The elements of HTML by what they do to text: begin a block of it, run on in it, show none."""

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
INLINE = _words(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img input ins kbd label mark"
    " nobr o:p q s samp small span st1:chsdate strike strong sub sup time tt u var wbr"
)
"""Elements that say nothing about where on the page their text stands."""
UNSHOWN = _words(
    "script style title noscript template svg iframe button select head object math canvas audio"
    " video"
)
HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE)
HEADINGS = _words("h1 h2 h3 h4 h5 h6")
