"""Which language a text in Latin letters is in: what speaks for each, weighed.

One sum a language, and one for all that Monitor does not tell apart. The words alone decide where
they are clear; else the model's likelihoods are added, with a smaller weight for the same words.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from monitor.article.language_model import Ranked
from monitor.article.language_words import Told
from monitor.article.word_forms import LANGUAGES, Forms

NONE = ""
"""The language of a text that is in none of `LANGUAGES`."""
_ENOUGH_WORDS = 20
"""Words from which single foreign ones count less."""
_NEIGHBOURS = frozenset(
    "it pt nl pl cs sk ro hu sv da nb no nn fi tr id vi sl hr bs et lt lv".split()
)
"""Languages of news in Latin letters; what else a model finds (Latin, Javanese) it makes of
names."""
_STRANGER = 4.0
"""How much less likely than one of these any other language is."""


class _Weights(NamedTuple):
    """What each sign adds to a language's log-odds."""

    look: float
    small: float
    telling: float
    foreign_small: float
    foreign_telling: float
    none: float
    """How likely it is, before a word is read, that a text is in none of the languages."""
    model: float
    """For a nat of the model's likelihood, by the root of the text's bytes."""


_WORDS = _Weights(
    look=0.55, small=3.0, telling=3.2, foreign_small=4.0, foreign_telling=4.2, none=2.0, model=0.0
)
_MODEL = _Weights(
    look=0.0, small=1.8, telling=2.4, foreign_small=1.0, foreign_telling=3.0, none=-2.5, model=1.4
)
"""Source: softmax regression on 5,200 headlines, sentences and pieces of four and seven words of
our own (the tuning cases of seeds/cases and 900 written for it, a tenth of them in languages that
are not told apart), rounded; `telling` and `none` were then set by hand, as those are few."""


class Weighed(NamedTuple):
    """The likeliest language of a text."""

    language: str
    """Of `LANGUAGES`, or `NONE`."""
    ahead: float
    """Log-odds by which it is ahead of the next."""


def weighed(
    forms: Forms,
    words: Told,
    bias: dict[str, float],
    best_first: Ranked | None = None,
    size: int = 0,
) -> Weighed:
    """Return the likeliest language by the words of a text, and by a model's ranking if there is.

    `bias`: log-odds by language, for what is known otherwise; `size`: bytes that the model read.
    """
    weights = _WORDS if best_first is None else _MODEL
    root = math.sqrt(max(1, forms.counted))
    long = math.sqrt(max(1.0, forms.counted / _ENOUGH_WORDS))
    sums = {
        code: weights.look * forms.points[code] / root
        + weights.small * forms.small[code] / root
        + weights.telling * words.own[code] / long
        for code in LANGUAGES
    }
    sums[NONE] = (
        weights.none
        + (weights.foreign_small * forms.foreign + weights.foreign_telling * words.foreign) / long
    )
    if best_first is not None:
        for code, odds in _by_model(best_first, weights.model / math.sqrt(max(1, size))).items():
            sums[code] += odds
    for code, odds in bias.items():
        sums[code] += odds
    ordered = sorted(sums, key=sums.__getitem__, reverse=True)
    return Weighed(ordered[0], sums[ordered[0]] - sums[ordered[1]])


def _by_model(best_first: Ranked, weight: float) -> dict[str, float]:
    """Return the log-odds of each language and of the likeliest other one, 0 the best."""
    best = best_first[0][1]
    odds = {code: weight * (nats - best) for code, nats in best_first if code in LANGUAGES}
    odds[NONE] = max(
        weight * (nats - best) - (0.0 if code in _NEIGHBOURS else _STRANGER)
        for code, nats in best_first
        if code not in LANGUAGES
    )
    return odds
