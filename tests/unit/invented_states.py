"""Two invented states, their offices and bodies, for tests of how names are made of both."""

from __future__ import annotations

from typing import Any

from monitor.taxonomy import Taxonomy, parse_entries, parse_offices

OFFICES: dict[str, Any] = {
    "government": {
        "words": ["government"],
        "bound": ["president", "PM"],
        "words_es": ["gobierno"],
        "words_ru": ["правительств{о,а}"],
        "not_words": ["local government"],
    },
    "mines": {
        "words": ["{mines,mining} {ministry,minister}", "矿业部", "鉱業省", "광업부"],
        "words_de": ["Bergbauministerium"],
        "words_fr": ["ministère * des Mines"],
    },
    "trade": {"words": ["trade ministry", "商务部"]},
    "houses": {"rare": True, "words_en": ["senate"]},
}
STATES: dict[str, Any] = {
    "na": {
        "names": ["Norland", "Norlandic", "Nordhaven"],
        "names_zh": ["诺兰", "ノルランド", "노를란드"],
        "names_de": ["norländische{,n,s}"],
        "names_ru": ["Норланд{,а}"],
        "adjectives_fr": ["norlandais"],
        "adjectives_es": ["norlandés"],
        "short": ["诺"],
        "not_names": ["Norland Bank"],
        "parts": ["East Norland"],
        "bodies": {"rest": "na.mines", "houses": ""},
    },
    "su": {
        "names": ["Sutria", "Sutrian", "SU"],
        "names_zh": ["苏特"],
        "short": ["苏"],
        "home": ["en", "ru"],
        "bodies": {"trade": "su.trade", "government": "su.gov", "houses": "su.house"},
    },
}
BODIES: dict[str, Any] = {
    "na.mines": {"name": "Mines of Norland"},
    "su.trade": {"name": "Trade of Sutria", "names": ["商务部", "SUTRADE"]},
    "su.gov": {"name": "Government of Sutria"},
    "su.house": {"name": "Senate of Sutria"},
}


def taxonomy(**changes: Any) -> Taxonomy:
    """Return the taxonomy of one file, with some of its tables changed."""
    table = {**BODIES, "offices": OFFICES, "states": STATES, **changes}
    return Taxonomy(parse_entries("body", table, "b.toml"), parse_offices(table, "b.toml"))


def laid_over(**own: Any) -> Taxonomy:
    """Return the taxonomy with a second file over it: bodies by id, `offices` and `states`."""
    table = {**BODIES, "offices": OFFICES, "states": STATES}
    below = parse_entries("body", table, "b.toml")
    offices = parse_offices(own, "own.toml", parse_offices(table, "b.toml"), BODIES)
    return Taxonomy(parse_entries("body", own, "own.toml", below), offices)


KNOWN = taxonomy()


def told(
    title: str, body: str = "", known: Taxonomy = KNOWN, language: str | None = None
) -> list[tuple[str, str]]:
    """Return the bodies that a text names, with the words that do."""
    mentions = known.annotate(title, body, language=language).mentions
    return [(one.id, one.text) for one in mentions if one.category == "body"]


def ids(text: str, known: Taxonomy, language: str | None = None) -> list[str]:
    """Return the bodies that a headline names."""
    return [identifier for identifier, _ in told(text, known=known, language=language)]
