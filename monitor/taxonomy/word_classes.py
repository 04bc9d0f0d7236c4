"""Classes of words that several entries share: `[words.outflow]` of a taxonomy file.

`@outflow` in a list stands for all words of the class, so that a verb of stopping is found beside
every word for exports, in each language, whichever measure it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from monitor.errors import ConfigError
from monitor.taxonomy.entry import CATEGORIES
from monitor.taxonomy.table_texts import TableTexts

WORDS = "words"
"""The key under which a file has its classes; no entry is called so."""
Words = Mapping[str, Sequence[str]]
"""Words by the name of their class; some are `@materials` and the like, for `near` alone."""

_LIST = re.compile(r"names(_[a-z]{2,3})?")


def parse_words(table: Mapping[str, object], origin: str, known: Words) -> Words:
    """Return the classes of one file with those known from files before it.

    `origin` names the file in messages.

    Raises:
        ConfigError: every mistake of its classes, one line each.
    """
    problems: list[str] = []
    classes = table.get(WORDS, {})
    if not isinstance(classes, Mapping):
        raise ConfigError(
            [f'{origin}: {WORDS}: expected tables, [{WORDS}.NAME] with names = ["…"]']
        )
    found = dict(known)
    for name, value in classes.items():
        texts = TableTexts(f"{WORDS}.{name}", problems)
        if name in CATEGORIES:
            texts.problem(f"@{name} is a part of the taxonomy; call the class otherwise")
        elif name in known:
            texts.problem("is a class of another file already; call yours otherwise")
        elif not isinstance(value, Mapping):
            texts.problem('is not a table; write names = ["…"] under it')
        else:
            found[name] = _class(value, texts)
    if problems:
        raise ConfigError([f"{origin}: {problem}" for problem in problems])
    return found


def _class(value: Mapping[str, object], texts: TableTexts) -> tuple[str, ...]:
    """Return the words of one class, each once; what is wrong with them is noted."""
    words: list[str] = []
    for key in value:
        if _LIST.fullmatch(key):
            words += texts.strings(key, value)
        else:
            texts.problem(f"unknown key {key!r}; a class has names, names_zh and the like")
    if not words:
        texts.problem("has no words; take it out")
    for word in words:
        if word.startswith("@") and word[1:].partition(".")[0] not in CATEGORIES:
            texts.problem(f"{word!r}: a class holds words, no other class; write them out")
    return tuple(dict.fromkeys(words))
