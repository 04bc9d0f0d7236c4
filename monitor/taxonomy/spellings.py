"""Names written short: `neodym{,s}` and `{halt,halts} exports` stand for every spelling.

The matcher knows the English plural and possessive only. German, French, Spanish and Russian
forms, and English verbs, are written with braces: one alternative of each pair is taken, an
empty one too. Braces do not nest. It knows nothing of languages.
"""

from __future__ import annotations

import re
from itertools import product

from monitor.text import one_line

MAX_SPELLINGS = 300
"""Of one name: enough for six forms of three words, or for verbs by objects."""
_BRACES = re.compile(r"\{([^{}]*)\}")


def spellings(written: str) -> tuple[str, ...]:
    """Return every spelling that a name stands for, in order, each once.

    Raises:
        ValueError: a brace without its other half, or more than `MAX_SPELLINGS`.
    """
    if "{" not in written and "}" not in written:
        return (written,)
    parts = _BRACES.split(written)
    if any("{" in part or "}" in part for part in parts):
        raise ValueError("has a brace without its other half, or one inside another")
    choices = [part.split(",") if number % 2 else [part] for number, part in enumerate(parts)]
    count = 1
    for choice in choices:
        count *= len(choice)
        if count > MAX_SPELLINGS:
            raise ValueError(f"stands for more than {MAX_SPELLINGS} spellings; write several names")
    return tuple(dict.fromkeys(one_line("".join(chosen)) for chosen in product(*choices)))
